"""What real programs write and a parser reads wrongly, loses or refuses: each kind with what is right."""

from __future__ import annotations

import datetime
import io
import random
import struct
import zipfile
from pathlib import Path

import pytest

from recon import guard
from recon.cells import ErrorCell
from recon.errors import UnreadableError
from recon.workbook import RawBook, listed, read
from tests import hostile
from tests.hostile import MAIN, OFFICE, PACKAGE, cells, xlsx


def put(folder: Path, data: bytes, name: str = "表.xlsx") -> Path:
    """Write ``data`` to a file."""
    path = folder / name
    path.write_bytes(data)
    return path


def rows(folder: Path, body: str, **parts: bytes) -> list[list[object]]:
    """The rows of a sheet with this sheet data, beside parts such as ``styles``."""
    named = {f"xl/{name}.xml": text for name, text in parts.items()}
    return read(put(folder, xlsx(cells(body), parts=named))).sheets[0].rows  # type: ignore[return-value]


def refusal(folder: Path, data: bytes, name: str = "表.xlsx") -> UnreadableError:
    """Why ``data`` is refused."""
    with pytest.raises(UnreadableError) as caught:
        read(put(folder, data, name))
    return caught.value


def strings(*texts: str) -> bytes:
    """A part of shared strings."""
    inner = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return f'<sst xmlns="{MAIN}">{inner}</sst>'.encode()


def styles(*formats: str) -> bytes:
    """A part of styles: cell style 1 has the first format, and so on."""
    codes = "".join(f'<numFmt numFmtId="{200 + n}" formatCode="{form}"/>' for n, form in enumerate(formats))
    used = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(formats)))
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{codes}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        f'<cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'
    ).encode()


@pytest.mark.parametrize("index", ["2", "2 ", " 2", "\n2\n", "02", "<!-- x -->2", "<![CDATA[2]]>", "2<?x?>", "&#50;"])
def test_an_index_is_read_in_any_spelling(tmp_path: Path, index: str) -> None:
    """Blanks, comments and CDATA around the index of a shared string do not make it string 0."""
    body = f'<row r="1"><c r="A1" t="s"><v>{index}</v></c><c r="B1"><v>7</v></c></row>'

    assert [["零", "一", "二"][2], 7] == rows(tmp_path, body, sharedStrings=strings("零", "一", "二"))[0]


@pytest.mark.parametrize("index", ["3", "-1", "2.0", "+1", "x", "99999999999"])
def test_an_index_without_a_string_is_named(tmp_path: Path, index: str) -> None:
    """A shared string that is not there is never another one: the cell is named."""
    body = f'<row r="1"><c r="A1"><v>7</v></c><c r="B1" t="s"><v>{index}</v></c></row>'
    error = refusal(tmp_path, xlsx(cells(body), parts={"xl/sharedStrings.xml": strings("零", "一", "二")}))

    assert (error.code, "B1" in error.sentence(), "“表1”" in error.sentence()) == ("FILE04", True, True)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B1" s="0">\n  <f>SUM(A1)</f>\n</c>',
        '<c r="B1"><f>SUM(A1)</f> <v></v></c>',
        '<c r="B1"><f>SUM(A1)</f><v> </v></c>',
        '<c r="B1"><!-- x --><f>SUM(A1)</f></c>',
        '<c r="B1">\n<f t="shared" si="0" />\n<v />\n</c>',
        '<c r="B1"><f>SUM(A1)</f><v><![CDATA[]]></v></c>',
    ],
)
def test_a_formula_without_value_is_not_blank(tmp_path: Path, cell: str) -> None:
    """However a formula without a saved value is laid out, its place is kept."""
    book = read(put(tmp_path, xlsx(cells(f'<row r="1"><c r="A1"><v>7</v></c>\n  {cell}\n</row>'))))

    assert frozenset({(1, 2)}) == book.sheets[0].uncached
    assert book.sheets[0].rows[0][0] == 7


def test_a_pretty_printed_sheet_is_read(tmp_path: Path) -> None:
    """Line breaks between all elements change no value."""
    body = '<row r="1">\n <c r="A1">\n  <v>\n   7.5\n  </v>\n </c>\n <c r="B1" t="str">\n  <v> 甲 </v>\n </c>\n</row>'

    assert rows(tmp_path, body) == [[7.5, " 甲 "]]


def test_a_number_is_no_time_that_it_cannot_be(tmp_path: Path) -> None:
    """A number below zero or beyond the year 9999 that is formatted as a date stays a number."""
    body = '<row r="1"><c r="A1" s="1"><v>-1</v></c><c r="B1" s="1"><v>3000000</v></c><c r="C1" s="1"><v>44256</v></c></row>'

    assert [-1, 3_000_000, datetime.date(2021, 3, 1)] == rows(tmp_path, body, styles=styles("yyyy-mm-dd"))[0]


