"""Every sentence a person reads, by code: 中文 first, English second.

Order within a sentence (a contract): what was expected, what was found, difference and tolerance,
what to do. The place goes in front and is written by :func:`recon.reports.text.line`.
"""

from __future__ import annotations

LANGUAGES = ("zh", "en")

#: Why a file could not be read. Placeholders: path, and what the code needs.
FILES: dict[str, tuple[str, str]] = {
    "FILE01": (
        "找不到文件 {path}。请检查路径和文件名。",
        "There is no file {path}. Check the folder and the name.",
    ),
    "FILE02": (
        "文件 {path} 是空的（0 字节）。请重新保存或重新传送后再审核。",
        "{path} is empty (0 bytes). Save or send it again.",
    ),
    "FILE03": (
        "文件 {path} 不是电子表格。可读格式：xlsx、xlsm、xlsb、xls、et、ods、csv。请用 Excel 或 WPS 另存为 xlsx。",
        "{path} is not a spreadsheet. Readable: xlsx, xlsm, xlsb, xls, et, ods, csv. Save it as xlsx.",
    ),
    "FILE04": (
        "文件 {path} 已损坏，无法完整读取（{detail}）。请在 Excel 或 WPS 中打开并另存，或重新传送。",
        "{path} is damaged and cannot be read in full ({detail}). Open and save it again, or send it again.",
    ),
    "FILE05": (
        "文件 {path} 已加密。请取消打开密码后另存再审核。",
        "{path} is encrypted. Remove the password and save it again.",
    ),
    "FILE06": (
        "文件 {path} 不安全，未读取：{detail}。请新建工作簿，把数据以“数值”方式粘贴后再报送。",
        "{path} is unsafe and was not read: {detail}. Paste the values into a new workbook and send that.",
    ),
    "FILE07": (
        "不认识文件 {path} 的表式：没有工作表“{expected}”，只有 {found}。请使用 recon template 生成的表。",
        "{path} is not a known form: no sheet “{expected}”, only {found}. Use a form made by recon template.",
    ),
    "FILE08": (
        "文件 {path} 打不开：{detail}。请检查读取权限，或关闭正在占用它的程序。",
        "{path} cannot be opened: {detail}. Check the permissions, or close the program that holds it.",
    ),
    "FILE09": (
        "{path} 是文件夹。请给出其中的工作簿文件名。",
        "{path} is a folder. Name the workbook in it.",
    ),
    "FILE10": (
        "文件 {path} 的打开密码不对。请核对密码，注意大小写和空格。",
        "The password does not open {path}. Check it, capitals and spaces included.",
    ),
    "FILE11": (
        "文件 {path} 已加密，解密所需的程序库没有安装。请运行 pip install recon[crypto]，或取消打开密码后另存。",
        "{path} is encrypted and the library that decrypts is not installed. Run pip install recon[crypto], or remove the password and save it again.",
    ),
}

#: What makes a file unsafe; fills {detail} of FILE06 and FILE04.
DETAILS: dict[str, tuple[str, str]] = {
    "too_big": ("解压后超过 {limit} MB", "it inflates to more than {limit} MB"),
    "too_many": ("压缩包内文件超过 {limit} 个", "it holds more than {limit} parts"),
    "doctype": ("含有 XML 实体声明", "it declares XML entities"),
    "too_wide": (
        "工作表“{sheet}”的单元格铺得太开（{cells} 格）",
        "the cells of sheet “{sheet}” are spread too wide ({cells} cells)",
    ),
    "bad_ref": ("工作表“{sheet}”有无效的单元格地址", "sheet “{sheet}” has an impossible cell address"),
    "parser": ("解析程序中止", "the parser gave up"),
    "zip": ("压缩结构不完整", "its zip structure is incomplete"),
    "too_long": (
        "有超长的单元格文字（超过 {limit} 字节）",
        "the text of a cell is longer than {limit} bytes",
    ),
    "encoding": ("有无法识别的字符", "some of its characters are broken"),
    "quotes": ("引号不配对，或单元格文字过长", "a quote is not closed or a cell too long"),
    "file_big": ("文件超过 {limit} MB", "the file is larger than {limit} MB"),
    "not_a_file": ("不是普通文件", "it is not a regular file"),
    "limits": ("读取超出时间或内存限制", "reading it exceeds the limits of time or memory"),
}

