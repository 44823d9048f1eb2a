"""Names and codes that the plan does not have: for what is renamed or added, and for libraries larger than the plan."""

from __future__ import annotations

from examples.draw import Chance
from recon.catalogue import ours
from recon.schemas.codes import checks

#: Region → its counties and districts; the three that are regions by themselves have none.
WITHIN = {
    region: tuple(county.value for county in ours().in_use("县区") if county.parent == region)
    for region in dict.fromkeys(county.parent for county in ours().in_use("县区"))
}
_FIRST = "兴福安永金长新和建光东龙泰德文仁义民康富春江河山林松柳杨桃梅"
_SECOND = "隆泰宁盛源达丰华阳平昌顺利民和山水岭泉湖桥堡台屯岗甸沟城园州"
#: Class → what its projects are called; {n} a proper name, {k} a number.
KINDS: dict[str, tuple[str, ...]] = {
    "5G基础设施": ("{n}片区5G基站建设项目", "{n}5G网络覆盖工程"),
    "大数据中心": ("{n}大数据中心", "{n}云计算数据中心（{c}期）"),
    "人工智能": ("{n}人工智能创新平台", "{n}智能制造示范项目"),
    "工业互联网": ("{n}工业互联网标识解析节点", "{n}工业互联网平台项目"),
    "通讯基础设施": ("{n}通信基站及管道工程", "{n}光纤网络升级改造工程"),
    "数字政务基础设施": ("{n}政务云平台", "{n}智慧城市管理平台（{c}期）"),
    "铁路": ("{n}至{m}铁路", "{n}至{m}铁路电气化改造工程"),
    "高速公路": ("{n}至{m}高速公路", "{n}绕城高速公路"),
    "普通国省道": ("国道G{k}{n}至{m}段改扩建工程", "省道S{k}{n}至{m}段公路"),
    "农村公路": ("{n}农村公路", "{n}镇村公路提升工程"),
    "机场": ("{n}机场", "{n}通用机场"),
    "综合交通枢纽": ("{n}综合客运枢纽", "{n}货运枢纽（物流园区）"),
    "水利基础设施": ("{n}水库工程", "{n}灌区续建配套工程"),
    "引调水": ("{n}引水工程", "{n}供水工程"),
    "河湖连通": ("{n}河湖连通工程", "{n}湿地恢复工程"),
    "水污染治理": ("{n}河水污染治理工程", "{n}河生态修复工程"),
    "高标准农田": ("{n}高标准农田建设项目", "{n}黑土地保护项目"),
    "省域骨干网架": ("{n}500千伏输变电工程", "{n}220千伏输变电工程"),
    "市域骨干网架": ("{n}220千伏变电站", "{n}66千伏输变电工程"),
    "配电网": ("{n}10千伏配电网工程", "{n}农村电网改造升级工程（{c}批）"),
    "充电桩": ("{n}充电站", "{n}公共充电桩项目"),
    "油气长输管网": ("{n}至{m}天然气管道", "{n}天然气支线管道"),
    "储气设施": ("{n}LNG储气站", "{n}应急储气设施"),
    "成品油储备库": ("{n}成品油储备库", "{n}油库改扩建工程"),
    "加油站": ("{n}加油站", "{n}第{c}加油站"),
    "市政信息化": ("{n}智慧市政管理平台", "{n}地下管网信息系统"),
    "城市供水": ("{n}净水厂工程", "{n}供水管网改造工程（{c}期）"),
    "排水防涝": ("{n}路排水管网改造工程", "{n}雨水泵站工程"),
    "城市污水": ("{n}污水处理厂提标改造工程", "{n}污水处理厂（{c}期）"),
    "城镇燃气": ("{n}燃气管网工程", "{n}燃气老旧管网改造工程（{c}期）"),
    "垃圾处理": ("{n}生活垃圾焚烧发电项目", "{n}餐厨垃圾处理工程"),
    "城市供热": ("{n}热源厂{c}号锅炉改造工程", "{n}供热管网改造工程（{c}标段）", "{n}换热站工程"),
    "城市道路": ("{n}路改造工程", "{n}大街新建工程（{c}标段）", "{n}街道路工程"),
    "城市桥梁": ("{n}桥改造工程", "{n}大桥工程"),
    "城市轨道交通": ("轨道交通{k}号线{c}期工程（{n}至{m}）",),
    "教育": ("{n}第{c}小学建设项目", "{n}第{c}中学新建工程"),
    "卫生": ("{n}中医院门诊楼工程", "{n}人民医院住院楼"),
    "民政": ("{n}养老服务中心", "{n}社会福利院"),
    "文化旅游广电": ("{n}文化馆", "{n}旅游景区基础设施项目"),
    "体育": ("{n}体育馆", "{n}全民健身中心"),
}
CHINESE = "一二三四五"


def name(chance: Chance, category: str, region: str) -> str:
    """A name as they are: place, proper name, kind, number."""
    inside = WITHIN.get(region, ())
    where = chance.choice(inside) if inside and chance.below(10) < 7 else region
    proper, other = (chance.choice(_FIRST) + chance.choice(_SECOND) for _ in range(2))
    text = chance.choice(KINDS[category])
    return where + text.format(n=proper, m=other, c=chance.choice(CHINESE), k=201 + chance.below(134))


def code(chance: Chance, number: int) -> str:
    """A code of the new form with its check digit, of the old form, or for one in ten none yet."""
    kind, area = chance.below(20), f"22{1 + chance.below(9):02d}{1 + chance.below(29):02d}"
    if kind < 2:
        return ""
    if kind < 11:
        return (
            f"20{15 + chance.below(6)}-{area}-{chance.choice((48, 77, 78, 82, 44))}-0{1 + chance.below(3)}-{number:06d}"
        )
    head = f"{chance.choice((2011, 2012))}-{area}-04-0{1 + chance.below(5)}-{number:05d}"
    return next(full for digit in range(10) if checks(full := f"{head}{digit}"))
