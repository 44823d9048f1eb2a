"""Which cells of a form are wrong: all that must hold between them, last month's report and the plan, as one system."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, partial
from typing import Literal

import numpy as np

from recon import units, workbook
from recon.across import previous
from recon.across.continued import Pairs
from recon.across.previous import CLOSING, MOVEMENT, OPENING, YEAR
from recon.findings import folding
from recon.forms.tableform import FormData
from recon.grid import Grid
from recon.localise import cells, formula
from recon.localise.cells import Cells, Linear
from recon.localise.locate import wrong
from recon.localise.solver.numbers import PARTS, Number, whole
from recon.localise.solver.system import Print
from recon.model import CellRef, FileReport, Outcome, column_letters
from recon.relations import Relation
from recon.rules.judging import MISMATCH, NONE
from recon.rules.ledger import Block, Summed, Writer
from recon.rules.rows import judge
from recon.schemas.fields import amounts
from recon.submission import Submission
from recon.workbook import RawBook

#: What was reported and accepted before, or published, is believed sooner than what is reported now.
ACCEPTED = 2
#: Amounts that change every month, so that last month's in the same place may have been left standing.
CHANGING = (OPENING, MOVEMENT, YEAR, CLOSING)


@dataclass(frozen=True)
class Before:
    """Last month's report beside this one: which row continues which."""

    now: Submission
    last: Submission
    pairs: Pairs


def located(
    report: FileReport,
    form: FormData,
    book: RawBook,
    budget: int,
    *,
    sums: Iterable[Summed],
    before: Before | None = None,
) -> FileReport:
    """The report with suspects and hints at its mismatches; ``sums``: every total of the form."""
    if budget <= 0 or not wrong(report.outcomes):
        return report
    build = partial(_cells, report, form, book, [*sums], before)
    outcomes, faults = cells.localise(build, report.outcomes, budget)
    return folding.searched(report, outcomes, faults, book)


def _cells(report: FileReport, form: FormData, book: RawBook, sums: Sequence[Summed], before: Before | None) -> Cells:
    """All cells of the form that may be wrong, with what must hold between them.

    Where every sum holds, its total follows from its parts and joins no rows, so that rows in which all holds have
    nothing to do with the others.
    """
    system = _System(book)
    for table in form.every:
        system.add(table.table, amounts(table.spec.model.to_schema()))
    planned = [*_planned(system, report.outcomes)]
    rows = (
        None
        if planned or not all(held for one in sums for *_, held in _totals(system, one))
        else _broken(report.outcomes)
    )
    relations = [
        r
        for table in form.every
        for one in table.spec.relations
        for r in _rows(system, table.projects, one, form.period, rows)
    ]
    if rows is None:
        relations += [linear for one in sums for linear in _columns(system, one)]
    if before is not None:
        relations += _rolled(system, form.on(before.now.sheet).spec.carried, before, rows)
    return system.cells([*relations, *planned], before, rows)


def _broken(outcomes: Iterable[Outcome]) -> dict[str, set[int]]:
    """The rows of every sheet that have a cell in a relation that does not hold."""
    rows: dict[str, set[int]] = defaultdict(set)
    for o in outcomes:
        if o.verdict == "mismatch":
            for term in (*o.left.terms, *o.right.terms):
                rows[term.figure.cell.sheet].add(term.figure.cell.row)
    return rows


