"""Sheets 仅左表 and 仅右表: projects that only one side has, linked to their rows."""

from __future__ import annotations

from xlsxwriter import Workbook

from recon.match.library import TOTAL
from recon.reports import theme
from recon.reports.excel.page import Page
from recon.reports.match.comparison import amount
from recon.reports.match.layout import Plan

TEXTS = {"项目代码": 29, "项目名称": 36, "网别": 14, "类别": 14, "地区": 14, "责任单位": 24}


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write both sheets."""
    for side, places in (("left", plan.result.only_left), ("right", plan.result.only_right)):
        _sheet(book, style, plan, side, places)


def _sheet(book: Workbook, style: theme.Theme, plan: Plan, side: str, places: tuple[int, ...]) -> None:
    page = Page(book.add_worksheet(plan.say(f"only_{side}")), [8, *TEXTS.values(), 14])
    page.texts(1, [plan.say("row"), *TEXTS, TOTAL], style("header"))
    for row, place in enumerate(places, 2):
        text, link = str(plan.side(side).rows[place]), style("body", "center", "link")
        page.link(row, 1, plan.target(side, place), text, link, "external")
        page.texts(row, [plan.text(side, place, label) for label in TEXTS], style("body"), 2)
        amount(page, style, plan, (row, len(TEXTS) + 2), plan.money(side, place, TOTAL))
    if not places:
        page.merged(2, 1, len(TEXTS) + 2, plan.say("no_rows"), style("body", "muted"))
    page.finish()
    page.sheet.freeze_panes(1, 0)
    page.sheet.autofilter(0, 0, max(len(places), 1), len(TEXTS) + 1)
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), 1)
