"""Headings, reasons, notes and lines of a match of two libraries."""

from __future__ import annotations

#: Headings and single words.
_HEADS: dict[str, tuple[str, str]] = {
    "title": ("项目库比对", "Match of two project libraries"),
    "left": ("左表", "left"),
    "right": ("右表", "right"),
    "of_side": ("{side}{label}", "{side} {label}"),
    "summary": ("摘要", "Summary"),
    "comparison": ("比对", "Comparison"),
    "pending": ("待人工确认", "To confirm"),
    "bundles": ("一对多", "One to many"),
    "only_left": ("仅左表", "Only left"),
    "only_right": ("仅右表", "Only right"),
    "gaps": ("差额表", "Differences"),
    "pairs": ("对照表", "Pairs"),
    "help": ("说明", "Notes"),
    "state": ("状态", "State"),
    "how": ("依据", "Found by"),
    "level": ("级别", "Level"),
    "score": ("得分", "Points"),
    "differences": ("不一致的栏目", "Fields that differ"),
    "row": ("行", "row"),
    "open_left": ("左表原行", "Row, left"),
    "open_right": ("右表原行", "Row, right"),
    "gap": ("{label}差额", "{label}: right − left"),
    "number": ("组号", "Group"),
    "rank": ("候选", "Candidate"),
    "reason": ("未自动采用的原因", "Why it was not accepted"),
    "decision": ("结论", "Decision"),
    "who": ("确认人", "Confirmed by"),
    "when": ("确认日期", "Confirmed on"),
    "remark": ("备注", "Remarks"),
    "decision_same": ("同一项目", "same project"),
    "decision_other": ("不是同一项目", "not the same"),
    "decision_help": (
        "选“同一项目”或“不是同一项目”，写上确认人和日期；下次比对用 --pairs 指明本文件即可。",
        "Choose, and write who and when; name this file with --pairs next time.",
    ),
    "role": ("角色", "Part"),
    "role_whole": ("整体", "whole"),
    "role_part": ("分项", "part"),
    "role_gap": ("分项合计 − 整体", "parts − whole"),
    "file": ("文件", "File"),
    "sha256": ("SHA-256", "SHA-256"),
    "rows": ("项目数", "Projects"),
    "unit": ("金额单位", "Unit"),
    "tool": ("程序", "Program"),
    "date": ("日期", "Date"),
    "facts": ("比对了什么", "What was compared"),
    "counts": ("结果", "Result"),
    "fields": ("逐栏结果（已配对的项目）", "Field by field (matched projects)"),
    "field": ("栏目", "Field"),
    "notes": ("代码和对照表的说明", "Codes and pairs"),
    "place": ("位置", "Place"),
    "sentence": ("说明", "Note"),
    "meaning": ("含义", "Meaning"),
    "no_rows": ("没有。", "None."),
    "count": ("项目数", "Projects"),
    "count_left": ("左表项目数", "Projects, left"),
    "count_right": ("右表项目数", "Projects, right"),
    "total_left": ("左表金额", "Amount, left"),
    "total_right": ("右表金额", "Amount, right"),
    "check": ("校验（应为 0）", "Check (must be 0)"),
    "total": ("合计", "Total"),
    "footer": ("第 &P 页，共 &N 页", "Page &P of &N"),
    "by_network": ("按网别（总投资）", "By network (total investment)"),
    "by_region": ("按地区（总投资）", "By region (total investment)"),
    "by_year": ("按年度（计划投资安排）", "By year (planned investment)"),
    "year": ("年度", "Year"),
    "move_paired": ("＋已配对的金额差", "+ differences of pairs"),
    "move_out": ("－配对项目调出", "− pairs moved out"),
    "move_in": ("＋配对项目调入", "+ pairs moved in"),
    "move_only_left": ("－仅左表", "− only left"),
    "move_only_right": ("＋仅右表", "+ only right"),
    "move_pending_left": ("－待确认（左）", "− to confirm (left)"),
    "move_pending_right": ("＋待确认（右）", "+ to confirm (right)"),
    "move_bundle_left": ("－一对多（左）", "− one to many (left)"),
    "move_bundle_right": ("＋一对多（右）", "+ one to many (right)"),
    "one_blank": ("一方空白", "blank on one side"),
    "mean_paired": ("双方是同一项目，逐栏结果见下", "one project in both; fields below"),
    "mean_pending": ("可能是同一项目，请在“待人工确认”中选结论", "perhaps one project: decide in the sheet"),
    "mean_bundle": ("一方一个对另一方几个，金额相符，仅为建议", "amounts add up; only a suggestion"),
    "mean_only": ("另一方没有相近的项目", "the other side has nothing like it"),
    "blank_key": ("（空白）", "(blank)"),
}

