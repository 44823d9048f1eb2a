"""Where the boxes of comments stand: in the sheet's own legacy drawing, or in a new one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from recon.reports.annotate import markup, types, vml
from recon.reports.annotate.address import Place
from recon.reports.annotate.draft import Draft
from recon.reports.annotate.markup import Unpatchable
from recon.reports.annotate.sheet import Sheet

_HEIGHT = re.compile(rb'\sht="([0-9.]+)"')


def draw(draft: Draft, part: str, sheet: Sheet, shared: Mapping[Place, str], new: Mapping[Place, str]) -> None:
    """Boxes for the new comments; those of the user grow with the words below theirs."""
    width, height = _widths(sheet), _heights(sheet)
    shapes = [(at, vml.anchor(at, words, width, height)) for at, words in new.items()]
    drawing = _legacy(draft, part, sheet)
    if drawing:
        draft.alone(drawing)
        source = draft.source(drawing)
        draft.splice(drawing, *vml.grown(source, dict(shared), width, height))
        if shapes:
            draft.splice(drawing, *vml.added(source, shapes))
    elif shapes:
        _new_drawing(draft, part, sheet, shapes)


def _legacy(draft: Draft, part: str, sheet: Sheet) -> str:
    """The drawing that ``legacyDrawing`` names, if any; a sheet may have another one for its page header."""
    wanted = [e.local("id") for e in sheet.behind() if e.name == "legacyDrawing"]
    if not wanted:
        return ""
    for relation in draft.related(part):
        if relation.local("Id") == wanted[0]:
            return draft.resolve(part, relation.local("Target"))
    raise Unpatchable("legacyDrawing")


def _new_drawing(draft: Draft, part: str, sheet: Sheet, shapes: list[tuple[Place, str]]) -> None:
    drawing = draft.free("xl/drawings/vmlDrawingRecon{}.vml")
    draft.add(drawing, vml.new(shapes), types.USUAL["vml"])
    relation = draft.relate(part, "vmlDrawing", drawing)
    element = f'<legacyDrawing xmlns:r="{draft.relations}" r:id="{relation}"/>'
    at = sheet.legacy_place()
    draft.insert(part, at, markup.dress(element, sheet.namespace).encode())


def _widths(sheet: Sheet) -> vml.Grid:
    """Column counted from 0 → pixels."""
    columns = [(a, b, _pixels(c)) for a, b, c in sheet.columns()]
    return lambda column: next((w for a, b, w in columns if a <= column + 1 <= b), 64.0)


def _pixels(column: Mapping[str, str]) -> float:
    if column.get("hidden") in ("1", "true"):
        return 0.0
    return float(column.get("width") or 8.43) * 7 + 5


def _heights(sheet: Sheet) -> vml.Grid:
    """Row counted from 0 → pixels."""

    def height(row: int) -> float:
        element = sheet.row(row + 1)
        tag = sheet.source[element.start : element.head] if element else b""
        if b' hidden="1"' in tag:
            return 0.0
        own = _HEIGHT.search(tag)
        return float(own[1]) * 4 / 3 if own else 20.0

    return height
