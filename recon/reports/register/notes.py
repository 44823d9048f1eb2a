"""Sheet 审核说明: what was explained, by whom, since when, and whether it still holds."""

from __future__ import annotations

from decimal import Decimal

from recon.register.values import Kept, Note
from recon.reports.excel.page import Page
from recon.reports.register.desk import Desk

COLUMNS = {
    "network": 18, "region": 20, "reported_by": 26, "note_key": 26, "note_values": 20, "note_text": 50,
    "note_author": 12, "note_since": 10, "note_age": 9, "note_state": 12,
}  # fmt: skip


def write(desk: Desk) -> None:
    """Write the sheet."""
    page = desk.page("sheet_notes", COLUMNS.values())
    desk.heads(page, 1, COLUMNS)
    for row, (kept, note) in enumerate(desk.month.notes, 2):
        _row(desk, page, row, kept, note)
    if not desk.month.notes:
        desk.empty(page, 2, len(COLUMNS), "no_notes")
    page.sheet.autofilter(0, 0, max(len(desk.month.notes), 1), len(COLUMNS) - 1)
    desk.finish(page, 1)


def _row(desk: Desk, page: Page, row: int, kept: Kept, note: Note) -> None:
    body, middle = desk.style("body"), desk.style("body", "center")
    page.texts(row, [kept.network, kept.region, kept.sender, note.key, note.values, note.text], body)
    page.texts(row, [note.author, note.since], middle, 7)
    page.number(row, 9, age(note.since, desk.month.month), middle)
    state = "note_refused" if note.refused else "note_holds"
    page.text(row, 10, desk.say(state), middle)


def age(since: str, month: str) -> Decimal:
    """Months from the one an explanation was first written in to this one, both counted; NaN where it is unknown."""
    try:
        (year, number), (now, this) = (map(int, text.split("-")[:2]) for text in (since, month))
    except ValueError:
        return Decimal("NaN")
    return Decimal((now - year) * 12 + this - number + 1)
