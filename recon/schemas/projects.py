"""Columns and fields that several forms share: what a project is, when it is built, who signs."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from recon.catalogue import Catalogue
from recon.schemas.fields import Listed, amount, text
from recon.schemas.form import Shared, Within

SPLITS = ("2019年底前完成", "2020年", "2021年", "2022年", "2023年", "2024年", "2025年", "2026年及以后")
PLAN = "计划投资安排"


def within(plan: Catalogue) -> tuple[Within, ...]:
    """A project's class is one of its network's."""
    uppers = {name: network for network, (_, classes) in plan.networks.items() for name in classes}
    return (Within("类别", "网别", uppers, closed=True),)


def shared(plan: Catalogue) -> tuple[Shared, ...]:
    """Network and region of a project are those of the cover, unless it says the whole."""
    return Shared("网别", "网别", frozenset(plan.networks)), Shared("地区", "地区", frozenset(plan.regions))


class Project(pa.DataFrameModel):
    """A project and where it belongs; one a row, 合计 first."""

    number: Series[str] = text(
        "序号", 6, "合计行填“合计”，小计行填一、二、三", "合计, 一 二 三 for subtotals, then 1 2 3"
    )
    code: Series[str] = text(
        "项目代码",
        26,
        "投资项目在线审批监管平台代码，24 位含短横",
        "Code of the national platform, 24 characters",
        required=True,
    )
    name: Series[str] = text("项目名称", 34, "与项目库一致", "As in the project library", required=True)
    network: Series[str] = text("网别", 14, "与封面一致", "As on the cover", required=True, listed="网别")
    category: Series[str] = text("类别", 14, "所属网别的类别", "A class of its network", required=True, listed="类别")
    region: Series[str] = text(
        "地区",
        14,
        "项目所在市（州）",
        "Where the project is",
        required=True,
        listed="地区",
    )
    owner: Series[str] = text("责任单位", 22, "责任单位", "Responsible unit")
    nature: Series[str] = text(
        "建设性质",
        10,
        "{natures}",
        "New, continued, extended or moved",
        required=True,
        listed="建设性质",
    )

    class Config:
        strict = False
        unique_column_names = True


class Scheduled(Project):
    """A project with its months and its investment."""

    start: Series[str] = text("开工年月", 10, "年-月，如 2020-05", "Year-month", date="month")
    finish: Series[str] = text(
        "竣工年月", 10, "年-月，不早于开工年月", "Year-month, not before the start", date="month"
    )
    total: Series[pd.Int64Dtype] = amount("总投资", "等于各年之和", "Sum of the years", required=True)


#: The investment of a project by year.
ARRANGED = Listed(tuple((year, "没有填 0 或 —", "0 or — if none") for year in SPLITS), PLAN)
