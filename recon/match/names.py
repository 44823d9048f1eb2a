"""A project's name as it compares, and the numbers and places that must be equal whatever the rest is like.

Raw likeness rates line 6 and line 7 above a true pair that was abbreviated. So numbers, road codes, phases, lots,
branches and places are taken out as a gate: where they differ, two names are never the same by themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from recon import text as gate
from recon.catalogue import Catalogue, in_force
from recon.match import places

_DIGITS = {**{c: n for n, c in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100}
_COUNTER = "号|期|标段|标|段|线|批|阶段|组|环|级|层|座|条|个|处|所|年|公里|千伏|万"
_NUMERAL = re.compile(
    rf"第?([零〇一二三四五六七八九十百两]+)(?={_COUNTER})|第([零〇一二三四五六七八九十百两]+)|第(?=\d)"
)
_ROMAN = re.compile(r"(?<![A-Z])(VIII|VII|VI|IV|IX|III|II|I|V|X)(?=期|标|段|号|线|级)")
_ROMANS = {r: str(n) for n, r in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"), 1)}
_AFTER = re.compile(r"(标段|标|期)([A-Z]|\d+|[一二三四五六七八九十]+)(?=$|[^\d\w]|工程|项目)")
_ROADS = (("国", "G"), ("省", "S"), ("县", "X"), ("乡", "Y"))
_TOKEN = re.compile(r"[A-Z]+\d+(?:\.\d+)?|\d+(?:\.\d+)?(?:标|期|号|线|段|批)?|[A-Z]+")
#: Words that set a part, a branch or a stage apart from the whole or from another one.
_PARTS = re.compile(
    r"子项|支线|联络线|连接线|专用线|复线|环线|干线|辅线|匝道|辅路|前期|配套|附属|续建|扩容|分[校院局厂站所馆园]"
    r"|[东南西北中上下左右内外新老]+(?:段|线|区|侧|岸|环|院|校|站|厂|路)"
    r"|(?:门诊|住院|宿舍|教学|实验|综合|办公|康复|科研|病房|医技)楼"
)
_BRACKETS = re.compile(r"[(\[{【〔《「『<][^()\[\]{}【】〔〕《》「」『』<>]*[)\]}】〕》」』>]")
_ENDINGS = re.compile(r"(建设项目|建设工程|工程项目|工程建设|项目|工程|建设)$")
_DONE = re.compile(r"(?:改造|改扩建|扩建|提标|升级|更新|维修|提升|新建|迁建|建设|工程)+$")
#: Words that say nothing of which project it is; whatever else is left out may name another institution or place.
_IDLE = re.compile(
    r"建设项目|建设工程|工程项目|工程|项目|建设|改扩建|改造|改建|扩建|新建|迁建|提标|升级|更新|维修|提升|打捆|打捆项目"
    r"|城市|城镇|集中|互通|应急|省级|基础设施|输(?=变电|变)|综合(?!医院|学校|高中|中学|楼|大楼)|生态(?=大数据)|云计算"
)
#: A school by its number alone: 一中, 十一小.
_SCHOOL = re.compile(
    r"(?<!第)([一二三四五六七八九十]{1,3})([中小])(?=$|[新迁改扩]建|改扩建|改造|校|教学|宿舍|食堂|综合楼|体育|运动|建设|项目|工程)"
)
#: Signs of units, and the numbering of a list in front of a name.
_SIGNS = (
    ("KV", "千伏"),
    ("KM2", "平方公里"),
    ("KM", "公里"),
    ("MW", "兆瓦"),
    ("M2", "平方米"),
    ("M3", "立方米"),
    ("〇", "零"),
)
_NUMBERING = re.compile(r"^(?:\d{1,3}[.、)]|\(\d{1,3}\))(?=[^\W\d])")
#: What the full name of an autonomous county has before its last character.
_PEOPLES = re.compile(
    r"(?:满|回|藏|苗|侗|壮|瑶|彝|土家|朝鲜|蒙古|锡伯|达斡尔|鄂伦春|鄂温克)族(?:各族)?自治(?=[县州旗])"
)
#: Usual short forms; what comes first is replaced first.
_SAME = (
    ("通讯", "通信"),
    ("污水处理厂", "污水厂"),
    ("中学校", "中学"),
    ("小学校", "小学"),
    ("高速公路", "高速"),
    ("高速铁路", "高铁"),
    ("客运专线", "客专"),
    ("轨道交通", "轨交"),
    ("疾病预防控制中心", "疾控中心"),
    ("职业教育中心", "职教中心"),
    ("中医医院", "中医院"),
    ("人民法院", "法院"),
    ("人民检察院", "检察院"),
    ("与", "和"),
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name read within the region its project is in."""

    core: str  #: without province, own region, brackets, punctuation and generic endings
    numbers: tuple[str, ...]  #: numbers with their counters, codes, letters and words that set parts apart
    places: frozenset[str]  #: stems of the places named, the own region left out


