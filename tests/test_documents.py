"""The four documents beside the plan: every number accounted for, and what is known of them by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from recon.engine import validate_book, validate_file
from recon.model import FileReport, Outcome
from recon.packaged import targets
from recon.reports import text
from recon.workbook import RawBook, read
from tests import documents

DOCS = Path(__file__).parent.parent / "docs"
PLAN = "S1"
TEXTS = pytest.mark.skipif(not documents.SEEDS.exists(), reason="the documents' texts are not beside this checkout")


@pytest.fixture(scope="module")
def report() -> FileReport:
    """The report on the packaged workbook."""
    return validate_file(targets())


def sources(outcome: Outcome) -> set[str]:
    """The documents whose figures an outcome rests on."""
    return {term.figure.source for side in (outcome.left, outcome.right) for term in side.terms}


def rows(book: RawBook, name: str) -> list[dict[str, str]]:
    """The rows of a sheet as text by heading."""
    (sheet,) = [s for s in book.sheets if s.name == name]
    heads = [str(head) for head in sheet.rows[0]]
    return [
        {head: "" if cell is None else str(cell) for head, cell in zip(heads, row, strict=False)}
        for row in sheet.rows[1:]
    ]


def figures() -> list[tuple[str, str, str, str]]:
    """Document, part, digits and unit of every number in 指标 that is not the plan's; a range has two."""
    stored = [row for row in rows(read(targets()), "指标") if row["来源编号"] != PLAN]
    return [
        (row["来源编号"], row["章节"].partition("·")[0], row[label], row["计量单位"])
        for row in stored
        for label in ("数值", "数值上限")
        if row.get(label)
    ]


def left_out() -> Counter[documents.Number]:
    """The numbers listed in docs/figures-left-out.md, each with a reason."""
    counted: Counter[documents.Number] = Counter()
    source = ""
    for line in (DOCS / "figures-left-out.md").read_text("utf-8").splitlines():
        if line.startswith("## "):
            source = line.removeprefix("## ").split()[0]
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[2].isdecimal():
            part, number, times, reason = cells
            assert reason, line
            digits, _, unit = number.partition(" ")
            counted[documents.Number(source, part, digits, unit)] += int(times)
    return counted


@TEXTS
def test_every_number_with_a_unit_is_a_figure_or_left_out_with_a_reason() -> None:
    """Part by part, each number of the texts is in 指标 or in the list, as often as it is printed."""
    printed, left = Counter(documents.numbers()), left_out()
    stored = Counter(place[:3] for place in figures())

    assert left - printed == Counter()
    assert Counter(number[:3] for number in (printed - left).elements()) == stored


@TEXTS
def test_every_figure_has_the_unit_that_is_printed() -> None:
    """The unit of a figure stands behind its digits in the text, unless the text leaves it to a list or table."""
    units: dict[tuple[str, ...], set[str]] = {}
    for number in Counter(documents.numbers()) - left_out():
        units.setdefault(number[:3], set()).add(number.unit)
    unlike = {
        (unit, *units[place[0], place[1], place[2]])
        for *place, unit in figures()
        if not {unit, ""} & units[place[0], place[1], place[2]]
    }

    assert unlike == {("个", "大")}  # 12大工程, 5大领域


def test_what_the_documents_disagree_on_is_a_revision_naming_both(report: FileReport) -> None:
    """Three indicators differ between the plan and the later document; nothing else is found beyond the plan."""
    beyond = [f for f in report.findings if f.outcome and sources(f.outcome) != {PLAN}]

    assert {(f.code, f.level, text.label(f.outcome.coordinate)) for f in beyond if f.outcome} == {
        ("REV01", "核实性", "农村供水 2025年底 农村自来水普及率"),
        ("REV01", "核实性", "高速公路续建 2021-2025 在建项目数"),
        ("REV01", "核实性", "高速公路新开工 2021-2025 在建项目数"),
    }
    for finding in beyond:
        told = text.sentence(finding, "zh")
        assert "吉政发〔2020〕6号（2020-04-09）" in told
        assert "吉政办发〔2020〕35号（2020-12-24）" in told


def test_a_revision_is_told_once_with_every_cell(report: FileReport) -> None:
    """The plan prints its 85 % twice; the revision is one finding with all three cells."""
    (tap,) = [f for f in report.findings if f.outcome and f.outcome.coordinate.measure == "农村自来水普及率"]
    ids = {
        f"指标!H{n}" for n, row in enumerate(rows(read(targets()), "指标"), 2) if row["指标名称"] == "农村自来水普及率"
    }

    assert {str(cell) for cell in tap.cells} == ids


def test_the_projects_are_the_same_however_they_are_divided(report: FileReport) -> None:
    """7 continued and 5 new of the later document are the 12 of the plan, which has 6 and 6."""
    (found,) = [o for o in report.outcomes if o.rule == "relation" and sources(o) == {PLAN, "S2"} and o.operator == "="]

    assert (found.verdict, found.left.value, found.right.value) == ("exact", Decimal(12), Decimal(12))


