"""A class that is misspelt or another than its place says: counts and sums by class follow from it."""

from __future__ import annotations

from collections.abc import Iterator

from recon.kinds import feet
from recon.kinds.causes.case import Case, Cause

CODES = ("LIST01", "LIST02")


def find(case: Case) -> Iterator[Cause]:
    """Each finding at a class whose row stands among rows of another 小计."""
    heads = {row: name for name, row in case.main.totals.items()}
    placed = {row: heads[head] for head, rows in feet.trusted(case.main).items() for row in rows}
    column = case.main.table.columns.get("类别")
    for finding in case.report.findings:
        cell = finding.cell
        if (
            finding.code in CODES
            and cell.sheet == case.sheet
            and cell.column == column
            and placed.get(cell.row)
        ):
            yield Cause(finding, {cell: placed[cell.row]})
