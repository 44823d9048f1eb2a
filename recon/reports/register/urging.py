"""Sheet 催报: who is late or missing, a unit a row, with a text that can be sent as it stands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from recon.register.status import Row, State, units
from recon.reports.excel.page import Page, quoted
from recon.reports.register import listing, words
from recon.reports.register.desk import Desk

COLUMNS = {
    "number": 6, "sender": 24, "contact": 10, "phone": 15, "count": 7, "networks": 34, "days": 10, "text": 60,
}  # fmt: skip
#: State → heading of its section, text to send.
SECTIONS: tuple[tuple[State, str, str], ...] = (
    ("missing", "urge_missing", "urge_text"), ("late", "urge_late", "late_text"),
)  # fmt: skip


def write(desk: Desk) -> None:
    """Write the sheet; without a deadline nobody is reminded."""
    page = desk.page("sheet_urge", COLUMNS.values())
    title = f"{desk.say('sheet_urge')}　{words.long_month(desk.month.month, desk.lang)}"
    page.merged(1, 1, len(COLUMNS), title, desk.style("title"))
    page.merged(2, 1, len(COLUMNS), desk.facts, desk.style("plain", text_wrap=True))
    row = 3
    for state, heading, text in SECTIONS:
        found = list(units(desk.month.rows, state))
        if found:
            row = _section(desk, page, row, heading, text, found)
    if row == 3:
        desk.empty(page, 4, len(COLUMNS), nobody(desk))
    desk.finish(page, 2)


def nobody(desk: Desk) -> str:
    """Why there is nobody to remind, as a key."""
    if desk.month.deadline.day is None:
        return "no_deadline"
    return "nobody_late" if desk.month.today > desk.month.deadline.day else "not_yet"


def _section(
    desk: Desk, page: Page, row: int, heading: str, text: str, found: Sequence[tuple[Row, ...]]
) -> int:
    page.merged(row + 1, 1, len(COLUMNS), desk.say(heading), desk.style("section"))
    desk.heads(page, row + 2, COLUMNS)
    for number, rows in enumerate(found, 1):
        _unit(desk, page, row + 2 + number, number, rows, text)
    return row + 3 + len(found)


def _unit(desk: Desk, page: Page, at: int, number: int, rows: tuple[Row, ...], text: str) -> None:
    body, middle = desk.style("body"), desk.style("body", "center")
    owed = rows[0].owed
    page.number(at, 1, Decimal(number), middle)
    page.texts(at, [owed.sender, owed.contact, owed.phone], body, 2)
    page.number(at, 5, Decimal(len(rows)), middle)
    page.text(at, 6, words.reports(rows), body)
    cells = ",".join(_days(desk, row) for row in rows)
    page.formula(
        at, 7, f"MAX({cells})", Decimal(words.longest(rows)), desk.style("body", "center", num_format="#,##0")
    )
    page.text(at, 8, letter(desk, rows, text), desk.style("body", "input"))


def _days(desk: Desk, row: Row) -> str:
    place = listing.FIRST + desk.month.rows.index(row)
    return f"{quoted(desk.say('sheet_list'))}!{listing.place('days', place)}"


def letter(desk: Desk, rows: tuple[Row, ...], text: str) -> str:
    """The text for one unit: what is owed, when it was due, what to do."""
    due = desk.month.deadline.day
    assert due is not None
    return desk.say(
        text, sender=rows[0].owed.sender, today=words.long_day(desk.month.today, desk.lang), count=len(rows),
        month=words.long_month(desk.month.month, desk.lang), reports=words.reports(rows),
        days=words.longest(rows), deadline=words.long_day(due, desk.lang),
    )  # fmt: skip
