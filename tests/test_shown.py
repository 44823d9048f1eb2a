"""What the sender saw: formats, merged blocks and whole numbers, in real files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from recon import engine
from recon.model import FileReport
from recon.schemas import monthly
from tests.forms import AMOUNTS, LABELS, Form, save

P = monthly.PROJECTS
Found = set[tuple[str, str]]


def a1(form: Form, number: int, label: str) -> str:
    """The address of a project's cell, without its sheet."""
    return form.at(number, label).partition("!")[2]


def changed(form: Form, edit: Callable[[Worksheet], None], folder: Path) -> FileReport:
    """The report on a form saved as a file and changed there."""
    path = save(form.book(), folder / "月报.xlsx")
    book = openpyxl.load_workbook(path)
    edit(book[P])
    book.save(path)
    return engine.validate_file(path)


def pairs(report: FileReport) -> Found:
    """The (code, cell) pairs."""
    return {(f.code, str(f.cell)) for f in report.findings}


def test_a_percent_is_no_amount(tmp_path: Path) -> None:
    """One cell shown as percent is the one finding, and no relation is held against it."""
    form = Form()
    cell = a1(form, 0, "本月完成")

    def edit(sheet: Worksheet) -> None:
        sheet[cell].value, sheet[cell].number_format = 0.39, "0.0%"

    report = changed(form, edit, tmp_path)

    assert pairs(report) == {("NUM08", f"{P}!{cell}")}
    assert (report.findings[0].words["found"], report.findings[0].words["stored"]) == ("39.0%", "0.39")


@pytest.mark.parametrize(("code", "power"), [("0!.0000", 4), ("#,##0,", 3), ('0!.0,"万"', 4), ("0.00,,", 6)])
def test_another_scale_is_asked_once(code: str, power: int, tmp_path: Path) -> None:
    """A whole form in a scaling format is one question; it names what is seen and what is stored."""
    form = Form()

    def edit(sheet: Worksheet) -> None:
        for row in sheet.iter_rows(min_row=7):
            for cell in row[LABELS.index(AMOUNTS[0]) :]:
                cell.number_format = code

    report = changed(form, edit, tmp_path)

    assert [f.code for f in report.findings] == ["NUM09"]
    assert report.findings[0].words["power"] == str(power)
    assert report.findings[0].level == "核实性"


@pytest.mark.parametrize("code", ["#,##0.00_ ", "General", "0", "@", '#,##0.00"万元"'])
def test_an_ordinary_format_says_nothing(code: str, tmp_path: Path) -> None:
    """Formats that show the number itself are no matter."""
    form = Form()
    cell = a1(form, 1, "总投资")

    assert pairs(changed(form, lambda sheet: setattr(sheet[cell], "number_format", code), tmp_path)) == set()


def test_merged_words_count_for_every_row(tmp_path: Path) -> None:
    """Network, class and region of a merged block are those of each of its rows."""
    form = Form()

    def edit(sheet: Worksheet) -> None:
        for label in ("网别", "类别", "地区", "责任单位", "建设状态"):
            sheet.merge_cells(f"{a1(form, 0, label)}:{a1(form, 1, label)}")

    assert pairs(changed(form, edit, tmp_path)) == set()


def test_a_merged_amount_is_said(tmp_path: Path) -> None:
    """One amount for two rows is the one finding, with both cells."""
    form = Form()
    first, second = a1(form, 0, "总投资"), a1(form, 1, "总投资")

    def edit(sheet: Worksheet) -> None:
        sheet[first] = 7000.8
        sheet.merge_cells(f"{first}:{second}")

    report = changed(form, edit, tmp_path)

    assert pairs(report) == {("MERGE01", f"{P}!{first}")}
    assert [c.a1 for c in report.findings[0].cells] == [first, second]


# --- whole numbers -------------------------------------------------------------------------------------


def whole(unit: str = "千元", *offs: int) -> Form:
    """A form whose amounts are whole, the total investment of some projects off by one."""
    form = Form(unit=unit)
    for number, row in enumerate(form.projects):
        years = {"2020年": 101 + number, "2021年": 57, "2022年": 33, "2023年": 12, "2024年": 9}
        money = dict.fromkeys(AMOUNTS, 0) | years
        money |= {"总投资": sum(years.values()) + (number in offs), "本年计划": 57}
        money |= {
            "上月末累计完成": 40,
            "本月完成": 5,
            "本年累计完成": 5,
            "开工以来累计完成": 45,
            "到位资金": 50,
            "中央": 30,
            "省级": 20,
        }
        row.update(money)
    return form.add_up()


def codes(form: Form) -> list[str]:
    """The codes of what is found."""
    return [f.code for f in engine.validate_book(form.book()).findings]


@pytest.mark.parametrize("unit", ["千元", "万元", "元"])
def test_amounts_rounded_to_whole_units_are_off_by_rounding(unit: str) -> None:
    """Several rows off by one are the rounding of whole numbers."""
    assert codes(whole(unit, 0, 1, 2)) == []


def test_one_row_off_by_one_among_exact_ones_is_a_slip() -> None:
    """Amounts that are really whole add up; one that does not is wrong."""
    assert codes(whole("千元", 1)) == ["SPLIT01"]


def test_a_cover_may_say_that_amounts_are_whole() -> None:
    """整数万元 on the cover is a unit, and a declaration of whole numbers."""
    form = whole("万元", 1)
    form.cover["计量单位"] = "万元（取整）"

    assert codes(form) == []


def test_a_cent_in_yuan_is_exact() -> None:
    """In 元 with cents nothing was rounded, so a cent is a difference; in 万元 it is rounding."""
    for unit, expected in (("元", ["ROLL01"]), ("万元", [])):
        form = Form(unit=unit)
        assert (
            codes(form.spoil(0, 开工以来累计完成=float(str(form.projects[0]["开工以来累计完成"])) + 0.01)) == expected
        )
