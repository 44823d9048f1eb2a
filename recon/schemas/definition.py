"""The form definition (表样): one workbook that says what an office's own form is, sheet by sheet."""

from __future__ import annotations

from typing import Any

import pandera.pandas as pa
from pandera.typing import Series

from recon.schemas.fields import text

KIND = "definition"
TABLES, COLUMNS, ROWS, RELATIONS = "表单", "栏", "行", "关系"
LISTS, UNITS, PREVIOUS, COVER = "字典", "填报范围", "上期", "封面"
BEFORE = f"{PREVIOUS}."  #: before a name: what stood there in the filling, or the report, before
#: The sheets a definition cannot do without.
NEEDED = (TABLES, COLUMNS)

EVERY = ("月", "季", "年", "一次")
ROUNDINGS = ("四舍五入", "舍位平衡", "精确")
MISSING = ("不审", "按零")
TYPES = ("金额", "数量", "计数", "比率", "文字", "日期", "代码")
LEVELS = ("强制性", "核实性", "提示性")
YES_NO = ("是", "否")
#: Types of what stands on the cover; 报告期 is the month, quarter or year reported on.
COVER_TYPES = ("文字", "日期", "报告期")
#: 各期 of a column of words: what becomes of them from period to period.
STEADY, ONWARD = "不变", "不退"
#: 停用 of a relation that was learnt and that nobody has confirmed yet.
WAITING = "待确认"
#: Decimals of a column whose 小数位 is blank.
DECIMALS = {"金额": 2, "数量": 2, "比率": 2, "计数": 0}


class _Sheet(pa.DataFrameModel):
    class Config:
        strict = False  # extra columns are allowed and kept
        unique_column_names = True


def _number(*, required: bool = False) -> Any:
    return text("表号", 12, "表的编号，如 表1；整个表样中不得重复", "Number of the table, e.g. 表1", required=required)


class Tables(_Sheet):
    """表单: one table of the form a row."""

    number: Series[str] = _number(required=True)
    name: Series[str] = text("表名", 34, "表的全称，作工作表的标题", "Full name of the table", required=True)
    authority: Series[str] | None = text("制定机关", 22, "制定本表的机关", "Who issued it")
    document: Series[str] | None = text("文号", 22, "印发本表的文号", "Document number")
    valid: Series[str] | None = text("有效期至", 12, "年-月-日或年-月", "Year-month-day or year-month")
    every: Series[str] | None = text("期别", 8, "月、季、年或一次", "How often: 月, 季, 年 or 一次", choices=EVERY)
    unit: Series[str] | None = text(
        "计量单位", 12, "金额的单位，如 万元；栏另有单位的，以栏为准", "Unit of the amounts, e.g. 万元"
    )
    rounding: Series[str] | None = text(
        "舍入",
        12,
        "四舍五入：允许尾差；舍位平衡：取舍后仍须相等；精确：一分不差；空白为四舍五入",
        "四舍五入 allows for rounding; 舍位平衡 and 精确 do not",
        choices=ROUNDINGS,
    )
    missing: Series[str] | None = text(
        "缺项",
        8,
        "按零：空白当作零；不审：空白不参加审核；空白为不审",
        "Blank cells: 按零 as zero, 不审 not checked",
        choices=MISSING,
    )
    version: Series[str] | None = text("版本", 10, "如 2026；表改了就换", "Changed whenever the table is")
    drawn: Series[str] | None = text(
        "取自",
        22,
        "学来的表样：学自哪张工作表的哪个范围，表按行名和栏名认；其他表样空白",
        "Of a learnt definition: the sheet and range it was learnt from, found again by its labels; else blank",
        raw=True,
    )
    sums: Series[str] | None = text(
        "汇总",
        12,
        "汇总哪张表：每行是那张表的一个类别或合计；空白为填报",
        "The table that it sums up, a row for each class; blank if it is filled in",
    )
    bare: Series[str] | None = text(
        "可空", 6, "是：可以一行也没有；空白为否", "是 if it may have no rows", choices=YES_NO
    )
    continues: Series[str] | None = text(
        "各期行对应",
        22,
        "清单的一行凭哪些栏认作上期的同一行，如 项目代码、项目名称+类别：先凭代码，对不上的再凭名称和类别；空白不审各行的增减",
        "By which columns a row of a list is one of the period before, e.g. 项目代码、项目名称+类别; if blank, rows that come and go are not told",
        raw=True,
    )


