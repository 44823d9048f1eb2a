"""Suspects: what a repair must be, on random cubes, random systems and the plan."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recon import rules
from recon.engine import validate_file
from recon.figures import Base
from recon.localise.building import built
from recon.localise.closed import localise
from recon.localise.solver.bounds import Bounds
from recon.localise.solver.numbers import PARTS, Number
from recon.localise.solver.program import Program
from recon.localise.solver.search import settled, witness
from recon.localise.solver.simplex import Simplex
from recon.localise.solver.system import Constraint, Print, System
from recon.localise.solver.work import ENDLESS, Work
from recon.model import CellRef, Figure, FileReport, Outcome
from recon.packaged import targets
from recon.rules.closure import close
from tests import cubes, soak

SEEDS = st.integers(0, 10**9)
ROUNDINGS = ("四舍五入", "截断", "精确")
SMALL = 40  #: figures of a cube in which every print is tried


@pytest.fixture(scope="module")
def plan() -> FileReport:
    """The report on the packaged workbook."""
    return validate_file(targets())


def sets(outcome: Outcome) -> set[frozenset[str]]:
    """The suspects of an outcome, as figure numbers."""
    return {frozenset(cell.figure for cell in found.cells) for found in outcome.suspects}


def located(base: Base, budget: int = ENDLESS) -> list[Outcome]:
    """All outcomes of a base with their suspects."""
    closed = close(base)
    return localise(closed, rules.judged(closed), budget).outcomes


def system_of(base: Base) -> System:
    """What was judged of a base, as a system."""
    closed = close(base)
    return built(closed, rules.judged(closed)).system()


def mismatches(outcomes: list[Outcome]) -> list[Outcome]:
    return [o for o in outcomes if o.verdict == "mismatch"]


def moved(figure: Figure, value: Decimal) -> Figure:
    """The figure printed otherwise, to the same precision."""
    by = value - figure.value
    low, high = figure.interval.low + by, figure.interval.high + by
    if figure.interval.low_open or figure.interval.high_open:  # 截断 of either sign
        near = figure.ulp
        low, high = (value, value + near) if value > 0 else (value - near, value if value else value + near)
        ends = replace(figure.interval, low=low, high=high, low_open=value <= 0, high_open=value >= 0)
    else:
        ends = replace(figure.interval, low=low, high=high)
    return replace(figure, value=value, points=(value, value), interval=ends)


def changed(base: Base, values: dict[str, Decimal]) -> Base:
    """The base with some figures printed otherwise."""
    return replace(base, figures=tuple(moved(f, values[f.id]) if f.id in values else f for f in base.figures))


def test_the_three_suspects_of_1176(plan: FileReport) -> None:
    """900 (→ 898), 278 (→ 276) and 1176, which only 1177 would mend, with more strain."""
    (outcome,) = [o for o in plan.outcomes if o.verdict == "mismatch" and o.coordinate.item == "普通国省道"]

    told = [[(c.figure, c.low, c.high, c.suggested) for c in s.cells] for s in outcome.suspects]

    assert told == [
        [("F133", *map(Decimal, (897, 899, 898)))],
        [("F134", *map(Decimal, (275, 277, 276)))],
        [("F132", *map(Decimal, (1177, 1177, 1177)))],
    ]
    strains = [s.strain for s in outcome.suspects]
    assert strains[0] == strains[1] < strains[2]
    assert (outcome.located, outcome.left_out) == ("sets", "0")


def test_every_mismatch_of_the_plan_has_suspects(plan: FileReport) -> None:
    """Each is localised exactly, by single cells, and each single cell, printed as suggested, mends it."""
    base = close_base()
    for outcome in (o for o in plan.outcomes if o.verdict == "mismatch" and o.level == "强制性"):
        assert outcome.located == "sets"
        assert {len(s.cells) for s in outcome.suspects} == {1}
        for found in outcome.suspects:
            again = rules.run(changed(base, {c.figure: c.suggested for c in found.cells}))
            assert outcome.coordinate not in {o.coordinate for o in again if o.verdict == "mismatch"}


def close_base() -> Base:
    from recon import workbook
    from recon.plan import plans as kind

    return kind.base(workbook.read(targets()))


def error(base: Base, rng: random.Random, among: list[Figure]) -> tuple[str, Decimal] | None:
    """A figure of at least two equations, and a wrong print of it beyond what any of them can hide."""
    feet = [o for o in rules.run(base) if o.operator == "=" and o.verdict in ("exact", "rounding", "rounding_wide")]
    entered = {
        f.id: [o for o in feet if any(t.figure.id == f.id for t in (*o.left.terms, *o.right.terms))] for f in among
    }
    able = [f for f in among if len(entered[f.id]) >= 2]
    if not able:
        return None
    figure = rng.choice(able)
    step = figure.ulp or Decimal(1).scaleb(int(figure.value.as_tuple().exponent))
    slack = max(2 * o.slack for o in entered[figure.id])
    by = (slack // step + 1 + rng.choice((0, 1, rng.randint(2, 10**6)))) * step
    return figure.id, figure.value + rng.choice((by, -by))


@pytest.mark.parametrize("rounding", ROUNDINGS)
@given(seed=SEEDS)
@soak.examples(8, 60)
def test_a_planted_error_is_always_among_the_suspects(rounding: str, seed: int) -> None:
    """One wrong cell: it is a set by itself under every mismatch; other sets are shown only if they repair, too."""
    base = cubes.random_cube(seed, rounding).base()
    planted = error(base, random.Random(seed), list(base.figures))
    if planted is None:
        return
    name, value = planted
    wrong = changed(base, {name: value})

    found = mismatches(located(wrong))

    for outcome in found:
        assert frozenset({name}) in sets(outcome)
        assert outcome.left_out != "0" or len(base.figures) > SMALL or sets(outcome) == singles(wrong)
    for outcome in found[:1]:
        for alternative in outcome.suspects:
            repaired = changed(wrong, {c.figure: c.suggested for c in alternative.cells})
            assert not mismatches(list(rules.run(repaired)))


def singles(base: Base) -> set[frozenset[str]]:
    """By brute force: every print that, lifted alone, leaves a system that can hold."""
    whole = system_of(base)
    return {frozenset({told.figure}) for n, told in enumerate(whole.prints) if holds(whole, {n})}


def holds(whole: System, lifted: set[int]) -> bool:
    """Whether all prints but some can be right, by the exact simplex on the whole system."""
    simplex = Simplex()
    names = {v: simplex.variable() for v in sorted(whole.variables)}
    for constraint in whole.constraints:
        row = simplex.row([(c, names[v]) for c, v in constraint.terms])
        simplex.bound(
            row,
            constraint.constant if constraint.operator == "=" else None,
            constraint.constant,
            (None, None),
        )
    for variable, prints in whole.bounding.items():
        told = [bound for n, bound in prints if n not in lifted]
        lows = [p.low for p in told if p.low is not None]
        highs = [p.high for p in told if p.high is not None]
        simplex.bound(names[variable], max(lows, default=None), min(highs, default=None), (None, None))
    return simplex.check() is None


def random_system(seed: int, rounded: bool, variables: int, equations: int, errors: int, blank: float = 0.1) -> System:
    """Totals of totals over random values from 0.01 to 10^13, some prints missing, some wrong."""
    rng = random.Random(seed)
    size = 10 ** rng.randint(1, 15)
    unit = PARTS * 2
    true = [rng.randint(0, size) * unit + rng.randint(0, unit - 1) * rounded for _ in range(variables - equations)]
    constraints = []
    for total in range(variables - equations, variables):
        parts = rng.sample(range(total), min(total, rng.randint(2, 4)))
        true.append(sum(true[p] for p in parts))
        constraints.append(Constraint(((1, total), *((-1, p) for p in parts)), "="))
    wrong = set(rng.sample(range(variables), errors))
    prints = []
    for n, value in enumerate(true):
        if n not in wrong and rng.random() < blank:
            continue
        shown = (value + unit // 2) // unit * unit if rounded else value
        if n in wrong:
            shown += rng.choice((-1, 1)) * rng.randint(1, size) * unit
        half = unit // 2 if rounded else 0
        prints.append(
            Print(
                f"F{n}",
                CellRef("表", n + 1, 1),
                n,
                shown,
                shown - half,
                shown + half,
                unit,
                Fraction(1, unit),
            )
        )
    return System(tuple(prints), tuple(constraints))


@pytest.mark.parametrize(("variables", "equations", "blank"), [(9, 4, 0.1), (12, 5, 0.3)])
@given(seed=SEEDS, rounded=st.booleans(), errors=st.integers(1, 3))
@soak.examples(8, 300)
def test_every_set_repairs_and_no_smaller_one_does(
    variables: int, equations: int, blank: float, seed: int, rounded: bool, errors: int
) -> None:
    """Repairs of each component, checked against every set of prints up to their size."""
    whole = random_system(seed, rounded, variables, equations, errors, blank)
    for members in whole.components():
        part, _ = whole.part(members)
        repairs = repaired(part)
        if repairs is None:
            assert holds(part, set())
            continue
        size = min(map(len, repairs))
        assert {len(r) for r in repairs} == {size}
        for fewer in range(size):
            assert not any(holds(part, set(c)) for c in combinations(range(len(part.prints)), fewer))
        brute = {frozenset(c) for c in combinations(range(len(part.prints)), size) if holds(part, set(c))}
        assert repairs == brute


def broken(system: System, values: dict[int, Number], freed: Iterable[int] = ()) -> Iterator[str]:
    """Everything that does not hold between values, prints in ``freed`` excepted: nothing, if they are a repair."""
    lifted = set(freed)
    for n, one in enumerate(system.prints):
        if n not in lifted and not one.holds(values):
            yield f"print {one.figure}"
    for n, constraint in enumerate(system.constraints):
        if not constraint.holds(values):
            yield f"constraint {n}"


def repaired(part: System) -> set[frozenset[int]] | None:
    """All smallest repairs of a component: one from each trouble; None if nothing is wrong."""
    bounds, work = Bounds(part), Work()
    known = witness(part, bounds, work)
    assert known is not None
    values, wrong = known.values, known.wrong
    assert not list(broken(part, values, wrong))
    if not wrong:
        return None
    seeds = [{part.prints[n].variable for n in c} for c in bounds.contradictions]
    seeds += [{part.prints[n].variable} for n in wrong]
    combined = {frozenset[int]()}
    for trouble in settled(part, bounds, known, seeds, work, lambda trouble: trouble):
        combined = {c | s for c in combined for s in trouble.found.sets}
        for freed in trouble.found.sets:
            assert trouble.region.conflict(freed) is None
            assert not set(broken(part, {**values, **trouble.region.solution()}, wrong | freed))
    return combined


@given(seed=SEEDS, rounded=st.booleans(), errors=st.integers(0, 2))
@soak.examples(10, 80)
def test_floating_point_and_exact_arithmetic_agree(seed: int, rounded: bool, errors: int) -> None:
    """What the linear program proves is what the exact simplex finds; its values satisfy everything."""
    part = random_system(seed, rounded, 30, 14, errors)
    bounds = dict.fromkeys(part.variables, (None, None, None, None)) | {
        p.variable: (p.low, p.high, n, n) for n, p in enumerate(part.prints)
    }
    values = dict.fromkeys(part.variables, 0) | {p.variable: p.value for p in part.prints}

    answer = Program(bounds, part.constraints, values).contradiction()

    if isinstance(answer, dict):
        assert not list(broken(part, answer))
    elif answer is not None:
        everything = set(range(len(part.prints)))
        assert not holds(part, everything - {r for r in answer if isinstance(r, int)})
    if answer is not None:
        assert isinstance(answer, dict) == holds(part, set())


@given(seed=SEEDS)
@soak.examples(8, 60)
def test_two_errors(seed: int) -> None:
    """Two wrong cells: each way mends its relation, and with at most one cell elsewhere all others, too."""
    rng = random.Random(seed)
    base = cubes.random_cube(seed).base()
    first = error(base, rng, list(base.figures)) if len(base.figures) <= SMALL else None
    if first is None:
        return
    second = error(base, rng, [f for f in base.figures if f.id != first[0]])
    if second is None:
        return
    wrong = changed(base, dict((first, second)))

    found = mismatches(located(wrong))

    whole = system_of(wrong)
    number = {p.figure: n for n, p in enumerate(whole.prints)}
    assert holds(whole, {number[first[0]], number[second[0]]})
    for outcome in found:
        for alternative in sets(outcome):
            lifted = {number[name] for name in alternative}
            assert len(lifted) <= 2
            assert any(holds(whole, {*lifted, n}) for n in (lifted if len(lifted) == 2 else number.values()))


def test_a_component_without_work_is_ranked_and_says_so() -> None:
    """With no work at all the cells of each mismatch are ranked, the one in most broken relations first."""
    base = cubes.Cube(
        (cubes.regular_tree("项", 3, 2), cubes.regular_tree("期", 3, 2), cubes.Tree({}, "区")),
        {(f"项.{i}", f"期.{j}", "区"): Decimal(10 * i + j) for i in range(3) for j in range(3)},
        "精确",
    ).base()
    name = next(f.id for f in base.figures if f.coordinate.item == "项.1" and f.coordinate.period == "期.1")

    found = mismatches(located(changed(base, {name: Decimal(500)}), budget=1))

    assert {o.located for o in found} == {"ranking"}
    assert {o.suspects[0].cells[0].figure for o in found} == {name}


def test_numbers_out_of_order_that_ranges_could_still_meet_have_no_suspects() -> None:
    """≥ 2116 before ≥ 276: the numbers set are out of order, yet no print need be wrong for both to hold."""
    unit = PARTS
    prints = tuple(
        Print(
            f"F{n}",
            CellRef("表", n + 1, 1),
            n,
            value * unit,
            value * unit,
            None,
            unit,
            Fraction(1, unit),
            qualified=True,
        )
        for n, value in enumerate((2116, 276))
    )
    part = System(prints, (Constraint(((1, 0), (-1, 1)), "≤"),))

    bounds, work = Bounds(part), Work()
    known = witness(part, bounds, work)

    assert known is not None
    assert not known.wrong
    assert settled(part, bounds, known, [{0, 1}], work, lambda trouble: trouble) == []
