"""The marked copy: the officer's own file with marks, and nothing else changed."""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import random
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers.expat import ExpatError

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.workbook.workbook import Workbook

from recon import engine, explanations, guard, messages, workbook
from recon.errors import UnreadableError
from recon.model import LEVELS, CellRef, FileReport, Finding
from recon.reports import annotate, package, theme
from recon.reports.annotate import listing, markup, undo, verify
from recon.reports.annotate.markup import Splice
from recon.workbook import RawBook, RawSheet
from tests import office, sheets, showcase, soak

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")

#: All that the showcase may differ in: index of sheets, styles, the sheet with marks, its comments and boxes.
CHANGED = {
    "[Content_Types].xml",
    "xl/_rels/workbook.xml.rels",
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/worksheets/sheet2.xml",
    "xl/comments1.xml",
    "xl/drawings/vmlDrawing2.vml",
}
ADDED = {"xl/worksheets/sheetRecon1.xml", "recon/marks.json"}
XLSX = "xlsx:Calc MS Excel 2007 XML"
STAMP = messages.mark("comment_stamp", "zh")


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The showcase, unmarked."""
    return showcase.build(tmp_path_factory.mktemp("show") / "月报.xlsm")


@pytest.fixture(scope="module")
def marked(show: Path) -> Path:
    """The showcase, marked."""
    return mark(show, show.with_name("标注.xlsm"))


def mark(source: Path, path: Path) -> Path:
    """Validate and mark."""
    return annotate.write(engine.validate_file(source), source, path, lang="zh")


def parts(path: Path) -> dict[str, bytes]:
    """All parts, in order."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def found(path: Path) -> list[tuple[str, list[str]]]:
    """Codes and cells of a file's findings."""
    return [(f.code, [str(c) for c in f.cells]) for f in engine.validate_file(path).findings]


def fill(cell: Cell | MergedCell) -> str | None:
    """The colour a cell is filled with."""
    return "#" + cell.fill.fgColor.rgb[2:] if cell.fill.fill_type else None


def cell(book: Workbook, sheet: str, at: str) -> Cell:
    """A cell as openpyxl reads it."""
    found = book[sheet][at]
    assert isinstance(found, Cell)
    return found


def note(cell: Cell) -> str:
    """The words of a cell's comment; empty without one."""
    return cell.comment.text if cell.comment else ""


def note_author(cell: Cell) -> str:
    """Whose comment it is."""
    return cell.comment.author if cell.comment else ""


def report(source: Path, *cells: CellRef, level: int = 2) -> FileReport:
    """A report with one finding a cell."""
    findings = tuple(Finding("FORM03", LEVELS[level], (c,), {"column": "本月完成"}) for c in cells)
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    return FileReport(str(source), digest, "targets", findings=findings, book=RawBook(source, digest, ()))


# --- nothing else changed


def test_every_part_without_a_mark_is_the_same(show: Path, marked: Path) -> None:
    """Chart, picture, text box, pivot, macro, thread and properties: byte for byte, in the old order."""
    before, after = parts(show), parts(marked)

    assert len(before) == 35
    assert {name for name in before if after[name] != before[name]} == CHANGED
    assert set(after) - set(before) == ADDED
    assert list(after)[: len(before)] == list(before)


def test_parts_keep_their_compressed_bytes(show: Path, marked: Path) -> None:
    """What is not changed is not even compressed anew."""
    before, after = (package.load(p.read_bytes()) for p in (show, marked))

    assert all(bytes(after[m.name].raw) == bytes(m.raw) for m in before if m.name not in CHANGED)


def test_the_marked_sheet_keeps_all_but_three_styles(show: Path, marked: Path) -> None:
    """Rich text, sparkline, dropdown, data bar, selection and cached values stay: only ``s`` of three cells."""
    before, after = (ElementTree.fromstring(parts(p)["xl/worksheets/sheet2.xml"]) for p in (show, marked))
    pairs = list(zip(before.iter(), after.iter(), strict=True))
    differing = [
        old.get("r") for old, new in pairs if (old.tag, old.attrib, old.text) != (new.tag, new.attrib, new.text)
    ]

    assert differing == ["H2", "H3", "H4"]


