"""Formulas of the calculation: the difference of two sides and the verdict on it (design, section 4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from recon.model import Interval, Outcome, Side, Term
from recon.reports.excel.formulas import HIGH, LOW, MAX_FORMULA, ULP, VALUE, is_linear, rounded


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a block that a verdict looks at."""

    left: int
    left_sum: int
    right: int
    right_sum: int
    difference: int


def difference(outcome: Outcome, rows: Rows, places: int) -> str | None:
    """Left − right between the values meant; ranges (约, 以上 …) are compared at their nearest ends."""
    straight = f"{VALUE}{rows.left_sum}-{VALUE}{rows.right_sum}"
    between = Fraction(outcome.left.value) - Fraction(outcome.right.value)
    if Fraction(outcome.difference) == between and not ranged(outcome):
        return rounded(straight, places)
    left, right = _meant(outcome.left, rows.left), _meant(outcome.right, rows.right)
    if left is None or right is None or not _meant_agrees(outcome):
        return None
    (left_low, left_high), (right_low, right_high) = left, right
    fallback = "0" if outcome.operator == "=" else rounded(straight, places)
    text = fallback
    if left_low and right_high:
        gap = rounded(f"({left_low})-({right_high})", places)
        text = f"IF({gap}>0,{gap},{text})"
    if left_high and right_low:
        gap = rounded(f"({left_high})-({right_low})", places)
        text = f"IF({gap}<0,{gap},{text})"
    return text if len(text) < MAX_FORMULA else None


def ranged(outcome: Outcome) -> bool:
    """Whether some term stands for a range before rounding is considered."""
    return any(_is_range(t) for side in (outcome.left, outcome.right) for t in side.terms)


def _is_range(term: Term) -> bool:
    return term.figure.points[0] != term.figure.points[1]


def _meant(side: Side, first: int) -> tuple[str, str] | None:
    """The least and the greatest value meant as sums over cells; empty where there is no end."""
    if not is_linear(side):
        return None
    ends = []
    for which in (0, 1):
        words: list[str] = []
        for row, term in enumerate(side.terms, first):
            end = which if term.sign > 0 else 1 - which
            if not term.figure.points[end].is_finite():
                words = []
                break
            column = (LOW, HIGH)[end] if _is_range(term) else VALUE
            words.append(f"{'+' if term.sign > 0 else '-'}{column}{row}")
        ends.append("".join(words).removeprefix("+"))
    return ends[0], ends[1]


def _meant_agrees(outcome: Outcome) -> bool:
    """Whether the ends shown for ranges are the values meant (not so where several prints were joined)."""
    terms = [t for side in (outcome.left, outcome.right) for t in side.terms if _is_range(t)]
    return all(Interval(*t.figure.points) == t.figure.interval == t.interval for t in terms)


def verdict(outcome: Outcome, rows: Rows, places: int, say: Callable[[str], str]) -> str:
    """The verdict on what the block shows now (design, section 4), as a formula giving the word."""
    gap = f"{VALUE}{rows.difference}"
    narrow = _within_three_sigma(outcome, rows, places)
    meets = "AND(" + ",".join(_meeting(outcome, rows)) + ")"
    wide = f'"{say("rounding_wide")}"'
    possible = f'IF({narrow},"{say("rounding")}",{wide})' if narrow else wide
    holds = {
        "=": f"{gap}=0",
        "≤": f"{gap}<=0",
        "≥": f"{gap}>=0",
        "<": f"{gap}<0",
        ">": f"{gap}>0",
    }[outcome.operator]
    equal = f'"{say("exact")}"'
    if outcome.operator == "=" and ranged(outcome):
        same = f"{LOW}{rows.left_sum}={LOW}{rows.right_sum},{HIGH}{rows.left_sum}={HIGH}{rows.right_sum}"
        equal = f'IF(AND({same}),{equal},"{say("rounding")}")'
    return f'IF({holds},{equal},IF({meets},{possible},"{say("mismatch")}"))'


def _meeting(outcome: Outcome, rows: Rows) -> list[str]:
    """The comparisons of ends that make both sides possible at once; infinite ends always allow it."""
    conditions = ["TRUE"]
    left, right = outcome.left.interval, outcome.right.interval
    if outcome.operator in "=≤<" and left.low.is_finite() and right.high.is_finite():
        sign = "<" if left.low_open or right.high_open or outcome.operator == "<" else "<="
        conditions.append(f"{LOW}{rows.left_sum}{sign}{HIGH}{rows.right_sum}")
    if outcome.operator in "=≥>" and right.low.is_finite() and left.high.is_finite():
        sign = "<" if right.low_open or left.high_open or outcome.operator == ">" else "<="
        conditions.append(f"{LOW}{rows.right_sum}{sign}{HIGH}{rows.left_sum}")
    return conditions[1:] or conditions


def _within_three_sigma(outcome: Outcome, rows: Rows, places: int) -> str:
    """|difference| ≤ 3σ as 4d² ≤ 3Σu²; empty where a product or quotient has another σ."""
    if not (is_linear(outcome.left) and is_linear(outcome.right)):
        return ""
    left = f"{ULP}{rows.left}:{ULP}{rows.left + len(outcome.left.terms) - 1}"
    right = f"{ULP}{rows.right}:{ULP}{rows.right + len(outcome.right.terms) - 1}"
    digits = 2 * places
    return f"ROUND(4*{VALUE}{rows.difference}^2,{digits})<=ROUND(3*(SUMSQ({left})+SUMSQ({right})),{digits})"
