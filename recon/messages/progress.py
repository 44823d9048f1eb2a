"""The progress form for indicators: what is wrong with one, and its texts to fill it in."""

from __future__ import annotations

#: Placeholders: what the code needs. ``{name}`` is the indicator in words.
PROGRESS: dict[str, tuple[str, str]] = {
    "PROG01": (
        "“{column}”应为 {expected}（按本行各数重算），现为 {found}。请恢复本格公式，或改正它所用的数。",
        "“{column}” should be {expected}, computed from the row, but is {found}. Restore the formula, or correct what it rests on.",
    ),
    "PROG02": (
        "“进度判断”应为“{expected}”（按本行各数重算），现为“{found}”。请恢复本格公式，或改正它所用的数。",
        "“进度判断” should be “{expected}”, computed from the row, but is “{found}”. Restore the formula, or correct what it rests on.",
    ),
    "PROG03": (
        "“{column}”应与指标库的 {place} 一致，为“{expected}”，现为“{found}”。请恢复；目标已调整的，先改指标库。",
        "“{column}” should be as {place} in the targets workbook, “{expected}”, but is “{found}”. Restore it; if the target was changed, change it there first.",
    ),
    "PROG04": (
        "“{column}”应与指标库一致，{place} 的起点为“{expected}”，现为“{found}”。请核对；基期数已修订的写审核说明。",
        "“{column}” should be as in the targets workbook, where {place} starts from “{expected}”, but is “{found}”. Check it; if it was revised, write an explanation.",
    ),
    "PROG05": (
        "“指标编号”应是指标库中有完成时限的指标，现“{found}”不在其中。请改正编号，或重新生成本表。",
        "“指标编号” should be an indicator with a due date in the targets workbook, but “{found}” is none. Correct it, or generate the form again.",
    ),
    "PROG06": (
        "{name}：按序时进度 {day} 应达 {expected}{unit}（{direction}），本期值为 {found}{unit}，落后 {behind}（舍入只能解释 {slack}），离 {due} 的目标 {target} 还差 {gap}。请核对；属实的写明原因和措施。",
        "{name}: on {day} the straight line is at {expected} {unit} ({direction}), the value is {found} {unit}, {behind} behind it (rounding explains {slack}); {gap} are missing from the target {target} of {due}. Check it; if it is right, write why and what is done.",
    ),
    "PROG07": (
        "{name}：{due} 应达 {target}{unit}（{direction}），{day} 的本期值为 {found}{unit}，还差 {gap}，时限已到。请核对；属实的写明原因和措施。",
        "{name}: {target} {unit} were due on {due} ({direction}), the value of {day} is {found} {unit}, {gap} are missing. Check it; if it is right, write why and what is done.",
    ),
    "PROG08": (
        "{name}：应填本期值，现为空白，按未报处理（{due} 的目标为 {target}{unit}）。请补填；本期没有数的写审核说明。",
        "{name}: 本期值 should be filled in but is blank, so it counts as not reported (target of {due}: {target} {unit}). Fill it in; if there is none this time, write an explanation.",
    ),
    "PROG09": (
        "{name}：应能与 {due} 的目标 {target}{unit} 比较进度，现无法判断：{detail}。请补填或改正本格。",
        "{name}: progress towards {target} {unit} on {due} should be judged but cannot be: {detail}. Fill in or correct this cell.",
    ),
    "PROG10": (
        "比率应在 0 到 {whole}{unit} 之间，本期值为 {found}{unit}。请核对单位和小数点。",
        "A share should be between 0 and {whole} {unit}, but 本期值 is {found} {unit}. Check the unit and the decimal point.",
    ),
    "PROG11": (
        "基期应不晚于本期日期，现本期日期 {finish} 早于基期 {start}。请核对两个日期。",
        "基期 should not be after 本期日期, but {finish} is before {start}. Check both dates.",
    ),
    "PROG12": (
        "指标库中来源 {source} 有完成时限的指标应各有一行，现缺 {count} 项：{missing}。请补列，或重新生成本表。",
        "Each indicator of {source} with a due date should have its row, but {count} are missing: {missing}. Add them, or generate the form again.",
    ),
}

