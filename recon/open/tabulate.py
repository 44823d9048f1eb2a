"""A sheet's relations as instances: operator, total cell and cells of its parts."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from recon.open import axes, board, discover, measures, tables
from recon.open.axis import Axis
from recon.open.patterns import Pattern
from recon.workbook import RawSheet

Instance = tuple[str, tuple[int, int], list[tuple[int, int]]]


def instances(sheet: RawSheet) -> Iterator[Instance]:
    """Every place where a relation of the sheet holds, rows and columns from 0."""
    found = board.read(sheet)
    found.measures = measures.of(found)
    for axis in axes.both(found, tables.find(found, sheet.merged)):
        for pattern in discover.sums(axis):
            yield from _instances(axis, pattern)


def _instances(axis: Axis, pattern: Pattern) -> Iterator[Instance]:
    flip = axis.name == "columns"
    hits = pattern.weighed.hits
    for sample in np.flatnonzero(hits[pattern.first : pattern.last + 1]) + pattern.first:
        cells = [(line, int(sample)) for line in (pattern.total, *pattern.parts)]
        total, *parts = [(c, r) for r, c in cells] if flip else cells
        yield pattern.operator, total, parts
