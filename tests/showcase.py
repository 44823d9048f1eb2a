"""A workbook that holds everything a careless program loses: built once, marked, and compared part by part.

xlsxwriter makes what it can; pivot, threaded comment, x14 dropdown and form button are put in by hand.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

#: The total (100) is not the sum of its parts (30 + 60): exactly one finding, FOOT01 at 指标!H2.
FIGURES = (
    (
        "编号",
        "来源编号",
        "章节",
        "指标名称",
        "项目",
        "时期",
        "地区",
        "数值",
        "计量单位",
        "限定",
        "数值上限",
        "备注",
    ),
    ("F1", "S1", "正文", "投资", "合", "2020", "全省", "100", "亿元", "", "", ""),
    ("F2", "S1", "正文", "投资", "甲", "2020", "全省", "30", "亿元", "", "", ""),
    ("F3", "S1", "正文", "投资", "乙", "2020", "全省", "60", "亿元", "", "", ""),
)
OTHERS = {
    "口径": (("指标名称", "计量单位", "类型", "可加", "舍入"), ("投资", "亿元", "金额", "是", "四舍五入")),
    "层级": (
        ("维度", "上级", "下级", "完整", "适用指标"),
        ("项目", "合", "甲", "是", ""),
        ("项目", "合", "乙", "是", ""),
    ),
}
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DROPDOWN = (
    f'<ext xmlns:x14="{_X14}" uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}"><x14:dataValidations '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list" '
    "allowBlank=\"1\"><x14:formula1><xm:f>'数 据'!$A$2:$A$4</xm:f></x14:formula1><xm:sqref>I2:I9</xm:sqref>"
    "</x14:dataValidation></x14:dataValidations></ext>"
)
_THREAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<ThreadedComments xmlns="http://schemas.microsoft.com'
    '/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="H4" dT="2021-03-01T00:00:00.00" '
    'personId="{AAAAAAAA-0000-0000-0000-000000000001}" id="{BBBBBBBB-0000-0000-0000-000000000001}">'
    "<text>请核对</text></threadedComment></ThreadedComments>"
)
_PERSONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<personList xmlns="http://schemas.microsoft.com/office'
    '/spreadsheetml/2018/threadedcomments"><person displayName="张三" '
    'id="{AAAAAAAA-0000-0000-0000-000000000001}" userId="1" providerId="None"/></personList>'
)
_CACHE = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<pivotCacheDefinition xmlns="{_MAIN}" '
    f'xmlns:r="{_REL}" r:id="rId1" refreshOnLoad="1" recordCount="3"><cacheSource type="worksheet">'
    '<worksheetSource ref="A1:B4" sheet="数 据"/></cacheSource><cacheFields count="2">'
    '<cacheField name="项目" numFmtId="0"><sharedItems count="3"><s v="甲"/><s v="乙"/><s v="丙"/></sharedItems>'
    '</cacheField><cacheField name="数值" numFmtId="0"><sharedItems containsSemiMixedTypes="0" '
    'containsString="0" containsNumber="1" containsInteger="1" minValue="1" maxValue="3"/></cacheField>'
    "</cacheFields></pivotCacheDefinition>"
)
_RECORDS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<pivotCacheRecords xmlns="{_MAIN}" count="3">'
    '<r><x v="0"/><n v="1"/></r><r><x v="1"/><n v="2"/></r><r><x v="2"/><n v="3"/></r></pivotCacheRecords>'
)
_PIVOT = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<pivotTableDefinition xmlns="{_MAIN}" name="透视表" '
    'cacheId="7" dataCaption="值" updatedVersion="3"><location ref="D2:E6" firstHeaderRow="1" firstDataRow="1" '
    'firstDataCol="1"/><pivotFields count="2"><pivotField axis="axisRow" showAll="0"><items count="4">'
    '<item x="0"/><item x="1"/><item x="2"/><item t="default"/></items></pivotField>'
    '<pivotField dataField="1" showAll="0"/></pivotFields><rowFields count="1"><field x="0"/></rowFields>'
    '<rowItems count="4"><i><x/></i><i><x v="1"/></i><i><x v="2"/></i><i t="grand"><x/></i></rowItems>'
    '<colItems count="1"><i/></colItems><dataFields count="1"><dataField name="求和" fld="1"/></dataFields>'
    "</pivotTableDefinition>"
)


def build(path: Path) -> Path:
    """Write the workbook: xlsm with chart, picture, text box, sparkline, rich text, comments, pivot, macro …"""
    raw = io.BytesIO()
    book = Workbook(raw)
    macro: Any = io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 a macro, never run")  # a stream, as is_stream says
    book.add_vba_project(macro, is_stream=True)
    _cover(book, book.add_worksheet("封面"))
    _figures(book, book.add_worksheet("指标"))
    for name, rows in OTHERS.items():
        _rows(book.add_worksheet(name), rows)
    _rows(book.add_worksheet("数 据"), (("项目", "数值"), ("甲", 1), ("乙", 2), ("丙", 3)))
    book.define_name("'数 据'!清单", "='数 据'!$A$2:$A$4")
    book.define_name("总数", "=指标!$H$2")
    book.set_custom_property("表号", "浙粮03表")
    book.close()
    path.write_bytes(_by_hand(raw.getvalue()))
    return path


def _rows(sheet: Worksheet, rows: tuple[tuple[object, ...], ...]) -> None:
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)


def _cover(book: Workbook, sheet: Worksheet) -> None:
    sheet.merge_range("A1:D1", "月报表", book.add_format({"bold": True, "align": "center"}))
    sheet.insert_image("A3", "picture.png", {"image_data": io.BytesIO(picture())})
    sheet.insert_textbox("D3", "填报说明：本框不可丢失")
    sheet.insert_button("D12", {"macro": "check", "caption": "校验"})
    sheet.hide_gridlines(2)
    sheet.set_header("&C月报")


def _figures(book: Workbook, sheet: Worksheet) -> None:
    _rows(sheet, FIGURES)
    bold, red = book.add_format({"bold": True}), book.add_format({"font_color": "red"})
    yellow = book.add_format({"bg_color": "#FFFF00", "num_format": "@", "border": 1, "font_name": "楷体"})
    sheet.write_string("H2", "100", yellow)
    sheet.write_rich_string("L2", "含", bold, "粗", "和", red, "红")
    sheet.write_comment("H2", "领导批示：保留", {"author": "李四"})
    sheet.write_comment("H4", "[Threaded comment]", {"author": "tc={BBBBBBBB-0000-0000-0000-000000000001}"})
    sheet.write_formula("N2", "=SUM(N3:N4)", None, 90)
    sheet.write_column("N3", (30, 60))
    sheet.add_sparkline("O2", {"range": "指标!N2:N4"})
    sheet.conditional_format("N2:N4", {"type": "data_bar", "data_bar_2010": True})
    chart = book.add_chart({"type": "column"})
    assert chart
    chart.add_series({"values": "=指标!$N$2:$N$4"})
    sheet.insert_chart("Q2", chart)
    sheet.set_column("A:A", 10, bold)
    sheet.freeze_panes(1, 1)
    sheet.set_selection("C3")
    sheet.print_area("A1:L4")
    sheet.repeat_rows(0)
    sheet.activate()


def picture() -> bytes:
    """A PNG of one red pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")


