"""What each class is to cost in 2020 and in the five years: amounts within all that the plan prints at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from examples import plan
from examples.draw import share
from examples.lists import NETWORKS
from recon import packaged, units
from recon.model import Figure
from recon.month.plan import lines

Part = str  #: a class the plan prints years of, or the network's name for all its other classes together
Cell = tuple[Part, str]  #: part and period
PERIODS = {"2020年": plan.FIRST_YEAR, "2021年": plan.FIVE_YEARS}
ROUNDS = 500


@dataclass(frozen=True)
class Print:
    """A figure of the plan as bounds in whole 万元, a little within it, on the sum of some cells."""

    figure: Figure
    low: int
    high: int
    cells: tuple[Cell, ...]


@cache
def parts(network: str) -> dict[Part, tuple[str, ...]]:
    """The parts of a network and the classes of each that have projects."""
    classes = [name for name, count in plan.class_numbers(network).items() if count]
    stated = {
        line.slices[0][1]
        for line in lines(packaged.targets(), None, plan.FIRST_YEAR)
        if line.figure.coordinate.measure == "计划投资" and len(line.slices) == 1
    }
    found: dict[Part, tuple[str, ...]] = {name: (name,) for name in classes if name in stated}
    others = tuple(name for name in classes if name not in stated)
    return {network: others, **found} if others else found


@cache
def prints(network: str) -> tuple[Print, ...]:
    """The finest prints of 计划投资, of the network first, of single parts last."""
    found = (
        Print(line.figure, *_bounds(line.figure), cells)
        for line in lines(packaged.targets(), None, plan.FIRST_YEAR)
        if line.figure.coordinate.measure == "计划投资"
        and {name for name, _ in line.slices} == {network}
        and (cells := tuple(_cells(network, [name for _, name in line.slices], line.columns)))
    )
    return tuple(sorted(found, key=lambda one: -len(one.cells)))


def _cells(network: str, classes: list[str | None], columns: tuple[str, ...]) -> Iterator[Cell]:
    for part in parts(network):
        if None in classes or part in classes:
            yield from ((part, period) for column, period in PERIODS.items() if column in columns)


def _bounds(figure: Figure) -> tuple[int, int]:
    """A twentieth of the last place is kept free at either end, for what a month may add unexplained."""
    factor = units.ratio(units.parse(figure.unit), units.parse("万元"))
    assert factor is not None
    free = figure.ulp / 20
    return int((figure.interval.low + free) * factor), int((figure.interval.high - free) * factor)


def contradicted(network: str) -> list[Print]:
    """Prints that their own parts, each within its print, cannot reach."""
    alone = {one.cells[0]: one for one in prints(network) if len(one.cells) == 1}
    return [
        one
        for one in prints(network)
        if len(one.cells) > 1
        and all(cell in alone for cell in one.cells)
        and not (
            sum(alone[cell].low for cell in one.cells) <= one.high
            and one.low <= sum(alone[cell].high for cell in one.cells)
        )
    ]


@cache
def amounts(network: str) -> dict[Cell, int]:
    """Part and period → 万元: as printed, else by share; moved into one print after another until all hold.

    Raises ValueError where they do not come to hold.
    """
    kept = [one for one in prints(network) if one not in contradicted(network)]
    found = _shares(network) | {one.cells[0]: (one.low + one.high) // 2 for one in kept if len(one.cells) == 1}
    for _ in range(ROUNDS):
        wrong = [one for one in kept if _pulled(one, found)]
        if not wrong:
            return found
    raise ValueError(f"{network}: {[one.figure.id for one in wrong]}")


def _shares(network: str) -> dict[Cell, int]:
    """The network's years by the classes' 总投资."""
    totals = plan.class_totals(network)
    weights = [sum(totals[name] for name in classes) for classes in parts(network).values()]
    shared = zip(PERIODS.values(), plan.years(network), strict=True)
    return {
        (part, period): amount
        for period, whole in shared
        for part, amount in zip(parts(network), share(whole, weights), strict=True)
    }


def _pulled(one: Print, found: dict[Cell, int]) -> bool:
    """Whether a print had to be met by moving its cells, all by as much."""
    now = sum(found[cell] for cell in one.cells)
    gap = min(max(now, one.low), one.high) - now
    for cell, part in zip(one.cells, share(abs(gap), [1] * len(one.cells)), strict=True):
        found[cell] += part if gap > 0 else -part
    return gap != 0


def of(network: str, part: Part) -> tuple[int, int]:
    """计划投资 of 2020 and of 2021-2025 in 万元."""
    first, later = (amounts(network)[part, period] for period in PERIODS.values())
    return first, later


def all_contradicted() -> list[tuple[str, Print]]:
    """The prints no month can tie to, with their networks."""
    return [(network, one) for network in NETWORKS for one in contradicted(network)]
