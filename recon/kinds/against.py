"""A submission's totals against the plan's figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from recon import units, workbook
from recon.kinds import targets
from recon.model import Coordinate, Figure, Outcome, Side, Term, Verdict
from recon.rules.ledger import Writer
from recon.schemas import lists

if TYPE_CHECKING:
    from recon.kinds.monthly import MonthlyData

#: Column of 表1 → measure of the plan.
MEASURES = {"总投资": "总投资"}


def plan(data: MonthlyData, path: Path) -> Iterator[Outcome]:
    """Total investment of a network against the plan: equal for the whole, at most for a region it does not split.

    Between a submission and the plan one may supersede the other, so a difference is 核实性.
    """
    base = targets.base(workbook.read(path))
    network, region = data.cover["网别"], data.cover["地区"]
    wanted = lists.REGIONS.get(region, region)
    figures = [f for f in base.figures if f.coordinate.item == network and f.coordinate.measure == "总投资"]
    exact = [f for f in figures if f.coordinate.region == wanted]
    for figure in exact or [f for f in figures if f.coordinate.region == lists.PROVINCE]:
        outcome = _compare(data, figure, "=" if exact else "≤")
        if outcome is not None:
            yield outcome


def _compare(data: MonthlyData, figure: Figure, operator: str) -> Outcome | None:
    """The sum of 总投资 over the projects, in the plan's unit, against one figure of the plan."""
    factor = units.ratio(data.table.unit, units.parse(figure.unit))
    rows = list(data.projects.frame.index)
    if factor is None or not rows or "总投资" not in data.projects.frame:
        return None
    writer = Writer(data.table, data.month)
    side = writer.side(((row, "总投资") for row in rows), factor)
    here = Coordinate("总投资", figure.coordinate.item, data.month, data.cover["地区"])
    stated = Side(figure.value, figure.interval, (Term(figure, 1, figure.value, figure.interval),))
    away = side.value - stated.value
    apart = side.interval.low > stated.interval.high or (
        operator == "=" and side.interval.high < stated.interval.low
    )
    verdict: Verdict = "exact" if not away else "mismatch" if apart else "rounding"
    if operator == "≤" and away <= 0:
        verdict = "exact"
    return writer.outcome(
        "PLAN", "tie" if operator == "=" else "bound", verdict, "核实性", side, operator, stated, here
    )
