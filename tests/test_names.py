"""What an office writes into a plan once: names that meet, laws between measures, hierarchies by code, blanks as zero."""

from __future__ import annotations

import json
from pathlib import Path
from unicodedata import normalize

import pytest

from recon.model import FileReport
from recon.plan import names
from recon.reports import json as as_json
from recon.reports import text
from tests.sheets import check, found

SUM = """
    ## 口径
    指标名称 | 计量单位 | 类型 | 可加 | 舍入 | 缺项
    投资 | 亿元 | 金额 | 是 | 四舍五入 | {missing}

    ## 层级
    维度 | 上级 | 下级 | 完整
    项目 | 交通 | 公路建设 | 是
    项目 | 交通 | 铁路建设 | 是
    项目 | 交通 | 水运建设 | 是

    ## 指标
    编号 | 指标名称 | 项目 | 时期 | 数值 | 计量单位
    F1 | 投资 | 交通 | 2020 | {total} | 亿元
    F2 | 投资 | 公路建设 | 2020 | 10 | 亿元
    F3 | 投资 | {name} | 2020 | 15 | 亿元
"""


def told(report: FileReport, code: str) -> list[str]:
    """The sentences of a code."""
    return [text.sentence(f, "zh") for f in report.findings if f.code == code]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("铁路建没", "铁路建设"),
        ("铁路 建设", ""),
        ("铁路建设)", "铁路建设"),
        ("水运工程建设", "水运建设"),
        ("铁 路 建 设", "铁路建设"),
        ("铁路建設", "铁路建设"),
        ("（铁路建设）", "铁路建设"),
        ("其中：铁路建设", "铁路建设"),
        ("其中铁路建设", "铁路建设"),
        ("（三）铁路建设", "铁路建设"),
        ("2．铁路建设", "铁路建设"),
        ("一、铁路建设", "铁路建设"),
        ("铁路建设2", None),
        ("三期铁路", None),
        ("飞机场", None),
    ],
)
def test_a_name_that_would_fill_a_gap_is_told_with_the_one_it_may_be(name: str, meant: str | None) -> None:
    """One or two characters away, or only blanks and punctuation; a name of its own is let be."""
    report = check(SUM.format(missing="", total="30", name=name))
    (only,) = told(report, "NAME01") or [""]

    assert bool(only) == (meant is not None)
    assert meant is None or (f"“{normalize('NFKC', name)}”" in only and (meant or "铁路建设") in only)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2020年", "2021年"),
        ("一期工程", "二期工程"),
        ("东部地区", "西部地区"),
        ("新建铁路线", "改建铁路"),
        ("甲", "乙"),
    ],
)
def test_names_that_differ_on_purpose_are_not_one(first: str, second: str) -> None:
    """Numbers, opposites, and short words in which a character is half of the name."""
    assert [near for _, near in names.nearest([first], [first, second])] == []


@pytest.mark.parametrize("name", ["　铁路建设", "铁路建设 ", "铁路建设\u200b", "铁路建设\ufeff"])
def test_a_name_with_what_cannot_be_seen_meets(name: str) -> None:
    """Blanks at its ends, and characters that show nothing, are no other name: the sum is looked at."""
    report = check(SUM.format(missing="", total="30", name=name))

    assert told(report, "NAME01") == []
    assert [o.verdict for o in report.outcomes] == ["implied"]


def test_the_plan_has_no_name_that_nearly_meets(plan: FileReport) -> None:
    """620 figures, hundreds of names of one document: no alarm."""
    assert told(plan, "NAME01") == []


@pytest.fixture(scope="module")
def plan() -> FileReport:
    from recon.engine import validate_file
    from recon.packaged import targets

    return validate_file(targets())


def test_what_took_part_in_no_check_is_listed(plan: FileReport) -> None:
    """Exactly the figures of no judged outcome, in JSON and on the console as well."""
    judged = {"exact", "rounding", "rounding_wide", "mismatch"}
    met = {t.figure.id for o in plan.outcomes if o.verdict in judged for side in (o.left, o.right) for t in side.terms}
    figures = {f.id for f in plan.unrelated}

    assert figures
    assert not figures & met
    assert figures | met == {f.id for f in plan.unrelated} | met
    assert [one["figure"] for one in as_json._file(plan, "zh")["unrelated"]] == [f.id for f in plan.unrelated]


