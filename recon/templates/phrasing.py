"""A relation found in a workbook as an office writes it: over a whole line, else place by place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from recon.model import Outcome
from recon.open.ratios import Ratio
from recon.open.relations import Relation
from recon.open.tables import Table

#: Neighbouring lines from which a sum is written as from–to.
LONG = 4
#: Places that must hold for each that does not, for those to be meant as well.
PER_MISS = 4
Cell = tuple[int, int]  #: row and column of a sheet, from 0


@dataclass(frozen=True)
class Coded:
    """A table with the codes of its rows and columns; ``rates``: columns in which nothing adds up."""

    number: str  #: 表号
    table: Table
    rows: Mapping[int, str]
    columns: Mapping[int, str]
    rates: frozenset[int]

    def place(self, cell: Cell) -> str:
        """A cell by its codes: 05行3栏."""
        return f"{self.rows[cell[0]]}行{self.columns[cell[1]]}栏"

    def holds(self, cell: Cell) -> bool:
        """Whether a cell has codes."""
        return cell[0] in self.rows and cell[1] in self.columns


def total(one: Coded, relation: Relation) -> list[str]:
    """The sum over a whole line, or, where it is not meant in all of its places, place by place."""
    axis, pattern = relation.axis, relation.pattern
    if axis.shift is not None:
        return list(_singly(one, relation))
    codes, others = (one.rows, one.columns) if axis.name == "rows" else (one.columns, one.rows)
    parts = [
        (line, sign)
        for line, sign in zip(pattern.parts, pattern.signs or (1,) * len(pattern.parts), strict=True)
        if line in codes
    ]
    if pattern.total not in codes or not parts:
        return []
    word = "行" if axis.name == "rows" else "栏"
    at = relation.samples[_meant(relation.holds)].tolist()
    meant = {sample for sample in at if sample in others}
    filled = axis.filled[[pattern.total, *(line for line, _ in parts)]] & (
        axis.values[[pattern.total, *(line for line, _ in parts)]] != 0
    )
    every = {s for s in others if filled[:, s].any() and not (axis.name == "rows" and s in one.rates)}
    if every <= meant:
        return [f"{codes[pattern.total]}{word}={_added([(codes[n], s) for n, s in parts], word, list(codes.values()))}"]
    return [
        f"{one.place(relation.cell(pattern.total, s))}={_terms([(one.place(relation.cell(n, s)), sign) for n, sign in parts])}"
        for s in sorted(meant)
    ]


def _singly(one: Coded, relation: Relation) -> Iterator[str]:
    """Every place where a relation is meant, by itself."""
    for place in np.flatnonzero(_meant(relation.holds)).tolist():
        total, parts = relation.cells(place)
        if one.holds(total) and all(one.holds(cell) for _, cell in parts):
            yield f"{one.place(total)}={_terms([(one.place(cell), sign) for sign, cell in parts])}"


def _meant(holds: Sequence[bool]) -> Any:
    """Places where a relation is meant: all, where few do not hold, else those that do."""
    mask = np.asarray(holds, dtype=bool)
    return np.ones_like(mask) if mask.sum() >= PER_MISS * (~mask).sum() else mask


def _added(parts: list[tuple[str, int]], word: str, order: list[str]) -> str:
    """Parts as they are added up, as from–to where they are neighbours."""
    places = [order.index(code) for code, _ in parts]
    if (
        len(parts) >= LONG
        and all(s > 0 for _, s in parts)
        and places == list(range(places[0], places[0] + len(places)))
    ):
        return f"{parts[0][0]}{word}至{parts[-1][0]}{word}之和"
    return _terms([(f"{code}{word}", sign) for code, sign in parts])


def _terms(parts: Iterable[tuple[str, int]]) -> str:
    return "".join(f"{'+' if sign > 0 else '-'}{name}" for name, sign in parts).removeprefix("+")


def ratio(one: Coded, ratio: Ratio) -> list[str]:
    """A ratio over a whole line, else place by place."""
    factor = "" if ratio.factor == 1 or ratio.operator == "Conversion" else f"×{int(ratio.factor)}"
    listed = [
        (cell, parts)
        for (cell, parts), meant in zip(ratio.cells, _meant(ratio.holds), strict=True)
        if meant and one.holds(cell) and all(map(one.holds, parts))
    ]
    rows = ratio.axis == "rows"
    across = {cell[1] if rows else cell[0] for cell, _ in listed}
    line_filled = one.table.measures[ratio.line, :] if rows else one.table.measures[:, ratio.line]
    every = {int(n) for n in np.flatnonzero(line_filled)} & set(one.columns if rows else one.rows)
    if listed and every <= across and (whole := _lined(one, listed, rows=rows)) is not None:
        return [_divided(ratio, *whole) + factor]
    return [_divided(ratio, one.place(cell), [one.place(p) for p in parts]) + factor for cell, parts in listed]


def _lined(
    one: Coded, places: Sequence[tuple[tuple[int, int], tuple[tuple[int, int], ...]]], *, rows: bool
) -> tuple[str, list[str]] | None:
    """Names of the line and of its parts where these are the same in every place; None where they are not."""
    names = []
    for several in zip(*((cell, *parts) for cell, parts in places), strict=False):
        same = {cell[0 if rows else 1] for cell in several}
        along = all(
            cell[1 if rows else 0] == own[1 if rows else 0] for cell, (own, _) in zip(several, places, strict=True)
        )
        if along and len(same) == 1:
            line = same.pop()
            names.append(f"{one.rows[line]}行" if rows else f"{one.columns[line]}栏")
        elif len(set(several)) == 1:
            names.append(one.place(several[0]))
        else:
            return None
    if len({len(parts) for _, parts in places}) > 1:
        return None
    return names[0], names[1:]


def _divided(ratio: Ratio, total: str, parts: Sequence[str]) -> str:
    if ratio.operator == "Average":
        return f"{total}=({'+'.join(parts)})÷{len(parts)}"
    if ratio.operator == "Conversion":
        return f"{total}={parts[0]}÷{int(ratio.factor)}"
    if ratio.operator == "RelativeChange":
        return f"{total}=({parts[1]}-{parts[0]})÷{parts[0]}"
    return f"{total}={parts[0]}÷{parts[1]}"


def tie(tables: Iterable[Coded], o: Outcome) -> str:
    """One number stated in two tables: 表1 05行3栏=表2 07行2栏; blank where one of them is not drawn."""
    sides = []
    for side in (o.right, o.left):
        cell = side.terms[0].figure.cell
        at = cell.row - 1, cell.column - 1
        home = next(
            (t for t in tables if t.table.board.name == cell.sheet and t.table.holds(*at) and t.holds(at)),
            None,
        )
        if home is None:
            return ""
        sides.append(f"{home.number} {home.place(at)}")
    return "=".join(sides)
