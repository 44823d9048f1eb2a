"""The hostile-file guard: what a file is, and whether a parser may see its bytes.

Everything here works on bytes in bounded memory. A file that could exhaust memory or time is refused
with :class:`Unsafe`; one that is merely odd is not ``trusted``, so the reader parses it in a child process.
"""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass

from recon.guard import child, ods, xlsx
from recon.guard.decrypt import decrypt
from recon.guard.formulas import read as formulas
from recon.guard.limits import MAX_CELLS, MAX_COLUMNS, MAX_FILE, MAX_ROWS, MIB, Kind, Unsafe
from recon.guard.marks import Marks
from recon.guard.package import Members, inflate, inflated, open_members, part
from recon.guard.parts import Part

__all__ = [
    "MAX_CELLS",
    "MAX_COLUMNS",
    "MAX_FILE",
    "MAX_ROWS",
    "MIB",
    "Kind",
    "Marks",
    "Survey",
    "Unsafe",
    "child",
    "decrypt",
    "deep_marks",
    "formulas",
    "is_small",
    "is_text",
    "survey",
]

_ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
#: Only a package that inflates to more can hold too many cells.
_COUNTED = 64 * MIB


@dataclass(frozen=True)
class Survey:
    """What the guard learnt; ``marks`` by sheet name, or None where a child must look for them and parse."""

    kind: Kind
    marks: dict[str, Marks] | None


def is_text(data: bytes) -> bool:
    """Whether ``data`` is neither a zip nor a compound file, so at best text."""
    return not data.startswith((_ZIP, COMPOUND))


def survey(data: bytes) -> Survey:
    """What kind of workbook ``data`` is; raises Unsafe when it is none or must not be read."""
    if data.startswith(COMPOUND):
        return Survey("xls", None)
    if is_text(data):
        raise Unsafe("FILE03")
    members = open_members(data)
    kind = _kind(data, members)
    if any(info.flag_bits & 1 for info in members.values()):
        raise Unsafe("FILE05")
    parts = _scan(data, members)
    if "meta-inf/manifest.xml" in parts and b"encryption-data" in parts["meta-inf/manifest.xml"].kept:
        raise Unsafe("FILE05")
    if kind != "xlsx":
        return Survey(kind, None)
    macros = b"macroEnabled" in parts["[content_types].xml"].kept
    return Survey("xlsm" if macros else "xlsx", xlsx.Package(data, members, parts).marks())


def is_small(data: bytes, kind: Kind) -> bool:
    """Whether a workbook that was surveyed is small enough to be read in this process whatever it holds."""
    size = inflated(open_members(data)) if kind == "xlsb" else len(data)
    return size <= _COUNTED


def _kind(data: bytes, members: Members) -> Kind:
    if "[content_types].xml" in members:
        if "xl/workbook.xml" in members:
            return "xlsx"
        if "xl/workbook.bin" in members:
            return "xlsb"
    mimetype = members.get("mimetype")
    if mimetype and mimetype.file_size < 200 and part(data, members, "mimetype").startswith(_ODS):
        return "ods"
    raise Unsafe("FILE03")


def _scan(data: bytes, members: Members) -> dict[str, Part]:
    """All parts scanned, worksheets last; raises Unsafe."""
    parts = {name: Part(name, info.file_size) for name, info in members.items()}
    large, longest = inflated(members) > _COUNTED, 0
    for name in sorted(members, key=lambda name: "sheet" in name):
        parts[name].large, parts[name].counting = large, large or xlsx.may_copy(longest, parts[name].size)
        try:
            parts[name].take(inflate(data, members[name]))
            longest = max(longest, parts[name].longest)
        except Unsafe as unsafe:
            raise xlsx.named(unsafe, parts) from None
    return parts


def deep_marks(kind: Kind, data: bytes) -> dict[str, Marks]:
    """Marks by sheet name, every cell looked at; raises Unsafe. Slow: meant for the child."""
    try:
        members = open_members(data)
        if kind == "ods":
            return ods.Tables().run(inflate(data, members["content.xml"]))
        return xlsx.exact_marks(data, members)
    except (struct.error, IndexError, KeyError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise Unsafe("FILE04", "parser") from error