@pytest.mark.parametrize(
    ("missing", "total", "codes"),
    [
        ("", "30", {("NONE01", "指标")}),
        ("不审", "30", {("NONE01", "指标")}),
        ("按零", "25", set()),
        ("按零", "30", {("FOOT01", "指标!E2")}),
    ],
)
def test_a_blank_part_is_unknown_or_nothing_as_the_measure_says(
    missing: str, total: str, codes: set[tuple[str, str]]
) -> None:
    """Unknown parts leave nothing to judge, which is not a pass; 按零 makes the sum whole, and its mismatch is found."""
    report = SUM.format(missing=missing, total=total, name="铁路建设").replace("水运建设", "水运")

    assert (
        found(report.replace("项目 | 交通 | 水运 | 是", "项目 | 交通 | 水运 | 是\n    项目 | 交通 | 航空 | 是"))
        == codes
    )


def test_the_search_knows_that_a_blank_part_is_nothing() -> None:
    """The suspects of such a sum are its total and the parts that are stated."""
    (outcome,) = [
        o for o in check(SUM.format(missing="按零", total="30", name="铁路建设")).outcomes if o.verdict == "mismatch"
    ]

    assert {tuple(c.figure for c in s.cells) for s in outcome.suspects} == {("F1",), ("F2",), ("F3",)}


LAWS = """
    ## 口径
    指标名称 | 计量单位 | 类型 | 可加 | 舍入
    收入 | 亿元 | 金额 | 是 | 四舍五入
    支出 | 亿元 | 金额 | 是 | 四舍五入
    净额 | 亿元 | 金额 | 是 | 四舍五入
    占比 | % | 比率 | 否 | 四舍五入

    ## 指标
    编号 | 指标名称 | 项目 | 时期 | 数值 | 计量单位
    A1 | 收入 | 甲 | 2020 | 30.0 | 亿元
    A2 | 支出 | 甲 | 2020 | 12.0 | 亿元
    A3 | 净额 | 甲 | 2020 | {net} | 亿元
    A4 | 占比 | 甲 | 2020 | 40.0 | %
    B1 | 收入 | 乙 | 2020 | 50.0 | 亿元
    B2 | 支出 | 乙 | 2020 | 21.0 | 亿元
    B3 | 净额 | 乙 | 2020 | 29.0 | 亿元
    B4 | 占比 | 乙 | 2020 | {share} | %
    C1 | 收入 | 丙 | 2020 | 7.0 | 亿元

    ## 勾稽
    编号 | 左式 | 关系 | 右式
    R1 | 收入 − 支出 | = | 净额
    R2 | 支出 ÷ 收入 × 100 | = | 占比
    R3 | 支出 | ≤ | 收入
"""


def test_a_law_between_measures_holds_at_every_coordinate() -> None:
    """One line each; every place that states all measures is judged, the wrong ones are found at their cells."""
    sound = check(LAWS.format(net="18.0", share="42.0"))
    wrong = check(LAWS.format(net="81.0", share="24.0"))

    assert [o.verdict for o in sound.outcomes] == ["exact"] * 6
    assert {(f.code, f.outcome.label[:2]) for f in wrong.findings if f.outcome} == {
        ("REL01", "R1"),
        ("REL01", "R2"),
    }
    suspects = {
        o.label[:2]: {c.figure: c.suggested for s in o.suspects for c in s.cells if len(s.cells) == 1}
        for o in wrong.outcomes
        if o.verdict == "mismatch"
    }
    assert suspects["R1"]["A3"] == 18
    assert suspects["R2"]["B4"] == 42
    assert [f.id for f in sound.unrelated] == ["C1"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("R4 | 收入 − 贷款 | = | 净额", "没有编号为“贷款”的指标"),
        ("R4 | 收入 | = | 利润", "没有编号为“利润”的指标"),
    ],
)
def test_a_law_over_what_is_no_measure_names_it(line: str, words: str) -> None:
    """Only the word that is unknown."""
    report = check(LAWS.format(net="18.0", share="42.0").rstrip() + f"\n    {line}\n")

    assert words in told(report, "EXPR01")[0]


