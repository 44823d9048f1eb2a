"""Two libraries matched: precision and recall against a known truth, look-alikes, decisions, laws, the workbook."""

from __future__ import annotations

import csv
import datetime
import json
import random
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import libraries
from bench.libraries import LABELS, library, money
from examples import plan
from examples.pair import plant, write
from examples.pair.rows import Pair as Made
from examples.pair.rows import Row
from examples.projects import everything
from recon import messages, workbook
from recon.match import codes, compare, former, names, pairs, spelling
from recon.match import library as sides
from recon.match import reports as writer
from recon.match.assign import _cut, components, needed
from recon.match.library import Library
from recon.match.pairs import Confirmed
from recon.match.result import Bundle, Pair, Result
from recon.match.run import reconcile
from recon.match.shard import processes
from recon.schemas.monthly import SPLITS
from tests import office, soak
from tests.commands import run as command
from tests.forms import Form, save
from tests.libraries import save as saved
from tests.sheets import front, heads

DAY = datetime.date(2021, 4, 8)
Ends = tuple[tuple[int, ...], tuple[int, ...]]  #: rows of the left and of the right workbook


def row(name: str, code: str = "", amount: int = 123_456, **changes: Any) -> Row:
    """A project of 路网 in 长春市, its amounts in 分 of 万元."""
    told = {
        "项目代码": code,
        "项目名称": name,
        "网别": "路网",
        "类别": "高速公路",
        "地区": "长春市",
        "责任单位": "甲",
        "建设性质": "新建",
        "开工年月": "2020-05",
        "竣工年月": "2022-10",
        "建设状态": "在建",
        "储备阶段": "",
        "备注": "",
    }
    return {**told, **money(amount, 2020, 2022), **changes}


def matched(left: list[Row], right: list[Row], *decisions: Confirmed) -> Result:
    """Two lists of rows matched."""
    return reconcile(library(left), library(right, "右.xlsx"), decisions)


def ends(result: Result) -> list[tuple[int, int]]:
    """The pairs of a result, by position."""
    return [(pair.left, pair.right) for pair in result.pairs]


# the example's libraries, with differences planted


@dataclass(frozen=True)
class Told:
    """The example's pair: what the command says of it, and what is true of it, by rows of the two workbooks."""

    folder: Path
    said: dict[str, Any]
    truth: list[dict[str, str]]

    def true(self, *relations: str) -> list[Ends]:
        """The rows of either side that are of one project, by how many they are."""
        return [(rows(line, 0), rows(line, 1)) for line in self.truth if line["关系"] in relations]

    def pairs(self, key: str) -> set[tuple[int, int]]:
        """Rows that were paired, or that are left to a person together."""
        return {(one["left"]["row"], one["right"]["row"]) for one in self.said[key]}


def rows(line: dict[str, str], side: int) -> tuple[int, ...]:
    """The row numbers of a side in a line of the truth."""
    return tuple(int(number) for number in line[write.HEAD[3 + side]].split(write.AND) if number)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The pair of 2,188 projects, written and matched by the command."""
    folder = tmp_path_factory.mktemp("pair")
    write.save(folder)
    done = command("match", folder / write.LEFT, folder / write.RIGHT, "--format", "json", cwd=folder)
    with (folder / write.TRUTH).open(encoding="utf-8-sig", newline="") as file:
        return Told(folder, json.loads(done.stdout), list(csv.DictReader(file)))


@cache
def once(path: Path) -> Library:
    """A library of the example, read once."""
    return sides.read(path)


def test_the_truth_is_of_the_plans_projects(example: Told) -> None:
    """Every row of both workbooks once; 200 differences of twelve kinds; the plan's number, regions and total."""
    left = once(example.folder / write.LEFT)
    own = everything()
    kinds = Counter(line["种类"] for line in example.truth if line["种类"])
    told = [sorted(n for line in example.truth for n in rows(line, side)) for side in (0, 1)]

    assert told == [list(once(example.folder / name).report.rows) for name in (write.LEFT, write.RIGHT)]
    assert set(kinds) == set(plant.kinds())
    assert (kinds.total(), len(kinds), len(left)) == (200, 12, plan.number(plan.WHOLE))
    assert Counter(left.text(p, "地区") for p in left.report) == Counter(project.region for project in own)
    assert [spelling.plain(left.text(p, "项目名称")) for p in left.report] == [
        spelling.plain(project.name) for project in own
    ]
    assert sum(left.amount(p, "总投资") or 0 for p in left.report) == sum(project.total for project in own) * 10**6


def test_the_example_is_matched_as_it_is_true(example: Told) -> None:
    """Precision at least 0.999, recall at least 0.98; a true pair that was not accepted is left to a person."""
    single = {(a, b) for (a,), (b,) in example.true(write.ONE)}
    copies = [{(a, b) for a in mine for b in theirs} for mine, theirs in example.true(write.COPIES)]
    accepted = example.pairs("pairs")
    right = accepted & single.union(*copies)
    missed = [pairs for pairs in ([{pair} for pair in single] + copies) if not pairs & accepted]

    assert len(right) >= 0.999 * len(accepted)
    assert len(missed) <= 0.02 * (len(single) + len(copies))
    assert all(pairs <= example.pairs("pending") for pairs in missed)


