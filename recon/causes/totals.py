"""Total rows that sum up too much, too little, or something else: told once, at the row that is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from typing import NamedTuple

from recon.causes.case import Case, Cause, Value
from recon.causes.unit import POWERS
from recon.causes.words import block, rows
from recon.forms import summary
from recon.model import CellRef, Finding
from recon.rules.ledger import Summed
from recon.schemas.form import TOTAL

#: Parts among which every choice of rows is looked at.
FEW = 16
Gap = dict[str, int]  #: label → stated less computed


class Wrong(NamedTuple):
    """A total row, by how much it is off in each column, and which columns are not right."""

    summed: Summed
    gaps: Gap
    labels: tuple[str, ...]

    def cell(self, label: str) -> CellRef:
        """A cell of the total row."""
        return self.summed.stated.grid.cell(self.summed.block.row, label)


def find(case: Case) -> Iterator[Cause]:
    """Total rows that are wrong in several columns for one reason."""
    for one in wrong(case):
        causes = [*_extra(case, one), *_fewer(case, one), *_stale(case, one), *_unit(case, one)]
        yield from causes[:1]


def wrong(case: Case, least: int = 2) -> Iterator[Wrong]:
    """The total rows that are off in ``least`` columns or more."""
    broken: dict[tuple[str, int], set[str]] = {}
    for outcome in case.report.outcomes:
        if outcome.verdict == "mismatch" and outcome.label in case.totals and not outcome.missing:
            at = outcome.right.terms[0].figure
            broken.setdefault((at.cell.sheet, at.cell.row), set()).add(outcome.coordinate.measure)
    for summed in case.sums:
        labels = broken.get((summed.stated.grid.sheet, summed.block.row), set())
        if len(labels) >= least:
            summed = of_projects(summed)
            gaps = {label: gap for label in summed.labels if (gap := _gap(summed, label)) is not None}
            yield Wrong(summed, gaps, tuple(label for label in summed.labels if label in labels))


def of_projects(summed: Summed) -> Summed:
    """A total by the projects it sums up, where it is told by a total row of them."""
    writer, block = max(summed.readings, key=lambda reading: len(reading[1].parts))
    return replace(summed, parts=writer, block=block)


def _gap(summed: Summed, label: str) -> int | None:
    """Stated less the sum of the parts; None where the total is blank, 0 where rounding explains it."""
    total = summed.stated.at(summed.block.row, label)
    values = [summed.parts.at(row, label) or 0 for row in summed.block.parts]
    if total is None:
        return None
    step = 10 ** (summed.stated.grid.scale - summed.stated.grid.decimals)
    away = int(total) - sum(values)
    return 0 if 2 * abs(away) <= (len(values) + 1) * step else away


def _edits(wrong: Wrong) -> dict[CellRef, Value]:
    """The total row as its parts say."""
    row, stated = wrong.summed.block.row, wrong.summed.stated
    return {wrong.cell(label): stated.at(row, label) - wrong.gaps[label] for label in wrong.labels}


def _vector(wrong: Wrong, row: int) -> Gap:
    """The amounts of a row in the columns of a total; 0 for a blank."""
    return {label: wrong.summed.parts.at(row, label) or 0 for label in wrong.gaps}


def _extra(case: Case, wrong: Wrong) -> Iterator[Cause]:
    """A row that the total counts though it is none of its parts: a subtotal typed among the projects."""
    grid = wrong.summed.parts.grid
    others = [int(r) for r in grid.frame.index if r not in wrong.summed.block.parts and r != wrong.summed.block.row]
    totals = set(case.main.totals.values())
    for row in others:
        if row not in totals and _vector(wrong, row) == wrong.gaps:
            yield _counted(case, row, dict(_edits(wrong)), _parts(wrong, row))


def _parts(wrong: Wrong, row: int) -> str:
    """The rows that a subtotal sums up, where these are all parts of the total."""
    sums = {label: sum(wrong.summed.parts.at(r, label) or 0 for r in wrong.summed.block.parts) for label in wrong.gaps}
    return rows(wrong.summed.block.parts) if sums == _vector(wrong, row) else ""


def _counted(case: Case, row: int, edits: dict[CellRef, Value], parts: str) -> Cause:
    """A row of the table that must not be counted: blanked, with the counts of 表2 that had it."""
    frame = case.main.table.frame
    edits |= {case.cell(row, str(label)): None for label in frame if label in case.main.table.columns}
    edits |= _counts(case, case.text(row, case.classed))
    cells = (
        case.cell(row, case.named),
        *(case.cell(row, label) for label in case.columns if case.at(row, label)),
    )
    words = {
        "found": case.text(row, case.named) or case.text(row, next(iter(case.main.table.columns))),
        "place": block(cells),
        "parts": parts,
        "column": case.named,
    }
    return Cause(Finding("SLIP07", "强制性", cells, words), edits)


def _counts(case: Case, name: str) -> dict[CellRef, Value]:
    """The numbers of projects in 表2 without one project of a class, where they count one too many."""
    counts: dict[CellRef, Value] = {}
    findings = {f.cell: f.words for f in case.report.findings if f.code == "COUNT01"}
    for table in case.summaries:
        for label, (row, word) in product(case.counting(table), summary.names(table).items()):
            cell, unit = table.table.cell(row, label), 10**table.table.scale
            value = table.table.value(row, label)
            over = cell in findings and int(findings[cell]["found"]) - int(findings[cell]["expected"]) == 1
            if value is not None and (over or (not findings and word in (name, TOTAL))):
                counts[cell] = int(value * unit) - unit
    return counts


def _fewer(case: Case, wrong: Wrong) -> Iterator[Cause]:
    """A total of some of its rows only: those visible, or those a range reaches."""
    parts = wrong.summed.block.parts
    vectors = {row: tuple(_vector(wrong, row).values()) for row in parts}
    target = tuple(-gap for gap in wrong.gaps.values())
    filled = [row for row in parts if any(vectors[row])]
    if left := _subset(filled, vectors, target):
        row = wrong.summed.block.row
        cells = tuple(wrong.cell(label) for label in wrong.labels)
        words = {
            "found": str(wrong.summed.stated.coordinate(row, wrong.labels[0]).item),
            "place": block(cells),
            "left": rows(left),
            "kept": rows([r for r in filled if r not in left]),
            "count": str(len(left)),
            "column": wrong.labels[0],
        }
        yield Cause(Finding("SLIP08", "强制性", cells, words), _edits(wrong) | _short(case, len(left)))


def _short(case: Case, count: int) -> dict[CellRef, Value]:
    """The numbers of projects in 表2 that are short by as many rows as a total leaves out."""
    findings = {f.cell: f.words for f in case.report.findings if f.code == "COUNT01"}
    unit = 10**case.main.table.scale
    return {
        cell: int(words["expected"]) * unit
        for cell, words in findings.items()
        if int(words["expected"]) - int(words["found"]) == count
    }


def _subset(parts: Sequence[int], vectors: Mapping[int, tuple[int, ...]], target: tuple[int, ...]) -> tuple[int, ...]:
    """The only choice of rows, not all of them, whose amounts add up to the target in every column."""
    choices: set[tuple[int, ...]] = set()
    for choice in _choices(parts):
        if tuple(map(sum, zip(*(vectors[row] for row in choice), strict=True))) == target:
            choices.add(choice)
            if len(choices) > 1:
                return ()
    return next(iter(choices), ())


def _choices(parts: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Every choice of few rows; of many one, two, or an unbroken run."""
    if len(parts) <= FEW:
        for count in range(1, len(parts) + 1):
            yield from combinations(parts, count)
        return
    yield from ((row,) for row in parts)
    yield from combinations(parts, 2) if len(parts) <= 200 else ()
    for start in (0, len(parts)):
        runs = (tuple(parts[:n]) if not start else tuple(parts[-n:]) for n in range(3, len(parts)))
        yield from runs


