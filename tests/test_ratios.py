"""Laws of the rules beyond sums: percentages, orders, grades, targets with a direction."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from recon import rules
from recon.figures import Base, Line
from recon.hierarchy import Edge, Hierarchy
from recon.model import CellRef, Figure, Interval, Outcome
from recon.units import parse
from tests import cubes, soak
from tests.sheets import check, found, only

#: A percentage of two figures, with how it rises (+1) or falls (−1) in each.
FORMS = {
    "F1 ÷ F2 × 100": (+1, -1),
    "(F1 − F2) ÷ F2 × 100": (+1, -1),
    "F1 ÷ (F1 + F2) × 100": (+1, -1),
    "F2 ÷ (F1 + F2) × 100": (-1, +1),
    "(F1 − F2) ÷ (F1 + F2) × 100": (+1, -1),
}
COUNTS = st.integers(1, 10**6)
DECIMALS = st.integers(0, 2)


def printed(number: int, value: Decimal, decimals: int) -> Figure:
    """A figure printed to so many decimals."""
    return cubes.figure(number, (f"项{number}", "", ""), value, decimals, "四舍五入")


def base(figures: list[Figure], *lines: tuple[str, str, str]) -> Base:
    """A figure base of one measure with lines of 勾稽."""
    built = cubes.base(figures, (cubes.Tree({}, ""),) * 3, "四舍五入")
    relations = tuple(
        Line(f"R{n}", left, sign, right, "强制性", "", CellRef("勾稽", n, 2), CellRef("勾稽", n, 4))
        for n, (left, sign, right) in enumerate(lines, 1)
    )
    return replace(built, relations=relations)


def verdict(built: Base) -> str:
    """The verdict on the only line."""
    (outcome,) = [o for o in rules.run(built) if o.rule in ("relation", "order")]
    return outcome.verdict


def value(form: str, first: Fraction, second: Fraction) -> Fraction:
    """A form of FORMS as arithmetic."""
    words = form.replace("÷", "/").replace("×", "*").replace("−", "-").replace("100", "Fraction(100)")
    return Fraction(eval(words, {"Fraction": Fraction, "F1": first, "F2": second}))


def rounded(exact: Fraction, places: int) -> Decimal:
    """A fraction printed to so many places, halves away from zero."""
    with localcontext() as context:
        context.prec = 60
        quotient = Decimal(exact.numerator) / Decimal(exact.denominator)
        return quotient.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@pytest.mark.parametrize("form", FORMS)
@given(first=COUNTS, second=COUNTS, places=st.tuples(DECIMALS, DECIMALS), away=st.integers(-300, 300))
@example(first=7, second=54, places=(0, 0), away=0)
@soak.examples(40, 120)
def test_a_percentage_is_accepted_iff_its_parts_can_give_it(
    form: str, first: int, second: int, places: tuple[int, int], away: int
) -> None:
    """A percentage printed to two places, shifted by any number of last places, is accepted iff some values
    inside the intervals of its parts round to it: the range between the extremes, worked out by hand.
    """
    parts = [printed(n, Decimal(v), p) for n, (v, p) in enumerate(zip((first, second), places, strict=True), 1)]
    said = rounded(value(form, Fraction(first), Fraction(second)), 2) + Decimal(away).scaleb(-2)
    ends = [
        value(
            form,
            *(
                Fraction(p.interval.high if up * s > 0 else p.interval.low)
                for p, s in zip(parts, FORMS[form], strict=True)
            ),
        )
        for up in (-1, +1)
    ]
    half = Fraction(1, 200)
    possible = ends[0] <= Fraction(said) + half and Fraction(said) - half <= ends[1]

    judged = verdict(base([*parts, printed(3, said, 2)], ("F3", "=", form)))

    assert (judged != "mismatch") == possible


@pytest.mark.parametrize("form", FORMS)
@given(seed=st.integers(0, 10**9))
@soak.examples(20, 60)
def test_true_parts_inside_their_intervals_are_witnesses(form: str, seed: int) -> None:
    """Parts rounded from true values, and the percentage rounded from the same, are never called wrong."""
    rng = random.Random(seed)
    true = [Decimal(rng.randint(1, 10**7)) / 100 for _ in range(2)]
    places = [rng.randint(0, 1) for _ in true]
    parts = [printed(n, v, p) for n, (v, p) in enumerate(zip(true, places, strict=True), 1)]
    assume(all(p.interval.low > 0 for p in parts))
    said = rounded(value(form, *map(Fraction, true)), 2)

    assert verdict(base([*parts, printed(3, said, 2)], ("F3", "=", form))) != "mismatch"


def test_a_figure_to_a_higher_power_keeps_the_wide_range() -> None:
    """F1 × F1 is not monotone across zero: its range is never too narrow."""
    figures = [printed(1, Decimal(0), 0), printed(2, Decimal("0.0"), 1)]

    assert verdict(base(figures, ("F1 × F1", "=", "F2"))) != "mismatch"


@given(steps=st.lists(st.integers(1, 10**6), min_size=2, max_size=6), decimals=DECIMALS, swap=st.booleans())
@soak.examples(30, 100)
def test_a_rising_chain_holds_and_a_falling_pair_breaks_it(steps: list[int], decimals: int, swap: bool) -> None:
    """True values that rise are never out of order however printed; two that fall are, and only there."""
    values = [Decimal(sum(steps[: n + 1])) * 2 for n in range(len(steps))]
    if swap:
        values[0], values[1] = values[1], values[0]
    figures = [printed(n, v, decimals) for n, v in enumerate(values, 1)]
    names = [f.id for f in figures]

    found = [o for o in rules.run(base(figures, (names[0], "<", " < ".join(names[1:])))) if o.rule == "order"]

    assert len(found) == len(names) - 1
    wrong = {o.left.terms[0].figure.id for o in found if o.verdict == "mismatch"}
    assert wrong == ({"F1"} if swap else set()) | (
        {"F2"} if swap and len(values) > 2 and values[1] >= values[2] else set()
    )


def graded(cuts: list[int], rng: random.Random) -> Base:
    """Grades between the cuts, each cut in one of its two grades; the last without an upper end."""
    inside = [rng.random() < 0.5 for _ in cuts]  # whether a cut belongs to the grade above it
    grades = []
    for n, (low, kept) in enumerate(zip(cuts, inside, strict=True)):
        high = Decimal(cuts[n + 1]) if n + 1 < len(cuts) else Decimal("Infinity")
        open_high = n + 1 < len(cuts) and inside[n + 1]
        own = printed(n + 1, Decimal(low), 0)
        points = (Decimal(low), high)
        grades.append(replace(own, points=points, ulp=Decimal(0), interval=Interval(*points, not kept, open_high)))
    built = base(grades)
    edges = tuple(Edge(0, "全部", g.coordinate.item, True, frozenset(), "", CellRef("层级")) for g in grades)
    measure = replace(built.measures["金额"], kind="分级", additive=False)
    return replace(built, hierarchy=Hierarchy(edges), measures={"金额": measure})


@given(cuts=st.lists(st.integers(0, 10**6), min_size=2, max_size=6, unique=True), seed=st.integers(0, 10**9))
@soak.examples(30, 100)
def test_grades_cut_from_one_range_meet_and_a_moved_cut_is_found(cuts: list[int], seed: int) -> None:
    """A range cut into grades is divided without gap or overlap; any cut moved in one grade alone is not."""
    rng = random.Random(seed)
    built = graded(sorted(cuts), rng)
    moved = rng.randrange(1, len(cuts))
    grade = built.figures[moved]
    low = grade.interval.low + rng.choice((Decimal(-1), Decimal("0.5"), Decimal(1)))
    shifted = replace(grade, interval=replace(grade.interval, low=low), points=(low, grade.points[1]))
    flipped = replace(grade, interval=replace(grade.interval, low_open=not grade.interval.low_open))

    def mismatches(changed: Figure) -> int:
        figures = tuple(changed if f.id == grade.id else f for f in built.figures)
        return sum(o.verdict == "mismatch" for o in rules.run(replace(built, figures=figures)))

    assert mismatches(grade) == 0
    assert mismatches(shifted) > 0
    assert mismatches(flipped) == 1


@given(seed=st.integers(0, 10**9), power=st.integers(1, 4))
@soak.examples(15, 40)
def test_scaling_changes_no_verdict(seed: int, power: int) -> None:
    """Ten times the figures give the same verdicts on ratios and orders, and ten times the differences."""
    rng = random.Random(seed)
    figures = [printed(n, Decimal(rng.randint(1, 10**6)), rng.randint(0, 2)) for n in range(1, 5)]
    lines = (("F1 ÷ F2", "=", "F3 ÷ F4"), ("F1", "<", "F2 < F3"), ("F1 − F2", "≥", "F3 − F4"))
    built = base(figures, *lines)
    by = Decimal(10) ** power

    plain, scaled = (rules.run(b) for b in (built, cubes.scaled(built, 10**power)))

    def told(outcomes: tuple[Outcome, ...], factor: Decimal) -> set[tuple[object, ...]]:
        return {
            (o.left.formula, o.right.formula, o.verdict, "÷" in o.left.formula or o.difference * factor)
            for o in outcomes
        }

    assert told(plain, by) == told(scaled, Decimal(1))


TARGETS = """
    ## 来源
    来源编号 | 成文日期
    S1 | 2020-04-09
    S2 | {date}

    ## 口径
    指标名称 | 计量单位 | 类型 | 可加 | 舍入
    普及率 | % | 比率 | 否 | 四舍五入

    ## 指标
    编号 | 来源编号 | 指标名称 | 项目 | 时期 | 数值 | 计量单位 | 限定
    F1 | S1 | 普及率 | 农村 | 2025 | {first}
    F2 | S2 | 普及率 | 农村 | 2025 | {second}
