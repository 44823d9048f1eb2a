"""The rules: each is one module with ``check(closed)``, yielding what is to be compared."""

from __future__ import annotations

from collections.abc import Iterator

from recon.figures import Base
from recon.gc_pause import gc_paused
from recon.model import Outcome
from recon.rules import bound, foot, laws, order, partition, relation, tie
from recon.rules.closure import Closed, Comparison, close
from recon.rules.outcomes import Scribe

#: Every rule by the name of what it judges, in the order of a reader's interest. Adding one means adding a line here.
RULES = {
    "tie": tie.check,
    "foot": foot.check,
    "bound": bound.check,
    "relation": relation.check,
    "order": order.check,
    "partition": partition.check,
}


def run(base: Base) -> tuple[Outcome, ...]:
    """Close the figures and judge every comparison; deterministic whatever the order of the rows."""
    with gc_paused():
        return judged(close(laws.spread(base)))


def judged(closed: Closed) -> tuple[Outcome, ...]:
    """Every comparison of a closed base."""
    scribe = Scribe(closed)
    return scribe.ordered(scribe.outcomes(comparisons(closed)))


def comparisons(closed: Closed) -> Iterator[Comparison]:
    """Every relation of a closed base with both its sides, in the order of the rules."""
    return (comparison for check in RULES.values() for comparison in check(closed))
