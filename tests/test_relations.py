"""One relation, one encoding: what the judge says of it and what the search makes of it are the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recon import rules
from recon.figures import Base
from recon.localise import building
from recon.localise.guess import references
from recon.localise.region import Region
from recon.localise.system import Constraint, Print, System
from recon.model import Verdict
from recon.rules.closure import Closed, Comparison, close, merge
from recon.rules.nodes import Node
from recon.rules.outcomes import verdict as verdict_of
from tests import plans

SEEDS = st.integers(0, 10**9)
JUDGED = ("exact", "rounding", "rounding_wide", "mismatch")


def disagreements(base: Base) -> Iterator[tuple[Comparison, Verdict]]:
    """The relations that cannot hold for one of the two, judge and search, and can for the other."""
    closed = close(base)
    told = building.told(closed)
    for comparison in rules.comparisons(closed):
        verdict = verdict_of(comparison)
        asked = asking(closed, told, comparison) if verdict in JUDGED else None
        if asked is not None and (verdict == "mismatch") != impossible(*asked):
            yield comparison, verdict


def asking(
    closed: Closed, told: building.Told, comparison: Comparison
) -> tuple[list[Print], list[Constraint]] | None:
    """The prints and constraints that a comparison rests on; None where the search has nothing to do with it."""
    relation, rule = comparison.relation, comparison.relation.rule
    constraints = told.constraints(relation)
    if rule == "partition" or (rule in ("relation", "order") and not constraints):
        return None  # no relation between values; a product of figures
    assert comparison.right is not None
    left, right = (known(closed, side) for side in (comparison.left, comparison.right))
    if rule in ("foot", "bound"):
        constraints += told.equations()
        left |= beside(closed, comparison.left)
        if relation.operator == "≤" or len(right) > 1:
            right |= beside(closed, comparison.right)
    return [told.prints[name] for name in {**left, **right}], constraints


def known(closed: Closed, side: Node) -> dict[str, Node]:
    """The nodes of the prints of a side by figure number."""
    return {node.figure.id: node for _, node in side.terms() if node.figure}


def beside(closed: Closed, side: Node) -> dict[str, Node]:
    """The other prints of a coordinate that narrowed what a print stands for."""
    found = {}
    for node in known(closed, side).values():
        assert node.figure is not None
        own = closed.nodes[node.figure.id]
        if (node.low, node.high) != (own.low, own.high) or (node.low_open, node.high_open) != (
            own.low_open,
            own.high_open,
        ):
            same = [f for f in closed.base.figures if f.coordinate == node.figure.coordinate]
            near = [f for f in same if f.part == node.figure.part]
            merged = merge([closed.nodes[f.id] for f in near])
            narrowed = (merged.low, merged.high) == (node.low, node.high)
            found |= {f.id: closed.nodes[f.id] for f in (near if narrowed else same)}
    return found


def impossible(prints: list[Print], constraints: list[Constraint]) -> bool:
    """Whether the prints cannot all be right under the constraints: the exact simplex says."""
    system = System(tuple(prints), tuple(constraints))
    region = Region(system, references(system), system.variables)
    return region.conflict(frozenset()) is not None


@pytest.mark.parametrize("rounding", plans.ROUNDINGS)
@given(seed=SEEDS)
@settings(max_examples=25, deadline=None)
def test_judge_and_search_agree_on_every_relation(rounding: str, seed: int) -> None:
    """Of random plans with errors: mismatch for the judge, no values for the search; else there are some."""
    plan = plans.planted(plans.random_plan(seed, rounding), seed, seed % 4)

    assert [(c.relation, verdict) for c, verdict in disagreements(plan.base())] == []