def test_a_cell_changes_in_its_fill_alone(show: Path, marked: Path) -> None:
    """Font, border, number format, alignment and protection are the user's."""
    old, new = (cell(openpyxl.load_workbook(p), "指标", "H2") for p in (show, marked))

    assert (fill(old), fill(new)) == ("#FFFF00", theme.FILLS["强制性"][0])
    for part in ("font", "border", "number_format", "alignment", "protection"):
        assert repr(getattr(old, part)) == repr(getattr(new, part))


def test_indices_into_the_sheets_move_by_one(show: Path, marked: Path) -> None:
    """Print areas and local names stay with their sheets, the active sheet stays active."""
    before, after = (openpyxl.load_workbook(p) for p in (show, marked))

    assert [messages.mark("sheet", "zh"), *before.sheetnames] == after.sheetnames
    assert sheets.front(before).title == sheets.front(after).title == "指标"
    assert before["指标"].print_area == after["指标"].print_area
    assert before["指标"].print_title_rows == after["指标"].print_title_rows
    assert list(after["数 据"].defined_names) == ["清单"]


def test_the_input_is_never_written(show: Path, marked: Path) -> None:
    """The submitted file is read only."""
    before = show.read_bytes()
    mark(show, show.with_name("又一份.xlsm"))

    assert show.read_bytes() == before


# --- what is said


def test_comments_stand_below_the_users(marked: Path) -> None:
    """The user's words first, ours behind the stamp; a cell with a thread is only filled."""
    book = openpyxl.load_workbook(marked)
    texts = {at: note(cell(book, "指标", at)) for at in ("H2", "H3", "H4")}

    assert texts["H2"].startswith(f"领导批示：保留\n{STAMP}\n[错误 FOOT01] ")
    assert texts["H3"].startswith(f"{STAMP}\n[错误 FOOT01] ")
    assert texts["H4"] == "[Threaded comment]"
    assert note_author(cell(book, "指标", "H3")) == "recon"
    assert fill(cell(book, "指标", "H4")) == theme.FILLS["强制性"][1]


def test_the_list_tells_every_finding(marked: Path) -> None:
    """One row a finding, linked to its cell."""
    sheet = openpyxl.load_workbook(marked)["问题清单"]
    row = [c.value for c in sheet[4]]

    assert sheet["A1"].value == messages.mark("stamp", "zh")
    assert row[:3] == ["错误", "FOOT01", "指标!H2"]
    assert "差 10" in str(row[3])
    assert sheet["C4"].hyperlink.location == "'指标'!H2"


def test_whole_rows_and_sheets_are_told_in_the_list_only(show: Path, tmp_path: Path) -> None:
    """A finding without a cell fills nothing."""
    file = report(show, CellRef("指标"), CellRef("指标", 3), CellRef("没有的表", 2, 2))
    out = annotate.write(file, show, tmp_path / "a.xlsm", lang="zh")
    sheet = openpyxl.load_workbook(out)["问题清单"]

    assert [sheet.cell(r, 3).value for r in (4, 5, 6)] == ["指标", "指标!3", "没有的表!B2"]
    assert parts(out)["xl/worksheets/sheet2.xml"] == parts(show)["xl/worksheets/sheet2.xml"]


def test_findings_of_one_cell_share_a_comment(show: Path, tmp_path: Path) -> None:
    """The graver level colours the cell; both are told."""
    at = CellRef("口径", 9, 9)
    file = report(show, at, level=0)
    file = replace(file, findings=(*file.findings, *report(show, at, level=2).findings))
    book = openpyxl.load_workbook(annotate.write(file, show, tmp_path / "a.xlsm", lang="zh"))

    assert fill(cell(book, "口径", "I9")) == theme.FILLS["强制性"][0]
    assert "[提示 FORM03]" in note(cell(book, "口径", "I9"))
    assert "[错误 FORM03]" in note(cell(book, "口径", "I9"))


def test_a_box_grows_with_the_words_put_into_it(show: Path, marked: Path) -> None:
    """The user's box keeps its place and gets room below and at the right; other boxes stay."""
    before, after = (vml_anchors(p) for p in (show, marked))

    assert after["1,7"][:4] == before["1,7"][:4]
    assert after["1,7"][4] > before["1,7"][4]
    assert after["1,7"][6] > before["1,7"][6]
    assert after["3,7"] == before["3,7"]
    assert set(after) - set(before) == {"2,7"}


