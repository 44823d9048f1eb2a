"""One number stated in two units beside each other: 万元 next to 元, by the units in the heads and by the numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from recon import units
from recon.open import words
from recon.open.axis import Axis
from recon.open.ratios import Cell, Ratio
from recon.open.relations import name

#: A unit in parentheses, or behind a comma or a slash at the end of a head.
UNIT = re.compile(r"[(（](?:单位\s*[:：]\s*)?([^()（）]{1,6})[)）]|[,，、/]\s*([^\s,，、/()（）]{1,6})$")
#: What stands before or around a unit.
MARKS = frozenset("(（,，、/")
#: Places that must agree, at least and as a share, with as many different numbers.
HOLD, AGREE = 4, 0.8


def find(axis: Axis, labels: Sequence[str]) -> Iterator[Ratio]:
    """The lines that state another line in a larger unit."""
    by_line = {n: unit for n in range(axis.count) if axis.filled_lines[n] and (unit := _unit(labels[n])) is not None}
    for coarse, large in by_line.items():
        tried = [
            made
            for fine, small in by_line.items()
            if fine != coarse
            and (by := units.ratio(large, small)) is not None
            and by > 1
            and by == int(by)
            and (made := _held(axis, coarse, fine, int(by))) is not None
        ]
        if tried:
            yield max(tried, key=lambda ratio: ratio.holds.count(True))


def _unit(label: str) -> units.Unit | None:
    folded = words.fold(label)
    matches = [] if MARKS.isdisjoint(folded) else list(UNIT.finditer(folded))
    text = (matches[-1][1] or matches[-1][2]) if matches else ""
    return units.parse(text) if text and text[-1] in "元吨米斤克亩顷时度人个户套" else None


def _held(axis: Axis, coarse: int, fine: int, by: int) -> Ratio | None:
    """The conversion in every place where both are filled; None where it does not hold in most."""
    there = np.flatnonzero(axis.filled[coarse] & axis.filled[fine] & (axis.values[fine] != 0))
    value, other = axis.values[coarse][there], axis.values[fine][there] / by
    room = axis.printed[coarse][there] / 2 + axis.printed[fine][there] / 2 / by + np.abs(other) * 1e-9
    close = np.abs(value - other) <= room
    sure = close & (np.abs(value) >= 10 * axis.printed[coarse][there])
    if len(np.unique(value[sure])) < HOLD or close.sum() < AGREE * len(there):
        return None
    rows = axis.name == "rows"

    def cell(line: int, sample: int) -> Cell:
        return (line, sample) if rows else (sample, line)

    cells = tuple((cell(coarse, int(s)), (cell(fine, int(s)),)) for s in there)
    text = f"{name(axis.name, coarse)} = {name(axis.name, fine)} ÷ {by}"
    return Ratio("Conversion", float(by), coarse, axis.name, text, cells, tuple(map(bool, close)))
