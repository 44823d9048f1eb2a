"""Relations → outcomes: every place where a relation is asked is judged by the intervals of the numbers in it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Any

from recon import relations
from recon.figures import of_cell
from recon.model import CellRef, Coordinate, Figure, Interval, Level, Outcome, Side, Term
from recon.open.board import FULL
from recon.open.ratios import Ratio
from recon.open.relations import Relation
from recon.open.tables import Table
from recon.relations import Form, total
from recon.rules import cells
from recon.rules.judging import ungraded


class Printer:
    """The numbers of a table as printed figures; each is made once."""

    def __init__(self, table: Table, decimals: Any) -> None:
        self.table, self.decimals = table, decimals
        self.figures: dict[tuple[int, int], Figure] = {}

    def figure(self, row: int, column: int) -> Figure:
        """The figure of a cell."""
        if (row, column) not in self.figures:
            self.figures[row, column] = self._figure(row, column)
        return self.figures[row, column]

    def _figure(self, row: int, column: int) -> Figure:
        table, places = self.table, int(self.decimals[row, column])
        nothing = not table.board.measures[row, column]  # a dash, or a word in place of a number: nothing to add
        exact = Decimal(0) if nothing else Decimal(format(float(table.board.values[row, column]), ".15g"))
        places = max(places, 0)
        finer = -int(exact.as_tuple().exponent) > places
        value = round(exact, places) if finer and places <= FULL else exact
        cell = CellRef(table.board.name, row + 1, column + 1)
        ulp = Decimal(0) if nothing else Decimal(1).scaleb(-places)
        return of_cell(str(cell), self.coordinate(row, column), value, table.unit, ulp, cell)

    def coordinate(self, row: int, column: int) -> Coordinate:
        """Head path and stub path of a cell."""
        head = "/".join(self.table.heads.get(column, ()))
        return Coordinate(head, "/".join(self.table.paths.get(row, ())), "", "")


def outcome(relation: Relation, place: int, printer: Printer, level: Level) -> Outcome:
    """The outcome of a relation at one place; ``level``: that of a mismatch."""
    stated, parts = relation.cells(place)
    board = printer.table.board
    stands = board.measures | board.marks | (board.lettered if relation.holds[place] else False)
    there = [(sign, cell) for sign, cell in parts if stands[cell]]
    left = side([(sign, printer.figure(*cell)) for sign, cell in there])
    right = side([(1, printer.figure(*stated))])
    terms = Form(tuple((t.sign, t.figure.id) for t in left.terms))
    number = right.terms[0].figure.id
    one: relations.Relation[str] = relations.Relation(relation.rule, terms, "=", total((number,)), level, "OPEN")
    at, unit = printer.coordinate(*stated), relation.table.unit
    made = cells.outcome(one, cells.equal(left, right), left, right, at, unit)
    return replace(made, evidence=relation.pattern.evidence, pattern=relation.text)


def ratio(ratio: Ratio, place: int, printer: Printer) -> Outcome:
    """The outcome of a ratio or an average at one place: the terms in the order of its formula; it is not graded."""
    stated, parts = ratio.cells[place]
    figures = [replace(f, id=f.cell.a1) for f in (printer.figure(*cell) for cell in parts)]
    result = replace(printer.figure(*stated), unit="")
    written = _formula(ratio, [f.id for f in figures])
    one: relations.Relation[str] = relations.Relation("relation", written, "=", result.cell.a1, "核实性", "OPEN")
    value, ends = _quotient(ratio, figures)
    left = replace(side([(1, f) for f in figures]), value=value, interval=ends, formula=written)
    right = replace(side([(1, result)]), formula=result.cell.a1)
    verdict = ungraded(cells.equal(left, right))
    made = cells.outcome(one, verdict, left, right, printer.coordinate(*stated), "")
    return replace(made, evidence="label", pattern=ratio.text)


def _formula(ratio: Ratio, names: list[str]) -> str:
    """A ratio or an average over the cells at one place, as a person would write it."""
    if ratio.operator == "Average":
        return f"({' + '.join(names)}) ÷ {len(names)}"
    first, second = names
    quotient = f"({second} − {first}) ÷ {first}" if ratio.operator == "RelativeChange" else f"{first} ÷ {second}"
    return quotient if ratio.factor == 1 else f"{quotient} × {ratio.factor:.0f}"


def _quotient(ratio: Ratio, figures: list[Figure]) -> tuple[Decimal, Interval]:
    """A ratio or an average of numbers, and its ends: each number stands in it once, or rises and falls with it.

    In decimals, since a table has thousands of them: five times as quick as :func:`recon.rules.relation.weigh`.
    """
    values, ends = [f.value for f in figures], [(f.interval.low, f.interval.high) for f in figures]
    if ratio.operator == "Average":
        value, low, high = (sum(several, Decimal(0)) / len(figures) for several in (values, *zip(*ends, strict=True)))
        return value, Interval(low, high)
    grows = ratio.operator == "RelativeChange"
    above, below = (1, 0) if grows else (0, 1)
    factor = Decimal(int(ratio.factor))
    value, *corners = (
        (a / b - grows) * factor for a, b in ((values[above], values[below]), *product(ends[above], ends[below])) if b
    )
    return value, Interval(min(corners), max(corners))


def conversion(ratio: Ratio, place: int, printer: Printer) -> Outcome:
    """The outcome of a number stated in two units, at one place."""
    where, parts = ratio.cells[place]
    by = Decimal(int(ratio.factor))
    stated, fine = (replace(printer.figure(*cell), unit="") for cell in (where, parts[0]))
    fine = replace(fine, id=fine.cell.a1)
    ends, written = Interval(fine.interval.low / by, fine.interval.high / by), f"{fine.id} ÷ {by}"
    one: relations.Relation[str] = relations.Relation("relation", written, "=", stated.id, "核实性", "OPEN")
    left = Side(fine.value / by, ends, (Term(fine, 1, fine.value, fine.interval),), written)
    right = side([(1, stated)])
    verdict = cells.equal(replace(left, terms=(Term(fine, 1, left.value, ends),)), right)
    made = cells.outcome(one, verdict, left, right, printer.coordinate(*where), "")
    return replace(made, evidence="label", pattern=ratio.text)


def side(figures: list[tuple[int, Figure]]) -> Side:
    """The signed sum of figures of one unit."""
    return cells.summed([Term(f, sign, f.value, f.interval) for sign, f in figures])
