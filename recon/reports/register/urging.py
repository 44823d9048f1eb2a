"""Sheet 催报: who is late or missing, a unit a row, with a text that can be sent as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from recon.register.status import Row, State, units
from recon.reports.excel.page import Page, quoted
from recon.reports.register import listing, words
from recon.reports.register.canvas import Canvas

COLUMNS = {
    "number": 6,
    "sender": 24,
    "contact": 10,
    "phone": 15,
    "count": 7,
    "networks": 34,
    "days": 10,
    "text": 60,
}
#: State → heading of its section, text to send.
SECTIONS: tuple[tuple[State, str, str], ...] = (
    ("missing", "urge_missing", "urge_text"),
    ("late", "urge_late", "late_text"),
)


def write(canvas: Canvas) -> None:
    """Write the sheet; without a deadline nobody is reminded."""
    page = canvas.page("sheet_urge", COLUMNS.values())
    title = f"{canvas.say('sheet_urge')}　{words.long_month(canvas.month.month, canvas.lang)}"
    page.merged(1, 1, len(COLUMNS), title, canvas.style("title"))
    page.merged(2, 1, len(COLUMNS), canvas.facts, canvas.style("plain", text_wrap=True))
    row = 3
    for state, heading, text in SECTIONS:
        groups = list(units(canvas.month.rows, state))
        if groups:
            row = _section(canvas, page, row, heading, text, groups)
    if row == 3:
        canvas.empty(page, 4, len(COLUMNS), nobody(canvas))
    canvas.finish(page, 2)


def nobody(canvas: Canvas) -> str:
    """The key of why there is nobody to remind."""
    if canvas.month.deadline.day is None:
        return "no_deadline"
    return "nobody_late" if canvas.month.today > canvas.month.deadline.day else "not_yet"


def _section(canvas: Canvas, page: Page, row: int, heading: str, text: str, entries: Sequence[tuple[Row, ...]]) -> int:
    page.merged(row + 1, 1, len(COLUMNS), canvas.say(heading), canvas.style("section"))
    canvas.heads(page, row + 2, COLUMNS)
    for number, rows in enumerate(entries, 1):
        _unit(canvas, page, row + 2 + number, number, rows, text)
    return row + 3 + len(entries)


def _unit(canvas: Canvas, page: Page, at: int, number: int, rows: tuple[Row, ...], text: str) -> None:
    body, middle = canvas.style("body"), canvas.style("body", "center")
    owed = rows[0].owed
    page.number(at, 1, Decimal(number), middle)
    page.texts(at, [owed.sender, owed.contact, owed.phone], body, 2)
    page.number(at, 5, Decimal(len(rows)), middle)
    page.text(at, 6, words.reports(rows), body)
    cells = ",".join(_days(canvas, row) for row in rows)
    page.formula(
        at,
        7,
        f"MAX({cells})",
        Decimal(words.longest(rows)),
        canvas.style("body", "center", num_format="#,##0"),
    )
    page.text(at, 8, letter(canvas, rows, text), canvas.style("body", "input"))


def _days(canvas: Canvas, row: Row) -> str:
    place = listing.FIRST + canvas.month.rows.index(row)
    return f"{quoted(canvas.say('sheet_list'))}!{listing.place('days', place)}"


def letter(canvas: Canvas, rows: tuple[Row, ...], text: str) -> str:
    """The text for one unit: what is owed, when it was due, what to do."""
    due = canvas.month.deadline.day
    assert due is not None
    return canvas.say(
        text,
        sender=rows[0].owed.sender,
        today=words.long_day(canvas.month.today, canvas.lang),
        count=len(rows),
        month=words.long_month(canvas.month.month, canvas.lang),
        reports=words.reports(rows),
        days=words.longest(rows),
        deadline=words.long_day(due, canvas.lang),
    )
