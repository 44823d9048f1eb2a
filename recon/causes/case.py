"""The case that causes are searched in, and the cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import numpy as np

from recon import units
from recon.causes import groups
from recon.causes.suspects import Before
from recon.forms import footing
from recon.forms.tableform import FormData, TableData
from recon.model import LEVELS, CellRef, FileReport, Finding
from recon.rules.ledger import Summed
from recon.schemas.fields import amounts
from recon.workbook import RawBook

#: What a cell would hold were it right: an amount in the grid's integers, a text, or nothing.
Value = int | str | None
Edits = Mapping[CellRef, Value]


@dataclass(frozen=True)
class Cause:
    """A slip that would explain several findings: its words, and the cells as they would be without it.

    ``proven``: an exact agreement with last month's report proves it even where no relation is broken.
    """

    finding: Finding
    edits: Edits
    proven: bool = False
    copied: Mapping[CellRef, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """A report as checked, before any cell is suspected, with last month's beside it where there is one."""

    form: FormData
    book: RawBook
    report: FileReport
    sums: tuple[Summed, ...]  #: every total of the form, parts before wholes
    before: Before | None = None
    table: str = ""  #: the sheet of the table that is looked at; blank: the first
    cache: dict[str, Mapping[int, object]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def each(self) -> Iterator[Case]:
        """The case of every table with amounts of its own."""
        for data in self.form.tables.values():
            if not data.spec.repeats and groups.added(data.spec):
                mine = self.before if self.before and self.before.now.sheet == data.table.sheet else None
                yield replace(self, table=data.table.sheet, before=mine, cache={})

    @property
    def size(self) -> int:
        """The rows of these tables."""
        return sum(len(one.main.projects.frame) for one in self.each)

    @cached_property
    def main(self) -> TableData:
        """The table that is looked at."""
        return next(t for t in self.form.every if t.table.sheet == self.table) if self.table else self.form.main

    @property
    def summaries(self) -> Iterator[TableData]:
        """The tables that sum it up."""
        return (data for data in self.form.tables.values() if data.spec.repeats)

    @cached_property
    def relations(self) -> dict[str, tuple[str, ...]]:
        """Code of a relation across the columns → the columns it speaks of."""
        return {r.code: (*r.lefts, *r.rights) for r in self.main.spec.relations}

    @cached_property
    def totals(self) -> frozenset[str]:
        """The codes of the findings on totals of the form."""
        return frozenset(summed.block.code for summed in self.sums)

    @property
    def named(self) -> str:
        """The column that names a row; blank where there is none."""
        return self.main.spec.name or next(iter(self.main.table.columns), "")

    @property
    def classed(self) -> str:
        """The column that 小计 are made by."""
        return footing.column_of(self.main)

    def counting(self, data: TableData) -> tuple[str, ...]:
        """The columns of a summary that count the rows of each class."""
        schema = data.spec.model.to_schema()
        return tuple(x for x in amounts(schema) if x not in self.columns and x in data.table.frame)

    @property
    def sheet(self) -> str:
        """The sheet it stands on."""
        return self.main.table.sheet

    @cached_property
    def rows(self) -> list[int]:
        """The row numbers of the projects."""
        return [int(row) for row in self.main.projects.frame.index]

    @cached_property
    def columns(self) -> dict[str, dict[int, int | None]]:
        """Label → row → amount, of every row of the table."""
        frame = self.main.table.frame
        labels = [label for label in groups.added(self.main.spec) if label in frame]
        index = frame.index.tolist()
        return {label: dict(zip(index, self.main.table.values(label), strict=True)) for label in labels}

    def at(self, row: int, label: str) -> int | None:
        """An amount; None where it is blank or there is no such column."""
        return self.columns.get(label, {}).get(row)

    def exact(self, row: int, label: str) -> Fraction:
        """An amount with all its decimals, in the grid's integers; as it was read where no plain number stands there."""
        line = next(s for s in self.book.sheets if s.name == self.sheet).rows[row - 1]
        cell = line[self.cell(row, label).column - 1]
        plain = isinstance(cell, int | float) and not isinstance(cell, bool)
        return (
            Fraction(Decimal(repr(cell))) * 10**self.main.table.scale if plain else Fraction(self.at(row, label) or 0)
        )

    def extent(self, label: str, row: int) -> tuple[int, int]:
        """The least and the largest amount of a column, zeros and one row left out; 0 where there is none."""
        ends = self._ends.get(label, ())
        others = [size for size, there in ends if there != row]
        return (min(others), max(others)) if others else (0, 0)

    @cached_property
    def _ends(self) -> dict[str, tuple[tuple[int, int], ...]]:
        """The two least and two largest amounts of each column, with their rows."""
        ends = {}
        for label in self.columns:
            sizes = np.abs(self.main.projects.integers(label)[0])
            filled = np.flatnonzero(sizes)
            order = filled[np.argsort(sizes[filled])]
            ends[label] = tuple((int(sizes[n]), self.rows[n]) for n in (*order[:2], *order[-2:]))
        return ends

    def cell(self, row: int, label: str) -> CellRef:
        """A cell of the table."""
        return self.main.table.cell(row, label)

    def text(self, row: int, label: str) -> str:
        """A text of the table."""
        return str(self._texts(label).get(row) or "")

    def _texts(self, label: str) -> Mapping[int, object]:
        """Row → what a column of texts holds; nothing where there is no such column."""
        if label not in self.cache:
            frame = self.main.table.frame
            self.cache[label] = (
                dict(zip(frame.index.tolist(), frame[label].tolist(), strict=True)) if label in frame else {}
            )
        return self.cache[label]

    def step(self, label: str) -> int:
        """One of the last declared place of a column, in the grid's integers."""
        return self.main.table.step(0, label) or int(10**self.main.table.scale)

    def rounded(self, value: Fraction | int, label: str) -> int:
        """To the last declared place, half away from zero."""
        places = Fraction(value) / self.step(label)
        whole = int(abs(places) + Fraction(1, 2))
        return (whole if places >= 0 else -whole) * self.step(label)

    @cached_property
    def factor(self) -> Fraction | None:
        """From last month's integers to this month's."""
        if self.before is None:
            return None
        now, last = self.before.now, self.before.last
        ratio = units.ratio(units.parse(last.unit), units.parse(now.unit))
        return None if ratio is None else Fraction(ratio) * 10**now.scale / 10**last.scale

    @cached_property
    def continued(self) -> dict[int, int]:
        """Row → position in last month's report."""
        if self.before is None:
            return {}
        return {self.before.now.rows[here]: there for here, there in self.before.pairs}

    def last(self, row: int, label: str) -> int | None:
        """The amount of last month's report in a row, in this month's integers; None for none, or none exact."""
        there = self.continued.get(row)
        column = self.before.last.amounts.get(label) if self.before else None
        stated = column[there] if there is not None and column is not None else None
        if stated is None or self.factor is None:
            return None
        value, rest = divmod(stated * self.factor.numerator, self.factor.denominator)
        return None if rest else value

    @cached_property
    def wrong(self) -> dict[int, set[str]]:
        """Row → the relations across its columns that are broken in it and hold for every sound row."""
        labels: dict[int, set[str]] = {}
        every = set(self.rows)
        kept = {one.code for one in self.main.spec.carried}  # may be explained, and yet say where a number stood
        for outcome in self.report.outcomes:
            if outcome.verdict != "mismatch" or not (outcome.level == LEVELS[-1] or outcome.label in kept):
                continue
            cells = [t.figure.cell for side in (outcome.left, outcome.right) for t in side.terms]
            rows = {cell.row for cell in cells if cell.sheet == self.sheet} & every
            if outcome.label not in {*self.totals, "PLAN"} and len(rows) == 1:
                labels.setdefault(rows.pop(), set()).add(outcome.label)
        return labels
