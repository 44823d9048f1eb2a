"""Recovering relations of lines: candidates from every view are weighed, and the strongest that do not clash are kept."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from recon.open import views
from recon.open.axis import Axis
from recon.open.evidence import ACCEPT, weigh
from recon.open.patterns import Pattern
from recon.open.views import Candidate

ROUNDS = 6
#: Bits that a word for a total is worth on the total, and costs on a part of something that has none.
WORD = 3.0
MOST_LINES = 20_000


def sums(axis: Axis) -> list[Pattern]:
    """The sums along an axis, totals of parts before totals of totals."""
    accepted = Accepted(axis)
    hidden: set[int] = set()
    told = np.flatnonzero(axis.told)
    if len(told) < 3 or axis.values.shape[1] == 0:
        return []
    seen: set[tuple[int, frozenset[int]]] = set()
    declared: set[tuple[int, frozenset[int]]] = set()
    for turn in range(ROUNDS):
        active = np.array([line for line in told.tolist() if line not in hidden], dtype=int)
        found = []
        for candidate in views.of(axis, active, turn == 0):
            key = candidate.total, frozenset(candidate.parts)
            if candidate.view == "children":
                declared.add(key)
            if key not in seen:
                seen.add(key)
                if (pattern := weighed(axis, candidate)) is not None:
                    found.append(pattern)
        new = accepted.take(found)
        hidden |= {line for pattern in new for line in pattern.parts}
        if not new:
            break
    return [_told(axis, pattern, declared) for pattern in accepted.settled()]


def _told(axis: Axis, pattern: Pattern, declared: set[tuple[int, frozenset[int]]]) -> Pattern:
    """The pattern with its evidence: words for a total, indentation and codes say it besides the numbers."""
    named = axis.totals[pattern.total] or (pattern.total, frozenset(pattern.parts)) in declared
    return pattern.but(evidence="label") if named else pattern


def weighed(axis: Axis, candidate: Candidate) -> Pattern | None:
    """The pattern of a candidate; None where chance explains it."""
    parts = np.array(candidate.parts)
    rates = axis.rates[parts]
    if rates.any() != rates.all() or (rates.all() != bool(axis.rates[candidate.total])):
        return None
    found = weigh(axis, candidate.total, parts)
    moving = (axis.values[parts][:, found.hits] != 0).any(axis=1).sum()
    if moving < 2 or (candidate.view != "all" and candidate.view != "children" and moving < len(parts)):
        return None  # the rest are zeros: no sum, but the same number twice
    bits = found.bits - candidate.price + _words(axis, candidate)
    if bits < ACCEPT:
        return None
    return Pattern(
        axis.name,
        candidate.total,
        candidate.parts,
        found.first,
        found.last,
        bits,
        view=candidate.view,
        weighed=found,
    )


def _words(axis: Axis, candidate: Candidate) -> float:
    """What labels say for or against a candidate."""
    if axis.totals[candidate.total]:
        return WORD
    return -WORD if axis.totals[list(candidate.parts)].any() else 0.0


class Accepted:
    """Patterns that do not clash with each other."""

    def __init__(self, axis: Axis) -> None:
        self.axis = axis
        self.patterns: list[Pattern] = []
        self.by_total: dict[int, list[Pattern]] = {}
        self.triples: dict[frozenset[int], list[Pattern]] = {}

    def take(self, found: Iterable[Pattern]) -> list[Pattern]:
        """Accept the strongest first; what was accepted."""
        new = []
        for pattern in sorted(found, key=lambda p: (-p.bits, len(p.parts), p.total, p.parts)):
            if not self.clashes(pattern):
                self._add(pattern)
                new.append(pattern)
        return new

    def _add(self, pattern: Pattern) -> None:
        self.patterns.append(pattern)
        self.by_total.setdefault(pattern.total, []).append(pattern)
        self.triples.setdefault(pattern.lines, []).append(pattern)

    def below(self, line: int, like: Pattern) -> set[int]:
        """All lines that a line is made of where ``like`` holds."""
        reached: set[int] = set()
        edge = [line]
        while edge:
            for pattern in self.by_total.get(edge.pop(), ()):
                if pattern.overlaps(like):
                    new = set(pattern.parts) - reached
                    reached |= new
                    edge += new
        return reached

    def _all_below(self, pattern: Pattern) -> set[int]:
        """A pattern's parts and all that they are made of."""
        return set(pattern.parts).union(*(self.below(part, pattern) for part in pattern.parts))

    def clashes(self, pattern: Pattern) -> bool:
        """Whether a pattern contradicts one accepted."""
        parts = set(pattern.parts)
        if any(p.overlaps(pattern) for p in self.triples.get(pattern.lines, ())):
            return True
        for other in self.by_total.get(pattern.total, ()):
            if other.overlaps(pattern) and (parts & self._all_below(other) or pattern.bits < ACCEPT + 6):
                return True
        for part in pattern.parts:
            if part in self.by_total:
                below = self.below(part, pattern)
                if pattern.total in below or below & parts:
                    return True
        return False

    def settled(self) -> list[Pattern]:
        """The patterns, with sums over all parts of an inner total rewritten with that total."""
        patterns = list(self.patterns)
        for n, pattern in enumerate(patterns):
            patterns[n] = self._rewritten(pattern)
        return [_widened(self.axis, p) for p in patterns]

    def _rewritten(self, pattern: Pattern) -> Pattern:
        parts = list(pattern.parts)
        changed = True
        while changed:
            changed = False
            for inner in self.patterns:
                inside = set(inner.parts)
                if (
                    inner.total != pattern.total and inner.total not in parts and len(inside) < len(parts)
                    and inside < set(parts) and inner.overlaps(pattern)
                ):  # fmt: skip
                    place = min(parts.index(p) for p in inside)
                    rest = [p for p in parts if p not in inside]
                    tried = (*rest[:place], inner.total, *rest[place:])
                    found = weigh(self.axis, pattern.total, np.array(tried))
                    if found.hits.sum() >= pattern.weighed.hits.sum():
                        parts, changed = list(tried), True
                        pattern = pattern.but(parts=tried, weighed=found)
                        break
        return pattern


def _widened(axis: Axis, pattern: Pattern) -> Pattern:
    """The pattern with lines of zeros taken in that lie between its parts and the next line of numbers."""
    order = sorted(pattern.parts)
    step = 1 if order[0] > pattern.total else -1
    if pattern.view not in ("all",) or not (order[0] > pattern.total or order[-1] < pattern.total):
        return pattern
    edge = (order[-1] if step > 0 else order[0]) + step
    more = []
    while 0 <= edge < axis.count and axis.filled[edge].any():
        stretch = slice(pattern.first, pattern.last + 1)
        if axis.values[edge, stretch].any() or axis.totals[edge]:
            break
        more.append(edge)
        edge += step
    return pattern.but(parts=(*pattern.parts, *more)) if more else pattern
