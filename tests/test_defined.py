"""Forms by definition: what is planted in them is found at its cell and nothing else, and sound ones pass."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from examples import forms
from examples.filling import Filling, rounded, write
from examples.offices import OFFICES, Fault, Office, cell, faults, planted
from recon import engine
from recon.defined import conditions, fillings, gathered, instances
from recon.defined.forms import Own
from recon.defined.instances import Asked
from recon.definitions import linear
from recon.definitions.model import Unit
from recon.definitions.tree import Reference
from recon.model import FileReport, Finding
from recon.options import Options
from recon.reports import text
from recon.templates import definition
from recon.templates.defined import making
from recon.workbook import Cell, RawBook, RawSheet
from tests.sheets import stored, words_of
from tests.soak import SOAK, longer

OFFICE_UNITS = [(name, unit) for name in OFFICES for unit in Office(name).units]
#: One unit of each office; all of them when the long tests run.
CHOSEN = [pair for n, pair in enumerate(OFFICE_UNITS) if SOAK or n in (3, 9)]


def checked(path: Path, own: Own, earlier: tuple[Path, ...] = ()) -> FileReport:
    """The report on a form by its definition."""
    return engine.validate_file(path, Options(definitions=(Path(own.definition.path),), earlier=earlier))


def places(finding: Finding) -> Iterator[tuple[str, str]]:
    """The cells of a finding and of what follows from it."""
    for one in (finding, *finding.follows):
        yield from ((c.sheet, c.a1) for c in one.cells)


@longer
@pytest.mark.parametrize(("office", "unit"), CHOSEN)
def test_planted_faults_are_found_and_nothing_else(office: str, unit: str, tmp_path: Path) -> None:
    """Each fault of the list is one finding under its code with its cell; sound forms of both periods have none."""
    one = Office(office)
    (earlier, first), (period, second) = one.fillings(unit)
    before, sound, wrong = (tmp_path / f"{name}.xlsx" for name in ("上期", "无差错", "有差错"))
    asked = making.Asked(unit, period)
    mine = [f for f in faults() if (f.office, f.unit) == (office, unit)]
    write(first, making.Asked(unit, earlier), before)
    write(second, asked, sound)
    _written(one, second, asked, wrong, mine)
    expected = {cell(one.own, asked, fault): fault.code for fault in mine}

    assert checked(before, one.own).findings == ()
    assert checked(sound, one.own, (before,)).findings == ()

    found = checked(wrong, one.own, (before,)).findings
    claimed = [next((at for at in expected if at in set(places(f)) and expected[at] in _codes(f)), None) for f in found]
    assert len(found) == len(expected)
    assert set(claimed) == set(expected)


def _codes(finding: Finding) -> set[str]:
    return {one.code for one in (finding, *finding.follows)}


def _written(office: Office, filling: Filling, asked: making.Asked, path: Path, mine: list[Fault]) -> None:
    from examples.offices import _save

    assert planted(filling, mine) or mine
    _save(office.own, filling, asked, path, mine)


def test_list_of_faults_is_as_it_says() -> None:
    """Sixty faults of at least twelve kinds, in both offices."""
    assert len(faults()) == 60
    assert len({f.kind for f in faults()}) >= 12
    assert {f.office for f in faults()} == set(OFFICES)


def broken(own: Own, filling: Filling, one: Asked) -> tuple[tuple[str, str, str], Fraction] | None:
    """A cell of the relation and a value for it that breaks the relation; None where it is asked nowhere."""
    values = filling.values()
    for place in filling.binder.places(one.statement, (one.left, one.right, *one.conditions)):
        look = filling.look(place)
        try:
            if not all(conditions.holds(c, look) for c in one.conditions):
                continue
            away = conditions.value(one.left, look) - conditions.value(one.right, look)
        except conditions.UnknownError:
            continue
        sides = (one.left, one.right) if isinstance(one.left, Reference) else (one.right, one.left)
        for side, turn in zip(sides, (1, -1) if sides[0] is one.left else (-1, 1), strict=True):
            for ref in linear.references(side):
                key = filling.key(ref, place)
                if key not in values or ref.period or key[1] == "合计":
                    continue
                turns: dict[str, int | Fraction] = {
                    "=": 777,
                    "≠": -away,
                    "≥": -away - 777,
                    ">": -away - 777,
                    "≤": 777 - away,
                    "<": 777 - away,
                }
                by = turns[one.sign]
                value = rounded(values[key] + by * turn, filling.column(key).decimals)
                typed = filling.with_value(key, value)
                if all(conditions.holds(c, typed.look(place)) for c in one.conditions) and typed.breaks(one, place):
                    return key, value
    return None


def relations(own: Own) -> list[Asked]:
    """The links of the statements in force that are about one filling."""
    return [
        one
        for one in instances.asked(own)
        if isinstance(one, Asked) and not any(r.period or r.units for r in linear.references((one.left, one.right)))
    ]


@longer
@pytest.mark.parametrize("office", OFFICES)
def test_each_relation_broken_once_is_found(office: str, tmp_path: Path) -> None:
    """A relation whose cell is changed is told at that cell under its own number."""
    own = Office(office).own
    unit = Office(office).units[0]
    period, filling = Office(office).fillings(unit)[0]
    geometries, _ = making.laid_out(own, making.Asked(unit, period))
    step = 1 if SOAK else 9
    for one in relations(own)[::step]:
        wrong = broken(own, filling, one)
        if wrong is None:
            continue
        path = tmp_path / "form.xlsx"
        write(filling, making.Asked(unit, period), path, cells={wrong[0]: wrong[1]})
        geometry = geometries[wrong[0][0]]
        row = geometry.row(wrong[0][1]) if geometry.table.matrix else geometry.first + int(wrong[0][1])
        at = (row + 1, geometry.column(wrong[0][2]) + 1)
        report = checked(path, own)
        hits = [
            f
            for f in report.every
            if f.outcome is not None and f.outcome.label == one.number and at in {(c.row, c.column) for c in f.cells}
        ]
        assert hits, (one.number, one.statement.text, wrong)


def test_a_form_tells_its_definition(tmp_path: Path) -> None:
    """A form carries the stamp of its definition; without the definition it cannot be read, with a newer one it says so."""
    office = Office("county")
    path = tmp_path / "form.xlsx"
    period, filling = office.fillings(office.units[0])[0]
    write(filling, making.Asked(office.units[0], period), path)

    alone = engine.validate_file(path, Options())
    assert alone.error is not None
    assert alone.error[0] == "FILE14"

    import openpyxl

    newer = tmp_path / "表样.xlsx"
    book = openpyxl.load_workbook(office.definition)
    book["表单"]["J2"] = book["表单"]["J3"] = "2025"
    book.save(newer)
    (changed,) = fillings.forms((newer,))
    assert [f.code for f in checked(path, changed).findings] == ["FORM06"]


def test_last_row_and_first_row_of_a_list_are_counted(tmp_path: Path) -> None:
    """Rows inserted right below 小计 or above the end are counted by the formulas of 合计."""
    own = Office("city").own
    geometry = making.laid_out(own, making.Asked())[0]["城建季01"]
    path = tmp_path / "blank.xlsx"
    path.write_bytes(making.make(own, making.Asked("东城区住建局", "2024Q1")))

    import openpyxl

    page = openpyxl.load_workbook(path)[geometry.spec.sheet]
    column = geometry.column("2") + 1
    total = page.cell(geometry.total + 1, column).value
    first, last = words_of(total).split("(")[1].rstrip(")").replace("$", "").split(":")
    assert page[first].row == geometry.first  # the narrow row above the first entry
    assert page[last].row == geometry.last + 2
    assert "SUMIFS" in words_of(page.cell(geometry.total + 2, column).value)


def test_a_form_that_was_never_recalculated_says_so_once(tmp_path: Path) -> None:
    """A blank form straight from the template: one finding for all its formulas, whatever the column or the table."""
    path = tmp_path / "预算.xlsx"
    path.write_bytes(forms.workbook("预算"))
    (own,) = fillings.forms((path,))
    blank = tmp_path / "空白.xlsx"
    blank.write_bytes(making.make(own, making.Asked(own.definition.units[0].name, "2026-03")))
    told = [f for f in checked(blank, own).findings if f.code == "NUM07"]

    assert len(told) == 1
    assert {cell.sheet for cell in told[0].cells} == {one.sheet for one in own.spec.tables}


@pytest.mark.parametrize(
    ("due", "period", "day"),
    [
        ("1月31日", "2025", "2026-01-31"),
        ("3月10日", "2025", "2026-03-10"),
        ("次年3月10日前", "2025", "2026-03-10"),
        ("7月8日", "2025-06", "2025-07-08"),
        ("2月30日", "2025", None),
        ("月后5日", "2025-06", "2025-07-05"),
    ],
)
def test_the_last_day_of_a_form(due: str, period: str, day: str | None) -> None:
    """A day after the period, or a day of the calendar: the first one that comes."""
    found = gathered.due(Unit("城关镇", due=due), period)

    assert (found.isoformat() if found else None) == day


def defined(
    tmp_path: Path, columns: str, rows: str, relations: str, *, table: str = "表1", rounding: str = "四舍五入"
) -> Own:
    """A definition of one table from lines of 栏, 行 and 关系."""
    text = f"""## 表单
