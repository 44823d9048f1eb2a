"""When each project of some classes is built and paid for, so that their years are the plan's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from examples.draw import between, draw, share, shuffled

#: done before 2021, going, halted, waiting to begin
Stage = Literal["done", "going", "halted", "waiting"]
CENTS = 100


@dataclass(frozen=True)
class Planned:
    """A project's stage, months of start and finish, and investment by year in hundredths of a 万元."""

    stage: Stage
    start: str
    finish: str
    splits: tuple[int, ...]


def plans(part: str, years: tuple[int, int], totals: list[int], steps: list[int]) -> list[Planned]:
    """A plan for each project of a part of the plan, given its total investment in whole 万元.

    ``years``: investment of 2020 and of 2021-2025 together, in 万元. ``steps``: what each project's amounts must
    be a multiple of, in hundredths of a 万元. Raises ValueError where the totals are too small for the years.
    """
    first, later = years
    stages = _stages(part, totals, first, sum(totals) - first - later)
    kept = [_kept(total) if stage == "done" else 0 for total, stage in zip(totals, stages, strict=True)]
    begun = _begun(totals, stages, kept, first)
    open_ = [0 if stage == "done" else total - done for total, done, stage in zip(totals, begun, stages, strict=True)]
    outside = _outside(part, stages, open_, sum(open_) - later)
    return [
        _planned((part, n), stages[n], kept[n], begun[n], open_[n] - outside[n], outside[n], steps[n])
        for n in range(len(totals))
    ]


def _stages(part: str, totals: list[int], first: int, rest: int) -> list[Stage]:
    """Some are done, as far as the money of 2020 and of the years before allows; others go on, as it demands."""
    order = shuffled(range(len(totals)), "stages", part)
    stages: list[Stage] = ["waiting"] * len(totals)
    left = min(rest * 2, first * 5 // 6, sum(totals) // 8)
    for n in order[: len(order) // 2]:
        if totals[n] <= left and stages.count("done") * 8 < len(totals):
            left -= totals[n]
            stages[n] = "done"
    spent = sum(total - _kept(total) for total, stage in zip(totals, stages, strict=True) if stage == "done")
    going: list[int] = []
    for n in (n for n in order if stages[n] == "waiting"):
        if len(going) * 5 < len(totals) * 2 or sum(totals[n] for n in going) * 2 < (first - spent) * 5:
            going.append(n)
    for place, n in enumerate(going):
        stages[n] = "halted" if place % 23 == 22 else "going"
    return stages


def _kept(total: int) -> int:
    """What of works done was paid before 2020."""
    return total * 2 // 5


def _begun(totals: list[int], stages: list[Stage], kept: list[int], first: int) -> list[int]:
    """Investment of 2020: what remains of works done, and up to six tenths of works going on."""
    done = [total - old if stage == "done" else 0 for total, old, stage in zip(totals, kept, stages, strict=True)]
    going = [total if stage in ("going", "halted") else 0 for total, stage in zip(totals, stages, strict=True)]
    given = share(first - sum(done), going, [total * 3 // 5 for total in going])
    return [one + other for one, other in zip(done, given, strict=True)]


def _outside(part: str, stages: list[Stage], open_: list[int], rest: int) -> list[int]:
    """Investment before 2020 or after 2025, ``rest`` in all: of works going on first, then of others."""
    order = shuffled(range(len(open_)), "outside", part)
    order.sort(key=lambda n: stages[n] == "waiting")
    chosen: list[int] = []
    while sum(open_[n] for n in chosen) * 3 // 5 < rest and len(chosen) < len(order):
        chosen.append(order[len(chosen)])
    weights = [open_[n] if n in chosen else 0 for n in range(len(open_))]
    return share(rest, weights, [amount * 4 // 5 for amount in weights])


def _planned(key: tuple[str, int], stage: Stage, kept: int, begun: int, later: int, outside: int, step: int) -> Planned:
    """Splits and months of one project from what falls before, in 2020, in the five years, and outside of both."""
    before, after = (outside, 0) if stage in ("going", "halted") else (0, outside)
    weights = _weights(key, stage, bool(after))
    five = [part * step for part in share(later * CENTS // step, weights)] if later else [0] * len(weights)
    splits = ((before + kept) * CENTS, begun * CENTS, *five, after * CENTS)
    return Planned(stage, *_months(key, splits), splits)


def _weights(key: tuple[str, int], stage: Stage, beyond: bool) -> list[int]:
    """How the five years share: works going on wind down, those waiting begin, rise and end."""
    last = 5 if beyond else between(2, 5, "last", *key)
    first = 0 if stage != "waiting" else draw(min(last - 1, 3) + 1, "first", *key)
    rising = stage == "waiting"
    return [
        0 if year < first or year >= last else between(2, 6, "year", *key, year) + (2 if rising and year > first else 0)
        for year in range(5)
    ]


def _months(key: tuple[str, int], splits: tuple[int, ...]) -> tuple[str, str]:
    """Start and finish, within the first and the last year that has any investment."""
    filled = [n for n, amount in enumerate(splits) if amount]
    start, finish = 2019 + filled[0], 2019 + filled[-1]
    if filled[0] == 0:
        start -= draw(4, "older", *key)
    if filled[-1] == len(splits) - 1:
        finish += draw(3, "longer", *key)
    if start == finish:
        return f"{start}-{between(3, 5, 'start', *key):02d}", f"{finish}-{between(9, 12, 'finish', *key):02d}"
    return f"{start}-{between(3, 10, 'start', *key):02d}", f"{finish}-{between(6, 12, 'finish', *key):02d}"