@dataclass(frozen=True)
class _Column:
    """A column of amounts: its first variable, and what its cells hold."""

    first: int
    values: Sequence[int | None]
    grid: Grid
    label: str
    numbers: Sequence[int]  #: the rows of the cells

    @cached_property
    def halves(self) -> Sequence[int]:
        """Half a unit of the last place of each cell."""
        return list((self.grid.steps(self.label) * PARTS // 2).tolist())

    @cached_property
    def range(self) -> tuple[int, int]:
        """The least amount and the greatest size."""
        filled = [v for v in self.values if v is not None]
        return min(filled, default=0) * PARTS, max(map(abs, filled), default=0) * PARTS

    @cached_property
    def shared(self) -> tuple[int, str, int, Fraction]:
        """What its prints have in common: column, the address up to the row, usual step, the system's unit."""
        grid, column = self.grid, self.grid.columns.get(self.label, 0)
        usual = 10 ** (grid.scale - grid.decimals) * PARTS
        return column, f"{grid.sheet}!{column_letters(column)}", usual, Fraction(1, 10**grid.scale * PARTS)

    def print(self, place: int) -> Print | None:
        """What is printed in a cell; None for a blank one."""
        grid, value, row = self.grid, self.values[place], self.numbers[place]
        if value is None:
            return None
        column, address, usual, unit = self.shared
        number, half = value * PARTS, self.halves[place]
        return Print(
            f"{address}{row}",
            CellRef(grid.sheet, row, column),
            self.first + place,
            number,
            number - half,
            number + half,
            2 * half or usual,
            unit,
            decimals=grid.decimals,
            measured=grid.unit.text,
            group=grid.sheet,
        )


class _Prints(dict[int, Print]):
    """Prints by variable, those of cells made when they are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: list[_Column] = []
        self.firsts: list[int] = []

    def add(self, column: _Column) -> None:
        """Take in a column."""
        self.columns.append(column)
        self.firsts.append(column.first)

    def get(self, variable: int, default: Print | None = None) -> Print | None:  # type: ignore[override]
        """The print of a variable; None for a blank cell."""
        if (entry := super().get(variable)) is not None:
            return entry
        n = bisect_right(self.firsts, variable) - 1
        place = variable - self.firsts[n] if n >= 0 else -1
        if not 0 <= place < len(self.columns[n].values):
            return default
        if (made := self.columns[n].print(place)) is not None:
            self[variable] = made
        return made

    def __contains__(self, variable: object) -> bool:
        return isinstance(variable, int) and self.get(variable) is not None

    def __missing__(self, variable: int) -> Print:
        if (made := self.get(variable)) is None:
            raise KeyError(variable)
        return made


@dataclass
class _System:
    """Variables of cells, and the prints of those that are filled."""

    book: RawBook
    grids: dict[str, Grid] = field(default_factory=dict)
    places: dict[str, dict[int, int]] = field(default_factory=dict)  #: sheet → row → its place in the columns
    columns: dict[tuple[str, str], _Column] = field(default_factory=dict)
    prints: _Prints = field(default_factory=_Prints)
    count: int = 0

    def add(self, grid: Grid, labels: Iterable[str]) -> None:
        """Take in a table of this report."""
        self.grids[grid.sheet] = grid
        numbers = grid.frame.index.tolist()
        self.places[grid.sheet] = {row: place for place, row in enumerate(numbers)}
        for label in labels:
            if label in grid.frame:
                values = grid.values(label)
                column = _Column(self.count, values, grid, label, numbers)
                self.columns[grid.sheet, label] = column
                self.prints.add(column)
                self.count += len(values)

    def adds_up(self, total: int, column: tuple[str, str], rows: Iterable[int]) -> bool | None:
        """Whether the cells of some rows can add up to a total; None where all of them, or the total, are blank."""
        entry, parts, places = self.prints.get(total), self.columns.get(column), self.places.get(column[0], {})
        if entry is None or parts is None:
            return None
        assert entry.low is not None
        here = [places[row] for row in rows]
        values = [v for place in here if (v := parts.values[place]) is not None]
        if not values:
            return None
        left, half = sum(values) * PARTS - entry.value, sum(parts.halves[place] for place in here)
        width = half + entry.value - entry.low
        if len(values) == len(here):
            return -width <= left <= width
        return min(values) < 0 or entry.value < 0 or left <= width

    def has(self, sheet: str, label: str) -> bool:
        """Whether there is such a column."""
        return (sheet, label) in self.columns

    def at(self, sheet: str, row: int, label: str) -> int:
        """The variable of a cell."""
        return self.columns[sheet, label].first + self.places[sheet][row]

    def outside(self, entry: Print) -> int:
        """The variable of a print that stands in another workbook, which was made with the next one (``count``)."""
        self.prints[entry.variable] = entry
        self.count += 1
        return entry.variable

    @cached_property
    def formulas(self) -> dict[int, str]:
        """The formulas of amount cells, by variable."""
        texts: dict[int, str] = {}
        for sheet, cells_ in workbook.formulas(self.book, self.grids).items():
            columns = self.grids[sheet].columns.items()
            labels = {column: label for label, column in columns if self.has(sheet, label)}
            for (row, column), text in cells_.items():
                if column in labels and row in self.places[sheet]:
                    texts[self.at(sheet, row, labels[column])] = text
        return texts

    def cells(self, relations: Sequence[Linear], before: Before | None, rows: Mapping[str, set[int]] | None) -> Cells:
        """Everything as the search takes it: the cells that some relation speaks of, and those next to wrong ones."""
        used = {v for relation in relations for _, v in relation.terms}
        beside = set(self._beside(used, rows or {}))
        prints = {v: entry for v in sorted(used | beside) if (entry := self.prints.get(v)) is not None}
        last = dict(self._last(before, used)) if before else {}
        ranges = {(c.grid.sheet, c.grid.sheet, c.grid.columns.get(c.label, 0)): c.range for c in self.columns.values()}
        return Cells(prints, relations, self.formulas, dict(self._stale(prints)), last, ranges, beside)

    def _beside(self, used: set[int], rows: Mapping[str, set[int]]) -> Iterator[int]:
        """The cells of some rows and of the rows next to them, in columns that some relation speaks of."""
        for (sheet, _), column in self.columns.items():
            places = self.places[sheet]
            own = [places[row] for row in rows.get(sheet, ()) if row in places]
            if any(column.first + place in used for place in own):
                around = (places.get(row + by) for row in rows.get(sheet, ()) for by in (-1, 0, 1))
                yield from (column.first + place for place in around if place is not None)

    def _stale(self, prints: Mapping[int, Print]) -> Iterator[tuple[int, Number]]:
        """Formulas whose plain sum is another number than the one saved with them."""
        sheets = {sheet.name: sheet for sheet in self.book.sheets}
        for variable, text in self.formulas.items():
            if (entry := prints.get(variable)) is None:
                continue
            sum_ = formula.result(text, lambda r, c, s=sheets[entry.cell.sheet]: _number(s, r, c))  # type: ignore[misc]
            if sum_ is not None:
                value = round(Fraction(sum_) / entry.unit / PARTS) * PARTS
                if value != entry.value:
                    yield variable, value

    def _last(self, before: Before, used: Collection[int]) -> Iterator[tuple[int, Number]]:
        """What last month's report had in the same place, in this report's numbers."""
        now, last = before.now, before.last
        factor = _factor(last, now)
        for label in CHANGING:
            then = last.amounts.get(label)
            if factor and then and self.has(now.sheet, label):
                for place, there in before.pairs:
                    variable = self.at(now.sheet, now.rows[place], label)
                    if variable in used and (value := then[there]) is not None:
                        yield variable, whole(value * factor * PARTS)


def _number(sheet: workbook.RawSheet, row: int, column: int) -> Decimal | None:
    cell = sheet.rows[row - 1][column - 1] if row <= len(sheet.rows) and column <= len(sheet.rows[row - 1]) else None
    return Decimal(repr(cell)) if type(cell) in (int, float) else None


def _factor(source: Submission, target: Submission) -> Fraction | None:
    """From the integers of one report to those of another; None where their units have nothing to do with each other."""
    ratio = units.ratio(units.parse(source.unit), units.parse(target.unit))
    return None if ratio is None else Fraction(ratio) * 10**target.scale / 10**source.scale


def _rows(
    system: _System, grid: Grid, relation: Relation[str], month: str, rows: Mapping[str, set[int]] | None
) -> Iterator[Linear]:
    """A relation across the columns, in every row in which it is asked, or in those of ``rows``."""
    away = relation.difference(str)
    if not all(system.has(grid.sheet, label) for label in away.names):
        return  # a column is missing, which is said once
    stated = [(whole(c), label) for c, label in away.terms if label in relation.rights]
    added = [(whole(c), label) for c, label in away.terms if label not in relation.rights]
    there = [(c, system.columns[grid.sheet, label].first) for c, label in (*stated, *added)]
    operator: Literal["=", "≤"] = "=" if relation.operator == "=" else "≤"
    judged, places = judge(relation, grid, month), system.places[grid.sheet]
    asked, soft = judged.verdicts != NONE, relation.level != "强制性"
    if rows is not None:
        asked &= np.isin(judged.rows, list(rows.get(grid.sheet, ())))
    for row, verdict in zip(judged.rows[asked].tolist(), judged.verdicts[asked].tolist(), strict=True):
        terms = tuple((c, first + places[row]) for c, first in there)
        held = True if verdict < MISMATCH else None
        yield Linear(relation.code, terms, operator, soft, held=held)


def _totals(system: _System, summed: Summed) -> Iterator[tuple[str, Writer, Block, bool]]:
    """A total row in each column, by the reading that adds up, or that is told of; and whether it does."""
    sheet, row = summed.stated.grid.sheet, summed.block.row
    for label in summed.labels:
        if system.has(sheet, label):
            total = system.at(sheet, row, label)
            readings = [
                (writer, block, held)
                for writer, block in summed.readings
                if (held := system.adds_up(total, (writer.grid.sheet, label), block.parts)) is not None
            ]
            if readings:
                yield label, *next((r for r in readings if r[2]), readings[0])


def _columns(system: _System, summed: Summed) -> Iterator[Linear]:
    """A total row against the rows it sums up, in each column."""
    for label, writer, block, held in _totals(system, summed):
        total = system.at(summed.stated.grid.sheet, summed.block.row, label)
        first, places = system.columns[writer.grid.sheet, label].first, system.places[writer.grid.sheet]
        terms = ((-1, total), *((1, first + places[row]) for row in block.parts))
        yield Linear(summed.block.code, terms, total=True, held=held)


def _rolled(
    system: _System, carried: Iterable[Relation[str]], before: Before, rows: Mapping[str, set[int]] | None
) -> Iterator[Linear]:
    """What rolls forward from last month's report, project by project, or for those of ``rows``."""
    now, last = before.now, before.last
    factor = _factor(last, now)
    if factor is None:
        return
    then: dict[tuple[int, str], int] = {}
    for relation in carried:
        if relation.operator != "=":
            continue
        stated, column, added = previous.columns_of(relation)
        needed = (stated, *added)
        if not previous.asked(relation, now.month) or column not in last.amounts:
            continue
        if not all(system.has(now.sheet, label) for label in needed):
            continue
        source, soft = last.amounts[column], relation.level != "强制性"
        accepted = _Accepted(last, column, factor)
        for place, there in before.pairs:
            if rows is not None and now.rows[place] not in rows.get(now.sheet, ()):
                continue
            own = [system.at(now.sheet, now.rows[place], label) for label in needed]
            value = source[there]
            if value is None or any(v not in system.prints for v in own):
                continue
            if (there, column) not in then:
                then[there, column] = system.outside(accepted.print(there, value, system.count))
            earlier = (1, then[there, column])
            yield Linear(relation.code, ((-1, own[0]), earlier, *((1, v) for v in own[1:])), "=", soft)


class _Accepted:
    """The amounts of a column of last month's report as prints, in this report's numbers."""

    def __init__(self, last: Submission, label: str, factor: Fraction) -> None:
        self.last, self.label = last, label
        self.factor = whole(factor * PARTS)
        self.step = whole(10 ** (last.scale - last.decimals) * factor * PARTS)
        self.half = whole(Fraction(self.step) / 2)
        self.unit = Fraction(1, 10**last.scale * PARTS) / factor

    def print(self, place: int, value: int, variable: int) -> Print:
        """One of them."""
        cell, number = self.last.outside(place, self.label), value * self.factor
        return Print(
            str(cell),
            cell,
            variable,
            number,
            number - self.half,
            number + self.half,
            self.step,
            self.unit,
            ACCEPTED,
            decimals=self.last.decimals,
            measured=self.last.unit,
            group=cell.sheet,
        )


def _planned(system: _System, outcomes: Iterable[Outcome]) -> Iterator[Linear]:
    """Totals that agree with the plan and must go on doing so."""
    for o in outcomes:
        if o.label != "PLAN" or o.verdict == "mismatch" or not o.left.terms:
            continue
        grid = system.grids.get(o.left.terms[0].figure.cell.sheet)
        figure = o.right.terms[0].figure
        ratio = units.ratio(units.parse(figure.unit), grid.unit) if grid else None
        ends = figure.interval
        if grid is None or ratio is None or ends.low.is_infinite() or ends.high.is_infinite():
            continue
        scale = Fraction(ratio) * 10**grid.scale * PARTS
        value, low, high = (whole(Fraction(x) * scale) for x in (figure.value, ends.low, ends.high))
        step = whole(Fraction(figure.ulp) * scale) or 1
        published = Print(
            figure.id,
            figure.cell,
            system.count,
            value,
            low,
            high,
            step,
            1 / scale,
            ACCEPTED,
            bool(figure.qualifier),
            measured=figure.unit,
            group=figure.cell.sheet,
        )
        stated = system.outside(published)
        labels = {column: label for label, column in grid.columns.items()}
        parts = [(1, system.at(grid.sheet, c.row, labels[c.column])) for c in (t.figure.cell for t in o.left.terms)]
        yield Linear("PLAN", ((-1, stated), *parts), "=" if o.operator == "=" else "≤", True)
