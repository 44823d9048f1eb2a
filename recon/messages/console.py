"""Words and lines of the console and the command line."""

from __future__ import annotations

#: Single words and headings of reports.
WORDS: dict[str, tuple[str, str]] = {
    "强制性": ("错误", "error"),
    "核实性": ("核实", "verify"),
    "提示性": ("提示", "note"),
    "exact": ("相等", "equal"),
    "rounding": ("尾差合理", "rounding"),
    "rounding_wide": ("尾差偏大", "wide"),
    "mismatch": ("不平", "mismatch"),
    "implied": ("可推算", "implied"),
    "unverifiable": ("缺项未审", "unverifiable"),
    "foot": ("合计", "foot"),
    "tie": ("核对", "tie"),
    "bound": ("限额", "bound"),
    "relation": ("勾稽", "relation"),
    "roll_forward": ("衔接", "roll-forward"),
    "order": ("次序", "order"),
    "partition": ("分级", "grades"),
    "total": ("合计", "total"),
    "part": ("部分", "part"),
    "file": ("文件", "file"),
    "verdict": ("结论", "verdict"),
    "with_plan": ("与规划核对", "against the plan"),
    "own_form": ("本表", "this form"),
    "many": ("逐行逐列", "rows, columns"),
    "≤": ("不超过", "at most"),
    "≥": ("不少于", "at least"),
    "=": ("等于", "equal to"),
    "<": ("小于", "below"),
    ">": ("大于", "above"),
    "≠": ("不等于", "other than"),
    "within": ("未超过", "within"),
    "exceeded": ("超过", "exceeded"),
    "reached": ("未低于", "not below"),
    "short": ("低于", "below"),
    "pass": ("通过", "pass"),
    "review": ("待核实", "to verify"),
    "fail": ("不通过", "fail"),
    "unreadable": ("无法读取", "unreadable"),
}

#: Verdict and operator of a bound → its word.
LIMITS: dict[tuple[str, str], str] = {
    **{("exact", sign): "within" for sign in "≤<"},
    **{("mismatch", sign): "exceeded" for sign in "≤<"},
    **{("exact", sign): "reached" for sign in "≥>"},
    **{("mismatch", sign): "short" for sign in "≥>"},
}

