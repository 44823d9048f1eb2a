"""Builders of hostile workbooks: small files, each of which asks a parser for far more than it holds."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}">'.encode()
MIB = 1 << 20

Pieces = Iterable[bytes]


def xlsx(sheet: bytes | Pieces, *, sheets: int = 1, doctype: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    """A package whose ``sheets`` sheets all show one part, ``xl/worksheets/sheet1.xml``."""
    entries = "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, sheets + 1))
    book = f'{doctype}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{entries}</sheets></workbook>'
    root = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    link = f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    default = '<Default Extension="xml" ContentType="application/xml"/>'
    types = f'<Types xmlns="{PACKAGE}/content-types">{default}</Types>'
    links = f'<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>'
    small = {
        "[Content_Types].xml": types.encode(),
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{root}</Relationships>'.encode(),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": links.encode(),
        **(parts or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in small.items():
            package.writestr(name, text)
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for piece in [sheet] if isinstance(sheet, bytes) else sheet:
                part.write(piece)
    return buffer.getvalue()


def cells(body: str) -> bytes:
    """A worksheet with these rows."""
    return HEAD + b"<sheetData>" + body.encode() + b"</sheetData></worksheet>"


def bomb(before: bytes, unit: bytes, total: int, after: bytes, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A package with ``unit`` over and over in one part, ``total`` bytes of it, compressed but once."""
    block = unit * (MIB // len(unit))
    times = total // len(block)
    raw = b"".join((_deflated(before), _deflated(block) * times, _deflated(after), b"\x03\x00"))
    crc = zlib.crc32(before)
    for _ in range(times):
        crc = zlib.crc32(block, crc)
    buffer = io.BytesIO(xlsx(cells(""), parts={name: b""} if "sheet1" not in name else None))
    with zipfile.ZipFile(buffer, "a") as package:
        package.filelist.remove(package.getinfo(name))
        del package.NameToInfo[name]
        package.writestr(name, raw, zipfile.ZIP_STORED)
        info = package.getinfo(name)
        info.compress_type, info.CRC = zipfile.ZIP_DEFLATED, zlib.crc32(after, crc)
        info.file_size = len(before) + times * len(block) + len(after)
    return buffer.getvalue()


def _deflated(text: bytes) -> bytes:
    """``text`` as deflate blocks that may be put one after the other."""
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(text) + stream.flush(zlib.Z_FULL_FLUSH)


END = b"</sheetData></worksheet>"
BEGIN = HEAD + b"<sheetData>"
GIB2 = 2048 * MIB


def bomb_of_blanks() -> bytes:
    """2 MB of zip that inflate to 2 GiB of blanks."""
    return bomb(BEGIN, b" ", GIB2, END)


def bomb_of_text() -> bytes:
    """One cell with 2 GiB of text."""
    before = BEGIN + b'<row r="1"><c r="A1" t="inlineStr"><is><t>'
    return bomb(before, b"a", GIB2, b"</t></is></c></row>" + END)


def long_text() -> bytes:
    """One cell with 300 MiB of text: within the limit on the whole."""
    before = BEGIN + b'<row r="1"><c r="A1" t="inlineStr"><is><t>'
    return bomb(before, b"a", 300 * MIB, b"</t></is></c></row>" + END)


def bomb_of_rows() -> bytes:
    """2 GiB of rows."""
    return bomb(BEGIN, b'<row r="1"><c r="A1"><v>1</v></c></row>', GIB2, END)


def many_cells() -> bytes:
    """380 MiB of the shortest cells, all at A1: within the limit on bytes, not on cells."""
    return bomb(BEGIN + b"<row>", b'<c r="A1"><v>1</v></c>', 380 * MIB, b"</row>" + END)


def unclosed_errors() -> bytes:
    """60 MiB of error cells that never end, not enough bytes for cells to be counted."""
    return bomb(BEGIN + b"<row>", b'<c r="A1" t="e">', 60 * MIB, b"</row>" + END)


def many_elements() -> bytes:
    """380 MiB of the shortest element, which means nothing to the parser."""
    return bomb(BEGIN, b"<a/>", 380 * MIB, END)


def many_merges() -> bytes:
    """60 MiB of merged ranges."""
    before = cells('<row r="1"><c r="A1"><v>1</v></c></row>').removesuffix(b"</worksheet>") + b"<mergeCells>"
    return bomb(before, b'<mergeCell ref="A1:B2"/>', 60 * MIB, b"</mergeCells></worksheet>")


def many_strings() -> bytes:
    """380 MiB of shared strings of one letter: 20 million of them."""
    before = f'<sst xmlns="{MAIN}">'.encode()
    return bomb(before, b"<si><t>a</t></si>", 380 * MIB, b"</sst>", "xl/sharedStrings.xml")


def hidden_string() -> bytes:
    """A shared string of 90 MiB in runs that a foreign element seems to end."""
    before = f'<sst xmlns="{MAIN}"><si>'.encode()
    run = b"<t>" + b"a" * 1000 + b"</t><xsi></xsi>"
    return bomb(before, run, 90 * MIB, b"</si></sst>", "xl/sharedStrings.xml")


def many_relations() -> bytes:
    """15 MiB of relations of the workbook."""
    before = f'<Relationships xmlns="{PACKAGE}/relationships">'.encode()
    return bomb(before, b"<Relationship/>", 15 * MIB, b"</Relationships>", "xl/_rels/workbook.xml.rels")


def lying_size() -> bytes:
    """A 300 MiB part that the directory declares as 300 bytes."""
    data = bytearray(bomb(BEGIN, b" ", 300 * MIB, END))
    entry = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, entry + 24, 300)
    return bytes(data)