#: States of a row, ways a pair was found, agreements of a field.
_WORDS: dict[str, tuple[str, str]] = {
    "state_paired": ("已配对", "paired"),
    "state_pending": ("待确认", "to confirm"),
    "state_bundle": ("一对多", "one to many"),
    "state_only": ("仅一方", "one side only"),
    "how_confirmed": ("对照表", "confirmed pair"),
    "how_code": ("项目代码", "code"),
    "how_name": ("名称", "name"),
    "how_moved": ("名称（跨地区）", "name, another region"),
    "same": ("一致", "equal"),
    "wording": ("写法不同", "worded otherwise"),
    "rounding": ("尾差", "rounding"),
    "differs": ("不一致", "different"),
    "left_blank": ("左表空白", "blank on the left"),
    "right_blank": ("右表空白", "blank on the right"),
    "blank": ("两边空白", "blank on both"),
}

#: Why a pair was left to a person.
_DOUBTS: dict[str, tuple[str, str]] = {
    "numbers": (
        "名称中的编号、期次、标段或分支不同",
        "numbers, phases, lots or branches in the names differ",
    ),
    "places": ("名称中的地名不同", "places in the names differ"),
    "works": (
        "新建、扩建、改造、迁建等建设内容不同，或只有一方写明",
        "new, extension, conversion, move: the works differ, or only one side tells them",
    ),
    "codes": ("双方都有完整代码且不同", "both have whole codes, and not the same"),
    "amounts": ("名称相符而金额、年月不符", "the names agree, amounts and months do not"),
    "common": (
        "一方名称较短，而同样金额的项目不止一个",
        "one name is shorter, and several projects have these amounts",
    ),
    "words": ("名称用字不同", "the names use other words"),
    "extra": (
        "一方名称多出的字可能指另一单位或另一地点",
        "the words that one name has more may mean another institution or place",
    ),
    "units": ("责任单位在不同的县（市、区）", "the units responsible are in different counties"),
    "moved": ("地区不同", "the regions differ"),
    "margin": ("另有不相上下的候选", "another candidate is about as likely"),
    "clash": ("代码相同而名称、金额都不同", "the code is the same, name and amounts are not"),
    "repeated": ("代码在一方重复", "the code stands more than once on one side"),
}

