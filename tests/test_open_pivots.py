"""Pivot tables of a workbook: said to be such, and not audited as tables of a person's."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl

from recon import engine
from recon.model import FileReport
from tests.sheets import stored

ROWS = (
    ("行标签", "平均值项:预算", "求和项:决算"),
    ("东城", 41.5, 120),
    ("西城", 38.25, 95),
    ("北城", 40.75, 101),
    ("南城", 39.5, 88),
    ("总计", 40, 404),
)
OWN = (
    ("项目", "预算", "决算", "基本", "项目支出", "其他"),
    ("东城", 415, 120, 71, 33, 16),
    ("西城", 382, 95, 52, 31, 12),
    ("北城", 407, 101, 60, 22, 19),
    ("南城", 395, 88, 47, 30, 11),
    ("合计", 1599, 404, 230, 116, 58),
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/pivotTable"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def saved(path: Path, *, own: bool, spoilt: bool = False) -> Path:
    """A sheet with a pivot table at A1, wrong as a sum, and a table of a person's at F1 beside it."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for r, (row, beside) in enumerate(zip(ROWS, OWN, strict=True), 1):
        for c, value in enumerate(row, 1):
            sheet.cell(r, c, stored(value))
        for c, value in enumerate(beside if own else (), 6):
            sheet.cell(r, c, stored(value))
    if spoilt:
        sheet["C6"] = 440
        sheet["H6"] = 440
    book.save(path)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr(
            "xl/pivotTables/pivotTable1.xml",
            f'<pivotTableDefinition xmlns="{MAIN}" name="透视" cacheId="1">'
            '<location ref="A1:C6" firstHeaderRow="0" firstDataRow="1" firstDataCol="1"/></pivotTableDefinition>',
        )
        package.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{RELATION}" Target="../pivotTables/pivotTable1.xml"/></Relationships>',
        )
    return path


def pivots(report: FileReport) -> list[tuple[str, str, int]]:
    """Range, fate and numbers of every pivot table."""
    return [(a.range, a.status, len(a.numbers)) for a in report.scope if a.reason == "pivot"]


def test_a_pivot_is_said_and_left_alone(tmp_path: Path) -> None:
    """The table beside it is checked, the numbers of the pivot are named as unread, once."""
    report = engine.validate_file(saved(tmp_path / "a.xlsx", own=True, spoilt=True))
    numbers = [cell for area in report.scope for cell in area.numbers]

    assert [(f.code, f.cell.a1) for f in report.findings] == [("OPEN01", "H6")]
    assert [t.range for t in report.tables] == ["F1:K6"]
    assert pivots(report) == [("A1:C6", "unread", 10)]
    assert len(numbers) == len(set(numbers))


def test_a_workbook_of_a_pivot_alone(tmp_path: Path) -> None:
    """Nothing could be checked, which is said, and no pass."""
    report = engine.validate_file(saved(tmp_path / "a.xlsx", own=False))

    assert [f.code for f in report.findings] == ["OPEN05"]
    assert report.verdict == "review"
    assert pivots(report) == [("A1:C6", "unread", 10)]
