"""Compound files ([MS-CFB]): the workbook stream that lies in the root storage itself.

An embedded workbook has streams of the same names in a storage of its own, so streams are found by walking the
tree of the root, not by looking through the directory. Names are compared without case, and the root may be
called anything.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from recon.guard import sniff
from recon.guard.limits import Unsafe

_MARK = 0xFFFFFFFA  #: sector numbers from here on are marks
_NONE = 0xFFFFFFFF
_STREAM = 2
_ENTRY = 128


def damaged() -> Unsafe:
    """The refusal of a file whose structure does not hold."""
    return Unsafe("FILE04", "parser")


def workbook_stream(data: bytes) -> bytes:
    """The stream with the records; raises Unsafe: FILE03 when there is none, FILE05 for an encrypted package."""
    streams = _Compound(data).streams()
    if "encryptedpackage" in streams:
        raise Unsafe("FILE05")
    stream = streams.get("workbook") or streams.get("book")
    if stream is None:
        raise Unsafe("FILE03", sniff.compound(set(streams)))
    return stream.read()


@dataclass(frozen=True)
class Stream:
    """A stream by its first sector and size in bytes."""

    file: _Compound
    start: int
    size: int

    def read(self) -> bytes:
        """Its bytes; raises Unsafe when the file holds fewer than it declares."""
        data = self.file.stream(self.start, self.size)
        if len(data) < self.size:
            raise damaged()
        return data


class _Compound:
    """A compound file whose tables have been read; raises Unsafe."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512:
            raise damaged()
        self._data = data
        self._shift, self._mini_shift = struct.unpack_from("<HH", data, 30)
        if not 7 <= self._shift <= 16 or not 4 <= self._mini_shift <= self._shift:
            raise damaged()
        directory, self._cutoff, self._mini_table = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
        self._table = _numbers(b"".join(self._sector(at) for at in self._fat_sectors()))
        self._entries = self._chain(directory)
        if len(self._entries) < _ENTRY:
            raise damaged()

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) << self._shift : (number + 2) << self._shift]

    def _fat_sectors(self) -> list[int]:
        numbers = list(struct.unpack_from("<109I", self._data, 76))
        following, count = struct.unpack_from("<II", self._data, 68)
        most = len(self._data) >> self._shift
        for _ in range(min(count, most)):
            if following >= _MARK:
                break
            *more, following = _numbers(self._sector(following)) or (_NONE,)
            numbers += more
        used = [number for number in numbers if number < _MARK]
        if len(used) > most:
            raise damaged()
        return used

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, _followed(self._table, start)))

    def stream(self, start: int, size: int) -> bytes:
        """The bytes of a stream, from the small sectors where it is small."""
        if size >= self._cutoff:
            return self._chain(start)[:size]
        root_start = struct.unpack_from("<I", self._entries, 116)[0]
        small, step = self._chain(root_start), 1 << self._mini_shift
        table = _numbers(self._chain(self._mini_table))
        pieces = (small[at * step : (at + 1) * step] for at in _followed(table, start))
        return b"".join(pieces)[:size]

    def streams(self) -> dict[str, Stream]:
        """The streams directly in the root, by name in small letters."""
        streams: dict[str, Stream] = {}
        count, seen = len(self._entries) // _ENTRY, set[int]()
        waiting = [struct.unpack_from("<I", self._entries, 76)[0]]
        while waiting:
            number = waiting.pop()
            if number >= count or number in seen:
                continue
            seen.add(number)
            at = number * _ENTRY
            length, kind, _, left, right = struct.unpack_from("<HBBII", self._entries, at + 64)
            waiting += (right, left)
            if kind == _STREAM:
                name = self._entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
                start, size = struct.unpack_from("<II", self._entries, at + 116)
                streams.setdefault(name.lower(), Stream(self, start, size))
        return streams


def _numbers(sectors: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(sectors) // 4}I", sectors[: len(sectors) // 4 * 4])


def _followed(table: tuple[int, ...], start: int) -> Iterator[int]:
    """The sectors of a chain in order; raises Unsafe when it leaves the file or goes round."""
    for _ in range(len(table) + 1):
        if start >= _MARK:
            return
        if start >= len(table):
            raise damaged()
        yield start
        start = table[start]
    raise damaged()
