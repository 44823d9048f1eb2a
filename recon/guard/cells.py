"""The second way to read a worksheet: element by element, each cell by the standard or refused. For the child."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from recon import moments
from recon.guard.limits import MAX_COLUMNS, MAX_COPIES, MAX_MERGED, MAX_ROWS, MAX_TEXT, Place, Unsafe
from recon.guard.marks import Extent, Marks, address, check_cells, column_number
from recon.guard.markup import Attributes, parse
from recon.guard.texts import BLANKS, unescaped

_ADDRESS = re.compile(r"([A-Za-z]{1,3})([0-9]{1,10})")
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
_NO_NUMBER = re.compile(r"[-+]?(?:nan|inf|infinity)", re.IGNORECASE)
_TRUTH = {"1": True, "0": False, "true": True, "false": False}
#: Whole numbers beyond this are no longer exact as floats.
_EXACT = 2**53
Range = tuple[int, int, int, int]


@dataclass
class Book:
    """What the cells of all sheets refer to."""

    strings: list[str] = field(default_factory=list)
    kinds: tuple[moments.Shown, ...] = ()  #: of the numbers of each cell style
    since_1904: bool = False
    shown: int = 0  #: characters of shared strings that cells show


def whole(number: Any) -> Any:
    """A whole float as int, where that is exact."""
    return int(number) if type(number) is float and number.is_integer() and -_EXACT < number < _EXACT else number


class Cells:
    """One worksheet; after :meth:`run`, its ``rows`` from A1 on, ``marks``, ``extent`` and merged ranges."""

    def __init__(self, sheet: str, book: Book) -> None:
        self.marks = Marks()
        self.extent = Extent()
        self.rows: list[list[Any]] = []
        self.merged: list[Range] = []
        self._sheet = sheet
        self._book = book
        self._row, self._column = 1, 0  # of the row, and of the last cell in it
        self._place = (0, 0)
        self._in_cell = self._formula = self._valued = self._listening = self._keeps = False
        self._type = self._style = self._text = self._run = ""
        self._phonetic = 0
        self._taken: set[Place] | None = None  # only where cells do not come in order
        self._last = (0, 0)

    def run(self, pieces: Iterable[bytes]) -> Cells:
        """Walk the part; raises Unsafe."""
        parse(pieces, self._start, self._end, self._words)
        return self

    def _start(self, name: str, attributes: Attributes) -> None:
        local = name[name.find(":") + 1 :]
        if local == "c":
            self._cell(attributes)
        elif self._in_cell:
            self._inside(local, attributes)
        elif local == "row":
            self._row, self._column = self._number(attributes.get("r"), self._row), 0
        elif local == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _inside(self, local: str, attributes: Attributes) -> None:
        if local == "v":
            if self._valued:
                raise self._bad("two_values")
            self._valued = self._listening = True
        elif local == "f":
            self._formula = True
        elif local == "is":
            self._valued = True
        elif local == "t":
            self._listening, self._run = not self._phonetic, ""
            self._keeps = attributes.get("xml:space") == "preserve"
        elif local == "rPh":
            self._phonetic += 1

    def _words(self, text: str) -> None:
        if self._listening:
            self._run += text
            if len(self._run) > MAX_TEXT:
                raise Unsafe("FILE06", "too_long", limit=MAX_TEXT)

    def _end(self, name: str) -> None:
        local = name[name.find(":") + 1 :]
        if local == "c":
            self._in_cell = False
            self._finish()
        elif local == "row":
            self._row += 1
        elif not self._in_cell:
            return
        elif local == "rPh":
            self._phonetic -= 1
        elif local in ("v", "t") and self._listening:
            self._listening = False
            self._text += self._run if local == "v" or self._keeps else self._run.strip(BLANKS)
            self._run = ""

    def _number(self, text: str | None, otherwise: int) -> int:
        if text is None:
            return otherwise
        text = text.strip(BLANKS)
        if not (text.isascii() and text.isdigit() and len(text) <= 10):
            raise Unsafe("FILE06", "bad_ref", sheet=self._sheet)
        return int(text)

    def _cell(self, attributes: Attributes) -> None:
        row, column = self._row, self._column + 1
        if "r" in attributes:
            match = _ADDRESS.fullmatch(attributes["r"].strip(BLANKS))
            if not match:
                raise Unsafe("FILE06", "bad_ref", sheet=self._sheet)
            row, column = int(match[2]), column_number(match[1].upper().encode())
        if not (0 < row <= MAX_ROWS and column <= MAX_COLUMNS):
            raise Unsafe("FILE06", "bad_ref", sheet=self._sheet)
        self._place, self._column = (row, column), column
        self._type, self._style = attributes.get("t", "n").strip(BLANKS), attributes.get("s", "")
        self._in_cell, self._formula, self._valued, self._text = True, False, False, ""

    def _finish(self) -> None:
        """Put the cell that has ended; one without a value has no extent."""
        self.extent.written += 1
        check_cells(self.extent.written)
        if not (self._valued or self._formula):
            self.extent.blank(*self._place)
            return
        self._refuse_twice()
        self.extent.add(*self._place)
        if self._type == "e":
            self.marks.errors[self._place] = self._text.strip(BLANKS) or "#?"
        elif self._formula and not self._text.strip(BLANKS) and self._type not in ("str", "inlineStr"):
            self.marks.uncached.add(self._place)
        else:
            self._put(self._value())
        self.marks.check()

    def _refuse_twice(self) -> None:
        """Raise Unsafe for a second value in one place; places are remembered once they come out of order."""
        if self._taken is None and self._place > self._last:
            self._last = self._place
            return
        if self._taken is None:
            self._taken = {
                (r, c) for r, row in enumerate(self.rows, 1) for c, cell in enumerate(row, 1) if cell is not None
            } | {*self.marks.errors, *self.marks.uncached}
        if self._place in self._taken:
            raise self._bad("twice")
        self._taken.add(self._place)

    def _put(self, value: Any) -> None:
        if value is None or value == "":
            return
        row, column = self._place
        while len(self.rows) < row:
            self.rows.append([])
        cells = self.rows[row - 1]
        if len(cells) < column:
            cells.extend([None] * (column - len(cells)))
        cells[column - 1] = value

    def _value(self) -> Any:
        """The value by its type (ISO/IEC 29500 18.18.11); raises Unsafe for one that is none."""
        if self._type in ("str", "inlineStr"):
            return unescaped(self._text)
        text = self._text.strip(BLANKS)
        if not text:
            return None
        match self._type:
            case "n":
                return self._numeric(text)
            case "s":
                return self._shared(text)
            case "b" if text in _TRUTH:
                return _TRUTH[text]
            case "d":
                return moments.iso_moment(text) or self._refuse()
        return self._refuse()

    def _numeric(self, text: str) -> Any:
        if not _NUMBER.fullmatch(text):
            if not _NO_NUMBER.fullmatch(text):
                self._refuse()
            self.marks.errors[self._place] = "#NUM!"
            return None
        number = float(text)
        if number - number != 0:
            self.marks.errors[self._place] = "#NUM!"
            return None
        style = int(self._style) if self._style.isdecimal() else 0
        kind = self._book.kinds[style] if style < len(self._book.kinds) else ""
        return whole(moments.moment(number, kind, self._book.since_1904) if kind else number)

    def _shared(self, text: str) -> str:
        index = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else len(self._book.strings)
        if index >= len(self._book.strings):
            self._refuse()
        self._book.shown += len(self._book.strings[index])
        if self._book.shown > MAX_COPIES:
            raise Unsafe("FILE06", "limits")
        return self._book.strings[index]

    def _refuse(self) -> Any:
        raise self._bad("no_value")

    def _bad(self, key: str) -> Unsafe:
        return Unsafe("FILE04", key, sheet=self._sheet, cell=address(*self._place))

    def _merge(self, ref: str) -> None:
        match = _RANGE.fullmatch(ref.replace("$", "").strip(BLANKS))
        if match:
            if len(self.merged) >= MAX_MERGED:
                raise Unsafe("FILE06", "limits")
            left, top = column_number(match[1].encode()), int(match[2])
            right, bottom = (column_number(match[3].encode()), int(match[4])) if match[3] else (left, top)
            self.merged.append((top, left, bottom, right))
