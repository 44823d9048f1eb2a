"""What kind of slip would explain a discrepancy entirely, without breaking any relation that holds.

Every test is exact. A slip that would explain nearly any gap says nothing, so a hint is shown only where chance
would rarely have done the same: the share of gaps of this size that some slip of the kind at this cell would close
by accident is at most :data:`CHANCE`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from recon.localise.probe import Probe
from recon.localise.slips import Slip, moved, other_units, slips
from recon.localise.solver.numbers import Number, size
from recon.localise.solver.system import Ends, Print
from recon.localise.strain import Check
from recon.localise.suspects import decimal, stands_for
from recon.model import Hint
from recon.numbers import plain

#: How often chance may do what a hint says, by its kind; a tenth for kinds not named.
CHANCE = {
    "swapped": Fraction(1, 4),
    "left_out": Fraction(1, 4),
    "twice": Fraction(1, 4),
    "misplaced": Fraction(1, 4),
}
USUAL = Fraction(1, 10)
EXCHANGED = 1  #: two relations at least must be mended, which chance does rarely enough
LONG = 40  #: terms of a check beyond which any slip could be found in some cell
PAIRS = 2_000  #: pairs of cells that are looked at
PARTNERS = 20  #: relations with the opposite difference beyond which none of them is news
#: Slips that make a number small: no news where the cell might as well be nothing.
VANISHING = ("extra", "point", "unit", "digit")


#: Sets of prints that would mend a check, each with the reading that it would have (None: not known).
Ways = Sequence[Mapping[int, Number | None]]


@dataclass(frozen=True)
class Clue:
    """A hint for an outcome, with how likely chance would have made it."""

    kind: str
    told: int  #: the print it speaks of
    reading: Number | None
    chance: Fraction
    mended: int  #: how many broken relations would hold
    detail: str = ""


def hints(probe: Probe, k: int, ways: Ways = (), suspected: frozenset[int] = frozenset()) -> list[Clue]:
    """Slips that close a broken check, the least accidental first.

    ``ways``: the sets of prints that would mend it, with their readings; ``suspected``: the prints of all broken checks.
    """
    check = probe.checks.checks[k]
    if check.operator != "=" or not probe.broken(k):
        return []
    suspects = list(dict.fromkeys(n for way in ways for n in way))
    found = [
        *_cells(probe, k, ways),
        *_terms(probe, k),
        *_elsewhere(probe, k),
        *_exchanged(probe, k, suspected),
        *_repeated(probe, suspects),
    ]
    found = list({(h.kind, h.told, h.reading): h for h in reversed(found)}.values())
    if any(h.kind == "stale" for h in found):
        found = [h for h in found if h.kind in ("stale", "repeated")]  # known, not guessed
    if any(h.mended > 1 for h in found if h.kind != "misplaced"):
        found = [h for h in found if h.kind != "misplaced"]  # what mends several relations says more
    return sorted(found, key=lambda h: (-h.mended, h.chance, h.told, h.kind, str(h.reading)))


def _cells(probe: Probe, k: int, ways: Ways) -> Iterator[Clue]:
    """Slips of one cell of the check; of a long one, only of the cells that are suspected.

    What is believed more (last month's report) is not doubted because of a slip.
    """
    here = [n for _, n in probe.checks.checks[k].terms]
    suspects = {n for way in ways for n in way}
    least = min(probe.system.prints[n].weight for n in here)
    for n in sorted(suspects & set(here)) if suspects or len(here) > LONG else here:
        told = probe.system.prints[n]
        if told.weight > least:
            continue
        (low, high), width = probe.room(k, n)
        tried = _tried(probe, n)
        for slip in tried:
            if (low is not None and slip.high is not None and slip.high < low) or (
                high is not None and slip.low is not None and slip.low > high
            ):
                continue
            if not probe.plausible(n, slip.value):
                continue
            if slip.kind in VANISHING and size(slip.value) <= width:
                continue  # nothing would do as well
            chance = _chance(told, slip, tried, width)
            if chance > CHANCE.get(slip.kind, USUAL):
                continue
            mended = _mended(probe, n, slip, ways)
            if mended > 0 and probe.knowledge.sound(n, slip.value):
                yield Clue(slip.kind, n, slip.value, chance, mended, slip.detail)


def _tried(probe: Probe, n: int) -> list[Slip]:
    """All slips of one print that are thought of."""
    if n not in probe.slips:
        told = probe.system.prints[n]
        probe.slips[n] = [*slips(told), *_shifted(probe, told), *_stale(probe, n)]
    return probe.slips[n]


def _mended(probe: Probe, n: int, slip: Slip, ways: Ways) -> int:
    """How many broken checks would hold without a slip, alone or with what follows from it put right.

    What follows are the totals above a print. A correction that needs another one beside it is no correction.
    """
    mended = probe.mended({n: (slip.low, slip.high)})
    for way in ways:
        if mended > 0:
            break
        others = {m: reading for m, reading in way.items() if m != n and reading is not None}
        if n in way and others and len(others) == len(way) - 1 and others.keys() <= probe.above(n):
            along = {m: stands_for(probe.system.prints[m], reading) for m, reading in others.items()}
            mended = probe.mended({n: (slip.low, slip.high), **along})
    return mended


def _chance(told: Print, slip: Slip, tried: Sequence[Slip], width: Number) -> Fraction:
    """The share of gaps about as large as this one that slips of this kind would close at this cell."""
    if slip.kind == "stale":
        return Fraction(0)
    gap = size(slip.value - told.value)
    near = sum(s.kind == slip.kind and gap <= 2 * size(s.value - told.value) <= 4 * gap for s in tried)
    room = max(width, (slip.high or slip.value) - (slip.low or slip.value))
    return Fraction(near * room) / Fraction(gap) if gap else Fraction(1)


def _shifted(probe: Probe, told: Print) -> Iterator[Slip]:
    """The values of the neighbouring cells, had the cell's row or column been missed by one."""
    if told.qualified:
        return
    for n in probe.neighbours(told):
        other = probe.system.prints[n]
        if other.value != told.value:
            low, high = other.low, other.high
            yield Slip("shifted", other.value, low, high, str(other.cell.a1))


def _stale(probe: Probe, n: int) -> Iterator[Slip]:
    if n in probe.knowledge.stale:
        value = probe.knowledge.stale[n]
        low, high = stands_for(probe.system.prints[n], value)
        yield Slip("stale", value, low, high)


def _repeated(probe: Probe, suspects: Iterable[int]) -> Iterator[Clue]:
    """Suspects that read to the digit what they read last month."""
    for n in suspects:
        told = probe.system.prints[n]
        if told.value and probe.knowledge.last.get(n) == told.value:
            yield Clue("repeated", n, None, Fraction(1, 10), 0)


def _terms(probe: Probe, k: int) -> Iterator[Clue]:
    """An item below the total left out of it, or counted twice in it."""
    check, total = probe.checks.checks[k], probe.total(k)
    reading = _sum(probe, check, total)
    below = [n for n in probe.below(total) if probe.system.prints[n].value]
    if len(check.terms) < 3 or reading is None:
        return
    mended = probe.mended({total: stands_for(probe.system.prints[total], reading)})
    if mended <= 0 or not probe.knowledge.sound(total, reading):
        return
    _, width = probe.room(k, total)
    coefficient = sum(c for c, t in check.terms if t == total)
    doubled = sorted(2 * size(probe.system.prints[n].value) for n in below)
    for kind, times in (("left_out", 1), ("twice", -1)):
        for n in probe.counting(k, times * coefficient, below):
            item = size(probe.system.prints[n].value)
            near = bisect_right(doubled, 4 * item) - bisect_left(doubled, item)
            chance = Fraction(near * width) / Fraction(item)
            if chance <= CHANCE[kind]:
                yield Clue(kind, n, None, chance, mended, probe.system.prints[total].figure)


def _sum(probe: Probe, check: Check, total: int) -> Number | None:
    """What a total would read if it were the sum of its parts as printed."""
    told = probe.system.prints[total]
    coefficient = sum(c for c, t in check.terms if t == total)
    rest = sum((c * probe.system.prints[t].value for c, t in check.terms if t != total), start=-check.constant)
    places = Fraction(-rest) / coefficient / Fraction(told.step)
    return round(places) * told.step if not told.qualified else None


def _elsewhere(probe: Probe, k: int) -> Iterator[Clue]:
    """The same difference with the opposite sign in another relation, or as an implied value: booked elsewhere."""
    if k not in probe.gaps:
        return
    low, high = probe.gaps[k]
    gap, width = size(low + high) / Fraction(2), high - low
    for n, first, last in probe.knowledge.implied:
        same = _meets((low, high), (first, last)) or _meets((low, high), (-last, -first))
        chance = Fraction(width + last - first) / gap
        if same and first * last > 0 and chance <= USUAL:
            yield Clue("implied", n, None, chance, 0)
    mine = {t for _, t in probe.checks.checks[k].terms}
    opposite = probe.opposite(low, high)
    if len(opposite) > PARTNERS:
        return
    for other in opposite:
        first, last = probe.gaps[other]
        chance = Fraction(len(probe.gaps) * (width + last - first)) / gap
        if chance <= CHANCE["misplaced"] and not mine & {t for _, t in probe.checks.checks[other].terms}:
            yield Clue("misplaced", probe.total(other), None, chance, 1)


def _exchanged(probe: Probe, k: int, suspected: frozenset[int]) -> Iterator[Clue]:
    """Two cells of different broken relations, each of which would be right with the other's value.

    Where there are many, only those that are suspected are looked at.
    """
    mine, among = {n for _, n in probe.checks.checks[k].terms}, probe.strange
    if _pairs(mine, among) > PAIRS:
        mine, among = mine & suspected, probe.doubted(suspected)
    if _pairs(mine, among) > PAIRS:
        return
    many = len(among) - len(mine & among)
    for n in sorted(mine):
        (low, high), width = probe.room(k, n)
        told = probe.system.prints[n]
        for m in probe.within(among, low, high):
            other = probe.system.prints[m]
            away = size(other.value - told.value)
            if m in mine or told.qualified or other.qualified or not away or width * many > EXCHANGED * away:
                continue
            mended = probe.mended({n: probe.ends(m), m: probe.ends(n)})
            if mended >= 2:
                first, second = sorted((n, m))
                there = probe.system.prints[second]
                yield Clue("exchanged", first, there.value, Fraction(width * many) / away, mended, str(there.cell))


def _pairs(mine: Collection[int], among: frozenset[int]) -> int:
    """How many pairs there are of a print of a check and one of the other checks."""
    return len(mine) * (len(among) - sum(n in among for n in mine))


def _meets(first: tuple[Number, Number], second: tuple[Number, Number]) -> bool:
    return first[0] <= second[1] and second[0] <= first[1]


def common(probe: Probe, asked: Iterable[int]) -> Iterator[tuple[Clue, set[int]]]:
    """A unit that all prints of a sheet or part were told in by mistake, with the broken checks it explains.

    What is believed more (last month's report) is not doubted where what is believed less explains it.
    """
    members: dict[str, list[int]] = defaultdict(list)
    for n, told in enumerate(probe.system.prints):
        members[told.group].append(n)
    near = {
        k: [n for _, n in probe.checks.checks[k].terms] for k in sorted(asked) if probe.checks.checks[k].operator == "="
    }
    groups = {probe.system.prints[n].group for several in near.values() for n in several}
    weights = {group: min(probe.system.prints[n].weight for n in members[group]) for group in groups}
    for _, several in groupby(sorted(groups, key=lambda g: (weights[g], g)), key=weights.__getitem__):
        found = [one for group in several for one in _common(probe, members[group], near)]
        yield from found
        if found:
            return


def _common(probe: Probe, members: Sequence[int], near: Mapping[int, Sequence[int]]) -> Iterator[tuple[Clue, set[int]]]:
    """The units that explain something, had all of some prints been told in them."""
    told = probe.system.prints
    prints = [n for n in members if not told[n].qualified]
    short = {k: terms for k, terms in near.items() if len(terms) <= LONG}
    for name, places in other_units(told[members[0]].measured):
        changed = {n: _ends(told[n], places) for n in _of(short.values(), prints)}
        if short and not any(probe.holds(k, changed) for k in short):
            continue
        changed = {n: _ends(told[n], places) for n in _of(near.values(), prints)}
        explained = {k for k in near if probe.holds(k, changed)}
        if len(prints) > 1 and len(explained) > 1:
            instead = {n: _ends(told[n], places) for n in prints}
            if probe.mended(instead) > 1:
                yield Clue("units", prints[0], None, Fraction(0), len(explained), name), explained


def _of(several: Iterable[Iterable[int]], prints: Iterable[int]) -> set[int]:
    """Those of some prints that are among others."""
    return set(prints) & {n for numbers in several for n in numbers}


def _ends(told: Print, places: int) -> Ends:
    """What a print would stand for had it been told in a unit so many places larger."""
    low, high = stands_for(told, told.value)
    return low if low is None else moved(low, places), high if high is None else moved(high, places)


def hints_of_checks(probe: Probe, asked: Sequence[int], ways: Mapping[int, Ways]) -> dict[int, tuple[Hint, ...]]:
    """The hints of each broken check that asks; what explains a whole sheet is told once, at the first."""
    suspected = frozenset(n for several in ways.values() for way in several for n in way)
    found = {k: hints(probe, k, ways.get(k, ()), suspected) for k in asked}
    whole: dict[int, list[Clue]] = defaultdict(list)
    for slip, explained in common(probe, asked):
        for k in explained:
            found[k] = [h for h in found[k] if h.kind != "unit"]
        whole[min(explained)].append(slip)
    found |= {k: [*several, *found[k]] for k, several in whole.items()}
    return {k: tuple(_written(probe, h) for h in several) for k, several in found.items()}


def _written(probe: Probe, found: Clue) -> Hint:
    """As a report has it."""
    told = probe.system.prints[found.told]
    reading = "" if found.reading is None else plain(decimal(Fraction(found.reading) * told.unit))
    words = {
        "cell": str(told.cell),
        "value": plain(decimal(Fraction(told.value) * told.unit)),
        "detail": found.detail,
        "mended": str(found.mended),
    }
    return Hint(found.kind, told.figure, reading, words)
