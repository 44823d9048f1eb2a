"""What an OpenDocument sheet sets in: cells whose style has a margin before its paragraphs."""

from __future__ import annotations

import re

from recon.guard.limits import MAX_LOOKS, Place, Unsafe
from recon.guard.markup import Attributes, parse
from recon.guard.package import inflate, open_members

#: Uncompressed bytes beyond which nobody asks how cells are set in.
MOST = 20_000_000
#: Points that a program sets in by one step; points in each unit of length.
STEP = 10.5
POINTS = {"pt": 1.0, "pc": 12.0, "in": 72.0, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "px": 0.75}
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(pt|pc|in|cm|mm|px)")


def read(data: bytes) -> dict[str, dict[Place, int]]:
    """Sheet → (row, column) from 1 of texts that their format sets in → steps; {} where nothing is set in."""
    try:
        members = open_members(data)
        member = members.get("content.xml")
        if member is None or member.file_size > MOST:
            return {}
        content = b"".join(inflate(data, member))
        if b"fo:margin-left" not in content:
            return {}
        walk = _Walk()
        parse([content], walk.start, walk.end)
    except Unsafe:
        return {}
    return {name: cells for name, cells in walk.indents.items() if cells}


class _Walk:
    """The elements of ``content.xml`` in order."""

    def __init__(self) -> None:
        self.indents: dict[str, dict[Place, int]] = {}
        self._steps: dict[str, int] = {}  # of a cell style
        self._style = ""
        self._columns: list[tuple[int, str]] = []  # last column, its style
        self._cells: dict[Place, int] = {}
        self._row = self._column = self._depth = 0
        self._last = 1

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name == "style:style":
            self._style = attributes.get("style:name", "") if attributes.get("style:family") == "table-cell" else ""
        elif name == "style:paragraph-properties" and self._style:
            if step := steps(attributes.get("fo:margin-left", "")):
                self._steps[self._style] = step
        elif name == "table:table":
            self._depth += 1
            if self._depth == 1:
                self._cells = self.indents.setdefault(attributes.get("table:name", ""), {})
                self._row, self._columns, self._last = 0, [], 1
        elif self._depth == 1:
            self._inside(name, attributes)

    def _inside(self, name: str, attributes: Attributes) -> None:
        if name == "table:table-column":
            last = self._columns[-1][0] if self._columns else 0
            count = _repeats(attributes, "table:number-columns-repeated")
            self._columns.append((last + count, attributes.get("table:default-cell-style-name", "")))
        elif name == "table:table-row":
            self._row += self._last
            self._column = 0
            self._last = _repeats(attributes, "table:number-rows-repeated")
        elif name in ("table:table-cell", "table:covered-table-cell"):
            count = _repeats(attributes, "table:number-columns-repeated")
            if attributes.get("office:value-type") == "string":
                self._set_in(attributes.get("table:style-name", ""), count)
            self._column += count

    def _set_in(self, style: str, count: int) -> None:
        style = style or next((own for last, own in self._columns if self._column < last), "")
        step = self._steps.get(style, 0)
        for row in range(self._row, self._row + (self._last if step else 0)):
            for column in range(self._column + 1, self._column + count + 1):
                if len(self._cells) >= MAX_LOOKS:
                    return
                self._cells[row, column] = step

    def end(self, name: str) -> None:
        """An element ends."""
        if name == "table:table":
            self._depth -= 1


def steps(length: str) -> int:
    """How many steps a margin is; 0 for none."""
    match = _LENGTH.fullmatch(length)
    points = float(match[1]) * POINTS[match[2]] if match else 0.0
    return max(1, round(points / STEP)) if points > 1 else 0


def _repeats(attributes: Attributes, name: str) -> int:
    text = attributes.get(name, "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 7 else 1
