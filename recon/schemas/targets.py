"""The targets workbook (指标库): the plan's figures, their measures, hierarchies and relations.

Each class is one sheet. Field metadata drives reading, checking and laying out alike: ``width`` in
characters, ``choices`` a closed list, ``help`` (中文, English) the input message, ``raw`` text kept
exactly as typed instead of being folded (NFKC, outer blanks) for comparison.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from recon import numbers

KIND = "targets"
RECOGNISED_BY = "指标"  #: the one sheet a targets workbook cannot do without

YES_NO = ("是", "否")
KINDS = ("金额", "计数", "数量", "比率", "分级")
ROUNDINGS = ("四舍五入", "截断", "精确", "舍位平衡")
QUALIFIERS = (
    "约",
    "左右",
    "以上",
    "不低于",
    "超过",
    "以下",
    "不超过",
    "区间",
    "区间不含上端",
    "区间不含下端",
    "确保力争",
)
HALF_OPEN = ("区间不含上端", "区间不含下端")
RANGES = ("区间", *HALF_OPEN, "确保力争")
AT_LEAST = ("以上", "不低于", "超过")
AT_MOST = ("以下", "不超过")
DIMENSIONS = ("项目", "时期", "地区", "性质")
MISSING = ("不审", "按零")
OPERATORS = ("=", "≤", "≥", "<", ">")
LEVEL_CHOICES = ("强制性", "核实性", "提示性")


def _field(width: int, zh: str, en: str, *, required: bool = False, **more: Any) -> Any:
    """A text column; ``required``: no blank cell. (A ``| None`` annotation: the column may be absent.)

    ``rare=True``: not laid out in a blank workbook.
    """
    checks: dict[str, Any] = {key: more.pop(key) for key in ("isin", "unique", "alias") if key in more}
    metadata = {"width": width, "help": (zh, en), "required": required, **more}
    if "isin" in checks:
        metadata["choices"] = checks["isin"]
        checks["isin"] = checks["isin"] if required else ("", *checks["isin"])
    if required:
        checks["str_length"] = {"min_value": 1}
    return pa.Field(metadata=metadata, **checks)


class _Sheet(pa.DataFrameModel):
    class Config:
        strict = False  # extra columns are allowed and kept
        coerce = False
        unique_column_names = True


def _weight() -> Any:
    """How much a source or a measure is believed."""
    return _field(
        10,
        "可信度：正数，越大越不疑它有误，空白为 1",
        "Reliability: a positive number; the larger, the less it is suspected; 1 if blank",
        alias="可信度",
        rare=True,
    )


class Sources(_Sheet):
    """来源: the documents."""

    id: Series[str] = _field(
        10,
        "文件的编号，如 S1",
        "Number of the document, e.g. S1",
        required=True,
        unique=True,
        alias="来源编号",
    )
    number: Series[str] | None = _field(22, "文号", "Document number", alias="文号", raw=True)
    title: Series[str] | None = _field(44, "标题", "Title", alias="标题", raw=True)
    issuer: Series[str] | None = _field(18, "发文机关", "Issuing body", alias="发文机关", raw=True)
    date: Series[str] | None = _field(
        12,
        "成文日期，如 2020-04-09；日期不同的文件，后者可修订前者",
        "Date, e.g. 2020-04-09; a later document may supersede",
        alias="成文日期",
    )
    file: Series[str] | None = _field(34, "原文文件名", "File of the text", alias="文件", raw=True)
    weight: Series[str] | None = _weight()


class Measures(_Sheet):
    """口径: what is measured, in which unit, and how it was rounded."""

    name: Series[str] = _field(20, "指标名称", "Measure", required=True, unique=True, alias="指标名称")
    unit: Series[str] = _field(
        14,
        "基本计量单位；各指标值换算到它",
        "Base unit: figures are scaled to it",
        required=True,
        alias="计量单位",
    )
    kind: Series[str] = _field(
        8,
        "金额、计数、数量、比率或分级（各级首尾相接）",
        "Amount, count, quantity, ratio, or 分级: grades that meet end to end",
        isin=KINDS,
        alias="类型",
    )
    additive: Series[str] = _field(
        8, "分项之和是否等于合计", "Whether parts sum to the total", isin=YES_NO, alias="可加"
    )
    rounding: Series[str] = _field(12, "原文的取舍办法", "How the document rounds", isin=ROUNDINGS, alias="舍入")
    limit: Series[str] | None = _field(
        14, "同一项目不得超过的另一指标", "Measure that bounds this one at the same item", alias="上限指标"
    )
    about: Series[str] | None = _field(
        10,
        "“约”“左右”的幅度（百分数），空白为 5",
        "Width of 约/左右 in percent, 5 if blank",
        alias="约数幅度",
    )
    missing: Series[str] | None = _field(
        8,
        "分项没有数时：不审，或按零（空即零，稀疏的表）；空白为不审",
        "Parts without a figure: 不审 (not judged) or 按零 (blank is zero, for a sparse table)",
        isin=MISSING,
        alias="缺项",
        rare=True,
    )
    weight: Series[str] | None = _weight()
    note: Series[str] | None = _field(40, "说明", "Remarks", raw=True, alias="说明")


class Edges(_Sheet):
    """层级: parent = sum of children along one dimension."""

    dimension: Series[str] = _field(
        8,
        "项目、时期、地区或性质",
        "Item, period, region or nature",
        required=True,
        isin=DIMENSIONS,
        alias="维度",
    )
    parent: Series[str] = _field(24, "上级", "Parent", required=True, alias="上级")
    child: Series[str] = _field(
        24,
        "下级；20* 为编码以 20 开头的各项",
        "Child; 20*: all whose code begins with 20",
        required=True,
        alias="下级",
    )
    complete: Series[str] = _field(
        8,
        "下级是否齐全；“否”表示“其中”，只审不超过",
        "否: an 其中 item, only a bound",
        isin=YES_NO,
        alias="完整",
    )
    measures: Series[str] = _field(
        30,
        "只适用于这些指标（用、分隔）；空白为全部",
        "Only for these measures (、 between); blank: all",
        alias="适用指标",
    )
    group: Series[str] | None = _field(
        14, "同一上级有几种分法时的名称", "Names a breakdown when a parent has several", alias="分组"
    )


class Figures(_Sheet):
    """指标: one printed number a row."""

    class Config(_Sheet.Config):
        #: What must hold between the figures: a check and the rule that it stands for.
        metadata = {  # noqa: RUF012 - pandera's convention
            "totals": {
                "TIE01": "tie",
                "FOOT01": "foot",
                "BOUND01": "bound",
                "REL01": "relation",
                "ORDER01": "order",
                "PART01": "partition",
            }
        }

    id: Series[str] = _field(
        9, "编号，不得重复，如 F031", "Number, unique, e.g. F031", required=True, unique=True, alias="编号"
    )
    source: Series[str] = _field(9, "见工作表“来源”", "See sheet 来源", alias="来源编号")
    section: Series[str] = _field(
        24,
        "章节，如 附件2·二·(一)铁路；首段相同的先在内部核对",
        "Locator; the first segment is the part within which sums come first",
        raw=True,
        alias="章节",
    )
    measure: Series[str] = _field(18, "见工作表“口径”", "See sheet 口径", required=True, alias="指标名称")
    item: Series[str] = _field(24, "项目", "Item", alias="项目")
    period: Series[str] = _field(12, "时期", "Period", alias="时期")
    region: Series[str] = _field(16, "地区", "Region", alias="地区")
    value: Series[str] = _field(
        12,
        "按原文印刷的数字，保留末位的 0",
        "Digits as printed, trailing zeros kept",
        required=True,
        number=True,
        alias="数值",
    )
    unit: Series[str] = _field(14, "按原文", "As printed", required=True, alias="计量单位")
    qualifier: Series[str] = _field(
        10,
        "约、以上、不超过、区间等；“区间”两端都含；空白为准数",
        "约, 以上, 不超过, 区间 (both ends included) …; blank for a plain figure",
        isin=QUALIFIERS,
        alias="限定",
    )
    upper: Series[str] | None = _field(
        10, "区间、确保力争的上端", "Upper end of a range", number=True, alias="数值上限"
    )
    note: Series[str] | None = _field(36, "备注", "Remarks", raw=True, alias="备注")
    nature: Series[str] | None = _field(
        12,
        "性质：第四个维度，如资金来源",
        "Nature: a fourth dimension, e.g. source of funds",
        alias="性质",
        rare=True,
    )
    file: Series[str] | None = _field(
        24, "数字取自的文件", "File the number was copied from", raw=True, alias="源文件", rare=True
    )
    place: Series[str] | None = _field(
        14, "数字取自的单元格，如 表1!B5", "Cell it was copied from", raw=True, alias="源单元格", rare=True
    )

    @pa.check("数值", name="NUM01")
    def value_is_a_number(cls, column: pd.Series[str]) -> pd.Series[bool]:  # noqa: N805 - pandera's convention
        """A printed number, or nothing (the required-cell check speaks of blanks)."""
        return _numeric(column)

    @pa.check("数值上限", name="NUM01")
    def upper_is_a_number(cls, column: pd.Series[str]) -> pd.Series[bool]:  # noqa: N805
        """As for the value."""
        return _numeric(column)

    @pa.dataframe_check(name="RANGE01", description="数值上限")
    def range_has_two_ends(cls, frame: pd.DataFrame) -> pd.Series[bool]:  # noqa: N805
        """区间 and 确保力争 have an upper end above the value; other figures have none."""
        if "数值上限" not in frame:
            return ~frame["限定"].isin(RANGES)
        sound = pd.Series(True, index=frame.index)
        asked = frame["限定"].isin(RANGES) | (frame["数值上限"] != "")
        for row in frame.index[asked]:
            sound[row] = _range_is_sound(*frame.loc[row, ["限定", "数值", "数值上限"]])
        return sound


class Relations(_Sheet):
    """勾稽: relations that no hierarchy expresses."""

    id: Series[str] = _field(9, "编号，不得重复", "Number, unique", required=True, unique=True, alias="编号")
    left: Series[str] = _field(
        34,
        "左式：指标编号或指标名称、数字、+ − × ÷ 和括号；写指标名称的，处处适用",
        "Expression over figure numbers, or over measures, which then holds everywhere",
        required=True,
        alias="左式",
    )
    operator: Series[str] = _field(7, "= ≤ ≥ < 或 >", "= ≤ ≥ < or >", required=True, isin=OPERATORS, alias="关系")
    right: Series[str] = _field(
        34,
        "右式；可接着写成一串，如 F2 < F3 < F4",
        "Expression; may go on as a chain, e.g. F2 < F3 < F4",
        required=True,
        alias="右式",
    )
    level: Series[str] = _field(
        10,
        "不平时的级别，空白为强制性",
        "Level if it fails; 强制性 if blank",
        isin=LEVEL_CHOICES,
        alias="级别",
    )
    note: Series[str] | None = _field(50, "依据或说明", "Basis or remarks", raw=True, alias="说明")


class Entries(_Sheet):
    """名录: the closed lists of the plan's forms, a value a row, and the units that owe reports."""

    listed: Series[str] = _field(
        12,
        "列表的名称，如 网别、类别、地区、县区、工作组",
        "The list, e.g. 网别, 类别, 地区, 县区, 工作组",
        required=True,
        alias="列表",
    )
    value: Series[str] = _field(24, "值，同一列表中不得重复", "The value, once a list", required=True, alias="值")
    parent: Series[str] | None = _field(
        18,
        "类别所属的网别、县区所属的地区、工作组所属的领域",
        "The network of a class, the region of a county …",
        alias="上级",
    )
    lead: Series[str] | None = _field(
        26,
        "网别、工作组的牵头单位；地区的填报单位",
        "Lead department; for a region the unit that reports",
        alias="牵头单位",
    )
    others: Series[str] | None = _field(
        26,
        "曾用名和指标中的叫法，用、分隔",
        "Former names, and what figures call it (、 between)",
        alias="别名",
    )
    retired: Series[str] | None = _field(
        12, "停用日期，年-月-日；空白为在用", "Day from which it is out of use; blank: in use", alias="停用"
    )