表号 | 表名 | 期别 | 计量单位 | 舍入 | 缺项 | 版本
{table} | 示例 | 年 | 万元 | {rounding} | 按零 | 1
## 栏
表号 | 代码 | 名称 | 类型 | 计量单位 | 小数位
{columns}
## 行
表号 | 代码 | 名称 | 适用栏
{rows}
## 关系
编号 | 表号 | 关系 | 条件 | 级别
{relations}
"""
    path = tmp_path / "表样.xlsx"
    path.write_bytes(forms.made(text))
    (own,) = fillings.forms((path,))
    assert own.definition.findings == ()
    return own


def filled(own: Own, path: Path, values: dict[str, list[object]]) -> FileReport:
    """The report on a form in which the rows hold some values, column by column."""
    import openpyxl

    path.write_bytes(making.make(own, making.Asked()))
    book = openpyxl.load_workbook(path)
    for geometry in making.laid_out(own, making.Asked())[0].values():
        for code, row in values.items():
            for column, value in zip(geometry.table.amounts, row, strict=True):
                book[geometry.spec.sheet].cell(geometry.row(code) + 1, geometry.column(column.code) + 1).value = stored(
                    value
                )
    book.save(path)
    return checked(path, own)


def test_what_is_divided_in_an_exact_form_is_rounded(tmp_path: Path) -> None:
    """A quotient and 13% of an amount cannot be more exact than the last place of their cells; one place off is wrong."""
    own = defined(
        tmp_path,
        "表1 | 1 | 金额 | 金额 | 元 | 2\n表1 | 2 | 税额 | 金额 | 元 | 2\n表1 | 3 | 比例 | 比率 | | 2",
        "表1 | 01 | 销售 |\n表1 | 02 | 采购 |",
        "A | 表1 | 2栏=1栏×13% | | 强制性\nB | 表1 | 3栏=2栏÷1栏 | | 强制性",
        rounding="精确",
    )
    sound: dict[str, list[object]] = {"01": [100.05, 13.01, 0.13], "02": [7.77, 1.01, 0.13]}

    assert filled(own, tmp_path / "a.xlsx", sound).findings == ()
    (wrong,) = filled(own, tmp_path / "b.xlsx", sound | {"01": [100.05, 13.02, 0.13]}).findings
    assert wrong.outcome is not None
    assert wrong.outcome.label == "A"


def test_ages_do_not_add_up(tmp_path: Path) -> None:
    """A relation of rows holds in the columns of persons, not in that of their age."""
    own = defined(
        tmp_path,
        "表1 | 1 | 人数 | 计数 | 人 | 0\n表1 | 2 | 平均年龄 | 数量 | 岁 | 1",
        "表1 | 01 | 合计 |\n表1 | 02 | 甲 |\n表1 | 03 | 乙 |",
        "A | 表1 | 01行=02行+03行 | | 强制性",
    )

    assert filled(own, tmp_path / "a.xlsx", {"01": [5, 41.5], "02": [2, 40.0], "03": [3, 42.5]}).findings == ()


def test_every_cell_of_a_relation_is_named(tmp_path: Path) -> None:
    """The cells of a condition and the arguments of MAX that do not count stand behind those that were compared."""
    own = defined(
        tmp_path,
        "表1 | 1 | 金额 | 金额 | 万元 | 2",
        "\n".join(f"表1 | 0{n} | 项目{n} |" for n in range(1, 6)),
        "A | 表1 | 若01行>0，则02行>0 | | 强制性\nB | 表1 | 03行≤MAX(04行-05行，0) | | 强制性",
    )
    report = filled(own, tmp_path / "a.xlsx", {"01": [5], "02": [0], "03": [1], "04": [2], "05": [3]})

    assert {f.outcome.label: {c.row for c in f.cells} for f in report.findings if f.outcome} == {
        "A": {9, 10},
        "B": {11, 12, 13},
    }


def test_no_column_of_several_holds_anything_twice(tmp_path: Path) -> None:
    """Each column that is 唯一 is asked, not the first alone."""
    names = ("编号", "车牌", "司机")
    columns = [
        {"表号": "1", "代码": code, "名称": name, "类型": "文字"} for code, name in zip("ABC", names, strict=True)
    ]
    columns = [{**one, "唯一": "是" if one["名称"] != "司机" else ""} for one in columns]
    path = tmp_path / "表样.xlsx"
    path.write_bytes(definition.make({"表单": [{"表号": "1", "表名": "车辆", "期别": "一次"}], "栏": columns}, "zh"))
    rows: list[list[Cell]] = [
        [*names],
        ["1", "吉A1", "甲"],
        ["2", "吉A2", "甲"],
        ["3", "吉A1", "乙"],
        ["2", "吉A4", "丙"],
    ]
    report = engine.validate_book(
        RawBook(tmp_path / "车辆.xlsx", "", (RawSheet("车辆", rows),)), Options(definitions=(path,))
    )
    told = {(f.words["column"], *map(str, f.cells)) for f in report.findings if f.code == "KEY01"}

    assert told == {("编号", "车辆!A3", "车辆!A5"), ("车牌", "车辆!B2", "车辆!B4")}


def test_a_row_in_another_unit_is_one_finding(tmp_path: Path) -> None:
    """In a form of an office's own: the cause, with every relation below it that does not hold for its sake."""
    one = Office("city")
    unit = next(iter(one.units))
    (earlier, first), (period, second) = one.fillings(unit)
    table = one.own.definition.tables[0]
    money = {c.code for c in table.amounts if c.type == "金额"}
    row = [key for key in second.values() if key[:2] == (table.number, "2") and key[2] in money]
    for key in row:
        second = second.with_value(key, second.values()[key] * 10**4)
    before, path = tmp_path / "上期.xlsx", tmp_path / "本期.xlsx"
    write(first, making.Asked(unit, earlier), before)
    write(second, making.Asked(unit, period), path)
    (finding,) = checked(path, one.own, (before,)).findings

    assert (finding.code, len(finding.cells)) == ("SLIP01", len(row))
    assert {f.code for f in finding.follows} == {"FILL01"}


