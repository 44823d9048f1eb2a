"""A formula as text → the areas it refers to, its functions, other files it points to, and whether it is broken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from recon.model import column_number

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
#: Longer formulas than Excel allows (8,192 characters) are not read.
LONGEST = 10_000
_CELL = r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})"
_SHEET = r"(?:'((?:[^']|'')+)'|((?:\[[^\]]+\])?[^\s!'\"(),;:+\-*/^&=<>{}#]+))!"
_TOKEN = re.compile(
    rf"(?P<text>\"(?:[^\"]|\"\")*\")|(?P<broken>(?:{_SHEET})?#REF!)|"
    rf"(?P<area>(?:{_SHEET})?(?:{_CELL}(?::{_CELL})?|\$?[A-Za-z]{{1,3}}:\$?[A-Za-z]{{1,3}}|\$?[0-9]+:\$?[0-9]+)(?![\w(!.]))|"
    r"(?P<function>[A-Za-z_][\w.]*)\("
)
_ONE = re.compile(
    rf"(?:{_SHEET})?(?:{_CELL}(?::{_CELL})?|\$?([A-Za-z]{{1,3}}):\$?([A-Za-z]{{1,3}})|\$?([0-9]+):\$?([0-9]+))"
)
_FILE = re.compile(r"\[([^\]]+)\]")


@dataclass(frozen=True, slots=True)
class Area:
    """Cells that a formula refers to: first row and column, last row and column, from 1; ``sheet`` blank: its own."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int
    file: str = ""  #: another workbook: its name, or its number among the links of this one

    def __contains__(self, place: tuple[int, int]) -> bool:
        row, column = place
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class Formula:
    """The areas that a formula refers to, in order."""

    text: str
    areas: tuple[Area, ...]
    functions: tuple[str, ...]
    broken: bool = False  #: it holds #REF!

    @property
    def files(self) -> tuple[str, ...]:
        """The other workbooks it points to."""
        return tuple(dict.fromkeys(area.file for area in self.areas if area.file))


@lru_cache(maxsize=4096)
def parse(text: str) -> Formula:
    """Read a formula, without its ``=``; what is no reference is passed over. Nothing is evaluated."""
    if len(text) > LONGEST:
        return Formula(text, (), ())
    areas: list[Area] = []
    functions: list[str] = []
    broken = False
    for token in _TOKEN.finditer(text):
        if token["area"]:
            one = area(token["area"])
            if one is not None:
                areas.append(one)
        elif token["function"]:
            functions.append(token["function"].upper().removeprefix("_XLFN."))
        broken = broken or bool(token["broken"])
    return Formula(text, tuple(areas), tuple(functions), broken)


def area(text: str) -> Area | None:
    """One reference: ``K9``, ``$K$8:$K$37``, ``'表 1'!A1``, ``[台账.xlsx]Sheet1!B5``, ``A:B``; None for other text."""
    match = _ONE.fullmatch(text.strip())
    if match is None:
        return None
    quoted, bare, left, top, right, bottom, first, last, upper, lower = match.groups()
    sheet = quoted.replace("''", "'") if quoted else bare or ""
    file = _FILE.search(sheet)
    if file:
        sheet = sheet[file.end() :]
    if left:
        places = (
            int(top),
            column_number(left.upper()),
            int(bottom or top),
            column_number((right or left).upper()),
        )
    elif first:
        places = (1, column_number(first.upper()), LAST_ROW, column_number(last.upper()))
    else:
        places = (int(upper), 1, int(lower), LAST_COLUMN)
    return Area(sheet, *_ordered(*places), file[1] if file else "")


def _ordered(top: int, left: int, bottom: int, right: int) -> tuple[int, int, int, int]:
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)
