"""A cell's own indent as its level, and pivot tables, which have no other."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Alignment

from recon import engine, looks, workbook
from recon.model import FileReport
from tests.office import convert

#: Level, name and a number of each line; a line is the sum of those one level deeper below it.
LINES = (
    (0, "全市", 7703),
    (1, "东城", 4128),
    (2, "教育", 1219),
    (2, "卫生", 2087),
    (2, "交通", 822),
    (1, "西城", 3575),
    (2, "教育", 901),
    (2, "卫生", 1133),
    (2, "交通", 1541),
)


def saved(path: Path, *, set_in: bool, slip: int = 0) -> Path:
    """The lines with two columns of numbers, set in by the cells' own format or not at all."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "支出"
    sheet.append(["行标签", "求和项:预算", "求和项:决算"])
    for row, (level, name, value) in enumerate(LINES, 2):
        sheet.append([name, value, value * 3 + (slip if row == 5 else 0)])
        if set_in:
            sheet.cell(row, 1).alignment = Alignment(indent=level)
    book.save(path)
    return path


def sums(report: FileReport) -> set[tuple[str, str]]:
    """Pattern and evidence of every relation."""
    return {(o.pattern, o.evidence) for o in report.outcomes}


def test_indents_are_read(tmp_path: Path) -> None:
    """Of each cell that its format sets in, how far."""
    book = workbook.read(saved(tmp_path / "a.xlsx", set_in=True))
    told = looks.read(book).sheets["支出"].indents

    assert told == {(row, 1): level for row, (level, _, _) in enumerate(LINES, 2) if level}


def test_an_indent_declares_what_adds_up(tmp_path: Path) -> None:
    """The totals are those of the indents, and their evidence is the label."""
    report = engine.validate_file(saved(tmp_path / "a.xlsx", set_in=True))
    wanted = {"第2行 = 第3行 + 第7行", "第3行 = 第4行 + 第5行 + 第6行", "第7行 = 第8行 + 第9行 + 第10行"}

    assert sums(report) == {(pattern, "label") for pattern in wanted}
    assert report.findings == ()


def test_a_slip_under_an_indent_is_found_alone(tmp_path: Path) -> None:
    """One leaf is off: one finding that names it."""
    report = engine.validate_file(saved(tmp_path / "a.xlsx", set_in=True, slip=411))

    assert len(report.findings) == 1
    assert "C5" in {cell.a1 for cell in report.findings[0].cells}


@pytest.mark.parametrize("how", ["平均值项:单价", "计数项:编号", "最大值项:金额"])
def test_a_pivot_table_that_does_not_add_up_is_left_alone(tmp_path: Path, how: str) -> None:
    """A pivot table of averages, counts of kinds or largest values beside sums: no alarm, the sums are checked."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["行标签", "求和项:金额", how])
    told = ((1219, 31.5), (2087, 44.25), (822, 18.75), (1541, 52.0), (733, 27.5))
    for n, (amount, other) in enumerate(told):
        sheet.append([f"单位{n}", amount, other])
    sheet.append(["总计", sum(a for a, _ in told), 34.8 if "平均" in how else 52.0])
    book.save(tmp_path / "透视.xlsx")
    report = engine.validate_file(tmp_path / "透视.xlsx")

    assert [f.code for f in report.findings] == []
    assert {o.pattern for o in report.outcomes} == {"第7行 = 第2至6行之和"}


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_indents_of_other_formats(tmp_path: Path, kind: str) -> None:
    """The same table kept as another format says the same: LibreOffice writes what it shows."""
    path = convert(saved(tmp_path / "a.xlsx", set_in=True), tmp_path, kind)
    wanted = {"第2行 = 第3行 + 第7行", "第3行 = 第4行 + 第5行 + 第6行", "第7行 = 第8行 + 第9行 + 第10行"}

    assert sums(engine.validate_file(path)) == {(pattern, "label") for pattern in wanted}
