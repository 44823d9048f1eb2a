"""The closed lists of the forms: networks with their classes and lead departments, regions, units, states."""

from __future__ import annotations

from decimal import Decimal

#: Network → (lead department, classes of projects), after the plan's annexes.
NETWORKS: dict[str, tuple[str, tuple[str, ...]]] = {
    "智能信息网": ("省政务服务和数字化局", (
        "5G基础设施", "大数据中心", "人工智能", "工业互联网", "通讯基础设施", "数字政务基础设施")),
    "路网": ("省交通运输厅", ("铁路", "高速公路", "普通国省道", "农村公路", "机场", "综合交通枢纽")),
    "水网": ("省水利厅", ("水利基础设施", "引调水", "河湖连通", "水污染治理", "高标准农田")),
    "电网": ("省能源局", ("省域骨干网架", "市域骨干网架", "配电网", "充电桩")),
    "油气网": ("省能源局", ("油气长输管网", "储气设施", "成品油储备库", "加油站")),
    "市政基础设施网": ("省住房城乡建设厅", (
        "市政信息化", "城市供水", "排水防涝", "城市污水", "城镇燃气", "垃圾处理", "城市供热", "城市道路", "城市桥梁",
        "城市轨道交通")),
    "社会事业补短板": ("省发展改革委", ("教育", "卫生", "民政", "文化旅游广电", "体育")),
}  # fmt: skip
PROVINCE = "全省"
#: Region of a form → the plan's name for it (annex 6).
REGIONS = {
    "长春市": "长春地区", "吉林市": "吉林地区", "四平市": "四平地区", "辽源市": "辽源地区", "通化市": "通化地区",
    "白山市": "白山地区", "松原市": "松原地区", "白城市": "白城地区", "延边州": "延边州",
    "长白山保护开发区": "长白山保护开发区", "梅河口市": "梅河口市", "公主岭市": "公主岭市",
}  # fmt: skip
#: Unit of a form → decimals of its amounts.
UNITS = {"元": 2, "千元": 2, "万元": 2, "百万元": 4, "亿元": 4}
NATURES = ("新建", "续建", "改扩建", "迁建")
STATES = ("未开工", "在建", "停工", "完工")
#: 项目库: of the province, of a lead department, of a region (吉政发〔2020〕6号三·(二)).
LIBRARIES = ("省库", "行业子库", "地方子库")
STAGES = ("谋划", "前期", "待开工", "已开工", "已建成")
#: Working group → its area and lead department (吉政办发〔2020〕35号四·(一)).
GROUPS = {
    "供电组": ("供电", "省能源局"), "供排水组": ("供排水", "省住房城乡建设厅"), "供气组": ("供气", "省住房城乡建设厅"),
    "供热组": ("供热", "省住房城乡建设厅"), "铁路机场组": ("交通", "省发展改革委"), "公路组": ("交通", "省交通运输厅"),
    "通信组": ("通信", "省通信管理局"),
}  # fmt: skip
#: The six areas of weak infrastructure (吉政办发〔2020〕35号二).
AREAS = ("供电", "供排水", "供气", "供热", "通信", "交通")
EVERY_GROUP = "全部"
#: States of a task, and of a problem.
NOT_BEGUN, ADVANCING, ACHIEVED, LATE = TASK_STATES = ("未启动", "推进中", "已完成", "滞后")
OPEN, SOLVED = PROBLEM_STATES = ("未解决", "已解决")
#: A finished project has at least this share of its total investment completed.
FINISHED_SHARE = Decimal("0.95")
#: The year's completion may exceed its plan by this factor before somebody asks.
YEAR_FACTOR = Decimal("1.2")
#: A share of the year, or of the works' period, by which completion may trail the calendar before a project
#: counts as lagging: a month and a little, since what is done in a month may be paid and booked in the next.
LAG = Decimal("0.10")
#: Networks whose plan provides for talks (约谈和通报) with the owners of slow projects, with the place that says
#: so; for all others the plan's main text provides for reporting on them (通报).
TALKS = {"电网": "附件4·三·(五)", "油气网": "附件5·三·(四)"}
REMINDERS = "正文·三·(六)"


def classes() -> tuple[str, ...]:
    """All classes, in the order of the networks."""
    return tuple(name for _, names in NETWORKS.values() for name in names)


def network_of(name: str) -> str:
    """The network a class belongs to; blank for an unknown one."""
    return next((network for network, (_, names) in NETWORKS.items() if name in names), "")
