"""The plan with one digit of one figure typed otherwise: what must be told of it, and nothing else."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import NamedTuple

import pytest

from recon import figures, rules, tables, workbook
from recon.figures import Base
from recon.localise.closed import localise
from recon.model import Coordinate, Figure, Outcome, Term
from recon.packaged import targets
from recon.rules.closure import close
from recon.schemas import targets as schema
from recon.tables import Table
from tests import soak

#: An outcome by what it compares.
Key = tuple[str, str, tuple[str, ...], tuple[str, ...]]


class Slip(NamedTuple):
    """A figure by its number, and the digits that were typed."""

    figure: str
    typed: str


@cache
def sheets() -> dict[str, Table]:
    """The sheets of the plan."""
    book = workbook.read(targets())
    return {s.name: tables.load(s, schema.SHEETS[s.name])[0] for s in book.sheets if s.name in schema.SHEETS}


@cache
def plan() -> Base:
    """The plan's figures."""
    return figures.build(sheets())[0]


def typed(slip: Slip) -> Base:
    """The plan's figures with a slip in one of them, as the reader makes them of the sheet."""
    sheet = sheets()["指标"]
    frame = sheet.frame.copy()
    frame.loc[frame["编号"] == slip.figure, "数值"] = slip.typed
    return figures.build({**sheets(), "指标": replace(sheet, frame=frame)})[0]


def slips() -> Iterator[Slip]:
    """Each digit of each figure replaced by every other one, none leading with a zero that was not there."""
    for figure in plan().figures:
        text = figure.printed
        for n, was in enumerate(text):
            for digit in "0123456789" if was.isdigit() else "":
                whole = text[:n] + digit + text[n + 1 :]
                if digit != was and not re.match(r"-?0\d", whole):
                    yield Slip(figure.id, whole)


def key(o: Outcome) -> Key:
    """What an outcome compares."""
    left, right = (tuple(t.figure.id for t in side.terms) for side in (o.left, o.right))
    return o.rule, o.operator, left, right


def judged(base: Base) -> dict[Key, Outcome]:
    """The outcomes that must hold, by what they compare."""
    return {key(o): o for o in rules.judged(close(base)) if o.verdict not in ("implied", "unverifiable")}


@cache
def sound() -> dict[Key, Outcome]:
    """Those of the plan as it is."""
    return judged(plan())


