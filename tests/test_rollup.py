"""The roll-up of a month: exact sums, two views tied, the plan, what lags, and a workbook that closes."""

from __future__ import annotations

import datetime
import json
import random
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from examples import lists
from recon import messages, month, plaintext
from recon.model import CellRef, Change, FileReport, Finding, Report
from recon.month import intake, lag, pairs, plan, rollup
from recon.month.rollup import MEASURES, Rollup
from recon.reports import json as writer
from recon.reports import rollup as book
from recon.reports import text
from recon.reports.rollup import closing
from recon.schemas.lists import UNITS
from recon.submission import Submission
from recon.workbook import Cell
from tests import months, office, soak
from tests.forms import Form, save
from tests.made import Made
from tests.sheets import heads, real

DAY = datetime.date(2021, 4, 9)
SCHEMA = Path(__file__).parents[1] / "recon" / "reports" / "report.schema.json"
ROAD, WATER = "路网", "水网"
FIRST, SECOND = "长春市", "吉林市"
P = "项目月报表"
Month = dict[tuple[str, str], Form]


def checked(folder: Path, forms: Month, **options: Any) -> tuple[FileReport, list[FileReport]]:
    """A month's reports as files, read back, and what they say together."""
    files = months.put(folder, *forms.values())
    return month.check(files, folder, **options), files


def found(report: FileReport, *beside: str) -> set[tuple[str, str]]:
    """The (code, cell) pairs of a month; of what is due, left out or late only with its code."""
    quiet = {"LACK01", "LAG01"} - set(beside)
    return {(f.code, str(f.cell)) for f in report.findings if f.code not in quiet}


def cell(network: str, region: str, at: str) -> str:
    """A cell of a report as another file sees it; ``at`` is sheet!A1."""
    sheet, _, a1 = at.rpartition("!")
    return f"[月报_{months.MONTH}_{network}_{region}.xlsx]{sheet}!{a1}"


def code_cell(form: Form, number: int) -> str:
    """The cell of the code of the n-th project."""
    return form.at(number, "项目代码")


@pytest.fixture
def forms() -> Month:
    """Two networks, two regions each, three projects in each."""
    return months.whole((ROAD, WATER), (FIRST, SECOND))


def tallied(report: FileReport, code: str, words: str = "") -> dict[str, int]:
    """The counts of a relation, of those tallies whose formula has some words."""
    counts: dict[str, int] = {}
    for tally in report.tallies:
        if tally.code == code and words in tally.formula:
            for verdict, number in tally.counts.items():
                counts[verdict] = counts.get(verdict, 0) + number
    return counts


def test_a_sound_month_has_no_finding_of_its_own(forms: Month, tmp_path: Path) -> None:
    """Every amount told twice is compared and counted."""
    report, _ = checked(tmp_path, forms)

    assert found(report) == set()
    assert tallied(report, "VIEW") == {"exact": 12 * len(MEASURES)}
    assert tallied(report, "GAP") == {"exact": 12, "unverifiable": 0}


#: A change of one project that breaks no relation of its row → the amounts it changes.
CHANGES: tuple[dict[str, Cell], ...] = (
    {"本年计划": 999.0},
    {"上月末累计完成": 300.0, "开工以来累计完成": 320.5},
    {"总投资": 5000.4, "2026年及以后": 4000.0},
    {"本年累计完成": 21.0},
)


@pytest.mark.parametrize("region", [FIRST, lists.PROVINCE])
@pytest.mark.parametrize("changes", CHANGES, ids=lambda c: next(iter(c)))
def test_a_planted_difference_is_found_at_its_cell_and_nothing_else(
    forms: Month, changes: dict[str, Cell], region: str, tmp_path: Path
) -> None:
    """Whichever view is spoilt, the local cell is named first, then the lead department's."""
    forms[ROAD, region].spoil(0, **changes)
    report, _ = checked(tmp_path, forms)
    local, lead = forms[ROAD, FIRST], forms[ROAD, lists.PROVINCE]

    assert found(report) == {("VIEW01", cell(ROAD, FIRST, local.at(0, label))) for label in changes}
    for finding in report.findings:
        if finding.outcome and finding.code == "VIEW01":
            label = finding.outcome.coordinate.measure
            assert str(finding.cells[1]) == cell(ROAD, lists.PROVINCE, lead.at(0, label))
            spoilt = finding.outcome.left if region == FIRST else finding.outcome.right
            assert spoilt.value == Decimal(str(changes[label]))
            assert finding.level == "强制性"


def test_rounding_between_units_is_no_difference(tmp_path: Path) -> None:
    """A region that reports in 亿元 rounds to whole 万元; what half a unit explains is counted."""
    report, _ = checked(tmp_path, months.whole((ROAD,), (FIRST, SECOND), 4, ("亿元", "百万元")))
    counts = tallied(report, "VIEW")

    assert found(report) == set()
    assert counts["rounding"] > 0
    assert sum(counts.values()) == 8 * len(MEASURES)


