"""The texts of the four documents beside the plan, and the numbers with a unit that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"
#: What belongs to an issue of the gazette itself, not to a document printed in it.
ISSUE_2021, ISSUE_2024 = "公报2021年第11期", "公报2024年第15期"
#: File → its parts in order: document, first segment of 章节, and the words with which the part begins.
PARTS = {
    "000_9c77c84eaa21f2de.txt": (
        ("S2", "文头", ""),
        ("S2", "一", "## 一、"),
        ("S2", "二", "## 二、"),
        ("S2", "三", "# 三、"),
        ("S2", "四", "# 四、"),
    ),
    "003_b030603194959dda.txt": (
        ("S3", "前言", ""),
        ("S3", "一", "\n一、"),
        ("S3", "二", "\n二、"),
        ("S3", "三", "\n三、"),
        ("S3", "四", "\n四、"),
        ("S3", "附注", "免责声明"),
    ),
    "002_1b08dda726028e6f.txt": (
        (ISSUE_2021, "卷首", ""),
        ("S4", "引言", "\n# 中共吉林省委办公厅"),
        ("S4", "一", "# 一、"),
        ("S4", "二", "# 二、"),
        ("S4", "三", "# 三、"),
        ("S4", "四", "# 四、"),
        ("S5", "通知", "\n# 吉林省人民政府办公厅关于"),
        ("S5", "一", "# 一、"),
        ("S5", "二", "# 二、"),
        ("S5", "三", "# 三、"),
        ("S6", "通知", "# 吉林省人民政府办公厅关于印发"),
        ("S6", "空气", "# 吉林省空气质量"),
        ("S6", "水", "# 吉林省水环境质量"),
        ("S6", "土壤", "# 吉林省土壤环境质量"),
        (ISSUE_2021, "任免", "# 吉林省人民代表大会"),
        (ISSUE_2021, "简介", "# 《吉林省人民政府公报》简介"),
    ),
    "004_de7934abfe0c68e2.txt": (
        (ISSUE_2024, "卷首", ""),
        ("S7", "通知", "\n吉林省人民政府关于梅河口市、 "),
        ("S7", "一", "\n一、"),
        ("S7", "二", "\n二、"),
        ("S7", "三", "\n三、"),
        ("S8", "通知", "\n吉林省人民政府办公厅关于印发"),
        ("S8", "一", "\n一、立法"),
        ("S8", "二", "\n二、立法"),
        ("S9", "通知", "\n吉林省人民政府办公厅关于印发"),
        ("S9", "1", "\n1 总则"),
        ("S9", "2", "\n2 组织"),
        ("S9", "3", "\n3 风险"),
        ("S9", "4", "\n4 应急"),
        ("S9", "5", "\n5 后期"),
        ("S10", "通知", "\n吉林省民政厅印发《关于规范 "),
        ("S10", "一", "\n一、"),
        ("S10", "二", "\n二、"),
        ("S10", "三", "\n三、"),
        ("S10", "四", "\n四、"),
        ("S10", "五", "\n五、"),
        (ISSUE_2024, "简介", "《吉林省人民政府公报》简介"),
    ),
}
#: Words that make a number one with a unit; multipliers may stand before them, 余 between.
UNITS = (
    "%",
    "‰",
    "km2",
    "平方千米",
    "平方公里",
    "立方米",
    "微克/立方米",
    "公里",
    "公顷",
    "亩",
    "吨",
    "蒸吨",
    "千伏",
    "千瓦",
    "元/年",
    "元",
    "小时",
    "分钟",
    "年",
    "月",
    "日",
    "号",
    "期",
    "届",
    "次",
    "人次",
    "人",
    "名",
    "个",
    "项",
    "家",
    "处",
    "起",
    "座",
    "条",
    "套",
    "支",
    "所",
    "件",
    "级",
    "倍",
    "分",
    "大",
)
_UNIT = r"[十百千万亿]*余?(?:" + "|".join(map(re.escape, sorted(UNITS, key=len, reverse=True))) + ")"
_NUMBER = re.compile(
    rf"(?P<before>[≤≥:]\s?)?(?<![\d.A-Za-z])(?P<digits>\d+(?:\.\d+)?)(?![\d.]*\d) *"
    rf"(?:(?P<unit>{_UNIT})|(?P<next>(?=[:：、—－至-]\s?\d)))?"
)
_HEADING = re.compile(r"^\d+(?:\.\d+)* [\u4e00-\u9fff]{2,24}$", re.M)


class Number(NamedTuple):
    """A number with a unit, or one of a list, range, ratio or table cell that has one."""

    source: str
    part: str
    digits: str
    unit: str  #: as printed, without 余; blank where the unit stands elsewhere


def parts(name: str) -> Iterator[tuple[str, str, str]]:
    """Document, part and text of each part of a file."""
    text = (SEEDS / name).read_text("utf-8")
    starts, at = [], 0
    for _, _, words in PARTS[name]:
        at = text.index(words, at)
        starts.append(at)
        at += len(words)
    for (source, part, _), start, end in zip(PARTS[name], starts, [*starts[1:], len(text)], strict=True):
        yield source, part, text[start:end]


def numbers() -> Iterator[Number]:
    """Every number with a unit in the four texts, in order."""
    for name in PARTS:
        for source, part, text in parts(name):
            yield from (Number(source, part, *found) for found in _found(_HEADING.sub("", text)))


def _found(text: str) -> Iterator[tuple[str, str]]:
    for match in _NUMBER.finditer(text):
        digits, unit = match["digits"], (match["unit"] or "").replace("余", "")
        if unit or match["before"] or match["next"] is not None or "." in digits:
            yield digits, unit
