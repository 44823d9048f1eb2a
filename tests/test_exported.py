"""Tables that systems export as text under the name of an xls: web pages, XML Spreadsheet 2003, web archives."""

from __future__ import annotations

import datetime
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from recon import exported, workbook
from recon.cells import Cell, ErrorCell
from recon.errors import UnreadableError
from recon.exported import Kind, Sheet
from recon.guard import Unsafe

Rows = list[list[Cell]]
DAY = datetime.date(2021, 3, 31)


def sheets(data: bytes, kind: Kind) -> list[Sheet]:
    """The sheets of bytes that are told to be of this kind."""
    assert exported.kind(data) == kind
    return exported.read(data, kind)


def page(body: str, head: str = "", encoding: str = "utf-8") -> bytes:
    """A web page."""
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
    return f"<html><head>{meta}{head}</head><body>{body}</body></html>".encode(encoding, "xmlcharrefreplace")


def table(*rows: str) -> str:
    """A table with these rows of cells."""
    return "<table border=1>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def rows(body: str, head: str = "") -> Rows:
    """The rows of a page with this body."""
    return sheets(page(body, head), "html")[0].rows


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "gbk", "gb18030", "utf-8-sig", "utf-16", "big5"])
def test_a_page_is_read_in_its_encoding(encoding: str) -> None:
    """By its mark or by what it declares."""
    text = table("<td>項目</td><td>1,234.50</td>") if encoding == "big5" else table("<td>长春市</td><td>1,234.50</td>")
    first = "項目" if encoding == "big5" else "长春市"

    assert [[first, "1,234.50"]] == sheets(page(text, encoding=encoding), "html")[0].rows


def test_a_page_that_declares_nothing_is_chinese_or_utf8() -> None:
    """As the systems of this country write it."""
    text = "<table><tr><td>长春市</td></tr></table>"

    assert [["长春市"]] == sheets(text.encode("gbk"), "html")[0].rows == sheets(text.encode(), "html")[0].rows


def test_values_beside_the_text_are_the_values() -> None:
    """What Excel and LibreOffice write beside the text; without it a text stays what it is."""
    cells = '<td x:num="1234.5">1,234.50</td><td x:num>12.50</td><td>12.50</td><td x:str="007">007</td>'
    more = '<td sdval="0.25" sdnum="1033;">25%</td><td x:err="#DIV/0!">#DIV/0!</td><td x:bool="TRUE">TRUE</td>'

    assert [[1234.5, 12.5, "12.50", "007", 0.25, ErrorCell("#DIV/0!"), True]] == rows(table(cells + more))


def test_dates_by_their_formats() -> None:
    """A number format stands in the cell or in its class."""
    style = (
        '<style>.xl24 {font-size:9pt; mso-number-format:"yyyy\\\\-mm\\\\-dd";} .n{mso-number-format:"0\\.00";}</style>'
    )
    cells = '<td class=xl24 x:num="44286">x</td><td class=n x:num="44286">x</td>'
    cells += '<td style=\'mso-number-format:"Short Date"\' x:num="44286">x</td>'

    assert rows(table(cells), style) == [[DAY, 44286, DAY]]


def test_spans_take_their_room() -> None:
    """Cells right of and below a merged one stand where they are seen."""
    found = sheets(
        page(
            table(
                '<th rowspan=2>a</th><th colspan="3">b</th><th rowspan=9>z</th>',
                "<td>c</td><td>d</td><td>e</td>",
                "<td>f",
            )
        ),
        "html",
    )[0]

    assert found.rows == [["a", "b", None, None, "z"], [None, "c", "d", "e"], ["f"]]
    assert found.merged == [(1, 1, 2, 1), (1, 2, 1, 4), (1, 5, 9, 5)]


def test_text_is_as_it_is_seen() -> None:
    """Entities, breaks and blanks; scripts, comments and styles are no text; cells need not be closed."""
    cells = "<td>a&amp;b<br>c&nbsp;d<!-- <td>no --> \n e<script>if (a<b) x()</script><td><b>粗</b>体&#36335;<td title='a>b'>g"

    assert rows(table(cells)) == [["a&b\nc d e", "粗体路", "g"]]


