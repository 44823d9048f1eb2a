"""Varied xlsx packages, odd in ways that real ones are, and an independent check that a package is valid."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import xlsxwriter

Parts = dict[str, bytes]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "[Content_Types].xml"
STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d4944415478da63fcffff3f0300050001ff5a3d2e2c0000000049454e44ae426082"
)

#: CT_Worksheet, CT_Workbook, CT_Stylesheet and CT_Comments of ECMA-376: children in their order.
ORDER = {
    "worksheet": [
        "sheetPr",
        "dimension",
        "sheetViews",
        "sheetFormatPr",
        "cols",
        "sheetData",
        "sheetCalcPr",
        "sheetProtection",
        "protectedRanges",
        "scenarios",
        "autoFilter",
        "sortState",
        "dataConsolidate",
        "customSheetViews",
        "mergeCells",
        "phoneticPr",
        "conditionalFormatting",
        "dataValidations",
        "hyperlinks",
        "printOptions",
        "pageMargins",
        "pageSetup",
        "headerFooter",
        "rowBreaks",
        "colBreaks",
        "customProperties",
        "cellWatches",
        "ignoredErrors",
        "smartTags",
        "drawing",
        "legacyDrawing",
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    ],
    "workbook": [
        "fileVersion",
        "fileSharing",
        "workbookPr",
        "workbookProtection",
        "bookViews",
        "sheets",
        "functionGroups",
        "externalReferences",
        "definedNames",
        "calcPr",
        "oleSize",
        "customWorkbookViews",
        "pivotCaches",
        "smartTagPr",
        "smartTagTypes",
        "webPublishing",
        "fileRecoveryPr",
        "webPublishObjects",
        "extLst",
    ],
    "styleSheet": [
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
    ],
    "comments": ["authors", "commentList", "extLst"],
}


def problems(data: bytes) -> list[str]:
    """What is wrong with a package: content types, relations, order of elements, counts and indices of styles."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
        twice = len(archive.namelist()) - len(set(map(str.lower, archive.namelist())))
    roots = {n: ElementTree.fromstring(d) for n, d in parts.items() if n.endswith((".xml", ".rels"))}
    found = ["two parts of one name"] * bool(twice) + _types(roots[TYPES], parts)
    for name, root in roots.items():
        if name.endswith(".rels"):
            found += _links(name, root, parts)
        order = ORDER.get(root.tag.rpartition("}")[2], [])
        places = [order.index(tag) for child in root if (tag := child.tag.rpartition("}")[2]) in order]
        if places != sorted(places):
            found.append(f"{name}: order")
    return found + _formats(roots)


def _types(root: ElementTree.Element, parts: Parts) -> list[str]:
    defaults = Counter(e.get("Extension", "").lower() for e in root if e.tag.endswith("Default"))
    named = Counter(unquote(e.get("PartName", "")).lower() for e in root if e.tag.endswith("Override"))
    found = [f"{key}: typed {n} times" for key, n in (defaults + named).items() if n > 1]
    for name in parts:
        if name != TYPES and "/" + unquote(name).lower() not in named:
            extension = name.rpartition("/")[2].rpartition(".")[2].lower()
            found += [f"{name}: no type"] * (extension not in defaults)
            if extension == "xml" and name.startswith("xl/") and "theme" not in name:
                found.append(f"{name}: typed by its extension alone")
    return found


def _links(name: str, root: ElementTree.Element, parts: Parts) -> list[str]:
    found, known = [], {unquote(part).lower() for part in parts}
    ids = Counter(e.get("Id", "") for e in root)
    found += [f"{name}: {key} twice" for key, n in ids.items() if n > 1]
    folder = name.replace("_rels/", "").rpartition("/")[0]
    for one in root:
        target = unquote(one.get("Target", ""))
        steps = target.lstrip("/").split("/") if target.startswith("/") else [*folder.split("/"), *target.split("/")]
        path: list[str] = []
        for step in steps:
            path = path[:-1] if step == ".." else path + [step] * (step not in ("", "."))
        if one.get("TargetMode") != "External" and "/".join(path).lower() not in known:
            found.append(f"{name}: {one.get('Id')} leads nowhere")
    return found


