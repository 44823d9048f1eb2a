"""What a sheet holds beside the values a parser gives: its extent, its errors, its unsaved formulas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from recon.guard.limits import MAX_AREA, MAX_CELLS, MAX_MARKS, Place, Unsafe


@dataclass
class Marks:
    """What the parser loses on a sheet: (row, column) from 1 → the error shown; formulas without a value."""

    errors: dict[Place, str] = field(default_factory=dict)
    uncached: set[Place] = field(default_factory=set)

    def check(self) -> None:
        """Refuse to hold more than :data:`MAX_MARKS`."""
        if len(self.errors) + len(self.uncached) > MAX_MARKS:
            raise Unsafe("FILE06", "limits")


@dataclass(slots=True)
class Extent:
    """Rows and columns from A1 to the last cell with a value, and how many such cells there are."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    written: int = 0  #: blank cells included
    far: Place = (0, 0)  #: the cell with a value that is farthest from A1
    far_blank: Place = (0, 0)  #: the farthest cell that is written without a value

    @property
    def area(self) -> int:
        """Cells that a parser allocates."""
        return self.rows * self.columns

    def add(self, row: int, column: int) -> None:
        """Take in one more cell with a value, counted from 1."""
        self.cells += 1
        if row > self.rows:
            self.rows = row
            self.far = farther(self.far, (row, column))
        if column > self.columns:
            self.columns = column
            self.far = farther(self.far, (row, column))

    def blank(self, row: int, column: int) -> None:
        """Take in a cell without a value, which has no extent."""
        if row > self.far_blank[0] or column > self.far_blank[1]:
            self.far_blank = farther(self.far_blank, (row, column))


def farther(one: Place, other: Place) -> Place:
    """The place whose rectangle from A1 is larger."""
    return other if other[0] * other[1] > one[0] * one[1] else one


def check_extents(extents: dict[str, Extent]) -> None:
    """Refuse sheets that are spread too wide for the cells they hold, or hold too many; raises Unsafe."""
    cells = sum(extent.cells for extent in extents.values())
    check_cells(cells)
    if area(extents.values()) > max(MAX_AREA, 2 * cells):
        widest = max(extents, key=lambda name: extents[name].area)
        raise Unsafe("FILE12", sheet=widest, cell=address(*extents[widest].far))


def check_cells(cells: int) -> None:
    """Refuse more than :data:`MAX_CELLS` cells; raises Unsafe."""
    if cells > MAX_CELLS:
        raise Unsafe("FILE06", "cells", limit=f"{MAX_CELLS:,}")


def area(extents: Iterable[Extent]) -> int:
    """Cells that a parser allocates for all sheets."""
    return sum(extent.area for extent in extents)


def column_number(letters: bytes) -> int:
    """A → 1, XFD → 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def address(row: int, column: int) -> str:
    """(1, 1) → A1."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row}"
