"""The year of the register as a workbook: who reported what and how, units, findings that last, what to check again."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from recon.register.month import Month
from recon.register.owed import Owed
from recon.register.status import Row
from recon.register.values import Subject
from recon.register.year import Count, Year
from recon.reports import seal, theme
from recon.reports.excel.page import Page
from recon.reports.register.canvas import FILLS, Canvas
from recon.reports.register.correspondence import KINDS
from recon.reports.sheet import Book
from recon.reports.theme import Theme

COUNTS = (
    "year_owed",
    "year_in_time",
    "year_late",
    "year_missing",
    "year_again",
    "year_returned",
    "year_problems",
)
#: Months begin behind these columns.
HEADS = {"network": 17, "region": 17, "sender": 26}
CELL, FIRST = 11.5, 5
LASTING = {
    "lasting": 9,
    "since_month": 10,
    "last": 10,
    "network": 18,
    "region": 18,
    "reported_by": 26,
    "level": 8,
    "code": 10,
    "place": 22,
    "message": 64,
}
HISTORY = {
    "sender": 28,
    "event_day": 13,
    "month": 10,
    "network": 18,
    "region": 18,
    "event_kind": 12,
    "event_version": 8,
    "event_detail": 40,
}
RESTING = {
    "month": 10,
    "network": 18,
    "region": 18,
    "version": 7,
    "last_month": 10,
    "checked_against": 12,
    "counts_now": 10,
}


def write(year: Year, path: Path, *, lang: str) -> None:
    """Write the workbook; the same history and day give the same bytes. Raises OSError."""
    book = Book(path)
    canvas = Canvas(book, Theme(book), year.months[-1], lang, path.parent)
    title = _title(canvas, year)
    created = datetime.datetime.combine(year.today, datetime.time())
    book.set_properties({"title": title, "author": "recon", "created": created})
    seal.prepare(book)
    _months(canvas, year)
    _units(canvas, year)
    _lasting(canvas, year)
    _resting(canvas, year)
    _history(canvas, year)
    try:
        book.close()
    except FileCreateError as error:
        raise error.args[0] from None
    seal.close(path)


def _title(canvas: Canvas, year: Year) -> str:
    return canvas.say("year_title", year=year.year)


def _months(canvas: Canvas, year: Year) -> None:
    widths = [*HEADS.values(), *[CELL] * 12, *[7] * len(COUNTS)]
    page = canvas.page("sheet_year", widths)
    page.merged(1, 1, len(widths), _title(canvas, year), canvas.style("title"))
    closed = canvas.say("year_closed", day=year.closed.isoformat()) if year.closed else canvas.say("year_open")
    facts = canvas.say("year_facts", day=year.today.isoformat(), closed=closed)
    page.merged(2, 1, len(widths), facts, canvas.style("plain", text_wrap=True))
    heads = [canvas.say(key) for key in HEADS] + [canvas.say("month_head", month=n) for n in range(1, 13)]
    page.texts(FIRST - 1, heads + [canvas.say(key) for key in COUNTS], canvas.style("header"))
    for row, owed in enumerate(year.owed, FIRST):
        _report(canvas, page, row, year, owed)
    page.sheet.autofilter(FIRST - 2, 0, FIRST - 2 + len(year.owed), len(widths) - 1)
    canvas.finish(page, FIRST - 1, _title(canvas, year))
    page.sheet.freeze_panes(FIRST - 1, len(HEADS))


def _report(canvas: Canvas, page: Page, row: int, year: Year, owed: Owed) -> None:
    page.texts(row, [owed.network, owed.region, owed.sender], canvas.style("body"))
    months = year.rows.get(owed.subject, {})
    for number in range(1, 13):
        one = months.get(f"{year.year}-{number:02d}")
        words, fill = _cell(canvas, one, year) if one else ("", "")
        look = canvas.style("body", "center", font_size=9, **({"bg_color": fill} if fill else {}))
        page.text(row, len(HEADS) + number, words, look)
    _counts(canvas, page, row, len(HEADS) + 13, year.count(owed.subject))


def _cell(canvas: Canvas, row: Row, year: Year) -> tuple[str, str]:
    """The text of the cell of a report and month, and its fill; a version received after the closing says so."""
    words = canvas.say(f"cell_{row.state}", version=row.version.number if row.version else "", days=row.days or 0)
    if row.version is None:
        return words, FILLS[row.state]
    if year.closed is not None and row.version.received > year.closed:
        words = f"{words} {canvas.say('after_closing')}"
    return words, theme.VERDICT_FILLS.get(row.version.file.verdict, "")


def _counts(canvas: Canvas, page: Page, row: int, column: int, count: Count) -> None:
    look = canvas.style("body", "center", num_format="#,##0_ ;;—_ ")
    numbers = (
        count.owed,
        count.in_time,
        count.late,
        count.missing,
        count.again,
        count.returned,
        count.problems,
    )
    for at, number in enumerate(numbers, column):
        page.number(row, at, Decimal(number), look)


def _units(canvas: Canvas, year: Year) -> None:
    widths = {"sender": 34, "contact": 12, "phone": 18, **dict.fromkeys(COUNTS, 9)}
    page = canvas.page("sheet_units", widths.values())
    canvas.heads(page, 1, widths)
    units: dict[str, list[Owed]] = {}
    for owed in year.owed:
        units.setdefault(owed.sender, []).append(owed)
    for row, (sender, reports) in enumerate(units.items(), 2):
        last = reports[-1]
        page.texts(row, [sender, last.contact, last.phone], canvas.style("body"))
        _counts(canvas, page, row, 4, year.count(*_subjects(reports)))
    page.sheet.autofilter(0, 0, max(len(units), 1), len(widths) - 1)
    canvas.finish(page, 1, _title(canvas, year))


def _subjects(reports: Iterable[Owed]) -> list[Subject]:
    return [owed.subject for owed in reports]


def _lasting(canvas: Canvas, year: Year) -> None:
    page = canvas.page("sheet_lasting", LASTING.values())
    heads = [canvas.say("last_seen_month" if key == "last" else key) for key in LASTING]
    page.texts(1, heads, canvas.style("header"))
    body = canvas.style("body")
    for row, one in enumerate(year.lasting, 2):
        page.number(row, 1, Decimal(one.months), canvas.style("body", "center"))
        fill = theme.FILLS[one.problem.level][0]
        page.texts(row, [one.since, one.month, one.file.network, one.file.region, one.file.sender], body, 2)
        page.text(row, 7, canvas.word(one.problem.level), canvas.style("level", bg_color=fill))
        page.texts(row, [one.problem.code, "、".join(one.problem.cells[:1]), one.problem.message], body, 8)
    if not year.lasting:
        canvas.empty(page, 2, len(LASTING), "year_none")
    page.sheet.autofilter(0, 0, max(len(year.lasting), 1), len(LASTING) - 1)
    canvas.finish(page, 1, _title(canvas, year))


def _resting(canvas: Canvas, year: Year) -> None:
    page = canvas.page("sheet_resting", RESTING.values())
    canvas.heads(page, 1, RESTING)
    body = canvas.style("body", "center")
    for row, one in enumerate(year.resting, 2):
        file = one.version.file
        texts = [file.month, *one.version.subject, str(one.version.number), one.month]
        page.texts(row, [*texts, str(one.before), str(one.after)], body)
    if not year.resting:
        canvas.empty(page, 2, len(RESTING), "year_none")
    canvas.finish(page, 1, _title(canvas, year))


def _history(canvas: Canvas, year: Year) -> None:
    """Unit by unit and day by day: what came, went back, was asked for and accepted."""
    page = canvas.page("sheet_history", HISTORY.values())
    canvas.heads(page, 1, HISTORY)
    senders = {owed.subject: owed.sender for owed in year.owed}
    order = {sender: place for place, sender in enumerate(dict.fromkeys(senders.values()))}
    lines = [line for month in year.months for line in _lines(canvas, month, senders)]
    lines.sort(key=lambda line: (order.get(line[0], len(order)), *line[1:]))
    for row, line in enumerate(lines, 2):
        page.texts(row, line, canvas.style("body"))
    if not lines:
        canvas.empty(page, 2, len(HISTORY), "year_none")
    page.sheet.autofilter(0, 0, max(len(lines), 1), len(HISTORY) - 1)
    canvas.finish(page, 1, _title(canvas, year))


def _lines(canvas: Canvas, month: Month, senders: dict[Subject, str]) -> Iterator[list[str]]:
    """The events of the reports of a month, as rows of the history."""
    numbers = {(v.subject, v.file.sha256): str(v.number) for v in month.versions}
    for version in month.versions:
        about = [month.month, *version.subject, canvas.say("event_came"), str(version.number)]
        sender = senders.get(version.subject, version.file.sender)
        yield [sender, version.received.isoformat(), *about, version.file.path]
    for event in month.events:
        if event.kind in KINDS and any(event.subject):
            number = numbers.get((event.subject, event.about), "")
            about = [month.month, *event.subject, canvas.say(f"event_{event.kind}"), number]
            detail = (
                canvas.say("event_until", day=event.text) if event.kind == "returned" and event.text else event.text
            )
            yield [senders.get(event.subject, ""), event.date.isoformat(), *about, detail]
