"""The hostile-file guard: what a file is, and whether a parser may see its bytes.

Everything here works on bytes in bounded memory. A file that could exhaust memory or time is refused
with :class:`Unsafe`; one that is merely odd is read in a child process, cell by cell. What the guard saw in
the bytes is held against what the parser returned: a difference is never silent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recon.guard import child, layout, ods, sniff, xlsx
from recon.guard.decrypt import DEFAULT_PASSWORD, decrypt
from recon.guard.formulas import read as formulas
from recon.guard.layout import Layout
from recon.guard.limits import MAX_CELLS, MAX_COLUMNS, MAX_FILE, MAX_ROWS, MIB, Kind, Unsafe
from recon.guard.marks import Marks
from recon.guard.package import Members, inflate, inflated, open_members, part
from recon.guard.parts import Part
from recon.guard.xlsx import Package, Read

__all__ = [
    "DEFAULT_PASSWORD",
    "MAX_CELLS",
    "MAX_COLUMNS",
    "MAX_FILE",
    "MAX_ROWS",
    "MIB",
    "Kind",
    "Marks",
    "Read",
    "Survey",
    "Unsafe",
    "child",
    "decrypt",
    "formulas",
    "is_light",
    "is_small",
    "is_text",
    "read_cells",
    "sniff",
    "survey",
]

_ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
#: Only a package that inflates to more can hold too many cells.
_COUNTED = 64 * MIB
#: What is walked element by element in at most two seconds and 100 MiB.
_LIGHT = 12 * MIB


@dataclass(frozen=True)
class Survey:
    """What the guard learnt; ``marks`` by sheet name, or None where a child must look for them and parse.

    ``package`` holds what the bytes of an xlsx say, and ``passed`` the sheets without cells and their kinds.
    """

    kind: Kind
    marks: dict[str, Marks] | None
    package: Package | None = None
    passed: tuple[tuple[str, str], ...] = ()

    def agrees(self, rows: Mapping[str, Sequence[Sequence[Any]]]) -> bool:
        """Whether the rows that the parser returned, by sheet name, are what the bytes say."""
        return self.package is None or self.package.agrees(rows)


def is_text(data: bytes) -> bool:
    """Whether ``data`` is neither a zip nor a compound file, so at best text."""
    return not data.startswith((_ZIP, COMPOUND))


def survey(data: bytes) -> Survey:
    """What kind of workbook ``data`` is; raises Unsafe when it is none or must not be read."""
    if data.startswith(COMPOUND):
        return Survey("xls", None)
    if is_text(data):
        raise Unsafe("FILE03", sniff.text(data))
    members = open_members(data)
    if any(info.flag_bits & 1 for info in members.values()):
        raise Unsafe("FILE05")
    book = layout.workbook_part(data, members)
    kind = _kind(data, members, book)
    plan = layout.read(data, members, book) if kind == "xlsx" else Layout("")
    parts = _scan(data, members, plan)
    if "meta-inf/manifest.xml" in parts and b"encryption-data" in parts["meta-inf/manifest.xml"].kept:
        raise Unsafe("FILE05")
    if kind != "xlsx":
        return Survey(kind, None)
    package = Package(data, members, parts, plan)
    macros = b"macroEnabled" in parts["[content_types].xml"].kept
    return Survey("xlsm" if macros else "xlsx", package.marks(), package, plan.passed)


def is_small(data: bytes, kind: Kind) -> bool:
    """Whether a workbook that was surveyed is small enough to be read in this process whatever it holds."""
    size = inflated(open_members(data)) if kind == "xlsb" else len(data)
    return size <= _COUNTED


def is_light(data: bytes) -> bool:
    """Whether a package is so small that it may be walked in this process, element by element, whatever it holds."""
    return inflated(open_members(data)) <= _LIGHT


def _kind(data: bytes, members: Members, book: str) -> Kind:
    if book:
        return "xlsb" if book.endswith(".bin") else "xlsx"
    small = "mimetype" in members and members["mimetype"].file_size < 200
    mimetype = part(data, members, "mimetype") if small else b""
    if mimetype.startswith(_ODS):
        return "ods"
    raise Unsafe("FILE03", sniff.package(members, mimetype))


def _scan(data: bytes, members: Members, plan: Layout) -> dict[str, Part]:
    """All parts scanned, worksheets last; raises Unsafe."""
    parts = {
        name: Part(name, info.file_size, is_strings=name == (plan.strings or "xl/sharedstrings.xml"))
        for name, info in members.items()
    }
    sheets = {page.part for page in plan.worksheets}
    large, longest = inflated(members) > _COUNTED, 0
    for name in sorted(members, key=lambda name: (name in sheets, "sheet" in name)):
        parts[name].large, parts[name].counting = large, large or xlsx.may_copy(longest, parts[name].size)
        try:
            parts[name].take(inflate(data, members[name]))
            longest = max(longest, parts[name].longest)
        except Unsafe as unsafe:
            raise xlsx.named(unsafe, plan) from None
    return parts


def read_cells(kind: Kind, data: bytes) -> list[Read]:
    """The sheets of an xlsx or ods element by element, by the standard; raises Unsafe. For the child."""
    members = open_members(data)
    if kind == "ods":
        if "content.xml" not in members:
            raise Unsafe("FILE04", "parser")
        return ods.Tables().run(inflate(data, members["content.xml"]))
    return xlsx.read(data, members, layout.read(data, members, layout.workbook_part(data, members)))
