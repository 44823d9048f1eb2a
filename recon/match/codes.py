"""What a spreadsheet does to a 项目代码, undone where only one reading is possible; every repair is named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from recon import text as gate
from recon.numbers import KEPT
from recon.schemas import codes

SEGMENTS = (4, 6, 2, 2, 6)
DIGITS = sum(SEGMENTS)
_DASHES = re.compile(r"[-‐‑‒–—―−﹣－_]")
_LETTERS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
_SCIENTIFIC = re.compile(r"(\d)(?:\.(\d+))?[Ee]\+?(\d+)")


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it compares: digits and hyphens, or the digits known of one that lost its end."""

    text: str
    repairs: tuple[str, ...] = ()  #: keys of the catalogue, in the order they were made
    prefix: str = ""  #: leading digits, where a spreadsheet kept no more; ``text`` is then what was written

    @property
    def shaped(self) -> bool:
        """Whether it is a whole code of 4-6-2-2-6."""
        return not self.prefix and codes.shape(self.text)

    @property
    def sound(self) -> bool:
        """Whether its check digit, where it has one, is right."""
        return self.shaped and (not codes.new_form(self.text) or codes.checks(self.text))


def repair(written: str) -> Code:
    """A code as written → as it compares; a text that cannot be read as a code stays as it is."""
    made: list[str] = []

    def step(text: str, changed: str, key: str) -> str:
        if changed != text:
            made.append(key)
        return changed

    text = step(written.strip(), gate.joined(written), "width")
    if (found := _SCIENTIFIC.fullmatch(text)) and int(found[3]) == DIGITS - 1:
        return Code(text, (*made, "scientific"), (found[1] + (found[2] or "")).rstrip("0"))
    text = step(text, _DASHES.sub("-", text).strip("-"), "hyphens")
    if re.search(r"\d", text) and re.fullmatch(r"[\dOolI-]+", text):
        text = step(text, text.translate(_LETTERS), "letters")
    if re.fullmatch(r"\d+", text) and len(text) == DIGITS:
        if text.endswith("0" * (DIGITS - KEPT)):
            return Code(text, (*made, "digits"), text[:KEPT])
        text = step(text, _hyphened(text), "hyphens")
    return Code(_padded(text, made), tuple(dict.fromkeys(made)))


def _hyphened(digits: str) -> str:
    parts, start = [], 0
    for size in SEGMENTS:
        parts.append(digits[start : start + size])
        start += size
    return "-".join(parts)


def _padded(text: str, made: list[str]) -> str:
    """Zeros that a spreadsheet dropped in front of a segment."""
    parts = text.split("-")
    if len(parts) != len(SEGMENTS) or not all(
        p.isdigit() and len(p) <= s for p, s in zip(parts, SEGMENTS, strict=True)
    ):
        return text
    padded = "-".join(part.zfill(size) for part, size in zip(parts, SEGMENTS, strict=True))
    if padded != text:
        made.append("zeros")
    return padded


def completed(mine: list[Code], theirs: Iterable[Code]) -> list[Code]:
    """Codes that lost their end take the only whole code of the other side that begins like them."""
    cut = {code.prefix for code in mine if code.prefix}
    if not cut:
        return mine
    sizes = {len(known) for known in cut}
    whole: dict[str, set[str]] = {}
    for code in theirs:
        digits = code.text.replace("-", "") if code.shaped else ""
        for size in sizes:
            if digits[:size] in cut:
                whole.setdefault(digits[:size], set()).add(code.text)
    return [Code(next(iter(whole[c.prefix])), c.repairs) if len(whole.get(c.prefix, ())) == 1 else c for c in mine]


def near(one: str, other: str) -> bool:
    """Whether one code may be the other mistyped: up to two digits wrong, two exchanged, one lost or doubled."""
    if not one or not other:
        return False
    a, b = sorted((one.replace("-", ""), other.replace("-", "")), key=len)
    if a == b or len(b) - len(a) > 1 or len(a) < DIGITS - 1:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) <= 2
    return any(a == b[:n] + b[n + 1 :] for n in range(len(b)))
