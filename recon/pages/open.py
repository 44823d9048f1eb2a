"""Pages of tables of no known form (OPEN)."""

from __future__ import annotations

from .page import INTERVAL, Page, Pair, pair

ERRORS: Pair = (
    "单元格的错误值（#N/A、#REF! 等）由 ISO/IEC 29500-1 定义（18.17.3），表示没有结果。",
    "Error values of cells (#N/A, #REF! …) are defined by ISO/IEC 29500-1 (18.17.3): there is no result.",
)
COPIED: Pair = (
    "填充和复制的公式保持相对引用，同一行列的公式应是同一写法（ISO/IEC 29500-1，18.17）；Excel 的公式错误检查也提示与相邻公式不一致、漏掉相邻单元格的公式。",
    "Formulas that are filled or copied keep their relative references, so that those of a row or column are written alike (ISO/IEC 29500-1, 18.17); the error checking of Excel points at formulas unlike their neighbours or leaving out adjacent cells, too.",
)
ONCE: Pair = (
    "合计等于各分项之和，每个分项只加一次，是报表审核的通行做法。",
    "A total is the sum of its parts, each added once, as is common practice with official returns.",
)

_CARRIED = (
    "报表的衔接惯例：本期的上年数、期初数抄自上期报表，行目增减须有说明。",
    "Continuity between reports by custom: comparative and opening figures repeat the report before; rows that come or go are explained.",
)