class Columns(_Sheet):
    """栏: one column of a table a row, from left to right."""

    table: Series[str] = _number(required=True)
    code: Series[str] = text(
        "代码",
        10,
        "栏次，如 1、B；表内不得重复，前导零算数",
        "Code, unique in the table; leading zeros count",
        required=True,
    )
    name: Series[str] = text("名称", 26, "栏名", "Heading", required=True)
    upper: Series[str] | None = text(
        "上级名称", 18, "上一层表头；多层用 / 隔开", "Heading above it; several levels with /"
    )
    type: Series[str] | None = text(
        "类型",
        8,
        "金额、数量、计数、比率、文字、日期或代码；空白为金额",
        "Type; 金额 if blank",
        choices=TYPES,
    )
    unit: Series[str] | None = text("计量单位", 10, "空白为表的单位", "Unit; that of the table if blank")
    decimals: Series[str] | None = text(
        "小数位", 8, "0 至 8；空白：计数为 0，其他为 2", "0 to 8; if blank 0 for 计数, else 2"
    )
    required: Series[str] | None = text("必填", 6, "是或否；空白为否", "是 or 否; 否 if blank", choices=YES_NO)
    list: Series[str] | None = text("列表", 14, "“字典”中列表的名称", "Name of a list of 字典")
    formula: Series[str] | None = text(
        "公式", 24, "由本行其他栏算出，如 2栏+3栏；空白为填报", "Computed from the row, e.g. 2栏+3栏"
    )
    width: Series[str] | None = text("宽", 6, "列宽（字符数）；空白自动", "Width in characters")
    help: Series[str] | None = text("说明", 36, "填报说明，选中单元格时显示", "How to fill it in", raw=True)
    unique: Series[str] | None = text(
        "唯一", 6, "是：各行不得重复；空白为否", "是 if no two rows may have the same", choices=YES_NO
    )
    within: Series[str] | None = text(
        "引用", 14, "填的须在这一栏中有，如 表2 A", "A column in which it must stand as well, e.g. 表2 A"
    )
    stays: Series[str] | None = text(
        "各期",
        8,
        "不变：与上期同一行相同；不退：离开列表的第一个值就不再回去，到了最后一个值就不再变；空白不审",
        "不变 if it is as in the period before; 不退 if it never goes back to the first value of its list, nor leaves the last",
        choices=(STEADY, ONWARD),
    )


class Rows(_Sheet):
    """行: one fixed row of a table a row; a table without any is a list."""

    table: Series[str] = _number(required=True)
    code: Series[str] = text(
        "代码",
        10,
        "行次，如 01；表内不得重复，前导零算数",
        "Code, unique in the table; leading zeros count",
        required=True,
    )
    name: Series[str] = text("名称", 36, "项目名称", "Name of the row", required=True)
    indent: Series[str] | None = text("缩进", 6, "0 至 9；空白为 0", "0 to 9; 0 if blank")
    unit: Series[str] | None = text("计量单位", 10, "空白为栏的单位", "Unit; that of the column if blank")
    applies: Series[str] | None = text(
        "适用栏",
        20,
        "要填的栏的代码，如 1、2、5至8；空白为全部",
        "Codes of the columns to fill in; all if blank",
    )