@pytest.mark.parametrize(("off", "expected"), [("0.51", 1), ("0.50", 0), ("-0.50", 0), ("-0.51", 1)])
def test_rounding_explains_half_a_unit_of_each_and_no_more(off: str, expected: int, tmp_path: Path) -> None:
    """Told in 亿元 to four decimals an amount may be off by 0.5万元, the other by 0.005."""
    forms = months.whole((ROAD,), (FIRST,), 3, ("亿元",))
    value = Decimal("250") + Decimal(off)
    forms[ROAD, lists.PROVINCE].spoil(0, 本年计划=float(value))
    forms[ROAD, FIRST].spoil(0, 本年计划=0.025)
    report, _ = checked(tmp_path, forms)

    assert len([f for f in report.findings if f.code == "VIEW01"]) == expected


def test_a_project_in_one_view_only_is_found_in_either(forms: Month, tmp_path: Path) -> None:
    """At the code of the view that has it; where the other did not report nothing is claimed."""
    lead, local = forms[ROAD, lists.PROVINCE], forms[WATER, FIRST]
    gone = forms[ROAD, FIRST]
    code = gone.projects[1]["项目代码"]
    for rows in gone.blocks.values():
        rows[:] = [row for row in rows if row["项目代码"] != code]
    gone.add_up()
    added = months.projects(WATER, FIRST, 1, 900)[0]
    local.blocks[str(added["类别"])].append(added)
    local.add_up()
    at = next(n for n, row in enumerate(lead.projects) if row["项目代码"] == code)
    new = next(n for n, row in enumerate(local.projects) if row is added)
    report, _ = checked(tmp_path, forms)

    assert found(report) == {
        ("GAP01", cell(ROAD, lists.PROVINCE, code_cell(lead, at))),
        ("GAP01", cell(WATER, FIRST, code_cell(local, new))),
    }


@pytest.mark.parametrize(("label", "value"), [("地区", "四平市"), ("类别", "机场")])
def test_a_project_placed_differently_is_found_at_its_place(
    forms: Month, label: str, value: str, tmp_path: Path
) -> None:
    """Once, and its amounts are still compared."""
    lead, local = forms[ROAD, lists.PROVINCE], forms[ROAD, FIRST]
    code = lead.projects[0]["项目代码"]
    row = lead.projects[0]
    if label == "类别":
        next(iter(lead.blocks.values())).remove(row)
        lead.blocks[value] = [row]
    row[label] = value
    lead.add_up()
    at = next(n for n, r in enumerate(local.projects) if r["项目代码"] == code)
    report, _ = checked(tmp_path, forms)

    assert found(report) == {("GAP02", cell(ROAD, FIRST, local.at(at, label)))}
    assert tallied(report, "VIEW") == {"exact": 12 * len(MEASURES)}


def test_an_amount_that_must_be_corrected_anyway_is_not_compared(forms: Month, tmp_path: Path) -> None:
    """Its own file says so; here it is counted with the reason, with its whole row relation."""
    forms[ROAD, FIRST].spoil(0, 开工以来累计完成=9999.0, 总投资=10000.4, 本年计划=999.0)
    report, files = checked(tmp_path, forms)
    local = next(f for f in files if f.submission and f.submission.subject == (ROAD, FIRST))
    own = {c.a1 for f in local.findings if f.level == "强制性" for c in f.cells if f.outcome}

    assert {f.code for f in local.findings if f.level == "强制性"} == {"SPLIT01", "ROLL01"}
    assert found(report) == {("VIEW01", cell(ROAD, FIRST, forms[ROAD, FIRST].at(0, "本年计划")))}
    assert tallied(report, "VIEW", "更正后再核") == {"unverifiable": len(own)}


def test_a_unit_in_doubt_is_said_once_in_its_own_file(forms: Month, tmp_path: Path) -> None:
    """万元 on the cover and 亿元 above the table: no amount of the report is compared until then."""
    forms[ROAD, FIRST].edit(f"{P}!A3", "单位：亿元")
    report, _ = checked(tmp_path, forms)

    assert found(report) == set()
    assert tallied(report, "VIEW", "更正后再核") == {"unverifiable": 3 * len(MEASURES)}


def test_missing_is_said_and_never_zero(forms: Month, tmp_path: Path) -> None:
    """Without the lead department the regions make the province; a region without a report is not taken for zero."""
    del forms[ROAD, lists.PROVINCE], forms[WATER, SECOND]
    report, files = checked(tmp_path, forms)
    whole = rolled(files)
    owed = {str(f.cell): text.sentence(f, "zh") for f in report.findings if f.code == "LACK01"}

    assert found(report) == set()
    assert whole.intake.view(ROAD) == "地方"
    assert "牵头部门" in owed[ROAD]
    assert FIRST not in owed[ROAD]
    assert SECOND in owed[WATER]
    assert len(owed) == len(lists.NETWORKS)
    assert sum_of(whole.select(ROAD)) == sum_of(whole.select(ROAD, view="地方")) > 0
    assert sum_of(whole.select(WATER, SECOND)) > 0
    assert tallied(report, "VIEW", "另一方未报") == {"unverifiable": 9 * len(MEASURES)}


