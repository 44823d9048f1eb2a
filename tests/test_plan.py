"""The packaged plan: what is known of it by hand is what the rules find."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from recon.engine import validate_file
from recon.model import FileReport, Outcome
from recon.packaged import targets
from recon.reports import text

SOURCE = Path(__file__).parent.parent.parent / "shared" / "seeds" / "001_32881bfeebff932d.txt"


@pytest.fixture(scope="module")
def plan() -> FileReport:
    """The report on the packaged workbook, as far as it concerns the plan alone."""
    report = validate_file(targets())
    outcomes = tuple(o for o in report.outcomes if of_the_plan(o))
    findings = tuple(f for f in report.findings if f.outcome is None or of_the_plan(f.outcome))
    return replace(report, outcomes=outcomes, findings=findings)


def of_the_plan(outcome: Outcome) -> bool:
    """Whether an outcome rests on figures of the plan only, not on those of the other documents."""
    return {t.figure.source for side in (outcome.left, outcome.right) for t in side.terms} == {"S1"}


def feet(plan: FileReport, label: str) -> list[Outcome]:
    """The sums compared at a coordinate, by its words."""
    return [o for o in plan.outcomes if o.rule == "foot" and text.label(o.coordinate) == label]


def sides(outcome: Outcome) -> tuple[str, str, str]:
    """Verdict, computed and stated value of an outcome."""
    return outcome.verdict, text.number(outcome.left.value), text.number(outcome.right.value)


def test_networks_within_the_main_text_are_equal(plan: FileReport) -> None:
    """The seven networks of the main text foot to 10962 exactly, the finest figures within rounding."""
    found = {sides(o) for o in feet(plan, "761工程 全周期 总投资")}

    assert found == {("exact", "10,962", "10,962"), ("rounding", "10,961.12", "10,962")}


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("路网 2020-2025 计划投资", ("exact", "3,041", "3,041")),
        # the airports' 4 in the summary is 4.5 in the detail: the finer one counts
        ("路网 2020 计划投资", ("rounding", "285.5", "285")),
        ("路网 2021-2025 计划投资", ("exact", "2,756", "2,756")),
        ("公路 2020-2025 计划投资", ("rounding", "2,259", "2,260")),
        ("市政基础设施网 全周期 总投资", ("rounding", "2,116.84", "2,116.85")),
        ("普通国省道 2021-2025 计划投资", ("mismatch", "1,178", "1,176")),
    ],
)
def test_known_sums(plan: FileReport, label: str, expected: tuple[str, str, str]) -> None:
    """Sums whose answers are known by hand."""
    assert expected in {sides(o) for o in feet(plan, label)}


def test_the_period_split_of_the_road_network_adds_up(plan: FileReport) -> None:
    """285 for 2020 and 2756 for 2021–2025 make 3041."""
    by_period = [o for o in feet(plan, "路网 2020-2025 计划投资") if o.label == "时期"]

    assert [sides(o) for o in by_period] == [("exact", "3,041", "3,041")]


def test_the_twelve_regions_foot_exactly(plan: FileReport) -> None:
    """Annex 6: amounts and project counts of the twelve regions give the stated totals."""
    labels = ("市政基础设施网 全周期 总投资", "市政基础设施网 2020-2025 项目数")
    regional = [o for label in labels for o in feet(plan, label) if o.label == "地区"]

    within_the_annex = [o for o in regional if o.right.terms[0].figure.section.startswith("附件6")]

    assert [len(o.left.terms) for o in within_the_annex] == [12, 12]
    assert [o.verdict for o in within_the_annex] == ["exact", "exact"]


def test_the_water_network_has_twelve_projects(plan: FileReport) -> None:
    """Six annexes state 2176 of 2188 projects."""
    (implied,) = [o for o in plan.outcomes if o.verdict == "implied" and o.coordinate.item == "水网"]

    assert implied.left.value == 12
    assert sum(t.value for t in implied.left.terms if t.sign < 0) == 2176


def test_every_mismatch_of_the_plan(plan: FileReport) -> None:
    """The mismatches verified by hand in docs/findings-761.md, and no other."""
    found = {(text.label(o.coordinate), abs(o.difference)) for o in plan.outcomes if o.verdict == "mismatch"}

    assert found == {
        ("普通国省道 2021-2025 计划投资", Decimal(2)),
        ("农村公路 2020-2025 安防工程里程", Decimal(1000)),
        ("农村公路 2020-2025 危桥改造座数", Decimal(50)),
        ("加油站 2020-2025 加油站座数", Decimal(3)),
        ("66千伏以上电网 2020-2025 线路长度", Decimal(672)),
        ("社会事业补短板 2020-2025 计划投资", Decimal("5.02")),
    }


def test_findings_document_names_every_mismatch_and_implied_value(plan: FileReport) -> None:
    """docs/findings-761.md speaks of each figure number that heads a mismatch or an implied value."""
    document = (Path(__file__).parent.parent / "docs" / "findings-761.md").read_text("utf-8")
    figures = {o.outcome.left.terms[0].figure.id for o in plan.findings if o.outcome}

    assert {f for f in figures if f not in document} == set()


def test_nothing_structural_is_wrong_with_the_packaged_workbook(plan: FileReport) -> None:
    """Every finding on the packaged workbook is about the plan, none about the workbook."""
    assert [f.code for f in plan.findings if f.outcome is None] == []


@pytest.mark.skipif(not SOURCE.exists(), reason="the plan's text is not beside this checkout")
def test_every_amount_of_the_text_is_a_figure(plan: FileReport) -> None:
    """Each of the 127 amounts in 亿元 is in 指标, part by part, as often as it is printed."""
    assert plan.book is not None
    (sheet,) = [s for s in plan.book.sheets if s.name == "指标"]
    heads = list(sheet.rows[0])
    labels = ("来源编号", "章节", "数值", "计量单位", "数值上限")
    source, section, value, unit, upper = map(heads.index, labels)
    stored: Counter[tuple[str, str]] = Counter()
    for row in sheet.rows[1:]:
        if row[unit] == "亿元" and row[source] == "S1":
            part = str(row[section]).partition("·")[0]
            stored.update((part, str(row[c])) for c in (value, upper) if c < len(row) and row[c] is not None)

    printed = Counter((part, amount) for part, body in parts() for amount in re.findall(r"(\d+(?:\.\d+)?)亿元", body))

    assert sum(printed.values()) == 127
    assert stored == printed


def parts() -> list[tuple[str, str]]:
    """The plan's text by main text and annex."""
    pieces = re.split(r"^\s*(附件\d)\s*$", SOURCE.read_text("utf-8"), flags=re.M)
    return [("正文", pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]
