"""Compound files ([MS-CFB]): the workbook stream of an xls. For the child."""

from __future__ import annotations

import struct

from recon.guard import sniff
from recon.guard.limits import Unsafe

_LAST = 0xFFFFFFFA  # sector numbers from here on are marks


def workbook_stream(data: bytes) -> bytes:
    """The stream with the records; raises Unsafe when there is none, FILE05 for an encrypted package."""
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    if not 7 <= shift <= 16 or not 4 <= mini_shift <= shift:
        raise Unsafe("FILE04", "parser")
    directory, cutoff, mini_start = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
    table = _table(b"".join(_sector(data, at, shift) for at in _fat_sectors(data, shift)))
    entries = _entries(_chain(data, table, directory, shift))
    if "EncryptedPackage" in entries:
        raise Unsafe("FILE05")
    found = entries.get("Workbook") or entries.get("Book")
    if not found:
        raise Unsafe("FILE03", sniff.compound(list(entries)))
    start, size = found
    if size >= cutoff:
        return _chain(data, table, start, shift)[:size]
    root = b"\0" * (1 << mini_shift) + _chain(data, table, entries["Root Entry"][0], shift)
    return _chain(root, _table(_chain(data, table, mini_start, shift)), start, mini_shift)[:size]


def _sector(data: bytes, number: int, shift: int) -> bytes:
    return data[(number + 1) << shift : (number + 2) << shift]


def _table(sectors: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sectors) // 4}I", sectors[: len(sectors) // 4 * 4])


def _fat_sectors(data: bytes, shift: int) -> list[int]:
    numbers = list(struct.unpack_from("<109I", data, 76))
    following, count = struct.unpack_from("<II", data, 68)
    for _ in range(min(count, len(data) >> shift)):
        more = _table(_sector(data, following, shift))
        numbers += more[:-1]
        following = more[-1]
    used = [number for number in numbers if number < _LAST]
    if len(used) > len(data) >> shift:
        raise Unsafe("FILE04", "parser")
    return used


def _chain(data: bytes, table: tuple[int, ...], start: int, shift: int) -> bytes:
    sectors: list[bytes] = []
    while start < _LAST:
        if start >= len(table) or len(sectors) > len(table):
            raise Unsafe("FILE04", "parser")
        sectors.append(_sector(data, start, shift))
        start = table[start]
    return b"".join(sectors)


def _entries(directory: bytes) -> dict[str, tuple[int, int]]:
    """Stream name → first sector and size."""
    found: dict[str, tuple[int, int]] = {}
    for at in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        found.setdefault(name, struct.unpack_from("<II", directory, at + 116))
    return found
