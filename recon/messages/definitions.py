"""What is wrong with a form definition (表样), and what is worth a look in it."""

from __future__ import annotations

Pair = tuple[str, str]

#: What should stand where the text of a relation breaks off; fills {detail} of DEF01.
EXPECTED: dict[str, Pair] = {
    "wants_operand": ("代码、数或括号", "a code, a number or a parenthesis"),
    "wants_code": ("代码", "a code"),
    "wants_sign": ("= ≥ ≤ > < ≠ 之一", "one of = ≥ ≤ > < ≠"),
    "wants_close": ("与“{opened}”配对的另一半", "the other half of “{opened}”"),
    "wants_sum": ("“之和”", "“之和” (the sum of them)"),
    "wants_then": ("“则”", "“则” (then)"),
    "wants_else": ("“否则”", "“否则” (otherwise)"),
    "wants_dots": ("前后都有代码的 A+…+B", "A+…+B with a code at both ends"),
    "wants_end": ("运算符号，或分隔两个关系的“；”", "a sign of arithmetic, or “；” between two relations"),
    "wants_shallow": ("少一些括号", "fewer parentheses"),
    "wants_one": ("ABS 中一个式子", "one expression in ABS"),
    "wants_two": ("两个代码", "two codes"),
    "wants_name": ("本表的代码、栏名或行名", "a code or name of the table"),
    "wants_words": ("至少一个代码", "at least one code"),
    "wants_nonzero": ("不为零的除数", "a divisor other than zero"),
    "wants_whole": ("0 至 {most} 的整数", "a whole number from 0 to {most}"),
    "wants_amount": ("不小于 0 的数", "a number not below 0"),
    "wants_columns": ("{table} 的栏的代码", "the code of a column of {table}"),
    "wants_money": ("元、万元、亿元等金额单位", "a unit of money such as 元, 万元 or 亿元"),
    "wants_pointed": ("一栏的表号和代码，如 表2 A", "表号 and code of a column, e.g. 表2 A"),
    "wants_entry": (
        "{table} 的栏，写代码或名称，如 项目代码、项目名称+类别",
        "columns of {table} by code or name, e.g. 项目代码、项目名称+类别",
    ),
    "wants_known": ("文字、日期或代码的栏（数各期会变）", "columns of words, dates or codes (numbers change)"),
    "wants_no_rows": (
        "空白（{table} 的行是固定的，按行次对应）",
        "blank (the rows of {table} are fixed and have codes)",
    ),
    "wants_no_sums": ("空白（{table} 汇总别的表，按分类对应）", "blank ({table} sums up another table, by class)"),
    "wants_steady": (
        "空白（这一栏是数，与上期的关系请写在“关系”中，如 5栏=上期.5栏）",
        "blank (the column holds numbers: write in 关系 how they relate to the period before, e.g. 5栏=上期.5栏)",
    ),
    "wants_list": ("不变或空白（“不退”的栏须有“列表”）", "不变 or blank (不退 is asked of columns with a 列表)"),
    "wants_continues": (
        "空白，或先在“表单”的“各期行对应”写明 {table} 的行凭哪些栏对应",
        "blank, or 各期行对应 of sheet 表单 should say by which columns rows of {table} continue",
    ),
    "wants_unit": ("万元、人、公里、% 等单位", "a unit such as 万元, 人, 公里 or %"),
}

