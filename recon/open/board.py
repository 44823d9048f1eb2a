"""A sheet as a board of numbers: values, printed decimals, words, and which numbers are no measures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from unicodedata import normalize

import numpy as np

from recon.looks import Look
from recon.open import words
from recon.workbook import Cell, RawSheet

#: Decimals beyond which a number is taken as computed, not typed.
FULL = 6
#: Rows beyond which a sheet without a word for a total is a flat list.
FLAT = 100_000
MOST_DECIMALS = 12
#: Marks that mean nothing to add.
NOTHING = frozenset({"-", "--", "---", "—", "——", "–", "/", ".", "…", "n/a", "na", "*", "无", "不适用"})
#: Marks for a number that is kept back or not known.
UNKNOWN = frozenset({"x", "X", "..", "...", ":", "c", "F", "(D)", "D", "#"})
_NUMBER = re.compile(r"([-+]?)(\d+(?:\.(\d*))?|\.(\d+))")
_MONEY = re.compile(r"^(?:[$€£¥￥]|US\$|RMB|CNY)\s*|\s*(?:[$€£元])$")
_THOUSANDS = re.compile(r"(?<=\d)[ ,'\u00a0\u202f](?=\d{3}(?!\d))")
#: A number with the letter of a note behind it: 9,904E.
_FLAGGED = re.compile(r"[-+]?\d{3,}[A-Za-z]|[-+]?\d+\.\d+[A-Za-z]|[-+]?[\d.]+ [eprsfPR]")
_HEDGED = re.compile(r"^\s*(约|近|超|不|≥|≤|>|<|about)|(以上|以下|左右|多|余|不等)\s*$|\d\s*[~～—–至]\s*\d")
_COMMA = re.compile(r"[-+]?\d{1,3}(?:[ .\u00a0]\d{3})*,\d{1,2}$|[-+]?\d+,\d+$")


@dataclass
class Board:
    """``values`` are floats, NaN where no number stands; ``decimals`` those a cell shows, −1 where none."""

    name: str
    cells: list[list[Cell]]
    values: Any
    decimals: Any
    percent: Any
    texts: list[list[str]]
    marks: Any  #: cells with a mark that means nothing to add
    unknown: Any  #: cells with a mark for a number that is not told
    lettered: Any  #: cells with words in them
    flat: bool  #: a very long list without a word for a total: its rows are not looked at
    measures: Any = None  #: whether a number is a measure, not a year, code or number of a line
    unread: list[tuple[int, int]] = field(default_factory=list)
    indents: Mapping[tuple[int, int], int] = field(default_factory=dict)  #: cells that their format sets in

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.values.shape  # type: ignore[no-any-return]


def read(sheet: RawSheet, look: Look | None = None) -> Board:
    """The board of a sheet; numbers written as text are read, too. ``look``: what its cells' formats show.

    What a pivot table tells is computed from elsewhere, and is no table of a person's: its cells are blank here.
    """
    sheet = _without_pivots(sheet, look) if look and look.pivots else sheet
    height, width = len(sheet.rows), max(map(len, sheet.rows), default=0)
    values = np.full((height, width), np.nan)
    decimals = np.full((height, width), -1, dtype=np.int8)
    percent = np.zeros((height, width), dtype=bool)
    marks = np.zeros((height, width), dtype=bool)
    lettered = np.zeros((height, width), dtype=bool)
    unknown = np.zeros((height, width), dtype=bool)
    texts = [[""] * width for _ in range(height)]
    comma = _decimal_comma(sheet.rows)
    cache: dict[str, tuple[float, int, bool] | None] = {}
    for r, row in enumerate(sheet.rows):
        for c, cell in enumerate(row):
            kind = type(cell)
            if cell is None:
                continue
            if kind is int:
                values[r, c], decimals[r, c] = cell, 0
            elif kind is float:
                values[r, c] = cell
            elif kind is str:
                if cell not in cache:
                    cache[cell] = number(cell, comma)  # type: ignore[index,arg-type]
                parsed = cache[cell]  # type: ignore[index]
                if parsed is None:
                    texts[r][c] = cell  # type: ignore[assignment]
                    lettered[r, c] = not cell.isspace()  # type: ignore[union-attr]
                    marks[r, c] = cell.strip() in NOTHING  # type: ignore[union-attr]
                    unknown[r, c] = cell.strip() in UNKNOWN or _hedged(cell)  # type: ignore[union-attr,arg-type]
                else:
                    values[r, c], decimals[r, c], percent[r, c] = parsed
            else:
                texts[r][c] = str(getattr(cell, "text", cell))
                lettered[r, c] = True
    _fractions(values, decimals)
    flat = height > FLAT and not any(map(words.TOTAL.search, cache))
    indents = {
        (r - 1, c - 1): step for (r, c), step in (*sheet.indents.items(), *(look.indents.items() if look else ()))
    }
    return Board(
        sheet.name,
        sheet.rows,
        values,
        decimals,
        percent,
        texts,
        marks,
        unknown,
        lettered,
        flat,
        indents=indents,
    )


def _without_pivots(sheet: RawSheet, look: Look) -> RawSheet:
    rows = [[*row] for row in sheet.rows]
    for top, left, bottom, right in look.pivots:
        for row in rows[top - 1 : bottom]:
            row[left - 1 : right] = [None] * len(row[left - 1 : right])
    return replace(sheet, rows=rows)


def _fractions(values: Any, decimals: Any) -> None:
    """Decimals of the numbers that have not been given any: those of their shortest form."""
    rows, columns = np.nonzero(~np.isnan(values) & (decimals < 0))
    numbers = values[rows, columns]
    digits = np.full(len(numbers), -1, dtype=np.int8)
    for places in range(FULL + 1):
        left = np.flatnonzero(digits < 0)
        scaled = numbers[left] * 10.0**places
        digits[left[np.abs(scaled - np.rint(scaled)) <= np.abs(scaled) * 4e-15]] = places
    for n in np.flatnonzero(digits < 0).tolist():
        digits[n] = _places(float(numbers[n]))
    decimals[rows, columns] = digits


def _places(value: float) -> int:
    """Decimals of the shortest form at 15 significant digits."""
    text = format(value, ".15g")
    if "e" in text:
        return MOST_DECIMALS if "e-" in text else 0
    return min(len(text.partition(".")[2]), MOST_DECIMALS)


def _decimal_comma(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the sheet's texts write decimals with a comma."""
    commas = points = 0
    for row in rows[:400]:
        for cell in row:
            if type(cell) is str and cell[-1:].isdigit() and ("," in cell or "." in cell):
                plain = cell.strip()
                if _COMMA.fullmatch(plain) and not re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+", plain):
                    commas += 1
                elif re.fullmatch(r"[-+]?[\d, ]*\d?\.\d+", plain):
                    points += 1
    return commas > 2 * points


