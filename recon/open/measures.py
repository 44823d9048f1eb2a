"""Which numbers are measures: not the years of a head, not numbers of columns, not codes and ordinals that name lines."""

from __future__ import annotations

from typing import Any

import numpy as np

from recon.open import words
from recon.open.board import Board

FIRST_YEAR, LAST_YEAR = 1890, 2110


def mask(board: Board) -> Any:
    """Whether each cell holds a measure."""
    filled = ~np.isnan(board.values)
    named = np.zeros_like(filled)
    whole = filled & (np.where(filled, board.values, 0.5) % 1 == 0)
    years = whole & (board.values >= FIRST_YEAR) & (board.values <= LAST_YEAR)
    first_ = np.where(filled, board.values, np.inf).min(axis=1, initial=np.inf)
    likely = (years | ~filled).all(axis=1) | np.isin(first_, (0.0, 1.0, 2.0))
    for r in np.flatnonzero((filled.sum(axis=1) >= 2) & likely):
        if _names(board.values[r], filled[r], years[r]) and _head_like(board, filled, int(r)):
            named[r] |= filled[r]
    for top in range(min(board.shape[0], 40)):
        if _numbers_columns(board, filled, top):
            named[top] |= filled[top]
    first = _first_text_columns(board, filled)
    for c in np.flatnonzero(filled.any(axis=0)):
        if _name_column(board, filled & ~named, years, int(c), first):
            named[:, c] |= filled[:, c]
    return filled & ~named


def _names(values: Any, filled: Any, years: Any) -> bool:
    """Whether a row's numbers are years or count the columns."""
    there = values[filled]
    if years[filled].all():
        steps = np.diff(there)
        return bool(
            len(steps)
            and (np.abs(steps) <= 10).all()
            and ((steps >= 0).all() or (steps <= 0).all() or len(set(there.tolist())) < len(there))
        )
    steps = np.diff(there)
    return len(there) >= 3 and bool((steps == 1).all()) and there[0] in (0, 1, 2)


def _numbers_columns(board: Board, filled: Any, row: int) -> bool:
    """Whether a row holds numbers of columns, some as formulas: 1, 2, 3=1+2."""
    there = board.values[row][filled[row]]
    if len(there) < 2 or not any("=" in t or "＝" in t for t in board.texts[row]):
        return False
    return bool(
        (there % 1 == 0).all() and (np.diff(there) > 0).all() and 0 <= there[0] <= 3 and there[-1] <= 3 * board.shape[1]
    )


def _head_like(board: Board, filled: Any, row: int) -> bool:
    """Whether a row stands above most numbers of its columns."""
    columns = filled[row]
    above = filled[:row][:, columns].any(axis=1).sum()
    below = filled[row + 1 :][:, columns].any(axis=1).sum()
    return bool((below > 0 and (above <= 3 or above < below / 4)) or _repeated(board, row))


def _repeated(board: Board, row: int) -> bool:
    return any(words.fold(text) in ("项目", "甲", "栏次") for text in board.texts[row])


def _first_text_columns(board: Board, filled: Any) -> int:
    """Columns up to the last one that holds mostly words, counted from the left."""
    lettered = board.lettered
    words_, numbers_ = lettered.sum(axis=0), filled.sum(axis=0)
    wordy = np.flatnonzero((words_ > numbers_) & (words_ >= 3))
    return int(wordy[0]) if len(wordy) else 0


def _name_column(board: Board, filled: Any, years: Any, column: int, first: int) -> bool:
    """Whether a column names lines: by its head, or by years, ordinals or codes left of the words."""
    rows = np.flatnonzero(filled[:, column])
    if not len(rows):
        return False
    above = [r for r in range(rows[0]) if board.texts[r][column].strip() or not np.isnan(board.values[r, column])]
    heads = [words.fold(board.texts[r][column]) for r in above[-1:]]
    there = board.values[rows, column]
    whole = bool((there % 1 == 0).all())
    if heads and words.NAMES.search(heads[-1]) and whole:
        return True
    before = filled[:, :column].any(axis=0).sum()
    if not whole or before > 1 or len(rows) < 3:
        return False
    steps = np.diff(there)
    if years[rows, column].all() and len(rows) >= 3 and (np.abs(steps) <= 10).mean() > 0.7 and before == 0:
        return True
    if before == 0 and (steps == 1).mean() >= 0.8 and there[0] in (0, 1):
        return True
    digits = {len(str(int(abs(v)))) for v in there.tolist()}
    return column <= first and before == 0 and len(digits) > 1 and _nested([str(int(v)) for v in there.tolist()])


def _nested(codes: list[str]) -> bool:
    """Whether most longer codes begin with a shorter one among them."""
    listed = set(codes)
    shortest = min(map(len, codes))
    longer = [c for c in codes if len(c) > shortest]
    inside = [c for c in longer if any(c[:n] in listed for n in range(shortest, len(c)))]
    return len(longer) >= 2 and len(inside) >= 0.8 * len(longer)
