"""How much an explanation says: whether it names a cause, and something by which that can be checked.

What stands in the finding itself says nothing new and is taken out first: its sentence, its columns, its numbers, its period.
Of the rest each clause is looked at for itself. A cause is an event of the trade (停工, 冲减), or a change of some object of it
(钢材 … 上涨): 2; a change alone: 1; of something of reports (口径, 系统): 0. To be checked are numbered papers, quantities,
days, decisions of a named office, named parties and papers, parts of a work that have a number: 1 or 2 each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from recon import text as gate
from recon.explanations import lexicon
from recon.explanations.lexicon import any_of, simplified

#: A run of the finding's own words of this length is its own; shorter ones are words that anybody uses.
OWN = 4
#: Cause and anchor must together weigh this much, each at least 1, where all that can be looked up is a time.
ENOUGH = 3

#: Characters of an explanation that are weighed; what has given no cause by then gives none.
LONGEST = 2_000
_CLAUSE = re.compile(r"[，。；;！!？?\n、:：]|(?<!\d)[,.]|[,.](?!\d)")
_QUESTION = re.compile(r"[？?]")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_NEGATED = re.compile(
    r"(?:没有|并无|并未|不存在|未发生|无任何|不涉及|无需|不需|尚无|从未|无(?!锡|为|法|偿|息|人|线|缝))[^，。；]{0,4}$"
)
#: What is waited for: that it has not come is a cause, too.
_AWAITED = any_of(
    "拨付 下拨 拨款 到货 交货 交付 进场 放款 提款 支付 付款 签订 签约 收到 招标 开标 供货 发运 验收 并网 赋码 安置 征地 拆迁 下达 移交 入账 到账 到位 供地 缴纳 取得"
)
_NO_PAPER = re.compile(r"(?:没有|没|无|未签|未办|未取得|尚未|未见|未|待|缺|等)[^，。；]{0,4}$")
_SEE = re.compile(r"(?:详见|参见|见|附有|附上|附|具体看|可查|可看|按照|按|依据|依照|根据|遵照|以)[^，。；]{0,6}$")

_ENGLISH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_PAPER_NUMBER = re.compile(
    r"[\[〔(（【]\s*(?:19|20)\d\d\s*[\]〕)）】]\s*第?\s*\d+|(?:19|20)\d\d\s*年?\s*第\s*\d+\s*[号期次]"
    r"|第\s*\d+\s*号|\d+\s*号(?:文|令|函|纪要|公告|通知|批复|合同|变更|签证|凭证|单|决议|协议|发票|回单|联系单)"
    r"|(?:协议|合同|纪要)[之第]?[一二三四五六七八九]|(?<![月\d第])\d{2,}\s*号(?![楼线标机墩井单])"
    r"|第\s*[一二三四五六七八九十\d]+\s*次(?:常务|办公|党组|常委|主任|专题|股东|董事|调度)?会"
    r"|\bno\.?\s*[a-z]*\d[\w\-/]*"
    r"|(?:合同|协议|凭证|发票|文号|编号|批文|纪要|变更单|签证|签证单|通知书|许可证|回单|单号|contract|order|voucher|invoice)"
    r"\s*(?:编号|号|为|第|字|no\.?)*[:：]?\s*[a-z\u4e00-\u9fff\-—/]{0,8}\d[\w\-—/]*"
    r"|(?<![a-z0-9])(?=[a-z0-9\-—/]*\d)(?=[a-z0-9\-—/]*[a-z])[a-z]+\d*[\-—/][a-z0-9\-—/]*\d{2,}[a-z0-9\-—/]*"
)
_DAY = re.compile(
    r"(?:19|20)\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}|\d{1,2}\s*月\s*\d{1,2}\s*[日号]?"
    rf"|{_ENGLISH}\s*\d{{1,2}}\b|\b\d{{1,2}}\s*{_ENGLISH}"
)
_MONTH = re.compile(
    r"(?:((?:19|20)\d\d)\s*[-年./]\s*)?(?<!\d)(1[0-2]|0?[1-9])\s*月(?:份|[底初中])?|((?:19|20)\d\d)[-./](1[0-2]|0[1-9])(?!\d)"
)
_ENGLISH_MONTH = re.compile(rf"\b(?:in|since|until|from|last)\s+{_ENGLISH}|\bq[1-4]\b")
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
_SEASON = re.compile(
    r"[一二三四1-4]季度|去年|上年|前年|上半年|下半年|年初|年底|年末|上月|春节|国庆|五一|元旦|中秋|端午|清明|春运|两会|高考|腊月|正月|入冬|开春|汛期|[上中下]旬|去冬|上周|last year|last month"
)
_PART = re.compile(
    r"[\d一二三四五六七八九十]+\s*(?:#|号)?\s*(?:标段|合同段|机组|号楼|栋楼|桥|隧道|斜井|泵站|锅炉|地块|号线|工区|期工程|期|号井|号机|号坝|号斜井|号墩|号闸|楼)|\b[a-z]*k\d+(?:\+\d+)?"
)
_FROM_TO = re.compile(r"(?:由|从)\s*(\d[\d.,]*)\D{0,4}?(?:至|到|为|成)\s*(\d[\d.,]*)")
_BECAME = re.compile(
    r"(?<![自理经缘])由(?!于)([^|]{2,14}?)(?:改为|变更为|调整为|改由|改成|变为|换成|划归|划转至|移交给|移交)[^|]{2,}"
)
_HAN_NUMBER = re.compile(r"[一二两三四五六七八九十百千半]+(?:多|余)?")
_HAN_UNITS = (
    "公里 千米 平方米 亩 公顷 户 台 套 座 根 栋 幢 吨 个月 个多月 年 天 周 成 个标段 条 处 道 家 万元 亿元 处 米 次"
)
_PARTY = re.compile(
    r"([\u4e00-\u9fffa-z0-9]{2,12}?)(?:有限公司|股份公司|公司|集团|设计院|研究院|勘察院|工程局|建工|事务所|银行|支行|分行)"
    r"|中铁[一二三四五六七八九十\d]*局?|中建[一二三四五六七八九\d]*局?|中交[一二三四五六七八九\d]*[局院]?|国开行|农发行|进出口银行|工行|建行|农行|中行|交行"
)
_UNNAMED = re.compile(
    r"(?:有关|相关|上级|各|某|该|本|我|此|其|项目|施工|建设|业主|监理|承建|设计|参建|对方|合作|中标|总包|分包|供货|所属)+(?:单位|方)?$|^(?:有关|相关|某|该|本|我|各|上级|项目)"
)


@dataclass(frozen=True, slots=True)
class Weight:
    """The weight of an explanation: 0 nothing, 1 something, 2 enough by itself."""

    cause: int
    anchor: int
    timed: bool = False  #: the anchor is a time alone

    @property
    def lacks(self) -> str:
        """The key of messages.EXPLAINED for what is missing; blank where both are named."""
        if not self.cause:
            return "causeless"
        enough = self.anchor and (not self.timed or self.cause + self.anchor >= ENOUGH)
        return "" if enough else "uncheckable"


@dataclass(frozen=True, slots=True)
class Own:
    """What a finding says itself: its words, its numbers, and its period (YYYY-MM, YYYYQn or YYYY)."""

    words: tuple[str, ...] = ()
    period: str = ""

    @property
    def numbers(self) -> frozenset[Decimal]:
        """Every number of its words."""
        return frozenset(_value(m[0]) for word in self.words for m in _NUMBER.finditer(word))


NOTHING = Own()
#: Objects that every project has.
_PLAIN = {"资金", "监管", "银行", "税", "信号"}


def weigh(text: str, own: Own = NOTHING) -> Weight:
    """The weight of a text beyond the finding it was written for."""
    folded = simplified(gate.plain(text[:LONGEST]).casefold()).replace("−", "-")
    numbers = own.numbers
    rest = _without(folded, own.words)
    cause = 0
    kinds: dict[str, int] = {}
    for clause in _clauses(rest):
        if any_of(lexicon.HEDGES).search(clause) or _QUESTION.search(clause):
            continue
        cause = max(cause, _cause(clause))
        for kind, weight in _anchors(clause, numbers, own.period):
            kinds[kind] = max(kinds.get(kind, 0), weight)
    return Weight(cause, min(sum(kinds.values()), 2), set(filter(kinds.get, kinds)) == {"date"})


def _clauses(text: str) -> Iterator[str]:
    """The clauses of a text, a question with its mark."""
    start = 0
    for mark in _CLAUSE.finditer(text):
        yield text[start : mark.end()] if mark[0] in "？?" else text[start : mark.start()]
        start = mark.end()
    yield text[start:]


def _without(text: str, words: Iterable[str]) -> str:
    """A text without the runs of ``words`` in it, each replaced by a stop."""
    own = {w[i : i + OWN] for w in map(_folded, words) for i in range(len(w) - OWN + 1)}
    short = {w for w in map(_folded, words) if 2 < len(w) < OWN and not w.isdecimal()}
    taken = bytearray(len(text))
    for i in range(len(text) - OWN + 1):
        if text[i : i + OWN] in own:
            taken[i : i + OWN] = b"\1" * OWN
    for word in short:
        for match in re.finditer(re.escape(word), text):
            taken[match.start() : match.end()] = b"\1" * len(word)
    # a number of which a part is the finding's stays whole: 2021 of 〔2021〕15号
    for match in re.finditer(r"[\[〔(（【]?[\d.,]+[\]〕)）】]?\s*第?\d*[^\W\d_]?", text):
        piece = slice(match.start(), match.end())
        if not all(taken[piece]):
            taken[piece] = bytes(len(taken[piece]))
    return "".join("|" if gone else c for c, gone in zip(text, taken, strict=True))


def _folded(word: str) -> str:
    return simplified(gate.plain(word).casefold())


def _cause(clause: str) -> int:
    """2 for an event or a change of an object, 1 for a change alone or an object with its amount, 0 for none."""
    happened = any(_happened(clause, m) for m in any_of(lexicon.EVENTS).finditer(clause))
    if happened or lexicon.ENGLISH_EVENTS.search(clause) or (_FROM_TO.search(clause) and not _is_report(clause)):
        return 2
    changes = [m for m in any_of(lexicon.CHANGES).finditer(clause) if _happened(clause, m)]
    if not changes:
        thing = any(m[0] not in _PLAIN for m in any_of(lexicon.OBJECTS).finditer(clause))
        amount = any(_measured(clause, m, _value(m[0])) > 1 for m in _NUMBER.finditer(clause))
        stated = thing and amount and not _is_report(clause)
        return 1 if stated or lexicon.ENGLISH_CHANGES.search(clause) else 0
    spans = [range(m.start(), m.end()) for m in changes]
    objects = [m for m in any_of(lexicon.OBJECTS).finditer(clause) if not any(m.start() in span for span in spans)]
    if objects:
        return 1 if all(m[0] in _PLAIN for m in objects) else 2
    return 0 if _is_report(clause) else 1


def _happened(clause: str, match: re.Match[str]) -> bool:
    """Whether a word of change is said to have happened, or to be waited for."""
    return bool(_AWAITED.fullmatch(match[0])) or not _NEGATED.search(clause[: match.start()])


def _is_report(clause: str) -> bool:
    return any_of(lexicon.REPORTING).search(clause) is not None


def _anchors(clause: str, numbers: frozenset[Decimal], period: str) -> Iterator[tuple[str, int]]:
    """Kinds of what can be looked up in a clause, each with its weight."""
    if _PAPER_NUMBER.search(clause):
        yield "number", 2
    yield from _quantities(clause, numbers)
    if _DAY.search(clause):
        yield "date", 2
    elif _SEASON.search(clause) or _ENGLISH_MONTH.search(clause) or any(_other_time(clause, period)):
        yield "date", 1
    if _PART.search(clause):
        yield "part", 1
    if _BECAME.search(clause):
        yield "change", 1
    office = any_of(lexicon.OFFICES).search(clause)
    if office and any_of(lexicon.DECISIONS).search(_around(clause, office)):
        yield "office", 1
    if any(not _UNNAMED.search(m[1] or "中铁") for m in _PARTY.finditer(clause)):
        yield "party", 1
    if any(_identified(clause, m) for m in any_of(lexicon.PAPERS).finditer(clause)):
        yield "paper", 1


def _around(clause: str, match: re.Match[str]) -> str:
    """A clause without the office's own name, which may hold a word of decisions."""
    return clause[: match.start()] + "|" + clause[match.end() :]


