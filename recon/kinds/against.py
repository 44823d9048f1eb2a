"""A submission's totals against the plan's figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from recon import units, workbook
from recon.kinds import targets
from recon.model import Coordinate, Figure, Interval, Outcome, Side, Term, Verdict
from recon.rules.ledger import Writer
from recon.schemas import lists
from recon.units import Unit

if TYPE_CHECKING:
    from recon.kinds.submission import MonthlyData


def plan(data: MonthlyData, path: Path) -> Iterator[Outcome]:
    """Total investment and number of projects of a network against the plan.

    They are equal for what the plan states, at most that for a region the plan does not split. Between a
    submission and the plan one may supersede the other, so a difference is 核实性.
    """
    base = targets.base(workbook.read(path))
    region = lists.REGIONS.get(data.cover["地区"], data.cover["地区"])
    for measure, side in (("总投资", _investment), ("项目数", _count)):
        figures = [
            f for f in base.figures
            if f.coordinate.measure == measure and f.coordinate.item == data.cover["网别"]
        ]  # fmt: skip
        exact = [f for f in figures if f.coordinate.region == region]
        known = exact or [f for f in figures if f.coordinate.region == lists.PROVINCE]
        figure = finest(known)
        if figure and (left := side(data, units.parse(figure.unit))):
            yield _compare(data, left, figure, "=" if exact else "≤")


def finest(figures: Iterable[Figure]) -> Figure | None:
    """The plan's finest print of a coordinate, the first of equals."""
    return min(figures, key=lambda f: f.ulp, default=None)


def stated(figure: Figure) -> Side:
    """A figure of the plan as a side."""
    return Side(figure.value, figure.interval, (Term(figure, 1, figure.value, figure.interval),))


def _investment(data: MonthlyData, unit: Unit) -> Side | None:
    """The sum of 总投资 over the projects, in the plan's unit."""
    factor = units.ratio(data.table.unit, unit)
    rows = data.projects.frame.index.tolist()
    if factor is None or not rows or "总投资" not in data.projects.frame:
        return None
    return Writer(data.table, data.month).side(((row, "总投资") for row in rows), factor)


def _count(data: MonthlyData, unit: Unit) -> Side | None:
    """The number of project rows; it rests on no single cell."""
    count = Decimal(len(data.projects.frame))
    return Side(count, Interval(count, count), ()) if count else None


def _compare(data: MonthlyData, left: Side, figure: Figure, operator: str) -> Outcome:
    right = stated(figure)
    here = Coordinate(figure.coordinate.measure, figure.coordinate.item, data.month, data.cover["地区"])
    outcome = Writer(data.table, data.month).outcome(
        "PLAN", "tie" if operator == "=" else "bound", judge(left, operator, right), "核实性",
        left, operator, right, here,
    )  # fmt: skip
    return replace(outcome, unit=figure.unit)


def judge(left: Side, operator: str, right: Side) -> Verdict:
    """The verdict on a sum of a month against a figure of the plan; it is not graded."""
    if left.value == right.value or (operator == "≤" and left.value < right.value):
        return "exact"
    above = left.interval.low > right.interval.high
    return (
        "mismatch" if above or (operator == "=" and left.interval.high < right.interval.low) else "rounding"
    )