def test_what_is_no_pair_is_told_as_what_it_is(example: Told) -> None:
    """Every split and merged project as a bundle and no other; what one side alone has, there; nothing twice."""
    said = example.said
    ends = {tuple(tuple(sorted(r["row"] for r in b[side])) for side in ("left", "right")) for b in said["bundles"]}
    only = [{r["row"] for r in said[f"only_{side}"]} for side in ("left", "right")]

    assert ends == set(example.true(write.MANY))
    assert only == [{row for end in example.true(write.ONLY) for row in end[side]} for side in (0, 1)]
    for side, name in (("left", write.LEFT), ("right", write.RIGHT)):
        told = [p[side]["row"] for p in said["pairs"]] + [r["row"] for r in said[f"only_{side}"]]
        told += [r["row"] for b in said["bundles"] for r in b[side]]
        told += {p[side]["row"] for p in said["pending"]}
        assert sorted(told) == list(once(example.folder / name).report.rows)


def test_without_any_code_names_alone_make_no_wrong_pair(example: Told) -> None:
    """The same libraries with every code of the governments' left out."""
    left, right = (once(example.folder / name) for name in (write.LEFT, write.RIGHT))
    bare = replace(right, report=replace(right.report, texts={**right.report.texts, "项目代码": [""] * len(right)}))
    result = reconcile(left, bare)
    true = {(a, b) for mine, theirs in example.true(write.ONE, write.COPIES) for a in mine for b in theirs}
    accepted = {(left.report.rows[p.left], right.report.rows[p.right]) for p in result.pairs}

    assert accepted <= true
    assert len(accepted) >= 0.97 * len(example.true(write.ONE, write.COPIES))


# look-alikes: equal amounts and months, no codes

ALIKE = (
    ("轨道交通6号线工程", "轨道交通7号线工程"),
    ("绕城高速公路A标段", "绕城高速公路B标段"),
    ("净月供水管网改造（一期）", "净月供水管网改造（二期）"),
    ("国道G331双山至金河段改扩建工程", "国道G332双山至金河段改扩建工程"),
    ("省道S201双山至金河段公路", "省道S202双山至金河段公路"),
    ("饮马河港1号泊位", "饮马河港2#泊位"),
    ("双山至金河铁路", "双山至金河铁路支线"),
    ("双山至金河高速公路", "双山至金河高速公路连接线"),
    ("净月第一小学建设项目", "净月第二小学建设项目"),
    ("卡伦镇污水处理厂提标改造工程", "奢岭镇污水处理厂提标改造工程"),
    ("农安县供热管网改造工程", "德惠市供热管网改造工程"),
    ("净月人民医院门诊楼", "净月人民医院住院楼"),
    ("东湖大街工程一期一标段", "东湖大街工程一期二标段"),
    ("东湖大街工程一期二标段", "东湖大街工程二期一标段"),
    ("东湖大街东段改造工程", "东湖大街西段改造工程"),
    ("双山66千伏输变电工程", "双山220kV输变电工程"),
    ("净月大桥上行线", "净月大桥下行线"),
    ("净月实验小学", "净月实验小学分校"),
    ("净月第一热源厂", "净月第三热源厂"),
    ("2020年农村公路", "2021年农村公路"),
    ("老城区排水防涝工程", "新城区排水防涝工程"),
    ("三环路改造", "四环路改造"),
    ("东湖大桥Ⅱ标段", "东湖大桥Ⅲ标段"),
    ("净月供水管网工程", "净月供热管网工程"),
    ("净月污水处理厂", "净月垃圾处理厂"),
    ("隧道左线工程", "隧道右线工程"),
    ("农村电网改造（十三批）", "农村电网改造（十四批）"),
    ("净水厂工程", "净水厂前期工程"),
    ("净月体育馆", "净月图书馆"),
    ("净月片区5G基站建设项目", "净月片区4G基站建设项目"),
    ("长春至四平城际铁路", "长春至松原城际铁路"),
    ("净月中学综合楼", "净月中学实验楼"),
    ("净月中学", "净月中学食堂"),
    ("东山热电厂铁路专用线", "东山热电厂铁路"),
    ("南关污水厂", "北关污水厂"),
    ("东湖水库", "西湖水库"),
)
#: The same project under two names.
SAME = (
    ("长春市轨道交通六号线工程", "轨道交通6号线"),
    ("净月供水管网改造工程（二期）", "净月供水管网改造二期工程"),
    ("国道G331双山至金河段改扩建工程", "331国道双山-金河段改扩建"),
    ("吉林省长春市净月污水处理厂", "净月污水厂建设项目"),
    ("东湖大街A标段", "东湖大街标段A"),
    ("净月第十二中学校建设项目", "长春市净月第12中学"),
    ("东湖大桥Ⅱ标段", "东湖大桥二标段"),
    ("净月污水处理厂提标改造工程", "净月污水处理厂改造"),
    ("1#热源厂", "１号热源厂"),
    ("净月通讯基站", "净月通信基站工程"),
)


@pytest.mark.parametrize("pair", ALIKE, ids="｜".join)
def test_look_alikes_are_never_matched(pair: tuple[str, str]) -> None:
    """Two projects that differ in a phase, lot, number, branch or word: no pair, either way round."""
    for one, other in (pair, pair[::-1]):
        assert ends(matched([row(one)], [row(other)])) == []