@pytest.mark.parametrize(
    ("measure", "printed", "computed"),
    [("事故起数降幅", "11.48", Decimal(700) / 61), ("死亡人数降幅", "28.2", Decimal(2200) / 78)],
)
def test_percentages_follow_from_their_numbers(
    report: FileReport, measure: str, printed: str, computed: Decimal
) -> None:
    """7 fewer to 54 and 22 fewer to 56 give the percentages printed, as far as they are printed."""
    (found,) = [o for o in report.outcomes if o.coordinate.measure == measure]

    assert found.verdict == "rounding"
    assert found.left.terms[0].figure.printed == printed
    assert abs(found.right.value - computed) < Decimal("1E-10")


def test_each_grade_meets_the_next(report: FileReport) -> None:
    """Four event levels by two measures: three cuts each, at the numbers of the text."""
    cuts = {(o.coordinate.measure, o.left.value) for o in report.outcomes if o.rule == "partition"}

    assert {o.verdict for o in report.outcomes if o.rule == "partition"} == {"exact"}
    assert cuts == {("供需失衡比例", Decimal(n)) for n in (10, 15, 20)} | {
        ("中断供气时长", Decimal(n)) for n in (36, 48, 72)
    }


#: Measure, item, region → column → what a slip would put there → the code, and at which column's cell.
SLIPS = [
    (("事故起数降幅", "生产安全事故", "巫山县", "2016-2020"), "数值", "11.84", "REL01", "数值"),
    (("死亡人数减少", "生产安全事故", "巫山县", "2016-2020"), "数值", "25", "REL01", "数值"),
    (("智能监测点数", "地质灾害隐患点", "巫山县", "2020年底"), "数值", "928", "REL01", "数值"),
    (("永久基本农田面积", "国土空间", "集安市", "2035年"), "数值", "211.6", "REL01", "数值"),
    (("岗位结构比例", "乡镇综合服务中心副高级", "全省", ""), "数值", "17", "REL01", "数值"),
    (("合伙创业贷款合计额度", "合伙创业", "全省", ""), "数值", "22", "REL01", "数值"),
    (("培训补贴标准", "高级工", "全省", ""), "数值", "100", "ORDER01", "数值"),
    (("预警减排比例", "红色预警", "全省", "预警期间"), "数值", "20", "ORDER01", "数值"),
    (("预警减排比例", "橙色预警", "全省", "预警期间"), "数值", "40", "ORDER01", "数值"),
    (("立法项目数", "立法调研类省政府规章", "全省", "2024"), "数值", "3", "FOOT01", ""),
    (("供需失衡比例", "较大", "全省", ""), "数值上限", "14", "PART01", "数值上限"),
    (("供需失衡比例", "较大", "全省", ""), "限定", "区间", "PART01", "数值上限"),
    (("中断供气时长", "特别重大", "全省", ""), "数值", "96", "PART01", "数值"),
]


@pytest.mark.parametrize(("place", "label", "slip", "code", "cell"), SLIPS)
def test_a_slip_is_found_and_nothing_else(
    report: FileReport, place: tuple[str, str, str, str], label: str, slip: str, code: str, cell: str
) -> None:
    """One cell of a document mistyped gives findings of one code, at that cell where it is not a total."""
    book = read(targets())
    (sheet,) = [s for s in book.sheets if s.name == "指标"]
    heads = [str(head) for head in sheet.rows[0]]
    keys = [heads.index(h) for h in ("指标名称", "项目", "地区", "时期")]
    (row,) = [n for n, r in enumerate(sheet.rows) if tuple(str(r[k] or "") for k in keys) == place]
    changed = [[*r] for r in sheet.rows]
    changed[row] = [*changed[row], *[None] * (len(heads) - len(changed[row]))]
    changed[row][heads.index(label)] = slip
    sheets = tuple(replace(s, rows=changed) if s.name == "指标" else s for s in book.sheets)

    known = {(f.code, f.cells) for f in report.findings}
    found = [f for f in validate_book(replace(book, sheets=sheets)).findings if (f.code, f.cells) not in known]

    assert {f.code for f in found} == {code}
    if cell:
        assert any((c.row, c.column) == (row + 1, heads.index(cell) + 1) for f in found for c in f.cells)


def test_findings_document_names_every_revision_and_mismatch(report: FileReport) -> None:
    """docs/findings-documents.md speaks of each figure number in a finding beyond the plan."""
    document = (DOCS / "findings-documents.md").read_text("utf-8")
    told = {
        term.figure.id
        for f in report.findings
        if f.outcome and sources(f.outcome) != {PLAN}
        for side in (f.outcome.left, f.outcome.right)
        for term in side.terms
    }

    assert {number for number in told if number not in document} == set()
