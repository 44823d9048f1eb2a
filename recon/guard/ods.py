"""OpenDocument sheets, element by element: repeats multiplied out, values by their types. For the child."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from recon.guard.cells import whole
from recon.guard.limits import MAX_AREA, MAX_COLUMNS, MAX_MARKS, MAX_MERGED, MAX_ROWS, MAX_TEXT, Unsafe
from recon.guard.marks import Extent, Marks, address, check_extents
from recon.guard.markup import Attributes, parse
from recon.guard.xlsx import Read
from recon.moments import iso_length, iso_moment

_CELLS = ("table:table-cell", "table:covered-table-cell")
#: What stands in a cell but is not its text.
_ASIDE = frozenset(
    (
        "office:annotation",
        "text:note",
        "text:ruby-text",
        "draw:frame",
        "draw:custom-shape",
        "draw:g",
        "draw:rect",
        "draw:line",
        "draw:control",
        "draw:caption",
        "table:detective",
        "office:event-listeners",
    )
)
#: Blanks that are meant, written as characters that no XML holds until the others are taken together.
_MEANT = {"text:tab": "\x02", "text:line-break": "\x03"}
_SHOWN = str.maketrans({"\x01": " ", "\x02": "\t", "\x03": "\n"})
_BLANKS = re.compile("[ \t\r\n]+")
_LAST_LINE = re.compile(r"[ \t\r]*\n\s*\Z")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
_MOST_BLANKS = 32_767


class Tables:
    """The tables of ``content.xml``."""

    def __init__(self) -> None:
        self._found: list[tuple[Read, Extent]] = []
        self._invisible: set[str] = set()
        self._style = ""
        self._depth = self._aside = 0  # of tables, and of what stands aside
        self._row = self._column = self._rows_repeated = 0
        self._columns_repeated = 1
        self._cells: list[tuple[int, int, Any]] = []  # first column from 0, how many, value
        self._errors: list[tuple[int, int, str]] = []
        self._attributes: Attributes = {}
        self._in_cell = self._in_text = False
        self._paragraphs: list[str] = []
        self._text: list[str] = []
        self._size = self._expanded = 0

    def run(self, pieces: Iterable[bytes]) -> list[Read]:
        """All tables, in order; raises Unsafe when repeats blow up or a value is none."""
        parse(pieces, self._start, self._end, self._words)
        return [read for read, _ in self._found]

    def _start(self, name: str, attributes: Attributes) -> None:
        if self._in_cell:
            self._inside(name, attributes)
        elif name in _CELLS and self._depth == 1:
            self._attributes, self._in_cell = attributes, True
            self._columns_repeated = self._repeats(attributes, "table:number-columns-repeated")
            self._paragraphs, self._size = [], 0
        elif name == "table:table-row":
            self._column = 0
            self._rows_repeated = self._repeats(attributes, "table:number-rows-repeated")
        elif name == "table:table":
            self._depth += 1
            if self._depth == 1:
                self._begin(attributes)
        elif name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self._invisible.add(self._style)

    def _begin(self, attributes: Attributes) -> None:
        hidden = attributes.get("table:style-name", "") in self._invisible
        self._found.append((Read(attributes.get("table:name", ""), [], Marks(), [], hidden), Extent()))
        self._row = 0

    def _inside(self, name: str, attributes: Attributes) -> None:
        if name in _ASIDE or self._aside:
            self._aside += 1
        elif name == "text:p":
            self._in_text, self._text = True, []
        elif name == "text:s":
            self._add("\x01" * min(self._repeats(attributes, "text:c"), _MOST_BLANKS))
        elif name in _MEANT:
            self._add(_MEANT[name])

    def _words(self, text: str) -> None:
        if self._in_text and not self._aside:
            self._add(text)

    def _add(self, text: str) -> None:
        self._size += len(text)
        if self._size > MAX_TEXT:
            raise Unsafe("FILE06", "too_long", limit=MAX_TEXT)
        self._text.append(text)

    def _end(self, name: str) -> None:
        if self._aside:
            self._aside -= 1
        elif name == "text:p" and self._in_text:
            self._in_text = False
            self._paragraphs.append(_collapsed("".join(self._text)))
        elif name in _CELLS and self._in_cell:
            self._in_cell = False
            self._end_cell()
        elif name == "table:table-row" and self._depth == 1:
            self._end_row()
        elif name == "table:table":
            self._depth -= 1
            if not self._depth:
                check_extents({read.name: extent for read, extent in self._found})

    def _end_cell(self) -> None:
        attributes, text = self._attributes, "\n".join(self._paragraphs)
        column, count = self._column, self._columns_repeated
        self._column += count
        if "calcext:value-type" in attributes and attributes["calcext:value-type"] == "error":
            self._errors.append((column, count, text.strip() or "#?"))
        elif "office:value-type" in attributes or text:
            value = self._value(attributes, text, column)
            if value not in (None, ""):
                self._cells.append((column, count, value))
        elif "table:formula" in attributes:
            self._found[-1][0].marks.uncached.add((self._row + 1, column + 1))
            self._found[-1][0].marks.check()
        self._merge(attributes, column)

    def _value(self, attributes: Attributes, text: str, column: int) -> Any:
        """The value by its type (OpenDocument 1.2, 19.385); raises Unsafe for one that is none."""
        kind = attributes.get("office:value-type", "string")
        if kind == "string":
            return attributes.get("office:string-value", text)
        written = attributes.get(
            {"boolean": "office:boolean-value", "date": "office:date-value", "time": "office:time-value"}.get(
                kind, "office:value"
            ),
            "",
        )
        value: Any = None
        if kind in ("float", "percentage", "currency") and _NUMBER.fullmatch(written):
            value = whole(float(written))
        elif kind == "boolean" and written in ("true", "false"):
            value = written == "true"
        elif kind == "date":
            value = iso_moment(written)
        elif kind == "time":
            value = iso_length(written)
        if value is None:
            raise Unsafe("FILE04", "no_value", sheet=self._found[-1][0].name, cell=address(self._row + 1, column + 1))
        return value

    def _merge(self, attributes: Attributes, column: int) -> None:
        down = self._repeats(attributes, "table:number-rows-spanned")
        right = self._repeats(attributes, "table:number-columns-spanned")
        merged = self._found[-1][0].merged
        if down > 1 or right > 1:
            if len(merged) >= MAX_MERGED:
                raise Unsafe("FILE06", "limits")
            merged.append((self._row + 1, column + 1, self._row + down, column + right))

    def _end_row(self) -> None:
        read, extent = self._found[-1]
        last = max((column + count for column, count, _ in (*self._cells, *self._errors)), default=0)
        if last:
            rows = self._row + self._rows_repeated
            if rows > MAX_ROWS or last > MAX_COLUMNS:
                raise Unsafe("FILE06", "bad_ref", sheet=read.name)
            extent.add(rows, last)
            extent.cells += len(self._cells) + len(self._errors) - 1
            self._expand(read, last)
        self._row += self._rows_repeated
        self._cells, self._errors = [], []

    def _expand(self, read: Read, last: int) -> None:
        """Put the cells of a row, as often as it is repeated."""
        self._expanded += self._rows_repeated * last
        if self._expanded > MAX_AREA:
            raise Unsafe("FILE06", "limits")
        read.rows.extend([] for _ in range(self._row - len(read.rows)))
        cells: list[Any] = [None] * last
        for column, count, value in self._cells:
            cells[column : column + count] = [value] * count
        read.rows.extend(list(cells) for _ in range(self._rows_repeated))
        if sum(count for _, count, _ in self._errors) * self._rows_repeated > MAX_MARKS:
            raise Unsafe("FILE06", "limits")
        for column, count, error in self._errors:
            for row in range(self._row + 1, self._row + self._rows_repeated + 1):
                read.marks.errors.update(((row, at), error) for at in range(column + 1, column + count + 1))
        read.marks.check()

    def _repeats(self, attributes: Attributes, name: str) -> int:
        text = attributes.get(name, "1").strip(" \t\r\n")
        if not (text.isascii() and text.isdigit() and len(text) <= 10):
            raise Unsafe("FILE04", "parser")
        return int(text)


def _collapsed(text: str) -> str:
    """The text of a paragraph (OpenDocument 1.2, 6.1.2); a blank at its end counts unless a line ends there."""
    return _BLANKS.sub(" ", _LAST_LINE.sub("", text)).lstrip(" ").translate(_SHOWN)
