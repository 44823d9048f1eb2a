"""The number formats of an xlsx: which cells show a date, a time or a length of time."""

from __future__ import annotations

from dataclasses import dataclass

from recon import moments
from recon.guard.markup import Attributes, parse


@dataclass(frozen=True, slots=True)
class Styles:
    """The number format of each cell style: its code, or for a built-in one its number as text."""

    formats: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[moments.Shown, ...]:
        """What a number of each style shows."""
        return tuple(moments.builtin(int(code)) if code.isdecimal() else moments.shown(code) for code in self.formats)

    @property
    def rare(self) -> bool:
        """Whether any style shows dates in a way that the parser does not know."""
        return any(not code.isdecimal() and moments.is_rare(code) for code in set(self.formats))


def read(text: bytes) -> Styles:
    """The styles of a workbook; raises Unsafe for damaged XML."""
    codes: dict[str, str] = {}
    formats: list[str] = []
    within: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        local = name.rpartition(":")[2]
        if local == "numFmt" and within[-1:] == ["numFmts"]:
            code = attributes.get("formatCode", "")
            codes[attributes.get("numFmtId", "")] = code if not code.isdecimal() else f'"{code}"'
        elif local == "xf" and within[-1:] == ["cellXfs"]:
            formats.append(attributes.get("numFmtId", "0"))
        within.append(local)

    def end(_: str) -> None:
        within.pop()

    if text:
        parse([text], start, end)
    return Styles(tuple(codes.get(number, number) for number in formats))
