"""Laws of the closure, on random cubes."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recon import plaintext, rules
from recon.engine import validate_book
from recon.model import Figure, Interval, Outcome
from recon.packaged import targets
from recon.workbook import RawBook, RawSheet, read
from tests import cubes, soak

SEEDS = st.integers(0, 10**9)
ROUNDINGS = ("四舍五入", "截断", "精确")


def verdicts(outcomes: tuple[Outcome, ...]) -> set[str]:
    return {outcome.verdict for outcome in outcomes}


@pytest.mark.parametrize("rounding", ROUNDINGS)
@given(seed=SEEDS)
@soak.examples(20, 150)
def test_totals_built_from_leaves_never_mismatch(rounding: str, seed: int) -> None:
    """Totals of the true leaves, each printed to its own precision, are never called wrong."""
    outcomes = rules.run(cubes.random_cube(seed, rounding).base())

    assert "mismatch" not in verdicts(outcomes)


@given(seed=SEEDS)
@soak.examples(15, 100)
def test_exact_totals_are_equal(seed: int) -> None:
    """Unrounded figures that add up are equal, not merely within rounding."""
    outcomes = rules.run(cubes.random_cube(seed, "精确").base())

    assert verdicts(outcomes) <= {"exact", "implied", "unverifiable"}


@given(seed=SEEDS, power=st.integers(1, 4))
@soak.examples(15, 100)
def test_scaling_scales_every_difference(seed: int, power: int) -> None:
    """Ten times the figures give the same verdicts and ten times every difference and slack."""
    base = cubes.random_cube(seed).base()
    by = Decimal(10) ** power
    plain = {_key(o): o for o in rules.run(base)}
    scaled = {_key(o): o for o in rules.run(cubes.scaled(base, 10**power))}

    assert plain.keys() == scaled.keys()
    for key, outcome in plain.items():
        other = scaled[key]
        assert outcome.verdict == other.verdict
        assert _same(outcome.difference * by, other.difference)
        assert _same(outcome.slack * by, other.slack)


@given(seed=SEEDS)
@soak.examples(20, 150)
def test_perturbing_a_term_beyond_the_slack_is_a_mismatch_there(seed: int) -> None:
    """A figure moved beyond what a sum can hide makes that very sum a mismatch."""
    base = cubes.random_cube(seed).base()
    feet = [o for o in rules.run(base) if o.operator == "=" and o.verdict in ("exact", "rounding", "rounding_wide")]
    if not feet:
        return
    foot = random.Random(seed).choice(feet)
    term = foot.left.terms[0]
    step = max(t.figure.ulp for t in (*foot.left.terms, *foot.right.terms))
    change = foot.slack + step if foot.difference >= 0 else -foot.slack - step
    moved = replace(base, figures=tuple(_moved(f, change) if f.id == term.figure.id else f for f in base.figures))

    after = {_key(o): o.verdict for o in rules.run(moved)}

    assert after[_key(foot)] == "mismatch"


@given(seed=SEEDS)
@soak.examples(8, 50)
def test_order_of_figures_changes_nothing(seed: int) -> None:
    """The same figures in another order give the same outcomes in the same order."""
    base = cubes.random_cube(seed).base()
    figures = list(base.figures)
    random.Random(seed).shuffle(figures)
    edges = list(base.hierarchy.edges)
    random.Random(seed).shuffle(edges)
    shuffled = replace(base, figures=tuple(figures), hierarchy=replace(base.hierarchy, edges=tuple(edges)))

    assert repr(rules.run(base)) == repr(rules.run(shuffled))  # NaN stands for what does not exist


@soak.law
@pytest.mark.parametrize("seed", soak.seeds(3))
def test_shuffling_rows_and_sheets_of_the_plan_changes_nothing(seed: int) -> None:
    """The plan's workbook with its rows and sheets shuffled gives the same outcomes."""
    book = read(targets())
    rng = random.Random(seed)
    sheets = [RawSheet(s.name, [s.rows[0], *rng.sample(s.rows[1:], len(s.rows) - 1)]) for s in book.sheets]
    rng.shuffle(sheets)

    before = validate_book(book).outcomes
    after = validate_book(RawBook(book.path, book.sha256, tuple(sheets))).outcomes

    assert [_told(o) for o in before] == [_told(o) for o in after]


def test_the_same_equation_is_reported_once() -> None:
    """No two outcomes of the plan rest on the same signed prints."""
    outcomes = validate_book(read(targets())).outcomes
    feet = [o for o in outcomes if o.rule == "foot" and o.operator == "=" and not o.missing]
    equations = [
        (
            frozenset((t.figure.id, t.sign) for t in o.left.terms),
            frozenset(t.figure.id for t in o.right.terms),
            o.left.interval,
        )
        for o in feet
    ]

    assert len(equations) == len(set(equations))


def test_text_form_keeps_the_plan() -> None:
    """The plan dumped as text and parsed again gives the same outcomes."""
    book = read(targets())

    again = plaintext.parse(plaintext.dump(book))

    assert [_told(o) for o in validate_book(book).outcomes] == [_told(o) for o in validate_book(again).outcomes]


def _key(o: Outcome) -> tuple[object, ...]:
    return (
        o.rule,
        o.coordinate,
        o.label,
        o.missing,
        tuple(t.figure.id for t in (*o.left.terms, *o.right.terms)),
    )


def _told(o: Outcome) -> tuple[object, ...]:
    return o.id, o.verdict, o.level, str(o.difference), str(o.slack), o.left.value, o.left.interval


def _same(first: Decimal, second: Decimal) -> bool:
    return first == second or (first.is_nan() and second.is_nan())


def _moved(figure: Figure, change: Decimal) -> Figure:
    low, high = figure.interval.low + change, figure.interval.high + change
    return replace(
        figure,
        value=figure.value + change,
        points=(figure.points[0] + change, figure.points[1] + change),
        interval=Interval(low, high, figure.interval.low_open, figure.interval.high_open),
    )