"""


@pytest.mark.parametrize(
    ("first", "second", "date", "expected"),
    [
        ("85 | % | 以上", "95 | % | 以上", "2020-12-24", {("REV01", "指标!F3")}),
        ("85 | % | 以上", "85 | % | 不低于", "2020-12-24", set()),
        ("85 | % | 以上", "85.0 | % |", "2020-12-24", set()),
        ("32 | % | 不超过", "30 | % | 以下", "2020-12-24", {("REV01", "指标!F3")}),
        ("85 | % |", "95 | % |", "2020-12-24", {("REV01", "指标!F3")}),
        ("85 | % | 以上", "95 | % | 以上", "2020-04-09", {("TIE01", "指标!F3")}),
        ("85 | % | 以上", "95 | % | 以上", "", {("TIE01", "指标!F3")}),
    ],
)
def test_targets_of_two_documents(first: str, second: str, date: str, expected: set[tuple[str, str]]) -> None:
    """Directed targets are compared by the number they set; only dated documents can be told as a revision."""
    assert found(TARGETS.format(first=first, second=second, date=date)) == expected


GRADES = """
    ## 口径
    指标名称 | 计量单位 | 类型 | 可加 | 舍入
    比例 | % | 分级 | 否 | 精确

    ## 层级
    维度 | 上级 | 下级 | 完整
    项目 | 事件 | 一般 | 是
    项目 | 事件 | 较大 | 是
    项目 | 事件 | 重大 | 是

    ## 指标
    编号 | 指标名称 | 项目 | 数值 | 计量单位 | 限定 | 数值上限
    F1 | 比例 | 一般 | 5 | % | {first} | 10
    F2 | 比例 | 较大 | {low} | % | {second} | 20
    F3 | 比例 | 重大 | 20 | % | 以上 |
    {whole}
