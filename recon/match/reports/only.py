"""Sheets 仅左表 and 仅右表: projects that only one side has, linked to their rows, and what they come to."""

from __future__ import annotations

from decimal import Decimal

from xlsxwriter import Workbook

from recon.match.library import TOTAL
from recon.match.reports.comparison import amount, gap_format
from recon.match.reports.layout import Plan
from recon.model import column_letters
from recon.reports import theme
from recon.reports.excel.page import Page

TEXTS = {"项目代码": 29, "项目名称": 40, "网别": 18, "类别": 20, "地区": 20, "责任单位": 36}


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write both sheets."""
    for side, places in (("left", plan.result.only_left), ("right", plan.result.only_right)):
        _sheet(book, style, plan, side, places)


def _sheet(book: Workbook, style: theme.Theme, plan: Plan, side: str, places: tuple[int, ...]) -> None:
    page = Page(book.add_worksheet(plan.say(f"only_{side}")), [8, *TEXTS.values(), 14])
    page.texts(1, [plan.say("row"), *TEXTS, TOTAL], style("header"))
    for row, place in enumerate(places, 2):
        text, link = str(plan.side(side).report.rows[place]), style("body", "center", "link")
        page.link(row, 1, plan.target(side, place), text, link, "external")
        page.texts(row, [plan.text(side, place, label) for label in TEXTS], style("body"), 2)
        amount(page, style, plan, (row, len(TEXTS) + 2), plan.money(side, place, TOTAL))
    if places:
        _total(page, style, plan, side, places)
    else:
        page.merged(2, 1, len(TEXTS) + 2, plan.say("no_rows"), style("body", "muted"))
    page.finish()
    page.sheet.freeze_panes(1, 0)
    page.sheet.autofilter(0, 0, max(len(places), 1), len(TEXTS) + 1)
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), 1, widths=page.printed)


def _total(page: Page, style: theme.Theme, plan: Plan, side: str, places: tuple[int, ...]) -> None:
    """Their amount, as 差额表 has it."""
    row, column = len(places) + 2, len(TEXTS) + 2
    page.texts(row, [plan.say("total"), *[""] * len(TEXTS)], style("body", "result"))
    letter = column_letters(column)
    value = sum((plan.money(side, place, TOTAL) or Decimal(0) for place in places), Decimal(0))
    look = style("body", "result", "number", num_format=gap_format(plan))
    page.formula(row, column, f"SUM({letter}2:{letter}{row - 1})", value, look)
