"""What is no table, or a table full of traps: read or passed over, said in a sentence, no false alarm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from recon import engine
from recon.model import FileReport
from recon.workbook import Cell
from tests.sheets import entry

Rows = list[list[Cell]]


def checked(path: Path, rows: Rows, merged: tuple[str, ...] = ()) -> FileReport:
    """The report on a workbook of one sheet."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "表"
    for row in rows:
        page.append(row)
    for block in merged:
        page.merge_cells(block)
    book.save(path)
    return engine.validate_file(path)


def firm(report: FileReport) -> list[tuple[str, str]]:
    """Code and cell of what is more than information, but that nothing could be checked."""
    return [(f.code, f.cell.a1) for f in report.findings if f.level != "提示性" and f.code != "OPEN05"]


LETTER: Rows = [
    ["关于调整2025年部门预算的请示"],
    ["市财政局："],
    ["因2025年3月1日起增加人员12名，需追加经费360万元，其中工资280万元、公用80万元。"],
    ["妥否，请批示。"],
    [None, None, "某局"],
    [None, None, "2025年4月2日"],
]
FORM: Rows = [
    ["姓名", "甲", "性别", "女"],
    ["出生年月", "1985-03", "工龄", 17],
    ["电话", "13800000000", "邮编", "130000"],
    ["工资", 8123, "津贴", 1200],
    ["家庭人口", 3, "住房面积", 89.5],
]
NAMES: Rows = [
    ["序号", "姓名", "单位", "电话"],
    *[entry(n, f"第{n}人", "某局", f"138{n:08d}") for n in range(1, 40)],
]
TEXTS: Rows = [["事项", "责任单位", "要求"], *[entry(f"事项{n}", "某局", "按期完成") for n in range(20)]]


@pytest.mark.parametrize("rows", [LETTER, FORM, NAMES, TEXTS], ids=["letter", "form", "names", "text"])
def test_what_is_no_table_is_no_alarm(rows: Rows, tmp_path: Path) -> None:
    """A letter, a form of one page, a list of names, only text: not passed as checked, and nothing alleged."""
    report = checked(tmp_path / "来件.xlsx", rows)
    assert firm(report) == []
    assert report.verdict != "pass"


def test_the_last_column(tmp_path: Path) -> None:
    """A sheet as wide as Excel allows is passed over in a sentence."""
    path = tmp_path / "宽.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("表")
    for r in range(3):
        sheet.write_row(r, 0, [r * 7 + c % 11 for c in range(16_384)])
    book.close()
    report = engine.validate_file(path)
    assert report.error is not None
    assert report.error[0] == "FILE13"


AMOUNTS = [(3120, 417), (2286, 365), (4975, 508), (1603, 229), (3358, 471)]


def table(write: Callable[[int], Cell] | None = None, wrong: int = 0) -> Rows:
    """Five units with two amounts and their total, total row last; ``wrong`` is added to the total of the first."""
    make: Callable[[int], Cell] = write or (lambda v: v)
    body: Rows = [
        [f"单位{n}", make(a), make(b), make(a + b + (wrong if n == 0 else 0))] for n, (a, b) in enumerate(AMOUNTS)
    ]
    sums = [sum(a for a, _ in AMOUNTS), sum(b for _, b in AMOUNTS)]
    return [
        ["单位", "基本", "项目", "合计"],
        *body,
        ["合计", make(sums[0]), make(sums[1]), make(sum(sums) + wrong)],
    ]


@pytest.mark.parametrize("form", ["{:,}", " {} ", "{:,}元", "¥{:,}", "{}.00", "'{}"[1:]])
def test_numbers_as_text_are_read(form: str, tmp_path: Path) -> None:
    """Blanks, separators, signs of money: a sound table passes, a wrong total is found."""
    sound = checked(tmp_path / "文本.xlsx", table(form.format))
    assert (firm(sound), sound.verdict) == ([], "pass")
    wrong = checked(tmp_path / "文本错.xlsx", table(form.format, 90))
    assert "D2" in {c.a1 for f in wrong.findings for c in f.cells}


def test_mixed_units_in_a_column(tmp_path: Path) -> None:
    """Rows in different units are not added up across them, and no total of them is missed."""
    rows: Rows = [
        ["指标", "单位", "计划", "完成"],
        ["里程", "公里", 120, 87],
        ["投资", "万元", 45000, 38121],
        ["桥梁", "座", 12, 9],
        ["用地", "亩", 830, 644],
        ["就业", "人", 2300, 1987],
    ]
    assert firm(checked(tmp_path / "混合.xlsx", rows)) == []


def test_merged_totals(tmp_path: Path) -> None:
    """A total over two merged columns, and one word merged over the rows of a group."""
    rows: Rows = [
        ["地区", "单位", "上年", "本年"],
        ["东区", "甲", 3120, 3417],
        [None, "乙", 2286, 2365],
        ["西区", "丙", 4975, 5508],
        [None, "丁", 1603, 1229],
        ["合计", None, 11984, 12519],
    ]
    merged = ("A2:A3", "A4:A5", "A6:B6")
    sound = checked(tmp_path / "合并.xlsx", rows, merged)
    assert (firm(sound), sound.verdict) == ([], "pass")
    rows[-1] = ["合计", None, 11984, 12159]
    assert ("OPEN01", "D6") in firm(checked(tmp_path / "合并错.xlsx", rows, merged))


def test_formulas_in_a_circle(tmp_path: Path) -> None:
    """Formulas that refer to each other: the values are checked, and the program ends."""
    path = tmp_path / "循环.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("表")
    sheet.write_row(0, 0, ["单位", "基本", "项目", "合计"])
    for r, (a, b) in enumerate(AMOUNTS, 1):
        sheet.write(r, 0, f"单位{r}")
        sheet.write_formula(r, 1, f"=D{r + 1}-C{r + 1}", None, a)
        sheet.write_number(r, 2, b)
        sheet.write_formula(r, 3, f"=B{r + 1}+C{r + 1}", None, a + b + (90 if r == 3 else 0))
    book.close()
    report = engine.validate_file(path)
    assert [f.cell.row for f in report.findings if f.level != "提示性"] == [4]
