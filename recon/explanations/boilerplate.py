"""Words that explain nothing: too few, stock phrases, no cause, or nothing by which one could be checked."""

from __future__ import annotations

import re
from unicodedata import category

from recon import text as gate
from recon.explanations.lexicon import simplified
from recon.explanations.weight import NOTHING, Own, weigh

#: An explanation needs this many different letters (a Chinese character is one): 含预备费 has four.
LEAST = 4
#: What is left beside stock words must be more than a single character.
BESIDE = 2
#: Words of which nothing but stock phrases is made: 经核实情况属实, 已核实修正数据, 数据无误同意上报.
STOCK = (
    "核实",
    "核对",
    "核查",
    "审核",
    "复核",
    "检查",
    "查验",
    "确认",
    "属实",
    "无误",
    "准确",
    "正确",
    "真实",
    "正常",
    "同意",
    "通过",
    "认可",
    "可以",
    "符合",
    "一致",
    "相符",
    "合理",
    "如实",
    "实际",
    "情况",
    "数据",
    "数字",
    "数值",
    "金额",
    "资料",
    "内容",
    "填报",
    "填列",
    "上报",
    "报送",
    "填写",
    "录入",
    "此项",
    "该项",
    "本项",
    "此处",
    "该处",
    "项目",
    "单位",
    "部门",
    "我们",
    "问题",
    "错误",
    "异常",
    "差错",
    "说明",
    "修正",
    "更正",
    "修改",
    "改正",
    "处理",
    "完毕",
    "以上",
    "上述",
    "如上",
    "同上",
    "如下",
    "确实",
    "确系",
    "确属",
    "均为",
    "没有",
    "不存在",
    "无须",
    "无需",
    "符合要求",
    "要求",
    "原因",
    "特此",
    "本单位",
    "我单位",
    "原始",
    "统计",
    "客观",
    "存在",
    "进行",
    "一切",
    "全部",
    "所有",
    *"已经均都皆系为是的了与和及并对由按无有确实对属本该此请见之现予以于后再",
)
_WORDS = """a above agreed all and approved are as been checked confirmed correct data error errors explained figure
figures fine good has have i is it na no none not nothing number numbers of ok okay per right same see stated such that
the there these this to true valid verified was we were with wrong yes"""
ENGLISH = frozenset(_WORDS.split())
_STOCK = re.compile("|".join(sorted(map(re.escape, STOCK), key=len, reverse=True)))
_WORD = re.compile("[a-z]+")


def normal(text: str) -> str:
    """A text as sentences are compared: letters and digits alone, wide, capital and traditional forms folded."""
    return "".join(c for c in simplified(gate.plain(text).casefold()) if category(c)[0] in "LN")


def refused(text: str, own: Own = NOTHING) -> str:
    """The reason why a text alone explains nothing, a key of messages.EXPLAINED; blank where it may.

    ``empty``: too few letters; ``boilerplate``: stock words alone; ``causeless`` and ``uncheckable``: what it says
    beyond the finding's ``own`` words names no cause, or nothing by which one could be checked.
    """
    bare = normal(text)
    rest = _letters(_STOCK.sub("", _own_words(text)))
    if len(rest) < BESIDE and len(rest) < len(_letters(bare)):
        return "boilerplate"
    return "empty" if len(_letters(bare)) < LEAST else weigh(text, own).lacks


def _own_words(text: str) -> str:
    """The letters of a text without its stock English words."""
    folded = gate.plain(text).casefold()
    return normal(_WORD.sub(lambda m: " " if m[0] in ENGLISH else m[0], folded))


def _letters(text: str) -> set[str]:
    return {c for c in text if category(c)[0] == "L"}
