"""Amounts of submissions as figures, and the outcome of comparing them: within a file or across files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from recon import units
from recon.figures import of_cell
from recon.model import Coordinate, Figure, Interval, Operator, Outcome, Side, Term, Verdict
from recon.relations import Relation
from recon.rules.judging import judge, rounded
from recon.rules.nodes import Exact, Node
from recon.rules.outcomes import made
from recon.submission import Submission


def figure(report: Submission, place: int, label: str, *, outside: bool = False) -> Figure | None:
    """The amount of a project as a printed figure in its report's unit; None where the cell is blank.

    ``outside``: as seen from another file, so that its cell names its own file.
    """
    value = report.amount(place, label)
    if value is None:
        return None
    ulp = report.ulp(place, label)
    cell = report.outside(place, label) if outside else report.cell(place, label)
    at = coordinate(report, place, label)
    return of_cell(str(cell), at, value, report.unit, ulp, cell)


def coordinate(report: Submission, place: int, label: str) -> Coordinate:
    """The coordinate of an amount of a project."""
    item = report.text(place, "项目名称") or report.text(place, "项目代码")
    return Coordinate(label, item, report.month, report.text(place, "地区"))


def side(figures: Sequence[Figure], unit: str) -> Side:
    """The sum of figures, each converted exactly to ``unit``."""
    terms = []
    for f in figures:
        factor = units.ratio(units.parse(f.unit), units.parse(unit))
        assert factor is not None, (f.unit, unit)
        low, high = f.interval.low * factor, f.interval.high * factor
        terms.append(Term(f, 1, f.value * factor, Interval(low, high)))
    return summed(terms)


def summed(terms: Sequence[Term], factor: Decimal = Decimal(1), formula: str = "") -> Side:
    """The sum of closed terms by their signs, times ``factor``."""
    value = sum((t.value if t.sign > 0 else -t.value for t in terms), Decimal(0)) * factor
    low = sum((t.interval.low if t.sign > 0 else -t.interval.high for t in terms), Decimal(0)) * factor
    high = sum((t.interval.high if t.sign > 0 else -t.interval.low for t in terms), Decimal(0)) * factor
    return Side(value, Interval(low, high), tuple(terms), formula)


def sum_of(side: Side) -> Node:
    """A side as the judge sees it; its terms are plain prints or have no part in grading."""
    widths = [_exact(t.interval.high) - _exact(t.interval.low) for t in side.terms]
    ends = side.interval
    return replace(
        rounded(Fraction(side.value), 0, sum((w * w for w in widths), start=Fraction(0))),
        low=_exact(ends.low),
        high=_exact(ends.high),
        low_open=ends.low_open,
        high_open=ends.high_open,
    )


def _exact(end: Decimal) -> Exact:
    return Fraction(end) if end.is_finite() else float(end)


def equal(left: Side, right: Side) -> Verdict:
    """The verdict on two sums of plain prints."""
    return compared(left, "=", right)


def compared(left: Side, operator: Operator, right: Side) -> Verdict:
    """The verdict on two sums of plain prints."""
    return judge(sum_of(left), operator, sum_of(right))


def outcome(relation: Relation[Any], verdict: Verdict, left: Side, right: Side, at: Coordinate, unit: str) -> Outcome:
    """The outcome of a relation between two sides."""
    where = [t.figure.id for s in (left, right) for t in s.terms]
    identity = repr((relation.code, where, at))
    level = relation.level or "强制性"
    return made(relation, verdict, level, left, right, at, unit, identity, label=relation.code)
