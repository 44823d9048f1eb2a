"""A workbook of an office's own, laid out as the form of the definition that was learnt from another of its kind.

Cells stay at their addresses, so that everything found is told where the sender sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from recon import looks
from recon.defined.forms import Own, money
from recon.forms import scope
from recon.forms.places import Place
from recon.grid import Header
from recon.looks import Look
from recon.model import Area, CellRef, column_letters
from recon.schemas.form import COVER
from recon.workbook import Cell, RawBook, RawSheet

if TYPE_CHECKING:
    from recon.open.board import Board
    from recon.open.drawn import Drawn

#: As numbers are kept: more digits than a float holds are no digits.
DIGITS = ".15g"


def find(book: RawBook, own: Own) -> list[Drawn]:
    """The tables of a learnt definition that are there; none for another definition, or where no table is like its."""
    if not any(table.drawn for table in own.definition.tables):
        return []
    from recon.open import drawn

    seen = drawn.read((s for s in book.sheets if not s.hidden), looks.read(book).sheets)
    return drawn.placed(own.definition.tables, list(seen))


def places(book: RawBook, own: Own, drawn: Iterable[Drawn]) -> list[Place]:
    """The places of these tables, laid out as the form."""
    sheets = {sheet.name: sheet for sheet in book.sheets}
    return [_place(sheets[one.sheet], one, own) for one in drawn]


def cover(own: Own) -> RawSheet:
    """The cover of such a form: the unit of money, as the definition has it."""
    declared = money(own.definition)
    return RawSheet(COVER, [[f"计量单位：{declared}"]] if declared else [])


def areas(book: RawBook, drawn: Sequence[Drawn]) -> tuple[Area, ...]:
    """An account of such a workbook: the tables of the definition, and numbers in lines that it does not have."""
    looked = looks.read(book).sheets
    listed: list[Area] = []
    for sheet in book.sheets:
        mine = [one for one in drawn if one.sheet == sheet.name]
        look = looked.get(sheet.name, Look())
        if not mine:
            listed.append(scope.other(sheet, look.pictures))
        else:
            left = mine[0].table.board.measures.copy()
            for one in mine:
                rows, columns = list(one.rows.values()) or list(one.table.rows), list(one.columns.values())
                left[np.ix_(rows, columns)] = False
                corner = CellRef(sheet.name, one.table.top + 1, one.table.left + 1)
                listed.append(Area(corner, one.table.range, "checked", "own_table"))
            listed += _left(mine[0].table.board, left)
        listed += scope.seen(sheet, look, bool(mine))
    return tuple(listed)


def _left(board: Board, left: Any) -> Iterator[Area]:
    """The numbers of a sheet in no line of the definition, as one area around them all."""
    cells = np.argwhere(left & (board.values != 0))
    if len(cells):
        (top, first), (bottom, last) = cells.min(axis=0).tolist(), cells.max(axis=0).tolist()
        box = f"{column_letters(first + 1)}{top + 1}:{column_letters(last + 1)}{bottom + 1}"
        numbers = tuple(CellRef(board.name, int(r) + 1, int(c) + 1) for r, c in cells)
        yield Area(CellRef(board.name, top + 1, first + 1), box, "unread", "new_lines", {}, numbers)


def _place(sheet: RawSheet, one: Drawn, own: Own) -> Place:
    """The rows of one table, with the names and codes of the form beside them."""
    table, labels, spec = one.table, own.labels[one.defined.number], own.table(one.defined.number)
    width = max(len(row) for row in sheet.rows)
    rows: list[list[Cell]] = [[] for _ in range(table.rows[-1] + 1)]
    names = {row.code: row.name for row in one.defined.rows}
    there = {row: code for code, row in one.rows.items()} if names else dict.fromkeys(table.rows, "")
    for row, code in there.items():
        cells: list[Cell] = [None] * (width + 2)
        cells[width:] = [names.get(code) or " ".join(table.paths.get(row, ())[-1:]), code]
        for name, column in one.columns.items():
            defined = one.defined.column(name)
            cells[column] = _cell(sheet, one, row, column, defined.decimals if defined else 0)
        rows[row] = cells
    columns = {labels[code]: column + 1 for code, column in one.columns.items()}
    item, number, _ = spec.stub if names else (spec.name, "", "")
    columns |= {label: width + n for n, label in enumerate((item, number), 1) if label}
    seen = RawSheet(sheet.name, rows, frozenset(_uncached(sheet, one)))
    return Place(spec, seen, Header(table.rows[0], columns, {}))


def _cell(sheet: RawSheet, one: Drawn, row: int, column: int, decimals: int) -> Cell:
    """A number as printed; a mark for nothing as a dash; words without a digit are no number."""
    board = one.table.board
    if board.measures[row, column]:
        value = Decimal(format(float(board.values[row, column]), DIGITS))
        finer = -int(value.as_tuple().exponent) > max(decimals, int(board.decimals[row, column]))
        return float(round(value, decimals) if finer else value)
    from recon.open.board import NOTHING

    cells = sheet.rows[row]
    cell = cells[column] if column < len(cells) else None
    if isinstance(cell, str):
        if cell.strip() in NOTHING:
            return "—"
        return cell if any(map(str.isdigit, cell)) else None
    return cell


def _uncached(sheet: RawSheet, one: Drawn) -> Iterator[tuple[int, int]]:
    rows, columns = set(one.rows.values()) or set(one.table.rows), set(one.columns.values())
    return ((r, c) for r, c in sheet.uncached if r - 1 in rows and c - 1 in columns)
