"""Tables as networks: the smallest repairs of crossed sums, against every set of prints."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recon.localise.solver.bounds import Bounds
from recon.localise.solver.candidates import Candidates
from recon.localise.solver.network import network
from recon.localise.solver.numbers import PARTS
from recon.localise.solver.system import Constraint, Print, System
from recon.localise.solver.work import Work
from recon.model import CellRef
from tests import soak
from tests.test_localise import holds, repaired


def table(rng: random.Random, rows: int, columns: int, errors: int, rounded: bool) -> System:
    """Cells with a total beside each row and below each column, small enough for gaps to cancel by chance."""
    unit = 2 * PARTS
    true = [[rng.randint(0, 12) * unit + rng.randrange(unit) * rounded for _ in range(columns)] for _ in range(rows)]
    full = [[*row, sum(row)] for row in true]
    full.append([sum(column) for column in zip(*full, strict=True)])
    shown = [(value + unit // 2) // unit * unit for row in full for value in row]
    for n in rng.sample(range(len(shown)), errors):
        shown[n] += rng.choice((-1, 1)) * rng.randint(1, 9) * unit
    wide = columns + 1
    sums = [[r * wide + c for c in (columns, *range(columns))] for r in range(rows + 1)]
    sums += [[r * wide + c for r in (rows, *range(rows))] for c in range(wide)]
    half = unit // 2 * rounded
    prints = tuple(
        Print(
            f"F{n}",
            CellRef("表", n // wide + 1, n % wide + 1),
            n,
            v,
            v - half,
            v + half,
            unit,
            Fraction(1, unit),
        )
        for n, v in enumerate(shown)
    )
    constraints = tuple(Constraint(((-1, total), *((1, p) for p in parts)), "=") for total, *parts in sums)
    return System(prints, constraints)


@given(
    seed=st.integers(0, 10**9),
    rows=st.integers(2, 3),
    columns=st.integers(1, 2),
    errors=st.integers(1, 5),
    rounded=st.booleans(),
)
@soak.examples(15, 100)
def test_the_smallest_repairs_of_a_table(seed: int, rows: int, columns: int, errors: int, rounded: bool) -> None:
    """All of them and no others, by brute force."""
    system = table(random.Random(seed), rows, columns, errors, rounded)

    found = repaired(system)

    if found is None:
        assert holds(system, set())
        return
    size = min(map(len, found))
    assert {len(one) for one in found} == {size}
    for fewer in range(size):
        assert not any(holds(system, set(c)) for c in combinations(range(len(system.prints)), fewer))
    if len(found) < 250:
        assert found == {frozenset(c) for c in combinations(range(len(system.prints)), size) if holds(system, set(c))}


@pytest.mark.parametrize("seed", range(10))
def test_no_repair_is_smaller_than_the_network_says(seed: int) -> None:
    """The least weight of a network is that of its first candidate, where a candidate of that weight stands."""
    system = table(random.Random(seed), 6, 5, 4, rounded=True)
    bounds, work = Bounds(system), Work()
    conflicts = bounds.contradictions
    nodes = network(bounds, frozenset().union(*conflicts), work)
    assert nodes is not None
    assert nodes.covers
    assert 0 < nodes.least <= 4

    sets = list(Candidates(bounds, conflicts, work).of_least_weight())

    assert {len(one) for one in sets} == {nodes.least}
    assert len(sets) == len(set(sets))
