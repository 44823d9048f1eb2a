"""Views: ordered lists of lines in which a total may stand right before or after its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from recon.open import words
from recon.open.axis import Axis
from recon.open.runs import runs

#: Views in which words, indentation or codes say what belongs together.
DECLARED = frozenset({"children", "single", "rolling", "taken_off", "printed", "computed"})
#: Promising runs kept for each total and list.
KEPT = 10
#: Steps at which lines are taken when no words tell which belong together.
STRIDES = range(2, 14)
TRIPLES = 70  #: lines of which any three are looked at
SMALL = 150_000  #: cells beyond which only what is near each other is looked at
STEPS = 64  #: lines looked at first for the end of a line's children
LISTS = 60  #: lists of like labels looked at


class Candidate(NamedTuple):
    """A relation worth weighing: its price in bits is what looking in this view costs."""

    total: int
    parts: tuple[int, ...]
    price: float
    view: str
    signs: tuple[int, ...] = ()


def candidates(axis: Axis, active: np.ndarray, first: bool) -> Iterator[Candidate]:
    """Candidates among the active lines; what does not depend on what is hidden is looked at in the first round only."""
    cells = len(active) * axis.values.shape[1]
    yield from _kept(axis, active, 0.0, "all", 1)
    if first:
        yield from declared(axis)
    yield from pairs(axis, active, 5 if cells <= SMALL else 2)
    if cells > SMALL:
        return
    if len(active) <= 400:
        for gap in range(2, 7 if axis.name == "rows" else 4):
            yield from _kept(axis, active, 4.0 + gap, "gap", gap)
    if first:
        yield from _alike(axis, active)
        yield from _strided(axis, active)
    if len(active) <= TRIPLES and axis.name == "rows" and not first:
        yield from _triples(axis, active)
    if len(active) <= 120:
        yield from _skipping(axis, active)


def _kept(axis: Axis, lines: np.ndarray, price: float, view: str, gap: int = 1) -> Iterator[Candidate]:
    """The most promising runs of each total."""
    candidates: dict[int, list[tuple[float, int, np.ndarray]]] = defaultdict(list)
    for bits, total, parts in runs(axis, lines, gap):
        several = candidates[total]
        several.append((-bits, -len(parts), parts))
        if len(several) > 4 * KEPT:
            several.sort(key=lambda one: one[:2])
            del several[KEPT:]
    for total, several in candidates.items():
        several.sort(key=lambda one: one[:2])
        for _, _, parts in several[:KEPT]:
            yield Candidate(total, tuple(parts.tolist()), price, view)


def _triples(axis: Axis, active: np.ndarray) -> Iterator[Candidate]:
    """Any line that is the sum of any two: what balances, however far apart."""
    values, filled, units = axis.values[active], axis.filled[active], axis.units[active]
    count = len(active)
    price = 3.0 + 2 * np.log2(max(count, 2))
    need = price + 6
    for n in range(count):
        counted = filled[n] & (values[n] != 0)
        if counted.sum() < 2:
            continue
        apart = np.abs(values[:, None, counted] + values[None, :, counted] - values[n, counted])
        room = (units[:, None, counted] + units[None, :, counted] + units[n, counted]) / 2 + axis.noise[counted]
        hits = (apart <= room) & filled[:, None, counted] & filled[None, :, counted]
        size = np.minimum(np.abs(values)[:, None, counted], np.abs(values)[None, :, counted])
        with np.errstate(divide="ignore"):
            bits = np.where(hits & (size > 0), np.log2(np.maximum(size, 1e-300) / (2 * apart + units[n, counted])), 0.0)
        worth = np.where(hits.sum(axis=2) * 2 > counted.sum(), np.clip(bits, 0, 30).sum(axis=2), 0.0)
        first, second = np.nonzero(np.triu(worth >= need, 1))
        for i, j in list(zip(first.tolist(), second.tolist(), strict=True))[:KEPT]:
            if n not in (i, j):
                yield Candidate(int(active[n]), (int(active[i]), int(active[j])), float(price), "triple")


def _skipping(axis: Axis, active: np.ndarray) -> Iterator[Candidate]:
    """Runs of which one line is no part: 其中 without its word."""
    for order in (active, active[::-1]):
        values, filled = axis.values[order], axis.filled[order]
        for place in range(len(order) - 3):
            if not filled[place].any():
                continue
            sums = np.cumsum(values[place + 1 : place + 40], axis=0)
            excess = sums - values[place]
            sample = int(np.argmax(np.abs(values[place])))
            for length in range(3, len(sums) + 1):
                over = excess[length - 1]
                if not over[sample]:
                    continue
                for skipped in np.flatnonzero(
                    np.abs(values[place + 2 : place + length, sample] - over[sample])
                    <= axis.units[order[place], sample]
                ).tolist():
                    line = place + 2 + skipped
                    if np.abs(values[line] - over)[filled[place]].max(initial=0) <= 2 * axis.units[order[place]].max():
                        parts = [
                            int(n) for k, n in enumerate(order[place + 1 : place + 1 + length], place + 1) if k != line
                        ]
                        yield Candidate(int(order[place]), tuple(parts), 6.0, "skipping")


def declared(axis: Axis) -> Iterator[Candidate]:
    """The lines set in below a line, one step deeper; or above it."""
    for lines, depths in axis.levels:
        for backwards in (False, True):
            order, deep = (lines[::-1], depths[::-1]) if backwards else (lines, depths)
            for place in parents(deep):
                parts = children(order, deep, place)
                if axis.filled_lines[order[place]] and (len(parts) > 1 or not backwards):
                    yield Candidate(int(order[place]), tuple(parts), 0.0, "children")


def parents(depths: np.ndarray) -> list[int]:
    """The places with something deeper right behind them."""
    return np.flatnonzero(depths[1:] > depths[:-1]).tolist()


def children(order: np.ndarray, depths: np.ndarray, place: int) -> list[int]:
    """The lines behind a place that are deeper, of these the shallowest, up to one that is no deeper."""
    reach = STEPS
    while True:  # in pieces that grow, so that a short run of a long list costs little
        shallow = np.flatnonzero(depths[place + 1 : place + 1 + reach] <= depths[place])
        if len(shallow) or place + 1 + reach >= len(order):
            break
        reach *= 8
    end = place + 1 + int(shallow[0]) if len(shallow) else len(order)
    inside = depths[place + 1 : end]
    return order[place + 1 : end][inside == inside.min()].tolist() if len(inside) else []


def _alike(axis: Axis, active: np.ndarray) -> Iterator[Candidate]:
    """Lines of one label, as when 男 and 女 or 计划 and 完成 take turns."""
    groups: dict[str, list[int]] = defaultdict(list)
    for line in active.tolist():
        for word in {axis.labels[line], axis.labels[line].split(" ")[-1]}:
            if word:
                groups[words.fold(word)].append(line)
    many = [tuple(lines) for lines in groups.values() if 3 <= len(lines) < len(active)]
    for lines in list(dict.fromkeys(many))[:LISTS]:
        yield from _kept(axis, np.array(lines), 1.0, "alike")


def _strided(axis: Axis, active: np.ndarray) -> Iterator[Candidate]:
    """Every second, third, … line."""
    count = len(active)
    if count > 150:
        return
    for stride in STRIDES:
        if count // stride >= 3:
            for start in range(stride):
                lines = active[start::stride]
                if len(lines) >= 3:
                    yield from _kept(axis, lines, 5.0, "strided")


def pairs(axis: Axis, active: np.ndarray, reach: int = 5) -> Iterator[Candidate]:
    """Three lines near each other of which one is the sum of the two others, in any order."""
    count = len(active)
    values, filled = axis.values[active], axis.filled[active]
    units = axis.units[active]
    if count < 3 or values.shape[1] == 0:
        return
    for i in range(-reach, reach + 1):
        for j in range(i + 1, reach + 1):
            if 0 in (i, j) or j - i > reach or max(abs(i), abs(j)) > reach:
                continue
            low, high = max(0, -i, -j), min(count, count - i, count - j)
            if high <= low:
                continue
            at = np.arange(low, high)
            apart = np.abs(values[at + i] + values[at + j] - values[at])
            room = (units[at] + units[at + i] + units[at + j]) / 2 + axis.noise
            there = filled[at] & (filled[at + i] | filled[at + j])
            hits = there & (apart <= room)
            step = (np.abs(values[at + i]) + np.abs(values[at + j])) / 2
            p = np.divide(2 * apart + units[at], step, out=np.ones_like(step), where=hits & (step > 0))
            bits = -np.log2(np.clip(p, 1e-9, 1.0)).sum(axis=1)
            some = np.flatnonzero((bits >= 6) & (hits.sum(axis=1) * 2 > there.sum(axis=1)))
            far = abs(i) + abs(j) - (2 if i * j < 0 else 3)
            price = 2.0 + 0.8 * far
            for k in some.tolist():
                total, first, second = (int(active[at[k] + o]) for o in (0, i, j))
                yield Candidate(total, (first, second), price, "pair")
