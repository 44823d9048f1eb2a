"""The same number stated in two tables of a workbook: columns of one head whose rows have the same names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np

from recon import units
from recon.model import CellRef, Finding, Outcome, Tally, column_letters
from recon.open import words
from recon.open.check import Checked, Sheet
from recon.open.judged import Printer
from recon.open.tables import Table
from recon.relations import Relation, total
from recon.rules import cells

#: Rows that two tables must have in common, and places in which two columns must agree, for each that does not.
COMMON, AGREE, PER_MISS = 4, 4, 4
#: Numbers of so many units of their last place are no accident when they are equal.
LARGE = 100
#: Tables that are held against each other, and cells of two tables that are.
TABLES, CELLS = 40, 4_000_000
#: Rows beyond which only those that differ are listed.
LISTED = 2_000


@dataclass(frozen=True)
class NamedTable:
    """A table with its rows by name and its columns by head."""

    sheet: Sheet
    table: Table
    rows: dict[str, int]
    heads: dict[int, str]

    @property
    def unit(self) -> str:
        """The unit stated above it; blank for none."""
        return self.table.unit


@dataclass(frozen=True)
class Tie:
    """Two columns that state the same: outcomes of all common rows, and findings of those that differ."""

    pattern: str
    sheet: str  #: of the column on the right
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    held: int  #: places that hold and are not listed


def between_tables(sheets: Sequence[Sheet]) -> Iterator[Tie]:
    """The ties between the tables of a workbook."""
    every = [(sheet, table) for sheet in sheets for table in sheet.tables if not sheet.board.flat][:TABLES]
    several = [_named_table(*one) for one in every] if len(every) > 1 else []
    for one, other in combinations(several, 2):
        keys = [key for key in one.rows if key in other.rows]
        if len(keys) >= COMMON and len(keys) * len(one.heads) * len(other.heads) <= CELLS:
            yield from _of_two(one, other, keys)


def _named_table(sheet: Sheet, table: Table) -> NamedTable:
    names = {r: words.fold("/".join(table.paths[r])) for r in table.rows}
    counts = Counter(names.values())
    rows = {name: r for r, name in names.items() if counts[name] == 1 and any(map(str.isalpha, name))}
    heads = {c: words.fold("/".join(path)) for c, path in table.heads.items() if path}
    once = Counter(heads.values())
    return NamedTable(sheet, table, rows, {c: head for c, head in heads.items() if once[head] == 1})


def _of_two(one: NamedTable, other: NamedTable, keys: list[str]) -> Iterator[Tie]:
    by = factor(one, other)
    if by is None:
        return
    columns = {head: c for c, head in other.heads.items()}
    for column, head in one.heads.items():
        if head in columns:
            places = [((one.rows[k], column), (other.rows[k], columns[head])) for k in keys]
            tie = between(one, other, places, by)
            if tie is not None:
                yield tie


def factor(one: NamedTable, other: NamedTable) -> float | None:
    """The factor from the unit of the one table to that of the other; None where units are of two kinds."""
    if one.unit == other.unit or not (one.unit and other.unit):
        return 1.0
    ratio = units.ratio(units.parse(one.unit), units.parse(other.unit))
    return None if ratio is None else float(ratio)


def _numbers(table: NamedTable, places: list[tuple[int, int]]) -> tuple[Any, Any]:
    at = tuple(np.array(places).T)
    values = np.where(table.sheet.board.measures[at], table.sheet.board.values[at], np.nan)
    return values, 10.0 ** -np.maximum(table.sheet.decimals[at], 0).astype(float)


def between(
    one: NamedTable,
    other: NamedTable,
    places: list[tuple[tuple[int, int], tuple[int, int]]],
    by: float,
    per: int = PER_MISS,
) -> Tie | None:
    """Two columns place by place; None where they do not state the same.

    ``by``: what the first is multiplied by; ``per``: places that must agree for each that does not.
    """
    left, left_units = _numbers(one, [a for a, _ in places])
    right, right_units = _numbers(other, [b for _, b in places])
    both = ~np.isnan(left) & ~np.isnan(right)
    room = (left_units * by + right_units) / 2 * (1 + 1e-9)
    close = both & (np.abs(left * by - right) <= room)
    news = close & (np.abs(right) >= LARGE * right_units) & (np.abs(left) >= LARGE * left_units)
    misses = both & ~close
    if len(np.unique(right[news])) < AGREE or news.sum() < per * misses.sum():
        return None
    names = [
        f"{t.table.board.name}!{column_letters(c + 1)}"
        for t, c in zip((one, other), (places[0][0][1], places[0][1][1]), strict=True)
    ]
    pattern = f"{names[1]} = {names[0]}"
    printers = [Printer(t.table, t.sheet.decimals) for t in (one, other)]
    outcomes, findings = [], []
    listed = np.flatnonzero(both) if both.sum() <= LISTED else np.flatnonzero(misses)
    for n in listed.tolist():
        o = _outcome(printers, places[n], one.unit, other.unit, pattern)
        outcomes.append(o)
        if misses[n] and o.verdict == "mismatch":
            cells_ = tuple(dict.fromkeys(t.figure.cell for side in (o.right, o.left) for t in side.terms))
            words_ = {"patterns": pattern, "count": "1", "holds": str(int(close.sum()))}
            findings.append(Finding("OPEN01", "核实性", cells_, words_, o))
    return Tie(pattern, other.table.board.name, tuple(outcomes), tuple(findings), int(both.sum()) - len(listed))


def _outcome(
    printers: Sequence[Printer],
    place: tuple[tuple[int, int], tuple[int, int]],
    one: str,
    other: str,
    pattern: str,
) -> Outcome:
    unit = other if one and other else ""
    figures = [p.figure(*cell) for p, cell in zip(printers, place, strict=True)]
    plain = [f if unit else replace(f, unit="") for f in figures]
    left, right = (cells.side([f], unit) for f in plain)
    at = printers[1].coordinate(*place[1])
    relation = Relation(
        "tie", total((left.terms[0].figure.id,)), "=", total((right.terms[0].figure.id,)), "核实性", "OPEN"
    )
    made = cells.outcome(relation, cells.equal(left, right), left, right, at, unit)
    return replace(made, evidence="twin", pattern=pattern)


def added(checked: Sequence[Checked], ties: Sequence[Tie]) -> list[Checked]:
    """The sheets with the ties that end on them; cells that a tie compares are no longer unchecked."""
    compared = {t.figure.cell for tie in ties for o in tie.outcomes for side in (o.left, o.right) for t in side.terms}
    changed = []
    for one in checked:
        name = one.sheet.board.name
        own = [tie for tie in ties if tie.sheet == name]
        left = tuple(
            tuple(cell for cell in cells_ if CellRef(name, cell[0] + 1, cell[1] + 1) not in compared)
            for cells_ in one.unchecked
        )
        changed.append(
            replace(
                one,
                outcomes=(*one.outcomes, *(o for tie in own for o in tie.outcomes)),
                unchecked=left if compared else one.unchecked,
                findings=(*one.findings, *(f for tie in own for f in tie.findings)),
                tallies=(
                    *one.tallies,
                    *(Tally("OPEN", "tie", tie.pattern, {"exact": tie.held}) for tie in own if tie.held),
                ),
            )
        )
    return changed
