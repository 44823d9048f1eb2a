"""Formulas of a form that do not add up what they should, in real files: one finding each, at the formula or its cause."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from recon import engine
from recon.model import FileReport, column_letters
from recon.schemas import monthly
from recon.workbook import Cell
from tests.forms import AMOUNTS, CODES, HEAD_ROW, LABELS, SUMMARY, Form, project

P, S = monthly.PROJECTS, monthly.SUMMARY
Formulas = dict[tuple[str, int, int], str]  #: sheet, row, column → formula; what it shows is the form's own cell
TOTAL, FIRST, SECOND = HEAD_ROW + 1, HEAD_ROW + 2, HEAD_ROW + 5
COLUMNS = list(SUMMARY.columns)


def formulas(form: Form, first: str = "9:10", second: str = "12:13", whole: str = "{c}8,{c}11") -> Formulas:
    """The formulas of a form of two classes with two projects each; ranges of rows may be given otherwise."""
    found: Formulas = {}
    last = HEAD_ROW + len(form.rows)
    for label in AMOUNTS:
        column = LABELS.index(label) + 1
        c = column_letters(column)
        for row, rows in ((FIRST, first), (SECOND, second)):
            top, bottom = rows.split(":")
            found[P, row, column] = f"=SUM({c}{top}:{c}{bottom})"
        found[P, TOTAL, column] = f"=SUM({whole.format(c=c)})"
        at = COLUMNS.index(label) + 1
        for row in (HEAD_ROW + 2, HEAD_ROW + 3):
            found[S, row, at] = f"=SUMIFS({P}!${c}$7:${c}${last},{P}!$E$7:$E${last},$A{row})"
    return found


def checked(form: Form, given: Formulas, folder: Path) -> FileReport:
    """The report on a form saved with formulas, each with the value that the form's cell has."""
    path = folder / "月报.xlsx"
    with xlsxwriter.Workbook(str(path)) as out:
        for sheet in form.book().sheets:
            page = out.add_worksheet(sheet.name)
            for r, row in enumerate(sheet.rows):
                for c, cell in enumerate(row):
                    formula = given.get((sheet.name, r + 1, c + 1))
                    if formula:
                        page.write_formula(r, c, formula, None, cell if cell is not None else 0)
                    elif isinstance(cell, str):
                        page.write_string(r, c, cell)
                    else:
                        page.write(r, c, cell)
    return engine.validate_file(path)


def pairs(report: FileReport) -> set[tuple[str, str]]:
    """The (code, cell) pairs."""
    return {(f.code, str(f.cell)) for f in report.findings}


def short(form: Form, part: dict[str, Cell], *rows: dict[str, Cell]) -> None:
    """Total rows less a project, in every amount."""
    for label in AMOUNTS:
        for row in rows:
            row[label] = round(float(str(row[label])) - float(str(part[label])), 2)


def test_a_sound_form_with_formulas_passes(tmp_path: Path) -> None:
    """Nothing is said of formulas that are right."""
    form = Form()

    assert pairs(checked(form, formulas(form), tmp_path)) == set()


@pytest.mark.parametrize(("rows", "left"), [("9:9", 1), ("10:10", 0)])
def test_a_range_that_leaves_a_row_out(rows: str, left: int, tmp_path: Path) -> None:
    """The subtotal's formula is the finding; the total above it follows."""
    form = Form()
    short(form, form.projects[left], form.rows[0], form.rows[1])
    report = checked(form, formulas(form, first=rows), tmp_path)

    assert pairs(report) == {("FML01", form.cell(1, "总投资"))}
    assert report.findings[0].words["rows"] == str(9 + left)


def test_a_total_that_leaves_a_class_out(tmp_path: Path) -> None:
    """合计 without a 小计 names the rows that it lacks."""
    form = Form()
    for part in form.projects[2:]:
        short(form, part, form.rows[0])
    report = checked(form, formulas(form, whole="{c}8"), tmp_path)

    assert pairs(report) == {("FML01", form.cell(0, "总投资"))}
    assert report.findings[0].words["rows"] == "12—13"


def test_a_total_that_counts_twice(tmp_path: Path) -> None:
    """合计 over 小计 and projects together is told once, with its formula."""
    form = Form()
    for label in AMOUNTS:
        form.rows[0][label] = 2 * float(str(form.rows[0][label]))
    report = checked(form, formulas(form, whole="{c}8:{c}13"), tmp_path)

    assert len(report.findings) == 1
    assert report.findings[0].code in ("FML02", "FML03")


