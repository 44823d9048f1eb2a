"""The quarterly report (季报) on weak infrastructure: tasks, who answers for them, and problems on the way.

吉政办发〔2020〕35号三·(三) asks for the three lists, within five working days after the quarter.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from recon.relations import columns
from recon.schemas.fields import amount, text
from recon.schemas.form import FormSpec, Order, Reference, TableSpec
from recon.schemas.lists import (
    ACHIEVED,
    AREAS,
    EVERY_GROUP,
    GROUPS,
    PROBLEM_STATES,
    TASK_STATES,
)

KIND, TITLE = "quarterly", "城乡基础设施“补短板”推进情况季报"
TASKS, DUTIES, PROBLEMS = "任务清单", "责任清单", "问题清单"
_DAY = ("年-月-日，如 2021-03-31", "Year-month-day, e.g. 2021-03-31")


class Cover(pa.DataFrameModel):
    """封面: who reports, for which working group and quarter."""

    sender: Series[str] = text(
        "填报单位", 30, "牵头部门全称", "Full name of the lead department", required=True
    )
    group: Series[str] = text(
        "工作组", 18, "七个工作组之一；汇总表填“全部”", "One of the seven working groups; 全部 for all",
        required=True, choices=(EVERY_GROUP, *GROUPS), listed="工作组或全部",
    )  # fmt: skip
    quarter: Series[str] = text(
        "季度", 12, "如 2021Q1", "Quarter, e.g. 2021Q1", required=True, date="quarter"
    )
    head: Series[str] = text("单位负责人", 14, "姓名", "Name")
    reviewer: Series[str] = text("审核人", 14, "姓名", "Name")
    filler: Series[str] = text("填表人", 14, "姓名", "Name")
    phone: Series[str] = text("联系电话", 18, "可填多个", "One or more")
    date: Series[str] = text(
        "报出日期", 14, "年-月-日，每季度结束后 5 个工作日内", "Within five working days after the quarter"
    )


class Tasks(pa.DataFrameModel):
    """任务清单: one task a row."""

    code: Series[str] = text("任务编号", 12, "不得重复，如 供电-01", "Unique, e.g. 供电-01", required=True)
    area: Series[str] = text(
        "领域", 10, "六大领域之一", "One of the six areas", required=True, choices=AREAS, listed="领域"
    )
    group: Series[str] = text(
        "工作组", 12, "负责本领域的工作组", "The working group of the area", required=True,
        choices=tuple(GROUPS), listed="工作组",
    )  # fmt: skip
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
        "完成状态", 10, "未启动、推进中、已完成或滞后；过了时限没有完成的填滞后", "滞后 where it is overdue",
        required=True, choices=TASK_STATES, listed="完成状态",
    )  # fmt: skip
    done: Series[str] = text("完成日期", 12, "已完成的必填", "Where the state is 已完成", date="day")
    unit: Series[str] = text(
        "目标单位", 10, "目标值、完成值的单位，如 公里", "Unit of 目标值 and 完成值, e.g. 公里"
    )
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
    problem: Series[str] = text(
        "问题描述", 36, "需要协调解决的问题", "What is to be settled", required=True, raw=True
    )
    raised: Series[str] = text("提出日期", 12, *_DAY, required=True, date="day")
    means: Series[str] = text("解决措施", 34, "具体措施", "How", raw=True)
    due: Series[str] = text("解决时限", 12, "年-月-日，不早于提出日期", "Not before 提出日期", date="day")
    state: Series[str] = text(
        "状态",
        10,
        "未解决或已解决",
        "Open or settled",
        required=True,
        choices=PROBLEM_STATES,
        listed="问题状态",
    )
    closed: Series[str] = text("销号日期", 12, "已解决的必填", "Where it is settled", date="day")

    class Config:
        strict = False
        unique_column_names = True


ROW_RELATIONS = (
    columns("GOAL", "bound", ("完成值",), "≥", ("目标值",), "核实性", when=("完成状态", (ACHIEVED,))),
)
SPEC = FormSpec(
    KIND, TITLE, "吉补短板季报", "1", Cover,
    (
        TableSpec(
            TASKS, "吉补短板01表", Tasks, ROW_RELATIONS, "任务编号", ("领域", "工作组"), "工作组", name="任务编号",
            orders=(Order("起始日期", "完成时限", "TASK05"), Order("起始日期", "完成日期", "TASK07")),
        ),
        TableSpec(
            DUTIES, "吉补短板02表", Duties, name="任务编号",
            references=(Reference("任务编号", TASKS, "任务编号", "TASK03"),),
        ),
        TableSpec(
            PROBLEMS, "吉补短板03表", Problems, key="问题编号", name="问题编号", must=False,
            references=(Reference("任务编号", TASKS, "任务编号", "PROB01"),),
            orders=(Order("提出日期", "解决时限", "PROB02"), Order("提出日期", "销号日期", "PROB04")),
        ),
    ),
    "季度", ("工作组", "季度"), ("填报单位", "工作组", "季度"),
)  # fmt: skip
