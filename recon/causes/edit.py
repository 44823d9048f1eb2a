"""A workbook as it would be without a slip: cells changed, and the totals that held carried along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from recon.causes.case import Case, Edits, Value
from recon.model import CellRef
from recon.rules.ledger import Summed, Writer
from recon.workbook import Cell, RawBook

#: Sheet, row, label → amount.
Amounts = dict[tuple[str, int, str], int | None]


def corrected(case: Case, edits: Edits) -> RawBook:
    """The workbook with the cells as they would be. A total that was the sum of its parts is that of the new parts."""
    return _written(case.book, {**_carried(case, edits), **_cells(case, edits)})


def _cells(case: Case, edits: Edits) -> dict[CellRef, Cell]:
    scales = {data.table.sheet: data.table.scale for data in case.form.every}
    return {cell: _value(value, scales[cell.sheet]) for cell, value in edits.items()}


def _value(value: Value, scale: int) -> Cell:
    return float(Decimal(value).scaleb(-scale)) if isinstance(value, int) else value


def _carried(case: Case, edits: Edits) -> dict[CellRef, Cell]:
    """The totals that follow from what is changed."""
    changed = _amounts(case, edits)
    given = set(changed)
    cells: dict[CellRef, Cell] = {}
    for summed in case.sums:
        grid, row = summed.stated.grid, summed.block.row
        for label in summed.labels:
            key = (grid.sheet, row, label)
            if key not in given and label in grid.frame and (moved := _moved(summed, label, changed)):
                total = summed.stated.at(row, label)
                if total is not None:
                    changed[key] = total + moved
                    cells[grid.cell(row, label)] = float(Decimal(total + moved).scaleb(-grid.scale))
    return cells


def _amounts(case: Case, edits: Edits) -> Amounts:
    """The edits by sheet, row and label."""
    labels = {
        table.table.sheet: {column: label for label, column in table.table.columns.items()}
        for table in case.form.tables.values()
    }
    return {
        (cell.sheet, cell.row, labels[cell.sheet][cell.column]): value
        for cell, value in edits.items()
        if not isinstance(value, str) and cell.column in labels.get(cell.sheet, {})
    }


def _moved(summed: Summed, label: str, changed: Mapping[tuple[str, int, str], int | None]) -> int:
    """By how much a total that held moves with its parts; 0 where it did not hold.

    What a total is off by less than its last declared place goes with it.
    """
    for writer, block in summed.readings:
        sheet = writer.grid.sheet
        touched = [row for row in block.parts if (sheet, row, label) in changed]
        if touched and (away := _away(summed, writer, block.parts, label)) is not None:
            moved = sum((changed[sheet, row, label] or 0) - (writer.at(row, label) or 0) for row in touched)
            return moved - away if moved and abs(away) < _step(writer) else moved
    return 0


def _away(summed: Summed, writer: Writer, parts: tuple[int, ...], label: str) -> int | None:
    """A total less the sum of its parts; None where rounding does not explain it, or there is none."""
    total = summed.stated.at(summed.block.row, label)
    values = [writer.at(row, label) or 0 for row in parts]
    away = None if total is None else int(total) - sum(values)
    return None if away is None or 2 * abs(away) > (len(values) + 1) * _step(writer) else away


def _step(writer: Writer) -> int:
    """One of the last declared place, in the grid's integers."""
    step: int = 10 ** (writer.grid.scale - writer.grid.decimals)
    return step


def _written(book: RawBook, cells: Mapping[CellRef, Cell]) -> RawBook:
    """A copy of a workbook with some cells changed; the rows that are not are shared."""
    sheets = []
    for sheet in book.sheets:
        mine = {cell: value for cell, value in cells.items() if cell.sheet == sheet.name}
        rows = list(sheet.rows)
        for row in {cell.row for cell in mine if 0 < cell.row <= len(rows)}:
            rows[row - 1] = list(rows[row - 1])
        for cell, value in mine.items():
            if 0 < cell.row <= len(rows):
                row_ = rows[cell.row - 1]
                row_ += [None] * (cell.column - len(row_))
                row_[cell.column - 1] = value
        sheets.append(replace(sheet, rows=rows) if mine else sheet)
    return replace(book, sheets=tuple(sheets))
