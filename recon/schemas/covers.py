"""Fields that the covers (封面) of several forms share: who reports, in which unit, who signs."""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing import Series

from recon.schemas.fields import joined, text
from recon.schemas.lists import UNITS


class Office(pa.DataFrameModel):
    """Who reports, of which network and region."""

    sender: Series[str] = text("填报单位", 30, "填报单位全称", "Full name of the reporting unit", required=True)
    network: Series[str] = text("网别", 18, "{networks}张网之一", "One of the networks", required=True, listed="网别")
    region: Series[str] = text(
        "地区", 18, "市（州）；牵头部门填“{whole}”", "Region; lead departments: {whole}", required=True, listed="地区"
    )


class Unit(pa.DataFrameModel):
    """The unit of all amounts."""

    unit: Series[str] = text(
        "计量单位", 10, "全表金额的单位", "Unit of all amounts", required=True, choices=tuple(UNITS), listed="计量单位"
    )


class Head(pa.DataFrameModel):
    """Who answers for the report."""

    head: Series[str] = text("单位负责人", 14, "姓名", "Name")


class Contacts(pa.DataFrameModel):
    """Who reviewed and filled in the form, and where to call."""

    reviewer: Series[str] = text("审核人", 14, "姓名", "Name")
    filler: Series[str] = text("填表人", 14, "姓名", "Name")
    phone: Series[str] = text("联系电话", 18, "可填多个", "One or more")


Signed = joined(Head, Contacts)
