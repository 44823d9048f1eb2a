"""What is wrong with the quarterly lists, a project library, or the year's plan of a monthly report."""

from __future__ import annotations

#: Placeholders: what the code needs.
PERIODIC: dict[str, tuple[str, str]] = {
    "FORM05": (
        "应有“{sheet}”这张表，现在工作簿中找不到它的表头。请补上（见 recon template 生成的表）。",
        "There should be a table “{sheet}”, but its header is nowhere in the workbook. Add it (see a form made by recon template).",
    ),
    "TASK01": (
        "任务 {found} 应在“{sheet}”中有一行，现在没有。请补填责任领导、责任单位和责任人。",
        "Task {found} should have one row in “{sheet}” but has none. Add who answers for it.",
    ),
    "TASK02": (
        "任务 {found} 在“{sheet}”中应只有一行，现有多行（{cells}）。请合并，或改正编号。",
        "Task {found} should have one row in “{sheet}” but has several ({cells}). Join them or correct the number.",
    ),
    "TASK03": (
        "“{column}”应是“{sheet}”中的编号，现“{found}”不在其中。请补列任务或改正编号。",
        "“{column}” should be a number of “{sheet}”, but “{found}” is not there. List the task or correct the number.",
    ),
    "TASK04": (
        "领域“{upper}”的工作组应为 {choices}，现为“{found}”。请改正领域或工作组。",
        "Area “{upper}” should be with {choices} but is with “{found}”. Correct area or group.",
    ),
    "TASK05": (
        "完成时限应不早于起始日期，现为 {finish} 早于 {start}。请核对两个日期。",
        "完成时限 should not be before 起始日期, but {finish} is before {start}. Check both dates.",
    ),
    "TASK06": (
        "任务 {task} 已完成，应填完成日期，现为空白。请补填。",
        "Task {task} is finished and should have its 完成日期, which is blank. Fill it in.",
    ),
    "TASK07": (
        "完成日期应不早于起始日期，现为 {finish} 早于 {start}。请核对两个日期。",
        "完成日期 should not be before 起始日期, but {finish} is before {start}. Check both dates.",
    ),
    "TASK08": (
        "有完成日期（{done}）的任务应为“已完成”，现为“{found}”。请改正完成状态，或删去完成日期。",
        "A task with a 完成日期 ({done}) should be 已完成 but is “{found}”. Correct the state or remove the date.",
    ),
    "TASK09": (
        "完成时限 {due} 已过（季度末 {end}）而没有完成，应为“滞后”，现为“{found}”。请核实进度。",
        "The task was due on {due}, before the quarter's end {end}, and is not finished: it should be 滞后 but is “{found}”. Verify it.",
    ),
    "PROB01": (
        "“{column}”应是“{sheet}”中的编号，现“{found}”不在其中。请补列任务或改正编号。",
        "“{column}” should be a number of “{sheet}”, but “{found}” is not there. List the task or correct the number.",
    ),
    "PROB02": (
        "解决时限应不早于提出日期，现为 {finish} 早于 {start}。请核对两个日期。",
        "解决时限 should not be before 提出日期, but {finish} is before {start}. Check both dates.",
    ),
    "PROB03": (
        "问题 {problem} 已解决，应填销号日期，现为空白。请补填；还没有销号的，状态改为“未解决”。",
        "Problem {problem} is settled and should have its 销号日期, which is blank. Fill it in, or call the problem 未解决.",
    ),
    "PROB04": (
        "销号日期应不早于提出日期，现为 {finish} 早于 {start}。请核对两个日期。",
        "销号日期 should not be before 提出日期, but {finish} is before {start}. Check both dates.",
    ),
    "PROB05": (
        "有销号日期（{closed}）的问题应为“已解决”，现为“{found}”。请改正状态，或删去销号日期。",
        "A problem with a 销号日期 ({closed}) should be 已解决 but is “{found}”. Correct the state or remove the date.",
    ),
    "LIBR01": (
        "{library}的“{column}”应为“{expected}”，现为“{found}”。请改正库别或{column}。",
        "“{column}” of a {library} should be “{expected}” but is “{found}”. Correct it, or the kind of library.",
    ),
    "YPLN01": (
        "“{column}”应与年度投资计划一致：{place} 为 {expected}{unit}，现为 {found}{unit}（差 {difference}，允许 {slack}）。请核对；计划已调整的写审核说明。",
        "“{column}” should be as in the annual plan: {place} has {expected} {unit}, here it is {found} {unit} (off by {difference}, {slack} allowed). Check it; if the plan was changed, write an explanation.",
    ),
}
