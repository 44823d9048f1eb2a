"""Pages of form definitions (表样): texts that are no relation, lists and codes that do not fit, relations among themselves."""

from __future__ import annotations

from .page import Page, Pair, pair

_HEAD = "## 表单\n表号 | 表名 | 计量单位 | 舍入\n表1 | 收支表 | 万元 | 四舍五入\n表2 | 支出表 | 万元 | 四舍五入\n"
_COLUMNS = (
    "## 栏\n表号 | 代码 | 名称 | 类型 | 计量单位 | 小数位 | 列表 | 公式\n"
    "表1 | 1 | 本月 | 金额 | | 2 | |\n表1 | 2 | 上月累计 | 金额 | | 2 | |\n表1 | 3 | 累计 | 金额 | | 2 | |\n表2 | 1 | 本月 | 金额 | | 2 | |\n"
)
_ROWS = "## 行\n表号 | 代码 | 名称 | 缩进 | 适用栏\n表1 | 01 | 合计 | 0 |\n表1 | 02 | 税收 | 1 |\n表1 | 03 | 其中：增值税 | 2 |\n表1 | 04 | 非税 | 1 |\n表2 | 05 | 支出 | 0 |\n"
_BASE = _HEAD + _COLUMNS + _ROWS
_RELATIONS = f"{_BASE}## 关系\n编号 | 表号 | 关系 | 条件 | 停用\n"
_ONE = f"{_RELATIONS}R01 | 表1 | @ | |"

_NOTATION: Pair = (
    "官方报表印发的审核关系的写法（表样“写法”页列出）：代码、行名或栏名，+ - × ÷ 和括号，A至B之和，= ≥ ≤ > < ≠，若…则…，上期、上年同期、单位合计。",
    "Relations as official forms print them (sheet 写法 of a blank definition): codes or names, + - × ÷ and parentheses, A至B之和, = ≥ ≤ > < ≠, 若…则…, 上期, 上年同期, 单位合计.",
)
_SHEETS: Pair = (
    "表样的各页和列名：表单、栏、行、关系、字典、填报范围、上期。",
    "The sheets of a definition and their columns: 表单, 栏, 行, 关系, 字典, 填报范围, 上期.",
)
_ALGEBRA: Pair = (
    "线性方程组的高斯-若尔当消元，用精确分数计算；有条件的和不是线性的关系不参加。",
    "Gauss–Jordan elimination of the linear equations in exact fractions; relations with a condition and those that are not linear take no part.",
)
_LOST: Pair = (
    "读不懂的关系不会被审核，填错了也没有人知道。",
    "A relation that cannot be read is not checked, and nobody would notice what is wrong.",
)


def _page(code: str, title: Pair, what: Pair, why: Pair, basis: Pair, examples: tuple[str, str], advice: Pair) -> Page:
    return Page(code, title, what, why, basis, *examples, advice)


