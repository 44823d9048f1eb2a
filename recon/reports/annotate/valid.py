"""Whether a package is one: content types, relations and the order of elements (ECMA-376 parts 1 and 2).

A file may have faults of its own and still open; a marked copy must not have one more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from recon.reports.annotate import markup, styles, types
from recon.reports.annotate.draft import owner, resolve
from recon.reports.annotate.markup import Element
from recon.reports.package import Package

#: Root element → the order of its children (ECMA-376 part 1, 18.2.27, 18.3.1.99, 18.7.6, 18.8.39).
ORDERS = {
    "workbook": (
        "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences "
        "definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing "
        "fileRecoveryPr webPublishObjects extLst"
    ),
    "worksheet": (
        "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges "
        "scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr "
        "conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks "
        "colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF "
        "drawingHF picture oleObjects controls webPublishItems tableParts extLst"
    ),
    "comments": "authors commentList extLst",
    "styleSheet": " ".join(styles.ORDER),
}
#: Children that may come more than once.
_REPEATED = {"conditionalFormatting", "fileRecoveryPr"}


def faults(package: Package) -> set[str]:
    """Every fault of content types and relations, as words."""
    return {*_types(package), *_relations(package)}


def disorder(part: str, source: bytes) -> set[str]:
    """The elements of a part that stand where they must not, as words."""
    return set(_disorder(part, source)) if part.lower().endswith(".xml") else set()


def _types(package: Package) -> Iterator[str]:
    content_types = types.Types(markup.parse(package[types.PART].data()))
    for entry in content_types.again:
        yield f"type twice: {entry.local('PartName') or entry.local('Extension')}"
    for member in package:
        name = types.key(member.name)
        if name != types.key(types.PART) and not name.endswith("/") and not content_types.content_type(name):
            yield f"no type: {name}"


def _relations(package: Package) -> Iterator[str]:
    names = {types.key(member.name) for member in package}
    for member in package:
        if not member.name.lower().endswith(".rels"):
            continue
        relations = list(markup.parse(member.data()).children())
        for name, count in Counter(relation.local("Id") for relation in relations).items():
            if count > 1:
                yield f"id twice: {member.name} {name}"
        for relation in relations:
            target = resolve(owner(member.name), relation.local("Target"))
            inside = relation.local("TargetMode") != "External" and not relation.local("Target").startswith("#")
            if inside and types.key(target) not in names:
                yield f"no part: {member.name} {relation.local('Id')}"


def _disorder(part: str, source: bytes) -> Iterator[str]:
    root = markup.parse(source)
    order, last = ORDERS.get(root.name, "").split(), -1
    for child in _children(root):
        at = order.index(child) if child in order else last
        if at < last or (at == last and child in order and child not in _REPEATED):
            yield f"order: {part} {child}"
        last = max(at, last)


def _children(root: Element) -> Iterator[str]:
    """Names of the children of a root; of a sheet's cells only that they are there."""
    start, end = root.head, root.tail
    cells = root.source.find(b"sheetData", start) if root.name == "worksheet" else -1
    close = root.source.rfind(f"</{root.prefix}sheetData".encode())
    if cells < 0 or close < 0:
        yield from (child.name for child in markup.scan(root.source, start, end))
        return
    opened = root.source.rfind(b"<", start, cells)
    yield from (child.name for child in markup.scan(root.source, start, opened))
    yield "sheetData"
    yield from (child.name for child in markup.scan(root.source, root.source.find(b">", close) + 1, end))
