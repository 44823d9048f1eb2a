"""Finding the tables of a sheet: bands of columns, head rows, stub, body, unit; every number is in at most one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from recon.model import column_letters
from recon.open import stubs, words
from recon.open.board import Board

HEAD_ROWS = 5
LEAST = 4  #: measures that make a table


@dataclass(frozen=True)
class Table:
    """A table: rows and columns from 0, ends included. ``head``: its head rows; ``stub``: columns of labels."""

    board: Board
    head: tuple[int, ...]
    stub: tuple[int, ...]
    rows: tuple[int, ...]  #: rows with measures
    columns: tuple[int, ...]  #: columns with measures
    top: int
    bottom: int
    left: int
    right: int
    unit: str
    merged: tuple[tuple[int, int, int, int], ...] = ()

    @property
    def range(self) -> str:
        """A1:F9."""
        return f"{column_letters(self.left + 1)}{self.top + 1}:{column_letters(self.right + 1)}{self.bottom + 1}"

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell belongs to the table's body."""
        return self.rows[0] <= row <= self.rows[-1] and self.left <= column <= self.right

    @cached_property
    def measures(self) -> Any:
        """Whether each cell of the board is a measure of this table."""
        inside = np.zeros(self.board.shape, dtype=bool)
        inside[self.rows[0] : self.rows[-1] + 1, self.left : self.right + 1] = True
        return inside & self.board.measures

    @cached_property
    def heads(self) -> dict[int, tuple[str, ...]]:
        """The words above each column, from the top."""
        return stubs.heads(self)

    @cached_property
    def depths(self) -> tuple[dict[int, int], ...]:
        """Every reading of how deep each row is."""
        return stubs.readings(self)

    @cached_property
    def paths(self) -> dict[int, tuple[str, ...]]:
        """The labels that lead to each row, from the outermost."""
        return stubs.paths(self)


def find(board: Board, merged: tuple[tuple[int, int, int, int], ...] = ()) -> list[Table]:
    """The tables of a board, from the top and from the left."""
    listed = [table for left, right in _bands(board) for table in _stacked(board, left, right, merged)]
    return sorted(listed, key=lambda t: (t.rows[0], t.left))


def _bands(board: Board) -> Iterator[tuple[int, int]]:
    """Bands of columns: a blank column parts two tables where the right one has words of its own in front."""
    lettered = board.lettered
    used = np.flatnonzero((lettered | ~np.isnan(board.values)).any(axis=0))
    if not len(used):
        return
    blocks = np.split(used, np.flatnonzero(np.diff(used) > 1) + 1)
    start, last = blocks[0][0], blocks[0][-1]
    for block in blocks[1:]:
        measured = board.measures[:, block].any(axis=1)
        own = (lettered[:, block[0]] & measured).sum()
        if own >= 2 and own * 2 > measured.sum() and board.measures[:, start : last + 1].any():
            yield int(start), int(last)
            start = block[0]
        last = block[-1]
    yield int(start), int(last)


def _stacked(board: Board, left: int, right: int, merged: tuple[tuple[int, int, int, int], ...]) -> Iterator[Table]:
    """The tables of a band, one below the other."""
    measured = board.measures[:, left : right + 1]
    rows = np.flatnonzero(measured.any(axis=1))
    if not len(rows):
        return
    starts = [0]
    for n in range(1, len(rows)):
        between = range(rows[n - 1] + 1, rows[n])
        heads = [r for r in between if _is_head(board, r, left, right, measured)]
        if heads and not _same_head(board, heads, starts, rows, left, right):
            starts.append(n)
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        ceiling = int(rows[start - 1]) + 1 if start else 0
        table = _table(board, rows[start:end], ceiling, left, right, merged)
        if table is not None:
            yield table


def _is_head(board: Board, row: int, left: int, right: int, filled: Any) -> bool:
    """Whether a row without measures reads as a head: words above several columns of numbers."""
    measured = filled.any(axis=0)
    count = sum(
        bool(board.texts[row][c].strip()) or not np.isnan(board.values[row, c])
        for c in range(left, right + 1)
        if measured[c - left]
    )
    return count >= 2 and count * 2 > measured.sum()


def _same_head(board: Board, heads: list[int], starts: list[int], rows: Any, left: int, right: int) -> bool:
    """Whether head rows repeat those of the table that they stand in."""
    first = rows[starts[-1]]
    above = [_words(board, r, left, right) for r in range(max(0, first - HEAD_ROWS), first)]
    return all(_words(board, r, left, right) in above for r in heads)


def _words(board: Board, row: int, left: int, right: int) -> tuple[str, ...]:
    return tuple(words.fold(t) for t in board.texts[row][left : right + 1])


def _table(
    board: Board,
    rows: Any,
    ceiling: int,
    left: int,
    right: int,
    merged: tuple[tuple[int, int, int, int], ...],
) -> Table | None:
    first, last = int(rows[0]), int(rows[-1])
    inside = board.measures[first : last + 1, left : right + 1]
    columns = np.flatnonzero(inside.any(axis=0)) + left
    if inside.sum() < LEAST or (len(rows) < 2 and len(columns) < 3) or (len(columns) < 2 and len(rows) < 3):
        return None
    head = _heads(board, first, ceiling, columns, left, right)
    top = head[0] if head else first
    stub = tuple(c for c in range(left, int(columns[0])) if any(_is_filled(board, r, c) for r in rows.tolist()))
    edge = int(max(right if board.measures[first : last + 1, right].any() else columns[-1], columns[-1]))
    return Table(
        board,
        head,
        stub,
        tuple(rows.tolist()),
        tuple(columns.tolist()),
        top,
        last,
        min([left, *stub]),
        edge,
        _unit(board, top, first, ceiling, left, right),
        merged,
    )


def _is_filled(board: Board, row: int, column: int) -> bool:
    return bool(board.texts[row][column].strip()) or not np.isnan(board.values[row, column])


def _heads(board: Board, first: int, ceiling: int, columns: Any, left: int, right: int) -> tuple[int, ...]:
    """Head rows right above the body: with words or years above its columns of numbers."""
    heads: list[int] = []
    for r in range(first - 1, max(ceiling, first - HEAD_ROWS - 2) - 1, -1):
        texts = [c for c in range(left, right + 1) if board.texts[r][c].strip() or not np.isnan(board.values[r, c])]
        above = [c for c in texts if c >= columns[0]]
        blank_row = not texts
        if blank_row and not heads:
            continue
        if not heads and not above and any(c < columns[0] for c in texts) and r > max(ceiling, 0):
            continue  # a line of the stub that heads those below it
        if blank_row or not above or len(heads) >= HEAD_ROWS:
            break
        if len(texts) == 1 and (words.UNIT.search(board.texts[r][texts[0]]) or len(board.texts[r][texts[0]]) > 30):
            break
        heads.append(r)
    return tuple(reversed(heads))


def _unit(board: Board, top: int, first: int, ceiling: int, left: int, right: int) -> str:
    """The unit stated above the table; blank for none."""
    for r in range(first - 1, max(ceiling, top - 4) - 1, -1):
        for c in range(left, right + 1):
            if match := words.UNIT_LINE.search(board.texts[r][c]):
                return match[1]
    return ""
