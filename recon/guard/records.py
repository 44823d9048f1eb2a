"""Marks of the binary workbooks, xls and xlsb, by walking their records. For the child.

Without these walks an error cell of such a file would read as a blank one.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from recon.guard.compound import workbook_stream
from recon.guard.layout import relations
from recon.guard.limits import Unsafe
from recon.guard.marks import Extent, Marks, check_extents
from recon.guard.package import Members, part

_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
#: Records of one cell in xls: number, RK, label by index, label, boolean or error, formula, RKs of a row.
_CELLS = (0x203, 0x27E, 0xFD, 0x204, 0x205, 0x06, 0xBD)
_BOUND_SHEET, _BEGIN, _FILE_PASS = 0x85, 0x809, 0x2F


class _Walk:
    """Marks and extents gathered on the way."""

    def __init__(self) -> None:
        self._marks: dict[str, Marks] = {}
        self._extents: dict[str, Extent] = {}
        self.sheet("")

    def sheet(self, name: str) -> None:
        """Begin a sheet."""
        self._name = name
        self._marks[name], self._extents[name] = Marks(), Extent()

    def cell(self, row: int, column: int, error: int | None) -> None:
        """A cell, placed from 0, with a value or with the error of this code."""
        self._extents[self._name].add(row + 1, column + 1)
        if error is not None:
            self._marks[self._name].errors[row + 1, column + 1] = _ERRORS.get(error, "#?")
            self._marks[self._name].check()

    def done(self) -> dict[str, Marks]:
        """All marks; raises Unsafe when the cells are spread too wide."""
        check_extents(self._extents)
        return self._marks


def xls_marks(data: bytes) -> dict[str, Marks]:
    """Marks of the BIFF records ([MS-XLS] 2.4) by sheet name; raises Unsafe, FILE05 when encrypted."""
    stream = workbook_stream(data)
    walk, starts = _Walk(), dict[int, str]()
    at = 0
    while at + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, at)
        body = at + 4
        if code == _FILE_PASS:
            raise Unsafe("FILE05")
        if code == _BOUND_SHEET:
            starts[struct.unpack_from("<I", stream, body)[0]] = _xls_name(stream[body + 6 : body + length])
        elif code == _BEGIN and at in starts:
            walk.sheet(starts[at])
        elif code in _CELLS:
            row, column = struct.unpack_from("<HH", stream, body)
            walk.cell(row, column, _xls_error(code, stream, body))
        at = body + length
    return walk.done()


def _xls_name(text: bytes) -> str:
    return text[2:].decode("utf-16-le" if text[1] & 1 else "latin-1", "replace")


def _xls_error(code: int, stream: bytes, body: int) -> int | None:
    if code == 0x205 and stream[body + 7]:
        return stream[body + 6]
    if code == 0x06 and stream[body + 6] == 2 and stream[body + 12 : body + 14] == b"\xff\xff":
        return stream[body + 8]
    return None


def xlsb_marks(data: bytes, members: Members) -> dict[str, Marks]:
    """Marks of the records of each worksheet part ([MS-XLSB] 2.1.4) by sheet name; raises Unsafe."""
    walk = _Walk()
    for name, sheet in _xlsb_sheets(data, members):
        walk.sheet(name)
        row = 0
        for code, body in _records(part(data, members, sheet)):
            if code == 0:
                row = struct.unpack_from("<I", body)[0]
            elif 2 <= code <= 11:
                walk.cell(row, struct.unpack_from("<I", body)[0], body[8] if code in (3, 11) else None)
    return walk.done()


def _xlsb_sheets(data: bytes, members: Members) -> Iterator[tuple[str, str]]:
    targets = relations(part(data, members, "xl/_rels/workbook.bin.rels"))
    for code, body in _records(part(data, members, "xl/workbook.bin")):
        if code == 156:
            relation, at = _wide(body, 8)
            found = targets.get(relation, "")
            if found in members and "worksheets/" in found:
                yield _wide(body, at)[0], found


def _wide(body: bytes, at: int) -> tuple[str, int]:
    end = at + 4 + 2 * int(struct.unpack_from("<I", body, at)[0])
    return body[at + 4 : end].decode("utf-16-le", "replace"), end


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(stream):
        code, at = _seven_bits(stream, at, 2)
        size, at = _seven_bits(stream, at, 4)
        yield code, stream[at : at + size]
        at += size


def _seven_bits(stream: bytes, at: int, most: int) -> tuple[int, int]:
    number = 0
    for place in range(most):
        number |= (stream[at + place] & 0x7F) << 7 * place
        if stream[at + place] < 0x80:
            return number, at + place + 1
    return number, at + most
