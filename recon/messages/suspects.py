"""Which cells are suspected, and what kind of slip would explain a discrepancy."""

from __future__ import annotations

#: What the search for suspects has to say of itself.
FAULTS: dict[str, tuple[str, str]] = {
    "SUSP01": (
        "应指出问题的原因和疑点单元格，查找时程序出错（{kind}，{at}），审核结果不受影响，只是有的问题没有列出原因或疑点。请把本文件和这条信息发给程序维护人员。",
        "Causes and suspect cells were to be named, but the search failed ({kind}, {at}). All results stand; some findings lack a cause or suspects. Please send this file and this message to the maintainers of the program.",
    ),
    "SUSP02": (
        "应先找共同原因、再列问题，本表有 {rows} 行，超过 {most} 行的上限，未查共同原因（整块错位、计量单位写错等），问题逐条列出。请按市县拆分后再审，或逐条核对。",
        "Common causes come before single findings, but this table has {rows} rows, more than {most}: causes (blocks moved, units mistaken) were not looked for and findings are listed one by one. Please split the table and check again, or go through them.",
    ),
}

#: What a slip was, by its kind. {cell} and {figure} say where, {value} what is printed, {suggested} what it would be.
HINTS: dict[str, tuple[str, str]] = {
    "swapped": (
        "{cell} 的 {value} 疑为相邻两位数字（{detail}）颠倒，应为 {suggested}",
        "{value} in {cell} may have two neighbouring digits ({detail}) swapped: {suggested}",
    ),
    "digit": (
        "{cell} 的 {value} 疑有一位数字（{detail}）写错，应为 {suggested}",
        "{value} in {cell} may have one wrong digit ({detail}): {suggested}",
    ),
    "dropped": (
        "{cell} 的 {value} 疑漏写一位数字（{detail}），应为 {suggested}",
        "{value} in {cell} may lack a digit ({detail}): {suggested}",
    ),
    "extra": (
        "{cell} 的 {value} 疑多写一位数字（{detail}），应为 {suggested}",
        "{value} in {cell} may have a digit too many ({detail}): {suggested}",
    ),
    "point": (
        "{cell} 的 {value} 疑小数点错 {detail} 位，应为 {suggested}",
        "{value} in {cell} may have its decimal point {detail} places off: {suggested}",
    ),
    "sign": (
        "{cell} 的 {value} 疑正负号相反，应为 {suggested}",
        "{value} in {cell} may have the wrong sign: {suggested}",
    ),
    "unit": (
        "{cell} 的 {value} 疑按{detail}填写，换算后为 {suggested}",
        "{value} in {cell} may have been given in {detail}: {suggested}",
    ),
    "units": (
        "{cell} 所在的一组数疑都按{detail}填写，一并换算后可消除 {mended} 处不平",
        "all figures of the group of {cell} may have been given in {detail}; converted, {mended} discrepancies are gone",
    ),
    "shifted": (
        "{cell} 的 {value} 疑错行或错列，应为邻格 {detail} 的 {suggested}",
        "{value} in {cell} may have slipped by a row or column: {suggested}, as in {detail}",
    ),
    "exchanged": (
        "{cell} 的 {value} 与 {detail} 的 {suggested} 疑互相填错位置",
        "{value} in {cell} and {suggested} in {detail} may have been exchanged",
    ),
    "left_out": (
        "{cell} 的 {value} 疑漏计入合计 {detail}",
        "{value} in {cell} may have been left out of the total {detail}",
    ),
    "twice": (
        "{cell} 的 {value} 疑在合计 {detail} 中重复计算",
        "{value} in {cell} may have been counted twice in the total {detail}",
    ),
    "misplaced": (
        "{cell} 处有同样大小、方向相反的差额，疑把一笔数记错了位置",
        "{cell} is off by as much the other way: an amount may be booked in the wrong place",
    ),
    "implied": (
        "差额等于由 {cell} 等数推得的数，疑把它记入了这里",
        "the difference equals what {cell} and others imply: it may have been booked here",
    ),
    "stale": (
        "{cell} 的 {value} 是公式的旧结果，重算为 {suggested}",
        "{value} in {cell} is a formula's old result; recalculated it is {suggested}",
    ),
    "held": (
        "{cell} 填的是 {detail} 的数 {value}，疑填错了栏，应为 {suggested}",
        "{cell} holds the amount of {detail}, {value}: it may have been entered in the wrong column: {suggested}",
    ),
    "repeated": (
        "{cell} 的 {value} 与上月完全相同，疑未更新",
        "{value} in {cell} is exactly last month's: it may not have been updated",
    ),
}

#: Words about suspects.
SUSPECTS: dict[str, tuple[str, str]] = {
    "suspects": ("疑点：{sets}", "Suspects: {sets}"),
    "ranked": (
        "疑点（规模过大，未能逐一证明，按不平关系数减平衡关系数排序）：{sets}",
        "Suspects (too large to prove; ranked by broken less sound relations): {sets}",
    ),
    "one": ("{cell} {value} → {suggested}", "{cell} {value} → {suggested}"),
    "unknown": ("{cell} {value}", "{cell} {value}"),
    "both": ("{cells} 同改", "{cells} together"),
    "or": ("；或 ", "; or "),
    "and": (" 与 ", " and "),
    "left": ("；另有 {count} 种", "; {count} more"),
    "left_many": ("；另有更多", "; and more"),
    "slip": ("疑因：{hints}", "Slip: {hints}"),
    "follows": (
        "由此另有 {count} 处，改正后随之消除：{places}",
        "{count} more follow from it and go with it: {places}",
    ),
    "below": ("（随第 {number} 条）{sentence}", "(follows from no. {number}) {sentence}"),
}

#: Headings of the discrepancy workbook about suspects.
ANALYSIS: dict[str, tuple[str, str]] = {
    "analysis": ("疑点分析", "Suspects"),
    "suspect_cells": ("疑点单元格", "Suspected cells"),
    "slip": ("疑因", "Slip"),
    "suggested": ("建议核实值", "Value to verify"),
    "alternative": ("方案", "Way"),
    "printed_now": ("现为", "Reads"),
    "could_read": ("可取", "Could read"),
    "to_read": ("至", "to"),
    "by": ("改动", "Change"),
    "strain": ("张力", "Strain"),
    "analysis_help": (
        "每处不平列出最少要改的单元格，各方案任选其一，改后该关系成立且不破坏其他关系；张力小的在前。仅供核实，程序不改数。",
        "For each discrepancy the fewest cells to change; any one way makes it hold and breaks nothing else, the least "
        "strained first. To be verified: nothing is changed.",
    ),
    "ranked_help": (
        "规模过大，未能证明；按不平关系数减平衡关系数排序。",
        "Too large to prove: ranked by broken less sound relations.",
    ),
    "ways_left": ("另有 {count} 种方案未列。", "{count} more ways are not listed."),
    "ways_many": ("另有更多方案未列。", "More ways are not listed."),
}
