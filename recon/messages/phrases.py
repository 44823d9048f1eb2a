"""What rules write of lines, blanks and relations inside a value, and its English: 第4行 = 第2行 + 第3行, 空白 3 格."""

from __future__ import annotations

import re

from .periodic_forms import PERIODIC_FORM
from .progress import PROGRESS_FORM

#: A phrase of a rule → its English; of two that fit at one place the first is meant.
_PHRASES: tuple[tuple[str, str], ...] = (
    (r"第(\d+)至(\d+)行之和", r"the sum of rows \1 to \2"),
    (r"前列第(\d+)行", r"row \1 of the column before"),
    (r"第(\d+)行", r"row \1"),
    (r"上行 ([A-Z]+)", r"\1 of the row above"),
    (r"空白 (\d+) 格", r"\1 blank cells"),
    (r"上月报表的", "last month's "),
    (r"到位资金各来源 ≥ 上月报表", "each source of 到位资金 ≥ last month's"),
    (r"小计、合计 = 分项之和", "小计, 合计 = the sum of their parts"),
    (r"其中 ≤ 所属", "其中 (of which) ≤ what it belongs to"),
    (r"项目在两边都报", "projects stand in both views"),
    (r"行业合计 = 地方合计", "the lead departments' total = the local total"),
    (r"行业 = 地方", "lead department = local"),
    (r"（差额已在逐项目问题中说明）", " (the difference is told project by project)"),
    (r"：更正后再核", ": to be checked when corrected"),
    (r"：一方空白", ": blank on one side"),
    (r"：另一方未报", ": not reported by the other"),
    (r"：项目代码空白或重复", ": 项目代码 blank or repeated"),
    (r"完成率 ≥ 时间进度 − ", "share completed ≥ share of the time − "),
)
_ANY = re.compile("|".join(f"(?P<p{n}>{pattern})" for n, (pattern, _) in enumerate(_PHRASES)))
#: What a file or sheet is called is nobody's phrase.
_QUOTED = re.compile(r"(“[^”]*”|'[^']*'!|\[[^\]]*\][^!]*!)")
#: Sentences of what is checked besides relations, which tallies carry.
_CHECKS = {zh: en for key, (zh, en) in {**PERIODIC_FORM, **PROGRESS_FORM}.items() if key.startswith("check_")}


def phrase(text: str, lang: str) -> str:
    """A value in which rules write phrases, in the language asked for; what stands in quotation marks stays."""
    if lang == "zh":
        return text
    if text in _CHECKS:
        return _CHECKS[text]
    return "".join(part if _QUOTED.fullmatch(part) else _ANY.sub(_english, part) for part in _QUOTED.split(text))


def _english(match: re.Match[str]) -> str:
    place = int((match.lastgroup or "p0")[1:])
    pattern, english = _PHRASES[place]
    return re.sub(pattern, english, match[0])