def vml_anchors(path: Path) -> dict[str, list[int]]:
    """Row and column from 0 → anchor of the box."""
    root = ElementTree.fromstring(parts(path)["xl/drawings/vmlDrawing2.vml"])
    space = "{urn:schemas-microsoft-com:office:excel}"
    boxes = {}
    for data in root.iter(f"{space}ClientData"):
        told = {child.tag.removeprefix(space): child.text or "" for child in data}
        boxes[f"{told['Row']},{told['Column']}"] = [int(n) for n in told["Anchor"].split(",")]
    return boxes


def test_no_findings_are_said_to_be_none(show: Path, tmp_path: Path) -> None:
    """An empty list must not look like a list that failed."""
    out = annotate.write(report(show), show, tmp_path / "a.xlsm", lang="zh")

    assert openpyxl.load_workbook(out)["问题清单"]["A4"].value == messages.SHEETS["no_findings"][0]


def test_words_are_kept_as_words(show: Path, tmp_path: Path) -> None:
    """Formulas, markup, codes and control characters in a sentence stay text."""
    words = {"column": "=1+1 <b>&amp; _x000D_ \x0b \ud800"}
    file = report(show, CellRef("指标", 2, 2))
    file = replace(file, findings=(replace(file.findings[0], words=words),))
    book = openpyxl.load_workbook(annotate.write(file, show, tmp_path / "a.xlsm", lang="zh"))
    said = str(book["问题清单"]["D4"].value)

    assert "=1+1 <b>&amp; " in said
    assert book["问题清单"]["D4"].data_type != "f"


# --- again and back


def test_a_marked_copy_gives_the_same_findings(show: Path, marked: Path) -> None:
    """Marks change no verdict."""
    assert found(marked) == found(show) == [("FOOT01", ["指标!H2", "指标!H3", "指标!H4"])]


def test_marking_twice_is_marking_once(marked: Path, tmp_path: Path) -> None:
    """The same bytes."""
    assert mark(marked, tmp_path / "b.xlsm").read_bytes() == marked.read_bytes()


def test_clean_restores_every_byte(show: Path, marked: Path, tmp_path: Path) -> None:
    """Every part, and their order."""
    clean = annotate.clean(marked, tmp_path / "c.xlsm")

    assert list(parts(clean).items()) == list(parts(show).items())


def test_clean_leaves_an_unmarked_file_alone(show: Path, tmp_path: Path) -> None:
    """Not even packed anew."""
    assert annotate.clean(show, tmp_path / "c.xlsm").read_bytes() == show.read_bytes()


def test_remarks_are_kept_with_and_without_their_finding(marked: Path, tmp_path: Path) -> None:
    """审核说明 survives another marking in its row; once its finding is gone it stands below the list."""
    file = engine.validate_file(marked)
    assert file.book
    own = next(s for s in file.book.sheets if listing.ours(s))
    own.rows[3][4] = "四舍五入所致"
    same = annotate.write(explanations.explained(file), marked, tmp_path / "b.xlsm", lang="zh")
    gone = explanations.explained(replace(file, findings=()))
    below = annotate.write(gone, marked, tmp_path / "c.xlsm", lang="zh")

    assert openpyxl.load_workbook(same)["问题清单"]["E4"].value == "四舍五入所致"
    assert openpyxl.load_workbook(below)["问题清单"]["E6"].value == "四舍五入所致"


def test_a_users_sheet_of_our_name_is_kept(tmp_path: Path) -> None:
    """Ours takes another name."""
    source = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.title = "问题清单"  # type: ignore[union-attr]
    book.save(source)
    out = annotate.write(report(source, CellRef("问题清单", 1, 1)), source, tmp_path / "b.xlsx", lang="zh")

    assert openpyxl.load_workbook(out).sheetnames == ["问题清单(2)", "问题清单"]
    assert list(parts(annotate.clean(out, tmp_path / "c.xlsx")).items()) == list(parts(source).items())


# --- other programs


