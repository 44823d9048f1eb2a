"""Workbooks of XML parts: sheets by name, their extents, and whether the parser may run in this process."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import normpath

from recon.guard.cells import Cells
from recon.guard.limits import MAX_AREA, MAX_COPIES, MAX_WRITTEN, Unsafe
from recon.guard.marks import Extent, Marks, area, check_extents
from recon.guard.markup import elements
from recon.guard.package import Members, inflate, part
from recon.guard.parts import Part, longest_text
from recon.guard.sheet import Sheet, count

_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
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

    def marks(self) -> dict[str, Marks] | None:
        """Marks by sheet name, or None where a child must look; raises Unsafe."""
        names = sheet_parts(self.parts[_BOOK].kept, self.parts[_LINKS].kept if _LINKS in self.parts else b"")
        missing = any(part not in self.parts for part in names.values())
        sheets = {
            name: scan for name, part in names.items() if not missing and (scan := self.parts[part].sheet)
        }
        odd = missing or any(part.odd for part in self.parts.values())
        if odd or any(scan.unusual for scan in sheets.values()):
            return None
        check_extents(self._extents(sheets))
        fits = self._text_fits(list(sheets.values()))
        return {name: scan.marks for name, scan in sheets.items()} if fits else None

    def _extents(self, sheets: dict[str, Sheet]) -> dict[str, Extent]:
        """Upper bounds where these are small enough together, else counted exactly, once a part."""
        known = {scan.part: scan.extent for scan in sheets.values()}
        if area(known[scan.part] for scan in sheets.values()) > MAX_AREA:
            known = {part: count(inflate(self.data, self.members[part])) for part in known}
        return {name: known[scan.part] for name, scan in sheets.items()}

    def _text_fits(self, sheets: list[Sheet]) -> bool:
        """Whether all texts fit into memory once every cell has its own copy."""
        written = sum(max(0, self.parts[scan.part].size - _BARE * scan.cells) for scan in sheets)
        shared = sum(
            scan.shared if scan.counting else self.parts[scan.part].size // _SHORTEST_SHARED
            for scan in sheets
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


def exact_marks(data: bytes, members: Members) -> dict[str, Marks]:
    """Marks by sheet name, every cell looked at, for the child; raises Unsafe."""
    names = sheet_parts(part(data, members, _BOOK), part(data, members, _LINKS))
    walks = {
        name: Cells(name).run(inflate(data, members[part])) for name, part in names.items() if part in members
    }
    check_extents({name: walk.extent for name, walk in walks.items()})
    return {name: walk.marks for name, walk in walks.items()}


def named(unsafe: Unsafe, parts: dict[str, Part]) -> Unsafe:
    """The same refusal with the sheet's name in place of its part's, where the workbook tells it."""
    part = unsafe.words.get("sheet")
    if part and _BOOK in parts and _LINKS in parts:
        names = {target: name for name, target in sheet_parts(parts[_BOOK].kept, parts[_LINKS].kept).items()}
        return Unsafe(unsafe.code, unsafe.key, sheet=names.get(str(part), part))
    return unsafe


def sheet_parts(book: bytes, links: bytes) -> dict[str, str]:
    """Sheet name → part name, from the workbook and its relations; raises Unsafe when they are broken."""
    targets = relations(links)
    named = [(sheet.get("name", ""), _relation(sheet)) for sheet in elements(book, "sheet")]
    if len(dict(named)) != len(named):  # two sheets of one name: no program writes that
        raise Unsafe("FILE04", "parser")
    return {name: targets.get(relation, "") for name, relation in named}


def relations(links: bytes) -> dict[str, str]:
    """Relation → part name."""
    found = elements(links, "Relationship")
    return {relation.get("Id", ""): _part_name(relation.get("Target", "")) for relation in found}


def _relation(attributes: dict[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")


def _part_name(target: str) -> str:
    path = target.replace("\\", "/").lower()
    return path[1:] if path.startswith("/") else path if path.startswith("xl/") else normpath("xl/" + path)
