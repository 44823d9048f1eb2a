"""The rules: each is one module with ``check(closed)``, yielding what is to be compared.

They are loaded when a plan is judged: a form asks its columns (:mod:`recon.rules.rows`) and needs none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from recon.gc_pause import gc_paused

if TYPE_CHECKING:
    from recon.figures import Base
    from recon.model import Outcome
    from recon.rules.closure import Closed, Comparison


def run(base: Base) -> tuple[Outcome, ...]:
    """Close the figures and judge every comparison; deterministic whatever the order of the rows."""
    from recon.rules import laws
    from recon.rules.closure import close

    with gc_paused():
        return judged(close(laws.spread(base)))


def judged(closed: Closed) -> tuple[Outcome, ...]:
    """Every comparison of a closed base."""
    from recon.rules.outcomes import Scribe

    scribe = Scribe(closed)
    return scribe.ordered(scribe.outcomes(comparisons(closed)))


def comparisons(closed: Closed) -> Iterator[Comparison]:
    """Every relation of a closed base with both its sides, in the order of the rules."""
    from recon.rules.every import RULES

    return (comparison for check in RULES.values() for comparison in check(closed))
