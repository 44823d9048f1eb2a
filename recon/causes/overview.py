"""A table of sums that was not brought up to date: last month's, or of another version of the projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recon.across.previous import CLOSING, OPENING
from recon.causes.case import Case, Cause, Value
from recon.causes.totals import Wrong, of_projects, wrong
from recon.causes.unit import DONE
from recon.causes.words import block
from recon.model import CellRef, Finding
from recon.rules.ledger import Summed


def find(case: Case) -> Iterator[Cause]:
    """Each other table that sums up other amounts than this month's."""
    by_sheet: dict[str, list[Wrong]] = {}
    for one in wrong(case, least=1):
        if one.summed.stated.grid.sheet != case.sheet:
            by_sheet.setdefault(one.summed.stated.grid.sheet, []).append(one)
    for sheet, rows in by_sheet.items():
        every = [one for one in map(of_projects, case.sums) if _between(one, sheet)]
        if every and sum(len(one.labels) for one in rows) > 1 and (source := _source(case, rows, every)):
            yield _cause(case, sheet, rows, source)


def _between(one: Summed, sheet: str) -> bool:
    """Whether a row of a sheet sums up rows of another."""
    return one.stated.grid.sheet == sheet != one.parts.grid.sheet


def _cause(case: Case, sheet: str, rows: Sequence[Wrong], source: str) -> Cause:
    edits: dict[CellRef, Value] = {
        one.cell(label): one.summed.stated.at(one.summed.block.row, label) - one.gaps[label]
        for one in rows
        for label in one.labels
    }
    cells = tuple(edits)
    scale = 10**case.main.table.scale
    counts = [f for f in case.report.findings if f.code == "COUNT01" and f.cell.sheet == sheet]
    words = {
        "sheet": sheet,
        "place": block(cells),
        "rows": str(len({cell.row for cell in cells})),
        "source": source,
        "month": case.before.last.month if case.before else "",
        "column": rows[0].labels[0],
    }
    return Cause(
        Finding("SLIP10", "强制性", cells, words),
        edits | {f.cell: int(f.words["expected"]) * scale for f in counts},
    )


def _source(case: Case, rows: Sequence[Wrong], every: Sequence[Summed]) -> str:
    """The source of its amounts, a key of messages.SLIPS; blank where that is not to be seen."""
    if case.before is not None and all(_last(case, one) for one in every):
        return "source"
    if all(_opening(one) for one in every):
        return "opening"
    labels = {label for one in rows for label in one.labels}
    broken = {o.coordinate.measure for o in case.report.outcomes if o.verdict == "mismatch" and o.rule == "foot"}
    several = len(rows) > 1 and sum(len(one.labels) for one in rows) > 2
    return "apart" if several and not labels & broken else ""


def _last(case: Case, one: Summed) -> bool:
    """Whether a row sums up what last month's report had done."""
    parts, row = one.block.parts, one.block.row
    return all(one.stated.at(row, label) == sum(case.last(part, label) or 0 for part in parts) for label in DONE)


def _opening(one: Summed) -> bool:
    """Whether a row ends where the projects' month begins."""
    parts = one.block.parts
    return bool(one.stated.at(one.block.row, CLOSING) == sum(one.parts.at(row, OPENING) or 0 for row in parts))
