"""One relation, one encoding: what the judge says of it and what the search makes of it are the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from recon import rules
from recon.figures import Base, of_cell
from recon.localise import between, building
from recon.localise.closed import localise
from recon.localise.solver.region import Region
from recon.localise.solver.system import Constraint, Print, System
from recon.localise.solver.trial import references
from recon.model import VERDICTS, CellRef, Coordinate, Outcome, Verdict
from recon.numbers import read as of_print
from recon.relations import Form, Relation, columns, written
from recon.rules.closure import Closed, Comparison, close, merge
from recon.rules.judging import ZERO, judge, judge_columns, rounded
from recon.rules.nodes import Node
from recon.rules.outcomes import verdict as verdict_of
from tests import plans, soak
from tests.sheets import check
from tests.test_localise import system_of
from tests.test_search import lightest, searched

SEEDS = st.integers(0, 10**9)
JUDGED = ("exact", "rounding", "rounding_wide", "mismatch")


def disagreements(base: Base) -> Iterator[tuple[Comparison, Verdict]]:
    """The relations that cannot hold for one of the two, judge and search, and can for the other.

    Prints that break another relation among themselves cannot all be right, whatever this one says.
    """
    closed = close(base)
    told = building.built(closed, rules.judged(closed))
    judged = [(c, verdict) for c in rules.comparisons(closed) if (verdict := verdict_of(c)) in JUDGED]
    asked = [(c, verdict, asking(closed, told, c)) for c, verdict in judged]
    broken = [names(a[0]) for _, verdict, a in asked if a is not None and verdict == "mismatch"]
    for comparison, verdict, question in asked:
        if question is None or (verdict == "mismatch") == impossible(*question):
            continue
        if verdict == "mismatch" or not any(others <= names(question[0]) for others in broken):
            yield comparison, verdict


def names(prints: list[Print]) -> frozenset[str]:
    """Which prints they are."""
    return frozenset(one.figure for one in prints)


def asking(closed: Closed, told: building.Built, comparison: Comparison) -> tuple[list[Print], list[Constraint]] | None:
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
    prints = [told.prints[name] for name in {**left, **right}]
    if relation.reading == "number":  # a target also bounds the value; other relations speak of that
        prints = [p._replace(also=tuple(b for b in p.also if None not in (b.low, b.high))) for p in prints]
    return prints, constraints


def known(closed: Closed, side: Node) -> dict[str, Node]:
    """The nodes of the prints of a side by figure number."""
    return {node.figure.id: node for _, node in side.terms() if node.figure}


def beside(closed: Closed, side: Node) -> dict[str, Node]:
    """The other prints of a coordinate that narrowed what a print stands for."""
    found: dict[Any, Any] = {}
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


def agree(seed: int, rounding: str = "") -> None:
    """Judge and search say the same of every relation of a random plan with some errors."""
    plan = plans.planted(plans.random_plan(seed, rounding), seed, seed % 4)
    told = [(c.relation, verdict) for c, verdict in disagreements(plan.base())]

    assert told == [], plan.text()


@pytest.mark.parametrize("rounding", plans.ROUNDINGS)
@given(seed=SEEDS)
@example(seed=362881)
@example(seed=316712458)  # "52624 or more" and "at most 52629" of one coordinate beside 70824
@soak.examples(12, 500)
def test_judge_and_search_agree_on_every_relation(rounding: str, seed: int) -> None:
    """A mismatch for the judge leaves the search no values; whatever else leaves it some."""
    agree(seed, rounding)


def key(o: Outcome) -> tuple[object, ...]:
    """What an outcome compares."""
    return (
        o.rule,
        o.operator,
        o.coordinate,
        o.label,
        *(tuple(sorted(t.figure.id for t in side.terms)) for side in (o.left, o.right)),
    )


def places(value: Decimal) -> int:
    """The decimals that a value needs."""
    return max(0, -int(value.normalize().as_tuple().exponent))


def repaired(seed: int) -> None:
    """Of a random plan: no fault, every suggestion within its ends and not as printed, every set printed mends and breaks nothing.

    A limit, a range or 约 is not suggested to finer places than it has where another set would mend.
    """
    plan = plans.planted(plans.random_plan(seed), seed, seed % 4)
    closed = close(plan.base())
    outcomes = rules.judged(closed)
    held = {key(o) for o in outcomes if o.verdict != "mismatch"}
    for o in localise(closed, outcomes).outcomes:
        if o.verdict != "mismatch" or o.level != "强制性":
            continue
        assert o.suspects
        qualified = {f.id: of_print(f.printed).decimals for f in closed.base.figures if f.qualifier}
        fine = {s: [places(c.suggested) > qualified.get(c.figure, 99) for c in s.cells] for s in o.suspects}
        assert not any(map(any, fine.values())) or all(map(any, fine.values())), plan.text()
        for cells in (s.cells for s in o.suspects):
            assert all(c.low <= c.suggested <= c.high and c.suggested != c.printed for c in cells)
            mended = plan.printed({c.figure: f"{c.suggested:f}" for c in cells}).base()
            if len(mended.figures) == len(closed.base.figures):  # else a range would end before it begins
                left = {key(x): x.level for x in rules.judged(close(mended)) if x.verdict == "mismatch"}
                assert key(o) not in left, plan.text()
                assert not [k for k, level in left.items() if k in held and level == "强制性"], plan.text()


@given(seed=SEEDS)
@example(seed=535647)  # "50 %" wrong beside "46 or more", and a part of it too: only one of the two can be
@example(seed=675)
@example(seed=2543402)
@example(seed=718)
@example(seed=1959)
@example(seed=10111)
@example(seed=11842)
@example(seed=20807)
@example(seed=100051)
@example(seed=100331)
@example(seed=100355)
@soak.examples(20, 2000)
def test_what_is_suggested_mends_a_plan(seed: int) -> None:
    """The judge agrees with the search on every set of every mismatch."""
    repaired(seed)


@given(seed=SEEDS)
@example(seed=762)
@example(seed=18802)  # either of two orders, where what one lifts another needs
@soak.examples(15, 2000)
def test_sets_of_small_plans_are_all_the_lightest(seed: int) -> None:
    """Of plans of up to 12 figures: each set repairs and none lighter does, by looking at all sets."""
    plan = plans.planted(plans.fewer(plans.random_plan(seed), seed, 12), seed, 1 + seed % 3)
    whole = system_of(plan.base())
    for variables in whole.components():
        part, _ = whole.part(variables)
        assert searched(part) == lightest(part), plan.text()


def test_random_plans_hold_what_they_are_for() -> None:
    """All regimes, ratios, strict relations, bounds, ties, numbers set by targets, and some of each verdict."""
    rules_met, verdicts, operators, readings = set(), set(), set(), set()
    for seed in range(60):
        plan = plans.planted(plans.random_plan(seed), seed, seed % 4)
        for c in rules.comparisons(close(plan.base())):
            verdict = verdict_of(c)
            rules_met.add(c.relation.rule)
            verdicts.add(verdict)
            operators.add(c.relation.operator)
            readings.add(c.relation.reading)

    assert rules_met == {"foot", "tie", "bound", "relation", "order"}
    assert verdicts == set(VERDICTS)
    assert operators == {"=", "≤", "≥", "<", ">"}
    assert readings == {"value", "same", "number"}


@given(seed=SEEDS)
@settings(max_examples=200, deadline=None)
def test_one_verdict_for_a_value_and_for_a_column(seed: int) -> None:
    """``judge`` and ``judge_columns`` are one judge."""
    rng = random.Random(seed)
    weights = [rng.choice((1, 1, 1, 2, -3)) for _ in range(rng.randint(1, 6))]
    unit = rng.choice((1, 10, 100))
    width, squares = sum(map(abs, weights)) * unit, sum(w * w for w in weights) * unit**2
    values = [rng.randint(-2 * width, 2 * width) for _ in range(20)]
    for operator in ("=", "≤", "≥", "<", ">"):
        column = judge_columns(np.array(values), operator, width, squares)
        single = [judge(rounded(v, width, squares), operator, ZERO) for v in values]

        assert single == [VERDICTS[place] for place in column]


RATIO = """
    ## 口径
    指标名称 | 计量单位 | 类型 | 可加 | 舍入
    投资 | 亿元 | 金额 | 是 | 四舍五入
    占比 | % | 比率 | 否 | 四舍五入

    ## 层级
    维度 | 上级 | 下级 | 完整
    项目 | 计 | 甲 | 是
    项目 | 计 | 乙 | 是

    ## 指标
    编号 | 指标名称 | 项目 | 数值 | 计量单位
    F1 | 投资 | 计 | {total} | 亿元
    F2 | 投资 | 甲 | {part} | 亿元
    F3 | 投资 | 乙 | {rest} | 亿元
    F4 | 占比 | 甲 | {share} | %

    ## 勾稽
    编号 | 左式 | 关系 | 右式
    R1 | F2 ÷ F1 × 100 | = | F4
