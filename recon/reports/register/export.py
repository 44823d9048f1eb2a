"""The whole history as a workbook of plain tables: one sheet a table, every row and column as recorded."""

from __future__ import annotations

import datetime
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from recon import messages
from recon.register.store import Store
from recon.reports import seal, theme
from recon.reports.sheet import Book

#: Tables in the order of the sheets; rows Excel takes on one, a longer table goes on over several.
TABLES = ("runs", "files", "findings", "explanations", "events", "closings")
ROWS = 1_000_000


def write(store: Store, path: Path, *, lang: str, day: datetime.date) -> None:
    """Write the workbook. Raises OSError."""
    book = Book(path)
    created = datetime.datetime.combine(day, datetime.time())
    book.set_properties({"title": messages.register("export_title", lang), "author": "recon", "created": created})
    seal.prepare(book)
    style = theme.Theme(book)
    for table in TABLES:
        rows = store.rows(f"SELECT * FROM {table} ORDER BY 1, 2")
        names = [row["name"] for row in store.rows(f"PRAGMA table_info({table})")]
        for part in range(0, max(len(rows), 1), ROWS):
            sheet = book.add_worksheet(table if not part else f"{table} ({part // ROWS + 1})")
            sheet.freeze_panes(1, 0)
            for column, name in enumerate(names):
                theme.write_cell(sheet, 0, column, name, style("header"))
            for number, row in enumerate(rows[part : part + ROWS], 1):
                for column, name in enumerate(names):
                    theme.write_cell(sheet, number, column, row[name], style("plain"))
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None
    seal.close(path)
