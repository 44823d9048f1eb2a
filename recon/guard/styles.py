"""Number formats: which cells show a day, a time of day or a length of time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recon.guard.markup import Attributes, parse

#: Formats that every program knows by number (ISO/IEC 29500 18.8.30), 27-36 and 50-58 in Chinese ones.
_DAYS = frozenset((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)))
_LENGTH = 46
#: What is shown as it stands: quoted, escaped, as wide as another character, or filling the cell.
_LITERAL = re.compile(r'"[^"]*"?|\\.|_.|\*.')
_LENGTHS = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")
_EXPONENT = re.compile(r"E[+-]", re.IGNORECASE)
_WORDS = re.compile("general|g/通用格式|上午/下午", re.IGNORECASE)
_PLAIN_MOMENT = re.compile("[ymdhs]", re.IGNORECASE)
#: A weekday (aaa), a year of an era (e, gge) or of the Buddhist calendar (b).
_RARE_MOMENT = re.compile("a{3,4}|g|e|b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Styles:
    """The number format of each cell style: its code, or for a built-in one its number as text."""

    formats: tuple[str, ...] = ()

    def moment(self, style: int) -> str:
        """What a number of this style shows: ``day``, ``length`` or, for a number, nothing."""
        return moment(self.formats[style]) if 0 <= style < len(self.formats) else ""

    @property
    def rare(self) -> bool:
        """Whether any style shows days in a way that the parser does not know."""
        return any(moment(code) == "day" and not _is_plain(code) for code in set(self.formats))


def moment(code: str) -> str:
    """``day``, ``length`` or nothing, for one format."""
    if code.isdigit() and len(code) < 4:
        return "length" if int(code) == _LENGTH else "day" if int(code) in _DAYS else ""
    shown = _LITERAL.sub("", code).partition(";")[0]
    if _LENGTHS.search(shown):
        return "length"
    shown = _bare(shown)
    return "day" if _PLAIN_MOMENT.search(shown) or _RARE_MOMENT.search(shown) else ""


def _is_plain(code: str) -> bool:
    return code.isdigit() or bool(_PLAIN_MOMENT.search(_bare(_LITERAL.sub("", code).partition(";")[0])))


def _bare(shown: str) -> str:
    return _EXPONENT.sub("", _WORDS.sub("", _BRACKETS.sub("", shown)))


def read(text: bytes) -> Styles:
    """The styles of a workbook; raises Unsafe for damaged XML."""
    codes: dict[str, str] = {}
    formats: list[str] = []
    within: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        local = name.rpartition(":")[2]
        if local == "numFmt" and within[-1:] == ["numFmts"]:
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif local == "xf" and within[-1:] == ["cellXfs"]:
            formats.append(attributes.get("numFmtId", "0"))
        within.append(local)

    def end(_: str) -> None:
        within.pop()

    if text:
        parse([text], start, end)
    return Styles(tuple(codes.get(number, number) for number in formats))
