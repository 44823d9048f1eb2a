"""The one judge: both sides of a relation → its verdict (design, section 4), on single values and on columns.

Interval comparison follows XBRL Calculations 1.1: what can meet is rounding, ends open or closed as the prints'
are. With σ² = Σu²/12, |c − r| ≤ 3σ is 4·(c − r)² ≤ 3·Σu², which stays in exact arithmetic.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from fractions import Fraction
from typing import Any, TypeVar

import numpy as np

from recon.model import Level, Verdict
from recon.relations import Form, Reading, Relation, size
from recon.rules.nodes import Exact, Node, scaled, total

K = TypeVar("K", bound=Hashable)
EXACT, ROUNDING, WIDE, MISMATCH, IMPLIED, UNVERIFIABLE, NONE = range(7)  #: places in model.VERDICTS
_TURNED = {"≥": "≤", ">": "<"}


def side(form: Form[K], node: Callable[[K], Node]) -> Node:
    """The value of a linear form; a single name by itself is its own node."""
    if len(form.terms) == 1 and form.terms[0][0] == 1 and not form.constant:
        return node(form.terms[0][1])
    parts = [(1 if c > 0 else -1, scaled(node(name), Fraction(size(c)))) for c, name in form.terms]
    return total([*parts, (1, point(form.constant))] if form.constant else parts)


def sides(relation: Relation[K], node: Callable[[K], Node]) -> tuple[Node, Node]:
    """Both sides of a relation between linear forms."""
    assert not isinstance(relation.left, str)
    assert not isinstance(relation.right, str)
    return side(relation.left, node), side(relation.right, node)


def point(value: Exact) -> Node:
    """A number that was never printed."""
    return rounded(value, 0, 0)


def rounded(value: Exact, width: Exact, squares: Exact) -> Node:
    """A sum of rounded prints: its value, the length of its interval around it, and Σ u²."""
    half: Exact = width // 2 if isinstance(width, int) and not width % 2 else Fraction(width) / 2
    return Node(value, (value, value), value - half, value + half, False, False, squares, 0, 0)


ZERO = point(0)


def below(left: Node, right: Node) -> bool:
    """Whether some value of ``left`` is at most some value of ``right``."""
    if left.low == right.high:
        return not (left.low_open or right.high_open)
    return left.low < right.high


def meet(left: Node, right: Node) -> bool:
    """Whether the intervals have a point in common."""
    return below(left, right) and below(right, left)


def gap(left: Node, right: Node) -> Exact:
    """``left`` − ``right`` between the nearest values meant; 0 where ranges overlap."""
    if left.meant[1] < right.meant[0]:
        return left.meant[1] - right.meant[0]
    if left.meant[0] > right.meant[1]:
        return left.meant[0] - right.meant[1]
    return 0


def judge(left: Node, operator: str, right: Node, reading: Reading = "value") -> Verdict:
    """The verdict on ``left operator right``.

    The difference is taken from what rounding is expected to leave: nothing for 四舍五入, half a unit a print for
    截断. Two prints of one number (``same``) of equal precision that differ are ``rounding_wide`` at best. Ends of
    ranges are points, open where they do not belong to their range: an ``end`` is another if both belong or neither
    does, and ranges are ``next`` to each other if one of both does.
    """
    if reading in ("end", "next"):
        belongs_alike = left.low_open == right.low_open
        return "exact" if left.meant == right.meant and belongs_alike == (reading == "end") else "mismatch"
    if operator in _TURNED:
        return judge(right, _TURNED[operator], left, reading)
    away = gap(left, right)
    if operator == "=":
        equal, possible = left.meant == right.meant, meet(left, right)
    elif operator == "≤":
        equal, possible = away <= 0, below(left, right)
    else:
        equal, possible = away < 0, left.low < right.high
    if equal:
        return "exact"
    if not possible:
        return "mismatch"
    if reading == "same" and away and left.variance == right.variance:
        return "rounding_wide"
    away = away + left.bias - right.bias if away else 0
    return "rounding" if 4 * away * away <= 3 * (left.variance + right.variance) else "rounding_wide"


def judge_sum(away: Exact, operator: str, width: Exact, squares: Exact) -> Verdict:
    """:func:`judge` of ``away operator 0`` for a sum of rounded prints (:func:`rounded`)."""
    return judge(rounded(away, width, squares), operator, ZERO)


def near(away: Exact, slack: Exact) -> bool:
    """Whether two numbers so far apart can be one, their half-widths coming to ``slack``."""
    return judge_sum(away, "=", 2 * slack, 0) != "mismatch"


def ungraded(verdict: Verdict) -> Verdict:
    """A verdict of what is not graded: all that rounding can explain is rounding."""
    return "rounding" if verdict == "rounding_wide" else verdict


def judge_columns(difference: Any, operator: str, width: int, squares: int) -> Any:
    """:func:`judge` of ``difference operator 0`` for a column of integers: a place in VERDICTS for each.

    ``width`` is the length of the interval around each and ``squares`` its Σ u², in the column's units.
    """
    if operator in ("≥", ">"):
        difference, operator = -difference, _TURNED[operator]
    away = np.abs(difference)
    near = 4.0 * away.astype(float) ** 2 <= 3.0 * squares
    possible = 2 * away <= width if operator != "<" else 2 * difference < width
    graded = np.where(possible, np.where(near, ROUNDING, WIDE), MISMATCH)
    equal = {"=": difference == 0, "≤": difference <= 0, "<": difference < 0}[operator]
    return np.where(equal, EXACT, graded)


def level(verdict: str, of_mismatch: Level) -> Level:
    """The level of an outcome: a wide one may stand with an explanation, what holds is for information."""
    return of_mismatch if verdict == "mismatch" else "核实性" if verdict == "rounding_wide" else "提示性"
