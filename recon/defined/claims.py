"""Claims: that the words, dates and blanks of a place stand as a relation says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from recon.defined.conditions import Look, UnknownError, UnsaidError, applies, holds, looker
from recon.defined.instances import Binder, Claim, Place
from recon.definitions import linear
from recon.definitions.tree import Comparison, Reference


class Asked(NamedTuple):
    """A claim asked in a place: whether it holds there; None where that cannot be known."""

    place: Place
    holds: bool | None
    look: Look


def judged(binder: Binder, claim: Claim) -> Iterator[Asked]:
    """The claim in every place where its conditions hold and there is something to say."""
    for place in binder.places(claim.statement, (claim.condition, *claim.conditions)):
        look = looker(binder, place)
        try:
            if all(holds(c, look) for c in claim.conditions) and all(map(applies, map(look, subjects(claim)))):
                yield Asked(place, holds(claim.condition, look), look)
        except UnsaidError:
            continue
        except UnknownError:
            yield Asked(place, None, look)


def subjects(claim: Claim) -> list[Reference]:
    """The cells that a claim is about."""
    references = linear.references(claim.condition)
    return references if isinstance(claim.condition, Comparison) else references[:1]
