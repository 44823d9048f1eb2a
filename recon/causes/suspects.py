"""Which cells of a form are wrong: all that must hold between them, last month's report and the plan, as one system."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, partial
from typing import Literal

import pandas as pd

from recon import units, workbook
from recon.across import previous
from recon.across.previous import CLOSING, MOVEMENT, OPENING, YEAR, Pairs
from recon.findings import notable
from recon.forms import footing
from recon.forms.tableform import FormData
from recon.grid import Grid
from recon.localise import cells, formula
from recon.localise.cells import Cells, Linear, Terms
from recon.localise.locate import wrong
from recon.localise.numbers import PARTS, Number, whole
from recon.localise.system import Print
from recon.model import CellRef, FileReport, Outcome, column_letters
from recon.relations import Relation
from recon.rules import rows
from recon.rules.judging import NONE
from recon.rules.ledger import Block, Summed, Writer
from recon.schemas.fields import amounts
from recon.submission import Submission
from recon.workbook import RawBook

#: What was reported and accepted before, or published, is believed sooner than what is reported now.
ACCEPTED = Fraction(2)
#: Amounts that change every month, so that last month's in the same place may have been left standing.
CHANGING = (OPENING, MOVEMENT, YEAR, CLOSING)


@dataclass(frozen=True)
class Before:
    """Last month's report beside this one: which row continues which."""

    now: Submission
    last: Submission
    pairs: Pairs


def told(
    report: FileReport, form: FormData, book: RawBook, budget: int, *, ties: Iterable[Summed] = (),
    before: Before | None = None,
) -> FileReport:  # fmt: skip
    """The report with suspects and hints at its mismatches; ``ties``: sums across tables besides 小计 and 合计."""
    if budget <= 0 or not wrong(report.outcomes):
        return report
    build = partial(_cells, report, form, book, ties, before)
    outcomes, faults = cells.localise(build, report.outcomes, budget)
    better = {o.id: o for o in outcomes}
    found = tuple(
        replace(f, outcome=better[f.outcome.id]) if f.outcome and f.outcome.id in better else f
        for f in report.findings
    )
    said = notable.ordered([*found, *notable.faults(faults, outcomes)], book) if faults else found
    return replace(report, outcomes=tuple(outcomes), findings=tuple(said))


def _cells(
    report: FileReport, form: FormData, book: RawBook, ties: Iterable[Summed], before: Before | None
) -> Cells:
    """All cells of the form, with what must hold between them."""
    system = _System(book)
    relations = [*_relations(system, form, ties)]
    if before is not None:
        relations += _rolled(system, before)
    relations += _planned(system, report.outcomes)
    return system.cells(relations, before)


@dataclass(frozen=True)
class _Column:
    """A column of amounts: its first variable, and what its cells hold."""

    first: int
    values: Sequence[int | None]


