"""The one gate from a cell to Decimal, decimals, unit and qualifier."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from recon import text as gate

#: Marks that mean "not applicable", which is neither blank nor zero.
NOT_APPLICABLE = {"-", "--", "—", "——", "–", "/", "无", "不适用", "n/a"}
_NUMBER = re.compile(r"([+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?([^\d.,\s][^\d]*)?")

MAX_DIGITS = 60  #: more than any amount has; beyond it exact arithmetic would be a burden

#: Significant digits that a spreadsheet keeps, and a longer number as it shows it.
KEPT = 15
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+?(\d+)")

Kind = Literal["number", "blank", "not_applicable", "error", "text"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell read: its kind and, for a number, value, printed decimals and any unit written behind it."""

    kind: Kind
    value: Decimal = Decimal(0)
    decimals: int = 0
    unit: str = ""


def read(cell: object) -> Reading:
    """Read a cell's value without guessing.

    Text keeps its printed decimals ("43.40" has 2). A number cell has the decimals of its shortest
    form at 15 significant digits, which is what a spreadsheet shows; trailing zeros are not in the file.
    """
    if cell is None or cell == "":
        return Reading("blank")
    if isinstance(cell, bool):
        return Reading("text")
    if isinstance(cell, int | float):
        return _digits(format(Decimal(format(cell, ".15g")), "f"))
    if not isinstance(cell, str):
        return Reading("error" if getattr(cell, "is_error", False) else "text")
    text = gate.words(cell).replace("−", "-")
    if not text:
        return Reading("blank")
    if text.lower() in NOT_APPLICABLE:
        return Reading("not_applicable")
    return _digits(text)


def _digits(text: str) -> Reading:
    match = _NUMBER.fullmatch(text)
    if not match:
        return Reading("text")
    sign, whole, fraction, unit = match.groups()
    if len(whole) + len(fraction or "") > MAX_DIGITS:
        return Reading("text")
    value = Decimal(f"{sign}{whole.replace(',', '')}.{fraction or '0'}")
    if not fraction:
        value = value.to_integral_value()
    return Reading("number", value, len(fraction or ""), (unit or "").strip())


def cut(cell: object) -> bool:
    """Whether a cell that should hold a code holds a number of which a spreadsheet kept only the first digits."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return bool(abs(cell) >= 10**KEPT)
    match = _SCIENTIFIC.fullmatch(gate.joined(cell)) if isinstance(cell, str) else None
    return bool(match and int(match[1]) >= KEPT)


def plain(value: Decimal) -> str:
    """A Decimal in plain notation without trailing zeros, as contracts and messages print it."""
    if not value:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
