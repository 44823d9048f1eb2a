"""The annual investment plan: sound ones pass, faults are told at their cells, and the monthly reports agree with it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from recon import engine, packaged
from recon.across import yearplan
from recon.cli import app
from recon.errors import UnreadableError
from recon.options import Options
from recon.reports import text
from recon.schemas import annual, monthly
from recon.schemas.lists import UNITS
from recon.submission import Submission
from tests import forms, sheets, soak
from tests.periodic import Made, annual_plan, figures, found, quarter, store

PLAN = annual.PROJECTS


YEARS: tuple[str | int, ...] = ("2021", 2021, "2021年", "2021年度")


@soak.longer
@pytest.mark.parametrize(("unit", "last", "shift", "year"), soak.pairwise(UNITS, (False, True), (0, 2), YEARS))
def test_a_sound_plan_passes(unit: str, last: bool, shift: int, year: str | int) -> None:
    """In every unit, with 合计 first or last, wherever its table stands, however the year is written."""
    report = engine.validate_book(annual_plan(unit, year, last=last, shift=shift).book())

    assert (report.kind, report.findings) == ("annual", ())
    assert report.subject == ("路网", "长春市", "2021")


def off(name: str, label: str, by: float) -> Made:
    """A total that is off."""
    form = annual_plan()
    form.off[PLAN, name, label] = by
    return form


#: A spoilt plan, and its one finding: row (none: the cover), code and column; no code: none.
FAULTS = [
    (annual_plan().spoil(0, 本年计划=310.25), 0, "SOURCE01", "本年计划"),
    (annual_plan().spoil(0, 本年计划=300.28), 0, "SOURCE02", "本年计划"),
    (annual_plan().spoil(2, 省级=None), 2, "SOURCE03", "省级"),
    (annual_plan().spoil(1, 截至上年底累计完成=700.16), None, "", ""),
    (annual_plan().spoil(1, 截至上年底累计完成=700.17), 1, "ROOM01", "截至上年底累计完成"),
    (annual_plan().spoil(1, 本年计划=None), 1, "FORM03", "本年计划"),
    (annual_plan().spoil(3, 网别="水网", 类别="引调水"), 3, "COVER02", "网别"),
    (annual_plan().spoil(3, 地区="四平市"), 3, "COVER02", "地区"),
    (annual_plan().spoil(3, 项目代码=forms.CODES[0]), 0, "KEY01", "项目代码"),
    (annual_plan().spoil(2, 中央="约100"), 2, "NUM01", "中央"),
    (annual_plan().told(年度="去年"), None, "DATE01", "年度"),
    (annual_plan().told(网别="公路网"), None, "LIST01", "网别"),
]


@pytest.mark.parametrize(("form", "number", "code", "label"), FAULTS)
def test_a_fault_gives_its_finding_at_its_cell(form: Made, number: int | None, code: str, label: str) -> None:
    """And nothing else."""
    cell = form.named(label) if number is None and code else form.at(number or 0, label or "序号")

    assert found(form) == ({(code, cell)} if code else set())


@pytest.mark.parametrize(("name", "label"), [("铁路小计", "总投资"), ("合计", "银行贷款")])
def test_a_total_that_is_off_is_told_there(name: str, label: str) -> None:
    """The 小计 that is not the sum of its projects, or 合计 that is not the sum of the 小计."""
    form = off(name, label, 5)

    assert found(form) == {("FOOT01", form.total(name, label))}


@soak.examples(4, 30)
@given(order=st.permutations(range(2)), number=st.integers(0, 3), change=st.sampled_from([0, 10, 5000]))
def test_shuffling_rows_changes_no_verdict(order: list[int], number: int, change: int) -> None:
    """Within a class: the same codes and the same counts."""
    form = annual_plan()
    form.main[number]["市县"] = 50 + change
    before = engine.validate_book(form.book())
    form.main[:2] = [form.main[n] for n in order]
    after = engine.validate_book(form.book())

    assert [f.code for f in before.findings] == [f.code for f in after.findings]
    assert before.counts == after.counts


# --- against the plan ---------------------------------------------------------------------------------

#: Each project has 本年计划 300.25 and 总投资 1000.4, in 亿元; two are 铁路, two 机场.
YEAR, WHOLE = Decimal("300.25"), Decimal("1000.4")


@pytest.mark.parametrize(
    ("year", "figure", "codes"),
    [
        ("2020", ("计划投资", "路网", "2020", "全省", 4 * YEAR), []),
        ("2020", ("计划投资", "路网", "2020", "全省", 4 * YEAR + 1), ["PLAN01"]),
        ("2020", ("计划投资", "铁路", "2020", "全省", 2 * YEAR), []),
        ("2020", ("计划投资", "铁路", "2020", "全省", 2 * YEAR - 1), ["PLAN01"]),
        ("2020", ("计划投资", "铁路", "2021-2025", "全省", YEAR), []),
        ("2021", ("计划投资", "铁路", "2020", "全省", YEAR), []),
        ("2021", ("计划投资", "机场", "2021-2025", "全省", 9 * YEAR), []),
        ("2025", ("计划投资", "机场", "2021-2025", "全省", YEAR), ["PLAN01"]),
        ("2026", ("计划投资", "机场", "2021-2025", "全省", YEAR), []),
        ("2021", ("总投资", "路网", "", "全省", 9 * WHOLE), []),
        ("2021", ("总投资", "路网", "", "全省", 3 * WHOLE), ["PLAN01"]),
        ("2021", ("项目数", "路网", "2020-2025", "全省", Decimal(5)), []),
        ("2021", ("项目数", "路网", "2020-2025", "全省", Decimal(3)), ["PLAN01"]),
    ],
)
def test_a_year_against_the_plan(
    tmp_path: Path, year: str, figure: tuple[str, str, str, str, Decimal], codes: list[str]
) -> None:
    """2020 ties, later years are bounded by the plan's five, totals by the plan's."""
    measure, item, period, region, value = figure
    plan = figures(
        tmp_path / "规划.xlsx",
        [(measure, item, period, region, str(value), "个" if measure == "项目数" else "亿元")],
    )
    form = annual_plan("亿元", year).told(地区="全省", 填报单位="省交通运输厅")
    report = engine.validate_book(form.book(), Options(targets=plan))

    assert [(f.code, f.level) for f in report.findings] == [(code, "核实性") for code in codes]


def test_a_region_s_year_is_at_most_the_province_s(tmp_path: Path) -> None:
    """Where the plan does not tell the region, less is no gap."""
    plan = figures(tmp_path / "规划.xlsx", [("计划投资", "路网", "2020", "全省", "5000", "亿元")])

    assert found(annual_plan("亿元", "2020"), Options(targets=plan)) == set()


def test_the_packaged_plan_is_asked(tmp_path: Path) -> None:
    """Network and classes for which it prints 2020: 路网, 铁路, 机场 and those without a project say nothing."""
    form = annual_plan("亿元", "2020").told(地区="全省", 填报单位="省交通运输厅")
    report = engine.validate_book(form.book(), Options(targets=packaged.targets()))
    said = {(o.coordinate.measure, o.coordinate.item) for o in report.outcomes if o.label == "PLAN"}

    assert said == {
        ("总投资", "路网"),
        ("项目数", "路网"),
        ("本年计划", "路网"),
        ("本年计划", "铁路"),
        ("本年计划", "机场"),
    }


# --- the monthly reports ------------------------------------------------------------------------------


def submission(folder: Path, unit: str = "万元", month: str = "2021-03", **changes: object) -> Submission:
    """A monthly report of the four projects, all with 本年计划 300.25, save for ``changes`` to the first."""
    form = forms.Form(unit=unit)
    for row in form.projects:
        row["本年计划"] = 300.25
    form.projects[0].update(changes)  # type: ignore[arg-type]
    form.cover["报告期"] = month
    path = forms.save(form.add_up().book(), folder / "月报.xlsx")
    read = engine.validate_file(path, Options(gather=True)).submission
    assert read is not None
    return read


def plans(folder: Path, unit: str = "万元", **changes: object) -> yearplan.Plans:
    """The annual plan of the same projects, save for ``changes`` to the first of them."""
    form = annual_plan(unit)
    form.main[2].update(changes)  # type: ignore[arg-type]
    return yearplan.plans(forms.save(form.book(), folder / "年度计划.xlsx"))


def test_a_plan_is_handed_on_by_project(tmp_path: Path) -> None:
    """Amount, unit and cell as other files name it; a project told twice is left out."""
    form = annual_plan("亿元", shift=1)
    form.main[3]["项目代码"] = form.main[1]["项目代码"]
    path = forms.save(form.book(), tmp_path / "年度计划.xlsx")
    read = yearplan.plans(path)
    first = read.projects[forms.CODES[0]]

    assert (read.network, read.region, read.year) == ("路网", "长春市", "2021")
    assert set(read.projects) == {forms.CODES[0], forms.CODES[2]}
    assert (first.amount, first.unit) == (Decimal("300.25"), "亿元")
    assert str(first.cell) == f"[年度计划.xlsx]{form.at(0, '本年计划')}"


@pytest.mark.parametrize("other", [store(), quarter()])
def test_another_form_is_no_annual_plan(other: Made, tmp_path: Path) -> None:
    """FILE07, which says what was expected."""
    path = forms.save(other.book(), tmp_path / "表.xlsx")
    with pytest.raises(UnreadableError) as caught:
        yearplan.plans(path)

    assert (caught.value.code, PLAN in caught.value.sentence()) == ("FILE07", True)


def test_the_year_s_plan_of_a_report_that_agrees(tmp_path: Path) -> None:
    """Nothing is said."""
    assert list(yearplan.check(submission(tmp_path), plans(tmp_path))) == []


@pytest.mark.parametrize(
    ("planned", "reported", "differs"),
    [(300.26, 300.25, False), (300.27, 300.25, True), (0, 300.25, True), (300.25, None, False)],
)
def test_a_plan_that_differs_by_more_than_rounding(
    tmp_path: Path, planned: float, reported: float | None, differs: bool
) -> None:
    """YPLN01 at 本年计划 of the project, with the annual plan's cell; a blank is not compared."""
    report = submission(tmp_path, 本年计划=reported)
    said = list(yearplan.check(report, plans(tmp_path, 本年计划=planned)))
    place = report.places[forms.CODES[2]][0]

    assert [(f.code, f.level, f.cell) for f in said] == (
        [("YPLN01", "核实性", report.cell(place, "本年计划"))] if differs else []
    )
    for finding in said:
        assert str(finding.cells[1]).startswith("[年度计划.xlsx]年度投资计划!")
        for lang in ("zh", "en"):
            assert "300.25" in text.sentence(finding, lang)


