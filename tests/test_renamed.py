"""Projects under two names are paired, look-alikes never: by kind, over words the matcher was worked on with and others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest

from bench.libraries import library, money
from examples.pair.rows import Row
from recon import catalogue
from recon.catalogue import COUNTY, REGION, Catalogue, Entry
from recon.match import former
from recon.match.agree import agreement, idle, turned
from recon.match.names import parse
from recon.match.result import Result
from recon.match.run import reconcile
from tests import renamed_by_hand, renamings, soak
from tests.renamings import ALIKE, HELD, RENAMED, WORKED, Told, Words

#: Share of renamed projects that has to be paired without a person.
RECALL = 0.95
HALVES = pytest.mark.parametrize("words", [WORKED, HELD], ids=["worked", "held"])


def row(name: str, region: str, network: str, unit: str = "", **changes: Any) -> Row:
    """A project without a code; amounts, years and months are always the same."""
    told = {
        "项目代码": "",
        "项目名称": name,
        "网别": network,
        "类别": "高速公路",
        "地区": region,
        "责任单位": unit or "甲",
        "建设性质": "",
        "开工年月": "2020-05",
        "竣工年月": "2022-10",
        "建设状态": "在建",
        "储备阶段": "",
        "备注": "",
    }
    return {**told, **money(123_456, 2020, 2022), **changes}


def matched(told: Iterable[Told]) -> Result:
    """Each pair in a network of its own, so that many are matched at once and none meets another."""
    told = list(told)
    left = [row(one.one, one.region, f"网{n}", one.units[0]) for n, one in enumerate(told)]
    right = [row(one.other, one.region, f"网{n}", one.units[1]) for n, one in enumerate(told)]
    return reconcile(library(left), library(right, "右.xlsx"))


def paired(told: list[Told], result: Result) -> list[Told]:
    """Those that were paired."""
    return [told[pair.left] for pair in result.pairs]


@soak.law
@soak.longer
@HALVES
def test_projects_under_two_names_are_paired(words: Words) -> None:
    """More than 95 of 100 of every half, and nine of ten of every kind; the others are offered to a person."""
    told = list(renamings.drawn(RENAMED, words, soak.times(10, 400), soak.seed()))
    result = matched(told)
    found = paired(told, result)
    kinds, right = Counter(one.kind for one in told), Counter(one.kind for one in found)

    assert len(found) > RECALL * len(told)
    assert {kind: n for kind, n in kinds.items() if right[kind] < 0.9 * n} == {}
    assert len(found) + len({one.left for one in result.candidates}) == len(told)


@soak.law
@soak.longer
@HALVES
def test_projects_that_only_look_alike_are_not(words: Words) -> None:
    """Equal in amounts, years and months, without codes; by ``make soak`` 30,000 of them."""
    told = list(renamings.drawn(ALIKE, words, soak.times(10, 800), soak.seed()))

    assert paired(told, matched(told)) == []


def test_lists_written_by_hand_afterwards() -> None:
    """No look-alike, nine of ten renamed projects, the rest of either list offered to a person."""
    renamed = [*renamed_by_hand.SAME, *renamed_by_hand.SAME_AGAIN, *renamed_by_hand.SAME_THIRD]
    others = [*renamed_by_hand.ALIKE, *renamed_by_hand.ALIKE_AGAIN, *renamed_by_hand.ALIKE_THIRD]
    same, alike = matched(renamed), matched(others)

    assert paired(others, alike) == []
    assert len(same.pairs) >= 0.9 * len(renamed)
    assert len(same.pairs) + len({one.left for one in same.candidates}) == len(renamed)


@soak.law
@HALVES
def test_names_agree_whichever_is_first(words: Words) -> None:
    """Part by part, and with a wrong character."""
    for one in renamings.drawn(RENAMED | ALIKE, words, 5, soak.seed()):
        mine, theirs = (parse(text, one.region) for text in (one.one, one.other))

        assert agreement(mine, theirs) == agreement(theirs, mine), one


@soak.law
@HALVES
def test_a_name_agrees_with_itself(words: Words) -> None:
    """Whatever it is made of."""
    for one in renamings.drawn(RENAMED | ALIKE, words, 5, soak.seed()):
        name = parse(one.one, one.region)

        assert agreement(name, name).kind == 0, one


def test_a_plan_of_its_own_tells_places_and_former_names() -> None:
    """Counties and what they were called come from the lists in force: 撤县设区, two counties made one."""
    plan = Catalogue(
        (
            Entry(REGION, "全域"),
            Entry(REGION, "云州市", "全域"),
            Entry(COUNTY, "岭东", "云州市", others=("岭东县", "川西县")),
            Entry(COUNTY, "岭西", "云州市"),
        )
    )
    told = [
        Told("", "云州市", "岭东县第三中学", "岭东区三中"),
        Told("", "云州市", "川西县图书馆", "云州市岭东区图书馆"),
        Told("", "云州市", "川西县图书馆", "岭西区图书馆"),
        Told("", "云州市", "岭东县图书馆", "岭西图书馆"),
    ]
    with catalogue.using(plan):
        names = former.from_catalogue(plan)
        found = [reconcile(*_sides(one, names)).pairs for one in told]

    assert [bool(pairs) for pairs in found] == [True, True, False, False]


def _sides(one: Told, names: former.Former) -> list[Any]:
    from dataclasses import replace

    return [replace(library([row(text, one.region, "网")]), former=names) for text in (one.one, one.other)]


def test_works_left_out_are_not_taken_for_others() -> None:
    """A name without 扩建 is one with it only if the column 建设性质 does not say otherwise."""
    for nature, paired_ in (("扩建", True), ("", True), ("新建", False)):
        left = library([row("农安县第三中学扩建", "长春市", "网", 建设性质="扩建")])
        right = library([row("农安三中", "长春市", "网", 建设性质=nature)])

        assert bool(reconcile(left, right).pairs) is paired_, nature


def test_names_of_any_length_are_compared() -> None:
    """Idle words in any order and number, lines without end: an answer comes, and what is left out by then is open."""
    filler = "城市城镇集中互通应急省级" * 40

    assert not idle("甲厂", f"{filler}乙厂")
    assert idle("甲厂", f"甲{filler}厂")
    assert turned("甲至乙大桥", "乙至甲大桥")
    assert not turned("甲至丁" * 4000 + "乙丙", "甲至丁" * 4000 + "丙乙")