#: Sentences: expected, found, what to do.
_NOTES: dict[str, tuple[str, str]] = {
    "code_width": (
        "“{name}”的项目代码应为半角，现为“{found}”，按 {code} 比对。请改正。",
        "The code of “{name}” should be in half-width characters but is “{found}”; compared as {code}. Correct it.",
    ),
    "code_hyphens": (
        "“{name}”的项目代码应为 4-6-2-2-6 位、用短横分隔，现为“{found}”，按 {code} 比对。请改正。",
        "The code of “{name}” should have hyphens after 4, 6, 2 and 2 digits but is “{found}”; compared as {code}. Correct it.",
    ),
    "code_letters": (
        "“{name}”的项目代码应全为数字，现“{found}”中有字母 O、l 或 I，按 {code} 比对。请改正。",
        "The code of “{name}” should be digits but “{found}” has a letter O, l or I; compared as {code}. Correct it.",
    ),
    "code_zeros": (
        "“{name}”的项目代码各段应为 4-6-2-2-6 位，现“{found}”丢了段首的 0，按 {code} 比对。请改正，并把单元格设为文本。",
        "The code of “{name}” should have segments of 4-6-2-2-6 digits but “{found}” lost leading zeros; compared as {code}. Correct it and format the cell as text.",
    ),
    "code_scientific": (
        "“{name}”的项目代码应为文本，现“{found}”已成科学计数，末几位丢失；另一方只有 {code} 与之相符，按它比对。请改正，并把单元格设为文本。",
        "The code of “{name}” should be text but “{found}” is in scientific notation and lost its end; only {code} of the other side begins like it and was taken. Correct it and format the cell as text.",
    ),
    "code_digits": (
        "“{name}”的项目代码应为文本，现“{found}”按数字存储，只剩前 15 位；另一方只有 {code} 与之相符，按它比对。请改正，并把单元格设为文本。",
        "The code of “{name}” should be text but “{found}” was stored as a number and kept 15 digits; only {code} of the other side begins like it and was taken. Correct it and format the cell as text.",
    ),
    "code_cut": (
        "“{name}”的项目代码应为文本，现“{found}”按数字存储，末几位丢失，无法还原，未用来配对。请改正，并把单元格设为文本。",
        "The code of “{name}” should be text but “{found}” was stored as a number and lost its end; it cannot be restored and was not used. Correct it and format the cell as text.",
    ),
    "code_repeated": (
        "项目代码应各不相同，现 {code} 在第 {rows} 行重复（“{name}”），未按代码配对。请删去重复的行或改正代码。",
        "Codes should be unique but {code} stands in rows {rows} (“{name}”) and was not used. Remove the row told twice or correct the code.",
    ),
    "pair_lost": (
        "对照表中的“{left}”与“{right}”应各有一行，现至少一方找不到或不止一行，这一条没有用上。请核对代码和名称。",
        "Pair “{left}” and “{right}” should each have one row, but one of them has none or several; the line was not used. Check code and name.",
    ),
    "pair_taken": (
        "对照表中每个项目应只配一次，“{left}”与“{right}”中有一个已在前面配对，这一条没有用上。请删去其中一条。",
        "Each project should be paired once, but “{left}” or “{right}” was paired before; the line was not used. Remove one of the lines.",
    ),
    "pair_unsigned": (
        "对照表中“{left}”与“{right}”应写明确认人和确认日期，现为空白；结论已采用。请补填。",
        "Pair “{left}” and “{right}” should say who confirmed it and when, but does not; it was used. Fill it in.",
    ),
}

