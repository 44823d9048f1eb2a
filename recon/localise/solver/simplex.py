"""Linear feasibility in exact arithmetic, with the bounds that contradict each other where there is none.

The general simplex of Dutertre and de Moura (A Fast Linear-Arithmetic Solver for DPLL(T), CAV 2006): every
relation is a row solved for its basic variable, every variable has two bounds that may be changed at any time, and
the row that cannot be mended names an irreducible set of contradicting bounds (a Farkas certificate). Nothing is
rounded, so neither answer can be wrong.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from recon.localise.solver.numbers import Number, divide, size, whole
from recon.localise.solver.work import Work

#: What a bound rests on; None for a bound nobody can lift.
Reason = Hashable | None
PATIENCE = 60  #: pivots by largest violation before Bland's rule, which cannot cycle


class Simplex:
    """Variables with bounds, rows between them, and a value for each that satisfies all rows."""

    def __init__(self, work: Work | None = None) -> None:
        self.work = work or Work()
        self.rows: dict[int, dict[int, Number]] = {}  #: basic variable → its row over nonbasic ones
        self.columns: list[set[int]] = []  #: variable → the basic variables whose rows mention it
        self.value: list[Number] = []
        self.low: list[Number | None] = []
        self.high: list[Number | None] = []
        self.reasons: list[tuple[Reason, Reason]] = []

    def variable(self, value: Number = 0) -> int:
        """A new variable without bounds."""
        self.columns.append(set())
        self.value.append(value)
        self.low.append(None)
        self.high.append(None)
        self.reasons.append((None, None))
        return len(self.value) - 1

    def row(self, terms: Iterable[tuple[Number, int]]) -> int:
        """A new variable that equals Σ coefficient · variable."""
        solved: dict[int, Number] = {}
        for coefficient, variable in terms:
            if variable in self.rows:
                _add(solved, coefficient, self.rows[variable])
            else:
                _add(solved, coefficient, {variable: 1})
        total: Number = 0
        for variable, coefficient in solved.items():
            total += coefficient * self.value[variable]
        basic = self.variable(whole(total))
        self.rows[basic] = solved
        for variable in solved:
            self.columns[variable].add(basic)
        return basic

    def bound(self, variable: int, low: Number | None, high: Number | None, reasons: tuple[Reason, Reason]) -> None:
        """Set both bounds of a variable (None: no bound); a nonbasic value is moved inside."""
        self.low[variable], self.high[variable], self.reasons[variable] = low, high, reasons
        if variable not in self.rows:
            value = self.value[variable]
            if low is not None and value < low:
                self._move(variable, low)
            elif high is not None and value > high:
                self._move(variable, high)

    def check(self) -> set[Reason] | None:
        """None if all bounds can hold together; else the reasons of bounds that contradict each other."""
        for variable, (low, high) in enumerate(zip(self.low, self.high, strict=True)):
            if low is not None and high is not None and low > high:
                return set(self.reasons[variable])
        pivots = 0
        while (basic := self._worst(eager := pivots < PATIENCE + len(self.rows))) is not None:
            low, high = self.low[basic], self.high[basic]
            rising = low is not None and self.value[basic] < low
            entering = self._entering(basic, rising, eager)
            if entering is None:
                return self._conflict(basic, rising)
            target = low if rising else high
            assert target is not None
            self._pivot_to(basic, entering, target)
            pivots += 1
        return None

    def _worst(self, by_size: bool) -> int | None:
        """A basic variable outside its bounds: the farthest out, or the first (Bland)."""
        worst, most = None, 0
        for basic in self.rows:
            value, low, high = self.value[basic], self.low[basic], self.high[basic]
            out: Number = 0
            if low is not None and value < low:
                out = low - value
            elif high is not None and value > high:
                out = value - high
            if out:
                if by_size:
                    if out > most:
                        worst, most = basic, out  # type: ignore[assignment]
                elif worst is None or basic < worst:
                    worst = basic
        return worst

    def _can(self, variable: int, rising: bool) -> bool:
        """Whether a nonbasic variable has room to move."""
        end = self.high[variable] if rising else self.low[variable]
        return end is None or (self.value[variable] < end if rising else self.value[variable] > end)

    def _entering(self, basic: int, rising: bool, eager: bool) -> int | None:
        """A nonbasic variable that can move the basic one; if ``eager`` one without bounds, which stays basic for good,
        or else the one with the fewest rows to rewrite; if not, the first (Bland).
        """
        able = (v for v, a in self.rows[basic].items() if self._can(v, (a > 0) == rising))
        if not eager:
            return min(able, default=None)
        return min(able, key=lambda v: (self._bounded(v), len(self.columns[v]), v), default=None)

    def _bounded(self, variable: int) -> bool:
        return self.low[variable] is not None or self.high[variable] is not None

    def _conflict(self, basic: int, rising: bool) -> set[Reason]:
        found = {self.reasons[basic][0 if rising else 1]}
        for variable, coefficient in self.rows[basic].items():
            found.add(self.reasons[variable][1 if (coefficient > 0) == rising else 0])
        return found

    def _move(self, variable: int, value: Number) -> None:
        """Give a nonbasic variable another value; the basic ones follow."""
        step = value - self.value[variable]
        self.value[variable] = value
        for basic in self.columns[variable]:
            self.value[basic] = whole(self.value[basic] + self.rows[basic][variable] * step)

    def _pivot_to(self, basic: int, entering: int, value: Number) -> None:
        """Bring a basic variable to ``value`` by moving a nonbasic one, then exchange them."""
        step = divide(value - self.value[basic], self.rows[basic][entering])
        self._move(entering, whole(self.value[entering] + step))
        self._pivot(basic, entering)

    def _pivot(self, basic: int, entering: int) -> None:
        row = self.rows.pop(basic)
        pivot = row.pop(entering)
        solved = {v: divide(-a, pivot) for v, a in row.items()}
        solved[basic] = divide(1, pivot)
        for variable in row:
            self.columns[variable].discard(basic)
        users = self.columns[entering]
        users.discard(basic)
        self.work.spend(10 + 2 * len(self.rows) + (1 + len(users)) * len(solved))
        for user in users:
            other = self.rows[user]
            factor = other.pop(entering)
            for variable, a in solved.items():
                was = other.get(variable)
                now = factor * a if was is None else was + factor * a
                if now:
                    other[variable] = whole(now)
                    if was is None:
                        self.columns[variable].add(user)
                else:
                    del other[variable]
                    self.columns[variable].discard(user)
        self.columns[entering] = set()
        self.rows[entering] = solved
        for variable in solved:
            self.columns[variable].add(entering)

    def extreme(self, variable: int, rising: bool) -> tuple[Number | None, set[Reason]]:
        """The greatest (or least) value a variable can take where all bounds hold, and the bounds that stop it.

        None if nothing stops it. Call it after a :meth:`check` that found no contradiction.
        """
        while True:
            row = self.rows.get(variable, {variable: 1})
            for entering in sorted(row):
                if self._can(entering, (row[entering] > 0) == rising):
                    moved = self._advance(entering, (row[entering] > 0) == rising)
                    if moved is None:
                        return None, set()
                    if moved:
                        break
            else:
                stops = {self.reasons[v][1 if (a > 0) == rising else 0] for v, a in row.items()}
                return self.value[variable], stops

    def _advance(self, entering: int, rising: bool) -> bool | None:
        """Move a nonbasic variable as far as the bounds allow (Bland's ratio test).

        Whether another variable stopped it and was exchanged with it; None if nothing stops it.
        """
        end = self.high[entering] if rising else self.low[entering]
        room = None if end is None else size(end - self.value[entering])
        leaving: int | None = None
        for basic, limit in self._limits(entering, rising):
            if room is None or limit < room or (limit == room and leaving is not None and basic < leaving):
                room, leaving = limit, basic
        if room is None:
            return None
        self._move(entering, whole(self.value[entering] + (room if rising else -room)))
        if leaving is not None:
            self._pivot(leaving, entering)
        return leaving is not None

    def _limits(self, entering: int, rising: bool) -> Iterator[tuple[int, Number]]:
        """How far each row lets a nonbasic variable move."""
        for basic in self.columns[entering]:
            coefficient = self.rows[basic][entering]
            end = self.high[basic] if (coefficient > 0) == rising else self.low[basic]
            if end is not None:
                yield basic, divide(size(end - self.value[basic]), size(coefficient))


def _add(row: dict[int, Number], factor: Number, other: dict[int, Number]) -> None:
    """row += factor · other, without zeros."""
    for variable, coefficient in other.items():
        now = whole(row.get(variable, 0) + factor * coefficient)
        if now:
            row[variable] = now
        else:
            row.pop(variable, None)
