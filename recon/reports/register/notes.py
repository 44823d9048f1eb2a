"""Sheet 审核说明: what was explained, by whom, since when, and whether it still holds."""

from __future__ import annotations

from decimal import Decimal

from recon.explanations import about
from recon.register.values import Kept, Note
from recon.reports.excel.page import Page
from recon.reports.register.canvas import Canvas

COLUMNS = {
    "network": 18,
    "region": 20,
    "reported_by": 26,
    "note_key": 26,
    "note_values": 20,
    "note_text": 50,
    "note_author": 12,
    "note_since": 10,
    "note_age": 9,
    "note_state": 16,
    "decision": 10,
    "decided_by": 12,
    "decided_on": 12,
}
DECISION = 11
#: Why an explanation releases nothing → how its standing is called.
STATES = {
    "": "note_holds",
    "repeated": "note_repeated",
    "causeless": "note_open",
    "uncheckable": "note_open",
    "empty": "note_open",
}


def write(canvas: Canvas) -> None:
    """Write the sheet."""
    page = canvas.page("sheet_notes", COLUMNS.values())
    canvas.heads(page, 1, COLUMNS)
    for row, (kept, note) in enumerate(canvas.month.notes, 2):
        _row(canvas, page, row, kept, note)
    if not canvas.month.notes:
        canvas.empty(page, 2, len(COLUMNS), "no_notes")
    if last := len(canvas.month.notes):
        choice = {
            "validate": "list",
            "source": [canvas.say("accept"), canvas.say("reject")],
            "input_title": canvas.say("decision"),
            "input_message": canvas.say("decision_help"),
        }
        page.sheet.data_validation(1, DECISION - 1, last, DECISION - 1, choice)
    page.sheet.autofilter(0, 0, max(len(canvas.month.notes), 1), len(COLUMNS) - 1)
    canvas.finish(page, 1)


def _row(canvas: Canvas, page: Page, row: int, kept: Kept, note: Note) -> None:
    body, middle = canvas.style("body"), canvas.style("body", "center")
    page.texts(row, [kept.network, kept.region, kept.sender, note.key, note.values, note.text], body)
    page.texts(row, [note.author, note.since], middle, 7)
    page.number(row, 9, age(note.since, canvas.month.month), middle)
    page.text(row, 10, canvas.say(STATES.get(note.refused, "note_refused")), middle)
    made = canvas.month.decisions.get(about(note.key, note.values, note.text))
    decision = [canvas.say("accept" if made.accepted else "reject"), made.who, made.when] if made else ["", "", ""]
    page.texts(row, decision, canvas.style("body", "input", "center"), DECISION)


def age(since: str, month: str) -> Decimal:
    """Months from the one an explanation was first written in to this one, both counted; NaN where it is unknown."""
    try:
        (year, number), (now, this) = (map(int, text.split("-")[:2]) for text in (since, month))
    except ValueError:
        return Decimal("NaN")
    return Decimal((now - year) * 12 + this - number + 1)
