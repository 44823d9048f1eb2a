"""Relations that form a tree: what passes along it tells which prints repair, and what they would read, as the search does."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from recon.localise.locate import Problem, alone, searched
from recon.localise.probe import Probe
from recon.localise.solver.numbers import PARTS, Number
from recon.localise.solver.system import Constraint, Print, System
from recon.localise.solver.tree import tree
from recon.localise.solver.work import EFFORT, Work
from recon.localise.strain import Check, Checks, Meant
from recon.model import CellRef
from tests import soak

SEEDS = st.integers(0, 10**9)
UNIT = 2 * PARTS


def relations(rng: random.Random) -> Iterator[Constraint]:
    """Sums and orders, each of which meets one before it in one variable; and floors."""
    count = 1
    for _ in range(rng.randint(1, 5)):
        first, more = rng.randrange(count), rng.randint(1, 3)
        members = [first, *range(count, count + more)]
        count += more
        rng.shuffle(members)
        share: Number = rng.choice((1, 1, 1, 2, Fraction(6, 5)))
        terms = ((-share, members[0]), *((rng.choice((1, 1, 1, -1)), v) for v in members[1:]))
        yield Constraint(terms, rng.choice(("=", "≤")), rng.choice((0, 0, 0, UNIT)))
    yield from (Constraint(((-1, v),), "≤") for v in range(count) if rng.random() < 0.3)


def grown(seed: int) -> Problem | None:
    """Prints that hold but for rounding and one or two slips, some blank, believed more, or half-lines; None: all hold."""
    rng = random.Random(seed)
    constraints = tuple(relations(rng))
    variables = sorted({v for c in constraints for _, v in c.terms})
    values: dict[int, Number] = {v: rng.randint(0, 40) * PARTS // rng.choice((1, 2)) for v in variables}
    for c in constraints:
        excess, (share, v) = c.excess(values), c.terms[-1]
        if len(c.terms) > 1 and not c.holds(values):
            values[v] -= Fraction(excess) / share
    wrong = rng.sample(variables, min(rng.choice((1, 1, 1, 2)), len(variables)))
    half, blank, prints = rng.choice((0, PARTS, PARTS)), rng.random() < 0.3, list[Print]()
    for v in variables:
        value = round(values[v] / UNIT) * UNIT + (rng.choice((-30, -2, -1, 1, 2, 9, 90)) * UNIT if v in wrong else 0)
        ends: tuple[Number | None, Number | None] = value - half, value + half
        if open_ := rng.random() < 0.05:
            ends = (value, None)
        if not blank or v in wrong or rng.random() < 0.8:
            cell, weight = CellRef("表", v + 1, 1), rng.choice((1, 1, 1, 1, 1, 2))
            prints.append(Print(f"F{v}", cell, v, value, *ends, UNIT, Fraction(1, UNIT), weight, open_))
    system = System(tuple(prints), constraints)
    number = {told.variable: n for n, told in enumerate(prints)}
    meant = tuple(Meant(told.value, told.value, 0 if told.qualified else told.step) for told in prints)
    full = [c for c in constraints if all(v in number for _, v in c.terms)]
    checks = [Check(tuple((k, number[v]) for k, v in c.terms), c.operator, c.constant) for c in full]
    probe = Probe(system, told := Checks(tuple(checks), meant))
    asking = tuple((k, check) for k, check in enumerate(checks) if len(check.terms) > 1 and probe.broken(k))
    return Problem(system, told, asking) if asking else None


@given(seed=SEEDS)
@soak.examples(150, 20_000)
def test_what_passes_along_a_tree_tells_what_the_search_finds(seed: int) -> None:
    """Sets, their order, readings, ends and strain; where the tree tells nothing the search is asked."""
    problem = grown(seed)
    told = alone(problem, Work(EFFORT)) if problem else {}

    assert told == (searched(problem, Work(EFFORT)) if problem and told else {})


def test_most_single_slips_in_trees_are_told_without_a_search() -> None:
    """Two thirds at least of the systems in which the search finds single prints."""
    problems = [p for p in map(grown, range(soak.times(60, 600))) if p is not None]
    single = [p for p in problems if (told := searched(p, Work(EFFORT))) and _alone(told, p)]

    assert 3 * sum(bool(alone(p, Work(EFFORT))) for p in single) >= 2 * len(single) > 0


def _alone(told: dict[int, dict[str, Any]], problem: Problem) -> bool:
    """Whether the search repaired all that asks by the same single prints."""
    several = {several["suspects"] for several in told.values()}
    return len(told) == len(problem.asking) and len(several) == 1 and all(len(s.cells) == 1 for s in several.pop())


@given(seed=SEEDS)
@soak.examples(30, 1000)
def test_a_circle_is_no_tree(seed: int) -> None:
    problem = grown(seed)
    if problem is None or tree(problem.system) is None:
        return
    rows = [c for c in problem.system.constraints if len(c.terms) > 1]
    twice = System(problem.system.prints, (*problem.system.constraints, rows[0]))

    assert tree(twice) is None