def _stale(case: Case, wrong: Wrong) -> Iterator[Cause]:
    """A total row that is still last month's."""
    stated, row = wrong.summed.stated, wrong.summed.block.row
    parts = [r for r in wrong.summed.block.parts if r in case.continued]
    if case.before is None or wrong.summed.parts.grid.sheet != case.sheet or not parts:
        return
    then = {label: sum(case.last(r, label) or 0 for r in parts) for label in wrong.labels}
    if all(stated.at(row, label) == then[label] for label in wrong.labels):
        cells = tuple(wrong.cell(label) for label in wrong.labels)
        words = {
            "found": str(stated.coordinate(row, wrong.labels[0]).item),
            "place": block(cells),
            "month": case.before.last.month,
            "column": wrong.labels[0],
        }
        yield Cause(Finding("SLIP09", "强制性", cells, words), _edits(wrong))


def _unit(case: Case, wrong: Wrong) -> Iterator[Cause]:
    """A total row in another unit."""
    stated, row = wrong.summed.stated, wrong.summed.block.row
    if not all(stated.at(row, label) for label in wrong.labels):
        return  # nothing is nothing in any unit
    for power in POWERS:
        by = Fraction(10) ** power
        if all(
            abs(int(stated.at(row, label)) - (int(stated.at(row, label)) - wrong.gaps[label]) * by)
            <= case.step(label) * max(by, Fraction(1))
            for label in wrong.labels
        ):
            cells = tuple(wrong.cell(label) for label in wrong.labels)
            words = {
                "column": "",
                "place": block(cells),
                "power": str(abs(power)),
                "way": "large" if power > 0 else "small",
                "found": str(stated.coordinate(row, wrong.labels[0]).item),
                "rows": "1",
                "unit": stated.grid.unit.text,
            }
            yield Cause(Finding("SLIP01", "强制性", cells, words), _edits(wrong))
            return
