"""What a finding says itself: an explanation that repeats it has added nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recon import messages
from recon.explanations.key import Key
from recon.explanations.place import Places
from recon.explanations.weight import Own
from recon.model import Finding
from recon.numbers import plain

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def own(places: Places, key: Key, finding: Finding) -> Own:
    """The words and numbers of a finding, of its row and of its table's head."""
    return Own(tuple(dict.fromkeys(filter(None, _words(places, key, finding)))), places.period)


def _words(places: Places, key: Key, finding: Finding) -> Iterator[str]:
    for text in (*_pattern(finding), *messages.TWO_WAYS.get(finding.code, ())):
        yield from _PLACEHOLDER.split(text)
    yield from map(str, finding.words.values())
    yield key.values.rpartition("#")[0]
    yield from places.names(finding.cell)
    if sheet := places.sheet(finding.cell.sheet):
        yield from sheet.columns
    if outcome := finding.outcome:
        yield from outcome.coordinate.names
        yield outcome.coordinate.measure
        yield plain(abs(outcome.difference)) if outcome.difference.is_finite() else ""
        for side in (outcome.left, outcome.right):
            yield plain(side.value) if side.value.is_finite() else ""
            for term in side.terms:
                yield from (term.figure.coordinate.measure, term.figure.printed)


def _pattern(finding: Finding) -> tuple[str, ...]:
    operator = finding.outcome.operator if finding.outcome else ""
    return messages.pattern(finding.code, operator) if operator or finding.code in messages.MESSAGES else ()
