"""A zip package whose members are kept as compressed bytes, so that what is not changed is not touched.

:mod:`zipfile` reads the directory; members are written by hand, since it cannot copy one without inflating it.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

#: Compression of changed parts: 4 takes twice the time of a sheet for a hundredth to a tenth of its size, 6 three times for a fifth.
LEVEL = 2
_UTF8, _DESCRIPTOR = 0x800, 0x8
_ZIP64 = 1
_FIRST_DAY = (0, 0x21)  # 1980-01-01, so that bytes depend on nothing else
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s2B5H3L5H2L")
_END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True, slots=True)
class Member:
    """One part: its name as stored, its compressed bytes, and the header fields that are kept."""

    name: str
    raw: memoryview
    method: int
    crc: int
    size: int
    moment: tuple[int, int] = _FIRST_DAY  #: time and date as MS-DOS has them
    flags: int = 0
    extra: bytes = b""
    versions: tuple[int, int, int] = (20, 0, 20)  #: made by, on which system, needed
    attributes: tuple[int, int] = (0, 0)

    def data(self) -> bytes:
        """The inflated bytes; raises ValueError unless size and CRC are as declared."""
        if self.method == zipfile.ZIP_STORED:
            data = bytes(self.raw)
        else:
            data = zlib.decompressobj(-15).decompress(self.raw, self.size + 1)
        if len(data) != self.size or zlib.crc32(data) != self.crc:
            raise ValueError(self.name)
        return data

    def holding(self, data: bytes) -> Member:
        """The same member with other contents."""
        press = zlib.compressobj(LEVEL, zlib.DEFLATED, -15)
        raw = memoryview(press.compress(data) + press.flush())
        return replace(self, raw=raw, method=zipfile.ZIP_DEFLATED, crc=zlib.crc32(data), size=len(data))


def member(name: str, data: bytes) -> Member:
    """A new member."""
    empty = Member(name, memoryview(b""), zipfile.ZIP_DEFLATED, 0, 0)
    return empty.holding(data)


class Package:
    """The members in their order, found by name without regard to case."""

    def __init__(self, members: Iterable[Member], comment: bytes = b"") -> None:
        self.members = tuple(members)
        self.comment = comment
        self._by_name = {_key(m.name): m for m in self.members}

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._by_name

    def __getitem__(self, name: str) -> Member:
        return self._by_name[_key(name)]

    def __iter__(self) -> Iterator[Member]:
        return iter(self.members)

    def changed(self, parts: dict[str, bytes], added: dict[str, bytes], dropped: Iterable[str]) -> Package:
        """A new package: ``parts`` hold other bytes, ``dropped`` are gone, ``added`` stand at the end."""
        gone = {_key(name) for name in dropped}
        new = {_key(name): data for name, data in parts.items()}
        kept = [
            m.holding(new[_key(m.name)]) if _key(m.name) in new else m for m in self.members if _key(m.name) not in gone
        ]
        return Package(kept + [member(name, data) for name, data in added.items()], self.comment)

    def dump(self) -> bytes:
        """The package as a file."""
        out, central = io.BytesIO(), io.BytesIO()
        for m in self.members:
            central.write(_central(m, out.tell()))
            out.write(_local(m))
            out.write(m.raw)
        start, size, count = out.tell(), central.tell(), len(self.members)
        out.write(central.getvalue())
        out.write(_END.pack(b"PK\5\6", 0, 0, count, count, size, start, len(self.comment)) + self.comment)
        return out.getvalue()


def load(data: bytes) -> Package:
    """The package in ``data``; raises ValueError (BadZipFile is turned into one) when it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos, comment = archive.infolist(), archive.comment
        return Package([_member(data, info) for info in infos], comment)
    except (zipfile.BadZipFile, struct.error, NotImplementedError) as error:
        raise ValueError("zip") from error


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _member(data: bytes, info: zipfile.ZipInfo) -> Member:
    name, extra = struct.unpack_from("<HH", data, info.header_offset + 26)
    start = info.header_offset + 30 + name + extra
    year, month, day, hour, minute, second = info.date_time
    return Member(
        info.orig_filename,
        memoryview(data)[start : start + info.compress_size],
        info.compress_type,
        info.CRC,
        info.file_size,
        (hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day),
        info.flag_bits & ~_DESCRIPTOR,
        _without_zip64(info.extra),
        (info.create_version, info.create_system, info.extract_version),
        (info.internal_attr, info.external_attr),
    )


def _without_zip64(extra: bytes) -> bytes:
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<HH", extra, at)
        kept += extra[at : at + 4 + size] if kind != _ZIP64 else b""
        at += 4 + size
    return kept


def _name(m: Member) -> tuple[bytes, int]:
    """The name's bytes, and the flags that say how they are encoded."""
    if m.flags & _UTF8:
        return m.name.encode("utf-8"), m.flags
    try:
        return m.name.encode("cp437"), m.flags
    except UnicodeEncodeError:
        return m.name.encode("utf-8"), m.flags | _UTF8


def _sizes(m: Member) -> tuple[int, int, int, int, int]:
    return *m.moment, m.crc, len(m.raw), m.size


def _local(m: Member) -> bytes:
    name, flags = _name(m)
    head = _LOCAL.pack(b"PK\3\4", m.versions[2], flags, m.method, *_sizes(m), len(name), 0)
    return head + name


def _central(m: Member, offset: int) -> bytes:
    name, flags = _name(m)
    lengths = (len(name), len(m.extra), 0, 0, m.attributes[0])
    head = (b"PK\1\2", *m.versions, flags, m.method, *_sizes(m), *lengths, m.attributes[1], offset)
    return _CENTRAL.pack(*head) + name + m.extra
