"""Sheet 计算表: for each finding its terms, both sides, the difference and the verdict, in live formulas."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Literal

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from recon import messages
from recon.model import WRITTEN, Interval, Side, Term, column_letters
from recon.reports import text, theme
from recon.reports.excel import formulas, verdicts
from recon.reports.excel.findings import OUTSIDE
from recon.reports.excel.page import Page
from recon.reports.excel.plan import Block, Plan
from recon.reports.excel.verdicts import Rows

COLUMNS = {
    "sign": 7,
    "figure": 10,
    "item": 38,
    "section": 30,
    "value": 15,
    "ulp": 12,
    "low": 15,
    "high": 15,
    "notes": 30,
}
SIGN, FIGURE, ITEM, SECTION, VALUE, ULP, LOW, HIGH, NOTES = range(1, 10)
#: rule → headings of the left and the right side.
SIDES = {
    "tie": ("first_print", "second_print"),
    "bound": ("smaller", "limit"),
    **dict.fromkeys(WRITTEN, ("left", "right")),
    "partition": ("grade_end", "grade_start"),
}
SIGN_FORMAT = '"+";"−"'


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write the sheet: every finding that rests on figures, as a block."""
    widths = {**COLUMNS, "figure": OUTSIDE} if plan.elsewhere else COLUMNS
    page = Page(book.add_worksheet(plan.say("calculation")), widths.values())
    page.merged(1, 1, NOTES, plan.say("calculation"), style("title"))
    page.merged(
        2,
        1,
        NOTES,
        plan.say("calculation_month" if plan.elsewhere else "calculation_help"),
        style("plain", "muted", text_wrap=True),
    )
    for block in plan.blocks.values():
        _Writer(page, style, plan, block).write()
    if not plan.blocks:
        page.merged(4, 1, NOTES, plan.say("no_calculation"), style("plain"))
    page.finish()
    page.sheet.freeze_panes(2, 0)
    page.sheet.ignore_errors({"formula_differs": "A1:XFD1048576"})
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), 1, widths=page.printed)
    page.sheet.set_h_pagebreaks(page_breaks(list(plan.blocks.values())))


def page_breaks(blocks: list[Block], room: int = 34) -> list[int]:
    """Rows to start a new printed page at, so that a block that fits a page is not torn."""
    breaks, used = [], 3
    for block in blocks:
        size = block.verdict - block.row + 2
        if used > 3 and used + size > room:
            breaks.append(block.row - 1)
            used = 0
        used = (used + size) % room if used + size > room else used + size
    return breaks


