"""The monthly form: a sound one passes in every shape, and each fault gives its finding at its cell, no other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from examples import lists
from recon import engine
from recon.kinds import monthly as kind
from recon.options import Options
from recon.schemas import monthly
from recon.schemas.forms import form as spec_of
from recon.schemas.lists import UNITS
from recon.workbook import Cell, ErrorCell, RawBook, RawSheet
from tests import soak
from tests.forms import HEAD_ROW, LABELS, Form

Found = set[tuple[str, str]]
P, S, C = monthly.PROJECTS, monthly.SUMMARY, monthly.COVER
#: 合计 and the two 小计 of a form, by their place in its rows; the rows of 表2 by theirs.
WHOLE, FIRST, SECOND = 0, 1, 4


def found(book: RawBook, options: Options = engine.PLAIN) -> Found:
    """The (code, cell) pairs of a workbook, notes included."""
    return {(f.code, str(f.cell)) for f in engine.validate_book(book, options).findings}


def lead() -> Form:
    """A lead department's form: two regions, told by 表2 as well."""
    form = Form()
    form.cover["地区"] = lists.PROVINCE
    return form.spoil(1, 地区="吉林市")


def january() -> Form:
    """A report for January: the year's completion is the month's."""
    form = Form()
    form.cover["报告期"] = "2021-01"
    for number in range(4):
        form.spoil(number, 本年累计完成=20.5)
    return form


def covered(**changes: Cell) -> Form:
    """A form with other values on its cover."""
    form = Form()
    form.cover.update(changes)
    return form


def foot(label: str, by: float, place: int) -> Form:
    """A total that is off, and all that repeats it or rests on it in step with it."""
    form = Form()
    told = form.summary[0] if place == WHOLE else form.summary[1 if place == FIRST else 2]
    above = [] if place == WHOLE else [form.rows[WHOLE], form.summary[0]]
    return form.off(label, by, form.rows[place], told, *above)


def tie(label: str, by: float, place: int, form: Form | None = None) -> Form:
    """A row of 表2 that is off."""
    form = form or Form()
    return form.off(label, by, form.summary[place])


def moved(**changes: Cell) -> Form:
    """The first project goes elsewhere, and the 小计 and 表2 follow it."""
    form = Form()
    first = form.blocks["铁路"].pop(0)
    form.add_up()
    sums, told = form.rows[FIRST], form.summary[1]
    form.blocks["铁路"].insert(0, {**first, **changes})
    form.add_up()
    form.rows[FIRST], form.summary[1] = sums, told
    return form


def dropped(*labels: str) -> Form:
    """A form without some columns of 表1."""

    class Narrow(Form):
        def book(self) -> RawBook:
            book = super().book()
            keep = [n for n, label in enumerate(LABELS) if label not in labels]
            rows = [[row[n] for n in keep] if len(row) == len(LABELS) else row for row in book.sheets[1].rows]
            return replace(book, sheets=(book.sheets[0], replace(book.sheets[1], rows=rows), *book.sheets[2:]))

    return Narrow()


def stamped(name: str, stamp: str) -> Form:
    """A form with a stamp in the first cell of a further sheet."""

    class Stamped(Form):
        def book(self) -> RawBook:
            book = super().book()
            return replace(book, sheets=(*book.sheets, RawSheet(name, [[stamp]])))

    return Stamped()


