"""Pages of relations between targets: order, grades, revisions (ORDER, PART, REV)."""

from __future__ import annotations

from .page import EDGES, EXPLAIN, FIGURES, INTERVAL, MEASURES, RELATIONS, SIGMA, Page, Pair, pair

ENDS: Pair = (
    "《中华人民共和国民法典》第一千二百五十九条：“以上”“以下”“以内”包括本数，“不满”“超过”“以外”不包括本数；原文另有注明（含本数、不含本数）的从原文。",
    "Civil Code of the PRC, art. 1259: 以上, 以下 and 以内 include the number itself, 不满, 超过 and 以外 do not; where the text says 含本数 or 不含本数 it decides.",
)
LATER: Pair = (
    "后发文件可以调整先发文件的目标，但应有所本；《党政机关公文处理工作条例》要求公文内容与有关规定衔接。不同日期文件之间的不一致为核实性。",
    "A later document may change the targets of an earlier one, but somebody should know that it does. Between documents of different dates the level is 核实性.",
)

TARGETS = (
    Page(
        "ORDER01",
        ("次序不成立", "Order does not hold"),
        (
            "工作表“勾稽”中“关系”为 < 或 > 的一行，或“右式”接着写成一串的一行（如 F1 < F2 < F3），逐对比较，有一对不成立，舍入不能解释。各数都是“以上”或都是“不超过”的，比较所定的数。",
            "A line of sheet 勾稽 whose 关系 is < or >, or whose 右式 goes on as a chain (F1 < F2 < F3), is compared pair by pair, and one pair does not hold by more than rounding explains. Where all figures are 以上, or all 不超过, the numbers they set are compared.",
        ),
        (
            "档次、级别、阶段目标应当逐级升高或降低；颠倒的多是抄错了行。",
            "Grades, levels and yearly targets should rise or fall step by step; where they do not, rows have often been swapped.",
        ),
        INTERVAL,
        *pair(
            f"""
            ## 指标
            {FIGURES}
            F1 | | | 补贴标准 | 初级 | | | 500 | 元
            F2 | | | 补贴标准 | 中级 | | | 800 | 元
            F3 | | | 补贴标准 | 高级 | | | @ | 元

            ## 勾稽
            {RELATIONS}
            R1 | F1 | < | F2 < F3
            """,
            "1000",
            "100",
        ),
        (
            "对照原文核对所列各数和次序本身。",
            "Check the figures named against the document, and the order itself.",
        ),
    ),
    Page(
        "ORDER02",
        ("次序不成立，尾差偏大", "Order missed by a wide rounding difference"),
        (
            "次序相差的数，舍入仍能解释，但各数都要恰好偏向一边。",
            "Rounding could still explain that the order is not kept, but only if nearly all errors lean the same way.",
        ),
        ("偏大的尾差里可能藏着真正的错误。", "A wide difference may hide a real error."),
        SIGMA,
        *pair(
            f"""
            ## 指标
            {FIGURES}
            F1 | | | 完成投资 | 交通 | 本年 | | @ | 亿元
            F2 | | | 完成投资 | 交通 | 一季度 | | 3.0 | 亿元
            F3 | | | 完成投资 | 交通 | 二季度 | | 3.0 | 亿元
            F4 | | | 完成投资 | 交通 | 三季度 | | 3.0 | 亿元
            F5 | | | 完成投资 | 交通 | 四季度 | | 3.0 | 亿元

            ## 勾稽
            {RELATIONS}
            R1 | F2 + F3 + F4 + F5 | < | F1
            """,
            "12.1",
            "11.8",
        ),
        EXPLAIN,
    ),
    Page(
        "PART01",
        ("分级有空档或重叠", "Grades leave a gap or overlap"),
        (
            "“类型”为“分级”的指标，层级中同一上级的各级应首尾相接：前一级的上端等于后一级的下端，这个端点只归其中一级。“区间”两端都含；“区间不含上端”“区间不含下端”各少一端；“以上”含本数。",
            "For a measure whose 类型 is 分级, the grades under one parent in 层级 should meet end to end: the upper end of one is the lower end of the next, and that point belongs to one of them only. 区间 includes both ends, 区间不含上端 leaves out the upper one, 区间不含下端 the lower; 以上 includes its number.",
        ),
        (
            "有空档，落在其中的事件不知按哪一级处置；有重叠，两级都可适用。",
            "What falls into a gap belongs to no grade; what falls into an overlap to two.",
        ),
        ENDS,
        *pair(
            f"""
            ## 口径
            {MEASURES}
            失衡比例 | % | 分级 | 否 | 精确

            ## 层级
            {EDGES}
            项目 | 事件 | 一般 | 是
            项目 | 事件 | 较大 | 是

            ## 指标
            {FIGURES} | 数值上限
            F1 | | | 失衡比例 | 一般 | | | 5 | % | @ | 10
            F2 | | | 失衡比例 | 较大 | | | 10 | % | 以上 |
            """,
            "区间不含上端",
            "区间",
        ),
        (
            "对照原文核对两级的端点，看“含本数”“不含本数”是否录对；原文本身如此的，由编制单位改正。",
            "Check both ends against the document, and whether 含本数 or 不含本数 was entered rightly; if the document itself says so, its author must correct it.",
        ),
    ),
    Page(
        "REV01",
        ("后文与前文的目标不同", "A later document sets another target"),
        (
            "同一指标、项目、时期、地区，日期不同的两件文件数不相同，舍入不能解释。有方向的目标（以上、不低于、不超过等）比较所定的数：前文定“85%以上”，后文定“95%以上”，也是不同。核实性。",
            "Two documents of different dates state different numbers for one measure at one item, period and region, by more than rounding explains. Targets with a direction (以上, 不低于, 不超过 …) are compared by the number they set: 85 % or more and 95 % or more differ. 核实性.",
        ),
        (
            "两个目标都在执行，考核时就要说清以哪一个为准。",
            "With both targets in force, somebody has to say which one counts.",
        ),
        LATER,
        *pair(
            f"""
            ## 来源
            来源编号 | 文号 | 标题 | 发文机关 | 成文日期 | 文件
            S1 | 甲发〔2020〕1号 | | | 2020-04-09 |
            S2 | 甲发〔2020〕2号 | | | 2020-12-24 |

            ## 口径
            {MEASURES}
            自来水普及率 | % | 比率 | 否 | 四舍五入

            ## 指标
            {FIGURES}
            F1 | S1 | 一 | 自来水普及率 | 农村 | 2025年底 | | 85 | % | 以上
            F2 | S2 | 二 | 自来水普及率 | 农村 | 2025年底 | | @ | % | 以上
            """,
            "85",
            "95",
        ),
        (
            "核实后文是否有意调整；是的，写审核说明并以后文为准；含义其实不同的，改用不同的指标、项目或时期。",
            "Find out whether the later document means to change it; if so, write an explanation and follow it; if the two mean different things, give them different measures, items or periods.",
        ),
    ),
)
