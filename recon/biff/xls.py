"""An xls: the records of its workbook stream ([MS-XLS], BIFF5 and BIFF8) → sheets.

Cells of one kind are read as columns of numbers, all at once.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from recon import moments
from recon.biff import biff8, grid, strings
from recon.biff.compound import damaged, workbook_stream
from recon.biff.grid import Array, Sheet
from recon.cells import Cell
from recon.guard.limits import Unsafe

_BIFF5, _BIFF8 = 0x500, 0x600
_WORKSHEET = 0x10
#: Kinds of other substreams, called as in a package.
_OTHERS = {0x20: "chartsheet", 0x40: "xlMacrosheet", 0x06: "vbaModule"}
_MOST_COLUMNS = 256
_SHARED, _NUMBER, _RK, _MUL_RK = 0xFD, 0x203, 0x27E, 0xBD
_FORMULAS = (0x06, 0x206, 0x406)
_STRINGS = (0x207, 0x07)
_BOOL_ERROR, _MERGED = 0x205, 0xE5
_LABELS = (0x204, 0xD6)
_FILE_PASS = 0x2F
_FORMAT = (0x41E, 0x1E)
_XF = (0xE0, 0x43, 0x243, 0x443)


@dataclass
class Book:
    """The globals of the workbook: sheets by offset, shared strings, formats, the epoch."""

    stream: bytes
    biff: int = _BIFF8
    code_page: int | None = None
    since_1904: bool = False
    strings: list[str | None] = field(default_factory=list)
    #: offset, name as bytes, whether hidden
    bounds: list[tuple[int, bytes, bool]] = field(default_factory=list)
    _formats: dict[int, bytes] = field(default_factory=dict)
    _xfs: list[int] = field(default_factory=list)
    _steps: list[int] = field(default_factory=list)

    @property
    def encoding(self) -> str:
        """The codec of BIFF5 text."""
        return strings.codec(self.code_page)

    def text(self, body: bytes, count: str = "<H", more: tuple[bytes, ...] = ()) -> str:
        """The string in a record's body, as this version of the format has it."""
        text = strings.Text([body, *more])
        return text.wide(count) if self.biff == _BIFF8 else text.narrow(self.encoding, count)

    @cached_property
    def kinds(self) -> Array:
        """The kind that each XF shows: 0 a number, 1 a date, 2 a duration."""
        formats = {
            number: moments.shown(self.text(body, "<H" if self.biff == _BIFF8 else "<B"))
            for number, body in self._formats.items()
        }
        kinds = [formats.get(number, moments.builtin(number)) for number in self._xfs]
        return np.array([grid.kind_number(kind) for kind in kinds], np.int8)

    @cached_property
    def steps(self) -> Array:
        """The indent of each XF ([MS-XLS] 2.5.20, cIndent); BIFF5 has no such thing."""
        return np.array(self._steps, np.uint8)

    def take(self, code: int, body: bytes) -> None:
        """A record of the globals."""
        if code == _FILE_PASS:
            raise Unsafe("FILE05")
        if code == 0x42:
            self.code_page = struct.unpack_from("<H", body)[0]
        elif code == 0x22:
            self.since_1904 = bool(struct.unpack_from("<H", body)[0])
        elif code in _FORMAT:
            self._formats[struct.unpack_from("<H", body)[0]] = body[2:]
        elif code in _XF:
            self._xfs.append(struct.unpack_from("<H", body, 2)[0])
            self._steps.append(body[8] & 0x0F if self.biff == _BIFF8 and len(body) > 8 else 0)
        elif code == 0x85:
            offset, state = struct.unpack_from("<IB", body)
            self.bounds.append((offset, body[6:], bool(state & 3)))