def test_look_alikes_together_match_none_of_each_other() -> None:
    """All left names against all right ones with equal amounts: only what stands on both sides under one name."""
    left, right = [one for one, _ in ALIKE], list(dict.fromkeys(other for _, other in ALIKE))
    result = matched([row(name) for name in left], [row(name) for name in right])

    assert len(left) >= 30
    assert all(names.parse(left[a]) == names.parse(right[b]) for a, b in ends(result))


def test_look_alikes_among_the_plans_projects_match_nothing_else() -> None:
    """The example's pair with the look-alikes on top, without codes: every accepted pair is true."""
    made = plant.example()
    left = [*made.left, *(row(one, key=-1) for one, _ in ALIKE)]
    right = [*made.right, *(row(name, key=-1) for name in dict.fromkeys(other for _, other in ALIKE))]
    result = matched(left, right)
    wrong = [
        (left[a]["项目名称"], right[b]["项目名称"])
        for a, b in ends(result)
        if (left[a]["key"], right[b]["key"]) not in made.either
        and not (
            left[a]["key"] == right[b]["key"] == -1
            and names.parse(left[a]["项目名称"]) == names.parse(right[b]["项目名称"])
        )
    ]

    assert wrong == []
    assert len(ends(result)) >= 0.98 * len(made.pairs)


@pytest.mark.parametrize("pair", SAME, ids="｜".join)
def test_other_spellings_are_matched(pair: tuple[str, str]) -> None:
    """Numerals, brackets, endings, the own region and usual abbreviations do not hide a project."""
    assert ends(matched([row(pair[0])], [row(pair[1])])) == [(0, 0)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("二十三号线", "23号线"),
        ("二〇二〇年", "2020年"),
        ("第十二中学", "第12中学"),
        ("百十五号", "115号"),
        ("十标段", "10标段"),
    ],
)
def test_numerals_are_read(one: str, other: str) -> None:
    """Chinese numerals before a counter, or after 第, are the number."""
    assert spelling.plain(one) == spelling.plain(other)


@pytest.mark.parametrize("name", ["四平", "九台", "二道白河", "三岔河", "五常", "十里堡"])
def test_numerals_of_places_stay(name: str) -> None:
    """A place that is called by a number keeps its characters."""
    assert spelling.plain(name) == name


def test_equal_amounts_of_many_say_nothing_of_a_shorter_name() -> None:
    """In a programme of equal grants a shorter name is left to a person."""
    left = [row("人民广场集中充电站"), row("临河街充电站")]
    result = matched(left, [row("人民广场充电站")])

    assert ends(result) == []
    assert (0, 0, "common") in [(c.left, c.right, c.doubt) for c in result.candidates]


# codes

CODE = "2019-220100-48-01-000123"


@pytest.mark.parametrize(
    ("written", "repairs"),
    [
        (CODE, ()),
        ("２０１９－２２０１００－４８－０１－０００１２３", ("width",)),
        ("2019 220100 48 01 000123", ("width", "hyphens")),
        ("20192201004801000123", ("hyphens",)),
        ("2019–220100–48–01–000123", ("hyphens",)),
        ("2019-220100-48-1-123", ("zeros",)),
        ("2019-22O1OO-48-0l-000123", ("letters",)),
    ],
)
def test_codes_are_repaired_and_it_is_said(written: str, repairs: tuple[str, ...]) -> None:
    """One reading only: the code, and what was done to it."""
    assert codes.repair(written) == codes.Code(CODE, repairs)


@pytest.mark.parametrize("written", ["2.01922010048010E+19", "20192201004801000000"])
def test_a_code_cut_short_takes_the_only_one_like_it(written: str) -> None:
    """Scientific notation and 15 digits: completed from the other side where only one fits, else not used."""
    other = "2019-220100-48-01-000999"
    single = matched([row("甲公路", CODE)], [row("另名", written)])
    several = matched([row("甲公路", CODE), row("乙公路", other)], [row("另名", written)])

    assert [(p.left, p.right, p.how) for p in single.pairs] == [(0, 0, "code")]
    assert {n.key for n in single.notes} <= {"code_scientific", "code_digits"}
    assert ends(several) == []
    assert [n.key for n in several.notes] == ["code_cut"]


def test_a_code_told_twice_pairs_nothing_by_itself() -> None:
    """Both copies are left to a person, and it is said once, at the first of them with both rows."""
    result = matched([row("甲公路", CODE)], [row("甲公路", CODE), row("甲公路", CODE)])

    assert ends(result) == []
    assert [(c.left, c.right, c.doubt) for c in result.candidates] == [(0, 0, "repeated"), (0, 1, "repeated")]
    assert [(n.key, n.side, n.place, n.words["rows"]) for n in result.notes] == [
        ("code_repeated", "right", 0, "3、4"),
    ]


def test_one_code_for_strangers_is_left_to_a_person() -> None:
    """A code pasted into the wrong row: name and amounts both differ."""
    result = matched([row("甲公路", CODE, 100_000)], [row("净月人民医院门诊楼", CODE, 700_000)])

    assert ends(result) == []
    assert [c.doubt for c in result.candidates] == ["clash"]