def test_lines_and_tables_stand_one_below_the_other() -> None:
    """Nothing of the page is left out: titles, several tables, tables inside tables."""
    inner = f"<table><tr><td>外{table('<td>内')}</td></tr></table>"
    body = f"<h3>月报</h3><p>单位：万元</p>{table('<td>1<td>2')}<p>注</p>{inner}尾"

    assert rows(body) == [["月报"], ["单位：万元"], ["1", "2"], ["注"], ["外"], ["内"], ["尾"]]


SPACE = "urn:schemas-microsoft-com:office:spreadsheet"


def book(*worksheets: str, encoding: str = "utf-8", prefix: str = "") -> bytes:
    """XML Spreadsheet 2003."""
    name = f":{prefix.rstrip(':')}" if prefix else ""
    head = f'<?xml version="1.0" encoding="{encoding}"?><?mso-application progid="Excel.Sheet"?>'
    style = f'<{prefix}Styles><{prefix}Style ss:ID="d"><{prefix}NumberFormat ss:Format="Short Date"/></{prefix}Style></{prefix}Styles>'
    body = style + "".join(worksheets)
    text = f'{head}<{prefix}Workbook xmlns{name}="{SPACE}" xmlns:ss="{SPACE}" xmlns:x="urn:x">{body}</{prefix}Workbook>'
    return text.encode(encoding)


def test_xml_spreadsheet() -> None:
    """Typed cells, indices, spans, comments, hidden sheets, formulas without a value."""
    first = (
        '<Row ss:Index="2" ss:Span="1"><Cell ss:Index="2" ss:MergeAcross="1"><Data ss:Type="String">项 目</Data>'
        '<Comment><Data ss:Type="String">注</Data></Comment></Cell><Cell><Data ss:Type="Number">12.50</Data></Cell></Row>'
        '<Row><Cell ss:StyleID="d"><Data ss:Type="Number">44286</Data></Cell><Cell><Data ss:Type="DateTime">'
        '2021-03-31T00:00:00.000</Data></Cell><Cell ss:Formula="=RC"/><Cell><Data ss:Type="Error">#REF!</Data></Cell>'
        '<Cell><Data ss:Type="Boolean">1</Data></Cell><Cell><Data ss:Type="DateTime">1899-12-31T08:30:00.000</Data></Cell></Row>'
    )
    options = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    data = book(
        f'<Worksheet ss:Name="表一"><Table>{first}</Table></Worksheet>',
        f'<Worksheet ss:Name="隐"><Table/>{options}</Worksheet>',
    )
    seen, hidden = sheets(data, "xml")

    assert [
        [],
        [None, "项 目", None, 12.5],
        [],
        [DAY, DAY, None, ErrorCell("#REF!"), True, datetime.time(8, 30)],
    ] == seen.rows
    assert seen.merged == [(2, 2, 2, 3)]
    assert {(4, 3)} == seen.uncached
    assert [(s.name, s.hidden) for s in (seen, hidden)] == [("表一", False), ("隐", True)]


@pytest.mark.parametrize(("encoding", "prefix"), [("gb2312", ""), ("utf-16", ""), ("utf-8", "w:")])
def test_xml_spreadsheet_in_any_dress(encoding: str, prefix: str) -> None:
    """Encodings that the XML parser does not know itself, and prefixes."""
    cell = f'<{prefix}Cell><{prefix}Data ss:Type="String">长春市</{prefix}Data></{prefix}Cell>'
    data = book(
        f'<{prefix}Worksheet ss:Name="表"><{prefix}Table><{prefix}Row>{cell}</{prefix}Row></{prefix}Table></{prefix}Worksheet>',
        encoding=encoding,
        prefix=prefix,
    )

    assert sheets(data, "xml")[0].rows == [["长春市"]]


def archive(*pages: tuple[str, str]) -> bytes:
    """A web archive of pages by their places."""
    message = MIMEMultipart("related")
    for where, text in pages:
        part = MIMEText(text, "html", "gb2312")
        part["Content-Location"] = f"file:///C:/book.files/{where}"
        message.attach(part)
    return message.as_bytes()


