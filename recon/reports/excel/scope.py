"""Sheet 审核范围: what was read of each sheet, what was passed over and why, what was not read."""

from __future__ import annotations

from decimal import Decimal

from xlsxwriter import Workbook

from recon import messages
from recon.model import Area
from recon.reports import theme
from recon.reports.excel.page import Page
from recon.reports.excel.plan import Plan

#: Heading key → width in characters, in order.
COLUMNS = {"area": 30, "fate": 10, "why": 46, "numbers": 10, "where": 60}
FIRST = 4  #: row of the first area


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write the sheet; unread areas carry the colour of what must be verified."""
    page = Page(book.add_worksheet(messages.scope("scope", plan.lang)), tuple(COLUMNS.values()))
    page.merged(1, 1, len(COLUMNS), messages.scope("scope", plan.lang), style("title"))
    page.merged(
        2, 1, len(COLUMNS), messages.scope("scope_help", plan.lang), style("plain", "muted", text_wrap=True)
    )
    page.texts(FIRST - 1, [messages.scope(key, plan.lang) for key in COLUMNS], style("header"))
    for row, area in enumerate(plan.file.scope, FIRST):
        _line(page, style, plan, row, area)
    page.sheet.freeze_panes(FIRST - 1, 0)
    page.finish()
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), widths=page.printed)
    page.sheet.repeat_rows(FIRST - 2)


def _line(page: Page, style: theme.Theme, plan: Plan, row: int, area: Area) -> None:
    fill = {"bg_color": theme.FILLS["核实性"][0]} if area.status == "unread" else {}
    body = style("body", **fill)
    place = f"{area.cell.sheet}!{area.range}" if area.range else area.cell.sheet
    page.link(row, 1, plan.target(area.cell), place, style("body", "link", **fill))
    page.text(row, 2, messages.scope(area.status, plan.lang), style("body", "center", **fill))
    page.text(row, 3, messages.scope(f"because_{area.reason}", plan.lang, **area.words), body)
    if area.numbers:
        page.number(row, 4, Decimal(len(area.numbers)), style("body", "number", num_format="#,##0_ ", **fill))
    else:
        page.text(row, 4, "", body)
    page.text(row, 5, "、".join(cell.a1 for cell in area.numbers), body)
