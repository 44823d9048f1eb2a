"""The forms to fill in (:mod:`recon.templates`)."""

from __future__ import annotations

#: The monthly form to fill in (:mod:`recon.templates`).
FORM: dict[str, tuple[str, str]] = {
    "use_monthly": (
        "先填好本页，再在“项目月报表”各类别小计下面逐项填写，行数不够时在两个项目行之间插入。小计、合计和“分类汇总表”自动计算，变红的行不平须更正，变黄的行请核实。",
        "Fill in this page, then the project rows below each class's subtotal in sheet 项目月报表, inserting rows between two of them where more are needed. Subtotals, totals and sheet 分类汇总表 compute themselves; a row that turns red does not add up, one that turns yellow should be verified.",
    ),
    "required_mark": ("（必填）", " (required)"),
    "required": ("必填", "yes"),
    "optional": ("选填", "no"),
    "error_list_title": ("不在列表中", "Not in the list"),
    "error_list": ("请从下拉列表中选择。", "Choose from the list."),
    "error_amount_title": ("不是金额", "Not an amount"),
    "error_amount": (
        "请填不小于 0 的数字，不带单位；不适用填 —。",
        "Type a number not below 0, without a unit, or — where it does not apply.",
    ),
    "error_negative_title": ("请核实", "Please verify"),
    "error_negative": (
        "一般是不小于 0 的数字（不带单位）或 —；冲减以前月份的完成额可以填负数。确定要这样填吗？",
        "Usually a number not below 0 (without a unit) or —; a correction of earlier months may be negative. Keep it?",
    ),
    "error_month_title": ("年月写法", "Year and month"),
    "error_month": ("年月请写成 2021-03 这样。", "Write year and month like 2021-03."),
    "notes": ("说明：", "Notes: "),
    "general": ("一、填报要求", "1  How to fill in the form"),
    "checks": ("二、审核关系", "2  What is checked"),
    "checks_head": (
        "序号|代码|级别|应当成立的关系|允许的舍入尾差",
        "No.|Code|Level|What must hold|Rounding allowed",
    ),
    "columns": ("{ordinal}、逐项说明：{sheet}", "{number}  Field by field: {sheet}"),
    "columns_head": ("序号|栏目|要求|怎样填|可选内容", "No.|Field|Required|How to fill it in|Choices"),
    "when": ("{label}为{values}时，{relation}", "where {label} is {values}: {relation}"),
    "month_of": (" {month} 月", "month {month}"),
    "slack": ("末位单位的 {units} 倍", "{units} units of the last place"),
    "slack_sum": ("项数加一的一半个末位单位", "half a unit of the last place for each term and the total"),
    "check_FOOT01": (
        "小计 = 所属项目之和，合计 = 各小计之和",
        "小计 = sum of its projects; 合计 = sum of the 小计",
    ),
    "check_TIE01": (
        "分类汇总表 = 项目月报表按类别、地区汇总",
        "sheet 分类汇总表 = sheet 项目月报表 grouped by 类别 and 地区",
    ),
    "relations_强制性": ("变红须更正：{relations}。", "Red, to be corrected: {relations}."),
    "relations_核实性": ("变黄请核实：{relations}。", "Yellow, to be verified: {relations}."),
    "rule_rows": (
        "只填项目行；小计、合计和分类汇总表是公式，自动计算。行数不够时在同一类别的两个项目行之间插入整行；没有用到的空行不必删除，不算项目。",
        "Fill in project rows only; subtotals, totals and sheet 分类汇总表 are formulas. Where rows run out, insert whole rows between two project rows of the class. Unused rows may stay; they do not count as projects.",
    ),
    "rule_zero": (
        "金额为零填 0，不适用填 —，空白表示未填。0 和 — 都按零参加计算，空白按缺项处理，不当作零。",
        "0 is an amount of zero, — means not applicable, a blank cell means not filled in. 0 and — count as zero; a blank is missing and is never taken for zero.",
    ),
    "rule_months": (
        "年月写成 年-月，如 2021-03；月份写两位数。开工年月不得晚于竣工年月，尚未确定的留空。",
        "Write months as year-month, e.g. 2021-03, with two digits for the month. 开工年月 is not after 竣工年月; leave blank what is not yet known.",
    ),
    "rule_units": (
        "全表金额用封面的计量单位，只填数字，不写单位。各单位保留的小数位数：{places}。",
        "All amounts are in the unit of the cover, digits only. Decimals kept by unit: {places}.",
    ),
    "rule_colours": (
        "一行填全后，不平的单元格变红，需要核实的变黄；舍入造成的尾差不变色。颜色较深的是应先核对的单元格。",
        "Once a row is filled, cells that do not add up turn red and those to verify yellow; rounding differences do not. Look first at the darker cell.",
    ),
    "rule_deadline": (
        "每月结束后 {workdays} 个工作日内报送。报送前可用 recon validate 自行审核。",
        "Due within {workdays} working days after the month ends. Check it beforehand with recon validate.",
    ),
    "bad_month": (
        "--month {found} 不是年月，请写成 2021-03 这样。",
        "--month {found} is no month. Write it like 2021-03.",
    ),
    "missing_option": (
        "缺少 --{option}（或用 --all 生成全部）。可选：{choices}",
        "--{option} is missing (or use --all for every form). Choices: {choices}",
    ),
    "bad_option": (
        "--{option} 没有“{found}”。可选：{choices}",
        "--{option} cannot be “{found}”. Choices: {choices}",
    ),
    "previous_all": (
        "生成一个表时 --previous 是一个单位的上月报表，与 --all 同用时是上月报表的文件夹；{path} 不是。",
        "For one form --previous is one unit's report of last month, with --all the folder of last month's reports; {path} is not.",
    ),
    "no_output": ("请用 -o 指明输出文件。", "Name the file to write with -o."),
    "nobody_owes": (
        "登记簿 {path} 的“应报单位”中没有 {month} 应报的单位。请核对月份、起报月和止报月。",
        "Sheet 应报单位 of the register {path} has nobody who owes a report for {month}. Check the month, 起报月 and 止报月.",
    ),
    "previous_none": (
        "{path} 中没有 {month} 的月报。请核对文件夹和月份。",
        "{path} holds no monthly report for {month}. Check the folder and the month.",
    ),
    "previous_twice": (
        "{path} 和 {other} 都是 {subject} 的上月报表。请只留一份。",
        "{path} and {other} are both last month's report on {subject}. Keep one.",
    ),
    "previous_other": (
        "上月报表 {path} 的{label}是“{found}”，应为：{expected}。请核对文件。",
        "{label} of last month's report {path} is “{found}”; expected: {expected}. Check the file.",
    ),
    "unplaced": (
        "{path} 的项目“{name}”：{label}“{found}”不在列表中，无法归入任何一张表。可选：{choices}",
        "{path}, project “{name}”: {label} “{found}” is not in the list, so it belongs to no form. Choices: {choices}",
    ),
    "no_amount": (
        "{path}!{place} 的{label}“{found}”不是金额。请改为数字，不适用填 —。",
        "{path}!{place}: {label} “{found}” is no amount. Write a number, or — where it does not apply.",
    ),
    "learnt_nothing": (
        "{path} 中没有找到合计、分项或比率关系，学不成表样。表中有合计的，请写明“合计”“小计”等字样再试。",
        "No totals, parts or ratios were found in {path}, so there is no definition to learn. Label its totals and try again.",
    ),
    "exists": (
        "已有同名但内容不同的文件，未写入任何文件：{paths}（共 {count} 个）。如要覆盖请加 --force。",
        "Files of that name with other content exist, so nothing was written: {paths} ({count} in all). Use --force to overwrite.",
    ),
    "made": ("已生成 {count} 个文件：{path}", "{count} files written: {path}"),
    "doubted": (
        "沿用自上月，上月审核时此处存疑，请核实后再报。",
        "Carried over from last month, where this was in question; verify it before you report.",
    ),
    "carried_doubts": (
        "{count} 张表沿用的上月月报不通过或待核实：{names}。其中 {cells} 个存疑的数在表中已标色并加批注；请先催更正，或核实后再报。",
        "{count} forms carry over reports of last month that failed or are to be verified: {names}. {cells} values in question are marked in them; ask for corrections first, or verify them.",
    ),
    "no_last": (
        "{count} 张表没有找到上月报表，没有沿用项目：{names}。请补上月报表后用 --force 重新生成，或手工填入项目。",
        "No report of last month was found for {count} forms, which have no projects: {names}. Add the reports and run again with --force, or enter the projects by hand.",
    ),
    "only_forms": (
        "{options} 用于月报等报表，请同时给出 --month、--year、--quarter 或 --library。",
        "{options} are for the forms; give --month, --year, --quarter or --library as well.",
    ),
    "only_targets": ("--from 只用于 --kind targets。", "--from is for --kind targets only."),
    "not_for": (
        "{options} 不用于 --kind {kind}。可用：{allowed}",
        "{options} are not for --kind {kind}. It takes: {allowed}",
    ),
    "needs": (
        "--kind {kind} 须给出 {option}，如 {option} {example}。",
        "--kind {kind} needs {option}, e.g. {option} {example}.",
    ),
    "bad_period": (
        "--{option} {found} 写法不对，请写成 {example} 这样。",
        "--{option} {found} cannot be read. Write it like {example}.",
    ),
    "missing_choice": (
        "缺少 --{option}。可选：{choices}",
        "--{option} is missing. Choices: {choices}",
    ),
    "annual_other": (
        "年度投资计划 {path} 的{label}是“{found}”，应为：{expected}。请核对文件。",
        "{label} of the annual plan {path} is “{found}”; expected: {expected}. Check the file.",
    ),
}
