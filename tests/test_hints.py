"""Hints: each kind of slip is named where it was made, and a slip that would break a relation is not."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.localise import PLANTERS, changed, hinted, table
from recon import messages, rules
from recon.engine import validate_file
from recon.figures import Base
from recon.localise.hints import hints
from recon.localise.probe import Knowledge, Probe
from recon.localise.slips import slips
from recon.localise.solver.numbers import PARTS
from recon.localise.solver.system import Constraint, Print, System
from recon.localise.strain import Check, Checks, Meant
from recon.model import CellRef, Figure, FileReport
from recon.packaged import targets
from recon.reports import suspected
from recon.rules.closure import close
from tests import soak

SEEDS = st.integers(0, 10**9)
#: Kinds whose planted cell is always named on cross-footed exact figures; one wrong digit or a swap may be too
#: small to say anything, and then nothing is said.
CERTAIN = sorted(set(PLANTERS) - {"digit", "swapped"})


@pytest.fixture(scope="module")
def plan() -> FileReport:
    """The report on the packaged workbook."""
    return validate_file(targets())


def cells(base: Base) -> dict[tuple[str, str], Figure]:
    """The figures of a table by row and column."""
    return {(f.coordinate.item, f.coordinate.period): f for f in base.figures}


@pytest.mark.parametrize("kind", CERTAIN)
@given(seed=SEEDS)
@soak.examples(3, 25)
def test_a_planted_slip_is_named(kind: str, seed: int) -> None:
    """The hint says the kind, the cell and the value it had."""
    rng = random.Random(seed)
    base = table(rng, "精确")
    case = PLANTERS[kind](rng, cells(base))
    if case is None:
        return
    wrong, expected = case

    found = hinted(changed(base, wrong))

    assert found is None or expected in found


@pytest.mark.parametrize("kind", sorted(PLANTERS))
@given(seed=SEEDS)
@soak.examples(2, 15)
def test_no_hint_breaks_a_relation(kind: str, seed: int) -> None:
    """Printing what a hint of one cell says leaves no mismatch that was not there."""
    rng = random.Random(seed)
    base = table(rng, "四舍五入")
    case = PLANTERS[kind](rng, cells(base))
    if case is None:
        return
    after = changed(base, case[0])
    before = broken(after)
    for told, figure, suggested in hinted(after) or ():
        if suggested and told not in ("exchanged", "unit", "point"):
            assert broken(changed(after, {figure: exact(after, figure, suggested)})) < before


def exact(base: Base, figure: str, suggested: str) -> Decimal:
    """The suggestion with at least the decimals of the print it replaces."""
    (ulp,) = [f.ulp for f in base.figures if f.id == figure]
    value = Decimal(suggested)
    return value.quantize(min(ulp, Decimal(1).scaleb(int(value.as_tuple().exponent))))


def broken(base: Base) -> set[tuple[object, ...]]:
    """The relations of a base that do not hold, by the figures they are between."""
    return {
        tuple(t.figure.id for t in (*o.left.terms, *o.right.terms))
        for o in rules.judged(close(base))
        if o.verdict == "mismatch"
    }


def small(values: dict[str, int], checks: list[tuple[tuple[int, int], ...]]) -> tuple[System, Checks]:
    """Exact prints in column A, one a row, and relations between them."""
    prints = tuple(
        Print(
            name,
            CellRef("表", n + 1, 1),
            n,
            v * PARTS,
            v * PARTS,
            v * PARTS,
            PARTS,
            Fraction(1, PARTS),
            measured="万元",
            group="表",
        )
        for n, (name, v) in enumerate(values.items())
    )
    system = System(prints, tuple(Constraint(terms, "=") for terms in checks))
    meant = tuple(Meant(p.value, p.value, 0) for p in prints)
    return system, Checks(tuple(Check(terms, "=") for terms in checks), meant)


def test_a_stale_formula_and_last_months_value_are_named() -> None:
    """What a kind of workbook knows beyond the relations becomes hints, too."""
    system, checks = small({"a": 1200, "b": 3400, "sum": 4300}, [((1, 0), (1, 1), (-1, 2))])
    known = Knowledge(stale={2: 4600 * PARTS}, last={0: 1200 * PARTS, 1: 99 * PARTS})

    found = {(h.kind, h.told) for h in hints(Probe(system, checks, known), 0, [{0: None}, {1: None}, {2: None}])}

    assert {("stale", 2), ("repeated", 0)} <= found
    assert ("repeated", 1) not in found


def test_a_unit_common_to_a_sheet_is_one_hint() -> None:
    """An annex given in 元 instead of 万元: one hint for all its ties, and none for its cells singly."""
    from recon.localise import hints as module

    names = {f"正文{n}": 1000 + 137 * n for n in range(5)} | {f"附件{n}": (1000 + 137 * n) * 10**4 for n in range(5)}
    system, checks = small(names, [((1, n), (-1, n + 5)) for n in range(5)])
    system = replace(system, prints=tuple(p._replace(group=p.figure[:2]) for p in system.prints))

    found = module.hints_of_checks(Probe(system, checks), range(5), {})

    kinds = [(k, h.kind, h.words["detail"]) for k, several in sorted(found.items()) for h in several]
    assert [(k, kind, detail) for k, kind, detail in kinds if kind in ("unit", "units")] == [
        (0, "units", "亿元" if figure == "正文0" else "元") for figure in ("正文0", "附件0")
    ]


def test_a_relation_that_is_not_linear_is_kept() -> None:
    """A reading that breaks what the kind of workbook calls sound is not suggested."""
    system, checks = small({"a": 2100, "b": 3400, "sum": 4600}, [((1, 0), (1, 1), (-1, 2))])

    free = {h.kind for h in hints(Probe(system, checks), 0)}
    bound = {h.kind for h in hints(Probe(system, checks, Knowledge(sound=lambda n, _: n != 0)), 0)}

    assert "swapped" in free
    assert "swapped" not in bound


def test_gaps_that_any_digit_would_close_get_no_hint(plan: FileReport) -> None:
    """1178 against 1176: some digit of each cell would do, which says nothing."""
    (outcome,) = [o for o in plan.outcomes if o.verdict == "mismatch" and o.coordinate.item == "普通国省道"]

    assert outcome.hints == ()


def test_what_the_plan_left_out_is_named(plan: FileReport) -> None:
    """The year 2020 is missing in two six-year totals; what is missing in the grid is booked under 10 kV."""
    found = {
        (o.coordinate.item, h.kind, h.figure)
        for o in plan.outcomes
        for h in o.hints
        if h.kind in ("left_out", "implied")
    }

    assert found == {
        ("农村公路", "left_out", "F141"),
        ("农村公路", "left_out", "F140"),
        ("66千伏以上电网", "implied", "F238"),
    }


@given(digits=st.integers(1, 10**9), decimals=st.integers(0, 3), negative=st.booleans())
@settings(max_examples=200, deadline=None)
def test_slips_are_other_values_of_the_same_sign_but_for_the_sign(digits: int, decimals: int, negative: bool) -> None:
    """No slip reads as printed; each stands for an interval that holds it."""
    step = 2 * PARTS
    value = -digits * step if negative else digits * step
    told = Print(
        "F1",
        CellRef("表", 1, 1),
        0,
        value,
        value - PARTS,
        value + PARTS,
        step,
        Fraction(1, step),
        decimals=decimals,
        measured="万元",
    )

    for slip in slips(told):
        assert slip.value != value
        assert slip.low is not None
        assert slip.high is not None
        assert slip.low < slip.value < slip.high
        assert slip.value == 0 or (slip.kind == "sign") == ((slip.value < 0) != negative)


def test_every_kind_of_hint_has_its_words(plan: FileReport) -> None:
    """What the tests above name can be said in both languages, with nothing left to fill in."""
    assert set(PLANTERS) | {"units", "implied", "stale", "repeated", "held"} == set(messages.HINTS)
    for outcome in plan.outcomes:
        for slip in outcome.hints:
            for lang in messages.LANGUAGES:
                assert slip.words["cell"] in suspected.hint(slip, lang)


def two_way(path: Path, amounts: list[list[int]], wrong: dict[tuple[int, int], int]) -> FileReport:
    """A targets workbook of items by periods with all totals, in which some cells read otherwise, checked."""
    size = range(len(amounts))
    book = openpyxl.Workbook()
    measures, trees, rows = (book.create_sheet(name) for name in ("口径", "层级", "指标"))
    book.remove(book.worksheets[0])
    measures.append(("指标名称", "计量单位", "类型", "可加", "舍入"))
    measures.append(("投资", "亿元", "金额", "是", "四舍五入"))
    trees.append(("维度", "上级", "下级", "完整", "适用指标"))
    for kind, above, below in (("项目", "全部", "项"), ("时期", "全期", "期")):
        for n in size:
            trees.append((kind, above, f"{below}{n}", "是", None))
    rows.append(("编号", "来源编号", "章节", "指标名称", "项目", "时期", "地区", "数值", "计量单位", "限定"))
    for i in (None, *size):
        for j in (None, *size):
            own = sum(amounts[a][b] for a in size for b in size if i in (None, a) and j in (None, b))
            shown = own if i is None or j is None else wrong.get((i, j), own)
            places = "全部" if i is None else f"项{i}", "全期" if j is None else f"期{j}"
            rows.append((f"F{rows.max_row}", None, "正文", "投资", *places, None, f"{shown / 100:.2f}", "亿元", None))
    book.save(path)
    return validate_file(path)


@soak.law
@pytest.mark.parametrize("seed", soak.seeds(4))
def test_an_amount_in_anothers_place_is_one_finding(seed: int, tmp_path: Path) -> None:
    """Two cells of a column exchanged, or a part of one booked in the other: two sums break, told as one slip."""
    rng = random.Random(seed)
    amounts = [[rng.randint(1000, 9999) for _ in range(4)] for _ in range(4)]
    (a, b), j = rng.sample(range(4), 2), rng.randrange(4)
    amounts[a][j] = amounts[b][j] + rng.choice((-1, 1)) * rng.randint(100, 900)  # more than rounding explains
    part = amounts[a][j] // 3
    for kind, wrong in (
        ("exchanged", {(a, j): amounts[b][j], (b, j): amounts[a][j]}),
        ("misplaced", {(a, j): amounts[a][j] - part, (b, j): amounts[b][j] + part}),
    ):
        report = two_way(tmp_path / f"{kind}.xlsx", amounts, wrong)
        (told,) = report.findings
        assert told.outcome is not None
        assert kind in {hint.kind for hint in told.outcome.hints}
        assert len(list(report.every)) == sum(o.verdict == "mismatch" for o in report.outcomes) == 2


def test_two_slips_of_their_own_stay_two_findings(tmp_path: Path) -> None:
    """Two cells of different rows and columns, wrong by different amounts."""
    amounts = [[1234 + 731 * i + 97 * j * j for j in range(4)] for i in range(4)]
    report = two_way(tmp_path / "两处.xlsx", amounts, {(0, 1): amounts[0][1] + 517, (2, 3): amounts[2][3] - 1203})
    assert not any(finding.follows for finding in report.findings)
