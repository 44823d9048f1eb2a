"""What each further total row sums up: second totals, second levels, regions, pages; by arithmetic, place and words.

A row's words propose what it sums, its place proposes more, and the proposal that adds up in most columns is the one
it is held to. A row without a word for a total is one where every column is the sum of the rows beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from recon.forms.rowkinds import TotalRow
from recon.forms.words import class_name
from recon.grid import Grid
from recon.schemas.fields import amounts
from recon.schemas.form import TableSpec

#: Columns whose values a total row may be named after.
CLASSES = ("类别", "地区", "网别", "建设性质", "建设状态", "责任单位")
#: An unnamed row must have so many amounts other than zero, and so many rows beside it, to be taken for their sum.
AMOUNTS, ROWS = 3, 2
#: More total rows than any form has: beyond them places are proposed among the nearest ones only.
NEAREST = 40
Rows = tuple[int, ...]


@dataclass(frozen=True)
class Ledger:
    """The amounts of a table as integers, blanks as zero, and the kind of each row."""

    table: Grid
    spec: TableSpec
    kinds: dict[int, str]

    @cached_property
    def matrix(self) -> Any:
        """Rows × amount columns."""
        frame = self.table.frame
        labels = [label for label in amounts(self.spec.model.to_schema()) if label in frame and label != "项目数"]
        columns = [frame[label].fillna(0).to_numpy(dtype=np.int64) for label in labels]
        return np.array(columns, dtype=np.int64).T.reshape(len(frame), len(labels))

    @cached_property
    def places(self) -> dict[int, int]:
        """Row number → position in the matrix."""
        return {row: place for place, row in enumerate(self.table.frame.index.tolist())}

    @cached_property
    def entries(self) -> list[int]:
        """The rows of entries, from the top."""
        return [row for row, kind in self.kinds.items() if kind == "entry"]

    @cached_property
    def sums(self) -> list[int]:
        """The rows that sum others up, from the top."""
        return [row for row, kind in self.kinds.items() if kind in ("total", "subtotal")]

    def amounts(self, row: int) -> Any:
        """The amounts of a row."""
        return self.matrix[self.places[row]]

    def agreeing(self, row: int, parts: Sequence[int]) -> int:
        """In how many columns a row is the sum of some others, as far as rounding lets it."""
        added = self.matrix[[self.places[part] for part in parts]].sum(axis=0)
        width = (len(parts) + 1) * 10 ** (self.table.scale - self.table.decimals)
        stated = self.amounts(row)
        return int(((2 * np.abs(added - stated) <= width) & ((stated != 0) | (added != 0))).sum())

    def asked(self, row: int, parts: Sequence[int]) -> int:
        """In how many columns there is something to compare."""
        added = np.abs(self.matrix[[self.places[part] for part in parts]]).sum(axis=0)
        return int(((self.amounts(row) != 0) | (added != 0)).sum())


def unnamed(ledger: Ledger) -> Iterator[int]:
    """Entries without code and class that are the sum of the rows right below or above them in every column."""
    frame = ledger.table.frame
    blank = np.ones(len(frame), dtype=bool)
    for label in ("项目代码", "类别"):
        if label in frame:
            blank &= (frame[label] == "").to_numpy(dtype=bool)
    for row in ledger.entries:
        if blank[ledger.places[row]] and int((ledger.amounts(row) != 0).sum()) >= AMOUNTS:
            beside = [run for run in _runs(ledger, row) if len(run) >= ROWS]
            if any(ledger.agreeing(row, run) == ledger.asked(row, run) for run in beside):
                yield row


def _runs(ledger: Ledger, row: int) -> Iterator[list[int]]:
    """The entries below a row, and above it, up to the next row of another kind; then all others."""
    at = ledger.entries.index(row)
    below, above = ledger.entries[at + 1 :], ledger.entries[:at][::-1]
    stops = ledger.sums
    yield [e for e in below if e < min((s for s in stops if s > row), default=e + 1)]
    yield [e for e in above if e > max((s for s in stops if s < row), default=0)]
    yield below
    yield above


def settled(
    ledger: Ledger, totals: Mapping[str, int], further: Sequence[TotalRow]
) -> tuple[dict[str, int], tuple[TotalRow, ...]]:
    """Of several rows named 合计 the one that sums up all entries in most columns is it; the others are further."""
    wholes = [one for one in further if one.kind == "whole"]
    if "" not in totals or not wholes:
        return dict(totals), tuple(further)
    first = TotalRow(totals[""], "whole", "")
    best = max((first, *wholes), key=lambda one: ledger.agreeing(one.row, ledger.entries))
    rest = [one for one in (first, *further) if one is not best]
    return {**totals, "": best.row}, tuple(sorted(rest, key=lambda one: one.row))


def summed(ledger: Ledger, further: Sequence[TotalRow], heads: Sequence[int]) -> Iterator[tuple[TotalRow, Rows]]:
    """Each further total row with the rows it sums up; none where nothing that is proposed adds up or is meant by name.

    ``heads``: the total rows of classes, which a further total may sum up as well.
    """
    for one in further:
        proposals = list(dict.fromkeys(rows for rows in _proposed(ledger, one, heads) if rows))
        scores = [ledger.agreeing(one.row, rows) for rows in proposals]
        best = proposals[scores.index(max(scores))] if proposals else ()
        sure = best and (_meant(ledger, one) or 2 * max(scores) >= ledger.asked(one.row, best))
        yield one, best if sure else ()


def _meant(ledger: Ledger, one: TotalRow) -> bool:
    """Whether a row's words alone say what it sums up."""
    return one.kind == "whole" or any(_named(ledger, one.name))