def parse(text: str, region: str = "") -> Name:
    """Read a name; ``region`` is where its project is, which the name need not repeat."""
    return _parse(text, region, in_force())


@lru_cache(maxsize=100_000)
def _parse(text: str, region: str, _plan: Catalogue) -> Name:
    name = plain(text)
    numbers = [*_TOKEN.findall(name), *_PARTS.findall(name)]
    found = places.named(name) - {places.stem(region)}
    return Name(_core(name, region), tuple(sorted(numbers)), found)


def plain(text: str) -> str:
    """A name in one spelling: without blanks, numerals, road codes and ranges written one way."""
    name = gate.joined(text).upper()
    name = re.sub(r"NO\.?(\d+)", r"\1号", re.sub(r"(\d+)[#号]", r"\1号", name))
    for sign, word in _SIGNS:
        name = name.replace(sign, word)
    name = _NUMBERING.sub("", name)
    name = _AFTER.sub(r"\2\1", name).replace("标段", "标")
    name = _SCHOOL.sub(r"第\1\2学", name)
    name = _ROMAN.sub(lambda found: _ROMANS[found[1]], name)
    name = _NUMERAL.sub(lambda found: _arabic(found[1] or found[2] or ""), name)
    for word, letter in _ROADS:
        name = re.sub(rf"{word}道{letter}?(\d+)线?|{letter}?(\d{{3}}){word}道", rf"{letter}\1\2", name)
        name = re.sub(rf"{letter}(\d{{3}})线", rf"{letter}\1", name)
    name = re.sub(r"(?<=[^\W\d])[-—–~―→]+(?=[^\W\d])", "至", name)
    name = _PEOPLES.sub("", name)
    for other, word in _SAME:
        name = name.replace(other, word)
    return places.without_province(name)


def _arabic(numeral: str) -> str:
    """二十三 → 23, 二〇二〇 → 2020."""
    if not any(c in _TENS for c in numeral):
        return "".join(str(_DIGITS[c]) for c in numeral)
    value, digit = 0, 0
    for char in numeral:
        if char in _TENS:
            value, digit = value + (digit or 1) * _TENS[char], 0
        else:
            digit = _DIGITS[char]
    return str(value + digit)


def _core(name: str, region: str) -> str:
    core = re.sub(r"[\W_]", "", name)
    core = core.removeprefix(region) if region else core
    core = core.removeprefix("新建")
    while len(shorter := _ENDINGS.sub("", core)) >= 2 and shorter != core:
        core = shorter
    return core


def shortened(one: str, other: str) -> bool:
    """Whether one core is the other with characters left out, but for the word at the end that says what is built.

    A school's canteen is not the school, while what is done to a plant (改造, 扩建 …) may be left out.
    """
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(char in rest for char in short) and _DONE.sub("", short)[-2:] == _DONE.sub("", long)[-2:]


def idle(one: str, other: str) -> bool:
    """Whether one core is the other without words that say nothing of which project it is."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return short == long
    return any(
        len(rest) >= len(short) and idle(short, rest)
        for found in _IDLE.finditer(long)
        for rest in (long[: found.start()] + long[found.end() :],)
    )


def reversed_(one: str, other: str) -> bool:
    """Whether two cores name one line from its two ends: 甲至乙 and 乙至甲."""
    if one == other or len(one) != len(other) or "至" not in one:
        return False
    differ = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    for start in range(differ[0], -1, -1):
        for end in range(differ[-1] + 1, len(one) + 1):
            first, _, last = one[start:end].partition("至")
            if first and last and f"{last}至{first}" == other[start:end]:
                return True
    return False


def homeless(core: str) -> str:
    """A core without the region in front, whichever it is: a moved project may name its old one."""
    region = next((region for region in in_force().regions if core.startswith(region)), "")
    return core.removeprefix(region)


def unbracketed(text: str) -> str:
    """A name without what stands in brackets, for likeness between a whole and its parts."""
    return _BRACKETS.sub("", gate.plain(text))
