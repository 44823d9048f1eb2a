"""The marks of one worksheet part: only the style of a cell is changed, or an empty cell is made for it.

A sheet of twenty thousand rows is some 20 MB of XML, so rows are found by a scan of the bytes and only those
with a mark are looked into.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from recon.model import column_letters, column_number
from recon.reports.annotate import address, markup
from recon.reports.annotate.address import Place
from recon.reports.annotate.markup import INSIDE, Element, Splice, Unpatchable

_DATA = re.compile(rb"<((?:[\w.\-]+:)?)sheetData" + INSIDE + rb"(/?)>")
_ROW = rb'<%srow(?: r="([0-9]{1,7})")?(?=[\s/>])(' + INSIDE + rb")(/?)>"
_CELL = rb'<%sc(?: r="([A-Z]{1,3})[0-9]{1,7}")?(?=[\s/>])(' + INSIDE + rb")(/?)>"
_NUMBER = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]*)[0-9]*[\"']")
_LINE = re.compile(rb"\sr\s*=\s*[\"']([0-9]{1,7})[\"']")
_STYLE = re.compile(rb"\ss\s*=\s*[\"']([0-9]{1,6})[\"']")
#: What stands behind ``legacyDrawing`` in a worksheet.
FOLLOWERS = {
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
    "AlternateContent",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number and the offsets of its tags; ``tail`` equals ``end`` for an empty one."""

    number: int
    start: int
    head: int
    tail: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """The start tag of a cell."""

    column: int
    start: int
    head: int