@pytest.mark.parametrize(
    ("form", "is_date"),
    [
        ("[$-804]aaaa;@", True),
        ("aaa", True),
        ("e", True),
        ("[$-411]ge.m.d", True),
        ("yyyy&quot;年&quot;m&quot;月&quot;", True),
        ("0.00E+00", False),
        ("#,##0.00_);[Red](#,##0.00)", False),
        ("0.00%", False),
        ("@", False),
        ("0!.0,", False),
        ("General&quot;元&quot;", False),
        ("[Red][&lt;0]0.00;0", False),
        ("0_d", False),
        ("\\d0", False),
        ("[DBNum1]General", False),
    ],
)
def test_formats_tell_dates_from_numbers(tmp_path: Path, form: str, is_date: bool) -> None:
    """Weekdays and years of an era are dates, percent and scaling are not."""
    found = rows(tmp_path, '<row r="1"><c r="A1" s="1"><v>44256</v></c></row>', styles=styles(form))

    assert [[datetime.date(2021, 3, 1) if is_date else 44256]] == found


@pytest.mark.parametrize("error", ["#SPILL!", "#CALC!", "#GETTING_DATA", "#BUSY!", "#N/A!", "Err:502", ""])
def test_an_unknown_error_is_an_error(tmp_path: Path, error: str) -> None:
    """Errors of newer programs read as errors, the rest of the sheet as ever."""
    body = f'<row r="1"><c r="A1"><v>7</v></c><c r="B1" t="e"><f>X()</f><v>{error}</v></c></row>'

    assert [[7, ErrorCell(error or "#?")]] == rows(tmp_path, body)


@pytest.mark.parametrize(
    "blank",
    [
        '<c r="XFD1048576" s="3"/>',
        '<c r="XFD1048576" s="3"></c>',
        '<c r="XFD1048576" s="3" />',
        '<c s="3" r="XFD1048576"/>',
        "<c r='XFD1048576'><!-- --></c>",
    ],
)
def test_a_far_cell_without_value_has_no_extent(tmp_path: Path, blank: str) -> None:
    """A coloured blank cell in the last row and column does not spread the sheet."""
    body = f'<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576">{blank}</row>'

    assert rows(tmp_path, body)[0] == [7]


@pytest.mark.parametrize("far", ["XFD1048576", "A1000000", "XFD1", "AB900000"])
def test_a_far_cell_with_a_value_is_named(tmp_path: Path, far: str) -> None:
    """The stray cell is told by its address, the farthest one without a value beside it is not."""
    columns = "".join(f'<c r="{letter}1"><v>1</v></c>' for letter in "ABCDEFGHIJ")
    other = '<c r="XFC1048575" s="1"/>'
    body = f'<row r="1">{columns}</row><row r="2"><c r="{far}" t="str"><v> </v></c></row><row r="9">{other}</row>'
    data = xlsx(cells(body))
    if far == "XFD1":  # one row of 16,384 columns is no spread
        assert read(put(tmp_path, data)).sheets
        return
    error = refusal(tmp_path, data)

    assert (error.code, far in error.sentence(), far in error.sentence("en")) == ("FILE12", True, True)


def test_a_far_cell_of_an_ods_is_named(tmp_path: Path) -> None:
    """The same for an ods, whose coloured blanks are repeats."""
    cell = '<table:table-cell office:value-type="float" office:value="1"/>'
    blank = '<table:table-row table:number-rows-repeated="{}"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    near = f"<table:table-row>{cell}</table:table-row>{blank.format(1_048_575)}"
    wide = '<table:table-row><table:table-cell table:number-columns-repeated="999"/>' + cell + "</table:table-row>"
    far = f"<table:table-row>{cell}</table:table-row>{blank.format(99_998)}{wide}"

    assert read(put(tmp_path, hostile.ods(near), "a.ods")).sheets[0].rows == [[1]]
    assert "ALL100000" in refusal(tmp_path, hostile.ods(far), "a.ods").sentence()


def test_an_empty_deflated_part_is_none(tmp_path: Path) -> None:
    """A part of no bytes that is said to be deflated breaks nothing; one that should have bytes does."""
    data = bytearray(xlsx(cells('<row r="1"><c r="A1"><v>7</v></c></row>'), parts={"docProps/thumbnail.wmf": b""}))
    for mark, at in ((b"PK\x03\x04", 26), (b"PK\x01\x02", 28)):
        place = _entry(data, mark, at, b"docProps/thumbnail.wmf")
        struct.pack_into("<H", data, place + (8 if at == 26 else 10), zipfile.ZIP_DEFLATED)
        struct.pack_into("<I", data, place + (18 if at == 26 else 20), 0)

    assert read(put(tmp_path, bytes(data))).sheets[0].rows == [[7]]


