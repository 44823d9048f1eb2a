"""The same numbers told in two tables of a workbook: rows of one name, columns of one head."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from recon import engine
from recon.model import FileReport
from recon.workbook import Cell
from tests.sheets import entry, whole

Rows = list[list[Cell]]
UNITS = {
    "教育局": (5120, 731),
    "卫生局": (3386, 462),
    "交通局": (8975, 1508),
    "水利局": (2603, 329),
    "住建局": (4358, 671),
}


def budget(unit: str = "万元", by: int = 1, turned: bool = False) -> Rows:
    """Each unit's basic and project expenditure and their total."""
    body: Rows = [[name, a * by, b * by, (a + b) * by] for name, (a, b) in UNITS.items()]
    sums: list[Cell] = ["合计", *(sum(whole(row[c]) for row in body) for c in (1, 2, 3))]
    return [
        [f"单位：{unit}"],
        ["单位名称", "基本支出", "项目支出", "支出合计"],
        *(body[::-1] if turned else body),
        sums,
    ]


def staff(unit: str = "万元", by: int = 1) -> Rows:
    """Another table: people, and the total of the first for each unit."""
    return [
        [f"单位：{unit}"],
        ["单位名称", "编制人数", "支出合计"],
        *(entry(name, 20 + n * n, (a + b) * by) for n, (name, (a, b)) in enumerate(UNITS.items())),
    ]


def checked(folder: Path, *sheets: Rows) -> FileReport:
    """The report on a workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, 1):
        page = book.create_sheet(f"表{number}")
        for row in rows:
            page.append(row)
    path = folder / "两表.xlsx"
    book.save(path)
    return engine.validate_file(path)


def ties(report: FileReport) -> list[tuple[str, str, str]]:
    """Pattern, verdict and evidence of every tie."""
    return [(o.pattern, o.verdict, o.evidence) for o in report.outcomes if o.rule == "tie"]


def test_rows_are_matched_by_name(tmp_path: Path) -> None:
    """Whatever their order; five units' totals in both tables agree."""
    report = checked(tmp_path, budget(turned=True), staff())
    assert ties(report) == [("表2!C = 表1!D", "exact", "twin")] * 5
    assert report.findings == ()


def test_units_are_converted(tmp_path: Path) -> None:
    """万元 in the one and 元 in the other."""
    report = checked(tmp_path, budget(), staff("元", 10_000))
    assert {verdict for _, verdict, _ in ties(report)} <= {"exact", "rounding"}
    assert len(ties(report)) == 5


def test_a_number_that_differs_is_one_finding(tmp_path: Path) -> None:
    """In the second table alone; in the first its own sums break as well, and all is one finding."""
    other = staff()
    other[3][2] = int(str(other[3][2])) + 900
    assert [(f.code, f.level, {str(c) for c in f.cells}) for f in checked(tmp_path, budget(), other).findings] == [
        ("OPEN01", "核实性", {"表1!D4", "表2!C4"})
    ]
    first = budget()
    first[3][3] = int(str(first[3][3])) + 900
    assert [f.cell.a1 for f in checked(tmp_path, first, staff()).findings] == ["D4"]


def test_other_heads_tell_other_numbers(tmp_path: Path) -> None:
    """The same names in another year, most numbers as before, are not compared."""
    last: Rows = [
        [str(cell).replace("支出合计", "上年支出合计") if isinstance(cell, str) else cell for cell in row]
        for row in staff()
    ]
    last[3][2] = 4100
    report = checked(tmp_path, budget(), last)
    assert ties(report) == []
    assert report.findings == ()
