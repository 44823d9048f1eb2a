"""Generate the periodic forms → fill them in with openpyxl → save them with LibreOffice → validate."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.worksheet.worksheet import Worksheet

from recon.cli import app
from recon.engine import validate_file
from recon.reports import annotate
from recon.schemas.form import COVER
from recon.workbook import Cell
from tests import office, periodic
from tests.periodic import Made
from tests.sheets import stored

#: Kind → what is typed to get its form.
TYPED = {
    "annual": ("--year", "2021", "--network", "路网", "--region", "长春市"),
    "library": ("--library", "地方子库", "--region", "长春市", "--month", "2021-03"),
    "quarterly": ("--quarter", "2021Q1", "--group", "供电组"),
}
FIRST = 8  #: the first row below a table's head


def filled(kind: str, folder: Path, form: Made | None = None) -> tuple[Path, Made]:
    """A generated form with the rows of a sound one, or of ``form``, typed into its blank rows."""
    form = form or periodic.SOUND[kind]()
    path = folder / f"{kind}.xlsx"
    done = CliRunner().invoke(app, ["template", *TYPED[kind], "-o", str(path)])
    assert done.exit_code == 0, done.output
    book = openpyxl.load_workbook(path)
    for row in book[COVER].iter_rows(min_row=4):
        if row[1].value == "填报单位":
            row[2].value = stored(form.cover["填报单位"])
    for spec in form.spec.tables:
        _type(book[spec.sheet], form.rows[spec.sheet], list(spec.model.to_schema().columns), spec.by)
    book.save(path)
    return path, form


def _type(sheet: Worksheet, rows: periodic.Rows, labels: list[str], by: str) -> None:
    """Put rows into blank ones, in the block they belong to."""
    taken: set[int] = set()
    for entry in rows:
        place = next(
            r for r in range(FIRST, sheet.max_row + 1) if r not in taken and _free(sheet, r, labels, entry, by)
        )
        taken.add(place)
        for column, label in enumerate(labels, 1):
            if entry[label] is not None:
                sheet.cell(place, column).value = stored(entry[label])


def _free(
    sheet: Worksheet,
    row: int,
    labels: list[str],
    entry: dict[str, Cell],
    by: str,
) -> bool:
    first = [sheet.cell(row, labels.index(label) + 1).value for label in labels[:3]]
    if by:
        return bool(sheet.cell(row, labels.index(by) + 1).value == entry[by])
    return first == [None, None, None]


def place(path: Path, sheet: str, text: object) -> tuple[int, int]:
    """Row and column of the first cell that holds a text."""
    found = openpyxl.load_workbook(path)[sheet]
    return next((c.row or 0, c.column or 0) for row in found.iter_rows() for c in row if c.value == text)


@office.needs_office
@pytest.mark.parametrize("saved_as", ["xlsx:Calc MS Excel 2007 XML", "ods"])
@pytest.mark.parametrize("kind", TYPED)
def test_a_filled_form_passes_however_it_was_saved(tmp_path: Path, kind: str, saved_as: str) -> None:
    """Filled by openpyxl, calculated and saved by LibreOffice: recognised, no finding."""
    path, _ = filled(kind, tmp_path)

    report = validate_file(office.convert(path, tmp_path, saved_as))

    assert (report.kind, [(f.code, str(f.cell)) for f in report.findings]) == (kind, [])


#: Kind, sheet, row, changes, and the finding with the column it is told at.
FAULTS = [
    ("annual", "年度投资计划", 0, {"本年计划": 310.25}, "SOURCE01", "本年计划"),
    ("annual", "年度投资计划", 1, {"截至上年底累计完成": 900}, "ROOM01", "截至上年底累计完成"),
    ("library", "项目库", 0, {"2021年": 201.1}, "SPLIT01", "总投资"),
    ("library", "项目库", 1, {"竣工年月": "2020-01"}, "DATE02", "竣工年月"),
    ("quarterly", "任务清单", 1, {"完成时限": "2021-02-28"}, "TASK09", "完成状态"),
    ("quarterly", "责任清单", 2, {"任务编号": "供电-02"}, "TASK02", "任务编号"),
    ("quarterly", "问题清单", 0, {"销号日期": "2021-03-01"}, "PROB05", "状态"),
]


@office.needs_office
@pytest.mark.parametrize(("kind", "sheet", "number", "changes", "code", "label"), FAULTS)
def test_one_fault_typed_into_a_form_is_one_finding(
    tmp_path: Path, kind: str, sheet: str, number: int, changes: dict[str, object], code: str, label: str
) -> None:
    """The live totals follow what is typed, so that one fault is found once, at its cell; the copy is marked there."""
    form = periodic.SOUND[kind]()
    form.rows[sheet][number].update(changes)  # type: ignore[arg-type]
    path, form = filled(kind, tmp_path, form)
    saved = office.recalculated(path, tmp_path)

    report = validate_file(saved)
    labels = list(next(t for t in form.spec.tables if t.sheet == sheet).model.to_schema().columns)
    first = {(f.code, f.cell.sheet, f.cell.column) for f in report.findings}
    expected = {(code, sheet, labels.index(label) + 1)}
    if code == "TASK02":  # the task whose row was taken has none any more
        expected.add(("TASK01", "任务清单", 1))

    assert first == expected
    marked = annotate.write(report, saved, tmp_path / "标注.xlsx", lang="zh")
    again = validate_file(marked)
    assert [(f.code, str(f.cell)) for f in again.findings] == [(f.code, str(f.cell)) for f in report.findings]
    comments = {(s.title, c.row) for s in openpyxl.load_workbook(marked) for r in s.iter_rows() for c in r if c.comment}
    assert {(f.cell.sheet, f.cell.row) for f in report.findings} <= comments


@office.needs_office
@pytest.mark.parametrize("kind", TYPED)
def test_values_in_a_form_are_what_libreoffice_computes(tmp_path: Path, kind: str) -> None:
    """Every formula of a blank form: cached value = recalculated value, and there are some."""
    path = tmp_path / "表.xlsx"
    assert CliRunner().invoke(app, ["template", *TYPED[kind], "-o", str(path)]).exit_code == 0
    cached = openpyxl.load_workbook(path, data_only=True)
    anew = openpyxl.load_workbook(office.recalculated(path, tmp_path), data_only=True)
    formulas = [
        c for page in openpyxl.load_workbook(path) for row in page.iter_rows() for c in row if c.data_type == "f"
    ]

    assert formulas
    for cell in formulas:
        ours, theirs = (book[cell.parent.title][cell.coordinate].value for book in (cached, anew))
        assert ours == theirs, cell
