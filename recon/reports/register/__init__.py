"""The register of a month as a workbook: overview, reports owed, reminders, versions, open findings, explanations."""

from __future__ import annotations

import datetime
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from recon.register.month import Month
from recon.reports import seal
from recon.reports.register import correspondence, listing, notes, overview, problems, urging, versions
from recon.reports.register.canvas import Canvas
from recon.reports.sheet import Book
from recon.reports.theme import Theme

#: The sheets, in order.
SHEETS = (
    overview.write,
    listing.write,
    urging.write,
    versions.write,
    problems.write,
    notes.write,
    correspondence.write,
)


def write(month: Month, path: Path, *, lang: str, beside: Path | None = None) -> None:
    """Write the workbook; the same history and day give the same bytes. Raises OSError.

    ``beside``: the folder it will lie in, from which its links lead; by default that of ``path``.
    """
    book = Book(path)
    canvas = Canvas(book, Theme(book), month, lang, (beside or path.parent).resolve())
    created = datetime.datetime.combine(month.today, datetime.time())
    book.set_properties({"title": canvas.say("title", month=month.month), "author": "recon", "created": created})
    seal.prepare(book)
    for sheet in SHEETS:
        sheet(canvas)
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None
    seal.close(path)
