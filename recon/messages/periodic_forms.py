"""The annual plan, the library and the quarterly report to fill in (:mod:`recon.templates`)."""

from __future__ import annotations

#: Texts of these forms; the rest is shared with the monthly form.
PERIODIC_FORM: dict[str, tuple[str, str]] = {
    "use_annual": (
        "先填好本页，再在“年度投资计划”各类别小计下面逐项填写，行数不够时在两个项目行之间插入。小计、合计自动计算，变红的行不平须更正。",
        "Fill in this page, then the project rows below each class's subtotal in sheet 年度投资计划, inserting rows between two of them where more are needed. Subtotals and totals compute themselves; a row that turns red does not add up.",
    ),
    "use_library": (
        "先填好本页，再在“项目库”中每个项目填一行，先选网别再选类别，行数不够时在两个项目行之间插入。合计自动计算，变红的行不平须更正。",
        "Fill in this page, then one row a project in sheet 项目库, choosing 网别 before 类别, inserting rows between two of them where more are needed. The total computes itself; a row that turns red does not add up.",
    ),
    "use_quarterly": (
        "先填好本页，再填“任务清单”；每项任务在“责任清单”中填一行，需要协调的问题填入“问题清单”，任务编号从下拉列表选择。没有问题的，问题清单留空。",
        "Fill in this page, then sheet 任务清单; give each task one row in 责任清单, and list what must be settled in 问题清单, choosing the task's number from the list. Without problems leave 问题清单 blank.",
    ),
    "error_listed_title": ("没有这项任务", "No such task"),
    "error_listed": ("任务清单中没有这个编号。确定要这样填吗？", "任务清单 has no such number. Keep it?"),
    "error_day_title": ("日期写法", "Date"),
    "error_day": ("日期请写成 2021-03-31 这样。", "Write the date like 2021-03-31."),
    "error_quarter_title": ("季度写法", "Quarter"),
    "error_quarter": ("季度请写成 2021Q1 这样。", "Write the quarter like 2021Q1."),
    "error_year_title": ("年度写法", "Year"),
    "error_year": ("年度请写成 2021 这样。", "Write the year like 2021."),
    "rule_rows_annual": (
        "只填项目行；小计、合计是公式，自动计算。行数不够时在同一类别的两个项目行之间插入整行；没有用到的空行不必删除，不算项目。",
        "Fill in project rows only; subtotals and totals are formulas. Where rows run out, insert whole rows between two project rows of the class. Unused rows may stay; they do not count as projects.",
    ),
    "rule_annual": (
        "按轻重缓急和投资能力安排，不超过项目的总投资；各月月报的本年计划与本表一致。报送前可用 recon validate 自行审核，加 --targets plan 与规划核对。",
        "Plan by urgency and means, within each project's 总投资; 本年计划 of the monthly reports is that of this table. Check it beforehand with recon validate, and against the plan with --targets plan.",
    ),
    "rule_rows_library": (
        "每个项目一行，合计是公式，自动计算。没有用到的空行不必删除，不算项目。项目代码是两库比对的依据，不得重复。",
        "One row a project; the total is a formula. Unused rows may stay; they do not count as projects. Libraries are matched by 项目代码, which must be unique.",
    ),
    "rule_library": (
        "{of_whole}和{of_network}的地区填“{whole}”，{of_region}填所在市（州）；只有{of_network}填网别。清单动态调整，报告期填清单所属月份。",
        "地区 of {of_whole} and {of_network} is {whole}, that of a {of_region} its region; only a {of_network} has a 网别. The list changes over time: 报告期 is its month.",
    ),
    "rule_rows_quarterly": (
        "每项任务一行，任务编号不得重复；行数不够时插入整行；没有用到的空行不必删除，不算任务。",
        "One row a task, with a number of its own; insert whole rows where they run out. Unused rows may stay; they do not count as tasks.",
    ),
    "rule_lists": (
        "每项任务在责任清单中有且只有一行，写明责任领导、责任单位和责任人；问题清单的每个问题对应一项任务。",
        "Each task has exactly one row in 责任清单, with leader, unit and person; each problem belongs to a task.",
    ),
    "rule_days": (
        "日期写成 年-月-日，如 2021-03-31。时限、完成日期不早于起始日期，解决时限、销号日期不早于提出日期。",
        "Write dates as year-month-day, e.g. 2021-03-31. Limits and completion are not before the start, nor is settling before raising.",
    ),
    "rule_closed": (
        "已完成的填完成日期，已解决的填销号日期，其余留空；季度末已过时限而没有完成的，状态填“滞后”。",
        "Enter 完成日期 for what is finished and 销号日期 for what is settled, and only there; what is overdue at the quarter's end is 滞后.",
    ),
    "rule_quarterly": (
        "每季度结束后 {workdays} 个工作日内报送。报送前可用 recon validate 自行审核。",
        "Due within {workdays} working days after the quarter ends. Check it beforehand with recon validate.",
    ),
    "slack_none": ("—", "—"),
    "slack_both": ("两个文件各半个末位单位", "half a unit of the last place of each file"),
    "check_YPLN01": (
        "各月月报的本年计划 = 本表同一项目的本年计划",
        "本年计划 of the monthly reports = 本年计划 of the project here",
    ),
    "check_LIBR01": ("封面的库别与网别、地区相符", "库别, 网别 and 地区 of the cover fit each other"),
    "check_TASK01": ("每项任务在责任清单中有一行", "each task has a row in 责任清单"),
    "check_TASK02": ("每项任务在责任清单中只有一行", "each task has no more than one row in 责任清单"),
    "check_TASK03": ("责任清单的任务编号在任务清单中", "任务编号 of 责任清单 is in 任务清单"),
    "check_TASK04": ("工作组负责该领域", "工作组 works in 领域"),
    "check_TASK05": ("起始日期 ≤ 完成时限", "起始日期 ≤ 完成时限"),
    "check_TASK06": ("已完成的任务有完成日期", "a task that is 已完成 has its 完成日期"),
    "check_TASK07": ("起始日期 ≤ 完成日期", "起始日期 ≤ 完成日期"),
    "check_TASK08": ("有完成日期的任务是已完成", "a task with a 完成日期 is 已完成"),
    "check_TASK09": (
        "完成时限早于季度末而没有完成的任务是滞后",
        "a task due before the quarter's end and not finished is 滞后",
    ),
    "check_PROB01": ("问题清单的任务编号在任务清单中", "任务编号 of 问题清单 is in 任务清单"),
    "check_PROB02": ("提出日期 ≤ 解决时限", "提出日期 ≤ 解决时限"),
    "check_PROB03": ("已解决的问题有销号日期", "a problem that is 已解决 has its 销号日期"),
    "check_PROB04": ("提出日期 ≤ 销号日期", "提出日期 ≤ 销号日期"),
    "check_PROB05": ("有销号日期的问题是已解决", "a problem with a 销号日期 is 已解决"),
}