def test_a_mistyped_code_does_not_keep_a_project_apart() -> None:
    """One digit wrong, all else equal: paired by name; a wholly other code with other months is not."""
    near = matched([row("甲公路", CODE)], [row("甲公路", "2019-220100-48-01-000128")])
    far = matched([row("甲公路", CODE)], [row("甲公路", "2017-220200-77-02-004567", 竣工年月="2023-01")])

    assert ends(near) == [(0, 0)]
    assert ends(far) == []
    assert [c.doubt for c in far.candidates] == ["codes"]


@given(st.text(alphabet="0123456789-OlE+. ０１－", max_size=30))
def test_repair_is_idempotent(written: str) -> None:
    """A repaired code needs no further repair."""
    once = codes.repair(written)

    assert once.prefix or codes.repair(once.text).text == once.text


# regions, bundles, fields


def test_a_moved_project_is_found_in_another_region_if_all_is_equal() -> None:
    """Equal name, total, years and a code mistyped; with another amount or without a code it is only a candidate."""
    there = CODE[:-1] + "9"
    name = "长春市净月科技中心"
    same = matched([row(name, CODE)], [row(name, there, 地区="吉林市")])
    others = [
        matched([row(name, CODE)], [row(name, there, 123_999, 地区="吉林市")]),
        matched([row(name, CODE)], [row(name, 地区="吉林市")]),
    ]

    assert [(p.how, p.fields[compare.PLACE["地区"]]) for p in same.pairs] == [("moved", "differs")]
    for other in others:
        assert ends(other) == []
        assert [c.doubt for c in other.candidates] == ["moved"]


#: Equal amounts, one name within the other: what is more names another institution or place.
MORE = (
    ("县医院", "县中医院"),
    ("净月中学", "净月实验中学"),
    ("净月幼儿园", "净月中心幼儿园"),
    ("乾安文化宫", "乾安职工文化宫"),
    ("县图书馆", "县少儿图书馆"),
    ("净月中学", "净月民族中学"),
    ("净月小学", "净月第一小学"),
    ("东丰县敬老院建设项目", "东丰县大阳镇敬老院建设项目"),
    ("县人民医院", "县第二人民医院"),
    ("净月卫生院", "净月中心卫生院"),
    ("净月学校", "净月特殊教育学校"),
    ("县医院", "县妇幼保健医院"),
)


@pytest.mark.parametrize(("one", "other"), MORE)
def test_a_word_that_names_another_institution_is_no_word_left_out(one: str, other: str) -> None:
    """Never paired without a code, whichever side has the longer name, and offered to a person."""
    for left, right in ((one, other), (other, one)):
        assert ends(matched([row(left)], [row(right)])) == []


@pytest.mark.parametrize(
    ("one", "other", "paired"),
    [
        ("净月污水处理厂改照工程", "净月污水处理厂改造工程", True),
        ("净月共水管网改造", "净月供水管网改造", True),
        ("净月区医院扩健工程", "净月区医院扩建工程", True),
        ("净月供水管网改造", "净月供热管网改造", False),
        ("东风村饮水安全工程", "东丰村饮水安全工程", False),
        ("净月客运站", "净月货运站", False),
        ("王家屯公路", "汪家屯公路", False),
        ("净月酒厂改造", "净月药厂改造", False),
        ("净月公园", "净月公墓", False),
    ],
)
def test_one_wrong_character_is_read_where_it_breaks_a_word(one: str, other: str, paired: bool) -> None:
    """It sounds or looks like the right one, and only one of the names reads as words there; amounts and months are equal."""
    assert bool(ends(matched([row(one)], [row(other)]))) is paired
    assert not ends(matched([row(one)], [row(other, amount=123_999)]))


def test_former_names_are_read(tmp_path: Path) -> None:
    """A county that became a district: its old name in project, region and unit is the one of today."""
    book = openpyxl.Workbook()
    sheet = front(book)
    sheet.title = "名录"
    for cells in (
        ("列表", "值", "上级", "别名"),
        ("地区", "云岭区", "", "云岭县、云岭市"),
        ("地区", "东川区", "", "西川县"),
        ("地区", "西川区", "", "西川县"),
    ):
        sheet.append(cells)
    book.save(tmp_path / "指标.xlsx")
    told = former.read(tmp_path / "指标.xlsx")
    one, other = row("云岭县人民医院迁建项目"), row("云岭区人民医院迁建项目")
    apart = reconcile(libraries.library([one]), libraries.library([other]))
    left, right = (replace(libraries.library([r]), former=told) for r in (one, other))

    assert told == (("云岭县", "云岭区"), ("云岭市", "云岭区"))
    assert ends(apart) == []
    assert ends(reconcile(left, right)) == [(0, 0)]
    assert former.today("云岭区与云岭市", told) == "云岭区与云岭区"


