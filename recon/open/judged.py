"""Relations → outcomes: every place where a relation is asked is judged by the intervals of the numbers in it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from recon.figures import interval
from recon.model import CellRef, Coordinate, Figure, Interval, Level, Outcome, Side, Term
from recon.open.board import FULL
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
        exact = Decimal(format(float(table.board.values[row, column]), ".15g"))
        places = max(places, 0)
        ulp = Decimal(1).scaleb(-places)
        value = exact if places > FULL else round(exact, places)
        cell = CellRef(table.board.name, row + 1, column + 1)
        return Figure(
            str(cell), "", cell.sheet, self.coordinate(row, column), f"{value:f}", table.unit, "", value,
            (value, value), interval(value, ulp, "四舍五入"), ulp, cell,
        )  # fmt: skip

    def coordinate(self, row: int, column: int) -> Coordinate:
        """Head path and stub path of a cell."""
        head = "/".join(self.table.heads.get(column, ()))
        return Coordinate(head, "/".join(self.table.paths.get(row, ())), "", "")


def outcome(relation: Relation, place: int, printer: Printer, level: Level) -> Outcome:
    """What a relation gave at one place; ``level``: that of a mismatch."""
    total, parts = relation.cells(place)
    there = [(sign, cell) for sign, cell in parts if printer.table.board.measures[cell]]
    left = side([(sign, printer.figure(*cell)) for sign, cell in there])
    right = side([(1, printer.figure(*total))])
    found = cells.outcome(
        "OPEN",
        "foot",
        cells.equal(left, right),
        level,
        left,
        right,
        printer.coordinate(*total),
        relation.table.unit,
    )
    return replace(found, evidence=relation.pattern.evidence, pattern=relation.text)


def side(figures: list[tuple[int, Figure]]) -> Side:
    """The signed sum of figures of one unit."""
    terms = []
    for sign, f in figures:
        terms.append(Term(f, sign, f.value, f.interval))
    value = sum((t.sign * t.value for t in terms), Decimal(0))
    low = sum((t.interval.low if t.sign > 0 else -t.interval.high for t in terms), Decimal(0))
    high = sum((t.interval.high if t.sign > 0 else -t.interval.low for t in terms), Decimal(0))
    return Side(value, Interval(low, high), tuple(terms))