def test_units_are_converted(tmp_path: Path) -> None:
    """0.0300亿元 is 300万元, give or take half of the last place of either: 0.5 + 0.005万元."""
    found_ = {
        amount: len(list(yearplan.check(submission(tmp_path, 本年计划=amount), plans(tmp_path, "亿元", 本年计划=0.03))))
        for amount in (299.49, 299.5, 300, 300.5, 300.51)
    }
    others = 3  # the other projects have 300.25 亿元

    assert {amount: count - others for amount, count in found_.items()} == {
        299.49: 1,
        299.5: 0,
        300: 0,
        300.5: 0,
        300.51: 1,
    }


def test_another_year_is_not_compared(tmp_path: Path) -> None:
    """A report of 2022 has nothing to do with the plan of 2021."""
    report = submission(tmp_path, month="2022-03", 本年计划=1)

    assert list(yearplan.check(report, plans(tmp_path))) == []


# --- the monthly form filled from it ------------------------------------------------------------------


def template(*arguments: object) -> tuple[int, str]:
    """``recon template …``."""
    done = CliRunner().invoke(app, ["template", *map(str, arguments)])
    return done.exit_code, done.output


def rows(path: Path) -> dict[str, tuple[object, ...]]:
    """项目代码 → name, 总投资 and 本年计划 of a monthly form."""
    labels = [*monthly.Projects.to_schema().columns]
    places = [labels.index(label) for label in ("项目代码", "项目名称", "总投资", "本年计划")]
    body = openpyxl.load_workbook(path)[monthly.PROJECTS].iter_rows(min_row=8, values_only=True)
    return {str(row[places[0]]): tuple(row[p] for p in places[1:]) for row in body if row[places[0]]}