def _formats(roots: dict[str, ElementTree.Element]) -> list[str]:
    sheets = [root for root in roots.values() if root.tag.endswith("}styleSheet")]
    if len(sheets) != 1:
        return [f"{len(sheets)} style sheets"]
    found, sizes = [], {}
    for section in sheets[0]:
        name = section.tag.rpartition("}")[2]
        sizes[name] = len(section)
        if section.get("count") not in (None, str(len(section))):
            found.append(f"{name}: count")
    for name, root in roots.items():
        if root.tag.endswith("}worksheet"):
            used = max((int(e.get("s", "0")) for e in root.iter() if e.tag.endswith(("}c", "}row"))), default=0)
            found += [f"{name}: format {used}"] * (used >= sizes.get("cellXfs", 0))
    return found


# --- varied packages


def book(rng: random.Random, path: Path) -> Path:
    """A workbook with some of all that a sheet may have around its cells."""
    made = xlsxwriter.Workbook(path)
    form = made.add_format({"num_format": "0.00", "bg_color": "#DDEEFF"})
    for n in range(rng.randrange(1, 4)):
        sheet = made.add_worksheet(f"表 {n}&" if rng.random() < 0.3 else None)
        for row in range(8):
            sheet.write_row(row, 0, [f"行{row}", row, row * 1.5], form if row % 2 else None)
        for feature in rng.sample(FEATURES, rng.randrange(1, 6)):
            feature(made, sheet)
    made.define_name("区", "=Sheet1!$A$1") if rng.random() < 0.3 else None
    made.close()
    return path


def _chart(made: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    chart = made.add_chart({"type": "line"})
    assert chart
    chart.add_series({"values": [sheet.name, 0, 1, 5, 1]})
    sheet.insert_chart("H2", chart)


FEATURES: list[Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], object]] = [
    _chart,
    lambda made, sheet: sheet.insert_image("J2", "dot.png", {"image_data": io.BytesIO(DOT)}),
    lambda made, sheet: sheet.set_header("&C&G", {"image_center": "dot.png", "image_data_center": io.BytesIO(DOT)}),
    lambda made, sheet: sheet.set_background(io.BytesIO(DOT)),
    lambda made, sheet: sheet.write_comment("B3", "已核"),
    lambda made, sheet: sheet.write_comment("E9", "注"),
    lambda made, sheet: sheet.data_validation("A1:A9", {"validate": "list", "source": ["甲", "乙"]}),
    lambda made, sheet: sheet.conditional_format(
        "B1:B9", {"type": "cell", "criteria": ">", "value": 3, "format": made.add_format({"bold": True})}
    ),
    lambda made, sheet: sheet.conditional_format("C1:C9", {"type": "data_bar", "data_bar_2010": True}),
    lambda made, sheet: sheet.add_table("L1:M4"),
    lambda made, sheet: sheet.autofilter("A1:C8"),
    lambda made, sheet: sheet.merge_range("E1:F3", "合"),
    lambda made, sheet: sheet.write_url("A9", "https://example.com/"),
    lambda made, sheet: sheet.set_h_pagebreaks([4]),
    lambda made, sheet: sheet.set_v_pagebreaks([2]),
    lambda made, sheet: sheet.protect("x"),
    lambda made, sheet: sheet.add_sparkline("D1", {"range": f"'{sheet.name}'!B1:C1"}),
    lambda made, sheet: sheet.ignore_errors({"number_stored_as_text": "A1:A9"}),
    lambda made, sheet: sheet.insert_checkbox("G1", True),
    lambda made, sheet: sheet.insert_button("N3"),
    lambda made, sheet: sheet.freeze_panes(1, 1),
    lambda made, sheet: sheet.print_area("A1:C8"),
]


def _sub(parts: Parts, name: str, pattern: str, new: str) -> None:
    parts[name] = re.sub(pattern, new, parts[name].decode()).encode()


def no_defaults(parts: Parts) -> None:
    """Types by name alone: no default for relations."""
    _sub(parts, TYPES, r'<Default Extension="rels"[^>]*>', "")


def no_xml_default(parts: Parts) -> None:
    """No default for XML."""
    _sub(parts, TYPES, r'<Default Extension="xml"[^>]*>', "")


def other_case(parts: Parts) -> None:
    """Extensions in capitals."""
    _sub(parts, TYPES, r'Extension="(\w+)"', lambda m: f'Extension="{m[1].upper()}"')  # type: ignore[arg-type]


def typed_twice(parts: Parts) -> None:
    """One part named twice."""
    _sub(parts, TYPES, r"(<Override PartName=\"/xl/workbook.xml\"[^>]*>)", r"\1\1")


def wrong_vml(parts: Parts) -> None:
    """Drawings of comments typed as something else."""
    _sub(parts, TYPES, r'<Default Extension="vml"[^>]*>', "")
    _sub(parts, TYPES, "</Types>", '<Default Extension="vml" ContentType="application/xml"/></Types>')