@dataclass
class _System:
    """Variables of cells, and the prints of those that are filled."""

    book: RawBook
    grids: dict[str, Grid] = field(default_factory=dict)
    places: dict[str, dict[int, int]] = field(default_factory=dict)  #: sheet → row → its place in the columns
    columns: dict[tuple[str, str], _Column] = field(default_factory=dict)
    prints: dict[int, Print] = field(default_factory=dict)
    count: int = 0

    def add(self, grid: Grid, labels: Iterable[str]) -> None:
        """Take in a table of this report."""
        self.grids[grid.sheet] = grid
        numbers = [int(row) for row in grid.frame.index]
        self.places[grid.sheet] = {row: place for place, row in enumerate(numbers)}
        for label in labels:
            if label in grid.frame:
                values = [None if v is pd.NA else int(v) for v in grid.frame[label].tolist()]
                self.columns[grid.sheet, label] = _Column(self.count, values)
                self._prints(grid, label, numbers, values)

    def _prints(self, grid: Grid, label: str, numbers: list[int], values: Sequence[int | None]) -> None:
        usual = 10 ** (grid.scale - grid.decimals) * PARTS
        unit, column = Fraction(1, 10**grid.scale * PARTS), grid.columns.get(label, 0)
        letters = column_letters(column)
        for place, value in enumerate(values):
            if value is not None:
                variable, row, number = self.count + place, numbers[place], value * PARTS
                half = grid.step(row, label) * PARTS // 2
                self.prints[variable] = Print(
                    f"{grid.sheet}!{letters}{row}", CellRef(grid.sheet, row, column), variable, number,
                    number - half, number + half, 2 * half or usual, unit, decimals=grid.decimals,
                    measured=grid.unit.text, group=grid.sheet,
                )  # fmt: skip
        self.count += len(values)

    def has(self, sheet: str, label: str) -> bool:
        """Whether there is such a column."""
        return (sheet, label) in self.columns

    def at(self, sheet: str, row: int, label: str) -> int:
        """The variable of a cell."""
        return self.columns[sheet, label].first + self.places[sheet][row]

    def outside(self, told: Print) -> int:
        """A new variable for a print that stands in another workbook."""
        self.count += 1
        self.prints[self.count - 1] = replace(told, variable=self.count - 1)
        return self.count - 1

    @cached_property
    def formulas(self) -> dict[int, str]:
        """The formulas of amount cells, by variable."""
        found: dict[int, str] = {}
        for sheet, cells_ in workbook.formulas(self.book, self.grids).items():
            columns = self.grids[sheet].columns.items()
            labels = {column: label for label, column in columns if self.has(sheet, label)}
            for (row, column), text in cells_.items():
                if column in labels and row in self.places[sheet]:
                    found[self.at(sheet, row, labels[column])] = text
        return found

    def cells(self, relations: Sequence[Linear], before: Before | None) -> Cells:
        """Everything as the search takes it: only cells that some relation speaks of."""
        used = {v for relation in relations for _, v in relation.terms}
        prints = {v: told for v, told in self.prints.items() if v in used}
        last = dict(self._last(before)) if before else {}
        return Cells(prints, relations, self.formulas, dict(self._stale(prints)), last)

    def _stale(self, prints: Mapping[int, Print]) -> Iterator[tuple[int, Number]]:
        """Formulas whose plain sum is another number than the one saved with them."""
        sheets = {sheet.name: sheet for sheet in self.book.sheets}
        for variable, text in self.formulas.items():
            if (told := prints.get(variable)) is None:
                continue
            sum_ = formula.result(text, lambda r, c, s=sheets[told.cell.sheet]: _number(s, r, c))  # type: ignore[misc]
            if sum_ is not None:
                value = round(Fraction(sum_) / told.unit / PARTS) * PARTS
                if value != told.value:
                    yield variable, value

    def _last(self, before: Before) -> Iterator[tuple[int, Number]]:
        """What last month's report had in the same place, in this report's numbers."""
        now, last = before.now, before.last
        factor = _factor(last, now)
        for label in CHANGING:
            then = last.amounts.get(label)
            if factor and then and self.has(now.sheet, label):
                for place, there in before.pairs:
                    if (value := then[there]) is not None:
                        yield self.at(now.sheet, now.rows[place], label), whole(value * factor * PARTS)


def _number(sheet: workbook.RawSheet, row: int, column: int) -> Decimal | None:
    cell = (
        sheet.rows[row - 1][column - 1]
        if row <= len(sheet.rows) and column <= len(sheet.rows[row - 1])
        else None
    )
    return Decimal(repr(cell)) if type(cell) in (int, float) else None


def _factor(source: Submission, target: Submission) -> Fraction | None:
    """From the integers of one report to those of another; None where their units have nothing to do with each other."""
    ratio = units.ratio(units.parse(source.unit), units.parse(target.unit))
    return None if ratio is None else Fraction(ratio) * 10**target.scale / 10**source.scale


def _relations(system: _System, form: FormData, ties: Iterable[Summed]) -> Iterator[Linear]:
    """What must hold within the form."""
    for table in form.every:
        system.add(table.table, amounts(table.spec.model.to_schema()))
    sums = list(ties)
    for table in form.every:
        for relation in table.spec.relations:
            yield from _rows(system, table.projects, relation, form.period)
        sums += footing.sums(table, Writer(table.table, form.period))
    for one in sums:
        yield from _columns(system, one)


