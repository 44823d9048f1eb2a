"""The records of an xls stream: a code and a size of two bytes each ([MS-XLS] 2.1.4)."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np

from recon.biff.compound import damaged
from recon.biff.grid import Array, fields
from recon.biff.records import Records, walk

BOF, EOF, CONTINUE = 0x809, 0x0A, 0x3C
#: Usual records of a worksheet that come in large numbers: code → least and greatest size of the body.
_USUAL = {
    0xFD: (10, 10),
    0x203: (14, 14),
    0x27E: (10, 10),
    0x201: (6, 6),
    0x208: (16, 16),
    0x205: (8, 8),
    0xBD: (12, 1542),
    0xBE: (10, 518),
    0xD7: (4, 255),
    0x06: (22, 2048),
    0x207: (3, 1024),
    0x204: (8, 1024),
}
#: What may follow one of them, so that a look-alike is told from a record.
_NEXT = (*_USUAL, EOF, CONTINUE, 0x23E, 0xE5, 0xEC, 0x206, 0x406, 0x4BC, 0x221, 0xD6, 0x236)


def _table(values: dict[int, int], kind: type[Any]) -> Array:
    table = np.zeros(65536, kind)
    for code, value in values.items():
        table[code] = value
    return table


_LEAST = _table({code: least for code, (least, _) in _USUAL.items()}, np.uint16)
_GREATEST = _table({code: greatest for code, (_, greatest) in _USUAL.items()}, np.uint16)
_IS_USUAL = _LEAST > 0
_FOLLOWS = _table(dict.fromkeys(_NEXT, 1), np.bool_)


def substream(stream: bytes, at: int) -> Records:
    """The records of the substream that begins at an offset, those of nested substreams left out.

    Raises Unsafe where the stream ends before the substream does, struct.error where no record can be.
    """
    octets = np.frombuffer(stream, np.uint8)
    bounds = struct.Struct("<HH").unpack_from
    depth = 0

    def single(at: int) -> tuple[int, int, int, bool] | None:
        nonlocal depth
        code, size = bounds(stream, at)
        end = at + 4 + size
        if end > len(stream):
            raise damaged()
        depth += (code == BOF) - (code == EOF)
        return None if depth <= 0 else (code, at + 4, end, depth == 1 and code != EOF)

    def usual(start: int, end: int) -> tuple[Array, Array]:
        return _usual(octets, start, end)

    return walk(at, usual, single, lambda starts: (fields(octets, starts, "<u2"), 4), lambda: depth == 1)


def _usual(octets: Array, start: int, end: int) -> tuple[Array, Array]:
    block = octets[start : end + 1]
    heads = [np.flatnonzero(_IS_USUAL[_pairs(block, odd)]) * 2 + odd for odd in (0, 1)]
    at = np.sort(np.concatenate(heads), kind="stable") + start
    at = at[at + 8 <= len(octets)]
    codes, sizes = fields(octets, at, "<u2"), fields(octets, at + 2, "<u2").astype(np.int64)
    at, ends = (a[(sizes >= _LEAST[codes]) & (sizes <= _GREATEST[codes])] for a in (at, at + 4 + sizes))
    inside = ends + 2 <= len(octets)
    at, ends = at[inside], ends[inside]
    sound = _FOLLOWS[fields(octets, ends, "<u2")]
    return at[sound], ends[sound]


def _pairs(block: Array, odd: int) -> Array:
    whole = block[odd:]
    return whole[: len(whole) // 2 * 2].view("<u2")


def record(stream: bytes, at: int) -> tuple[int, bytes]:
    """Code and body of the record at an offset."""
    code, size = struct.unpack_from("<HH", stream, at)
    return code, stream[at + 4 : at + 4 + size]


def continued(stream: bytes, at: int) -> list[bytes]:
    """The body of the record at an offset, and those of the CONTINUE records behind it."""
    pieces = [record(stream, at)[1]]
    at += 4 + len(pieces[0])
    while at + 4 <= len(stream) and (following := record(stream, at))[0] == CONTINUE:
        pieces.append(following[1])
        at += 4 + len(pieces[-1])
    return pieces
