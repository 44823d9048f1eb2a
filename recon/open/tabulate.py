"""A sheet's relations as instances: operator, total cell and cells of its parts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from recon.open import axes, board, discover, measures, ratios, relations, tables
from recon.open.axis import Axis
from recon.open.patterns import Pattern
from recon.workbook import RawSheet

#: How far off its parts a total may be and still be meant as their sum.
NEAR = 0.002
Instance = tuple[str, tuple[int, int], list[tuple[int, int]]]


def instances(sheet: RawSheet) -> Iterator[Instance]:
    """Every place where a relation of the sheet holds, rows and columns from 0."""
    layout = board.read(sheet)
    layout.measures = measures.mask(layout)
    for axis in axes.both(layout, tables.find(layout, sheet.merged)):
        for ratio in ratios.find(axis, axis.labels):
            for (total, parts), holds in zip(ratio.cells, ratio.holds, strict=True):
                if holds:
                    yield ratio.operator, total, list(parts)
        for pattern in discover.sums(axis):
            if len(pattern.parts) > 1:
                yield from _instances(axis, pattern)


def _instances(axis: Axis, pattern: Pattern) -> Iterator[Instance]:
    flip = axis.name == "columns"
    for sample in held(axis, pattern):
        cells = [(line, int(sample)) for line in (pattern.total, *pattern.parts)]
        total, *parts = [(c, r) for r, c in cells] if flip else cells
        if -1 not in pattern.signs:
            yield pattern.operator, total, parts
        elif pattern.signs == (1, -1):
            yield "Subtract", total, parts


def held(axis: Axis, pattern: Pattern) -> list[int]:
    """Samples in which a pattern holds: its stretch, on either side as far as nothing contradicts it, and what is no chance."""
    weighed = pattern.weighed
    hits, inside = weighed.hits, relations.reached(axis, pattern)
    stated = np.abs(axis.values[pattern.total])
    near = (
        weighed.misses & (np.abs(weighed.residuals) <= np.maximum(NEAR * stated, 2 * weighed.tolerances)) & (stated > 0)
    )
    return [int(sample) for sample in np.flatnonzero((hits & (inside | (weighed.gains >= 3))) | (near & inside))]