DEFINITION: dict[str, Pair] = {
    "DEF01": (
        "“{column}”第 {at} 个字应为{detail}，现为“{found}”（{part}）。请改写。",
        "Character {at} of “{column}” should be {detail} but is “{found}” ({part}). Rewrite it.",
    ),
    "DEF02": (
        "“{column}”第 {at} 个字起的“{found}”应是 {table} 的代码、行名或栏名，现没有这一项（{part}）{other}。请改正代码，或在“行”“栏”中补上。",
        "“{found}” at character {at} of “{column}” should be a code or name of {table}, which has none such ({part}){other}. Correct the code or add the line.",
    ),
    "DEF03": (
        "“{column}”第 {at} 个字起的“{found}”应只指一项，现可指 {codes}（{part}）。请写明是行还是栏，代码前的零照写。",
        "“{found}” at character {at} of “{column}” should mean one line but could be {codes} ({part}). Say 行 or 栏, and write leading zeros.",
    ),
    "DEF04": (
        "“{column}”应为可以核对的关系（式、符号、式），现第 {at} 个字处没有 = ≥ ≤ 等符号（{part}），是文字说明。请写成关系，如 05行=06行+07行；只作说明的移到“提示”。",
        "“{column}” should be a relation (expression, sign, expression), but there is no sign such as = ≥ ≤ at character {at} ({part}): it is prose. Write a relation, e.g. 05行=06行+07行; move a mere remark to 提示.",
    ),
    "DEF05": (
        "“{column}”第 {at} 个字起的“{found}”应从前面的一项到后面的一项，同为行或同为栏，现 {first} 到 {last} 不是（{part}）。请改正两端。",
        "“{found}” at character {at} of “{column}” should go from a line to a later one of the same kind, but {first} to {last} does not ({part}). Correct the ends.",
    ),
    "DEF06": (
        "“{column}”第 {at} 个字起的“{found}”应与“行”“栏”中的代码一字不差，现按 {meant} 读（{part}）。请照写前导零和大小写。",
        "“{found}” at character {at} of “{column}” should be written as the code is; it is read as {meant} ({part}). Write leading zeros and capitals alike.",
    ),
    "DEF07": (
        "“{column}”第 {at} 个字起的“{found}”应是“表单”中的表号或表名，现没有这张表（{part}）。请改正表号，或在“表单”中补上。",
        "“{found}” at character {at} of “{column}” should be a 表号 or 表名 of 表单, which has none such ({part}). Correct it or add the table.",
    ),
    "DEF11": (
        "{table} 的代码不得重复，现有两{lines}的代码都是“{found}”（另一处 {other}）。请改正其中一个。",
        "Codes of {table} must be unique, but two {lines} have “{found}” (the other is {other}). Correct one.",
    ),
    "DEF12": (
        "“{column}”不得重复，现有两张表都是“{found}”（另一处 {other}）。请改正其中一个。",
        "“{column}” must be unique, but two tables have “{found}” (the other is {other}). Correct one.",
    ),
    "DEF13": (
        "列表“{found}”应在“字典”中列出，现在没有。请在“字典”中补上它的值，或改正列表名。",
        "List “{found}” should stand in 字典 but does not. Add its values there or correct its name.",
    ),
    "DEF14": (
        "“{column}”应是{detail}，现为“{found}”。请改正单位。",
        "“{column}” should be {detail} but is “{found}”. Correct the unit.",
    ),
    "DEF15": (
        "表号“{found}”应在“表单”中列出，现在没有。请改正表号，或在“表单”中补上。",
        "表号 “{found}” should stand in 表单 but does not. Correct it or add the table.",
    ),
    "DEF16": (
        "“{column}”应为{detail}，现为“{found}”。请改正。",
        "“{column}” should be {detail} but is “{found}”. Correct it.",
    ),
    "DEF17": (
        "表样应有{sheet}，现在没有。请补上（见 recon template --kind definition 生成的空白表样）。",
        "A form definition should have {sheet} but has none. Add it (see recon template --kind definition).",
    ),
    "DEF18": (
        "{table} 最多可有 {limit} {lines}，现有 {found} {lines}；从这里起没有读。请分成几张表。",
        "{table} may have up to {limit} {lines} but has {found}; what begins here was not read. Split the table.",
    ),
    "DEF19": (
        "名称“{found}”中的 {signs} 是关系里的符号，写进关系会读不对。请在关系中用代码“{meant}”，或改名。",
        "{signs} in the name “{found}” are signs of relations. Use the code “{meant}” in relations, or change the name.",
    ),
    "DEF20": (
        "“{column}”应只提本表样中的表，现提到别处的文件“{found}”；没有去读它。请把要用的内容写进本表样。",
        "“{column}” should speak of tables of this definition only but names a file elsewhere, “{found}”, which was not read. Put what is needed into this definition.",
    ),
    "DEF21": (
        "公式不得绕回自身，现 {found}。请改正其中一个公式。",
        "Formulas must not lead back to themselves, but {found}. Correct one of them.",
    ),
    "DEF31": (
        "{number}　{relation}：“其中”项不应加到它所属的项上，现 {part} 已在 {whole} 之中，又与它相加。请核对关系。",
        "{number}  {relation}: a 其中 line should not be added to the line that holds it, but {part} is part of {whole} and added to it. Check the relation.",
    ),
    "DEF32": (
        "{number}　{relation}：已由 {others} 推出，不必再写。可以保留；只是同一处差错会多报一次。",
        "{number}  {relation} follows from {others} and need not be written. It may stay; one fault will then be told twice.",
    ),
    "DEF33": (
        "{number}　{relation}：应能与其他关系同时成立，现与 {others} 矛盾，怎么填都不平。请核对这些关系。",
        "{number}  {relation} should be able to hold with the others but contradicts {others}: no figures satisfy both. Check these relations.",
    ),
    "DEF34": (
        "{number}　{relation}：与 {others} 合起来使 {line} 只能为零。请核对正负号和代码。",
        "{number}  {relation} and {others} together leave {line} nothing but zero. Check signs and codes.",
    ),
    "DEF35": (
        "{number} 的“停用”应写明原因和日期，现为“{found}”，没有日期。请补上，如“口径调整，2026-03-01”。",
        "停用 of {number} should give reason and day but is “{found}” without a day. Add it, e.g. “口径调整，2026-03-01”.",
    ),
    "DEF36": (
        "列表“{found}”应有栏从中选择，现没有一栏用到它。请在“栏”的“列表”中填上它，或删去。",
        "List “{found}” should be chosen from by a column, but none is. Name it in 列表 of a column, or remove it.",
    ),
    "DEF38": (
        "{count} 个关系应两两核对是否重复、矛盾，现太多太密，只核对了一部分。可以分成几张表样再核对。",
        "{count} relations should be held against each other, but they are too many and too dense: only part was. Split the definition to check the rest.",
    ),
    "DEF37": (
        "{number}　{relation}：应至少在一处核对，现哪里都不会核对：{detail}。请改正代码，或写明行和栏，如 05行3栏。",
        "{number}  {relation} should be asked somewhere but never is: {detail}. Correct the codes, or name row and column, e.g. 05行3栏.",
    ),
}

#: Why a relation is asked nowhere; fills {detail} of DEF37.
NOWHERE: dict[str, Pair] = {
    "never_cell": ("所写的单元格标为不适用", "a cell it names does not apply"),
    "never_mixed": (
        "行的代码和栏的代码混在一起，不知道各取哪一格",
        "it mixes codes of rows and of columns, so that no cell is meant",
    ),
    "never_rows": ("这些行没有一栏是都要填的", "in no column are all these rows filled in"),
    "never_columns": ("这些栏没有一行是都要填的", "in no row are all these columns filled in"),
}