#: The sheet that says how to read the others, line by line: key of its subject and the text.
_HELP: dict[str, tuple[str, str]] = {
    "help_order": (
        "配对次序：先用对照表中人工确认的结论，再用双方各出现一次的项目代码，最后用名称。代码相同而名称、金额都不同的，不自动配对。",
        "Order: decisions of the 对照表 first, then codes that stand once on either side, then names. Rows of one code whose name and amounts both differ are not paired.",
    ),
    "help_gate": (
        "名称逐部分比对：地名（名录中的上级和市、县、镇等字可省）、编号（数字、路线编号、期次、标段、分支、规模）、建设内容（新建、扩建、改造、迁建），以及机构或工程本身（常用简称视同全称，起讫点和并列的次序不论）。任一部分不同的，无论多像都不配对；只有一方写明、又不能由其余各栏得出的，留给人工。",
        "Names are compared part by part: places (what 名录 has above them, and 市, 县, 镇 behind them, may be left out), numbers (road codes, phases, lots, branches, sizes), works (new, extension, conversion, move), and what it is (usual short forms are the full ones; ends of a line and members of a list in any order). Where a part differs names are never paired, however alike; what only one side tells, and nothing implies, is left to a person.",
    ),
    "help_accept": (
        "名称配对只在同一网别、地区内进行：各部分都相同且金额或年月相符，或一方省去的可由其余各栏得出（建设内容、县名、一个错字）、总投资和各年都相符、年月不矛盾且这样的金额双方各只有一个，并且整体最优配对明显优于次优，才自动采用。跨地区的，名称各部分、总投资和各年须全部相同，且代码只错一两位。",
        "By name only within a network and region: all parts equal and amounts or months agreeing, or what one side leaves out (works, the county, a wrong character) follows from the rest, with equal total and years that no other project has and no month that differs; and only if the best assignment is clearly better than the next. Across regions all parts, total and all years must be equal, and the code has only a digit or two wrong.",
    ),
    "help_points": (
        "得分：名称相似度每 1% 得 6 分，总投资在尾差内相符 250 分（相差 1%、10%、三分之一以内 150、80、40 分），各年相符最多 100 分，开工、竣工年月各 25 分，代码只错一两位 150 分。",
        "Points: 6 for each hundredth of likeness; 250 for an equal total (150, 80, 40 within 1 %, 10 %, a third); up to 100 for the years; 25 for each month; 150 for a code with one or two digits wrong.",
    ),
    "help_fields": (
        "逐栏结果：一致；写法不同（代码修复后相同，或名称只是书写不同）；尾差（差额在双方末位各半个单位之内）；不一致；一方空白（空白不等于 0）。",
        "Fields: equal; worded otherwise (the same once a code is repaired or a name spelt one way); rounding (within half a unit of the last place of either side); different; blank on one side (blank is not 0).",
    ),
    "help_bundles": (
        "一对多只是建议：一方一个项目的总投资和各年，等于另一方几个相关项目之和。是否拆分或打捆，请人工确认。",
        "One to many is a suggestion: total and every year of one project equal the sums of several related ones of the other side. Whether it was split or bundled is for a person to say.",
    ),
    "help_gaps": (
        "差额表：左表金额，加减各类差额，等于右表金额；都是对“比对”表的活公式，改动金额后自动重算。",
        "Differences: the left amount plus and minus each kind of difference is the right amount, in live formulas over the comparison.",
    ),
    "help_pairs": (
        "对照表：在“待人工确认”或“对照表”中选好结论、写上确认人和日期，下次用 --pairs 指明本文件，结论优先采用，并带入新的对照表。",
        "Pairs: choose decisions here or in the sheet to confirm, sign and date them; name this file with --pairs next time: they win and are carried along.",
    ),
}

#: Lines of the console and refusals of the command.
_LINES: dict[str, tuple[str, str]] = {
    "line_counts": (
        "配对 {paired}（对照表 {confirmed}，代码 {code}，名称 {name}，跨地区 {moved}），待人工确认 左 {pending_left} 右 {pending_right}，一对多 {bundles} 组，仅左表 {only_left}，仅右表 {only_right}。",
        "Paired {paired} (confirmed {confirmed}, code {code}, name {name}, moved {moved}); to confirm: left {pending_left}, right {pending_right}; one to many {bundles}; only left {only_left}, only right {only_right}.",
    ),
    "line_fields": (
        "已配对项目中 {count} 个有栏目不一致：{fields}。",
        "{count} paired projects differ in some field: {fields}.",
    ),
    "line_clean": ("已配对项目各栏一致。", "All fields of paired projects agree."),
    "line_notes": ("另有 {count} 条说明，见工作簿摘要。", "{count} notes are in the workbook's summary."),
    "written": ("比对工作簿：{path}", "Workbook: {path}"),
    "no_match": (
        "recon match 需要 scipy 和 rapidfuzz。请运行 pip install recon[match]。",
        "recon match needs scipy and rapidfuzz. Run pip install recon[match].",
    ),
    "same_file": (
        "两个文件是同一个：{path}。请给出两个不同的项目库。",
        "Both files are the same: {path}. Name two different libraries.",
    ),
}

MATCH: dict[str, tuple[str, str]] = {**_HEADS, **_WORDS, **_DOUBTS, **_NOTES, **_HELP, **_LINES}
#: The lines of the sheet of notes, in order.
HELP = tuple(_HELP)