#: What is wrong with a row or a sheet. Placeholders: column, found, and what the code needs.
FORMS: dict[str, tuple[str, str]] = {
    "FORM02": (
        "缺少列“{column}”。请在表头补上该列名（见 recon template 生成的表）。",
        "Column “{column}” is missing. Add it to the header (see a form made by recon template).",
    ),
    "FORM03": (
        "“{column}”应填写，现为空白。请补填。",
        "“{column}” must be filled in but is blank. Fill it in.",
    ),
    "FORM04": (
        "列名“{column}”出现两次，只读第一列。请删除或改名。",
        "Column “{column}” stands twice; only the first is read. Remove or rename one.",
    ),
    "LIST01": (
        "“{column}”应为 {choices} 之一，现为“{found}”。请从下拉列表选择。",
        "“{column}” should be one of {choices} but is “{found}”. Choose from the list.",
    ),
    "KEY01": (
        "“{column}”不得重复，现有多行为“{found}”（{cells}）。请逐一编号。",
        "“{column}” must be unique but “{found}” stands in several rows ({cells}). Give each its own.",
    ),
    "NUM01": (
        "“{column}”应为数字，现为“{found}”。请只填数字，单位和“左右”“以上”填入各自的列。",
        "“{column}” should be a number but is “{found}”. Enter digits only; unit and qualifier have columns of their own.",
    ),
    "NUM02": (
        "“{column}”有 {count} 格按数字存储，末位的 0 无从得知，按所存位数计精度。原文如为 43.40，请改为文本。",
        "{count} cells of “{column}” are stored as numbers; trailing zeros are not in the file. If the print is 43.40, store it as text.",
    ),
    "NUM03": (
        "“{column}”应有值，现为错误值 {found}。请改正公式或改填数值。",
        "“{column}” should hold a value but shows {found}. Mend the formula or enter the value.",
    ),
    "UNIT01": (
        "指标“{measure}”的计量单位应能换算为“{expected}”，现为“{found}”。请改正单位，或在“口径”中另列指标。",
        "The unit of “{measure}” should convert to “{expected}” but is “{found}”. Correct it, or list another measure in 口径.",
    ),
    "REF01": (
        "“{column}”应在工作表“{sheet}”中列出，现“{found}”没有列出。请补列或改正。",
        "“{column}” should be listed in sheet “{sheet}”, but “{found}” is not. List it or correct it.",
    ),
    "REF02": (
        "指标“{found}”未在工作表“{sheet}”中列出，暂按可加、四舍五入处理。请补列，以免写错名称而漏审。",
        "Measure “{found}” is not listed in sheet “{sheet}” and is taken as additive and rounded. List it, lest a misspelt name escape the sums.",
    ),
    "RANGE01": (
        "限定为区间或确保力争时，“数值上限”应有且不小于数值；其他限定不应有上限。请核对本行。",
        "A range needs an upper end not below its value, and only a range has one. Check this row.",
    ),
    "TREE01": (
        "“{column}”层级首尾相接，成了循环：{found}。这些行暂不使用，请改正上级或下级。",
        "The hierarchy of “{column}” runs in a circle: {found}. These rows are not used; correct parent or child.",
    ),
    "NUM04": (
        "“{column}”应保留 {decimals} 位小数，现有 {count} 格位数更多（{cells}），按所存数值核对。请按表定位数填报（公式外加 ROUND）。",
        "“{column}” should have {decimals} decimals; {count} cells have more ({cells}) and are compared as stored. Enter the declared decimals (wrap formulas in ROUND).",
    ),
    "NUM05": (
        "“{column}”应只填数字，有 {count} 格带有单位（{cells}），已换算为本表单位。请改为纯数字。",
        "“{column}” should hold digits only; {count} cells carry a unit ({cells}) and were converted to the form's. Enter plain numbers.",
    ),
    "NUM06": (
        "“{column}”有 {count} 格数字以文本存储（{cells}），已按数字读取。请改为数值，以免公式漏算。",
        "“{column}”: {count} numbers are stored as text ({cells}) and were read as numbers. Store them as numbers, lest formulas skip them.",
    ),
    "NUM07": (
        "“{column}”应有计算结果，现公式没有结果（文件未经重算）。请在 Excel 或 WPS 中打开、重算并保存。",
        "“{column}” should show a result, but its formula carries none (the file was never recalculated). Open, recalculate and save it.",
    ),
    "DATE01": (
        "“{column}”应为年-月（如 2021-03），现为“{found}”。请改写。",
        "“{column}” should be year-month (e.g. 2021-03) but is “{found}”. Rewrite it.",
    ),
    "DATE02": (
        "竣工年月应不早于开工年月，现为 {finish} 早于 {start}。请核对两个年月。",
        "The finish should not be before the start, but {finish} is before {start}. Check both months.",
    ),
    "DATE03": (
        "“{column}”似不合常理：{found}。请核实，属实请写审核说明。",
        "“{column}” is hardly plausible: {found}. Verify; if right, write an explanation.",
    ),
    "CODE01": (
        "“{column}”末位应为校验码，现 {found} 校验不符。请对照平台赋码通知核实。",
        "“{column}” should end in its check digit; {found} does not. Verify it against the platform's notice.",
    ),
    "CODE02": (
        "“{column}”应为 24 位（4-6-2-2-6，含短横），现为“{found}”。请核实。",
        "“{column}” should have 24 characters (4-6-2-2-6 with hyphens) but is “{found}”. Verify it.",
    ),
    "LIST02": (
        "“{column}”应属于{network}（{choices}），现为“{found}”。请改正类别或网别。",
        "“{column}” should be a class of {network} ({choices}) but is “{found}”. Correct class or network.",
    ),
    "UNIT02": (
        "计量单位应一致：封面为“{expected}”，此处“{column}”写作“{found}”。请确认金额的单位并改为一致。",
        "The unit should be the same everywhere: “{expected}” on the cover, “{found}” at “{column}” here. Confirm the unit of the amounts and make them agree.",
    ),
    "COVER01": (
        "“{column}”应一致：封面为“{expected}”，此处为“{found}”。请改为一致。",
        "“{column}” should be the same everywhere: “{expected}” on the cover, “{found}” here. Make them agree.",
    ),
    "COVER02": (
        "“{column}”应与封面一致，为“{expected}”，现为“{found}”。请改正，或单独报送。",
        "“{column}” should be “{expected}” as on the cover but is “{found}”. Correct it, or send it separately.",
    ),
    "COUNT01": (
        "“{column}”的项目数应为 {expected}（表1 的行数），现为 {found}。请核对是否漏报或重报。",
        "“{column}” should count {expected} projects (the rows of 表1) but says {found}. See whether one is missing or told twice.",
    ),
    "DUP01": (
        "{found} 应只报一份，另有 {others} 报的是同一内容。请确认以哪份为准。",
        "{found} should be reported once, but {others} reports on the same. Say which one holds.",
    ),
    "FORM06": (
        "表式版本应为 {expected}，现为 {found}，可能有列已变动。请用本程序生成的新表填报。",
        "The form should be version {expected} but is {found}; columns may have changed. Use a form generated by this program.",
    ),
    "FORM07": (
        "表中应至少有一行，现一行也没有，什么也没有审核。请补填；如确无内容，请告知汇总单位。",
        "There should be at least one row, but there is none: nothing was checked. Fill it in, or tell the collecting office.",
    ),
    "EXPR01": (
        "勾稽 {relation} 的算式“{expression}”无法计算：{detail}。请改正算式。",
        "Relation {relation}: “{expression}” cannot be evaluated: {detail}. Correct it.",
    ),
}

