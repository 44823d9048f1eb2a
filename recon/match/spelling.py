"""A project's name in one spelling: numerals, codes of roads, signs of units, ranges and usual forms written one way."""

from __future__ import annotations

import re
from decimal import Decimal

from recon import text as gate
from recon.match import short

_DIGITS = {**{c: n for n, c in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100}
_COUNTER = "号|期|标段|标|段|线|批|阶段|组|环|级|层|座|条|个|处|所|年|公里|千伏|万"
_NUMERAL = re.compile(
    rf"第?([零〇一二三四五六七八九十百两]+)(?={_COUNTER})|(?<=[东南西北经纬])([一二三四五六七八九十]+)(?=[路街])|第([零〇一二三四五六七八九十百两]+)|第(?=\d)"
)
_ROMAN = re.compile(r"(?<![A-Z])(VIII|VII|VI|IV|IX|III|II|I|V|X)(?=期|标|段|号|线|级)")
_ROMANS = {r: str(n) for n, r in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"), 1)}
_AFTER = re.compile(r"(标段|标|期)([A-Z]|\d+|[一二三四五六七八九十]+)(?=$|[^\d\w]|工程|项目)")
_ROADS = (("国", "G"), ("省", "S"), ("县", "X"), ("乡", "Y"))
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
#: Ten thousands before a unit, and of kilowatts as megawatts.
_THOUSANDS = re.compile(r"(\d+(?:\.\d+)?)万(?=千瓦|吨|平方|立方|米|亩|户)")
#: A number before what it numbers is one with or without 号; a line keeps it.
_COUNTED = re.compile(r"(?<=\d)号(?![线\dA-Z])")
#: What the full name of an autonomous county has before its last character.
_PEOPLES = re.compile(
    r"(?:满|回|藏|苗|侗|壮|瑶|彝|土家|朝鲜|蒙古|锡伯|达斡尔|鄂伦春|鄂温克)族(?:(?:各族)?自治(?=[县州旗])|(?<=..族)(?=[镇乡]))"
)
#: What joins the ends of a line, and the members of a list.
_RANGE = re.compile(r"(?<=[^\W\d])[-—–~―→]+(?=[^\W\d])|(?<=[^\W\d])(?<![达得收签报遇])到(?=[^\W\d])(?![位达期])")
_AND = re.compile(r"以及|、|与|(?<![普涉])及(?![时格])")
#: What only says that it was called otherwise.
_REMARK = re.compile(r"[(\[【〔](?:原(?![址地有状貌料生则])名?|曾用名|又名|简称|以下简称)[^()\[\]【】〔〕]*[)\]】〕]")


def plain(text: str) -> str:
    """A name in one spelling, without blanks."""
    name = _REMARK.sub("", gate.joined(text)).upper()
    name = re.sub(r"NO\.?(\d+)", r"\1号", re.sub(r"(\d+)[#号]", r"\1号", name))
    for sign, word in _SIGNS:
        name = name.replace(sign, word)
    name = _NUMBERING.sub("", name)
    name = _AFTER.sub(r"\2\1", name).replace("标段", "标")
    name = short.numbered(name)
    name = _ROMAN.sub(lambda found: _ROMANS[found[1]], name)
    name = _NUMERAL.sub(lambda found: _arabic(next(filter(None, found.groups()), "")), name)
    name = _THOUSANDS.sub(lambda found: f"{(Decimal(found[1]) * 10_000).normalize():f}", name)
    name = re.sub(r"(\d+)0000千瓦", r"\g<1>0兆瓦", name)
    for word, letter in _ROADS:
        name = re.sub(rf"{word}道{letter}?(\d+)线?|{letter}?(\d{{3}}){word}道", rf"{letter}\1\2", name)
        name = re.sub(rf"{letter}(\d{{3}})线", rf"{letter}\1", name)
    name = _COUNTED.sub("", name)
    return short.written(_PEOPLES.sub("", _AND.sub("和", _RANGE.sub("至", name))))


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