"""


@pytest.mark.parametrize(
    ("first", "second", "low", "whole", "expected"),
    [
        ("区间不含上端", "区间不含上端", "10", "", set()),
        ("区间", "区间不含上端", "10", "", {("PART01", "指标!D3")}),  # 10 in both
        ("区间不含上端", "区间", "10", "", {("PART01", "指标!D4")}),  # 20 in both
        ("区间", "区间不含下端", "10", "", {("PART01", "指标!D4")}),  # 20 in both, 10 in one
        ("区间不含上端", "区间不含上端", "11", "", {("PART01", "指标!D3")}),  # gap
        ("区间不含上端", "区间不含上端", "9", "", {("PART01", "指标!D3")}),  # overlap
        ("区间不含上端", "区间不含上端", "10", "F4 | 比例 | 事件 | 5 | % | 以上 |", set()),
        (
            "区间不含上端",
            "区间不含上端",
            "10",
            "F4 | 比例 | 事件 | 5 | % | 区间 | 30",
            {("PART01", "指标!G5")},
        ),
        ("区间不含上端", "区间不含上端", "10", "F4 | 比例 | 事件 | 4 | % | 以上 |", {("PART01", "指标!D5")}),
    ],
)
def test_grades(first: str, second: str, low: str, whole: str, expected: set[tuple[str, str]]) -> None:
    """Gap, overlap and shared ends are found where they are; a printed whole must be filled."""
    assert found(GRADES.format(first=first, second=second, low=low, whole=whole)) == expected


def test_hours_and_minutes_convert() -> None:
    """40 minutes are below 2 hours."""
    text = """
        ## 口径
        指标名称 | 计量单位 | 类型 | 可加 | 舍入
        提前量 | 分钟 | 数量 | 否 | 四舍五入

        ## 指标
        编号 | 指标名称 | 项目 | 数值 | 计量单位
        F1 | 提前量 | 甲 | 40 | 分钟
        F2 | 提前量 | 乙 | 2 | 小时

        ## 勾稽
        编号 | 左式 | 关系 | 右式
        R1 | F1 | < | F2
    """

    assert only(check(text), "order").verdict == "exact"
    assert parse("小时").factor == 60 * parse("分钟").factor


@pytest.mark.parametrize("line", ["F1 | < | F2 <", "F1 | < | < F2", "F1 | < | F9 < F2", "< F1 | = | F2"])
def test_a_chain_that_cannot_be_read_names_its_cell(line: str) -> None:
    """A broken chain is EXPR01, never a silent pass."""
    text = f"""
        ## 指标
        编号 | 指标名称 | 项目 | 数值 | 计量单位
        F1 | 长度 | 甲 | 1 | 米
        F2 | 长度 | 乙 | 2 | 米

        ## 勾稽
        编号 | 左式 | 关系 | 右式
        R1 | {line}
    """

    assert {code for code, _ in found(text)} == {"EXPR01"}
