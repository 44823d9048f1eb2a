"""Rows with neither a code in common nor a decision: accepted by name where nothing speaks against it, or left to a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

from recon.match import block
from recon.match.assign import MARGIN, needed
from recon.match.result import Candidate, Pair
from recon.match.rows import Rows
from recon.match.score import Evidence, meet, rivals, weigh

#: Least points of a candidate shown to a person, in one region and across; least likeness of its names; and
#: candidates a row has at most.
SHOWN, ACROSS, ALIKE, TOP = 450, 650, 50, 3
Forbidden = frozenset[tuple[int, int]]


def named(left: Rows, mine: Sequence[int], right: Rows, theirs: Sequence[int], forbidden: Forbidden) -> list[Pair]:
    """Pairs within one network and region that only one assignment makes and that nothing speaks against."""
    near = set(block.within(left, mine, right, theirs))
    for ours, others in block.gated(left, mine, right, theirs):
        near |= set(block.like(left, ours, right, others))
    return _accepted({(a, b): rivals(left, a, right, b) for a, b in sorted(near - forbidden)})


def _accepted(found: dict[tuple[int, int], Evidence | None]) -> list[Pair]:
    """Pairs that the best assignment needs; what would not even be shown is worth nothing, so that two of it weigh less than one."""
    weighed = {pair: evidence for pair, evidence in found.items() if evidence is not None}
    worth = {pair: evidence.score - SHOWN for pair, evidence in weighed.items()}
    leads = needed({pair: points for pair, points in worth.items() if points > 0})
    return [
        Pair(a, b, "name", weighed[a, b].score)
        for (a, b), lead in leads.items()
        if lead >= MARGIN and not weighed[a, b].doubt
    ]


def moved(left: Rows, mine: Sequence[int], right: Rows, theirs: Sequence[int], forbidden: Forbidden) -> list[Pair]:
    """Pairs of equal name and amounts in different regions; namesakes within a region count as rivals."""
    weighed = {
        (a, b): rivals(left, a, right, b, moved=left.groups[a] != right.groups[b])
        for a, b in block.namesakes(left, mine, right, theirs)
        if (a, b) not in forbidden
    }
    return [
        Pair(p.left, p.right, "moved", p.score)
        for p in _accepted(weighed)
        if left.groups[p.left] != right.groups[p.right]
    ]


def candidates(
    left: Rows, mine: Sequence[int], right: Rows, theirs: Sequence[int], forbidden: Forbidden
) -> list[Candidate]:
    """The likeliest pairs among the rest, for either of whose rows the pair is one of the best few."""
    plain = {*_coded(left, mine, right, theirs), *_equal(left, mine, right, theirs)} - forbidden
    alike = set(_alike(left, mine, right, theirs)) - forbidden - plain
    found = [_candidate(left, a, right, b) for a, b in sorted(plain)]
    found += [c for a, b in sorted(alike) if _worth(left, right, c := _candidate(left, a, right, b))]
    return sorted(_best(found), key=lambda c: (c.left, -c.score, c.right))


def _candidate(left: Rows, a: int, right: Rows, b: int) -> Candidate:
    evidence = weigh(left, a, right, b, moved=left.groups[a] != right.groups[b])
    doubt = evidence.doubt or "margin"
    if left.codes[a].text and left.codes[a].text == right.codes[b].text:
        doubt = "repeated" if a in left.repeated or b in right.repeated else "clash"
    return Candidate(a, b, evidence.score, doubt)


def _worth(left: Rows, right: Rows, candidate: Candidate) -> bool:
    """Names that differ in numbers or places are told only where the money is the same."""
    across = left.groups[candidate.left] != right.groups[candidate.right]
    if candidate.score < (ACROSS if across else SHOWN):
        return False
    if candidate.doubt not in ("numbers", "places", "works"):
        return True
    slack = left.library.half + right.library.half
    return bool(meet(left.totals[candidate.left], right.totals[candidate.right], slack))


def _best(found: list[Candidate]) -> list[Candidate]:
    """Those no worse than the third best of either of their rows."""
    scores: dict[tuple[str, int], list[int]] = defaultdict(list)
    for one in found:
        for end in (("left", one.left), ("right", one.right)):
            scores[end].append(one.score)
    least = {end: sorted(points, reverse=True)[:TOP][-1] for end, points in scores.items()}
    return [c for c in found if c.score >= min(least["left", c.left], least["right", c.right])]


def _alike(left: Rows, mine: Sequence[int], right: Rows, theirs: Sequence[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for ours, others in block.joined(((left.groups[a][0], a) for a in mine), ((right.groups[b][0], b) for b in theirs)):
        found += block.like(left, ours, right, others, ALIKE)
    return found


def _equal(left: Rows, mine: Sequence[int], right: Rows, theirs: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs in one network and region with the same total and years."""

    def key(rows: Rows, place: int) -> Hashable:
        return (*rows.groups[place], rows.totals[place], rows.years[place])

    equal = block.joined(
        ((key(left, a), a) for a in mine if left.totals[a]),
        ((key(right, b), b) for b in theirs if right.totals[b]),
    )
    return [(a, b) for ours, others in equal if max(len(ours), len(others)) <= block.MANY for a in ours for b in others]


def _coded(left: Rows, mine: Sequence[int], right: Rows, theirs: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs with the same code, which was not enough."""
    free = set(theirs)
    return [(a, b) for a in mine for b in right.by_code.get(left.codes[a].text, ()) if b in free]
