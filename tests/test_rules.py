"""Rules on tiny sheets: what is found, where, and that nothing else is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.sheets import check, found, only

HEAD = "编号 | 指标名称 | 项目 | 时期 | 数值 | 计量单位 | 限定 | 数值上限"
SUM = """
## 层级
维度 | 上级 | 下级 | 完整
项目 | 合 | 甲 | 是
项目 | 合 | 乙 | 是
"""


def sheet(*rows: str, rounding: str = "四舍五入", unit: str = "亿元", kind: str = "金额") -> str:
    """A workbook with two children under one parent and the figures given."""
    measures = f"## 口径\n指标名称 | 计量单位 | 类型 | 可加 | 舍入\n投资 | {unit} | {kind} | 是 | {rounding}\n"
    return measures + SUM + f"## 指标\n{HEAD}\n" + "\n".join(rows) + "\n"


def foot(total: str, first: str, second: str, **options: str) -> str:
    """The verdict on total = first + second, each written ``value unit [qualifier [upper]]``."""
    rows = [
        " | ".join([f"F{n}", "投资", item, "2020", *figure.split(), "", ""])
        for n, (item, figure) in enumerate([("合", total), ("甲", first), ("乙", second)], 1)
    ]
    return only(check(sheet(*rows, **options)), "foot").verdict


@pytest.mark.parametrize(
    ("total", "first", "second", "verdict"),
    [
        ("3 亿元", "1 亿元", "2 亿元", "exact"),
        ("3.0 亿元", "1 亿元", "2 亿元", "exact"),
        ("4 亿元", "1 亿元", "2 亿元", "rounding"),  # 2.5..3.5 + … reaches 3.5
        ("4.5 亿元", "1 亿元", "2 亿元", "mismatch"),
        ("5 亿元", "1 亿元", "2 亿元", "mismatch"),
        ("4.00 亿元", "1.49 亿元", "2.50 亿元", "rounding"),
        ("4.02 亿元", "1.49 亿元", "2.50 亿元", "mismatch"),
        ("30000 万元", "1 亿元", "2 亿元", "exact"),
        ("30001 万元", "1.0000 亿元", "2.0000 亿元", "rounding"),
        ("3 亿元", "10000.00 万元", "2 亿元", "exact"),
        ("159 亿元", "103 亿元 确保力争 159", "20 亿元", "rounding"),
        ("200 亿元", "103 亿元 区间 159", "20 亿元", "mismatch"),
        ("500 亿元", "103 亿元 以上", "20 亿元", "rounding"),
        ("100 亿元", "103 亿元 以上", "20 亿元", "mismatch"),
        ("104 亿元", "80 亿元 约", "20 亿元", "rounding"),
        ("106 亿元", "80 亿元 左右", "20 亿元", "mismatch"),
        ("60 亿元", "80 亿元 不超过", "20 亿元", "rounding"),
    ],
)
def test_rounded_sums(total: str, first: str, second: str, verdict: str) -> None:
    """Interval comparison in the measure's unit, qualifiers included."""
    assert foot(total, first, second) == verdict


@pytest.mark.parametrize(
    ("total", "verdict"),
    [("4", "rounding"), ("3", "exact"), ("5", "mismatch"), ("2", "mismatch")],
)
def test_truncated_sums_have_open_ends(total: str, verdict: str) -> None:
    """截断: [1,2) + [2,3) = [3,5), which meets [3,4) and [4,5) but not [5,6) or [2,3)."""
    assert foot(f"{total} 亿元", "1 亿元", "2 亿元", rounding="截断") == verdict


def test_forced_balance_holds_between_the_prints() -> None:
    """舍位平衡: totals are compared as points."""
    assert foot("4 亿元", "1 亿元", "2 亿元", rounding="舍位平衡") == "mismatch"
    assert foot("3 亿元", "1 亿元", "2 亿元", rounding="舍位平衡") == "exact"