def test_a_subtotal_among_the_projects_is_named(tmp_path: Path) -> None:
    """A row that sums up others inside a range is the finding, at that row."""
    form = Form()
    extra: dict[str, Cell] = {label: form.rows[4][label] for label in AMOUNTS}
    form.rows.append({"项目名称": "公路项目小计", **extra})
    for label in AMOUNTS:
        form.rows[4][label] = round(2 * float(str(form.rows[4][label])), 2)
        form.rows[0][label] = round(float(str(form.rows[0][label])) + float(str(extra[label])), 2)
    report = checked(form, formulas(form, second="12:14"), tmp_path)

    assert pairs(report) == {("FML02", form.cell(7, "项目名称"))}


def test_text_that_a_sum_skips(tmp_path: Path) -> None:
    """The text cell is the cause, not the sum."""
    form = Form()
    value = float(str(form.projects[0]["总投资"]))
    form.projects[0]["总投资"] = str(value)
    for row in (*form.rows[:2], *form.summary[:2]):
        row["总投资"] = round(float(str(row["总投资"])) - value, 2)
    report = checked(form, formulas(form), tmp_path)

    assert pairs(report) == {("NUM06", form.at(0, "总投资"))}
    assert report.findings[0].level == "强制性"
    assert report.findings[0].follows


@pytest.mark.parametrize("name", ["铁路 ", " 铁路", "铁路\u3000", "铁路\u00a0"])
def test_a_class_that_sumifs_misses(name: str, tmp_path: Path) -> None:
    """The class with a blank is the cause of what 表2 lacks."""
    form = Form()
    part = form.projects[0]
    part["类别"] = name
    short(form, part, form.summary[0], form.summary[1])
    form.summary[0]["项目数"], form.summary[1]["项目数"] = 3, 1
    report = checked(form, formulas(form), tmp_path)

    assert pairs(report) == {("FML05", form.at(0, "类别"))}


def test_a_deleted_reference_is_one_finding(tmp_path: Path) -> None:
    """#REF! in a whole row is one finding."""
    form = Form()
    form.rows[0] |= dict.fromkeys(AMOUNTS, "#REF!")
    report = checked(form, formulas(form, whole="{c}8,#REF!"), tmp_path)

    assert pairs(report) == {("FML04", form.cell(0, "总投资"))}


def test_a_total_typed_over(tmp_path: Path) -> None:
    """One typed cell in a row of formulas is told as that."""
    form = Form()
    form.rows[1]["总投资"] = round(float(str(form.rows[1]["总投资"])) + 3210.5, 2)
    form.rows[0]["总投资"] = round(float(str(form.rows[0]["总投资"])) + 3210.5, 2)
    given = formulas(form)
    del given[P, FIRST, LABELS.index("总投资") + 1]
    report = checked(form, given, tmp_path)

    assert pairs(report) == {("FML06", form.cell(1, "总投资"))}


@pytest.mark.parametrize(
    "formula", ["='[台账.xlsx]Sheet1'!B5", "=[台账.xlsx]Sheet1!$B$5", "=SUM([台账.xlsx]Sheet1!B5:B6)"]
)
def test_another_file_is_said(formula: str, tmp_path: Path) -> None:
    """A formula that points elsewhere is a note at its cell."""
    form = Form()
    cell = form.at(0, "本月完成")
    given = {**formulas(form), (P, HEAD_ROW + 3, LABELS.index("本月完成") + 1): formula}

    assert pairs(checked(form, given, tmp_path)) == {("LINK01", cell)}


def inserted(form: Form) -> int:
    """A project more, below the range of its class."""
    form.blocks["高速公路"].append(
        project(5, "高速公路", CODES[0], 项目代码="2510-220100-89-01-000005", 项目名称="绕城线")
    )
    old = [dict(row) for row in (form.rows[0], form.rows[4])]
    summary = [dict(row) for row in form.summary]
    form.add_up()
    form.rows[0].update(old[0])
    form.rows[4].update(old[1])
    for row, before in zip(form.summary, summary, strict=True):
        row.update(before)
    return len(form.rows) - 1


def test_a_row_typed_below_every_range(tmp_path: Path) -> None:
    """A project below the ranges of 小计 and 表2 is one finding at the formula that misses it, besides its own code."""
    form = Form()
    given = formulas(form)
    row = inserted(form)
    report = checked(form, given, tmp_path)

    assert pairs(report) - {("CODE01", form.cell(row, "项目代码"))} == {("FML01", form.cell(4, "总投资"))}
