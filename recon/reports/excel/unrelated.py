"""Sheet 未参与核对: the figures that no judged relation holds, each with a link to its cell."""

from __future__ import annotations

from xlsxwriter import Workbook

from recon.model import Figure
from recon.reports import theme
from recon.reports.excel.page import Page
from recon.reports.excel.plan import Plan

#: Heading key → width in characters, in order.
COLUMNS = {
    "figure": 10,
    "measure": 20,
    "item": 26,
    "period": 13,
    "region": 12,
    "value": 12,
    "unit": 9,
    "origin": 30,
}
FIRST = 4  #: row of the first figure


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write the sheet, if there are such figures."""
    figures = plan.file.unrelated
    if not figures:
        return
    page = Page(book.add_worksheet(plan.say("unrelated")), COLUMNS.values())
    page.merged(1, 1, len(COLUMNS), plan.say("unrelated"), style("title"))
    page.merged(2, 1, len(COLUMNS), plan.say("unrelated_help"), style("plain", "muted", text_wrap=True))
    page.texts(FIRST - 1, [plan.say(key) for key in COLUMNS], style("header"))
    for row, figure in enumerate(figures, FIRST):
        _line(page, style, plan, row, figure)
    page.finish()
    page.sheet.freeze_panes(FIRST - 1, 1)
    page.sheet.autofilter(FIRST - 2, 0, FIRST - 2 + len(figures), len(COLUMNS) - 1)
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), FIRST - 1)


def _line(page: Page, style: theme.Theme, plan: Plan, row: int, figure: Figure) -> None:
    c, body, middle = figure.coordinate, style("body"), style("body", "center")
    page.link(row, 1, plan.target(figure.cell), figure.id, style("body", "center", "link"))
    item = " ".join(filter(None, (c.item, c.nature)))
    for column, word in enumerate((c.measure, item, c.period, c.region), 2):
        page.text(row, column, word, body)
    page.text(row, 6, f"{figure.qualifier} {figure.printed}".strip(), style("body", "number"))
    page.text(row, 7, figure.unit, middle)
    page.text(row, 8, figure.origin, body)
