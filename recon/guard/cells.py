"""The cells of an unusual worksheet, element by element, placed as the parser places them: for the child."""

from __future__ import annotations

import re
from collections.abc import Iterable

from recon.guard.limits import MAX_COLUMNS, MAX_ROWS, Unsafe
from recon.guard.marks import Extent, Marks, check_cells, column_number
from recon.guard.markup import Attributes, parse

_ADDRESS = re.compile(r"([A-Za-z]{1,3})([0-9]{1,10})")


class Cells:
    """One worksheet; after :meth:`run`, its ``extent`` and ``marks``."""

    def __init__(self, sheet: str) -> None:
        self.marks = Marks()
        self.extent = Extent()
        self._sheet = sheet
        self._row, self._column = 1, 0  # of the row, and of the last cell in it
        self._place = (0, 0)
        self._type = self._text = ""
        self._formula = self._in_value = False

    def run(self, pieces: Iterable[bytes]) -> Cells:
        """Walk the part; raises Unsafe."""
        parse(pieces, self._start, self._end, self._words)
        return self

    def _start(self, name: str, attributes: Attributes) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row, self._column = self._number(attributes.get("r"), self._row), 0
            case "c":
                self._cell(attributes)
            case "f":
                self._formula = True
            case "v":
                self._in_value = True

    def _number(self, text: str | None, otherwise: int) -> int:
        if text is None:
            return otherwise
        if not text.isdigit() or len(text) > 10:
            raise self._bad()
        return int(text)

    def _bad(self) -> Unsafe:
        return Unsafe("FILE06", "bad_ref", sheet=self._sheet)

    def _cell(self, attributes: Attributes) -> None:
        row, column = self._row, self._column + 1
        if "r" in attributes:
            address = _ADDRESS.fullmatch(attributes["r"])
            if not address:
                raise self._bad()
            row, column = int(address[2]), column_number(address[1].upper().encode())
        if not (0 < row <= MAX_ROWS and column <= MAX_COLUMNS):
            raise self._bad()
        self._place, self._column = (row, column), column
        self.extent.add(row, column)
        check_cells(self.extent.cells)
        self._type, self._text, self._formula = attributes.get("t", ""), "", False

    def _words(self, text: str) -> None:
        if self._in_value:
            self._text += text

    def _end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row += 1
            case "v":
                self._in_value = False
            case "c":
                self._mark()

    def _mark(self) -> None:
        if self._type == "e":
            self.marks.errors[self._place] = self._text or "#?"
        elif self._formula and not self._text and self._type != "str":
            self.marks.uncached.add(self._place)
        self.marks.check()
