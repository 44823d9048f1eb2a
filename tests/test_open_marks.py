"""An officer's own workbook of three sheets with charts and formulas comes back marked; nothing else in it moves."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from recon import engine
from recon.model import FileReport
from recon.reports import annotate

UNITS = ("教育局", "卫生局", "交通局", "水利局", "农业局", "住建局")
MONTHS = ("一季度", "二季度", "三季度", "四季度")
#: Row and column, from 0, on the second sheet of the total that is typed wrong, and by how much.
WRONG, OFF = (7, 3), 90


def own(path: Path) -> None:
    """Sheets of budget, payments and notes; totals are formulas with values, except for one typed over."""
    book = xlsxwriter.Workbook(str(path))
    for number, name in enumerate(("预算", "支出")):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["单位", *MONTHS, "合计"])
        rows = [[1207 + 389 * n * (k + 2) + 53 * k * k + 11 * number for k in range(4)] for n in range(6)]
        for r, (unit, values) in enumerate(zip(UNITS, rows, strict=True), 1):
            sheet.write_row(r, 0, [unit, *values])
            sheet.write_formula(r, 5, f"=SUM(B{r + 1}:E{r + 1})", None, sum(values))
        sheet.write(7, 0, "合计")
        for c, column in enumerate([*zip(*rows, strict=True), [sum(v) for v in rows]], 1):
            letter = "ABCDEF"[c]
            if number and (7, c) == WRONG:
                sheet.write_number(7, c, sum(column) + OFF)
            else:
                sheet.write_formula(7, c, f"=SUM({letter}2:{letter}7)", None, sum(column))
        chart = book.add_chart({"type": "column"})
        assert chart
        chart.add_series({"categories": [name, 1, 0, 6, 0], "values": [name, 1, 5, 6, 5]})
        sheet.insert_chart("H2", chart)
    notes = book.add_worksheet("说明")
    notes.write(0, 0, "数据由各单位报送")
    pie = book.add_chart({"type": "pie"})
    assert pie
    pie.add_series({"values": ["预算", 7, 1, 7, 4]})
    notes.insert_chart("C3", pie)
    book.close()


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> tuple[FileReport, Path, Path]:
    """The report, the workbook and its marked copy."""
    folder = tmp_path_factory.mktemp("own")
    source, copy = folder / "自制表.xlsx", folder / "自制表_标注.xlsx"
    own(source)
    report = engine.validate_file(source)
    return report, source, annotate.write(report, source, copy, lang="zh")


def parts(path: Path) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_wrong_total_is_found(marked: tuple[FileReport, Path, Path]) -> None:
    """All findings of figures name the cell typed over."""
    report = marked[0]
    assert {(f.cell.sheet, f.cell.a1) for f in report.findings} == {("支出", "D8")}


def test_every_other_part_is_byte_identical(marked: tuple[FileReport, Path, Path]) -> None:
    """Charts, drawings, the sheets without a finding: the same bytes; the marked sheet keeps its formulas."""
    _, source, copy = marked
    before, after = parts(source), parts(copy)
    changed = {name for name, data in before.items() if after.get(name) != data}
    frame = {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "docProps/app.xml",
    }
    assert "xl/worksheets/sheet2.xml" in changed
    assert changed <= frame | {"xl/worksheets/sheet2.xml", "xl/worksheets/_rels/sheet2.xml.rels"}
    kept = [name for name in before if name.startswith(("xl/charts/", "xl/drawings/"))]
    assert len([name for name in kept if "charts/chart" in name]) == 3
    assert before["xl/worksheets/sheet2.xml"].count(b"<f>") == after["xl/worksheets/sheet2.xml"].count(b"<f>")


def test_clean_restores_the_workbook(marked: tuple[FileReport, Path, Path]) -> None:
    """Marks taken off, every part is the officer's own again, byte for byte."""
    _, source, copy = marked
    assert parts(annotate.clean(copy, copy.with_name("净.xlsx"))) == parts(source)


@pytest.mark.parametrize("sign", ["+", "-"])
def test_what_formulas_declare_is_firm(sign: str, tmp_path: Path) -> None:
    """Lines whose labels say nothing: formulas make their sums 强制性; the same numbers without them 核实性."""
    levels = []
    for formulas in (True, False):
        path = tmp_path / f"{formulas}.xlsx"
        book = xlsxwriter.Workbook(str(path))
        sheet = book.add_worksheet("表")
        sheet.write_row(0, 0, ["单位", "甲", "乙", "丙"])
        for r in range(1, 13):
            first, second = 9307 + 917 * r * r, 5231 + 389 * r
            total = first + second if sign == "+" else first - second
            sheet.write_row(r, 0, [f"第{r}处", first, second])
            if formulas and r != 5:
                sheet.write_formula(r, 3, f"=B{r + 1}{sign}C{r + 1}", None, total)
            else:
                sheet.write_number(r, 3, total + (90 if r == 5 else 0))
        book.close()
        report = engine.validate_file(path)
        levels.append([f.level for f in report.findings])
        assert all("D6" in {cell.a1 for cell in f.cells} for f in report.findings)
        assert not formulas or report.findings[0].cell.a1 == "D6"
    assert levels == [["强制性"], ["核实性"]]


def test_error_values_do_not_pass(tmp_path: Path) -> None:
    """Cells that show errors, and the total they spoil, are named once; what holds beside them holds."""
    path = tmp_path / "错误值.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("表")
    sheet.write_row(0, 0, ["科目", "预算", "决算"])
    amounts = [1307 + 917 * r * r for r in range(1, 9)]
    for r, amount in enumerate(amounts, 1):
        sheet.write_row(r, 0, [f"项目{r}", amount])
        sheet.write_formula(r, 2, f"=VLOOKUP(A{r + 1},库!A:B,2,0)", None, "#N/A" if r == 3 else amount - 13 * r)
    sheet.write_row(9, 0, ["合计", sum(amounts)])
    sheet.write_formula(9, 2, "=SUM(C2:C9)", None, "#N/A")
    book.close()
    report = engine.validate_file(path)
    assert [(f.code, [c.a1 for c in f.cells]) for f in report.findings] == [("OPEN07", ["C4", "C10"])]
