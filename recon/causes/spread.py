"""One error value that runs along a total row: the cells of the row share their cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from recon.causes.case import Case, Cause, Value
from recon.model import CellRef, Finding

CODE = "NUM03"


def find(case: Case) -> Iterator[Cause]:
    """Each total row of the table with several error values of one kind, as its projects would add up."""
    labels = {column: label for label, column in case.main.table.columns.items()}
    by_value: dict[tuple[int, str], list[Finding]] = defaultdict(list)
    for finding in case.report.findings:
        cell = finding.cell
        if finding.code == CODE and cell.sheet == case.sheet and cell.row in case.main.totals.values():
            by_value[cell.row, finding.words.get("found", "")].append(finding)
    for (row, _), several in by_value.items():
        name = next(name for name, at in case.main.totals.items() if at == row)
        rows = [r for r in case.rows if not name or case.text(r, case.classed) == name]
        edits: dict[CellRef, Value] = {
            one.cell: sum(case.at(r, labels[one.cell.column]) or 0 for r in rows)
            for one in several
            if one.cell.column in labels
        }
        if len(several) > 1:
            yield Cause(several[0], edits)
