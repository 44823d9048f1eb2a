"""Shares, rates, growth and averages: only where a heading asks for them, and only where nearly all of a line agrees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

import numpy as np

from recon.open import words
from recon.open.axis import Axis
from recon.open.patterns import Operator

Cell = tuple[int, int]
#: Lines looked at as numerator or denominator, at most.
REACH = 24
#: Share of a line's numbers that must agree, and how many at least.
AGREE, LEAST = 0.8, 3
#: Bits beyond the number of candidates that make an agreement unlikely.
SURE = 6.0
#: Lines that must be the ratio of the same neighbours, and how near these are.
ALIKE, BESIDE = 3, 4
#: Words that ask for shares of a total of the same line.
OF_TOTAL = re.compile(r"占比|比重|占.*[%％]|构成")
FACTORS = (1.0, 100.0, 1000.0)


@dataclass(frozen=True)
class Ratio:
    """A line of ratios or averages: for each place its cell, the cells it is made of, and whether it holds."""

    operator: Operator
    factor: float
    line: int
    axis: str
    text: str
    cells: tuple[tuple[Cell, tuple[Cell, ...]], ...]
    holds: tuple[bool, ...]


def find(axis: Axis, labels: Sequence[str]) -> Iterator[Ratio]:
    """The lines whose words ask for a ratio, a growth or an average and whose numbers agree with one."""
    measures = [n for n in range(axis.count) if axis.filled_lines[n]]
    asking: dict[int, bool] = {}  # whether a ratio was found for it
    for line in measures:
        label = words.fold(labels[line])
        asked = words.ASKING.search(label)
        if asked and words.AVERAGE.search(label) and (ratio := _average(axis, line)):
            yield ratio
        elif asked or axis.rates[line]:
            others = [n for n in measures if n != line and abs(n - line) <= REACH]
            ratio = None
            if words.GROWTH.search(label):
                ratio = _growth(axis, line, others)
            ratio = ratio or _division(axis, line, others)
            if ratio is None and OF_TOTAL.search(label):
                ratio = _share(axis, line, others)
            asking[line] = ratio is not None
            if ratio:
                yield ratio
    if len(asking) >= ALIKE and not all(asking.values()):
        yield from (made for made in _repeated(axis, [*asking], measures) if not asking[made.line])


def _repeated(axis: Axis, asking: Sequence[int], measures: Sequence[int]) -> Iterator[Ratio]:
    """Lines that are each the ratio of the same neighbours, as when 户数, 人数 and 户均人数 take turns.

    Each of them says too little by itself; together they outweigh the neighbours that were tried.
    """
    place = {line: n for n, line in enumerate(measures)}
    fits: dict[tuple[int, int, float], list[tuple[float, Ratio]]] = {}
    steps = [n for n in range(-BESIDE, BESIDE + 1) if n]
    for line in asking:
        shown = axis.filled[line] & (axis.values[line] != 0)
        there = [(a, b) for a, b in permutations(steps, 2) if all(0 <= place[line] + s < len(measures) for s in (a, b))]
        if shown.sum() < 2 or not there:
            continue
        first, second = (np.array([measures[place[line] + pair[n]] for pair in there]) for n in (0, 1))
        quotient, error = _quotients(axis, shown, first, second)
        spread = error * np.abs(quotient)
        values, unit = axis.values[line][shown], float(axis.printed[line][shown].max())
        apart = max(float(values.max() - values.min()) / unit, 1.0)
        bits = np.log2(max(float(np.abs(values).max()) / unit, 1.0)) + (len(np.unique(values)) - 1) * np.log2(apart)
        for factor in FACTORS:
            close = _agreement(axis, line, shown, quotient * factor, spread * factor)
            for n in np.flatnonzero(close.all(axis=1) & (2 * spread * factor <= unit).all(axis=1)).tolist():
                lines = [(int(first[n]), s, int(second[n]), s) for s in np.flatnonzero(shown).tolist()]
                made = _ratio(axis, line, shown, factor, "Division", lines, close[n], quotient[n])
                fits.setdefault((*there[n], factor), []).append((bits, made))
    best = max(fits.values(), key=lambda several: sum(bits for bits, _ in several), default=[])
    if len(best) >= ALIKE and sum(bits for bits, _ in best) >= np.log2(len(steps) ** 2 * len(FACTORS)) + 2 * SURE:
        yield from (made for _, made in best)


def _nonzero(axis: Axis, line: int) -> Any:
    shown = axis.filled[line] & (axis.values[line] != 0)
    return shown if shown.sum() >= LEAST and len(np.unique(axis.values[line][shown])) >= LEAST else None


def _agreement(axis: Axis, line: int, shown: Any, expected: Any, spread: Any) -> Any:
    """Whether each expected number agrees with the line's numbers, in candidates × samples; ``spread``: what rounding adds."""
    with np.errstate(invalid="ignore"):
        room = axis.printed[line][shown] / 2 * 1.001 + spread + np.abs(expected) * 1e-9
        return np.abs(expected - axis.values[line][shown]) <= room