#: What a relation gave. Placeholders are filled by :mod:`recon.reports.text`.
OUTCOMES: dict[str, tuple[str, str]] = {
    "FOOT01": (
        "{label} {stated}{unit} ≠ 分项之和 {computed}{unit} = {sum}（差 {difference}，{explained}）。请核对合计与各分项。",
        "{label} {stated} {unit} ≠ the sum of its parts {computed} {unit} = {sum} (off by {difference}, {explained}). Check the total and its parts.",
    ),
    "FOOT02": (
        "{label} {stated}{unit} ≈ 分项之和 {computed}{unit} = {sum}（差 {difference}，在舍入极限 {slack} 之内但偏大）。请核实，属实请写审核说明。",
        "{label} {stated} {unit} ≈ the sum of its parts {computed} {unit} = {sum} (off by {difference}, within the limit of {slack} but unlikely). Verify; if right, write an explanation.",
    ),
    "FOOT03": (
        "{label} 没有给出，由 {sum} 推得 {computed}{unit}{range}。请留意是否合理；如另有出处，请补入指标。",
        "{label} is not stated; {sum} implies {computed} {unit}{range}. See whether it makes sense; if it is stated somewhere, add it.",
    ),
    "FOOT04": (
        "{label} 已有分项之和应不超过 {stated}{unit}，实为 {computed}{unit} = {sum}（超出 {difference}，{explained}），尚缺 {missing}。请核对合计与各分项。",
        "{label}: the parts known should not exceed {stated} {unit} but give {computed} {unit} = {sum} (over by {difference}, {explained}), with {missing} still missing. Check the total and its parts.",
    ),
    "TIE01": (
        "{label} 两处应一致：{left_place} 为 {computed}{unit}，{right_place} 为 {stated}{unit}（差 {difference}，{explained}）。请核对两处原文。",
        "{label} should read alike in both places: {left_place} has {computed} {unit}, {right_place} has {stated} {unit} (off by {difference}, {explained}). Check both.",
    ),
    "TIE02": (
        "{label} 两处应一致：{left_place} 为 {computed}{unit}，{right_place} 为 {stated}{unit}（差 {difference}，在舍入极限 {slack} 之内但偏大）。请核实，属实请写审核说明。",
        "{label} should read alike in both places: {left_place} has {computed} {unit}, {right_place} has {stated} {unit} (off by {difference}, within the limit of {slack} but unlikely). Verify; if right, write an explanation.",
    ),
    "BOUND01": (
        "{label}（{rule}）应不超过 {stated}{unit}，实为 {computed}{unit} = {sum}（超出 {difference}，{explained}）。请核对两边的数。",
        "{label} ({rule}) should not exceed {stated} {unit} but is {computed} {unit} = {sum} (over by {difference}, {explained}). Check both sides.",
    ),
    "BOUND02": (
        "{label}（{rule}）应不超过 {stated}{unit}，实为 {computed}{unit} = {sum}（超出 {difference}，在舍入极限 {slack} 之内但偏大）。请核实，属实请写审核说明。",
        "{label} ({rule}) should not exceed {stated} {unit} but is {computed} {unit} = {sum} (over by {difference}, within the limit of {slack} but unlikely). Verify; if right, write an explanation.",
    ),
    "REL01": (
        "勾稽 {rule}：应有 {left_formula} {operator} {right_formula}，实为 {computed} 与 {stated} {unit}（差 {difference}，{explained}）。请核对所列各数。",
        "Relation {rule}: {left_formula} {operator} {right_formula} should hold but the sides are {computed} and {stated} {unit} (off by {difference}, {explained}). Check the figures named.",
    ),
    "REL02": (
        "勾稽 {rule}：应有 {left_formula} {operator} {right_formula}，实为 {computed} 与 {stated} {unit}（差 {difference}，在舍入极限 {slack} 之内但偏大）。请核实，属实请写审核说明。",
        "Relation {rule}: {left_formula} {operator} {right_formula} should hold but the sides are {computed} and {stated} {unit} (off by {difference}, within the limit of {slack} but unlikely). Verify; if right, write an explanation.",
    ),
}