class _Writer:
    """Writes one block."""

    def __init__(self, page: Page, style: theme.Theme, plan: Plan, block: Block) -> None:
        self.page, self.style, self.plan, self.block = page, style, plan, block
        self.outcome = block.outcome
        self.places = formulas.places(self.outcome)
        self.rows = Rows(block.left, block.left_sum, block.right, block.right_sum, block.difference)

    def write(self) -> None:
        """Title, rule, heads, left side, right side, difference, slack and verdict."""
        self._title()
        left, right = headings(self.block)
        self._side(self.outcome.left, self.block.left, self.block.left_sum, left)
        if self.block.implied:
            self._word(self.plan.word("implied"))
            return
        self._side(self.outcome.right, self.block.right, self.block.right_sum, right)
        self._difference()
        self._verdict()

    def _title(self) -> None:
        block, outcome, plan = self.block, self.outcome, self.plan
        finding = block.finding
        label = text.label(outcome.coordinate)
        words = f"{plan.word(finding.level)} {finding.code} · {label} · {outcome.unit}"
        fill = theme.FILLS[finding.level][0]
        look = self.style("body", "strong", bg_color=fill)
        self.page.link(block.row, SIGN, plan.finding_link(block.number), f"№ {block.number}", look)
        self.page.merged(block.row, FIGURE, NOTES, words, look)
        self.page.merged(block.row + 1, SIGN, NOTES, rule_text(plan, block), self.style("body", "muted"))
        self.page.texts(block.row + 2, [plan.say(key) for key in COLUMNS], self.style("header"))

    def _side(self, side: Side, first: int, sum_row: int, heading: str) -> None:
        for row, term in enumerate(side.terms, first):
            self._term(row, term, linear=formulas.is_linear(side))
        result = self.style("body", "result")
        self.page.merged(sum_row, SIGN, SECTION, self.plan.say(heading), result)
        self._put(sum_row, VALUE, formulas.side_value(side, first, self.places), side.value, "result")
        self.page.text(sum_row, ULP, "", result)
        constant = self._ends(sum_row, side, first)
        notes = [side.formula] if side.formula else []
        if constant:
            notes.append(self.plan.say("note_nonlinear"))
        self.page.text(sum_row, NOTES, "；".join(notes), self.style("body", "muted", bg_color=theme.PAPER))

    def _ends(self, row: int, side: Side, first: int) -> bool:
        """Both ends of a side; whether a finite one had to be a constant."""
        constant = False
        ends: tuple[tuple[int, Literal["low", "high"], Decimal], ...] = (
            (LOW, "low", side.interval.low),
            (HIGH, "high", side.interval.high),
        )
        for column, which, value in ends:
            formula = formulas.side_end(side, first, self.places, which)
            self._put(row, column, formula, value, "result")
            constant |= formula is None and value.is_finite()
        return constant

    def _term(self, row: int, term: Term, *, linear: bool) -> None:
        figure, body = term.figure, self.style("body")
        cell = self.plan.target(figure.cell)
        line = formulas.line(term, row, cell, self.plan.raw(figure.cell), self.outcome.unit, self.places)
        sign = self.style("body", "center", num_format=SIGN_FORMAT)
        if linear:
            self.page.number(row, SIGN, Decimal(term.sign), sign)
        else:
            self.page.text(row, SIGN, "", sign)
        look = self.style("body", "center", "link") if cell else self.style("body", "center")
        self.page.link(row, FIGURE, cell, figure.id, look)
        self.page.text(row, ITEM, text.label(figure.coordinate), body)
        self.page.text(row, SECTION, figure.section, body)
        self._put(row, VALUE, line.value, term.value)
        blank_zero = theme.number_format(theme.decimals(line.ulp))
        self.page.number(row, ULP, line.ulp, self.style("body", "number", num_format=f"{blank_zero};;—_ "))
        self._put(row, LOW, line.low, term.interval.low)
        self._put(row, HIGH, line.high, term.interval.high)
        self.page.text(row, NOTES, self._note(term, line), self.style("body", "muted"))

    def _note(self, term: Term, line: formulas.Line) -> str:
        figure = term.figure
        words = [self.plan.say(key, qualifier=figure.qualifier) for key in line.notes]
        if figure.unit and figure.unit != self.outcome.unit:
            words.insert(0, self.plan.say("note_unit", printed=figure.printed, unit=figure.unit))
        return "；".join(words)

    def _put(self, row: int, column: int, formula: str | None, value: Decimal, *styles: str) -> None:
        """A formula, or the constant where none would do."""
        look = self.style("body", *styles, "number", num_format=theme.number_format(theme.decimals(value)))
        if formula is None or not value.is_finite():
            self.page.number(row, column, value, look)
        else:
            self.page.formula(row, column, formula, value, look)

    def _difference(self) -> None:
        row, outcome = self.block.difference, self.outcome
        finite = outcome.difference.is_finite()
        formula = verdicts.difference(outcome, self.rows, self.places) if finite else None
        note = self.plan.say("note_difference") if finite and formula is None else ""
        self._line(row, "difference_row", note)
        self._put(row, VALUE, formula, outcome.difference, "result")
        self._line(row + 1, "slack_row", self.plan.say("slack_help"))
        slack = self._slack(outcome.left.interval, outcome.right.interval)
        self._put(row + 1, VALUE, slack, outcome.slack, "result")

    def _slack(self, left: Interval, right: Interval) -> str | None:
        if not all(end.is_finite() for end in (left.low, left.high, right.low, right.high)):
            return None
        a, b = self.block.left_sum, self.block.right_sum
        high, low = column_letters(HIGH), column_letters(LOW)
        places = self.places + 1
        return formulas.rounded(f"({high}{a}-{low}{a}+{high}{b}-{low}{b})/2", places)

    def _line(self, row: int, heading: str, note: str) -> None:
        result = self.style("body", "result")
        self.page.merged(row, SIGN, SECTION, self.plan.say(heading), result)
        self.page.merged(row, ULP, NOTES, note, self.style("body", "muted", bg_color=theme.PAPER))

    def _verdict(self) -> None:
        word = self.plan.judged(self.outcome)
        sides = (self.outcome.left, self.outcome.right)
        if self.outcome.rule == "partition" or not all(side.value.is_finite() for side in sides):
            self._word(word)
            return
        formula = verdicts.verdict(self.outcome, self.rows, self.places, self._says)
        self._word(word, lambda row, look: self.page.formula(row, VALUE, formula, word, look))

    def _says(self, verdict: str) -> str:
        return messages.judged(verdict, self.outcome.operator, self.plan.lang)

    def _word(self, word: str, put: Callable[[int, Format], None] | None = None) -> None:
        row = self.block.verdict
        self._line(row, "verdict", self.plan.say("verdict_" + self.outcome.verdict))
        look = self.style("body", "result", "center", bg_color=theme.FILLS[self.block.finding.level][0])
        if put is None:
            self.page.text(row, VALUE, word, look)
        else:
            put(row, look)


def two_ways(block: Block) -> bool:
    """Whether two sums are compared because nobody printed the total."""
    return block.outcome.rule == "foot" and len(block.outcome.right.terms) > 1


def headings(block: Block) -> tuple[str, str]:
    """What the left and the right value are called: keys of the catalogue."""
    if block.implied:
        return "inferred", ""
    usual = ("one_way", "other_way") if two_ways(block) else ("computed", "stated")
    return SIDES.get(block.outcome.rule, usual)


def rule_text(plan: Plan, block: Block) -> str:
    """What should hold, in words or as the relation's own line."""
    outcome = block.outcome
    if outcome.rule in WRITTEN:
        sentence = f"{outcome.left.formula} {outcome.operator} {outcome.right.formula}"
    else:
        plain = "rule_two_ways" if two_ways(block) else f"rule_{outcome.rule}"
        if outcome.rule == "bound" and outcome.operator == "≥":
            plain = "rule_floor"
        partial = "rule_partial" if outcome.missing else plain
        key = "rule_implied" if block.implied else partial
        sentence = plan.say(key, missing="、".join(outcome.missing))
    return " · ".join(word for word in (plan.word(outcome.rule), outcome.label, sentence) if word)
