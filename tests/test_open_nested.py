"""Totals of totals: cumulated periods, a total found before its parts are totals, two ways to divide one table."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from recon.workbook import Cell
from tests.sheets import entry
from tests.test_open import checked

YEARS = 6


def table(names: Sequence[str], sums: Mapping[str, Sequence[str]]) -> list[list[Cell]]:
    """Rows in this order; those in ``sums`` add up the rows they name, the others are drawn."""
    rng = random.Random(23)
    values: dict[str, list[int]] = {}

    def of(name: str) -> list[int]:
        if name not in values:
            parts = [of(part) for part in sums.get(name, ())]
            drawn = [rng.randint(1_000, 99_999) for _ in range(YEARS)]
            values[name] = [sum(column) for column in zip(*parts, strict=True)] if parts else drawn
        return values[name]

    return [["项目", *[f"{2019 + n}年" for n in range(YEARS)]], *[entry(name, *of(name)) for name in names]]


def patterns(folder: Path, rows: list[list[Cell]]) -> set[str]:
    """The relations between rows; nothing may be found wrong."""
    report = checked(folder, rows)

    assert [f.code for f in report.findings] == []
    return {o.pattern for o in report.outcomes if o.pattern.startswith("第")}


def test_cumulated_periods_are_sums_of_months(tmp_path: Path) -> None:
    """A quarter above the months is no part of the year, as the half-year above them says as much."""
    months = [f"{n}月" for n in range(1, 13)]
    periods = {"全年": months, "一季度": months[:3], "上半年": months[:6], "前三季度": months[:9]}

    assert patterns(tmp_path, table([*periods, *months], periods)) == {
        "第2行 = 第6至17行之和",
        "第3行 = 第6行 + 第7行 + 第8行",
        "第4行 = 第6至11行之和",
        "第5行 = 第6至14行之和",
    }


def test_a_part_of_a_total_is_a_total_itself(tmp_path: Path) -> None:
    """本级支出合计 is found as a part of 总计 first, and as the sum of subtotals and single lines all the same."""
    sums = {
        "化石小计": ["石油", "煤炭", "燃气"],
        "再生小计": ["水电", "风电", "光伏"],
        "本级合计": ["核电", "化石小计", "泥炭", "再生小计", "其他"],
        "总计": ["本级合计", "净调入"],
    }
    order = [
        "核电",
        "石油",
        "煤炭",
        "燃气",
        "化石小计",
        "泥炭",
        "水电",
        "风电",
        "光伏",
        "再生小计",
        "其他",
        "本级合计",
        "净调入",
        "总计",
    ]

    assert patterns(tmp_path, table(order, sums)) == {
        "第6行 = 第3行 + 第4行 + 第5行",
        "第11行 = 第8行 + 第9行 + 第10行",
        "第13行 = 第2行 + 第6行 + 第7行 + 第11行 + 第12行",
        "第15行 = 第13行 + 第14行",
    }


def test_two_ways_to_divide(tmp_path: Path) -> None:
    """Where two sums below share a line, neither stands in for its parts in the total."""
    parts = ["长期全日", "长期非全日", "短期全日", "短期非全日"]
    sums = {"合计": parts, "短期合计": parts[2:], "非全日合计": [parts[1], parts[3]]}

    assert patterns(tmp_path, table(["合计", *parts, "短期合计", "非全日合计"], sums)) == {
        "第2行 = 第3至6行之和",
        "第7行 = 第5行 + 第6行",
        "第8行 = 第4行 + 第6行",
    }


def test_a_head_of_single_words_and_a_number_in_the_title(tmp_path: Path) -> None:
    """增长 stands alone two rows above its column, and the table has a number of its own: the growth is found."""
    rng = random.Random(5)
    body: list[list[Cell]] = []
    for n in range(8):
        before, now = rng.randint(10_000, 99_999), rng.randint(10_000, 99_999)
        body.append([f"单位{n}", before, now, round((now / before - 1) * 100, 1)])
    report = checked(
        tmp_path, [[4, "收支情况"], [None, None, None, "增长"], ["单位", "上年数", "本年数", "2024/2023"], *body]
    )

    assert "D = (C − B) ÷ B × 100" in {o.pattern for o in report.outcomes}
    assert [f.code for f in report.findings] == []


def test_ratios_that_take_turns_speak_for_each_other(tmp_path: Path) -> None:
    """Persons per household in every third row: each row of them says little, together they are found."""
    rng = random.Random(11)
    rows: list[list[Cell]] = [["住房类型", "甲县", "乙县", "丙县", "丁县"]]
    for name in ("平房", "楼房", "公寓", "其他"):
        households = [rng.randint(1_000, 90_000) for _ in range(4)]
        persons = [round(n * rng.uniform(1.8, 3.2)) for n in households]
        means = [round(p / n, 1) for p, n in zip(persons, households, strict=True)]
        rows += [[f"{name}户数", *households], [f"{name}人数", *persons], [f"{name}户均人数", *means]]
    report = checked(tmp_path, rows)

    assert {o.pattern for o in report.outcomes} >= {f"第{n}行 = 第{n - 1}行 ÷ 第{n - 2}行" for n in (4, 7, 10, 13)}
    assert [f.code for f in report.findings] == []
