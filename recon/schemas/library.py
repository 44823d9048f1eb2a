"""The project library (项目库): one schema for those of the whole, of a network and of a region."""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing import Series

from recon.catalogue import LIBRARY, Catalogue
from recon.relations import columns
from recon.schemas.covers import Contacts, Unit
from recon.schemas.fields import filled, joined, text
from recon.schemas.form import MONEY, Demand, FormSpec, TableSpec
from recon.schemas.projects import ARRANGED, SPLITS, Scheduled, shared, within

KIND, PROJECTS = "library", "项目库"


class Library(pa.DataFrameModel):
    """Which library, of whom, of which month."""

    sender: Series[str] = text("填报单位", 30, "填报单位全称", "Full name of the keeping unit", required=True)
    library: Series[str] = text(
        "库别",
        18,
        "{libraries}",
        "Library of the whole, of a network or of a region",
        required=True,
        listed="库别",
    )
    network: Series[str] = text(
        "网别",
        18,
        "{of_network}必填；{of_whole}、{of_region}留空",
        "For {of_network}; blank in the others",
        listed="网别",
    )
    region: Series[str] = text(
        "地区",
        18,
        "{of_region}填市（州），其余填“{whole}”",
        "The region of a {of_region}, else {whole}",
        required=True,
        listed="地区",
    )
    month: Series[str] = text(
        "报告期",
        12,
        "清单所属月份，如 2021-03",
        "Month of the list, e.g. 2021-03",
        required=True,
        date="month",
    )


class Sent(pa.DataFrameModel):
    """When the library was sent."""

    date: Series[str] = text("报出日期", 14, "年-月-日", "Day it was sent")


#: 封面: which library, of whom, of which month, and in which unit.
Cover = joined(Library, Unit, Contacts, Sent)


class Standing(pa.DataFrameModel):
    """How far a project is."""

    stage: Series[str] = text(
        "储备阶段",
        10,
        "{stages}",
        "Stage of preparation",
        listed="储备阶段",
    )
    state: Series[str] = text(
        "建设状态",
        10,
        "{states}",
        "State of the works",
        required=True,
        listed="建设状态",
    )
    note: Series[str] = text("备注", 24, "备注", "Remarks", raw=True)


#: 项目库: one project a row, 合计 first.
Projects = joined(Scheduled, ARRANGED, Standing)
ROW_RELATIONS = (columns("SPLIT", "foot", SPLITS, "=", ("总投资",)),)


def _of_the_cover(plan: Catalogue) -> tuple[Demand, ...]:
    """One library is of a network and all regions, one of a region, one of all."""
    of_whole, of_network, of_region = plan.every_value(LIBRARY)
    whole, regions = plan.whole, "、".join(plan.regions)
    return (
        Demand("FORM03", f"若封面.库别=“{of_network}”，则封面.网别不为空", ("封面.网别",), {"column": "“网别”"}),
        _fitting(of_whole, "网别", "为空", ""),
        _fitting(of_region, "网别", "为空", ""),
        _fitting(of_whole, "地区", f"=“{whole}”", whole),
        _fitting(of_network, "地区", f"=“{whole}”", whole),
        _fitting(of_region, "地区", f"≠“{whole}”", regions),
    )


def _fitting(library: str, label: str, asked: str, expected: str) -> Demand:
    """What a label of the cover says where the library is of a kind."""
    at = (f"封面.{label}", "封面.库别")
    words = {"column": f"“{label}”", "found": at[0], "expected": f"“{expected}”", "library": at[1]}
    return Demand("LIBR01", f"若封面.库别=“{library}”，则封面.{label}{asked}", at, words)


def spec(plan: Catalogue) -> FormSpec:
    """The form with the lists of a plan."""
    head = plan.word("表号字头")
    return FormSpec(
        KIND,
        f"{plan.word('工程名称')}项目库",
        f"{head}项目库",
        "1",
        filled(Cover, plan),
        (
            TableSpec(
                PROJECTS,
                f"{head}04表",
                filled(Projects, plan),
                ROW_RELATIONS,
                "项目代码",
                ("网别", "类别", "地区"),
                total=True,
                within=within(plan),
                shared=shared(plan),
                name="项目名称",
                demands=_of_the_cover(plan),
                spare=100,
            ),
        ),
        "报告期",
        ("库别", "网别", "地区", "报告期"),
        ("填报单位", "库别", "报告期", "计量单位"),
        "项目库",
        ("rule_rows_library", *MONEY, "rule_library"),
        (("FOOT01", "强制性"), ("LIBR01", "强制性")),
    )
