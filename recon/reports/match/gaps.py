"""Sheet 差额表: by network, region and year the left amount, every kind of difference, and the right amount, all live."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter import Workbook

from recon.match.library import NETWORK, REGION, TOTAL
from recon.model import column_letters
from recon.reports import theme
from recon.reports.excel.page import Page, quoted
from recon.reports.match.comparison import difference, gap_format
from recon.reports.match.layout import HEAD, Line, Plan, State
from recon.schemas.lists import NETWORKS, PROVINCE, REGIONS

#: The kinds of difference between the left and the right amount, in order.
MOVES = (
    "move_paired", "move_out", "move_in", "move_only_left", "move_only_right", "move_pending_left",
    "move_pending_right", "move_bundle_left", "move_bundle_right",
)  # fmt: skip
WIDTH, LAST = 14, 5 + len(MOVES)
ZERO = Decimal(0)


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write the three tables below one another."""
    page = Page(book.add_worksheet(plan.say("gaps")), [18, 8, 8, WIDTH, *[WIDTH - 1] * len(MOVES), WIDTH, 11])
    writer = _Writer(page, style, plan)
    row = writer.table(1, "by_network", [_Key(name, NETWORK, TOTAL) for name in _keys(plan, NETWORK)])
    row = writer.table(row + 1, "by_region", [_Key(name, REGION, TOTAL) for name in _keys(plan, REGION)])
    years = [f.label for f in plan.fields if f.amount and f.label != TOTAL]
    writer.table(row + 1, "by_year", [_Key(label, "", label) for label in years])
    page.finish()
    page.sheet.freeze_panes(0, 1)
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"))


def _keys(plan: Plan, label: str) -> list[str]:
    """What stands in a column of either side, in the order of the form, then by name."""
    known = [*NETWORKS, PROVINCE, *REGIONS]
    sides = (("left", plan.result.left), ("right", plan.result.right))
    found = {plan.text(side, place, label) for side, library in sides for place in range(len(library))}
    return sorted(found, key=lambda name: (known.index(name) if name in known else len(known), name))


@dataclass(frozen=True, slots=True)
class _Key:
    """A row of a table: its name, the column it is looked for in (blank: all lines), and the amount."""

    name: str
    column: str
    amount: str


@dataclass(frozen=True)
class _Writer:
    page: Page
    style: theme.Theme
    plan: Plan

    def table(self, row: int, title: str, keys: list[_Key]) -> int:
        """Title, heads, a row a key, and totals; the row after them."""
        plan, page = self.plan, self.page
        page.merged(
            row, 1, LAST + 1, f"{plan.say(title)}　{plan.say('unit')}：{plan.unit}", self.style("section")
        )
        heads = ["count_left", "count_right", "total_left",
                 *MOVES, "total_right", "check"]  # fmt: skip
        first = keys[0].column if keys else ""
        page.texts(row + 1, [first or plan.say("year"), *map(plan.say, heads)], self.style("header"))
        start = row + 2
        values = [list(self._row(start + n, key)) for n, key in enumerate(keys)]
        last = start + len(keys) - 1
        self._sums(last + 1, start, last, values, counted=bool(first))
        return last + 2

    def _row(self, row: int, key: _Key) -> Iterator[Decimal]:
        self.page.text(row, 1, key.name, self.style("body"))
        for column, (formula, value) in enumerate(self._cells(row, key), 2):
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

    def _number(
        self, row: int, column: int, formula: str, value: Decimal, *more: str, count: bool = False
    ) -> None:
        form = theme.number_format(0) if count else gap_format(self.plan)
        self.page.formula(row, column, formula, value, self.style("body", *more, "number", num_format=form))

    def _cells(self, row: int, key: _Key) -> Iterator[tuple[str, Decimal]]:
        """Formula and value of each column but the first and the last."""
        sums = _Sums(self.plan, key, f"$A{row}")
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


@dataclass(frozen=True)
class _Sums:
    """Sums over the comparison for one row of a table: the formula and what it gives."""

    plan: Plan
    key: _Key
    cell: str  #: where the key's name stands

    def span(self, column: str) -> str:
        """The cells of a column of the comparison."""
        letter = column_letters(self.plan.columns[column])
        last = max(HEAD + len(self.plan.lines), HEAD + 1)
        return f"{quoted(self.plan.say('comparison'))}!${letter}${HEAD + 1}:${letter}${last}"

    def _is(self, state: State) -> str:
        return f'{self.span("state")},"{self.plan.say(f"state_{state}")}"'

    def _with(self, side: str) -> str:
        return f"{self.span(f'{side} {self.key.column}')},{self.cell}"

    def _at(self, line: Line, side: str) -> bool:
        place = line.left if side == "left" else line.right
        if place is None:
            return False
        return not self.key.column or self.plan.text(side, place, self.key.column) == self.key.name

    def _sum(self, side: str, lines: Iterable[Line]) -> Decimal:
        places = ((line.left if side == "left" else line.right) for line in lines)
        return sum((self.plan.money(side, p, self.key.amount) or ZERO for p in places), ZERO)

    def _lines(self, *tests: Callable[[Line], bool]) -> Iterator[Line]:
        return (line for line in self.plan.lines if all(test(line) for test in tests))

    def count(self, side: str) -> tuple[str, Decimal]:
        """Projects of a side; of an amount, those that tell it."""
        if self.key.column:
            value = sum(1 for _ in self._lines(lambda line: self._at(line, side)))
            return f"COUNTIFS({self._with(side)})", Decimal(value)
        library = self.plan.side(side)
        told = sum(library.amount(p, self.key.amount) is not None for p in range(len(library)))
        return f"COUNT({self.span(f'{side} {self.key.amount}')})", Decimal(told)

    def amount(self, side: str, state: State | None = None, sign: int = 1) -> tuple[str, Decimal]:
        """The amount of a side, of all its lines or of those in one state."""
        wanted = [*([self._is(state)] if state else []), *([self._with(side)] if self.key.column else [])]
        span = self.span(f"{side} {self.key.amount}")
        formula = f"SUMIFS({','.join((span, *wanted))})" if wanted else f"SUM({span})"
        lines = self._lines(lambda line: self._at(line, side) and state in (None, line.state))
        return ("-" if sign < 0 else "") + formula, sign * self._sum(side, lines)

    def paired(self) -> tuple[str, Decimal]:
        """Differences of pairs that stand under the same key on both sides."""
        wanted = [self._is("paired"), *([self._with("left"), self._with("right")] if self.key.column else [])]
        lines = self._lines(
            lambda line: line.pair is not None and self._at(line, "left") and self._at(line, "right")
        )
        value = sum((difference(self.plan, line, self.key.amount) or ZERO for line in lines), ZERO)
        return f"SUMIFS({self.span(f'gap {self.key.amount}')},{','.join(wanted)})", value

    def crossing(self, side: str, sign: int) -> tuple[str, Decimal]:
        """The amount of a side of pairs that stand under another key on the other side."""
        if not self.key.column:
            return "0", ZERO
        other = "right" if side == "left" else "left"
        span, paired = self.span(f"{side} {self.key.amount}"), self._is("paired")
        here, both = f"{paired},{self._with(side)}", f"{paired},{self._with(side)},{self._with(other)}"
        first, second = (
            ("SUMIFS({1})-SUMIFS({0})" if sign < 0 else "SUMIFS({0})-SUMIFS({1})").format(
                f"{span},{here}", f"{span},{both}"
            ),
            self._sum(
                side,
                self._lines(lambda x: x.pair is not None and self._at(x, side) and not self._at(x, other)),
            ),
        )
        return first, sign * second
