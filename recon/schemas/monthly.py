"""The monthly report (月报): cover, 表1 项目月报表 and 表2 分类汇总表, declared once.

The same declarations read a submission, check it and generate the blank form.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from recon.catalogue import FINISHED, IDLE, STATE, Catalogue
from recon.relations import Relation, columns
from recon.schemas.covers import Office, Signed, Unit
from recon.schemas.definition import BEFORE
from recon.schemas.fields import Listed, Repeated, amount, filled, joined, text
from recon.schemas.form import COVER, MONEY, SUBTOTAL, TOTAL, Continued, FormSpec, TableSpec
from recon.schemas.lists import FUNDS, LISTS, NOTES, SOURCES
from recon.schemas.projects import ARRANGED, SPLITS, Scheduled, shared, within

__all__ = ["COVER", "LISTS", "NOTES", "SOURCES", "SPLITS", "SUBTOTAL", "TOTAL"]
KIND = "monthly"
PROJECTS, SUMMARY = "项目月报表", "分类汇总表"
_DONE, _FUNDS = "投资完成情况", "到位资金"


class Month(pa.DataFrameModel):
    """The month reported on."""

    month: Series[str] = text(
        "报告期", 12, "年-月，如 2021-03", "Year-month, e.g. 2021-03", required=True, date="month"
    )


class Sent(pa.DataFrameModel):
    """When the report was sent."""

    date: Series[str] = text(
        "报出日期", 14, "年-月-日，每月结束后 {days} 个工作日内", "Within {days} working days after the month"
    )


#: 封面: who reports what, for which month and in which unit.
Cover = joined(Office, Month, Unit, Signed, Sent)


class Completed(pa.DataFrameModel):
    """What was planned and completed, and the funds that came."""

    plan: Series[pd.Int64Dtype] = amount("本年计划", "本年度投资计划", "This year's plan", group=_DONE)
    opening: Series[pd.Int64Dtype] = amount(
        "上月末累计完成", "等于上月报表的开工以来累计完成", "Last month's closing", required=True, group=_DONE
    )
    movement: Series[pd.Int64Dtype] = amount("本月完成", "没有填 0", "0 if none", required=True, group=_DONE)
    year: Series[pd.Int64Dtype] = amount(
        "本年累计完成", "1 月等于本月完成", "January: equals the month", required=True, group=_DONE
    )
    closing: Series[pd.Int64Dtype] = amount(
        "开工以来累计完成", "等于上月末累计加本月", "Opening plus movement", required=True, group=_DONE
    )
    funds: Series[pd.Int64Dtype] = amount("到位资金", "等于各来源之和", "Sum of its sources", group=_FUNDS, head="小计")


class Works(pa.DataFrameModel):
    """Where the works stand, in words."""

    state: Series[str] = text(
        "建设状态",
        10,
        "{states}",
        "State of the works",
        required=True,
        listed="建设状态",
    )
    progress: Series[str] = text("形象进度", 28, "用文字说明工程形象进度", "Progress in words", raw=True)
    problems: Series[str] = text("存在问题", 28, "需协调解决的问题", "Problems to be settled", raw=True)
    note: Series[str] = text("备注", 18, "备注", "Remarks", raw=True)


class Groups(pa.DataFrameModel):
    """What a row of 表2 sums up."""

    key: Series[str] = text("分类", 16, "类别或地区", "Class or region", required=True)
    count: Series[pd.Int64Dtype] = amount("项目数", "项目个数", "Number of projects")

    class Config:
        strict = False
        unique_column_names = True


#: 表1: one project a row, 合计 first, then each class's 小计 with its projects.
Projects = joined(Scheduled, ARRANGED, Completed, Listed(FUNDS, _FUNDS), Works)
#: 表2: the amounts of 表1 by class; for a lead department by region as well.
Summary = joined(Groups, Repeated(Projects, ("等于表1", "As in 表1")))


def relations(plan: Catalogue) -> tuple[Relation[str], ...]:
    """What must hold in every project row. The codes are explained by ``recon explain``."""
    idle, finished = plan.at(STATE, IDLE), plan.at(STATE, FINISHED)
    share, factor = plan.number("完工比例"), plan.number("超年度计划倍数")
    return (
        columns("SPLIT", "foot", SPLITS, "=", ("总投资",)),
        columns("ROLL", "roll_forward", ("上月末累计完成", "本月完成"), "=", ("开工以来累计完成",)),
        columns("FUND", "foot", SOURCES, "=", ("到位资金",)),
        columns("JAN", "tie", ("本月完成",), "=", ("本年累计完成",), when=("报告期", ("01",))),
        columns("YEAR", "bound", ("本年累计完成",), "≤", ("开工以来累计完成",)),
        columns("OVER", "bound", ("开工以来累计完成",), "≤", ("总投资",), level="核实性"),
        columns("MINUS", "bound", ("本月完成",), "≥", level="核实性"),
        columns(
            "DONE",
            "bound",
            ("开工以来累计完成",),
            "≥",
            ("总投资",),
            "核实性",
            share,
            ("建设状态", (finished,)),
        ),
        columns("IDLE", "bound", ("开工以来累计完成",), "≤", level="核实性", when=("建设状态", (idle,))),
        columns("AHEAD", "bound", ("本年累计完成",), "≤", ("本年计划",), "核实性", factor),
    )


#: A year begins anew in January.
LATER = tuple(f"{month:02}" for month in range(2, 13))
_ANEW = ("报告期", LATER)
#: Project by project against last month's report: what rolls forward, and what must not move.
CARRIED = (
    columns("PREV", "roll_forward", (f"{BEFORE}开工以来累计完成",), "=", ("上月末累计完成",)),
    columns("YTD", "roll_forward", (f"{BEFORE}本年累计完成", "本月完成"), "=", ("本年累计完成",), when=_ANEW),
    columns("PTOT", "tie", (f"{BEFORE}总投资",), "=", ("总投资",), "核实性"),
    *(columns("KEPT", "tie", (BEFORE + label,), "=", (label,), "核实性") for label in SPLITS),
    columns("KEPT", "tie", (f"{BEFORE}本年计划",), "=", ("本年计划",), "核实性", when=_ANEW),
)
#: Each source of funds may grow, not shrink.
GROWN = tuple(columns("SHRK", "bound", (BEFORE + label,), "≤", (label,), "核实性") for label in SOURCES)

#: A project is known by its code, else by its name in its class.
CODE, NAME = "项目代码", "项目名称"
KNOWN_BY = ((CODE,), (NAME, "类别"))
_STEADY = (NAME, "网别", "类别", "地区", "责任单位", "建设性质", "开工年月", "竣工年月")


def spec(plan: Catalogue) -> FormSpec:
    """The form with the lists of a plan."""
    head = plan.word("表号字头")
    return FormSpec(
        KIND,
        f"{plan.word('工程名称')}项目推进情况月报",
        f"{head}月报",
        "1",
        filled(Cover, plan),
        (
            TableSpec(
                PROJECTS,
                f"{head}01表",
                filled(Projects, plan),
                relations(plan),
                CODE,
                ("网别", "类别", "地区"),
                "类别",
                total=True,
                within=within(plan),
                shared=shared(plan),
                turn="本年计划",
                name=NAME,
                carried=(*CARRIED, *GROWN),
                continued=Continued(KNOWN_BY, _STEADY, {STATE: tuple(plan.every_value(STATE)[: FINISHED + 1])}),
            ),
            TableSpec(SUMMARY, f"{head}02表", filled(Summary, plan), must=False, repeats=True, name="分类"),
        ),
        "报告期",
        ("网别", "地区", "报告期"),
        ("填报单位", "报告期", "计量单位"),
        "月报",
        ("rule_rows", *MONEY, "rule_deadline"),
        (("FOOT01", "强制性"), ("TIE01", "强制性")),
    )
