"""The roll-up workbook of a month: the province from its projects, in live formulas that end in the source files."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from recon import messages
from recon.model import CellRef, FileReport, column_letters
from recon.month import pairs, rollup, terms
from recon.month.rollup import MEASURES, Rollup
from recon.reports import seal
from recon.reports.excel import calculation, findings
from recon.reports.excel.page import quoted
from recon.reports.excel.plan import plan
from recon.reports.rollup import (
    against,
    changes,
    closing,
    detail,
    matrices,
    progress,
    province,
    sources,
    summary,
    views,
)
from recon.reports.rollup.desk import FIRST, RAW, Desk
from recon.reports.theme import Theme
from recon.schemas import lists
from recon.workbook import Cell


def write(
    month: FileReport, files: Sequence[FileReport], path: Path, *, lang: str, date: datetime.date,
    targets: Path | None = None, annual: Path | None = None, home: Path | None = None,
) -> None:  # fmt: skip
    """Write the workbook of a month; the same files and date give the same bytes.

    ``month`` is what :func:`recon.month.check` said of ``files``, which carry their submissions; ``targets`` and
    ``annual`` as given to it. Links to the source files are relative to ``home``, the folder the workbook will stand
    in, which is that of ``path`` unless told otherwise. Raises OSError where ``path`` cannot be written.
    """
    files = tuple(sorted(files, key=lambda file: (Path(file.path).name, file.path)))
    whole = rollup.build([file.submission for file in files if file.submission is not None])
    book = Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    created = datetime.datetime.combine(date, datetime.time())
    layout = plan(month, lang, date, _elsewhere(whole, lang), _names(whole))
    place = (home or path.parent) / path.name
    desk = Desk(book, Theme(book), lang, date, place, month, files, whole, pairs.match(whole), layout)
    book.set_properties(
        {"title": desk.say("title", month=whole.intake.month), "author": "recon", "created": created}
    )
    book.set_custom_property("input_sha256", month.sha256)
    for sheet in (
        summary.write,
        province.write,
        matrices.regions,
        matrices.classes,
        views.write,
        closing.write,
    ):
        sheet(desk)
    against.write(desk, targets, annual)
    progress.write(desk)
    progress.talks(desk)
    changes.write(desk)
    findings.write(book, desk.style, layout)
    calculation.write(book, desk.style, layout)
    detail.write(desk)
    sources.write(desk)
    seal.prepare(book)
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None
    seal.close(path)


def _elsewhere(whole: Rollup, lang: str) -> Mapping[CellRef, tuple[str, Cell]]:
    """Where the cells of the reports stand in 明细, and what they hold."""
    sheet = quoted(messages.pick(messages.ROLLUP["detail"], lang))
    places: dict[CellRef, tuple[str, Cell]] = {}
    for project in whole.projects:
        row, here = FIRST + project.number, project.submission
        places[here.outside(project.place, "项目代码")] = (f"{sheet}!$J${row}", project.code)
        for column, measure in enumerate(MEASURES, RAW):
            value = here.amount(project.place, measure)
            if value is not None:
                place = f"{sheet}!${column_letters(column)}${row}"
                places[here.outside(project.place, measure)] = (place, float(value))
        for label, letter in (("类别", "F"), ("地区", "G")):
            places[here.outside(project.place, label)] = (f"{sheet}!${letter}${row}", None)
    coverage = quoted(messages.pick(messages.ROLLUP["sources"], lang))
    for row, network in enumerate(lists.NETWORKS, sources.COVERAGE + 2):
        places[CellRef(network)] = (f"{coverage}!$A${row}", None)
    return places


def _names(whole: Rollup) -> dict[str, str]:
    """What the sheets of the reports that count are called in lists: network and region."""
    reports = [submission for _, submission in whole.intake]
    return {terms.whole(report, "").sheet: terms.name(report) for report in reports}
