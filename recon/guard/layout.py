"""Where the parts of a package lie, found through its relationships: workbook, sheets, shared strings, styles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath
from urllib.parse import unquote

from recon.guard.limits import MAX_PART, MAX_SHEETS, MIB, Unsafe
from recon.guard.markup import Attributes, elements
from recon.guard.package import Members, part

_ROOT = "_rels/.rels"
_USUAL = "xl/workbook.xml"
_WORKBOOKS = (_USUAL, "xl/workbook.bin")
#: Kinds of sheets by the last word of their relationship; only the first has cells to read.
WORKSHEET = "worksheet"


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet as the workbook names it: its part and its kind, such as worksheet, chartsheet or xlMacrosheet."""

    name: str
    part: str
    kind: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a workbook by their use, lower case; blank where there is none."""

    book: str
    pages: tuple[Page, ...] = ()
    strings: str = ""
    styles: str = ""
    since_1904: bool = False

    @property
    def worksheets(self) -> tuple[Page, ...]:
        """The sheets that have cells, in order."""
        return tuple(page for page in self.pages if page.kind == WORKSHEET)

    @property
    def passed(self) -> tuple[tuple[str, str], ...]:
        """Name and kind of the sheets that have none: charts, dialogs, macros."""
        return tuple((page.name, page.kind) for page in self.pages if page.kind != WORKSHEET)

    @property
    def usual(self) -> bool:
        """Whether the workbook lies where every program but a few puts it."""
        return self.book == _USUAL

    def sheet_named(self, part: str) -> str:
        """The name of the sheet that lies in ``part``, or ``part`` itself."""
        return next((page.name for page in self.pages if page.part == part), part)


def workbook_part(data: bytes, members: Members) -> str:
    """The part that holds the workbook, by the package's own relationships; blank for another document."""
    if "[content_types].xml" not in members:
        return ""
    roots = [target for kind, target in _targets(data, members, _ROOT, "").values() if kind == "officeDocument"]
    parts = [name for name in [*roots, *_WORKBOOKS] if name in members]
    return parts[0] if parts and _is_workbook(data, members, parts[0]) else ""


def _is_workbook(data: bytes, members: Members, name: str) -> bool:
    if name in _WORKBOOKS or name.endswith(".bin"):
        return True
    return name.endswith(".xml") and bool(elements(_small(data, members, name), "workbook"))


def read(data: bytes, members: Members, book: str) -> Layout:
    """The layout of an xlsx; raises Unsafe where the workbook contradicts itself."""
    links = join(dirname(book), "_rels", basename(book) + ".rels")
    targets = _targets(data, members, links, dirname(book))
    text = _small(data, members, book)
    pages = tuple(_page(sheet, targets) for sheet in elements(text, "sheet"))
    if len(pages) > MAX_SHEETS:
        raise Unsafe("FILE06", "sheets", limit=MAX_SHEETS)
    if len({page.name for page in pages}) != len(pages):  # two sheets of one name: no program writes that
        raise Unsafe("FILE04", "same_name")
    for page in pages:
        if page.kind == WORKSHEET and page.part not in members:
            raise Unsafe("FILE04", "no_part", sheet=page.name)
    since = any(_true(about.get("date1904")) for about in elements(text, "workbookPr"))
    strings, styles = (_of_kind(targets, kind, dirname(book), members) for kind in ("sharedStrings", "styles"))
    return Layout(book, pages, strings, styles, since)


def _page(sheet: Attributes, targets: dict[str, tuple[str, str]]) -> Page:
    relation = next((value for key, value in sheet.items() if key.rpartition(":")[2] == "id"), "")
    kind, target = targets.get(relation, (WORKSHEET, ""))
    return Page(sheet.get("name", ""), target, kind, sheet.get("state", "visible") != "visible")


def _of_kind(targets: dict[str, tuple[str, str]], kind: str, folder: str, members: Members) -> str:
    """The part of a kind, or the one that has its usual name although nothing refers to it."""
    names = [target for of, target in targets.values() if of == kind]
    return next((name for name in [*names, f"{folder}/{kind.lower()}.xml"] if name in members), "")


def _targets(data: bytes, members: Members, links: str, folder: str) -> dict[str, tuple[str, str]]:
    """Relation → the last word of its type, and its part, whose name may be written with percent signs."""
    relations = _relations(_small(data, members, links), folder)
    return {name: (kind, part if part in members else unquote(part)) for name, (kind, part) in relations}


def relations(links: bytes, folder: str = "xl") -> dict[str, str]:
    """Relation → part name."""
    return {relation: target for relation, (_, target) in _relations(links, folder)}


def _relations(text: bytes, folder: str) -> Iterator[tuple[str, tuple[str, str]]]:
    for relation in elements(text, "Relationship"):
        if relation.get("TargetMode") != "External":
            kind = relation.get("Type", "").rpartition("/")[2]
            yield relation.get("Id", ""), (kind, part_name(relation.get("Target", ""), folder))


def part_name(target: str, folder: str) -> str:
    """A relation's target as the name of a part, as this package writes names."""
    path = target.replace("\\", "/").lower()
    if path.startswith("/"):
        return path[1:]
    return path if folder and path.startswith(folder + "/") else normpath(join(folder, path))


def _small(data: bytes, members: Members, name: str) -> bytes:
    if name in members and members[name].file_size > MAX_PART:
        raise Unsafe("FILE06", "too_big", limit=MAX_PART // MIB)
    return part(data, members, name)


def _true(text: str | None) -> bool:
    return text in ("1", "true", "on")
