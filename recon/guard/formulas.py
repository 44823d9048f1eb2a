"""The formulas of a worksheet, which the parser does not give: read from a package that was found safe."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recon.guard import layout
from recon.guard.limits import Place, Unsafe
from recon.guard.marks import column_number
from recon.guard.markup import refuse_entities
from recon.guard.package import Members, inflate, open_members

#: A sheet with more formulas is treated as if it had none: they would not fit into memory.
MOST = 200_000
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*+><f([^>]*?)(?:/>|>([^<]*+)</f>)')
_SHARED = re.compile(rb'\bsi="([0-9]{1,9})"')
#: Text, a name of a sheet in quotes, or a reference that moves with its cell where it has no $.
_MOVING = re.compile(r"\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![\w(.!])")
_ENTITIES = ((b"&lt;", b"<"), (b"&gt;", b">"), (b"&quot;", b'"'), (b"&apos;", b"'"), (b"&amp;", b"&"))


def read(data: bytes, sheet: str) -> dict[Place, str]:
    """(row, column) from 1 → formula without ``=``, each shared one as its own cell has it; {} for other formats."""
    try:
        members = open_members(data)
        plan = layout.read(data, members, layout.workbook_part(data, members))
        names = {page.name: page.part for page in plan.worksheets}
        return _read(data, members, names.get(sheet, ""))
    except Unsafe:
        return {}


def _read(data: bytes, members: Members, name: str) -> dict[Place, str]:
    formulas: dict[Place, str] = {}
    shared: dict[bytes, tuple[Place, str]] = {}
    if name not in members:
        return formulas
    for piece in _pieces(inflate(data, members[name])):
        if b"<f" not in piece:
            continue
        if refuse_entities(piece):
            return {}
        for letters, digits, attributes, text in _CELL.findall(piece):
            place, formula = (int(digits), column_number(letters)), _plain(text)
            if number := _SHARED.search(attributes):
                first, own = shared.setdefault(number[1], (place, formula))
                formula = formula or _moved(own, place[0] - first[0], place[1] - first[1])
            formulas[place] = formula
        if len(formulas) > MOST:
            return {}
    return formulas


def _pieces(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes, cut before a cell."""
    tail = b""
    for piece in pieces:
        text = tail + piece
        cut = text.rfind(b"<c ")
        if cut > 0:
            yield text[:cut]
            text = text[cut:]
        tail = text
    yield tail


def _plain(text: bytes) -> str:
    for entity, character in _ENTITIES:
        text = text.replace(entity, character)
    return text.decode("utf-8", "replace")


def _moved(text: str, rows: int, columns: int) -> str:
    """A formula as it reads so many rows and columns further; absolute references stay."""

    def move(match: re.Match[str]) -> str:
        if not match[2]:
            return match[0]
        column = column_number(match[2].encode()) + (0 if match[1] else columns)
        row = int(match[4]) + (0 if match[3] else rows)
        if column < 1 or row < 1:
            return "#REF!"
        return f"{match[1]}{_letters(column)}{match[3]}{row}"

    return _MOVING.sub(move, text) if rows or columns else text


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
