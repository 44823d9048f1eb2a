"""Projects told under two names, and pairs of projects that only look alike: by kind, with the truth known.

What a name is made of is drawn from the plan's counties and from two lists of general words that have nothing in
common. The matcher is worked on with :data:`WORKED` alone; :data:`HELD` says how far it goes beyond that.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from recon.catalogue import COUNTY, ours

T = TypeVar("T")

#: County → what the full name has after it; any other one is a 县.
_CITIES = frozenset(
    re.findall(r"\S+", "榆树 德惠 蛟河 桦甸 舒兰 磐石 双辽 集安 临江 扶余 洮南 大安 延吉 图们 敦化 珲春 龙井 和龙")
)
_DISTRICTS = frozenset(
    re.findall(r"\S+", "南关 宽城 朝阳 绿园 双阳 九台 昌邑 龙潭 船营 丰满 铁西 铁东 东昌 浑江 江源 宁江 洮北 二道江")
)
_NUMERALS = "一二三四五六七八九"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨ"


@dataclass(frozen=True)
class Words:
    """One half of the general words."""

    towns: tuple[str, ...]  #: without 镇 or 乡
    institutions: tuple[tuple[str, str], ...]  #: full and short form
    numbered: tuple[tuple[str, str], ...]  #: the same with {n} for a number
    plants: tuple[str, ...]  #: what is built and has no other form
    networks: tuple[str, ...]  #: what takes phases
    extra: tuple[tuple[str, str], ...]  #: an institution, and another one with a word more
    other: tuple[tuple[str, str], ...]  #: two things of one kind
    roads: tuple[str, ...]  #: what leads from one end to the other
    works: tuple[str, ...]  #: what is done, each another thing
    parts: tuple[str, ...]  #: what stands within an institution
    slips: tuple[tuple[str, str], ...]  #: a word, and itself with a wrong character
    ends: tuple[str, ...]  #: what says nothing at the end of a name


WORKED = Words(
    towns=("大房身", "布海", "哈拉海", "烧锅", "万宝", "红石", "五棵树", "太平池"),
    institutions=(
        ("人民医院", "医院"),
        ("疾病预防控制中心", "疾控中心"),
        ("中医医院", "中医院"),
        ("职业教育中心", "职教中心"),
        ("人民法院", "法院"),
        ("污水处理厂", "污水厂"),
        ("社会福利院", "福利院"),
        ("特殊教育学校", "特教学校"),
        ("汽车客运站", "客运站"),
    ),
    numbered=(
        ("第{n}中学", "{n}中"),
        ("第{n}小学", "{n}小"),
        ("第{n}人民医院", "{n}院"),
        ("第{n}热源厂", "{n}号热源厂"),
    ),
    plants=("图书馆", "敬老院", "档案馆", "换热站", "生活垃圾填埋场", "消防站"),
    networks=("供水管网", "供热管网", "雨水管网", "污水处理厂", "燃气管网"),
    extra=(
        ("图书馆", "少儿图书馆"),
        ("医院", "中医院"),
        ("幼儿园", "机关幼儿园"),
        ("中学", "实验中学"),
        ("敬老院", "中心敬老院"),
        ("文化宫", "职工文化宫"),
        ("医院", "妇幼保健医院"),
    ),
    other=(
        ("图书馆", "体育馆"),
        ("供水管网", "供热管网"),
        ("客运站", "货运站"),
        ("敬老院", "福利院"),
        ("公园", "公墓"),
    ),
    roads=("铁路", "高速公路", "公路", "天然气管道"),
    works=("新建", "扩建", "改造", "迁建"),
    parts=("教学楼", "宿舍楼", "门诊楼", "综合楼"),
    slips=(("改造", "改照"), ("供水", "共水"), ("扩建", "扩健"), ("污水", "污氺"), ("管网", "管冈"), ("医院", "医完")),
    ends=("项目", "工程", "建设项目", "建设工程", "工程项目"),
)
HELD = Words(
    towns=("岔路口", "双城堡", "新立城", "黑林子", "三盛玉", "平安堡", "秦家屯", "烟筒山"),
    institutions=(
        ("妇幼保健院", "妇保院"),
        ("人民检察院", "检察院"),
        ("职业技术学校", "职技学校"),
        ("社区卫生服务中心", "社区卫生中心"),
        ("生活垃圾焚烧发电厂", "垃圾焚烧发电厂"),
        ("公共租赁住房", "公租房"),
        ("高级中学", "高中"),
        ("救助管理站", "救助站"),
        ("自来水厂", "水厂"),
        ("科学技术馆", "科技馆"),
    ),
    numbered=(
        ("第{n}高级中学", "{n}高中"),
        ("第{n}幼儿园", "{n}幼"),
        ("第{n}净水厂", "{n}水厂"),
        ("第{n}污水处理厂", "{n}号污水厂"),
    ),
    plants=("博物馆", "殡仪馆", "文化馆", "变电站", "粮食储备库", "养老服务中心"),
    networks=("排水管网", "热力管网", "农村电网", "再生水厂", "雨污分流管网"),
    extra=(
        ("博物馆", "自然博物馆"),
        ("医院", "传染病医院"),
        ("小学", "朝鲜族小学"),
        ("中学", "师范附属中学"),
        ("养老院", "荣军养老院"),
        ("卫生院", "中心卫生院"),
        ("法院", "铁路运输法院"),
    ),
    other=(
        ("博物馆", "美术馆"),
        ("排水管网", "中水管网"),
        ("火葬场", "屠宰场"),
        ("粮库", "油库"),
        ("殡仪馆", "文化馆"),
    ),
    roads=("高速铁路", "一级公路", "快速路", "输油管道"),
    works=("新建", "改扩建", "维修", "加固"),
    parts=("实验楼", "住院楼", "食堂", "体育馆"),
    slips=(("处理", "处里"), ("防洪", "防红"), ("小区", "小曲"), ("道路", "道录"), ("养老", "养姥"), ("排水", "非水")),
    ends=("建设", "项目建设", "工程建设", "工程项目建设", "建设工程项目"),
)


@dataclass(frozen=True)
class Told:
    """Two names of a region's projects."""

    kind: str
    region: str
    one: str
    other: str
    units: tuple[str, str] = ("", "")


