"""The roll-up workbook of a month: the province from its projects, in live formulas that end in the source files."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from recon.model import FileReport
from recon.month import pairs, rollup
from recon.reports import seal
from recon.reports.excel import calculation, findings
from recon.reports.excel.plan import plan
from recon.reports.rollup import (
    against,
    changes,
    closing,
    detail,
    matrices,
    places,
    progress,
    province,
    sources,
    summary,
    views,
)
from recon.reports.rollup.canvas import Canvas
from recon.reports.sheet import Book
from recon.reports.theme import Theme


def write(
    month: FileReport,
    files: Sequence[FileReport],
    path: Path,
    *,
    lang: str,
    date: datetime.date,
    targets: Path | None = None,
    annual: Path | None = None,
    home: Path | None = None,
) -> None:
    """Write the workbook of a month; the same files and date give the same bytes.

    ``month`` is what :func:`recon.month.check` said of ``files``, which carry their submissions; ``targets`` and
    ``annual`` as given to it. Links to the source files are relative to ``home``, the folder the workbook will stand
    in, which is that of ``path`` unless told otherwise. Raises OSError where ``path`` cannot be written.
    """
    files = tuple(sorted(files, key=lambda file: (Path(file.path).name, file.path)))
    whole = rollup.build([file.submission for file in files if file.submission is not None])
    book = Book(path)
    created = datetime.datetime.combine(date, datetime.time())
    layout = plan(month, lang, date, places.elsewhere(month, whole, lang), places.names(whole))
    place = (home or path.parent) / path.name
    canvas = Canvas(book, Theme(book), lang, date, place, month, files, whole, pairs.match(whole), layout)
    book.set_properties({"title": canvas.say("title", month=whole.intake.month), "author": "recon", "created": created})
    book.set_custom_property("input_sha256", month.sha256)
    for sheet in (
        summary.write,
        province.write,
        matrices.regions,
        matrices.classes,
        views.write,
        closing.write,
    ):
        sheet(canvas)
    against.write(canvas, targets, annual)
    findings.write(book, canvas.style, layout)
    calculation.write(book, canvas.style, layout)
    progress.write(canvas)
    progress.talks(canvas)
    changes.write(canvas)
    detail.write(canvas)
    sources.write(canvas)
    seal.prepare(book)
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None
    seal.close(path)
