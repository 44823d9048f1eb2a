"""A form's totals against the plan's figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import cast

from recon import units
from recon.catalogue import in_force
from recon.forms.tableform import TableData
from recon.model import Coordinate, Figure, Interval, Operator, Outcome, Rule, Side, Term, Verdict
from recon.plan import plans
from recon.relations import Form, Relation
from recon.rules import cells, judging
from recon.rules.ledger import Writer
from recon.units import Unit


@dataclass(frozen=True, slots=True)
class Ask:
    """A total of a form and the plan's figure it is compared with."""

    measure: str  #: of the plan
    item: str  #: network or class: of the plan, and of the rows that are summed
    column: str = ""  #: that is summed; blank: rows are counted
    period: str = ""  #: of the plan's figure; blank: whichever
    operator: str = "="  #: "≤" where the form need not hold all that the plan counts


def totals(network: str, operator: str = "=") -> tuple[Ask, ...]:
    """Total investment and number of projects of a network."""
    return (
        Ask("总投资", network, "总投资", operator=operator),
        Ask("项目数", network, operator=operator),
    )


def plan(data: TableData, path: Path, asks: Iterable[Ask]) -> Iterator[Outcome]:
    """Each total that the plan has a figure for.

    They are equal for what the plan states, at most that for a region the plan does not split. Between a
    submission and the plan one may supersede the other, so a difference is 核实性.
    """
    base = plans.load(path)
    writer = Writer(data.table, data.period)
    stated = data.cover["地区"] or in_force().whole
    here = {stated, *in_force().regions.get(stated, ())}
    for ask in asks:
        figures = [f for f in base.figures if _answers(f.coordinate, ask)]
        exact = [f for f in figures if f.coordinate.region in here]
        wider = exact or [f for f in figures if f.coordinate.region == in_force().whole]
        figure = finest(wider)
        if figure and (left := _side(data, writer, ask, units.parse(figure.unit))):
            yield _compare(data, writer, left, figure, ask, ask.operator if exact else "≤")


def finest(figures: Iterable[Figure]) -> Figure | None:
    """The plan's finest print of a coordinate, the first of equals."""
    return min(figures, key=lambda f: f.ulp, default=None)


def stated(figure: Figure) -> Side:
    """A figure of the plan as a side."""
    return Side(figure.value, figure.interval, (Term(figure, 1, figure.value, figure.interval),))


def _answers(place: Coordinate, ask: Ask) -> bool:
    return place.measure == ask.measure and place.item == ask.item and ask.period in ("", place.period)


def _side(data: TableData, writer: Writer, ask: Ask, unit: Unit) -> Side | None:
    """The sum of a column in the plan's unit, or the number of rows, which rests on no single cell."""
    rows = _rows(data, ask.item)
    if not ask.column:
        count = Decimal(len(rows))
        return Side(count, Interval(count, count), ()) if count else None
    factor = units.ratio(data.table.unit, unit)
    if factor is None or not rows or ask.column not in data.projects.frame:
        return None
    return writer.side(((row, ask.column) for row in rows), factor)


def _rows(data: TableData, item: str) -> list[int]:
    """The rows of a class or, in a form of several networks, of a network; all of them in a form of that network."""
    frame = data.projects.frame
    label = "类别" if item in in_force().classes else "网别"
    if item == data.cover["网别"] or label not in frame:
        return [int(row) for row in frame.index]
    return [int(row) for row in frame.index[frame[label] == item]]


def _compare(data: TableData, writer: Writer, left: Side, figure: Figure, ask: Ask, operator: str) -> Outcome:
    right = stated(figure)
    here = Coordinate(ask.column or ask.measure, figure.coordinate.item, data.period, data.cover["地区"])
    return writer.outcome(relation(operator), judge(left, operator, right), left, right, here, unit=figure.unit)


def relation(operator: str) -> Relation[str]:
    """A total of a form against the plan's figure. Either may supersede the other, so a difference is 核实性."""
    rule: Rule = "tie" if operator == "=" else "bound"
    return Relation(rule, Form(), cast(Operator, operator), Form(), "核实性", "PLAN")


def judge(left: Side, operator: str, right: Side) -> Verdict:
    """The verdict on a sum of a month against a figure of the plan; it is not graded."""
    return judging.ungraded(judging.judge(cells.sum_of(left), operator, cells.sum_of(right)))