@office.needs_office
def test_libreoffice_shows_marks_and_keeps_content(marked: Path, tmp_path: Path) -> None:
    """Fills and comments are seen by a second program; values are unchanged."""
    book = openpyxl.load_workbook(office.convert(marked, tmp_path, XLSX))

    assert fill(cell(book, "指标", "H2")) == theme.FILLS["强制性"][0]
    assert STAMP in note(cell(book, "指标", "H3"))
    assert cell(book, "指标", "N2").value == "=SUM(N3:N4)"
    assert book.sheetnames[0] == "问题清单"


@office.needs_office
def test_marks_come_out_after_another_program_saved_the_file(marked: Path, tmp_path: Path) -> None:
    """The record is lost; sheet, fills and words are told by their signs, the user's words stay."""
    saved = office.convert(marked, tmp_path, XLSX)
    assert undo.PART not in parts(saved)
    book = openpyxl.load_workbook(annotate.clean(saved, tmp_path / "clean.xlsx"))

    assert "问题清单" not in book.sheetnames
    assert [fill(cell(book, "指标", at)) for at in ("H2", "H3", "H4")] == [None] * 3
    assert note(cell(book, "指标", "H2")) == "领导批示：保留"
    assert cell(book, "指标", "H3").comment is None
    assert book["指标"].print_area == "'指标'!$A$1:$L$4"


@office.needs_office
def test_marking_again_after_another_program_saved_the_file(marked: Path, tmp_path: Path) -> None:
    """One list, one note a cell, the same findings."""
    saved = office.convert(marked, tmp_path, XLSX)
    out = mark(saved, tmp_path / "again.xlsx")
    book = openpyxl.load_workbook(out)

    assert [name for name in book.sheetnames if name.startswith("问题清单")] == ["问题清单"]
    assert note(cell(book, "指标", "H2")).count(STAMP) == 1
    assert found(out) == found(marked)
    office.convert(out, tmp_path / "lo", "pdf")


def test_excel_gives_back_the_fill_a_cell_had(marked: Path, tmp_path: Path) -> None:
    """Without the record a solid fill comes back from the second colour of ours."""
    saved = tmp_path / "saved.xlsm"
    with zipfile.ZipFile(saved, "w") as archive:
        for name, data in parts(marked).items():
            if name != undo.PART:
                archive.writestr(name, data)
    book = openpyxl.load_workbook(annotate.clean(saved, tmp_path / "clean.xlsm"))

    assert [fill(cell(book, "指标", at)) for at in ("H2", "H3", "H4")] == ["#FFFF00", None, None]


@office.needs_office
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_other_kinds_get_a_new_workbook(show: Path, tmp_path: Path, kind: str) -> None:
    """Values at the same cells, marked the same way, and the list says that the file is a new one."""
    source = office.convert(show, tmp_path, kind)
    out = mark(source, tmp_path / f"标注.{kind}")
    book = openpyxl.load_workbook(out)

    assert out.suffix == ".xlsx"
    assert fill(cell(book, "指标", "H2")) == theme.FILLS["强制性"][0]
    assert cell(book, "指标", "H3").value == "30"
    assert messages.mark("fresh", "zh") in str(book["问题清单"]["A2"].value)
    assert found(out) == found(source)


def test_text_files_get_a_new_workbook(tmp_path: Path) -> None:
    """A csv has one sheet, whose name Excel may not allow."""
    source = tmp_path / "a.csv"
    source.write_text("甲,=1+1\n", encoding="utf-8")
    name = "一个很长的名字/" * 6
    file = report(source, CellRef(name, 1, 2))
    file = replace(file, book=RawBook(source, file.sha256, (RawSheet(name, [["甲", "=1+1"]]),)))
    book = openpyxl.load_workbook(annotate.write(file, source, tmp_path / "b.csv", lang="en").with_suffix(".xlsx"))
    sheet = book[book.sheetnames[1]]

    assert sheet["B1"].data_type == "s"
    assert fill(sheet["B1"]) == theme.FILLS["强制性"][0]
    assert messages.MARKS["fresh"][1] in str(book["Findings"]["A2"].value)


