"""The records of an xlsb part: code and size in seven bits a byte ([MS-XLSB] 2.1.4)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import numpy as np

from recon.biff.compound import damaged
from recon.biff.grid import Array
from recon.biff.records import Records, walk

#: Usual records of a worksheet, their code and size of a byte each: rows, and cells of fixed or short bodies.
_FIXED = {1: 8, 2: 12, 3: 9, 4: 9, 5: 16, 7: 12, 12: 4, 13: 8, 14: 5, 15: 5, 16: 12, 18: 8}
_VARIED = {0: range(17, 122, 8), 6: range(12, 128), 9: range(22, 128)}
_USUAL = np.zeros(65536, np.bool_)
for _code, _size in _FIXED.items():
    _USUAL[_code | _size << 8] = True
for _code, _sizes in _VARIED.items():
    _USUAL[[_code | size << 8 for size in _sizes]] = True
#: First bytes of what may follow one of them, so that a look-alike is told from a record.
_FOLLOWS = np.zeros(256, np.bool_)
_FOLLOWS[[*range(19), 62, 0x92, 0xAB]] = True


def records(part: bytes) -> Records:
    """All records of a part; raises Unsafe where it ends within one."""
    octets = np.frombuffer(part, np.uint8)

    def usual(start: int, end: int) -> tuple[Array, Array]:
        block = octets[start : end + 1]
        heads = [np.flatnonzero(_USUAL[_pairs(block, odd)]) * 2 + odd for odd in (0, 1)]
        at = np.sort(np.concatenate(heads), kind="stable") + start
        ends = at + 2 + octets[at + 1]
        inside = ends < len(part)
        at, ends = at[inside], ends[inside]
        sound = _FOLLOWS[octets[ends]]
        return at[sound], ends[sound]

    def single(at: int) -> tuple[int, int, int, bool] | None:
        return (*_bounds(part, at), True) if at < len(part) else None

    return walk(0, usual, single, lambda starts: (octets[starts], 2))


def _pairs(block: Array, odd: int) -> Array:
    whole = block[odd:]
    return whole[: len(whole) // 2 * 2].view("<u2")


def each(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Code and body of each record of a small part; raises Unsafe where it ends within one."""
    at = 0
    while at < len(part):
        code, start, at = _bounds(part, at)
        yield code, part[start:at]


def _bounds(part: bytes, at: int) -> tuple[int, int, int]:
    """Code of the record at an offset, where its body begins and ends."""
    code, at = _seven_bits(part, at, 2)
    size, at = _seven_bits(part, at, 4)
    if at + size > len(part):
        raise damaged()
    return code, at, at + size


def _seven_bits(part: bytes, at: int, most: int) -> tuple[int, int]:
    number = 0
    for place in range(most):
        number |= (part[at + place] & 0x7F) << 7 * place
        if part[at + place] < 0x80:
            return number, at + place + 1
    return number, at + most


def text(body: bytes, at: int) -> tuple[str, int]:
    """The XLWideString at an offset of a body, and where it ends; raises struct.error past the end."""
    length = struct.unpack_from("<I", body, at)[0]
    end = at + 4 + 2 * length
    if end > len(body):
        raise struct.error("string")
    return body[at + 4 : end].decode("utf-16-le", "replace"), end
