"""The two axes of a board: rows as lines and columns as lines, with their words, depths and rates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from recon.open import labels, stubs, words
from recon.open.axis import Axis
from recon.open.board import Board, usual_decimals
from recon.open.tables import Table

#: Letters of a word that stands alone above a column.
SHORT = 16
Numbers = tuple[dict[int, int], list[tuple[str, int]]]


def both(board: Board, tables: Sequence[Table] = ()) -> tuple[Axis, Axis]:
    """Rows as lines, and columns as lines."""
    filled = board.measures | (board.marks & board.measures.any(axis=0)[None, :])
    values = np.where(board.measures, board.values, 0.0)
    decimals = usual_decimals(board)
    printed = np.where(board.measures, 10.0 ** -decimals.astype(float), 0.0)
    units = printed * _steps(values, printed, filled)
    common = _common(values, filled)
    column_numbers, row_numbers = _numbers(board, tables)
    names = row_labels(board)
    levels = [] if board.flat else [depths for table in tables for depths in stubs.any_depths(table)]
    heads = column_labels(board, min((t.rows[0] for t in tables), default=None))
    rate_rows = _rates(board, names, 1)
    rate_columns = _rates(board, tuple(" ".join(path) for path in heads), 0)
    rows = Axis(
        "rows",
        values,
        filled,
        units,
        printed,
        names,
        board.unknown,
        common,
        levels,
        _totals(names),
        rate_rows,
        rate_columns,
        *row_numbers,
    )
    tails = tuple(" ".join(path[-2:]) for path in heads)
    columns = Axis(
        "columns",
        values.T.copy(),
        filled.T.copy(),
        units.T.copy(),
        printed.T.copy(),
        tails,
        board.unknown.T.copy(),
        common.T.copy(),
        [],
        _totals(tails),
        rate_columns,
        rate_rows,
        *column_numbers,
    )
    return rows, columns


def _totals(labels: tuple[str, ...]) -> Any:
    return np.array([words.total(label) for label in labels], dtype=bool)


def _rates(board: Board, labels: tuple[str, ...], axis: int) -> Any:
    """Lines that are rates by their words or the % behind most of their numbers."""
    counts = board.measures.sum(axis=axis)
    percent = (board.percent & board.measures).sum(axis=axis) * 2 > np.maximum(counts, 1)
    return percent | np.array([bool(words.RATE.search(label)) for label in labels], dtype=bool)


def _steps(values: Any, units: Any, filled: Any) -> Any:
    """The step that all numbers of the sheet, or of a column or row, are multiples of, in units of their last place."""
    whole = np.rint(np.divide(values, units, out=np.zeros_like(values), where=units > 0))
    whole = np.where(np.abs(whole) < 2**53, whole, 0).astype(np.int64)
    steps = np.ones(values.shape)
    many = filled & (whole != 0)
    different = [_different(whole, many, axis) for axis in (0, 1)]
    for step in (3, 5, 10, 50, 100, 500, 1000):
        fits = (whole % step == 0) | ~filled
        if many.sum() >= 12 and fits[many].mean() > 0.98 and max(d.max(initial=0) for d in different) >= 4:
            steps = np.maximum(steps, step)
            continue
        for axis in (0, 1):
            enough = (different[axis] >= 6) & fits.all(axis=axis)
            steps = np.where(np.expand_dims(enough, axis), np.maximum(steps, step), steps)
    return steps


def _common(values: Any, filled: Any) -> Any:
    """The bits that a number's own rarity on the sheet is worth; no limit where it stands there once or twice."""
    sizes, places, counts = np.unique(np.abs(values[filled]), return_inverse=True, return_counts=True)
    many = counts[(sizes != 0)].sum() if len(sizes) else 0
    bits = np.where(counts > 2, np.log2(np.maximum(many, 1) / np.maximum(counts - 1, 1)), 99.0)
    least = np.full(values.shape, 99.0)
    least[filled] = bits[places.ravel()]
    few = np.full(values.shape, 99.0)
    for axis in (0, 1):
        there = filled & (values != 0)
        count, different = there.sum(axis=axis), _different(np.abs(values), there, axis)
        cap = np.where((count >= 6) & (different * 4 < count * 3), np.log2(np.maximum(different, 1)) + 0.5, 99.0)
        few = np.minimum(few, np.expand_dims(cap, axis))
    return np.minimum(least, few)


