"""The office's register: its faults, its history's troubles, the month's workbook and what the command prints."""

from __future__ import annotations

#: Faults of the office's own workbook.
OWED: dict[str, tuple[str, str]] = {
    "OWED01": (
        "同一报表每月只应有一行应报，“{found}”与 {other} 行的起止月重叠。请改起报月、止报月，或删去一行。",
        "A report should be owed in one row a month; the months of “{found}” overlap with row {other}. Change first or last month, or remove a row.",
    ),
    "OWED02": (
        "止报月应不早于起报月，现 {last} 早于 {first}，该行没有应报的月份。请改正。",
        "The last month should not be before the first, but {last} is before {first}, so nothing is owed. Correct it.",
    ),
    "OWED03": (
        "“日期”应写成 2027-02-05 这样，类型为“全年”时只写年份 2027；现为“{found}”（{kind}）。本行未采用，请改写。",
        "A day should be written like 2027-02-05, and with 全年 the year alone, 2027, but is “{found}” ({kind}). The row is not used; rewrite it.",
    ),
}

#: Why the history cannot be used.
STORES: dict[str, tuple[str, str]] = {
    "STORE01": (
        "登记历史 {path} 已损坏（{detail}）。请从备份恢复该文件；没有备份的，把它改名保存后重新运行，历史从头记起。",
        "The history {path} is damaged ({detail}). Restore it from a backup; without one, rename it and run again: the history then begins anew.",
    ),
    "STORE02": (
        "登记历史 {path} 正被另一个程序写入。请等它结束后再运行。",
        "The history {path} is being written by another program. Run again when that has ended.",
    ),
    "STORE03": (
        "{path} 不是本程序可用的登记历史（版本应为 {expected}，现为 {found}）。请更新本程序，或另指登记簿。",
        "{path} is not a history this program can use (version {expected} expected, {found} found). Update the program, or name another register.",
    ),
    "STORE05": (
        "登记历史 {path} 不在或是空的，而此前记有 {files} 份文件。历史不会从头记起。请恢复该文件（最近的备份：{copy}）；确要重新开始的，删除旁边的 .count 文件和备份文件夹。",
        "The history {path} is gone or empty, and it held {files} files. It is not begun anew. Restore it (latest copy: {copy}); to begin again on purpose, delete the .count file and the folder of copies beside it.",
    ),
    "STORE06": (
        "登记簿旁没有登记历史 {path}，而 {found} 没有登记簿：登记簿可能改过名。请把历史改成与登记簿同名，或把登记簿改回原名；两者确无关系的，删除 {found}.count。",
        "Beside the register there is no history {path}, while {found} has no register: it may have been renamed. Give the history the register's name, or the register its old one; if they are unrelated, delete {found}.count.",
    ),
    "STORE07": (
        "登记历史 {path} 只有 {found} 份文件，此前记有 {files} 份：可能是旧的副本，或是另一个登记簿的。请恢复该文件（最近的备份：{copy}）；确以现有的为准的，删除旁边的 .count 文件。",
        "The history {path} holds {found} files, and {files} were recorded: it may be an old copy, or another register's. Restore it (latest copy: {copy}); if it is the right one, delete the .count file beside it.",
    ),
    "STORE04": (
        "登记历史 {path} 无法打开或写入（{detail}）。请检查文件夹、权限和磁盘空间。",
        "The history {path} cannot be opened or written ({detail}). Check folder, permissions and disk space.",
    ),
}