def test_counts_are_points_whatever_the_counting_word() -> None:
    """精确 counts have no slack; 15 项 and 15 个 count alike."""
    assert foot("4 个", "1 项", "2 座", rounding="精确", unit="个", kind="计数") == "mismatch"
    assert foot("3 个", "1 项", "2 座", rounding="精确", unit="个", kind="计数") == "exact"


def test_three_sigma_separates_likely_from_unlikely_rounding() -> None:
    """Four integers may be off by 2 in the worst case; beyond 3σ = 3·√(4/12) that is 尾差偏大."""
    rows = [
        f"F{n} | 投资 | {name} | 2020 | {value} | 亿元"
        for n, (name, value) in enumerate([("合", "12"), ("甲", "2"), ("乙", "8")], 1)
    ]

    report = check(
        sheet(*rows).replace("项目 | 合 | 乙 | 是", "项目 | 合 | 乙 | 是\n项目 | 合 | 丙 | 是")
        + "F4 | 投资 | 丙 | 2020 | 0 | 亿元\n"
    )

    assert only(report, "foot").verdict == "rounding_wide"
    assert {(f.code, f.level) for f in report.findings} == {("FOOT02", "核实性")}


def test_a_missing_child_is_implied_not_zero() -> None:
    """One child missing: its value follows; it is a note, not an error."""
    report = check(sheet("F1 | 投资 | 合 | 2020 | 10 | 亿元", "F2 | 投资 | 甲 | 2020 | 4 | 亿元"))
    outcome = only(report, "foot")

    assert (outcome.verdict, outcome.left.value, outcome.coordinate.item) == ("implied", Decimal(6), "乙")
    assert [(f.code, f.level) for f in report.findings] == [("FOOT03", "提示性")]


def test_present_children_must_not_exceed_the_parent() -> None:
    """What is there already being more than the total is a mismatch although something is missing."""
    text = sheet("F1 | 投资 | 合 | 2020 | 10 | 亿元", "F2 | 投资 | 甲 | 2020 | 14 | 亿元")

    assert found(text) == {("FOOT04", "指标!E2")}


def test_two_missing_children_are_said_not_passed() -> None:
    """Two children missing: unverifiable, naming both."""
    text = sheet("F1 | 投资 | 合 | 2020 | 10 | 亿元", "F2 | 投资 | 甲 | 2020 | 4 | 亿元").replace(
        "项目 | 合 | 乙 | 是", "项目 | 合 | 乙 | 是\n项目 | 合 | 丙 | 是"
    )
    outcome = only(check(text), "foot")

    assert (outcome.verdict, outcome.missing) == ("unverifiable", ("丙", "乙"))


def test_an_incomplete_breakdown_is_a_bound() -> None:
    """完整=否 (其中): the parts must not exceed the whole."""
    rows = ["F1 | 投资 | 合 | 2020 | 10 | 亿元", "F2 | 投资 | 甲 | 2020 | 4 | 亿元"]

    assert found(sheet(*rows).replace("是\n项目 | 合 | 乙 | 是", "否")) == set()
    rows[1] = "F2 | 投资 | 甲 | 2020 | 14 | 亿元"
    assert found(sheet(*rows).replace("是\n项目 | 合 | 乙 | 是", "否")) == {("BOUND01", "指标!E2")}


def test_a_total_nobody_printed_is_compared_by_two_routes() -> None:
    """By item 7 + 4, by period 6 + 7: 11 against 13, at a coordinate nobody printed."""
    text = sheet(
        "F1 | 投资 | 甲 | 全期 | 7 | 亿元",
        "F2 | 投资 | 乙 | 全期 | 4 | 亿元",
        "F3 | 投资 | 合 | 前期 | 6 | 亿元",
        "F4 | 投资 | 合 | 后期 | 7 | 亿元",
    ).replace("项目 | 合 | 乙 | 是", "项目 | 合 | 乙 | 是\n时期 | 全期 | 前期 | 是\n时期 | 全期 | 后期 | 是")
    outcome = only(check(text), "foot")

    assert (outcome.verdict, outcome.coordinate.item, outcome.coordinate.period) == (
        "rounding_wide",
        "合",
        "全期",
    )
    assert {t.figure.id for t in outcome.left.terms} | {t.figure.id for t in outcome.right.terms} == {
        "F1",
        "F2",
        "F3",
        "F4",
    }


