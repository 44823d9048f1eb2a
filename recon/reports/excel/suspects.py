"""Sheet 疑点分析: for each discrepancy the ways to mend it side by side, each cell linked, the change a live formula."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter import Workbook

from recon import messages
from recon.model import Figure, Finding, Outcome, Suspect, column_letters
from recon.reports import suspected, text, theme
from recon.reports.excel.page import Page
from recon.reports.excel.plan import Plan

#: Heading key → width in characters, in order.
COLUMNS = {
    "alternative": 7,
    "place": 15,
    "label": 36,
    "printed_now": 13,
    "suggested": 13,
    "by": 12,
    "could_read": 13,
    "to_read": 13,
    "strain": 11,
}
NOW, SUGGESTED, BY, LOW, HIGH, STRAIN = 4, 5, 6, 7, 8, 9


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write the sheet, if any cell is suspected."""
    if not suspected.any_in(plan.file):
        return
    page = Page(book.add_worksheet(plan.say("analysis")), COLUMNS.values())
    figures = {t.figure.id: t.figure for o in plan.file.outcomes for s in (o.left, o.right) for t in s.terms}
    page.merged(1, 1, len(COLUMNS), plan.say("analysis_help"), style("plain", "muted", text_wrap=True))
    row = 3
    for number, finding, _ in plan.listed:
        if finding.outcome is not None and finding.outcome.suspects:
            row = _discrepancy(page, style, plan, figures, row, number, finding, finding.outcome) + 1
    page.finish()
    page.sheet.freeze_panes(1, 0)
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), 1, widths=page.printed)


def _discrepancy(
    page: Page,
    style: theme.Theme,
    plan: Plan,
    figures: dict[str, Figure],
    row: int,
    number: int,
    finding: Finding,
    outcome: Outcome,
) -> int:
    """The block of one discrepancy; gives the row below it."""
    page.link(row, 1, plan.finding_link(number), f"№{number}", style("section", "link"))
    page.merged(row, 2, len(COLUMNS), plan.sentence(finding), style("section", text_wrap=True))
    page.texts(row + 1, [plan.say(key) for key in COLUMNS], style("header"))
    row += 2
    for way, repair in enumerate(outcome.suspects, 1):
        for place, suspect in enumerate(repair.cells):
            _cell(page, style, plan, row, way if place == 0 else 0, suspect, figures.get(suspect.figure))
            look = style("body", "number", num_format=theme.number_format(2))
            page.number(row, STRAIN, repair.strain, look)
            row += 1
    for line in _below(plan, outcome):
        page.merged(row, 1, len(COLUMNS), line, style("body", text_wrap=True))
        row += 1
    return row


def _cell(
    page: Page, style: theme.Theme, plan: Plan, row: int, way: int, suspect: Suspect, figure: Figure | None
) -> None:
    """A cell of a way: where it is, what it reads, what it would have to read."""
    body = style("body")
    page.text(row, 1, str(way) if way else "", style("body", "center"))
    page.link(row, 2, plan.target(suspect.cell), plan.shown(suspect.cell), style("body", "link"))
    page.text(row, 3, text.label(figure.coordinate) if figure else suspect.figure, body)
    finite = suspect.suggested.is_finite()
    decimals = theme.decimals(suspect.printed, *([suspect.suggested] if finite else []))
    look = style("body", "number", num_format=theme.number_format(decimals))
    values = {NOW: suspect.printed, SUGGESTED: suspect.suggested, LOW: suspect.low, HIGH: suspect.high}
    for column, value in values.items():
        page.number(row, column, value, look)
    if finite:
        ends = f"{column_letters(SUGGESTED)}{row}-{column_letters(NOW)}{row}"
        page.formula(row, BY, f"ROUND({ends},{decimals})", suspect.suggested - suspect.printed, look)
    else:
        page.text(row, BY, "", body)


def _below(plan: Plan, outcome: Outcome) -> Iterator[str]:
    """What else is to be said: ways not listed, a ranking called one, and the slips."""
    if outcome.located == "ranking":
        yield plan.say("ranked_help")
    if outcome.left_out == "more":
        yield plan.say("ways_many")
    elif outcome.left_out not in ("", "0"):
        yield plan.say("ways_left", count=outcome.left_out)
    for slip in outcome.hints:
        yield messages.suspected("slip", plan.lang, hints=suspected.hint(slip, plan.lang))
