"""Pages of what must hold in each row of a form, and of its totals against the plan.

The codes of a relation share all but the verdict, so each relation is one record and its pages are made
from it: 01 does not hold, 02 holds only with a wide rounding difference, 03 has one cell blank.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recon.schemas.lists import SOURCES

from .page import ACROSS, EXPLAIN, SIGMA, WITHIN, Page, Pair, pair

FEW: Pair = (
    "本代码备用，不会出现：参加比较的数不多于三个，舍入的极限不超过 3σ，没有“尾差偏大”这一档。",
    " The code is kept in reserve and does not arise: with no more than three numbers the limit of rounding is not above 3σ, so that no gap is wide.",
)
UNGRADED: Pair = (
    "本代码备用，目前不会出现：与规划比较时，舍入能解释的差额不再分大小。",
    " The code is kept in reserve and does not arise at present: gaps that rounding explains are not graded when a sum is compared with the plan.",
)

Case = tuple[str, str]  #: the row that stands for ``@`` in the passing and in the failing example


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of the form."""

    code: str
    title: Pair  #: that it does not hold
    rule: Pair  #: what must hold, and when
    level: str
    why: Pair
    advice: Pair
    example: str
    cases: tuple[Case | None, ...]  #: for 01, 02 and, in equations, 03; None: it cannot arise by itself
    basis: Pair = WITHIN
    cells: Pair = ("", "")  #: of an equation: its cells, for the title of 03
    idle: Pair = FEW  #: why 02 cannot arise, where it cannot

    def pages(self) -> Iterator[Page]:
        """Its pages, one for each case."""
        for number, case in enumerate(self.cases):
            title, what, why, basis, advice = _VERDICTS[number](self, case is None)
            examples = pair(self.example, *case) if case else ("", "")
            yield Page(f"{self.code}{number + 1:02d}", title, what, why, basis, *examples, advice)


Texts = tuple[Pair, Pair, Pair, Pair, Pair]  #: title, what, why, basis, advice


def _mismatch(relation: Relation, _: bool) -> Texts:
    gap = (
        f"差额大于舍入所能解释的，就是不成立。{relation.level}。",
        f" A gap larger than rounding explains breaks it. {relation.level}.",
    )
    return relation.title, _joined(relation.rule, gap), relation.why, relation.basis, relation.advice


def _wide(relation: Relation, idle: bool) -> Texts:
    what = relation.idle if idle else _WIDE
    title = _joined(relation.title, ("，尾差偏大", ": wide rounding difference"))
    return title, _joined(relation.rule, what), _HIDDEN, SIGMA, EXPLAIN


def _blank(relation: Relation, idle: bool) -> Texts:
    what = _IDLE_BLANK if idle else _BLANK
    title = _joined(relation.cells, ("缺一格，可以推算", ": one cell is blank and implied"))
    return title, _joined(relation.rule, what), _NOT_ZERO, _SUBTRACTION, _FILL


def _joined(first: Pair, second: Pair) -> Pair:
    return first[0] + second[0], first[1] + second[1]


_VERDICTS = (_mismatch, _wide, _blank)
_WIDE: Pair = (
    "差额舍入仍能解释，但各数都要恰好偏向一边，可能性很小。核实性。",
    " Rounding could still explain the gap, but only if nearly all errors lean the same way. 核实性.",
)
_BLANK: Pair = (
    "只有一格空白，由其余各数推得，推得的不是零。提示性。",
    " One cell is blank; the others imply its value, which is not zero. 提示性.",
)
_IDLE_BLANK: Pair = (
    "本代码备用：所列各栏都是必填，空白时报 FORM03，不再推算。",
    " The code is kept in reserve: all columns named must be filled in, so that a blank is told as FORM03 and not implied.",
)
_HIDDEN: Pair = ("偏大的尾差里可能藏着真正的错误。", "A wide difference may hide a real error.")
_NOT_ZERO: Pair = (
    "空白是没有填，不等于 0；不知道的数不能参加合计。",
    "Blank means not filled in, which is not zero: a number that is not known cannot enter a sum.",
)
_SUBTRACTION: Pair = (
    "区间相减：推算值的误差是各数误差之和。提示性，不影响通过。",
    "Subtraction of intervals: the error of an implied value is the sum of all errors. 提示性: it never blocks.",
)
_FILL: Pair = (
    "按实际补填；没有的填 0，不适用的填 —。推得的数与实际不同时，核对其余各栏。",
    "Fill in what is true: 0 if there is none, — where it does not apply. If that is not the implied number, check the other columns.",
)
_COMPARE: Pair = (
    "对照上月报表和原始资料核对这几格；录入无误的，先理清口径再报。",
    "Compare these cells with last month's report and the records; if they are entered correctly, settle what each means before reporting.",
)
_VERIFY: Pair = (
    "核对这几格；有错改正，属实的写审核说明。",
    "Check these cells; correct what is wrong, and if all is right write an explanation.",
)
#: The sources of funds: their sum, the heads of their columns, and zeros for all but the first three.
_SUM, _HEADS, _NONE = " + ".join(SOURCES), " | ".join(SOURCES), " | ".join("0" for _ in SOURCES[3:])

