"""Which end of which grade is wrong, where two grades that should meet do not: each end has one neighbour alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from recon.model import LEVELS, Outcome, Suspect, SuspectSet, Term


def read(outcomes: list[Outcome]) -> list[Outcome]:
    """The outcomes, those of grades that do not meet with both ends as suspects, each reading what the other does."""
    return [
        replace(o, suspects=found, located="sets")
        if o.rule == "partition" and o.verdict == "mismatch" and o.level == LEVELS[-1] and (found := tuple(_sets(o)))
        else o
        for o in outcomes
    ]


def _sets(o: Outcome) -> Iterator[SuspectSet]:
    """Where both ends are numbers; that both grades, or neither, hold one number is no matter of digits."""
    (left,), (right,) = o.left.terms, o.right.terms
    if all(t.interval.low == t.interval.high for t in (left, right)) and left.value != right.value:
        yield from (_set(term, other.value) for term, other in ((left, right), (right, left)))


def _set(term: Term, reading: Decimal) -> SuspectSet:
    cell = Suspect(term.figure.id, term.figure.cell, term.value, reading, reading, reading)
    return SuspectSet((cell,), Decimal(0))
