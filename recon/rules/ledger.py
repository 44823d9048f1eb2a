"""Relations of a form: its rows, its subtotals and totals down the columns, and its summary table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from recon.figures import of_cell
from recon.grid import Grid
from recon.model import Coordinate, Figure, Interval, Outcome, Rule, Side, Tally, Term, Verdict
from recon.relations import Relation, total
from recon.rules import rows as columnwise
from recon.rules.cells import summed
from recon.rules.judging import judge_sum
from recon.rules.nodes import NOTHING
from recon.rules.outcomes import made
from recon.rules.rows import Judged

#: Columns that name a row, the first filled one counts.
NAMES = ("项目名称", "分类", "项目代码", "任务编号", "序号")
Cell = tuple[int, str]  #: row number and column label


@dataclass(frozen=True)
class Writer:
    """Writes outcomes of one grid; a term is a cell of it.

    Columns are taken out of the frame once: looking single cells up in it is a thousand times slower.
    """

    grid: Grid
    month: str
    columns: dict[str, list[Any]] = field(default_factory=dict)
    figures: dict[Cell, Figure] = field(default_factory=dict)

    @cached_property
    def places(self) -> dict[int, int]:
        """Row number → position in the columns."""
        return {int(row): place for place, row in enumerate(self.grid.frame.index.tolist())}

    def at(self, row: int, label: str) -> Any:
        """A cell of the frame: text, an integer, or None."""
        return self.column(label)[self.places[row]]

    def column(self, label: str) -> list[Any]:
        """A column of the frame as Python values, all None where there is none."""
        if label not in self.columns:
            self.columns[label] = self._column(label)
        return self.columns[label]

    def _column(self, label: str) -> list[Any]:
        if label not in self.grid.frame:
            return [None] * len(self.grid.frame)
        return self.grid.values(label)

    def figure(self, cell: Cell) -> Figure:
        """The printed figure of an amount cell; raises KeyError for a blank one."""
        row, label = cell
        scaled = self.at(row, label)
        if scaled is None:
            raise KeyError(cell)
        value = Decimal(scaled).scaleb(-self.grid.scale)
        count = label == "项目数"
        ulp = Decimal(0) if count else Decimal(self.grid.step(row, label)).scaleb(-self.grid.scale)
        place = self.grid.cell(row, label)
        unit = "个" if count else self.grid.unit.text
        return of_cell(f"{place.sheet}!{place.a1}", self.coordinate(row, label), value, unit, ulp, place)

    def coordinate(self, row: int, label: str) -> Coordinate:
        """The coordinate of an amount cell."""
        item = next((str(name) for c in NAMES if (name := self.at(row, c))), "")
        return Coordinate(label, item, self.month, self.at(row, "地区") or "")

    def side(self, cells: Iterable[Cell], factor: Decimal = Decimal(1)) -> Side:
        """The sum of the cells that are filled, times ``factor``."""
        terms = [Term(f, 1, f.value, f.interval) for cell in cells if (f := self.filled(cell)) is not None]
        formula = f"{factor} × {terms[0].figure.id}" if factor != 1 and len(terms) == 1 else ""
        return summed(terms, factor, formula)

    def filled(self, cell: Cell) -> Figure | None:
        """The figure of a cell, None for a blank or absent one."""
        row, label = cell
        if cell not in self.figures and self.at(row, label) is not None:
            self.figures[cell] = self.figure(cell)
        return self.figures.get(cell)

    def outcome(
        self,
        relation: Relation[Any],
        verdict: Verdict,
        left: Side,
        right: Side,
        place: Coordinate,
        missing: tuple[str, ...] = (),
        unit: str = "",
    ) -> Outcome:
        """The outcome of a relation of the form."""
        where = [t.figure.id for side in (left, right) for t in side.terms]
        identity = repr((relation.code, relation.operator, where, missing, place.measure, place.item))
        decided = verdict not in ("unverifiable", "implied")
        return made(
            relation,
            verdict,
            relation.level or "强制性",
            left,
            right,
            place,
            unit or self.grid.unit.text,
            identity,
            label=relation.code,
            missing=missing,
            difference=None if decided else Decimal("NaN"),
        )


def row(
    relation: Relation[str], writer: Writer, projects: Grid, *, strict: bool = False
) -> tuple[Tally, list[Outcome]]:
    """A relation over all project rows: how often it held, and an outcome where it did not plainly."""
    judged = columnwise.judge(relation, projects, writer.month)
    listed = [_row(writer, relation, at, verdict) for at, verdict in judged.listed(strict=strict)]
    return Tally(relation.code, relation.rule, str(relation), _unlisted(judged, listed)), listed


def _unlisted(judged: Judged, listed: list[Outcome]) -> dict[str, int]:
    """Counts per verdict without the outcomes that are listed one by one."""
    counts = judged.counts()
    for outcome in listed:
        counts[outcome.verdict] -= 1
    return counts


def _row(writer: Writer, relation: Relation[str], row: int, verdict: Verdict) -> Outcome:
    left = writer.side((row, label) for label in relation.lefts)
    right = writer.side(((row, label) for label in relation.rights), relation.factor)
    labels = (*relation.lefts, *relation.rights)
    missing = tuple(label for label in labels if writer.at(row, label) is None)
    if verdict == "implied":
        implied = _implied(left, right, relation, missing[0])
        place = writer.coordinate(row, missing[0])
        return writer.outcome(relation, verdict, implied, NOTHING, place, missing)
    place = writer.coordinate(row, (relation.rights or relation.lefts)[0])
    exceeded = missing and relation.operator == "=" and verdict == "mismatch"
    stated = replace(relation, operator="≤") if exceeded else relation
    return writer.outcome(stated, verdict, left, right, place, missing)


def _implied(left: Side, right: Side, relation: Relation[str], missing: str) -> Side:
    """The value that the missing cell of an equation must hold: the stated side less the rest, or the sum itself."""
    if missing in relation.rights:
        return left
    value = right.value - left.value
    low, high = right.interval.low - left.interval.high, right.interval.high - left.interval.low
    terms = (*right.terms, *(Term(t.figure, -1, t.value, t.interval) for t in left.terms))
    return Side(value, Interval(low, high), terms)


@dataclass(frozen=True)
class Block:
    """A total row and the rows it sums up; ``other`` is the grid those rows stand in."""

    row: int
    parts: tuple[int, ...]
    code: str
    rule: Rule

    @property
    def relation(self) -> Relation[int]:
        """The relation that its rows add up to it, in each column."""
        return Relation(self.rule, total(self.parts), "=", total((self.row,)), "强制性", self.code)


@dataclass(frozen=True)
class Summed:
    """A total row of one table and the rows that it sums up, which may stand in another, in each of some columns.

    ``others`` are further readings of the total: one that adds up clears it, since what is wrong is then told
    elsewhere.
    """

    stated: Writer
    block: Block
    parts: Writer
    labels: tuple[str, ...]
    others: tuple[tuple[Writer, Block], ...] = ()

    @property
    def readings(self) -> tuple[tuple[Writer, Block], ...]:
        """Every reading, the one that is reported first."""
        return ((self.parts, self.block), *self.others)


def columns(summed: Summed, *, strict: bool = False) -> Iterator[Outcome | Verdict]:
    """Each amount column of a total row against the rows it sums up; columns blank on both sides say nothing.

    What is equal or plainly rounded is yielded as its verdict alone, to be counted.
    """
    passed: tuple[Verdict, ...] = ("exact",) if strict else ("exact", "rounding")
    stated, block, parts = summed.stated, summed.block, summed.parts
    for label in summed.labels:
        verdict = _verdict(stated, block, parts, label)
        if verdict is None:
            continue
        read = (
            [_verdict(stated, other, writer, label) for writer, other in summed.others] if verdict not in passed else []
        )
        cleared = [v for v in (verdict, *read) if v is not None and v in passed]
        if cleared:
            yield cleared[0]
        else:
            blanks = tuple(parts.grid.cell(r, label).a1 for r in block.parts if parts.at(r, label) is None)
            yield _column(stated, block, parts, label, verdict, blanks)


def _verdict(stated: Writer, block: Block, parts: Writer, label: str) -> Verdict | None:
    """One column of a total row; None where there is nothing to compare."""
    column, total = parts.column(label), stated.at(block.row, label)
    cells = [column[parts.places[row]] for row in block.parts]
    values = [value for value in cells if value is not None]
    if total is None or not values:
        return None
    there = [row for row, cell in zip(block.parts, cells, strict=True) if cell is not None]
    steps = [stated.grid.step(block.row, label), *(parts.grid.step(row, label) for row in there)]
    return total_verdict(total, values, len(cells) - len(values), [] if label == "项目数" else steps)


def _column(
    stated: Writer, block: Block, parts: Writer, label: str, verdict: Verdict, blanks: tuple[str, ...]
) -> Outcome:
    left = parts.side((row, label) for row in block.parts)
    right = stated.side([(block.row, label)])
    relation = replace(block.relation, operator="≤") if blanks and verdict == "mismatch" else block.relation
    return stated.outcome(relation, verdict, left, right, stated.coordinate(block.row, label), blanks)


def total_verdict(total: int, values: Sequence[int], missing: int, steps: Sequence[int]) -> Verdict:
    """The verdict on a total and its parts, of which some are ``missing``: integers of one scale.

    ``steps``: the last place of each number, of which half may be rounding.
    """
    away, width, squares = sum(values) - total, sum(steps), sum(step * step for step in steps)
    if missing:
        exceeds = min(values) >= 0 and judge_sum(away, "≤", width, squares) == "mismatch"
        return "mismatch" if exceeds else "unverifiable"
    return judge_sum(away, "=", width, squares)


def counted(results: Iterable[Outcome | Verdict], code: str, rule: Rule, formula: str) -> tuple[Tally, list[Outcome]]:
    """Bare verdicts as one tally; the outcomes stay."""
    counts: dict[str, int] = {}
    listed = []
    for one in results:
        if isinstance(one, Outcome):
            listed.append(one)
        else:
            counts[one] = counts.get(one, 0) + 1
    return Tally(code, rule, formula, counts), listed