#: Relations of a form's rows and totals. {stated_label} and {left_label} are the sheet's own column heads.
_EQUAL = (
    (
        "{stated_label} {stated}{unit} ≠ {left_label} = {computed}{unit}（差 {difference}，{explained}）。请核对这几格。",
        "{stated_label} {stated} {unit} ≠ {left_label} = {computed} {unit} (off by {difference}, {explained}). Check these cells.",
    ),
    (
        "{stated_label} {stated}{unit} ≈ {left_label} = {computed}{unit}（差 {difference}，在舍入极限 {slack} 之内但偏大）。请核实，属实请写审核说明。",
        "{stated_label} {stated} {unit} ≈ {left_label} = {computed} {unit} (off by {difference}, within the limit of {slack} but unlikely). Verify; if right, write an explanation.",
    ),
    (
        "{missing} 空白，由 {left_label} 推得应为 {computed}{unit}{range}。请补填；没有请填 0 或 —。",
        "{missing} is blank; {left_label} imply {computed} {unit}{range}. Fill it in; 0 or — if there is none.",
    ),
)
_BOUND = (
    (
        "{left_label} {computed}{unit} 应{operator_words} {bound}（差 {difference}，{explained}）。{advice}",
        "{left_label} {computed} {unit} should be {operator_words} {bound} (off by {difference}, {explained}). {advice}",
    ),
    (
        "{left_label} {computed}{unit} 应{operator_words} {bound}（差 {difference}，在舍入极限 {slack} 之内但偏大）。请核实。",
        "{left_label} {computed} {unit} should be {operator_words} {bound} (off by {difference}, within the limit of {slack} but unlikely). Verify it.",
    ),
)
EQUATIONS = ("SPLIT", "ROLL", "FUND", "JAN")
BOUNDS = ("YEAR", "OVER", "MINUS", "DONE", "IDLE", "AHEAD", "PLAN")
RELATIONS: dict[str, tuple[str, str]] = {
    **{f"{code}{n:02d}": pair for code in EQUATIONS for n, pair in enumerate(_EQUAL, 1)},
    **{f"{code}{n:02d}": pair for code in BOUNDS for n, pair in enumerate(_BOUND, 1)},
}

