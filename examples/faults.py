"""The planted faults: which kinds, how many of each, and the list of what must be found where."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from examples.bench import Bench, Told, Value
from examples.reports import Draft, Subject
from examples.slips import amounts, inherent, months, texts, totals

HEAD = ("编号", "文件", "单元格", "代码", "种类", "范围", "原值", "现值", "说明")
#: What is needed to see a fault: its own file, last month's too, or the other files of the month.
ALONE, LAST, MONTH = "单表", "跨月", "跨表"
#: The kind that nobody planted: what the plan does to any month.
INHERENT = "规划自身不平"


class Kind(NamedTuple):
    """A kind of slip: its name, how many are made, how one is planted."""

    name: str
    times: int
    plant: Callable[[Bench, int], Iterator[Told]]


#: Rows that come and go first, values pasted over totals last.
KINDS = (
    Kind("项目调出调入", 2, months.replaced),
    Kind("项目划转", 1, months.moved),
    Kind("两地重报", 1, months.reported_twice),
    Kind("仅一方报送", 2, months.alone),
    Kind("上月数抄错", 2, months.opening),
    Kind("本年累计未累加", 2, months.accumulated),
    Kind("总投资变动", 1, months.repriced),
    Kind("状态倒退", 2, months.backwards),
    Kind("两口径不一致", 3, months.viewed),
    Kind("代码与上月不同", 1, texts.renamed),
    Kind("代码重复", 2, texts.doubled),
    Kind("代码位数不对", 1, texts.shortened),
    Kind("代码校验不符", 1, texts.unchecked),
    Kind("完成额数字颠倒", 3, amounts.roll),
    Kind("分年计划不平", 3, amounts.split),
    Kind("资金来源不平", 3, amounts.funds),
    Kind("必填金额空白", 3, amounts.blank),
    Kind("单位写进单元格", 2, amounts.unit),
    Kind("金额栏填文字", 2, amounts.words),
    Kind("数字存为文本", 1, amounts.text),
    Kind("小数位数过多", 2, amounts.decimals),
    Kind("完工而未完成", 3, amounts.finished),
    Kind("未开工而有完成额", 2, amounts.idle),
    Kind("超总投资", 1, amounts.over),
    Kind("超本年计划", 1, amounts.ahead),
    Kind("本月为负", 1, amounts.minus),
    Kind("不在下拉列表", 2, texts.listed),
    Kind("类别与小计不符", 2, texts.misplaced),
    Kind("类别写错", 1, texts.misspelt),
    Kind("地区与封面不符", 2, texts.abroad),
    Kind("竣工早于开工", 2, texts.reversed_),
    Kind("月份不存在", 2, texts.thirteenth),
    Kind("表头报告期未改", 2, texts.heading),
    Kind("表头单位不一致", 1, texts.unit),
    Kind("小计沿用上月", 3, totals.class_total),
    Kind("合计漏加", 2, totals.whole),
    Kind("表2未更新", 3, totals.summary),
    Kind("项目数不符", 2, totals.count),
    Kind(INHERENT, 1, inherent.told),
)
SCOPES = {
    **dict.fromkeys(
        (
            "PREV01",
            "YTD01",
            "PTOT01",
            "GONE01",
            "NEW01",
            "NEW02",
            "NEW03",
            "MOVE01",
            "BACK01",
            "CODE03",
            "KEPT01",
        ),
        LAST,
    ),
    **dict.fromkeys(("REPT01", "VIEW01", "GAP01", "PLAN01"), MONTH),
}


class Fault(NamedTuple):
    """A line of the list: one finding that must come."""

    number: str
    file: str
    cell: str
    code: str
    kind: str
    scope: str
    before: str
    after: str
    note: str


def plant(drafts: dict[Subject, Draft], last: dict[Subject, Draft]) -> list[Fault]:
    """Spoil a month's drafts; the faults in the order of files and cells."""
    bench = Bench(drafts, last)
    told = [(kind.name, one) for kind in KINDS for n in range(kind.times) for one in list(kind.plant(bench, n))]
    lines = sorted((_line(name, one) for name, one in told), key=lambda fault: (fault.file, fault.cell, fault.code))
    return [fault._replace(number=f"{number:03d}") for number, fault in enumerate(lines, 1)]


def _line(kind: str, told: Told) -> Fault:
    """What only the month as a whole shows is told at its folder, with the file's name before the cell."""
    scope = SCOPES.get(told.code, ALONE)
    file, cell = f"{told.draft.month}/{told.draft.name}", told.address()
    if scope == MONTH:
        file, cell = told.draft.month, f"[{told.draft.name}]{cell}"
    return Fault("", file, cell, told.code, kind, scope, _text(told.before), _text(told.after), told.note)


def _text(value: Value) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else value or ""


def table(faults: list[Fault]) -> bytes:
    """The list as CSV that Excel opens: its head in Chinese, UTF-8 with its mark."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEAD)
    writer.writerows(faults)
    return out.getvalue().encode("utf-8-sig")
