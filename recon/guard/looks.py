"""What a worksheet shows and hides, which the parser does not give: number formats, hidden rows and columns, notes.

Read from a package that was found safe, only when somebody asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from recon.guard import layout
from recon.guard.limits import MAX_LOOKS, Place, Unsafe
from recon.guard.marks import column_number
from recon.guard.markup import elements, parse, refuse_entities
from recon.guard.package import Members, inflate, open_members, part

_STYLED = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*? s="([0-9]{1,6})"')
_ROW = re.compile(rb"<row ([^>]*)>")
_NUMBER = re.compile(rb'\br="([0-9]{1,7})"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_COLUMN = re.compile(rb"<col ([^>]*)>")
_BRACKETS = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*+><f[^>]*+>([^<\[]*\[[^<]*)</f>')
_BOX = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
T = TypeVar("T")
#: First row, first column, last row, last column, from 1.
Box = tuple[int, int, int, int]
_SPAN = re.compile(rb'\b(min|max)="([0-9]{1,5})"')


@dataclass(frozen=True)
class Look:
    """One worksheet. Rows, columns and places count from 1."""

    formats: dict[Place, str] = field(default_factory=dict)  #: cells whose format code was asked for
    rows: frozenset[int] = frozenset()  #: hidden
    columns: tuple[tuple[int, int], ...] = ()  #: hidden, first and last
    notes: tuple[Place, ...] = ()  #: cells with a comment
    pictures: int = 0
    charts: int = 0
    outside: dict[Place, str] = field(default_factory=dict)  #: formulas with a name in brackets, as other files have
    indents: dict[Place, int] = field(default_factory=dict)  #: cells that their own format sets in, and how far
    pivots: tuple[Box, ...] = ()  #: where pivot tables lie


@dataclass(frozen=True)
class Looks:
    """A workbook: its sheets by name, and the files that its links point to."""

    sheets: dict[str, Look] = field(default_factory=dict)
    links: tuple[str, ...] = ()


def read(data: bytes, wanted: Callable[[str], bool], built_in: dict[int, str]) -> Looks:
    """How the sheets look; ``wanted``: the format codes whose cells are looked up. Nothing for other formats."""
    try:
        members = open_members(data)
        book = layout.workbook_part(data, members)
        if not book or book.endswith(".bin"):
            return Looks()
        plan = layout.read(data, members, book)
        names = {page.name: page.part for page in plan.worksheets}
        codes, indents = _styles(data, members, plan.styles, built_in)
        styles = {n: code for n, code in codes.items() if wanted(code)}
        sheets = {
            name: _look(data, members, where, styles, indents) for name, where in names.items() if where in members
        }
        return Looks(sheets, tuple(_links(data, members)))
    except Unsafe:
        return Looks()


def _styles(
    data: bytes, members: Members, where: str, built_in: dict[int, str]
) -> tuple[dict[int, str], dict[int, int]]:
    """Number of a cell format → its number format code, and how far it sets in, where it does."""
    formats: dict[int, str] = {}
    indents: dict[int, int] = {}
    codes = dict(built_in)
    within = [False]
    count = [0]

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "numFmt" and attributes.get("numFmtId", "").isdigit():
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif local == "cellXfs":
            within[0] = True
        elif local == "xf" and within[0]:
            number = attributes.get("numFmtId", "0")
            formats[count[0]] = codes.get(int(number), "") if number.isdigit() else ""
            count[0] += 1
        elif local == "alignment" and within[0] and (step := attributes.get("indent", "0")).isdigit():
            indents.update({count[0] - 1: int(step)} if int(step) else {})

    def end(name: str) -> None:
        if name.rpartition(":")[2] == "cellXfs":
            within[0] = False

    if where:
        parse(inflate(data, members[where]), start, end)
    return formats, indents


def _look(data: bytes, members: Members, where: str, styles: dict[int, str], steps: dict[int, int]) -> Look:
    formats: dict[Place, str] = {}
    rows: set[int] = set()
    columns: list[tuple[int, int]] = []
    outside: dict[Place, str] = {}
    indents: dict[Place, int] = {}
    for piece in _pieces(inflate(data, members[where])):
        if refuse_entities(piece):
            return Look()
        columns += _hidden_columns(piece)
        rows.update(_hidden_rows(piece))
        if styles and len(formats) < MAX_LOOKS:
            formats.update(_formats(piece, styles))
        if steps and len(indents) < MAX_LOOKS:
            indents.update(_formats(piece, steps))
        outside.update(_outside(piece))
    notes, pictures, charts, pivots = _beside(data, members, where)
    return Look(formats, frozenset(rows), tuple(columns), notes, pictures, charts, outside, indents, pivots)


def _outside(piece: bytes) -> Iterator[tuple[Place, str]]:
    """Formulas with a bracket in them."""
    if b"[" in piece:
        for letters, digits, text in _BRACKETS.findall(piece):
            yield (int(digits), column_number(letters)), text.decode("utf-8", "replace")


def _formats(piece: bytes, styles: dict[int, T]) -> Iterator[tuple[Place, T]]:
    """The cells whose format is among these, with what it says."""
    for letters, digits, style in _STYLED.findall(piece):
        code = styles.get(int(style))
        if code is not None:
            yield (int(digits), column_number(letters)), code


def _hidden_rows(piece: bytes) -> Iterator[int]:
    if b"hidden" in piece:
        for attributes in _ROW.findall(piece):
            number = _NUMBER.search(attributes)
            if number and _HIDDEN.search(attributes):
                yield int(number[1])


def _hidden_columns(piece: bytes) -> Iterator[tuple[int, int]]:
    for attributes in _COLUMN.findall(piece) if b"<col " in piece else ():
        span = dict(_SPAN.findall(attributes))
        if _HIDDEN.search(attributes) and len(span) == 2:
            yield int(span[b"min"]), int(span[b"max"])


def _beside(data: bytes, members: Members, where: str) -> tuple[tuple[Place, ...], int, int, tuple[Box, ...]]:
    """Cells with a comment, how many pictures and charts lie on the sheet, and where its pivot tables do."""
    notes: list[Place] = []
    pivots: list[Box] = []
    pictures = charts = 0
    for target in _related(data, members, where):
        if "comments" in target:
            for comment in elements(part(data, members, target), "comment"):
                match = re.fullmatch(r"([A-Z]{1,3})([0-9]{1,7})", comment.get("ref", ""))
                if match:
                    notes.append((int(match[2]), column_number(match[1].encode())))
        elif "drawing" in target and target.endswith(".xml"):
            drawn = part(data, members, target)
            pictures += len(elements(drawn, "pic"))
            charts += len(elements(drawn, "graphicFrame"))
        elif "pivottable" in target and target.endswith(".xml"):
            for place in elements(part(data, members, target), "location"):
                if box := _BOX.fullmatch(place.get("ref", "")):
                    first, last = column_number(box[1].encode()), column_number(box[3].encode())
                    pivots.append((int(box[2]), first, int(box[4]), last))
    return tuple(sorted(set(notes))), pictures, charts, tuple(pivots)


def _related(data: bytes, members: Members, where: str) -> Iterator[str]:
    """The parts that a part names in its relations."""
    folder, _, name = where.rpartition("/")
    links = part(data, members, f"{folder}/_rels/{name}.rels")
    for link in elements(links, "Relationship") if links else ():
        target = link.get("Target", "").replace("\\", "/").lower()
        steps = [*folder.split("/"), *target.split("/")] if not target.startswith("/") else target[1:].split("/")
        clean: list[str] = []
        for step in steps:
            if step == "..":
                clean = clean[:-1]
            elif step != ".":
                clean.append(step)
        if "/".join(clean) in members and link.get("TargetMode") != "External":
            yield "/".join(clean)


def _links(data: bytes, members: Members) -> Iterator[str]:
    """The files that formulas may point to, in the order of their numbers in formulas."""
    names = sorted((n for n in members if re.fullmatch(r"xl/externallinks/externallink\d+\.xml", n)), key=_serial)
    for name in names:
        folder, _, own = name.rpartition("/")
        rels = part(data, members, f"{folder}/_rels/{own}.rels")
        targets = [link.get("Target", "") for link in elements(rels, "Relationship")] if rels else []
        yield targets[0] if targets else ""


def _serial(name: str) -> int:
    return int(re.sub(r"\D", "", name))


def _pieces(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, cut before a cell, so that no tag is in two pieces."""
    tail = b""
    for piece in pieces:
        text = tail + piece
        cut = max(text.rfind(b"<c "), text.rfind(b"<row "))
        if cut > 0:
            yield text[:cut]
            text = text[cut:]
        tail = text
    yield tail