class Parameters(_Sheet):
    """参数: thresholds, deadlines and words of the forms."""

    name: Series[str] = _field(20, "参数的名称", "Name of the parameter", required=True, unique=True, alias="参数")
    value: Series[str] = _field(24, "值", "Value", alias="值")
    note: Series[str] | None = _field(60, "说明", "Remarks", raw=True, alias="说明")


SHEETS: dict[str, type[_Sheet]] = {
    "来源": Sources,
    "口径": Measures,
    "层级": Edges,
    "指标": Figures,
    "勾稽": Relations,
    "名录": Entries,
    "参数": Parameters,
}
TITLE = {
    "来源": "Sources",
    "口径": "Measures",
    "层级": "Hierarchies",
    "指标": "Figures",
    "勾稽": "Relations",
    "名录": "Lists",
    "参数": "Parameters",
}


def totals(model: type[pa.DataFrameModel]) -> dict[str, str]:
    """The checks of totals that a sheet declares, each with its rule."""
    return dict((getattr(model.Config, "metadata", None) or {}).get("totals", {}))


def _numeric(column: pd.Series[str]) -> pd.Series[bool]:
    sound = {text: _is_figure(numbers.read(text)) for text in column.unique()}
    return column.map(sound).astype(bool)


def _is_figure(reading: numbers.Reading) -> bool:
    """Digits alone, or with a percent sign: other units have a column of their own."""
    return reading.kind == "blank" or (reading.kind == "number" and reading.unit in ("", "%"))


def _range_is_sound(qualifier: str, printed: str, printed_upper: str) -> bool:
    value, upper = numbers.read(printed), numbers.read(printed_upper)
    if qualifier not in RANGES:
        return upper.kind == "blank"
    if upper.kind == "text" or value.kind != "number":
        return True  # NUM01 or a blank cell says so
    return upper.kind == "number" and spans(qualifier, value.value, upper.value)


def spans(qualifier: str, low: Decimal, high: Decimal) -> bool:
    """Whether a range holds any value: not where it ends before it begins, nor one number that does not belong to it."""
    return low < high or (low == high and qualifier not in HALF_OPEN)