def _rows(system: _System, grid: Grid, relation: Relation[str], month: str) -> Iterator[Linear]:
    """A relation across the columns, in every row in which it is asked."""
    away = relation.difference()
    if not all(system.has(grid.sheet, label) for label in away.names):
        return  # a column is missing, which is said once
    stated = [(whole(c), label) for c, label in away.terms if label in relation.rights]
    added = [(whole(c), label) for c, label in away.terms if label not in relation.rights]
    there = [(c, system.columns[grid.sheet, label].first) for c, label in (*stated, *added)]
    operator: Literal["=", "≤"] = "=" if relation.operator == "=" else "≤"
    judged, places = rows.judge(relation, grid, month), system.places[grid.sheet]
    for row, verdict in zip(judged.rows.tolist(), judged.verdicts.tolist(), strict=True):
        if verdict != NONE:
            terms = tuple((c, first + places[int(row)]) for c, first in there)
            yield Linear(relation.code, terms, operator, relation.level != "强制性")


def _columns(system: _System, summed: Summed) -> Iterator[Linear]:
    """A total row against the rows it sums up, in each column: by the reading that adds up, or that is told of."""
    sheet, row = summed.stated.grid.sheet, summed.block.row
    for label in summed.labels:
        if not system.has(sheet, label):
            continue
        total = system.at(sheet, row, label)
        if total not in system.prints:
            continue
        readings = [
            terms for writer, block in summed.readings if (terms := _sum(system, total, writer, block, label))
        ]
        if readings:
            terms = next((r for r in readings if cells.fits(system.prints, r)), readings[0])
            yield Linear(summed.block.code, terms, total=True)


def _sum(system: _System, total: int, writer: Writer, block: Block, label: str) -> Terms:
    """A total less its parts; nothing where all of them are blank."""
    sheet = writer.grid.sheet
    if not system.has(sheet, label):
        return ()
    first, places = system.columns[sheet, label].first, system.places[sheet]
    parts = [first + places[row] for row in block.parts]
    return ((-1, total), *((1, v) for v in parts)) if any(v in system.prints for v in parts) else ()


def _rolled(system: _System, before: Before) -> Iterator[Linear]:
    """What rolls forward from last month's report, project by project."""
    now, last = before.now, before.last
    factor = _factor(last, now)
    if factor is None:
        return
    then: dict[tuple[int, str], int] = {}
    for relation in previous.RELATIONS:
        stated, column, added = previous.columns_of(relation)
        needed = (stated, *added)
        if not previous.asked(relation, now.month) or column not in last.amounts:
            continue
        if not all(system.has(now.sheet, label) for label in needed):
            continue
        source, soft = last.amounts[column], relation.level != "强制性"
        for place, there in before.pairs:
            own = [system.at(now.sheet, now.rows[place], label) for label in needed]
            value = source[there]
            if value is None or any(v not in system.prints for v in own):
                continue
            if (there, column) not in then:
                told = _accepted(last, there, column, value, factor)
                then[there, column] = system.outside(told)
            earlier = (1, then[there, column])
            yield Linear(relation.code, ((-1, own[0]), earlier, *((1, v) for v in own[1:])), "=", soft)


def _accepted(last: Submission, place: int, label: str, value: int, factor: Fraction) -> Print:
    """An amount of last month's report as a print, in this report's numbers."""
    cell = last.outside(place, label)
    number = whole(value * factor * PARTS)
    step = whole(10 ** (last.scale - last.decimals) * factor * PARTS)
    half = whole(Fraction(step) / 2)
    unit = Fraction(1, 10**last.scale * PARTS) / factor
    return Print(
        str(cell), cell, 0, number, number - half, number + half, step, unit, ACCEPTED, decimals=last.decimals,
        measured=last.unit, group=cell.sheet,
    )  # fmt: skip


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
            figure.id, figure.cell, 0, value, low, high, step, 1 / scale, ACCEPTED, bool(figure.qualifier),
            measured=figure.unit, group=figure.cell.sheet,
        )  # fmt: skip
        stated = system.outside(published)
        labels = {column: label for label, column in grid.columns.items()}
        parts = [
            (1, system.at(grid.sheet, c.row, labels[c.column]))
            for c in (t.figure.cell for t in o.left.terms)
        ]  # fmt: skip
        yield Linear("PLAN", ((-1, stated), *parts), "=" if o.operator == "=" else "≤", True)
