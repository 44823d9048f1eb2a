"""Slips that explain several findings, and what must not move between months."""

from __future__ import annotations

from .month import LEFT

#: {place}: ranges of cells; {column}: their heads.
CAUSES: dict[str, tuple[str, str]] = {
    "SLIP01": (
        "{place}（{column}）应以{unit}填报，现{way_words} 10^{power} 倍，疑按别的单位填写：{back_words} 10^{power} 后，所涉各行的勾稽关系全部成立。请把这几格一并换算成{unit}。",
        "{place} ({column}) should be in {unit} but is 10^{power} times too {way_words}, as in another unit: {back_words} 10^{power} and every relation of these rows holds. Convert these cells to {unit} together.",
    ),
    "SLIP02": (
        "计量单位应与各格的数一致，封面为“{found}”，而全表金额与上月相比都{way_words} 10^{power} 倍。请改正封面的计量单位，或把全表换算成{found}。",
        "The unit should be that of the amounts: the cover says {found}, but against last month all amounts are 10^{power} times too {way_words}. Correct the unit on the cover, or convert the whole table.",
    ),
    "SLIP03": (
        "{place}（{column}）各数应在各自的栏内，现{way_words}{whole_words}：移回后{proof}。请把这些数移回各自的栏。",
        "{place} ({column}): the amounts should stand in columns of their own but were {way_words}{whole_words}; moved back, {proof}. Move them back.",
    ),
    "SLIP04": (
        "第 {found} 行的金额应属于本行的项目，现{proof}（{place}），疑排序或粘贴时项目名称与金额错开。请按项目代码对齐后重填。",
        "The amounts of rows {found} should belong to their projects, but {proof} ({place}): names and amounts were sorted or pasted apart. Align them by 项目代码.",
    ),
    "SLIP05": (
        "{place}应填本月数，现与 {month} 报表的上月末累计、本月、本年累计、开工以来累计完全相同，疑粘贴了上月的行。请改填本月数。",
        "{place} should hold this month's amounts but are exactly those of the report for {month}: last month's rows were pasted. Enter this month's.",
    ),
    "SLIP06": (
        "整份报表应为 {found} 的数，现完成情况各栏与 {month} 报表完全相同，疑把上月的表改了报告期报送。请改填本月数后重报。",
        "The report should be for {found}, but everything completed is exactly as in the report for {month}: last month's report was sent with its month changed. Enter this month's amounts.",
    ),
    "SLIP07": (
        "“{found}”（{place}）是别的行的合计{parts_words}，不应与项目并列计入小计、合计。请删去这一行，或改用表样的小计行。",
        "“{found}” ({place}) is a sum of other rows{parts_words} and should not be counted among the projects. Remove the row, or use the 小计 row of the form.",
    ),
    "SLIP08": (
        "“{found}”（{place}）应为全部分项之和，现{kept_words}，漏了第 {left} 行（共 {count} 行），疑只加了可见行或求和区域不全。请改为全部分项之和。",
        "“{found}” ({place}) should be the sum of all its parts but {kept_words}; rows {left} ({count}) are left out, as when only visible rows are summed or a range is too short. Sum all parts.",
    ),
    "SLIP09": (
        "“{found}”（{place}）应为本月各分项之和，现是 {month} 报表各分项之和，疑沿用了上月的合计。请重新计算。",
        "“{found}” ({place}) should be the sum of this month's parts but is that of the report for {month}. Compute it anew.",
    ),
    "SLIP10": (
        "“{sheet}”应由本月的项目汇总，现{source_words}（{place}），疑整张表沿用旧数没有更新。请重新汇总，或恢复表样的公式。",
        "“{sheet}” should sum up this month's projects, but{source_words} ({place}): the whole table was left as it was. Sum up again, or restore the form's formulas.",
    ),
    "MOVE02": (
        "这份报表应是“{subject}”的，而{before}本单位的 {count} 个项目中 {lost} 个不在其中，现有项目{before}在“{home}”的报表里。疑把别的单位的报表报到了这个名下，请换成本单位的报表。",
        "This report should be that of {subject}, but {lost} of its {count} projects of {before} are gone and those it has stood in the report of {home}: another unit's report was sent under this name. Send the unit's own.",
    ),
    "GONE02": (
        "{before}报过的项目应继续报，现{before}的 {count} 个项目中有 {lost} 个不见了，另有 {new} 个{before}没有的。请核实这份是不是报错了单位、网别或版本，再逐个看。",
        "Projects of {before} should go on, but {lost} of {count} are gone, and {new} are here that {before} did not have. See first whether this is the right unit, network and version; then look at the projects.",
    ),
    "TWIN01": (
        "一个项目应只填一行，现“{name}”与第 {other} 行“{twin}”{alike}，金额逐格相同。请核实是否重复填报；确是两个项目的请写审核说明。",
        "A project should have one row, but “{name}” and row {other} “{twin}” {alike} and agree in every amount. See whether it is reported twice; if they are two projects, write an explanation.",
    ),
    "KEPT01": (
        "{stated_label}上月报 {computed}{unit}（{left_place}），现为 {stated}{unit}（差 {difference}，{explained}）。计划经批准调整的，请写审核说明；否则请改回。",
        "{stated_label} was {computed} {unit} last month ({left_place}) and is {stated} {unit} now (off by {difference}, {explained}). If the plan was changed with approval, write an explanation; else change it back.",
    ),
    "SHRK01": (
        "{stated_label}（到位资金）应不少于上月的 {computed}{unit}（{left_place}），现为 {stated}{unit}（少 {difference}，{explained}）。请核对是否填错来源；确有退回的请写审核说明。",
        "{stated_label} (funds received) should be at least last month's {computed} {unit} ({left_place}) but is {stated} {unit} (short by {difference}, {explained}). See whether the source is right; if funds went back, write an explanation.",
    ),
    "SAME01": (
        "“{name}”应与{before}一致（{place}），现有改动：{changes}。请核对；确有变更的请写审核说明。",
        "“{name}” should be as {before} ({place}) but was changed: {changes}. Check it; if it did change, write an explanation.",
    ),
}

