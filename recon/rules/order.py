"""次序: what must rise or fall strictly, and chains of relations written on one line of 勾稽.

A line reads as it would be written: 左式 F1, 关系 <, 右式 F2 < F3 means F1 < F2 < F3.
"""

from __future__ import annotations

from collections.abc import Iterator

from recon.rules.closure import Closed, Comparison
from recon.rules.relation import judged


def check(closed: Closed) -> Iterator[Comparison]:
    """Each neighbouring pair of each chain that can be evaluated, in order."""
    yield from judged(closed, "order")