def test_a_discrepancy_stays_where_it_arose() -> None:
    """A wrong subtotal is reported against its own parts and not again at the level above."""
    text = sheet(
        "F1 | 投资 | 总 | 2020 | 100 | 亿元",
        "F2 | 投资 | 合 | 2020 | 60 | 亿元",
        "F3 | 投资 | 丁 | 2020 | 40 | 亿元",
        "F4 | 投资 | 甲 | 2020 | 10 | 亿元",
        "F5 | 投资 | 乙 | 2020 | 20 | 亿元",
    ).replace("项目 | 合 | 甲 | 是", "项目 | 总 | 合 | 是\n项目 | 总 | 丁 | 是\n项目 | 合 | 甲 | 是")

    assert found(text) == {("FOOT01", "指标!E3")}


def test_ties_compare_the_same_coordinate_pairwise() -> None:
    """5102 and 5102.4 agree, 5102 and 5103 do not."""
    rows = ["F1 | 投资 | 合 | 2020 | 5102 | 亿元", "F2 | 投资 | 合 | 2020 | 5102.4 | 亿元"]

    assert found(sheet(*rows)) == set()
    assert found(sheet(*rows, "F3 | 投资 | 合 | 2020 | 5104 | 亿元")) == {("TIE01", "指标!E4")}


def test_documents_of_different_dates_may_supersede() -> None:
    """The same mismatch is 强制性 within a document and 核实性 between documents of different dates."""
    head = "编号 | 来源编号 | 指标名称 | 项目 | 数值 | 计量单位"
    rows = "F1 | S1 | 率 | 合 | 85 | %\nF2 | S2 | 率 | 合 | 95 | %\n"
    sources = "## 来源\n来源编号 | 成文日期\nS1 | 2020-04-09\nS2 | {}\n"
    levels = [
        [f.level for f in check(sources.format(date) + f"## 指标\n{head}\n{rows}").findings]
        for date in ("2020-04-09", "2020-12-01")
    ]

    assert levels == [["强制性"], ["核实性"]]


def test_sums_come_within_a_source_part_first() -> None:
    """The main text adds up by itself; with the annex's finer figure it does so within rounding."""
    text = """
    ## 层级
    维度 | 上级 | 下级
    项目 | 合 | 甲
    项目 | 合 | 乙
    ## 指标
    编号 | 章节 | 指标名称 | 项目 | 数值 | 计量单位
    F1 | 正文·一 | 投资 | 合 | 10 | 亿元
    F2 | 正文·一 | 投资 | 甲 | 4 | 亿元
    F3 | 正文·一 | 投资 | 乙 | 6 | 亿元
    F4 | 附件1·一 | 投资 | 甲 | 4.40 | 亿元
    """
    feet = [o for o in check(text).outcomes if o.rule == "foot"]

    assert {(o.verdict, str(o.left.value.normalize())) for o in feet} == {
        ("exact", "1E+1"),
        ("rounding", "10.4"),
    }


def test_planned_must_not_exceed_total() -> None:
    """口径's 上限指标: what is planned over all periods stays within total investment."""
    text = """
    ## 口径
    指标名称 | 计量单位 | 类型 | 可加 | 舍入 | 上限指标
    总投资 | 亿元 | 金额 | 是 | 四舍五入 |
    计划投资 | 万元 | 金额 | 是 | 四舍五入 | 总投资
    ## 层级
    维度 | 上级 | 下级
    时期 | 全期 | 前期
    时期 | 全期 | 后期
    ## 指标
    编号 | 指标名称 | 项目 | 时期 | 数值 | 计量单位
    F1 | 总投资 | 甲 |  | 10 | 亿元
    F2 | 计划投资 | 甲 | 前期 | 40000 | 万元
    F3 | 计划投资 | 甲 | 后期 | {} | 万元
    """

    assert found(text.format(60000)) == set()
    assert found(text.format(70000)) == {("BOUND01", "指标!E2")}