def test_two_different_reports_on_one_subject_count_for_neither(forms: Month, tmp_path: Path) -> None:
    """Equal ones count once; of two different ones neither where no date and no version number tells them apart."""
    same, other = tmp_path / "同一份.xlsx", tmp_path / "另一份.xlsx"
    months.put(tmp_path, *forms.values())
    original = tmp_path / f"月报_{months.MONTH}_{ROAD}_{FIRST}.xlsx"
    same.write_bytes(original.read_bytes())
    copy = month.check(months.read(tmp_path), tmp_path)
    same.unlink()
    save(forms[ROAD, FIRST].spoil(0, 本年计划=1.0).book(), other)
    twice = month.check(months.read(tmp_path), tmp_path)

    assert found(copy) == set()
    assert {code for code, _ in found(twice)} == {"LEFT01"}
    assert {f.cell.sheet for f in twice.findings if f.code == "LEFT01"} == {
        f"[{original.name}]{P}",
        f"[{other.name}]{P}",
    }
    assert FIRST in next(f.words["others"] for f in twice.findings if str(f.cell) == ROAD)


def test_a_report_of_another_month_is_left_out_and_said(forms: Month, tmp_path: Path) -> None:
    """The month is the one most reports are for."""
    forms[ROAD, FIRST].cover["报告期"] = "2021-02"
    report, files = checked(tmp_path, forms)

    assert found(report) == {("LEFT01", f"[月报_2021-02_{ROAD}_{FIRST}.xlsx]{P}")}
    assert rolled(files).intake.month == months.MONTH


def test_a_code_that_stands_twice_is_told_in_its_own_file_and_not_again(forms: Month, tmp_path: Path) -> None:
    """It has no partner; that the sums differ by it is counted, not told as another finding."""
    row = dict(forms[ROAD, FIRST].projects[0])
    forms[ROAD, FIRST].blocks[str(row["类别"])].append(row)
    forms[ROAD, FIRST].add_up()
    report, files = checked(tmp_path, forms)
    local = next(f for f in files if f.submission and f.submission.subject == (ROAD, FIRST))

    assert "KEY01" in {f.code for f in local.findings}
    assert found(report) == set()
    assert tallied(report, "CELL", "已在逐项目问题中说明")["mismatch"] == sum(bool(row[m]) for m in MEASURES)
    assert tallied(report, "VIEW", "项目代码空白或重复")["unverifiable"] == 3 * len(MEASURES)


@soak.law
def test_the_order_of_files_changes_nothing(forms: Month, tmp_path: Path) -> None:
    """Findings, outcomes with their ids, tallies and fingerprint."""
    forms[ROAD, FIRST].spoil(0, 本年计划=999.0)
    report, files = checked(tmp_path, forms)
    shuffled = files[:]
    random.Random(soak.seed(7)).shuffle(shuffled)

    assert month.check(shuffled, tmp_path) == report


def rolled(files: Iterable[FileReport]) -> Rollup:
    """The roll-up of some files."""
    return rollup.build([f.submission for f in files if f.submission is not None])


def sum_of(projects: Iterable[rollup.Project], measure: str = "总投资") -> int:
    """A sum as an integer."""
    return rollup.total(projects, measure).value


def test_sums_over_any_cut_are_the_province(forms: Month, tmp_path: Path) -> None:
    """Regions, networks, classes: each cut adds up to the same, for every measure."""
    _, files = checked(tmp_path, forms)
    whole = rolled(files)
    for measure in MEASURES:
        province = sum_of(whole.select(), measure)
        regions = [sum_of(whole.select("", region), measure) for region in lists.REGIONS]
        networks = [sum_of(whole.select(network), measure) for network in lists.NETWORKS]
        classes = [sum_of(whole.select("", None, name), measure) for name in lists.classes()]

        assert sum(regions) == sum(networks) == sum(classes) == province
    rows = [row for form in forms.values() if form.cover["地区"] == lists.PROVINCE for row in form.projects]
    assert rollup.decimal(sum_of(whole.select())) == sum(Decimal(str(row["总投资"])) for row in rows)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Submission]:
    """The same three reports, whole 万元 throughout, each in every unit: (region, unit) → what was read."""
    folder = tmp_path_factory.mktemp("units")
    found: dict[tuple[str, str], Submission] = {}
    for unit in UNITS:
        rows = [[even(row) for row in months.projects(ROAD, r, 3, 10 * n)] for n, r in enumerate((FIRST, SECOND))]
        forms = [months.form(ROAD, r, part, unit) for r, part in zip((FIRST, SECOND), rows, strict=True)]
        forms.append(months.form(ROAD, lists.PROVINCE, [row for part in rows for row in part], unit))
        for file in months.put(folder / unit, *forms):
            assert file.submission
            assert not file.findings
            found[file.submission.subject[1], unit] = file.submission
    return found


