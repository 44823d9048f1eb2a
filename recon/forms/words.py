"""How a form's total rows, parts and numbered classes are written."""

from __future__ import annotations

import re

WHOLE = ("合计", "总计", "共计")
#: Chinese numbering before the name of a class: 一、 or (一).
ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\))")
#: What may stand behind a total word: its quantity, or how many rows it sums up.
_BEHIND = re.compile(r"[(\[](?:共)?\d*[^()\[\]]*[)\]]$")
_TOTAL = re.compile(r"(.*?)(小计|合计|总计|共计|累计|汇总|总和)(?:数|额|金额)?")
_LED = re.compile(r"(?:小计|合计|其中小计)[:(\-、](.+)")
#: A letter that no word of a total is without.
_ONE_OF = re.compile("[计汇总页]")
#: What stands before the word where everything is summed, or a page.
_ALL = {
    "",
    "总",
    "全部",
    "总投资",
    "投资",
    "项目",
    "全部项目",
    "本表",
    "全表",
    "各项",
    "各类",
    "以上",
    "上述",
}
_PAGE = {"本页", "本张", "当页", "每页", "分页", "截至本页", "至本页", "前页", "承前", "以前"}
_CARRIED = {"承前页", "承上页", "接上页", "过次页", "转次页", "转下页", "过下页"}
#: What a class is called besides its name.
_KIND = ("项目", "工程", "类", "部分")


def total(word: str) -> tuple[str, str] | None:
    """What a folded word says of a row that sums others up: ``whole``, ``page`` or ``part`` and of what; None for
    other words.

    铁路小计 → part 铁路; 合计(4个项目) → whole; 承前页 → page.
    """
    if not _ONE_OF.search(word):
        return None
    bare = ORDINAL.sub("", _BEHIND.sub("", word)).strip(":-、.")
    if bare in _CARRIED:
        return "page", bare
    if led := _LED.fullmatch(bare):
        return "part", class_name(led[1].strip("():-、."))
    match = _TOTAL.fullmatch(bare)
    if match is None:
        return None
    name, kind = match[1].strip("():-、."), match[2]
    if name in _PAGE:
        return "page", bare
    if name in _ALL:
        return ("part", "") if kind == "小计" and not name else ("whole", "")
    return "part", class_name(name)


def class_name(word: str) -> str:
    """A class without what it is called besides its name: 新建项目 → 新建."""
    for kind in _KIND:
        if len(word) > len(kind) and word.endswith(kind):
            return word.removesuffix(kind)
    return word


def among(word: str) -> bool:
    """Whether a folded word says that its row is part of the row above."""
    return word.removeprefix("#").startswith(("其中", "#其中", "(其中", "内:"))
