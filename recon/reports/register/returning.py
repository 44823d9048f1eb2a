"""The office's own list of a round of returns: a row a unit, and a row a report, with links to the letters."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from recon.register.returns import Letter, Round
from recon.register.status import Row
from recon.reports import letters, seal, theme
from recon.reports.excel.page import Page
from recon.reports.register import words
from recon.reports.register.canvas import Canvas
from recon.reports.sheet import Book
from recon.reports.theme import Theme

UNITS = {
    "number": 6,
    "sender": 28,
    "contact": 10,
    "phone": 16,
    "email": 28,
    "returns_count": 9,
    "must": 8,
    "verify": 8,
    "returns_missing": 9,
    "returns_due": 13,
    "returns_which": 36,
    "returns_folder": 26,
}
REPORTS = {
    "number": 6,
    "network": 18,
    "region": 18,
    "sender": 26,
    "returns_what": 8,
    "version": 7,
    "returns_times": 10,
    "must": 8,
    "verify": 8,
    "returns_first": 60,
    "returns_marked": 34,
}
FIRST = 4


def write(sent: Round, folders: dict[int, str], path: Path, *, lang: str) -> None:
    """Write the list; ``folders``: place among the letters → its folder beside the list. Raises OSError."""
    book = Book(path)
    canvas = Canvas(book, Theme(book), sent.month, lang, path.parent)
    created = datetime.datetime.combine(sent.month.today, datetime.time())
    book.set_properties({"title": _title(canvas, sent), "author": "recon", "created": created})
    seal.prepare(book)
    _units(canvas, sent, folders)
    _reports(canvas, sent)
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None
    seal.close(path)


def _title(canvas: Canvas, sent: Round) -> str:
    return canvas.say("returns_title", month=words.long_month(sent.month.month, canvas.lang), number=sent.number)


def _facts(canvas: Canvas, sent: Round) -> str:
    returned = [letter for letter in sent.letters if letter.returned]
    missing = [letter for letter in sent.letters if letter.missing]
    return canvas.say(
        "returns_facts",
        day=sent.month.today.isoformat(),
        due=sent.due.isoformat() if sent.due else canvas.say("returns_due_unknown"),
        returned=sum(len(letter.returned) for letter in returned),
        units=len(returned),
        missing=sum(len(letter.missing) for letter in missing),
        late=len(missing),
        accepted=sum(len(letter.accepted) for letter in sent.letters),
    )


def _units(canvas: Canvas, sent: Round, folders: dict[int, str]) -> None:
    page = canvas.page("returns_sheet", UNITS.values())
    page.merged(1, 1, len(UNITS), _title(canvas, sent), canvas.style("title"))
    page.merged(2, 1, len(UNITS), _facts(canvas, sent), canvas.style("plain", text_wrap=True))
    canvas.heads(page, FIRST - 1, UNITS)
    row = FIRST
    for place, letter in enumerate(sent.letters):
        if letter.sent:
            _unit(canvas, page, row, letter, folders.get(place, ""))
            row += 1
    if row == FIRST:
        canvas.empty(page, FIRST, len(UNITS), "returns_none")
    page.sheet.autofilter(FIRST - 2, 0, max(row - 2, FIRST - 1), len(UNITS) - 1)
    canvas.finish(page, FIRST - 1, _title(canvas, sent))


def _unit(canvas: Canvas, page: Page, row: int, letter: Letter, folder: str) -> None:
    body, middle, owed = canvas.style("body"), canvas.style("body", "center"), letter.owed
    page.number(row, 1, Decimal(row - FIRST + 1), middle)
    to = "; ".join(letters.addresses(owed.email))
    page.texts(row, [owed.sender, owed.contact, owed.phone], body, 2)
    page.text(row, 5, to or canvas.say("no_email"), body if to else canvas.style("body", "muted"))
    counts = (len(letter.returned), letter.count("强制性"), letter.count("核实性"), len(letter.missing))
    count = canvas.style("body", "center", num_format="#,##0_ ;;—_ ")
    for column, value in enumerate(counts, 6):
        page.number(row, column, Decimal(value), count)
    page.text(row, 10, letter.due.isoformat() if letter.due and letter.returned else "", middle)
    named = [one.owed for one in letter.returned] + [one.owed for one in letter.missing]
    page.text(row, 11, words.named(named), body)
    page.outside(row, 12, folder or None, folder, canvas.style("body", "link"))


def _reports(canvas: Canvas, sent: Round) -> None:
    page = canvas.page("returns_reports", REPORTS.values())
    canvas.heads(page, 1, REPORTS)
    row = 1
    for row, cells in enumerate(_letter_rows(canvas, sent), 2):
        _report(canvas, page, row, cells)
    if row == 1:
        canvas.empty(page, 2, len(REPORTS), "returns_none")
    page.sheet.autofilter(0, 0, max(row - 1, 1), len(REPORTS) - 1)
    canvas.finish(page, 1, _title(canvas, sent))


def _letter_rows(canvas: Canvas, sent: Round) -> Iterator[list[str | int]]:
    """The rows of 逐份; numbers are counts."""
    for letter in sent.letters:
        for one in letter.returned:
            problems = (*one.problems, *one.between)
            counts = [sum(p.level == level for p in problems) for level in ("强制性", "核实性")]
            first = f"{'、'.join(problems[0].cells[:1])}　{problems[0].message}"
            marked = one.marked.name if one.marked else canvas.say("returns_no_marked")
            yield [
                one.owed.network,
                one.owed.region,
                one.owed.sender,
                "what_returned",
                one.version.number,
                one.times,
                *counts,
                first,
                marked,
            ]
        for missing in letter.missing:
            yield _absent(missing)
        for one in letter.accepted:
            owed = one.owed
            yield [
                owed.network,
                owed.region,
                owed.sender,
                "what_accepted",
                one.version.number,
                0,
                0,
                0,
                "",
                "",
            ]


def _absent(row: Row) -> list[str | int]:
    owed = row.owed
    return [owed.network, owed.region, owed.sender, "what_missing", 0, 0, 0, 0, "", ""]


FILLS = {
    "what_returned": theme.FILLS["强制性"][0],
    "what_missing": theme.FILLS["核实性"][0],
    "what_accepted": theme.VERDICT_FILLS["pass"],
}


def _report(canvas: Canvas, page: Page, row: int, cells: list[str | int]) -> None:
    page.number(row, 1, Decimal(row - 1), canvas.style("body", "center"))
    for column, cell in enumerate(cells, 2):
        if isinstance(cell, int):
            look = canvas.style("body", "center", num_format="#,##0_ ;;—_ ")
            page.number(row, column, Decimal(cell), look)
        elif cell in FILLS:
            page.text(row, column, canvas.say(cell), canvas.style("body", "center", bg_color=FILLS[cell]))
        else:
            page.text(row, column, theme.clip(cell), canvas.style("body"))
