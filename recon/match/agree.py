"""Two names part by part: equal, one implied by the other, one left open, or apart.

A part that is equal, or a usual other way to say the same, agrees. A part that only one name has leaves the pair open,
for a person to decide, but for what the rest of the row implies. A part that differs keeps two projects apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recon.match import names, slips
from recon.match.names import Name

#: How two names agree, from best to worst.
EQUAL, IMPLIED, OPEN, APART = range(4)
#: Works that a name may leave out; a change for the better is a change, and may go with repairs.
_LEFT_OUT, _BETTER, _REPAIR = frozenset("新改扩迁升修"), "升", "修"
#: Words that say nothing of which project it is; whatever else is left out may name another institution or place.
_IDLE = re.compile(
    r"城市|城镇|集中|互通|应急|省级|基础设施|输(?=变电|变)|综合(?!医院|学校|高中|中学|楼|大楼)|生态(?=大?数据)|云计算|打捆|(?<=段)公路"
)
#: Longest body in which the two ends of a line are looked for; the work grows with its third power.
LONGEST = 120
_DONE = re.compile(r"(?:综合|工作|业务)+$")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two names agree, and the key of the part that keeps them from doing so."""

    kind: int
    doubt: str = ""


def agreement(one: Name, other: Name, own: frozenset[str] = frozenset()) -> Agreement:
    """Compare two names part by part; ``own``: places that say nothing, as the regions of a project that was moved."""
    found = max(_parts(one, other, own), key=lambda part: part.kind)
    return Agreement(IMPLIED) if found.kind == EQUAL and one.slip != other.slip else found


def _parts(one: Name, other: Name, own: frozenset[str]) -> Iterator[Agreement]:
    yield Agreement(EQUAL if one.numbers == other.numbers else APART, "numbers")
    yield Agreement(_places(one, other, own), "places")
    yield Agreement(_works(one.works, other.works), "works")
    yield _bodies(one.body, other.body)


def _places(one: Name, other: Name, own: frozenset[str]) -> int:
    towns = dict(one.towns), dict(other.towns)
    if any(towns[1].get(town, rank) != rank for town, rank in towns[0].items()):
        return APART
    mine, theirs = one.places - own, other.places - own
    if mine == theirs:
        return EQUAL if mine or own else _levels(one.level, other.level)
    if mine and theirs:
        return APART
    told, blank = (one, other) if mine else (other, one)
    if blank.level:
        return OPEN if blank.level in "县区" else APART
    shared = bool(one.towns or other.towns) and (one.body == other.body or turned(one.body, other.body))
    return IMPLIED if shared or frozenset((blank.home,)) == told.places else OPEN


def _levels(one: str, other: str) -> int:
    """Of two names without a place: whether the levels they say they are of may be one."""
    if one == other:
        return EQUAL
    if one and other:
        return APART
    level = one or other
    return EQUAL if level == "市" else IMPLIED if level == "省" else OPEN


def _works(one: frozenset[str], other: frozenset[str]) -> int:
    if one == other:
        return EQUAL
    if not one or not other:
        return IMPLIED if one | other <= _LEFT_OUT else OPEN
    mine, theirs = (frozenset("改" if kind == _BETTER else kind for kind in kinds) for kinds in (one, other))
    if mine == theirs or ("改" in mine & theirs and mine ^ theirs == {_REPAIR}):
        return IMPLIED
    return OPEN if mine < theirs or theirs < mine else APART


def _bodies(one: str, other: str) -> Agreement:
    if one == other or turned(one, other):
        return Agreement(EQUAL)
    if idle(one, other):
        return Agreement(IMPLIED)
    return Agreement(OPEN, "extra" if shortened(one, other) else "words")


def shortened(one: str, other: str) -> bool:
    """Whether one body is the other with characters left out, but for the word at the end that says what is built.

    A school's canteen is not the school.
    """
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(char in rest for char in short) and _DONE.sub("", short)[-2:] == _DONE.sub("", long)[-2:]


def idle(one: str, other: str) -> bool:
    """Whether one body is the other without words that say nothing of which project it is."""
    short, long = sorted((one, other), key=len)
    ends = {found.start(): found.end() for found in _IDLE.finditer(long)}
    read: list[set[int]] = [
        set() for _ in range(len(long) + 1)
    ]  # by characters of the long one, those of the short one
    read[0].add(0)
    for n, char in enumerate(long):
        read[n + 1] |= {m + 1 for m in read[n] if short[m : m + 1] == char}
        if n in ends:
            read[ends[n]] |= read[n]
    return len(short) in read[-1]


def turned(one: str, other: str) -> bool:
    """Whether two bodies name a line from its two ends, or a list in two orders: 甲至乙 and 乙至甲, 甲和乙 and 乙和甲.

    Not asked of more than ``LONGEST`` characters: such a pair is left open.
    """
    if not len(one) == len(other) <= LONGEST or sorted(one) != sorted(other):
        return False
    differ = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return any(
        sorted(one[start:end].split(mark)) == sorted(other[start:end].split(mark))
        for mark in "至和"
        if mark in one
        for start in range(differ[0], -1, -1)
        for end in range(differ[-1] + 1, len(one) + 1)
        if all(one[start:end].split(mark))
    )


def misspelt(one: Name, other: Name) -> bool:
    """Whether one name is the other with a wrong character that sounds or looks like the right one and breaks a word."""
    for wrong, right in ((one, other), (other, one)):
        text, region = wrong.given
        for mended in slips.mended(text, right.given[0]):
            if agreement(names.parse(mended, region, wrong.home), right).kind <= IMPLIED:
                return True
    return False