def read(data: bytes) -> tuple[list[Sheet], list[tuple[str, str]]]:
    """The worksheets in the order of their tabs, and name and kind of the sheets without cells; raises Unsafe."""
    try:
        book = _globals(workbook_stream(data))
        read: dict[int, Sheet] = {}
        sheets, passed = list[Sheet](), list[tuple[str, str]]()
        for offset, raw, hidden in book.bounds:
            name, kind = book.text(raw, "<B"), _kind(book, offset)
            if kind != _WORKSHEET:
                passed.append((name, _OTHERS.get(kind, "chartsheet")))
                continue
            if offset not in read:
                read[offset] = _Substream(book, Sheet(name), offset).run()
            sheets.append(replace(read[offset], name=name, hidden=hidden))
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise damaged() from error
    return sheets, passed


def _globals(stream: bytes) -> Book:
    """The first substream; raises Unsafe for a version that is neither BIFF5 nor BIFF8."""
    code, size, version = struct.unpack_from("<HHH", stream)
    if code == biff8.BOF and biff8.record(stream, 4 + size)[0] == _FILE_PASS:
        raise Unsafe("FILE05")
    if code != biff8.BOF or version not in (_BIFF5, _BIFF8):
        raise damaged()
    book = Book(stream, version)
    for at, _ in biff8.substream(stream, 0):
        code, body = biff8.record(stream, at - 4)
        book.take(code, body)
        if code == 0xFC:
            book.strings = strings.shared(biff8.continued(stream, at - 4))
    return book


def _kind(book: Book, offset: int) -> int:
    """The kind of the substream at an offset; raises Unsafe where none begins."""
    code, kind = struct.unpack_from("<H4xH", book.stream, offset)
    if code != biff8.BOF:
        raise damaged()
    return int(kind)


