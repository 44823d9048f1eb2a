"""What kind of slip would explain a discrepancy entirely, without breaking any relation that holds.

Every test is exact. A slip that would explain nearly any gap says nothing, so a hint is shown only where chance
would rarely have done the same: the share of gaps of this size that some slip of the kind at this cell would close
by accident is at most :data:`CHANCE`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from recon.localise.numbers import Number, size
from recon.localise.slips import Slip, other_units, scaled, slips
from recon.localise.strain import Check
from recon.localise.suspects import decimal, stands_for
from recon.localise.system import Print
from recon.localise.tester import Ends, Tester
from recon.model import Hint
from recon.numbers import plain

#: How often chance may do what a hint says, by its kind; a tenth for kinds not named.
CHANCE = {"swapped": Fraction(1, 4), "left_out": Fraction(1, 4), "twice": Fraction(1, 4)}
USUAL = Fraction(1, 10)
EXCHANGED = Fraction(1)  #: two relations at least must be mended, which chance does rarely enough
PAIRS = 100_000  #: pairs of cells that are looked at
#: Slips that make a number small: no news where the cell might as well be nothing.
VANISHING = ("extra", "point", "unit", "digit")


@dataclass(frozen=True)
class Found:
    """A hint for an outcome, with how likely chance would have made it."""

    kind: str
    told: int  #: the print it speaks of
    reading: Number | None
    chance: Fraction
    mended: int  #: how many broken relations would hold
    detail: str = ""


def hints(tester: Tester, k: int, suspects: Iterable[int] = ()) -> list[Found]:
    """Slips that close a broken check, the least accidental first."""
    check = tester.checks.checks[k]
    if check.operator != "=" or not tester.broken(k):
        return []
    found = [*_cells(tester, check), *_terms(tester, k), *_elsewhere(tester, k), *_exchanged(tester, k),
             *_repeated(tester, suspects)]  # fmt: skip
    if any(h.mended > 1 for h in found if h.kind != "misplaced"):
        found = [h for h in found if h.kind != "misplaced"]  # what mends several relations says more
    return sorted(found, key=lambda h: (-h.mended, h.chance, h.told, h.kind, str(h.reading)))


def _cells(tester: Tester, check: Check) -> Iterator[Found]:
    """Slips of one cell of the check."""
    for _, n in check.terms:
        told = tester.system.prints[n]
        (low, high), width = tester.room(check, n)
        tried = [*slips(told), *_shifted(tester, told), *_stale(tester, n)]
        for slip in tried:
            if (low is not None and slip.high is not None and slip.high < low) or (
                high is not None and slip.low is not None and slip.low > high
            ):
                continue
            if slip.kind in VANISHING and size(slip.value) <= width:
                continue  # nothing would do as well
            chance = _chance(told, slip, tried, width)
            if chance > CHANCE.get(slip.kind, USUAL):
                continue
            mended = tester.mended({n: (slip.low, slip.high)})
            if mended > 0 and tester.knowledge.sound(n, slip.value):
                yield Found(slip.kind, n, slip.value, chance, mended, slip.detail)


def _chance(told: Print, slip: Slip, tried: Sequence[Slip], width: Number) -> Fraction:
    """The share of gaps about as large as this one that slips of this kind would close at this cell."""
    if slip.kind == "stale":
        return Fraction(0)
    gap = size(slip.value - told.value)
    near = sum(s.kind == slip.kind and gap <= 2 * size(s.value - told.value) <= 4 * gap for s in tried)
    room = max(width, (slip.high or slip.value) - (slip.low or slip.value))
    return Fraction(near * room) / Fraction(gap) if gap else Fraction(1)


def _shifted(tester: Tester, told: Print) -> Iterator[Slip]:
    """The values of the neighbouring cells, had the cell's row or column been missed by one."""
    if told.qualified:
        return
    for n in tester.neighbours(told):
        other = tester.system.prints[n]
        if other.value != told.value:
            low, high = other.low, other.high
            yield Slip("shifted", other.value, low, high, str(other.cell.a1))


def _stale(tester: Tester, n: int) -> Iterator[Slip]:
    if n in tester.knowledge.stale:
        value = tester.knowledge.stale[n]
        low, high = stands_for(tester.system.prints[n], value)
        yield Slip("stale", value, low, high)


def _repeated(tester: Tester, suspects: Iterable[int]) -> Iterator[Found]:
    """Suspects that read to the digit what they read last month."""
    for n in suspects:
        told = tester.system.prints[n]
        if told.value and tester.knowledge.last.get(n) == told.value:
            yield Found("repeated", n, None, Fraction(1, 10), 0)


def _terms(tester: Tester, k: int) -> Iterator[Found]:
    """An item below the total left out of it, or counted twice in it."""
    check, total = tester.checks.checks[k], tester.total(k)
    reading = _sum(tester, check, total)
    below = [n for n in tester.below(total) if tester.system.prints[n].value]
    if len(check.terms) < 3 or reading is None:
        return
    mended = tester.mended({total: stands_for(tester.system.prints[total], reading)})
    if mended <= 0 or not tester.knowledge.sound(total, reading):
        return
    _, width = tester.room(check, total)
    coefficient = sum(c for c, t in check.terms if t == total)
    for kind, times in (("left_out", 1), ("twice", -1)):
        for n in below:
            item = size(tester.system.prints[n].value)
            off = Check((*check.terms, (times * coefficient, n)), check.operator, check.constant)
            if tester.holds(off):
                near = sum(item <= 2 * size(tester.system.prints[t].value) <= 4 * item for t in below)
                chance = Fraction(near * width) / Fraction(item)
                if chance <= CHANCE[kind]:
                    yield Found(kind, n, None, chance, mended, tester.system.prints[total].figure)


