"""The collecting office's register (登记簿): who owes a monthly report, and what the office says of working days."""

from __future__ import annotations

import pandera.pandas as pa
from pandera.typing import Series

from recon.schemas.fields import text

KIND = "register"
OWED, DAYS = "应报单位", "放假调休"
OFF, WORKED, WHOLE_YEAR = "放假", "上班", "全年"


class Owed(pa.DataFrameModel):
    """应报单位: one report owed every month a row."""

    network: Series[str] = text("网别", 18, "{networks}张网之一", "One of the networks", required=True, listed="网别")
    region: Series[str] = text(
        "地区",
        20,
        "市（州）；牵头部门为“{whole}”",
        "Region; lead departments: {whole}",
        required=True,
        listed="地区",
    )
    sender: Series[str] = text(
        "填报单位",
        32,
        "填报单位全称，催报按单位汇总",
        "Full name; reminders are gathered by it",
        required=True,
    )
    contact: Series[str] = text("联系人", 12, "姓名", "Name")
    phone: Series[str] = text("电话", 18, "可填多个", "One or more")
    first: Series[str] = text(
        "起报月", 11, "年-月，如 2020-05；空白为一直应报", "Year-month; blank: ever since", month=True
    )
    last: Series[str] = text(
        "止报月",
        11,
        "年-月，最后一个应报月；空白为继续",
        "Year-month, the last one; blank: still",
        month=True,
    )
    email: Series[str] | None = text("邮箱", 26, "可填多个，退回和催报的邮件发往此处", "One or more; letters go there")
    head: Series[str] | None = text("单位负责人", 12, "姓名，填入下月的表", "Name; filled into next month's forms")

    class Config:
        strict = False
        unique_column_names = True


class Days(pa.DataFrameModel):
    """放假调休: days that the calendar does not know or has otherwise."""

    day: Series[str] = text(
        "日期",
        14,
        "年-月-日，一天一行；类型为“全年”时只填年份，如 2027",
        "Year-month-day, one a row; with 全年 the year alone, e.g. 2027",
        required=True,
    )
    kind: Series[str] = text(
        "类型",
        10,
        "放假、上班；全年：该年的放假和调休已全部列在本表",
        "放假 off, 上班 worked; 全年: all days off and make-up days of that year are listed here",
        required=True,
        choices=(OFF, WORKED, WHOLE_YEAR),
    )
    note: Series[str] = text("说明", 44, "文号等", "Notice, reason", raw=True)

    class Config:
        strict = False
        unique_column_names = True


SHEETS: dict[str, type[pa.DataFrameModel]] = {OWED: Owed, DAYS: Days}
