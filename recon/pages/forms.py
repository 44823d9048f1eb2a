"""Pages of rows and sheets that are not filled in as they should be."""

from __future__ import annotations

from .page import EDGES, FIGURES, FORM, MEASURES, RELATIONS, Page, pair

FIELDS = (
    Page(
        "FORM02",
        ("缺少列", "Missing column"),
        ("表头中没有规定的列名。", "The header lacks a column that the sheet must have."),
        ("列名写错时，整列的数都不会被读到。", "Under a misspelt name a whole column goes unread."),
        FORM,
        *pair(
            f"""
            ## 指标
            {FIGURES.replace("计量单位", "@")}
            F1 | | | 计划投资 | 全省 | 2020 | | 10 | 亿元
            """,
            "计量单位",
            "单位",
        ),
        (
            "在表头补上或改正列名。列的次序不限，多余的列不影响审核。月报缺少选填的栏目只提示。",
            "Add or correct the name in the header. The order of columns is free, and extra columns do no harm. For an optional column of a monthly report this is only a note.",
        ),
    ),
    Page(
        "FORM03",
        ("必填项空白", "Blank cell that must be filled in"),
        ("必填的单元格是空白。", "A cell that must be filled in is blank."),
        (
            "空白不等于 0：不知道的数不能参加合计。",
            "Blank is not zero: a number that is not known cannot enter a sum.",
        ),
        FORM,
        *pair(
            f"""
            ## 指标
            {FIGURES}
            F1 | | | 计划投资 | 全省 | 2020 | | @ | 亿元
            """,
            "10",
            "",
        ),
        (
            "按原文补填；原文没有这个数的，删去整行。月报按实际补填，没有填 0，不适用填 —。",
            "Fill it in from the document; if the document has no such number, delete the row. In a monthly report enter what is true: 0 if there is none, — where it does not apply.",
        ),
    ),
    Page(
        "FORM04",
        ("列名重复", "Column stands twice"),
        (
            "表头中同一列名出现两次，只读第一列。",
            "A name stands twice in the header; only the first column is read.",
        ),
        (
            "第二列的内容没有审核，看起来却像审过。",
            "The second column goes unchecked though it looks checked.",
        ),
        FORM,
        *pair(
            f"""
            ## 指标
            {FIGURES} | 备注 | @
            F1 | | | 计划投资 | 全省 | 2020 | | 10 | 亿元
            """,
            "备注2",
            "备注",
        ),
        ("删除其中一列，或改成别的列名。", "Remove one of them or give it another name."),
    ),
    Page(
        "LIST01",
        ("不在可选值之内", "Not one of the choices"),
        (
            "该列只能填列表中的值，所填的不在其中。",
            "The column takes only the values of a list, and this is none of them.",
        ),
        (
            "“大约”不会被当作“约”，差额会按准数计算。",
            "“大约” is not read as “约” (about): the figure would be taken as a plain one.",
        ),
        FORM,
        *pair(
            f"""
            ## 指标
            {FIGURES}
            F1 | | | 计划投资 | 全省 | 2020 | | 10 | 亿元 | @
            """,
            "约",
            "大约",
        ),
        (
            "从下拉列表选择；没有合适的，留空并在备注中说明。",
            "Choose from the list; if nothing fits, leave it blank where that is allowed and write a remark.",
        ),
    ),
    Page(
        "KEY01",
        ("编号重复", "Number used twice"),
        (
            "应当唯一的编号、指标名称、来源编号或项目代码出现在多行。",
            "A number, name or 项目代码 that must be unique stands in several rows.",
        ),
        (
            "问题、勾稽和说明都按编号找单元格；指标编号重复时只用第一行。",
            "Findings, relations and explanations find their cell by its number; of several figures under one number only the first is used.",
        ),
        FORM,
        *pair(
            f"""
            ## 指标
            {FIGURES}
            F1 | | | 计划投资 | 全省 | 2020 | | 10 | 亿元
            @ | | | 计划投资 | 全省 | 2021 | | 12 | 亿元
            """,
            "F2",
            "F1",
        ),
        (
            "逐行给出自己的编号；整行重复录入的，删去一行。",
            "Give each row a number of its own; delete a row that was entered twice.",
        ),
    ),
    Page(
        "NUM01",
        ("不是数字", "Not a number"),
        ("应填数字的单元格含有别的文字。", "A cell that should hold a number holds other text."),
        (
            "程序不猜：读不准的数不参加核对。",
            "Nothing is guessed: a number that cannot be read for certain takes no part in any check.",
        ),
        FORM,
        *pair(
            f"""
            ## 指标
            {FIGURES}
            F1 | | | 计划投资 | 全省 | 2020 | | @
            """,
            "10 | 亿元 | 约",
            "约10 | 亿元",
        ),
        (
            "只填数字（可有千分位逗号）。指标工作簿的单位、约、以上、区间的上端另有各自的栏；报表的单位在封面，说不准的写入备注。",
            "Enter digits only (thousands separators are fine). In a targets workbook unit, 约 or 以上 and the upper end of a range have columns of their own; the unit of a return stands on its cover, and what is not certain goes into 备注.",
        ),
    ),
    Page(
        "NUM02",
        ("数值按数字存储", "Figures stored as numbers"),
        (
            "单元格是数字格式，不是文本。数字格式的 43.40 存作 43.4，印刷的位数无从得知；下面两例的单元格，前者为文本，后者为数字。",
            "The cell holds a number, not text. As a number 43.40 is stored as 43.4, and the digits printed are lost; the cell is text in the first example below and a number in the second.",
        ),
        (
            "位数决定舍入区间：43.40 的容许误差是 43.4 的十分之一。",
            "The digits set the interval: 43.40 leaves a tenth of the room that 43.4 does.",
        ),
        (
            "电子表格的数字单元格只存数值，末位的 0 属于显示格式（ISO/IEC 29500）。",
            "A number cell stores a value; trailing zeros belong to its display format (ISO/IEC 29500).",
        ),
        *pair(
            f"""
            ## 指标
            {FIGURES}
            F1 | | | 计划投资 | 全省 | 2020 | | @ | 亿元
            """,
            "43.40",
            "43.4",
        ),
        (
            "原文末位没有 0 的，不必处理；有 0 的，把该列设为文本后重填。",
            "If the print has no trailing zeros, nothing need be done; otherwise format the column as text and enter the figures again.",
        ),
    ),
    Page(
        "NUM03",
        ("单元格是错误值", "Cell shows an error"),
        ("单元格显示 #REF!、#DIV/0! 之类的错误值。", "The cell shows an error such as #REF! or #DIV/0!."),
        (
            "错误值既不是数也不是空白，依赖它的合计都不可信。",
            "An error is neither a number nor a blank; no sum that needs it can be trusted.",
        ),
        ("电子表格错误值（ISO/IEC 29500）。", "Error values of spreadsheets (ISO/IEC 29500)."),
        *pair(
            f"""
            ## 指标
            {FIGURES}
            F1 | | | 计划投资 | 全省 | 2020 | | @ | 亿元
            """,
            "10",
            "#REF!",
        ),
        ("改正公式，或改填数值。", "Mend the formula, or enter the value."),
    ),
    Page(
        "UNIT01",
        ("计量单位不能换算", "Unit does not convert"),
        (
            "指标值的计量单位与“口径”中该指标的单位不是同一类量。",
            "The unit of a figure and the unit of its measure in 口径 measure different things.",
        ),
        (
            "换算不了的数不能相加，也不能比较；该行暂不使用。",
            "What does not convert can be neither added nor compared; the row is not used.",
        ),
        (
            "单位按原文填写，换算为“口径”的单位时数值和精度同时换算（1 亿元 = 10000 万元）。",
            "Units are entered as printed; value and precision are both scaled to the unit in 口径 (1 亿元 = 10000 万元).",
        ),
        *pair(
            f"""
            ## 口径
            {MEASURES}
            计划投资 | 亿元 | 金额 | 是 | 四舍五入

            ## 指标
            {FIGURES}
            F1 | | | 计划投资 | 全省 | 2020 | | 10 | @
            """,
            "万元",
            "公里",
        ),
        (
            "改正单位；量纲确实不同的，在“口径”中另列一个指标。",
            "Correct the unit; if it really is another quantity, list another measure in 口径.",
        ),
    ),
    Page(
        "REF01",
        ("来源没有列出", "Source not listed"),
        ("“来源编号”在工作表“来源”中找不到。", "The 来源编号 is not listed in sheet 来源."),
        (
            "找不到文件，数字就无从核对；文件的日期还决定不平的级别。",
            "Without its document a number cannot be looked up, and the date of the document decides the level of a mismatch.",
        ),
        FORM,
        *pair(
            f"""
            ## 来源
            来源编号 | 标题
            S1 | 实施方案

            ## 指标
            {FIGURES}
            F1 | @ | | 计划投资 | 全省 | 2020 | | 10 | 亿元
            """,
            "S1",
            "S2",
        ),
        ("改正编号，或在“来源”中补列该文件。", "Correct the number, or list the document in 来源."),
    ),
    Page(
        "REF02",
        ("指标没有列入口径", "Measure not listed"),
        (
            "“指标名称”在工作表“口径”中找不到，暂按可加、四舍五入处理。",
            "The 指标名称 is not listed in sheet 口径; it is taken as additive and rounded for now.",
        ),
        (
            "写错一个字就成了另一个指标，它的数不再与别处核对。",
            "One wrong character makes it another measure, whose figures are compared with nothing.",
        ),
        FORM,
        *pair(
            f"""
            ## 口径
            {MEASURES}
            计划投资 | 亿元 | 金额 | 是 | 四舍五入

            ## 指标
            {FIGURES}
            F1 | | | @ | 全省 | 2020 | | 10 | 亿元
            """,
            "计划投资",
            "计划投资额",
        ),
        (
            "写错的改正名称；确是另一指标的，在“口径”中补列。",
            "Correct the name; if it really is another measure, list it in 口径.",
        ),
    ),
    Page(
        "NAME01",
        ("名称对不上", "A name that meets no other"),
        (
            "一个项目、时期或地区的名称，层级中没有，也只有一个数用它；有一个只差一两个字、或去掉空格标点后相同的名称；差一两个字的，换上就能补齐某个合计的缺项。核实性。",
            "An item, period or region that no hierarchy has and only one figure uses, while there is one that differs by a character or two, or only by blanks and punctuation; under it the figure would fill a gap in a sum. 核实性.",
        ),
        (
            "写错一个字的数不参加任何核对，合计却因此缺项。",
            "A figure under a misspelt name takes part in no check, and the sum it belongs to lacks it.",
        ),
        FORM,
        *pair(
            f"""
            ## 指标
            {FIGURES}
            F1 | | | 计划投资 | 公路建设 | 2020 | | 30 | 亿元
            F2 | | | 完成投资 | @ | 2020 | | 20 | 亿元
            """,
            "公路建设",
            "公路·建设",
        ),
        (
            "改成层级中的名称；确是另一项目的，写审核说明，或补入层级。",
            "Use the name in 层级; if it is another thing, explain it or add it there.",
        ),
    ),
    Page(
        "NONE01",
        ("没有一条关系能够审核", "Not one relation could be judged"),
        (
            "文件中有应当核对的关系，但每一条都缺项，没有一条得出结论。核实性：这样的文件不能说通过。",
            "There are relations to check, but each lacks figures and none came to a result. 核实性: such a file cannot be said to pass.",
        ),
        (
            "“没有发现问题”和“没有能够检查”是两回事。",
            "That nothing was found is not that something was checked.",
        ),
        FORM,
        *pair(
            f"""
            ## 口径
            {MEASURES} | 缺项
            计划投资 | 亿元 | 金额 | 是 | 四舍五入 | @

            ## 层级
            {EDGES}
            项目 | 交通 | 公路 | 是 |
            项目 | 交通 | 铁路 | 是 |
            项目 | 交通 | 水运 | 是 |

            ## 指标
            {FIGURES}
            F1 | | | 计划投资 | 交通 | 2020 | | 10 | 亿元
            F2 | | | 计划投资 | 公路 | 2020 | | 10 | 亿元
            """,
            "按零",
            "不审",
        ),
        (
            "补齐所缺的数；空白即为零的，在“口径”的“缺项”栏填“按零”。",
            "Fill in what is missing; where blank means zero, put 按零 into column 缺项 of 口径.",
        ),
    ),
    Page(
        "RANGE01",
        ("区间的上下端不成对", "Ends of a range do not match"),
        (
            "限定为“区间”或“确保力争”时，“数值上限”应有且不小于“数值”，不含一端的大于“数值”；其他限定不应有上限。",
            "With 区间 (a range) or 确保力争 (assured and aspired) there must be a 数值上限 not below 数值, above it where an end does not belong to the range; other figures have none.",
        ),
        (
            "上下端颠倒或缺一端，就没有可比的区间。",
            "With the ends reversed or one missing there is no interval to compare.",
        ),
        FORM,
        *pair(
            f"""
            ## 指标
            {FIGURES} | 数值上限
            F1 | | | 计划投资 | 全省 | 2020 | | 3 | 亿元 | 区间 | @
            """,
            "5",
            "2",
        ),
        ("按原文核对两端和限定。", "Check both ends and the qualifier against the document."),
    ),
    Page(
        "TREE01",
        ("层级成了循环", "Hierarchy runs in a circle"),
        ("沿上级一直找，又回到了自己。", "Going from parent to parent leads back to the start."),
        (
            "循环中的合计等于自己加上别的数，无法计算；这些行暂不使用。",
            "A total in a circle would be itself plus something, which cannot be computed; these rows are not used.",
        ),
        (
            "每一维度的层级没有回路：上级等于其下级之和。",
            "The hierarchy of a dimension has no loops: a parent is the sum of its children.",
        ),
        *pair(
            f"""
            ## 层级
            {EDGES}
            项目 | 全省 | 交通 | 是
            项目 | 交通 | @ | 是

            ## 指标
            {FIGURES}
            F1 | | | 计划投资 | 全省 | 2020 | | 10 | 亿元
            """,
            "铁路",
            "全省",
        ),
        (
            "改正其中写反或写错的上级、下级。",
            "Correct the row in which parent and child are reversed or misspelt.",
        ),
    ),
    Page(
        "EXPR01",
        ("勾稽算式无法计算", "Relation cannot be evaluated"),
        (
            "左式或右式不是由指标编号、数字、+ - × ÷ 和括号组成的完整算式，或用了没有的编号。",
            "A side is not a complete expression of figure numbers, decimals, + - × ÷ and parentheses, or names a figure that does not exist.",
        ),
        ("算不出的勾稽等于没有审。", "A relation that cannot be evaluated has not been checked."),
        ("工作表“勾稽”的算式写法。", "The syntax of sheet 勾稽."),
        *pair(
            f"""
            ## 指标
            {FIGURES}
            F1 | | | 计划投资 | 全省 | 2020 | | 10 | 亿元
            F2 | | | 完成投资 | 全省 | 2020 | | 4 | 亿元
            F3 | | | 剩余投资 | 全省 | 2020 | | 6 | 亿元

            ## 勾稽
            {RELATIONS}
            R1 | F1 | = | F2 + @
            """,
            "F3",
            "F9",
        ),
        (
            "按提示改正算式；编号见工作表“指标”的编号列。",
            "Correct the expression as the message says; the numbers are those of column 编号 in sheet 指标.",
        ),
    ),
)