# --- odd forms: (name, sheet part, whether there is a style sheet), each marked at B3

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
PREFIXED = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ODD = {
    "no addresses": f"<worksheet {MAIN}><sheetData><row/><row><c><v>1</v></c></row><row><c><v>2</v></c><c><v>3</v>"
    "</c></row></sheetData></worksheet>",
    "empty data": f"<worksheet {MAIN}><sheetData/></worksheet>",
    "empty row": f'<worksheet {MAIN}><sheetData><row r="3" spans="1:1"/></sheetData></worksheet>',
    "cell absent between": f'<worksheet {MAIN}><sheetData><row r="3" spans="1:1"><c r="A3"><v>1</v></c><c r="D3"/>'
    '</row><row r="9"/></sheetData></worksheet>',
    "row absent between": f'<worksheet {MAIN}><sheetData><row r="1"/><row r="9"/></sheetData></worksheet>',
    "prefix": f'<x:worksheet {PREFIXED}><x:sheetData><x:row r="3"><x:c r="B3"><x:v>1</x:v></x:c></x:row>'
    "</x:sheetData></x:worksheet>",
    "prefix, cell absent": f'<x:worksheet {PREFIXED}><x:sheetData><x:row r="3"><x:c r="A3"/></x:row></x:sheetData>'
    "</x:worksheet>",
    "quotes and order": f"<worksheet {MAIN}><sheetData><row ht='20' r='3'><c t='n' s='0' r='B3'><v>1</v></c></row>"
    "</sheetData></worksheet>",
    "comments and CDATA": f'<worksheet {MAIN}><!-- <row r="3"><c r="B3"/> --><sheetData><row r="3"><c r="A3" '
    't="str"><v><![CDATA[<c r="B3"/>]]></v></c><c r="B3"><v>1</v></c></row></sheetData></worksheet>',
    "merged": f'<worksheet {MAIN}><sheetData><row r="2"><c r="B2"/></row></sheetData><mergeCells count="1">'
    '<mergeCell ref="B2:C4"/></mergeCells></worksheet>',
    "links behind": f'<worksheet {MAIN}><sheetData/><pageMargins left="1" right="1" top="1" bottom="1" header="1" '
    'footer="1"/><extLst><ext uri="x"/></extLst></worksheet>',
}
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats'
    '-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/s.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def minimal(path: Path, sheet: str, main: str = MAIN, base: str = TRANSITIONAL) -> Path:
    """The least a workbook needs, with this sheet part and no style sheet."""

    def related(kind: str, target: str) -> str:
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        entry = f'<Relationship Id="rId1" Type="{base}/{kind}" Target="{target}"/>'
        return f'<Relationships xmlns="{space}">{entry}</Relationships>'

    book = f'<workbook {main} xmlns:r="{base}"><sheets><sheet name="表 1&amp;2" sheetId="1" r:id="rId1"/></sheets></workbook>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", related("officeDocument", "xl/workbook.xml"))
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/_rels/workbook.xml.rels", related("worksheet", "/xl/worksheets/s.xml"))
        archive.writestr("xl/worksheets/s.xml", sheet)
    return path


@pytest.mark.parametrize("form", ODD)
def test_odd_forms_are_marked_all_the_same(tmp_path: Path, form: str) -> None:
    """The right cell is filled and commented, no value moves, and clean gives every byte back."""
    source = minimal(tmp_path / "a.xlsx", ODD[form])
    file = report(source, CellRef("表 1&2", 3, 2))
    out = annotate.write(file, source, tmp_path / "b.xlsx", lang="zh")
    old, new = (openpyxl.load_workbook(p)["表 1&2"] for p in (source, out))
    where = "B2" if form == "merged" else "B3"

    assert fill(new[where]) == theme.FILLS["强制性"][0]
    assert STAMP in note(new[where])
    values = {c.coordinate: c.value for row in old for c in row if c.value is not None}
    assert {c.coordinate: c.value for row in new for c in row if c.value is not None} == values
    assert list(parts(annotate.clean(out, tmp_path / "c.xlsx")).items()) == list(parts(source).items())