class Draw:
    """Drawing the parts of names from one half of the words."""

    def __init__(self, words: Words, seed: object) -> None:
        self.words, self.rng = words, random.Random(f"{seed}")
        self.counties: dict[str, list[str]] = {}
        for entry in ours().in_use(COUNTY):
            self.counties.setdefault(entry.parent, []).append(entry.value)

    def of(self, some: Sequence[T]) -> T:
        """One of them."""
        return self.rng.choice(some)

    def two(self, some: tuple[str, ...] | list[str]) -> tuple[str, str]:
        """Two different ones."""
        one, other = self.rng.sample(list(some), 2)
        return one, other

    def region(self) -> str:
        """A region with several counties."""
        return self.of([region for region, inside in self.counties.items() if len(inside) > 1])

    def number(self) -> str:
        """A numeral."""
        return self.of(tuple(_NUMERALS))

    def end(self) -> str:
        """What a name may end with and mean nothing by."""
        return self.of(("", *self.words.ends))


def full(county: str) -> str:
    """The full name of a county."""
    if county[-1] in "县区":
        return county
    return county + ("市" if county in _CITIES else "区" if county in _DISTRICTS else "县")


def _ends(d: Draw, one: str, other: str) -> tuple[str, str]:
    """Both with what says nothing at their ends."""
    return one + d.end(), other + d.end()


#: Two names, and the units responsible where a kind turns on them.
Names = tuple[str, str] | tuple[str, str, str, str]
Kind = Callable[[Draw, str, str], Names]


def _place_short(d: Draw, region: str, county: str) -> tuple[str, str]:
    what = d.of(d.words.plants)
    return full(county) + what, county + what


def _school_short(d: Draw, region: str, county: str) -> tuple[str, str]:
    long, short = d.of(d.words.numbered)
    n, part = d.number(), d.of(("", *d.words.works[1:]))
    return full(county) + long.format(n=n) + part, county + short.format(n=n) + part


def _school_full(d: Draw, region: str, county: str) -> tuple[str, str]:
    long, short = d.of(d.words.numbered)
    n = d.number()
    return full(county) + long.format(n=n), full(county) + short.format(n=n)


