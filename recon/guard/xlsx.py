"""Workbooks of XML parts: whether the parser may run in this process, and the second way to read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recon.guard import strings, styles
from recon.guard.cells import Book, Cells, Range
from recon.guard.layout import Layout
from recon.guard.limits import MAX_AREA, MAX_COPIES, MAX_WRITTEN, Place, Unsafe
from recon.guard.marks import Extent, Marks, area, check_extents
from recon.guard.package import Members, inflate, part
from recon.guard.parts import Part, longest_text
from recon.guard.sheet import Sheet, count

#: The shortest cell that holds a shared string: ``<c r="A1" t="s"><v>0</v></c>``.
_SHORTEST_SHARED = 29
#: What a cell takes in the file besides its text.
_BARE = 40


@dataclass(frozen=True)
class Package:
    """An xlsx whose parts have been scanned."""

    data: bytes
    members: Members
    parts: dict[str, Part]
    layout: Layout

    def marks(self) -> dict[str, Marks] | None:
        """Marks by sheet name, or None where it must be read the second way; raises Unsafe."""
        sheets = {page.name: self.parts[page.part].sheet for page in self.layout.worksheets}
        if not self.layout.usual or any(part.odd for part in self.parts.values()):
            return None
        if any(scan is None or scan.unusual or not scan.tally.sure for scan in sheets.values()):
            return None
        if styles.read(part(self.data, self.members, self.layout.styles)).rare:
            return None
        scans = {name: scan for name, scan in sheets.items() if scan}
        check_extents(self._extents(scans))
        return {name: scan.marks for name, scan in scans.items()} if self._text_fits(list(scans.values())) else None

    def agrees(self, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bool:
        """Whether these rows by sheet name hold the very values that the scan saw, sheet by sheet."""
        import numpy as np

        pieces = self.parts[self.layout.strings].hashes if self.layout.strings else []
        hashes = np.concatenate(pieces) if pieces else np.zeros(0, np.int64)
        return [page.name for page in self.layout.worksheets] == list(sheets) and all(
            scan.tally.agrees(sheets[page.name], hashes, self.layout.since_1904)
            for page in self.layout.worksheets
            if (scan := self.parts[page.part].sheet)
        )

    def _extents(self, sheets: dict[str, Sheet]) -> dict[str, Extent]:
        """Upper bounds where these are small enough together, else counted exactly, once a part."""
        extents = {scan.part: scan.extent for scan in sheets.values()}
        if area(extents[scan.part] for scan in sheets.values()) > MAX_AREA:
            extents = {part: count(inflate(self.data, self.members[part])) for part in extents}
        return {name: extents[scan.part] for name, scan in sheets.items()}

    def _text_fits(self, sheets: list[Sheet]) -> bool:
        """Whether all texts fit into memory once every cell has its own copy."""
        written = sum(max(0, self.parts[scan.part].size - _BARE * scan.cells) for scan in sheets)
        shared = sum(
            scan.shared if scan.counting else self.parts[scan.part].size // _SHORTEST_SHARED for scan in sheets
        )
        if written > MAX_WRITTEN:
            return False
        return all(
            strings.longest * shared <= MAX_COPIES
            or longest_text(inflate(self.data, self.members[name])) * shared <= MAX_COPIES
            for name, strings in self.parts.items()
            if strings.is_strings
        )


def may_copy(longest: int, size: int) -> bool:
    """Whether a sheet of ``size`` bytes might show the longest shared string too often."""
    return longest * (size // _SHORTEST_SHARED) > MAX_COPIES


@dataclass(frozen=True, slots=True)
class Read:
    """A worksheet read cell by cell: its rows from A1 on, of differing lengths."""

    name: str
    rows: list[list[Any]]
    marks: Marks
    merged: list[Range]
    hidden: bool
    far_blank: Place = (0, 0)  #: the farthest cell that is written without a value (xlsx only)


def read(data: bytes, members: Members, layout: Layout) -> list[Read]:
    """All worksheets, every cell looked at and read by the standard; raises Unsafe. For the child."""
    book = Book(
        strings.read(inflate(data, members[layout.strings])) if layout.strings else [],
        styles.read(part(data, members, layout.styles)).kinds,
        layout.since_1904,
    )
    once: dict[str, Cells] = {}
    extents: dict[str, Extent] = {}
    for page in layout.worksheets:
        if page.part not in once:
            once[page.part] = Cells(page.name, book).run(inflate(data, members[page.part]))
        extents[page.name] = once[page.part].extent
        check_extents(extents)
    return [_read(page.name, once[page.part], page.hidden) for page in layout.worksheets]


def _read(name: str, cells: Cells, hidden: bool) -> Read:
    return Read(name, cells.rows, cells.marks, cells.merged, hidden, cells.extent.far_blank)


def named(unsafe: Unsafe, layout: Layout) -> Unsafe:
    """The same refusal with the sheet's name in place of its part's."""
    if "sheet" not in unsafe.words:
        return unsafe
    words = {**unsafe.words, "sheet": layout.sheet_named(str(unsafe.words["sheet"]))}
    return Unsafe(unsafe.code, unsafe.key, **words)
