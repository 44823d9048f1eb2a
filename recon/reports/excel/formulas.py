"""Formulas of the calculation: how a print, its ends and a side are written in Excel.

Excel adds in binary, so every sum is rounded to the decimals the exact numbers have. A formula that
would not give the tool's own value is never written: the number stands as a constant, with a note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from recon import numbers, units
from recon.model import Outcome, Side, Term
from recon.numbers import plain
from recon.reports import theme
from recon.rules.expression import ExpressionError, tokens
from recon.workbook import Cell

SIGN, VALUE, ULP, LOW, HIGH = "A", "E", "F", "G", "H"  #: columns of the calculation
MAX_FORMULA = 8000
_NUMERAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Line:
    """A term on its row: formulas (None: a constant) with values, and the keys of its notes."""

    value: str | None
    ulp: Decimal
    low: str | None
    high: str | None
    notes: tuple[str, ...]


def line(term: Term, row: int, cell: str | None, raw: Cell, unit: str, places: int) -> Line:
    """The formulas of a term: its value from the copied ``cell``, its ends from value and last place."""
    factor = _factor(term, unit)
    value = _read(cell, raw, factor, term.value, places)
    ulp = _ulp(term, factor)
    low, high = (_end(term, end, ulp, row, places) for end in (term.interval.low, term.interval.high))
    return Line(value, ulp, low, high, tuple(_notes(term, value, low, high)))


def _factor(term: Term, unit: str) -> Fraction:
    """What the printed number is multiplied by to be in the outcome's unit."""
    printed = numbers.read(term.figure.printed).value
    if printed:
        return Fraction(term.value) / Fraction(printed)
    ratio = units.ratio(units.parse(term.figure.unit), units.parse(unit), counting=True)
    return Fraction(1) if ratio is None else Fraction(ratio)


def _ulp(term: Term, factor: Fraction) -> Decimal:
    """The last printed place in the outcome's unit; 0 where the interval does not come from rounding."""
    if not term.figure.ulp or term.interval.low == term.interval.high:
        return Decimal(0)
    digits = numbers.read(term.figure.printed).decimals
    exact = Fraction(1, 10**digits) * factor
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def _read(cell: str | None, raw: Cell, factor: Fraction, value: Decimal, places: int) -> str | None:
    """``VALUE`` of a cell, scaled; None where a spreadsheet would read the cell otherwise than we do."""
    if cell is None or isinstance(raw, bool) or not isinstance(raw, str | int | float):
        return None
    inner = f"VALUE({cell})" if isinstance(raw, str) else cell
    if isinstance(raw, str) and not _NUMERAL.fullmatch(raw.strip(" ")):
        folded = raw.strip(" ").replace(",", "").replace("−", "-")
        if not _NUMERAL.fullmatch(folded):
            return None
        inner = f'VALUE(SUBSTITUTE(SUBSTITUTE({cell},",",""),"−","-"))'
    if factor == 1:
        return inner
    by = Decimal(factor.numerator) / Decimal(factor.denominator)
    if Fraction(by) != factor or theme.decimals(value) > places:
        return None
    return rounded(f"{inner}*{plain(by)}", places)


def _end(term: Term, end: Decimal, ulp: Decimal, row: int, places: int) -> str | None:
    """An end of the interval, as value ± a multiple of the last place or a percentage of the value."""
    if not end.is_finite():
        return None
    if end == term.value:
        return f"{VALUE}{row}"
    away = Fraction(end) - Fraction(term.value)
    if ulp and abs(2 * away / Fraction(ulp)) in (1, 2, 3):
        times = away / Fraction(ulp)
        return rounded(f"{VALUE}{row}{'+' if times > 0 else '-'}{float(abs(times)):g}*{ULP}{row}", places)
    if term.figure.qualifier in ("约", "左右") and term.value:
        share = Fraction(end) / Fraction(term.value)
        by = Decimal(share.numerator) / Decimal(share.denominator)
        return rounded(f"{VALUE}{row}*{plain(by)}", places) if Fraction(by) == share else None
    return None


