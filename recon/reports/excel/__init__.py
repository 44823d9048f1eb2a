"""The discrepancy workbook: summary, findings, suspects, live calculation, documents, the marked input, all results."""

from __future__ import annotations

import datetime
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from recon.model import FileReport
from recon.reports import seal
from recon.reports.excel import (
    calculation,
    changes,
    copies,
    documents,
    findings,
    outcomes,
    own,
    scope,
    summary,
    suspects,
    unrelated,
)
from recon.reports.excel.plan import plan
from recon.reports.sheet import Book
from recon.reports.theme import Theme

#: The sheets, in order.
SHEETS = (
    summary.write,
    findings.write,
    own.write,
    suspects.write,
    changes.write,
    calculation.write,
    documents.write,
    copies.write,
    outcomes.write,
    unrelated.write,
    scope.write,
)


def write(file: FileReport, path: Path, *, lang: str, date: datetime.date) -> None:
    """Write the workbook for one file; the same input and date give the same bytes.

    A file that could not be read gets the summary alone, which says why. Raises OSError where ``path``
    cannot be written.
    """
    layout = plan(file, lang, date)
    book = Book(path)
    created = datetime.datetime.combine(date, datetime.time())
    book.set_properties({"title": layout.say("title"), "author": "recon", "created": created})
    book.set_custom_property("input_sha256", file.sha256)
    theme = Theme(book)
    for sheet in SHEETS[:1] if file.error else SHEETS:
        sheet(book, theme, layout)
    seal.prepare(book)
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None
    seal.close(path)
