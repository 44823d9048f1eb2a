"""A new workbook with the values of one that cannot be patched: xls, ods, csv, et, xlsb."""

from __future__ import annotations

import io
import re
from dataclasses import replace

from xlsxwriter import Workbook

from recon import tables
from recon.model import CellRef, FileReport, Finding
from recon.reports import theme
from recon.reports.annotate import listing
from recon.reports.sheet import Book
from recon.workbook import RawSheet

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def build(file: FileReport) -> tuple[bytes, FileReport]:
    """The workbook's bytes, and the report with its cells under the new sheet names."""
    assert file.book is not None
    names = _names([sheet for sheet in file.book.sheets if not listing.ours(sheet)])
    out = io.BytesIO()
    book = Book(out)
    book.set_properties({"created": theme.EPOCH})
    style = theme.Theme(book)
    for sheet in file.book.sheets:
        if sheet.name in names:
            _copy(book, style, sheet, names[sheet.name])
    book.close()
    return out.getvalue(), _renamed(file, names)


def _names(sheets: list[RawSheet]) -> dict[str, str]:
    """Names as Excel allows them: 31 characters, some signs forbidden, no two alike."""
    names: dict[str, str] = {}
    for sheet in sheets:
        name = _FORBIDDEN.sub("_", sheet.name).strip("'")[:31] or "Sheet"
        taken = {n.lower() for n in names.values()}
        tries = (name, *(f"{name[:26]}({n})" for n in range(2, 1000)))
        names[sheet.name] = next(t for t in tries if t.lower() not in taken)
    return names


def _renamed(file: FileReport, names: dict[str, str]) -> FileReport:
    if all(old == new for old, new in names.items()):
        return file

    def moved(finding: Finding) -> Finding:
        cells = (CellRef(names.get(c.sheet, c.sheet), c.row, c.column) for c in finding.cells)
        return replace(finding, cells=tuple(cells), follows=tuple(map(moved, finding.follows)))

    return replace(file, findings=tuple(map(moved, file.findings)))


def _copy(book: Workbook, style: theme.Theme, raw: RawSheet, name: str) -> None:
    sheet = book.add_worksheet(name)
    plain = style("plain")
    moments = {form: style("plain", num_format=form) for form in theme.MOMENTS.values()}
    for row, cells in enumerate(raw.rows):
        for column, value in enumerate(cells):
            if value is not None:
                look = moments.get(theme.moment_format(value), plain)
                theme.write_cell(sheet, row, column, value, look)
    for column, width in enumerate(_widths(raw)):
        sheet.set_column(column, column, width, plain)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _widths(raw: RawSheet) -> list[int]:
    widest = [0] * max((len(cells) for cells in raw.rows), default=0)
    for cells in raw.rows:
        for column, value in enumerate(cells):
            if value is not None:
                widest[column] = max(widest[column], theme.display_width(tables.text(value, keep=True)))
    return [min(theme.column_width(width), 40) for width in widest]