def test_a_law_that_nowhere_has_its_measures_is_told() -> None:
    """It would otherwise look like a pass."""
    text_ = LAWS.format(net="18.0", share="42.0").replace("占比 | % |", "占比 | % |")
    text_ = text_.replace("    占比 | % | 比率", "    利润 | 亿元 | 金额 | 是 | 四舍五入\n    占比 | % | 比率")
    report = check(text_.rstrip() + "\n    R4 | 收入 | = | 利润\n")

    assert "没有在任何一处同时给出" in told(report, "EXPR01")[0]


CODES = """
    ## 层级
    维度 | 上级 | 下级 | 完整
    项目 | 20 支出 | 20* | 是

    ## 指标
    编号 | 指标名称 | 项目 | 数值 | 计量单位
    F1 | 支出 | 20 支出 | {whole} | 万元
    F2 | 支出 | 201 一般公共服务 | {general} | 万元
    F3 | 支出 | 20101 人大 | 40.00 | 万元
    F4 | 支出 | 20103 政府 | 61.00 | 万元
    F5 | 支出 | 205 教育 | 300.00 | 万元
    F6 | 支出 | 21001 卫生 | 9.00 | 万元
"""


@pytest.mark.parametrize(
    ("whole", "general", "expected"),
    [("401.00", "101.00", set()), ("410.00", "101.00", {"F1"}), ("401.00", "110.00", {"F2", "F1"})],
)
def test_one_row_makes_the_tree_of_codes(whole: str, general: str, expected: set[str]) -> None:
    """20101 below 201, 201 and 205 below 20; a code that begins otherwise is no part."""
    report = check(CODES.format(whole=whole, general=general))

    assert {f.outcome.right.terms[0].figure.id for f in report.findings if f.code == "FOOT01" and f.outcome} == expected


def test_a_prefix_that_no_code_has_is_told() -> None:
    """At its cell in 层级."""
    assert ("REF01", "层级!C2") in found(CODES.format(whole="401.00", general="101.00").replace("20*", "30*"))


def test_a_fourth_dimension_has_sums_of_its_own() -> None:
    """性质: of one item the sum of its sources of funds; the place is told with it."""
    report = check("""
        ## 层级
        维度 | 上级 | 下级 | 完整
        性质 | 合计 | 中央 | 是
        性质 | 合计 | 地方 | 是

        ## 指标
        编号 | 指标名称 | 项目 | 性质 | 数值 | 计量单位 | 源文件 | 源单元格
        F1 | 投资 | 公路 | 合计 | 30 | 亿元 | 预算.xlsx | 表1!B5
        F2 | 投资 | 公路 | 中央 | 10 | 亿元 | 预算.xlsx | 表1!C5
        F3 | 投资 | 公路 | 地方 | 15 | 亿元 | |
        F4 | 投资 | 铁路 | 中央 | 7 | 亿元 | |
        """)
    (sentence,) = told(report, "FOOT01")

    assert sentence.startswith("公路 合计 投资 30亿元 ≠ 分项之和 25亿元")
    assert sentence.endswith("（取自：F1 预算.xlsx!表1!B5、F2 预算.xlsx!表1!C5）")


def test_json_holds_factor_origin_and_nature(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bound in another unit has a factor; what was copied says from where."""
    report = check("""
        ## 口径
        指标名称 | 计量单位 | 类型 | 可加 | 舍入 | 上限指标
        总投资 | 亿元 | 金额 | 是 | 四舍五入 |
        计划投资 | 万元 | 金额 | 是 | 四舍五入 | 总投资

        ## 指标
        编号 | 指标名称 | 项目 | 性质 | 数值 | 计量单位 | 源文件
        F1 | 总投资 | 公路 | 国债 | 3 | 亿元 | 批复.docx
        F2 | 计划投资 | 公路 | 国债 | 20000 | 万元 |
        """)
    (outcome,) = json.loads(json.dumps(as_json._file(report, "zh")))["outcomes"]

    assert outcome["coordinate"]["nature"] == "国债"
    assert outcome["right"]["terms"] == [
        {
            "figure": "F1",
            "cell": "指标!E2",
            "value": "30000",
            "sign": 1,
            "factor": "10000",
            "origin": "批复.docx",
        }
    ]
