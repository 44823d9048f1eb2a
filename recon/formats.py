"""What a number format shows of a number: percent, a scale, text, and how many decimals (ISO/IEC 29500, 18.8.31)."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: What is shown but is no placeholder: quoted text, an escaped or padding character, colours and conditions.
_LITERAL = re.compile(r'"([^"]*)"|[\\!](.)|[_*].|\[[^\]]*\]')
_POINT = "\0"  #: stands for a point that is written as text
_DIGITS = re.compile(r"[0#?]")
#: Formats that are built in, by number: those that show a number otherwise than as it is.
BUILT_IN = {9: "0%", 10: "0.00%", 49: "@"}


@dataclass(frozen=True, slots=True)
class Shown:
    """How a format shows a number: times 10^``power``, with ``decimals``, as ``percent``; ``text``: whatever was typed."""

    power: int = 0
    percent: bool = False
    decimals: int | None = None  #: None: as many as there are
    text: bool = False

    @property
    def plain(self) -> bool:
        """Whether what is seen has the scale of what is stored."""
        return not self.power


def read(code: str) -> Shown:
    """What the first section of a format code shows.

    ``0!.0`` shows a tenth, ``0!.0,`` a ten-thousandth (万), ``#,##0,`` a thousandth, ``0%`` a hundredfold; dates and
    General are plain.
    """
    section = _first(code)
    bare = _LITERAL.sub(_literal, section)
    if "@" in bare:
        return Shown(text=True)
    if not _DIGITS.search(bare) or re.search(r"[ymdhs]", bare, re.IGNORECASE):
        return Shown()
    last = max(match.end() for match in _DIGITS.finditer(bare))
    behind = bare[last:]
    power = -3 * (len(behind) - len(behind.lstrip(",")))
    percent = "%" in bare
    whole, point, fraction = bare.partition(".")
    decimals = len(_DIGITS.findall(fraction)) if point else 0
    if _POINT in whole:
        moved = len(_DIGITS.findall(whole.partition(_POINT)[2]))
        if _DIGITS.search(whole.partition(_POINT)[0]):
            power, decimals = power - moved, moved
    return Shown(power + 2 * percent, percent, decimals)


def _first(code: str) -> str:
    """The section for positive numbers: all before the first semicolon that is no text."""
    at = 0
    while at < len(code):
        literal = _LITERAL.match(code, at)
        if literal:
            at = literal.end()
        elif code[at] == ";":
            return code[:at]
        else:
            at += 1
    return code


def _literal(match: re.Match[str]) -> str:
    """Text in a format: nothing, but for a point, which seems to be a decimal one."""
    text = match[1] if match[1] is not None else match[2]
    return _POINT if text and text.strip() in (".", "．", "·") else " "
