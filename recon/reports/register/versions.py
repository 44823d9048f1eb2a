"""Sheet 历次版本: every content that was ever sent for the month, and which one counts."""

from __future__ import annotations

from decimal import Decimal

from recon.register.values import Version
from recon.reports import theme
from recon.reports.excel.page import Page, quoted
from recon.reports.register.canvas import Canvas

COLUMNS = {
    "network": 18,
    "region": 20,
    "version": 7,
    "standing": 18,
    "reported_by": 26,
    "stated": 13,
    "last": 13,
    "seen": 13,
    "verdict": 10,
    "must": 8,
    "verify": 8,
    "file": 30,
    "changed": 44,
    "sha256": 36,
}
FIRST = 2


def line(canvas: Canvas, version: Version) -> str:
    """The place of a version on the sheet, as a link's target."""
    return f"{quoted(canvas.say('sheet_versions'))}!A{canvas.month.versions.index(version) + FIRST}"


def write(canvas: Canvas) -> None:
    """Write the sheet."""
    page = canvas.page("sheet_versions", COLUMNS.values())
    canvas.heads(page, 1, COLUMNS)
    for row, version in enumerate(canvas.month.versions, FIRST):
        _row(canvas, page, row, version)
    if not canvas.month.versions:
        canvas.empty(page, FIRST, len(COLUMNS), "no_versions")
    page.sheet.autofilter(0, 0, max(len(canvas.month.versions), 1), len(COLUMNS) - 1)
    canvas.finish(page, 1)


def _row(canvas: Canvas, page: Page, row: int, version: Version) -> None:
    kept = version.file
    grey = () if version.current else ("muted",)
    body, middle = canvas.style("body", *grey), canvas.style("body", "center", *grey)
    page.texts(row, list(version.subject), body)
    page.number(row, 3, Decimal(version.number), middle)
    page.text(row, 4, _standing(canvas, version), canvas.style("body", *(grey or ("strong",))))
    page.text(row, 5, kept.sender, body)
    page.texts(row, [kept.stated, version.received.isoformat(), kept.run_date.isoformat()], middle, 6)
    fill = {"bg_color": theme.VERDICT_FILLS.get(kept.verdict, theme.PAPER)} if version.current else {}
    page.text(row, 9, canvas.word(kept.verdict), canvas.style("body", "center", *grey, **fill))
    count = canvas.style("body", "center", *grey, num_format="#,##0_ ;;—_ ")
    page.number(row, 10, Decimal(kept.must), count)
    page.number(row, 11, Decimal(kept.verify), count)
    canvas.link(page, row, 12, kept, body)
    page.texts(row, [kept.changed, kept.sha256], body, 13)


def _standing(canvas: Canvas, version: Version) -> str:
    """Current, superseded, or superseded and yet seen again after the current one came."""
    if version.current or version.tied:
        return canvas.say("current" if version.current else "tied")
    after = max(v.received for v in canvas.month.versions if v.number > version.number and v.subject == version.subject)
    if version.file.run_date > after:
        return canvas.say("returned", day=version.file.run_date.isoformat())
    return canvas.say("superseded")
