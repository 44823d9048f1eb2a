"""Sheet 与上月比较: what became of last month's findings, and which are new; the gap's movement is a live formula."""

from __future__ import annotations

from decimal import Decimal

from xlsxwriter import Workbook

from recon import messages
from recon.model import Change, Finding, column_letters
from recon.reports import text, theme
from recon.reports.excel.page import Page
from recon.reports.excel.plan import Plan

#: Heading key → width in characters, in order.
COLUMNS = {
    "change": 10,
    "level": 8,
    "code": 10,
    "place": 22,
    "label": 24,
    "unit": 8,
    "difference_now": 12,
    "difference_last": 12,
    "moved": 12,
    "sentence": 60,
}
NOW, LAST = 7, 8  #: columns of the gaps
#: Status → fill; the word stands beside it.
FILLS = {
    "new": theme.FILLS["强制性"][1],
    "persisting": theme.FILLS["核实性"][1],
    "rounding": theme.FILLS["提示性"][1],
    "resolved": theme.VERDICT_FILLS["pass"],
}


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write the sheet; none where no report of last month was given."""
    if plan.file.changes is None:
        return
    page = Page(book.add_worksheet(plan.say("changes")), COLUMNS.values())
    page.texts(1, [plan.say(key) for key in COLUMNS], style("header"))
    for row, change in enumerate(plan.file.changes, 2):
        line(page, style, plan.lang, row, change, plan.target(change.now.cell) if change.now else None)
    if not plan.file.changes:
        page.merged(2, 1, len(COLUMNS), plan.say("no_changes"), style("body", "muted"))
    page.finish()
    page.sheet.freeze_panes(1, 4)
    page.sheet.autofilter(0, 0, max(len(plan.file.changes), 1), len(COLUMNS) - 1)
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), 1, widths=page.printed)


def line(
    page: Page, style: theme.Theme, lang: str, row: int, change: Change, target: str | None, first: int = 1
) -> None:
    """One change, its first cell in column ``first``."""
    finding, body, middle = change.finding, style("body"), style("body", "center")
    status = style("body", "center", "strong", bg_color=FILLS[change.status])
    page.text(row, first, messages.pick(messages.SHEETS[f"change_{change.status}"], lang), status)
    page.text(row, first + 1, messages.word(finding.level, lang), middle)
    page.text(row, first + 2, finding.code, middle)
    page.link(row, first + 3, target, str(finding.cell), style("body", "link") if target else body)
    outcome = finding.outcome
    page.text(row, first + 4, text.label(outcome.coordinate) if outcome else finding.words.get("column", ""), body)
    page.text(row, first + 5, outcome.unit if outcome else "", middle)
    _gaps(page, style, row, change, first)
    page.text(row, first + 9, text.sentence(finding, lang), body)


def _gaps(page: Page, style: theme.Theme, row: int, change: Change, first: int) -> None:
    """Both gaps, and how far the gap moved; a gap that is no more counts as closed."""
    now, last = _gap(change.now), _gap(change.last)
    if now.is_nan() and last.is_nan():
        page.texts(row, ["", "", ""], style("body"), first + NOW - 1)
        return
    look = style("body", "number", num_format=theme.number_format(theme.decimals(now, last)))
    page.number(row, first + NOW - 1, now, look)
    page.number(row, first + LAST - 1, last, look)
    letters = (column_letters(first + NOW - 1), column_letters(first + LAST - 1))
    moved = (Decimal(0) if now.is_nan() else now) - (Decimal(0) if last.is_nan() else last)
    page.formula(row, first + LAST, f"N({letters[0]}{row})-N({letters[1]}{row})", moved, look)


def _gap(finding: Finding | None) -> Decimal:
    return finding.outcome.difference if finding and finding.outcome else Decimal("NaN")
