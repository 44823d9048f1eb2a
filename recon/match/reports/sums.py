"""Sums over the comparison: each as a live formula and as the value it gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from recon.match.reports.comparison import difference
from recon.match.reports.layout import HEAD, Line, Plan, State
from recon.model import column_letters
from recon.reports.excel.page import quoted

ZERO = Decimal(0)
#: Side and what stands in a column → lines.
Groups = Mapping[tuple[str, str], Sequence[Line]]


@dataclass(frozen=True, slots=True)
class Key:
    """A row of a table: its name, the column it is looked for in (blank: all lines), and the amount."""

    name: str
    column: str
    amount: str


def grouped(plan: Plan, column: str) -> Groups:
    """The lines by side and by what stands there in a column; nothing for no column."""
    found: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in plan.lines if column else ():
        for side, place in (("left", line.left), ("right", line.right)):
            if place is not None:
                found[side, plan.text(side, place, column)].append(line)
    return found


@dataclass(frozen=True)
class Sums:
    """Sums over the comparison for one row of a table: the formula and what it gives."""

    plan: Plan
    key: Key
    cell: str  #: where the key's name stands
    groups: Groups

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
        return not self.key.column or self.plan.text(side, place, self.key.column) == self.key.name

    def _sum(self, side: str, lines: Iterable[Line]) -> Decimal:
        places = ((line.left if side == "left" else line.right) for line in lines)
        return sum((self.plan.money(side, p, self.key.amount) or ZERO for p in places), ZERO)

    def _lines(self, side: str) -> Sequence[Line]:
        return self.groups.get((side, self.key.name), ()) if self.key.column else self.plan.lines

    def count(self, side: str) -> tuple[str, Decimal]:
        """Projects of a side; of an amount, those that tell it."""
        if self.key.column:
            return f"COUNTIFS({self._with(side)})", Decimal(len(self._lines(side)))
        library = self.plan.side(side)
        told = sum(library.amount(p, self.key.amount) is not None for p in range(len(library)))
        return f"COUNT({self.span(f'{side} {self.key.amount}')})", Decimal(told)

    def amount(self, side: str, state: State | None = None, sign: int = 1) -> tuple[str, Decimal]:
        """The amount of a side, of all its lines or of those in one state."""
        wanted = [*([self._is(state)] if state else []), *([self._with(side)] if self.key.column else [])]
        span = self.span(f"{side} {self.key.amount}")
        formula = f"SUMIFS({','.join((span, *wanted))})" if wanted else f"SUM({span})"
        lines = (line for line in self._lines(side) if state in (None, line.state))
        return ("-" if sign < 0 else "") + formula, sign * self._sum(side, lines)

    def paired(self) -> tuple[str, Decimal]:
        """Differences of pairs that stand under the same key on both sides."""
        wanted = [self._is("paired"), *([self._with("left"), self._with("right")] if self.key.column else [])]
        lines = (line for line in self._lines("left") if line.pair and self._at(line, "right"))
        value = sum((difference(self.plan, line, self.key.amount) or ZERO for line in lines), ZERO)
        return f"SUMIFS({self.span(f'gap {self.key.amount}')},{','.join(wanted)})", value

    def crossing(self, side: str, sign: int) -> tuple[str, Decimal]:
        """The amount of a side of pairs that stand under another key on the other side."""
        if not self.key.column:
            return "0", ZERO
        other = "right" if side == "left" else "left"
        span, paired = self.span(f"{side} {self.key.amount}"), self._is("paired")
        here, both = f"{paired},{self._with(side)}", f"{paired},{self._with(side)},{self._with(other)}"
        term = "SUMIFS({1})-SUMIFS({0})" if sign < 0 else "SUMIFS({0})-SUMIFS({1})"
        lines = (line for line in self._lines(side) if line.pair and not self._at(line, other))
        return term.format(f"{span},{here}", f"{span},{both}"), sign * self._sum(side, lines)