# --- what xlsxwriter cannot make


def _by_hand(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    _dropdown(parts)
    _thread(parts)
    _pivot(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2021, 3, 1, 12, 0, 0)), part, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def _put(parts: dict[str, bytes], name: str, before: str, new: str) -> None:
    assert before.encode() in parts[name], (name, before)
    parts[name] = parts[name].replace(before.encode(), (new + before).encode(), 1)


def _related(parts: dict[str, bytes], owner: str, kind: str, target: str, number: str) -> None:
    folder, _, name = owner.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    parts.setdefault(rels, f'<Relationships xmlns="{_PACKAGE}"></Relationships>'.encode())
    entry = f'<Relationship Id="{number}" Type="{kind}" Target="{target}"/>'
    _put(parts, rels, "</Relationships>", entry)


def _added(parts: dict[str, bytes], name: str, text: str, content: str) -> None:
    parts[name] = text.encode()
    _put(parts, "[Content_Types].xml", "</Types>", f'<Override PartName="/{name}" ContentType="{content}"/>')


def _dropdown(parts: dict[str, bytes]) -> None:
    _put(parts, "xl/worksheets/sheet2.xml", "</extLst>", _DROPDOWN)


def _thread(parts: dict[str, bytes]) -> None:
    content, kind = (
        "application/vnd.ms-excel.{}+xml",
        "http://schemas.microsoft.com/office/2017/10/relationships/",
    )
    _added(parts, "xl/threadedComments/threadedComment1.xml", _THREAD, content.format("threadedcomments"))
    _added(parts, "xl/persons/person.xml", _PERSONS, content.format("person"))
    target = "../threadedComments/threadedComment1.xml"
    _related(parts, "xl/worksheets/sheet2.xml", kind + "threadedComment", target, "rId901")
    _related(parts, "xl/workbook.xml", kind + "person", "persons/person.xml", "rId902")


def _pivot(parts: dict[str, bytes]) -> None:
    content = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
    cache = "xl/pivotCache/pivotCacheDefinition1.xml"
    _added(parts, cache, _CACHE, content.format("pivotCacheDefinition"))
    _added(parts, "xl/pivotCache/pivotCacheRecords1.xml", _RECORDS, content.format("pivotCacheRecords"))
    _added(parts, "xl/pivotTables/pivotTable1.xml", _PIVOT, content.format("pivotTable"))
    _related(parts, cache, f"{_REL}/pivotCacheRecords", "pivotCacheRecords1.xml", "rId1")
    cached = "../pivotCache/pivotCacheDefinition1.xml"
    _related(parts, "xl/pivotTables/pivotTable1.xml", f"{_REL}/pivotCacheDefinition", cached, "rId1")
    _related(parts, "xl/worksheets/sheet5.xml", f"{_REL}/pivotTable", "../pivotTables/pivotTable1.xml", "rId1")
    _related(parts, "xl/workbook.xml", f"{_REL}/pivotCacheDefinition", cached[3:], "rId903")
    caches = '<pivotCaches><pivotCache cacheId="7" r:id="rId903"/></pivotCaches>'
    _put(parts, "xl/workbook.xml", "</workbook>", caches)