def _institution(d: Draw, region: str, county: str) -> tuple[str, str]:
    long, short = d.of(d.words.institutions)
    part = d.of(("", *d.words.parts))
    return full(county) + long + part, full(county) + short + part


def _institution_bare(d: Draw, region: str, county: str) -> tuple[str, str]:
    long, short = d.of(d.words.institutions)
    part = d.of(("", *d.words.parts))
    return full(county) + long + part, county + short + part


def _order_route(d: Draw, region: str, county: str) -> tuple[str, str]:
    one, other = d.two([*d.counties[region], *d.words.towns])
    road, part = d.of(d.words.roads), d.of(("", *d.words.works[1:]))
    return f"{one}至{other}{road}{part}", f"{other}{d.of(('至', '—', '-', '到'))}{one}{road}{part}"


def _order_works(d: Draw, region: str, county: str) -> tuple[str, str]:
    what, works = d.of(d.words.plants), d.of(d.words.works)
    return f"{works}{full(county)}{what}", f"{full(county)}{what}{works}"


def _order_phase(d: Draw, region: str, county: str) -> tuple[str, str]:
    what, n = d.of(d.words.networks), d.number()
    return f"{full(county)}{what}改造工程（{n}期）", f"{full(county)}{what}{n}期改造工程"


def _order_year(d: Draw, region: str, county: str) -> tuple[str, str]:
    what, year = d.of(d.words.networks), d.of(("2020", "2021", "2022"))
    return f"{full(county)}{year}年{what}改造", f"{year}年{full(county)}{what}改造"


def _order_list(d: Draw, region: str, county: str) -> tuple[str, str]:
    one, other = d.two(d.words.networks)
    join = d.of(("及", "和", "与", "、"))
    return f"{full(county)}{one}{join}{other}改造", f"{full(county)}{other}{join}{one}改造"


def _town(d: Draw, region: str, county: str) -> tuple[str, str]:
    town, what = d.of(d.words.towns), d.of(d.words.plants)
    return f"{full(county)}{town}{d.of(('镇', '乡'))}{what}", f"{full(county)}{town}{what}"


def _town_bare(d: Draw, region: str, county: str) -> tuple[str, str]:
    town, what = d.of(d.words.towns), d.of(d.words.plants)
    return f"{full(county)}{town}{d.of(('镇', '乡'))}{what}", f"{county}{town}{what}"


def _slip(d: Draw, region: str, county: str) -> tuple[str, str]:
    right, wrong = d.of(d.words.slips)
    name = f"{full(county)}{d.of(d.words.towns)}镇{right}"
    return name + "工程", name.replace(right, wrong) + "工程"


def _suffix(d: Draw, region: str, county: str) -> tuple[str, str]:
    what = full(county) + d.of(d.words.plants)
    one, other = d.two(["", *d.words.ends])
    return what + one, what + other


def _numeral(d: Draw, region: str, county: str) -> tuple[str, str]:
    long, _ = d.of(d.words.numbered)
    n = d.number()
    return full(county) + long.format(n=n), full(county) + long.format(n=_NUMERALS.index(n) + 1)


def _phase(d: Draw, region: str, county: str) -> tuple[str, str]:
    what, n = full(county) + d.of(d.words.networks), d.number()
    arabic, roman = str(_NUMERALS.index(n) + 1), _ROMAN[_NUMERALS.index(n)]
    forms = (f"{n}期", f"{arabic}期", f"{roman}期", f"第{n}期", f"第{arabic}期")
    one, other = d.two(forms)
    return what + one + "工程", what + f"（{other}）"


def _brackets(d: Draw, region: str, county: str) -> tuple[str, str]:
    what, works = full(county) + d.of(d.words.plants), d.of(d.words.works[1:])
    brackets = d.of(("（）", "()", "[]", "【】", "〔〕"))
    return f"{what}{brackets[0]}{works}{brackets[1]}", f"{what}{works}"


def _prefix(d: Draw, region: str, county: str) -> tuple[str, str]:
    what = d.of(d.words.plants)
    return f"吉林省{region}{full(county)}{what}", f"{d.of(('', region, '吉林省'))}{full(county)}{what}"


