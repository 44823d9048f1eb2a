"""Pages of what a monthly report says against last month's."""

from __future__ import annotations

from .page import ACROSS, EXPLAIN, Page, Pair

SERIES: Pair = (
    "滚动衔接：本期期初等于上期期末，是报表审核的通行做法。上月报表按网别和地区对应，项目按项目代码对应；代码变了的，按同一类别下唯一的同名项目对应。",
    "Roll-forward: what a period opens with is what the last one closed with, as is common practice with official returns. Last month's report is that of the same network and region; projects are matched by 项目代码, and where a code changed, by a name that stands once in its class.",
)
_HEAD = "项目代码 | 项目名称 | 地区 | 总投资 | 上月末累计完成 | 本月完成 | 本年累计完成 | 开工以来累计完成 | 建设状态"
_NOW = "2509-320193-89-01-544060 | 东港—西岭 | ‹地区1› | 1000.4 | 210.25 | 20.5 | 30.75 | 230.75 | 在建"
_SECOND = "2603-141124-89-05-346948 | 南浦—北辰 | ‹地区1› | 2000.4 | 0 | 20.5 | 20.5 | 20.5 | 在建"
_BROUGHT = _SECOND.replace("0 | 20.5 | 20.5 | 20.5", "5.5 | 20.5 | 26 | 26")
_LAST = "2509-320193-89-01-544060 | 东港—西岭 | ‹地区1› | 1000.4 | 200 | 10.25 | 10.25 | 210.25 | 在建"


def months(
    right: str,
    wrong: str = "",
    last: str = _LAST,
    failing: str = "",
    month: str = "2021-02",
    region: str = "‹地区1›",
) -> tuple[str, str]:
    """Two months of a report: rows of this month in the two examples, rows (and month) of last month's."""
    first, second = (
        f"## 封面\n地区 | {region}\n报告期 | 2021-03\n\n## 项目月报表\n{_HEAD}\n{now}\n\n"
        f"## 封面（上月）\n地区 | {region}\n报告期 | {period}\n\n## 项目月报表（上月）\n{_HEAD}\n{before}"
        for now, period, before in ((right, "2021-02", last), (wrong or right, month, failing or last))
    )
    return first, second


def _changed(old: str, new: str) -> tuple[str, str]:
    """This month's row with one text changed."""
    return months(_NOW, _NOW.replace(old, new, 1))


