"""Sets of cells that are products of independent choices, taken apart: three slips are three small sets, not one large."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import prod

from recon.localise.hitting import Set


def factored(sets: Sequence[Set]) -> list[list[Set]]:
    """Families whose products are exactly ``sets``: one set of each family, in any combination, and nothing else.

    Cells that replace each other in some set belong to one family. Where that does not come out even, all is one.
    """
    blocks = sorted(_blocks(sets), key=min)
    families = [sorted({s & members for s in sets}, key=sorted) for members in blocks]
    return families if prod(map(len, families)) == len(sets) else [list(sets)]


def _blocks(sets: Sequence[Set]) -> list[Set]:
    """The cells, those together of which one stands in for another."""
    blocks: dict[int, set[int]] = {n: {n} for s in sets for n in s}
    for first, second in combinations(sets, 2):
        if len(first ^ second) == 2:
            one, other = (blocks[n] for n in first ^ second)
            if one is not other:
                one |= other
                blocks |= dict.fromkeys(other, one)
    return [frozenset(members) for members in {id(b): b for b in blocks.values()}.values()]
