"""Pages of the progress form for indicators."""

from __future__ import annotations

from .page import ACROSS, FIGURES, WITHIN, Page, Pair, pair

SCHEDULE: Pair = (
    "序时进度：从基期值到目标值按日数取直线，是督查考核的通行做法。本期值按四舍五入看待，它可能代表的数中有一个在线上或越过线，就不算滞后。",
    "Progress in step with time (序时进度): the straight line from base to target by days, as is common practice when plans are followed up. The value is taken as rounded; if any number it can stand for is on the line or beyond, it is not behind.",
)
LIBRARY: Pair = (
    "目标、方向和时限以文件为准，录在指标库（工作表“指标”）中；进展表的各行由 recon template --indicators 从指标库生成。",
    "Targets, directions and due dates are those of the documents, kept in sheet 指标 of the targets workbook; the rows of the form come from there (recon template --indicators).",
)
_RESTORE: Pair = (
    "恢复公式（从上一行复制该格即可）；公式没有动过的，核对它所用的数。",
    "Restore the formula, for instance by copying the cell above; if it is untouched, check what it rests on.",
)
_HEADS = "方向 | 目标值 | 完成时限 | 基期 | 基期值 | 本期值 | 本期日期"
_NAMES = "指标编号 | 指标名称 | 项目 | 地区 | 计量单位 | 原文目标 | 方向 | 目标值 | 完成时限"
_PLAN = "F1 | | 正文·一 | 普及率 | 农村供水 | 2025年底 | 全省 | 90 | % | 以上"
_ROW = "F1 | 普及率 | 农村供水 | 全省 | % | 90以上 | 不低于 | @ | 2025-12-31"


def _computed(code: str, title: Pair, what: Pair, why: Pair, column: str, right: str, wrong: str) -> Page:
    """A page of a cell that the form computes."""
    text = f"""
        ## 指标进展表
        {_HEADS} | {column}
        不低于 | 90 | 2025-12-31 | 2020-12-31 | 80 | 86 | 2023-06-30 | @
        """
    return Page(code, title, what, why, WITHIN, *pair(text, right, wrong), _RESTORE)


def _judged(code: str, title: Pair, what: Pair, why: Pair, row: str, right: str, wrong: str, advice: Pair) -> Page:
    """A page of a verdict: one row of which one cell differs."""
    text = f"""
        ## 指标进展表
        {_HEADS}
        {row}
        """
    return Page(code, title, what, why, SCHEDULE, *pair(text, right, wrong), advice)


