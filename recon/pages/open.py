"""Pages of tables of no known form (OPEN)."""

from __future__ import annotations

from .page import INTERVAL, Page, pair

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
)