def test_a_web_archive_has_the_sheets_that_it_lists() -> None:
    """In their order and with their names; a single page is one sheet."""
    listed = "".join(
        f'<x:ExcelWorksheet><x:Name>{name}</x:Name><x:WorksheetSource HRef="book.files/{where}"/>{more}</x:ExcelWorksheet>'
        for name, where, more in (
            ("表一", "s1.htm", ""),
            ("表二", "s2.htm", "<x:Visible>SheetHidden</x:Visible>"),
        )
    )
    pages = [
        ("book.htm", f"<html><xml>{listed}</xml><frameset></frameset></html>"),
        ("tabs.htm", "<table><td>no</table>"),
    ]
    pages += [("s2.htm", table("<td>二")), ("s1.htm", table('<td x:num="1">一'))]
    found = sheets(archive(*pages), "mht")

    assert [(s.name, s.rows, s.hidden) for s in found] == [("表一", [[1]], False), ("表二", [["二"]], True)]
    assert sheets(archive(("a.htm", table("<td>甲"))), "mht")[0].rows == [["甲"]]
    with pytest.raises(Unsafe):
        exported.read(archive(*pages[:3]), "mht")


def test_the_reader_reads_them_under_any_name(tmp_path: Path) -> None:
    """The kind is told by content; a sheet without a name has the file's."""
    path = tmp_path / "月报.xls"
    path.write_bytes(page(table("<td>甲</td><td x:num='2'>2</td>"), encoding="gb2312"))
    found = workbook.read(path)

    assert (found.format, found.sheets[0].name, found.sheets[0].rows) == ("html", "月报", [["甲", 2]])


@pytest.mark.parametrize(
    "data", [b"<xml/>", b"<?xml version='1.0'?><a/>", b"Subject: hello\n\nDear all", b"a,b\n1,2\n"]
)
def test_other_text_is_none_of_these(data: bytes) -> None:
    """Letters, other XML and csv."""
    assert exported.kind(data) is None


@pytest.mark.parametrize(
    "data",
    [
        page("<p> </p>" + table("<td> ")),
        page(table(f'<td colspan="{10**7}">a' + '<td rowspan="9999999">b')) + b"\xff",
        book('<Worksheet ss:Name="a"><Table><Row ss:Index="-1"><Cell><Data>1</Data></Cell></Row></Table></Worksheet>'),
        book('<Worksheet ss:Name="a"><Table><Row ss:Index="x"/></Table></Worksheet>'),
        book(),
        book("<Worksheet>"),
        book(
            '<Worksheet><Table><Row><Cell><Data>1</Data></Cell></Row><Row ss:Index="1048576"><Cell ss:Index="16384"><Data>1</Data></Cell></Row></Table></Worksheet>'
        ),
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        archive(),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, data: bytes) -> None:
    """Damage, entities, cells spread too wide, pages without a table: a code, no traceback."""
    path = tmp_path / "a.xls"
    path.write_bytes(data)

    with pytest.raises(UnreadableError) as caught:
        workbook.read(path)
    assert caught.value.code in ("FILE03", "FILE04", "FILE06", "FILE12")
    assert caught.value.sentence("zh")


@pytest.mark.parametrize(
    "part",
    ["<", "<td ", '<td "', "<!--", "<a b='", "</td", "&#", "<table>", "<td rowspan=999 colspan=9>", "<td>"],
)
def test_pages_made_to_take_long_do_not(tmp_path: Path, part: str) -> None:
    """Forty thousand unfinished tags stay within the seconds that the child has, whatever they are."""
    path = tmp_path / "a.xls"
    path.write_bytes(page("<table><tr>" + part * 40_000))

    assert refusal(path) in ("", "is_html", "bad_ref", "too_wide")


def refusal(path: Path) -> str:
    """What is said of a file that is not read; empty for one that is."""
    try:
        workbook.read(path)
    except UnreadableError as error:
        return str(error.words.get("detail", [error.code])[0])  # type: ignore[index]
    return ""


def test_a_letter_is_no_archive() -> None:
    """Mail in plain text has no sheets."""
    message = EmailMessage()
    message["Subject"] = "月报"
    message.set_content("见附件")

    with pytest.raises(Unsafe):
        exported.read(message.as_bytes(), "mht")
