"""Where there is no time for more: cells ranked by how many of their relations are broken, less those that hold."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from recon.localise.solver.bounds import Bounds
from recon.localise.solver.system import System
from recon.localise.strain import Check, Checks
from recon.localise.suspects import decimal
from recon.model import Suspect, SuspectSet

MOST = 10  #: cells that are named
UNKNOWN = Decimal("NaN")


def ranked(bounds: Bounds, checks: Checks, asking: Sequence[tuple[int, Check]]) -> dict[int, dict[str, object]]:
    """For each asking outcome its cells, the likeliest first: a ranking, not a proof.

    First those that explain all gaps of the relations they are in by themselves.
    """
    broken = {id(check) for _, check in asking}
    score: dict[int, int] = {}
    for n, check in enumerate(checks.checks):
        for _, told_ in check.terms:
            score[told_] = score.get(told_, 0) + (1 if id(checks.checks[n]) in broken else -1)
    found: dict[int, dict[str, object]] = {}
    for number, check in asking:
        cells = sorted(
            {t for _, t in check.terms},
            key=lambda t: (bool(bounds.conflicts(bounds.group((t,)))), -score[t], t),
        )
        sets = tuple(_alone(bounds.system, n) for n in cells[:MOST])
        found[number] = {
            "suspects": sets,
            "located": "ranking",
            "left_out": str(len(cells) - len(sets)),
        }
    return found


def _alone(system: System, n: int) -> SuspectSet:
    """A cell by itself, without a proof what it would have to read."""
    told_ = system.prints[n]
    printed = decimal(Fraction(told_.value) * told_.unit)
    return SuspectSet((Suspect(told_.figure, told_.cell, printed, UNKNOWN, UNKNOWN, UNKNOWN),), UNKNOWN)