PREVIOUS = (
    Page(
        "PREV01",
        ("上月末累计与上月报表不符", "Opening unlike last month's closing"),
        (
            "上月末累计完成应等于上月报表同一项目的开工以来累计完成；计量单位不同的先换算。强制性。",
            "上月末累计完成 should equal 开工以来累计完成 of the same project in last month's report; other units are converted first. 强制性.",
        ),
        (
            "衔接不上，两个月之间就有完成数凭空出现或消失。",
            "If the months do not join, work done appears or disappears between them.",
        ),
        SERIES,
        *_changed("210.25 | 20.5 | 30.75 | 230.75", "201.25 | 20.5 | 30.75 | 221.75"),
        (
            "照上月报表改正；上月报错的，更正上月报表并重报，不要在本月调平。",
            "Correct it after last month's report; if that was wrong, correct and send that again rather than levelling it out here.",
        ),
    ),
    Page(
        "YTD01",
        ("本年累计与上月不衔接", "Year to date does not follow from last month"),
        (
            "本年累计完成应等于上月报表的本年累计完成加本月完成；1 月不审。强制性。",
            "本年累计完成 should be last month's 本年累计完成 plus 本月完成; not asked in January. 强制性.",
        ),
        (
            "本年累计是全年考核的依据，年内只应随各月完成增减。",
            "The year is judged by this figure; within a year it changes by the months' work and nothing else.",
        ),
        SERIES,
        *_changed("30.75", "30.57"),
        ("核对本月完成和本年累计完成。", "Check the month and the year to date."),
    ),
    Page(
        "PTOT01",
        ("总投资与上月不同", "Total investment changed since last month"),
        ("总投资应与上月报表相同。核实性。", "总投资 should be that of last month's report. 核实性."),
        (
            "总投资经审批确定，月月变动的多半是填错；确有调整的要留下依据。",
            "Total investment is fixed by approval; one that changes from month to month is mostly a slip, and a real change needs its ground on record.",
        ),
        SERIES,
        *months(_NOW, failing=_LAST.replace("1000.4", "1000.5")),
        EXPLAIN,
    ),
    Page(
        "LAST01",
        ("没有上月报表", "No report of last month"),
        (
            "用了 --previous，但其中没有同一网别、地区的上一个月的报表，与上月的衔接没有审核。提示性。",
            "--previous was given, but holds no report for the month before on the same network and region; nothing was checked against last month. 提示性.",
        ),
        ("没有审核的不能算通过。", "What was not checked must not look like a pass."),
        SERIES,
        *months(_NOW, month="2021-01"),
        (
            "补上月报表后再审核；首次报送的不必理会。",
            "Add last month's report and check again; of no concern to a first report.",
        ),
    ),
    Page(
        "GONE01",
        ("上月的项目不见了", "Project of last month missing"),
        (
            "上月报表中的项目，本月按代码和名称都找不到。核实性。",
            "A project of last month's report is found this month neither by code nor by name. 核实性.",
        ),
        ("漏报一个项目，合计照样能平。", "A project left out leaves every total in balance."),
        SERIES,
        *months(f"{_NOW}\n{_SECOND}", _NOW, f"{_LAST}\n{_SECOND.replace('20.5', '0')}"),
        (
            "漏报的补上；移出项目库的写审核说明。",
            "Add it if it was forgotten; explain it if it was taken off the list.",
        ),
    ),
    Page(
        "NEW01",
        ("上月没有的项目", "Project that last month did not have"),
        (
            "本月出现上月报表没有的项目，上月末累计完成为 0。提示性。",
            "A project that last month's report did not have, with an opening of 0. 提示性.",
        ),
        (
            "新增项目以前不该有完成数；代码、名称都改了的老项目也会显得是新的。",
            "A new project brings no work done before; an old one whose code and name both changed looks new as well.",
        ),
        SERIES,
        *months(_NOW, f"{_NOW}\n{_SECOND}"),
        (
            "确为新增的不必处理；老项目请改回原代码。",
            "Nothing to do for a new project; give an old one its code back.",
        ),
    ),
    Page(
        "NEW03",
        ("新项目带来以前的完成数", "New project with work done before"),
        (
            "上月报表没有的项目，上月末累计完成却不为 0。核实性。",
            "A project that last month's report did not have, whose opening is not 0. 核实性.",
        ),
        ("全省的累计会凭空增加一笔。", "The province's total grows by work that no month reported."),
        SERIES,
        *months(f"{_NOW}\n{_BROUGHT}", last=f"{_LAST}\n{_SECOND.replace('20.5', '5.5')}", failing=_LAST),
        (
            "以前漏报的写审核说明；填错的改为 0。",
            "Explain it if it was left out before; else the opening is 0.",
        ),
    ),
    Page(
        "NEW02",
        ("项目换了填报单位", "Project reported by another unit"),
        (
            "本月新出现的项目，上月由另一个地区填报。核实性。",
            "A project that is new here was reported by another region last month. 核实性.",
        ),
        (
            "两个单位之间移交不清，就会一家漏报、一家重报。",
            "A hand-over that is not settled ends in a project told twice or not at all.",
        ),
        SERIES,
        "",
        "",
        (
            "与对方确认由谁填报；确已移交的双方都写审核说明。",
            "Settle with the other unit who reports it; if it was handed over, both explain.",
        ),
    ),
    Page(
        "MOVE01",
        ("项目换了地区", "Project moved to another region"),
        (
            "同一项目的地区与上月报表不同。核实性。",
            "The region of a project is not that of last month's report. 核实性.",
        ),
        ("分地区的合计会一边多、一边少。", "One region's total grows and another's shrinks."),
        SERIES,
        *months(_NOW, failing=_LAST.replace("‹地区1›", "‹地区2›"), region="全省"),
        ("改回原地区；行政区划调整的写审核说明。", "Change it back; explain it if boundaries were redrawn."),
    ),
    Page(
        "BACK01",
        ("建设状态倒退", "State of the works went back"),
        (
            "建设状态由完工退回其他状态，或由在建、停工退回未开工。核实性。",
            "The state went from 完工 to another one, or from 在建 or 停工 to 未开工. 核实性.",
        ),
        (
            "状态只应向前；倒退的，上月或本月必有一处填错。",
            "States go forward; where one goes back, this month or last month is wrong.",
        ),
        ACROSS,
        *months(_NOW, failing=_LAST.replace("在建", "完工")),
        EXPLAIN,
    ),
    Page(
        "CODE03",
        ("项目代码与上月不同", "Code of a project changed since last month"),
        (
            "同一类别下唯一的同名项目，代码与上月报表不同。核实性。",
            "A project whose name stands once in its class has another code than last month. 核实性.",
        ),
        (
            "代码是各月、各部门之间对应项目的依据。",
            "By its code a project is matched between months and between units.",
        ),
        SERIES,
        *_changed("2509-320193-89-01-544060", "2411-130202-89-01-637015"),
        (
            "照赋码通知改正；重新赋码的写审核说明。",
            "Correct it after the platform's notice; explain a code given anew.",
        ),
    ),
)
