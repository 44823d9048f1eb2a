"""Zip packages: their parts by name, inflated in bounded pieces and checked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from recon.guard.limits import MAX_INFLATED, MAX_MEMBERS, MIB, Unsafe

Members = dict[str, zipfile.ZipInfo]

_STEP = 256 * 1024
_PIECE = 4 * MIB
_BAD_ZIP = (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError, struct.error)


def open_members(data: bytes) -> Members:
    """The parts by name as the parser looks them up: no case, forward slashes; raises Unsafe."""
    if data.count(b"PK\x01\x02") > MAX_MEMBERS:
        raise Unsafe("FILE06", "too_many", limit=MAX_MEMBERS)
    try:
        infos = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except _BAD_ZIP as error:
        raise Unsafe("FILE04", "zip") from error
    members = {info.filename.replace("\\", "/").lower(): info for info in infos}
    if len(members) != len(infos):  # two parts of one name: which one a parser takes is anyone's guess
        raise Unsafe("FILE04", "zip")
    if inflated(members) > MAX_INFLATED:
        raise Unsafe("FILE06", "too_big", limit=MAX_INFLATED // MIB)
    return members


def inflated(members: Members) -> int:
    """Bytes of all parts together, as declared; :func:`inflate` holds each to its word."""
    return sum(info.file_size for info in members.values())


def inflate(data: bytes, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes of a part in pieces of at most 4 MiB; raises Unsafe unless size and CRC are as declared.

    Own code, since :mod:`zipfile` stops at the declared size where a parser may go on.
    """
    size = crc = 0
    for piece in _raw_pieces(data, info):
        size += len(piece)
        if size > info.file_size:
            break
        crc = zlib.crc32(piece, crc)
        yield piece
    if size != info.file_size or crc != info.CRC:
        raise Unsafe("FILE04", "zip")


def part(data: bytes, members: Members, name: str) -> bytes:
    """One whole part; empty where there is none."""
    return b"".join(inflate(data, members[name])) if name in members else b""


def _raw_pieces(data: bytes, info: zipfile.ZipInfo) -> Iterator[bytes]:
    raw = _raw(data, info)
    if info.compress_type == zipfile.ZIP_STORED:
        yield from (bytes(raw[at : at + _STEP]) for at in range(0, len(raw), _STEP))
    elif info.compress_type == zipfile.ZIP_DEFLATED:
        try:
            yield from _deflated(raw)
        except zlib.error as error:
            raise Unsafe("FILE04", "zip") from error
    else:
        raise Unsafe("FILE04", "zip")


def _raw(data: bytes, info: zipfile.ZipInfo) -> memoryview:
    start = info.header_offset
    if start < 0 or data[start : start + 4] != b"PK\x03\x04" or start + 30 > len(data):
        raise Unsafe("FILE04", "zip")
    name, extra = struct.unpack_from("<HH", data, start + 26)
    start += 30 + name + extra
    raw = memoryview(data)[start : start + info.compress_size]
    if len(raw) != info.compress_size:
        raise Unsafe("FILE04", "zip")
    return raw


def _deflated(raw: memoryview) -> Iterator[bytes]:
    stream = zlib.decompressobj(-15)
    for at in range(0, len(raw), _STEP):
        waiting: bytes | memoryview = raw[at : at + _STEP]
        while piece := stream.decompress(waiting, _PIECE):
            yield piece
            waiting = stream.unconsumed_tail
    if raw and not stream.eof:  # some programs deflate an empty part to no bytes at all
        raise Unsafe("FILE04", "zip")
