"""How far a relation of lines is from chance, in bits.

A running sum lands within r of a given number by chance with p ≈ (2r + u) ÷ step, where step is what one more line
adds; a sample that holds is worth log2 1/p, one that should hold and does not costs :data:`MISS`. A sample whose parts
are those of an earlier one times a constant holds whenever that one does, and says only as much as its parts differ
from that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from recon.open.axis import Axis

MISS = 7.0
MOST = 30.0  #: bits that one sample may be worth
FEW = 3  #: parts up to which a total that stands in many places says little
LEAST = 1.0  #: bits below which a sample says nothing
ACCEPT = 6.5
BEFORE = 4  #: earlier samples a sample is held against


@dataclass(frozen=True)
class Weighed:
    """A relation's samples: which hold, which do not, bits of each, and the stretch worth most."""

    bits: float
    first: int
    last: int
    hits: Any
    misses: Any
    residuals: Any
    gains: Any
    tolerances: Any


def tolerance(units: Any, total: Any) -> Any:
    """What rounding may leave between a total and its parts: within reach of all, and easily within 3σ."""
    sums = units.sum(axis=0) + total
    squares = (units**2).sum(axis=0) + total**2
    return np.minimum(sums / 2, np.sqrt(squares * 0.75))


def weigh(axis: Axis, total: int, parts: Any, signs: Any = None, soft: float = 0.0) -> Weighed:
    """Weigh line ``total`` = Σ sign · part; ``soft``: share of the total that it may be off by."""
    values, filled = axis.values[parts], axis.filled[parts]
    signed = values if signs is None else values * np.asarray(signs)[:, None]
    stated = axis.values[total]
    residuals = signed.sum(axis=0) - stated
    room = tolerance(np.where(filled, axis.units[parts], 0.0), axis.units[total]) + axis.noise
    room = np.maximum(room, soft * np.abs(stated))
    there = axis.filled[total] & filled.any(axis=0)
    close = np.abs(residuals) <= room
    hits, misses = there & close, there & ~close
    step = _scale(signed, stated, hits)
    size = 2 * np.abs(residuals) + axis.units[total]
    with np.errstate(divide="ignore", invalid="ignore"):
        bits = np.log2(np.where(step > 0, step / np.maximum(size, 1e-300), 1.0))
    if len(parts) <= FEW:
        bits = np.minimum(bits, axis.common[total])
    gains = np.where(hits & (bits >= LEAST), np.minimum(bits, MOST), 0.0)
    sparse = filled.mean(axis=0) < 0.34
    misses &= ~(axis.unknown[parts].any(axis=0) | axis.unknown[total])
    costs = np.where(misses & ~axis.loose, np.where(sparse, MISS / 2, MISS), 0.0)
    first, last, best = stretch(gains - costs)
    return Weighed(best, first, last, hits, misses, residuals, gains, room)


def _scale(parts: Any, stated: Any, hits: Any) -> Any:
    """How far from its total a sum of these parts would be expected by chance, sample by sample.

    Of the sample that says most, what one part adds on average, since any length of the run might have hit; of the
    others, how far their parts together are from those of an earlier sample that holds, times a constant.
    """
    size = np.sqrt((parts**2).sum(axis=0))
    scale = np.where(hits, np.minimum(size, _novel(parts, stated, hits)), size)
    if hits.any():
        step = np.abs(parts).mean(axis=0)
        first = int(np.argmax(np.where(hits, step, -1.0)))
        scale[first] = step[first]
    return scale


def _novel(parts: Any, stated: Any, hits: Any) -> Any:
    """How far the parts of a sample together are from those of earlier samples that hold, times a constant."""
    where = np.flatnonzero(hits & (stated != 0))
    novel = np.full(parts.shape[1], np.inf)
    if len(where) < 2:
        return novel
    moved, sums = parts[:, where], stated[where]
    least = np.full(len(where), np.inf)
    for back in range(1, min(BEFORE, len(where) - 1) + 1):
        factor = sums[back:] / sums[:-back]
        apart = np.sqrt(((moved[:, back:] - moved[:, :-back] * factor) ** 2).sum(axis=0))
        least[back:] = np.minimum(least[back:], apart)
    novel[where] = least
    return novel


def stretch(worth: Any) -> tuple[int, int, float]:
    """First and last place of the segment of greatest sum, and the sum (Kadane)."""
    sums = np.cumsum(worth)
    before = np.minimum.accumulate(np.concatenate([[0.0], sums[:-1]]))
    last = int(np.argmax(sums - before))
    head = np.concatenate([[0.0], sums[: last + 1]])
    first = int(np.flatnonzero(head[:-1] == before[last])[-1]) if last >= 0 else 0
    return first, last, float(sums[last] - before[last])
