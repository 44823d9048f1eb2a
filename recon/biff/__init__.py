"""The binary workbooks, xls and xlsb: their cells read by an own layer, since the general parser loses some.

It runs in this process: every offset is checked, sheets spread too wide are refused before they are laid out,
and time grows with the file alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from recon.biff import grid, xls, xlsb
from recon.cells import Cell
from recon.guard.limits import Kind, Place, Unsafe
from recon.guard.marks import check_extents

__all__ = ["Book", "Sheet", "read"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: ``rows[0][0]`` is A1."""

    name: str
    rows: list[list[Cell]]
    #: (row, column) from 1 of formulas saved without a value
    uncached: frozenset[Place]
    #: first row, first column, last row, last column from 1
    merged: tuple[grid.Area, ...]
    hidden: bool
    #: (row, column) from 1 of texts that their format sets in, and how far (xls)
    indents: dict[Place, int]


@dataclass(frozen=True, slots=True)
class Book:
    """The worksheets in the order of their tabs, hidden ones too; name and kind of the sheets without cells."""

    sheets: tuple[Sheet, ...]
    passed: tuple[tuple[str, str], ...] = ()


def read(data: bytes, kind: Kind) -> Book:
    """A binary workbook; raises Unsafe.

    Whole floats are int, numbers shown as dates are moments, blank text is None, errors are ErrorCell.
    """
    try:
        sheets, passed = xls.read(data) if kind == "xls" else xlsb.read(data)
        extents = {sheet.name: sheet.extent() for sheet in sheets}
        if len(extents) != len(sheets):  # two sheets of one name: no program writes that
            raise Unsafe("FILE04", "parser")
        check_extents(extents)
        laid = (Sheet(s.name, s.rows(), frozenset(s.uncached), tuple(s.merged), s.hidden, s.indents) for s in sheets)
        return Book(tuple(laid), tuple(passed))
    except MemoryError as error:
        raise Unsafe("FILE06", "limits") from error
