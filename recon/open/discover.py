"""Recovering relations of lines: candidates from every view are weighed, and the strongest that do not clash are kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from recon.open import labels, views
from recon.open.accepted import Accepted
from recon.open.axis import Axis
from recon.open.evidence import ACCEPT, Weighed, weigh
from recon.open.patterns import Pattern
from recon.open.views import DECLARED, Candidate

ROUNDS = 6
#: Bits that a word for a total is worth on the total, and costs on a part of something that has none.
WORD = 3.0
#: Bits that a pattern of the same shape elsewhere is worth.
ALIKE = 5.0
#: What it costs to hold for shares and rates only, where what they are shares of does not add up.
SHARES = 3.0
#: Share of a total that its declared parts may miss it by everywhere, as chained volumes do.
SOFT = 0.01
#: Places in which a reading of depth must hold, at least and for each that fails, for a total that fails to be meant.
HELD, PER_MEANT = 4, 4
#: What a line may be told in instead of the unit of the others; samples that must show it; lines of a table looked at.
UNITS, LEAST_SCALED, SCALED = (10_000.0, 1_000.0, 100.0, 1e8, 1e-4, 1e-3, 1e-2, 1e-8), 3, 2_000
#: Share of a total up to which what its parts leave over is no part that the table does not list.
REST = 0.1
#: What it costs to hold in one place only, by the view; 4 where none is named.
LONE = {
    "computed": 0.0,
    "children": 0.0,
    "rolling": 0.0,
    "taken_off": 0.0,
    "printed": 0.0,
    "all": 2.0,
    "pair": 30.0,
}


def sums(axis: Axis) -> list[Pattern]:
    """The sums along an axis, totals of parts before totals of totals."""
    accepted = Accepted(axis)
    hidden: set[int] = set()
    waiting: set[int] = set()  # labelled totals that are parts of others, and whose own parts may show next
    filled = np.flatnonzero(axis.filled_lines)
    if len(filled) < 3 or axis.values.shape[1] == 0:
        return []
    seen: set[tuple[int, frozenset[int]]] = set()
    declared: set[tuple[int, frozenset[int]]] = set()
    children: set[tuple[int, frozenset[int]]] = set()
    weak: list[Pattern] = []
    for turn in range(ROUNDS):
        active = np.array([line for line in filled.tolist() if line not in hidden], dtype=int)
        strong: list[Pattern] = []
        named = labels.candidates(axis) if turn == 0 else ()
        for candidate in chain(named, views.candidates(axis, active, turn == 0)):
            key = candidate.total, frozenset(candidate.parts)
            if candidate.view in DECLARED:
                declared.add(key)
            if candidate.view == "children":
                children.add(key)
            if key not in seen:
                seen.add(key)
                if (pattern := weighed(axis, candidate)) is not None:
                    (strong if pattern.bits >= ACCEPT else weak).append(pattern)
        new = accepted.take(strong)
        later, waiting = waiting, set()
        for line in (line for pattern in new for line in pattern.parts):
            (waiting if axis.totals[line] and line not in accepted.by_total else hidden).add(line)
        hidden |= later
        if not new and not later:
            break
    accepted.take(_alike(axis, weak, accepted))
    accepted.take(_soft(axis, accepted))
    for reading in readings(axis):
        if reading.meant:
            accepted.take(p for p in reading.failed if p.total not in accepted.by_total)
    return [
        one.but(family="children") if (one.total, frozenset(one.parts)) in children else one
        for one in (_with_evidence(axis, pattern, declared) for pattern in accepted.settled())
    ]


def _with_evidence(axis: Axis, pattern: Pattern, declared: set[tuple[int, frozenset[int]]]) -> Pattern:
    """The pattern with its evidence: formulas, words for a total, indentation and codes say it besides the numbers."""
    if pattern.view == "computed":
        return pattern.but(evidence="formula")
    named = (
        pattern.view in DECLARED or axis.totals[pattern.total] or (pattern.total, frozenset(pattern.parts)) in declared
    )
    return pattern.but(evidence="label") if named else pattern


def weighed(axis: Axis, candidate: Candidate) -> Pattern | None:
    """The pattern of a candidate; None where chance explains it."""
    parts = np.array(candidate.parts)
    rates = axis.rates[parts]
    if rates.any() != rates.all() or (rates.all() != bool(axis.rates[candidate.total])):
        return None
    signs = np.array(candidate.signs) if candidate.signs else None
    weight = weigh(axis, candidate.total, parts, signs)
    if len(parts) == 1:
        return _same(axis, candidate, weight)
    moving = (np.abs(axis.values[parts]) > weight.tolerances)[:, weight.hits].any(axis=1).sum()
    if moving < 2 or (candidate.view != "all" and candidate.view not in DECLARED and moving < len(parts)):
        return None  # the rest are zeros: no sum, but the same number twice
    bits = weight.bits - candidate.price + _words(axis, candidate)
    if not axis.totals[candidate.total] and candidate.view not in DECLARED:
        bits -= max(0.0, np.log2(axis.count / 16))  # so many lines might have been a total
    if (weight.misses & ~axis.loose).any() and not (weight.hits & ~axis.loose & (weight.gains > 0)).any():
        bits -= SHARES
    if (weight.gains > 0.5).sum() < 2:
        bits -= LONE.get(candidate.view, 4.0)
    if bits < ACCEPT - ALIKE:
        return None
    return Pattern(
        axis.name,
        candidate.total,
        candidate.parts,
        weight.first,
        weight.last,
        bits,
        signs=candidate.signs,
        view=candidate.view,
        weighed=weight,
    )


def _shape(pattern: Pattern) -> tuple[int, ...]:
    return tuple(sorted(part - pattern.total for part in pattern.parts))


def _alike(axis: Axis, weak: list[Pattern], accepted: Accepted) -> list[Pattern]:
    """Weak patterns that have the shape of a strong one, as when men and women follow every total."""
    shapes = {_shape(p) for p in accepted.patterns}
    return [p.but(bits=p.bits + ALIKE) for p in weak if _shape(p) in shapes]


def _soft(axis: Axis, accepted: Accepted) -> list[Pattern]:
    """Sums that indentation or codes declare and that miss by a little everywhere; they are learnt, never judged."""
    patterns = []
    for candidate in views.declared(axis):
        if candidate.total in accepted.by_total or len(candidate.parts) < 2:
            continue
        weight = weigh(axis, candidate.total, np.array(candidate.parts), soft=SOFT)
        if weight.bits >= ACCEPT + 4 and weight.hits.sum() >= 2 and weight.hits.sum() >= 4 * weight.misses.sum():
            parts, total = candidate.parts, candidate.total
            patterns.append(
                Pattern(axis.name, total, parts, weight.first, weight.last, weight.bits, view="soft", weighed=weight)
            )
    return patterns


def scaled(axis: Axis, lines: Collection[int]) -> Iterator[tuple[Pattern, int]]:
    """Labelled totals of the lines right before or after them that hold everywhere but for the unit of one line, and that line.

    ``lines``: totals that are sums already.
    """
    filled = np.flatnonzero(axis.filled_lines & ~axis.rates)
    for place, total in enumerate(filled.tolist()):
        if axis.totals[total] and total not in lines and len(filled) <= SCALED:
            for step in (-1, 1):
                parts: list[int] = []
                there = place + step
                while 0 <= there < len(filled) and not axis.totals[filled[there]]:
                    parts.append(int(filled[there]))
                    there += step
                if len(parts) > 1 and (line := _other_unit(axis, total, parts)) is not None:
                    weighed_ = weigh(axis, total, np.array(sorted(parts)))
                    yield (
                        Pattern(
                            axis.name,
                            total,
                            tuple(sorted(parts)),
                            0,
                            axis.values.shape[1] - 1,
                            ACCEPT,
                            evidence="label",
                            view="scaled",
                            weighed=weighed_,
                        ),
                        line,
                    )


def _other_unit(axis: Axis, total: int, parts: list[int]) -> int | None:
    """The part that makes the others up to the total in every sample once its unit is another."""
    there = axis.filled[total] & (axis.values[total] != 0) & ~axis.loose
    if there.sum() < LEAST_SCALED:
        return None
    stated, values = axis.values[total][there], axis.values[parts][:, there]
    room = axis.units[parts][:, there].sum(axis=0) + axis.units[total][there]
    for factor in UNITS:
        off = np.abs(values.sum(axis=0) - values + values / factor - stated)
        fits = (off <= room).all(axis=1) & ((values != 0).sum(axis=1) >= LEAST_SCALED)
        if fits.sum() == 1:
            return parts[int(np.flatnonzero(fits)[0])]
    return None


@dataclass(frozen=True)
class Reading:
    """A reading of depth: in how many places the lines set in below a line add up to it, and which lines fail."""

    held: int
    missed: int
    failed: tuple[Pattern, ...]

    @property
    def meant(self) -> bool:
        """Whether it holds so often that the lines that fail are meant as sums, too."""
        return self.held >= max(HELD, PER_MEANT * self.missed)


def readings(axis: Axis) -> Iterator[Reading]:
    """Every reading of depth; what leaves a large rest fails nothing, since the lines below may not be all."""
    for lines, depths in axis.levels:
        held = missed = 0
        failed = []
        for place in views.parents(depths):
            total, parts = int(lines[place]), tuple(views.children(lines, depths, place))
            if len(parts) > 1 and axis.filled_lines[total]:
                weight = weigh(axis, total, np.array(parts))
                held += int((weight.hits & (weight.gains > 0)).sum())
                stated = axis.values[total]
                whole = weight.misses & (
                    (weight.residuals * stated > 0) | (np.abs(weight.residuals) <= REST * np.abs(stated))
                )
                missed += int(whole.sum())
                if whole.any():
                    last = axis.values.shape[1] - 1
                    failed.append(
                        Pattern(
                            axis.name,
                            total,
                            parts,
                            0,
                            last,
                            ACCEPT,
                            view="children",
                            family="children",
                            weighed=weight,
                            evidence="label",
                        )
                    )
        yield Reading(held, missed, tuple(failed))


def _same(axis: Axis, candidate: Candidate, weighed: Weighed) -> Pattern | None:
    """A line with one line below it that says the same everywhere: a group of one."""
    counted = weighed.hits & (axis.values[candidate.total] != 0)
    if not counted.any() or weighed.misses.any() or len(np.unique(axis.values[candidate.total][counted])) < 2:
        return None
    first, last = int(np.flatnonzero(counted)[0]), int(np.flatnonzero(counted)[-1])
    return Pattern(axis.name, candidate.total, candidate.parts, first, last, ACCEPT, view="single", weighed=weighed)


def _words(axis: Axis, candidate: Candidate) -> float:
    """The bits that labels add for or against a candidate."""
    if axis.totals[candidate.total]:
        return WORD
    return -WORD if axis.totals[list(candidate.parts)].any() else 0.0
