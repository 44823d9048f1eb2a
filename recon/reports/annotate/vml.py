"""The boxes of comments, in the legacy drawing that Excel, WPS and LibreOffice read.

These parts need not be well-formed XML, so they are never parsed: shapes are found and put in as bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from recon.reports import theme
from recon.reports.annotate.address import Place
from recon.reports.annotate.markup import Splice, Unpatchable

HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">\n<o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="1"/></o:shapelayout>\n'
)
TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>\n'
)
_NAMESPACES = (b"xmlns:v=", b"xmlns:o=", b"xmlns:x=")
_SHAPE = re.compile(rb"<v:shape\s.*?</v:shape>\s*", re.DOTALL)
_PLACE = re.compile(rb"<x:Row>\s*(\d+)\s*</x:Row>\s*<x:Column>\s*(\d+)\s*</x:Column>")
_ANCHOR = re.compile(rb"<x:Anchor>\s*([-\d,\s]+?)\s*</x:Anchor>")
_ID = re.compile(rb"_x0000_s(\d+)")

Grid = Callable[[int], float]  #: a column or row counted from 0 → its size in pixels


def shape(number: int, at: Place, anchor: str) -> str:
    """The box of a comment, shown when the pointer rests on the cell."""
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;visibility:hidden" '
        f'fillcolor="{theme.COMMENT["color"]}" o:insetmode="auto"><v:fill color2="{theme.COMMENT["color"]}"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{at[0] - 1}</x:Row><x:Column>{at[1] - 1}</x:Column></x:ClientData></v:shape>\n"
    )


def anchor(at: Place, text: str, width: Grid, height: Grid) -> str:
    """Where a box stands that shows all of ``text``: beside its cell, from one row above."""
    row, column = max(at[0] - 2, 0), at[1] if at[1] < 16_370 else at[1] - 10
    right, dx = _reach(column, 15 + theme.COMMENT_WIDTH, width)
    below, dy = _reach(row, 4 + theme.comment_height(text), height)
    return f"{column}, 15, {row}, 4, {right}, {dx}, {below}, {dy}"


def _reach(start: int, distance: float, size: Grid) -> tuple[int, int]:
    """The column or row that lies ``distance`` pixels on, and the rest within it."""
    at = start
    while distance >= size(at) and at < start + 4000:
        distance -= size(at)
        at += 1
    return at, int(distance)


def new(shapes: list[tuple[Place, str]]) -> str:
    """A drawing of its own for boxes given by cell and anchor."""
    boxes = (shape(1025 + index, at, where) for index, (at, where) in enumerate(shapes))
    return HEAD + TYPE + "".join(boxes) + "</xml>"


def added(source: bytes, shapes: list[tuple[Place, str]]) -> list[Splice]:
    """Boxes put behind those of a drawing; raises Unpatchable when it does not look like one."""
    close = source.rfind(b"</")
    if close < 0 or not all(ns in source for ns in _NAMESPACES):
        raise Unpatchable("vml")
    first = max((int(n) for n in _ID.findall(source)), default=1024) + 1
    kind = "" if b'"_x0000_t202"' in source else TYPE
    boxes = kind + "".join(shape(first + index, at, where) for index, (at, where) in enumerate(shapes))
    return [Splice(close, close, boxes.encode())]


def grown(source: bytes, texts: dict[Place, str], width: Grid, height: Grid) -> list[Splice]:
    """Boxes of the user made wide and tall enough for the text that was added to them."""
    splices: list[Splice] = []
    for box in _SHAPE.finditer(source):
        at, where = _place(box[0]), _ANCHOR.search(source, box.start(), box.end())
        numbers = [int(n) for n in where[1].split(b",")] if where else []
        if at in texts and where and len(numbers) == 8:
            new = ", ".join(map(str, _grown(numbers, texts[at], width, height)))
            splices.append(Splice(where.start(1), where.end(1), new.encode()))
    return splices


def _grown(numbers: list[int], text: str, width: Grid, height: Grid) -> list[int]:
    """An anchor (column, pixels, row, pixels of both corners) whose box shows ``text``."""
    column, dx, row, dy, *far = numbers
    right = max((far[0], far[1]), _reach(column, dx + theme.COMMENT_WIDTH, width))
    below = max((far[2], far[3]), _reach(row, dy + theme.comment_height(text), height))
    return [column, dx, row, dy, *right, *below]


def removed(source: bytes, places: Iterable[Place]) -> list[Splice]:
    """Boxes of these cells taken out."""
    gone = set(places)
    boxes = _SHAPE.finditer(source)
    return [Splice(b.start(), b.end(), b"") for b in boxes if _place(b[0]) in gone and b'"Note"' in b[0]]


def _place(box: bytes) -> Place | None:
    match = _PLACE.search(box)
    return (int(match[1]) + 1, int(match[2]) + 1) if match else None