def _entry(data: bytearray, mark: bytes, at: int, name: bytes) -> int:
    """Where the header of this part begins."""
    place = data.find(mark)
    while not data[place + at + (4 if at == 26 else 18) :].startswith(name):
        place = data.find(mark, place + 1)
    return place


@pytest.mark.parametrize("same", [True, False])
def test_thousands_of_sheets_are_refused(tmp_path: Path, same: bool) -> None:
    """9,000 sheets, on one part or on as many, are refused before a parser looks each of them up."""
    body = cells('<row r="1"><c r="A1"><v>7</v></c></row>')
    if same:
        error = refusal(tmp_path, xlsx(body, sheets=9000))
    else:
        entries = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, 9001))
        links = "".join(
            f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="s/{n}.xml"/>' for n in range(1, 9001)
        )
        parts = {
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{entries}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
            **{f"xl/s/{n}.xml": body.decode() for n in range(1, 9001)},
        }
        error = refusal(tmp_path, xlsx(body, parts={name: text.encode() for name, text in parts.items()}))

    assert (error.code, error.words["detail"][0]) == ("FILE06", "sheets")  # type: ignore[index]


def elsewhere(book: str, sheet: str, target: str, root: str) -> bytes:
    """A workbook whose parts lie where few programs put them."""
    folder, _, name = book.rpartition("/")
    entry = '<sheet name="表" sheetId="1" r:id="a"/>'
    link = f'<Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="{target}"/>'
    start = f'<Relationship Id="x" Type="{OFFICE}/officeDocument" Target="{root}"/>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}/relationships">{start}</Relationships>')
        package.writestr(book, f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{entry}</sheets></workbook>')
        links = f'<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>'
        package.writestr(f"{folder}/_rels/{name}.rels".lstrip("/"), links)
        package.writestr(sheet, cells('<row r="1"><c r="A1"><v>7</v></c></row>'))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("book", "sheet", "target", "root"),
    [
        ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "/xl/workbook.xml"),
        ("xl/book2.xml", "xl/worksheets/sheet1.xml", "worksheets/sheet1.xml", "xl/book2.xml"),
        ("workbook.xml", "s/1.xml", "s/1.xml", "workbook.xml"),
        ("a/b/book.xml", "a/sheets/one.xml", "../sheets/one.xml", "/a/b/book.xml"),
        ("XL/Workbook.xml", "XL/Worksheets/Sheet1.xml", "worksheets/sheet1.xml", "xl/workbook.xml"),
        ("xl/workbook.xml", "xl/tables/sheet1.xml", "tables\\sheet1.xml", "xl/workbook.xml"),
        ("xl/workbook.xml", "xl/worksheets/表.xml", "worksheets/%E8%A1%A8.xml", "xl/workbook.xml"),
    ],
)
def test_the_workbook_is_found_wherever_it_lies(tmp_path: Path, book: str, sheet: str, target: str, root: str) -> None:
    """Relationships tell where the parts are, not their usual names."""
    found = read(put(tmp_path, elsewhere(book, sheet, target, root)))

    assert [(one.name, one.rows) for one in found.sheets] == [("表", [[7]])]


def test_a_sheet_without_its_part_is_named(tmp_path: Path) -> None:
    """A sheet that the workbook names and the package lacks is not left out in silence."""
    data = elsewhere("xl/workbook.xml", "xl/worksheets/sheet1.xml", "worksheets/sheet2.xml", "xl/workbook.xml")

    assert "“表”" in refusal(tmp_path, data).sentence()


@pytest.mark.parametrize("kind", ["chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"])
def test_sheets_without_cells_are_passed_over_and_named(tmp_path: Path, kind: str) -> None:
    """Charts, dialogs and macro sheets hold no table; the book says that they are there."""
    entries = '<sheet name="宏1" sheetId="2" r:id="m"/><sheet name="表" sheetId="1" r:id="rId1"/>'
    of = (
        f"{OFFICE}/{kind}"
        if "sheet" in kind and "Macro" not in kind
        else f"http://schemas.microsoft.com/office/2006/relationships/{kind}"
    )
    links = (
        f'<Relationship Id="m" Type="{of}" Target="macrosheets/sheet1.xml"/>'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    )
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        "xl/macrosheets/sheet1.xml": f'<macrosheet xmlns="{MAIN}"><sheetData/></macrosheet>',
    }
    data = xlsx(cells('<row r="1"><c r="A1"><v>7</v></c></row>'), parts={n: t.encode() for n, t in parts.items()})

    book = read(put(tmp_path, data))

    assert ([("表", [[7]])], (("宏1", kind),)) == ([(s.name, s.rows) for s in book.sheets], book.passed)