def billion_laughs() -> bytes:
    """Nested entities in the workbook part."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return xlsx(cells(""), doctype=f'<!DOCTYPE w [<!ENTITY l0 "lol">{laughs}]>')


def external_entity() -> bytes:
    """A sheet that asks for /etc/passwd."""
    head = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    body = '<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>'
    return xlsx(head + cells(body).removeprefix(b'<?xml version="1.0"?>'))


def wide_dimension() -> bytes:
    """A dimension of the whole grid, and one cell."""
    return xlsx(
        HEAD + b'<dimension ref="A1:XFD1048576"/>' + cells('<row r="1"><c r="A1"><v>1</v></c></row>')[len(HEAD) :]
    )


def two_cells(far: str, parts: dict[str, bytes] | None = None) -> bytes:
    """A cell at A1 and one at ``far``."""
    body = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="{far}"><v>1</v></c></row>'
    return xlsx(cells(body), parts=parts)


def two_cells_prefixed() -> bytes:
    """The same in a namespace prefix, which a scan for ``<c `` does not see."""
    body = '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row>'
    return xlsx(f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{body}</x:sheetData></x:worksheet>'.encode())


def two_addresses() -> bytes:
    """A cell with two r attributes, of which the parser takes the second."""
    return xlsx(cells('<row r="1"><c r="A1"><v>1</v></c><c r="A2" r="XFD1048576"><v>1</v></c></row>'))


def ghost_rows() -> bytes:
    """A million rows, each with one styled blank cell."""
    rows = (f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>'.encode() for n in range(1, 1_000_001))
    return xlsx(piece for part in ([BEGIN], rows, [END]) for piece in part)


def empty_rows() -> bytes:
    """A million styled rows without cells, then one number."""
    rows = (f'<row r="{n}" s="1" customFormat="1"/>'.encode() for n in range(1, 1_000_001))
    last = b'<row r="1000001"><c r="A1000001"><v>1</v></c></row>'
    return xlsx(piece for part in ([BEGIN], rows, [last, END]) for piece in part)


def shared_text() -> bytes:
    """A text of 1 MB that 100,000 cells share: 100 GB once each has its copy."""
    text = f'<sst xmlns="{MAIN}"><si><t>{"a" * 1_000_000}</t></si></sst>'.encode()
    body = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 100_001))
    return xlsx(cells(body), parts={"xl/sharedStrings.xml": text})


def shared_part() -> bytes:
    """A thousand sheets that are one part of 200,000 cells."""
    body = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c><c r="B{n}"><v>1</v></c></row>' for n in range(1, 100_001))
    return xlsx(cells(body), sheets=1000)


def ods(rows: str) -> bytes:
    """An OpenDocument sheet with these rows."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    spaces += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    table = f'<table:table table:name="表">{rows}</table:table>'
    inner = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        package.writestr("content.xml", f"<office:document-content {spaces}>{inner}</office:document-content>")
        package.writestr("META-INF/manifest.xml", "<manifest/>")
    return buffer.getvalue()


def ods_repeats() -> bytes:
    """One filled cell, repeated over the whole grid."""
    cell = '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    return ods(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')


def ods_far_cell() -> bytes:
    """A cell in the last row and column, after repeats of blanks."""
    cell = '<table:table-cell office:value-type="float" office:value="1"/>'
    blank = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
    wide = '<table:table-cell table:number-columns-repeated="16383"/>'
    return ods(f"<table:table-row>{cell}</table:table-row>{blank}<table:table-row>{wide}{cell}</table:table-row>")


def xls_far_cell() -> bytes:
    """A bare BIFF8 compound file with cells in A1 and IV65536: 640 MB for a dense parser."""
    number = b"".join(struct.pack("<HHHHHd", 0x203, 14, row, column, 0, 1.0) for row, column in ((0, 0), (65535, 255)))
    bof = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0, 0, 0, 0)
    end = struct.pack("<HH", 0x0A, 0)
    name = struct.pack("<BB", 1, 0) + b"S"
    at = len(bof) + 4 + 6 + len(name) + len(end)
    sheet = struct.pack("<HHIH", 0x85, 6 + len(name), at, 0) + name
    stream = bof + sheet + end + bof.replace(b"\x05\x00", b"\x10\x00", 1) + number + end
    return compound("Workbook", stream.ljust(4096, b"\0"))


