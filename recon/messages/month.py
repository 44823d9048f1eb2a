"""What the files of a month say together, and the words of the roll-up workbook."""

from __future__ import annotations

#: Findings across the files of a month. Placeholders: column, found, and what the code needs.
MONTH: dict[str, tuple[str, str]] = {
    "VIEW01": (
        "{label} 行业与地方应一致：地方 {left_place} 为 {computed}{unit}，行业 {right_place} 为 {stated}{unit}（差 {difference}，{explained}）。请两家核对，由填错的一方更正。",
        "{label} should read alike in both views: {computed} {unit} in the local report ({left_place}), {stated} {unit} in the lead department's ({right_place}) (off by {difference}, {explained}). Both should check it; the one that is wrong corrects it.",
    ),
    "GAP01": (
        "项目“{name}”（{found}）行业与地方两边都应报，{others} 中没有。请核实是漏报、重报还是代码不同。",
        "Project “{name}” ({found}) should be in both views but is not in {others}. See whether it was left out, told twice or has another code there.",
    ),
    "GAP02": (
        "项目“{name}”的{column}行业与地方应一致，行业（{others}）为“{expected}”，此处为“{found}”。请两家核对。",
        "{column} of project “{name}” should be the same in both views: “{expected}” in the lead department's ({others}), “{found}” here. Both should check it.",
    ),
    "LACK01": (
        "{network}应报 {expected} 份，已计入 {found} 份，未报或未计入：{others}。请催报；确无项目的请说明。",
        "{network}: {expected} reports are due, {found} count; missing or not counted: {others}. Ask for them; say so where there is nothing to report.",
    ),
    "LEFT01": (
        "这份月报应计入 {expected} 的汇总，现未计入：{found}。请更正或只留一份后再汇总。",
        "This report should count for {expected} but does not ({found}). Correct it, or keep one of the two, and roll up again.",
    ),
    "LAG01": (
        "“{name}”的项目完成率应与时间进度相当（全年已过 {elapsed}，容许落后 {expected}），{count} 个项目中有 {found} 个落后更多。请核实原因，见“约谈名单”。",
        "Projects of “{name}” should keep to the calendar ({elapsed} of the year has passed; {expected} behind is tolerated), but {found} of {count} are further behind. See why, in the list of units.",
    ),
}  # fmt: skip