#: What fills {before}, {way_words}, {whole_words}, {proof}, {parts_words} and {alike}, by a finding's words.
SLIPS: dict[str, tuple[str, str]] = {
    "before_month": ("上月", "last month"),
    "before_quarter": ("上季", "last quarter"),
    "before_year": ("上年", "last year"),
    "before_once": ("上期", "last time"),
    "large": ("大了", "large"),
    "small": ("小了", "small"),
    "back_large": ("除以", "divide by"),
    "back_small": ("乘以", "multiply by"),
    "rotated": ("整体轮换了位置", "rotated"),
    "shifted": ("整体错移了栏", "shifted"),
    "exchanged": ("互相填错了位置", "exchanged"),
    "whole": ("（全部项目行）", " in all rows"),
    "last": ("与上月报表相合", "they agree with last month's report"),
    "last_rows": (
        "与上月别行项目的金额逐格相同",
        "are to the digit those of each other's projects last month",
    ),
    "shifted_rows": (
        "整体错开一行，移回后各行的状态与金额全部相符",
        "are one row off: moved back, every row's state fits its amounts",
    ),
    "relations": ("各行的勾稽关系全部成立", "every relation of the rows holds"),
    "parts": ("（第 {parts} 行之和）", " (rows {parts})"),
    "kept": ("只是第 {kept} 行之和", "is that of rows {kept} only"),
    "none": ("一行也没有加", "adds up none"),
    "codes": ("同名而代码不同", "have one name and two codes"),
    "names": ("名称、代码不同", "differ in name and code"),
    "local": ("地方的报表", "the local report"),
    "lead": ("牵头部门的报表", "the lead department's report"),
    "lead_only": ("牵头部门", "the lead department"),
    "lead_and_others": ("牵头部门、{others}", "the lead department, {others}"),
    "others": ("{others}", "{others}"),
    **LEFT,
    "home": (
        "，而这一份的项目在“{home}”的月报里也有",
        ", and those of this one stand in the report of {home}, too",
    ),
    "source": (" {rows} 行都是 {month} 报表各项目之和", " {rows} rows are sums of the report for {month}"),
    "opening": (
        " {rows} 行的开工以来累计完成都是本月各项目的上月末累计之和",
        " {rows} rows end where this month begins",
    ),
    "apart": (
        " {rows} 行与项目不符，而自身各行之和与合计相符",
        " {rows} rows differ from the projects while its own rows add up",
    ),
    "nothing": ("", ""),
}
