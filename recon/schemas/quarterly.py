"""The quarterly report (季报) on weak infrastructure: tasks, who answers for them, and problems on the way.

Three lists, each in itself and against the others.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from recon.catalogue import ACHIEVED, LATE, PROBLEM_STATE, SOLVED, TASK_STATE, Catalogue
from recon.relations import columns
from recon.schemas.covers import Signed
from recon.schemas.fields import amount, filled, joined, text
from recon.schemas.form import Demand, FormSpec, Once, Order, Reference, Shared, TableSpec, Within

KIND = "quarterly"
TASKS, DUTIES, PROBLEMS = "任务清单", "责任清单", "问题清单"
_DAY = ("年-月-日，如 2021-03-31", "Year-month-day, e.g. 2021-03-31")


class Group(pa.DataFrameModel):
    """Who reports, for which working group and quarter."""

    sender: Series[str] = text("填报单位", 30, "牵头部门全称", "Full name of the lead department", required=True)
    group: Series[str] = text(
        "工作组",
        18,
        "{groups}个工作组之一；汇总表填“全部”",
        "One of the working groups; 全部 for all",
        required=True,
        listed="工作组或全部",
    )
    quarter: Series[str] = text("季度", 12, "如 2021Q1", "Quarter, e.g. 2021Q1", required=True, date="quarter")


class Sent(pa.DataFrameModel):
    """When the list was sent."""

    date: Series[str] = text(
        "报出日期",
        14,
        "年-月-日，每季度结束后 {days} 个工作日内",
        "Within {days} working days after the quarter",
    )


#: 封面: who reports, for which working group and quarter.
Cover = joined(Group, Signed, Sent)


class Tasks(pa.DataFrameModel):
    """任务清单: one task a row."""

    code: Series[str] = text("任务编号", 12, "不得重复，如 {area}-01", "Unique, e.g. {area}-01", required=True)
    area: Series[str] = text("领域", 10, "{areas}大领域之一", "One of the areas", required=True, listed="领域")
    group: Series[str] = text(
        "工作组",
        12,
        "负责本领域的工作组",
        "The working group of the area",
        required=True,
        listed="工作组",
    )
    task: Series[str] = text("任务内容", 34, "子项任务", "The task", required=True, raw=True)
    aim: Series[str] = text(
        "目标要求", 26, "细化、量化的目标", "What is to be achieved, in numbers where possible", raw=True
    )
    means: Series[str] = text("工作措施", 30, "具体措施", "How", raw=True)
    start: Series[str] = text("起始日期", 12, *_DAY, required=True, date="day")
    due: Series[str] = text(
        "完成时限", 12, "年-月-日，不早于起始日期", "Not before 起始日期", required=True, date="day"
    )
    state: Series[str] = text(
        "完成状态",
        10,
        "{task_states}；过了时限没有完成的填{late}",
        "{late} where it is overdue",
        required=True,
        listed="完成状态",
    )
    done: Series[str] = text("完成日期", 12, "{achieved}的必填", "Where the state is {achieved}", date="day")
    unit: Series[str] = text("目标单位", 10, "目标值、完成值的单位，如 公里", "Unit of 目标值 and 完成值, e.g. 公里")
    goal: Series[pd.Int64Dtype] = amount("目标值", "可以计量的填数字", "A number, where it can be measured")
    reached: Series[pd.Int64Dtype] = amount("完成值", "截至季度末", "By the end of the quarter")
    note: Series[str] = text("备注", 18, "备注", "Remarks", raw=True)

    class Config:
        strict = False
        unique_column_names = True


class Duties(pa.DataFrameModel):
    """责任清单: for each task one row."""

    code: Series[str] = text(
        "任务编号", 14, "任务清单中的编号，每项一行", "As in 任务清单, one row each", required=True
    )
    leader: Series[str] = text("责任领导", 18, "姓名、职务", "Name and office", required=True)
    owner: Series[str] = text("责任单位", 34, "单位全称", "Full name of the unit", required=True)
    person: Series[str] = text("责任人", 18, "姓名", "Name", required=True)
    phone: Series[str] = text("联系电话", 22, "可填多个", "One or more")
    note: Series[str] = text("备注", 30, "备注", "Remarks", raw=True)

    class Config:
        strict = False
        unique_column_names = True


class Problems(pa.DataFrameModel):
    """问题清单: one problem a row; none is right, too."""

    code: Series[str] = text("问题编号", 12, "不得重复，如 W01", "Unique, e.g. W01", required=True)
    task: Series[str] = text("任务编号", 14, "任务清单中的编号", "As in 任务清单", required=True)
    problem: Series[str] = text("问题描述", 36, "需要协调解决的问题", "What is to be settled", required=True, raw=True)
    raised: Series[str] = text("提出日期", 12, *_DAY, required=True, date="day")
    means: Series[str] = text("解决措施", 34, "具体措施", "How", raw=True)
    due: Series[str] = text("解决时限", 12, "年-月-日，不早于提出日期", "Not before 提出日期", date="day")
    state: Series[str] = text(
        "状态",
        10,
        "{problem_states}",
        "Open or settled",
        required=True,
        listed="问题状态",
    )
    closed: Series[str] = text("销号日期", 12, "{solved}的必填", "Where it is settled", date="day")

    class Config:
        strict = False
        unique_column_names = True


def _of_tasks(achieved: str, late: str) -> tuple[Demand, ...]:
    """What is finished has its date, and only that; what is overdue is called so."""
    overdue = "[完成时限]<封面.期末且[完成日期]为空且[起始日期]≤[完成时限]"
    return (
        Demand("TASK06", f"若[完成状态]=“{achieved}”，则[完成日期]不为空", ("完成日期",), {"task": "任务编号"}),
        Demand(
            "TASK08",
            f"若[完成日期]不为空，则[完成状态]=“{achieved}”",
            ("完成状态", "完成日期"),
            {"found": "完成状态", "done": "完成日期"},
        ),
        Demand(
            "TASK09",
            f"若{overdue}且[完成状态]≠“{achieved}”，则[完成状态]=“{late}”",
            ("完成状态", "完成时限"),
            {"found": "完成状态", "due": "完成时限", "end": "封面.期末"},
            "核实性",
        ),
    )


def _of_problems(solved: str) -> tuple[Demand, ...]:
    """A problem is settled if and only if it has the date on which it was struck off."""
    return (
        Demand("PROB03", f"若[状态]=“{solved}”，则[销号日期]不为空", ("销号日期",), {"problem": "问题编号"}),
        Demand(
            "PROB05",
            f"若[销号日期]不为空，则[状态]=“{solved}”",
            ("状态", "销号日期"),
            {"found": "状态", "closed": "销号日期"},
        ),
    )


def spec(plan: Catalogue) -> FormSpec:
    """The form with the lists of a plan."""
    head, achieved = plan.word("季报表号字头"), plan.at(TASK_STATE, ACHIEVED)
    goal = columns("GOAL", "bound", ("完成值",), "≥", ("目标值",), "核实性", when=("完成状态", (achieved,)))
    return FormSpec(
        KIND,
        f"{plan.word('季报名称')}推进情况季报",
        f"{head}季报",
        "1",
        filled(Cover, plan),
        (
            TableSpec(
                TASKS,
                f"{head}01表",
                filled(Tasks, plan),
                (goal,),
                "任务编号",
                ("领域", "工作组"),
                "工作组",
                name="任务编号",
                within=(Within("工作组", "领域", {name: of for name, (of, _) in plan.groups.items()}, "TASK04"),),
                shared=(Shared("工作组", "工作组", frozenset(plan.groups)),),
                references=(Reference("任务编号", DUTIES, "任务编号", "TASK01"),),
                demands=_of_tasks(achieved, plan.at(TASK_STATE, LATE)),
                orders=(Order("起始日期", "完成时限", "TASK05"), Order("起始日期", "完成日期", "TASK07")),
            ),
            TableSpec(
                DUTIES,
                f"{head}02表",
                filled(Duties, plan),
                name="任务编号",
                references=(Reference("任务编号", TASKS, "任务编号", "TASK03"),),
                once=(Once("任务编号", "TASK02"),),
            ),
            TableSpec(
                PROBLEMS,
                f"{head}03表",
                filled(Problems, plan),
                key="问题编号",
                name="问题编号",
                must=False,
                references=(Reference("任务编号", TASKS, "任务编号", "PROB01"),),
                demands=_of_problems(plan.at(PROBLEM_STATE, SOLVED)),
                orders=(Order("提出日期", "解决时限", "PROB02"), Order("提出日期", "销号日期", "PROB04")),
            ),
        ),
        "季度",
        ("工作组", "季度"),
        ("填报单位", "工作组", "季度"),
        "季报",
        ("rule_rows_quarterly", "rule_lists", "rule_days", "rule_closed", "rule_quarterly"),
        (
            *((f"TASK{n:02d}", "核实性" if n == 9 else "强制性") for n in range(1, 10)),
            *((f"PROB{n:02d}", "强制性") for n in range(1, 6)),
        ),
    )