def _different(values: Any, many: Any, axis: int) -> Any:
    """How many different numbers each line has."""
    ordered = np.sort(np.where(many, values.astype(float), np.inf), axis=axis)
    with np.errstate(invalid="ignore"):
        steps = np.diff(ordered, axis=axis) > 0
    return steps.sum(axis=axis) + many.all(axis=axis)


def row_labels(board: Board) -> tuple[str, ...]:
    """The words left of a row's first measure, or its first words."""
    height, width = board.shape
    if board.flat:
        return ("",) * height
    labels = []
    firsts = np.where(board.measures.any(axis=1), board.measures.argmax(axis=1), width)
    for r in range(height):
        left = [t for t in board.texts[r][: firsts[r]] if t.strip()]
        labels.append(" ".join(t.strip() for t in left or [t for t in board.texts[r] if t.strip()][:1]))
    return tuple(labels)


def column_labels(board: Board, first: int | None = None) -> list[tuple[str, ...]]:
    """The words above each column's first measures, from the top; a head over several columns counts for all.

    ``first``: the row with which the first table's measures begin, where that is known.
    """
    height, width = board.shape
    measured = board.measures
    top = first if first is not None else int(np.flatnonzero(measured.any(axis=1))[0]) if measured.any() else height
    counts = {r: sum(bool(t.strip()) for t in board.texts[r]) for r in range(max(0, top - 8), top)}
    heads = [r for r, count in counts.items() if count >= 2]
    lowest = heads[0] if heads else top
    while heads and counts.get(lowest - 1) == 1 and _over_one(board, lowest - 1):
        lowest -= 1
    rows = [r for r in counts if r in heads or (heads and lowest <= r < heads[0])]
    spread = [_spread(board, r, width, carry=r != rows[-1] and counts[r] > 1) for r in rows]
    paths = []
    for c in range(width):
        path = [line[c] for line in spread if line[c]]
        paths.append(tuple(dict.fromkeys(path)))
    return paths


def _over_one(board: Board, row: int) -> bool:
    """Whether the only word of a row continues the head of one column of numbers: 增长 over （％）."""
    column, text = next((c, t.strip()) for c, t in enumerate(board.texts[row]) if t.strip())
    plain = len(text) <= SHORT and not words.UNIT_LINE.search(text)
    return plain and column > 0 and bool(board.measures[row:, column].any())


def _spread(board: Board, row: int, width: int, *, carry: bool) -> list[str]:
    """A head row with each word carried to the right over blanks."""
    line, last = [], ""
    for c in range(width):
        text = board.texts[row][c].strip()
        if not text and not np.isnan(board.values[row, c]):
            text = format(board.values[row, c], ".15g")
        last = text or (last if carry else "")
        line.append(last)
    return line


def _numbers(board: Board, tables: Sequence[Table]) -> tuple[Numbers, Numbers]:
    """The printed numbers and formulas of columns (栏次) and of rows (行次), of the first table that has them."""
    columns: Numbers = ({}, [])
    rows: Numbers = ({}, [])
    for table in tables:
        for r in range(max(table.top - 1, 0), min(table.rows[0] + 1, board.shape[0])):
            numbered = labels.numbered([stubs.text(board, r, c) for c in range(board.shape[1])])
            if len(numbered[0]) >= 3 and len(numbered[0]) > len(columns[0]):
                columns = numbered
        for c in table.stub:
            numbered = labels.numbered([stubs.text(board, r, c) for r in range(min(board.shape[0], 2_000))])
            if len(numbered[0]) >= 3 and len(numbered[0]) > len(rows[0]):
                rows = numbered
    return columns, rows
