"""Texts of the workbook of a form definition, and the notations of relations with what they mean."""

from __future__ import annotations

Pair = tuple[str, str]

DEFINING: dict[str, Pair] = {
    "title": ("表样：本单位自己的报表", "Form definition: a form of one's own"),
    "notes": ("写法", "写法"),
    "notation": ("写法", "Notation"),
    "meaning": ("意思", "Meaning"),
    "part_table": ("表", "table"),
    "part_column": ("栏", "column"),
    "part_row": ("行", "row"),
    "part_relation": ("关系", "relation"),
    "part_entry": ("字典", "list value"),
    "part_unit": ("填报单位", "unit"),
    "part_label": ("封面的", "label of the cover"),
    "part_carried": ("上期", "carried over"),
    "added": ("增加", "added"),
    "removed": ("删去", "removed"),
    "changed": ("改动", "changed"),
    "arrow": ("改为", "now"),
    "alike": ("两份表样说的一样。", "Both definitions say the same."),
    "left_behind": ("以下各条表样写不了，没有导出：", "What a definition cannot say was left out:"),
    "learnt_holds": (
        "{place} {pattern}：{evidence}，{holds} 处成立",
        "{place} {pattern}: {evidence}, holds in {holds} places",
    ),
    "learnt_fails": (
        "{place} {pattern}：{evidence}，{holds} 处成立，{fails} 处不成立",
        "{place} {pattern}: {evidence}, holds in {holds} places, fails in {fails}",
    ),
    "learnt_refused": ("不采用 {day}", "不采用 {day}"),
    "learnt_added": (
        "学到 {count} 条关系，都是待确认，不作审核：确认的清空“停用”，不要的写明原因和日期。",
        "{count} relations were learnt and wait for confirmation (待确认); they are not enforced. Clear 停用 to confirm one, or write why and since when it is off.",
    ),
    "learnt_unwritten": (
        "“{pattern}”只在一部分格成立，处数太多，没有写入表样。",
        "“{pattern}” is meant in a part of the table only, in too many places; it was not written.",
    ),
    "no_form": (
        "没有叫“{found}”的报表，可选：{known}。",
        "There is no form “{found}”; choose from: {known}.",
    ),
}

NOTATIONS: tuple[tuple[str, Pair], ...] = (
    (
        "05行=06行+…+13行",
        (
            "06 行到 13 行相加；在每一个金额、数量栏里都要成立。代码前的零照写。",
            "The sum of rows 06 to 13, in every column of numbers. Leading zeros are written.",
        ),
    ),
    (
        "1栏=2栏至6栏之和",
        ("2 栏到 6 栏相加；在每一行里都要成立。", "The sum of columns 2 to 6, in every row."),
    ),
    (
        "8栏=(9+17+19+24)栏；16栏≤9栏",
        (
            "一格可写几个关系，用；，、或换行隔开。",
            "A cell may hold several, separated by ； ， 、 or a line break.",
        ),
    ),
    (
        "表1 05行≥表2 01行+表3 01行",
        ("表间关系，代码前写表号。", "Between tables: the 表号 goes before the code."),
    ),
    (
        "05行3栏=表2 A列合计",
        ("一个单元格；清单表某栏的合计。", "A single cell; the total of a column of a list."),
    ),
    (
        "17=12+13-14-15+16",
        (
            "代码在表里只是行次或只是栏次的，行、栏可以不写。",
            "行 and 栏 may be left out where a code is that of one line only.",
        ),
    ),
    ("5=13+14+15=16+17+18", ("连等：相邻的两个式子都要成立。", "A chain: each neighbouring pair must hold.")),
    (
        "若7到36栏中任意一栏不为零，则6栏>0",
        ("有条件的关系；条件也可写在“条件”列。", "A condition, which may also stand in column 条件."),
    ),
    ("18（如17<11，则为17，否则为11）", ("分情况取数。", "One of two amounts.")),
    ("3栏=2栏÷1栏×100；A列≤1.2×B列", ("乘、除、常数。", "Products, quotients, constants.")),
    ("4栏=MAX(2栏-3栏，0)；ABS(5栏)≤10", ("取大、取小、绝对值。", "MAX, MIN and ABS.")),
    (
        "3栏=上期.3栏+2栏；2栏≤上年同期.2栏×2",
        ("上期、上年同期的数。", "The filling before, and the same period of the year before."),
    ),
    ("2栏=单位合计.2栏", ("下级各单位之和。", "The sum over the units below.")),
    (
        "自开工累计≥本月完成",
        (
            "也可写行名、栏名；名称里有符号的写代码或加方括号。",
            "Names may be used; one that holds signs goes between brackets.",
        ),
    ),
    (
        "竣工年月≥开工年月；若[状态]=“已解决”，则[销号日期]不为空",
        (
            "日期比先后，文字比相同；空白的日期不比。名称可以写在方括号里。",
            "Dates are compared by time, words as they are; a blank date is not. Names may stand in brackets.",
        ),
    ),
    (
        "封面.填报单位=“本级”　封面.月份=1　[完成时限]<封面.期末",
        (
            "封面上填的；所报的月份（1 至 12）；所报期的最后一天。多用在条件里。",
            "What the cover says; the month reported on (1 to 12); the last day of the period. Mostly in conditions.",
        ),
    ),
)