def _list(path: Path, period: str, rows: list[list[Cell]]) -> Path:
    """A list of works as a unit sends it."""
    import openpyxl

    book = openpyxl.Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "封面"
    for said in (["填报单位", "某区"], ["报告期", period], ["计量单位", "万元"]):
        cover.append(said)
    sheet = book.create_sheet("工程")
    for line in (["序号", "编号", "名称", "状态", "期初", "本期", "期末"], *rows):
        sheet.append(line)
    book.save(path)
    return path


def test_entries_of_a_list_go_on_as_its_definition_says(tmp_path: Path) -> None:
    """What came, went, has another code or name or went back is told; a list that does not say by what goes on without."""
    types = {"序号": "文字", "编号": "代码", "名称": "文字", "状态": "文字"}
    names = ("序号", "编号", "名称", "状态", "期初", "本期", "期末")
    columns = [
        {"表号": "1", "代码": code, "名称": name, "类型": types.get(name, "金额")}
        for code, name in zip("ABCDEFG", names, strict=True)
    ]
    columns[2]["各期"], columns[3] = "不变", {**columns[3], "各期": "不退", "列表": "状态"}
    made = {
        "表单": [{"表号": "1", "表名": "工程", "期别": "季", "计量单位": "万元", "各期行对应": "编号、名称"}],
        "栏": columns,
        "字典": [{"列表": "状态", "值": value} for value in ("未开工", "在建", "停工", "完工")],
        "上期": [{"本期代码": "E", "上期代码": "G"}],
    }
    own, older = tmp_path / "表样.xlsx", tmp_path / "旧表样.xlsx"
    own.write_bytes(definition.make(made, "zh"))
    plain = [{k: v for k, v in one.items() if k != "各期"} for one in columns]
    older.write_bytes(definition.make({**made, "表单": [{**made["表单"][0], "各期行对应": ""}], "栏": plain}, "zh"))
    before = _list(
        tmp_path / "上季.xlsx",
        "2024Q1",
        [
            ["1", "A1", "甲路", "在建", 1, 2, 3],
            ["2", "A2", "乙路", "在建", 1, 2, 3],
            ["3", "A3", "丙路", "完工", 1, 2, 3],
            ["4", "A4", "丁路", "停工", 1, 2, 3],
            ["5", "A5", "戊路", "未开工", 0, 0, 0],
        ],
    )
    now = _list(
        tmp_path / "本季.xlsx",
        "2024Q2",
        [
            ["1", "B1", "甲路", "在建", 3, 2, 5],
            ["2", "A2", "乙街", "未开工", 3, 2, 5],
            ["3", "A3", "丙路", "在建", 3, 2, 5],
            ["4", "A4", "丁路", "在建", 3, 2, 5],
            ["5", "A6", "己路", "在建", 0, 2, 2],
            ["6", "A7", "庚路", "在建", 7, 2, 9],
        ],
    )
    report, without = (
        engine.validate_file(now, Options(definitions=(one,), earlier=(before,))) for one in (own, older)
    )
    told = sorted((f.code, str(f.cell)) for f in report.findings)
    gone = next(text.sentence(f, "zh") for f in report.findings if f.code == "GONE01")

    assert told == [
        ("BACK01", "工程!D3"),
        ("BACK01", "工程!D4"),
        ("CODE03", "工程!B2"),
        ("GONE01", "工程!B"),
        ("NEW01", "工程!B6"),
        ("NEW03", "工程!B7"),
        ("SAME01", "工程!C3"),
    ]
    assert gone.startswith("项目“戊路”（A5）上季在报")
    assert [f.words["place"] for f in report.findings if f.code == "BACK01"] == [
        "[上季.xlsx]工程!D3",
        "[上季.xlsx]工程!D4",
    ]
    assert [form.spec.tables[0].name for form in fillings.forms((own, older))] == ["名称", "编号"]
    assert without.findings == ()


