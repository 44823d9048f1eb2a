"""Pages of slips that explain several findings, and of what must not move between months."""

from __future__ import annotations

from .page import EXPLAIN, Page, Pair
from .previous import SERIES, months

PROOF: Pair = (
    "一处差错一条：程序把所指的格改正后重新审核，由它引起的各处随之消失、又没有新的不平，才这样说；说不准的，照原样逐条列出。",
    "One slip, one finding: the cells named are corrected and the workbook is checked again; it is told so only where all that follows from it is gone and nothing new appears. Where two causes would do, the findings stand as they are.",
)
_YEARS = "2020年 | 2021年 | 2022年 | 2023年 | 2024年"
_AMOUNTS = f"总投资 | {_YEARS} | 本年计划 | 上月末累计完成 | 本月完成 | 本年累计完成 | 开工以来累计完成 | 到位资金 | 中央 | 省级 | 市县"
_FIRST = (
    "1000.4 | 200.1 | 200.1 | 200.1 | 200.1 | 200 | 200.1 | 210.25 | 20.5 | 30.75 | 230.75 | 250 | 125 | 62.5 | 62.5"
)
_SECOND = (
    "2000.4 | 400.1 | 400.1 | 400.1 | 400.1 | 400 | 400.1 | 410.25 | 20.5 | 30.75 | 430.75 | 500 | 250 | 125 | 125"
)
_BOTH = "3000.8 | 600.2 | 600.2 | 600.2 | 600.2 | 600 | 600.2 | 620.5 | 41 | 61.5 | 661.5 | 750 | 375 | 187.5 | 187.5"
_OTHER = "2000.4 | 400.1 | 400.1 | 400.1 | 400.1 | 400"
_ONE = "2509-320193-89-01-544060 | 东港—西岭 | "
_TWO = "2603-141124-89-05-346948 | 南浦—北辰 | "
_CODES = "项目代码 | 项目名称 | "


def _table(*rows: str, head: str = _AMOUNTS, sheet: str = "项目月报表") -> str:
    return "\n".join([f"## {sheet}", head, *rows])


def _unit(unit: str) -> str:
    """Two months in 万元; this month's cover names a unit."""
    head = (
        f"项目代码 | 项目名称 | 地区 | 总投资 | {_YEARS} | 上月末累计完成 | 本月完成 | 本年累计完成 | 开工以来累计完成"
    )
    row = "2509-320193-89-01-544060 | 东港—西岭 | ‹地区1› | 1000.4 | 200.1 | 200.1 | 200.1 | 200.1 | 200"
    return (
        f"## 封面\n报告期 | 2021-03\n计量单位 | {unit}\n\n## 项目月报表\n{head}\n{row} | 210.25 | 20.5 | 30.75 | 230.75\n\n"
        f"## 封面（上月）\n报告期 | 2021-02\n\n## 项目月报表（上月）\n{head}\n{row} | 200 | 10.25 | 10.25 | 210.25"
    )


def _moved(head: str, now: str, wrong: str, last: str) -> tuple[str, str]:
    """A project in two months: this month's amounts in the two examples, last month's."""
    first, second = (
        f"## 封面\n报告期 | 2021-03\n\n## 项目月报表\n项目代码 | {head}\n2509-320193-89-01-544060 | {code}\n\n"
        f"## 封面（上月）\n报告期 | 2021-02\n\n## 项目月报表（上月）\n"
        f"项目代码 | {head} | 上月末累计完成 | 本月完成 | 本年累计完成 | 开工以来累计完成\n"
        f"2509-320193-89-01-544060 | {last} | 200 | 10.25 | 10.25 | 210.25"
        for code in (now, wrong)
    )
    return first, second