def even(row: months.Row) -> months.Row:
    """A sound project whose amounts are whole 万元, so that every unit tells them exactly."""
    n = int(float(str(row["总投资"])) // 1000)
    splits = dict.fromkeys(("2020年", "2021年", "2022年", "2023年", "2024年"), 200.0 * n)
    done = {"本年计划": 200.0 * n, "上月末累计完成": 200.0 * n + 10, "本月完成": 20.0, "本年累计完成": 30.0}
    funds = {"到位资金": 250.0 * n, "中央": 125.0 * n, "省级": 100.0 * n, "市县": 25.0 * n}
    return {**row, "总投资": 1000.0 * n, **splits, **done, "开工以来累计完成": 200.0 * n + 30, **funds}


@soak.examples(10, 40)
@given(data=st.data())
def test_the_unit_of_a_report_changes_nothing(told: dict[tuple[str, str], Submission], data: st.DataObject) -> None:
    """Whatever unit each reports in, sums and views are the same to the last digit."""
    units = {r: data.draw(st.sampled_from(list(UNITS))) for r in (FIRST, SECOND, lists.PROVINCE)}
    mixed = [told[region, unit] for region, unit in units.items()]
    plain = rollup.build([told[region, "万元"] for region in units])
    whole = rollup.build(mixed)

    for measure in MEASURES:
        assert sum_of(whole.select(), measure) == sum_of(plain.select(), measure)
    for local, lead in pairs.match(whole).pairs:
        assert [local.amount(m) for m in MEASURES] == [lead.amount(m) for m in MEASURES]


#: A plan for one network with two classes that have figures of their own.
PLAN = """
    ## 口径
    指标名称 | 计量单位 | 类型 | 可加 | 舍入
    总投资 | 亿元 | 金额 | 是 | 四舍五入
    计划投资 | 亿元 | 金额 | 是 | 四舍五入
    项目数 | 个 | 计数 | 是 | 精确

    ## 层级
    维度 | 上级 | 下级 | 完整
    项目 | 全部 | 路网 | 是
    项目 | 全部 | 水网 | 是
    项目 | 路网 | 铁路 | 是
    项目 | 路网 | 高速公路 | 是

    ## 指标
    编号 | 来源编号 | 章节 | 指标名称 | 项目 | 时期 | 地区 | 数值 | 计量单位
    F1 | | 一 | 总投资 | 路网 | 全周期 | 全省 | {total} | 亿元
    F2 | | 一 | 项目数 | 路网 | 2020-2025 | 全省 | {count} | 个
    F3 | | 二 | 计划投资 | 路网 | 2020 | 全省 | {road} | 亿元
    F4 | | 二 | 计划投资 | 铁路 | 2020 | 全省 | {rail} | 亿元
    F5 | | 二 | 计划投资 | 高速公路 | 2021-2025 | 全省 | {later} | 亿元
    F6 | | 一 | 总投资 | 全部 | 全周期 | 全省 | {whole} | 亿元
"""


#: Projects of a second network, whose plan is not stated but in the sum of both.
WATERS = months.projects(WATER, FIRST, 2, 500)


def a_plan(folder: Path, rows: list[months.Row], **off: str) -> Path:
    """A plan that agrees with some projects but for what is said to be off (in 亿元)."""

    def yi(labels: tuple[str, ...], kind: str = "") -> Decimal:
        chosen = [row for row in rows if kind in ("", row["类别"])]
        return sum((Decimal(str(row[label])) for row in chosen for label in labels), Decimal(0)) / 10000

    water = sum((Decimal(str(row["总投资"])) for row in WATERS), Decimal(0)) / 10000
    later = tuple(f"{year}年" for year in range(2021, 2026))
    values = {
        "total": yi(("总投资",)),
        "count": Decimal(len(rows)),
        "road": yi(("2020年",)),
        "rail": yi(("2020年",), "铁路"),
        "later": yi(later, "高速公路"),
    }
    shown = {key: values[key] + Decimal(off.get(key, "0")) for key in values}
    shown["whole"] = shown["total"] + water
    return save(plaintext.parse(PLAN.format(**shown)), folder / "规划.xlsx")


@pytest.mark.parametrize(
    ("off", "expected"),
    [
        ({}, []),
        ({"total": "1"}, ["路网"]),  # the sum of all networks repeats it
        ({"rail": "1", "road": "1"}, ["铁路"]),  # the network's difference is its class's
        ({"rail": "1"}, ["铁路"]),
        ({"later": "2"}, ["高速公路"]),
        ({"count": "1"}, ["路网"]),
    ],
)
def test_the_plan_is_compared_where_it_states_figures(off: dict[str, str], expected: list[str], tmp_path: Path) -> None:
    """Networks, classes and yearly splits; a difference is told where it arose, and once."""
    form = months.form(ROAD, lists.PROVINCE, months.projects(ROAD, FIRST, 4))
    path = a_plan(tmp_path, form.projects, **off)
    files = months.put(tmp_path / "m", form, months.form(WATER, lists.PROVINCE, WATERS))
    report = month.check(files, tmp_path / "m", path)
    items = [f.outcome.coordinate.item for f in report.findings if f.code == "PLAN01" and f.outcome]
    lines = [o for o in report.outcomes if o.label == "PLAN"]

    assert items == expected
    assert len(lines) == 6
    again = month.check(months.read(tmp_path / "m", path), tmp_path / "m", path)
    repeated = [
        f
        for f in again.findings
        if f.code == "PLAN01" and f.outcome and f.outcome.coordinate.measure in ("总投资", "项目数")
    ]
    assert repeated == []  # what the report's own check has said already


def test_a_partial_sum_may_only_be_too_high(tmp_path: Path) -> None:
    """Without the lead department and some regions, less than the plan says is not a difference."""
    forms = months.whole((ROAD,), (FIRST, SECOND))
    del forms[ROAD, lists.PROVINCE]
    rows = [row for form in forms.values() for row in form.projects]
    low, high = (a_plan_in(tmp_path / key, rows, total) for key, total in (("a", "5"), ("b", "-1")))
    files = months.put(tmp_path / "m", *forms.values())
    reports = [month.check(files, tmp_path / "m", path) for path in (low, high)]
    verdicts = [
        [
            (o.verdict, o.operator)
            for o in report.outcomes
            if (o.coordinate.item, o.coordinate.measure) == (ROAD, "总投资")
        ]
        for report in reports
    ]

    assert verdicts == [[("unverifiable", "≤")], [("mismatch", "≤")]]
    assert all(o.missing for report in reports for o in report.outcomes if o.label == "PLAN")
    assert "四平市" in "".join(reports[0].outcomes[0].missing)


def a_plan_in(folder: Path, rows: list[months.Row], total: str) -> Path:
    """A plan in a folder of its own."""
    folder.mkdir()
    return a_plan(folder, rows, total=total)


def test_the_annual_plan_is_compared_with_the_year(tmp_path: Path) -> None:
    """A workbook of the year's figures is compared with 本年计划."""
    form = months.form(ROAD, lists.PROVINCE, months.projects(ROAD, FIRST, 4))
    whole = sum(Decimal(str(row["本年计划"])) for row in form.projects)
    text = """
        ## 指标
        编号 | 来源编号 | 章节 | 指标名称 | 项目 | 时期 | 地区 | 数值 | 计量单位
        Y1 | | 一 | 年度计划投资 | 路网 | 2021 | 全省 | {} | 万元
    """
    files = months.put(tmp_path / "m", form)
    targets = a_plan(tmp_path, form.projects)
    found_ = []
    for number, value in enumerate((whole, whole + 1)):
        (tmp_path / str(number)).mkdir()
        annual = save(plaintext.parse(text.format(value)), tmp_path / str(number) / "年度.xlsx")
        report = month.check(files, tmp_path / "m", targets, annual)
        found_.append([f.outcome.difference for f in report.findings if f.code == "PLAN01" and f.outcome])

    assert found_ == [[], [Decimal(-1)]]
    alone = month.check(files, tmp_path / "m", None, tmp_path / "1" / "年度.xlsx")
    assert [f.code for f in alone.findings if f.code == "PLAN01"] == ["PLAN01"]


def test_slices_of_the_plan_that_comes_with_the_program() -> None:
    """Each item compared is a network, a class, or made of such; the seven networks make the whole."""
    from recon import packaged

    lines = plan.lines(packaged.targets(), None, months.MONTH)
    whole = {line.figure.coordinate.measure: line for line in lines if line.figure.coordinate.item == "761工程"}

    assert set(whole) == {"总投资", "项目数"}
    assert [network for network, _ in whole["总投资"].slices] == list(lists.NETWORKS)
    assert whole["项目数"].figure.value == 2188
    assert {line.region for line in lines} == {None, *lists.REGIONS}


@pytest.mark.parametrize(
    ("started", "finished", "expected"),
    [
        ("2020-05", "2024-10", Fraction(11, 54)),
        ("2021-03", "2021-03", Fraction(1)),
        ("2021-04", "2022-01", Fraction(0)),
        ("2019-01", "2020-12", Fraction(1)),
        ("2022-01", "2021-01", None),
        ("", "2024-10", None),
        ("2020-5", "2024-10", None),
    ],
)
def test_share_of_the_works_period(started: str, finished: str, expected: Fraction | None) -> None:
    """Months from start to finish, both included, at the end of 2021-03."""
    assert lag.share(started, finished, "2021-03") == expected


@pytest.mark.parametrize(
    ("done", "works", "expected"),
    [
        (30.01, 200.0, set()),
        (30.0, 200.0, set()),
        (29.99, 200.0, {"LAG01"}),
        (29.99, 210.0, set()),
        (29.99, None, {"LAG01"}),
    ],
)
def test_a_project_lags_beyond_the_threshold(
    done: float, works: float | None, expected: set[str], tmp_path: Path
) -> None:
    """At a quarter of the year 15 % of the plan is the least that does not lag; a finished project never does, nor one
    that is ahead of its own period: of 1000.4 there, 11 months of 54 have passed.
    """
    row = {
        **months.projects(ROAD, FIRST, 1)[0],
        "本年计划": 200.0,
        "本年累计完成": done,
        "开工以来累计完成": works,
    }
    late = {**months.projects(ROAD, FIRST, 1, 5)[0], "本年计划": 4e6, "建设状态": "完工"}
    form = months.form(ROAD, FIRST, [row, late])
    report, _ = checked(tmp_path, {(ROAD, FIRST): form})

    assert {f.code for f in report.findings if f.code == "LAG01"} == expected
    for finding in report.findings:
        if finding.code == "LAG01":
            assert str(finding.cell) == cell(ROAD, FIRST, form.at(0, "本年累计完成"))
            assert (finding.words["found"], finding.words["count"]) == ("1", "2")


@soak.examples(3, 30)
@given(data=st.data())
def test_the_differences_always_close(told: dict[tuple[str, str], Submission], data: st.DataObject) -> None:
    """Whatever is missing in either view: roll-up = units + differences, in every cut."""
    from dataclasses import replace

    kept = []
    for region in (FIRST, SECOND, lists.PROVINCE):
        here = told[region, data.draw(st.sampled_from(list(UNITS)))]
        rows = data.draw(st.lists(st.sampled_from(range(len(here.rows))), unique=True))
        amounts = {k: [v[i] for i in rows] for k, v in here.amounts.items()}
        texts = {k: [v[i] for i in rows] for k, v in here.texts.items()}
        moved = data.draw(st.sampled_from(["", FIRST, SECOND, "四平市"])) if region == lists.PROVINCE else ""
        if moved and rows:
            texts["地区"][0] = moved
        if data.draw(st.booleans()) and len(rows) > 1:
            texts["项目代码"][0] = texts["项目代码"][1]
        kept.append(replace(here, rows=tuple(here.rows[i] for i in rows), amounts=amounts, texts=texts))
    whole = rollup.build(kept)
    canvas = Closed(whole)
    cuts = [[p for p in whole.projects if region in ("", p.region)] for region in ("", *lists.REGIONS)]

    for projects in cuts:
        numbers = closing.worths(canvas, projects, "总投资")  # type: ignore[arg-type]
        assert numbers["rolled"] == numbers["units_sum"] + sum(numbers[key] for key in closing.REASONS)


class Closed:
    """What the sums of 差额表 need of a desk."""

    def __init__(self, whole: Rollup) -> None:
        self.whole, self.matching = whole, pairs.match(whole)

    def counts(self, project: rollup.Project) -> bool:
        """Whether a row counts for the province."""
        return project.view == self.whole.intake.view(project.network)


@pytest.fixture(scope="module")
def messy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FileReport, list[FileReport], Path]:
    """A month with one of everything, in a folder beside its plan."""
    root = tmp_path_factory.mktemp("messy")
    forms = months.whole((ROAD, WATER, "电网"), (FIRST, SECOND, "四平市"), 4, ("万元", "元", "亿元"))
    forms[ROAD, FIRST].spoil(0, 本年计划=999.0)
    forms[ROAD, FIRST].projects[1]["责任单位"] = "+1+1 *单位?~"
    forms[ROAD, lists.PROVINCE].projects[1]["责任单位"] = "+1+1 *单位?~"
    forms[ROAD, lists.PROVINCE].projects[2]["开工年月"] = None
    next(iter(forms[WATER, SECOND].blocks.values())).pop()
    forms[WATER, SECOND].add_up()
    forms[WATER, lists.PROVINCE].spoil(0, 地区=lists.PROVINCE).projects[1]["本年计划"] = None
    del forms["电网", lists.PROVINCE], forms["电网", "四平市"], forms[ROAD, "四平市"]
    folder = root / months.MONTH
    months.put(folder, *forms.values())
    (folder / "坏.xlsx").write_bytes(b"")
    targets = a_plan(root, forms[ROAD, lists.PROVINCE].projects, rail="1")
    files = months.read(folder, targets)
    return root, month.check(files, folder, targets), files, targets


