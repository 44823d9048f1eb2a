"""Cells laid out as rows, from formats that place them one after the other."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from recon import moments
from recon.cells import Cell, ErrorCell
from recon.guard.limits import MAX_COLUMNS, MAX_MARKS, MAX_MERGED, MAX_ROWS, Place, Unsafe
from recon.guard.marks import Extent, check_cells, check_extents

_EXACT = 2**53


@dataclass
class Sheet:
    """A sheet as read: ``rows[0][0]`` is A1; without a name where the file gives none."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    #: (row, column) from 1 of formulas saved without a value
    uncached: set[Place] = field(default_factory=set)
    #: first row, first column, last row, last column from 1
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False

    @property
    def plain(self) -> bool:
        """Whether it holds nothing but text, so that its numbers had no other way to be written."""
        return all(isinstance(cell, str | None) for row in self.rows for cell in row)


class Layout:
    """The cells of one sheet by place from 1."""

    def __init__(self, name: str = "") -> None:
        self.sheet = Sheet(name)
        self._cells: dict[Place, Cell] = {}
        self._extent = Extent()

    def put(self, row: int, column: int, cell: Cell) -> None:
        """A cell; a blank one takes no room. Raises Unsafe outside the grid."""
        if cell is None or cell == "":
            return
        if not (0 < row <= MAX_ROWS and 0 < column <= MAX_COLUMNS):
            raise Unsafe("FILE06", "bad_ref", sheet=self.sheet.name)
        self._cells[row, column] = cell
        self._extent.add(row, column)
        check_cells(self._extent.cells)

    def merge(self, row: int, column: int, below: int, right: int) -> None:
        """A cell that covers so many more rows and columns; raises Unsafe when there are too many."""
        if below > 0 or right > 0:
            self.sheet.merged.append((row, column, min(row + below, MAX_ROWS), min(column + right, MAX_COLUMNS)))
        if len(self.sheet.merged) > MAX_MERGED:
            raise Unsafe("FILE06", "limits")

    def lacks(self, row: int, column: int) -> None:
        """A formula without a value; raises Unsafe when there are too many."""
        self.sheet.uncached.add((row, column))
        if len(self.sheet.uncached) > MAX_MARKS:
            raise Unsafe("FILE06", "limits")

    def done(self) -> Sheet:
        """The sheet with its rows; raises Unsafe when cells are spread too wide."""
        check_extents({self.sheet.name: self._extent})
        rows: list[list[Cell]] = [[] for _ in range(self._extent.rows)]
        for (row, column), cell in sorted(self._cells.items(), key=lambda item: item[0]):
            line = rows[row - 1]
            line.extend([None] * (column - 1 - len(line)))
            line.append(cell)
        self.sheet.rows = rows
        return self.sheet


def number(text: str) -> Cell:
    """A number as a file writes it; what is none stays text, and what is infinite is an error."""
    try:
        value = float(text) if "_" not in text else math.nan
    except ValueError:
        return text
    if not math.isfinite(value):
        return ErrorCell("#NUM!")
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def shown(value: Cell, kind: moments.Shown) -> Cell:
    """A number as the moment that its format shows, where there is one."""
    if not kind or isinstance(value, bool) or not isinstance(value, int | float):
        return value
    made = moments.moment(float(value), kind, False)
    return value if isinstance(made, float) else made