def _prefix_bare(d: Draw, region: str, county: str) -> tuple[str, str]:
    what = d.of(d.words.plants)
    return f"吉林省{region}{full(county)}{what}", f"{county}{what}"


def _many(d: Draw, region: str, county: str) -> tuple[str, str]:
    """Several at once."""
    long, short = d.of(d.words.numbered)
    n, works = d.number(), d.of(d.words.works[1:])
    one, other = _ends(
        d, f"吉林省{region}{full(county)}{long.format(n=n)}{works}", f"{county}{short.format(n=n)}（{works}）"
    )
    return one, other


def _own_level(d: Draw, region: str, county: str) -> Names:
    """The county by the unit alone: 县图书馆."""
    what, name = d.of(d.words.plants), full(county)
    return name + what, d.of((name[-1], "")) + what, name + "人民政府", name + d.of(("财政局", "发展和改革局"))


def _own_city(d: Draw, region: str, county: str) -> tuple[str, str]:
    what = d.of(d.words.plants)
    return f"吉林省{region}{what}", d.of((region, region[:-1])) + what


def _town_alone(d: Draw, region: str, county: str) -> tuple[str, str]:
    what, town = d.of(d.words.plants), d.of(d.words.towns) + d.of(("镇", "乡"))
    return f"{region}{full(county)}{town}{what}", town + what


RENAMED: dict[str, Kind] = {
    "市县字省略": _place_short,
    "校院短名": _school_short,
    "校院短名、县名全": _school_full,
    "机构全称简称": _institution,
    "机构简称、县名简": _institution_bare,
    "起讫点次序": _order_route,
    "性质在前在后": _order_works,
    "期次位置": _order_phase,
    "年份位置": _order_year,
    "并列次序": _order_list,
    "镇乡字省略": _town,
    "镇乡字、县字省略": _town_bare,
    "错一字": _slip,
    "后缀": _suffix,
    "数字写法": _numeral,
    "期次写法": _phase,
    "括号": _brackets,
    "行政前缀": _prefix,
    "行政前缀、县字": _prefix_bare,
    "几样同时": _many,
    "县由责任单位": _own_level,
    "市本级": _own_city,
    "只写镇名": _town_alone,
}


def _extra(d: Draw, region: str, county: str) -> tuple[str, str]:
    one, other = d.of(d.words.extra)
    return _ends(d, full(county) + one, d.of((county, full(county))) + other)


def _of_town(d: Draw, region: str, county: str) -> tuple[str, str]:
    what, town = d.of(d.words.plants), d.of(d.words.towns)
    return _ends(d, full(county) + what, f"{d.of((county, full(county)))}{town}{d.of(('镇', '乡', ''))}{what}")


def _two_towns(d: Draw, region: str, county: str) -> tuple[str, str]:
    what, (one, other) = d.of(d.words.plants), d.two(d.words.towns)
    return _ends(d, f"{full(county)}{one}镇{what}", f"{county}{other}{what}")


def _two_counties(d: Draw, region: str, county: str) -> tuple[str, str]:
    what, other = d.of(d.words.plants), d.of([c for c in d.counties[region] if c != county])
    return _ends(d, full(county) + what, d.of((other, full(other), region + full(other))) + what)


def _city_county(d: Draw, region: str, county: str) -> tuple[str, str]:
    what = d.of(d.words.plants)
    return _ends(d, region + what, d.of((county, full(county))) + what)


def _province_city(d: Draw, region: str, county: str) -> tuple[str, str]:
    what = d.of(d.words.plants)
    return _ends(d, d.of(("吉林省", "省")) + what, region + what)


def _phases(d: Draw, region: str, county: str) -> tuple[str, str]:
    what, (one, other) = full(county) + d.of(d.words.networks), d.two(tuple(_NUMERALS))
    return f"{what}{one}期", f"{what}（{d.of((other, _ROMAN[_NUMERALS.index(other)]))}期）"


def _segments(d: Draw, region: str, county: str) -> tuple[str, str]:
    one, two, three = d.rng.sample([*d.counties[region], *d.words.towns], 3)
    road = d.of(d.words.roads)
    return f"{one}至{two}{road}", d.of((f"{two}至{three}{road}", f"{three}至{two}{road}", f"{one}至{three}{road}"))