#: Headings and sentences of the month's workbook and of the command.
REGISTER: dict[str, tuple[str, str]] = {
    "title": ("{month} 月报登记簿", "Register of monthly reports, {month}"),
    "sheet_overview": ("一览", "Overview"),
    "sheet_list": ("登记", "Register"),
    "sheet_urge": ("催报", "Reminders"),
    "sheet_versions": ("历次版本", "Versions"),
    "sheet_problems": ("未决问题", "Open findings"),
    "sheet_notes": ("审核说明", "Explanations"),
    "received": ("已报", "received"),
    "late": ("迟报", "late"),
    "missing": ("未报", "missing"),
    "pending": ("未到期", "not due"),
    "undated": ("限期未定", "no deadline"),
    "not_owed": ("—", "—"),
    "deadline": ("报送限期", "Deadline"),
    "today": ("登记日期", "As of"),
    "due_day": (
        "{day}（{weekday}）。每月结束后 {workdays} 个工作日内，计 {counted}",
        "{day} ({weekday}): within {workdays} working days after the month: {counted}",
    ),
    "weekdays": (
        "星期一|星期二|星期三|星期四|星期五|星期六|星期日",
        "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
    ),
    "month_day": ("{month}月{day}日", "{month:02d}-{day:02d}"),
    "no_calendar": (
        "未知：{year} 年的放假调休安排本程序没有（从 {day} 起），不作推测。国务院办公厅公布后请更新 chinesecalendar，或在“放假调休”中逐日列出，并加一行“{year}、全年”。",
        "Unknown: the program has no calendar for {year} (from {day} on) and does not guess. Once the State Council has published it, update chinesecalendar, or list the days in sheet 放假调休 with a line “{year}, 全年”.",
    ),
    "unfinished_head": ("请注意", "Note"),
    "unfinished": (
        "最近一次审核没有做完，以下可能不全；请用同样的命令重新运行。",
        "The last run was broken off, so this may be incomplete; run the same command again.",
    ),
    "grid": ("一、分网别、地区情况", "1  By network and region"),
    "counts": ("二、分网别份数", "2  Number of reports by network"),
    "chart": ("各网别报送情况（份）", "Reports by network"),
    "others": ("名单以外和未能登记的文件", "Files that nobody owed or that could not be placed"),
    "owed": ("应报", "Owed"),
    "total": ("合计", "Total"),
    "network": ("网别", "Network"),
    "region": ("地区", "Region"),
    "sender": ("应报单位", "Unit"),
    "contact": ("联系人", "Contact"),
    "phone": ("电话", "Phone"),
    "number": ("序号", "No."),
    "state": ("状态", "State"),
    "days": ("逾期天数", "Days late"),
    "version": ("版本", "Version"),
    "first": ("首次收到", "First received"),
    "last": ("本版收到", "This version"),
    "stated": ("报出日期", "Date on cover"),
    "reported_by": ("报送单位", "Sent by"),
    "verdict": ("结论", "Verdict"),
    "must": ("强制性", "To correct"),
    "verify": ("核实性", "To verify"),
    "file": ("文件", "File"),
    "reason": ("原因", "Reason"),
    "reason_unasked": ("不在应报名单中", "nobody owed it"),
    "reason_month": ("封面的报告期是 {found}，不是本月", "its cover says {found}, another month"),
    "reason_subject": (
        "封面缺少网别、地区或报告期，无法归入",
        "network, region or month is missing on its cover",
    ),
    "reason_kind": ("不是月报", "no monthly report"),
    "none": ("没有。", "None."),
    "urge_missing": (
        "一、未报（逐单位一行，文字可直接发送）",
        "1  Missing (a unit a row; the text is ready to send)",
    ),
    "urge_late": ("二、迟报（已收到）", "2  Received late"),
    "networks": ("所欠报表", "Reports"),
    "count": ("份数", "Number"),
    "text": ("催报文字", "Text to send"),
    "urge_text": (
        "{sender}：截至{today}，贵单位 {month} 的项目推进情况月报尚未收到，共 {count} 份：{reports}。报送限期为{deadline}（每月结束后 {workdays} 个工作日内{comma_basis}），已逾期 {days} 天。请即报送；已报送的，请告知报送日期并重发。",
        "{sender}: as of {today} your monthly report for {month} has not arrived, {count} in all: {reports}. It was due on {deadline} (within {workdays} working days after the month{comma_basis}) and is {days} days late. Please send it at once; if you have sent it, tell us when and send it again.",
    ),
    "late_text": (
        "{sender}：贵单位 {month} 的项目推进情况月报（{reports}）于限期{deadline}之后收到，迟 {days} 天。请今后在每月结束后 {workdays} 个工作日内报送{basis}。",
        "{sender}: your monthly report for {month} ({reports}) arrived after the deadline {deadline}, {days} days late. Please send it within {workdays} working days after the month{basis}.",
    ),
    "nobody_late": ("没有未报、迟报的单位。", "Nobody is late or missing."),
    "not_yet": ("限期未到，暂不催报。", "Not due yet; nobody is reminded."),
    "no_deadline": (
        "限期未知，不列催报；未报的见“登记”。",
        "The deadline is unknown, so nobody is reminded; see the register for what is missing.",
    ),
    "long_day": ("{year}年{month}月{day}日", "{year}-{month:02d}-{day:02d}"),
    "long_month": ("{year}年{month}月", "{year}-{month:02d}"),
    "standing": ("效力", "Standing"),
    "current": ("现行", "current"),
    "superseded": ("已被取代", "superseded"),
    "tied": (
        "待确认：与另一版的报出日期、收到日期、版本号都相同",
        "to be asked: same dates and version number as another one",
    ),
    "changed": ("比上一版改动", "Changed since the version before"),
    "returned": (
        "已被取代，{day} 又见此文件，请确认以哪一版为准",
        "superseded, but seen again on {day}: make sure which one is meant",
    ),
    "seen": ("最近见到", "Last seen"),
    "sha256": ("SHA-256", "SHA-256"),
    "no_versions": ("还没有登记任何报表。", "No report has been recorded yet."),
    "level": ("级别", "Level"),
    "code": ("代码", "Code"),
    "place": ("位置", "Place"),
    "message": ("说明", "What is wrong"),
    "whole": ("全月", "The month"),
    "no_problems": ("没有未决问题。", "There are no open findings."),
    "note_key": ("针对", "About"),
    "note_values": ("当时数值", "Written for"),
    "note_text": ("审核说明", "Explanation"),
    "note_author": ("说明人", "Author"),
    "note_since": ("起始", "Since"),
    "note_age": ("沿用月数", "Months"),
    "event_void": ("作废", "void"),
    "event_confirm": ("恢复", "confirmed"),
    "corrected": ("已记入：{word} {paths}", "Recorded: {word} {paths}"),
    "left_void": (
        "登记簿中已作废，不审核、不计入：{paths}",
        "Declared void in the register, neither checked nor counted: {paths}",
    ),
    "nothing_to_correct": (
        "{month} 的登记历史中没有文件 {file}。请写登记簿“历次版本”中的路径或其末尾部分。",
        "The history of {month} has no file {file}. Give its path as the register shows it, or the end of that.",
    ),
    "unsigned": (
        "更正登记历史须写明 --reason 和 --by。",
        "A correction of the history needs --reason and --by.",
    ),
    "export_title": ("登记历史", "History of the register"),
    "exported": ("登记历史已导出：{path}", "The history was exported: {path}"),
    "date_ahead": (
        "登记日期 {day} 晚于本机今天（{other}），请核对日期或时钟。",
        "The day of registering {day} is after today ({other}) by this machine's clock; check the date or the clock.",
    ),
    "date_back": (
        "登记日期 {day} 早于已有的最近一次登记（{other}），请核对日期或时钟；收到日期会因此改变。",
        "The day of registering {day} is before the latest one recorded ({other}); check the date or the clock, for it changes when reports count as received.",
    ),
    "date_before": (
        "登记日期 {day} 早于报告期 {other}，请核对。",
        "The day of registering {day} is before the month reported on, {other}; check it.",
    ),
    "date_after": (
        "登记日期 {day} 距报告期 {other} 两年以上，请核对。",
        "The day of registering {day} is more than two years after the month reported on, {other}; check it.",
    ),
    "decision": ("认可", "Accepted?"),
    "decided_by": ("认可人", "By"),
    "decided_on": ("认可日期", "On"),
    "accept": ("认可", "accepted"),
    "reject": ("不认可", "not accepted"),
    "decision_help": (
        "认可或不认可，写明认可人；下次运行时记入登记历史，逐条生效。数或说明改变后须重新认可。",
        "Accept or not, and sign; kept in the history by the next run. It ends when the value or the words change.",
    ),
    "note_repeated": ("待认可：多个项目同一句话", "to be accepted: one sentence for many projects"),
    "note_open": ("待补充", "to be completed"),
    "note_state": ("效力", "Standing"),
    "note_holds": ("有效", "holds"),
    "note_refused": ("不予采纳", "not accepted"),
    "no_notes": ("没有审核说明。", "There are no explanations."),
    "help_list": (
        "状态、天数以首次收到日期为准，以登记当天为收到日期；重报的新版本取代旧版本，不改变是否迟报。天数为日历天。",
        "State and days go by the first version; a file is received on the day it is first recorded. A new version supersedes the old one and does not change whether it was late. Days are calendar days.",
    ),
    "told": (
        "{month}：应报 {owed} 份，已报 {received}，迟报 {late}，未报 {missing}，未到期 {pending}，限期未定 {undated}。",
        "{month}: {owed} owed, {received} received, {late} late, {missing} missing, {pending} not due, {undated} without a deadline.",
    ),
    "told_deadline": ("报送限期：{text}", "Deadline: {text}"),
    "told_others": (
        "另有 {count} 个文件不在应报名单中或未能登记，见工作表“登记”。",
        "{count} more files were not owed or could not be placed; see the sheet Register.",
    ),
    "written": ("登记簿：{path}", "Register: {path}"),
    "kept": (
        "{path} 已经存在，可能有人填写过，未覆盖，另存为 {other}。",
        "{path} exists and somebody may have written in it; it was left alone, the new one is {other}.",
    ),
    "bad_month": (
        "--month {found} 不是年月，请写成 2021-03 这样。",
        "--month {found} is no month. Write it like 2021-03.",
    ),
    "no_history": (
        "{path} 还不存在：没有登记过任何一次审核，所有报表按未收到列出。",
        "{path} does not exist: no run has been recorded, so every report counts as not received.",
    ),
    "template_notes": ("填写说明", "Notes"),
    "template_title": ("月报登记簿", "Register of monthly reports"),
}

