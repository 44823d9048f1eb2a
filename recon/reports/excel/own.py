"""Sheets of a workbook of no known form: the relations found, what does not hold, and the numbers in no relation."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from recon import messages
from recon.model import VERDICTS, Outcome
from recon.reports import text, theme
from recon.reports.excel.page import Page, quoted
from recon.reports.excel.plan import Plan

#: Heading key → width in characters, in order.
RELATIONS = {
    "own_sheet": 18,
    "own_pattern": 44,
    "rule": 10,
    "evidence": 14,
    "own_places": 10,
    "own_holds": 10,
    "own_fails_count": 10,
    "own_example": 40,
    "adopted": 10,
}
FAILS = {
    "level": 8,
    "own_cell": 18,
    "label": 40,
    "own_pattern": 36,
    "stated": 16,
    "computed": 16,
    "difference": 14,
    "unit": 8,
}
UNCHECKED = {"own_sheet": 18, "own_range": 14, "own_numbers": 12, "own_none": 14, "own_where": 80}


@dataclass
class _Pattern:
    """A relation with how its places came out; ``first``: one of them."""

    first: Outcome
    counts: Counter[str] = field(default_factory=Counter)


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write the three sheets; none for a known form."""
    if plan.file.tables:
        _relations(book, style, plan)
        _fails(book, style, plan)
        _unchecked(book, style, plan)


def _page(book: Workbook, style: theme.Theme, plan: Plan, title: str, columns: dict[str, int]) -> Page:
    page = Page(book.add_worksheet(plan.say(title)), columns.values())
    page.texts(1, [plan.say(key) for key in columns], style("header"))
    return page


def _finish(page: Page, plan: Plan, last: int, width: int) -> None:
    page.finish()
    page.sheet.freeze_panes(1, 0)
    page.sheet.autofilter(0, 0, max(last - 1, 1), width - 1)
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), 1)


def patterns(plan: Plan) -> list[tuple[str, _Pattern]]:
    """Sheet and relation, in the order of the file."""
    by_relation: dict[tuple[str, str], _Pattern] = {}
    for o in plan.file.outcomes:
        if o.pattern:
            key = (o.right.terms[0].figure.cell.sheet, o.pattern)
            by_relation.setdefault(key, _Pattern(o)).counts[o.verdict] += 1
    return [(sheet, pattern) for (sheet, _), pattern in by_relation.items()]


def _relations(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Each relation in words, what says that it is meant, and how often it holds."""
    page = _page(book, style, plan, "own_relations", RELATIONS)
    body, middle, count = (
        style("body"),
        style("body", "center"),
        style("body", "number", num_format="#,##0_ ;;—_ "),
    )
    row = 1
    for row, (sheet, relation) in enumerate(patterns(plan), 2):
        o, fails = relation.first, relation.counts["mismatch"]
        page.text(row, 1, sheet, body)
        page.text(row, 2, messages.phrase(o.pattern, plan.lang), body)
        page.text(row, 3, plan.word(o.rule), middle)
        page.text(row, 4, plan.say(f"evidence_{o.evidence}"), middle)
        page.number(row, 5, Decimal(sum(relation.counts[v] for v in VERDICTS)), count)
        page.formula(row, 6, f"E{row}-G{row}", Decimal(sum(relation.counts.values()) - fails), count)
        page.number(row, 7, Decimal(fails), count)
        page.text(
            row,
            8,
            f"{text.label(o.coordinate)} {text.number(o.right.value)} = {text.sum_text(o.left, plan.lang)}",
            body,
        )
        page.text(row, 9, plan.say("adopted_yes"), middle)
    refused = [(table.sheet, pattern) for table in plan.file.tables for pattern in table.refused]
    first = row + 1
    for row, (sheet, pattern) in enumerate(refused, first):
        page.text(row, 1, sheet, body)
        page.text(row, 2, messages.phrase(pattern, plan.lang), body)
        page.text(row, 9, plan.say("adopted_no"), middle)
    if row > 1:
        page.sheet.data_validation(
            1,
            8,
            row - 1,
            8,
            {"validate": "list", "source": [plan.say("adopted_yes"), plan.say("adopted_no")]},
        )
    _finish(page, plan, row, len(RELATIONS))


def _fails(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Every place that does not hold, its difference a live formula over the copied cells."""
    page = _page(book, style, plan, "own_fails", FAILS)
    body, middle = style("body"), style("body", "center")
    row = 1
    for o in plan.file.outcomes:
        if not o.pattern or o.verdict != "mismatch":
            continue
        row += 1
        cell = o.right.terms[0].figure.cell
        look = style("body", "number", num_format=theme.number_format(theme.decimals(o.right.value)))
        page.text(row, 1, plan.word(o.level), style("body", "center", bg_color=theme.FILLS[o.level][0]))
        page.link(row, 2, plan.target(cell), str(cell), style("body", "link"))
        page.text(row, 3, text.label(o.coordinate), body)
        page.text(row, 4, messages.phrase(o.pattern, plan.lang), body)
        _put(page, row, 5, _value(plan, o, right=True), o.right.value, look)
        _put(
            page,
            row,
            6,
            None if o.left.formula else _value(plan, o, right=False),
            round(o.left.value, 6),
            look,
        )
        page.formula(row, 7, f"F{row}-E{row}", round(o.difference, 6), look)
        page.text(row, 8, o.unit, middle)
    _finish(page, plan, row, len(FAILS))


def _put(page: Page, row: int, column: int, formula: str | None, value: Decimal, look: Format) -> None:
    if formula is None:
        page.number(row, column, value, look)
    else:
        page.formula(row, column, formula, value, look)


def _value(plan: Plan, o: Outcome, *, right: bool) -> str | None:
    """A side as a formula over the copies of its cells, rounded to the decimals of its terms; None where it is too long."""
    side = o.right if right else o.left
    places = max((max(-int(t.figure.ulp.as_tuple().exponent), 0) for t in side.terms), default=0)
    cells = [(t.sign, t.figure.cell) for t in side.terms]
    if any(cell.sheet not in plan.copies or not isinstance(plan.raw(cell), int | float) for _, cell in cells):
        return None
    formula = "".join(f"{'+' if sign > 0 else '-'}{quoted(plan.copies[cell.sheet])}!{cell.a1}" for sign, cell in cells)
    return f"ROUND({formula.removeprefix('+')},{places})" if len(formula) < 7000 else None


def _unchecked(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """How many numbers of each table take part in no relation, and where they stand."""
    page = _page(book, style, plan, "own_unchecked", UNCHECKED)
    body, count = style("body"), style("body", "number", num_format="#,##0_ ;;—_ ")
    row = 1
    for row, table in enumerate(plan.file.tables, 2):
        page.text(row, 1, table.sheet, body)
        page.text(row, 2, table.range, style("body", "center"))
        page.number(row, 3, Decimal(table.relations), count)
        page.number(row, 4, Decimal(table.unchecked), count)
        page.text(row, 5, "、".join(table.places), body)
    _finish(page, plan, row, len(UNCHECKED))