def test_units_in_two_counties_keep_namesakes_apart() -> None:
    """人民医院 of one county is not that of the other."""
    name = "人民医院住院楼建设项目"
    apart = matched([row(name, 责任单位="农安县人民政府")], [row(name, 责任单位="德惠市人民政府")])
    near = matched([row(name, 责任单位="农安县人民政府")], [row(name, 责任单位="农安县卫生健康局")])

    assert ends(apart) == []
    assert [c.doubt for c in apart.candidates] == ["units"]
    assert ends(near) == [(0, 0)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("长春至白城铁路电气化改造", "白城至长春铁路电气化改造"),
        ("农安至哈拉海公路", "哈拉海至农安公路"),
        ("净月区一中", "净月区第一中学"),
        ("净月5000m²广场", "净月5000平方米广场"),
        ("净月50MW风电场", "净月50兆瓦风电场"),
        ("1.净月科技中心", "净月科技中心"),
    ],
)
def test_other_spellings_of_one_project_are_read(one: str, other: str) -> None:
    """A line from its other end, a school by its number, signs of units, the number of a list."""
    assert ends(matched([row(one)], [row(other)])) == [(0, 0)]


def test_parts_that_add_up_are_suggested_and_not_paired() -> None:
    """A whole and three parts, one of which kept its code; with one 分 too much per year there is no bundle."""
    whole = row("净月供水管网改造工程", CODE, 900_000)
    parts = [row(f"净月供水管网改造工程（子项{n}）", CODE if n == "一" else "", 300_000) for n in "一二三"]
    result = matched([whole], parts)
    off = matched([whole], [*parts[:2], row("净月供水管网改造工程（子项三）", "", 301_000)])

    assert result.bundles == (Bundle(0, (0, 1, 2), "left"),)
    assert ends(result) == []
    assert result.candidates == ()
    assert off.bundles == ()
    assert ends(off) == []


@pytest.mark.parametrize(("there", "agreement"), [("1235", "rounding"), ("1237", "differs"), (None, "right_blank")])
def test_amounts_are_compared_as_intervals(there: str | None, agreement: str) -> None:
    """A left amount in 万元 against a right one whose last place is 1 亿元: what rounding explains is 尾差."""
    left = library([row("甲公路", CODE, 12_346_000_00)])
    made = library([row("甲公路", CODE)], "右.xlsx").report
    amounts = {"总投资": [None if there is None else int(there)]}
    right = Library(replace(made, unit="亿元", scale=0, decimals=0, amounts=amounts))
    (pair,) = reconcile(left, right).pairs

    assert right.half == 10**12 // 2
    assert pair.fields[compare.PLACE["总投资"]] == agreement


def test_levels_are_the_fields_own() -> None:
    """Another total must be corrected, another class verified, another spelling noted; a blank is never an error."""

    def worst(**changes: Any) -> object:
        (pair,) = matched([row("甲公路", CODE)], [{**row("甲公路", CODE), **changes}]).pairs
        return compare.level(pair)

    assert worst() is None
    assert worst(项目名称="甲公路工程") == "提示性"
    assert worst(类别="铁路") == "核实性"
    assert worst(总投资=123_999) == "强制性"
    assert worst(总投资=None) == "核实性"


# decisions of people


def decided(left: Row, right: Row, *, same: bool = True, who: str = "王某", when: str = "2021-04-09") -> Confirmed:
    """A signed decision on two rows."""
    one, other = (tuple(str(r[key]) for key in pairs.KEYS) for r in (left, right))
    return Confirmed(one, other, same, who, when)


def test_a_confirmed_pair_wins_over_a_code() -> None:
    """Two rows under other codes are paired, whichever side was left; the code's own pair is not made."""
    left, right = [row("甲公路", CODE)], [row("甲公路", CODE), row("乙支线")]
    for decision in (decided(left[0], right[1]), decided(right[1], left[0])):
        result = matched(left, right, decision)

        assert [(p.left, p.right, p.how) for p in result.pairs] == [(0, 1, "confirmed")]
        assert result.only_right == (0,)


def test_what_was_ruled_out_is_not_paired_again() -> None:
    """Neither by code nor by name, nor shown as a candidate."""
    left, right = [row("甲公路", CODE), row("乙公路")], [row("甲公路", CODE), row("乙公路")]
    result = matched(left, right, *(decided(a, b, same=False) for a, b in zip(left, right, strict=True)))

    assert ends(result) == []
    assert {(c.left, c.right) for c in result.candidates}.isdisjoint({(0, 0), (1, 1)})


def test_decisions_that_cannot_be_used_are_said() -> None:
    """Lost, taken, unsigned: a note each; the unsigned one is used."""
    left, right = [row("甲公路", CODE), row("乙桥")], [row("丙公路"), row("丁桥")]
    result = matched(
        left,
        right,
        decided(left[0], right[0], who=""),
        decided(left[0], right[1]),
        decided(row("没有"), right[1]),
    )

    assert ends(result) == [(0, 0)]
    assert [n.key for n in result.notes] == ["pair_unsigned", "pair_taken", "pair_lost"]