def _notes(term: Term, value: str | None, low: str | None, high: str | None) -> list[str]:
    """Why an end or the value is as it is: keys of the catalogue."""
    own = term.figure.interval
    narrowed = (own.high - own.low) * abs(term.value) > (term.interval.high - term.interval.low) * abs(
        term.figure.value
    )
    point = term.interval.low == term.interval.high and own.low != own.high
    notes = ["note_constant"] if value is None else []
    if term.figure.qualifier:
        notes.append("note_qualifier")
    if point:
        notes.append("note_point")
    elif narrowed:
        notes.append("note_narrowed")
    if term.interval.low_open or term.interval.high_open:
        notes.append("note_open")
    ends = ((low, term.interval.low), (high, term.interval.high))
    constant = any(formula is None and end.is_finite() for formula, end in ends)
    return [*notes, "note_end"] if constant else notes


def rounded(formula: str, places: int) -> str:
    """The formula, freed of binary noise."""
    return f"ROUND({formula},{places})"


def places(outcome: Outcome) -> int:
    """Decimals that hold every number of an outcome exactly (a fraction without end: to 12)."""
    values = [outcome.difference, outcome.slack]
    for side in (outcome.left, outcome.right):
        values += [side.value, side.interval.low, side.interval.high]
        for term in side.terms:
            values += [term.value, term.interval.low, term.interval.high]
    return theme.decimals(*values)


def is_linear(side: Side) -> bool:
    """Whether a side is the plain sum of its signed terms."""
    if not side.terms or not side.value.is_finite():
        return False
    if side.formula and any(kind == "number" or word in ("*", "/") for kind, word in tokens(side.formula)):
        return False
    return sum((t.sign * Fraction(t.value) for t in side.terms), Fraction(0)) == Fraction(side.value)


def side_value(side: Side, first: int, places: int) -> str | None:
    """A side's value over the rows of its terms."""
    if is_linear(side):
        return rounded(_signed(side, first, VALUE, VALUE), places)
    return _expression(side, first, places)


def side_end(side: Side, first: int, places: int, which: Literal["low", "high"]) -> str | None:
    """A side's end: low ends of what is added, high ends of what is taken away (or the reverse)."""
    if not is_linear(side):
        return None
    near, far = (LOW, HIGH) if which == "low" else (HIGH, LOW)
    total = Fraction(0)
    for t in side.terms:
        ends = (t.interval.low, t.interval.high) if which == "low" else (t.interval.high, t.interval.low)
        end = ends[0 if t.sign > 0 else 1]
        if not end.is_finite():
            return None
        total += t.sign * Fraction(end)
    limit = side.interval.low if which == "low" else side.interval.high
    if not limit.is_finite() or total != Fraction(limit):
        return None
    return rounded(_signed(side, first, near, far), places)


def _signed(side: Side, first: int, added: str, taken: str) -> str:
    last = first + len(side.terms) - 1
    signs = {t.sign for t in side.terms}

    def over(column: str) -> str:
        return f"{column}{first}:{column}{last}"

    if signs == {1}:
        return f"SUM({over(added)})"
    if added == taken:
        return f"SUMPRODUCT({over(SIGN)},{over(added)})"
    return f"SUMIF({over(SIGN)},1,{over(added)})-SUMIF({over(SIGN)},-1,{over(taken)})"


def _expression(side: Side, first: int, places: int) -> str | None:
    """The expression of a relation over the rows of its figures."""
    rows: dict[str, int] = {}
    for row, term in enumerate(side.terms, first):
        rows.setdefault(term.figure.id, row)
    try:
        words = [f"{VALUE}{rows[word]}" if kind == "name" else word for kind, word in tokens(side.formula)]
    except (ExpressionError, KeyError):
        return None
    text = rounded("".join(words), places)
    return text if words and len(text) < MAX_FORMULA else None