def test_a_list_whose_filling_before_is_not_there_says_so(tmp_path: Path) -> None:
    """LAST01 where the definition says by what its rows continue, with what was looked for."""
    columns = [
        {"表号": "1", "代码": code, "名称": name, "类型": kind}
        for code, name, kind in (("A", "编号", "代码"), ("B", "名称", "文字"), ("C", "期末", "金额"))
    ]
    own = tmp_path / "表样.xlsx"
    table = {"表号": "1", "表名": "工程", "期别": "季", "计量单位": "万元", "各期行对应": "A"}
    own.write_bytes(definition.make({"表单": [table], "栏": columns}, "zh"))
    row: list[Cell] = ["1", "A1", "甲路", "在建", 1, 2, 3]
    now, *others = (_list(tmp_path / f"{q}.xlsx", q, [row]) for q in ("2024Q3", "2024Q1", "2023Q4"))
    report = engine.validate_file(now, Options(definitions=(own,), earlier=tuple(others)))

    assert [(f.code, f.words["month"], f.words["subject"]) for f in report.findings if f.code == "LAST01"] == [
        ("LAST01", "2024Q2", "填报单位")
    ]


def test_a_constant_in_a_relation_counts_when_a_cell_is_suspected(tmp_path: Path) -> None:
    """Where 期末 is 期初 + 100, what it should read is told with the hundred."""
    columns = [
        {"表号": "1", "代码": code, "名称": name, "类型": "文字" if code == "A" else "金额"}
        for code, name in zip("ABCDE", ("名称", "期初", "期末", "其中", "其他"), strict=True)
    ]
    relations = [
        {"编号": "K", "表号": "1", "关系": "C栏=B栏+100"},
        {"编号": "S", "表号": "1", "关系": "B栏=D栏+E栏"},
    ]
    made = {"表单": [{"表号": "1", "表名": "工程", "期别": "年", "计量单位": "万元"}], "栏": columns, "关系": relations}
    own = tmp_path / "表样.xlsx"
    own.write_bytes(definition.make(made, "zh"))
    rows: list[list[Cell]] = [
        ["名称", "期初", "期末", "其中", "其他"],
        ["甲路", 350, 350, 200, 150],
        ["乙路", 1, 101, 1, 0],
    ]
    sheets = (
        RawSheet("封面", [["填报单位", "某区"], ["报告期", "2024"], ["计量单位", "万元"]]),
        RawSheet("工程", rows),
    )
    report = engine.validate_book(RawBook(tmp_path / "工程.xlsx", "", sheets), Options(definitions=(own,)))
    (finding,) = report.findings
    outcome = finding.outcome
    assert outcome is not None
    sets = [[(s.cell.a1, int(s.suggested)) for s in found.cells] for found in outcome.suspects]

    assert [("C2", 450)] in sets
    assert all(("C2", 350) not in one for one in sets)