#: Lines of the console and the command line.
TITLES: dict[str, tuple[str, str]] = {
    "across": ("{sources} 之间", "across {sources}"),
    "summary": ("审核结果：{path}", "Result: {path}"),
    "more": (
        "……另有 {count} 条未在此显示，全部见差异工作簿。",
        "… {count} more are not shown here; the discrepancy workbook holds all.",
    ),
    "unrelated_line": (
        "未参与核对的指标值 {count} 个，清单见差异工作簿。",
        "{count} figures took part in no check; the workbook lists them.",
    ),
    "origins": ("（取自：{listed}）", " (copied from: {listed})"),
    "closing": (
        "结论：{verdict}。须改正 {must} 条，须核实 {verify} 条，提示 {note} 条。",
        "Verdict: {verdict}. To correct: {must}; to verify: {verify}; notes: {note}.",
    ),
    "files": (
        "共 {count} 个文件：通过 {passed}，待核实 {asked}，不通过 {failed}，无法读取 {unreadable}。",
        "{count} files: {passed} pass, {asked} to verify, {failed} fail, {unreadable} could not be read.",
    ),
    "skipped": ("跳过 {names}：{why}。", "Skipped {names}: {why}."),
    "skipped_more": (
        "跳过 {names} 等 {count} 个：{why}。",
        "Skipped {names} and others, {count} in all: {why}.",
    ),
    "skipped_ours": ("本程序生成的文件", "made by this program"),
    "skipped_received": (
        "收到日期表，已采用",
        "tables of the days on which files were received; they are used",
    ),
    "received_line": (
        "{path} 第 {line} 行未采用：“{found}”不是日期（如 2021-04-08），或没有这个文件。请改正。",
        "Line {line} of {path} is not used: “{found}” is no day (like 2021-04-08), or there is no such file. Correct it.",
    ),
    "last_twice": (
        "上月的 {files} 报的是同一内容，报出日期、收到日期和版本号都相同，无法判断以哪份为准，都未采用。请只留一份。",
        "{files} of last month report on the same, with the same date, day of receipt and version number; none is used. Keep one.",
    ),
    "replaced": ("{file} 已被 {by} 取代，不计入。", "{file} is superseded by {by} and does not count."),
    "replaced_copy": (
        "{file} 与 {by} 内容相同，只计一份。",
        "{file} says the same as {by}; one of them counts.",
    ),
    "replaced_changed": ("改动 {count} 处：{listed}。", " Changed: {count}: {listed}."),
    "replaced_nothing": ("数据没有改动。", " No value has changed."),
    "replaced_more": ("；另有 {count} 处", "; {count} more"),
    "replaced_value": ("{place} {item} {label} {before}→{after}", "{place} {item} {label} {before}→{after}"),
    "replaced_new": ("新增“{item}”", "new: “{item}”"),
    "replaced_gone": ("删去“{item}”", "gone: “{item}”"),
    "replaced_blank": ("空白", "blank"),
    "skipped_lock": ("正在打开的文件留下的锁文件", "lock files of files that are open"),
    "skipped_link": ("是链接，不跟随", "links, which are not followed"),
    "skipped_other": ("不是电子表格", "no spreadsheets"),
    "no_files": (
        "{path} 中没有可审核的电子表格。请检查文件夹和文件名。",
        "There is no spreadsheet to check in {path}. Check the folder and the names.",
    ),
    "to_history": (
        "{count} 个旧结果已移到 {path}（已更正、已被取代或已不在文件夹中的报表）。",
        "{count} earlier results were moved to {path} (of reports that were corrected, superseded or taken away).",
    ),
    "written_in": (
        "{path} 中有人填写过，原样留在此处；审核说明和复核结论已带入新的结果。",
        "Somebody has written in {path}, which is kept there as it was; explanations and review notes are in the new results.",
    ),
    "undelivered": (
        "{path} 没有写成（{detail}），其他结果不受影响。请关闭该文件或检查权限后重新运行。",
        "{path} could not be written ({detail}); the other results are in place. Close the file or check permissions, then run again.",
    ),
    "results": ("结果文件夹：{path}", "Results: {path}"),
    "rolled_up": ("汇总工作簿：{path}", "Roll-up: {path}"),
    "no_lists": (
        "{path} 没有工作表“名录”，网别、类别、地区等名单仍用随附的规划。",
        "{path} has no sheet 名录; networks, classes, regions and other lists are those of the plan that comes with the program.",
    ),
    "no_dask": (
        "--scheduler 需要 dask。请运行 pip install recon[dask]，或改用 --jobs。",
        "--scheduler needs dask. Run pip install recon[dask], or use --jobs.",
    ),
    "no_page": (
        "recon page 需要网页组件。请运行 pip install recon[page]，或用 recon validate 文件。",
        "recon page needs what serves pages. Run pip install recon[page], or use recon validate FILE.",
    ),
    "page_at": (
        "网页：{link}\n在浏览器中打开即可使用；关闭网页后程序自动结束，按 Ctrl-C 立即结束。",
        "Page: {link}\nOpen it in the browser; the program ends some time after the page is closed, Ctrl-C ends it at once.",
    ),
    "page_kept": (
        "网页：{link}\n在浏览器中打开即可使用；按 Ctrl-C 结束。",
        "Page: {link}\nOpen it in the browser; Ctrl-C ends the program.",
    ),
    "page_port": (
        "无法在 {host} 端口 {port} 上提供网页（{detail}）。请换一个 --port 或 --host，或不写。",
        "The page cannot be served at {host}, port {port} ({detail}). Give another --port or --host, or none.",
    ),
    "page_password": (
        "{host} 可从别的电脑访问，须用 --password-file 给出密码文件；只在本机使用时不写 --host。",
        "{host} is reached from other computers: give the file of a password by --password-file, or leave out --host to use it on this one alone.",
    ),
    "page_blank": (
        "{path} 的第一行是空的，没有密码。请写入密码后重新运行。",
        "The first line of {path} is blank, so there is no password. Write one into it and run again.",
    ),
    "page_plain": (
        "注意：没有 --certificate，密码和文件在网络上未加密传送。请只在可信的网络内使用。",
        "Note: without --certificate the password and the files cross the network unencrypted. Use it in a network you trust only.",
    ),
    "page_key": (
        "给了 --key，却没有 --certificate。请一并给出。",
        "--key is given without --certificate. Give both.",
    ),
    "page_certificate": (
        "证书 {path} 不能用（{detail}）。请检查 --certificate 和 --key，两者均为 PEM 格式，私钥不设密码。",
        "The certificate {path} cannot be used ({detail}). Check --certificate and --key: both PEM, the key without a password.",
    ),
    "watch_previous": ("读取上月", "last month"),
    "watch_glance": ("识别", "recognising"),
    "watch_check": ("审核", "checking"),
    "watch_again": ("复核重报", "checking again"),
    "watch_forms": ("生成空白表", "making forms"),
    "watch_write": ("写汇总", "writing roll-ups"),
    "not_a_sheet": (
        "--output 应是 .xlsx 文件或文件夹，不是 {path}。",
        "--output should be an .xlsx file or a folder, not {path}.",
    ),
    "written": ("差异工作簿：{path}", "Discrepancy workbook: {path}"),
    "explained": ("舍入只能解释 {slack}", "rounding explains {slack}"),
    "apart": ("可能的范围 {left} 与 {right} 不相交", "the ranges {left} and {right} do not meet"),
    "strictly": ("严格审核，不容尾差", "checked strictly: no rounding allowed"),
    "check_it": ("请核对这几格。", "Check these cells."),
    "verify_it": ("请核实，属实请写审核说明。", "Verify; if right, write an explanation."),
    "to": ("{low} 至 {high}", "{low} to {high}"),
    "to_under": ("{low} 至不足 {high}", "{low} to under {high}"),
    "over_to": ("{low} 以上（不含）至 {high}", "over {low} to {high}"),
    "over_to_under": ("{low} 以上（不含）至不足 {high}", "over {low} to under {high}"),
    **dict.fromkeys(("as 约", "as 左右"), ("约 {value}", "about {value}")),
    **dict.fromkeys(("as 以上", "as 不低于", "as 超过"), ("不低于 {value}", "at least {value}")),
    **dict.fromkeys(("as 以下", "as 不超过"), ("不超过 {value}", "at most {value}")),
    "planned": ("规划的{bound}", "the plan's {bound}"),
    "marked": ("标注副本：{path}", "Marked copy: {path}"),
    "kept": (
        "{path} 已经存在，可能有人填写过，未覆盖，另存为 {other}。",
        "{path} exists and somebody may have written in it; it was left alone, the new one is {other}.",
    ),
    "unwritable": (
        "写不了 {path}：{detail}。请检查文件夹和权限，关闭正在打开它的程序，或用 --output 另指位置。",
        "{path} cannot be written: {detail}. Check folder and permissions, close the program that has it open, or name another place with --output.",
    ),
    "no_output": (
        "标准输出写不出去：{detail}。屏幕或重定向文件中的内容不完整；工作簿已经写好的不受影响。",
        "Standard output cannot be written: {detail}. What was printed is not complete; workbooks that were written are not affected.",
    ),
    "interrupted": ("已中断，没有做完。", "Interrupted; not everything was done."),
    "own_input": (
        "--output 指向了输入文件 {path}；输入文件从不改写，请另指文件名。",
        "--output names the input {path}, which is never written to. Name another file.",
    ),
    "learn_one": ("--learn 一次只学一个文件。", "--learn takes one file."),
    "learn_known": (
        "{path} 是已知的报表，或已有表样，没有再学；要在原表样上补充，用 recon learn … --from 原表样.xlsx。",
        "{path} is a known form or has a definition already; nothing was learnt. To add to a definition: recon learn … --from 表样.xlsx.",
    ),
    "one_output": (
        "有多个输入文件，--output 须是文件夹。",
        "With several inputs --output must name a folder.",
    ),
    "internal": (
        "程序内部错误（{kind}），不是您的表有问题。详情已存入 {log}，请将该文件连同所用命令发给本工具的维护人员；其中不含表内数据。",
        "Internal error ({kind}); your workbook is not at fault. Details are in {log}: send that file and the command you used to the maintainers of this tool. It holds no data of yours.",
    ),
    "no_code": (
        "没有代码“{code}”。可用代码：{codes}",
        "There is no code “{code}”. Known codes: {codes}",
    ),
}