def test_an_annual_plan_lists_the_projects_of_a_monthly_form(tmp_path: Path) -> None:
    """Where no list is given: its projects, 总投资 and 本年计划 in the unit of the form."""
    plan = forms.save(annual_plan("亿元").book(), tmp_path / "年度计划.xlsx")
    out = tmp_path / "月报.xlsx"
    done = template("--month", "2021-03", "--network", "路网", "--region", "长春市", "--annual", plan, "-o", out)

    assert done == (0, "")
    assert rows(out)[forms.CODES[2]] == ("机场项目2", 10004000, 3002500)
    assert set(rows(out)) == set(forms.CODES)


def test_an_annual_plan_fills_in_what_a_list_leaves_open(tmp_path: Path) -> None:
    """By 项目代码; projects of the list that the plan does not have stay as they are, its others stay out."""
    plan = forms.save(annual_plan().book(), tmp_path / "年度计划.xlsx")
    book = openpyxl.Workbook()
    for row in (
        ("项目代码", "项目名称", "类别", "地区", "总投资"),
        (forms.CODES[0], "新名", "铁路", "长春市", 7),
        ("2020-220100-48-01-000001", "另一个", "铁路", "长春市", 8),
    ):
        sheets.front(book).append(row)
    listed, out = tmp_path / "清单.xlsx", tmp_path / "月报.xlsx"
    book.save(listed)
    done = template(
        "--month",
        "2021-03",
        "--network",
        "路网",
        "--region",
        "长春市",
        "--projects",
        listed,
        "--annual",
        plan,
        "-o",
        out,
    )

    assert done == (0, "")
    assert rows(out) == {forms.CODES[0]: ("新名", 7, 300.25), "2020-220100-48-01-000001": ("另一个", 8, None)}


@pytest.mark.parametrize(("month", "network", "said"), [("2022-03", "路网", "2021"), ("2021-03", "水网", "网别")])
def test_the_plan_of_another_year_or_network_is_refused(tmp_path: Path, month: str, network: str, said: str) -> None:
    """Exit code 2 and what was found."""
    plan = forms.save(annual_plan().book(), tmp_path / "年度计划.xlsx")
    code, output = template(
        "--month",
        month,
        "--network",
        network,
        "--region",
        "长春市",
        "--annual",
        plan,
        "-o",
        tmp_path / "月报.xlsx",
    )

    assert (code, said in output) == (2, True), output