@pytest.mark.parametrize(
    ("left", "operator", "right", "expected"),
    [
        ("F1", "=", "F2 + F3", set()),
        ("F1 - F2", "=", "F3", set()),
        ("F1", "=", "F2 + 1", {("REL01", "指标!E2")}),
        ("F2 × 2 + (F3 − F2)", "=", "F1", set()),
        ("F3 ÷ F2", "=", "1.5", set()),
        ("F3 / F2", "=", "3", {("REL01", "指标!E4")}),
        ("F1", "≥", "F2", set()),
        ("F1", "≤", "F2", {("REL01", "指标!E2")}),
        ("F9", "=", "F2", {("EXPR01", "勾稽!B2")}),
        ("F1 +", "=", "F2", {("EXPR01", "勾稽!B2")}),
        ("(F1", "=", "F2", {("EXPR01", "勾稽!B2")}),
        ("F1", "=", "F2 ^ 2", {("EXPR01", "勾稽!D2")}),
        ("F1", "=", "F2 ÷ 0", {("EXPR01", "勾稽!D2")}),
        ("(" * 200 + "F1" + ")" * 200, "=", "F1", {("EXPR01", "勾稽!B2")}),
    ],
)
def test_explicit_relations(left: str, operator: str, right: str, expected: set[tuple[str, str]]) -> None:
    """勾稽: expressions on intervals; anything else is an error that names the cell."""
    rows = [f"F{n} | 投资 | 项{n} | 2020 | {value} | 亿元" for n, value in ((1, "100"), (2, "40"), (3, "60"))]
    text = sheet(*rows) + f"## 勾稽\n编号 | 左式 | 关系 | 右式\nR1 | {left} | {operator} | {right}\n"

    assert {(code, cell) for code, cell in found(text)} == expected


def test_relations_scale_units() -> None:
    """A line over 万个 and 个 compares like with like."""
    text = """
    ## 指标
    编号 | 指标名称 | 项目 | 数值 | 计量单位
    F1 | 桩 | 全 | 1.56 | 万个
    F2 | 桩 | 甲 | 3600 | 个
    F3 | 桩 | 乙 | 1.2 | 万个
    ## 勾稽
    编号 | 左式 | 关系 | 右式
    R1 | F1 | = | F2 + F3
    """

    assert only(check(text), "relation").verdict == "exact"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 指标\n编号 | 指标名称 | 数值 | 计量单位\nF1 | 投资 | 1x2 | 亿元\n", {("NUM01", "指标!C2")}),
        ("## 指标\n编号 | 指标名称 | 数值 | 计量单位\nF1 | 投资 |  | 亿元\n", {("FORM03", "指标!C2")}),
        (
            "## 指标\n编号 | 指标名称 | 项目 | 数值 | 计量单位\nF1 | 投资 | 甲 | 1 | 亿元\nF1 | 投资 | 乙 | 2 | 亿元\n",
            {("KEY01", "指标!A2")},
        ),
        (sheet("F1 | 投资 | 合 | 2020 | 1 | 亿圆"), {("UNIT01", "指标!F2")}),
        (sheet("F1 | 投资 | 合 | 2020 | 1 | 亿元 | 大概"), {("LIST01", "指标!G2")}),
        (sheet("F1 | 投资 | 合 | 2020 | 5 | 亿元 | 区间"), {("RANGE01", "指标!H2")}),
        (sheet("F1 | 投资 | 合 | 2020 | 5 | 亿元 | 区间 | 3"), {("RANGE01", "指标!H2")}),
        (sheet("F1 | 投资 | 合 | 2020 | 5 | 亿元 | 区间不含上端 | 5"), {("RANGE01", "指标!H2")}),
        (sheet("F1 | 投资 | 合 | 2020 | 5 | 亿元 | 区间不含下端 | 5"), {("RANGE01", "指标!H2")}),
        (sheet("F1 | 投资 | 合 | 2020 | 5 | 亿元 | 区间 | 5"), set()),
        (sheet("F1 | 投资 | 合 | 2020 | 1 | 亿元") + SUM.replace("甲", "合"), {("TREE01", "层级!C2")}),
        (sheet("F1 | 投次 | 合 | 2020 | 1 | 亿元"), {("REF02", "指标!B2")}),
        (
            "## 来源\n来源编号\nS1\n## 指标\n编号 | 来源编号 | 指标名称 | 数值 | 计量单位\nF1 | S2 | 投资 | 1 | 亿元\n",
            {("REF01", "指标!B2")},
        ),
    ],
)
def test_schema_failures_name_the_cell(text: str, expected: set[tuple[str, str]]) -> None:
    """Each fault of form is one finding at its cell, and nothing else is said."""
    assert found(text) == expected


