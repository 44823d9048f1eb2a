"""The search against another solver: z3 (MIT), which knows nothing of conflicts, networks or regions. It is for tests alone."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from recon.localise.solver.repairs import ENOUGH
from recon.localise.solver.system import System
from tests import soak
from tests.test_search import SEEDS, limited, searched

z3 = pytest.importorskip("z3", reason="z3-solver is not installed: an oracle of the extra dev")


def exact(value: int | Fraction) -> Any:
    """A number of a system as the other solver takes it."""
    return z3.RatVal(Fraction(value).numerator, Fraction(value).denominator)


def stated(solver: Any, system: System) -> list[Any]:
    """The system told to the other solver; for each print whether it is wrong."""
    at = {v: z3.Real(f"x{v}") for v in system.variables}
    wrong = [z3.Bool(f"wrong{n}") for n in range(len(system.prints))]
    for constraint in system.constraints:
        total = z3.Sum([exact(c) * at[v] for c, v in constraint.terms])
        limit = exact(constraint.constant)
        solver.add(total == limit if constraint.operator == "=" else total <= limit)
    for n, told in enumerate(system.prints):
        for variable, low, high, _ in told.bounds:
            solver.add(*(z3.Or(wrong[n], at[variable] >= exact(end)) for end in (low,) if end is not None))
            solver.add(*(z3.Or(wrong[n], at[variable] <= exact(end)) for end in (high,) if end is not None))
    return wrong


def cost(system: System, wrong: list[Any]) -> Any:
    """What the wrong prints weigh."""
    return z3.Sum(
        [exact(0), *(z3.If(one, exact(p.weight), exact(0)) for one, p in zip(wrong, system.prints, strict=True))]
    )


def lightest(system: System) -> set[frozenset[int]] | None:
    """Every set of least weight that repairs a system; none: nothing does. None where there are very many."""
    solver = z3.Optimize()
    wrong = stated(solver, system)
    goal = solver.minimize(cost(system, wrong))
    if solver.check() == z3.unsat:
        return set()
    least, found = solver.lower(goal), set[frozenset[int]]()
    for chosen in every(system, least):
        found.add(chosen)
        if len(found) >= ENOUGH:
            return None
    return found


def every(system: System, least: Any) -> Iterator[frozenset[int]]:
    """The sets of so much weight that repair a system, one after the other."""
    solver = z3.Solver()
    wrong = stated(solver, system)
    solver.add(cost(system, wrong) == least)
    while solver.check() == z3.sat:
        model = solver.model()
        chosen = frozenset(n for n, one in enumerate(wrong) if z3.is_true(model.eval(one, model_completion=True)))
        yield chosen
        solver.add(z3.Or([z3.Not(one) if n in chosen else one for n, one in enumerate(wrong)]))


@given(seed=SEEDS)
@soak.examples(12, 500)
def test_another_solver_finds_the_same_sets(seed: int) -> None:
    """Systems of up to 24 prints, too many to look at all sets: no set is missing, none is too many, none is lighter."""
    whole = limited(seed, largest=24)
    for variables in whole.components():
        part, _ = whole.part(variables)
        expected = lightest(part)
        if expected is not None:
            assert searched(part) == expected
