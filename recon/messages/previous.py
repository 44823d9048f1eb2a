"""What a monthly report says against last month's, and against the other reports of its month."""

from __future__ import annotations

#: No gap is wide here: with two or three numbers the limit of rounding is not above 3σ.
PREVIOUS: dict[str, tuple[str, str]] = {
    "PREV01": (
        "上月末累计完成应为上月报表的开工以来累计完成 {computed}{unit}（{left_place}），现为 {stated}{unit}（差 {difference}，{explained}）。请核对本格；上月数有误的，请注明并重报上月。",
        "The opening should be last month's closing {computed} {unit} ({left_place}) but is {stated} {unit} (off by {difference}, {explained}). Check this cell; if last month was wrong, say so and report it again.",
    ),
    "YTD01": (
        "本年累计完成应为上月的本年累计完成加本月完成 {sum} = {computed}{unit}（{left_place}），现为 {stated}{unit}（差 {difference}，{explained}）。请核对本月完成和本年累计完成。",
        "The year to date should be last month's plus this month's completion, {sum} = {computed} {unit} ({left_place}), but is {stated} {unit} (off by {difference}, {explained}). Check the month and the year to date.",
    ),
    "PTOT01": (
        "总投资上月报 {computed}{unit}（{left_place}），现为 {stated}{unit}（差 {difference}，{explained}）。经批准调整的，请写审核说明；否则请改回。",
        "Total investment was {computed} {unit} last month ({left_place}) and is {stated} {unit} now (off by {difference}, {explained}). If the change was approved, write an explanation; else change it back.",
    ),
    "LAST01": (
        "应有 {month} 的{before}报表，没有找到同一{subject}的，与{before}的衔接没有审核。请把{before}报表放入 --previous 指定的文件夹。",
        "There should be a report for {month} on the same {subject}; none was found, so nothing was checked against {before}. Put it into the folder named with --previous.",
    ),
    "GONE01": (
        "项目“{name}”（{found}）{before}在报（{place}），应继续填报，现表中没有。请补报；已调出的请写审核说明。",
        "Project “{name}” ({found}) was reported {before} ({place}) and should still be, but is not in the table. Add it; if it was taken off the list, write an explanation.",
    ),
    "NEW01": (
        "项目“{name}”（{found}）{before}没有，按新增项目审核。请核实是否新增。",
        "Project “{name}” ({found}) was not reported {before} and is taken for new. See whether it is.",
    ),
    "NEW03": (
        "项目“{name}”（{found}）{before}没有，新增项目的{label}应为 0，现为 {opening}。请核实；以前漏报的，请写审核说明。",
        "Project “{name}” ({found}) was not reported {before}; {label} of a new project should be 0 but is {opening}. Verify; if it was left out before, write an explanation.",
    ),
    "NEW02": (
        "项目“{name}”（{found}）{before}由 {home} 填报，不应改由本表填报。请与对方确认由谁填报；确已移交的请写审核说明。",
        "Project “{name}” ({found}) was reported by {home} {before} and should not move here. Settle who reports it; if it was handed over, write an explanation.",
    ),
    "MOVE01": (
        "“{column}”{before}为“{expected}”（{place}），现为“{found}”。项目不应更换{column}，请改正；确有调整的请写审核说明。",
        "“{column}” was “{expected}” {before} ({place}) and is “{found}” now. A project should not change its {column}: correct it, or write an explanation.",
    ),
    "BACK01": (
        "“{column}”{before}为“{expected}”（{place}），现退回为“{found}”。请核对；属实请写审核说明。",
        "“{column}” was “{expected}” {before} ({place}) and went back to “{found}”. Check it; if right, write an explanation.",
    ),
    "CODE03": (
        "“{column}”{before}为“{expected}”（{place}），同名项目现为“{found}”。请核对代码；经重新赋码的请写审核说明。",
        "“{column}” was “{expected}” {before} ({place}); the project of the same name now has “{found}”. Check the code; if it was given anew, write an explanation.",
    ),
}