def number(text: str, comma: bool = False) -> tuple[float, int, bool] | None:
    """Value, decimals and whether a % stands behind it; None for what is no number."""
    if not 0 < len(text) <= 40 or (text[0].isalpha() and text[0] not in "URC") or not any(map(str.isdigit, text)):
        return None
    plain = normalize("NFKC", text).strip().replace("−", "-").replace("–", "-")
    negative = plain[:1] == "(" and plain[-1:] == ")"
    if negative:
        plain = plain[1:-1].strip()
    rate = plain.endswith(("%", "‰"))
    plain = _MONEY.sub("", plain.rstrip("%‰").strip()).strip()
    plain = re.sub(r"(?<=\d)[ .'](?=\d{3}(?!\d))", "", plain).replace(",", ".") if comma else _THOUSANDS.sub("", plain)
    if plain[:1] in "-+" and plain[1:2] == " ":
        plain = plain[0] + plain[1:].strip()
    if plain[-1:].isalpha() and len(plain) > 3 and _FLAGGED.fullmatch(plain):
        plain = plain[:-1].strip()
    match = _NUMBER.fullmatch(plain.rstrip("*†"))
    if not match or (len(plain) > 2 and plain[0] == "0" and plain[1].isdigit()):
        return None
    fraction = (match[3] or match[4] or "").rstrip("0")
    value = float(match[0])
    return (-value if negative else value), min(len(fraction), MOST_DECIMALS), rate


def _hedged(text: str) -> bool:
    """Whether a text states a number that is none by itself: 约7500, 95以上, 103～159."""
    return len(text) <= 24 and any(map(str.isdigit, text)) and bool(_HEDGED.search(text))


def usual_decimals(board: Board) -> Any:
    """Decimals of each cell: its own, or what its column and row usually have (General drops zeros)."""
    decimals = board.decimals
    typed = (decimals >= 0) & (decimals <= FULL)
    by_column, by_row = _usual(decimals, typed, 0), _usual(decimals, typed, 1)
    by_column = np.where(by_column < 0, 99, by_column)[None, :]
    by_row = np.where(by_row < 0, 99, by_row)[:, None]
    both = np.minimum(by_column, by_row)
    both = np.where(both == 99, 0, both)
    return np.where(decimals < 0, 0, np.maximum(decimals, both))


def _usual(filled: Any, typed: Any, axis: int) -> Any:
    """The most decimals that one in eight numbers of a line shows, along an axis; −1 where there are too few."""
    counts = typed.sum(axis=axis)
    usual = np.where(counts >= 3, 0, -1)
    for places in range(1, FULL + 1):
        enough = ((filled >= places) & typed).sum(axis=axis) * 8 >= np.maximum(counts, 1)
        usual = np.where((counts >= 3) & enough, places, usual)
    return usual