Messy = tuple[Path, FileReport, list[FileReport], Path]


@pytest.fixture(scope="module")
def written(messy: Messy) -> dict[str, Made]:
    """The workbook of the messy month by language, beside its folder."""
    root, report, files, targets = messy
    for lang in messages.LANGUAGES:
        book.write(report, files, root / f"{lang}.xlsx", lang=lang, date=DAY, targets=targets)
    return {lang: Made(root / f"{lang}.xlsx") for lang in messages.LANGUAGES}


def same(cached: object, fresh: object) -> bool:
    """Equal words, blank and empty alike, or numbers that differ by binary noise only."""
    if isinstance(cached, int | float) and isinstance(fresh, int | float):
        return fresh == pytest.approx(cached, rel=1e-12, abs=1e-12)
    return (cached or "") == (fresh or "") and not str(cached).startswith("#")


@office.needs_office
@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_libreoffice_computes_what_the_tool_computed(written: dict[str, Made], lang: str) -> None:
    """Every formula cell, recalculated, gives its cached value; none gives an error."""
    formulas, cached, fresh = written[lang].formulas, written[lang].values, written[lang].fresh
    places = [
        (sheet.title, c.coordinate)
        for sheet in formulas
        for row in sheet.iter_rows()
        for c in row
        if c.data_type == "f"
    ]

    wrong = {
        (sheet, place): (formulas[sheet][place].value, cached[sheet][place].value, fresh[sheet][place].value)
        for sheet, place in places
        if not same(cached[sheet][place].value, fresh[sheet][place].value)
    }
    assert wrong == {}
    assert len(places) > 1000