def _sum(tester: Tester, check: Check, total: int) -> Number | None:
    """What a total would read if it were the sum of its parts as printed."""
    told = tester.system.prints[total]
    coefficient = sum(c for c, t in check.terms if t == total)
    rest = sum(
        (c * tester.system.prints[t].value for c, t in check.terms if t != total), start=-check.constant
    )
    places = Fraction(-rest) / coefficient / Fraction(told.step)
    return round(places) * told.step if not told.qualified else None


def _elsewhere(tester: Tester, k: int) -> Iterator[Found]:
    """The same difference with the opposite sign in another relation, or as an implied value: booked elsewhere."""
    if k not in tester.gaps:
        return
    low, high = tester.gaps[k]
    gap, width = size(low + high) / Fraction(2), high - low
    for n, first, last in tester.knowledge.implied:
        same = _meets((low, high), (first, last)) or _meets((low, high), (-last, -first))
        chance = Fraction(width + last - first) / gap
        if same and first * last > 0 and chance <= USUAL:
            yield Found("implied", n, None, chance, 0)
    mine = {t for _, t in tester.checks.checks[k].terms}
    for other, (first, last) in tester.gaps.items():
        chance = Fraction(len(tester.gaps) * (width + last - first)) / gap
        apart = not mine & {t for _, t in tester.checks.checks[other].terms}
        if apart and chance <= USUAL and _meets((low, high), (-last, -first)):
            yield Found("misplaced", tester.total(other), None, chance, 1)


def _exchanged(tester: Tester, k: int) -> Iterator[Found]:
    """Two cells of different broken relations, each of which would be right with the other's value."""
    check = tester.checks.checks[k]
    mine = {n for _, n in check.terms}
    others = {n for k2 in tester.gaps if k2 != k for _, n in tester.checks.checks[k2].terms} - mine
    if len(mine) * len(others) > PAIRS:
        return
    for n in mine:
        (low, high), width = tester.room(check, n)
        told = tester.system.prints[n]
        for m in others:
            other = tester.system.prints[m]
            chance = Fraction(width * len(others)) / (size(other.value - told.value) or 1)
            if told.qualified or other.qualified or other.value == told.value or chance > EXCHANGED:
                continue
            if (low is None or other.value >= low) and (high is None or other.value <= high):
                mended = tester.mended({n: tester.ends(m), m: tester.ends(n)})
                if mended >= 2:
                    first, second = sorted((n, m))
                    there = tester.system.prints[second]
                    yield Found("exchanged", first, there.value, chance, mended, str(there.cell))


def _meets(first: tuple[Number, Number], second: tuple[Number, Number]) -> bool:
    return first[0] <= second[1] and second[0] <= first[1]


def common(tester: Tester, asked: Iterable[int]) -> Iterator[tuple[Found, set[int]]]:
    """A unit that all prints of a sheet or part were told in by mistake, with the broken checks it explains."""
    members: dict[str, list[int]] = defaultdict(list)
    for n, told in enumerate(tester.system.prints):
        members[told.group].append(n)
    asked = sorted(asked)
    groups = {tester.system.prints[n].group for k in asked for _, n in tester.checks.checks[k].terms}
    for group in sorted(groups):
        prints = [n for n in members[group] if not tester.system.prints[n].qualified]
        for name, by in other_units(tester.system.prints[members[group][0]].measured):
            instead = {n: _ends(tester.system.prints[n], by) for n in prints}
            explained = {k for k in asked if tester.holds(tester.checks.checks[k], instead)}
            if len(prints) > 1 and len(explained) > 1 and tester.mended(instead) > 1:
                yield Found("units", prints[0], None, Fraction(0), len(explained), name), explained


def _ends(told: Print, by: Fraction) -> Ends:
    slip = scaled(told, "unit", Fraction(told.value) * by, by)
    return slip.low, slip.high


def told(
    tester: Tester, asked: Sequence[int], suspects: Mapping[int, Iterable[int]]
) -> dict[int, tuple[Hint, ...]]:
    """The hints of each broken check that asks; what explains a whole sheet is told once, at the first."""
    found = {k: hints(tester, k, suspects.get(k, ())) for k in asked}
    for slip, explained in common(tester, asked):
        for k in explained:
            found[k] = [h for h in found[k] if h.kind != "unit"]
        first = min(explained)
        found[first] = [slip, *found[first]]
    return {k: tuple(_written(tester, h) for h in several) for k, several in found.items()}


def _written(tester: Tester, found: Found) -> Hint:
    """As a report has it."""
    told = tester.system.prints[found.told]
    reading = "" if found.reading is None else plain(decimal(Fraction(found.reading) * told.unit))
    words = {
        "cell": str(told.cell),
        "value": plain(decimal(Fraction(told.value) * told.unit)),
        "detail": found.detail,
        "mended": str(found.mended),
    }
    return Hint(found.kind, told.figure, reading, words)
