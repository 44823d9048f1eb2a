"""A region as a linear program in floating point, whose answers are made exact or not used.

Feasible: the solution is completed to exact values and checked. Infeasible: the multipliers (a Farkas ray) are made
exact on their support, where they are the solution of a small linear system, and checked. HiGHS does the floating
part; without it, or where neither can be made exact, the caller asks the exact simplex.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from recon.localise.solver.elimination import completed, kernel
from recon.localise.solver.numbers import Number, counted, floating, whole
from recon.localise.solver.simplex import Reason
from recon.localise.solver.system import Constraint
from recon.localise.solver.work import OutOfWorkError, Work


class Proof(NamedTuple):
    """A lower bound that follows from the relations and these bounds, with the reasons and ends of the bounds."""

    least: Number | None
    reasons: set[Reason]
    ends: dict[int, Number]


Bounds = tuple[Number | None, Number | None, Reason, Reason]
SHRUNK = (
    0.2,
    1e-3,
    1e-5,
    0.0,
)  #: parts of an interval left unused at either end, so that a solution can be rounded
BUILDING = 4  #: steps that a coefficient takes from the relations to the solver and back
PIVOTING = 400  #: coefficients that the solver looks at in a step
GRID = 10**6  #: parts of a unit to which a solution is rounded before it is completed
INFINITE = 1e30
SMALL = 1e-7


@cache
def solver() -> Any:
    """The module highspy, or None where it is not installed. Imported when first needed: a fifth of a second."""
    try:
        import highspy
    except ImportError:
        return None
    return highspy


def quiet() -> Any:
    """A solver that prints nothing: the public class greets on standard output before it can be told not to."""
    highspy = solver()
    highs = getattr(highspy.highs, "_Highs", highspy.Highs)()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    return highs


#: A row of a model: coefficients by column, and its ends.
Line = tuple[Sequence[tuple[int, float]], float, float]


def model(cost: Sequence[float], ends: Sequence[tuple[float, float]], rows: Sequence[Line]) -> Any:
    """A linear program as the solver takes it; ``ends``: of the columns."""
    import numpy as np

    made = solver().HighsLp()
    made.num_col_, made.num_row_ = len(cost), len(rows)
    made.col_cost_ = np.array(cost)
    made.col_lower_, made.col_upper_ = np.array(ends).reshape(-1, 2).T.copy()
    made.row_lower_ = np.array([low for _, low, _ in rows], dtype=float)
    made.row_upper_ = np.array([high for _, _, high in rows], dtype=float)
    made.a_matrix_.format_ = solver().MatrixFormat.kRowwise
    made.a_matrix_.start_ = np.cumsum([0, *(len(terms) for terms, _, _ in rows)])
    made.a_matrix_.index_ = np.array([c for terms, _, _ in rows for c, _ in terms])
    made.a_matrix_.value_ = np.array([k for terms, _, _ in rows for _, k in terms])
    return made


class _Model:
    """The relations of a program inside the solver, in deviations from where values stood when it was made."""

    def __init__(self, order: Sequence[int], rows: Sequence[Constraint], at: Mapping[int, Number], work: Work) -> None:
        self.order = list(order)
        self.at = dict(at)
        self.work = work
        self.size = len(order) + sum(len(row.terms) for row in rows)
        self.column = {v: n for n, v in enumerate(self.order)}
        self.cost: Mapping[int, int] = {}
        self.ends: dict[int, tuple[float, float]] = {}
        self.asked: dict[int, tuple[Bounds, float, Number | None]] = {}  #: what the ends were made of
        self.highs = quiet()
        self.highs.setOptionValue("presolve", "off")
        self.highs.setOptionValue("solver", "simplex")
        self.work.spend(BUILDING * self.size)
        lines = []
        for row in rows:
            end = -floating(row.excess(self.at))
            terms = [(self.column[v], float(c)) for c, v in row.terms]
            lines.append((terms, end if row.operator == "=" else -INFINITE, end))
        count = len(self.order)
        self.highs.passModel(model([0.0] * count, [(-INFINITE, INFINITE)] * count, lines))

    def run(
        self,
        bounds: Mapping[int, Bounds],
        shrunk: float,
        cost: Mapping[int, int],
        tight: Mapping[int, Number],
    ) -> Any:
        """The solver after a question: only bounds and costs that differ from the last one are passed on."""
        import numpy as np

        changed = []
        for variable in self.order:
            asked = bounds[variable], shrunk, tight.get(variable)
            if (before := self.asked.get(variable)) is not None and (before[0] is asked[0] and before[1:] == asked[1:]):
                continue
            self.asked[variable] = asked
            ends = self._ends(variable, *asked)
            if self.ends.get(variable) != ends:
                self.ends[variable] = ends
                changed.append(variable)
        if changed:
            self.highs.changeColsBounds(
                len(changed),
                np.array([self.column[v] for v in changed], dtype=np.int32),
                np.array([self.ends[v][0] for v in changed]),
                np.array([self.ends[v][1] for v in changed]),
            )
        for variable in {*self.cost, *cost}:
            self.highs.changeColCost(self.column[variable], float(cost.get(variable, 0)))
        self.cost = dict(cost)
        each = 1 + self.size // PIVOTING
        self.work.spend(self.size // 4)
        self.highs.setOptionValue("simplex_iteration_limit", min(max(self.work.left, 0) // each, 10**9))
        self.highs.run()
        if self.highs.getModelStatus() == solver().HighsModelStatus.kIterationLimit:
            raise OutOfWorkError
        self.work.spend(max(self.highs.getInfo().simplex_iteration_count, 0) * each)
        return self.highs

    def _ends(self, variable: int, bounds: Bounds, shrunk: float, tight: Number | None) -> tuple[float, float]:
        low, high = (tight, tight) if tight is not None else bounds[:2]
        at = self.at[variable]
        first = -INFINITE if low is None else floating(low - at)
        last = INFINITE if high is None else floating(high - at)
        if low is not None and high is not None and last > first:
            room = shrunk * (last - first)
            first, last = first + room, last - room
        return first, max(first, last)


@dataclass
class Program:
    """Variables with bounds, and relations between them; ``at``: values near which the answer lies."""

    bounds: Mapping[int, Bounds]
    rows: Sequence[Constraint]
    at: Mapping[int, Number]
    work: Work = field(default_factory=Work)

    model: _Model | None = None  #: of the same variables and relations, from an earlier question

    def __post_init__(self) -> None:
        self.order = list(self.bounds)
        self.nearest: dict[int, Number] = {}  #: values that nearly satisfy all, after an undecided answer

    def contradiction(self) -> set[Reason] | dict[int, Number] | None:
        """Exact values that satisfy all, or the reasons of bounds that contradict each other; None if undecided.

        Intervals are first narrowed, so that a solution leaves room to be made exact. Where that fails although the
        whole intervals would do, bounds that can only just be met together are taken as met, and it is tried again.
        """
        tight: dict[int, Number] = {}
        for shrunk in SHRUNK:
            while True:
                answer = self._attempt(shrunk, tight)
                if answer is None or isinstance(answer, dict):
                    if answer:
                        return answer
                    break
                least, reasons, ends = answer
                if least is not None and least > 0:
                    return reasons
                if least != 0 or set(ends) <= set(tight):
                    break
                tight |= ends
        answer = self._attempt(0.0, {}) if tight else None
        return answer.reasons if isinstance(answer, Proof) and (answer.least or 0) > 0 else None

    def _attempt(self, shrunk: float, tight: dict[int, Number]) -> Proof | dict[int, Number] | None:
        """Exact values, or a proof that there are none in the narrowed intervals; None if neither was found."""
        highs = self._run(shrunk, {}, tight)
        status = highs.getModelStatus()
        if status == solver().HighsModelStatus.kOptimal:
            return self._exact_values(highs.getSolution().col_value, tight)
        if status == solver().HighsModelStatus.kInfeasible:
            _, has_ray, ray = highs.getDualRay()
            proofs = (self.proof([sign * y for y in ray], {}) for sign in (1, -1) if has_ray)
            found = [p for p in proofs if p is not None and p.least is not None]
            return max(found, key=lambda p: p.least or 0, default=None)
        return None

    def least(self, variable: int, sign: int) -> Proof | None:
        """The least value of ± a variable with the bounds that prove it; None if undecided."""
        highs = self._run(0.0, {variable: sign}, {})
        status = highs.getModelStatus()
        names = solver().HighsModelStatus
        if status in (names.kUnbounded, names.kUnboundedOrInfeasible):
            return Proof(None, set(), {})
        if status != names.kOptimal:
            return None
        return self.proof(list(highs.getSolution().row_dual), {variable: Fraction(sign)})

    def _run(self, shrunk: float, cost: Mapping[int, int], tight: Mapping[int, Number]) -> Any:
        """The solver after it has answered; it keeps its model and its last answer from question to question."""
        if self.model is None:
            self.model = _Model(self.order, self.rows, self.at, self.work)
        return self.model.run(self.bounds, shrunk, cost, tight)

    def _exact_values(self, found: Sequence[float], tight: Mapping[int, Number]) -> dict[int, Number] | None:
        """Exact values near a solution, if they satisfy everything."""
        assert self.model is not None
        for grid in (1, GRID):
            values = {v: whole(self.model.at[v] + counted(d, grid)) for v, d in zip(self.order, found, strict=True)}
            for variable, (low, high, _, _) in self.bounds.items():
                if variable in tight:
                    values[variable] = tight[variable]
                elif low is not None and low == high:
                    values[variable] = low
            if grid == GRID:
                self.nearest = values
                equations = [row for row in self.rows if row.operator == "="]
                inner = {
                    v for v, (low, high, _, _) in self.bounds.items() if v not in tight and (low is None or low != high)
                }
                fitted = completed(equations, values, inner)
                if fitted is None:
                    return None
                values = fitted
            if self._holds(values):
                return values
        return None

    def _holds(self, values: Mapping[int, Number]) -> bool:
        for variable, (low, high, _, _) in self.bounds.items():
            value = values[variable]
            if (low is not None and value < low) or (high is not None and value > high):
                return False
        return all(row.holds(values) for row in self.rows)

    def proof(self, multipliers: Sequence[float], cost: Mapping[int, Fraction]) -> Proof | None:
        """A lower bound of cost · x that follows from multipliers of the rows, with the bounds it rests on.

        cost · x = Σ y·constant + Σ (cost − yA)·x; the second sum is least at the bounds.
        """
        largest = max((abs(y) for y in multipliers), default=0.0)
        support = [n for n, y in enumerate(multipliers) if abs(y) > SMALL * max(largest, SMALL)]
        rows = [self.rows[n] for n in support]
        rest: dict[int, float] = {v: float(c) for v, c in cost.items()}
        for n, row in zip(support, rows, strict=True):
            for c, v in row.terms:
                rest[v] = rest.get(v, 0.0) - multipliers[n] * float(c)
        zero = {v for v, r in rest.items() if abs(r) <= SMALL * 100 * max(largest, 1.0 if cost else SMALL)}
        exact = kernel(rows, zero, [multipliers[n] for n in support], cost)
        if exact is None:
            return None
        return self._bound(rows, exact, cost)

    def _bound(
        self, rows: Sequence[Constraint], multipliers: Sequence[Fraction], cost: Mapping[int, Fraction]
    ) -> Proof | None:
        total = Fraction(0)
        rest: dict[int, Fraction] = dict(cost)
        for row, y in zip(rows, multipliers, strict=True):
            if row.operator == "≤" and y > 0:
                return None
            total += y * row.constant
            for c, v in row.terms:
                rest[v] = rest.get(v, Fraction(0)) - y * c
        reasons: set[Reason] = set()
        ends: dict[int, Number] = {}
        for v, r in rest.items():
            if not r:
                continue
            low, high, below, above = self.bounds[v]
            end = low if r > 0 else high
            if end is None:
                return None
            total += r * end
            ends[v] = end
            reasons.add(below if r > 0 else above)
        return Proof(whole(total), reasons, ends)
