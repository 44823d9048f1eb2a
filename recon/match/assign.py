"""One to one: the assignment of greatest total score, and by how much each of its pairs is needed for it.

A pair is accepted if the best assignment without it is worse by a margin. That is a property of the scores alone:
neither the order of rows nor which of several best assignments was found has a part in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Scores = Mapping[tuple[int, int], int]
#: Points that the best assignment must be better by than the best one without a pair.
MARGIN = 50
#: Rows of one side that are solved together; a larger tangle is first cut at its weakest pairs.
TANGLE, STEP = 120, 25


def needed(scores: Scores) -> dict[tuple[int, int], int]:
    """Pairs of the best assignment → how much worse the best one without the pair is."""
    found: dict[tuple[int, int], int] = {}
    for part in components(scores):
        if max(len({a for a, _ in part}), len({b for _, b in part})) > TANGLE:
            found |= _cut(part)
        else:
            found |= _solve(part)
    return found


def _cut(part: dict[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """Solved without its weakest pairs; those still limit how surely the rows they join are told apart."""
    floor = min(part.values()) + STEP
    rival: dict[tuple[str, int], int] = {}
    for (a, b), score in part.items():
        if score < floor:
            for end in (("left", a), ("right", b)):
                rival[end] = max(rival.get(end, 0), score)
    kept = needed({pair: score for pair, score in part.items() if score >= floor})
    return {
        (a, b): min(lead, part[a, b] - max(rival.get(("left", a), 0), rival.get(("right", b), 0)))
        for (a, b), lead in kept.items()
    }


def components(scores: Scores) -> Iterator[dict[tuple[int, int], int]]:
    """Pairs that share rows, directly or through others."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in scores:
        parent[root(("left", a))] = root(("right", b))
    parts: dict[tuple[str, int], dict[tuple[int, int], int]] = {}
    for (a, b), score in scores.items():
        parts.setdefault(root(("left", a)), {})[a, b] = score
    yield from parts.values()


def _solve(part: dict[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    if len(part) == 1:
        return dict(part)
    from scipy.optimize import linear_sum_assignment

    table, rows, columns = _table(part)
    best, pairs = _best(table, linear_sum_assignment)
    found = {}
    for i, j in pairs:
        kept, table[i, j] = table[i, j], 0
        found[rows[i], columns[j]] = best - _best(table, linear_sum_assignment)[0]
        table[i, j] = kept
    return found


def _table(part: dict[tuple[int, int], int]) -> tuple[Any, list[int], list[int]]:
    import numpy as np

    rows, columns = sorted({a for a, _ in part}), sorted({b for _, b in part})
    at, of = ({place: n for n, place in enumerate(side)} for side in (rows, columns))
    table = np.zeros((len(rows), len(columns)), dtype=np.int64)
    for (a, b), score in part.items():
        table[at[a], of[b]] = score
    return table, rows, columns


def _best(table: Any, solve: Any) -> tuple[int, list[tuple[int, int]]]:
    """The greatest sum, and the pairs that make it; a score of 0 is no pair."""
    rows, columns = solve(table, maximize=True)
    pairs = [(i, j) for i, j in zip(rows.tolist(), columns.tolist(), strict=True) if table[i, j]]
    return int(table[rows, columns].sum()), pairs
