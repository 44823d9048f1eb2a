"""Pages of sums, repeated figures, bounds and relations (FOOT, TIE, BOUND, REL)."""

from __future__ import annotations

from .page import EDGES, EXPLAIN, FIGURES, INTERVAL, MEASURES, RELATIONS, SIGMA, Page, pair

OUTCOMES = (
    Page(
        "FOOT01",
        ("分项之和与合计不平", "Parts do not sum to the total"),
        (
            "层级完整的下级都有数时，其和与上级的数相比，差额大于舍入所能解释的。月报的小计应等于所属项目之和，合计应等于各小计之和，逐栏核对。",
            "All children of a complete hierarchy have a value, and their sum differs from the parent by more than rounding explains. In a monthly report each column of a 小计 is compared with its projects, and of the 合计 with the 小计.",
        ),
        (
            "不是尾差，必有一处写错、漏列或口径不同。",
            "This is no rounding difference: something is wrong, left out or defined differently.",
        ),
        INTERVAL,
        *pair(
            f"""
            ## 层级
            {EDGES}
            项目 | 交通 | 铁路 | 是
            项目 | 交通 | 公路 | 是

            ## 指标
            {FIGURES}
            F1 | | | 计划投资 | 交通 | 2020 | | @ | 亿元
            F2 | | | 计划投资 | 铁路 | 2020 | | 5.2 | 亿元
            F3 | | | 计划投资 | 公路 | 2020 | | 6.3 | 亿元
            """,
            "11.5",
            "12.5",
        ),
        (
            "对照原文核对合计与各分项；录入无误的，由编制单位改正原文或说明。不同日期文件之间的不平为核实性，后文可能修订前文。",
            "Check the total and its parts against the document; if they are entered correctly, its author must correct or explain it. Between documents of different dates the level is 核实性, since the later one may supersede.",
        ),
    ),
    Page(
        "FOOT02",
        ("分项之和与合计尾差偏大", "Wide rounding difference in a sum"),
        (
            "分项之和与合计的差额，舍入仍能解释，但各数都要恰好偏向一边，可能性很小。",
            "Rounding could still explain the gap between the parts and the total, but only if nearly all errors lean the same way.",
        ),
        ("偏大的尾差里可能藏着真正的错误。", "A wide difference may hide a real error."),
        SIGMA,
        *pair(
            f"""
            ## 层级
            {EDGES}
            项目 | 交通 | 铁路 | 是
            项目 | 交通 | 公路 | 是
            项目 | 交通 | 民航 | 是
            项目 | 交通 | 水运 | 是

            ## 指标
            {FIGURES}
            F1 | | | 计划投资 | 交通 | 2020 | | @ | 亿元
            F2 | | | 计划投资 | 铁路 | 2020 | | 3.0 | 亿元
            F3 | | | 计划投资 | 公路 | 2020 | | 3.0 | 亿元
            F4 | | | 计划投资 | 民航 | 2020 | | 3.0 | 亿元
            F5 | | | 计划投资 | 水运 | 2020 | | 3.0 | 亿元
            """,
            "12.1",
            "12.2",
        ),
        EXPLAIN,
    ),
    Page(
        "FOOT03",
        ("缺一个分项，可以推算", "One part is missing and implied"),
        (
            "合计有数，下级只缺一个，由合计减去其余各项推得。",
            "The total and all parts but one are known; the missing one follows by subtraction.",
        ),
        (
            "推算的数原文没有，应由人看是否合理；缺的数不当作 0。",
            "No document states the implied number, so a person should see whether it makes sense; a missing number is never taken as 0.",
        ),
        (
            "区间相减：推算值的误差是各数误差之和。提示性，不影响通过。",
            "Subtraction of intervals: the error of an implied value is the sum of all errors. 提示性: it never blocks.",
        ),
        *pair(
            f"""
            ## 层级
            {EDGES}
            项目 | 交通 | 铁路 | 是
            项目 | 交通 | 公路 | 是

            ## 指标
            {FIGURES}
            F1 | | | 计划投资 | 交通 | 2020 | | 11.5 | 亿元
            F2 | | | 计划投资 | 铁路 | 2020 | | 5.2 | 亿元@
            """,
            "\nF3 | | | 计划投资 | 公路 | 2020 | | 6.3 | 亿元",
            "",
        ),
        (
            "原文别处有这个数的，补入“指标”；没有的不必处理。",
            "If the document states the number elsewhere, add it to 指标; otherwise nothing need be done.",
        ),
    ),
    Page(
        "FOOT04",
        ("部分分项已超过合计", "Some parts exceed the total"),
        (
            "还有下级没有数，但已有各项之和超过了合计，舍入不能解释。",
            "Some children have no value, and yet the others already exceed the total by more than rounding explains.",
        ),
        (
            "缺的各项须为负数才能平，可加的指标不会如此。",
            "The missing parts would have to be negative, which an additive measure is not.",
        ),
        INTERVAL,
        *pair(
            f"""
            ## 层级
            {EDGES}
            项目 | 交通 | 铁路 | 是
            项目 | 交通 | 公路 | 是
            项目 | 交通 | 民航 | 是
            项目 | 交通 | 水运 | 是

            ## 指标
            {FIGURES}
            F1 | | | 计划投资 | 交通 | 2020 | | @ | 亿元
            F2 | | | 计划投资 | 铁路 | 2020 | | 5.2 | 亿元
            F3 | | | 计划投资 | 公路 | 2020 | | 6.3 | 亿元
            F4 | | 附件1 | 计划投资 | 公路 | 2020 | | 6.3 | 亿元
            """,
            "20.5",
            "10.5",
        ),
        (
            "核对合计与已有各项；有的项目不属于这个合计时，改正“层级”。",
            "Check the total and the parts known; if a part does not belong to this total, correct 层级.",
        ),
    ),
    Page(
        "TIE01",
        ("同一个数两处不一致", "One figure told in two ways"),
        (
            "同一指标、项目、时期、地区的数印在两处，舍入不能解释其差。月报的分类汇总表应与项目月报表一致（表间公式），逐栏核对。",
            "One measure at one item, period and region is printed in two places, and rounding does not explain the difference. In a monthly report each column of 分类汇总表 is compared with 项目月报表 (表间公式).",
        ),
        (
            "正文与附件、表与表说法不一，执行时就不知依哪一个。",
            "If main text and annex, or two tables, disagree, nobody knows which to follow.",
        ),
        INTERVAL,
        *pair(
            f"""
            ## 指标
            {FIGURES}
            F1 | | 正文·一 | 计划投资 | 交通 | 2020 | | 12 | 亿元
            F2 | | 附件1·一 | 计划投资 | 交通 | 2020 | | @ | 亿元
            """,
            "12.4",
            "12.6",
        ),
        (
            "核对两处原文。含义其实不同的，改用不同的指标、项目或时期；不同日期文件之间的不一致为核实性。",
            "Check both places. If they mean different things, give them different measures, items or periods; between documents of different dates the level is 核实性.",
        ),
    ),
    Page(
        "TIE02",
        ("同一个数两处尾差偏大", "One figure told twice, far apart"),
        (
            "印到同一位的两处说是同一个数，就应一字不差；末位差一个单位，舍入虽能解释，也必有一处不是由原数取舍来的。",
            "Two prints of one figure, to the same place, must be the same digits. If the last one differs by a unit, rounding could explain it, yet one of them was not rounded from the number itself.",
        ),
        ("偏大的尾差里可能藏着真正的错误。", "A wide difference may hide a real error."),
        SIGMA,
        *pair(
            f"""
            ## 指标
            {FIGURES}
            F1 | | 正文·一 | 计划投资 | 交通 | 2020 | | 12.5 | 亿元
            F2 | | 附件1·一 | 计划投资 | 交通 | 2020 | | @ | 亿元
            """,
            "12.5",
            "12.6",
        ),
        EXPLAIN,
    ),
    Page(
        "BOUND01",
        ("超过限额", "Exceeds its bound"),
        (
            "应不超过另一数的数超过了它，舍入不能解释：“上限指标”（如计划投资不超过总投资），或层级“完整”为“否”的“其中”项不超过合计。",
            "A value that must not exceed another does, by more than rounding explains: a 上限指标 (planned investment within total investment), or 其中 parts (层级 with 完整 = 否) within their total.",
        ),
        ("部分大于整体，必有一处写错或口径不同。", "A part above its whole is wrong or defined differently."),
        INTERVAL,
        *pair(
            f"""
            ## 口径
            {MEASURES} | 上限指标
            总投资 | 亿元 | 金额 | 是 | 四舍五入
            计划投资 | 亿元 | 金额 | 是 | 四舍五入 | 总投资

            ## 指标
            {FIGURES}
            F1 | | | 总投资 | 交通 | | | 20.5 | 亿元
            F2 | | | 计划投资 | 交通 | 2020 | | @ | 亿元
            """,
            "11.5",
            "21.5",
        ),
        (
            "核对两边的数；限额本不适用的，改正“上限指标”或“层级”。",
            "Check both sides; if the bound does not apply, correct 上限指标 or 层级.",
        ),
    ),
    Page(
        "BOUND02",
        ("略超限额，尾差偏大", "Exceeds its bound by a wide rounding difference"),
        (
            "超过限额的部分，舍入仍能解释，但各数都要恰好偏向一边。",
            "Rounding could still explain the excess, but only if nearly all errors lean the same way.",
        ),
        ("偏大的尾差里可能藏着真正的错误。", "A wide difference may hide a real error."),
        SIGMA,
        *pair(
            f"""
            ## 层级
            {EDGES}
            项目 | 交通 | 铁路 | 否
            项目 | 交通 | 公路 | 否
            项目 | 交通 | 民航 | 否
            项目 | 交通 | 水运 | 否

            ## 指标
            {FIGURES}
            F1 | | | 计划投资 | 交通 | 2020 | | @ | 亿元
            F2 | | | 计划投资 | 铁路 | 2020 | | 3.0 | 亿元
            F3 | | | 计划投资 | 公路 | 2020 | | 3.0 | 亿元
            F4 | | | 计划投资 | 民航 | 2020 | | 3.0 | 亿元
            F5 | | | 计划投资 | 水运 | 2020 | | 3.0 | 亿元
            """,
            "11.9",
            "11.8",
        ),
        EXPLAIN,
    ),
    Page(
        "REL01",
        ("勾稽关系不成立", "Relation does not hold"),
        (
            "工作表“勾稽”中的一行，两边算出的数不合，舍入不能解释。",
            "The two sides of a line of sheet 勾稽 disagree by more than rounding explains.",
        ),
        (
            "层级表达不了的关系（期末 = 期初 + 本期、单价 × 数量 = 金额）由此审核。",
            "Relations that no hierarchy expresses (closing = opening + movement, price × quantity = amount) are checked here.",
        ),
        INTERVAL,
        *pair(
            f"""
            ## 指标
            {FIGURES}
            F1 | | | 通车里程 | 高速公路 | 2020 | | @ | 公里
            F2 | | | 通车里程 | 高速公路 | 2019 | | 90.5 | 公里
            F3 | | | 新增通车里程 | 高速公路 | 2020 | | 12.0 | 公里

            ## 勾稽
            {RELATIONS}
            R1 | F1 | = | F2 + F3
            """,
            "102.5",
            "112.5",
        ),
        (
            "核对所列各数和算式本身；级别可在“级别”列改为核实性或提示性。",
            "Check the figures named, and the line itself; column 级别 can make it 核实性 or 提示性.",
        ),
    ),
    Page(
        "REL02",
        ("勾稽关系尾差偏大", "Wide rounding difference in a relation"),
        (
            "勾稽两边的差额，舍入仍能解释，但各数都要恰好偏向一边。",
            "Rounding could still explain the gap between the sides, but only if nearly all errors lean the same way.",
        ),
        ("偏大的尾差里可能藏着真正的错误。", "A wide difference may hide a real error."),
        SIGMA,
        *pair(
            f"""
            ## 指标
            {FIGURES}
            F1 | | | 完成投资 | 交通 | 累计 | | @ | 亿元
            F2 | | | 完成投资 | 交通 | 一季度 | | 3.0 | 亿元
            F3 | | | 完成投资 | 交通 | 二季度 | | 3.0 | 亿元
            F4 | | | 完成投资 | 交通 | 三季度 | | 3.0 | 亿元
            F5 | | | 完成投资 | 交通 | 四季度 | | 3.0 | 亿元

            ## 勾稽
            {RELATIONS}
            R1 | F1 | = | F2 + F3 + F4 + F5
            """,
            "12.1",
            "12.2",
        ),
        EXPLAIN,
    ),
)
