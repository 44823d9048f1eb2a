"""Where the cells that findings name stand in the workbook, so that lists link to them and sums read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from recon import messages
from recon.catalogue import in_force
from recon.model import CellRef, FileReport, column_letters
from recon.month import terms
from recon.month.rollup import MEASURES, Project, Rollup
from recon.reports.excel.page import quoted
from recon.reports.rollup import sources
from recon.reports.rollup.canvas import FIRST, RAW
from recon.workbook import Cell

#: Columns of 明细 that hold a text of the report at the same place.
_TEXTS = {"项目代码": "J", "类别": "F", "地区": "G"}
Places = dict[CellRef, tuple[str, Cell]]


def elsewhere(month: FileReport, whole: Rollup, lang: str) -> Mapping[CellRef, tuple[str, Cell]]:
    """Cell of a report → its address here and what it holds; a network → its line of the coverage."""
    detail, coverage = (quoted(messages.pick(messages.ROLLUP[key], lang)) for key in ("detail", "sources"))
    places: Places = {
        CellRef(network): (f"{coverage}!$A${row}", None)
        for row, network in enumerate(in_force().networks, sources.COVERAGE + 2)
    }
    rows = {}
    for project in whole.projects:
        cell = project.submission.outside(project.place, "")
        rows[cell.sheet, cell.row] = project
    for cell in _named(month):
        entry = rows.get((cell.sheet, cell.row))
        if entry and (here := _place(entry, cell.column)):
            places[cell] = (f"{detail}!{here[0]}", here[1])
    return places


def _named(month: FileReport) -> Iterator[CellRef]:
    """Every cell that a finding or its outcome names."""
    for finding in month.findings:
        yield from finding.cells
        for side in (finding.outcome.left, finding.outcome.right) if finding.outcome else ():
            yield from (term.figure.cell for term in side.terms)


def _place(project: Project, column: int) -> tuple[str, Cell] | None:
    """Address within 明细 and value of a column of a project's row; None for one that is not shown there."""
    row, here = FIRST + project.number, project.submission
    label = next((name for name, place in here.columns.items() if place == column), "")
    if label in _TEXTS:
        return f"${_TEXTS[label]}${row}", None
    value = here.amount(project.place, label) if label in MEASURES else None
    return None if value is None else (f"${column_letters(RAW + MEASURES.index(label))}${row}", float(value))


def names(whole: Rollup) -> dict[str, str]:
    """The names in lists of the sheets of the reports that count: network and region."""
    return {terms.whole(report, "").sheet: terms.name(report) for _, report in whole.intake}
