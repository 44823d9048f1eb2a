"""Sheet 文件间比对: every indicator that more than one document states, the two prints side by side."""

from __future__ import annotations

from xlsxwriter import Workbook

from recon.model import Figure, Outcome, column_letters
from recon.reports import documents, theme
from recon.reports.documents import Compared, Document
from recon.reports.excel.page import Page
from recon.reports.excel.plan import Plan

#: Heading key → width in characters, in order; the two documents have the same six columns each.
SIDE = {"document": 22, "issued": 12, "period": 13, "figure": 8, "direction": 10, "value": 12}
COLUMNS = {"measure": 20, "item": 22, "region": 10, "unit": 9}
FIRST, SECOND = len(COLUMNS) + 1, len(COLUMNS) + len(SIDE) + 1
DIFFERENCE, VERDICT = SECOND + len(SIDE), SECOND + len(SIDE) + 1
WIDTHS = [*COLUMNS.values(), *SIDE.values(), *SIDE.values(), 12, 18]
_DECIMALS = 12  #: places that hold any difference of two prints


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write the sheet, if two documents state an indicator."""
    pairs = documents.compared(plan.file)
    if not pairs:
        return
    listed = documents.documents(plan.file)
    page = Page(book.add_worksheet(plan.say("documents")), WIDTHS)
    heads = [plan.say(key) for key in COLUMNS]
    heads += [plan.say(when, what=plan.say(key)) for when in ("earlier", "later") for key in SIDE]
    page.texts(1, [*heads, plan.say("later_less_earlier"), plan.say("verdict")], style("header"))
    for row, pair in enumerate(pairs, 2):
        _row(page, style, plan, row, pair, listed)
    page.finish()
    page.sheet.freeze_panes(1, 2)
    page.sheet.autofilter(0, 0, len(pairs), len(WIDTHS) - 1)
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), 1, widths=page.printed)


def _row(page: Page, style: theme.Theme, plan: Plan, row: int, pair: Compared, listed: dict[str, Document]) -> None:
    body, middle, c = style("body"), style("body", "center"), pair.later.coordinate
    page.texts(row, [c.measure, c.item, c.region], body)
    page.text(row, len(COLUMNS), pair.unit, middle)
    for column, figure in ((FIRST, pair.earlier), (SECOND, pair.later)):
        _side(page, style, plan, row, column, figure, listed.get(figure.source, Document(figure.source, "")))
    difference = pair.later.value - pair.earlier.value
    places = min(theme.decimals(pair.later.value, pair.earlier.value), _DECIMALS)
    ends = (f"{column_letters(at + len(SIDE) - 1)}{row}" for at in (SECOND, FIRST))
    look = style("body", "number", num_format=theme.number_format(theme.decimals(difference)))
    page.formula(row, DIFFERENCE, f"ROUND({'-'.join(ends)},{places})", difference, look)
    word, fill = _verdict(plan, pair.outcome)
    page.text(row, VERDICT, word, style("body", "center", "strong", bg_color=fill) if fill else middle)


def _side(
    page: Page, style: theme.Theme, plan: Plan, row: int, column: int, figure: Figure, document: Document
) -> None:
    """Document, date, period, number, direction and value of one print."""
    body, middle = style("body"), style("body", "center")
    page.text(row, column, document.name or figure.source, body)
    page.text(row, column + 1, document.date, middle)
    page.text(row, column + 2, figure.coordinate.period, middle)
    page.link(row, column + 3, plan.target(figure.cell), figure.id, style("body", "center", "link"))
    page.text(row, column + 4, figure.qualifier or plan.say("plain_print"), middle)
    look = style("body", "number", num_format=theme.number_format(theme.decimals(figure.value)))
    page.number(row, column + 5, figure.value, look)


def _verdict(plan: Plan, outcome: Outcome | None) -> tuple[str, str]:
    """The verdict in words, and the colour of one that a person must look at."""
    if outcome is None:
        return plan.say("other_period"), ""
    if outcome.verdict != "mismatch":
        return plan.judged(outcome), ""
    word = plan.say("revised") if outcome.level == "核实性" else plan.judged(outcome)
    return word, theme.FILLS[outcome.level][0]
