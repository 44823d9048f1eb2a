"""Last month's amounts left or pasted as this month's: in some rows, or in the whole report."""

from __future__ import annotations

from collections.abc import Iterator

from recon.across.previous import CLOSING, MOVEMENT, OPENING, YEAR
from recon.causes.case import Case, Cause, Value
from recon.causes.unit import DONE
from recon.causes.words import block
from recon.model import CellRef, Finding


def find(case: Case) -> Iterator[Cause]:
    """Rows in which all that moves from month to month is last month's, though something was done then."""
    if case.before is None or case.form.period.endswith("-01"):
        return
    stale = [row for row in case.rows if _same(case, row) and case.last(row, MOVEMENT)]
    if not stale:
        return
    edits: dict[CellRef, Value] = {}
    for row in stale:
        for label, source in ((OPENING, CLOSING), (YEAR, YEAR), (CLOSING, CLOSING)):
            edits[case.cell(row, label)] = case.last(row, source)
        edits[case.cell(row, MOVEMENT)] = 0
    whole = len(case.continued) > 1 and all(_same(case, row) for row in case.continued)
    cells = tuple(case.cell(row, label) for row in stale for label in DONE)
    words = {
        "place": block(cells),
        "rows": str(len(stale)),
        "month": case.before.last.month,
        "column": "报告期",
        "found": case.form.period,
    }
    if whole:
        yield Cause(Finding("SLIP06", "强制性", (case.form.cover.cell("报告期"), *cells), words), edits)
    else:
        yield Cause(Finding("SLIP05", "强制性", cells, words), edits)


def _same(case: Case, row: int) -> bool:
    """Whether opening, movement, year and closing are those of last month's report."""
    return row in case.continued and all(
        case.at(row, label) is not None and case.at(row, label) == case.last(row, label) for label in DONE
    )