#: The sentence of FOOT01 and FOOT02 where nobody printed the total and two ways of adding up are compared.
TWO_WAYS: dict[str, tuple[str, str]] = {
    "FOOT01": (
        "{label} 没有给出合计，两种分法应相等：{right_sum} = {stated}{unit}，{sum} = {computed}{unit}（差 {difference}，{explained}）。请核对两边各数。",
        "{label} is not stated; two ways of adding up should agree: {right_sum} = {stated} {unit}, {sum} = {computed} {unit} (off by {difference}, {explained}). Check the figures on both sides.",
    ),
    "FOOT02": (
        "{label} 没有给出合计，两种分法应相等：{right_sum} = {stated}{unit}，{sum} = {computed}{unit}（差 {difference}，在舍入极限 {slack} 之内但偏大）。请核实，属实请写审核说明。",
        "{label} is not stated; two ways of adding up should agree: {right_sum} = {stated} {unit}, {sum} = {computed} {unit} (off by {difference}, within the limit of {slack} but unlikely). Verify; if right, write an explanation.",
    ),
}

#: Why an expression cannot be evaluated; fills {detail} of EXPR01.
EXPRESSIONS: dict[str, tuple[str, str]] = {
    "unknown": ("没有编号为“{found}”的指标", "there is no figure “{found}”"),
    "nothing": ("没有提到任何指标", "it names no figure"),
    "sign": ("“{found}”处不成算式", "it breaks off at “{found}”"),
    "bracket": ("括号不配对", "a parenthesis is not closed"),
    "end": ("算式不完整", "it is incomplete"),
    "deep": ("括号层数过多", "it is nested too deeply"),
    "zero": ("除数可能为零", "it may divide by zero"),
}

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
    "total": ("合计", "total"),
    "part": ("部分", "part"),
    "many": ("逐行逐列", "rows, columns"),
    "≤": ("不超过", "at most"),
    "≥": ("不少于", "at least"),
    "=": ("等于", "equal to"),
    "pass": ("通过", "pass"),
    "fail": ("不通过", "fail"),
    "unreadable": ("无法读取", "unreadable"),
}

