"""Year-to-date figures, running balances, and one number told in two units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import accumulate
from random import Random

import pytest

from recon.open import check
from recon.options import Options
from recon.workbook import Cell, RawSheet
from tests.sheets import entry, whole

Rows = list[list[Cell]]
NAMES = ("教育", "科学技术", "文化旅游", "社会保障", "卫生健康", "节能环保", "城乡社区", "农林水", "交通运输")
RNG = Random(20240630)


def some(count: int, least: int = 117, most: int = 9871) -> list[int]:
    """So many amounts, none of them round."""
    return [RNG.randrange(least, most) for _ in range(count)]


def quarters() -> Rows:
    """Months, quarters and the half-year as columns."""
    rows: Rows = [["项目", "1月", "2月", "3月", "1-3月累计", "4月", "5月", "6月", "4-6月累计", "1-6月累计"]]
    for name in NAMES:
        m = some(6)
        rows.append([name, *m[:3], sum(m[:3]), *m[3:], sum(m[3:]), sum(m)])
    return rows


def carried() -> Rows:
    """What stood at the end of last month, this month, and both."""
    rows: Rows = [["项目", "上月累计", "本月", "本月累计"]]
    return [*rows, *(entry(name, a, b, a + b) for name, a, b in zip(NAMES, some(9), some(9), strict=True))]


def monthly() -> Rows:
    """Months as rows, each with its own figure and the sum so far, of income and outgo."""
    came, went = some(12), some(12)
    rows: Rows = [["月份", "收入当月", "收入累计", "支出当月", "支出累计"]]
    told = zip(came, accumulate(came), went, accumulate(went), strict=True)
    return [*rows, *(entry(f"{n}月", *row) for n, row in enumerate(told, 1))]


def ledger() -> Rows:
    """A book of cash: what came in, what went out, what is left; it opens with a balance."""
    rows: Rows = [["日期", "摘要", "收入", "支出", "余额"], ["1日", "上月结转", None, None, 50119]]
    left = 50119
    for n, (came, went) in enumerate(zip(some(14), some(14), strict=True), 2):
        left += came - went
        rows.append([f"{n}日", f"第{n}笔", came, went, left])
    return rows


def converted() -> Rows:
    """元 beside 万元, and 万元 beside 亿元."""
    rows: Rows = [["项目", "计划（万元）", "计划（亿元）", "完成（元）", "完成（万元）"]]
    for name, a, b in zip(NAMES, some(9, 20117, 987654), some(9, 10**6, 10**8), strict=True):
        rows.append([name, a, round(a / 10**4, 2), b, round(b / 10**4, 2)])
    return rows


def turned(make: Callable[[], Rows]) -> Rows:
    """The same table with its rows as columns."""
    return [list(row) for row in zip(*make(), strict=True)]


KINDS: Mapping[str, Callable[[], Rows]] = {
    "quarters": quarters,
    "carried": carried,
    "monthly": monthly,
    "ledger": ledger,
    "converted": converted,
    "monthly, turned": lambda: turned(monthly),
    "converted, turned": lambda: turned(converted),
}


def checked(rows: Rows) -> check.Checked:
    """A sheet of these rows, checked."""
    return check.check(check.recover(RawSheet("表", rows)), Options().budget)


@pytest.mark.parametrize("kind", KINDS)
def test_what_adds_up_is_covered_and_says_nothing(kind: str) -> None:
    """Every number takes part in a relation, and none is complained of."""
    told = checked(KINDS[kind]())

    assert (told.findings, [len(cells) for cells in told.unchecked]) == ((), [0])
    assert {o.verdict for o in told.outcomes} <= {"exact", "rounding"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_slip_anywhere_is_one_finding_that_names_its_cell(kind: str) -> None:
    """Every third number in turn off by three fifths: one finding, and its cell is among those it names."""
    rows = KINDS[kind]()
    missed, more = [], []
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if isinstance(cell, int | float) and (r + 2 * c) % 3 == 0:
                wrong = [list(line) for line in rows]
                wrong[r][c] = round(cell * 1.6, 2) if isinstance(cell, float) else int(cell * 1.6)
                told = [f for f in checked(wrong).findings if f.level != "提示性"]
                if not any((x.row, x.column) == (r + 1, c + 1) for f in told for x in f.cells):
                    missed.append((r + 1, c + 1))
                if len(told) > 1:
                    more.append((r + 1, c + 1))

    assert (missed, more) == ([], [])


def test_the_cumulative_figure_itself_is_named_first() -> None:
    """It breaks two places, its own and the next: only its own cell mends both."""
    rows = monthly()
    rows[5][2] = whole(rows[5][2]) + 411
    told = checked(rows).findings

    assert [f.cell.a1 for f in told] == ["C6"]


@pytest.mark.parametrize("label", ["累计", "余额"])
def test_any_numbers_under_such_a_head_are_no_series(label: str) -> None:
    """A word asks for the relation; numbers that do not follow it are left alone."""
    rows: Rows = [
        ["单位", "本期", label],
        *(entry(name, a, b) for name, a, b in zip(NAMES, some(9), some(9), strict=True)),
    ]
    told = checked(rows)

    assert (told.findings, told.outcomes) == ((), ())
