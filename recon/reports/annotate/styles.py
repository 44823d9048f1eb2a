"""Cell styles: clones that differ in their fill alone, and the few styles of our own sheet."""

from __future__ import annotations

import re

from recon.reports import theme
from recon.reports.annotate import markup
from recon.reports.annotate.draft import WORKBOOK, Draft
from recon.reports.annotate.markup import Element, Splice, Unpatchable

#: Order of the sections in a style sheet; one that is missing is put in its place.
ORDER = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)
#: What a section must begin with, as its first indices are reserved.
FIRST = {
    "fonts": ('<font><sz val="11"/><name val="Calibri"/></font>',),
    "fills": (
        '<fill><patternFill patternType="none"/></fill>',
        '<fill><patternFill patternType="gray125"/></fill>',
    ),
    "borders": ("<border><left/><right/><top/><bottom/><diagonal/></border>",),
    "cellXfs": ('<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',),
}
#: Excel allows 65,490 cell formats.
MOST = 65_000
#: The format of a cell or row, and of a column.
_INDEX = re.compile(rb"""\s(?:s|style)\s*=\s*["']([0-9]{1,4})["']""")
#: The format of a conditional rule, of a filter, of a part of a table.
_DXF = re.compile(rb"""[dD]xfId\s*=\s*["']([0-9]{1,4})["']""")
#: openpyxl looks nowhere else.
_USUAL = "xl/styles.xml"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


class Styles:
    """The style sheet of a package, to which entries are added; indices are valid once it is finished."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._related = next(iter(draft.targets(WORKBOOK, "styles")), "")
        self._part = _there(draft, self._related)
        self._root = draft.root(self._part) if self._part else markup.parse(_empty(draft).encode())
        self._sections = {e.name: e for e in self._root.children()}
        self._old = {name: _items(self._sections.get(name)) for name in FIRST}
        self._new: dict[str, list[str]] = {name: [] for name in FIRST}
        self._clones: dict[tuple[int, str], int] = {}

    def clone(self, base: int, colour: str) -> int:
        """A cell format like ``base``, filled with ``colour`` (``#RRGGBB``)."""
        if (base, colour) not in self._clones:
            old = self._old["cellXfs"]
            xf = old[base] if base < len(old) else next(iter(old), None)
            self._clones[base, colour] = self._entry("cellXfs", self._filled(xf, colour))
        return self._clones[base, colour]

    def style(self, **look: object) -> int:
        """A cell format of our own: colour, background, bold, font, size, align, border, underline, wrap."""
        font = self._entry("fonts", _font(look))
        fill = self._entry("fills", _solid(str(look["fill"]))) if "fill" in look else 0
        border = self._entry("borders", _border()) if look.get("border", True) else 0
        indent = ' indent="1"' if look.get("indent") else ""
        wrap = ' wrapText="1"' if look.get("wrap", True) else ""
        return self._entry(
            "cellXfs",
            f'<xf numFmtId="{look.get("format", 0)}" fontId="{font}" fillId="{fill}" borderId="{border}" '
            f'xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" '
            f'applyAlignment="1"><alignment horizontal="{look.get("align", "left")}" '
            f'vertical="center"{indent}{wrap}/></xf>',
        )

    def finish(self) -> None:
        """Put the new entries into the draft."""
        if not any(self._new.values()):
            return
        splices = [s for name, new in self._new.items() if new for s in self._grown(name, new)]
        if self._part:
            self._draft.splice(self._part, *splices)
        else:
            free = _USUAL if _USUAL not in self._draft.package else self._draft.free("xl/styles{}.xml")
            self._part = self._related or free
            self._draft.add(self._part, markup.spliced(self._root.source, splices)[0].decode(), _CONTENT)
        if not self._related:
            self._draft.relate(WORKBOOK, "styles", self._part)
            self._draft.typed(self._part, _CONTENT)

    def _entry(self, section: str, xml: str) -> int:
        """The index of an entry, added unless it was."""
        first, new = len(self._old[section]) or len(FIRST[section]), self._new[section]
        if xml not in new:
            new.append(xml)
        if first + len(new) > MOST:
            raise Unpatchable("styles")
        return first + new.index(xml)

    def _filled(self, xf: Element | None, colour: str) -> str:
        if xf is None:
            xf = next(markup.scan(FIRST["cellXfs"][0].encode()))
        fill = self._entry("fills", _solid(colour, self._colour(xf)))
        tag = xf.with_attributes(fillId=str(fill), applyFill="1").new
        return (tag + xf.source[xf.head : xf.end]).decode()

    def _colour(self, xf: Element) -> str:
        """The attributes of the colour a cell was filled with; empty unless it was a solid one."""
        fills, number = self._old["fills"], xf.local("fillId")
        fill = fills[int(number)] if number.isdigit() and int(number) < len(fills) else None
        pattern = fill.child("patternFill") if fill else None
        colour = pattern.child("fgColor") if pattern else None
        if pattern is None or colour is None or pattern.local("patternType") != "solid":
            return ""
        return " ".join(f'{k}="{markup.attribute(v).decode()}"' for k, v in colour.attributes.items())

    def _grown(self, name: str, new: list[str]) -> list[Splice]:
        section = self._sections.get(name)
        if section is None or not self._old[name]:
            return [self._made(name, new, section)]
        count = str(len(self._old[name]) + len(new))
        return [section.with_attributes(count=count), section.append(*new)]

    def _made(self, name: str, new: list[str], old: Element | None) -> Splice:
        """A section that was missing or empty, in its place."""
        items = [*FIRST[name], *new]
        fragment = self._root.dress(f'<{name} count="{len(items)}">{"".join(items)}</{name}>').encode()
        if old is not None:
            return Splice(old.start, old.end, fragment)
        before = [e.end for e in self._sections.values() if e.name in ORDER[: ORDER.index(name)]]
        at = max(before, default=self._root.head)
        return Splice(at, at, fragment)


def _there(draft: Draft, related: str) -> str:
    """The style sheet of the package: the one related, or one in the usual place without a relation; or none."""
    if related or _USUAL not in draft.package:
        return related if related in draft.package else ""
    root = draft.root(_USUAL)
    return _USUAL if root.name == "styleSheet" and root.namespace == draft.main else ""


def _items(section: Element | None) -> list[Element]:
    return list(section.children()) if section else []


def _empty(draft: Draft) -> str:
    """A style sheet for a workbook without one: as many plain formats as its sheets and tables speak of."""
    parts = "".join(f'<{n} count="{len(i)}">{"".join(i)}</{n}>' for n, i in FIRST.items() if n != "cellXfs")
    xf, count, conditional = FIRST["cellXfs"][0], _spoken(draft, _INDEX) + 1, _spoken(draft, _DXF) + 1
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{draft.main}">{parts}'
        f'<cellStyleXfs count="1">{xf}</cellStyleXfs><cellXfs count="{count}">{xf * count}</cellXfs>'
        f'<dxfs count="{conditional}">{"<dxf/>" * conditional}</dxfs></styleSheet>'
    )


