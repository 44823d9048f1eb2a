"""Cells and columns of a cause in few words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from recon.model import CellRef, column_letters

#: Ranges and columns that are named; the finding holds every cell.
NAMED = 6


def block(cells: Iterable[CellRef]) -> str:
    """Cells as ranges: ``L18:S18、L22:S24``."""
    rows: dict[tuple[int, int], list[int]] = {}
    for row, several in groupby(sorted({(c.row, c.column) for c in cells}), key=lambda at: at[0]):
        for first, last in _runs([column for _, column in several]):
            rows.setdefault((first, last), []).append(row)
    blocks = [
        (top, first, bottom, last) for (first, last), numbers in rows.items() for top, bottom in _runs(sorted(numbers))
    ]
    ranges = [_range(*one) for one in sorted(blocks)]
    return "、".join(ranges[:NAMED]) + "…" * (len(ranges) > NAMED)


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending numbers as first and last of each unbroken run."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _range(top: int, first: int, bottom: int, last: int) -> str:
    start, end = f"{column_letters(first)}{top}", f"{column_letters(last)}{bottom}"
    return start if start == end else f"{start}:{end}"


def names(labels: Sequence[str]) -> str:
    """Column heads; of many the first and the last."""
    return "、".join(labels) if len(labels) <= NAMED else f"{labels[0]}至{labels[-1]} {len(labels)} 栏"


def rows(numbers: Sequence[int]) -> str:
    """Row numbers as runs: ``22—24、30``."""
    ranges = [str(a) if a == b else f"{a}—{b}" for a, b in _runs(sorted(numbers))]
    return "、".join(ranges[:NAMED]) + "…" * (len(ranges) > NAMED)