DEFINITIONS = (
    _page(
        "DEF01",
        ("关系读不下去", "A relation breaks off"),
        (
            "表样的关系、条件、公式应从头到尾都读得懂；给出第几个字，和那里应有什么。强制性。",
            "Relations, conditions and formulas of a definition must be readable to the end; the character is named, and what should stand there. 强制性.",
        ),
        _LOST,
        _NOTATION,
        pair(_ONE, "01行=02行+04行", "01行=02行++04行"),
        ("照“写法”页改写。", "Rewrite it as on sheet 写法."),
    ),
    _page(
        "DEF02",
        ("代码或名称不在表中", "A code that the table does not have"),
        (
            "关系里的代码、行名、栏名应是那张表有的；别的表有的会指出来。强制性。",
            "Codes and names of a relation must be those of its table; a table that does have them is named. 强制性.",
        ),
        (
            "关系常从别的表、别的年度抄来，代码变了没有改。",
            "Relations are often copied from another table or year whose codes differ.",
        ),
        _NOTATION,
        pair(_ONE, "01行=02行+04行", "01行=02行+05行"),
        (
            "改正代码；要用别的表的，在代码前写表号，如 表2 05行。",
            "Correct the code; for another table write its 表号 before it, e.g. 表2 05行.",
        ),
    ),
    _page(
        "DEF03",
        ("分不清是哪一项", "A code that could be several lines"),
        (
            "一个代码、名称应只指一项。行和栏都有的代码，写行、栏；丢了前导零的，照写。强制性；与 1行 相比的 10，按数读，提示性。",
            "A code or name must mean one line. Say 行 or 栏 where both have it, and write leading zeros. 强制性; a 10 that 1行 is compared with is read as the number, 提示性.",
        ),
        (
            "01 是行，1 是栏；猜错了，审核的就是另一个数。",
            "01 is a row and 1 a column; a wrong guess would check other figures.",
        ),
        _NOTATION,
        pair(_ONE, "01行=02行+04行", "1行=2行+4行"),
        ("写明是行还是栏，零照写。", "Write 行 or 栏, and the zeros."),
    ),
    _page(
        "DEF04",
        ("不是可以核对的关系", "Prose, not a relation"),
        (
            "“关系”列应为带 = ≥ ≤ 等符号的关系；没有符号的文字不能核对，应另放。强制性。",
            "Column 关系 must hold a relation with a sign such as = ≥ ≤; prose cannot be checked. 强制性.",
        ),
        (
            "印发的说明里常有“应与某表一致”一类的话，或者符号在印刷时丢了。",
            "Printed notes often say “should agree with table …”, or lose the sign in print.",
        ),
        _NOTATION,
        pair(_ONE, "01行=02行+04行", "01行应与上年决算一致"),
        ("写成关系；只作说明的移到“提示”。", "Write a relation, or move the remark to 提示."),
    ),
    _page(
        "DEF05",
        ("起止不成范围", "A range that is none"),
        (
            "A至B之和应从前面的一项到后面的一项，两端同为行或同为栏。强制性。",
            "A至B之和 must go from a line to a later one, both rows or both columns. 强制性.",
        ),
        _LOST,
        _NOTATION,
        pair(_ONE, "3栏≥1栏至2栏之和", "3栏≥2栏至1栏之和"),
        ("改正两端的代码。", "Correct the codes at its ends."),
    ),
    _page(
        "DEF06",
        ("代码少了前导零", "A code without its leading zeros"),
        (
            "关系里的代码应与“行”“栏”中的一字不差；只差前导零或大小写、又只有一项像它的，按那一项读。提示性。",
            "Codes must be written as in 行 and 栏; one that differs in leading zeros or capitals alone, and is like one line only, is read as that. 提示性.",
        ),
        ("前导零常在粘贴时丢失。", "Leading zeros get lost in pasting."),
        _NOTATION,
        pair(_ONE, "04行≥0", "4行≥0"),
        ("照写前导零。", "Write the zeros."),
    ),
    _page(
        "DEF07",
        ("没有这张表", "A table that is not there"),
        (
            "关系里的表号、表名应在“表单”中。强制性。",
            "A 表号 or 表名 of a relation must stand in 表单. 强制性.",
        ),
        _LOST,
        _NOTATION,
        pair(_ONE, "01行≥表2 05行", "01行≥表3 05行"),
        ("改正表号，或把那张表加进表样。", "Correct it, or add the table to the definition."),
    ),
    _page(
        "DEF11",
        ("代码重复", "A code twice"),
        (
            "一张表的行、栏的代码各不得重复；后一个没有读。强制性。",
            "Codes of rows and of columns must be unique in a table; the later one is not read. 强制性.",
        ),
        ("关系只凭代码找数，代码重复就不知道取哪一个。", "Relations find figures by code alone."),
        _SHEETS,
        pair(f"{_BASE}表2 | @ | 其他支出 | 0 |", "06", "05"),
        ("改正其中一个。", "Correct one of them."),
    ),
    _page(
        "DEF12",
        ("两张表同名", "Two tables of one name"),
        ("表号、表名在表样中不得重复。强制性。", "表号 and 表名 must be unique in a definition. 强制性."),
        ("报表按名称认，表间关系按表号找。", "Forms are told by name, and relations find tables by 表号."),
        _SHEETS,
        pair(_BASE.replace("表2 | 支出表", "表2 | @"), "支出表", "收支表"),
        ("改正其中一个。", "Correct one of them."),
    ),
    _page(
        "DEF13",
        ("缺列表", "A list that is missing"),
        ("“栏”中写的列表应在“字典”中有值。强制性。", "A list named in 栏 must have values in 字典. 强制性."),
        ("没有值，下拉列表就是空的，填什么都不对。", "Without values nothing that is entered can be right."),
        _SHEETS,
        pair(f"{_HEAD}{_COLUMNS}表1 | 4 | 性质 | 文字 | | | @ |\n{_ROWS}", "", "类别"),
        ("在“字典”中补上，或改正列表名。", "Add it to 字典, or correct the name."),
    ),
    _page(
        "DEF14",
        ("不认识的单位", "An unknown unit"),
        (
            "金额栏的单位应是元、万元、亿元等；其他单位应是文字或 %。强制性。",
            "Amounts are in 元, 万元, 亿元 …; other units are words or %. 强制性.",
        ),
        (
            "单位不明，几张表的数就无法换算到一起。",
            "Without it figures of several tables cannot be put into one unit.",
        ),
        _SHEETS,
        pair(f"{_HEAD}{_COLUMNS}表1 | 4 | 备用 | 金额 | @ | 2 | |\n{_ROWS}", "亿元", "万园"),
        (
            "改正单位；不是钱的数，把“类型”改为数量或计数。",
            "Correct the unit; for what is no money choose 数量 or 计数 as 类型.",
        ),
    ),
    _page(
        "DEF15",
        ("表号不在表单中", "A 表号 that is not in 表单"),
        (
            "栏、行、关系、填报范围中的表号应在“表单”中列出；这一行没有读。强制性。",
            "表号 in 栏, 行, 关系 and 填报范围 must stand in 表单; the row is not read. 强制性.",
        ),
        ("写错一个表号，这一行就落空了。", "A wrong 表号 loses the row."),
        _SHEETS,
        pair(f"{_BASE}@ | 06 | 其他支出 | 0 |", "表2", "表二"),
        ("改正表号，或补上这张表。", "Correct it or add the table."),
    ),
    _page(
        "DEF16",
        ("不是所要的内容", "Not what the column takes"),
        (
            "小数位、缩进、宽应为整数，允许差应为数，适用栏应为栏的代码；各期行对应应为清单自己的、不是数的栏，各期用于这样的栏。强制性。",
            "小数位, 缩进 and 宽 take whole numbers, 允许差 a number, 适用栏 codes of columns; 各期行对应 columns of the list itself that are no numbers, and 各期 is said of such. 强制性.",
        ),
        (
            "读不懂的一格按空白处理，会与本意不同。",
            "What cannot be read counts as blank, which is not what was meant.",
        ),
        _SHEETS,
        pair(f"{_HEAD}{_COLUMNS}表1 | 4 | 备用 | 金额 | | @ | |\n{_ROWS}", "2", "两位"),
        ("照列的说明改写。", "Rewrite it as the column asks."),
    ),
    _page(
        "DEF17",
        ("缺少内容", "Something that a definition needs is missing"),
        (
            "表样应有“表单”和“栏”，每张表应有栏。强制性。",
            "A definition needs 表单 and 栏, and each table its columns. 强制性.",
        ),
        ("没有栏的表，无法生成，也无法读取。", "A table without columns can be neither made nor read."),
        _SHEETS,
        (
            f"{_HEAD}表3 | 附表 | 万元 | 四舍五入\n{_COLUMNS}表3 | 1 | 本月 | 金额 | | 2 | |\n{_ROWS}",
            f"{_HEAD}表3 | 附表 | 万元 | 四舍五入\n{_COLUMNS}{_ROWS}",
        ),
        ("补上这张表的栏，或从“表单”中删去它。", "Add its columns, or take the table out of 表单."),
    ),
    _page(
        "DEF18",
        ("栏或行太多", "Too many columns or rows"),
        (
            "一张表最多 500 栏、5000 行；多出来的没有读。强制性。",
            "A table has up to 500 columns and 5000 rows; what is beyond is not read. 强制性.",
        ),
        (
            "这样的表没有人填得了，多半是粘贴错了。",
            "Nobody can fill in such a table; it is usually pasted by mistake.",
        ),
        _SHEETS,
        ("", ""),
        ("分成几张表。", "Split the table."),
    ),
    _page(
        "DEF19",
        ("名称里有关系的符号", "A name that holds signs of relations"),
        (
            "名称里有 = + * / , ; [ ] ' 等符号的，写进关系会读不对，应用代码。提示性。",
            "A name that holds = + * / , ; [ ] ' … cannot be read in a relation; use the code. 提示性.",
        ),
        (
            "“收入+补助”是一项的名称，还是两项相加，写的人知道，程序不知道。",
            "Whether 收入+补助 names one line or adds two only its author knows.",
        ),
        _NOTATION,
        pair(f"{_BASE}表2 | 06 | @ | 0 |", "收入及补助", "收入+补助"),
        (
            "关系中用代码，或写在方括号里；或者改名。",
            "Use its code or put it between brackets, or change the name.",
        ),
    ),
    _page(
        "DEF20",
        ("提到别处的文件", "A file elsewhere"),
        (
            "表样只能用自己有的表和字典；提到别的文件的关系、公式、列表没有读，那个文件也没有打开。强制性。",
            "A definition speaks of its own tables and lists only; what names another file is not read, nor is that file opened. 强制性.",
        ),
        (
            "别处的文件会变、会丢，换一台机器就没有了；打开没有指名的文件也不安全。",
            "Such a file changes, gets lost and is not there on another machine; and nothing is opened that was not named.",
        ),
        _SHEETS,
        pair(_ONE, "01行≥表2 05行", "01行≥[去年.xlsx]表2!A5"),
        (
            "把要用的表放进本表样；上年的数用 上年同期.。",
            "Put the table into this definition; for last year write 上年同期.",
        ),
    ),
    _page(
        "DEF21",
        ("公式绕回自身", "A cycle of formulas"),
        (
            "“栏”的公式不得直接或间接用到自己。强制性。",
            "The formula of a column must not lead back to it. 强制性.",
        ),
        (
            "这样的公式算不出数，电子表格会报循环引用。",
            "Such formulas have no value; a spreadsheet calls it a circular reference.",
        ),
        _SHEETS,
        pair(
            f"{_HEAD}{_COLUMNS}表1 | 4 | 小计 | 金额 | | 2 | | 1栏+5栏\n表1 | 5 | 其余 | 金额 | | 2 | | @\n{_ROWS}",
            "3栏-1栏",
            "4栏-2栏",
        ),
        ("改正其中一个公式，或改为填报。", "Correct one of the formulas, or let it be filled in."),
    ),
    _page(
        "DEF31",
        ("“其中”加到了整体上", "A part added to its whole"),
        (
            "名称以“其中”开头的行、栏是它上面一项的一部分，不应和那一项相加。核实性。",
            "A line named 其中 is part of the one above it and should not be added to it. 核实性.",
        ),
        (
            "这样相加，合计会把它算两遍，填对的表反而报错。",
            "The sum would count it twice, and a right form would be called wrong.",
        ),
        _NOTATION,
        pair(_ONE, "01行=02行+04行", "01行=02行+03行+04行"),
        ("从和中删去“其中”项。", "Take the part out of the sum."),
    ),
    _page(
        "DEF32",
        ("关系已由其他关系推出", "A relation that follows from others"),
        (
            "一个关系若能由其他关系推出，指出由哪几个。提示性。",
            "A relation that the others imply, with their numbers. 提示性.",
        ),
        ("多余的关系会把一处差错报成几条。", "One fault would be told several times."),
        _ALGEBRA,
        pair(f"{_RELATIONS}R01 | 表1 | 01行=02行+04行 | |\nR02 | 表1 | @ | |", "02行≥0", "02行=01行-04行"),
        (
            "删去或停用其中一个；有意保留的不必改。",
            "Remove it or switch it off, unless it is kept on purpose.",
        ),
    ),
    _page(
        "DEF33",
        ("关系互相矛盾", "Relations that contradict each other"),
        (
            "几个关系应能同时成立；怎么填都不能的，指出是哪几个。强制性。",
            "Relations must be able to hold together; those that cannot are named. 强制性.",
        ),
        ("矛盾的关系使每一份报表都不通过。", "No form could ever pass."),
        _ALGEBRA,
        pair(f"{_RELATIONS}R01 | 表1 | 01行>02行 | |\nR02 | 表1 | 01行@02行 | |", "≠", "<"),
        (
            "核对符号；只在某些情况下要求的，写“条件”。",
            "Check the signs; what is asked in some cases only needs a 条件.",
        ),
    ),
    _page(
        "DEF34",
        ("使一项只能为零", "A line left nothing but zero"),
        (
            "几个等式合起来不应使某一项只能为零。核实性。",
            "Equations together should not leave a line nothing but zero. 核实性.",
        ),
        (
            "多半是正负号或代码写错了，那一项填任何数都会报错。",
            "Usually a sign or a code is wrong, and any figure in that line would be called wrong.",
        ),
        _ALGEBRA,
        pair(f"{_RELATIONS}R01 | 表1 | 01行=02行+04行 | |\nR02 | 表1 | 01行@02行-04行 | |", "≥", "="),
        ("核对正负号和代码。", "Check signs and codes."),
    ),
    _page(
        "DEF35",
        ("停用没有写日期", "Switched off without a day"),
        ("停用的关系应写原因和日期。提示性。", "A relation that is off should give reason and day. 提示性."),
        ("审计要知道从什么时候起没有审核它。", "Auditors must see since when it was not checked."),
        _SHEETS,
        pair(f"{_RELATIONS}R01 | 表1 | 01行=02行+04行 | | @", "口径调整，2026-03-01", "口径调整"),
        ("补上日期。", "Add the day."),
    ),
    _page(
        "DEF36",
        ("列表没有用到", "A list that nothing uses"),
        (
            "“字典”中的列表应有栏从中选择。提示性。",
            "A list of 字典 should be chosen from by a column. 提示性.",
        ),
        (
            "多半是“栏”的“列表”忘了填，这一栏就填什么都可以。",
            "Usually 列表 of a column was forgotten, which then takes anything.",
        ),
        _SHEETS,
        pair(
            f"{_HEAD}{_COLUMNS}表1 | 4 | 性质 | 文字 | | | @ |\n{_ROWS}## 字典\n列表 | 值\n性质 | 新建",
            "性质",
            "",
        ),
        ("在“栏”中填上列表，或删去它。", "Name it in 栏, or remove it."),
    ),
    _page(
        "DEF38",
        ("关系太多，没有全部互相核对", "Too many relations to hold against each other"),
        (
            "重复、矛盾的核对有工作量的限度，超过的不再核对。提示性。",
            "Relations are held against each other up to a limit of work; beyond it the rest is left alone. 提示性.",
        ),
        ("没有核对的要说明，不能当作没有问题。", "What was not checked must not look like a pass."),
        _ALGEBRA,
        ("", ""),
        ("分成几份表样再核对。", "Split the definition."),
    ),
    _page(
        "DEF37",
        ("关系哪里都不会核对", "A relation that is asked nowhere"),
        (
            "每个关系应至少在一格核对：行的关系看各栏，栏的关系看各行，两者混用的要写明格子。核实性。",
            "Each relation should be asked in some cell: rows in their columns, columns in their rows; one that mixes both must name cells. 核实性.",
        ),
        _LOST,
        _NOTATION,
        pair(_ONE, "01行1栏=3栏04行", "01行=3栏"),
        ("改正代码，或写明行和栏。", "Correct the codes, or name row and column."),
    ),
)
