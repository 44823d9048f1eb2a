"""Whether a reason given in an earlier month still holds: the same relation at the same place, not much further off."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from recon.model import Finding, Record
from recon.numbers import plain

#: An excess may grow by its own size before somebody is asked again: cumulative amounts grow from month to month.
GROWTH = 2
#: What the head of a column of cumulative amounts says.
CUMULATIVE = "累计"


def excess(finding: Finding) -> str:
    """The excess of a relation between cumulative amounts, with sign and unit; blank for any other finding.

    An amount of one month is another one next month, and so is its reason.
    """
    outcome = finding.outcome
    if outcome is None or not outcome.difference.is_finite() or not outcome.difference:
        return ""
    terms = (term for side in (outcome.left, outcome.right) for term in side.terms)
    if not any(CUMULATIVE in term.figure.coordinate.measure for term in terms):
        return ""
    return f"{plain(outcome.difference)}|{outcome.unit}"


def holds(record: Record, finding: Finding) -> bool:
    """Whether what was accepted for an excess covers today's: of the same sign and unit, at most GROWTH times as large."""
    then, now = _read(record.excess), _read(excess(finding))
    if then is None or now is None or then[1] != now[1]:
        return False
    return then[0] * now[0] > 0 and abs(now[0]) <= GROWTH * abs(then[0])


def _read(text: str) -> tuple[Decimal, str] | None:
    value, _, unit = text.partition("|")
    try:
        return Decimal(value), unit
    except InvalidOperation:
        return None
