"""Small sparse linear systems solved exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from recon.localise.solver.numbers import Number, divide, whole
from recon.localise.solver.system import Constraint

Row = dict[int, Number]


def triangular(rows: Iterable[tuple[Row, Number]]) -> list[tuple[int, Row, Number]] | None:
    """Rows Σ a·x = b, each solved for a variable that later ones do not mention; None if they contradict each other.

    The row with the fewest variables goes first, and of them the variable in the fewest rows: little is filled in.
    """
    left = {n: (dict(row), b) for n, (row, b) in enumerate(rows)}
    users: dict[int, set[int]] = {}
    for n, (row, _) in left.items():
        for v in row:
            users.setdefault(v, set()).add(n)
    solved: list[tuple[int, Row, Number]] = []
    while left:
        n = min(left, key=lambda k: (len(left[k][0]), k))
        row, b = left.pop(n)
        if not row:
            if b:
                return None
            continue
        for v in row:
            users[v].discard(n)
        pivot = min(row, key=lambda v: (len(users[v]), v))
        for k in list(users[pivot]):
            other, c = left[k]
            factor = divide(other[pivot], row[pivot])
            for v, a in row.items():
                now = whole(other.get(v, 0) - factor * a)
                if now:
                    other[v] = now
                    users[v].add(k)
                else:
                    other.pop(v, None)
                    users[v].discard(k)
            left[k] = other, whole(c - factor * b)
        solved.append((pivot, row, b))
    return solved


def solution(solved: Sequence[tuple[int, Row, Number]], others: Mapping[int, Number]) -> dict[int, Number]:
    """The variables of triangular rows, those not solved for being as in ``others`` (0 where it has none)."""
    values: dict[int, Number] = {}
    for pivot, row, b in reversed(solved):
        rest = b
        for v, a in row.items():
            if v != pivot:
                rest -= a * (values[v] if v in values else others.get(v, 0))
        values[pivot] = divide(rest, row[pivot])
    return values


def completed(
    equations: Sequence[Constraint], values: Mapping[int, Number], movable: set[int]
) -> dict[int, Number] | None:
    """The values, some of the movable ones corrected so that every equation holds; None if that is impossible."""
    off = [e for e in equations if not e.holds(values)]
    if not off:
        return dict(values)
    rows = [
        ({v: c for c, v in e.terms if v in movable}, whole(-e.excess(values)))
        for e in _connected(equations, off, movable)
    ]
    solved = triangular(rows)
    if solved is None:
        return None
    corrections = solution(solved, {})
    return {v: whole(x + corrections.get(v, 0)) for v, x in values.items()}


def _connected(equations: Sequence[Constraint], off: Sequence[Constraint], movable: set[int]) -> list[Constraint]:
    """The equations that a correction of ``off`` may reach through movable variables."""
    users: dict[int, list[int]] = {}
    for n, equation in enumerate(equations):
        for _, v in equation.terms:
            if v in movable:
                users.setdefault(v, []).append(n)
    wanted = {id(e) for e in off}
    edge = [n for n, e in enumerate(equations) if id(e) in wanted]
    reached = set(edge)
    while edge:
        for _, v in equations[edge.pop()].terms:
            new = set(users.get(v, ())) - reached
            reached |= new
            edge += new
    return [equations[n] for n in sorted(reached)]


def kernel(
    rows: Sequence[Constraint], zero: set[int], near: Sequence[float], cost: Mapping[int, Fraction]
) -> list[Fraction] | None:
    """Exact multipliers near given ones under which Σ y·row equals ``cost`` at the variables of ``zero``.

    Where that leaves them open, they are taken as fractions of small denominators in the ratio given.
    """
    columns: dict[int, Row] = {v: {} for v in sorted(zero)}
    for n, row in enumerate(rows):
        for c, v in row.terms:
            if v in zero:
                columns[v][n] = whole(columns[v].get(n, 0) + c)
    solved = triangular((row, cost.get(v, 0)) for v, row in columns.items())
    if solved is None:
        return None
    pivots = {pivot for pivot, _, _ in solved}
    unit = 1.0 if cost else max((abs(y) for n, y in enumerate(near) if n not in pivots), default=1.0)
    others = {n: Fraction(y / unit).limit_denominator(1000) for n, y in enumerate(near) if n not in pivots}
    values = {**others, **solution(solved, others)}
    return [Fraction(values[n]) for n in range(len(rows))]