@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_decisions_filled_in_are_read_back_and_carried_along(tmp_path: Path, lang: str) -> None:
    """The workbook's own sheet, filled in, is next month's 对照表; who and when stay with the decision."""
    left, right = [row("净月供水管网工程")], [row("净月供热管网工程")]
    first = tmp_path / "比对.xlsx"
    writer.write(matched(left, right), first, lang=lang, date=DAY)
    book = openpyxl.load_workbook(first)
    sheet = book[messages.matching("pending", lang)]
    heads = [cell.value for cell in sheet[1]]
    for key, value in (
        ("decision", messages.matching("decision_same", lang)),
        ("who", "王某"),
        ("when", "2021-04-09"),
    ):
        sheet.cell(2, heads.index(messages.matching(key, lang)) + 1).value = value
    book.save(first)
    result = matched(left, right, *pairs.read(first))
    writer.write(result, tmp_path / "再.xlsx", lang=lang, date=DAY)
    again = pairs.read(tmp_path / "再.xlsx")

    assert [(p.left, p.right, p.how) for p in result.pairs] == [(0, 0, "confirmed")]
    assert [(c.key, c.who, c.when) for c in again] == [(decided(left[0], right[0]).key, "王某", "2021-04-09")]


# laws


def small(seed: int) -> Made:
    """A pair of 150 projects with many differences."""
    return libraries.example(150, seed=seed, factor=0.5)


def content(result: Result, swap: bool = False) -> dict[str, Any]:
    """What a result says, by what the rows are and not by where they stand; ``swap``: sides exchanged."""

    def of(side: str, place: int) -> tuple[object, ...]:
        own: Library = getattr(result, side)
        return tuple(own.text(place, label) for label in LABELS[1:]) + tuple(
            own.amount(place, x) for x in ("总投资", *SPLITS)
        )

    def two(a: tuple[object, ...], b: tuple[object, ...]) -> tuple[object, ...]:
        return (b, a) if swap else (a, b)

    turned = {"left_blank": "right_blank", "right_blank": "left_blank"} if swap else {}
    only = [sorted(map(repr, (of(s, p) for p in getattr(result, f"only_{s}")))) for s in ("left", "right")]
    return {
        "pairs": sorted(
            repr(
                (
                    *two(of("left", p.left), of("right", p.right)),
                    p.how,
                    p.score,
                    [turned.get(f, f) for f in p.fields],
                )
            )
            for p in result.pairs
        ),
        "candidates": sorted(
            repr((*two(of("left", c.left), of("right", c.right)), c.score, c.doubt)) for c in result.candidates
        ),
        "bundles": sorted(
            repr(
                two(
                    *(
                        tuple(sorted(map(repr, (of(s, p) for p in e))))
                        for s, e in zip(("left", "right"), b.ends, strict=True)
                    )
                )
            )
            for b in result.bundles
        ),
        "only": only[::-1] if swap else only,
        "notes": sorted((n.key, n.level) for n in result.notes),
    }


@soak.law
@soak.longer
@pytest.mark.parametrize("seed", soak.seeds(soak.times(3, 20)))
def test_neither_sides_nor_order_change_anything(seed: int) -> None:
    """The sides exchanged, pairs, points, candidates, bundles and rests are the same; so are decisions on shuffled rows."""
    made, rng = small(seed), random.Random(seed)
    left, right = library(made.left), library(made.right, "右.xlsx")
    mine, theirs = (rng.sample(rows, len(rows)) for rows in (made.left, made.right))
    told = content(reconcile(left, right))

    assert told == content(reconcile(right, left), swap=True)
    assert told == content(matched(mine, theirs))


@soak.examples(5, 40)
@given(
    st.lists(st.sampled_from([n for pair in (*ALIKE, *SAME) for n in pair]), min_size=1, max_size=8),
    st.randoms(),
)
def test_any_names_in_any_order(found: list[str], rng: random.Random) -> None:
    """Repeated and look-alike names with equal amounts: symmetric, and deaf to the order of rows."""
    left = [row(name, amount=rng.choice((100_000, 200_000))) for name in found]
    right = [row(name, amount=rng.choice((100_000, 200_000))) for name in rng.sample(found, len(found))]
    told = content(matched(left, right))

    assert told == content(matched(rng.sample(left, len(left)), rng.sample(right, len(right))))
    assert told == content(matched(right, left), swap=True)


def test_the_example_swapped_and_shuffled(example: Told) -> None:
    """Of the plan's own projects too: the sides exchanged, and the rows in another order, nothing else changes."""
    left, right = (once(example.folder / name) for name in (write.LEFT, write.RIGHT))
    told = content(reconcile(left, right))

    assert told == content(reconcile(right, left), swap=True)
    assert told == content(reconcile(disordered(left), disordered(right)))


def disordered(library: Library) -> Library:
    """The same rows in another order."""
    order = random.Random(len(library)).sample(range(len(library)), len(library))
    return library.only(order, library.report.texts, library.report.amounts)


def test_processes_change_nothing() -> None:
    """Blocks spread over processes give the same result, in every part."""
    made = small(1)
    left, right = library(made.left), library(made.right, "右.xlsx")

    assert reconcile(left, right, spread=processes(2, worthwhile=0)) == reconcile(left, right)


SCORES = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 3)),
    st.integers(1, 60).map(lambda n: n * 10),
    min_size=1,
    max_size=12,
)


def best(scores: dict[tuple[int, int], int]) -> int:
    """The greatest total of a one-to-one choice, by trying all."""
    columns = range(4)
    return max(sum(scores.get((a, b), 0) for a, b in enumerate(some)) for some in permutations(columns))