@office.needs_office
def test_a_changed_amount_runs_through_every_sheet_and_still_closes(written: dict[str, Made], tmp_path: Path) -> None:
    """Writing the local figure over the lead's in 明细 makes the difference vanish; the sheet of differences closes."""
    changed = openpyxl.load_workbook(written["zh"].path)
    detail = changed["明细"]
    columns = heads(detail, 4)
    row = next(r for r in range(5, detail.max_row) if detail.cell(r, columns["项目代码"]).value == months.code(0))
    raw = next(n for n, c in enumerate(detail[4], 1) if c.value == "本年计划")
    before = real(detail.cell(row, raw).value)
    detail.cell(row, raw).value = 999.0
    changed.save(tmp_path / "changed.xlsx")
    fresh = openpyxl.load_workbook(office.recalculated(tmp_path / "changed.xlsx", tmp_path), data_only=True)
    cached = written["zh"].values

    assert detail.cell(row, 2).value == "行业"
    assert before != 999.0
    was, now = (line(book_["差额表"], "本年计划") for book_ in (cached, fresh))
    assert now["汇总"] - was["汇总"] == pytest.approx(999.0 - before)
    assert was["两边金额不同"] != now["两边金额不同"]
    assert {row["闭合"] for row in closings(fresh["差额表"])} == {0}


