"""Patterns that do not clash: the strongest are kept, and sums over all parts of an inner total are written with that total."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from recon.open.axis import Axis
from recon.open.evidence import ACCEPT, weigh
from recon.open.patterns import Pattern
from recon.open.views import DECLARED

#: Patterns give way to one that contradicts them with this many times their bits.
WEAK = 0.35


class Accepted:
    """Patterns that do not clash with each other."""

    def __init__(self, axis: Axis) -> None:
        self.axis = axis
        self.patterns: list[Pattern] = []
        self.by_total: dict[int, list[Pattern]] = {}
        self.triples: dict[frozenset[int], list[Pattern]] = {}
        self.by_part: dict[int, list[Pattern]] = {}

    def take(self, patterns: Iterable[Pattern]) -> list[Pattern]:
        """Accept the strongest first; what was accepted."""
        new = []
        for pattern in sorted(patterns, key=_strongest):
            against = self.clashes(pattern)
            if against and all(p.bits < WEAK * pattern.bits for p in against):
                for weaker in against:
                    self._drop(weaker)
                against = self.clashes(pattern)
            if not against:
                self._add(pattern)
                new.append(pattern)
        return new

    def _drop(self, pattern: Pattern) -> None:
        self.patterns.remove(pattern)
        self.by_total[pattern.total].remove(pattern)
        for key in (pattern.lines, frozenset(pattern.parts)):
            self.triples[key].remove(pattern)
        for part in pattern.parts:
            self.by_part[part].remove(pattern)

    def _add(self, pattern: Pattern) -> None:
        self.patterns.append(pattern)
        self.by_total.setdefault(pattern.total, []).append(pattern)
        for key in (pattern.lines, frozenset(pattern.parts)):
            self.triples.setdefault(key, []).append(pattern)
        for part in pattern.parts:
            self.by_part.setdefault(part, []).append(pattern)

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

    def _twice(self, one: Pattern, other: Pattern) -> bool:
        """Whether two sums of one total are the same but for a line that says what another one says."""
        return len((self._all_below(one) ^ self._all_below(other)) - {one.total, *self.by_total}) <= 2

    def clashes(self, pattern: Pattern) -> list[Pattern]:
        """The accepted patterns that a pattern contradicts."""
        parts = set(pattern.parts)
        key = frozenset(parts)
        rivals = [p for p in self.triples.get(key, ()) if p.overlaps(pattern)]
        rivals += [p for p in self.triples.get(pattern.lines, ()) if p.overlaps(pattern)]
        for other in self.by_total.get(pattern.total, ()):
            if other.overlaps(pattern) and (
                parts & self._all_below(other) or pattern.bits < ACCEPT + 6 or self._twice(pattern, other)
            ):
                rivals.append(other)
        for other in self.by_part.get(pattern.total, ()):
            if other.bits > pattern.bits and other.overlaps(pattern) and parts & set(other.parts):
                rivals.append(other)  # a part of a sum is no sum of its other parts
        for part in pattern.parts:
            for other in self.by_total.get(part, ()):
                if other.overlaps(pattern):
                    below = self._all_below(other)
                    if pattern.total in below or below & parts:
                        rivals.append(other)
        return list({id(p): p for p in rivals}.values())

    def settled(self) -> list[Pattern]:
        """The patterns, with sums over all parts of an inner total rewritten with that total."""
        patterns = list(self.patterns)
        for n, pattern in enumerate(patterns):
            patterns[n] = self._rewritten(pattern)
        return [_widened(self.axis, _trimmed(self.axis, p)) for p in patterns]

    def _alternating(self, inner: Pattern, parts: set[int]) -> bool:
        """Whether the parts of a total enter another total by themselves: cumulative sums, and two ways to divide."""
        inside = set(inner.parts)
        return any(
            p.total not in inside
            and inner.total not in p.parts
            and (
                (len(p.parts) < len(inner.parts) and len(set(p.parts) & inside) > 1)
                or (set(p.parts) < parts and inside & set(p.parts) and inside - set(p.parts) and set(p.parts) - inside)
                or (inside < set(p.parts) and self._beyond(inner, p))
            )
            for p in self.patterns
            if p is not inner and p.overlaps(inner)
        )

    def _beyond(self, inner: Pattern, wider: Pattern) -> bool:
        """Whether a wider sum stands between a total and its parts, as with 一季度, 上半年, 前三季度 above the months."""
        between = (inner.total < wider.total < min(inner.parts)) or (max(inner.parts) < wider.total < inner.total)
        return between and not min(inner.parts) <= wider.total <= max(inner.parts)

    def _within(self, parts: Sequence[int]) -> list[Pattern]:
        """The patterns with a part among these, in the order in which they were accepted."""
        near = {id(p): p for part in parts for p in self.by_part.get(part, ())}
        if len(near) < 2:
            return [*near.values()]
        return [p for p in self.patterns if id(p) in near]

    def _rewritten(self, pattern: Pattern) -> Pattern:
        if pattern.signs:
            return pattern
        parts = list(pattern.parts)
        changed = True
        while changed:
            changed = False
            for inner in self._within(parts):
                inside = set(inner.parts)
                if (
                    inner.total != pattern.total
                    and inner.total not in parts
                    and len(inside) < len(parts)
                    and inside < set(parts)
                    and inner.overlaps(pattern)
                    and not self._alternating(inner, set(parts))
                    and not min(inner.total, min(inside)) < pattern.total < max(inner.total, max(inside))
                ):
                    place = min(parts.index(p) for p in inside)
                    rest = [p for p in parts if p not in inside]
                    tried = (*rest[:place], inner.total, *rest[place:])
                    weighed = weigh(self.axis, pattern.total, np.array(tried))
                    if weighed.hits.sum() >= 0.7 * pattern.weighed.hits.sum():
                        parts, changed = list(tried), True
                        pattern = pattern.but(parts=tried, weighed=weighed)
                        break
        return pattern


def _strongest(pattern: Pattern) -> tuple[float, int, int, int, tuple[int, ...]]:
    """The order in which patterns are accepted; of two totals that say the same the one next to the parts comes first."""
    apart = min(abs(part - pattern.total) for part in pattern.parts)
    return -pattern.bits, len(pattern.parts), apart, pattern.total, pattern.parts


def _trimmed(axis: Axis, pattern: Pattern) -> Pattern:
    """The pattern without lines that are blank wherever its total is filled."""
    there = axis.filled[pattern.total]
    signs = pattern.signs or (1,) * len(pattern.parts)
    kept = [
        (p, s)
        for p, s in zip(pattern.parts, signs, strict=True)
        if (axis.filled[p] & there).any() or axis.unknown[p].any()
    ]
    if len(kept) == len(signs) or len(kept) < 2 or pattern.view in DECLARED:
        return pattern
    parts = tuple(p for p, _ in kept)
    turned = np.array([s for _, s in kept]) if pattern.signs else None
    return pattern.but(
        parts=parts,
        signs=tuple(s for _, s in kept) if pattern.signs else (),
        weighed=weigh(axis, pattern.total, np.array(parts), turned),
    )


def _widened(axis: Axis, pattern: Pattern) -> Pattern:
    """The pattern with lines of zeros taken in that lie between its parts and the next line of numbers."""
    order = sorted(pattern.parts)
    step = 1 if order[0] > pattern.total else -1
    if pattern.view != "all" or pattern.signs or not (order[0] > pattern.total or order[-1] < pattern.total):
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