def _works(d: Draw, region: str, county: str) -> tuple[str, str]:
    what, (one, other) = d.of(d.words.plants), d.two(d.words.works)
    return _ends(d, full(county) + what + one, county + what + other)


def _sides(d: Draw, region: str, county: str) -> tuple[str, str]:
    one, other = d.two(("东", "西", "南", "北"))
    form = d.of(
        ("{c}{s}部供热管网", "{c}{s}大街改造", "{c}{s}城区道路", "{c}{s}郊变电站", "{c}环城路{s}段", "{c}{s}山水库")
    )
    return form.format(c=full(county), s=one), form.format(c=d.of((county, full(county))), s=other)


def _ordinals(d: Draw, region: str, county: str) -> tuple[str, str]:
    long, short = d.of(d.words.numbered)
    one, other = d.two(tuple(_NUMERALS))
    return _ends(d, full(county) + long.format(n=one), county + short.format(n=other))


def _unnumbered(d: Draw, region: str, county: str) -> tuple[str, str]:
    long, _ = d.of(d.words.numbered)
    return _ends(d, full(county) + long.format(n=d.number()), d.of((county, full(county))) + long.replace("第{n}", ""))


def _other(d: Draw, region: str, county: str) -> tuple[str, str]:
    one, other = d.of(d.words.other)
    return _ends(d, full(county) + one, d.of((county, full(county))) + other)


def _within(d: Draw, region: str, county: str) -> tuple[str, str]:
    long, short = d.of(d.words.numbered)
    n, (one, other) = d.number(), d.two(("", *d.words.parts))
    return full(county) + long.format(n=n) + one, county + short.format(n=n) + other


def _kind_of_school(d: Draw, region: str, county: str) -> tuple[str, str]:
    (one, _), (_, other) = d.rng.sample(d.words.numbered, 2)
    n = d.number()
    return full(county) + one.format(n=n), county + other.format(n=n)


def _other_unit(d: Draw, region: str, county: str) -> Names:
    """The same words, and units of two counties."""
    what, other = d.of(d.words.plants), d.of([c for c in d.counties[region] if c != county])
    level = d.of(("", "县"))
    return level + what, level + what, full(county) + "人民政府", full(other) + "人民政府"


def _unknown_county(d: Draw, region: str, county: str) -> tuple[str, str]:
    what = d.of(d.words.plants)
    return _ends(d, full(county) + what, d.of(("", "县", "区")) + what)


def _rank_of_town(d: Draw, region: str, county: str) -> tuple[str, str]:
    what, town = d.of(d.words.plants), d.of(d.words.towns)
    return f"{full(county)}{town}镇{what}", f"{county}{town}{d.of(('乡', '村'))}{what}"


def _sizes(d: Draw, region: str, county: str) -> tuple[str, str]:
    one, other = d.two(("10", "35", "66", "110", "220", "500"))
    form = d.of(("{n}千伏输变电工程", "{n}kV变电站", "{n}兆瓦风电场"))
    return full(county) + form.format(n=one), county + form.format(n=other)


ALIKE: dict[str, Kind] = {
    "多一字另一机构": _extra,
    "县与镇": _of_town,
    "两镇": _two_towns,
    "两县": _two_counties,
    "市与县": _city_county,
    "省与市": _province_city,
    "两期": _phases,
    "两段": _segments,
    "两种性质": _works,
    "方位": _sides,
    "序号": _ordinals,
    "有无序号": _unnumbered,
    "另一事物": _other,
    "整体与部分": _within,
    "同号两类": _kind_of_school,
    "两县责任单位": _other_unit,
    "何县不明": _unknown_county,
    "同名镇乡村": _rank_of_town,
    "规模": _sizes,
}


def drawn(kinds: dict[str, Kind], words: Words, count: int, seed: object) -> Iterator[Told]:
    """So many pairs of names of every kind."""
    for kind, make in kinds.items():
        d = Draw(words, f"{kind} {seed}")
        for _ in range(count):
            region = d.region()
            county = d.of(d.counties[region])
            one, other, *units = make(d, region, county)
            told = [(one, units[0] if units else ""), (other, units[1] if units else "")]
            (one, mine), (other, theirs) = d.rng.sample(told, 2)
            yield Told(kind, region, one, other, (mine, theirs))