def _spoken(draft: Draft, index: re.Pattern[bytes]) -> int:
    """The largest index that this finds in any sheet or table."""
    sheets = [part for part in draft.targets(WORKBOOK, "worksheet") if part in draft.package]
    tables = [table for part in sheets for table in draft.targets(part, "table") if table in draft.package]
    indices = (number for part in sheets + tables for number in index.findall(draft.source(part)))
    return max(map(int, indices), default=0)


def argb(colour: str) -> str:
    """``#RRGGBB`` as an opaque ARGB."""
    return f"FF{colour.lstrip('#').upper()}"


def _solid(colour: str, under: str = "") -> str:
    """A solid fill. Its second colour is never seen: it keeps the one the cell had, for a clean by hand."""
    front, back = f'<fgColor rgb="{argb(colour)}"/>', under or 'indexed="64"'
    return f'<fill><patternFill patternType="solid">{front}<bgColor {back}/></patternFill></fill>'


def _font(look: dict[str, object]) -> str:
    bold = "<b/>" if look.get("bold") else ""
    line = "<u/>" if look.get("underline") else ""
    return (
        f'<font>{bold}{line}<sz val="{look.get("size", 10.5)}"/>'
        f'<color rgb="{argb(str(look.get("color", theme.INK)))}"/>'
        f'<name val="{look.get("font", theme.BODY_FONT)}"/><family val="2"/><charset val="134"/></font>'
    )


def _border() -> str:
    color = f'<color rgb="{argb(theme.RULE)}"/>'
    sides = "".join(f'<{s} style="thin">{color}</{s}>' for s in ("left", "right", "top", "bottom"))
    return f"<border>{sides}<diagonal/></border>"
