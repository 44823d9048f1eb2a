"""Sheet 差额表: by network, region and year the left amount, every kind of difference, and the right amount, all live."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter import Workbook

from recon.catalogue import in_force
from recon.match.library import NETWORK, REGION, TOTAL
from recon.match.reports.comparison import gap_format
from recon.match.reports.layout import Plan
from recon.match.reports.sums import ZERO, Groups, Key, Sums, grouped
from recon.model import column_letters
from recon.reports import theme
from recon.reports.excel.page import Page

#: The kinds of difference between the left and the right amount, in order.
MOVES = (
    "move_paired",
    "move_out",
    "move_in",
    "move_only_left",
    "move_only_right",
    "move_pending_left",
    "move_pending_right",
    "move_bundle_left",
    "move_bundle_right",
)
WIDTH, LAST = 14, 5 + len(MOVES)


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write the three tables below one another."""
    page = Page(book.add_worksheet(plan.say("gaps")), [20, 8, 8, WIDTH, *[WIDTH - 1] * len(MOVES), WIDTH, 11])
    writer = _Writer(page, style, plan)
    row = writer.table(1, "by_network", [Key(name, NETWORK, TOTAL) for name in _keys(plan, NETWORK)])
    row = writer.table(row + 1, "by_region", [Key(name, REGION, TOTAL) for name in _keys(plan, REGION)])
    years = [f.label for f in plan.fields if f.amount and f.label != TOTAL]
    writer.table(row + 1, "by_year", [Key(label, "", label) for label in years])
    page.finish()
    page.sheet.freeze_panes(0, 1)
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), widths=page.printed)


def _keys(plan: Plan, label: str) -> list[str]:
    """What stands in a column of either side, in the order of the form, then by name."""
    known = [*in_force().networks, in_force().whole, *in_force().regions]
    sides = (("left", plan.result.left), ("right", plan.result.right))
    found = {plan.text(side, place, label) for side, library in sides for place in range(len(library))}
    return sorted(found, key=lambda name: (known.index(name) if name in known else len(known), name))


@dataclass(frozen=True)
class _Writer:
    page: Page
    style: theme.Theme
    plan: Plan

    def table(self, row: int, title: str, keys: list[Key]) -> int:
        """Title, heads, a row a key, and totals; the row after them."""
        plan, page = self.plan, self.page
        page.merged(row, 1, LAST + 1, f"{plan.say(title)}　{plan.say('unit')}：{plan.unit}", self.style("section"))
        heads = ["count_left", "count_right", "total_left", *MOVES, "total_right", "check"]
        first = keys[0].column if keys else ""
        page.texts(row + 1, [first or plan.say("year"), *map(plan.say, heads)], self.style("header"))
        start = row + 2
        groups = grouped(self.plan, first)
        values = [list(self._row(start + n, key, groups)) for n, key in enumerate(keys)]
        last = start + len(keys) - 1
        self._sums(last + 1, start, last, values, counted=bool(first))
        return last + 2

    def _row(self, row: int, key: Key, groups: Groups) -> Iterator[Decimal]:
        self.page.text(row, 1, key.name, self.style("body"))
        for column, (formula, value) in enumerate(self._cells(row, key, groups), 2):
            count = column < 4
            self._number(row, column, formula, value, count=count)
            yield value
        value = ZERO
        self._number(
            row,
            LAST + 1,
            f"ROUND(SUM(D{row}:{column_letters(LAST - 1)}{row})-{column_letters(LAST)}{row},6)",
            value,
        )
        yield value

    def _sums(self, row: int, first: int, last: int, values: list[list[Decimal]], *, counted: bool) -> None:
        self.page.text(row, 1, self.plan.say("total"), self.style("body", "result"))
        for column in range(2, LAST + 2):
            letter = column_letters(column)
            value = sum((line[column - 2] for line in values), ZERO)
            if column < 4 and not counted:  # a project has amounts in several years
                self.page.text(row, column, "", self.style("body", "result"))
            else:
                formula = f"SUM({letter}{first}:{letter}{last})" if values else "0"
                self._number(row, column, formula, value, "result", count=column < 4)

    def _number(self, row: int, column: int, formula: str, value: Decimal, *more: str, count: bool = False) -> None:
        form = theme.number_format(0) if count else gap_format(self.plan)
        self.page.formula(row, column, formula, value, self.style("body", *more, "number", num_format=form))

    def _cells(self, row: int, key: Key, groups: Groups) -> Iterator[tuple[str, Decimal]]:
        """Formula and value of each column but the first and the last."""
        sums = Sums(self.plan, key, f"$A{row}", groups)
        for side in ("left", "right"):
            yield sums.count(side)
        yield sums.amount("left")
        yield sums.paired()
        yield sums.crossing("left", -1)
        yield sums.crossing("right", 1)
        for state in ("only", "pending", "bundle"):
            yield sums.amount("left", state, -1)
            yield sums.amount("right", state, 1)
        yield sums.amount("right")
