"""An xlsb: a package whose parts are records ([MS-XLSB]) → sheets."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from posixpath import dirname, normpath
from urllib.parse import unquote

import numpy as np

from recon import moments
from recon.biff import biff12, grid
from recon.biff.compound import damaged
from recon.biff.grid import Array, Sheet
from recon.cells import Cell
from recon.guard.markup import elements
from recon.guard.package import Members, open_members, part

_ROW, _MERGE = 0, 176
_REAL, _RK, _SHARED, _FORMULA = (5, 16), (2, 13), (7, 18), 9
#: Cells that carry their column, and those that stand right of the cell before them.
_LONG, _SHORT = (*range(1, 12), 62), tuple(range(12, 19))
#: Records whose value is read one by one, by what it is.
_ERROR, _BOOL, _TEXT, _RICH = (3, 11, 14), (4, 10, 15), (6, 8, 17), (62,)
#: Size of the body of a cell, from its column or format to its value; of others the least.
_SIZE = {2: 12, 3: 9, 4: 9, 5: 16, 7: 12, 13: 8, 14: 5, 15: 5, 16: 12, 18: 8}
_LEAST = {6: 12, 8: 12, 9: 16, 10: 9, 11: 9, 17: 8, 62: 13, _ROW: 4}
#: By code: least and greatest size, whether it is a cell or row, and whether it is a short cell.
_SMALLEST, _GREATEST = np.zeros(64, np.int64), np.full(64, 1 << 30)
_CELL, _IS_SHORT = np.zeros(64, np.bool_), np.zeros(64, np.bool_)
for _code, _bytes in {**_SIZE, **_LEAST}.items():
    _SMALLEST[_code], _GREATEST[_code] = _bytes, _SIZE.get(_code, 1 << 30)
_CELL[[_ROW, *_LONG, *_SHORT]] = True
_IS_SHORT[list(_SHORT)] = True


@dataclass(frozen=True)
class _Link:
    kind: str  #: the last word of its type
    part: str  #: in small letters


@dataclass
class Book:
    """The sheets, strings, formats and epoch of the workbook."""

    strings: Array
    kinds: Array
    since_1904: bool = False
    #: name, part, whether hidden
    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    #: name and kind of sheets without cells
    passed: list[tuple[str, str]] = field(default_factory=list)


_BESIDE = ("sharedStrings", "styles")


def read(data: bytes) -> tuple[list[Sheet], list[tuple[str, str]]]:
    """The worksheets in the order of their tabs, and name and kind of the sheets without cells; raises Unsafe."""
    try:
        members = open_members(data)
        book = _book(data, members)
        read: dict[str, Sheet] = {}
        for name, target, _ in book.sheets:
            if target not in read:
                read[target] = _Part(book, Sheet(name), part(data, members, target)).run()
        sheets = [replace(read[target], name=name, hidden=hidden) for name, target, hidden in book.sheets]
        return sheets, book.passed
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise damaged() from error


def _book(data: bytes, members: Members) -> Book:
    roots = _links(data, members, "").values()
    name = next((link.part for link in roots if link.kind == "officeDocument"), "xl/workbook.bin")
    links = _links(data, members, name)
    parts = {link.kind: part(data, members, link.part) for link in links.values() if link.kind in _BESIDE}
    strings = grid.objects(list(_strings(parts.get("sharedStrings", b""))))
    book = Book(strings, _kinds(parts.get("styles", b"")))
    for code, body in biff12.each(part(data, members, name)):
        if code == 153:
            book.since_1904 = bool(body[0] & 1)
        elif code == 156:
            relation, at = biff12.text(body, 8)
            link, sheet = links.get(relation), biff12.text(body, at)[0]
            if link is None or (link.kind == "worksheet" and link.part not in members):
                raise damaged()
            if link.kind == "worksheet":
                book.sheets.append((sheet, link.part, bool(body[0] & 3)))
            else:
                book.passed.append((sheet, link.kind))
    return book


def _links(data: bytes, members: Members, owner: str) -> dict[str, _Link]:
    """The relations of a part, or of the package, by their ids."""
    folder, _, name = owner.rpartition("/")
    text = part(data, members, f"{folder}/_rels/{name}.rels".lstrip("/"))
    relationships = elements(text, "Relationship")
    return {
        one.get("Id", ""): _Link(one.get("Type", "").rpartition("/")[2], _target(owner, one.get("Target", "")))
        for one in relationships
        if one.get("TargetMode") != "External"
    }


def _target(owner: str, target: str) -> str:
    path = unquote(target).replace("\\", "/")
    path = path[1:] if path.startswith("/") else normpath(f"{dirname(owner)}/{path}").lstrip("/")
    return path.lower()


def _strings(part: bytes) -> Iterator[str | None]:
    for code, body in biff12.each(part):
        if code == 19:
            yield biff12.text(body, 1)[0] or None


def _kinds(styles: bytes) -> Array:
    """The kind that each cell format shows: 0 a number, 1 a date, 2 a duration."""
    formats: dict[int, moments.Shown] = {}
    used: list[int] = []
    inside = False
    for code, body in biff12.each(styles):
        if code == 44:
            formats[struct.unpack_from("<H", body)[0]] = moments.shown(biff12.text(body, 2)[0])
        elif code in (617, 618):
            inside = code == 617
        elif code == 47 and inside:
            used.append(struct.unpack_from("<H", body, 2)[0])
    kinds = [formats.get(number, moments.builtin(number)) for number in used]
    return np.array([grid.kind_number(kind) for kind in kinds], np.int8)


class _Part:
    """The cells of one worksheet part."""

    def __init__(self, book: Book, sheet: Sheet, data: bytes) -> None:
        self._book, self._sheet, self._data = book, sheet, data
        self._octets = np.frombuffer(data, np.uint8)
        self._all = biff12.records(data)
        kept = (self._all.codes < 64) & _CELL[self._all.codes & 63]
        self._codes, self._bodies, self._ends = (
            part[kept] for part in (self._all.codes, self._all.bodies, self._all.ends)
        )
        sizes = self._ends - self._bodies
        if ((sizes < _SMALLEST[self._codes]) | (sizes > _GREATEST[self._codes])).any():
            raise damaged()
        self._rows, self._columns = self._places()

    def run(self) -> Sheet:
        """The sheet with its cells; raises Unsafe and struct.error."""
        for codes, kind in ((_REAL, "<f8"), (_RK, "<u4"), ((_FORMULA,), "<f8")):
            self._numbers(codes, kind)
        self._shared()
        self._one_by_one()
        for at, end in self._all.with_codes(_MERGE):
            if end - at < 16:
                raise damaged()
            top, bottom, left, right = struct.unpack_from("<4I", self._data, at)
            self._sheet.merge((top + 1, left + 1, bottom + 1, right + 1))
        return self._sheet

    def _field(self, at: Array, kind: str) -> Array:
        return grid.fields(self._octets, at, kind)

    def _places(self) -> tuple[Array, Array]:
        """Row and column of each cell from 0: a short one stands right of the one before it."""
        codes, bodies = self._codes, self._bodies
        begun = np.flatnonzero(codes == _ROW)
        if len(codes) and (not len(begun) or begun[0]):
            raise damaged()
        short = _IS_SHORT[codes]
        numbers = np.zeros(len(codes), np.int64)
        numbers[~short] = self._field(bodies[~short], "<u4")
        rows = np.repeat(numbers[begun], np.diff(np.append(begun, len(codes))))
        if not short.any():
            return rows, numbers
        index = np.arange(len(codes))
        numbers[begun] = -1
        anchor = np.maximum.accumulate(np.where(short, 0, index))
        return rows, numbers[anchor] + index - anchor

    def _with_codes(self, codes: tuple[int, ...]) -> tuple[Array, Array, Array, Array]:
        """The indices of the cells of these codes, their rows and columns, and the offsets of their values."""
        wanted = np.zeros(64, np.bool_)
        wanted[list(codes)] = True
        kept = np.flatnonzero(wanted[self._codes])
        values = self._bodies[kept] + np.where(_IS_SHORT[self._codes[kept]], 4, 8)
        return kept, self._rows[kept], self._columns[kept], values

    def _numbers(self, codes: tuple[int, ...], kind: str) -> None:
        at, rows, columns, values = self._with_codes(codes)
        numbers = self._field(values, kind)
        numbers = numbers if kind == "<f8" else grid.rk(numbers)
        kinds = self._book.kinds[:0]
        if self._book.kinds.any():
            kinds = grid.looked_up(self._book.kinds, self._field(values - 4, "<u4") & 0xFFFFFF, 0)
        self._sheet.add(at, rows, columns, grid.shown(numbers, kinds, self._book.since_1904))

    def _shared(self) -> None:
        at, rows, columns, values = self._with_codes(_SHARED)
        indices = self._field(values, "<u4")
        if len(at) and int(indices.max()) >= len(self._book.strings):
            raise damaged()
        self._sheet.add(at, rows, columns, self._book.strings[indices], maybe_blank=None in self._book.strings.tolist())

    def _one_by_one(self) -> None:
        """Errors, truth values, and text that stands in the cell itself."""
        cells: list[tuple[int, int, int, Cell]] = []
        for codes in (_ERROR, _BOOL, _TEXT, _RICH):
            records = self._with_codes(codes)
            ends = self._ends[records[0]]
            for at, row, column, value, end in zip(*(a.tolist() for a in (*records, ends)), strict=True):
                cells.append((at, row, column, self._value(codes, value, end)))
        self._sheet.add_listed(cells)

    def _value(self, codes: tuple[int, ...], at: int, end: int) -> Cell:
        if codes is _ERROR:
            return grid.error(self._data[at])
        if codes is _BOOL:
            return bool(self._data[at])
        return biff12.text(self._data[at:end], 1 if codes is _RICH else 0)[0] or None