class _Substream:
    """The cells of one worksheet."""

    def __init__(self, book: Book, sheet: Sheet, offset: int) -> None:
        self._book, self._sheet = book, sheet
        self._octets = np.frombuffer(book.stream, np.uint8)
        self._records = biff8.substream(book.stream, offset)
        self._kinds = book.kinds

    def run(self) -> Sheet:
        """The sheet with its cells; raises Unsafe and struct.error."""
        self._shared()
        at = self._bodies(_NUMBER, size=14)
        self._numbers(at, self._field(at + 6, "<f8"))
        at = self._bodies(_RK, size=10)
        self._numbers(at, grid.rk(self._field(at + 6, "<u4")))
        self._multiple()
        self._formulas()
        self._one_by_one()
        for at in self._bodies(_MERGED, least=2).tolist():
            self._merge(at)
        if self._sheet.extent().columns > _MOST_COLUMNS:
            raise Unsafe("FILE06", "bad_ref", sheet=self._sheet.name)
        return self._sheet

    def _field(self, at: Array, kind: str) -> Array:
        return grid.fields(self._octets, at, kind)

    def _bodies(self, *codes: int, least: int = 0, size: int = 0) -> Array:
        """The offsets of the bodies of all records of these codes; raises Unsafe when one is not of its size."""
        records = self._records.with_codes(*codes)
        if records.least() < (size or least) or (size and records.most() > size):
            raise damaged()
        return records.bodies

    def _shared(self) -> None:
        at = self._bodies(_SHARED, size=10)
        indices = self._field(at + 6, "<u4")
        if len(at) and int(indices.max()) >= len(self._book.strings):
            raise damaged()
        values = grid.objects(self._book.strings)[indices]
        rows, columns = self._field(at, "<u2"), self._field(at + 2, "<u2")
        self._sheet.add(at, rows, columns, values, maybe_blank=None in self._book.strings)
        self._set_in(at)

    def _set_in(self, at: Array) -> None:
        """The texts at ``at`` that their format sets in."""
        if self._book.steps.any():
            steps = grid.looked_up(self._book.steps, self._field(at + 4, "<u2"), 0)
            there = at[steps > 0]
            rows, columns = self._field(there, "<u2").tolist(), self._field(there + 2, "<u2").tolist()
            for row, column, step in zip(rows, columns, steps[steps > 0].tolist(), strict=True):
                self._sheet.sets_in(row, column, step)

    def _put(self, at: Array, columns: Array, values: Array) -> None:
        self._sheet.add(at, self._field(at, "<u2"), columns, values)

    def _numbers(self, at: Array, numbers: Array) -> None:
        """Numbers whose row, column and format stand at ``at``."""
        self._shown(at, self._field(at + 2, "<u2"), self._field(at + 4, "<u2"), numbers)

    def _shown(self, at: Array, columns: Array, formats: Array, numbers: Array) -> None:
        kinds = grid.looked_up(self._kinds, formats, 0) if self._kinds.any() else self._kinds[:0]
        self._put(at, columns, grid.shown(numbers, kinds, self._book.since_1904))

    def _multiple(self) -> None:
        """RK numbers side by side in one record."""
        starts = self._bodies(_MUL_RK, least=12)
        sizes = self._field(starts - 2, "<u2").astype(np.int64)
        counts = (sizes - 6) // 6
        first, last = self._field(starts + 2, "<u2"), self._field(starts + sizes - 2, "<u2")
        if (first.astype(np.int64) + counts - 1 != last).any():
            raise damaged()
        at = np.repeat(starts, counts)
        index = np.arange(len(at)) - np.repeat(np.cumsum(counts) - counts, counts)
        numbers = grid.rk(self._field(at + 6 + 6 * index, "<u4"))
        formats = self._field(at + 4 + 6 * index, "<u2")
        self._shown(at, self._field(at + 2, "<u2") + index, formats, numbers)

    def _formulas(self) -> None:
        """Saved results: a float unless its last two bytes are FFFF ([MS-XLS] 2.5.133)."""
        at = self._bodies(*_FORMULAS, least=16)
        special = self._field(at + 12, "<u2") == 0xFFFF
        self._numbers(at[~special], self._field(at[~special] + 6, "<f8"))
        texts = self._texts(at)
        cells: list[tuple[int, int, int, Cell]] = []
        for start in at[special].tolist():
            row, column, kind, value, flags = struct.unpack_from("<HH2xBxB5xB", self._book.stream, start)
            if kind == 0 and start in texts:
                cells.append((start, row, column, texts[start] or None))
            elif kind in (1, 2):
                cells.append((start, row, column, grid.error(value) if kind == 2 else bool(value)))
            elif kind == 0 or flags & 2:  # text to be computed on loading: it was never saved
                self._sheet.lacks(row, column)
        self._sheet.add_listed(cells)

    def _texts(self, formulas: Array) -> dict[int, str]:
        """The text of each formula that has one: it stands in a record of its own some records behind."""
        texts: dict[int, str] = {}
        at = self._bodies(*_STRINGS, least=2)
        owners = np.searchsorted(formulas, at) - 1
        for start, owner in zip(at.tolist(), owners.tolist(), strict=True):
            if owner >= 0:
                pieces = biff8.continued(self._book.stream, start - 4)
                texts.setdefault(int(formulas[owner]), self._book.text(pieces[0], more=tuple(pieces[1:])))
        return texts

    def _one_by_one(self) -> None:
        """Truth values, errors, and text that stands in the cell itself."""
        cells: list[tuple[int, int, int, Cell]] = []
        stream = self._book.stream
        for start in self._bodies(_BOOL_ERROR, size=8).tolist():
            row, column, value, is_error = struct.unpack_from("<HH2xBB", stream, start)
            cells.append((start, row, column, grid.error(value) if is_error else bool(value)))
        labels = self._bodies(*_LABELS, least=8)
        self._set_in(labels)
        for start in labels.tolist():
            row, column = struct.unpack_from("<HH", stream, start)
            first, *more = biff8.continued(stream, start - 4)
            cells.append((start, row, column, self._book.text(first[6:], more=tuple(more)) or None))
        self._sheet.add_listed(cells)

    def _merge(self, at: int) -> None:
        body = biff8.record(self._book.stream, at - 4)[1]
        for index in range(struct.unpack_from("<H", body)[0]):
            top, bottom, left, right = struct.unpack_from("<4H", body, 2 + 8 * index)
            self._sheet.merge((top + 1, left + 1, bottom + 1, right + 1))