def test_an_absent_cell_looks_like_its_row_or_column(tmp_path: Path) -> None:
    """The clone starts from the style the empty cell was shown in."""
    source = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.title = "表"
    sheet.column_dimensions["B"].number_format = "0.000"
    sheet["A1"] = 1
    book.save(source)
    out = annotate.write(report(source, CellRef("表", 7, 2)), source, tmp_path / "b.xlsx", lang="zh")

    assert cell(openpyxl.load_workbook(out), "表", "B7").number_format == "0.000"


def test_a_marked_text_without_a_style_is_read_as_fast_as_before(tmp_path: Path) -> None:
    """Programs write the type of a cell last; a copy in which the style stood behind it was read cell by cell."""
    source = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(source), {"constant_memory": True}) as book:
        book.add_worksheet("表").write_row(1, 1, ["甲", "乙", 1.5])
    out = annotate.write(report(source, CellRef("表", 2, 2)), source, tmp_path / "b.xlsx", lang="zh")

    assert fill(cell(openpyxl.load_workbook(out), "表", "B2")) == theme.FILLS["强制性"][0]
    for path in (source, out):
        assert guard.survey(path.read_bytes()).marks is not None


@office.needs_office
def test_strict_workbooks_are_marked_in_their_own_namespace(tmp_path: Path) -> None:
    """Strict OOXML has other names for everything; LibreOffice reads the copy."""
    main, base = (
        'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"',
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    source = minimal(tmp_path / "a.xlsx", ODD["no addresses"].replace(MAIN, main), main, base)
    out = annotate.write(report(source, CellRef("表 1&2", 3, 2)), source, tmp_path / "b.xlsx", lang="zh")
    book = openpyxl.load_workbook(office.convert(out, tmp_path, XLSX))

    assert book["表 1&2"]["B3"].value == 3
    assert fill(cell(book, "表 1&2", "B3")) == theme.FILLS["强制性"][0]
    assert STAMP in note(cell(book, "表 1&2", "B3"))


@pytest.mark.parametrize("twist", ['<?xml version="1.0" encoding="GBK"?>', ""])
def test_what_cannot_be_patched_gets_a_new_workbook(tmp_path: Path, twist: str) -> None:
    """Another encoding, or rows out of order."""
    rows = '<row r="2"><c r="A2"><v>5</v></c></row>' + ("" if twist else '<row r="1"/>')
    source = minimal(tmp_path / "a.xlsx", f"{twist}<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>")
    file = replace(report(source, CellRef("表 1&2", 2, 1)), book=workbook.read(source))
    book = openpyxl.load_workbook(annotate.write(file, source, tmp_path / "b.xlsx", lang="zh"))

    assert messages.mark("fresh", "zh") in str(book["问题清单"]["A2"].value)
    assert cell(book, "表 1&2", "A2").value == 5


# --- laws


@soak.examples(8, 100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), count=st.integers(1, 60))
def test_any_cells_can_be_marked(show: Path, tmp_path: Path, seed: int, count: int) -> None:
    """Marked cells are filled, others look as before, values are the same, and clean restores every byte."""
    dice = random.Random(seed)
    sheets = ["封面", "指标", "口径", "层级", "数 据"]
    cells = [CellRef(dice.choice(sheets), dice.randint(0, 12), dice.randint(0, 30)) for _ in range(count)]
    file = report(show, *cells, level=seed % 3)
    out = annotate.write(file, show, tmp_path / "a.xlsm", lang="zh")
    again = replace(file, sha256=hashlib.sha256(out.read_bytes()).hexdigest())
    before, after = openpyxl.load_workbook(show), openpyxl.load_workbook(out)
    expected = {
        (c.sheet, c.row, 1 if c.sheet == "封面" and c.row == 1 and c.column < 5 else c.column)
        for c in cells
        if c.row and c.column
    }
    filled = theme.FILLS[LEVELS[seed % 3]][0]

    for name in sheets:
        for row, column in itertools.product(range(1, 15), range(1, 33)):
            old, new = (book[name].cell(row, column) for book in (before, after))
            assert new.value == old.value
            assert fill(new) == (filled if (name, row, column) in expected else fill(old))
    assert annotate.write(again, out, tmp_path / "b.xlsm", lang="zh").read_bytes() == out.read_bytes()
    assert list(parts(annotate.clean(out, tmp_path / "c.xlsm")).items()) == list(parts(show).items())