def line(sheet: Any, name: str) -> dict[str, Any]:
    """The numbers of a line of 差额表 by heading."""
    heads = [c.value for c in sheet[4]]
    cells = next(row for row in sheet.iter_rows(min_row=5) if row[0].value == name)
    return {str(head): c.value for head, c in zip(heads, cells, strict=True) if head}


def closings(sheet: Any) -> list[dict[str, Any]]:
    """Every line of 差额表 that has a closing."""
    heads = [c.value for c in sheet[4]]
    return [
        dict(zip(map(str, heads), (c.value for c in row), strict=True))
        for row in sheet.iter_rows(min_row=5)
        if isinstance(row[-1].value, int | float)
    ]


def test_the_differences_close_in_the_workbook(written: dict[str, Made]) -> None:
    """Every line: roll-up − units − differences = 0, and what no unit reported is called so, not zero."""
    sheet = written["zh"].values["差额表"]
    lines = closings(sheet)

    assert len(lines) > len(MEASURES)
    assert {row["闭合"] for row in lines} == {0}
    assert "未报" in {row["Σ单户"] for row in lines}
    for row in lines:
        units = row["Σ单户"] if isinstance(row["Σ单户"], int | float) else 0
        assert row["汇总"] == pytest.approx(units + row["差额合计"])


NUMBERS = ("全省汇总", "网别×地区", "分类", "行业与地方", "差额表", "进度")


@pytest.mark.parametrize("sheet", NUMBERS)
def test_every_number_above_the_projects_is_a_formula(written: dict[str, Made], sheet: str) -> None:
    """But for the count of local reports, which stands in no project row."""
    page = written["zh"].formulas[sheet]
    plain = [c for row in page.iter_rows() for c in row if isinstance(c.value, int | float)]

    assert {page.cell(c.row, 1).value for c in plain} <= {"地方已报份数"}


def test_totals_are_those_of_the_reports(messy: Messy, written: dict[str, Made]) -> None:
    """全省汇总 holds what the roll-up holds, and the check beside it is zero."""
    _, _, files, _ = messy
    whole = rolled(files)
    sheet = written["zh"].values["全省汇总"]
    columns = heads(sheet, 4)
    rows = {sheet.cell(r, 1).value: r for r in range(5, sheet.max_row + 1)}
    for measure in MEASURES:
        for network in (ROAD, WATER, "电网"):
            expected = float(rollup.decimal(sum_of(whole.select(network), measure)))
            assert sheet.cell(rows[measure], columns[network]).value == expected
        assert sheet.cell(rows[measure], columns["合计 − 核对"]).value == 0
        assert sheet.cell(rows[measure], columns["油气网"]).value == "未报"


def test_links_lead_to_the_row_of_the_source(messy: Messy, written: dict[str, Made]) -> None:
    """Each row of 明细 opens the file it was read from, at its row: there stands its code."""
    root, _, files, _ = messy
    made = written["zh"].formulas["明细"]
    columns = heads(made, 4)
    count = sum(len(f.submission.rows) for f in files if f.submission)
    sources: dict[str, Any] = {}
    for row in range(5, 5 + count):
        link = made.cell(row, columns["来源文件"]).hyperlink
        assert link is not None
        path = root / str(link.target).replace("\\", "/")
        sheet, _, place = str(link.location).rpartition("!")
        if str(path) not in sources:
            sources[str(path)] = openpyxl.load_workbook(path)
        source = sources[str(path)][sheet.strip("'")]
        assert source.cell(int(place[1:]), 2).value == made.cell(row, columns["项目代码"]).value