def _proposed(ledger: Ledger, one: TotalRow, heads: Sequence[int]) -> Iterator[Rows]:
    """What a total row may sum up, the likeliest first."""
    if one.kind == "whole":
        yield tuple(ledger.entries)
        yield tuple(row for row in heads if row != one.row)
    for named in _named(ledger, one.name) if one.name else ():
        block = _block(one.row, named, heads)
        yield block
        yield tuple(named)
    yield from _placed(ledger, one.row, heads)
    yield tuple(ledger.entries)


def _named(ledger: Ledger, name: str) -> Iterator[list[int]]:
    """The entries that have a value in some column which a total row is named after."""
    frame = ledger.table.frame
    for label in CLASSES:
        if name and label in frame:
            values = frame[label].to_dict()
            rows = [row for row in ledger.entries if _same(str(values[row]), name)]
            if rows:
                yield rows


def _same(value: str, name: str) -> bool:
    return bool(value) and name in {
        value,
        value.removesuffix("市"),
        value.removesuffix("州"),
        class_name(value),
    }


def _block(row: int, rows: Sequence[int], heads: Sequence[int]) -> Rows:
    """Those of some rows in the block of the class head above a row."""
    top = max((head for head in heads if head < row), default=0)
    bottom = min((head for head in heads if head > row), default=0)
    return tuple(r for r in rows if r > top and (not bottom or r < bottom))


def _placed(ledger: Ledger, row: int, heads: Sequence[int]) -> Iterator[Rows]:
    """The entries between a row and another total row, nearest first; then the total rows above it."""
    above = [0, *(s for s in ledger.sums if s < row)][::-1][:NEAREST]
    below = [s for s in (*ledger.sums, max(ledger.kinds) + 1) if s > row][:NEAREST]
    for n in range(max(len(above), len(below))):
        if n < len(below):
            yield tuple(e for e in ledger.entries if row < e < below[n])
        if n < len(above):
            yield tuple(e for e in ledger.entries if above[n] < e < row)
    yield tuple(head for head in heads if head < row)
    yield tuple(head for head in heads if head > row)
    other = [s for s in ledger.sums if s != row and s not in heads]
    yield tuple(s for s in other if s < row)
    yield tuple(s for s in other if s > row)
