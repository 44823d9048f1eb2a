"""Suspects where people look: the sheet, the list, the comments, the console, without a solver, with weights."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from recon import messages, rules
from recon.engine import validate_file
from recon.figures import Base
from recon.localise.closed import localise
from recon.model import FileReport, Outcome, Report
from recon.numbers import plain
from recon.packaged import targets
from recon.reports import console, excel, suspected
from recon.rules.closure import close
from tests import cubes, sheets
from tests.sheets import words_of
from tests.test_localise import changed

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def plan() -> FileReport:
    """The report on the packaged workbook."""
    return validate_file(targets())


@pytest.fixture(scope="module")
def book(plan: FileReport, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    """Its discrepancy workbook."""
    path = tmp_path_factory.mktemp("suspects") / "差异.xlsx"
    excel.write(plan, path, lang="zh", date=datetime.date(2026, 1, 1))
    return openpyxl.load_workbook(path)


def suspicious(plan: FileReport) -> list[Outcome]:
    """The outcomes with suspects, in the order of the findings."""
    return [f.outcome for f in plan.findings if f.outcome and f.outcome.suspects]


def test_the_findings_of_the_plan_list_every_way(plan: FileReport) -> None:
    """docs/findings-761.md has each suspect with what it reads and would read, and names no other figure as one."""
    text = (ROOT / "docs" / "findings-761.md").read_text(encoding="utf-8")
    table = text.partition("### Which cell")[2].partition("## Implied")[0]
    told = {
        (c.figure, plain(c.suggested))
        for o in suspicious(plan)
        if o.level == "强制性"
        for s in o.suspects
        for c in s.cells
    }

    assert set(re.findall(r"(F\d+) [\d.]+ → ([\d.]+)", table)) == told


def test_the_sheet_lists_every_way(plan: FileReport, book: openpyxl.Workbook) -> None:
    """Each cell of each way with what it reads, what it would read, and between which ends."""
    rows = [[c.value for c in row] for row in book["疑点分析"].iter_rows(min_row=3)]
    listed = [(r[1], r[4], r[6], r[7]) for r in rows if isinstance(r[4], int | float)]

    expected = [
        (str(c.cell), float(c.suggested), float(c.low), float(c.high))
        for o in suspicious(plan)
        for s in o.suspects
        for c in s.cells
    ]

    assert listed == expected


def test_the_change_is_a_live_formula(book: openpyxl.Workbook) -> None:
    """Suggested less printed, by the cells of the row."""
    sheet = book["疑点分析"]
    changes = [c for row in sheet.iter_rows(min_row=3, min_col=6, max_col=6) for c in row if c.data_type == "f"]

    assert changes
    for cell in changes:
        assert words_of(cell.value).startswith(f"=ROUND(E{cell.row}-D{cell.row},")


def test_the_list_of_findings_names_cells_slip_and_value(plan: FileReport, book: openpyxl.Workbook) -> None:
    """Three more columns, filled where cells are suspected and nowhere else."""
    sheet = book["问题清单"]
    heads = sheets.heads(sheet)
    columns = [heads[messages.SHEETS[key][0]] for key in ("suspect_cells", "slip", "suggested")]

    for row, finding in enumerate(plan.findings, 2):
        filled = [sheet.cell(row, column).value for column in columns]
        has = finding.outcome is not None and bool(finding.outcome.suspects)
        assert (bool(filled[0]), bool(filled[2])) == (has, has)
        if has and finding.outcome and finding.outcome.hints:
            assert suspected.hint(finding.outcome.hints[0], "zh") in words_of(filled[1])


def test_comments_and_console_say_it(plan: FileReport, book: openpyxl.Workbook) -> None:
    """The comment at a mismatch and the line below it name the suspects."""
    shown = console.render(plan_alone(plan), "zh", None)

    for outcome in suspicious(plan):
        (said, *_) = suspected.lines(outcome, "zh")
        place = outcome.right.terms[0].figure.cell
        copy = next(name for name in book.sheetnames if name.startswith(place.sheet))
        assert said in book[copy][place.a1].comment.text
        assert said in shown


def plan_alone(plan: FileReport) -> Report:
    """The report on the plan alone."""
    return Report((plan,))


def test_small_components_need_no_solver() -> None:
    """Without highspy the plan's suspects are the same."""
    code = (
        "import sys{0}\n"
        "from recon.engine import validate_file\nfrom recon.packaged import targets\n"
        "print([(o.suspects, o.hints) for o in validate_file(targets()).outcomes])\n"
    )
    told = [
        subprocess.run([sys.executable, "-c", code.format(without)], capture_output=True, cwd=ROOT, check=True).stdout
        for without in ("", "; sys.modules['highspy'] = None")
    ]

    assert told[0] == told[1]


def lone_sum() -> Base:
    """100 + 200 + 300 against 700, exact."""
    trees = (cubes.regular_tree("项", 3, 2), cubes.Tree({}, "期"), cubes.Tree({}, "区"))
    leaves = {(f"项.{n}", "期", "区"): Decimal(100 * (n + 1)) for n in range(3)}
    base = cubes.Cube(trees, leaves, "精确").base()
    return changed(base, {base.figures[0].id: Decimal(700)})


def suspects(base: Base) -> set[frozenset[str]]:
    closed = close(base)
    (found,) = [o for o in localise(closed, rules.judged(closed)).outcomes if o.verdict == "mismatch"]
    return {frozenset(c.figure for c in s.cells) for s in found.suspects}


def test_a_reliable_source_is_not_suspected() -> None:
    """In a lone sum every member is suspect; with 可信度 2 for a document, only the cells of the others."""
    base = lone_sum()
    mixed = replace(
        base,
        figures=tuple(replace(f, source="S2") if f.id != base.figures[0].id else f for f in base.figures),
    )

    everyone = {frozenset({f.id}) for f in base.figures}
    assert suspects(base) == everyone
    assert suspects(replace(mixed, weights={"S2": Decimal(2)})) == {frozenset({base.figures[0].id})}
    assert suspects(replace(mixed, weights={"S1": Decimal(2)})) == everyone - {frozenset({base.figures[0].id})}


def test_many_ways_are_capped_and_counted() -> None:
    """Of a sum of 80 parts fifty ways are listed, and how many more there are is said."""
    trees = (cubes.regular_tree("项", 80, 2), cubes.Tree({}, "期"), cubes.Tree({}, "区"))
    leaves = {(f"项.{n}", "期", "区"): Decimal(n + 1) for n in range(80)}
    base = cubes.Cube(trees, leaves, "精确").base()
    closed = close(changed(base, {base.figures[0].id: Decimal(9999)}))

    (found,) = [o for o in localise(closed, rules.judged(closed)).outcomes if o.verdict == "mismatch"]

    assert len(found.suspects) == 50
    assert found.left_out == "31"
    assert [s.strain for s in found.suspects] == sorted(s.strain for s in found.suspects)