@given(SCORES)
def test_a_lead_is_the_loss_without_the_pair(scores: dict[tuple[int, int], int]) -> None:
    """For every pair told: the best total less the best one in which the pair is forbidden."""
    for pair, lead in needed(scores).items():
        rest = {key: score for key, score in scores.items() if key != pair}

        assert lead == best(scores) - best(rest)


@given(SCORES)
def test_cutting_a_tangle_makes_nothing_surer(scores: dict[tuple[int, int], int]) -> None:
    """Without its weakest pairs a tangle never yields a lead above that of the whole over a rival in its rows."""
    for part in components(scores):
        for (a, b), lead in _cut(part).items():
            rivals = [s for (x, y), s in part.items() if ((x == a) != (y == b)) and s < min(part.values()) + 25]

            assert all(lead <= part[a, b] - rival for rival in rivals)


# files, workbook, command


def test_a_monthly_report_is_a_side(tmp_path: Path) -> None:
    """A report matched with its own copy: every project by its code, nothing to say."""
    paths = [save(Form().book(), tmp_path / name) for name in ("甲.xlsx", "乙.xlsx")]
    left, right = (sides.read(path) for path in paths)
    result = reconcile(left, right)

    assert [p.how for p in result.pairs] == ["code"] * 4
    assert result.worst() is None


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """A small pair of workbooks compared, its workbook written beside them."""
    folder = tmp_path_factory.mktemp("made")
    example = small(3)
    example.left[0]["项目名称"] = '=HYPERLINK("x")'
    paths = [
        saved(rows, folder / name, "甲") for rows, name in ((example.left, "左 库.xlsx"), (example.right, "右#库.xlsx"))
    ]
    left, right = (sides.read(path) for path in paths)
    result = reconcile(left, right)
    writer.write(result, folder / "比对.xlsx", lang="zh", date=DAY)
    return result, folder / "比对.xlsx"


def grid(path: Path, sheet: str) -> list[list[workbook.Cell]]:
    """The cells of a sheet as read."""
    return next(s for s in workbook.read(path).sheets if s.name == sheet).rows


def test_text_never_becomes_a_formula(made: tuple[Result, Path]) -> None:
    """A name that begins with = stays a name."""
    sheet = openpyxl.load_workbook(made[1])["比对"]
    found = [cell for cells in sheet.iter_rows() for cell in cells if str(cell.value).startswith("=HYPERLINK")]

    assert found
    assert all(cell.data_type == "s" for cell in found)


def test_differing_cells_are_filled_and_named(made: tuple[Result, Path]) -> None:
    """In a pair with another total both cells and the gap are filled, and the field is named."""
    result, path = made
    sheet = openpyxl.load_workbook(path)["比对"]
    columns = heads(sheet)
    number = compare.PLACE["总投资"]
    differing = [p.left + 2 for p in result.pairs if p.fields[number] == "differs"]
    for at in differing:
        fills = {sheet.cell(at, columns[h]).fill.fgColor.rgb for h in ("左表总投资", "右表总投资", "总投资差额")}

        assert fills == {"FFF2B5AC"}
        assert "总投资不一致" in str(sheet.cell(at, columns["不一致的栏目"]).value)
    assert differing


def test_links_lead_to_the_rows_of_both_files(made: tuple[Result, Path]) -> None:
    """Each line links to its rows, by a path that holds wherever the folder is moved and whatever its name."""
    result, path = made
    sheet = openpyxl.load_workbook(path)["比对"]
    columns = heads(sheet)
    for side, head in (("left", "左表原行"), ("right", "右表原行")):
        own: Library = getattr(result, side)
        cells = [cells[columns[head] - 1] for cells in sheet.iter_rows(min_row=2)]
        links = [(c.value, c.hyperlink) for c in cells if c.value is not None]
        told = [(value, unquote(str(link.target)), link.location) for value, link in links if link]

        assert sorted(told) == sorted((str(n), own.report.name, f"'项目库'!A{n}") for n in own.report.rows)