def untyped(parts: Parts) -> None:
    """A part nobody knows."""
    parts["xl/extra.dat"] = b"?"


def styles_missing(parts: Parts) -> None:
    """The style sheet is gone, its relation and type are not."""
    parts.pop("xl/styles.xml", None)


def styles_unrelated(parts: Parts) -> None:
    """The style sheet lies there without a relation."""
    _sub(parts, "xl/_rels/workbook.xml.rels", r'<Relationship [^>]*/styles"[^>]*>', "")


def styles_elsewhere(parts: Parts) -> None:
    """No style sheet, no relation, but a type that speaks of one."""
    styles_unrelated(parts)
    styles_missing(parts)


def clashing_ids(parts: Parts) -> None:
    """Ids as this program would choose them."""
    for name in [n for n in parts if n.endswith(".rels") and "/" in n.removeprefix("_rels/")]:
        owner = name.replace("_rels/", "").removesuffix(".rels")
        for part in (name, owner):
            if part.endswith((".xml", ".rels")):
                _sub(parts, part, r'"rId(\d+)"', r'"rIdRecon\1"')


def absolute(parts: Parts) -> None:
    """Targets from the root of the package."""
    _sub(parts, "xl/_rels/workbook.xml.rels", r'Target="(?!/)', 'Target="/xl/')


def dotted(parts: Parts) -> None:
    """Targets by a detour."""
    _sub(parts, "xl/_rels/workbook.xml.rels", r'Target="(?!/)', 'Target="./../xl/')


def encoded(parts: Parts) -> None:
    """A sheet whose name has a blank, encoded in the relation and the type and as a part."""
    for old, new in (("xl/worksheets/sheet1.xml", "xl/worksheets/sheet%201.xml"),):
        parts[new] = parts.pop(old)
        if (links := "xl/worksheets/_rels/sheet1.xml.rels") in parts:
            parts["xl/worksheets/_rels/sheet%201.xml.rels"] = parts.pop(links)
        _sub(parts, TYPES, "sheet1.xml", "sheet%201.xml")
        _sub(parts, "xl/_rels/workbook.xml.rels", "sheet1.xml", "sheet%201.xml")


def prefixed(parts: Parts) -> None:
    """Every element of the main namespace with a prefix."""
    for name in [n for n in parts if re.fullmatch(r"xl/(workbook|styles|comments\d+|worksheets/\w+)\.xml", n)]:
        text = re.sub(r"<(/?)(?![?!\w]*:)(?=[a-zA-Z])([\w.]+)(?=[\s/>])", r"<\1x:\2", parts[name].decode())
        parts[name] = text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"').encode()


def prefixed_links(parts: Parts) -> None:
    """Relations and types with a prefix."""
    for name in [n for n in parts if n.endswith(".rels")] + [TYPES]:
        text = re.sub(r"<(/?)(?=[A-Z])", r"<\1p:", parts[name].decode())
        parts[name] = text.replace("xmlns=", "xmlns:p=").encode()


def strict(parts: Parts) -> None:
    """Strict OOXML: other namespaces."""
    old = "http://schemas.openxmlformats.org/"
    for name in [n for n in parts if n.endswith((".xml", ".rels"))]:
        text = (
            parts[name]
            .decode()
            .replace(f"{old}spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
        )
        parts[name] = text.replace(
            f"{old}officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ).encode()


def shared_comments(parts: Parts) -> None:
    """Two sheets with one part of comments and one drawing."""
    first, second = (f"xl/worksheets/_rels/sheet{n}.xml.rels" for n in (1, 2))
    if first in parts and "xl/worksheets/sheet2.xml" in parts and b"comments" in parts[first]:
        parts[second] = parts[first]


def folders(parts: Parts) -> None:
    """Entries for folders, as some zip programs write them."""
    parts["xl/"] = b""


def reordered(parts: Parts) -> None:
    """Content types last."""
    parts[TYPES] = parts.pop(TYPES)


TWISTS: list[Callable[[Parts], None]] = [
    no_defaults,
    no_xml_default,
    other_case,
    typed_twice,
    wrong_vml,
    untyped,
    styles_missing,
    styles_unrelated,
    styles_elsewhere,
    clashing_ids,
    absolute,
    dotted,
    encoded,
    prefixed,
    prefixed_links,
    strict,
    shared_comments,
    folders,
    reordered,
]


def twisted(source: Path, path: Path, *twists: Callable[[Parts], None]) -> Path:
    """The package with these oddities."""
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for twist in twists:
        twist(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path