CAUSES = (
    Page(
        "SLIP01",
        ("一块数按别的单位填写", "A block of cells in another unit"),
        (
            "一行的一部分、一栏或一类的数同时大了或小了 10 的若干次方倍，换算后这些行的勾稽关系全部成立。强制性。",
            "Part of a row, a column or a class is off by one power of ten; converted, every relation of these rows holds. 强制性.",
        ),
        (
            "逐格去改会改错：合计并没有错，错的是这一块的单位。",
            "Cell by cell one would correct the wrong thing: the total is right, the unit of the block is not.",
        ),
        PROOF,
        _table("1000.4 | 200.1 | 200.1 | 200.1 | 200.1 | 200", _OTHER, head=f"总投资 | {_YEARS}"),
        _table("1000.4 | 2001000 | 2001000 | 2001000 | 2001000 | 2000000", _OTHER, head=f"总投资 | {_YEARS}"),
        ("把这几格一并换算成封面的计量单位。", "Convert these cells together to the unit on the cover."),
    ),
    Page(
        "SLIP02",
        ("全表的计量单位与封面不符", "The whole table in another unit than its cover"),
        (
            "与上月报表相比，全表金额都大了或小了 10 的若干次方倍。强制性。",
            "Against last month's report all amounts are off by one power of ten. 强制性.",
        ),
        (
            "封面写错一个单位，汇总时全表差一万倍。",
            "One wrong unit on the cover, and the roll-up is off by ten thousand.",
        ),
        PROOF,
        _unit("万元"),
        _unit("元"),
        (
            "改正封面的计量单位，或把全表换算成封面的单位。",
            "Correct the unit on the cover, or convert the table to it.",
        ),
    ),
    Page(
        "SLIP03",
        ("数填错了栏", "Amounts in each other's columns"),
        (
            "几栏的数错移、轮换或互换了位置，移回后与上月报表相合，或各行的勾稽关系全部成立。强制性。",
            "Amounts of some columns were shifted, rotated or exchanged; moved back they agree with last month's report, or every relation of the rows holds. 强制性.",
        ),
        (
            "合计往往仍然是平的，不与上月对照看不出来。",
            "Totals often still hold, so that it shows against last month only.",
        ),
        PROOF,
        _table(
            "210.25 | 20.5 | 30.75 | 230.75",
            head="上月末累计完成 | 本月完成 | 本年累计完成 | 开工以来累计完成",
        ),
        _table(
            "210.25 | 30.75 | 20.5 | 230.75",
            head="上月末累计完成 | 本月完成 | 本年累计完成 | 开工以来累计完成",
        ),
        ("把这些数移回各自的栏。", "Move the amounts back into their columns."),
    ),
    Page(
        "SLIP04",
        ("项目名称与金额错开", "Names and amounts apart"),
        (
            "几行的金额与上月别行项目的金额逐格相同，即排序或粘贴时只动了名称或只动了金额。强制性。",
            "The amounts of some rows are to the digit those of each other's projects last month: only the names or only the amounts were sorted or pasted. 强制性.",
        ),
        (
            "每一行自身都是平的，合计也不变，错的是归属。",
            "Every row holds in itself and the totals do not change: what is wrong is whose amounts they are.",
        ),
        PROOF,
        "",
        "",
        ("按项目代码把名称和金额对齐。", "Align names and amounts by 项目代码."),
    ),
    Page(
        "SLIP05",
        ("粘贴了上月的行", "Last month's rows pasted"),
        (
            "一行或几行的上月末累计、本月、本年累计、开工以来累计与上月报表完全相同，而上月有完成额。强制性。",
            "Opening, movement, year and closing of some rows are exactly last month's, though something was done then. 强制性.",
        ),
        (
            "上月的完成额会被重复计一次，本月的没有报。",
            "Last month's work would be counted twice and this month's not at all.",
        ),
        SERIES,
        *months(
            "2509-320193-89-01-544060 | 东港—西岭 | ‹地区1› | 1000.4 | 210.25 | 20.5 | 30.75 | 230.75 | 在建",
            "2509-320193-89-01-544060 | 东港—西岭 | ‹地区1› | 1000.4 | 200 | 10.25 | 10.25 | 210.25 | 在建",
        ),
        ("改填本月数。", "Enter this month's amounts."),
    ),
    Page(
        "SLIP06",
        ("整份报表是上月的", "The whole report is last month's"),
        (
            "报告期是本月，完成情况各栏却与上月报表完全相同。强制性。",
            "The month on the cover is this one, but everything completed is exactly last month's. 强制性.",
        ),
        ("改了日期的旧表不是本月的报表。", "An old report under a new date is no report of this month."),
        PROOF,
        "",
        "",
        ("改填本月数后重报。", "Enter this month's amounts and send the report again."),
    ),
    Page(
        "SLIP07",
        ("合计行混在项目行中", "A sum among the projects"),
        (
            "一行是别的行的合计，却与项目并列计入了小计、合计。强制性。",
            "A row is the sum of other rows and is counted among the projects in 小计 and 合计. 强制性.",
        ),
        ("同一笔数加了两遍。", "The same amounts are counted twice."),
        PROOF,
        _table(f"{_ONE}{_FIRST}", f"{_TWO}{_SECOND}", head=f"{_CODES}{_AMOUNTS}"),
        _table(
            f"{_ONE}{_FIRST}",
            f"{_TWO}{_SECOND}",
            f" | 其中两项 | {_BOTH}".strip(),
            head=f"{_CODES}{_AMOUNTS}",
        ),
        ("删去这一行，或改用表样的小计行。", "Remove the row, or use the 小计 row of the form."),
    ),
    Page(
        "SLIP08",
        ("合计只加了一部分行", "A total of some of its rows"),
        (
            "一个合计行的各栏都只是其中几行之和，漏的是同样的几行。强制性。",
            "Every column of a total row is the sum of some of its rows only, the same ones everywhere. 强制性.",
        ),
        (
            "筛选后求和再粘贴，或求和区域没有包括后加的行，就会这样。",
            "So it is where visible rows were summed and pasted, or a range does not reach rows added later.",
        ),
        PROOF,
        _table(f"{_ONE}{_FIRST}", f"{_TWO}{_SECOND}", head=f"{_CODES}{_AMOUNTS}")
        + "\n\n"
        + _table(f"高速公路 | {_BOTH}", head=f"分类 | {_AMOUNTS}", sheet="分类汇总表"),
        _table(f"{_ONE}{_FIRST}", f"{_TWO}{_SECOND}", head=f"{_CODES}{_AMOUNTS}")
        + "\n\n"
        + _table(f"高速公路 | {_FIRST}", head=f"分类 | {_AMOUNTS}", sheet="分类汇总表"),
        ("改为全部分项之和。", "Sum all parts."),
    ),
    Page(
        "SLIP09",
        ("合计沿用上月", "A total left from last month"),
        (
            "一个合计行的各栏都是上月各分项之和。强制性。",
            "Every column of a total row is the sum of last month's parts. 强制性.",
        ),
        ("分项更新了，合计没有。", "The parts were brought up to date, the total was not."),
        SERIES,
        "",
        "",
        ("重新计算这一行。", "Compute the row anew."),
    ),
    Page(
        "SLIP10",
        ("整张汇总表没有更新", "A table of sums left as it was"),
        (
            "汇总表的各行是上月报表各项目之和，或止于本月开始的地方，或自身相加相符而与项目不符：一条，不逐格说。强制性。",
            "The rows of a table of sums are those of last month's report, end where this month begins, or add up among themselves and not with the projects: one finding, not one a cell. 强制性.",
        ),
        (
            "汇总表粘贴成数值以后，项目改了它不会跟着改。",
            "A table pasted as values does not follow when the projects change.",
        ),
        PROOF,
        "",
        "",
        ("重新汇总，或恢复表样的公式。", "Sum up again, or restore the form's formulas."),
    ),
    Page(
        "MOVE02",
        ("报的是别的单位的表", "Another unit's report"),
        (
            "上月本单位的项目大半不见了，现有项目上月在另一个单位的月报里。一条，逐个的列在下面。强制性。",
            "Most projects of last month are gone, and those there are stood in another unit's report. One finding, the projects below it. 强制性.",
        ),
        (
            "逐个说就是几十条“不再报”和“从别处移来”，而差错只有一处。",
            "Told one by one it is dozens of projects gone and moved, and yet one slip.",
        ),
        SERIES,
        "",
        "",
        ("换成本单位的报表重报。", "Send the unit's own report."),
    ),
    Page(
        "GONE02",
        ("上月的项目大半不见了", "Most of last month's projects are gone"),
        (
            "上月报过的项目（两个以上）有一半以上不在本月的表里。一条，逐个的列在下面。核实性。",
            "More than half of last month's projects (and more than one) are not in this month's report. One finding, the projects below it. 核实性.",
        ),
        (
            "多半是报错了单位、网别或版本，而不是项目都结束了。",
            "It is probably another unit, network or version, not the end of so many projects.",
        ),
        SERIES,
        "",
        "",
        (
            "核实是不是报错了表；确已不再报的写审核说明。",
            "See whether it is the right report; if the projects did end, write an explanation.",
        ),
    ),
    Page(
        "TWIN01",
        ("同一项目疑填了两行", "One project in two rows"),
        (
            "同一地区的两行代码不同，金额却逐格相同。核实性。",
            "Two rows of one region have different codes and agree in every amount. 核实性.",
        ),
        ("重复填报使个数和金额都多一份。", "Reported twice, a project counts twice in numbers and amounts."),
        PROOF,
        _table(f"{_ONE}{_FIRST}", f"{_TWO}{_SECOND}", head=f"{_CODES}{_AMOUNTS}"),
        _table(f"{_ONE}{_FIRST}", f"{_TWO}{_FIRST}", head=f"{_CODES}{_AMOUNTS}"),
        EXPLAIN,
    ),
    Page(
        "KEPT01",
        ("计划与上月不同", "The plan changed since last month"),
        (
            "计划投资安排各年和本年计划应与上月报表相同；本年计划 1 月不审。核实性。",
            "The years of the plan and 本年计划 should be those of last month's report; 本年计划 is not asked about in January. 核实性.",
        ),
        (
            "计划一年一定，月月变动的多半是填错栏或改错行。",
            "A plan is set for the year; one that changes from month to month is mostly a slip.",
        ),
        SERIES,
        *_moved("本年计划", "200.1", "205.1", "200.1"),
        EXPLAIN,
    ),
    Page(
        "SHRK01",
        ("到位资金比上月少", "Fewer funds than last month"),
        (
            "到位资金各来源可以增加，应不少于上月报表。核实性。",
            "Each source of 到位资金 may grow and should be at least last month's. 核实性.",
        ),
        (
            "到位的资金不会凭空减少；这一栏少、那一栏多，多半是填错了来源。",
            "Funds received do not vanish; where one source shrinks and another grows, they mostly were entered in the wrong column.",
        ),
        SERIES,
        *_moved(
            "到位资金 | 中央 | 省级 | 市县",
            "250 | 125 | 62.5 | 62.5",
            "250 | 125 | 60.5 | 64.5",
            "250 | 125 | 62.5 | 62.5",
        ),
        EXPLAIN,
    ),
    Page(
        "SAME01",
        ("名称、单位或日期与上月不同", "Name, owner or dates changed since last month"),
        (
            "项目名称、网别、类别、责任单位、建设性质、开工年月、竣工年月应与上月报表相同。核实性。",
            "Name, network, class, owner, nature, start and finish of a project should be those of last month's report. 核实性.",
        ),
        (
            "这些不随月份变动；变了的，或是改错了行，或要有依据。",
            "They do not change from month to month; a change is a slip, or needs its ground on record.",
        ),
        SERIES,
        *_moved("建设性质", "新建", "改扩建", "新建"),
        EXPLAIN,
    ),
)