"""


@pytest.mark.parametrize(
    ("wrong", "cell", "suggested", "rules_broken"),
    [
        ({"share": "73.0"}, "F4", "37.0", {"relation"}),
        ({"part": "546"}, "F2", "456", {"foot", "relation"}),
        ({"total": "1243"}, "F1", "1234", {"foot", "relation"}),
        ({"rest": "787"}, "F3", "778", {"foot"}),
    ],
)
def test_a_percentage_is_evidence_like_any_relation(
    wrong: dict[str, str], cell: str, suggested: str, rules_broken: set[str]
) -> None:
    """Sum and percentage together leave one cell, and the value it had."""
    values = {"total": "1234", "part": "456", "rest": "778", "share": "37.0", **wrong}
    broken = [o for o in check(RATIO.format(**values)).outcomes if o.verdict == "mismatch"]

    assert {o.rule for o in broken} == rules_broken
    for outcome in broken:
        assert [[(c.figure, c.suggested) for c in s.cells] for s in outcome.suspects] == [[(cell, Decimal(suggested))]]


@pytest.mark.parametrize("share", ["73.0", "3.70", "370"])
def test_a_broken_percentage_gets_hints(share: str) -> None:
    """Swapped digits, a point in the wrong place: the slip that gives back the value is named."""
    outcome = next(
        o
        for o in check(RATIO.format(total="1234", part="456", rest="778", share=share)).outcomes
        if o.verdict == "mismatch"
    )

    assert ("F4", Decimal(37)) in {(h.figure, Decimal(h.suggested)) for h in outcome.hints if h.suggested}


TIES = """
    ## 来源
    来源编号 | 成文日期
    S1 | 2020-04-09
    S2 | {date}

    ## 口径
    指标名称 | 计量单位 | 类型 | 可加 | 舍入
    里程 | 公里 | 数量 | 是 | {rounding}

    ## 指标
    编号 | 来源编号 | 指标名称 | 项目 | 数值 | 计量单位 | 限定
    F1 | S1 | 里程 | 甲 | {first} | 公里 | {one}
    F2 | {source} | 里程 | 甲 | {second} | 公里 | {other}