@pytest.mark.skipif(office.SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("lang", messages.LANGUAGES)
def test_every_formula_says_what_libreoffice_computes(made: tuple[Result, Path], tmp_path: Path, lang: str) -> None:
    """No error value, and each cached value is the recalculated one."""
    path = tmp_path / "比对.xlsx"
    writer.write(made[0], path, lang=lang, date=DAY)
    again = office.recalculated(path, tmp_path)
    formulas, cached, fresh = (
        openpyxl.load_workbook(path),
        openpyxl.load_workbook(path, data_only=True),
        openpyxl.load_workbook(again, data_only=True),
    )
    count = 0
    for sheet in formulas:
        for cells in sheet.iter_rows():
            for cell in cells:
                if cell.data_type == "f":
                    old, new = (book[sheet.title][cell.coordinate].value for book in (cached, fresh))
                    assert isinstance(new, int | float), (sheet.title, cell.coordinate, new)
                    assert round(float(old) - new, 4) == 0, (sheet.title, cell.coordinate)
                    count += 1
    assert count > 500


def test_left_and_differences_make_right(made: tuple[Result, Path]) -> None:
    """In every row of 差额表: left amount plus all differences is the right amount, and the totals are the files'."""
    result, path = made
    rows = grid(path, "差额表")
    heads = next(cells for cells in rows if cells and "左表金额" in cells)
    start, end = heads.index("左表金额"), heads.index("右表金额")
    numbers = [cells for cells in rows if len(cells) > end and isinstance(cells[end], int | float)]
    totals = [cells for cells in numbers if cells[0] == "合计"]

    assert all(round(sum(map(float, cells[start:end])) - float(cells[end]), 4) == 0 for cells in numbers)  # type: ignore[arg-type]
    for cells in totals[:2]:
        for own, column in ((result.left, start), (result.right, end)):
            whole = sum(sides.shown(own.amount(place, "总投资") or 0, "万元") for place in own.report)
            assert round(Decimal(str(cells[column])), 2) == whole


def test_the_same_input_gives_the_same_bytes(made: tuple[Result, Path], tmp_path: Path) -> None:
    """Twice written, the workbook is the same."""
    for name in ("一.xlsx", "二.xlsx"):
        writer.write(made[0], tmp_path / name, lang="zh", date=DAY)

    assert (tmp_path / "一.xlsx").read_bytes() == (tmp_path / "二.xlsx").read_bytes()


def test_exit_codes_and_files(tmp_path: Path) -> None:
    """Equal libraries 0; differences and what is open 1; a missing file 3; inputs are never written to."""
    rows = [row("甲公路", CODE), row("乙公路", "2019-220100-48-01-000456")]
    left, same = (saved(rows, tmp_path / name, "甲") for name in ("左.xlsx", "同.xlsx"))
    other = saved([{**rows[0], "责任单位": "乙"}, rows[1]], tmp_path / "另.xlsx", "甲")
    gone = saved(rows[:1], tmp_path / "缺.xlsx", "甲")
    before = left.read_bytes()

    assert command("match", left, same, cwd=tmp_path).returncode == 0
    assert command("match", left, other, cwd=tmp_path).returncode == 0
    assert command("match", left, other, "--fail-on", "提示性", cwd=tmp_path).returncode == 1
    assert command("match", left, gone, cwd=tmp_path).returncode == 1
    assert command("match", left, gone, "--fail-on", "强制性", cwd=tmp_path).returncode == 0
    assert command("match", left, tmp_path / "没有.xlsx", cwd=tmp_path).returncode == 3
    assert command("match", left, left, cwd=tmp_path).returncode == 2
    assert command("match", left, gone, "-o", gone, cwd=tmp_path).returncode == 2
    assert left.read_bytes() == before
    assert {p.name for p in tmp_path.glob("左_比对*.xlsx")} >= {"左_比对.xlsx", "左_比对(2).xlsx"}


def test_a_workbook_without_projects_is_no_side(tmp_path: Path) -> None:
    """The plan's figures have no projects: exit code 3, and a sentence."""
    from recon.packaged import targets

    left = saved([row("甲公路", CODE)], tmp_path / "左.xlsx", "甲")
    done = command("match", left, targets(), cwd=tmp_path)

    assert done.returncode == 3
    assert "FILE07" in done.stderr.decode()


def test_json_holds_every_row_and_nothing_else_is_printed(tmp_path: Path) -> None:
    """The counts are those of the lists, the amounts decimal strings, and no workbook appears unasked."""
    example = small(2)
    left, right = (
        saved(rows, tmp_path / name, "甲") for rows, name in ((example.left, "左.xlsx"), (example.right, "右.xlsx"))
    )
    told = json.loads(command("match", left, right, "--format", "json", cwd=tmp_path).stdout)
    sets = {
        side: [
            *(p[side]["row"] for p in told["pairs"]),
            *{p[side]["row"] for p in told["pending"]},
            *(r["row"] for b in told["bundles"] for r in b[side]),
            *(r["row"] for r in told[f"only_{side}"]),
        ]
        for side in ("left", "right")
    }

    assert {side: sorted(rows) for side, rows in sets.items()} == {
        "left": list(range(3, len(example.left) + 3)),
        "right": list(range(3, len(example.right) + 3)),
    }
    assert told["counts"]["paired"] == len(told["pairs"])
    assert all(isinstance(f["left"], str | None) for p in told["pairs"] for f in p["fields"])
    assert {p.name for p in tmp_path.iterdir()} == {"左.xlsx", "右.xlsx"}


def test_without_the_libraries_it_says_what_to_install(tmp_path: Path) -> None:
    """scipy is an extra: wrong usage and a hint, no traceback."""
    left, right = (saved([row("甲公路", CODE)], tmp_path / n, "甲") for n in ("左.xlsx", "右.xlsx"))
    code = "import sys; sys.modules['scipy'] = None; from recon.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code, "match", left, right], capture_output=True, check=False)

    assert done.returncode == 2
    assert "recon[match]" in done.stderr.decode()


def test_sentences_name_the_same_things_in_both_languages() -> None:
    """The two texts of each entry use the same placeholders, and every reason and way has words."""
    import string

    for key, pair in messages.MATCH.items():
        fields = [{f for _, f, _, _ in string.Formatter().parse(text) if f} for text in pair]
        assert fields[0] == fields[1], key
    assert {f"how_{how}" for how in ("confirmed", "code", "name", "moved")} <= set(messages.MATCH)


def test_the_pair_of_a_result_is_frozen() -> None:
    """Results are values."""
    with pytest.raises(AttributeError):
        Pair(0, 0, "code").left = 1  # type: ignore[misc]