INDICATORS = (
    _computed(
        "PROG01",
        ("应达值或差距与本行不符", "应达值 or 差距 differs from its row"),
        (
            "应达值、差距不等于按本行目标值、基期值、本期值和日期重算的数。强制性。",
            "应达值 or 差距 is not what target, base, value and dates of the row make it. 强制性.",
        ),
        (
            "公式被数字盖住，差距就不再随本期值变。",
            "A formula that was typed over no longer follows the value.",
        ),
        "差距",
        "4",
        "3",
    ),
    _computed(
        "PROG02",
        ("进度判断与本行不符", "进度判断 differs from its row"),
        (
            "进度判断不是按本行各数重算的结论。强制性。",
            "进度判断 is not the verdict that the row gives. 强制性.",
        ),
        ("判断是结论，不能由填报人选定。", "The verdict is a result, not a choice."),
        "进度判断",
        "按期",
        "已完成",
    ),
    Page(
        "PROG03",
        ("目标与指标库不符", "Target differs from the targets workbook"),
        (
            "指标名称、项目、地区、计量单位、原文目标、方向、目标值或完成时限与指标库不同（加 --targets 时审核）。强制性。",
            "Measure, item, region, unit, target, direction or due date is not that of the targets workbook (checked with --targets). 强制性.",
        ),
        ("改了目标，滞后也会变成按期。", "With another target what is behind is on time."),
        LIBRARY,
        *pair(
            f"""
            ## 指标进展表
            {_NAMES}
            {_ROW}

            ## 指标
            {FIGURES}
            {_PLAN}
            """,
            "90",
            "88",
        ),
        (
            "恢复生成时的数；文件调整了目标的，先改指标库，再重新生成本表。",
            "Restore what was generated; if a document changed the target, change the targets workbook first and generate the form again.",
        ),
    ),
    Page(
        "PROG04",
        ("基期与指标库不符", "Base differs from the targets workbook"),
        (
            "指标库有同一指标更早的数，本表的基期或基期值与它不同（加 --targets 时审核）。核实性。",
            "The targets workbook has an earlier figure of the indicator, and 基期 or 基期值 is another (checked with --targets). 核实性.",
        ),
        ("起点移动，应达值跟着移动。", "When the start moves, the line moves."),
        LIBRARY,
        *pair(
            f"""
            ## 指标进展表
            {_NAMES} | 基期 | 基期值
            {_ROW.replace("@", "90")} | 2020-12-31 | @

            ## 指标
            {FIGURES}
            {_PLAN}
            F2 | | 正文·一 | 普及率 | 农村供水 | 2020年底 | 全省 | 82 | % |
            """,
            "82",
            "81",
        ),
        (
            "核对基期数；已修订的写审核说明，写明依据。",
            "Check the base; if it was revised, write an explanation with its source.",
        ),
    ),
    Page(
        "PROG05",
        ("指标编号不在指标库", "Unknown indicator"),
        (
            "指标编号不是指标库中有完成时限的指标（加 --targets 时审核）。强制性。",
            "指标编号 is no indicator with a due date in the targets workbook (checked with --targets). 强制性.",
        ),
        ("编号对不上的行，目标无从核对。", "The target of a row without its number cannot be checked."),
        LIBRARY,
        *pair(
            f"""
            ## 指标进展表
            {_NAMES}
            {_ROW.replace("@", "90")}@

            ## 指标
            {FIGURES}
            {_PLAN}
            """,
            "",
            "\nF9 | 普及率 | 城市供水 | 全省 | % | 90以上 | 不低于 | 90 | 2025-12-31",
        ),
        (
            "改正编号；不是文件目标的，不列入本表。",
            "Correct the number; what is no document's target does not belong here.",
        ),
    ),
    _judged(
        "PROG06",
        ("进度滞后", "Behind schedule"),
        (
            "本期值可能代表的数都没有达到应达值。核实性。",
            "No number that 本期值 can stand for reaches 应达值. 核实性.",
        ),
        ("照此进度，到时限完不成目标。", "At this pace the target will not be reached in time."),
        "不低于 | 90 | 2025-12-31 | 2020-12-31 | 80 | @ | 2023-06-30",
        "85",
        "84",
        (
            "核对本期值、日期和基期值；属实的写审核说明，写明原因和措施。",
            "Check value, dates and base; if they are right, write why and what is done.",
        ),
    ),
    _judged(
        "PROG07",
        ("逾期未达", "Overdue"),
        (
            "时限已到，本期值没有达到目标值。核实性。",
            "The due date has come and 本期值 has not reached 目标值. 核实性.",
        ),
        (
            "文件定的目标没有实现，须说明。",
            "A target of the document was missed, which must be accounted for.",
        ),
        "不超过 | 32 | 2021-12-31 | 2020-12-31 | 40 | @ | 2021-12-31",
        "32",
        "33",
        (
            "核对本期值和日期；属实的写审核说明，写明原因和措施。",
            "Check value and date; if they are right, write why and what is done.",
        ),
    ),
    _judged(
        "PROG08",
        ("指标未报", "Not reported"),
        ("本期值空白。核实性。", "本期值 is blank. 核实性."),
        ("没有报的不等于完成，也不等于零。", "What is not reported is neither reached nor zero."),
        "不低于 | 90 | 2025-12-31 | 2020-12-31 | 80 | @ | 2023-06-30",
        "86",
        "",
        (
            "补填本期值；本期没有统计数的写审核说明。",
            "Fill it in; if there is no figure this time, write an explanation.",
        ),
    ),
    _judged(
        "PROG09",
        ("进度无法判断", "Progress cannot be judged"),
        (
            "没有达到目标，又缺基期值、基期或本期日期，或基期不早于完成时限，画不出序时进度线。提示性。",
            "The target is not reached, and without 基期值, 基期 or 本期日期, or with 基期 not before 完成时限, there is no line to compare with. 提示性.",
        ),
        ("无法判断不是通过。", "What cannot be judged is no pass."),
        "不低于 | 90 | 2025-12-31 | 2020-12-31 | @ | 86 | 2023-06-30",
        "80",
        "",
        (
            "补填基期和基期值，如文件所说的现状数。",
            "Fill in 基期 and 基期值, for instance where things stood when the document was written.",
        ),
    ),
    _judged(
        "PROG10",
        ("比率超出可能的范围", "A share out of range"),
        (
            "计量单位为 % 或 ‰ 的指标，目标在 0 与 100（1000）之间而本期值不在。核实性。",
            "Of an indicator in % or ‰ the target is between 0 and 100 (1000) and 本期值 is not. 核实性.",
        ),
        ("多半是小数点或单位错了。", "Mostly a slip of the decimal point or the unit."),
        "不低于 | 90 | 2025-12-31 | 2020-12-31 | 80 | @ | 2023-06-30",
        "95",
        "950",
        (
            "改正本期值；确能超过的（如负荷率）写审核说明。",
            "Correct 本期值; if it can exceed the whole, as a load can, write an explanation.",
        ),
    ),
    Page(
        "PROG11",
        ("本期日期早于基期", "Value older than its base"),
        ("本期日期早于基期。强制性。", "本期日期 is before 基期. 强制性."),
        ("两个日期必有一个写错，或填颠倒了。", "One of the two is wrong, or they changed places."),
        WITHIN,
        *pair(
            f"""
            ## 指标进展表
            {_HEADS}
            不低于 | 90 | 2025-12-31 | 2020-12-31 | 80 | 86 | @
            """,
            "2023-06-30",
            "2020-06-30",
        ),
        ("核对两个日期。", "Check both dates."),
    ),
    Page(
        "PROG12",
        ("缺少指标", "Indicators are missing"),
        (
            "封面所列来源（和地区）在指标库中有完成时限的指标，没有都列在表中（加 --targets 时审核）。核实性。",
            "Not every indicator with a due date that the targets workbook has of the cover's document (and region) is in the table (checked with --targets). 核实性.",
        ),
        (
            "没有列出的指标，看起来却像没有问题。",
            "An indicator that is not listed looks like one without a problem.",
        ),
        ACROSS,
        *pair(
            f"""
            ## 指标进展表
            {_NAMES}
            {_ROW.replace("@", "90")}

            ## 指标
            {FIGURES}
            {_PLAN}@
            """,
            "",
            "\nF3 | | 正文·一 | 普及率 | 城市供水 | 2025年底 | 全省 | 95 | % | 以上",
        ),
        (
            "补列所缺的指标，或重新生成本表；由别的单位填报的写审核说明。",
            "Add what is missing, or generate the form again; if another unit reports on it, write an explanation.",
        ),
    ),
)
