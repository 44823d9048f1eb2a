"""Sheet 往来记录: what was sent back, asked for and accepted, the latest first."""

from __future__ import annotations

from recon.register.events import Event
from recon.reports.register.canvas import Canvas

COLUMNS = {
    "event_day": 13,
    "network": 18,
    "region": 20,
    "event_kind": 10,
    "event_version": 8,
    "event_detail": 44,
}
KINDS = ("returned", "reminded", "accepted", "closed", "void", "confirm")


def write(canvas: Canvas) -> None:
    """Write the sheet."""
    page = canvas.page("sheet_events", COLUMNS.values())
    canvas.heads(page, 1, COLUMNS)
    events = [event for event in reversed(canvas.month.events) if event.kind in KINDS]
    for row, event in enumerate(events, 2):
        cells = [event.date.isoformat(), event.network, event.region, canvas.say(f"event_{event.kind}")]
        page.texts(row, [*cells, version(canvas, event), detail(canvas, event)], canvas.style("body"))
    if not events:
        canvas.empty(page, 2, len(COLUMNS), "no_events")
    page.sheet.autofilter(0, 0, max(len(events), 1), len(COLUMNS) - 1)
    canvas.finish(page, 1)


def version(canvas: Canvas, event: Event) -> str:
    """The number of the version that an event is on; blank for none."""
    same = (v for v in canvas.month.versions if v.subject == event.subject and v.file.sha256 == event.about)
    return next((str(v.number) for v in same), "")


def detail(canvas: Canvas, event: Event) -> str:
    """The remark on an event."""
    if event.kind == "returned" and event.text:
        return canvas.say("event_until", day=event.text)
    return event.text
