"""The verdict on a relation over the cells of one place."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Any

from recon.defined.cellwise import Instance, difference, oriented
from recon.defined.values import SCALE, Datum
from recon.definitions.model import Table
from recon.model import Verdict
from recon.rules.judging import judge_sum
from recon.rules.relation import weigh

_TURNED = {"≥": "≤", ">": "<"}


def verdict(instance: Instance, table: Table) -> tuple[Verdict | None, tuple[Datum, ...]]:
    """The verdict by the policies of a table, and the blanks that matter; None where nothing is there to compare."""
    if instance.texts[0]:
        return _weighed(instance), ()
    plain, missing = judge(instance, zero=table.missing == "按零", points=table.rounding == "舍位平衡")
    return _tolerated(instance, plain), missing


def _weighed(instance: Instance) -> Verdict | None:
    one = instance.asked
    sign = "=" if one.sign == "≠" else one.sign
    weighed = weigh(instance.judged, sign, instance.numbers, frozenset()).verdict
    if one.sign == "≠":
        return "mismatch" if weighed == "exact" else "exact"
    return _tolerated(instance, weighed)


def _tolerated(instance: Instance, verdict: Verdict | None) -> Verdict | None:
    """The verdict, with a difference within 允许差 as good as rounded."""
    tolerance = instance.asked.statement.tolerance
    if tolerance is None or verdict not in ("mismatch", "rounding_wide") or instance.asked.sign == "≠":
        return verdict
    away = difference(instance)
    if instance.asked.sign in _TURNED:
        away = -away
    within = abs(away) <= Fraction(tolerance) if instance.asked.sign == "=" else away <= Fraction(tolerance)
    return "rounding" if within else verdict


def judge(instance: Instance, *, zero: bool, points: bool) -> tuple[Verdict | None, tuple[Datum, ...]]:
    """The verdict on a linear relation and the blanks in it; None where nothing is there to compare.

    ``zero``: a blank counts as nothing. ``points``: sums hold exactly (舍位平衡).
    """
    terms = [*instance.left.terms, *((-c, d) for c, d in instance.right.terms)]
    blanks = tuple(d for _, d in terms if d.value is None)
    if len(blanks) == len(terms):
        return None, ()
    constant = instance.left.constant - instance.right.constant
    whole, parts = type(constant) is int and all(type(c) is int for c, _ in terms), 1
    if not whole:
        parts = lcm(Fraction(constant).denominator, *(Fraction(c).denominator for c, _ in terms))
    merged: dict[Any, list[Any]] = {}
    for c, d in terms:
        merged.setdefault((d.cell.sheet, d.cell.row, d.cell.column), [0, d])[0] += c
    away, width, squares = int(constant * parts) * 10**SCALE, 0, 0
    for c, d in merged.values():
        weight = c if whole else int(c * parts)
        away += weight * (d.value or 0)
        step = 0 if points or d.value is None else abs(weight) * d.step
        width += step
        squares += step * step
    sign = instance.asked.sign
    if blanks and not zero:
        return _lacking(instance, blanks, away, width)
    if sign == "≠":
        return ("exact" if away else "mismatch"), ()
    return judge_sum(away, sign, width, squares), ()


def _lacking(
    instance: Instance, blanks: tuple[Datum, ...], away: int, width: int
) -> tuple[Verdict | None, tuple[Datum, ...]]:
    """A relation with blanks: what one must hold, or that the rest exceeds the total already."""
    if instance.asked.sign != "=":
        return None, ()
    stated, parts = oriented(instance)[:2][::-1]
    total = sum(c * d.value for c, d in stated.terms if d.value is not None)
    there = [c * d.value for c, d in parts.terms if d.value is not None]
    whole = all(d.value is not None for _, d in stated.terms)
    exceeded = judge_sum(sum(there) - total, "≤", width, 0) == "mismatch"
    if whole and there and min(there) >= 0 and exceeded and not parts.constant:
        return "mismatch", blanks
    if len({d.cell for d in blanks}) == 1:
        return "implied", blanks
    return "unverifiable", blanks
