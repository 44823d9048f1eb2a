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
        "文件 {path} 不是电子表格。可读格式：xlsx、xlsm、xlsb、xls、et、ods。请用 Excel 或 WPS 另存为 xlsx。",
        "{path} is not a spreadsheet. Readable: xlsx, xlsm, xlsb, xls, et, ods. Save it as xlsx.",
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
    "limits": ("读取超出时间或内存限制", "reading it exceeds the limits of time or memory"),
}

#: What is wrong with a row or a sheet. Placeholders: column, found, and what the code needs.
FORMS: dict[str, tuple[str, str]] = {
    "FORM02": (
        "缺少列“{column}”。请在表头补上该列名（见 recon template 生成的表）。",
        "Column “{column}” is missing. Add it to the header (see a form made by recon template).",
    ),
    "FORM03": ("“{column}”应填写，现为空白。请补填。", "“{column}” must be filled in but is blank. Fill it in."),
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
    "EXPR01": (
        "勾稽 {relation} 的算式“{expression}”无法计算：{detail}。请改正算式。",
        "Relation {relation}: “{expression}” cannot be evaluated: {detail}. Correct it.",
    ),
}

#: What a relation gave. Placeholders are filled by :mod:`recon.reports.text`.
OUTCOMES: dict[str, tuple[str, str]] = {
    "FOOT01": (
        "{label} 分项之和应为 {stated}{unit}，实为 {computed}{unit} = {sum}（差 {difference}，舍入只能解释 {slack}）。请核对合计与各分项。",
        "{label}: the parts should sum to {stated} {unit} but give {computed} {unit} = {sum} (off by {difference}, rounding explains {slack}). Check the total and its parts.",
    ),
    "FOOT02": (
        "{label} 分项之和应为 {stated}{unit}，实为 {computed}{unit} = {sum}（差 {difference}，在舍入极限 {slack} 之内但偏大）。请核实，属实请写审核说明。",
        "{label}: the parts should sum to {stated} {unit} but give {computed} {unit} = {sum} (off by {difference}, within the limit of {slack} but unlikely). Verify; if right, write an explanation.",
    ),
    "FOOT03": (
        "{label} 没有给出，由 {sum} 推得 {computed}{unit}{range}。请留意是否合理；如另有出处，请补入指标。",
        "{label} is not stated; {sum} implies {computed} {unit}{range}. See whether it makes sense; if it is stated somewhere, add it.",
    ),
    "FOOT04": (
        "{label} 已有分项之和应不超过 {stated}{unit}，实为 {computed}{unit} = {sum}（超出 {difference}，舍入只能解释 {slack}），尚缺 {missing}。请核对合计与各分项。",
        "{label}: the parts known should not exceed {stated} {unit} but give {computed} {unit} = {sum} (over by {difference}, rounding explains {slack}), with {missing} still missing. Check the total and its parts.",
    ),
    "TIE01": (
        "{label} 两处应一致：{left_place} 为 {computed}{unit}，{right_place} 为 {stated}{unit}（差 {difference}，舍入只能解释 {slack}）。请核对两处原文。",
        "{label} should read alike in both places: {left_place} has {computed} {unit}, {right_place} has {stated} {unit} (off by {difference}, rounding explains {slack}). Check both.",
    ),
    "TIE02": (
        "{label} 两处应一致：{left_place} 为 {computed}{unit}，{right_place} 为 {stated}{unit}（差 {difference}，在舍入极限 {slack} 之内但偏大）。请核实，属实请写审核说明。",
        "{label} should read alike in both places: {left_place} has {computed} {unit}, {right_place} has {stated} {unit} (off by {difference}, within the limit of {slack} but unlikely). Verify; if right, write an explanation.",
    ),
    "BOUND01": (
        "{label}（{rule}）应不超过 {stated}{unit}，实为 {computed}{unit} = {sum}（超出 {difference}，舍入只能解释 {slack}）。请核对两边的数。",
        "{label} ({rule}) should not exceed {stated} {unit} but is {computed} {unit} = {sum} (over by {difference}, rounding explains {slack}). Check both sides.",
    ),
    "BOUND02": (
        "{label}（{rule}）应不超过 {stated}{unit}，实为 {computed}{unit} = {sum}（超出 {difference}，在舍入极限 {slack} 之内但偏大）。请核实，属实请写审核说明。",
        "{label} ({rule}) should not exceed {stated} {unit} but is {computed} {unit} = {sum} (over by {difference}, within the limit of {slack} but unlikely). Verify; if right, write an explanation.",
    ),
    "REL01": (
        "勾稽 {rule}：应有 {left_formula} {operator} {right_formula}，实为 {computed} 与 {stated} {unit}（差 {difference}，舍入只能解释 {slack}）。请核对所列各数。",
        "Relation {rule}: {left_formula} {operator} {right_formula} should hold but the sides are {computed} and {stated} {unit} (off by {difference}, rounding explains {slack}). Check the figures named.",
    ),
    "REL02": (
        "勾稽 {rule}：应有 {left_formula} {operator} {right_formula}，实为 {computed} 与 {stated} {unit}（差 {difference}，在舍入极限 {slack} 之内但偏大）。请核实，属实请写审核说明。",
        "Relation {rule}: {left_formula} {operator} {right_formula} should hold but the sides are {computed} and {stated} {unit} (off by {difference}, within the limit of {slack} but unlikely). Verify; if right, write an explanation.",
    ),
}

#: Why an expression cannot be evaluated; fills {detail} of EXPR01.
EXPRESSIONS: dict[str, tuple[str, str]] = {
    "unknown": ("没有编号为“{found}”的指标", "there is no figure “{found}”"),
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
    "pass": ("通过", "pass"),
    "fail": ("不通过", "fail"),
    "unreadable": ("无法读取", "unreadable"),
}

MESSAGES: dict[str, tuple[str, str]] = {**FILES, **FORMS, **OUTCOMES}


def pick(pair: tuple[str, str], lang: str) -> str:
    """The text of a (中文, English) pair in ``lang``."""
    return pair[LANGUAGES.index(lang)]


def detail(key: str, lang: str, **words: object) -> str:
    """A fragment of :data:`DETAILS`."""
    return pick(DETAILS[key], lang).format(**words)


def word(key: str, lang: str) -> str:
    """A single word or heading of :data:`WORDS`."""
    return pick(WORDS[key], lang)


def say(code: str, lang: str, **words: object) -> str:
    """The sentence for ``code``; a word given as ``("key", {...})`` is itself looked up in DETAILS."""
    filled = {
        name: detail(word[0], lang, **word[1]) if isinstance(word, tuple) else word
        for name, word in words.items()
    }
    return pick(MESSAGES[code], lang).format(**filled)
