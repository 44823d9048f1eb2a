"""The annual investment plan (年度投资计划): per class and project what is planned for a year, and from which source.

The departments draw it up each year from the projects in store.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from recon.catalogue import Catalogue
from recon.relations import columns
from recon.schemas.covers import Office, Signed, Unit
from recon.schemas.fields import Listed, amount, filled, joined, text
from recon.schemas.form import FormSpec, TableSpec
from recon.schemas.lists import FUNDS, SOURCES
from recon.schemas.projects import Project, shared, within

KIND, PROJECTS = "annual", "年度投资计划"
PAST, YEAR = "截至上年底累计完成", "本年计划"
_SOURCES = YEAR  #: upper head of the year's plan and its sources


class Year(pa.DataFrameModel):
    """The year planned for."""

    year: Series[str] = text("年度", 12, "四位年份，如 2021", "Year, e.g. 2021", required=True, date="year")


class Sent(pa.DataFrameModel):
    """When the plan was sent."""

    date: Series[str] = text("报出日期", 14, "年-月-日", "Day it was sent")


#: 封面: whose plan, for which year.
Cover = joined(Office, Year, Unit, Signed, Sent)


class Planned(Project):
    """What a project costs, what was completed and what is planned for the year."""

    total: Series[pd.Int64Dtype] = amount("总投资", "与项目库一致", "As in the project library", required=True)
    past: Series[pd.Int64Dtype] = amount(
        PAST, "没有填 0", "Completed by the end of last year; 0 if none", required=True, width=18
    )
    year: Series[pd.Int64Dtype] = amount(
        YEAR, "等于各来源之和", "Sum of its sources", required=True, group=_SOURCES, head="小计"
    )


class Contents(pa.DataFrameModel):
    """What is built, in words."""

    content: Series[str] = text("建设内容", 30, "本年度主要建设内容", "What is built this year", raw=True)
    note: Series[str] = text("备注", 18, "备注", "Remarks", raw=True)


#: 年度投资计划: one project a row, 合计 first, then each class's 小计 with its projects.
Projects = joined(Planned, Listed(FUNDS, _SOURCES, ("没有填 0 或 —", "0 or — if none")), Contents)
ROW_RELATIONS = (
    columns("SOURCE", "foot", SOURCES, "=", (YEAR,)),
    columns("ROOM", "bound", (PAST, YEAR), "≤", ("总投资",)),
)


def spec(plan: Catalogue) -> FormSpec:
    """The form with the lists of a plan."""
    head = plan.word("表号字头")
    return FormSpec(
        KIND,
        f"{plan.word('工程名称')}年度投资计划",
        f"{head}年度计划",
        "1",
        filled(Cover, plan),
        (
            TableSpec(
                PROJECTS,
                f"{head}03表",
                filled(Projects, plan),
                ROW_RELATIONS,
                "项目代码",
                ("网别", "类别", "地区"),
                "类别",
                total=True,
                within=within(plan),
                shared=shared(plan),
                name="项目名称",
            ),
        ),
        "年度",
        ("网别", "地区", "年度"),
        ("填报单位", "年度", "计量单位"),
        "年度投资计划",
        ("rule_rows_annual", "rule_zero", "rule_units", "rule_colours", "rule_annual"),
        (("FOOT01", "强制性"), ("YPLN01", "核实性")),
    )