def test_every_file_received_is_in_the_list_of_sources(messy: Messy, written: dict[str, Made]) -> None:
    """Unreadable ones too, with the reason."""
    _, _, files, _ = messy
    sheet = written["zh"].values["来源"]
    rows = {str(row[1].value): row for row in sheet.iter_rows(min_row=16) if row[1].value}

    assert {Path(f.path).name for f in files} <= set(rows)
    assert "0 字节" in str(rows["坏.xlsx"][13].value)
    assert rows["坏.xlsx"][8].value == "否"


def test_the_same_month_and_date_give_the_same_bytes(messy: Messy, written: dict[str, Made]) -> None:
    """Whatever the order of the files."""
    root, report, files, targets = messy
    book.write(report, files[::-1], root / "again.xlsx", lang="zh", date=DAY, targets=targets)

    assert written["zh"].path.read_bytes() == (root / "again.xlsx").read_bytes()


def test_findings_of_the_month_are_listed_and_linked(messy: Messy, written: dict[str, Made]) -> None:
    """In order, with their code; a difference links to the project's row."""
    _, report, _, _ = messy
    sheet = written["zh"].formulas["问题清单"]
    codes = [row[2].value for row in sheet.iter_rows(min_row=2)]
    linked = {row[2].value for row in sheet.iter_rows(min_row=2) if row[3].hyperlink}

    assert codes == [f.code for f in report.findings]
    assert {"VIEW01", "GAP01", "LAG01", "LACK01"} <= linked
    assert {"VIEW01", "GAP01", "GAP02", "PLAN01", "LAG01", "LACK01"} == set(codes)


@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_sheets_and_charts_are_there(written: dict[str, Made], lang: str) -> None:
    """One sheet each, in order; the summary has both charts with their titles."""
    made = written[lang].formulas
    sheets = ("summary", "province", "closing", "views", "against", "talks", "detail", "sources", "progress")
    names = {key: messages.filled(messages.ROLLUP[key], lang, {}) for key in sheets}
    charts = {key: vars(made[names[key]])["_charts"] for key in ("summary", "progress")}

    assert made.sheetnames[:2] == [names["summary"], names["province"]]
    assert {names[key] for key in ("closing", "views", "against", "talks", "detail", "sources")} <= set(made.sheetnames)
    assert [len(drawn) for drawn in charts.values()] == [2, 2]


def test_text_never_becomes_a_formula(written: dict[str, Made]) -> None:
    """A unit called +1+1 stays a text wherever it stands."""
    made = written["zh"].formulas
    cells = [c for sheet in made for row in sheet.iter_rows() for c in row if str(c.value).startswith("+1+1")]

    assert cells
    assert {c.data_type for c in cells} == {"s"}


def test_changes_since_last_month_are_a_sheet_where_given(messy: Messy) -> None:
    """File by file, each with its status in words; none where no file was compared with last month's."""
    root, report, files, targets = messy
    path = root / "changed.xlsx"
    finding = Finding("FORM03", "强制性", (CellRef(P, 9, 2),), {"column": "项目代码"})
    compared = [replace(file, changes=(Change("new", finding, None),)) for file in files[:1]]
    book.write(report, [*compared, *files[1:]], path, lang="zh", date=DAY, targets=targets)
    sheet = openpyxl.load_workbook(path)["与上月比较"]

    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=4)]
    assert [row[:4] for row in rows] == [[Path(files[0].path).name, "新出现", "错误", "FORM03"]]


def test_an_empty_month_is_a_workbook_too(tmp_path: Path) -> None:
    """Nothing received: every network is missing, nothing is zero."""
    report = month.check([], tmp_path)
    book.write(report, [], tmp_path / "空.xlsx", lang="zh", date=DAY)
    sheet = openpyxl.load_workbook(tmp_path / "空.xlsx", data_only=True)["全省汇总"]

    assert {f.code for f in report.findings} == {"LACK01"}
    assert {c.value for c in sheet[7][1:8]} == {"未报"}


def test_reasons_for_leaving_a_report_out_have_words() -> None:
    """In the catalogue of the workbook, both languages."""
    assert {f"left_{reason}" for reason in intake.REASONS} <= set(messages.ROLLUP)


def test_a_month_keeps_the_contract_of_the_json_report(messy: Messy) -> None:
    """Valid against the schema; a difference with the plan names the columns its sum was taken from."""
    _, report, files, _ = messy
    body = json.loads(writer.render(Report((*files, report)), "zh"))
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(body)
    told = body["files"][-1]
    plans = [o for o in told["outcomes"] if o["label"] == "PLAN" and o["coordinate"]["item"] == "铁路"]
    cells = {term["cell"] for o in plans for term in o["left"]["terms"]}

    assert told["kind"] == month.KIND
    assert cells == {f"[月报_{months.MONTH}_{ROAD}_{lists.PROVINCE}.xlsx]{P}!M"}
