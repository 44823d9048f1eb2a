"""Both sides of a relation as they are worked out on a finding's page: terms as printed, and each way to mend it beside them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from recon import numbers
from recon.model import Outcome, Side, Suspect, SuspectSet, Term
from recon.numbers import plain
from recon.reports import json as printed
from recon.reports.excel.formulas import is_linear

#: Ways to mend a relation that stand beside its terms; the list of suspects has them all.
BESIDE = 6
#: Powers of ten between units of money, people and area.
_POWERS = 16


def sides(outcome: Outcome) -> dict[str, Any]:
    """Terms, ends and sums as plain values.

    A term's ``input`` is the number in its cell, ``ratio`` what one of it counts for in the outcome's unit. ``live``:
    both sides are plain sums of these, so that changed inputs can be added up; ``ways`` are sets of suspected cells
    with the inputs they would have, as far as all of them are known.
    """
    terms = [*outcome.left.terms, *outcome.right.terms]
    live = bool(terms) and all(
        is_linear(side) or not (side.terms or side.value) for side in (outcome.left, outcome.right)
    )
    inputs = {term.figure.id: _input(term) for term in terms}
    ways = [way for suspects in outcome.suspects if (way := _way(suspects, inputs)) is not None]
    return {
        "left": _side(outcome.left, terms),
        "right": _side(outcome.right, terms),
        "unit": outcome.unit,
        "operator": outcome.operator,
        "difference": printed.decimal(outcome.difference),
        "slack": printed.decimal(outcome.slack),
        "live": live,
        "ways": ways[:BESIDE] if live else [],
        "whole": live and len(ways[:BESIDE]) == len(outcome.suspects),
    }


def _side(side: Side, among: Iterable[Term]) -> dict[str, Any]:
    return {
        "value": printed.decimal(side.value),
        "low": printed.decimal(side.interval.low),
        "high": printed.decimal(side.interval.high),
        "formula": "" if is_linear(side) else side.formula,
        "terms": [_term(term, among) for term in side.terms],
    }


def _term(term: Term, among: Iterable[Term]) -> dict[str, Any]:
    number, ratio = _input(term)
    return {
        "cell": str(term.figure.cell),
        "at": term.figure.cell.a1,
        "name": _name(term, among),
        "sign": term.sign,
        "input": plain(number),
        "ratio": printed.factor(ratio),
        "value": printed.decimal(term.value),
        "low": printed.decimal(term.interval.low),
        "high": printed.decimal(term.interval.high),
    }


def _name(term: Term, among: Iterable[Term]) -> str:
    """The name of a term: as many of its names as distinguish the terms."""
    places = [_names(one) for one in among]
    parts: list[int] = []
    for n, column in enumerate(zip(*places, strict=True)):
        if len(set(column)) > 1 and len({tuple(place[m] for m in parts) for place in places}) < len(places):
            parts.append(n)
    return " ".join(name for n in parts if (name := _names(term)[n]))


def _names(term: Term) -> tuple[str, ...]:
    place = term.figure.coordinate
    return place.item, place.measure, place.period, place.region, place.nature


def _input(term: Term) -> tuple[Decimal, Fraction]:
    """The number in a term's cell and what one of it counts for; the term's own value where the cell reads otherwise."""
    number = numbers.read(term.figure.printed).value
    ratio = Fraction(term.value) / Fraction(number) if number and term.value.is_finite() else Fraction(term.factor)
    return (number, ratio) if number and _power(ratio / Fraction(term.factor)) else (term.value, Fraction(1))


def _way(suspects: SuspectSet, inputs: dict[str, tuple[Decimal, Fraction]]) -> list[dict[str, str]] | None:
    """The inputs of a set of suspects; None where one is not known or not among the terms."""
    changes = []
    for one in suspects.cells:
        number = _suggested(one, inputs[one.figure][0]) if one.figure in inputs else None
        if number is None:
            return None
        ends = (plain(one.low), plain(one.high)) if one.low.is_finite() and one.high.is_finite() else ("", "")
        changes.append(
            {"cell": str(one.cell), "at": one.cell.a1, "input": plain(number), "low": ends[0], "high": ends[1]}
        )
    return changes


def _suggested(one: Suspect, number: Decimal) -> Decimal | None:
    """The number that the cell would read, in the unit of its number; None where that is not known."""
    if not one.suggested.is_finite():
        return None
    if one.printed == number:
        return one.suggested
    by = Fraction(number) / Fraction(one.printed) if one.printed else Fraction(0)
    return one.suggested.scaleb(_power_of(by)) if _power(by) else None


def _power(ratio: Fraction) -> bool:
    """Whether a ratio is a power of ten, as between units."""
    return ratio > 0 and ratio == Fraction(10) ** _power_of(ratio)


def _power_of(ratio: Fraction) -> int:
    """The power of ten that is nearest below a ratio, within bounds."""
    return next((power for power in range(_POWERS, -_POWERS, -1) if Fraction(10) ** power <= ratio), -_POWERS)
