"""How one project comes to be told otherwise in the governments' library: each kind changes a row."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from examples.draw import Chance
from examples.lists import REGIONS
from examples.pair import coined
from examples.pair.rows import Row
from recon.schemas.monthly import SPLITS

_WIDE = {ord(str(digit)): chr(ord("０") + digit) for digit in range(10)}
_DIGITS = "零一二三四五六七八九"
#: What is left out first, and how often; then how a word is said shorter.
_LEFT_OUT = ("建设工程", "建设项目", "打捆项目", "工程", "建设", "项目")
_SHORTER = (
    ("污水处理厂", "污水厂"),
    ("城市生活垃圾", "生活垃圾"),
    ("综合客运枢纽", "客运枢纽"),
    ("高速公路", "高速"),
    ("国道", ""),
    ("省道", ""),
    ("应急调峰储配站", "调峰储配站"),
    ("扩建及提标", "提标"),
    ("天然气管道", "管道"),
    ("输变电", "变电"),
    ("轨道交通", "轨交"),
    ("集中供热", "供热"),
    ("省级应急储备", "应急储备"),
    ("智慧燃气管理", "智慧燃气"),
    ("大数据云计算", "大数据"),
    ("互通立交桥", "立交桥"),
    ("综合治理", "治理"),
    ("基础设施配套", "配套"),
    ("管网修复与混错接", "管网混错接"),
    ("改建", ""),
    ("改造", ""),
    ("城市", ""),
    ("建设", ""),
    ("综合", ""),
)
_ROMAN = {"一": "Ⅰ", "二": "Ⅱ", "三": "Ⅲ", "四": "Ⅳ", "五": "Ⅴ"}


@dataclass(frozen=True)
class Change:
    """A kind of difference: how many are planted among 2,188 projects, and what it does to a row."""

    kind: str
    times: int
    make: Callable[[Chance, Row], None]
    spelling: bool = False  #: it changes how a name is written, so it takes names that can be written otherwise


def _renamed(chance: Chance, row: Row) -> None:
    """Another name under the same code."""
    row["项目名称"] = coined.name(chance, row["类别"], row["地区"])


def _abbreviated(chance: Chance, row: Row) -> None:
    """A shorter name and no code."""
    row["项目名称"], row["项目代码"] = shorter(row["项目名称"], row["地区"]), ""


def shorter(name: str, region: str) -> str:
    """A name with one word said shorter, and without its region and ending; as it is where there is no such word."""
    word, short = next(
        (pair for pair in _SHORTER if re.search(f"..{pair[0]}.", name) or (pair[1] and pair[0] in name)),
        ("", ""),
    )
    if not word:
        return name
    text = name.removeprefix("吉林省").removeprefix(region)
    for ending in _LEFT_OUT:
        text = re.sub(rf"(?<=...){ending}(?=$|（)", "", text)
    return text.replace(word, short, 1)


def _numerals(chance: Chance, row: Row) -> None:
    """Numbers written another way, and no code."""
    row["项目名称"], row["项目代码"] = other_numerals(chance, row["项目名称"]), ""


def other_numerals(chance: Chance, name: str) -> str:
    """Chinese numerals as digits or Roman ones, digits as Chinese numerals or full-width ones; ranges and units too."""
    text = re.sub(r"([一二三四五])(?=期|标段)", lambda m: chance.choice((_ROMAN, _ARABIC))[m[1]], name)
    text = re.sub(r"第([一二三四五六七八九])", lambda m: f"第{_DIGITS.index(m[1])}", text)
    text = re.sub(r"第(\d+)号", lambda m: chance.choice((f"第{chinese(int(m[1]))}号", f"{m[1]}#", f"{m[1]}号")), text)
    text = re.sub(r"(\d)(?=号线)", lambda m: _DIGITS[int(m[1])], text)
    text = re.sub(r"(?<=\d)千伏", lambda m: chance.choice(("kV", "KV")), text).replace("—", "至")
    return text.replace("（", "(").replace("）", ")").translate(_WIDE)


_ARABIC = {char: str(number) for number, char in enumerate(_DIGITS)}


def chinese(number: int) -> str:
    """A number below a thousand in words: 23 → 二十三, 105 → 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    head = _DIGITS[hundreds] + "百" if hundreds else ""
    gap = "零" if hundreds and ones and not tens else ""
    ten = ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十" if tens else ""
    return head + gap + ten + (_DIGITS[ones] if ones or not number else "")


def _moved(chance: Chance, row: Row) -> None:
    """Listed under another region; every third without its code."""
    if not chance.below(3):
        row["项目代码"] = ""
    row["地区"] = chance.choice([region for region in REGIONS if region != row["地区"]])


def _amount(chance: Chance, row: Row) -> None:
    """One year is another amount, and the total with it."""
    label = chance.choice([label for label in SPLITS if row[label]])
    gap = max(row[label] // (5 + chance.below(40)), 100)
    row[label] += gap
    row["总投资"] += gap


def _mistyped(chance: Chance, row: Row) -> None:
    """One digit of the code wrong."""
    text = row["项目代码"]
    place = chance.choice([n for n, char in enumerate(text) if char.isdigit()])
    row["项目代码"] = text[:place] + str((int(text[place]) + 1 + chance.below(9)) % 10) + text[place + 1 :]


def _damaged(chance: Chance, row: Row) -> None:
    """A code as spreadsheets leave it: full-width, without hyphens, without zeros, in scientific notation, cut."""
    text = row["项目代码"]
    plain = text.replace("-", "")
    row["项目代码"] = chance.choice(
        (
            text.translate(_WIDE).replace("-", "－"),
            plain,
            "-".join(str(int(part)) for part in text.split("-")),
            f"{plain[0]}.{plain[1:15]}E+19",
            plain[:15] + "00000",
        )
    )


CHANGES = (
    Change("改名", 25, _renamed),
    Change("简称", 20, _abbreviated, True),
    Change("数字写法", 20, _numerals, True),
    Change("地区不同", 15, _moved),
    Change("金额不同", 25, _amount),
    Change("代码错一位", 16, _mistyped),
    Change("代码变形", 16, _damaged),
)
