"""Pages of the quarterly lists, the project library, and the year's plan of a monthly report."""

from __future__ import annotations

from .page import ACROSS, Page, Pair, pair

LISTS: Pair = (
    "‹季报依据›三·(三)：建立任务清单、责任清单和问题清单，每季度结束后 5 个工作日内报送推进落实情况。季报表式按这一要求拟定。",
    "‹季报依据› 3(3): lists of tasks, duties and problems are kept, and progress is reported within five working days after the quarter. The quarterly form is drawn up to that end.",
)
GROUPS: Pair = (
    "‹季报依据›四·(一)：六大领域、七个工作组及其牵头部门。",
    "‹季报依据› 4(1): the six areas, the seven working groups and their lead departments.",
)
STORE: Pair = (
    "‹报送依据›三·(二)：省建项目库，牵头部门会同责任单位建行业子库，各地区建地方子库。",
    "‹报送依据› 3(2): the province keeps the project library, lead departments those of their networks, regions their own.",
)
_DATES: Pair = ("两个日期必有一个写错，或填颠倒了。", "One of the two is wrong, or they changed places.")
_COMPARE_DATES: Pair = ("对照工作台账核对两个日期。", "Compare both dates with the records.")
_DUTIES = "任务编号 | 责任领导 | 责任单位 | 责任人"
_DUTY = "供电-01 | 甲 | 省电力公司 | 乙"
_UNKNOWN: Pair = (
    "编号对不上，责任和问题就落不到任务上。",
    "Under a number that is not there a duty or problem belongs to no task.",
)


def _dated(code: str, title: Pair, what: Pair, table: str, heads: str, right: str, wrong: str) -> Page:
    """A page of two dates in the wrong order."""
    text = f"""
        ## {table}
        {heads}
        @
        """
    return Page(code, title, what, _DATES, LISTS, *pair(text, right, wrong), _COMPARE_DATES)