class Sheet:
    """A worksheet part, opened for marks."""

    def __init__(self, source: bytes, namespace: str) -> None:
        self.source = markup.blanked(source)
        data = _DATA.search(self.source)
        if not data:
            raise Unpatchable("sheetData")
        self._prefix, self._data = data[1], data
        self._row_tag, self._cell_tag = re.compile(_ROW % data[1]), re.compile(_CELL % data[1])
        self.namespace = namespace if data[1] else ""
        close = self.source.rfind(b"</" + data[1] + b"sheetData")
        self._end = data.end() if data[2] else close
        self._behind = data.end() if data[2] else self.source.find(b">", close) + 1
        self._tail = self.source.rfind(b"</")
        if self._end < 0 or self._tail < self._behind:
            raise Unpatchable("sheetData")
        self._numbers, self._starts = self._rows()

    # --- where things stand

    def _rows(self) -> tuple[list[int], list[int]]:
        """Numbers and offsets of all rows; raises Unpatchable unless they ascend."""
        numbers, starts, last = list[int](), list[int](), 0
        for tag in self._row_tag.finditer(self.source, self._data.end(), self._end):
            digits = tag[1] or ((m := _LINE.search(tag[2])) and m[1])
            number = int(digits) if digits else last + 1
            if number <= last:
                raise Unpatchable("rows")
            numbers.append(number)
            starts.append(tag.start())
            last = number
        return numbers, starts

    def row(self, number: int) -> Row | None:
        """The row of this number, if it is written."""
        at = bisect_left(self._numbers, number)
        if at == len(self._numbers) or self._numbers[at] != number:
            return None
        start = self._starts[at]
        tag = self._row_tag.match(self.source, start)
        assert tag
        if tag[3]:
            return Row(number, start, tag.end(), tag.end(), tag.end())
        tail = self.source.find(b"</" + self._prefix + b"row", tag.end())
        return Row(number, start, tag.end(), tail, self.source.find(b">", tail) + 1)

    def cells(self, row: Row) -> list[Cell]:
        """The cells of a row, in order."""
        cells, column = list[Cell](), 0
        for tag in self._cell_tag.finditer(self.source, row.head, row.tail):
            letters = tag[1] or ((m := _NUMBER.search(tag[2])) and m[1])
            column = column_number(letters.decode().upper()) if letters else column + 1
            cells.append(Cell(column, tag.start(), tag.end()))
        return cells

    def cell(self, row: Row, column: int) -> Cell | None:
        """One cell of a row, if it is written; looked for by its address first."""
        usual = b'<%sc r="%s%d"' % (self._prefix, column_letters(column).encode(), row.number)
        start = self.source.find(usual, row.head, row.tail)
        if start >= 0 and (tag := self._cell_tag.match(self.source, start)):
            return Cell(column, start, tag.end())
        return next((c for c in self.cells(row) if c.column == column), None)

    def before(self) -> list[Element]:
        """What stands before the cells: views, columns."""
        start = next(m for m in markup.TAG.finditer(self.source)).end()
        return list(markup.scan(self.source, start, self._data.start()))

    def behind(self) -> list[Element]:
        """What stands behind the cells: merges, drawings."""
        return list(markup.scan(self.source, self._behind, self._tail))

    def legacy_place(self) -> int:
        """Where ``legacyDrawing`` belongs."""
        ahead = [e.end for e in self.behind() if e.name not in FOLLOWERS]
        return max(ahead, default=self._behind)

    # --- marks

    def anchors(self, places: Iterable[Place]) -> dict[Place, Place]:
        """Each place, or the first cell of the merged range it lies in."""
        result = {place: place for place in places}
        rows = defaultdict[int, list[Place]](list)
        for place in result:
            rows[place[0]].append(place)
        lines = sorted(rows)
        for (top, left), (bottom, right) in self._merges():
            for line in lines[bisect_left(lines, top) : bisect_left(lines, bottom + 1)]:
                result.update({p: (top, left) for p in rows[line] if left <= p[1] <= right})
        return result

    def _merges(self) -> Iterator[tuple[Place, Place]]:
        for element in self.behind():
            for merge in element.children() if element.name == "mergeCells" else ():
                if corners := address.area(merge.local("ref")):
                    yield corners

    def base(self, place: Place) -> int:
        """The style a cell has, or would have: its own, its row's, its column's."""
        row = self.row(place[0])
        if row is None:
            return self._column_style(place[1])
        if cell := self.cell(row, place[1]):
            return _style(self.source[cell.start : cell.head])
        tag = self.source[row.start : row.head]
        return _style(tag) if b"customFormat=" in tag else self._column_style(place[1])

    def _column_style(self, column: int) -> int:
        for first, last, attributes in self.columns():
            if first <= column <= last:
                return int(attributes.get("style") or 0)
        return 0

    def columns(self) -> list[tuple[int, int, dict[str, str]]]:
        """First and last column and attributes of each ``col``."""
        groups = (e for e in self.before() if e.name == "cols")
        attributes = (col.attributes for group in groups for col in group.children())
        return [(int(a.get("min") or 0), int(a.get("max") or 0), a) for a in attributes]

    def restyle(self, styles: Mapping[Place, int]) -> list[Splice]:
        """Give cells these styles; those not written are made, in order."""
        rows = defaultdict[int, dict[int, int]](dict)
        for (line, column), style in styles.items():
            rows[line][column] = style
        splices: list[Splice] = []
        made: dict[int, str] = {}
        for line, columns in sorted(rows.items()):
            row = self.row(line)
            if row is None:
                made[line] = f'<row r="{line}">{_made(line, columns)}</row>'
            else:
                splices += self._in_row(row, dict(sorted(columns.items())))
        return splices + self._new_rows(made)

    def _in_row(self, row: Row, columns: dict[int, int]) -> Iterator[Splice]:
        by_column = {column: self.cell(row, column) for column in columns}
        yield from (self._restyled(cell, columns[c]) for c, cell in by_column.items() if cell)
        absent = {c: s for c, s in columns.items() if not by_column[c]}
        if absent and row.tail == row.end:
            yield self._opened(row, absent)
            return
        cells = self.cells(row) if absent else []
        for column, style in absent.items():
            at = next((c.start for c in cells if c.column > column), row.tail)
            yield Splice(at, at, self._dressed(_made(row.number, {column: style})))
        yield from self._wider(row, absent)

    def _restyled(self, cell: Cell, style: int) -> Splice:
        """Only the attribute; behind the address where there is none, as programs write it: its type stands last."""
        match = _STYLE.search(self.source, cell.start, cell.head)
        if match:
            return Splice(match.start(1), match.end(1), b"%d" % style)
        named = _NUMBER.search(self.source, cell.start, cell.head)
        at = named.end() if named else cell.head - (2 if self.source[cell.head - 2 : cell.head] == b"/>" else 1)
        return Splice(at, at, b' s="%d"' % style)

    def _opened(self, row: Row, absent: dict[int, int]) -> Splice:
        tag = re.sub(rb'\sspans\s*=\s*"[^"]*"', b"", self.source[row.start : row.head - 2])
        cells = b"".join(self._dressed(_made(row.number, {c: s})) for c, s in absent.items())
        return Splice(row.start, row.end, tag.rstrip() + b">" + cells + b"</" + self._prefix + b"row>")

    def _wider(self, row: Row, absent: dict[int, int]) -> Iterator[Splice]:
        """``spans`` names the columns a row uses; it is widened where a cell is made outside."""
        match = re.compile(rb'\sspans="(\d+):(\d+)"').search(self.source, row.start, row.head)
        if match and absent:
            low, high = min(int(match[1]), *absent), max(int(match[2]), *absent)
            yield Splice(match.start(1), match.end(2), b"%d:%d" % (low, high))

    def _new_rows(self, made: dict[int, str]) -> list[Splice]:
        if made and self._data[2]:
            tag = self.source[self._data.start() : self._data.end() - 2].rstrip() + b">"
            rows = b"".join(map(self._dressed, made.values()))
            close = b"</" + self._prefix + b"sheetData>"
            return [Splice(self._data.start(), self._data.end(), tag + rows + close)]
        return [Splice(at := self._row_place(n), at, self._dressed(xml)) for n, xml in made.items()]

    def _row_place(self, line: int) -> int:
        at = bisect_left(self._numbers, line)
        return self._starts[at] if at < len(self._starts) else self._end

    def _dressed(self, fragment: str) -> bytes:
        return markup.dress(fragment, self.namespace).encode()


def _made(row: int, columns: Mapping[int, int]) -> str:
    return "".join(f'<c r="{column_letters(c)}{row}" s="{s}"/>' for c, s in sorted(columns.items()))


def _style(tag: bytes) -> int:
    match = _STYLE.search(tag)
    return int(match[1]) if match else 0
