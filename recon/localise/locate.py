"""Outcomes that do not hold → the same outcomes with their suspects."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from recon.localise import closed as base
from recon.localise import hints, ranking
from recon.localise.numbers import Number
from recon.localise.prober import Prober
from recon.localise.search import Trouble, troubles, witness
from recon.localise.simplex import OutOfTimeError
from recon.localise.strain import Check, Checks, Meant
from recon.localise.suspects import Repair, repair
from recon.localise.system import System
from recon.model import LEVELS, Hint, Outcome
from recon.rules.closure import Closed
from recon.rules.collector import collector_paused

BUDGET = 10.0  #: seconds for a component
MOST = 50  #: sets that are listed
DETAILED = 200  #: sets that are looked at in detail to find the least strained


@dataclass(frozen=True)
class Whole:
    """A closed base as a system, and its outcomes as checks between prints (None: not linear, or no relation)."""

    system: System
    checks: list[Check | None]
    meant: list[Meant]


@dataclass(frozen=True)
class Problem:
    """A component in which some relation is broken: its system, its checks, and the outcomes that ask."""

    system: System
    checks: Checks
    asking: tuple[tuple[int, Check], ...]  #: number of an outcome, and its check, numbered as the system


def localise(closed: Closed, outcomes: Sequence[Outcome], budget: float = BUDGET) -> list[Outcome]:
    """All outcomes in order, each mismatch that must be corrected with its suspects and hints.

    A later document that differs is a revision, not a slip, and has none.

    ``budget`` in seconds for each connected component; beyond it, cells are ranked instead (``located``).
    """
    wrong = [n for n, o in enumerate(outcomes) if o.verdict == "mismatch" and o.level == LEVELS[-1]]
    if not wrong:
        return list(outcomes)
    found = list(outcomes)
    with collector_paused():
        whole = Whole(base.system(closed)[0], base.checks(closed, outcomes), base.meant(closed))
        for problem in problems(whole, wrong):
            for n, more in solve(problem, budget).items():
                found[n] = replace(found[n], **more)  # type: ignore[arg-type]
        for n, several in _hints(closed, whole, found, wrong).items():
            found[n] = replace(found[n], hints=several)
    return found


def problems(whole: Whole, wrong: Sequence[int]) -> list[Problem]:
    """The components in which an outcome of ``wrong`` lies."""
    place = {v: n for n, part in enumerate(whole.system.components()) for v in part}
    where = [place[p.variable] for p in whole.system.prints]
    members: dict[int, list[int]] = {}
    for n, check in enumerate(whole.checks):
        if check is not None and len(parts := {where[t] for _, t in check.terms}) == 1:
            members.setdefault(parts.pop(), []).append(n)
    found = []
    for component, numbers in sorted(members.items()):
        if asked := set(wrong) & set(numbers):
            part, new = whole.system.part({v for v, c in place.items() if c == component})
            found.append(_problem(part, new, whole.checks, numbers, asked, whole.meant))
    return found


def _hints(
    closed: Closed, whole: Whole, outcomes: Sequence[Outcome], wrong: Sequence[int]
) -> dict[int, tuple[Hint, ...]]:
    """The slips that would explain each outcome."""
    kept = {n: check for n, check in enumerate(whole.checks) if check is not None}
    place = {n: k for k, n in enumerate(kept)}
    prober = Prober(
        whole.system, Checks(tuple(kept.values()), tuple(whole.meant)), base.knowledge(closed, outcomes)
    )
    number = {told.figure: n for n, told in enumerate(whole.system.prints)}
    suspects = {
        place[n]: [number[cell.figure] for s in outcomes[n].suspects for cell in s.cells]
        for n in wrong
        if n in place
    }
    several = hints.told(prober, [place[n] for n in wrong if n in place], suspects)
    return {n: several[place[n]] for n in wrong if n in place}


def _problem(
    part: System,
    new: dict[int, int],
    checks: Sequence[Check | None],
    numbers: list[int],
    asked: set[int],
    meant: Sequence[Meant],
) -> Problem:
    """A component with its checks, renumbered."""
    own: dict[int, Check] = {}
    for n in numbers:
        check = checks[n]
        assert check is not None
        own[n] = replace(check, terms=tuple((c, new[t]) for c, t in check.terms))
    told = Checks(tuple(own.values()), tuple(meant[old] for old in new))
    return Problem(part, told, tuple((n, check) for n, check in own.items() if n in asked))


def solve(problem: Problem, budget: float) -> dict[int, dict[str, object]]:
    """For each asking outcome the fields to fill in: suspects, and how they were found."""
    deadline = time.perf_counter() + budget
    system = problem.system
    seeds = [{system.prints[t].variable for _, t in check.terms} for _, check in problem.asking]
    try:
        values, freed = witness(system, deadline)
        if not values:  # the relations contradict each other: no print is to blame
            return {}
        found = troubles(system, values, freed, seeds, deadline)
        return _told(problem, found)
    except OutOfTimeError:
        return ranking.told(system, problem.checks, problem.asking)


def _told(problem: Problem, found: Sequence[Trouble]) -> dict[int, dict[str, object]]:
    """Each trouble's repairs in order of strain, under every outcome that meets there."""
    solved = [(trouble, _repairs(trouble, problem.checks)) for trouble in found]
    best = {
        n: x for _, repairs in solved for n, x in zip(repairs[0].prints, repairs[0].readings, strict=True)
    }
    total = problem.checks.strain(range(len(problem.checks.checks)), best)
    told: dict[int, dict[str, object]] = {}
    for trouble, repairs in solved:
        rest = total - repairs[0].strain
        sets = tuple(r.written(trouble.region, rest) for r in repairs[:MOST])
        left = len(trouble.found.sets) - len(sets)
        for seed in trouble.seeds:
            told[problem.asking[seed][0]] = {
                "suspects": sets,
                "located": "sets",
                "left_out": str(left) if trouble.found.complete else "more",
            }
    return told


def _repairs(trouble: Trouble, checks: Checks) -> list[Repair]:
    """The repairs in order of strain over all checks that any of them touches."""
    sets = trouble.found.sets[:DETAILED]
    repairs = [repair(trouble.region, freed, checks) for freed in sets]
    near = checks.near(n for r in repairs for n in r.prints)

    def strained(r: Repair) -> Repair:
        instead: dict[int, Number] = dict(zip(r.prints, r.readings, strict=True))
        return replace(r, strain=checks.strain(near, instead))

    return sorted(map(strained, repairs), key=lambda r: (r.strain, r.prints))
