"""Relations of a form: its rows, its subtotals and totals down the columns, and its summary table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

import pandas as pd

from recon.figures import interval
from recon.grid import Grid
from recon.numbers import plain
from recon.model import Coordinate, Figure, Interval, Level, Outcome, Rule, Side, Tally, Term, Verdict
from recon.rules.nodes import NOTHING
from recon.rules.rows import Judged, judge
from recon.schemas.relations import RowRelation

#: Columns that name a row, the first filled one counts.
NAMES = ("项目名称", "分类", "项目代码", "序号")
Cell = tuple[int, str]  #: row number and column label


@dataclass(frozen=True)
class Writer:
    """Writes outcomes of one grid; a term is a cell of it."""

    grid: Grid
    month: str

    def figure(self, cell: Cell) -> Figure:
        """The printed figure of an amount cell; raises KeyError for a blank one."""
        row, label = cell
        value = self.grid.value(row, label)
        if value is None:
            raise KeyError(cell)
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
        text = self.grid.frame.loc[row]
        item = next((str(text[c]) for c in NAMES if text.get(c)), "")
        return Coordinate(label, item, self.month, str(text.get("地区", "")))

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
        if label not in self.grid.frame or self.grid.frame.at[row, label] is pd.NA:
            return None
        return self.figure(cell)

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
    relations: Iterable[RowRelation], grid: Grid, projects: Grid, month: str
) -> Iterator[tuple[Tally, list[Outcome]]]:
    """Each relation over all project rows: how often it held, and an outcome where it did not plainly."""
    writer = Writer(grid, month)
    for relation in relations:
        judged = judge(relation, projects, month)
        listed = [_row(writer, relation, row, verdict) for row, verdict in judged.listed()]
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
    missing = tuple(label for label in labels if writer.filled((row, label)) is None)
    place = writer.coordinate(row, (relation.right or relation.left)[0])
    if verdict == "implied":
        implied = _implied(left, right, relation, missing[0])
        place = writer.coordinate(row, missing[0])
        return writer.outcome(
            relation.code, relation.rule, verdict, "提示性", implied, "=", NOTHING, place, missing
        )
    return writer.outcome(
        relation.code, relation.rule, verdict, relation.level, left, relation.operator, right, place, missing
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


def columns(grid: Grid, block: Block, source: Grid, labels: Iterable[str], month: str) -> Iterator[Outcome]:
    """Each amount column of a total row against the rows it sums up; columns blank on both sides say nothing."""
    stated, parts = Writer(grid, month), Writer(source, month)
    place = list(block.parts)
    for label in labels:
        if label not in grid.frame or label not in source.frame:
            continue
        values = source.frame.loc[place, label]
        missing = int(values.isna().sum())
        total = stated.filled((block.row, label))
        if total is None or missing == len(place):
            continue
        verdict = _column_verdict(grid, block.row, label, values, missing)
        left = parts.side((row, label) for row in place)
        right = stated.side([(block.row, label)])
        blanks = tuple(source.cell(row, label).a1 for row in values.index[values.isna()])
        coordinate = stated.coordinate(block.row, label)
        operator = "≤" if missing and verdict == "mismatch" else "="
        yield stated.outcome(
            block.code, block.rule, verdict, "强制性", left, operator, right, coordinate, blanks
        )  # fmt: skip


def _column_verdict(grid: Grid, row: int, label: str, values: Any, missing: int) -> Verdict:
    """Exact integers of the grid's scale, half a unit of the last declared place per term."""
    away = int(values.sum()) - int(str(grid.frame.at[row, label]))
    terms = len(values) - missing + 1
    width = terms * 10 ** (grid.scale - grid.decimals) if label != "项目数" else 0
    if missing:
        return "mismatch" if 2 * away > width and not bool((values < 0).any()) else "unverifiable"
    if not away:
        return "exact"
    if 2 * abs(away) > width:
        return "mismatch"
    return "rounding" if 4 * away * away * terms <= 3 * width * width else "rounding_wide"


def counted(outcomes: Iterable[Outcome], code: str, rule: Rule, formula: str) -> tuple[Tally, list[Outcome]]:
    """Equal and plainly rounded outcomes of a code as one tally; the others stay."""
    counts: dict[str, int] = {}
    listed = []
    for outcome in outcomes:
        if outcome.verdict in ("exact", "rounding"):
            counts[outcome.verdict] = counts.get(outcome.verdict, 0) + 1
        else:
            listed.append(outcome)
    return Tally(code, rule, formula, counts), listed
