"""Who reports: regions with their codes and bureaus, and the unit each form is kept in."""

from __future__ import annotations

from examples.lists import NETWORKS, PROVINCE

#: Region → its code in 项目代码 (GB/T 2260; the reserve has none of its own and goes by the province's).
CODES = {
    "长春市": "220100",
    "吉林市": "220200",
    "四平市": "220300",
    "辽源市": "220400",
    "通化市": "220500",
    "白山市": "220600",
    "松原市": "220700",
    "白城市": "220800",
    "延边州": "222400",
    "长白山保护开发区": "220000",
    "梅河口市": "220581",
    "公主岭市": "220184",
}
#: Network or class → the bureau of a region that answers for it.
BUREAUS = {
    "智能信息网": "政务服务和数字化建设管理局",
    "路网": "交通运输局",
    "水网": "水利局",
    "电网": "供电公司",
    "油气网": "能源局",
    "市政基础设施网": "住房和城乡建设局",
    "社会事业补短板": "发展和改革委员会",
    "铁路": "发展和改革委员会",
    "机场": "发展和改革委员会",
    "充电桩": "能源局",
    "加油站": "商务局",
    "高标准农田": "农业农村局",
    "水污染治理": "生态环境局",
    "教育": "教育局",
    "卫生": "卫生健康委员会",
    "民政": "民政局",
    "文化旅游广电": "文化广播电视和旅游局",
    "体育": "体育局",
}
#: Forms kept in another unit than 万元. In 亿元 the last place is a whole 万元.
UNITS = {
    ("路网", "长春市"): "亿元",
    ("油气网", "延边州"): "亿元",
    ("水网", "白城市"): "元",
    ("电网", "松原市"): "元",
    ("社会事业补短板", "四平市"): "千元",
    ("智能信息网", "吉林市"): "百万元",
}


def bureau(region: str, *names: str) -> str:
    """The bureau of a region for the first of ``names`` that has one of its own."""
    words = next(BUREAUS[name] for name in names if name in BUREAUS)
    return ("国网" if words == "供电公司" else "") + region + words


def sender(network: str, region: str) -> str:
    """Who sends the report on a network and region."""
    return NETWORKS[network][0] if region == PROVINCE else bureau(region, network)


def unit(network: str, region: str) -> str:
    """The unit of a form's amounts."""
    return UNITS.get((network, region), "万元")
