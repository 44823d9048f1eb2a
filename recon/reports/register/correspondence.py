"""Sheet 往来记录: what was sent back, asked for and accepted, the latest first."""

from __future__ import annotations

from recon.register.events import Event
from recon.reports.register.desk import Desk

COLUMNS = {
    "event_day": 13, "network": 18, "region": 20, "event_kind": 10, "event_version": 8, "event_detail": 44,
}  # fmt: skip
KINDS = ("returned", "reminded", "accepted", "closed", "void", "confirm")


def write(desk: Desk) -> None:
    """Write the sheet."""
    page = desk.page("sheet_events", COLUMNS.values())
    desk.heads(page, 1, COLUMNS)
    told = [event for event in reversed(desk.month.events) if event.kind in KINDS]
    for row, event in enumerate(told, 2):
        cells = [event.date.isoformat(), event.network, event.region, desk.say(f"event_{event.kind}")]
        page.texts(row, [*cells, version(desk, event), detail(desk, event)], desk.style("body"))
    if not told:
        desk.empty(page, 2, len(COLUMNS), "no_events")
    page.sheet.autofilter(0, 0, max(len(told), 1), len(COLUMNS) - 1)
    desk.finish(page, 1)


def version(desk: Desk, event: Event) -> str:
    """Which version an event speaks of; blank where it speaks of none."""
    found = (v for v in desk.month.versions if v.subject == event.subject and v.file.sha256 == event.about)
    return next((str(v.number) for v in found), "")


def detail(desk: Desk, event: Event) -> str:
    """What else is to be said."""
    if event.kind == "returned" and event.text:
        return desk.say("event_until", day=event.text)
    return event.text
