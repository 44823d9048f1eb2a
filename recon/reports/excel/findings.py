"""Sheet 问题清单: one row a finding, linked to its cell, with live figures and room for the auditor.

Its last column is hidden and says what each explanation is written for (:mod:`recon.explanations`).
"""

from __future__ import annotations

from decimal import Decimal

from xlsxwriter import Workbook

from recon import messages
from recon.explanations import sealed
from recon.model import Finding, Side
from recon.reports import explained, reviews, suspected, text, theme
from recon.reports.excel.page import Page, address
from recon.reports.excel.plan import FIRST_FINDING, Block, Plan

#: Heading key → width in characters, in order.
COLUMNS = {
    "number": 6,
    "level": 7,
    "code": 10,
    "place": 13,
    "label": 20,
    "unit": 8,
    "stated": 11,
    "computed": 11,
    "difference": 11,
    "slack": 10,
    "sentence": 46,
    "sections": 20,
    "review": 14,
    "explanation": 26,
    "status": 26,
}
SUSPECTED = {"suspect_cells": 16, "slip": 26, "suggested": 11}  #: more columns where cells are suspected
STATED, COMPUTED, DIFFERENCE, SLACK, REVIEW, STATUS = 7, 8, 9, 10, 13, 15
KEY = 8  #: width of the hidden column
OUTSIDE = 27  #: width of the place where it is in another file
SECTIONS = 6  #: more locators than these are counted; the calculation lists every one
VALUE = 5  #: column of the values in the calculation


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write the sheet."""
    widths = {**COLUMNS, "place": OUTSIDE} if plan.elsewhere else COLUMNS
    shown = {**widths, **SUSPECTED} if suspected.any_in(plan.file) else widths
    key = len(shown) + 1
    page = Page(book.add_worksheet(plan.say("findings")), [*shown.values(), KEY])
    heads = [plan.say(name) for name in shown]
    page.texts(1, [*heads, explained.head(plan.file)], style("header", text_wrap=False))
    page.hide(key)
    for (number, finding, cause), stamp in zip(plan.listed, explained.stamps(plan.file), strict=True):
        sentence = _sentence(plan, finding, cause)
        _row(page, style, plan, number, finding, sentence, reviews.note(plan.file, stamp))
        if finding.follows:
            page.fold(number + FIRST_FINDING - 1, number + len(finding.follows) + FIRST_FINDING - 1)
        if len(shown) > STATUS:
            page.texts(number + FIRST_FINDING - 1, _suspects(plan, finding), style("body"), STATUS + 1)
        key_text = sealed(stamp, finding.code, plan.shown(finding.cell), theme.clip(sentence))
        page.text(number + FIRST_FINDING - 1, key, key_text, style("plain"))
    last = len(plan.file.every) + FIRST_FINDING - 1
    _unclaimed(page, style, plan, max(last, FIRST_FINDING) + 1, key)
    page.finish()
    page.sheet.freeze_panes(1, 4)
    page.sheet.autofilter(0, 0, max(last, FIRST_FINDING) - 1, len(shown))
    if plan.file.findings:
        page.sheet.data_validation(FIRST_FINDING - 1, REVIEW - 1, last - 1, REVIEW - 1, _choices(plan))
    else:
        page.merged(FIRST_FINDING, 1, STATUS, plan.say("no_findings"), style("body", "muted"))
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), 1, widths=page.printed)


def _row(page: Page, style: theme.Theme, plan: Plan, number: int, finding: Finding, sentence: str, note: str) -> None:
    row = number + FIRST_FINDING - 1
    body, middle = style("body"), style("body", "center")
    page.number(row, 1, Decimal(number), middle)
    page.text(row, 2, plan.word(finding.level), style("level", bg_color=theme.FILLS[finding.level][0]))
    page.text(row, 3, finding.code, middle)
    target = plan.target(finding.cell)
    page.link(row, 4, target, plan.shown(finding.cell), style("body", "link") if target else body)
    outcome = finding.outcome
    page.text(row, 5, text.label(outcome.coordinate) if outcome else finding.words.get("column", ""), body)
    page.text(row, 6, outcome.unit if outcome else "", middle)
    _figures(page, style, plan, row, plan.blocks.get(number))
    page.text(row, 11, sentence, body)
    page.text(row, 12, _sections(plan, finding), body)
    explanation = finding.explanation
    page.texts(row, [note, explanation.text if explanation else ""], style("body", "input"), REVIEW)
    page.text(row, STATUS, explained.status(plan.file, finding, plan.lang), body)


def _sentence(plan: Plan, finding: Finding, cause: int) -> str:
    """The sentence; of a cause with what follows from it, of what follows with its cause."""
    sentence = plan.sentence(finding)
    if cause:
        return messages.suspected("below", plan.lang, number=cause, sentence=sentence)
    return "\n".join([sentence, suspected.follows(finding, plan.lang)]) if finding.follows else sentence


def _suspects(plan: Plan, finding: Finding) -> list[str]:
    """The cells of the least strained way, the slip that explains most, and what the cells would read."""
    outcome = finding.outcome
    if outcome is None or not outcome.suspects:
        return ["", "", ""]
    cells, readings = suspected.first(outcome, plan.lang)
    return [cells, suspected.slips(outcome, plan.lang), readings]


def _unclaimed(page: Page, style: theme.Theme, plan: Plan, first: int, key: int) -> None:
    """Explanations that no finding asks for, below a line that says so."""
    if not plan.file.unclaimed:
        return
    page.merged(first, 1, STATUS, messages.explained("unclaimed", plan.lang), style("body", "muted"))
    for row, (code, place, values, words, status, stamp) in enumerate(
        explained.unclaimed(plan.file, plan.lang), first + 1
    ):
        page.texts(row, ["", "", code, place, "", "", "", "", "", "", values, ""], style("body"))
        page.texts(row, ["", words], style("body", "input"), REVIEW)
        page.text(row, STATUS, status, style("body"))
        page.text(row, key, stamp, style("plain"))


def _figures(page: Page, style: theme.Theme, plan: Plan, row: int, block: Block | None) -> None:
    """Stated, computed, difference and slack, read from the calculation."""
    places = {} if block is None else figures(block)
    for column in (STATED, COMPUTED, DIFFERENCE, SLACK):
        source, value = places.get(column, (0, Decimal("NaN")))
        look = style("body", "number", num_format=theme.number_format(theme.decimals(value)))
        if value.is_finite():
            page.formula(row, column, address(plan.say("calculation"), source, VALUE), value, look)
        else:
            page.number(row, column, value, look)


def figures(block: Block) -> dict[int, tuple[int, Decimal]]:
    """Column here → row in the calculation and value there."""
    outcome = block.outcome
    if block.implied:
        return {COMPUTED: (block.left_sum, outcome.left.value)}
    return {
        STATED: (block.right_sum, outcome.right.value),
        COMPUTED: (block.left_sum, outcome.left.value),
        DIFFERENCE: (block.difference, outcome.difference),
        SLACK: (block.difference + 1, outcome.slack),
    }


def _sections(plan: Plan, finding: Finding) -> str:
    """The locators of the prints involved, the stated one first."""
    if finding.outcome is None:
        return ""
    sides = (finding.outcome.right, finding.outcome.left)
    locators = dict.fromkeys(locator for side in sides for locator in _locators(side))
    shown = "；".join(list(locators)[:SECTIONS])
    return shown if len(locators) <= SECTIONS else plan.say("sections_more", shown=shown, count=len(locators))


def _locators(side: Side) -> list[str]:
    return [" ".join(w for w in (t.figure.source, t.figure.section) if w) or t.figure.id for t in side.terms]


def _choices(plan: Plan) -> dict[str, object]:
    """A dropdown that advises and does not forbid: an auditor may write other words."""
    return {
        "validate": "list",
        "source": plan.say("review_choices").split("|"),
        "input_title": plan.say("review"),
        "input_message": plan.say("review_help"),
        "error_type": "information",
    }