#: Lines of the console and the command line.
TITLES: dict[str, tuple[str, str]] = {
    "summary": ("审核结果：{path}", "Result: {path}"),
    "more": (
        "……另有 {count} 条未在此显示，全部见差异工作簿。",
        "… {count} more are not shown here; the discrepancy workbook holds all.",
    ),
    "closing": (
        "结论：{verdict}。须改正 {must} 条，须核实 {verify} 条，提示 {note} 条。",
        "Verdict: {verdict}. To correct: {must}; to verify: {verify}; notes: {note}.",
    ),
    "files": (
        "共 {count} 个文件：通过 {passed}，不通过 {failed}，无法读取 {unreadable}。",
        "{count} files: {passed} pass, {failed} fail, {unreadable} could not be read.",
    ),
    "skipped": (
        "跳过 {names}：本程序生成的文件或锁文件。",
        "Skipped {names}: made by this program, or lock files.",
    ),
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
    "own_input": (
        "--output 指向了输入文件 {path}；输入文件从不改写，请另指文件名。",
        "--output names the input {path}, which is never written to. Name another file.",
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

#: Headings and sentences of the discrepancy workbook (:mod:`recon.reports.excel`).
SHEETS: dict[str, tuple[str, str]] = {
    "title": ("勾稽审核报告", "Reconciliation report"),
    "summary": ("摘要", "Summary"),
    "findings": ("问题清单", "Findings"),
    "calculation": ("计算表", "Calculation"),
    "outcomes": ("全部结果", "All results"),
    "copy_suffix": ("（原表）", " (input)"),
    "times": ("共 {count} 处", "{count} times"),
    "footer": ("第 &P 页 / 共 &N 页", "Page &P of &N"),
    "tally": (
        "共核对 {checked} 项关系；错误 {errors} 项须更正，核实 {verify} 项须核对或写审核说明，提示 {notes} 项供参考。",
        "{checked} relations checked: {errors} errors to correct, {verify} to verify or explain, {notes} for information.",
    ),
    "facts": ("一、审核对象", "1  What was checked"),
    "file": ("文件", "File"),
    "sha256": ("SHA-256", "SHA-256"),
    "tool": ("程序", "Tool"),
    "date": ("审核日期", "Date"),
    "by_part": ("二、各部分审核结果（项数）", "2  Results by part of the document (number of relations)"),
    "part": ("部分", "Part"),
    "total": ("合计", "Total"),
    "by_code": ("三、问题分类", "3  Findings by kind"),
    "count": ("项数", "Count"),
    "first_row": ("首项", "First"),
    "level_meaning": ("怎样处理", "What to do"),
    "level_2": ("强制性：必须更正后才能通过", "Must be corrected before the file passes"),
    "level_1": ("核实性：核对后更正，或写明审核说明", "Correct it, or write an explanation"),
    "level_0": ("提示性：供参考，不影响通过", "For information; does not block"),
    "largest": ("四、差额最大的问题", "4  Largest discrepancies"),
    "largest_help": (
        "各项计量单位不同，故按差额占申报值的百分比排列；最多列 10 项，全部见“问题清单”。",
        "Units differ, so discrepancies are ranked in percent of the stated value; at most 10 here, all in sheet Findings.",
    ),
    "no_differences": ("没有差额。", "There are none."),
    "share": ("占申报值", "% of stated"),
    "chart_title": ("差额占申报值的百分比", "Difference in percent of the stated value"),
    "meanings": ("五、判定的含义", "5  What the verdicts mean"),
    "verdict_exact": ("两边相等，或限额成立。", "Both sides are equal, or the bound holds."),
    "verdict_rounding": ("有差额，四舍五入足以解释。", "They differ, and rounding explains it easily."),
    "verdict_rounding_wide": (
        "差额在舍入极限之内但偏大，须核实。",
        "They differ by more than rounding is likely to explain, though it could; verify.",
    ),
    "verdict_mismatch": (
        "舍入不能解释的差额，须更正或说明。",
        "Rounding cannot explain the difference; correct or explain it.",
    ),
    "verdict_implied": (
        "原文没有给出，由其他数推得，供留意。",
        "Not stated; follows from the other figures. See whether it makes sense.",
    ),
    "verdict_unverifiable": (
        "缺两项以上，无法审核；不等于通过。",
        "Two or more parts are missing, so nothing was checked; this is not a pass.",
    ),
    "usage": ("六、使用办法", "6  How to use this workbook"),
    "usage_1": (
        "1. 从“问题清单”逐项看起：点“位置”跳到原表的单元格，点“计算表”的编号看每个数从哪里来；在“复核结论”“审核说明”里填写意见。",
        "1. Start from Findings: the place jumps to the cell of the input; Calculation shows where each number comes from. Write your view in Review and Remarks.",
    ),
    "usage_2": (
        "2. 在原表副本中改一个数，“计算表”的差额和结论随之重算，可先试后改；更正请改原文件，再重新审核。",
        "2. Change a number in the copied sheet and Calculation recomputes difference and verdict. Correct the original file, then check it again.",
    ),
    "usage_3": (
        "3. 颜色只是辅助：红为错误、黄为核实、蓝为提示，深色粗框是首先要看的单元格；每处另有文字批注。“全部结果”连同通过的一并列出。",
        "3. Colour only helps: red error, yellow verify, blue note; the darker framed cell is the one to look at first, and each has a comment. All results lists the passes too.",
    ),
    "number": ("编号", "No."),
    "level": ("级别", "Level"),
    "code": ("代码", "Code"),
    "place": ("位置", "Place"),
    "label": ("指标", "Figure"),
    "unit": ("计量单位", "Unit"),
    "stated": ("申报值", "Stated"),
    "computed": ("计算值", "Computed"),
    "difference": ("差额", "Difference"),
    "slack": ("舍入可解释", "Rounding explains"),
    "sentence": ("说明", "What is wrong"),
    "sections": ("依据", "Basis"),
    "sections_more": ("{shown} 等 {count} 处", "{shown} and others, {count} places in all"),
    "review": ("复核结论", "Review"),
    "review_choices": (
        "属实，原文如此|录入有误，已更正|原文有误，已更正|待核实|不适用",
        "True, as printed|Entry error, corrected|Print error, corrected|To be verified|Not applicable",
    ),
    "review_help": ("从列表选择，或另写结论。", "Choose from the list, or write your own."),
    "explanation": ("审核说明", "Remarks"),
    "no_findings": ("没有问题。", "There are no findings."),
    "comment": ("[{level} {code}] {sentence}\n→ {place}", "[{level} {code}] {sentence}\n→ {place}"),
    "calculation_help": (
        "每个问题一块。数值读自原表副本；上下限 = 数值 ± 末位单位的一半（截断、限定词等见备注）；计算值的上下限由各项相加，减项取反。改动副本中的数，本表随之重算。",
        "One block a finding. Values are read from the copied sheets; ends = value ± half the last place (truncation and qualifiers: see the notes); the ends of a sum add up, swapped for what is subtracted. Change a number in a copy and this sheet recomputes.",
    ),
    "no_calculation": ("没有需要计算的问题。", "No finding rests on figures."),
    "sign": ("符号", "Sign"),
    "figure": ("编号", "No."),
    "item": ("项目", "Item"),
    "section": ("章节", "Section"),
    "value": ("数值", "Value"),
    "ulp": ("末位单位", "Last place"),
    "low": ("下限", "Low"),
    "high": ("上限", "High"),
    "notes": ("备注", "Notes"),
    "inferred": ("推算值", "Implied value"),
    "first_print": ("甲处", "First print"),
    "second_print": ("乙处", "Second print"),
    "smaller": ("受限额约束的一方", "Side that is bounded"),
    "limit": ("限额", "Limit"),
    "one_way": ("一种分法", "One way"),
    "other_way": ("另一种分法", "The other way"),
    "left": ("左式", "Left side"),
    "right": ("右式", "Right side"),
    "difference_row": ("差额（上方之值 − 下方之值）", "Difference (first side − second side)"),
    "slack_row": ("舍入可解释", "Rounding explains"),
    "slack_help": (
        "两边区间半宽之和，也就是本关系可掩盖的误差",
        "Half-widths of both sides: how large an error this relation could hide",
    ),
    "verdict": ("判定", "Verdict"),
    "rule_foot": ("分项之和 = 合计", "sum of the parts = total"),
    "rule_tie": ("两处应一致", "both places should read alike"),
    "rule_bound": ("应不超过限额", "not more than the limit"),
    "rule_floor": ("应不少于限额", "not less than the limit"),
    "rule_roll_forward": ("期末 = 期初 + 本期", "closing = opening + movement"),
    "rule_partial": (
        "已有分项之和 ≤ 合计，尚缺 {missing}",
        "sum of the parts known ≤ total; missing: {missing}",
    ),
    "rule_two_ways": ("没有给出合计，两种分法应相等", "the total is not stated; both ways should agree"),
    "rule_implied": ("合计 − 其余分项 = {missing}", "total − the other parts = {missing}"),
    "note_unit": ("原文 {printed}{unit}", "printed {printed} {unit}"),
    "note_constant": (
        "原文写法不能直接取数，数值为常数",
        "the cell's notation is not read by a formula; constant",
    ),
    "note_qualifier": ("限定：{qualifier}", "qualifier: {qualifier}"),
    "note_point": ("舍位平衡，按点值计", "forced rounding: taken as a point"),
    "note_narrowed": ("同一坐标多处刊印，取区间之交", "printed several times: intersection of the intervals"),
    "note_open": ("一端不含", "one end excluded"),
    "note_end": ("端点为常数", "an end is a constant"),
    "note_nonlinear": ("上下限由程序算出，为常数", "ends computed by the tool; constants"),
    "note_difference": ("差额由程序算出，为常数", "computed by the tool; constant"),
    "rule": ("规则", "Rule"),
    "low_stated": ("申报下限", "Stated low"),
    "high_stated": ("申报上限", "Stated high"),
    "hidden": ("可掩盖误差", "Could hide"),
    "sum": ("算式", "Sum"),
    "grouping": ("分组或依据", "Breakdown or basis"),
    "missing": ("缺项", "Missing"),
}

#: Sheet and comments of the marked copy (:mod:`recon.reports.annotate`); ``stamp`` is the sheet's first cell.
MARKS: dict[str, tuple[str, str]] = {
    "sheet": ("问题清单", "Findings"),
    "stamp": ("问题清单（recon 标注）", "Findings (marked by recon)"),
    "comment_stamp": ("〔recon 审核〕", "[recon check]"),
    "help": (
        "请按“说明”改正各表中有底色的单元格后报送本文件；确属无误的，在“审核说明”中写明理由。本表、底色和批注由程序添加，再次审核时不计，可随时清除。",
        "Correct the filled cells as described and send this file; where a value is right, say why under Remarks. This sheet, the fills and the comments were added by the program, are ignored when the file is checked again, and can be removed at any time.",
    ),
    "fresh": (
        "原文件的格式不能原样标注，本文件是只含数值的新工作簿。",
        "The original's format cannot be marked in place: this is a new workbook that holds its values only.",
    ),
    "changed": ("审核之后文件又有改动，请重新审核", "it has changed since it was checked; check it again"),
    "level": ("级别", "Level"),
    "code": ("代码", "Code"),
    "place": ("位置", "Place"),
    "sentence": ("说明", "What is wrong"),
    "explanation": ("审核说明", "Remarks"),
}

#: The monthly form to fill in (:mod:`recon.templates`).
FORM: dict[str, tuple[str, str]] = {
    "use": (
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
    "columns_cover": ("三、逐项说明：{sheet}", "3  Field by field: {sheet}"),
    "columns_projects": ("四、逐项说明：{sheet}", "4  Field by field: {sheet}"),
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
        "每月结束后 5 个工作日内报送。报送前可用 recon validate 自行审核。",
        "Due within five working days after the month ends. Check it beforehand with recon validate.",
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
        "--previous 是一个单位的上月报表，不能与 --all 同用。",
        "--previous is the report of one unit and cannot be used with --all.",
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
    "exists": (
        "已有同名但内容不同的文件，未写入任何文件：{paths}（共 {count} 个）。如要覆盖请加 --force。",
        "Files of that name with other content exist, so nothing was written: {paths} ({count} in all). Use --force to overwrite.",
    ),
    "made": ("已生成 {count} 个文件：{path}", "{count} files written: {path}"),
    "only_monthly": (
        "{options} 只用于月报，请同时给出 --month。",
        "{options} are for the monthly form; give --month as well.",
    ),
    "only_targets": ("--from 只用于 --kind targets。", "--from is for --kind targets only."),
    "no_month": ("生成月报须给出 --month，如 2021-03。", "A monthly form needs --month, e.g. 2021-03."),
}

MESSAGES: dict[str, tuple[str, str]] = {**FILES, **FORMS, **OUTCOMES, **RELATIONS}


def pick(pair: tuple[str, str], lang: str) -> str:
    """The text of a (中文, English) pair in ``lang``."""
    return pair[LANGUAGES.index(lang)]


def detail(key: str, lang: str, **words: object) -> str:
    """A fragment of :data:`DETAILS`."""
    return pick(DETAILS[key], lang).format(**words)


def word(key: str, lang: str) -> str:
    """A single word or heading of :data:`WORDS`."""
    return pick(WORDS[key], lang)


def mark(key: str, lang: str) -> str:
    """A heading or sentence of :data:`MARKS`."""
    return pick(MARKS[key], lang)


def form(key: str, lang: str, **words: object) -> str:
    """A text of :data:`FORM`."""
    return pick(FORM[key], lang).format(**words)


def title(key: str, lang: str, **words: object) -> str:
    """A line of :data:`TITLES`."""
    return pick(TITLES[key], lang).format(**words)


def say(code: str, lang: str, **words: object) -> str:
    """The sentence for ``code``; a word given as ``("key", {...})`` is itself looked up in DETAILS."""
    filled = {
        name: detail(word[0], lang, **word[1]) if isinstance(word, tuple) else word
        for name, word in words.items()
    }
    return pick(MESSAGES[code], lang).format(**filled)