class Relations(_Sheet):
    """关系: as the office prints them."""

    number: Series[str] = text("编号", 10, "不得重复，如 R01", "Unique, e.g. R01", required=True)
    table: Series[str] | None = text(
        "表号",
        12,
        "关系中没有写表号的代码属于哪张表；只有一张表时可空白",
        "Table of the codes that name none; may be blank where there is one table",
    )
    printed: Series[str] = text(
        "关系",
        52,
        "照印发的样子写，如 05行=06行+…+13行；1栏=2栏至6栏之和；表1 05行≥表2 01行",
        "As printed, e.g. 05行=06行+…+13行",
        required=True,
        raw=True,
    )
    condition: Series[str] | None = text(
        "条件", 26, "什么时候要求，如 7栏>0；空白为总是", "When it is asked; always if blank", raw=True
    )
    level: Series[str] | None = text(
        "级别", 10, "不平时的级别；空白为强制性", "Level if it fails; 强制性 if blank", choices=LEVELS
    )
    hint: Series[str] | None = text("提示", 36, "不平时对填报人说的话", "What to say where it fails", raw=True)
    tolerance: Series[str] | None = text(
        "允许差", 10, "允许的差额，用表的单位；空白只允许尾差", "Difference allowed; rounding alone if blank"
    )
    basis: Series[str] | None = text("依据", 26, "文件和条款", "Document and paragraph", raw=True)
    off: Series[str] | None = text("停用", 26, "停用的原因和日期；空白为在用", "Why and since when it is off", raw=True)


class Lists(_Sheet):
    """字典: the values of the lists that columns are chosen from."""

    list: Series[str] = text("列表", 18, "列表的名称", "Name of the list", required=True)
    value: Series[str] = text("值", 30, "可选的值", "A value", required=True)
    upper: Series[str] | None = text(
        "上级",
        22,
        "上一级的值；有一栏从它们中选的，同一行须选这个",
        "The value above it, which a column that is chosen from those must hold in the same row",
    )


class Units(_Sheet):
    """填报范围: the units that owe the form."""

    name: Series[str] = text("单位", 34, "单位全称", "Full name of the unit", required=True)
    upper: Series[str] | None = text("上级", 30, "汇总它的单位", "The unit that sums it up")
    tables: Series[str] | None = text(
        "应报表号", 20, "用、隔开；空白为全部", "Tables it owes, separated by 、; all if blank"
    )
    due: Series[str] | None = text("期限", 18, "如 次月5日、季后10日", "Deadline, e.g. 次月5日")
    contact: Series[str] | None = text("联系人", 12, "姓名", "Name")
    mail: Series[str] | None = text("邮箱", 26, "电子邮箱", "E-mail")


class Previous(_Sheet):
    """上期: what is carried over from the filling before."""

    code: Series[str] = text("本期代码", 22, "如 3栏、表1 3栏", "Code in this filling, e.g. 3栏", required=True)
    before: Series[str] = text(
        "上期代码", 22, "它等于上期的哪一项，如 5栏", "What of the filling before it equals", required=True
    )
    table: Series[str] | None = text("表号", 12, "空白为有这两项的第一张表", "The first table that has both, if blank")


class Cover(_Sheet):
    """封面: what the cover of the form says; without it the cover is the usual one."""

    label: Series[str] = text("名称", 16, "如 填报单位、网别、报告期", "A label of the cover", required=True)
    type: Series[str] | None = text(
        "类型", 8, "文字、日期或报告期；空白为文字", "文字, 日期 or 报告期; 文字 if blank", choices=COVER_TYPES
    )
    required: Series[str] | None = text("必填", 6, "是或否；空白为否", "是 or 否; 否 if blank", choices=YES_NO)
    list: Series[str] | None = text("列表", 14, "“字典”中列表的名称", "Name of a list of 字典")
    column: Series[str] | None = text(
        "对应栏", 14, "各行须与封面一致的栏，如 表1 D", "The column whose rows say the same, e.g. 表1 D"
    )
    tells: Series[str] | None = text(
        "区分", 6, "是：一份报表由它与别的相区分", "是 if it tells one filling from another", choices=YES_NO
    )
    help: Series[str] | None = text("说明", 36, "填报说明", "How to fill it in", raw=True)


SHEETS: dict[str, type[pa.DataFrameModel]] = {
    TABLES: Tables,
    COLUMNS: Columns,
    ROWS: Rows,
    RELATIONS: Relations,
    LISTS: Lists,
    UNITS: Units,
    PREVIOUS: Previous,
    COVER: Cover,
}
