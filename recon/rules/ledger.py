"""Relations of a form: its rows, its subtotals and totals down the columns, and its summary table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

import pandas as pd

from recon.figures import interval
from recon.grid import Grid
from recon.model import Coordinate, Figure, Interval, Level, Outcome, Rule, Side, Tally, Term, Verdict
from recon.numbers import plain
from recon.rules.nodes import NOTHING
from recon.rules.rows import Judged, judge
from recon.schemas.relations import RowRelation

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
        found = self.grid.frame[label]
        return [None if value is pd.NA else value for value in found.tolist()]

    def figure(self, cell: Cell) -> Figure:
        """The printed figure of an amount cell; raises KeyError for a blank one."""
        row, label = cell
        scaled = self.at(row, label)
        if scaled is None:
            raise KeyError(cell)
        value = Decimal(scaled).scaleb(-self.grid.scale)
        count = label == "项目数"
        ulp = Decimal(0) if count else Decimal(1).scaleb(-self.grid.decimals)
        place = self.grid.cell(row, label)
        return Figure(
            f"{place.sheet}!{place.a1}",
            "",
            place.sheet,
            self.coordinate(row, label),
            self.printed(value),
            "个" if count else self.grid.unit.text,
            "",
            value,
            (value, value),
            interval(value, ulp, "精确" if count else "四舍五入"),
            ulp,
            place,
        )

    def printed(self, value: Decimal) -> str:
        """An amount with the declared decimals, or all it has where there are more."""
        declared = value.quantize(Decimal(1).scaleb(-self.grid.decimals))
        return str(declared) if declared == value else plain(value)

    def coordinate(self, row: int, label: str) -> Coordinate:
        """What an amount cell measures."""
        item = next((str(name) for c in NAMES if (name := self.at(row, c))), "")
        return Coordinate(label, item, self.month, self.at(row, "地区") or "")

    def side(self, cells: Iterable[Cell], factor: Decimal = Decimal(1)) -> Side:
        """The sum of the cells that are filled, times ``factor``."""
        terms = [Term(f, 1, f.value, f.interval) for cell in cells if (f := self.filled(cell)) is not None]
        value = sum((t.value for t in terms), Decimal(0)) * factor
        low = sum((t.interval.low for t in terms), Decimal(0)) * factor
        high = sum((t.interval.high for t in terms), Decimal(0)) * factor
        formula = f"{factor} × {terms[0].figure.id}" if factor != 1 and len(terms) == 1 else ""
        return Side(value, Interval(low, high), tuple(terms), formula)

    def filled(self, cell: Cell) -> Figure | None:
        """The figure of a cell, None for a blank or absent one."""
        row, label = cell
        if cell not in self.figures and self.at(row, label) is not None:
            self.figures[cell] = self.figure(cell)
        return self.figures.get(cell)

    def outcome(
        self, code: str, rule: Rule, verdict: Verdict, level: Level, left: Side, operator: str, right: Side,
        place: Coordinate, missing: tuple[str, ...] = (),
    ) -> Outcome:  # fmt: skip
        """An outcome with its difference and slack."""
        known = verdict not in ("unverifiable", "implied")
        where = [t.figure.id for side in (left, right) for t in side.terms]
        identity = repr((code, operator, where, missing, place.measure, place.item))
        digest = hashlib.blake2b(identity.encode(), digest_size=6).hexdigest()
        return Outcome(
            f"{rule}-{digest}", rule, verdict, level if verdict == "mismatch" else _LEVELS[verdict], place,
            self.grid.unit.text, left, right, cast(Any, operator),
            left.value - right.value if known else Decimal("NaN"),
            left.interval.half_width + right.interval.half_width, code, missing,
        )  # fmt: skip


_LEVELS: dict[Verdict, Level] = {
    "exact": "提示性", "rounding": "提示性", "rounding_wide": "核实性", "implied": "提示性", "unverifiable": "提示性",
}  # fmt: skip


def rows(
    relations: Iterable[RowRelation], writer: Writer, projects: Grid, *, strict: bool = False
) -> Iterator[tuple[Tally, list[Outcome]]]:
    """Each relation over all project rows: how often it held, and an outcome where it did not plainly."""
    for relation in relations:
        judged = judge(relation, projects, writer.month)
        listed = [_row(writer, relation, row, verdict) for row, verdict in judged.listed(strict=strict)]
        yield Tally(relation.code, relation.rule, _formula(relation), _unlisted(judged, listed)), listed


def _unlisted(judged: Judged, listed: list[Outcome]) -> dict[str, int]:
    """Counts per verdict without the outcomes that are listed one by one."""
    counts = judged.counts()
    for outcome in listed:
        counts[outcome.verdict] -= 1
    return counts


def _row(writer: Writer, relation: RowRelation, row: int, verdict: Verdict) -> Outcome:
    left = writer.side((row, label) for label in relation.left)
    right = writer.side(((row, label) for label in relation.right), relation.factor)
    labels = (*relation.left, *relation.right)
    missing = tuple(label for label in labels if writer.at(row, label) is None)
    place = writer.coordinate(row, (relation.right or relation.left)[0])
    if verdict == "implied":
        implied = _implied(left, right, relation, missing[0])
        place = writer.coordinate(row, missing[0])
        return writer.outcome(
            relation.code, relation.rule, verdict, "提示性", implied, "=", NOTHING, place, missing
        )
    operator = "≤" if missing and relation.operator == "=" and verdict == "mismatch" else relation.operator
    return writer.outcome(
        relation.code, relation.rule, verdict, relation.level, left, operator, right, place, missing
    )


def _implied(left: Side, right: Side, relation: RowRelation, missing: str) -> Side:
    """What the missing cell of an equation must hold: the stated side less the rest, or the sum itself."""
    if missing in relation.right:
        return left
    value = right.value - left.value
    low, high = right.interval.low - left.interval.high, right.interval.high - left.interval.low
    terms = (*right.terms, *(Term(t.figure, -1, t.value, t.interval) for t in left.terms))
    return Side(value, Interval(low, high), terms)


def _formula(relation: RowRelation) -> str:
    factor = f"{relation.factor} × " if relation.factor != 1 else ""
    return f"{' + '.join(relation.left)} {relation.operator} {factor}{' + '.join(relation.right) or '0'}"


@dataclass(frozen=True)
class Block:
    """A total row and the rows it sums up; ``other`` is the grid those rows stand in."""

    row: int
    parts: tuple[int, ...]
    code: str
    rule: Rule


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
        """Every reading, the one that is told of first."""
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
            [_verdict(stated, other, writer, label) for writer, other in summed.others]
            if verdict not in passed
            else []
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
    return _column_verdict(stated.grid, total, label, values, len(cells) - len(values))


def _column(
    stated: Writer, block: Block, parts: Writer, label: str, verdict: Verdict, blanks: tuple[str, ...]
) -> Outcome:
    left = parts.side((row, label) for row in block.parts)
    right = stated.side([(block.row, label)])
    operator = "≤" if blanks and verdict == "mismatch" else "="
    place = stated.coordinate(block.row, label)
    return stated.outcome(block.code, block.rule, verdict, "强制性", left, operator, right, place, blanks)


def _column_verdict(grid: Grid, total: int, label: str, values: list[int], missing: int) -> Verdict:
    """Exact integers of the grid's scale, half a unit of the last declared place per term."""
    away = sum(values) - total
    terms = len(values) + 1
    width = terms * 10 ** (grid.scale - grid.decimals) if label != "项目数" else 0
    if missing:
        return "mismatch" if 2 * away > width and min(values) >= 0 else "unverifiable"
    if not away:
        return "exact"
    if 2 * abs(away) > width:
        return "mismatch"
    return "rounding" if 4 * away * away * terms <= 3 * width * width else "rounding_wide"


def counted(
    found: Iterable[Outcome | Verdict], code: str, rule: Rule, formula: str
) -> tuple[Tally, list[Outcome]]:
    """Bare verdicts as one tally; the outcomes stay."""
    counts: dict[str, int] = {}
    listed = []
    for one in found:
        if isinstance(one, Outcome):
            listed.append(one)
        else:
            counts[one] = counts.get(one, 0) + 1
    return Tally(code, rule, formula, counts), listed
