"""Writers of a match: the workbook, lines for a console, JSON."""

from __future__ import annotations

import datetime
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from recon.match.reports import bundles, comparison, gaps, notes, only, pairs, pending, summary
from recon.match.reports.layout import plan
from recon.match.result import Result
from recon.reports.sheet import Book
from recon.reports.theme import Theme

#: The sheets, in order.
SHEETS = (
    summary.write,
    comparison.write,
    pending.write,
    bundles.write,
    only.write,
    gaps.write,
    pairs.write,
    notes.write,
)


def write(result: Result, path: Path, *, lang: str, date: datetime.date, beside: Path | None = None) -> None:
    """Write the workbook; the same input and date give the same bytes.

    ``beside``: where the workbook will stand, so that its links to both files are right. Raises OSError where
    ``path`` cannot be written.
    """
    layout = plan(result, lang, date, beside or path)
    book = Book(path)
    created = datetime.datetime.combine(date, datetime.time())
    book.set_properties({"title": layout.say("title"), "author": "recon", "created": created})
    theme = Theme(book)
    for sheet in SHEETS:
        sheet(book, theme, layout)
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None