def _best(close: Any, precise: Any, shown: Any, distance: Any) -> int | None:
    """The candidate that agrees most, of equal ones the nearest; None where too few do, or agreement says nothing."""
    counts = (close & precise).sum(axis=1)
    score = counts * 1000 - distance
    best = int(np.argmax(score)) if len(score) else -1
    if best < 0 or counts[best] < LEAST or close[best].sum() < AGREE * shown.sum():
        return None
    return best


def _unlikely(axis: Axis, line: int, shown: Any, close: Any, spread: Any, distance: Any) -> int | None:
    """The nearest candidate that agrees everywhere, though the values are alike, where chance would hardly find one.

    The largest value says as much as it has places; each other one as much as the values differ.
    """
    values, unit = axis.values[line][shown], float(axis.printed[line][shown].max())
    if len(close) == 0 or unit <= 0:
        return None
    apart = max(float(values.max() - values.min()) / unit, 1.0)
    bits = np.log2(max(float(np.abs(values).max()) / unit, 1.0)) + (len(np.unique(values)) - 1) * np.log2(apart)
    fits = np.flatnonzero(close.all(axis=1) & (2 * spread <= unit).all(axis=1))
    if not len(fits) or bits < np.log2(len(close)) + SURE:
        return None
    return int(fits[np.argmin(distance[fits])])


def _quotients(axis: Axis, shown: Any, first: Any, second: Any) -> tuple[Any, Any]:
    """first ÷ second and the relative error of it, for pairs of lines."""
    a, b = axis.values[first][:, shown], axis.values[second][:, shown]
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient = a / b
        error = axis.printed[first][:, shown] / 2 / np.abs(a) + axis.printed[second][:, shown] / 2 / np.abs(b)
    there = axis.filled[first][:, shown] & axis.filled[second][:, shown] & (b != 0) & (a != 0)
    return np.where(there, quotient, np.nan), np.where(there, error, 0.0)


def _range(axis: Axis, line: int, shown: Any) -> float:
    values = axis.values[line][shown]
    return float(values.max() - values.min()) or 1.0


def _pairs(others: list[int]) -> tuple[Any, Any]:
    first, second = np.meshgrid(np.array(others), np.array(others), indexing="ij")
    keep = first.ravel() != second.ravel()
    return first.ravel()[keep], second.ravel()[keep]


def _division(axis: Axis, line: int, others: list[int]) -> Ratio | None:
    shown = _nonzero(axis, line)
    if shown is None or len(others) < 2:
        return None
    first, second = _pairs(others)
    quotient, error = _quotients(axis, shown, first, second)
    return _chosen(axis, line, shown, first, second, quotient, error * np.abs(quotient), "Division")


def _growth(axis: Axis, line: int, others: list[int]) -> Ratio | None:
    shown = _nonzero(axis, line)
    if shown is None or len(others) < 2:
        return None
    first, second = _pairs(others)
    quotient, error = _quotients(axis, shown, second, first)
    return _chosen(axis, line, shown, first, second, quotient - 1, error * np.abs(quotient), "RelativeChange")


def _chosen(
    axis: Axis, line: int, shown: Any, first: Any, second: Any, expected: Any, spread: Any, operator: Operator
) -> Ratio | None:
    distance = np.abs(first - line) + np.abs(second - line)
    wide = _range(axis, line, shown)
    for factor in FACTORS if operator == "Division" else FACTORS[:2]:
        close = _agreement(axis, line, shown, expected * factor, spread * factor)
        precise = (2 * spread * factor + axis.printed[line][shown]) * 8 < wide
        best = _best(close, precise, shown, distance)
        if best is None:
            best = _unlikely(axis, line, shown, close, spread * factor, distance)
        if best is not None:
            a, b = int(first[best]), int(second[best])
            lines = [(a, s, b, s) for s in np.flatnonzero(shown).tolist()]
            return _ratio(axis, line, shown, factor, operator, lines, close[best], expected[best])
    return None