@given(st.binary(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 5), st.binary(max_size=5))))
def test_splices_can_be_undone(source: bytes, wanted: list[tuple[int, int, bytes]]) -> None:
    """Whatever is spliced, the reverse splices give the source back."""
    splices, at = list[Splice](), 0
    for start, length, new in sorted(wanted):
        if at <= start <= len(source):
            at = min(start + length, len(source))
            splices.append(Splice(start, at, new))
    changed, back = markup.spliced(source, splices)

    assert markup.spliced(changed, back)[0] == source


# --- failing closed


def test_a_file_that_changed_since_is_refused(show: Path, tmp_path: Path) -> None:
    """Findings of other bytes are never written into a file."""
    file = replace(report(show), sha256="0" * 64)

    with pytest.raises(UnreadableError):
        annotate.write(file, show, tmp_path / "a.xlsm", lang="zh")
    assert not list(tmp_path.iterdir())


def test_an_unreadable_file_has_no_copy(tmp_path: Path) -> None:
    """There is nothing to mark."""
    source = tmp_path / "a.xlsx"
    source.write_bytes(b"")

    with pytest.raises(UnreadableError):
        annotate.write(engine.validate_file(source), source, tmp_path / "b.xlsx", lang="zh")


@pytest.mark.parametrize("part", ["xl/charts/chart1.xml", "xl/worksheets/sheet2.xml"])
def test_a_copy_that_differs_elsewhere_is_an_error_of_ours(show: Path, marked: Path, part: str) -> None:
    """One changed byte in any part, marked or not, is noticed."""
    before, after = (package.load(p.read_bytes()) for p in (show, marked))
    record = json.loads(after[undo.PART].data())
    changes = {
        name: [Splice(start, end, new.encode()) for start, end, new in told["undo"]]
        for name, told in record["parts"].items()
    }
    added = set(record["added"])
    bad = after.changed({part: after[part].data().replace(b"2", b"3", 1)}, {}, ())

    verify.check(before, after.dump(), changes, added)
    with pytest.raises(verify.DamagedCopyError):
        verify.check(before, bad.dump(), changes, added)


@given(
    rows=st.lists(st.integers(0, 3), min_size=1, max_size=12),
    places=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 9)), max_size=3),
    pieces=st.lists(
        st.sampled_from(["", "</row>", "<row ", "<c/>", "<row r='1'/>", "</sheetData>", "&", "x"]),
        min_size=3,
        max_size=3,
    ),
)
def test_a_change_that_breaks_a_part_is_noticed_from_the_rows_around_it(
    rows: list[int], places: list[tuple[int, int]], pieces: list[str]
) -> None:
    """What lies between the rows of two changes is as it was: leaving it out hides no fault."""
    cells = "".join(f'<row r="{n}">' + "<c><v>1</v></c>" * count + "</row>" for n, count in enumerate(rows, 1))
    source = f"<a><sheetData>{cells}</sheetData></a>".encode()
    splices, at = [], 0
    for (start, length), piece in zip(sorted(places), pieces, strict=False):
        start = min(max(start, at), len(source))
        at = min(start + length, len(source))
        splices.append(Splice(start, at, piece.encode()))
    changed, undo_all = markup.spliced(source, splices)

    def sound(data: bytes) -> bool:
        try:
            markup.check(data)
        except ExpatError:
            return False
        return True

    assert sound(verify.around(changed, undo_all)) == sound(changed)


def test_a_forged_record_is_not_trusted(marked: Path, tmp_path: Path) -> None:
    """Clean then goes by the signs, and harms nothing."""
    forged = tmp_path / "forged.xlsm"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts(marked).items():
            archive.writestr(name, b'{"parts": {"xl/styles.xml": 7}, "added": {}}' if name == undo.PART else data)
    forged.write_bytes(out.getvalue())
    clean = annotate.clean(forged, tmp_path / "clean.xlsm")

    assert undo.PART not in parts(clean)
    assert found(clean) == found(marked)


def test_both_languages_have_their_own_signs() -> None:
    """A copy marked in one language is cleaned in the other."""
    assert all(len(set(messages.MARKS[key])) == 2 for key in ("stamp", "comment_stamp"))
