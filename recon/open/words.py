"""Words by which a line says what it is: a total, a part taken off, a rate, an average, an order of its own."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

TOTAL = re.compile(
    r"合\s*计|小\s*计|总\s*计|共\s*计|总\s*额|总\s*数|总\s*量|累\s*计|^总[^则体]|^计$|本页|承前页|过次页"
    r"|\b(sub-?|grand[ -]?)?totals?\b|\bsum\b|\ball\b|\boverall\b|\btogether\b|\bin total\b",
    re.IGNORECASE,
)
#: A line that takes part with the sign turned round.
MINUS = re.compile(r"^(减|扣除|less|minus|deduct)\s*[:：]?|[(（](减|-|－)[)）]", re.IGNORECASE)
OF_WHICH = re.compile(r"^(其中|其 中|of which|including|thereof|incl\.?)\s*[:：]?", re.IGNORECASE)
RATE = re.compile(
    r"%|％|‰|率|占比|比重|比例|增幅|降幅|同比|环比|增速|增长$|完成预算|为上年|为预算"
    r"|\bper ?cent|\brates?\b|\bratios?\b|\bpct\b|\bproportion\b",
    re.IGNORECASE,
)
GROWTH = re.compile(
    r"增长|增幅|增减[%％率]|降幅|同比|环比|增速|\bchange|\bgrowth|\bincrease|\bvariation|\bdifference"
    r"|±|\+/-|Δ|\bchg\b|\bgain|\bvar\b|\bdecrease",
    re.IGNORECASE,
)
SHARE = re.compile(
    r"%|％|‰|率|占|比重|比例|完成|为上年|为预算|[人户亩地次件]均|单价|每|\bper\b|\bper ?cent|\brate|\bratio|\bshare|\bproportion|\bpct\b"
    r"|\bdistribution|\bavg\b|/",
    re.IGNORECASE,
)
AVERAGE = re.compile(r"平均|均值|\baverage|\bmean\b|\bavg", re.IGNORECASE)
#: Any word that asks for a ratio, a growth or an average.
ASKING = re.compile("|".join(kind.pattern for kind in (GROWTH, SHARE, AVERAGE)), re.IGNORECASE)
#: Columns that name lines: never measures.
NAMES = re.compile(
    r"^(序\s*号|编\s*号|编\s*码|代\s*码|行\s*次|栏\s*次|科目编码|科目代码|项目代码|项目编码|年\s*份|年\s*度|月\s*份|日\s*期"
    r"|no\.?|id|code|year|date|month|item no\.?|#|rank|line)$",
    re.IGNORECASE,
)
UNIT_LINE = re.compile(r"(?:计量|金额|货币)?单位\s*[:：]\s*([^\s,，;；)）]+)")
UNIT = re.compile(rf"{UNIT_LINE.pattern}|[(（]([^()（）]*[元吨米人个套户亩]|[%％])[)）]")
#: Numbering by depth: 一、 · （一） · 1. · (1)
NUMBERED = (
    re.compile(r"^[一二三四五六七八九十]+[、.．]|^[IVX]+[.、]|^第[一二三四五六七八九十]+"),
    re.compile(r"^[(（][一二三四五六七八九十]+[)）]"),
    re.compile(r"^\d{1,3}[.、．](?!\d)"),
    re.compile(r"^[(（]\d{1,3}[)）]"),
    re.compile(r"^[①-⑳]"),
)


#: What a numbering begins with.
_NUMBERING = frozenset("一二三四五六七八九十IVX第(（0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """A label as it is compared: full width made half width, blanks inside Chinese words dropped."""
    plain = normalize("NFKC", text).strip()
    return re.sub(r"(?<=[一-鿿])\s+(?=[一-鿿])", "", plain)


@lru_cache(maxsize=100_000)
def total(label: str) -> bool:
    """Whether a label says that its line is a total."""
    return bool(TOTAL.search(fold(label)))


def numbering(text: str) -> int:
    """The depth that a label's numbering says, from 1; 0 where it has none."""
    plain = text.strip()
    if plain[:1] not in _NUMBERING:
        return 0
    return next((n for n, form in enumerate(NUMBERED, 1) if form.match(plain)), 0)
