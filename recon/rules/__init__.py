"""The rules: each is one module with ``check(closed)``, yielding what is to be compared."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from recon.figures import Base
from recon.model import Outcome
from recon.rules import bound, foot, relation, tie
from recon.rules.closure import close
from recon.rules.outcomes import outcomes

#: Every rule, in the order of a reader's interest. Adding one means adding a line here.
RULES = (tie.check, foot.check, bound.check, relation.check)


def run(base: Base) -> tuple[Outcome, ...]:
    """Close the figures and judge every comparison; deterministic whatever the order of the rows."""
    with collector_paused():
        closed = close(base)
        return tuple(outcomes(closed, (c for check in RULES for c in check(closed))))


@contextmanager
def collector_paused() -> Iterator[None]:
    """Millions of values are built here, none of them garbage: looking for cycles costs a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
