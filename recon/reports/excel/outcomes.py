"""Sheet 全部结果: every outcome, passes included, so that an absent line never looks like a pass."""

from __future__ import annotations

from decimal import Decimal

from xlsxwriter import Workbook

from recon import messages
from recon.model import Outcome, Side, Tally
from recon.reports import text, theme
from recon.reports.excel.page import Page
from recon.reports.excel.plan import Plan

#: Heading key → width in characters, in order.
COLUMNS = {
    "verdict": 11,
    "rule": 8,
    "level": 8,
    "part": 12,
    "label": 24,
    "unit": 9,
    "computed": 11,
    "low": 11,
    "high": 11,
    "stated": 11,
    "low_stated": 11,
    "high_stated": 11,
    "difference": 11,
    "hidden": 11,
    "sum": 34,
    "grouping": 20,
    "missing": 12,
}
NUMBERS = 7  #: first column of numbers


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write the sheet."""
    page = Page(book.add_worksheet(plan.say("outcomes")), COLUMNS.values())
    page.texts(1, [plan.say(key) for key in COLUMNS], style("header"))
    levels = {f.outcome.id: f.level for f in plan.file.every if f.outcome}
    for row, outcome in enumerate(plan.file.outcomes, 2):
        level = levels.get(outcome.id)
        _row(page, style, plan, row, outcome, theme.FILLS[level][1] if level else "")
    for row, (tally, verdict, count) in enumerate(_tallied(plan), len(plan.file.outcomes) + 2):
        body = style("body")
        page.text(row, 1, _tally(plan, tally, verdict), style("body", "center"))
        page.text(row, 2, plan.word(tally.rule), style("body", "center"))
        page.text(row, 5, plan.say("times", count=count), body)
        page.text(row, NUMBERS + 8, messages.phrase(tally.formula, plan.lang), body)
        page.text(row, NUMBERS + 9, tally.code, body)
    page.finish()
    page.sheet.freeze_panes(1, 5)
    page.sheet.autofilter(0, 0, max(len(plan.file.outcomes), 1), len(COLUMNS) - 1)
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), 1, widths=page.printed)


def _tallied(plan: Plan) -> list[tuple[Tally, str, int]]:
    """Relations that held in many rows, a line for each verdict they gave."""
    return [(t, verdict, count) for t in plan.file.tallies for verdict, count in t.counts.items() if count]


def _tally(plan: Plan, tally: Tally, verdict: str) -> str:
    """The verdict of many rows in words."""
    sign = next((sign for sign in "≤≥<>" if sign in tally.formula), "") if tally.rule == "bound" else ""
    return messages.judged(verdict, sign, plan.lang)


def _row(page: Page, style: theme.Theme, plan: Plan, row: int, o: Outcome, fill: str) -> None:
    body, middle = style("body"), style("body", "center")
    strong = style("body", "center", "strong", bg_color=fill) if fill else middle
    page.text(row, 1, plan.judged(o), strong)
    texts = (
        plan.word(o.rule),
        plan.word(o.level) if fill else "",
        text.part(o, plan.lang, form=bool(plan.file.cover)),
    )
    for column, (words, look) in enumerate(zip(texts, (middle, middle, body), strict=True), 2):
        page.text(row, column, words, look)
    page.text(row, 5, text.label(o.coordinate), body)
    page.text(row, 6, o.unit, middle)
    for column, value in enumerate(_numbers(o), NUMBERS):
        look = style("body", "number", num_format=theme.number_format(theme.decimals(value)))
        page.number(row, column, value, look)
    page.text(row, NUMBERS + 8, sum_text(o), body)
    page.text(row, NUMBERS + 9, o.label, body)
    page.text(row, NUMBERS + 10, messages.phrase("、".join(o.missing), plan.lang), body)


def _numbers(o: Outcome) -> tuple[Decimal, ...]:
    left, right = o.left, o.right
    return (
        left.value,
        left.interval.low,
        left.interval.high,
        right.value,
        right.interval.low,
        right.interval.high,
        o.difference,
        o.slack,
    )


def sum_text(o: Outcome) -> str:
    """Both sides in full, as numbers; a relation as it was written, and its numbers."""
    right = "" if o.verdict == "implied" else f" {o.operator} {_side(o.right)}"
    numbers = _side(o.left) + right
    return f"{o.left.formula} {o.operator} {o.right.formula}\n{numbers}" if o.left.formula else numbers


def _side(side: Side) -> str:
    """Every term of a sum; a product shows its value."""
    if side.formula and any(sign in side.formula for sign in "×÷*/("):
        return text.number(side.value)
    shown = "".join(f" {'+' if t.sign > 0 else '-'} {text.number(t.value)}" for t in side.terms)
    return shown.removeprefix(" + ").strip() or text.number(side.value)
