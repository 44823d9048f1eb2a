"""Pages of forms by definition (FILL): they need the office's own definition (表样), so they have no examples."""

from __future__ import annotations

from .page import INTERVAL, SIGMA, Page, Pair

_OWN: Pair = (
    "本单位表样的“关系”“栏”“行”。关系照表样原文显示，各数按各栏的小数位作为区间比较（XBRL Calculations 1.1），表样可另给允许差，或声明舍位平衡、精确。",
    "The office's own definition: sheets 关系, 栏 and 行. Relations are shown as the office wrote them; numbers are compared as intervals by the decimals of their columns (XBRL Calculations 1.1), unless the definition gives a tolerance or declares 舍位平衡 or 精确.",
)
_DRAWN: Pair = (
    "表样的“行”：每行的行次、名称和适用栏；由 recon template --form 生成的表照此排列。",
    "Sheet 行 of the definition: code, name and columns of each fixed row; forms made by recon template --form follow it.",
)

FILLED = (
    Page(
        "FILL01",
        ("不符合表样中的等式", "An equation of the definition does not hold"),
        (
            "表样“关系”中的等式，或“栏”中的公式，在所指的行、列不成立，舍入解释不了。“应为”是由其余各格算得的数。行的关系在每个适用的金额栏核对，栏的关系在每一行核对；比率栏不相加。",
            "An equation of sheet 关系, or the formula of a column, does not hold at this place and rounding does not explain it. “Should be” is what the other cells give. Relations of rows are asked in every column of amounts that applies, relations of columns in every row; rates are never added up.",
        ),
        (
            "合计、累计、完成率等是汇总和使用的依据，一处不平，上级各表都会跟着错。",
            "Totals, sums to date and rates are what others use; one that is wrong makes every table above it wrong.",
        ),
        _OWN,
        "",
        "",
        (
            "核对所列各格；“疑点”列出改哪一格就能使各处都成立。关系本身写错了的，请改表样，或在“停用”栏写明原因和日期。",
            "Check the cells named; the suspects are the cells whose change would make everything hold. If the relation itself is wrong, correct the definition, or switch the relation off with reason and date.",
        ),
    ),
    Page(
        "FILL02",
        ("等式的尾差偏大", "The difference is wide for rounding"),
        (
            "差额在各数舍入的极限之内，但比舍入通常留下的大得多（超过 3σ）。核实性。",
            "The difference is within what rounding can explain at most, but much more than it usually leaves (over 3σ). 核实性.",
        ),
        (
            "许多小数同向舍入才会如此，更可能是抄错了末位。",
            "Only rounding that all goes one way does this; a miscopied last digit is likelier.",
        ),
        SIGMA,
        "",
        "",
        ("核对末位；属实的写审核说明。", "Check the last digits; if they are right, write an explanation."),
    ),
    Page(
        "FILL03",
        ("空白的格可由其他格推算", "A blank cell that the others imply"),
        (
            "等式中只缺一格，由其余各格可以推得它的数。表样“缺项”为“按零”的表不这样看，空白即零。提示性。",
            "One cell of an equation is blank and the others say what it must hold. Not in tables whose 缺项 is 按零: there a blank is zero. 提示性.",
        ),
        ("空白不等于零。", "A blank is not zero."),
        _OWN,
        "",
        "",
        ("补填推得的数，或核对其余各格。", "Fill in the number, or check the other cells."),
    ),
    Page(
        "FILL04",
        ("不符合表样中的大小关系", "A bound of the definition does not hold"),
        (
            "表样“关系”中的 ≥、≤、>、<、≠ 在所指的行、列不成立；或者等式中有空白，而已有各项之和已经超过合计。",
            "A relation with ≥, ≤, >, < or ≠ does not hold at this place; or an equation has blanks, and what is there already exceeds the total.",
        ),
        (
            "其中项大于所属项、分项大于合计，说明至少一处填错。",
            "A part larger than its whole shows that at least one cell is wrong.",
        ),
        INTERVAL,
        "",
        "",
        (
            "核对两边各格。级别为核实性的，属实可写审核说明。",
            "Check the cells of both sides. A 核实性 one may stand with an explanation.",
        ),
    ),
    Page(
        "FILL05",
        ("不适用的格填了数", "A number where the row does not apply"),
        (
            "表样“行”的“适用栏”不含这一栏，表上印的是 —，现在填有数字。",
            "The row's 适用栏 does not name this column; the form shows — there, but a number was filled in.",
        ),
        (
            "多半是填错了行或栏，真正该填的地方就少了这个数。",
            "It probably belongs to another row or column, which then lacks it.",
        ),
        _DRAWN,
        "",
        "",
        ("移到应填的格，原处改回 —。", "Move it where it belongs and put — back."),
    ),
    Page(
        "FILL06",
        ("缺少表样规定的行", "A fixed row is missing"),
        (
            "按行次和名称都找不到表样中的这一行。行次的前导零可以不写，名称前的序号、“其中”不计较。",
            "Neither by its code nor by its name is this row of the definition found. Leading zeros may be dropped; numbering and 其中 before the name do not matter.",
        ),
        (
            "少一行，涉及它的关系都不能审核，汇总也会漏。",
            "Without the row nothing that names it can be checked, and sums over units lack it.",
        ),
        _DRAWN,
        "",
        "",
        (
            "照表样补上这一行；改过行次或名称的，改回来。",
            "Put the row back as defined, with its code and name.",
        ),
    ),
    Page(
        "FILL07",
        ("按表样的条件应填而未填", "A cell that must be filled in under a condition"),
        (
            "表样“关系”中“若……则……不为空”的条件成立，所指的格却是空白。",
            "A relation “if … then … is filled in” of the definition applies, but the cell is blank.",
        ),
        ("条件要求的内容是判断这一行所必需的。", "What the condition asks for is needed to judge the row."),
        _OWN,
        "",
        "",
        ("补填，或核对条件所看的格。", "Fill it in, or check the cells of the condition."),
    ),
    Page(
        "FILL08",
        ("不符合表样中的其他要求", "Another demand of the definition is not met"),
        (
            "表样“关系”中关于空白、任意一栏、文字、日期先后的要求（如“则……为空”“任意一栏不为零”“则状态=“已完成””“竣工≥开工”）不成立。空白的日期不比先后。",
            "A demand of sheet 关系 on blanks, on any of several columns, on words or on the order of dates is not met. A blank date has no order.",
        ),
        (
            "这类要求说明哪些格不能同时填写，或至少要填一格。",
            "Such demands say which cells exclude each other, or that at least one must be filled.",
        ),
        _OWN,
        "",
        "",
        ("核对消息所指的格和条件所看的格。", "Check the cell named and the cells of the condition."),
    ),
    Page(
        "FILL09",
        ("表样中有待确认的关系", "Relations of the definition wait for confirmation"),
        (
            "recon learn 从本单位的表学来的关系，“停用”都写着待确认。没有人确认以前不作审核，说明有多少条：已确认了一部分的，结论是待核实；一条都没有确认的，这张表不按表样，按自由表核对。",
            "Relations that recon learn drew from a table of one's own have 待确认 in 停用. Until someone confirms them they are not enforced, and it is said how many there are: 核实性 where some are confirmed; where none is, the table is checked without the definition.",
        ),
        (
            "数字凑巧也会像有关系，要由熟悉这张表的人确认；没有确认的不审，也不能算通过。",
            "Numbers may look related by chance, so someone who knows the table confirms them; what nobody confirmed is not checked and does not count as passed.",
        ),
        _DRAWN,
        "",
        "",
        (
            "打开表样的“关系”，要的清空“停用”，不要的写上原因和日期（如 不适用 2026-11）。",
            "Open sheet 关系 of the definition: clear 停用 of those you want, write why and since when for the others.",
        ),
    ),
    Page(
        "FILL10",
        ("填的在另一栏中没有", "What stands here does not stand in the other column"),
        (
            "表样“栏”中有“引用”的，填的须在所引用的那一栏中有，现在没有。强制性。",
            "Where sheet 栏 has 引用, what is filled in must stand in the column that it names, and does not. 强制性.",
        ),
        (
            "对不上的编号，查不到是哪一项的。",
            "A number that is listed nowhere belongs to nothing.",
        ),
        _OWN,
        "",
        "",
        ("补列缺的一项，或改正编号。", "List the missing entry, or correct the number."),
    ),
    Page(
        "FILE14",
        ("找不到生成这张表的表样", "The definition of a form was not found"),
        (
            "表内印有表样的名称、版本和校验码，但没有给出同名的表样。表样用 --form 指定；不指定时，读报表所在文件夹里名称含“表样”的工作簿，别处的一概不读。",
            "The form carries name, version and digest of its definition, but no definition of that name was given. Definitions are named with --form; else those workbooks in the folder of the submissions are read that have 表样 in their name, and nothing else.",
        ),
        (
            "没有表样就不知道应当成立什么，不能当作通过。",
            "Without its definition nobody knows what must hold, so it must not look like a pass.",
        ),
        _OWN,
        "",
        "",
        (
            "指定表样，或把它放进报表所在的文件夹。",
            "Name the definition, or put it into the folder of the submissions.",
        ),
    ),
)
