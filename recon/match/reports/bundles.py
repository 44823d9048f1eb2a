"""Sheet 一对多: each suggested bundle with its parts, and the parts' sum less the whole in live formulas."""

from __future__ import annotations

from decimal import Decimal

from xlsxwriter import Workbook

from recon.match.library import TOTAL
from recon.match.reports.comparison import amount, gap_format
from recon.match.reports.layout import Plan
from recon.match.result import Bundle
from recon.model import column_letters
from recon.reports import theme
from recon.reports.excel.page import Page

TEXTS = {"项目代码": 29, "项目名称": 40, "网别": 18, "地区": 20}
FIRST = 5 + len(TEXTS)  #: column of the first amount


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write the sheet: the whole, its parts, and a line that must be 0 but for rounding."""
    labels = [TOTAL, *(f.label for f in plan.fields if f.amount and f.label != TOTAL)]
    heads = [plan.say(key) for key in ("number", "role", "file", "row")] + [*TEXTS, *labels]
    widths = [7, 20, 8, 7, *TEXTS.values(), *[12] * len(labels)]
    page = Page(book.add_worksheet(plan.say("bundles")), widths)
    page.texts(1, heads, style("header"))
    row = 2
    for number, bundle in enumerate(plan.result.bundles, 1):
        row = _bundle(page, style, plan, row, number, bundle, labels)
    if not plan.result.bundles:
        page.merged(2, 1, len(heads), plan.say("no_rows"), style("body", "muted"))
    page.finish()
    page.sheet.freeze_panes(1, 2)
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), 1, widths=page.printed)


def _bundle(
    page: Page, style: theme.Theme, plan: Plan, row: int, number: int, bundle: Bundle, labels: list[str]
) -> int:
    other = "right" if bundle.side == "left" else "left"
    rows = [("role_whole", bundle.side, bundle.whole), *(("role_part", other, part) for part in bundle.parts)]
    for at, (role, side, place) in enumerate(rows, row):
        look = style("body", "strong") if role == "role_whole" else style("body")
        page.number(at, 1, Decimal(number), style("body", "center"))
        page.text(at, 2, plan.say(role), look)
        page.text(at, 3, plan.say(side), style("body", "center"))
        target, text = plan.target(side, place), str(plan.side(side).report.rows[place])
        page.link(at, 4, target, text, style("body", "center", "link"), "external")
        page.texts(at, [plan.text(side, place, label) for label in TEXTS], look, 5)
        for column, label in enumerate(labels, FIRST):
            amount(page, style, plan, (at, column), plan.money(side, place, label))
    last = row + len(bundle.parts)
    page.texts(last + 1, [str(number), plan.say("role_gap"), *[""] * (len(TEXTS) + 2)], style("body", "result"))
    for column, label in enumerate(labels, FIRST):
        _gap(page, style, plan, (row, last, column), bundle, label)
    return last + 2


def _gap(page: Page, style: theme.Theme, plan: Plan, at: tuple[int, int, int], bundle: Bundle, label: str) -> None:
    first, last, column = at
    other = "right" if bundle.side == "left" else "left"
    parts = sum((plan.money(other, part, label) or Decimal(0) for part in bundle.parts), Decimal(0))
    value = parts - (plan.money(bundle.side, bundle.whole, label) or Decimal(0))
    letter = column_letters(column)
    look = style("body", "result", "number", num_format=gap_format(plan))
    formula = f"ROUND(SUM({letter}{first + 1}:{letter}{last})-N({letter}{first}),6)"
    page.formula(last + 1, column, formula, value, look)