def test_each_missing_column_is_named() -> None:
    """A sheet without some of its columns: one finding a column, at the sheet."""
    report = check("## 指标\n编号 | 指标名称 | 数值\nF1 | 投资 | 1\n", pad=False)

    assert {(f.code, str(f.cell)) for f in report.findings} == {("FORM02", "指标")}
    assert {f.words["column"] for f in report.findings} == {
        "来源编号",
        "章节",
        "项目",
        "时期",
        "地区",
        "计量单位",
        "限定",
    }


def test_planned_is_bounded_by_total_without_being_told() -> None:
    """Without a column 上限指标, 计划投资 over its periods stays within 总投资 of the same item."""
    text = """
    ## 口径
    指标名称 | 计量单位 | 类型 | 可加 | 舍入
    总投资 | 亿元 | 金额 | 是 | 四舍五入
    计划投资 | 亿元 | 金额 | 是 | 四舍五入
    ## 层级
    维度 | 上级 | 下级 | 完整 | 适用指标
    时期 | 全期 | 前期 | 是 |
    时期 | 全期 | 后期 | 是 |
    ## 指标
    编号 | 来源编号 | 章节 | 指标名称 | 项目 | 时期 | 地区 | 数值 | 计量单位 | 限定
    F1 |  |  | 总投资 | 甲 |  |  | 100 | 亿元 |
    F2 |  |  | 计划投资 | 甲 | 前期 |  | 60 | 亿元 |
    F3 |  |  | 计划投资 | 甲 | 后期 |  | 60 | 亿元 |
    """

    assert found(text, pad=False) == {("BOUND01", "指标!H2")}


def test_a_negative_elsewhere_does_not_excuse_parts_above_the_total() -> None:
    """Only negative values of the sum itself let its parts exceed the total."""
    rows = ["F1 | 投资 | 合 | 2020 | 10 | 亿元", "F2 | 投资 | 甲 | 2020 | 17 | 亿元"]

    assert found(sheet(*rows, "F3 | 投资 | 别处 | 2020 | -5 | 亿元")) == {("FOOT04", "指标!E2")}


def test_truncated_parts_just_above_the_total() -> None:
    """截断: 11 is at least 11 while 10 is below 11, so nothing non-negative is left for the missing part."""
    rows = ["F1 | 投资 | 合 | 2020 | 10 | 亿元", "F2 | 投资 | 甲 | 2020 | 11 | 亿元"]

    assert found(sheet(*rows, rounding="截断")) == {("FOOT04", "指标!E2")}


