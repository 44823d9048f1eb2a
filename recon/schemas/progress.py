"""The progress form for indicators (指标进展表): what each is to reach by when, where it stands, and whether that is on time.

The rows are a targets workbook's indicators with a due date. 应达值, 差距 and 进度判断 are formulas of the form;
:mod:`recon.rules.schedule` says the same in exact numbers.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from recon import numbers
from recon.catalogue import Catalogue
from recon.schemas.fields import text
from recon.schemas.form import Alert, FormSpec, Order, TableSpec

KIND, TITLE, INDICATORS = "progress", "规划指标进展情况", "指标进展表"
DIRECTIONS = ("不低于", "不超过", "达到")
#: What a person reads of an indicator; the first two are as they should be.
DONE, ON_TIME, BEHIND, OVERDUE, UNKNOWN, UNREPORTED = VERDICTS = (
    "已完成",
    "按期",
    "滞后",
    "逾期未达",
    "无法判断",
    "未报",
)
#: Decimals that 应达值 has beyond those of the row.
FINER = 2
EVERY = "全部"  #: sources, or regions
#: Measures of which less is better, where the document does not say so; unless their name says how much less.
FEWER = ("事故", "死亡", "受灾", "损失", "受害", "浓度", "漏损", "重污染")
LESS = ("降幅", "减少", "下降", "降低")
MOST_PLACES = 9
_DAY = ("年-月-日，如 2024-06-30", "Year-month-day, e.g. 2024-06-30")


def _number(label: str) -> str:
    """The number of a cell, an error for a blank one, which VALUE takes for zero."""
    return f'IF({{{label}}}="",NA(),VALUE({{{label}}}))'


def _day(label: str) -> str:
    """The day of a cell, stored as a date or as text."""
    return f'IF({{{label}}}="",NA(),IF(ISNUMBER({{{label}}}),{{{label}}},DATEVALUE({{{label}}})))'


_VALUE, _TARGET, _BASE = _number("本期值"), _number("目标值"), _number("基期值")
_NOW, _DUE, _START = _day("本期日期"), _day("完成时限"), _day("基期")
_SIGN = f'IF({{方向}}="不超过",-1,IF({{方向}}="不低于",1,IF({{基期值}}="",0,IF({_BASE}>{_TARGET},-1,1))))'
_PLACES = "IFERROR(VALUE({小数位}),0)"
#: Half a unit of the last place: of the declared one, or of a finer one that was typed.
_HALF = f'10^-MAX({_PLACES},IFERROR(LEN({{本期值}}&"")-FIND(".",{{本期值}}&""),0))/2'
_LINE = f"ROUND({_BASE}+({_TARGET}-{_BASE})*({_NOW}-{_START})/({_DUE}-{_START}),{_PLACES}+{FINER})"
#: What a formula shows where there is nothing to compute.
NONE = "—"
_UNUSED = 'AND({指标编号}="",{本期值}="")'
EXPECTED = (
    f'=IF({_UNUSED},"",IFERROR(IF({_NOW}>={_DUE},{_TARGET},'
    f'IF(OR({_START}>={_DUE},{_NOW}<{_START}),"{NONE}",{_LINE})),"{NONE}"))'
)
GAP = f'=IF({_UNUSED},"",IFERROR(IF({_SIGN}=0,"{NONE}",ROUND({_SIGN}*({_TARGET}-{_VALUE}),9)),"{NONE}"))'
#: Multiplied by the days, so that nothing is divided and what is on the line is not thrown off it.
_AHEAD = (
    f"ROUND({_SIGN}*(({_VALUE}-{_BASE})*({_DUE}-{_START})-({_TARGET}-{_BASE})*({_NOW}-{_START}))"
    f"+{_HALF}*({_DUE}-{_START}),6)"
)
_JUDGED = (
    f'IF({_SIGN}=0,IF(ROUND({_HALF}-ABS({_VALUE}-{_TARGET}),9)>=0,"已完成","无法判断"),'
    f'IF(ROUND({_SIGN}*({_VALUE}-{_TARGET})+{_HALF},9)>=0,"已完成",'
    f'IF({_NOW}>={_DUE},"逾期未达",'
    f'IF(OR({_START}>={_DUE},{_NOW}<{_START}),"无法判断",IF({_AHEAD}>=0,"按期","滞后")))))'
)
VERDICT = (
    f'=IF({{本期值}}="",IF({{指标编号}}="","","未报"),IF({{完成时限}}="","无法判断",IFERROR({_JUDGED},"无法判断")))'
)


class Cover(pa.DataFrameModel):
    """封面: who reports on the indicators of which document, at the end of which month."""

    sender: Series[str] = text("填报单位", 30, "填报单位全称", "Full name of the unit", required=True)
    source: Series[str] = text(
        "来源编号",
        18,
        "指标库的来源编号；不限一份文件的填“全部”",
        "Number of the document in 来源; 全部 for all",
        required=True,
    )
    region: Series[str] = text(
        "地区", 18, "只报一个地区的填地区名，否则填“全部”", "The region, or 全部 for all", required=True
    )
    month: Series[str] = text(
        "报告期",
        12,
        "数据截止的月份，如 2024-06",
        "Month of the report, e.g. 2024-06",
        required=True,
        date="month",
    )
    reviewer: Series[str] = text("审核人", 14, "姓名", "Name")
    filler: Series[str] = text("填表人", 14, "姓名", "Name")
    phone: Series[str] = text("联系电话", 18, "可填多个", "One or more")
    date: Series[str] = text("报出日期", 14, "年-月-日", "Day it was sent")


class Indicators(pa.DataFrameModel):
    """指标进展表: one indicator a row."""

    code: Series[str] = text("指标编号", 9, "指标库的编号，不改", "As in 指标; leave it", required=True)
    measure: Series[str] = text("指标名称", 16, "与指标库一致，不改", "As in 指标; leave it", required=True)
    item: Series[str] = text("项目", 18, "与指标库一致，不改", "As in 指标; leave it")
    region: Series[str] = text("地区", 10, "与指标库一致，不改", "As in 指标; leave it")
    unit: Series[str] = text(
        "计量单位", 11, "本行各数的单位，不改", "Unit of all numbers of the row; leave it", required=True
    )
    wording: Series[str] = text("原文目标", 12, "文件的写法，不改", "As the document has it; leave it", raw=True)
    direction: Series[str] = text(
        "方向",
        9,
        "不低于：越高越好；不超过：越低越好；达到：从基期值走向目标值，不改",
        "不低于: at least; 不超过: at most; 达到: from 基期值 towards 目标值; leave it",
        required=True,
        choices=DIRECTIONS,
        listed="方向",
    )
    target: Series[str] = text(
        "目标值",
        11,
        "约数和区间取必须保证的一端，不改",
        "Of a range, the end that is guaranteed; leave it",
        required=True,
        number=True,
    )
    places: Series[str] = text(
        "小数位",
        7,
        "本期值保留的小数位数；填得更细的按所填位数",
        "Decimals that 本期值 is rounded to, at least",
        number=True,
    )
    due: Series[str] = text("完成时限", 12, "年-月-日，不改", "Year-month-day; leave it", required=True, date="day")
    start: Series[str] = text(
        "基期", 12, "基期值的日期；指标库有的已填好", "Day of 基期值; filled in where it is known", date="day"
    )
    base: Series[str] = text(
        "基期值",
        11,
        "起点数；指标库有的已填好，没有的请补填",
        "Where it started; fill it in where it is blank",
        number=True,
    )
    day: Series[str] = text("本期日期", 12, f"本期值的日期，{_DAY[0]}", f"Day of 本期值. {_DAY[1]}", date="day")
    value: Series[str] = text(
        "本期值", 11, "截至本期日期的数，只填数字", "The value on 本期日期, digits only", number=True
    )
    expected: Series[str] = text(
        "应达值",
        11,
        "公式：按日数从基期值到目标值的直线",
        "Formula: the straight line from 基期值 to 目标值",
        number=True,
        formula=EXPECTED,
    )
    gap: Series[str] = text(
        "差距",
        11,
        "公式：离目标值还差多少，负数为超过",
        "Formula: what is still missing; negative beyond it",
        number=True,
        formula=GAP,
    )
    verdict: Series[str] = text(
        "进度判断",
        11,
        "公式：已完成、按期、滞后、逾期未达、无法判断、未报",
        "Formula: 已完成 reached, 按期 on time, 滞后 behind, 逾期未达 overdue, 无法判断 not known, 未报 not reported",
        formula=VERDICT,
    )
    note: Series[str] = text("说明", 30, "滞后的写原因和措施", "Why it is behind, and what is done", raw=True)

    class Config:
        strict = False
        unique_column_names = True

    @pa.check("应达值", "差距", name="NUM01")
    def results_are_plain(cls, column: pd.Series[str]) -> pd.Series[bool]:  # noqa: N805 - pandera's convention
        """A number, or the mark of a formula that has nothing to compute."""
        return column.map(lambda cell: cell == NONE or plain(cell)).astype(bool)

    @pa.check("目标值", "基期值", "本期值", name="NUM01")
    def numbers_are_plain(cls, column: pd.Series[str]) -> pd.Series[bool]:  # noqa: N805
        """A number without a unit, or nothing."""
        return column.map(plain).astype(bool)

    @pa.check("小数位", name="NUM01")
    def places_are_few(cls, column: pd.Series[str]) -> pd.Series[bool]:  # noqa: N805
        """A whole number from 0 to MOST_PLACES, or nothing."""
        return column.map(lambda cell: cell == "" or cell in map(str, range(MOST_PLACES + 1))).astype(bool)


def plain(cell: str) -> bool:
    """Whether a cell holds a number without a unit, or nothing."""
    reading = numbers.read(cell)
    return reading.kind == "blank" or (reading.kind == "number" and not reading.unit)


def spec(plan: Catalogue) -> FormSpec:
    """The form; it has no list of the plan."""
    return FormSpec(
        KIND,
        TITLE,
        f"{plan.word('指标表号字头')}指标进展",
        "1",
        Cover,
        (
            TableSpec(
                INDICATORS,
                f"{plan.word('指标表号字头')}指标01表",
                Indicators,
                key="指标编号",
                prefilled=("地区", "应达值", "差距", "进度判断"),
                turn="本期日期",
                name="项目",
                orders=(Order("基期", "本期日期", "PROG11"),),
                alerts=(
                    Alert("进度判断", BEHIND, "核实性"),
                    Alert("进度判断", OVERDUE, "核实性"),
                    Alert("进度判断", UNKNOWN, "提示性"),
                    Alert("进度判断", UNREPORTED, "提示性"),
                ),
            ),
        ),
        "报告期",
        ("填报单位", "来源编号", "地区", "报告期"),
        ("填报单位", "报告期"),
        "指标进展表",
        ("rule_rows_progress", "rule_line", "rule_verdicts", "rule_progress"),
        (
            *((f"PROG{n:02d}", "强制性") for n in (1, 2, 3, 5, 11)),
            *((f"PROG{n:02d}", "核实性") for n in (4, 6, 7, 8, 10, 12)),
            ("PROG09", "提示性"),
        ),
    )