#: Notes of the blank register, in order.
NOTES: tuple[tuple[str, str], ...] = (
    (
        "本工作簿由汇总单位编辑，程序只读不写。每次审核的结果记入同一文件夹中同名的 .sqlite 文件，请与本工作簿一起备份。",
        "The collecting office edits this workbook; the program only reads it. Results of runs are kept in the .sqlite file of the same name beside it: back up both.",
    ),
    (
        "“应报单位”一行是一个单位每月应报的一份月报。换单位时，在旧行填止报月，另加一行填起报月，不要改写旧行，以免以前月份的应报单位跟着变。",
        "A row of 应报单位 is one report that a unit owes every month. When the unit changes, fill in the last month of the old row and add a row with a first month: rewriting the old row would change past months too.",
    ),
    (
        "报送限期是每月结束后第 {workdays} 个工作日{basis}，按国务院办公厅公布的放假调休安排推算。",
        "The deadline is working day {workdays} after the month{basis}, by the days off and make-up days that the State Council publishes.",
    ),
    (
        "“放假调休”只列程序不知道或与公布不同的日子，本表优先。某年的安排程序还没有时，把该年的放假日和调休上班日逐日列出，再加一行：日期填年份，类型填“全年”。没有列全的年份不作推测，限期显示为未知。",
        "Sheet 放假调休 holds only days that the program does not know or has otherwise; it comes first. For a year the program does not know yet, list its days off and make-up days one by one, and add a row with the year and 全年. A year not listed whole is not guessed at: the deadline is then shown as unknown.",
    ),
    (
        "查看：recon register 登记簿.xlsx --month 2021-03。检查本表：recon validate 登记簿.xlsx。",
        "To see a month: recon register 登记簿.xlsx --month 2021-03. To check this workbook: recon validate 登记簿.xlsx.",
    ),
)