LISTED_FIELDS = (
    Page(
        "FORM05",
        ("缺少一张表", "A table is missing"),
        (
            "表式规定的一张表，在工作簿中找不到它的表头。强制性。",
            "The header of a table that the form has is nowhere in the workbook. 强制性.",
        ),
        (
            "没有的表无从审核，看起来却像审核通过。",
            "A table that is not there cannot be checked, and it would look like a pass.",
        ),
        LISTS,
        *pair(
            """
            ## 任务清单
            任务编号
            供电-01

            ## 问题清单
            @ | 任务编号 | 状态 | 销号日期
            """,
            "问题编号",
            "问题",
        ),
        (
            "补上该表；表头被改动的，恢复原来的列名。",
            "Add the table; if its heads were changed, restore them.",
        ),
    ),
    Page(
        "TASK01",
        ("任务没有责任人", "Nobody answers for a task"),
        (
            "任务清单中的任务，在责任清单中没有对应的一行。强制性。",
            "A task of 任务清单 has no row in 责任清单. 强制性.",
        ),
        (
            "没有明确责任领导、责任单位和责任人的任务，落实不到人。",
            "A task without leader, unit and person is nobody's.",
        ),
        LISTS,
        *pair(
            f"""
            ## 任务清单
            任务编号
            供电-01
            供电-02

            ## 责任清单
            {_DUTIES}
            {_DUTY}@
            """,
            "\n供电-02 | 甲 | 省电力公司 | 丙",
            "",
        ),
        ("在责任清单中补一行。", "Add a row to 责任清单."),
    ),
    Page(
        "TASK02",
        ("一项任务有几行责任", "Several rows answer for a task"),
        (
            "一项任务在责任清单中有两行以上。强制性。",
            "A task stands in two or more rows of 责任清单. 强制性.",
        ),
        ("责任分在几处，出了问题不知找谁。", "When several answer for a task, nobody does."),
        LISTS,
        *pair(
            f"""
            ## 任务清单
            任务编号
            供电-01

            ## 责任清单
            {_DUTIES}
            {_DUTY}@
            """,
            "",
            "\n供电-01 | 甲 | 省电力公司 | 丙",
        ),
        (
            "合并为一行；是另一项任务的，改正编号。",
            "Join them into one row; if one is of another task, correct its number.",
        ),
    ),
    Page(
        "TASK03",
        ("责任没有对应的任务", "Duty of an unknown task"),
        ("责任清单的任务编号不在任务清单中。强制性。", "A 任务编号 of 责任清单 is not in 任务清单. 强制性."),
        _UNKNOWN,
        LISTS,
        *pair(
            f"""
            ## 任务清单
            任务编号
            供电-01

            ## 责任清单
            {_DUTIES}
            {_DUTY}@
            """,
            "",
            "\n供电-03 | 甲 | 省电力公司 | 丙",
        ),
        ("在任务清单中补列该任务，或改正编号。", "List the task in 任务清单, or correct the number."),
    ),
    Page(
        "TASK04",
        ("工作组与领域不符", "Group of another area"),
        (
            "任务的工作组不负责该任务的领域。交通由‹工作组5›和‹工作组6›负责，其余各领域各有一组。强制性。",
            "The 工作组 of a task does not work in its 领域. 交通 has ‹工作组5› and ‹工作组6›; every other area has one group. 强制性.",
        ),
        (
            "各组按领域调度，归错组的任务没有人调度。",
            "Groups follow the tasks of their areas; a task with the wrong group is followed by none.",
        ),
        GROUPS,
        *pair(
            """
            ## 任务清单
            领域 | 工作组
            @ | ‹工作组1›
            """,
            "供电",
            "供热",
        ),
        ("改正领域或工作组。", "Correct the area or the group."),
    ),
    _dated(
        "TASK05",
        ("时限早于起始", "Due before it starts"),
        ("任务的完成时限早于起始日期。强制性。", "完成时限 of a task is before its 起始日期. 强制性."),
        "任务清单",
        "起始日期 | 完成时限",
        "2021-01-04 | 2021-06-30",
        "2021-01-04 | 2020-06-30",
    ),
    Page(
        "TASK06",
        ("已完成而没有完成日期", "Finished without a date"),
        ("完成状态为“已完成”，完成日期是空白。强制性。", "完成状态 is 已完成 and 完成日期 is blank. 强制性."),
        ("没有日期的完成无从核实。", "A completion without a date cannot be verified."),
        LISTS,
        *pair(
            """
            ## 任务清单
            完成状态 | 完成日期 | 目标值 | 完成值
            已完成 | @ | 2 | 2
            """,
            "2021-03-20",
            "",
        ),
        (
            "补填完成日期；还没有完成的，改正状态。",
            "Fill in the date; if the task is not finished, correct its state.",
        ),
    ),
    _dated(
        "TASK07",
        ("完成早于起始", "Finished before it starts"),
        ("任务的完成日期早于起始日期。强制性。", "完成日期 of a task is before its 起始日期. 强制性."),
        "任务清单",
        "起始日期 | 完成状态 | 完成日期 | 目标值 | 完成值",
        "2021-01-04 | 已完成 | 2021-03-20 | 2 | 2",
        "2021-01-04 | 已完成 | 2020-03-20 | 2 | 2",
    ),
    Page(
        "TASK08",
        ("有完成日期而不是已完成", "Dated but not finished"),
        (
            "填了完成日期，完成状态却不是“已完成”。强制性。",
            "There is a 完成日期, but 完成状态 is not 已完成. 强制性.",
        ),
        ("状态和日期必有一个不对。", "Either the state or the date is wrong."),
        LISTS,
        *pair(
            """
            ## 任务清单
            完成状态 | 完成日期 | 目标值 | 完成值
            @ | 2021-03-20 | 2 | 2
            """,
            "已完成",
            "推进中",
        ),
        (
            "改正状态；还没有完成的，删去日期。",
            "Correct the state; if the task is not finished, remove the date.",
        ),
    ),
    Page(
        "TASK09",
        ("过了时限而不是滞后", "Overdue but not called so"),
        (
            "完成时限早于季度末，任务没有完成，状态不是“滞后”。核实性。",
            "完成时限 is before the end of the quarter, the task is not finished, and its state is not 滞后. 核实性.",
        ),
        (
            "滞后的任务要督办，状态不改就看不出来。",
            "Overdue tasks are pursued; without the state nobody sees them.",
        ),
        LISTS,
        *pair(
            """
            ## 任务清单
            起始日期 | 完成时限 | 完成状态
            2021-01-04 | 2021-02-28 | @
            """,
            "滞后",
            "推进中",
        ),
        (
            "改为“滞后”；已经完成的填完成日期；时限经批准延长的，改正时限。",
            "Call it 滞后; if it is finished enter the date; if the limit was extended, correct it.",
        ),
    ),
    Page(
        "PROB01",
        ("问题没有对应的任务", "Problem of an unknown task"),
        ("问题清单的任务编号不在任务清单中。强制性。", "A 任务编号 of 问题清单 is not in 任务清单. 强制性."),
        _UNKNOWN,
        LISTS,
        *pair(
            """
            ## 任务清单
            任务编号
            供电-01

            ## 问题清单
            问题编号 | 任务编号
            W01 | 供电-0@
            """,
            "1",
            "7",
        ),
        ("改正任务编号，或在任务清单中补列该任务。", "Correct the number, or list the task in 任务清单."),
    ),
    _dated(
        "PROB02",
        ("解决时限早于提出", "Due before it was raised"),
        ("问题的解决时限早于提出日期。强制性。", "解决时限 of a problem is before its 提出日期. 强制性."),
        "问题清单",
        "问题编号 | 提出日期 | 解决时限",
        "W01 | 2021-02-01 | 2021-05-31",
        "W01 | 2021-02-01 | 2020-05-31",
    ),
    Page(
        "PROB03",
        ("已解决而没有销号日期", "Settled without a date"),
        ("状态为“已解决”，销号日期是空白。强制性。", "状态 is 已解决 and 销号日期 is blank. 强制性."),
        ("没有日期的销号无从核实。", "A problem struck off without a date cannot be verified."),
        LISTS,
        *pair(
            """
            ## 问题清单
            问题编号 | 状态 | 销号日期 | 解决措施
            W01 | 已解决 | @ | 协调用地
            """,
            "2021-03-10",
            "",
        ),
        (
            "补填销号日期；还没有销号的，改正状态。",
            "Fill in the date; if the problem is open, correct its state.",
        ),
    ),
    _dated(
        "PROB04",
        ("销号早于提出", "Settled before it was raised"),
        ("问题的销号日期早于提出日期。强制性。", "销号日期 of a problem is before its 提出日期. 强制性."),
        "问题清单",
        "问题编号 | 提出日期 | 状态 | 销号日期",
        "W01 | 2021-02-01 | 已解决 | 2021-03-10",
        "W01 | 2021-02-01 | 已解决 | 2020-03-10",
    ),
    Page(
        "PROB05",
        ("有销号日期而未解决", "Dated but open"),
        ("填了销号日期，状态却是“未解决”。强制性。", "There is a 销号日期, but 状态 is 未解决. 强制性."),
        ("状态和日期必有一个不对。", "Either the state or the date is wrong."),
        LISTS,
        *pair(
            """
            ## 问题清单
            问题编号 | 状态 | 销号日期
            W01 | @ | 2021-03-10
            """,
            "已解决",
            "未解决",
        ),
        ("改正状态；没有销号的，删去日期。", "Correct the state; if the problem is open, remove the date."),
    ),
    Page(
        "LIBR01",
        ("封面与库别不符", "Cover does not fit the kind of library"),
        (
            "省库和行业子库的地区为“全省”，地方子库为所在市（州）；只有行业子库填网别。强制性。",
            "The 地区 of 省库 and 行业子库 is 全省, that of a 地方子库 its region; only a 行业子库 has a 网别. 强制性.",
        ),
        (
            "两库比对按库别、网别和地区取项目，写错了就拿错了对象。",
            "Libraries are matched by kind, network and region; a wrong one is matched with the wrong projects.",
        ),
        STORE,
        *pair(
            """
            ## 封面
            库别 | @
            地区 | ‹地区1›

            ## 项目库
            项目名称
            东港—西岭
            """,
            "地方子库",
            "省库",
        ),
        ("改正库别、网别或地区。", "Correct the kind, the network or the region."),
    ),
    Page(
        "YPLN01",
        ("本年计划与年度计划不符", "本年计划 differs from the annual plan"),
        (
            "同一项目代码，月报的本年计划不等于年度投资计划的本年计划，差额大于舍入所能解释的。两个文件合起来才能看出。核实性。",
            "Under the same 项目代码, 本年计划 of the monthly report is not that of the annual plan, by more than rounding explains. It takes both files to see it. 核实性.",
        ),
        (
            "年度计划是本年累计完成的比照；两处不同，完成率就没有意义。",
            "The annual plan is what the year is measured by; with two plans the share completed means nothing.",
        ),
        ACROSS,
        "",
        "",
        (
            "以下达的年度计划为准改正；计划已调整的写审核说明，写明调整文件。",
            "Correct it by the plan as issued; if the plan was changed, write an explanation that names the document.",
        ),
    ),
)
