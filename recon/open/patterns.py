"""Patterns: one relation of lines that holds over a stretch of samples."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

Evidence = Literal["formula", "label", "pattern", "twin"]
Operator = Literal["Sum", "Average", "Division", "RelativeChange", "Conversion"]


@dataclass(frozen=True)
class Pattern:
    """Line ``total`` is ``operator`` of ``parts``, in samples ``first`` to ``last`` (all from 0)."""

    axis: str
    total: int
    parts: tuple[int, ...]
    first: int
    last: int
    bits: float
    operator: Operator = "Sum"
    signs: tuple[int, ...] = ()
    evidence: Evidence = "pattern"
    view: str = ""
    family: str = ""  #: what says so of many totals of its table: "children"
    weighed: Any = None
    wording: str = ""  #: as a person would write it, where its lines do not say it
    vouched: int = 0  #: places of other tables with the same head in which the same columns hold

    @property
    def lines(self) -> frozenset[int]:
        """All lines that take part."""
        return frozenset((self.total, *self.parts))

    def overlaps(self, other: Pattern) -> bool:
        """Whether the stretches have samples in common, half of the shorter at least."""
        shared = min(self.last, other.last) - max(self.first, other.first) + 1
        return 2 * shared >= min(self.last - self.first, other.last - other.first) + 1

    def but(self, **changes: Any) -> Pattern:
        """The same with some fields changed."""
        return replace(self, **changes)
