"""Pages of a plan's lists and parameters (CAT): what each list must hold, and what its values may be called."""

from __future__ import annotations

from .page import FIGURES, FORM, Page, Pair, pair

WHY: Pair = (
    "名录决定各表的下拉列表、审核和汇总；一处含糊，所有报表都跟着错。",
    "名录 decides dropdowns, checks and totals of every form; what is unclear there is wrong everywhere.",
)
_LISTS = f"""
            ## 指标
            {FIGURES}
            F1 | | | 总投资 | 甲网 | | | 500 | 亿元

            ## 名录
            列表 | 值 | 上级 | 牵头单位 | 别名 | 停用
            网别 | 甲网 | | 甲局 | |
            类别 | 甲类 | 甲网 | | |
            地区 | 全市 | | | |
            地区 | 甲区 | 全市 | 甲区人民政府 | 甲县 |
"""
_REGION = "地区 | 甲区 | 全市 | 甲区人民政府 | 甲县 |"


def _with(line: str, *, instead: str = "") -> str:
    """The lists with a line more, or with one in place of another."""
    text = _LISTS.rstrip() if not instead else _LISTS.rstrip().replace(instead, line)
    return text if instead else f"{text}\n            {line}"


LISTED = (
    Page(
        "CAT01",
        ("缺少列表", "A list is missing"),
        (
            "“名录”必须有网别、类别、地区三个列表。储备阶段、建设性质、建设状态、完成状态、问题状态、库别没有的，用随附的；没有工作组的，不能用季报。强制性。",
            "名录 must have lists 网别, 类别 and 地区. Of 储备阶段, 建设性质, 建设状态, 完成状态, 问题状态 and 库别 those that come with the program hold where there are none; without 工作组 there is no quarterly report. 强制性.",
        ),
        WHY,
        FORM,
        *pair(_with("@ | 甲类 | 甲网 | | |", instead="类别 | 甲类 | 甲网 | | |"), "类别", "分类"),
        ("补上缺少的列表，或改正“列表”一栏的名称。", "Add the list, or correct its name in column 列表."),
    ),
    Page(
        "CAT02",
        ("上级不在名录之中", "Parent not listed"),
        (
            "类别的上级是网别，县区的上级是地区，工作组的上级是领域；地区的上级是代表全部的那一个，只有它自己没有上级。强制性。",
            "The parent of a class is a network, of a county a region, of a working group an area; of a region the one that stands for all, which alone has none. 强制性.",
        ),
        WHY,
        FORM,
        *pair(_with("类别 | 乙类 | @ | | |"), "甲网", "乙网"),
        ("改正上级，或先把上级列入名录。", "Correct the parent, or list it first."),
    ),
    Page(
        "CAT03",
        ("同一个值出现两次", "A value twice"),
        (
            "同一列表中一个值只能有一行，因此也只有一个上级。强制性。",
            "A value has one row in its list, and so one parent. 强制性.",
        ),
        WHY,
        FORM,
        *pair(_with("类别 | @ | 甲网 | | |"), "乙类", "甲类"),
        (
            "删去重复的一行；两处确是两个对象的，用名称区分。",
            "Remove one row; if two things are meant, tell them apart by name.",
        ),
    ),
    Page(
        "CAT04",
        ("别名是另一个值的名称", "Another value's name"),
        (
            "同一列表中，别名不能是另一个值的名称或别名。强制性。",
            "In one list, what a value is called as well must not be a name of another value. 强制性.",
        ),
        (
            "报表中写的是别名时，程序要知道指的是谁。",
            "Where a form uses such a name, it must be clear who is meant.",
        ),
        FORM,
        *pair(_with("地区 | 乙区 | 全市 | 乙区人民政府 | @ |"), "乙县", "甲县"),
        ("删去其中一处。", "Remove one of them."),
    ),
    Page(
        "CAT05",
        ("参数不是数字", "A parameter is no number"),
        (
            "完工比例、超年度计划倍数、滞后幅度、报送工作日应为大于 0 的数，报送工作日为整数；空白的用随附的值。强制性。",
            "完工比例, 超年度计划倍数, 滞后幅度 and 报送工作日 are numbers above 0, the last a whole one; where blank, those that come with the program hold. 强制性.",
        ),
        WHY,
        FORM,
        *pair(_with("\n            ## 参数\n            参数 | 值\n            滞后幅度 | @"), "0.10", "一成"),
        ("写成小数，如 0.10。", "Write a decimal number, e.g. 0.10."),
    ),
    Page(
        "CAT06",
        ("列表的个数不对", "A list of another length"),
        (
            "库别、建设状态、完成状态、问题状态的各个值按次序各有含义，个数不能变，名称可以自定。强制性。",
            "Lists 库别, 建设状态, 完成状态 and 问题状态 have a meaning at each place: their words are free, their number is not. 强制性.",
        ),
        (
            "程序按次序知道哪个是完工、哪个是未开工。",
            "By their order it is known which one is finished and which not begun.",
        ),
        FORM,
        *pair(
            _with("问题状态 | 未解决 | | | |\n            问题状态 | 已解决 | | | |@"),
            "",
            "\n问题状态 | 待定 | | | |",
        ),
        ("按消息中的次序补足或删减。", "Add or remove values, in the order of the message."),
    ),
    Page(
        "CAT07",
        ("停用日期不是日期", "No day"),
        (
            "“停用”一栏填停用的日期；停用的值不再出现在新表和应报名单里，已报的表仍然认得。强制性。",
            "Column 停用 holds a day; what is out of use is neither offered nor owed any more, while reports that hold it are still read. 强制性.",
        ),
        WHY,
        FORM,
        *pair(_with(_REGION + "@", instead=_REGION), " 2024-06-30", " 去年"),
        ("写成 2024-06-30 这样。", "Write it like 2024-06-30."),
    ),
)
FAULTY = (
    Page(
        "FILE15",
        ("名单有误的规划", "A plan whose lists have a fault"),
        (
            "--targets 给出的指标库，“名录”或“参数”有误，没有采用；消息列出第一处。",
            "名录 or 参数 of the workbook given with --targets have a fault and are not used; the message tells the first.",
        ),
        (
            "名单错了，所有下拉列表、审核和汇总都跟着错。",
            "With faulty lists every dropdown, check and total would be wrong.",
        ),
        FORM,
        "",
        "",
        (
            "运行 recon validate 该文件，按列出的单元格逐一改正。",
            "Run recon validate on that workbook and correct the cells it tells.",
        ),
    ),
)
