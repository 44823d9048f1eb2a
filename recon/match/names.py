"""A project's name as parts: where it is, what it is, its numbers, what is done. Each compares by itself (:mod:`recon.match.agree`).

Raw likeness rates line 6 and line 7 above a true pair that was abbreviated. So numbers, road codes, phases, lots,
branches, places and works are taken out of a name; what remains is the institution or object itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from recon import text as gate
from recon.catalogue import Catalogue, in_force
from recon.match import places, spelling

_UNITS = "千伏|兆瓦|千瓦|吨|立方米|平方米|平方公里|公里|米|亩|床|张|户|座|台|辆|套|孔|口"
#: A quantity with its unit; a number with what it counts; a code: none of them has a place in the order of a name.
_LOOSE = re.compile(
    rf"(?:日(?:处理|供水|供|产))?\d+(?:\.\d+)?(?:{_UNITS})(?:/?[日天])?|[A-Z]*\d+(?:\.\d+)?(?:标|期|段|批|年度?)|[A-Z]+\d+(?:\.\d+)?|[A-Z]标"
)
_TOKEN = re.compile(rf"[A-Z]+\d+(?:\.\d+)?|\d+(?:\.\d+)?(?:标|期|号|线|段|批|{_UNITS})?|[A-Z]+")
#: Words that set a part, a branch or a stage apart from the whole or from another one.
_PARTS = re.compile(
    r"子项|支线|联络线|连接线|专用线|复线|环线|干线|辅线|匝道|辅路|前期|配套|附属|续建|扩容|分[校院局厂站所馆园]"
    r"|[东南西北中上下左右内外新老]+(?:段|线|区|侧|岸|环|院|校|站|厂|路)"
    r"|(?:门诊|住院|宿舍|教学|实验|综合|办公|康复|科研|病房|医技)楼"
)
_BRACKETS = re.compile(r"[(\[{【〔《「『<][^()\[\]{}【】〔〕《》「」『』<>]*[)\]}】〕》」』>]")
#: What is done, each a kind of works; 新建 only where it can be no proper name.
_WORKS = re.compile(
    r"改扩建|改建(?!设)|改造|扩建|迁建|搬迁(?!安置|居民|户)|[异易]地新建|重建|翻建|续建|加固|维修(?![厂站中基])|修缮|大修(?!厂)|提标|升级|提升(?![泵井机])|更新|^新建|新建(?=$|[\W\d]|工程|项目|建设)"
)
_KINDS = {
    "改扩建": "改扩",
    "改建": "改",
    "改造": "改",
    "扩建": "扩",
    "重建": "重",
    "翻建": "重",
    "续建": "续",
    "加固": "固",
    "新建": "新",
    **dict.fromkeys(("迁建", "搬迁", "异地新建", "易地新建"), "迁"),
    **dict.fromkeys(("维修", "修缮", "大修"), "修"),
    **dict.fromkeys(("提标", "升级", "提升", "更新"), "升"),
}
#: Works taken out, with what joined them.
_GONE = re.compile("\0(?:和?\0)*")
#: Words that say nothing at all.
_EMPTY = re.compile(
    r"建设项目|建设工程|工程项目|工程(?![学技师大机职局处公])|项目(?!区)|建设(?![街路大小镇乡村屯社广中银局兵厅委集])|打捆"
)
#: A town by its full name, or a county that no list has.
_TOWN = re.compile(
    r"(?:(?<=至)|(?<=和)|^)([^\W\d至和]{2,4}?)"
    r"((?<![村小集重各])镇|(?<![返下家故水老同回])乡|街道(?=办|社区|卫生|敬老|养老|中心|文化|便民|政府|派出|[^\W\d]{2,4}村)"
    r"|县(?![城域级])|(?<![城都集超夜])市(?![政场民区域]))(?![镇村区道化])(?=..)"
)
_NO_TOWN = re.compile(r"^[小县各]城$|..乡$|(?:两|三|个|中心|重点|建制|中小城|统筹城)$")
#: What of a name is compared as a whole, blanks and punctuation left out.
_MARKS = re.compile(r"[\W_]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name read within the region its project is in."""

    core: str  #: all parts in one order: what likeness is measured on
    numbers: tuple[str, ...]  #: numbers with what they count, codes, letters and words that set parts apart
    places: frozenset[str]  #: stems of the places named, the own region left out
    body: str = field(compare=False)  #: what it is: no places in front, loose numbers, works or empty words
    works: frozenset[str] = field(compare=False)  #: kinds of what is done
    towns: frozenset[tuple[str, str]] = field(compare=False)  #: towns by their full names: stem and 镇, 乡 or 街道
    level: str = field(compare=False)  #: see :class:`recon.match.places.Read`
    home: str = field(compare=False)  #: the county of the unit that answers for it; blank: not told, or several
    slip: bool = field(compare=False)  #: its place has a wrong character
    given: tuple[str, str] = field(compare=False)  #: the text and the region it was read from


def parse(text: str, region: str = "", home: str = "") -> Name:
    """Read a name; ``region`` is where its project is, ``home`` its unit's county, which the name need not repeat."""
    return _parse(text, region, home, in_force())


@lru_cache(maxsize=100_000)
def _parse(text: str, region: str, home: str, _plan: Catalogue) -> Name:
    whole = spelling.plain(text)
    loose = [found.lstrip("日处理供水产") for found in _LOOSE.findall(whole)]
    rest = _LOOSE.sub("", whole)
    works = frozenset(kind for found in _WORKS.findall(rest) for kind in _KINDS[found])
    where = places.read(_GONE.sub("", _WORKS.sub("\0", rest)), region, home)
    numbers = [*_TOKEN.findall(whole), *_PARTS.findall(where.rest)]
    rest, towns = _towns(_MARKS.sub("", where.rest))
    body = _emptied(rest)
    order = (*sorted(where.places - {p for p in where.places if p in body}), body, *sorted(works), *sorted(loose))
    return Name(
        "".join(order),
        tuple(sorted(numbers)),
        where.places,
        body,
        works,
        towns,
        where.level,
        home,
        where.slip,
        (text, region),
    )


def _towns(text: str) -> tuple[str, frozenset[tuple[str, str]]]:
    """A text with its towns by their stems, and what their full names have behind them."""
    found: set[tuple[str, str]] = set()

    def stem(town: re.Match[str]) -> str:
        if _NO_TOWN.search(town[1]):
            return town[0]
        found.add((town[1], town[2]))
        return town[1]

    return _TOWN.sub(stem, text), frozenset(found)


def _emptied(text: str) -> str:
    """A text without words that say nothing; as it is where little else would be left."""
    rest = _EMPTY.sub("", text)
    return rest if len(rest) >= 2 else text


def unbracketed(text: str) -> str:
    """A name without what stands in brackets, for likeness between a whole and its parts."""
    return _BRACKETS.sub("", gate.plain(text))
