"""Trial values that nearly satisfy a large system, from a floating-point solver: where the exact search may start.

Nothing is concluded from them. The linear program asks for the least weighted sum of what prints are moved beyond
their intervals; it is stated in deviations from what is printed, so that large figures lose no digits.
"""

from __future__ import annotations

from collections.abc import Sequence

from recon.localise.solver.numbers import Number, counted, divide, floating
from recon.localise.solver.program import BUILDING, INFINITE, PIVOTING, Line, model, quiet, solver
from recon.localise.solver.system import System
from recon.localise.solver.work import Work

LARGE = 2000  #: relations from which an interior point is found sooner than a vertex
NARROW = 0.1  #: part of an interval that is left at either end: the sum of excesses pushes values to the ends


def trial(system: System, work: Work) -> dict[int, Number]:
    """A value for each variable; what is printed where there is no solver or it takes too long."""
    reference = references(system)
    if solver() is None:
        return reference
    columns = _Columns(system, reference)
    highs = quiet()
    size = len(columns.cost) + sum(len(terms) for terms, _, _ in columns.rows)
    work.spend(BUILDING * size)
    highs.setOptionValue("simplex_iteration_limit", min(work.left // (1 + size // PIVOTING), 10**9))
    if len(columns.rows) > LARGE:
        highs.setOptionValue("solver", "ipm")
        highs.setOptionValue("run_crossover", "off")
    highs.passModel(model(columns.cost, list(zip(columns.low, columns.high, strict=True)), columns.rows))
    highs.run()
    solution = highs.getSolution()
    if not solution.value_valid:
        return reference
    return summed(system, columns.values(solution.col_value))


def summed(system: System, values: dict[int, Number]) -> dict[int, Number]:
    """The values with the first variable of each equation made what the others give, from the parts up.

    Builders put a total first, so that after this few equations are left that do not hold.
    """
    heads: dict[int, int] = {}
    for n, constraint in enumerate(system.constraints):
        if constraint.operator == "=":
            heads.setdefault(constraint.terms[0][1], n)
    done: set[int] = set()
    for head in heads:
        stack = [(head, False)]
        while stack:
            variable, ready = stack.pop()
            if variable not in heads or (variable in done and not ready):
                continue
            constraint = system.constraints[heads[variable]]
            if ready:
                (first, _), *rest = constraint.terms
                others = sum((c * values[v] for c, v in rest), start=-constraint.constant)
                values[variable] = divide(-others, first)
            else:
                done.add(variable)
                stack.append((variable, True))
                stack += [(v, False) for _, v in constraint.terms[1:] if v not in done]
    return values


def references(system: System) -> dict[int, Number]:
    """What is printed for each variable (its finest print), else what an equation makes of the others, else 0."""
    values: dict[int, Number] = {}
    for variable, prints in system.on.items():
        finest = prints[0] if len(prints) == 1 else min(prints, key=lambda n: system.prints[n].step)
        values[variable] = system.prints[finest].value
    open_ = set(system.variables - values.keys())
    edge = [n for n, c in enumerate(system.constraints) if c.operator == "="] if open_ else []
    while edge and open_:
        constraint = system.constraints[edge.pop()]
        unknown = [(c, v) for c, v in constraint.terms if v in open_]
        if len(unknown) == 1:
            ((coefficient, variable),) = unknown
            rest = sum((c * values[v] for c, v in constraint.terms if v != variable), start=-constraint.constant)
            values[variable] = divide(-rest, coefficient)
            open_.discard(variable)
            edge += [n for n in system.touching[variable] if system.constraints[n].operator == "="]
    return values | dict.fromkeys(open_, 0)


class _Columns:
    """The linear program: for a variable its place in the interval and its excess both ways."""

    def __init__(self, system: System, reference: dict[int, Number]) -> None:
        self.system = system
        self.reference = reference
        self.cost: list[float] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.of: dict[int, list[tuple[int, int]]] = {}  #: variable → columns that sum to its deviation
        self.rows: list[Line] = []
        for variable, value in reference.items():
            self._variable(variable, value)
        for constraint in system.constraints:
            if len(constraint.terms) == 1:
                continue
            constant = -floating(constraint.excess(reference))
            terms = [(c, s * float(k)) for k, v in constraint.terms for c, s in self.of[v]]
            self.rows.append((terms, constant if constraint.operator == "=" else -INFINITE, constant))

    def _column(self, cost: float, low: float, high: float) -> int:
        self.cost.append(cost)
        self.low.append(low)
        self.high.append(high)
        return len(self.cost) - 1

    def _variable(self, variable: int, value: Number) -> None:
        prints = self.system.on.get(variable, [])
        if len(prints) == 1:
            self.of[variable] = self._print(prints[0], value)
            return
        free = self._column(0.0, -INFINITE, INFINITE)
        self.of[variable] = [(free, 1)]
        for n in prints:
            terms = [(free, 1.0), *((c, float(-s)) for c, s in self._print(n, value))]
            self.rows.append((terms, 0.0, 0.0))

    def _print(self, n: int, value: Number) -> list[tuple[int, int]]:
        told = self.system.prints[n]
        low = -INFINITE if told.low is None else floating(told.low - value)
        high = INFINITE if told.high is None else floating(told.high - value)
        if told.low is not None and told.high is not None:
            low, high = low + NARROW * (high - low), high - NARROW * (high - low)
        weight = float(told.weight)
        inside = self._column(0.0, low, max(low, high))
        return [
            (inside, 1),
            (self._column(weight, 0.0, INFINITE), 1),
            (self._column(weight, 0.0, INFINITE), -1),
        ]

    def values(self, found: Sequence[float]) -> dict[int, Number]:
        """The solution in exact numbers near it."""
        return {
            v: self.reference[v] + counted(sum(s * found[c] for c, s in columns), 1) for v, columns in self.of.items()
        }
