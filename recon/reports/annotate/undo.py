"""Taking marks out: byte for byte while nobody else saved the file, by our own signs when somebody did."""

from __future__ import annotations

import json
import zlib

from recon.reports import theme
from recon.reports.annotate import book, comments, markup, vml
from recon.reports.annotate.draft import WORKBOOK, Draft
from recon.reports.annotate.markup import Element, Splice
from recon.reports.annotate.styles import argb
from recon.reports.package import Package

#: The part that says how to undo the marks; no relation leads to it, so other programs leave it out on saving.
PART = "recon/marks.json"
CONTENT = "application/json"


def record(before: Package, after: Package, undo: dict[str, list[Splice]], added: set[str]) -> str:
    """What :func:`exact` needs: the splices that restore each part, and checksums from both sides."""
    parts = {
        name: {
            "marked": after[name].crc,
            "original": before[name].crc,
            "undo": [[s.start, s.end, s.new.decode("utf-8")] for s in splices],
        }
        for name, splices in sorted(undo.items())
    }
    new = {name: after[name].crc for name in sorted(added)}
    return json.dumps({"version": 1, "parts": parts, "added": new}, ensure_ascii=False, sort_keys=True)


def clean(package: Package) -> Package:
    """The package without marks of ours; as it is when it has none."""
    return exact(package) or by_signs(package)


def exact(package: Package) -> Package | None:
    """The package as it was before it was marked; None when it has no record, or is no longer as recorded."""
    try:
        if PART not in package:
            return None
        record = json.loads(package[PART].data())
        parts, added = record["parts"], record["added"]
        checksums = {**{name: p["marked"] for name, p in parts.items()}, **added}
        if any(name not in package or package[name].crc != crc for name, crc in checksums.items()):
            return None
        restored = {name: _restored(package[name].data(), p) for name, p in parts.items()}
    except (KeyError, TypeError, ValueError, AttributeError, AssertionError):
        return None
    return package.changed(restored, {}, [PART, *added])


def _restored(data: bytes, part: dict[str, object]) -> bytes:
    undo = [Splice(start, end, new.encode("utf-8")) for start, end, new in part["undo"]]  # type: ignore[attr-defined]
    original, _ = markup.spliced(data, undo)
    if zlib.crc32(original) != part["original"]:
        raise ValueError("record")
    return original


def by_signs(package: Package) -> Package:
    """The package without our sheet, our fills and our words in comments.

    A fill that a cell had before comes back where the program that saved the file kept its second colour
    (Excel does, LibreOffice does not). Raises Unpatchable when the package cannot be read,
    ExpatError rather than return a damaged one.
    """
    draft = Draft(package)
    ours = book.marked(draft)
    if ours is None:
        return package
    for part in book.worksheets(draft).values():
        _strip_comments(draft, part)
    _strip_fills(draft)
    book.take_out(draft, ours)
    if PART in package:
        draft.drop(PART)
    stripped, changes = draft.finish()
    for name in changes:
        if not name.lower().endswith(".vml"):
            markup.check(stripped[name].data())
    return stripped


def _strip_comments(draft: Draft, part: str) -> None:
    for name in draft.targets(part, "comments"):
        splices, gone = comments.stripped(draft.root(name))
        draft.splice(name, *splices)
        for drawing in draft.targets(part, "vmlDrawing") if gone else ():
            draft.splice(drawing, *vml.removed(draft.source(drawing), gone))


def _strip_fills(draft: Draft) -> None:
    properties = next(iter(draft.targets("", "extended-properties")), "")
    trusted = properties in draft.package and b"LibreOffice" not in draft.source(properties)
    for part in draft.targets(WORKBOOK, "styles"):
        group = draft.root(part).child("fills")
        for fill in group.children() if group else ():
            if new := _unfilled(fill, trusted=trusted):
                draft.splice(part, Splice(fill.start, fill.end, draft.root(part).dress(new).encode()))


def _unfilled(fill: Element, *, trusted: bool) -> str:
    """What stands in place of one of our fills; empty for any other."""
    ours = {argb(colour) for pair in theme.FILLS.values() for colour in pair}
    pattern = fill.child("patternFill")
    front, under = (pattern.child(n) if pattern else None for n in ("fgColor", "bgColor"))
    if front is None or front.local("rgb").upper() not in ours:
        return ""
    kept = under.attributes if under and trusted else {}
    if not kept or kept.get("indexed") == "64":
        return '<fill><patternFill patternType="none"/></fill>'
    colour = " ".join(f'{k}="{markup.attribute(v).decode()}"' for k, v in kept.items())
    solid = f'<patternFill patternType="solid"><fgColor {colour}/><bgColor indexed="64"/></patternFill>'
    return f"<fill>{solid}</fill>"
