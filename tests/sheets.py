"""Tests read like sheets: a small workbook as text in, (code, cell) pairs out."""

from __future__ import annotations

import datetime
from decimal import Decimal
from textwrap import dedent

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from recon import engine, plaintext
from recon.model import FileReport, Outcome
from recon.schemas import targets
from recon.workbook import Cell


def entry(*cells: Cell) -> list[Cell]:
    """A row of cells."""
    return list(cells)


def whole(cell: object) -> int:
    """The whole number in a cell."""
    assert isinstance(cell, int | float), cell
    return int(cell)


def stored(value: object) -> str | float | Decimal | datetime.date | datetime.time | datetime.timedelta | None:
    """A value as a workbook takes it; an error of a spreadsheet is none."""
    kinds = str | int | float | Decimal | datetime.date | datetime.time | datetime.timedelta | None
    assert isinstance(value, kinds), value
    return value


def heads(sheet: Worksheet, row: int = 1) -> dict[str, int]:
    """The columns of a sheet by the words of its header."""
    return {str(cell.value): cell.column or 0 for cell in sheet[row]}


def real(cell: object) -> float:
    """The number in a cell."""
    assert isinstance(cell, int | float | Decimal), cell
    return float(cell)


def words_of(cell: object) -> str:
    """The text in a cell."""
    assert isinstance(cell, str), cell
    return cell


def front(book: Workbook) -> Worksheet:
    """The sheet that is in front."""
    assert isinstance(book.active, Worksheet)
    return book.active


def check(text: str, *, pad: bool = True) -> FileReport:
    """Validate a workbook written as text (see recon.plaintext).

    ``pad``: columns that a test does not need are added, empty, behind those it writes.
    """
    book = plaintext.parse(dedent(text))
    for sheet in book.sheets:
        if pad and sheet.name in targets.SHEETS:
            labels = targets.SHEETS[sheet.name].to_schema().columns
            sheet.rows[0].extend(label for label in labels if label not in sheet.rows[0])
    return engine.validate_book(book)


def found(text: str, *, notes: bool = False, pad: bool = True) -> set[tuple[str, str]]:
    """The (code, cell) pairs found; 提示性 ones only with ``notes``."""
    report = check(text, pad=pad)
    return {(f.code, str(f.cell)) for f in report.findings if notes or f.level != "提示性"}


def only(report: FileReport, rule: str) -> Outcome:
    """The one outcome of a rule."""
    (outcome,) = [o for o in report.outcomes if o.rule == rule]
    return outcome