def _identified(clause: str, paper: re.Match[str]) -> bool:
    """Whether a paper is named with its subject, neither pointed to nor denied."""
    before = clause[: paper.start()]
    if _NO_PAPER.search(before) or _SEE.search(before):
        return False
    near = before[-8:]
    return any_of(lexicon.OBJECTS).search(near) is not None and not any_of("有关 相关 上级").search(before)


def _other_time(clause: str, period: str) -> Iterator[bool]:
    """Whether months and years of a clause are others than the report's own."""
    year, _, month = period.partition("-")
    for match in _MONTH.finditer(clause):
        its_year, its_month = match[1] or match[3] or year, match[2] or match[4]
        yield (its_year, int(its_month)) != (year, int(month) if month.isdecimal() else 0)
    for match in _YEAR.finditer(clause):
        yield bool(year) and match[1] != year[:4]


def _quantities(clause: str, numbers: frozenset[Decimal]) -> Iterator[tuple[str, int]]:
    """Quantities that the finding does not state."""
    for match in _NUMBER.finditer(clause):
        if (value := _value(match[0])) and value not in numbers:
            yield "quantity", _measured(clause, match, value)
    for match in _FROM_TO.finditer(clause):
        if not {_value(match[1]), _value(match[2])} <= numbers:
            yield "quantity", 2
    for match in _HAN_NUMBER.finditer(clause):
        if match[0] != "一" and any_of(_HAN_UNITS).match(clause, match.end()):
            yield "quantity", 1


def _measured(clause: str, number: re.Match[str], value: Decimal) -> int:
    """2 for a number of what can be measured or is on an account, 1 for one of time or counting, 0 without a unit."""
    blank = clause[number.end() : number.end() + 1] == " "
    unit = any_of(f"{lexicon.MEASURED} {lexicon.COUNTED}").match(clause, number.end() + blank)
    if unit is None or (unit[0] in "%‰" and value == 100):
        return 0
    after = clause[unit.end() : unit.end() + 1]
    if unit[0] in lexicon.COUNTED.split():
        return int(value < 100 and after != "号")
    return 0 if unit[0].isascii() and after.isascii() and unit[0].isalpha() and after.isalnum() else 2


def _value(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").rstrip(".")).normalize()
