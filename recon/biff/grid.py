"""The cells of one sheet, gathered as columns of values and laid out as rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from recon import moments
from recon.cells import Cell, ErrorCell
from recon.guard.limits import MAX_COLUMNS, MAX_LOOKS, MAX_MARKS, MAX_MERGED, MAX_ROWS, Place, Unsafe
from recon.guard.marks import Extent

Array = npt.NDArray[Any]
#: first row, first column, last row, last column from 1
Area = tuple[int, int, int, int]

#: Whole numbers beyond this are no longer exact as floats.
_EXACT = 2.0**53
_ERRORS = {
    0: "#NULL!",
    7: "#DIV/0!",
    15: "#VALUE!",
    23: "#REF!",
    29: "#NAME?",
    36: "#NUM!",
    42: "#N/A",
    43: "#GETTING_DATA",
}
_KINDS: tuple[moments.Shown, ...] = ("", "date", "duration")


@dataclass
class Sheet:
    """A worksheet as read."""

    name: str
    hidden: bool = False
    #: (row, column) from 1 of formulas saved without a value
    uncached: set[Place] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    indents: dict[Place, int] = field(default_factory=dict)  #: texts that their format sets in, and how far
    _blocks: list[tuple[Array, Array, Array, Array]] = field(default_factory=list)

    def add(self, at: Array, rows: Array, columns: Array, values: Array, *, maybe_blank: bool = False) -> None:
        """Take in cells: offsets of their records, which tell the order, places from 0, and objects.

        Blank text is no value.
        """
        if maybe_blank and (blank := values == None).any():  # noqa: E711  # element by element
            at, rows, columns, values = (a[~blank] for a in (at, rows, columns, values))
        if len(at):
            self._blocks.append((at, rows.astype(np.int64), columns.astype(np.int64), values))

    def add_listed(self, cells: list[tuple[int, int, int, Cell]]) -> None:
        """Take in cells one by one: offset, row and column from 0, value."""
        if cells:
            at, rows, columns, values = zip(*cells, strict=True)
            self.add(np.array(at), np.array(rows), np.array(columns), objects(values), maybe_blank=True)

    def merge(self, area: Area) -> None:
        """A merged range; raises Unsafe when there are too many."""
        self.merged.append(area)
        if len(self.merged) > MAX_MERGED:
            raise Unsafe("FILE06", "limits")

    def sets_in(self, row: int, column: int, step: int) -> None:
        """A text that its format sets in, placed from 0; beyond a limit no more are kept."""
        if len(self.indents) < MAX_LOOKS:
            self.indents[row + 1, column + 1] = step

    def lacks(self, row: int, column: int) -> None:
        """A formula without a value, placed from 0; raises Unsafe when there are too many."""
        self.uncached.add((row + 1, column + 1))
        if len(self.uncached) > MAX_MARKS:
            raise Unsafe("FILE06", "limits")

    def extent(self) -> Extent:
        """Rows and columns up to the last valued cell, and how many are valued; raises Unsafe."""
        extent = Extent()
        for _, rows, columns, _ in self._blocks:
            for index in (int(rows.argmax()), int(columns.argmax())):
                extent.add(int(rows[index]) + 1, int(columns[index]) + 1)
        extent.cells = sum(len(rows) for _, rows, _, _ in self._blocks)
        if extent.rows > MAX_ROWS or extent.columns > MAX_COLUMNS:
            raise Unsafe("FILE06", "bad_ref", sheet=self.name)
        return extent

    def rows(self) -> list[list[Cell]]:
        """All cells as rows from A1, none longer than its last cell; of two records for one cell the later counts."""
        if not self._blocks:
            return []
        extent = self.extent()
        grid = np.empty((extent.rows, extent.columns), object)
        taken = np.zeros(grid.shape, bool)
        blocks = [(at, rows * extent.columns + columns, values) for at, rows, columns, values in self._blocks]
        for _, places, _ in blocks:
            taken.ravel()[places] = True
        if np.count_nonzero(taken) < extent.cells:
            at, places, values = (np.concatenate([block[n] for block in blocks]) for n in range(3))
            order = np.argsort(at, kind="stable")
            blocks = [(at, places[order], values[order])]
        for _, places, values in blocks:
            grid.ravel()[places] = values
        return _trimmed(grid.tolist(), taken)


def _trimmed(laid: list[list[Cell]], taken: Array) -> list[list[Cell]]:
    """The rows, each up to its last cell."""
    width = taken.shape[1]
    ends = np.where(taken.any(axis=1), width - taken[:, ::-1].argmax(axis=1), 0)
    for row in np.flatnonzero(ends < width).tolist():
        del laid[row][ends[row] :]
    return laid


def error(code: int) -> ErrorCell:
    """The error of this code ([MS-XLS] 2.5.10)."""
    return ErrorCell(_ERRORS.get(code, "#?"))


def plain(numbers: Array) -> Array:
    """Floats as objects: int where whole and exact, an error where infinite or no number."""
    values = numbers.astype(object)
    with np.errstate(invalid="ignore"):
        whole = (numbers == np.trunc(numbers)) & (np.abs(numbers) < _EXACT)
    values[whole] = numbers[whole].astype(np.int64).astype(object)
    if not (finite := np.isfinite(numbers)).all():
        values[~finite] = ErrorCell("#NUM!")
    return values


def shown(numbers: Array, kinds: Array, since_1904: bool) -> Array:
    """Floats as objects; ``kinds`` (0 number, 1 date, 2 duration) says what their formats show."""
    values = plain(numbers)
    if not kinds.any():
        return values
    for index in np.flatnonzero((kinds > 0) & np.isfinite(numbers)).tolist():
        made = moments.moment(float(numbers[index]), _KINDS[kinds[index]], since_1904)
        if not isinstance(made, float):
            values[index] = made
    return values


def kind_number(kind: moments.Shown) -> int:
    """What :func:`shown` takes for a kind of format."""
    return _KINDS.index(kind)


def looked_up(table: Array, indices: Array, missing: object) -> Array:
    """``table[indices]``, and ``missing`` for what lies outside; a table of objects or numbers."""
    inside = indices < len(table)
    if inside.all():
        return table[indices] if len(indices) else table[:0]
    values = np.full(len(indices), missing, table.dtype)
    values[inside] = table[indices[inside]]
    return values


def objects(values: Sequence[object]) -> Array:
    """A sequence as an array of objects, whatever they are."""
    array = np.empty(len(values), object)
    array[:] = values
    return array


def fields(stream: Array, at: Array, kind: str) -> Array:
    """The field of type ``kind`` (such as ``<u2``) at each offset of a stream of bytes; ValueError past its end."""
    width = np.dtype(kind).itemsize
    if len(at) and not 0 <= int(at.min()) <= int(at.max()) <= len(stream) - width:
        raise ValueError("past the end")
    everywhere = np.ndarray((max(len(stream) - width + 1, 0),), kind, stream, 0, (1,))
    return everywhere[at]


def rk(numbers: Array) -> Array:
    """RK numbers ([MS-XLS] 2.5.217) as floats: 30 bits of an integer or of a float, perhaps in hundredths."""
    bits = numbers.astype(np.uint32)
    high = (bits & 0xFFFFFFFC).astype(np.uint64) << np.uint64(32)
    values = np.where(bits & 2, (bits.view(np.int32) >> 2).astype(np.float64), high.view(np.float64))
    return np.where(bits & 1, values / 100, values)