def uncached(number: int, label: str) -> Form:
    """A form whose cell is a formula saved without its result."""
    form = Form().spoil(number, **{label: None})
    row = int(form.at(number, label).rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    place = (row, LABELS.index(label) + 1)

    class Uncached(Form):
        def book(self) -> RawBook:
            book = form.book()
            sheet = replace(book.sheets[1], uncached=frozenset({place}))
            return replace(book, sheets=(book.sheets[0], sheet, book.sheets[2]))

    return Uncached()


def typed(number: int, **changes: Cell) -> Form:
    """A change that the totals do not follow, because they were typed by hand."""
    form = Form()
    form.projects[number].update(changes)
    return form


def spoilt(number: int, **changes: Cell) -> Callable[[], Form]:
    """A fault in a project row, its totals in step."""
    return lambda: Form().spoil(number, **changes)


def emptied() -> Form:
    """A form without projects."""
    form = Form()
    form.blocks = {name: [] for name in form.blocks}
    return form.add_up()


def head(label: str) -> str:
    """The address of the lower head of a column of 表1."""
    return Form().cell(-1, label)


def p(number: int, label: str) -> str:
    """The address of a column of the n-th project of a plain form."""
    return Form().at(number, label)


def t(place: int, label: str) -> str:
    """The address of a column of a row of 表1, totals counted."""
    return Form().cell(place, label)


def s(place: int, label: str) -> str:
    """The address of a column of a row of 表2."""
    return Form().told(place, label)


def c(label: str) -> str:
    """The address of a value on the cover."""
    return Form().named(label)


#: name → how the form is spoilt, and its one finding (code, first cell).
FAULTS: dict[str, tuple[Callable[[], Form], str, str]] = {
    # relations of a row
    "总投资与分年不符": (spoilt(0, 总投资=3010.4), "SPLIT01", p(0, "总投资")),
    "某年多填": (spoilt(3, **{"2021年": 500.1}), "SPLIT01", p(3, "总投资")),
    "某年漏填": (spoilt(0, **{"2024年": None}), "SPLIT03", p(0, "2024年")),
    "上月末抄错": (spoilt(0, 上月末累计完成=600.25), "ROLL01", p(0, "开工以来累计完成")),
    "本月多报": (spoilt(1, 本月完成=25.5), "ROLL01", p(1, "开工以来累计完成")),
    "开工以来累计未滚动": (spoilt(2, 开工以来累计完成=210.25), "ROLL01", p(2, "开工以来累计完成")),
    "到位资金与来源不符": (spoilt(0, 到位资金=800), "FUND01", p(0, "到位资金")),
    "中央资金多填": (spoilt(0, 中央=400), "FUND01", p(0, "到位资金")),
    "资金来源漏填": (spoilt(0, 省级=None), "FUND03", p(0, "省级")),
    "到位资金漏填": (spoilt(0, 到位资金=None), "FUND03", p(0, "到位资金")),
    "一月累计不等于本月": (lambda: january().spoil(0, 本年累计完成=30), "JAN01", p(0, "本年累计完成")),
    "本年累计大于开工以来": (spoilt(0, 本年累计完成=700), "YEAR01", p(0, "本年累计完成")),
    "累计大于总投资": (
        spoilt(0, 上月末累计完成=3000, 开工以来累计完成=3020.5),
        "OVER01",
        p(0, "开工以来累计完成"),
    ),
    "本月为负": (spoilt(0, 上月末累计完成=635.75, 本月完成=-5), "MINUS01", p(0, "本月完成")),
    "完工而未完成投资": (spoilt(0, 建设状态="完工"), "DONE01", p(0, "开工以来累计完成")),
    "未开工而有投资": (spoilt(0, 建设状态="未开工"), "IDLE01", p(0, "开工以来累计完成")),
    "超年度计划": (spoilt(0, 本年累计完成=630, 本年计划=500), "AHEAD01", p(0, "本年累计完成")),
    # totals and the second table
    "小计总投资": (lambda: foot("总投资", 10, FIRST), "FOOT01", t(FIRST, "总投资")),
    "小计本月完成": (lambda: foot("本月完成", -3, SECOND), "FOOT01", t(SECOND, "本月完成")),
    "小计社会资本": (lambda: foot("社会资本", 0.5, FIRST), "FOOT01", t(FIRST, "社会资本")),
    "合计总投资": (lambda: foot("总投资", 100, WHOLE), "FOOT01", t(WHOLE, "总投资")),
    "合计2025年": (lambda: foot("2025年", 7, WHOLE), "FOOT01", t(WHOLE, "2025年")),
    "合计到位资金": (lambda: foot("到位资金", -0.1, WHOLE), "FOOT01", t(WHOLE, "到位资金")),
    "表2类别": (lambda: tie("总投资", 1, 1), "TIE01", s(1, "总投资")),
    "表2另一类别": (lambda: tie("银行贷款", 2, 2), "TIE01", s(2, "银行贷款")),
    "表2合计": (lambda: tie("开工以来累计完成", -9, 0), "TIE01", s(0, "开工以来累计完成")),
    "表2地区": (lambda: tie("本年累计完成", 4, 3, lead()), "TIE01", s(3, "本年累计完成")),
    "表2另一地区": (lambda: tie("总投资", -4, 4, lead()), "TIE01", s(4, "总投资")),
    "项目数类别": (lambda: tie("项目数", 1, 1), "COUNT01", s(1, "项目数")),
    "项目数合计": (lambda: tie("项目数", -1, 0), "COUNT01", s(0, "项目数")),
    "项目数地区": (lambda: tie("项目数", 1, 4, lead()), "COUNT01", s(4, "项目数")),
    # codes, lists, months
    "项目代码重复": (spoilt(1, 项目代码="2411-130202-89-01-637015"), "KEY01", p(0, "项目代码")),
    "项目代码校验码": (spoilt(0, 项目代码="2601-140100-89-01-123456"), "CODE01", p(0, "项目代码")),
    "项目代码位数": (spoilt(0, 项目代码="2601-140100-89-01-12345"), "CODE02", p(0, "项目代码")),
    "项目代码是名称": (spoilt(0, 项目代码="待赋码"), "CODE02", p(0, "项目代码")),
    "网别不在列表": (spoilt(0, 网别="公路网"), "LIST01", p(0, "网别")),
    "地区不在列表": (spoilt(0, 地区="长春"), "LIST01", p(0, "地区")),
    "建设性质不在列表": (spoilt(0, 建设性质="扩建"), "LIST01", p(0, "建设性质")),
    "建设状态不在列表": (spoilt(0, 建设状态="已完工"), "LIST01", p(0, "建设状态")),
    "封面网别": (lambda: covered(网别="公路网"), "LIST01", c("网别")),
    "封面地区": (lambda: covered(地区="长春"), "LIST01", c("地区")),
    "封面计量单位": (lambda: covered(计量单位="万"), "LIST01", c("计量单位")),
    "类别写错": (spoilt(0, 类别="铁道"), "LIST02", p(0, "类别")),
    "类别属于别网": (lambda: moved(类别="配电网"), "LIST02", p(0, "类别")),
    "网别不同于封面": (lambda: moved(类别="配电网", 网别="电网"), "COVER02", p(0, "网别")),
    "地区不同于封面": (spoilt(3, 地区="吉林市"), "COVER02", p(3, "地区")),
    "报告期两处不同": (lambda: Form().edit(f"{P}!A3", "报告期：2021年2月"), "COVER01", f"{P}!A3"),
    "填报单位两处不同": (
        lambda: Form().edit(f"{P}!A3", "填报单位（盖章）：吉林市人民政府"),
        "COVER01",
        f"{P}!A3",
    ),
    "计量单位两处不同": (lambda: Form().edit(f"{P}!AH3", "单位：亿元"), "UNIT02", f"{P}!AH3"),
    "栏名单位不同": (
        lambda: Form().edit(head("总投资").replace("6", "5"), "总投资（亿元）"),
        "UNIT02",
        head("总投资"),
    ),
    "封面报告期": (lambda: covered(报告期="2021年一季度"), "DATE01", c("报告期")),
    "开工年月": (spoilt(0, 开工年月="五月"), "DATE01", p(0, "开工年月")),
    "竣工年月十三月": (spoilt(0, 竣工年月="2024-13"), "DATE01", p(0, "竣工年月")),
    "竣工早于开工": (spoilt(0, 竣工年月="2020-04"), "DATE02", p(0, "竣工年月")),
    "开工过早": (spoilt(0, 开工年月="1985-05", 竣工年月=None), "DATE03", p(0, "开工年月")),
    "竣工过晚": (spoilt(0, 开工年月=None, 竣工年月="2080-01"), "DATE03", p(0, "竣工年月")),
    "工期过长": (spoilt(0, 竣工年月="2058-01"), "DATE03", p(0, "竣工年月")),
    # columns, blanks, versions
    "缺必填列": (lambda: dropped("建设状态"), "FORM02", f"{P}!{HEAD_ROW}"),
    "缺必填金额列": (lambda: dropped("本月完成"), "FORM02", f"{P}!{HEAD_ROW}"),
    "缺选填列": (lambda: dropped("备注"), "FORM02", f"{P}!{HEAD_ROW}"),
    "封面漏填": (lambda: covered(填报单位=None), "FORM03", c("填报单位")),
    "漏填项目名称": (spoilt(0, 项目名称=None), "FORM03", p(0, "项目名称")),
    "漏填网别": (spoilt(0, 网别="　"), "FORM03", p(0, "网别")),
    "漏填总投资": (spoilt(0, 总投资=None), "FORM03", p(0, "总投资")),
    "漏填本月": (spoilt(0, 本月完成=None), "FORM03", p(0, "本月完成")),
    "列出现两次": (lambda: Form().edit(f"{P}!AJ5", "总投资"), "FORM04", f"{P}!AJ6"),
    "新版表": (
        lambda: stamped(monthly.LISTS, f"{spec_of('monthly').name}/9"),
        "FORM06",
        f"{monthly.LISTS}!A1",
    ),
    "没有项目": (emptied, "FORM07", P),
    # numbers
    "金额是文字": (spoilt(0, 本年计划="约600"), "NUM01", p(0, "本年计划")),
    "金额是错误值": (spoilt(0, 本年计划=ErrorCell("#REF!")), "NUM03", p(0, "本年计划")),
    "文字是错误值": (spoilt(0, 项目名称=ErrorCell("#N/A")), "NUM03", p(0, "项目名称")),
    "小数过多": (spoilt(0, 本年计划=600.123), "NUM04", p(0, "本年计划")),
    "带单位": (lambda: typed(0, 本年计划="600.1万元"), "NUM05", p(0, "本年计划")),
    "文本数字": (lambda: typed(0, 本年计划="600.10"), "NUM06", p(0, "本年计划")),
    "公式无结果": (lambda: uncached(0, "本月完成"), "NUM07", p(0, "本月完成")),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_gives_its_finding_and_no_other(name: str) -> None:
    """One slip, one finding, at its cell."""
    build, code, cell = FAULTS[name]

    assert found(build().book()) == {(code, cell)}


def test_the_table_names_every_relation_and_rule() -> None:
    """At least forty faults; each relation and structural rule of the form is among them."""
    codes = {code for _, code, _ in FAULTS.values()}
    relations = {f"{relation.code}01" for relation in spec_of("monthly").relations}

    assert len(FAULTS) >= 40
    assert codes >= relations | {
        "FOOT01",
        "TIE01",
        "COUNT01",
        "KEY01",
        "CODE01",
        "CODE02",
        "LIST01",
        "LIST02",
        "COVER01",
        "COVER02",
        "UNIT02",
        "DATE01",
        "DATE02",
        "DATE03",
        "FORM02",
        "FORM03",
        "FORM04",
        "FORM06",
        "FORM07",
        "NUM01",
        "NUM03",
        "NUM04",
        "NUM05",
        "NUM06",
        "NUM07",
    }


#: 合计 above or below, with and without 小计 and 表2.
SHAPES: tuple[dict[str, bool], ...] = (
    {},
    {"last": True},
    {"overview": False},
    {"subtotals": False},
    {"subtotals": False, "last": True},
)


@soak.longer
@pytest.mark.parametrize(("network", "unit", "shape"), soak.pairwise(lists.NETWORKS, UNITS, SHAPES))
def test_a_sound_form_passes_in_every_shape(network: str, unit: str, shape: dict[str, bool]) -> None:
    """Every network and unit, 合计 above or below, with and without 小计 and 表2: nothing is found."""
    assert found(Form(network, unit=unit, **shape).book()) == set()


def test_a_sound_form_of_a_lead_department_passes() -> None:
    """Its 表2 goes by region as well."""
    assert found(lead().book()) == set()


def test_a_sound_form_for_january_passes() -> None:
    """The year's completion is the month's."""
    assert found(january().book()) == set()


def test_relations_that_hold_are_counted() -> None:
    """An absent line never looks like a pass: all rows and columns are among the counts."""
    report = engine.validate_book(Form().book())
    # SPLIT ROLL FUND YEAR OVER MINUS AHEAD in 4 rows; 21 amounts in 3 total rows; 21 in 3 rows of 表2
    assert report.counts["exact"] == 7 * 4 + 21 * 3 + 21 * 3
    assert not report.outcomes


def verdicts(form: Form, code: str, *, strict: bool = False) -> list[tuple[str, str]]:
    """Verdict and level of every listed outcome of a relation."""
    report = engine.validate_book(form.book(), Options(strict=strict))
    return [(o.verdict, o.level) for o in report.outcomes if o.label == code]


#: 总投资 against eight splits: half a unit for each of nine terms is 0.045; three sigma are 0.026.
@pytest.mark.parametrize(
    ("off", "expected"),
    [
        (0.01, []),
        (0.02, []),
        (-0.02, []),
        (0.03, [("rounding_wide", "核实性")]),
        (-0.04, [("rounding_wide", "核实性")]),
        (0.05, [("mismatch", "强制性")]),
        (-0.05, [("mismatch", "强制性")]),
    ],
)
def test_rounding_explains_as_much_as_it_can_and_no_more(off: float, expected: list[tuple[str, str]]) -> None:
    """A small difference is 尾差, a large one within the slack must be verified, beyond it is an error."""
    assert verdicts(Form().spoil(0, 总投资=3000.4 + off), "SPLIT") == expected


@pytest.mark.parametrize("off", [0.01, 0.03, 0.05])
def test_strict_excuses_nothing(off: float) -> None:
    """Under strict each difference is an error."""
    form = Form().spoil(0, 总投资=3000.4 + off)

    assert verdicts(form, "SPLIT", strict=True) == [("mismatch", "强制性")]


@pytest.mark.parametrize(("off", "codes"), [(0.01, set()), (0.02, {("FOOT02", t(FIRST, "总投资"))})])
def test_a_total_typed_by_hand_may_differ_by_rounding(off: float, codes: Found) -> None:
    """A 小计 of two projects: 3σ are 0.015, the slack is 0.015; beyond it is an error."""
    expected = {("FOOT01", cell) for _, cell in codes}

    assert found(foot("总投资", off, FIRST).book()) == expected


def test_a_wide_difference_is_to_be_verified() -> None:
    """FOOT02 is not blocking."""
    report = engine.validate_book(Form().spoil(0, 总投资=3000.43).book())

    assert [(f.code, f.level) for f in report.findings] == [("SPLIT02", "核实性")]
    assert report.verdict == "review"


def reading(cell: Cell) -> tuple[Any, bool]:
    """What 2024年 of the first project is read as: value (None: missing), and whether it is not applicable."""
    form = typed(0, **{"2024年": cell})
    data = kind.read(form.book()).main
    row = int(form.at(0, "2024年").rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    return data.table.value(row, "2024年"), (row, "2024年") in data.table.not_applicable


def test_blank_zero_and_dash_are_three_things() -> None:
    """Missing; nothing; not applicable, which counts as nothing."""
    readings = [reading(cell) for cell in (None, "", " 　", 0, "0", "—", "无", "/", "不适用")]

    assert readings == [(None, False)] * 3 + [(0, False)] * 2 + [(0, True)] * 4


@pytest.mark.parametrize("unit", UNITS)
def test_amounts_to_ten_million_million_yuan_are_exact(unit: str) -> None:
    """10^13 yuan and one unit of the last place more are told apart, in every unit."""
    places = UNITS[unit]
    factor = {"元": 1, "千元": 10**3, "万元": 10**4, "百万元": 10**6, "亿元": 10**8}[unit]
    value = 10**13 / factor
    sound = Form(unit=unit).spoil(0, 总投资=value, **{"2024年": round(value - 2400.4, places)})
    wrong = Form(unit=unit).spoil(0, 总投资=value, **{"2024年": round(value - 2400.4 - 10.0 ** (1 - places), places)})

    assert found(sound.book()) == set()
    assert found(wrong.book()) == {("SPLIT01", sound.at(0, "总投资"))}
