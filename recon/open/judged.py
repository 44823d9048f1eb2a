"""Relations → outcomes: every place where a relation is asked is judged by the intervals of the numbers in it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from recon.figures import of_cell
from recon.model import CellRef, Coordinate, Figure, Interval, Level, Outcome, Side, Term, Verdict
from recon.open.board import FULL
from recon.open.ratios import Ratio
from recon.open.relations import Relation
from recon.open.tables import Table
from recon.rules import cells


class Printer:
    """The numbers of a table as printed figures; each is made once."""

    def __init__(self, table: Table, decimals: Any) -> None:
        self.table, self.decimals = table, decimals
        self.known: dict[tuple[int, int], Figure] = {}

    def figure(self, row: int, column: int) -> Figure:
        """The figure of a cell."""
        if (row, column) not in self.known:
            self.known[row, column] = self._figure(row, column)
        return self.known[row, column]

    def _figure(self, row: int, column: int) -> Figure:
        table, places = self.table, int(self.decimals[row, column])
        nothing = not table.board.measures[
            row, column
        ]  # a dash, or a word in place of a number: nothing to add
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
    """What a relation gave at one place; ``level``: that of a mismatch."""
    total, parts = relation.cells(place)
    board = printer.table.board
    said = board.measures | board.marks | (board.lettered if relation.holds[place] else False)
    there = [(sign, cell) for sign, cell in parts if said[cell]]
    left = side([(sign, printer.figure(*cell)) for sign, cell in there])
    right = side([(1, printer.figure(*total))])
    found = cells.outcome(
        "OPEN",
        relation.rule,
        cells.equal(left, right),
        level,
        left,
        right,
        printer.coordinate(*total),
        relation.table.unit,
    )
    return replace(found, evidence=relation.pattern.evidence, pattern=relation.text)


def ratio(found: Ratio, place: int, printer: Printer) -> Outcome:
    """What a ratio or an average gave at one place: the terms in the order of its formula."""
    total, parts = found.cells[place]
    figures = [replace(f, id=f.cell.a1) for f in (printer.figure(*cell) for cell in parts)]
    values, ends = [f.value for f in figures], [(f.interval.low, f.interval.high) for f in figures]
    names = [f.id for f in figures]
    factor = Decimal(int(found.factor))
    if found.operator == "Average":
        count = len(figures)
        value, low, high = (
            sum(values) / count,
            sum(e[0] for e in ends) / count,
            sum(e[1] for e in ends) / count,
        )
        formula = f"({' + '.join(names)}) ÷ {count}"
    else:
        top, under = (1, 0) if found.operator == "RelativeChange" else (0, 1)
        less = 1 if found.operator == "RelativeChange" else 0
        corners = [a / b for a in ends[top] for b in ends[under] if b]
        value = (values[top] / values[under] - less) * factor
        low, high = ((edge(corners) - less) * factor for edge in (min, max))
        tail = "" if factor == 1 else f" × {factor}"
        formula = (
            f"({names[1]} − {names[0]}) ÷ {names[0]}{tail}" if less else f"{names[0]} ÷ {names[1]}{tail}"
        )
    left = Side(
        Decimal(value),
        Interval(Decimal(low), Decimal(high)),
        tuple(Term(f, 1, f.value, f.interval) for f in figures),
        formula,
    )
    stated = replace(printer.figure(*total), unit="")
    right = Side(
        stated.value, stated.interval, (Term(stated, 1, stated.value, stated.interval),), str(stated.cell.a1)
    )
    meets = left.interval.low <= right.interval.high and right.interval.low <= left.interval.high
    verdict: Verdict = "exact" if left.value == right.value else "rounding" if meets else "mismatch"
    made = cells.outcome("OPEN", "relation", verdict, "核实性", left, right, printer.coordinate(*total), "")
    return replace(made, evidence="label", pattern=found.text)


def conversion(found: Ratio, place: int, printer: Printer) -> Outcome:
    """What a number told in two units gave at one place."""
    total, parts = found.cells[place]
    by = Decimal(int(found.factor))
    stated, fine = (replace(printer.figure(*cell), unit="") for cell in (total, parts[0]))
    fine = replace(fine, id=fine.cell.a1)
    ends = Interval(fine.interval.low / by, fine.interval.high / by)
    left = Side(fine.value / by, ends, (Term(fine, 1, fine.value, fine.interval),), f"{fine.id} ÷ {by}")
    right = side([(1, stated)])
    verdict = cells.equal(replace(left, terms=(Term(fine, 1, left.value, ends),)), right)
    made = cells.outcome("OPEN", "relation", verdict, "核实性", left, right, printer.coordinate(*total), "")
    return replace(made, evidence="label", pattern=found.text)


def side(figures: list[tuple[int, Figure]]) -> Side:
    """The signed sum of figures of one unit."""
    terms = []
    for sign, f in figures:
        terms.append(Term(f, sign, f.value, f.interval))
    value = sum((t.sign * t.value for t in terms), Decimal(0))
    low = sum((t.interval.low if t.sign > 0 else -t.interval.high for t in terms), Decimal(0))
    high = sum((t.interval.high if t.sign > 0 else -t.interval.low for t in terms), Decimal(0))
    return Side(value, Interval(low, high), tuple(terms))