"""


@pytest.mark.parametrize(
    ("first", "one", "second", "other", "expected"),
    [
        ("10.7", "", "14.7", "不超过", "agrees"),
        ("15.7", "", "14.7", "不超过", "mismatch"),
        ("87", "", "85", "以上", "agrees"),
        ("84", "", "85", "以上", "mismatch"),
        ("84.6", "", "85", "以上", "mismatch"),
        ("5400", "以上", "6400", "以上", "mismatch"),
        ("5400", "以上", "5400.0", "不低于", "agrees"),
        ("5400", "不低于", "6400", "不超过", "agrees"),
        ("6500", "不低于", "6400", "不超过", "mismatch"),
        ("839", "", "840", "", "rounding_wide"),
        ("839", "", "841", "", "mismatch"),
        ("839", "", "839.4", "", "agrees"),
        ("839", "约", "860", "", "agrees"),
    ],
)
@pytest.mark.parametrize("source", ["S1", "S2"])
def test_two_prints_of_one_coordinate(
    first: str, one: str, second: str, other: str, expected: str, source: str
) -> None:
    """A number meets a bound or does not, two bounds set one number, two numbers to one place are one number."""
    text = TIES.format(
        date="2020-04-09",
        rounding="四舍五入",
        first=first,
        one=one,
        second=second,
        other=other,
        source=source,
    )
    (outcome,) = [o for o in check(text).outcomes if o.rule == "tie"]

    assert (outcome.verdict if outcome.verdict not in ("exact", "rounding") else "agrees") == expected


def test_two_targets_that_differ_are_each_suspected_of_being_the_other() -> None:
    """5400以上 and 6400以上 in one document: either would have to set what the other does."""
    text = TIES.format(date="", rounding="四舍五入", first="5400", one="以上", second="6400", other="以上", source="S1")
    (outcome,) = [o for o in check(text).outcomes if o.rule == "tie"]

    assert {(c.figure, c.suggested) for s in outcome.suspects for c in s.cells} == {
        ("F1", Decimal(6400)),
        ("F2", Decimal(5400)),
    }


def test_a_bound_that_agrees_is_not_told_with_the_cells_of_a_sum() -> None:
    """10.7 and 不超过14.7 agree; the sum 10.7 + 95 against 100 is the one finding, with suspects of its own."""
    text = """
        ## 来源
        来源编号 | 成文日期
        S1 | 2020-04-09
        S2 | 2020-04-09

        ## 层级
        维度 | 上级 | 下级 | 完整
        项目 | 计 | 甲 | 是
        项目 | 计 | 乙 | 是

        ## 指标
        编号 | 来源编号 | 指标名称 | 项目 | 数值 | 计量单位 | 限定
        F1 | S1 | 金额 | 计 | 100 | 亿元 |
        F2 | S1 | 金额 | 甲 | 10.7 | 亿元 |
        F3 | S1 | 金额 | 乙 | 95 | 亿元 |
        F4 | S2 | 金额 | 甲 | 14.7 | 亿元 | 不超过
        """
    (outcome,) = [o for o in check(text).outcomes if o.verdict == "mismatch"]

    assert outcome.rule == "foot"
    assert {c.figure for s in outcome.suspects for c in s.cells} == {"F1", "F2", "F3"}


def test_a_relation_in_words() -> None:
    """Coefficients, signs and constants as a person writes them."""
    form = Form(((1, "甲"), (Fraction(6, 5), "乙"), (-1, "丙")), -3)
    bound = columns("AHEAD", "bound", ("完成",), "≤", ("计划",), "核实性", Decimal("1.2"))
    empty: Relation[str] = Relation("bound", form, "≥", Form())

    assert written(form) == "甲 + 1.2 × 乙 − 丙 − 3"
    assert str(bound) == "完成 ≤ 1.2 × 计划"
    assert str(empty) == "甲 + 1.2 × 乙 − 丙 − 3 ≥ 0"


def test_relations_between_plain_cells() -> None:
    """A sum, a share and a growth rate of a sheet's row: the one wrong cell, and what it was."""
    cells = {"B5": "120", "C5": "80", "D5": "200", "E5": "60.0", "F5": "52.0", "A5": "125"}
    figures = [
        of_cell(
            f"表!{a1}",
            Coordinate(a1, "甲", "", ""),
            Decimal(shown),
            "万元",
            Decimal(1).scaleb(int(Decimal(shown).as_tuple().exponent)),
            CellRef("表", 5, n),
        )
        for n, (a1, shown) in enumerate(cells.items(), 1)
    ]
    wanted: list[Relation[str]] = [
        Relation("foot", Form(((1, "表!B5"), (1, "表!C5"))), "=", Form(((1, "表!D5"),))),
        Relation("relation", "表!B5 ÷ 表!D5 × 100", "=", "表!E5"),
        Relation("relation", "(表!D5 − 表!A5) ÷ 表!A5 × 100", "=", "表!F5"),
    ]

    outcomes = between.located(figures, wanted).outcomes
    wrong = [o for o in outcomes if o.verdict == "mismatch"]

    assert [o.verdict for o in outcomes] == ["exact", "exact", "mismatch"]
    assert [{c.figure: c.suggested for s in o.suspects for c in s.cells} for o in wrong] == [
        {"表!F5": Decimal(60), "表!A5": Decimal(131)}
    ]