#: Why progress cannot be judged; fills {detail} of PROG09.
OBSTACLES: dict[str, tuple[str, str]] = {
    "no_direction": (
        "没有基期值，不知是升是降",
        "without 基期值 it is not known whether it is to rise or to fall",
    ),
    "no_day": ("没有本期日期", "本期日期 is blank"),
    "no_base": ("没有基期值", "基期值 is blank"),
    "no_start": ("没有基期", "基期 is blank"),
    "late_start": ("基期不早于完成时限", "基期 is not before 完成时限"),
}

#: Texts of the form.
PROGRESS_FORM: dict[str, tuple[str, str]] = {
    "use_progress": (
        "先填好本页，再在“指标进展表”各行填本期值；没有基期值的补填基期和基期值。应达值、差距、进度判断自动计算，其余各栏不改。",
        "Fill in this page, then 本期值 of each row in sheet 指标进展表, and 基期 with 基期值 where they are blank. 应达值, 差距 and 进度判断 compute themselves; leave the other columns as they are.",
    ),
    "rule_rows_progress": (
        "每个指标一行，只填基期、基期值（没有预填的）、本期日期、本期值和说明。没有数的留空，按未报处理，不当作零。",
        "One row an indicator; fill in 基期 and 基期值 where they are blank, 本期日期, 本期值 and 说明. Without a value leave it blank: it counts as not reported, never as zero.",
    ),
    "rule_line": (
        "应达值 = 基期值 + （目标值 − 基期值）× 已过天数 ÷ 总天数，按日计算。本期值按四舍五入看待，它可能代表的数中有一个达到应达值就算按期。",
        "应达值 = 基期值 + (目标值 − 基期值) × days gone ÷ all days. 本期值 is taken as rounded: if any number that it can stand for reaches 应达值, it is on time.",
    ),
    "rule_verdicts": (
        "差距为正是还差多少，为负是超过目标。已完成：达到目标；按期、滞后：与应达值比较；逾期未达：时限已到而没有达到；缺基期值的无法判断，不算通过。",
        "差距 is what is still missing, negative beyond the target. 已完成: reached; 按期, 滞后: against 应达值; 逾期未达: due and not reached; without 基期值 it is 无法判断, which is no pass.",
    ),
    "rule_progress": (
        "报送前可用 recon validate 自行审核，加 --targets 与指标库核对目标、方向和时限。",
        "Check it beforehand with recon validate, and with --targets against targets, directions and due dates of the targets workbook.",
    ),
    "error_number_title": ("不是数字", "Not a number"),
    "error_number": (
        "请只填数字，不带单位；没有数的留空。",
        "Type digits only, without a unit; leave it blank if there is none.",
    ),
    "no_indicators": (
        "{path} 中没有符合 --{option} {found} 的有完成时限的指标。可选：{choices}",
        "{path} has no indicator with a due date for --{option} {found}. Choices: {choices}",
    ),
    "check_PROG01": ("应达值、差距按本行各数重算相等", "应达值 and 差距 are what the row makes them"),
    "check_PROG02": ("进度判断按本行各数重算相同", "进度判断 is what the row makes it"),
    "check_PROG03": (
        "目标、方向、时限等与指标库一致",
        "target, direction, due date are those of the targets workbook",
    ),
    "check_PROG04": ("基期、基期值与指标库一致", "基期 and 基期值 are those of the targets workbook"),
    "check_PROG05": ("指标编号在指标库中", "指标编号 is in the targets workbook"),
    "check_PROG06": ("本期值达到目标值或应达值", "本期值 reaches 目标值 or 应达值"),
    "check_PROG07": ("时限已到的指标达到目标值", "what is due has reached 目标值"),
    "check_PROG08": ("每个指标有本期值", "each indicator has its 本期值"),
    "check_PROG09": ("每个指标能判断进度", "the progress of each indicator can be judged"),
    "check_PROG10": ("比率在 0 与 100% 之间", "a share is between 0 and 100%"),
    "check_PROG11": ("基期 ≤ 本期日期", "基期 ≤ 本期日期"),
    "check_PROG12": ("来源的每个指标都有一行", "each indicator of the document has a row"),
}
