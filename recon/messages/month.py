"""What the files of a month say together, and the words of the roll-up workbook."""

from __future__ import annotations

#: Why a report does not count for the month, by ``left_`` and a reason of :mod:`recon.month.intake`.
LEFT: dict[str, tuple[str, str]] = {
    "left_month": ("报告期不是本月", "for another month"),
    "left_subject": ("网别或地区不明", "network or region unknown"),
    "left_empty": ("没有项目行", "no projects"),
    "left_twice": (
        "同一内容报了两份，内容不同，报出日期、收到日期和版本号都相同，都未计入",
        "told twice and differently, with the same dates and version number; neither counts",
    ),
    "left_superseded": ("已被后来报送的一份取代", "superseded by a later one"),
    "left_copy": ("与另一份完全相同", "the same as another file"),
}
#: Findings across the files of a month, in the order in which they are told. Placeholders: column, found, and what the code needs.
MONTH: dict[str, tuple[str, str]] = {
    "LACK01": (
        "{network}应报 {expected} 份，已计入 {found} 份，未报或未计入：{absent_words}。请催报；确无项目的请说明。",
        "{network}: {expected} reports are due, {found} count; missing or not counted: {absent_words}. Ask for them; say so where there is nothing to report.",
    ),
    "LEFT01": (
        "这份月报应计入 {expected} 的汇总，现未计入：{reason_words}。请更正或只留一份后再汇总。",
        "This report should count for {expected} but does not ({reason_words}). Correct it, or keep one of the two, and roll up again.",
    ),
    "GAP03": (
        "两边应报同样的项目，现这一份（{count} 个项目）与 {others} 大半对不上：{found} 个项目只在一边{home_words}。请核实这一份是不是报错了单位或月份，再逐个看。",
        "Both views should tell the same projects, but most of this report ({count} projects) and {others} do not meet: {found} projects are in one of them only{home_words}. See first whether the report is of another unit or month; then look at the projects.",
    ),
    "VIEW03": (
        "两边金额的单位应与各自封面一致，现 {count} 个项目的金额与 {others} 相比都差同一个倍数（地方{way_words} 10^{power} 倍），共 {cells} 格。两份中有一份的计量单位或金额填错，请先核对这一份的封面单位（{unit}）。",
        "The amounts of both views should be in the units of their covers, but those of all {count} projects differ from {others} by one factor (the local ones are 10^{power} times too {way_words}): {cells} cells. One of the two has a wrong unit; look at this report's cover ({unit}) first.",
    ),
    "VIEW04": (
        "两边各项目的金额应对应同一个项目，现与 {others} 是同样的几组数而项目不同（{count} 个项目中 {found} 个，{cells} 格），疑有一份排序或粘贴时金额与项目错行。请先核对这一份，按项目代码对齐。",
        "Amounts should belong to the same projects in both views, but this report and {others} have the same rows of amounts at other projects ({found} of {count}, {cells} cells): in one of them names and amounts were sorted or pasted apart. Look at this one first and align it by 项目代码.",
    ),
    "VIEW05": (
        "两边应为同一个月的数，现{late_words}的开工以来累计完成正是另一边的上月末累计（{count} 个项目，{cells} 格不符，另一份为 {others}），疑报的是上月的数。请改填本月数后重报。",
        "Both views should tell one month, but {late_words} ends where the other's month begins ({count} projects, {cells} cells differ; the other is {others}): it holds last month's amounts. Enter this month's and send it again.",
    ),
    "VIEW06": (
        "两边同一项目的内容应一致，现与 {others} 的 {count} 个项目中有 {found} 个不符，共 {cells} 格，大半不符多半是报错了一整份（版本、月份、口径）。请先核对两份是不是同一口径的定稿，再逐格看。",
        "Projects should read alike in both views, but {found} of {count} differ from {others} in {cells} cells: where most differ, a whole report is of another version, month or scope. See first whether both are final; then look at the cells.",
    ),
    "REPT01": (
        "“{column}”在全月各地报表中应只出现一次，现 {found} 由 {homes} 同时填报（{cells}）。请确认由谁填报，另一家删去；填错代码的改正。",
        "“{column}” should stand once in a month's local reports, but {found} is reported by {homes} ({cells}). Settle who reports it and remove it from the other; correct a mistyped code.",
    ),
    "VIEW01": (
        "{label} 行业与地方应一致：地方 {left_place} 为 {computed}{unit}，行业 {right_place} 为 {stated}{unit}（差 {difference}，{explained}）。请两家核对，由填错的一方更正。",
        "{label} should read alike in both views: {computed} {unit} in the local report ({left_place}), {stated} {unit} in the lead department's ({right_place}) (off by {difference}, {explained}). Both should check it; the one that is wrong corrects it.",
    ),
    "VIEW02": (
        "项目 {project} 的名称行业与地方应一致：地方为“{found}”，行业为“{expected}”。请两家核对，以批复文件为准统一。",
        "Project {project} should have one name in both views: “{found}” in the local report, “{expected}” in the lead department's. Both should check it against the approval.",
    ),
    "GAP01": (
        "项目“{name}”（{found}）行业与地方两边都应报，{others} 中没有。请核实是漏报、重报还是代码不同。",
        "Project “{name}” ({found}) should be in both views but is not in {others}. See whether it was left out, told twice or has another code there.",
    ),
    "GAP02": (
        "项目“{name}”的{column}行业与地方应一致，行业（{others}）为“{expected}”，此处为“{found}”。请两家核对。",
        "{column} of project “{name}” should be the same in both views: “{expected}” in the lead department's ({others}), “{found}” here. Both should check it.",
    ),
    "LAG01": (
        "“{name}”的项目完成率应与时间进度相当（全年已过 {elapsed}，容许落后 {expected}），{count} 个项目中有 {found} 个落后更多。请核实原因，见“约谈名单”。",
        "Projects of “{name}” should keep to the calendar ({elapsed} of the year has passed; {expected} behind is tolerated), but {found} of {count} are further behind. See why, in the list of units.",
    ),
}
