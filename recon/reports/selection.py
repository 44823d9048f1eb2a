"""A choice of findings from several files as one workbook: a row each, to be sorted, filtered and sent on."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from recon import messages
from recon.reports import seal
from recon.reports.excel.page import Page
from recon.reports.sheet import Book
from recon.reports.theme import Theme, page_setup

COLUMNS = {
    "number": 6,
    "column_file": 30,
    "column_unit": 24,
    "column_level": 10,
    "column_code": 10,
    "column_place": 24,
    "column_sentence": 80,
    "column_expected": 16,
    "column_actual": 16,
    "column_difference": 14,
    "column_explained": 40,
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """One finding. Amounts are blank where it has none."""

    file: str
    unit: str
    level: str
    code: str
    place: str
    sentence: str
    expected: str = ""
    actual: str = ""
    difference: str = ""
    explained: str = ""


def write(chosen: Sequence[Chosen], path: Path, *, lang: str, date: datetime.date) -> None:
    """Write the workbook; the same findings and date give the same bytes. Raises OSError."""
    book = Book(path)
    style, title = Theme(book), messages.page("nav_findings", lang)
    created = datetime.datetime.combine(date, datetime.time())
    book.set_properties({"title": title, "author": "recon", "created": created})
    seal.prepare(book)
    page = Page(book.add_worksheet(title), COLUMNS.values())
    page.texts(1, [messages.page(key, lang) for key in COLUMNS], style("header"))
    body, number = style("body"), style("body", "center")
    for row, one in enumerate(chosen, 2):
        page.number(row, 1, Decimal(row - 1), number)
        level = messages.word(one.level, lang)
        page.texts(row, [one.file, one.unit, level, one.code, one.place, one.sentence], body, 2)
        for column, amount in enumerate((one.expected, one.actual, one.difference), 8):
            page.number(row, column, Decimal(amount or "NaN"), body)
        page.text(row, 11, one.explained, body)
    page.sheet.autofilter(0, 0, max(len(chosen), 1), len(COLUMNS) - 1)
    page.finish()
    page.sheet.freeze_panes(1, 0)
    page_setup(page.sheet, title, messages.pick(messages.SHEETS["footer"], lang), 1, widths=page.printed)
    book.close()
    seal.close(path)
