"""Sheet 登记: one row a report owed, counts that follow it, and the files that belong to none of them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from recon.model import column_letters
from recon.register.status import STATES, Row
from recon.register.values import Kept
from recon.reports import theme
from recon.reports.excel.page import Page, quoted
from recon.reports.register.canvas import Canvas
from recon.reports.register.versions import line

#: Heading key → width in characters, in order.
COLUMNS = {
    "number": 6,
    "network": 18,
    "region": 20,
    "sender": 26,
    "contact": 9,
    "phone": 14,
    "state": 11,
    "days": 8,
    "version": 7,
    "first": 13,
    "last": 13,
    "stated": 13,
    "verdict": 10,
    "must": 8,
    "verify": 8,
    "file": 30,
}
PLACES = {key: place for place, key in enumerate(COLUMNS, 1)}
VERDICTS = ("pass", "review", "fail")
#: Rows of the counts and of the table's head.
COUNTS, HEAD = 4, 7
FIRST = HEAD + 1
#: Column of the first count.
LEFT = 4
WHOLE = "#,##0_ ;;—_ "


def last_row(count: int) -> int:
    """The last row of the table; its first where nothing is owed."""
    return max(FIRST + count - 1, FIRST)


def last(canvas: Canvas) -> int:
    """The same for this month."""
    return last_row(len(canvas.month.rows))


def place(key: str, row: int) -> str:
    """A cell of the table."""
    return f"{column_letters(PLACES[key])}{row}"


def span(canvas: Canvas, key: str) -> str:
    """A column of the table, as other sheets name it."""
    letters = column_letters(PLACES[key])
    return f"{quoted(canvas.say('sheet_list'))}!${letters}${FIRST}:${letters}${last(canvas)}"


def write(canvas: Canvas) -> None:
    """Write the sheet."""
    page = canvas.page("sheet_list", COLUMNS.values())
    page.merged(1, 1, len(COLUMNS), canvas.title, canvas.style("title"))
    page.merged(2, 1, len(COLUMNS), canvas.facts, canvas.style("plain", text_wrap=True))
    _counts(canvas, page)
    page.merged(HEAD - 1, 1, len(COLUMNS), canvas.say("help_list"), canvas.style("plain", "muted", text_wrap=True))
    canvas.heads(page, HEAD, COLUMNS)
    for number, row in enumerate(canvas.month.rows, 1):
        _row(canvas, page, number, row)
    if not canvas.month.rows:
        canvas.empty(page, FIRST, len(COLUMNS), "none")
    canvas.colour(page, FIRST, PLACES["state"], last(canvas), PLACES["state"])
    page.sheet.autofilter(HEAD - 1, 0, last(canvas) - 1, len(COLUMNS) - 1)
    _resting(canvas, page, _others(canvas, page, last(canvas) + 2))
    canvas.finish(page, HEAD)


def _counts(canvas: Canvas, page: Page) -> None:
    """How many reports are owed, by state and verdict, counted by live formulas."""
    states = Counter(row.state for row in canvas.month.rows)
    verdicts = Counter(row.version.file.verdict for row in canvas.month.rows if row.version)
    counted = [("owed", canvas.say("owed"), f"COUNTA({span(canvas, 'network')})", len(canvas.month.rows))]
    counted += [(key, canvas.say(key), _countif(canvas, "state", canvas.say(key)), states[key]) for key in STATES]
    counted += [
        (key, canvas.word(key), _countif(canvas, "verdict", canvas.word(key)), verdicts[key]) for key in VERDICTS
    ]
    for column, (_, word, formula, value) in enumerate(counted, LEFT):
        page.text(COUNTS - 1, column, word, canvas.style("header"))
        formula = formula if canvas.month.rows else "0"
        look = canvas.style("body", "result", "center", num_format="#,##0", font_size=14)
        page.formula(COUNTS, column, formula, Decimal(value), look)
    page.least(COUNTS, 2)


def _countif(canvas: Canvas, key: str, word: str) -> str:
    return f'COUNTIF({span(canvas, key)},"{word}")'


def _row(canvas: Canvas, page: Page, number: int, row: Row) -> None:
    at = FIRST + number - 1
    body, middle = canvas.style("body"), canvas.style("body", "center")
    page.number(at, 1, Decimal(number), middle)
    owed = row.owed
    page.texts(at, [owed.network, owed.region, owed.sender, owed.contact, owed.phone], body, 2)
    page.text(at, PLACES["state"], canvas.say(row.state), canvas.style("body", "center", "strong"))
    days = Decimal(row.days) if row.days is not None else Decimal("NaN")
    page.number(at, PLACES["days"], days, canvas.style("body", "center", num_format=WHOLE))
    if row.version is None:
        page.texts(at, [""] * 8, middle, PLACES["version"])
        return
    version, kept = row.version, row.version.file
    look = canvas.style("body", "center", "link")
    page.link(at, PLACES["version"], line(canvas, version), str(version.number), look)
    page.number(at, PLACES["version"], Decimal(version.number), look)  # in the place of the link's text
    first = row.first.isoformat() if row.first else ""
    page.texts(at, [first, version.received.isoformat(), kept.stated], middle, PLACES["first"])
    fill = theme.VERDICT_FILLS.get(kept.verdict, theme.PAPER)
    page.text(at, PLACES["verdict"], canvas.word(kept.verdict), canvas.style("body", "center", bg_color=fill))
    count = canvas.style("body", "center", num_format=WHOLE)
    page.number(at, PLACES["must"], Decimal(kept.must), count)
    page.number(at, PLACES["verify"], Decimal(kept.verify), count)
    canvas.link(page, at, PLACES["file"], kept, body)


def _resting(canvas: Canvas, page: Page, row: int) -> None:
    """Reports that were checked against a version of last month that does not count any more."""
    if not canvas.month.resting:
        return
    page.merged(row, 1, len(COLUMNS), canvas.say("resting_head"), canvas.style("section"))
    for at, one in enumerate(canvas.month.resting, row + 1):
        network, region = one.version.subject
        words = {
            "network": network,
            "region": region,
            "month": one.month,
            "before": one.before,
            "after": one.after,
        }
        page.merged(at, 1, len(COLUMNS), canvas.say("resting", **words), canvas.style("body"))


def _others(canvas: Canvas, page: Page, row: int) -> int:
    """Files that nobody owed, are for another month, or could not be read; returns the next free row."""
    page.merged(row, 1, len(COLUMNS), canvas.say("others"), canvas.style("section"))
    others = [(version.file, canvas.say("reason_unasked")) for version in canvas.month.unasked]
    others += [(kept, why(canvas, kept)) for kept in canvas.month.strays]
    if not others:
        canvas.empty(page, row + 1, len(COLUMNS), "none")
        return row + 3
    for column, key in ((1, "number"), (2, "network"), (3, "region"), (4, "reported_by")):
        page.text(row + 1, column, canvas.say(key), canvas.style("header"))
    page.merged(row + 1, 5, 8, canvas.say("file"), canvas.style("header"))
    page.merged(row + 1, 9, len(COLUMNS), canvas.say("reason"), canvas.style("header"))
    body = canvas.style("body")
    for number, (kept, reason) in enumerate(others, 1):
        at = row + 1 + number
        page.number(at, 1, Decimal(number), canvas.style("body", "center"))
        page.texts(at, [kept.network, kept.region, kept.sender], body, 2)
        page.merged(at, 5, 8, "", body)
        canvas.link(page, at, 5, kept, body)
        page.merged(at, 9, len(COLUMNS), reason, body)
    return row + len(others) + 3


def why(canvas: Canvas, kept: Kept) -> str:
    """The reason why a file is no report of the month."""
    if kept.error:
        return kept.error
    if kept.kind != "monthly":
        return canvas.say("reason_kind")
    if kept.month and kept.month != canvas.month.month:
        return canvas.say("reason_month", found=kept.month)
    return canvas.say("reason_subject")