OWN_TABLES = (
    Page(
        "OPEN01",
        ("自由表中有一处不符合全表的规律", "A number breaks what holds everywhere else in its table"),
        (
            "对不认识表式的工作簿，先找出表格，再从数字、标签、缩进、编码中找出各行、各列之间的勾稽关系；在别处都成立而此处不成立的，就是问题。标签声明了的关系（合计、小计、缩进、编码）为强制性，仅凭数字规律找到的为核实性。",
            "In a workbook of no known form the tables are found first, and then the relations between their rows and columns, by numbers, labels, indentation and codes. What holds elsewhere and fails here is told. A relation that labels declare (totals, indentation, codes) is 强制性, one that only the numbers show is 核实性.",
        ),
        (
            "自己设计的表没有规则可对，错一个数往往要到汇总时才发现。",
            "A table of one's own has no rules to check it by, and a wrong number is often found only when it is added up.",
        ),
        INTERVAL,
        *pair(
            """
            ## 收入表
            项目 | 2024年决算 | 2025年预算 | 2025年执行
            税收收入 | 79200 | 85000 | 84560
            非税收入 | 38800 | 39000 | 38890
            合计 | 118000 | 124000 | @
            """,
            "123450",
            "123540",
        ),
        (
            "核对所列各数；“疑点”列出改哪一格就能使各处都成立。规律本身不对的，可不理会。",
            "Check the numbers named; the suspects are the cells whose change would make everything hold. If the pattern itself is not meant, ignore it.",
        ),
    ),
    Page(
        "OPEN02",
        (
            "比率、增长率或平均数与据以计算的数不符",
            "A ratio, growth rate or average differs from the numbers it is computed from",
        ),
        (
            "标题写明是占比、完成率、增长率、平均等的一栏，如果几乎处处等于另两栏之商（或增减率），个别不等的就列出。标题没有要求的，不作推测。核实性。",
            "Where a heading asks for a share, a rate, growth or an average and nearly all numbers of the line are the quotient of (or the change between) two others, those that are not are told. Nothing is guessed where no heading asks. 核实性.",
        ),
        (
            "比率改数时常忘了重算，或者分子分母取错。",
            "Ratios are easily left standing when their numbers change, or taken of the wrong numbers.",
        ),
        INTERVAL,
        *pair(
            """
            ## 进度表
            单位 | 计划 | 完成 | 完成率%
            甲县 | 1250 | 830 | 66.4
            乙县 | 980 | 745 | 76.0
            丙县 | 2210 | 1560 | 70.6
            丁县 | 1730 | 1410 | 81.5
            戊县 | 860 | 510 | 59.3
            己县 | 1490 | 1200 | 80.5
            庚县 | 1105 | 990 | 89.6
            辛县 | 2040 | 1333 | 65.3
            壬县 | 1320 | 1111 | 84.2
            癸县 | 990 | 725 | @
            """,
            "73.2",
            "72.3",
        ),
        ("按栏目的算法重算；属实的写审核说明。", "Compute it again; if it is right, write an explanation."),
    ),
    Page(
        "OPEN03",
        ("没有看懂的表", "A table that was not understood"),
        (
            "照找到的规律，一张表里有许多处不平、又没有标签说明这些关系，多半是规律不对。这时只说一次，不逐条列出。提示性。",
            "Where many places of one table fail by patterns that no label declares, the patterns are probably not meant. That is told once instead of place by place. 提示性.",
        ),
        (
            "乱报比不报更误事，但也不能让人以为审过了。",
            "Crying wolf does more harm than silence, but silence must not look like a pass.",
        ),
        INTERVAL,
        "",
        "",
        (
            "自行核对这张表；--eager 列出推测到的各处。",
            "Check the table yourself; --eager lists what was conjectured.",
        ),
    ),
    Page(
        "OPEN04",
        ("可能不是按规律计算的数", "A number that may not follow its table's pattern"),
        (
            "标签说是合计，在别处成立而此处不成立，但依据不足以断定的数。只有加 --eager 时列出。提示性。",
            "A label makes it a total and the relation holds elsewhere, but there is too little to say that it is wrong here. Told with --eager only. 提示性.",
        ),
        ("供愿意逐条看的人参考。", "For those who want to look at everything."),
        INTERVAL,
        "",
        "",
        ("看一眼这一处是否本来就另有算法。", "See whether the number is computed otherwise."),
    ),
    Page(
        "OPEN05",
        ("自由表中没有一处能够核对", "Nothing in the workbook could be checked"),
        (
            "工作簿里有数字表，但没有找到一条勾稽关系。核实性：这样的文件不能说通过。",
            "The workbook holds tables of numbers but no relation among them was found. 核实性: such a file cannot be said to pass.",
        ),
        (
            "“没有发现问题”和“没有能够检查”是两回事。",
            "That nothing was found is not that something was checked.",
        ),
        INTERVAL,
        *pair(
            """
            ## 收入表
            项目 | 2024年决算 | 2025年预算 | 2025年执行
            税收收入 | 79200 | 85000 | 84560
            非税收入 | 38800 | 39000 | 38890
            @
            """,
            "合计 | 118000 | 124000 | 123450",
            "其他收入 | 5113 | 6127 | 7431",
        ),
        (
            "表中如有合计，写明“合计”“小计”等字样；本来就没有合计的，自行核对。",
            "Label totals as such; a table without totals must be checked by hand.",
        ),
    ),
    Page(
        "OPEN06",
        ("工作表太大，没有核对", "A sheet too large to be checked"),
        (
            "不认识表式的工作表超过一百万格或两千列数的，不找关系，只说明没有核对。核实性。",
            "A sheet of no known form with more than a million cells, or two thousand columns of numbers, is not searched for relations; that is said. 核实性.",
        ),
        ("没有核对的内容不能算通过。", "What was not checked must not look like a pass."),
        INTERVAL,
        "",
        "",
        ("把汇总表单独存放后再审核。", "Keep the summary on a sheet of its own and check that."),
    ),
    Page(
        "OPEN07",
        ("自由表中有错误值", "Error values in a table"),
        (
            "表中有显示 #N/A、#REF! 等错误值的单元格。错误值不是零，也不是空白，用到它的关系不能核对。同一工作表合为一条。核实性。",
            "Cells of a table show #N/A, #REF! or another error. That is neither zero nor blank, and no relation that it enters can be checked. One finding a sheet. 核实性.",
        ),
        ("没有核对的内容不能算通过。", "What was not checked must not look like a pass."),
        ERRORS,
        "",
        "",
        ("改正公式，或改填数值。", "Correct the formulas, or enter numbers."),
    ),
    Page(
        "OPEN08",
        ("上年数、期初数与上期文件不符", "A comparative figure is not what the file before said"),
        (
            "给了 --previous 时，本表与上期（上月或上年）的同一张表按行名配对，不看位置。上年数、上年同期、期初、上月累计等栏，以及两个文件都有的年份栏，"
            "应与上期文件的本年数、期末数相同；同栏至少四处一致、且每有一处不同须有四处一致的才比。核实性，因为上期可能作过调整。",
            "With --previous the table is paired with the same table of the file before (last month or last year) by the names of its rows. Columns "
            "such as 上年数, 期初, opening, prior year, and years that both files have, should repeat it. Compared only where four places agree, and four for "
            "each that does not. 核实性, since a figure may have been restated.",
        ),
        (
            "上年数抄错，增长率和增减额都跟着错，表内合计却可能是平的。",
            "A comparative figure copied wrongly spoils growth and change, while the table itself may add up.",
        ),
        _CARRIED,
        "",
        "",
        (
            "对照上期文件改正；确有调整的写审核说明。",
            "Correct it after the file before, or explain the restatement.",
        ),
    ),
    Page(
        "OPEN09",
        ("与上期文件相比，行有增减", "Rows came or went since the file before"),
        (
            "给了 --previous 时，说明同一张表少了哪些行、多了哪些行、哪些行只是改了名（前后相邻各行都没有变）。提示性。",
            "With --previous the rows that are gone, those that are new, and those of which only the name changed (their neighbours did not) are listed. 提示性.",
        ),
        (
            "漏掉的行不会出现在任何合计里，只有与上期对照才看得出。",
            "A row left out enters no sum; only the file before shows it.",
        ),
        _CARRIED,
        "",
        "",
        ("确认增减是有意的。", "Make sure that it is meant."),
    ),
    Page(
        "FORM21",
        ("公式被数字覆盖", "A formula typed over"),
        (
            "同一行或同一列前后都是公式，中间几格却是直接填写的数。同一行列的合为一条。结果也不对的为核实性，其余为提示性。",
            "A row or column has formulas on both sides of numbers that were typed. One finding a line. 核实性 where its result is wrong, else 提示性.",
        ),
        (
            "公式错了，数改了也不会跟着变；数看起来平，下次就不平。",
            "A wrong formula does not follow when numbers change; what agrees today will not next time.",
        ),
        COPIED,
        "",
        "",
        (
            "对照相邻单元格改正公式；确属有意的写审核说明。",
            "Correct the formula after its neighbours, or write an explanation if it is meant.",
        ),
    ),
    Page(
        "FORM22",
        ("公式与相邻的写法不同", "A formula unlike its neighbours"),
        (
            "一行或一列的公式大多写法相同，个别既不同于本行也不同于本列。同一行列的合为一条。结果也不对的为核实性，其余为提示性。",
            "Most formulas of a row or column are written alike, and some are unlike both. One finding a line. 核实性 where its result is wrong, else 提示性.",
        ),
        (
            "公式错了，数改了也不会跟着变；数看起来平，下次就不平。",
            "A wrong formula does not follow when numbers change; what agrees today will not next time.",
        ),
        COPIED,
        "",
        "",
        (
            "对照相邻单元格改正公式；确属有意的写审核说明。",
            "Correct the formula after its neighbours, or write an explanation if it is meant.",
        ),
    ),
    Page(
        "FORM23",
        ("小计和分项重复相加", "A subtotal counted twice"),
        (
            "求和的范围里既有小计，又有这个小计的全部分项。同一行的合为一条。核实性。",
            "A sum's range holds a subtotal and all of its parts. One finding a row. 核实性.",
        ),
        (
            "公式错了，数改了也不会跟着变；数看起来平，下次就不平。",
            "A wrong formula does not follow when numbers change; what agrees today will not next time.",
        ),
        ONCE,
        "",
        "",
        (
            "对照相邻单元格改正公式；确属有意的写审核说明。",
            "Correct the formula after its neighbours, or write an explanation if it is meant.",
        ),
    ),
    Page(
        "FORM24",
        ("求和范围少了紧邻的行", "A sum that stops short"),
        (
            "求和的范围在合计行之前就停了，中间还有直接填写的数。同一行的合为一条。核实性。",
            "A sum's range ends before its total row, with typed numbers between. One finding a row. 核实性.",
        ),
        (
            "公式错了，数改了也不会跟着变；数看起来平，下次就不平。",
            "A wrong formula does not follow when numbers change; what agrees today will not next time.",
        ),
        COPIED,
        "",
        "",
        (
            "对照相邻单元格改正公式；确属有意的写审核说明。",
            "Correct the formula after its neighbours, or write an explanation if it is meant.",
        ),
    ),
)