def test_excels_own_password_is_tried(tmp_path: Path) -> None:
    """A workbook that is only protected in structure is encrypted with a password that everybody knows."""
    from msoffcrypto.format.ooxml import OOXMLFile

    plain, locked = (
        xlsx(
            cells('<row r="1"><c r="A1"><v>7</v></c></row>'),
            parts={"a.bin": random.Random(1).randbytes(9000)},
        ),
        io.BytesIO(),
    )
    OOXMLFile(io.BytesIO(plain)).encrypt(guard.DEFAULT_PASSWORD, locked)

    assert read(put(tmp_path, locked.getvalue())).sheets[0].rows == [[7]]


def zipped(**parts: bytes) -> bytes:
    """A zip of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name, text in parts.items():
            made.writestr(name.replace("__", "/"), text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (zipped(a=b"x"), "is_archive"),
        (b"Rar!\x1a\x07\x01\x00", "is_archive"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "is_archive"),
        (b"%PDF-1.7\n", "is_pdf"),
        (b"\x89PNG\r\n\x1a\n", "is_picture"),
        ("各位同事：\n请查收附件。\n".encode("gb18030"), "is_text"),
        (b"Dear all,\nplease find the form\nattached.\n", "is_text"),
        (hostile.compound("WordDocument", bytes(4096)), "is_word"),
        (hostile.compound("PowerPoint Document", bytes(4096)), "is_slides"),
        (zipped(word__document=b"<w/>", **{"[Content_Types].xml": b"<Types/>"}), "is_word"),
        (b"\x00\x01\x00\x00Standard Jet DB\x00", "is_database"),
    ],
)
def test_what_is_no_workbook_is_told_by_its_kind(tmp_path: Path, data: bytes, key: str) -> None:
    """The sentence names what the file is and what to do with it."""
    error = refusal(tmp_path, data, "表.xls")

    assert (error.code, error.words["detail"][0]) == ("FILE03", key)  # type: ignore[index]
    assert error.sentence("zh") != error.sentence("en")


def test_a_difference_is_never_silent(tmp_path: Path) -> None:
    """What the tally of the bytes holds is equal to what was read, and unequal to any other rows."""
    body = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}.25</v></c><c r="B{n}" t="s"><v>{n % 2}</v></c><c r="C{n}" t="str"><f>X()</f><v>甲</v></c></row>'
        for n in range(1, 4)
    )
    data = xlsx(cells(body), parts={"xl/sharedStrings.xml": strings("零", "一")})
    survey, found = guard.survey(data), read(put(tmp_path, data)).sheets[0].rows

    assert survey.agrees({"表1": found})
    for row in range(3):
        for column in range(3):
            for other in (None, 8, "乙", True):
                changed = [list(one) for one in found]
                changed[row][column] = other
                assert not survey.agrees({"表1": changed}), (row, column, other)
    assert not survey.agrees({"表1": [found[1], found[0], found[2]]})
    assert not survey.agrees({})


def test_all_of_a_book_is_equal_by_both_ways(tmp_path: Path) -> None:
    """A workbook with runs, phonetic marks and preserved blanks reads alike by the parser and cell by cell."""
    runs = '<si><r><t>甲</t></r><r><t xml:space="preserve"> 乙</t></r><rPh sb="0" eb="1"><t>jia</t></rPh></si><si><t/></si><si/>'
    text = f'<sst xmlns="{MAIN}">{runs}<si><t> 丙 </t></si><si><t xml:space="preserve"> 丁 </t></si></sst>'.encode()
    body = '<row r="1">' + "".join(f'<c r="{"ABCDE"[n]}1" t="s"><v>{n}</v></c>' for n in range(5)) + "</row>"
    data = xlsx(cells(body), parts={"xl/sharedStrings.xml": text})

    book: RawBook = read(put(tmp_path, data))

    assert book.sheets[0].rows[0] == ["甲 乙", None, None, "丙", " 丁 "]
    assert guard.read_cells("xlsx", data)[0].rows[0] == ["甲 乙", None, None, "丙", " 丁 "]


def test_an_unknown_form_names_five_sheets(tmp_path: Path) -> None:
    """A workbook of many sheets is told by the first five and their number."""
    book = read(put(tmp_path, xlsx(cells(""), sheets=40)))
    error = UnreadableError("FILE07", path="a", expected="“指标”", found=listed(book))

    for lang in ("zh", "en"):
        assert [name in error.sentence(lang) for name in ("“表5”", "“表6”")] == [True, False]
        assert "40" in error.sentence(lang)