def _share(axis: Axis, line: int, others: list[int]) -> Ratio | None:
    """A line's parts of one of its own samples: of the total."""
    shown = _nonzero(axis, line)
    if shown is None:
        return None
    count = len(shown)
    wide = _range(axis, line, shown)
    for other in sorted(others, key=lambda n: abs(n - line))[:8]:
        values, filled = axis.values[other], axis.filled[other]
        bases = np.argsort(-np.abs(values), kind="stable")[:6]
        bases = bases[filled[bases] & (values[bases] != 0)]
        if not len(bases):
            continue
        expected = values[shown][None, :] / values[bases][:, None]
        spread = axis.printed[other][shown] / 2 / np.abs(values[bases])[:, None]
        expected = np.where(filled[shown], expected, np.nan)
        for factor in FACTORS[:2]:
            close = _agreement(axis, line, shown, expected * factor, spread * factor)
            precise = (2 * spread * factor + axis.printed[line][shown]) * 8 < wide
            best = _best(close, precise, shown, np.arange(len(bases)))
            if best is not None and count > 1:
                base = int(bases[best])
                lines = [(other, s, other, base) for s in np.flatnonzero(shown).tolist()]
                return _ratio(axis, line, shown, factor, "Division", lines, close[best], expected[best])
    return None


def _ratio(
    axis: Axis,
    line: int,
    shown: Any,
    factor: float,
    operator: Operator,
    lines: list[tuple[int, int, int, int]],
    close: Any,
    expected: Any,
) -> Ratio:
    """The relation with its places; those without numbers are left out."""
    from recon.open.relations import name

    cells, holds = [], []
    for sample, (a, at, b, bt), good, value in zip(
        np.flatnonzero(shown).tolist(), lines, close.tolist(), expected.tolist(), strict=True
    ):
        if value == value and not (a == b and at == bt):
            cells.append((_cell(axis, line, sample), (_cell(axis, a, at), _cell(axis, b, bt))))
            holds.append(good)
    a, at, b, bt = lines[0]
    tail = "" if factor == 1 else f" × {factor:.0f}"
    left, first, second = name(axis.name, line), name(axis.name, a), name(axis.name, b)
    if a == b and operator == "Division":
        text = f"{left} = {first} ÷ {first}（{name(axis.other, bt)}）{tail}"
    elif operator == "Division":
        text = f"{left} = {first} ÷ {second}{tail}"
    else:
        text = f"{left} = ({second} − {first}) ÷ {first}{tail}"
    return Ratio(operator, factor, line, axis.name, text, tuple(cells), tuple(holds))


def _cell(axis: Axis, line: int, sample: int) -> Cell:
    return (line, sample) if axis.name == "rows" else (sample, line)


def _average(axis: Axis, line: int) -> Ratio | None:
    """The mean of the lines right before or after, as many as agree in most samples."""
    from recon.open.relations import name

    shown = axis.filled[line]
    if shown.sum() < 1:
        return None
    best: tuple[int, int, list[int], Any] | None = None
    for step in (-1, 1):
        run: list[int] = []
        other = line + step
        sums, counts = np.zeros(len(shown)), np.zeros(len(shown))
        while 0 <= other < axis.count and len(run) < 400:
            if axis.filled_lines[other] and not axis.totals[other]:
                run.append(other)
                sums, counts = sums + axis.values[other], counts + axis.filled[other]
                if len(run) >= 2:
                    with np.errstate(divide="ignore", invalid="ignore"):
                        mean = sums / counts
                    close = shown & (np.abs(mean - axis.values[line]) <= axis.printed[line] * 0.501 + axis.noise)
                    if close.sum() >= AGREE * shown.sum() and (best is None or close.sum() >= best[0]):
                        best = (int(close.sum()), step, list(run), close)
            other += step
    if best is None:
        return None
    _, _, run, close = best
    cells, holds = [], []
    for sample in np.flatnonzero(shown).tolist():
        parts = tuple(_cell(axis, n, sample) for n in run if axis.filled[n, sample])
        if parts:
            cells.append((_cell(axis, line, sample), parts))
            holds.append(bool(close[sample]))
    low, high = min(run), max(run)
    text = f"{name(axis.name, line)} = AVERAGE({name(axis.name, low)}:{name(axis.name, high)})"
    return Ratio("Average", 1.0, line, axis.name, text, tuple(cells), tuple(holds))