@pytest.mark.parametrize("qualifier", ["大概", "区间"])
def test_a_row_with_a_wrong_qualifier_enters_no_sum(qualifier: str) -> None:
    """The fault is said once and does not also become a wrong total."""
    rows = [
        f"F1 | 投资 | 合 | 2020 | 10 | 亿元 | {qualifier}",
        "F2 | 投资 | 甲 | 2020 | 7 | 亿元",
        "F3 | 投资 | 乙 | 2020 | 7 | 亿元",
    ]

    assert {code for code, _ in found(sheet(*rows))} == {"LIST01" if qualifier == "大概" else "RANGE01"}


def test_a_percent_sign_needs_a_percent_unit() -> None:
    """12% of 亿元 is no amount."""
    assert found(sheet("F1 | 投资 | 合 | 2020 | 12% | 亿元")) == {("NUM01", "指标!E2")}


def test_dates_compare_however_they_are_written() -> None:
    """2020-04-09 and 2020年4月9日 are one day, so neither document supersedes the other."""
    text = """
    ## 来源
    来源编号 | 成文日期
    S1 | 2020-04-09
    S2 | 2020年4月9日
    ## 指标
    编号 | 来源编号 | 指标名称 | 项目 | 数值 | 计量单位
    F1 | S1 | 率 | 合 | 85 | %
    F2 | S2 | 率 | 合 | 95 | %
    """

    assert [f.level for f in check(text).findings] == ["强制性"]


@pytest.mark.parametrize("relation", ["7 | = | F-4 + 1.5", "F-4 | = | 7 − 1.5", "7 × 2 | = | F-4 + 8.5"])
def test_figure_numbers_may_look_like_numbers_or_hold_signs(relation: str) -> None:
    """A known 编号 is read before a number or a sign: figure 7 is 7, figure F-4 is 5.5."""
    text = f"""
    ## 指标
    编号 | 指标名称 | 项目 | 数值 | 计量单位
    7 | 投资 | 甲 | 7 | 亿元
    F-4 | 投资 | 乙 | 5.5 | 亿元
    ## 勾稽
    编号 | 左式 | 关系 | 右式
    R1 | {relation}
    """
    outcome = only(check(text), "relation")

    assert (outcome.verdict, {t.figure.id for t in (*outcome.left.terms, *outcome.right.terms)}) == (
        "exact",
        {"7", "F-4"},
    )


def test_two_routes_are_not_compared_where_another_part_states_the_total() -> None:
    """The main text states 100: the annex's two ways of reaching it are each compared with that alone."""
    text = """
    ## 层级
    维度 | 上级 | 下级
    项目 | 合 | 甲
    项目 | 合 | 乙
    时期 | 全期 | 前期
    时期 | 全期 | 后期
    ## 指标
    编号 | 章节 | 指标名称 | 项目 | 时期 | 数值 | 计量单位
    F1 | 正文 | 投资 | 合 | 全期 | 100 | 亿元
    F2 | 附件1 | 投资 | 甲 | 全期 | 60 | 亿元
    F3 | 附件1 | 投资 | 乙 | 全期 | 30 | 亿元
    F4 | 附件1 | 投资 | 合 | 前期 | 50 | 亿元
    F5 | 附件1 | 投资 | 合 | 后期 | 60 | 亿元
    """
    feet = [o for o in check(text).outcomes if o.rule == "foot" and not o.missing]

    assert sorted((o.left.value, o.right.value) for o in feet) == [
        (Decimal(90), Decimal(100)),
        (Decimal(110), Decimal(100)),
    ]


def test_units_without_an_exact_decimal_ratio_are_refused() -> None:
    """亩 in a measure of 公顷 would be a fraction without end; 公顷 in a measure of 亩 is exact."""
    text = "## 口径\n指标名称 | 计量单位\n面积 | {}\n## 指标\n编号 | 指标名称 | 项目 | 数值 | 计量单位\nF1 | 面积 | 甲 | 30 | 亩\nF2 | 面积 | 甲 | 2 | 公顷\n"

    assert only(check(text.format("亩")), "tie").verdict == "exact"
    assert found(text.format("公顷")) == {("UNIT01", "指标!E2")}