_RELATIONS = (
    Relation(
        "SPLIT",
        ("总投资不等于各年之和", "总投资 is not the sum of its years"),
        (
            "每个项目：2019年底前完成 + 2020年至2025年各年 + 2026年及以后 = 总投资。",
            "In each project row: 2019年底前完成 + each year 2020年 to 2025年 + 2026年及以后 = 总投资.",
        ),
        "强制性",
        (
            "总投资调整后没有分到各年，或漏了一年，各年计划加起来就不是这个项目。",
            "If 总投资 was revised but not its years, or a year was left out, the yearly plans do not add up to the project.",
        ),
        (
            "核对总投资与各年安排；某年没有投资填 0。",
            "Check 总投资 and the years; enter 0 for a year without investment.",
        ),
        """
            ## 项目月报表
            总投资 | 2019年底前完成 | 2020年 | 2021年 | 2022年 | 2023年 | 2024年 | 2025年 | 2026年及以后
            @
            """,
        (
            (
                "1000.4 | 0 | 200.1 | 200.1 | 200.1 | 200.1 | 200 | 0 | 0",
                "1100.4 | 0 | 200.1 | 200.1 | 200.1 | 200.1 | 200 | 0 | 0",
            ),
            (
                "1000.40 | 0 | 200.1 | 200.1 | 200.1 | 200.1 | 200 | 0 | 0",
                "1000.43 | 0 | 200.1 | 200.1 | 200.1 | 200.1 | 200 | 0 | 0",
            ),
            (
                "1000.4 | 0 | 200.1 | 200.1 | 200.1 | 200.1 | 200 | 0 | 0",
                "1000.4 | 0 | 200.1 | 200.1 | 200.1 | 200.1 | | 0 | 0",
            ),
        ),
        cells=("总投资和各年", "总投资 and its years"),
    ),
    Relation(
        "ROLL",
        ("开工以来累计与上月不衔接", "Closing is not opening plus the month"),
        (
            "每个项目：上月末累计完成 + 本月完成 = 开工以来累计完成。",
            "In each project row: 上月末累计完成 + 本月完成 = 开工以来累计完成.",
        ),
        "强制性",
        (
            "累计数逐月滚动，一个月不衔接，以后各月都跟着错。",
            "Cumulative amounts roll from month to month: one break is carried into every later month.",
        ),
        _COMPARE,
        """
            ## 项目月报表
            上月末累计完成 | 本月完成 | 开工以来累计完成
            @
            """,
        (("210.25 | 20.5 | 230.75", "210.25 | 20.5 | 240.75"), None, None),
        cells=("累计和本月完成", "Opening, month and closing"),
    ),
    Relation(
        "FUND",
        ("到位资金不等于各来源之和", "到位资金 is not the sum of its sources"),
        (
            f"每个项目：{_SUM} = 到位资金。",
            f"In each project row: {_SUM} = 到位资金.",
        ),
        "强制性",
        (
            "来源不明的资金，多半是漏了一项或重复计了一项。",
            "Funds without a source mean that one was left out or counted twice.",
        ),
        (
            "核对小计与各来源；没有的来源填 0。",
            "Check the total and its sources; enter 0 for a source that gave nothing.",
        ),
        f"""
            ## 项目月报表
            到位资金 | {_HEADS}
            @
            """,
        (
            (f"250 | 125 | 62.5 | 62.5 | {_NONE}", f"260 | 125 | 62.5 | 62.5 | {_NONE}"),
            (f"250.00 | 125 | 62.5 | 62.5 | {_NONE}", f"250.03 | 125 | 62.5 | 62.5 | {_NONE}"),
            (f"250 | 125 | 62.5 | 62.5 | {_NONE}", f"250 | 125 | 62.5 | | {_NONE}"),
        ),
        cells=("到位资金和各来源", "到位资金 and its sources"),
    ),
    Relation(
        "JAN",
        ("一月的本月完成不等于本年累计", "January: the month is not the year to date"),
        (
            "报告期为 1 月时，每个项目：本月完成 = 本年累计完成。",
            "Where 报告期 is a January, in each project row: 本月完成 = 本年累计完成.",
        ),
        "强制性",
        (
            "本年累计没有从零开始，多半带进了上一年的数。",
            "The year did not start from zero: last year's amounts were probably carried in.",
        ),
        _COMPARE,
        """
            ## 封面
            报告期 | 2021-01

            ## 项目月报表
            本月完成 | 本年累计完成
            @
            """,
        (("20.5 | 20.5", "20.5 | 30.5"), None, None),
        cells=("一月的本月完成和本年累计", "January's month and year to date"),
    ),
    Relation(
        "YEAR",
        ("本年累计超过开工以来累计", "The year exceeds all years"),
        (
            "每个项目：本年累计完成 ≤ 开工以来累计完成。",
            "In each project row: 本年累计完成 ≤ 开工以来累计完成.",
        ),
        "强制性",
        (
            "部分大于整体，必有一个写错，或两栏填颠倒了。",
            "A part above its whole is wrong, or the two columns were swapped.",
        ),
        _COMPARE,
        """
            ## 项目月报表
            本年累计完成 | 开工以来累计完成
            @
            """,
        (("230.75 | 230.75", "235.75 | 230.75"), None),
    ),
    Relation(
        "OVER",
        ("累计完成超过总投资", "More completed than 总投资"),
        ("每个项目：开工以来累计完成 ≤ 总投资。", "In each project row: 开工以来累计完成 ≤ 总投资."),
        "核实性",
        (
            "可能是超概算，也可能是累计数或总投资写错。",
            "The project may have outgrown its estimate, or one of the two is wrong.",
        ),
        (
            "核对累计数；确已超概算的写审核说明，总投资以批复为准。",
            "Check the cumulative amount; if the estimate really is exceeded, write an explanation. 总投资 is what was approved.",
        ),
        """
            ## 项目月报表
            总投资 | 上月末累计完成 | 本月完成 | 开工以来累计完成
            @
            """,
        (("1000.4 | 210.25 | 20.5 | 230.75", "1000.4 | 1210.25 | 20.5 | 1230.75"), None),
    ),
    Relation(
        "MINUS",
        ("本月完成是负数", "The month is negative"),
        ("每个项目：本月完成 ≥ 0。", "In each project row: 本月完成 ≥ 0."),
        "核实性",
        (
            "冲减以前月份多报的数可以是负数；更多的是正负号或两个月的累计写错。",
            "A correction of earlier months may be negative; more often a sign or a cumulative amount is wrong.",
        ),
        (
            "核对；确为冲减的写审核说明，写明冲减哪个月、多少。",
            "Check it; if it is a correction, write an explanation with the month and the amount.",
        ),
        """
            ## 项目月报表
            上月末累计完成 | 本月完成 | 开工以来累计完成
            @
            """,
        (("210.25 | 10.25 | 220.50", "210.25 | -10.25 | 200.00"), None),
    ),
    Relation(
        "DONE",
        ("已完工但投资未完成", "Finished, but not its investment"),
        (
            "建设状态为“完工”的项目：开工以来累计完成 ≥ 总投资的 95%（0.95）。",
            "Where 建设状态 is 完工: 开工以来累计完成 ≥ 95% (0.95) of 总投资.",
        ),
        "核实性",
        (
            "完工的项目投资应已基本完成；差得多的，状态或累计数可能有误，也可能是结余。",
            "A finished project should have spent nearly all; if much is missing, its state or its amounts may be wrong, or money was saved.",
        ),
        (
            "核对建设状态和累计数；确有结余或尚未结算的写审核说明。",
            "Check the state and the amounts; if money was saved or bills are open, write an explanation.",
        ),
        """
            ## 项目月报表
            总投资 | 开工以来累计完成 | 建设状态
            @
            """,
        (("1000.4 | 230.75 | 在建", "1000.4 | 230.75 | 完工"), None),
    ),
    Relation(
        "IDLE",
        ("未开工却有投资完成", "Not begun, but investment completed"),
        (
            "建设状态为“未开工”的项目：开工以来累计完成 ≤ 0。",
            "Where 建设状态 is 未开工: 开工以来累计完成 ≤ 0.",
        ),
        "核实性",
        (
            "未开工的项目一般没有完成额；有的多半忘了更新状态，或把前期费用计入。",
            "A project not begun has nothing completed as a rule; the state may be out of date, or preparatory costs were counted.",
        ),
        (
            "更新建设状态；确为前期费用的写审核说明。",
            "Bring the state up to date; if it is preparatory costs, write an explanation.",
        ),
        """
            ## 项目月报表
            开工以来累计完成 | 建设状态
            @
            """,
        (("230.75 | 在建", "230.75 | 未开工"), None),
    ),
    Relation(
        "AHEAD",
        ("本年累计远超本年计划", "The year far exceeds its plan"),
        (
            "每个项目：本年累计完成 ≤ 本年计划的 1.2 倍（120%）。",
            "In each project row: 本年累计完成 ≤ 1.2 times (120% of) 本年计划.",
        ),
        "核实性",
        (
            "超出两成以上的，多半是单位写错、计划没有更新或把以前年度的数计入本年。",
            "A fifth above the plan or more usually means a wrong unit, an outdated plan or amounts of earlier years.",
        ),
        _VERIFY,
        """
            ## 项目月报表
            本年计划 | 本年累计完成
            @
            """,
        (("200.1 | 30.75", "20.1 | 30.75"), None),
    ),
    Relation(
        "SOURCE",
        ("本年计划不等于各来源之和", "本年计划 is not the sum of its sources"),
        (
            f"年度投资计划的每个项目：{_SUM} = 本年计划。",
            f"In each project row of an annual plan: {_SUM} = 本年计划.",
        ),
        "强制性",
        (
            "资金没有来源的计划落实不了，来源多于计划的说明有重复。",
            "A plan without the money cannot be carried out; more money than plan means that some was counted twice.",
        ),
        (
            "核对本年计划与各来源；没有的来源填 0。",
            "Check the plan and its sources; enter 0 for a source that gives nothing.",
        ),
        f"""
            ## 年度投资计划
            本年计划 | {_HEADS}
            @
            """,
        (
            (f"200 | 100 | 50 | 50 | {_NONE}", f"210 | 100 | 50 | 50 | {_NONE}"),
            (f"200.00 | 100 | 50 | 50 | {_NONE}", f"200.03 | 100 | 50 | 50 | {_NONE}"),
            (f"200 | 100 | 50 | 50 | {_NONE}", f"200 | 100 | 50 | | {_NONE}"),
        ),
        cells=("本年计划和各来源", "本年计划 and its sources"),
    ),
    Relation(
        "ROOM",
        ("累计加本年计划超过总投资", "The plan exceeds what is left of 总投资"),
        (
            "年度投资计划的每个项目：截至上年底累计完成 + 本年计划 ≤ 总投资。",
            "In each project row of an annual plan: 截至上年底累计完成 + 本年计划 ≤ 总投资.",
        ),
        "强制性",
        (
            "超出总投资的计划没有依据；总投资调整了的，先改总投资。",
            "Nothing covers a plan above 总投资; if that was raised, change it first.",
        ),
        ("核对三栏；总投资以批复为准。", "Check the three columns; 总投资 is what was approved."),
        """
            ## 年度投资计划
            总投资 | 截至上年底累计完成 | 本年计划
            @
            """,
        (("1000.4 | 200.15 | 300.25", "1000.4 | 800.15 | 300.25"), None),
    ),
    Relation(
        "GOAL",
        ("已完成而没有达到目标值", "Finished below its goal"),
        ("完成状态为“已完成”的任务：完成值 ≥ 目标值。", "Where 完成状态 is 已完成: 完成值 ≥ 目标值."),
        "核实性",
        (
            "没有达到目标就不算完成，也可能是完成值没有更新。",
            "Below the goal a task is not finished, or 完成值 is out of date.",
        ),
        _VERIFY,
        """
            ## 任务清单
            完成状态 | 完成日期 | 目标值 | 完成值
            @
            """,
        (("已完成 | 2021-03-20 | 2 | 2", "已完成 | 2021-03-20 | 2 | 1"), None),
    ),
    Relation(
        "PLAN",
        ("总额与规划不符", "Totals differ from the plan"),
        (
            "用 --targets 给出规划指标时：各项目总投资之和、项目个数应等于规划中本网别、本地区的总投资、项目数；规划没有分到地区的，应不超过全省的数。年度投资计划的总投资、项目数不超过规划；2020 年的本年计划等于规划 2020 年的计划投资，2021—2025 年的不超过规划 2021—2025 年的计划投资。",
            "With --targets: the sum of 总投资 and the number of projects should be the plan's 总投资 and 项目数 of this network and region; where the plan does not tell the region, they should not exceed the province's. In an annual plan 总投资 and 项目数 are at most the plan's; 本年计划 of 2020 is its 计划投资 of 2020, that of 2021 to 2025 at most its 计划投资 of 2021-2025.",
        ),
        "核实性",
        (
            "项目多报、漏报或总投资调整，都会使合计或个数与规划不同。",
            "Projects added or missing, and revised amounts, make the sum or the count differ from the plan.",
        ),
        (
            "对照项目库核对；项目确有调整的写审核说明，写明批准文件。",
            "Compare with the project library; if projects were changed, write an explanation that names the approval.",
        ),
        """
            ## 封面
            地区 | ‹地区1›

            ## 项目月报表
            项目名称 | 总投资
            东港—西岭 | 1000.4

            ## 指标
            编号 | 来源编号 | 章节 | 指标名称 | 项目 | 时期 | 地区 | 数值 | 计量单位 | 限定
            F1 | | | 总投资 | ‹网别2› | | ‹地区1别名› | @ | 亿元
            """,
        (("0.10", "0.12"), None),
        ACROSS,
        idle=UNGRADED,
    ),
)

ROWS = tuple(page for relation in _RELATIONS for page in relation.pages())
