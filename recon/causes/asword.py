"""A number stored as text, which the sums of the form pass over: the totals that are short by it follow from it."""

from __future__ import annotations

from collections.abc import Iterator

from recon.causes.case import Case, Cause, Value
from recon.model import CellRef

CODES = ("NUM05", "NUM06")


def find(case: Case) -> Iterator[Cause]:
    """Each finding of numbers as text, with every total that is short by exactly these numbers."""
    labels = {column: label for label, column in case.main.table.columns.items()}
    for finding in case.report.findings:
        rows = {cell.row for cell in finding.cells if cell.sheet == case.sheet}
        label = labels.get(finding.cell.column, "")
        if finding.code in CODES and rows and label in case.columns:
            edits = dict(_short(case, label, rows))
            if edits:
                yield Cause(finding, edits)


def _short(case: Case, label: str, rows: set[int]) -> Iterator[tuple[CellRef, Value]]:
    for summed in case.sums:
        total = summed.stated.at(summed.block.row, label)
        for writer, block in summed.readings:
            if writer.grid.sheet != case.sheet or total is None:
                continue
            short = sum(case.at(row, label) or 0 for row in rows & set(block.parts))
            if short and sum(writer.at(row, label) or 0 for row in block.parts) - total == short:
                yield summed.stated.grid.cell(summed.block.row, label), total + short
                break