class Ends(NamedTuple):
    """An interval, each end with whether it belongs to it."""

    low: Fraction | float
    high: Fraction | float
    low_open: bool = False
    high_open: bool = False

    def __add__(self, other: Ends) -> Ends:  # type: ignore[override]
        return Ends(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def times(self, factor: Fraction) -> Ends:
        """Every value times a factor."""
        if factor < 0:
            return Ends(self.high * factor, self.low * factor, self.high_open, self.low_open)
        return Ends(self.low * factor, self.high * factor, self.low_open, self.high_open)

    def below(self, other: Ends, *, strictly: bool = False) -> bool:
        """Whether some value is at most some other one."""
        if self.low == other.high:
            return not (self.low_open or other.high_open or strictly)
        return self.low < other.high


def of(figure: Figure) -> Ends:
    """What a print can stand for."""
    i = figure.interval
    low, high = (Fraction(e) if e.is_finite() else float(e) for e in (i.low, i.high))
    return Ends(low, high, i.low_open, i.high_open)


def number(figure: Figure) -> Ends:
    """The number that a target sets, as it was rounded."""
    exact = plan().measure(figure).rounding == "精确"
    half = 0 if exact else Fraction(10) ** -len(figure.printed.partition(".")[2]) / 2
    return Ends(Fraction(figure.value) - half, Fraction(figure.value) + half)


def common(several: Iterable[Figure]) -> Ends:
    """What prints of one coordinate can all stand for; where there is nothing, what the finest can."""
    ends = [of(f) for f in several]
    low, low_open = max((e.low, e.low_open) for e in ends)
    high, closed = min((e.high, not e.high_open) for e in ends)
    if low < high or (low == high and closed and not low_open):
        return Ends(low, high, low_open, not closed)
    return min(ends, key=lambda e: e.high - e.low)


def places(base: Base) -> dict[Coordinate, list[Figure]]:
    """The prints of each coordinate."""
    found: dict[Coordinate, list[Figure]] = defaultdict(list)
    for figure in base.figures:
        found[figure.coordinate].append(figure)
    return found


def expected(base: Base, among: Iterable[Outcome], *, widest: bool = False) -> set[Key]:
    """The outcomes between sums that plain interval arithmetic refutes, now that the prints are those of ``base``.

    Where several prints of a coordinate stood for one interval, it does not show whether one was meant or all together:
    the fewest are taken, or (``widest``) all.
    """
    now = {f.id: f for f in base.figures}
    were = places(plan())

    def stands_for(figure: Figure, told: Ends) -> Ends:
        """A print alone, with those of its part, or with all of its coordinate, or the number it sets: as it was."""
        scopes = [
            [figure],
            [f for f in were[figure.coordinate] if f.part == figure.part],
            were[figure.coordinate],
        ]
        for scope in reversed(scopes) if widest else scopes:
            if common(scope)[:2] == told[:2]:
                return common([now[f.id] for f in scope])
        assert number(figure)[:2] == told[:2], figure
        return number(now[figure.id])

    found = set()
    for o in among:
        left, right = (
            sum_of(stands_for(t.figure, scaled(t)).times(Fraction(t.sign) * Fraction(t.factor)) for t in side.terms)
            for side in (o.left, o.right)
        )
        left, right = (right, left) if o.operator in ("≥", ">") else (left, right)
        possible = left.below(right, strictly=o.operator in ("<", ">"))
        if not possible or (o.operator == "=" and not right.below(left)):
            found.add(key(o))
    return found


def scaled(term: Term) -> Ends:
    """What a term stood for, in the unit of its figure."""
    low, high = (
        Fraction(e) / Fraction(term.factor) if e.is_finite() else float(e)
        for e in (term.interval.low, term.interval.high)
    )
    return Ends(low, high)


def sum_of(ends: Iterable[Ends]) -> Ends:
    """The sum of intervals."""
    total = Ends(Fraction(0), Fraction(0))
    for one in ends:
        total += one
    return total


def plain(o: Outcome) -> bool:
    """Whether an outcome compares sums of what prints can stand for."""
    formulas = f"{o.left.formula} {o.right.formula}"
    return o.rule != "partition" and "÷" not in formulas and not re.search(r"(?<![F\d])\d", formulas)


class Told(NamedTuple):
    """What a slip gave."""

    wrong: list[Outcome]  #: mismatches that were none before and must be corrected, with their suspects
    missed: set[Key]  #: refuted by plain arithmetic, and not told
    more: set[Key]  #: told, and not refuted by it

    def named(self, slip: Slip) -> bool:
        """Whether the figure is suspected."""
        return any(c.figure == slip.figure for o in self.wrong for s in o.suspects for c in s.cells)

    def held(self, slip: Slip) -> bool:
        """Whether it may read as it did."""
        value = true(slip.figure)
        return any(
            c.low <= value <= c.high for o in self.wrong for s in o.suspects for c in s.cells if c.figure == slip.figure
        )

    def suggested(self, slip: Slip) -> bool:
        """Whether some suspect or hint says what it was."""
        value = true(slip.figure)
        return any(
            c.suggested == value for o in self.wrong for s in o.suspects for c in s.cells if c.figure == slip.figure
        ) or any(
            h.figure == slip.figure and h.suggested and Decimal(h.suggested) == value
            for o in self.wrong
            for h in o.hints
        )


def true(number: str) -> Decimal:
    """What a figure of the plan reads."""
    return next(f.value for f in plan().figures if f.id == number)


def told(slip: Slip) -> Told:
    """What is told of a slip, and what should be."""
    base = typed(slip)
    if len(base.figures) < len(plan().figures):
        return Told([], set(), set())  # a range that ends before it begins is refused by the reader
    closed = close(base)
    outcomes = rules.judged(closed)
    now = {key(o): o for o in outcomes if o.verdict == "mismatch"}
    before = {k for k, o in sound().items() if o.verdict == "mismatch"}
    place = next(f.coordinate for f in base.figures if f.id == slip.figure)
    near = {
        k
        for k, o in sound().items()
        if plain(o) and any(t.figure.coordinate == place for s in (o.left, o.right) for t in s.terms)
    }
    few, all_ = (expected(base, [sound()[k] for k in near], widest=widest) for widest in (False, True))
    there = {k for k, o in now.items() if k in sound() and plain(sound()[k])} | (before & now.keys())
    new = {k for k in now if k not in before}
    found = localise(closed, outcomes)
    assert not found.faults
    wrong = [o for o in found.outcomes if key(o) in new and o.verdict == "mismatch" and o.level == "强制性"]
    return Told(wrong, (few & all_ | (before - near)) - there, there - (few | all_ | (before - near)))


SHARDS = 8  #: of all slips, each a test of its own


@soak.law
@soak.longer
@pytest.mark.parametrize("shard", range(SHARDS if soak.SOAK else 1))
def test_one_wrong_digit_of_the_plan_is_told(shard: int) -> None:
    """Alarms are those that plain interval arithmetic expects; the cell is named in 99 of 100, and what it read in 90."""
    tried = list(slips())
    random.Random(soak.seed(20)).shuffle(tried)
    alarms = []
    for slip in tried[shard::SHARDS][: soak.times(8, len(tried))]:
        found = told(slip)
        assert (found.missed, found.more) == (set(), set()), slip
        if found.wrong:
            alarms.append((slip, found))
    assert alarms
    assert sum(found.named(slip) for slip, found in alarms) >= 0.99 * len(alarms)
    assert sum(found.suggested(slip) for slip, found in alarms) >= (0.9 if soak.SOAK else 0.5) * len(alarms)
