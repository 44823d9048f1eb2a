"""A sheet's numbers along one axis: lines (rows or columns) with a value for each sample (column or row)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from recon.open.computed import Sum

#: Relative error of a float that took part in a sum.
NOISE = 4e-13


@dataclass(frozen=True)
class Shift:
    """The last line of an axis is another line of it, at the sample before."""

    line: int
    before: Any  #: of each sample the one before; −1 for none


@dataclass(frozen=True)
class Axis:
    """``values``: lines × samples, 0 where blank; ``units``: what the last printed place is worth.

    ``rates``: lines that are rates; ``loose``: samples that never count against a sum.
    """

    name: str  #: "rows" or "columns": what the lines are
    values: Any
    filled: Any
    units: Any
    printed: Any  #: units of the last place as printed, without the steps that numbers are rounded to
    labels: tuple[str, ...]
    unknown: Any  #: whether a mark stands for a number that is not told
    common: Any  #: the most bits that a number may be worth as a total, since it stands in many places
    levels: Any  #: for each reading of depth in each table: its lines in order, and how deep each is
    totals: Any  #: lines whose label says that they are totals
    rates: Any
    loose: Any
    numbers: dict[int, int] = field(default_factory=dict)  #: printed number of a line → the line
    formulas: list[tuple[str, int]] = field(default_factory=list)  #: printed formulas, each with its line
    computed: tuple[Sum, ...] = ()  #: sums that the cells' own formulas say
    shift: Shift | None = None  #: what the last line is, where it is none of the sheet

    def place(self, line: int, sample: int) -> tuple[int, int]:
        """Line and sample of the sheet at which a number stands."""
        if self.shift is None or line < self.count - 1:
            return line, sample
        return self.shift.line, int(self.shift.before[sample])

    @property
    def other(self) -> str:
        """The name of the samples."""
        return "columns" if self.name == "rows" else "rows"

    @property
    def count(self) -> int:
        """Number of lines."""
        return int(self.values.shape[0])

    @cached_property
    def noise(self) -> Any:
        """The error that floats may have, sample by sample."""
        return np.abs(self.values).max(axis=0, initial=0.0) * NOISE + 1e-12

    @cached_property
    def filled_lines(self) -> Any:
        """Lines with numbers in them."""
        return self.filled.any(axis=1)
