"""次序: what must rise or fall strictly, and chains of relations written on one line of 勾稽.

A line reads as it would be written: 左式 F1, 关系 <, 右式 F2 < F3 means F1 < F2 < F3.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from recon.rules.closure import Closed, Comparison
from recon.rules.expression import ExpressionError
from recon.rules.relation import compare, is_order, links, odd_in


def check(closed: Closed) -> Iterator[Comparison]:
    """Each neighbouring pair of each chain that can be evaluated, in order."""
    odd = odd_in(closed.base)
    for line in filter(is_order, closed.base.relations):
        for link in links(line):
            with suppress(ExpressionError):  # relation.lint() names the cell
                yield compare(closed.base, link, closed.scale, odd, "order")
