"""Generate → fill → validate, through openpyxl and through LibreOffice, as an officer would."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.worksheet.worksheet import Worksheet

from recon.cli import app
from recon.engine import validate_file
from recon.reports import excel
from recon.schemas import monthly
from tests import forms, office
from tests.sheets import stored


def filled(folder: Path, **changes: object) -> Path:
    """A generated form, filled in by openpyxl: two projects in each of two classes; ``changes`` to the first."""
    path = folder / "月报.xlsx"
    arguments = [
        "template",
        "--month",
        "2021-03",
        "--network",
        "路网",
        "--region",
        "长春市",
        "--unit",
        "万元",
        "-o",
    ]
    done = CliRunner().invoke(app, [*arguments, str(path)])
    assert done.exit_code == 0, done.output
    book = openpyxl.load_workbook(path)
    _write_cover(book[monthly.COVER])
    sheet = book[monthly.PROJECTS]
    rows = iter(forms.CODES)
    number = 0
    for category in ("铁路", "高速公路"):
        for row in _spare(sheet, category)[:2]:
            number += 1
            project = forms.project(number, category, next(rows), **(changes if number == 1 else dict[str, Any]()))
            for label, value in project.items():
                sheet.cell(row, forms.LABELS.index(label) + 1).value = stored(value)
    book.save(path)
    return path


def _write_cover(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == "填报单位":
                sheet.cell(cell.row, cell.column + 1).value = "长春市人民政府"


def _spare(sheet: Worksheet, category: str) -> list[int]:
    """Rows prefilled with a class and no project yet."""
    column = forms.LABELS.index("类别") + 1
    return [r for r in range(1, sheet.max_row + 1) if sheet.cell(r, column).value == category]


@office.needs_office
@pytest.mark.parametrize("saved_as", ["xlsx:Calc MS Excel 2007 XML", "ods", "xls:MS Excel 97"])
def test_a_filled_form_passes_however_it_was_saved(tmp_path: Path, saved_as: str) -> None:
    """Filled by openpyxl, calculated and saved by LibreOffice in three formats: no finding."""
    saved = office.convert(filled(tmp_path), tmp_path, saved_as)

    report = validate_file(saved)

    assert (report.kind, [(f.code, str(f.cell)) for f in report.findings]) == ("monthly", [])
    assert report.counts["exact"] > 100


@office.needs_office
def test_a_form_filled_by_libreoffice_itself_passes(tmp_path: Path) -> None:
    """Values typed into a text form of the workbook that only LibreOffice reads, then saved as xlsx by it."""
    flat = office.convert(filled(tmp_path), tmp_path, "fods")
    text = flat.read_text("utf-8")
    assert text.count("高速公路项目4") == 1
    flat.write_text(text.replace("高速公路项目4", "高速公路项目四改"), "utf-8")

    saved = office.convert(flat, tmp_path / "again", "xlsx:Calc MS Excel 2007 XML")
    report = validate_file(saved)

    assert [(f.code, str(f.cell)) for f in report.findings] == []
    assert report.book is not None
    assert any("高速公路项目四改" in row for sheet in report.book.sheets for row in sheet.rows)


@office.needs_office
@pytest.mark.parametrize(
    ("label", "value", "code", "at"),
    [
        ("开工以来累计完成", 231.75, "ROLL01", "开工以来累计完成"),
        ("2021年", 201.1, "SPLIT01", "总投资"),
        ("中央", 126, "FUND01", "到位资金"),
        ("本年累计完成", 230.8, "YEAR01", "本年累计完成"),
        ("建设状态", "完工", "DONE01", "开工以来累计完成"),
        ("建设状态", "未开工", "IDLE01", "开工以来累计完成"),
        ("项目代码", "2601-140100-89-01-123456", "CODE01", "项目代码"),
        ("竣工年月", "2020-01", "DATE02", "竣工年月"),
    ],
)
def test_one_fault_typed_into_the_form_is_one_finding(
    tmp_path: Path, label: str, value: object, code: str, at: str
) -> None:
    """The form's live totals follow what is typed, so that one fault is found once, at its cell."""
    path = filled(tmp_path, **{label: value})
    row = _spare(openpyxl.load_workbook(path)[monthly.PROJECTS], "铁路")[0]
    saved = office.recalculated(path, tmp_path)

    found = {(f.code, f.cell.row, f.cell.column) for f in validate_file(saved).findings}

    assert found == {(code, row, forms.LABELS.index(at) + 1)}


@office.needs_office
def test_the_calculation_sheet_of_a_form_recalculates(tmp_path: Path) -> None:
    """Equation, upper and lower bound of a form: every formula equals LibreOffice's value, each bound its own way."""
    form = forms.Form()
    form.rows[2].update({"开工以来累计完成": 999, "建设状态": "完工"})
    form.rows[3].update({"本年累计完成": 5000.0})
    path = forms.save(form.book(), tmp_path / "月报.xlsx")
    report = validate_file(path)
    assert {"ROLL01", "DONE01", "YEAR01"} <= {f.code for f in report.every}
    made = tmp_path / "月报_差异.xlsx"
    excel.write(report, made, lang="zh", date=datetime.date(2021, 4, 7))

    cached = openpyxl.load_workbook(made, data_only=True)
    again = openpyxl.load_workbook(office.recalculated(made, tmp_path), data_only=True)
    formulas = openpyxl.load_workbook(made)

    compared = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    before, after = (b[sheet.title][cell.coordinate].value for b in (cached, again))
                    assert before == (pytest.approx(after) if isinstance(after, int | float) else after), cell
                    compared += 1
    assert compared > 50
    words = [c.value for row in cached["计算表"].iter_rows() for c in row if isinstance(c.value, str)]
    assert "限额 · DONE · 应不少于限额" in words
    assert "限额 · YEAR · 应不超过限额" in words
