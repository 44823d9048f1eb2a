"""Sheet 说明: how rows were paired, what the words mean, and how to decide what is open."""

from __future__ import annotations

from xlsxwriter import Workbook

from recon.match.reports.layout import Plan
from recon.messages.match import HELP
from recon.reports import theme
from recon.reports.excel.page import Page


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write the sheet, one paragraph a row."""
    page = Page(book.add_worksheet(plan.say("help")), [6, 110])
    page.merged(1, 1, 2, plan.say("help"), style("title"))
    for row, key in enumerate(HELP, 2):
        page.text(row, 1, str(row - 1), style("body", "center"))
        page.text(row, 2, plan.say(key), style("body"))
    page.finish()
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), widths=page.printed)