def compound(name: str, stream: bytes) -> bytes:
    """A compound file of 512-byte sectors: FAT, directory, then one stream of at least 4096 bytes."""
    sectors = -(-len(stream) // 512)
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    table = struct.pack("<128I", *fat, *[0xFFFFFFFF] * (128 - len(fat)))
    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0, 1) + entry(name, 2, 2, len(stream), 0xFFFFFFFF)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<8I", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    return head + table + directory.ljust(512, b"\0") + stream.ljust(sectors * 512, b"\0")


def entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    """A directory entry of a compound file."""
    text = name.encode("utf-16-le") + b"\0\0"
    none = 0xFFFFFFFF
    links = struct.pack("<HBBIII", len(text), kind, 1, none, none, child)
    return text.ljust(64, b"\0") + links + bytes(36) + struct.pack("<III", start, size, 0)


def many_members() -> bytes:
    """11,000 parts."""
    return xlsx(cells(""), parts={f"xl/media/{n}.png": b"" for n in range(11_000)})


#: name → builder, code it must give, or None when it must be read
HOSTILE: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "2 GiB of blanks": (bomb_of_blanks, "FILE06"),
    "one text of 2 GiB": (bomb_of_text, "FILE06"),
    "one text of 300 MiB": (long_text, "FILE06"),
    "2 GiB of rows": (bomb_of_rows, "FILE06"),
    "380 MiB of cells": (many_cells, "FILE06"),
    "60 MiB of unclosed error cells": (unclosed_errors, "FILE06"),
    "380 MiB of nothing": (many_elements, "FILE06"),
    "60 MiB of merged ranges": (many_merges, "FILE06"),
    "380 MiB of shared strings": (many_strings, "FILE06"),
    "a shared string of 90 MiB": (hidden_string, "FILE06"),
    "a million relations": (many_relations, "FILE06"),
    "declared size lies": (lying_size, "FILE04"),
    "billion laughs": (billion_laughs, "FILE06"),
    "external entity": (external_entity, "FILE06"),
    "dimension A1:XFD1048576, one cell": (wide_dimension, None),
    "A1 and XFD1048576": (lambda: two_cells("XFD1048576"), "FILE12"),
    "A1 and ALL100000": (lambda: two_cells("ALL100000"), "FILE12"),
    "A1 and XFD1048576, prefixed": (two_cells_prefixed, "FILE12"),
    "two r attributes": (two_addresses, "FILE04"),
    "cell ZZZZZZZZ1": (lambda: two_cells("ZZZZZZZZ1"), "FILE06"),
    "row 4294967295": (lambda: two_cells("A4294967295"), "FILE06"),
    "a million ghost rows": (ghost_rows, None),
    "a million empty rows": (empty_rows, None),
    "shared text of 1 MB × 100,000": (shared_text, "FILE06"),
    "one part as 1,000 sheets": (shared_part, "FILE06"),
    "11,000 parts": (many_members, "FILE06"),
    "ods: a cell repeated over the grid": (ods_repeats, "FILE06"),
    "ods: a cell in the far corner": (ods_far_cell, "FILE12"),
    "xls: A1 and IV65536": (xls_far_cell, "FILE12"),
}


def xlsb() -> bytes:
    """A small xlsb, not hostile: A1 is 1.5, B1 #DIV/0!, C2 the formula error #N/A."""
    link = f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.bin"/>'
    bundle = struct.pack("<II", 0, 1) + wide("rId1") + wide("表")
    book = record(153, bytes(12)) + record(143, b"") + record(156, bundle) + record(144, b"")
    book += record(157, bytes(26)) + record(132, b"")
    row = [record(0, struct.pack("<I", n) + bytes(13)) for n in range(2)]
    sheet = [
        record(129, b""),
        record(148, struct.pack("<IIII", 0, 1, 0, 2)),
        record(145, b""),
        row[0],
        record(5, struct.pack("<IId", 0, 0, 1.5)),
        record(3, struct.pack("<IIB", 1, 0, 7)),
        row[1],
        record(11, struct.pack("<IIBHII", 2, 0, 42, 0, 0, 0)),
        record(146, b""),
        record(130, b""),
    ]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        root = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.bin"/>'
        package.writestr("_rels/.rels", f"<Relationships>{root}</Relationships>")
        package.writestr("xl/workbook.bin", book)
        package.writestr("xl/_rels/workbook.bin.rels", f"<Relationships>{link}</Relationships>")
        package.writestr("xl/worksheets/sheet1.bin", b"".join(sheet))
    return buffer.getvalue()


def record(code: int, body: bytes) -> bytes:
    """A BIFF12 record shorter than 128 bytes."""
    head = bytes([code]) if code < 128 else bytes([code & 0x7F | 0x80, code >> 7])
    return head + bytes([len(body)]) + body


def wide(text: str) -> bytes:
    """An XLWideString."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
