"""The office's letters to its reporters: what goes back, what is missing, what was accepted; and the lists of them."""

from __future__ import annotations

LETTERS: dict[str, tuple[str, str]] = {
    "letter_subject": (
        "【月报退回】{sender} {month}：{what}",
        "[Monthly report returned] {sender}, {month}: {what}",
    ),
    "letter_what_return": ("{count} 份请更正后重报", "{count} to correct and send again"),
    "letter_what_missing": ("{count} 份未报", "{count} missing"),
    "letter_before": ("，请于{day}前报送", ", due on {day}"),
    "letter_greeting": ("{sender}：", "To {sender}:"),
    "letter_open_return": (
        "　　贵单位 {month} 的项目推进情况月报已收到并审核，其中 {count} 份（{reports}）需要更正或补充说明，现予退回。请于{due}前重新报送。",
        "Your monthly reports for {month} were received and checked. {count} of them ({reports}) must be corrected or explained and are returned herewith. Please send them again by {due}.",
    ),
    "letter_open_missing": (
        "　　截至{today}，贵单位 {month} 的项目推进情况月报还有 {count} 份没有收到：{reports}。报送限期为{deadline}，已逾期 {days} 天。请即报送；已报送的，请告知报送日期并重发。",
        "As of {today}, {count} of your monthly reports for {month} have not arrived: {reports}. They were due on {deadline} and are {days} days late. Please send them at once; if you have sent them, tell us when and send them again.",
    ),
    "letter_no_due": ("三个工作日", "three working days"),
    "numerals": ("一|二|三|四|五|六|七|八|九|十", "1|2|3|4|5|6|7|8|9|10"),
    "letter_report": ("{number}、{network}·{region}", "{number}. {network}, {region}"),
    "letter_facts": (
        "　　文件：{file}（第 {version} 版，报出日期 {stated}，收到日期 {received}）；结论：{verdict}；这是第 {times} 次退回。",
        "    File: {file} (version {version}, dated {stated}, received {received}); verdict: {verdict}; returned for the {times}. time.",
    ),
    "letter_must": (
        "　　（{part}）须改正 {count} 处——必须改对数字，写说明不能代替：",
        "    ({part}) To correct, {count} (an explanation does not replace a correction):",
    ),
    "letter_verify": (
        "　　（{part}）须核实 {count} 处——改正，或写明原因和依据：",
        "    ({part}) To verify, {count} (correct it, or state cause and evidence):",
    ),
    "letter_between": (
        "　　（{part}）与其他报表不一致 {count} 处——请与对方核对，由填错的一方更正：",
        "    ({part}) Not as in other reports, {count} (see with the other unit; the one that is wrong corrects it):",
    ),
    "letter_explained": (
        "　　（{part}）已说明并接受 {count} 处——不用再改：",
        "    ({part}) Explained and accepted, {count} (nothing more to do):",
    ),
    "letter_problem": (
        "　　　{number}. {cell}　{message}{follows}",
        "      {number}. {cell}: {message}{follows}",
    ),
    "letter_follows": (
        "（改正这一处，另有 {count} 处问题随之消失。）",
        " (Once this is corrected, {count} more findings vanish.)",
    ),
    "letter_note": (
        "　　　　　说明：{text}（{author}，{since}）",
        "         Explanation: {text} ({author}, {since})",
    ),
    "letter_note_short": ("　　　　　说明：{text}", "         Explanation: {text}"),
    "letter_how": ("怎样更正", "How to correct"),
    "letter_how_marked": (
        "　　1. 打开所附的标注副本，在有底色、有批注的单元格里直接改；合计、小计是公式的会自动重算。\n"
        "　　2. 须核实而数字无误的，在副本第一页“问题清单”的“审核说明”栏写明原因和依据（如批复文号、合同、会议纪要、日期、数量）；只写“已核实”“情况属实”不算说明。\n"
        "　　3. 改完更新封面的“报出日期”，把标注副本直接发回即可，不用去掉标注，也不用改文件名。",
        "    1. Open the marked copy attached and correct the cells that are coloured and have a comment; totals that are formulas follow by themselves.\n"
        "    2. Where a figure is right, say why in column 审核说明 of the first sheet, with evidence (document, contract, minutes, date, quantity); “checked and correct” explains nothing.\n"
        "    3. Bring the date on the cover up to date and send the marked copy back; marks and name may stay as they are.",
    ),
    "letter_how_plain": (
        "　　请在原报表中按上列位置更正，更新封面的“报出日期”后重新报送；须核实而数字无误的，请附文字写明原因和依据。",
        "    Please correct your report at the places named, bring the date on its cover up to date and send it again; where a figure is right, say why and give evidence.",
    ),
    "letter_accepted": (
        "　　贵单位以下月报已审核通过，不用再报：{reports}。",
        "    These reports of yours are accepted; nothing more to do: {reports}.",
    ),
    "letter_attached": ("附件：{files}", "Attached: {files}"),
    "letter_contact": ("　　（收件：{contact}　{phone}）", "    (For {contact}, {phone})"),
    "letter_day": ("{today}", "{today}"),
    # the office's list
    "returns_title": (
        "{month} 月报退回、催报清单（第 {number} 次）",
        "Monthly reports returned and asked for, {month}, round {number}",
    ),
    "returns_sheet": ("清单", "Letters"),
    "returns_reports": ("逐份", "Reports"),
    "returns_facts": (
        "退回日期：{day}　报回期限：{due}　退回 {returned} 份（{units} 个单位），催报 {missing} 份（{late} 个单位），已接受 {accepted} 份",
        "Day: {day}  Due: {due}  Returned: {returned} ({units} units)  Missing: {missing} ({late} units)  Accepted: {accepted}",
    ),
    "returns_due_unknown": ("未定（缺当年放假调休安排）", "unknown (no calendar for that year)"),
    "email": ("邮箱", "E-mail"),
    "no_email": ("登记簿中无邮箱", "no address in the register"),
    "returns_count": ("退回份数", "Returned"),
    "returns_missing": ("未报份数", "Missing"),
    "returns_due": ("报回期限", "Due"),
    "returns_which": ("涉及报表", "Reports"),
    "returns_folder": ("文件夹", "Folder"),
    "returns_what": ("处理", "What"),
    "returns_times": ("第几次退回", "Times returned"),
    "returns_marked": ("标注副本", "Marked copy"),
    "returns_no_marked": (
        "没有：请先运行 recon validate … --register",
        "none: run recon validate … --register first",
    ),
    "returns_first": ("首要问题", "First finding"),
    "what_returned": ("退回", "returned"),
    "what_missing": ("催报", "missing"),
    "what_accepted": ("接受", "accepted"),
    "returns_none": ("没有要退回或催报的。", "There is nothing to return or to ask for."),
    "returned_to": (
        "退回文件夹：{path}（{count} 个单位，清单 {list}）",
        "Letters: {path} ({count} units, listed in {list})",
    ),
    "returns_nothing": (
        "{month} 没有要退回或催报的单位，没有写退回文件夹。",
        "Nothing of {month} goes back; no folder was written.",
    ),
    "folder_named": ("{month}_第{number}次_{day}", "{month}_round{number}_{day}"),
    "list_named": ("退回清单_{month}_第{number}次.xlsx", "returned_{month}_round{number}.xlsx"),
    "letter_named": ("退回函_{month}_{sender}", "letter_{month}_{sender}"),
    "lasting": ("持续月数", "Months"),
    "resting_head": ("依据已变、须重核的月报", "Reports that rest on what was corrected since"),
    "resting": (
        "{network}·{region}：核对时依据的 {month} 月报是第 {before} 版，现行的是第 {after} 版。请用 --previous 重新核对本月。",
        "{network}, {region}: checked against version {before} of {month}, of which version {after} counts now. Check this month again with --previous.",
    ),
    "told_resting": (
        "{count} 份月报核对时依据的上月报表已更正，须重核：{listed}。",
        "{count} reports were checked against last month's before it was corrected; check them again: {listed}.",
    ),
    "letter_lasting": ("（此问题已连续 {count} 个月。）", " (It has been there for {count} months.)"),
    # the year
    "year_title": ("{year} 年月报登记总览", "Register of monthly reports, {year}"),
    "sheet_year": ("全年", "Year"),
    "sheet_units": ("单位", "Units"),
    "sheet_lasting": ("持续问题", "Lasting findings"),
    "sheet_history": ("单位往来", "Units, day by day"),
    "event_came": ("收到", "received"),
    "sheet_resting": ("须重核", "To check again"),
    "year_facts": (
        "截至 {day}。每格：报送情况，第几版；颜色为现行版本的结论，空格为不应报。{closed}",
        "As of {day}. Each cell: how it came, which version; its colour is the verdict on the current version; blank: not owed. {closed}",
    ),
    "year_closed": ("本年度已于 {day} 结账。", "The year was closed on {day}."),
    "year_open": ("本年度尚未结账。", "The year is not closed."),
    "month_head": ("{month}月", "{month:02d}"),
    "cell_received": ("{version}版", "v{version}"),
    "cell_late": ("{version}版 迟{days}天", "v{version}, {days} d late"),
    "cell_missing": ("未报", "missing"),
    "cell_pending": ("未到期", "not due"),
    "cell_undated": ("限期未定", "no deadline"),
    "year_owed": ("应报", "Owed"),
    "year_in_time": ("按时", "In time"),
    "year_late": ("迟报", "Late"),
    "year_missing": ("未报", "Missing"),
    "year_again": ("重报", "Sent again"),
    "year_returned": ("退回", "Returned"),
    "year_problems": ("未决", "Open"),
    "month": ("月份", "Month"),
    "last_seen_month": ("至", "Until"),
    "since_month": ("始于", "Since"),
    "last_month": ("上月", "Last month"),
    "checked_against": ("核对时依据", "Checked against"),
    "counts_now": ("现行", "Counts now"),
    "year_none": ("没有。", "None."),
    "year_written": ("全年总览：{path}", "The year: {path}"),
    "year_told": (
        "{year} 年：应报 {owed} 份，按时 {in_time}，迟报 {late}，未报 {missing}；重报 {again} 次，退回 {returned} 次；未决问题 {problems} 条，须重核 {resting} 份。",
        "{year}: owed {owed}, in time {in_time}, late {late}, missing {missing}; sent again {again}, returned {returned}; open findings {problems}, to check again {resting}.",
    ),
    "bad_year": (
        "--year 应为四位年份，现为“{found}”。",
        "--year takes a year of four digits, not “{found}”.",
    ),
    "month_or_year": ("请给 --month 或 --year 之一。", "Give either --month or --year."),
    "only_month": ("{options} 只与 --month 同用。", "{options} goes with --month only."),
    "close_refused": (
        "{year} 年不能结账：未报 {missing} 份，未决问题 {problems} 条，须重核 {resting} 份。请先处理，见全年总览。",
        "{year} cannot be closed: {missing} reports missing, {problems} findings open, {resting} reports to check again. See the year's workbook.",
    ),
    "close_done": (
        "{year} 年已结账。此后收到的当年报表照样登记，标为结账后更正；下一年的表用 recon template --all --month {next}-01 --previous {year}-12/ 生成。",
        "{year} is closed. Reports of it that come later are kept and marked; make next year's forms by recon template --all --month {next}-01 --previous {year}-12/.",
    ),
    "after_closing": ("结账后更正", "corrected after the year was closed"),
    # the history
    "sheet_events": ("往来记录", "Correspondence"),
    "event_day": ("日期", "Day"),
    "event_kind": ("事项", "What"),
    "event_detail": ("内容", "Detail"),
    "event_version": ("版本", "Version"),
    "no_events": ("还没有退回、催报或接受。", "Nothing has been returned, asked for or accepted yet."),
    "event_returned": ("退回", "returned"),
    "event_reminded": ("催报", "reminded"),
    "event_accepted": ("接受", "accepted"),
    "event_closed": ("年度结账", "year closed"),
    "event_until": ("请于 {day} 前重报", "to be sent again by {day}"),
}
