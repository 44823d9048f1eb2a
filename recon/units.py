"""Units of measure: a multiplier of 10 000s before a base noun (万千伏安 = 10⁷ 伏安)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from recon import text as gate

PREFIXES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
#: Words that begin with a multiplier but are one unit, or that stand for a multiple of another.
WORDS = {
    "百分点": ("百分点", 1),
    "公里": ("米", 1000),
    "平方公里": ("平方米", 10**6),
    "公顷": ("亩", 15),
    "公斤": ("克", 1000),
    "吨": ("克", 10**6),
    "度": ("瓦时", 1000),
    "小时": ("分钟", 60),
}
#: Counting words: "15 项" and "15 个" count alike where a measure is a count (计数).
COUNTERS = {"个", "项", "座", "条", "处", "家", "所", "件", "份", "批", "台", "套", "次", "张", "户", "口"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written, its base noun and the exact number of base units in it."""

    text: str
    base: str
    factor: Decimal


@cache
def parse(text: str) -> Unit:
    """Read a unit; an unknown noun is its own base (亿元 → 10⁸ 元, 座 → 1 座)."""
    plain = gate.joined(text)
    rest, factor = plain, 1
    while rest not in WORDS and len(rest) > 1 and rest[0] in PREFIXES:
        factor *= PREFIXES[rest[0]]
        rest = rest[1:]
    base, multiple = WORDS.get(rest, (rest, 1))
    return Unit(plain, base, Decimal(factor * multiple))


def ratio(unit: Unit, to: Unit, *, counting: bool = False) -> Decimal | None:
    """How many of ``to`` one ``unit`` is; None where they measure different things or no decimal is exact.

    ``counting``: counting words are interchangeable.
    """
    if unit.base != to.base and not (counting and {unit.base, to.base} <= COUNTERS):
        return None
    if unit.factor == to.factor:
        return Decimal(1)
    exact = Fraction(unit.factor) / Fraction(to.factor)
    rest = exact.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return Decimal(exact.numerator) / Decimal(exact.denominator) if rest == 1 else None
