"""How much speaks for two rows being one project, in whole points, and what forbids to say so without a person."""

from __future__ import annotations

from dataclasses import dataclass

from recon.match import places
from recon.match.agree import APART, EQUAL, IMPLIED, Agreement, agreement, misspelt
from recon.match.codes import near
from recon.match.rows import NATURE, Rows

#: Points of full agreement: 6 for each hundredth of likeness, the total, the years, each month, a code mistyped.
NAME, TOTAL, YEARS, MONTH, CODE = 6, 250, 100, 25, 150
#: Relative gap of two totals (one part in …) → points.
NEAR = ((100, 150), (10, 80), (3, 40))
UNKNOWN = 60  #: points where one total is blank
#: Least likeness of a shortened name, and of one with other characters whose code was mistyped.
SHORTENED, REWORDED = 65, 85
SHORT = 4  #: a name this short says little by itself


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the comparison of two rows found."""

    score: int
    likeness: int  #: of the names, 0 to 100
    doubt: str  #: key of what keeps it from being accepted; blank: nothing does


def likeness(one: str, other: str) -> int:
    """Hundredths of two texts' characters that stand in both in the same order."""
    from rapidfuzz.distance import Indel

    size = len(one) + len(other)
    return (size - int(Indel.distance(one, other))) * 100 // size if size else 100


def meet(one: int | None, other: int | None, slack: int) -> bool | None:
    """Whether rounding explains the gap of two amounts; None where one is blank."""
    return None if one is None or other is None else abs(one - other) <= slack


def weigh(left: Rows, a: int, right: Rows, b: int, *, moved: bool = False) -> Evidence:
    """Compare two rows; ``moved``: they are in different regions, which asks for more."""
    return _weighed(left, a, right, b, _names(left, a, right, b, moved), moved)


def rivals(left: Rows, a: int, right: Rows, b: int, *, moved: bool = False) -> Evidence | None:
    """:func:`weigh`; None where a part of the names differs: they are never one by themselves, and no rivals."""
    names = _names(left, a, right, b, moved)
    return _weighed(left, a, right, b, names, moved) if names.kind != APART else None


def _names(left: Rows, a: int, right: Rows, b: int, moved: bool) -> Agreement:
    own = frozenset(places.stem(rows.groups[p][1]) for rows, p in ((left, a), (right, b))) if moved else frozenset()
    return agreement(left.name(a), right.name(b), own)


def _weighed(left: Rows, a: int, right: Rows, b: int, names: Agreement, moved: bool) -> Evidence:
    like = 100 if names.kind == EQUAL else likeness(left.name(a).core, right.name(b).core)
    slack = left.library.half + right.library.half
    total = meet(left.totals[a], right.totals[b], slack)
    years = _years(left.years[a], right.years[b], slack)
    months = [x == y for x, y in zip(left.dates[a], right.dates[b], strict=True) if x and y]
    mistyped = near(left.codes[a].text, right.codes[b].text)
    score = NAME * like + _total(left.totals[a], right.totals[b], slack) + MONTH * sum(months) + CODE * mistyped
    score += YEARS * sum(years) // len(years) if years else 0
    facts = _Facts(
        like, total, all(years), any(months) and all(months), False in months, mistyped, _apart(left, a, right, b)
    )
    return Evidence(score, like, _doubt(left, a, right, b, names, facts, moved))


def _years(one: tuple[int | None, ...], other: tuple[int | None, ...], slack: int) -> list[bool]:
    """For each year told on both sides whether rounding explains its gap."""
    return [x == y or abs(x - y) <= slack for x, y in zip(one, other, strict=True) if x is not None and y is not None]


def _total(one: int | None, other: int | None, slack: int) -> int:
    if one is None or other is None:
        return UNKNOWN
    gap = abs(one - other)
    if gap <= slack:
        return TOTAL
    return next((points for part, points in NEAR if gap * part <= max(abs(one), abs(other))), 0)


@dataclass(frozen=True, slots=True)
class _Facts:
    like: int
    total: bool | None
    years: bool  #: no year told on both sides differs
    months: bool  #: some month is told on both sides, and none differs
    otherwise: bool  #: some month differs
    mistyped: bool
    apart: bool  #: both have a whole code, and not the same


def _apart(left: Rows, a: int, right: Rows, b: int) -> bool:
    one, other = left.codes[a], right.codes[b]
    return one.shaped and other.shaped and one.text != other.text and not near(one.text, other.text)


def _elsewhere(left: Rows, a: int, right: Rows, b: int) -> bool:
    """Whether the units responsible are of two places, neither within the other."""
    if left.units[a] == right.units[b]:
        return False
    own = {places.stem(rows.groups[p][1]) for rows, p in ((left, a), (right, b))}
    one, other = (places.named(rows.units[p]) - own for rows, p in ((left, a), (right, b)))
    return bool(one and other and not one & other)


def _doubt(left: Rows, a: int, right: Rows, b: int, names: Agreement, facts: _Facts, moved: bool) -> str:
    if names.kind == APART:
        return names.doubt
    if _elsewhere(left, a, right, b):
        return "units"
    same = bool(facts.total and facts.years)
    if moved and not (names.kind == EQUAL and same and facts.mistyped):
        return "moved"
    if facts.apart and not (names.kind == EQUAL and same and facts.months):
        return "codes"
    if names.kind == EQUAL:
        plain = same if len(left.name(a).core) < SHORT else facts.total or facts.months or facts.mistyped
        return "" if plain else "amounts"
    if names.kind == IMPLIED:
        if left.name(a).works != right.name(b).works and _otherwise(left, a, right, b):
            return "works"
        return _implied(left, a, right, b, same and not facts.otherwise)
    if names.doubt == "extra" and facts.like >= SHORTENED and facts.mistyped:
        return _implied(left, a, right, b, same)
    if names.doubt == "words" and same and misspelt(left.name(a), right.name(b)):
        return _implied(left, a, right, b, facts.total is not None and (facts.months or facts.mistyped))
    return "" if names.doubt == "words" and facts.mistyped and same and facts.like >= REWORDED else names.doubt


def _otherwise(left: Rows, a: int, right: Rows, b: int) -> bool:
    """Whether the natures of two projects are told and differ."""
    one, other = left.library.text(a, NATURE), right.library.text(b, NATURE)
    return bool(one and other and one != other)


def _implied(left: Rows, a: int, right: Rows, b: int, same: bool) -> str:
    """What a part that only follows from the rest asks for: amounts and months that agree, and that nobody else has."""
    if not same:
        return "amounts"
    return "" if left.single[a] and right.single[b] else "common"
