"""Which of several files on one subject and period counts: the one rule that everything which reads a month asks.

The later 报出日期 counts, then the one received later, then the higher version number in the file's name. What is
equal in all of these and says something else is asked about; what says the same is a copy.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from recon import text as gate

#: A report may be dated some days ahead of the day it is sent on; a date further ahead is a slip of the pen.
GRACE = datetime.timedelta(days=7)
_DAY = re.compile(r"(\d{4})(?:[-年./](\d{1,2})[-月./](\d{1,2})日?|(\d{2})(\d{2}))(?:T?00:00(?::00)?)?")
_PERIOD = re.compile(r"(\d{4})(?:-(\d{2})|Q([1-4]))?")
_MADE = re.compile(r"_(?:标注|清除|差异)$")
#: What a name says of the version at its end: (2), _v3, 第2版, 更正2, 修改稿.
_NUMBER = re.compile(
    r"[\s_.\-—]*(?:\((?P<a>\d{1,3})\)|\[(?P<b>\d{1,3})\]|[vV]\.?(?P<c>\d{1,3})|第(?P<d>\d{1,3}|[一二三四五六七八九十])[版稿次]|"
    r"(?P<w>更正|修改|修订|订正|重报|补正|(?<!整)改)[版稿件后]?(?P<e>\d{0,3}))$"
)
_DIGITS = {digit: n for n, digit in enumerate("一二三四五六七八九十", 1)}


#: Bytes of a file's name that every file system takes, less what results add behind a stem: _差异(12).xlsx.
_BYTES = 255 - 24


def shortened(stem: str) -> str:
    """A stem that leaves room for what results add to it; of one cut short, the end is a digest of the whole."""
    if len(os.fsencode(stem)) <= _BYTES:
        return stem
    digest = hashlib.blake2b(os.fsencode(stem), digest_size=4).hexdigest()
    while len(os.fsencode(stem)) > _BYTES - len(digest) - 1:
        stem = stem[:-1]
    return f"{stem}~{digest}"


class Receipt(NamedTuple):
    """When a file came."""

    day: datetime.date
    order: int = 0  #: which came first on one day, where that is known


@dataclass(frozen=True, slots=True)
class Sent:
    """One file sent for a subject and period."""

    path: str
    content: str  #: digest of what it says, whatever its bytes
    period: str = ""  #: 2021-03, 2021Q1 or 2021
    stated: datetime.date | None = None  #: 报出日期 of its cover
    received: datetime.date | None = None
    order: int = 0  #: which came first on one day, where that is known

    @property
    def stem(self) -> str:
        """The file's name without folder and suffix."""
        name = re.split(r"[\\/]", self.path)[-1]
        return name.rpartition(".")[0] or name

    @property
    def marks(self) -> int:
        """The number of times over that it is a marked copy."""
        return chain(self.stem)[1]

    @property
    def rank(self) -> tuple[datetime.date, datetime.date, int, int, int]:
        """What is compared: day stated, day received, number in the name, and that a marked copy came after its file.

        A 报出日期 that is missing or cannot be (before the period began, or long after the file was there) says
        nothing: the file then goes by the day it was received.
        """
        came = self.received or datetime.date.min
        day = self.stated if self.stated and self._possible(self.stated) else came
        return day, came, self.order, number(self.stem), self.marks

    def _possible(self, stated: datetime.date) -> bool:
        begins = begin(self.period)
        early = begins is not None and stated < begins
        return not early and (self.received is None or stated <= self.received + GRACE)


@dataclass(frozen=True, slots=True)
class Choice:
    """What became of the files on one subject and period, all of them accounted for."""

    current: Sent | None  #: None where the last ones are equal in rank and differ
    versions: tuple[Sent, ...]  #: one for each content, the oldest first; the current one or those that tie are last
    copies: tuple[tuple[Sent, Sent], ...] = ()  #: a file, and the version that says the same
    tied: tuple[Sent, ...] = ()  #: the versions that are asked about

    @property
    def superseded(self) -> tuple[Sent, ...]:
        """The versions that a later one took the place of."""
        return tuple(v for v in self.versions if v is not self.current and v not in self.tied)


def choose(sent: Iterable[Sent]) -> Choice:
    """The version that counts among files on one subject and period, in whatever order they are named."""
    contents: dict[str, list[Sent]] = {}
    for one in sorted(sent, key=lambda s: s.path):
        contents.setdefault(one.content, []).append(one)
    chosen = {content: _representative(same) for content, same in contents.items()}
    ranks = {content: max(one.rank for one in same) for content, same in contents.items()}
    ordered = sorted(contents, key=lambda content: (ranks[content], chosen[content].path))
    copies = tuple(
        (one, chosen[content]) for content in ordered for one in contents[content] if one is not chosen[content]
    )
    versions = tuple(chosen[content] for content in ordered)
    tied = tuple(chosen[content] for content in ordered if ranks[content] == ranks[ordered[-1]])
    if len(tied) > 1:
        return Choice(None, versions, copies, tied)
    return Choice(versions[-1] if versions else None, versions, copies)


def _representative(same: list[Sent]) -> Sent:
    """The file that stands for a content: the latest one, an original before its marked copy."""
    best = max(one.rank[:4] for one in same)
    return min((one for one in same if one.rank[:4] == best), key=lambda one: (one.marks, one.path))


def number(stem: str) -> int:
    """The version number at the end of a file's name; 1 where there is none."""
    return chain(stem)[2]


def base(stem: str) -> str:
    """A file's name without marks of ours and version numbers: what all versions of one report are called."""
    return chain(stem)[0]


def unmarked(stem: str) -> str:
    """A name without the marks of ours at its end, what we called a second copy of it included."""
    while match := re.search(r"_(?:标注|清除|差异)(?:\(\d+\))?$", stem):
        stem = stem[: match.start()]
    return stem


def chain(stem: str) -> tuple[str, int, int]:
    """A name taken apart: what is left of it, how often it was marked, its version number."""
    marks, number = 0, 1
    rest = gate.plain(stem).strip()
    while True:
        if made := _MADE.search(rest):
            marks += made[0] == "_标注"
            rest = rest[: made.start()]
        elif (match := _NUMBER.search(rest)) and rest[: match.start()].strip():
            number = max(number, _number(match))
            rest = rest[: match.start()]
        else:
            return rest, marks, number


def _number(match: re.Match[str]) -> int:
    """更正 without a number is the second version, 更正1 as well: the first was sent without the word."""
    if match["w"]:
        return int(match["e"] or 1) + 1
    digits = match["a"] or match["b"] or match["c"] or match["d"]
    return _DIGITS.get(digits) or int(digits)


def day(text: str) -> datetime.date | None:
    """The day a text names: 2021-04-08, 2021年4月8日, 2021/4/8, 20210408; None for anything else."""
    match = _DAY.fullmatch(gate.joined(text))
    if not match:
        return None
    try:
        return datetime.date(int(match[1]), int(match[2] or match[4]), int(match[3] or match[5]))
    except ValueError:
        return None


def begin(period: str) -> datetime.date | None:
    """The first day of a month, quarter or year; None for anything else."""
    match = _PERIOD.fullmatch(period)
    if not match:
        return None
    month = int(match[2] or 0) or 3 * int(match[3] or 1) - 2
    return datetime.date(int(match[1]), month, 1) if 1 <= month <= 12 and int(match[1]) else None
