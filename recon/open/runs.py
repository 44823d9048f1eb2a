"""Running sums over an ordered list of lines: which line is the sum of those right before or after it?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from recon.open.axis import Axis

#: Cells of work that one list may cost when every length is tried; longer lists are looked up by prefix sums.
DENSE = 30_000_000
MANY = 2_000  #: lines beyond which short runs are looked at less
SAMPLES = 8  #: samples of a list that long in which short runs are looked for
SHORT = 3  #: lengths tried of a list too long for all
WORTH = 5.0  #: bits that a run must promise


def runs(axis: Axis, lines: Any, gap: int = 1) -> Iterator[tuple[float, int, Any]]:
    """(bits promised, total, parts) of every run of ``lines`` that promises to be a sum; ``gap``: 1 where it touches its total."""
    lines = np.asarray(lines)
    count = len(lines)
    if count < 3:
        return
    cells = count * max(axis.values.shape[1], 1)
    for order in (lines, lines[::-1]):
        longest = count - gap
        if cells * longest > DENSE:
            longest = min(longest, max(SHORT, (DENSE if count <= MANY else DENSE // 6) // cells))
            if gap == 1:
                yield from _looked_up(axis, order)
        yield from _dense(axis, order, longest, gap, _fullest(axis, order) if longest < count - gap > MANY else None)


def _fullest(axis: Axis, order: Any) -> Any:
    """The samples with the most numbers, in the order of the sheet."""
    strength = (axis.filled[order] & (axis.values[order] != 0)).sum(axis=0)
    return np.sort(np.argsort(-strength, kind="stable")[:SAMPLES])


def _dense(axis: Axis, order: Any, longest: int, gap: int, samples: Any = None) -> Iterator[tuple[float, int, Any]]:
    """Every length up to ``longest``; the parts of a total stand behind it in ``order``; ``samples``: those looked at."""
    at_ = (order, slice(None)) if samples is None else np.ix_(order, samples)
    values, units, filled = axis.values[at_], axis.units[at_], axis.filled[at_]
    noise = axis.noise if samples is None else axis.noise[samples]
    squares, steps = np.where(filled, units**2, 0.0), np.where(filled, units, 0.0)
    count = len(order)
    sums = np.zeros_like(values)
    half, square, size = np.zeros_like(values), np.zeros_like(values), np.zeros_like(values)
    sizes = np.abs(values)
    for length in range(1, longest + 1):
        rows = count - gap - length + 1
        if rows <= 0:
            return
        at = slice(gap + length - 1, gap + length - 1 + rows)
        sums = sums[:rows] + values[at]
        half = half[:rows] + steps[at]
        square = square[:rows] + squares[at]
        size = size[:rows] + sizes[at]
        if length == 1:
            continue
        apart = np.abs(sums - values[:rows])
        room = np.minimum((half + units[:rows]) / 2, np.sqrt((square + squares[:rows]) * 0.75)) + noise
        hits = (apart <= room) & filled[:rows] & (size > 0)
        any_hit = np.flatnonzero(hits.any(axis=1))
        if not len(any_hit):
            continue
        scale = np.maximum(size[any_hit], 1e-300) / np.sqrt(length)
        p = np.minimum((2 * apart[any_hit] + units[any_hit]) / np.maximum(scale, 1e-200), 1e9)
        bits = np.where(hits[any_hit], -np.log2(np.clip(p, 1e-9, 1.0)), 0.0).sum(axis=1)
        for row, worth in zip(any_hit.tolist(), bits.tolist(), strict=True):
            if worth - np.log2(length) / 2 >= WORTH:
                yield worth, int(order[row]), order[row + gap : row + gap + length]


def _looked_up(axis: Axis, order: Any) -> Iterator[tuple[float, int, Any]]:
    """Of a long list: prefix sums are sorted once a sample, and each total looks up where its run would end."""
    values = axis.values[order]
    prefix = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    count = len(order)
    tolerances = axis.units[order].max(axis=0) * np.sqrt(count) * 0.5 + axis.noise * count
    strength = axis.filled[order].sum(axis=0) * (np.abs(values).mean(axis=0) > 0)
    pairs = [
        _ends(values, prefix, tolerances, sample, axis.filled[order, sample])
        for sample in np.argsort(-strength, kind="stable")[:6]
    ]
    runs = np.unique(np.concatenate(pairs), axis=0)
    for part in np.array_split(runs, max(1, len(runs) * values.shape[1] // 4_000_000)):
        rows, ends = part[:, 0], part[:, 1]
        counted = axis.filled[order[rows]] & (values[rows] != 0)
        close = np.abs(prefix[ends] - prefix[rows + 1] - values[rows]) <= tolerances
        good = (counted & close).sum(axis=1) * 2 > counted.sum(axis=1)
        for row, end in zip(rows[good].tolist(), ends[good].tolist(), strict=True):
            yield WORTH, int(order[row]), order[row + 1 : end]


def _ends(values: Any, prefix: Any, tolerances: Any, sample: int, filled: Any) -> Any:
    """(total, end) of the runs behind each total that come to it in one sample."""
    count = len(values)
    sums = prefix[:, sample]
    places = np.argsort(sums, kind="stable")
    ordered = sums[places]
    wanted = sums[1 : count + 1] + values[:, sample]
    first = np.searchsorted(ordered, wanted - tolerances[sample], "left")
    last = np.searchsorted(ordered, wanted + tolerances[sample], "right")
    some = np.flatnonzero((last > first) & (last - first <= 12) & (values[:, sample] != 0) & filled)
    sizes = (last - first)[some]
    rows = np.repeat(some, sizes)
    offsets = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    ends = places[np.repeat(first[some], sizes) + offsets]
    kept = ends - rows > 2
    return np.stack([rows[kept], ends[kept]], axis=1)
