"""The outcome of a relation in one place: both sides with their figures, what they come to."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from recon.defined.cellwise import Instance, oriented
from recon.defined.sides import Side
from recon.defined.values import SCALE, Datum, figure, name
from recon.model import Coordinate, Interval, Operator, Outcome, Rule, Term, Verdict
from recon.model import Side as Stated
from recon.relations import Form, Relation, size, written
from recon.rules.nodes import NOTHING
from recon.rules.outcomes import decimal, made
from recon.rules.relation import weigh

_UNIT = 10**SCALE


def outcome_of(instance: Instance, verdict: Verdict, missing: tuple[Datum, ...], period: str) -> Outcome:
    """The outcome of a relation in one place."""
    one = instance.asked
    operator: Operator = one.sign
    if instance.texts[0]:
        left, right = _expressions(instance, period)
        turned = one.sign == "=" and one.computed
        if turned:
            left, right = right, left
        rule: Rule = "relation"
    else:
        computed, stated, _ = oriented(instance)
        left, right = side(computed, period), side(stated, period)
        rule = _rule(instance, computed, stated)
    if missing and verdict == "mismatch":
        operator = "≤"
    at = [*right.terms, *left.terms] if one.sign == "=" else [*left.terms, *right.terms]
    if verdict == "implied":
        left, right = _implied(instance, missing[0], period), NOTHING
        place = Coordinate(missing[0].label, missing[0].item, period, "")
    else:
        place = at[0].figure.coordinate if at else Coordinate("", "", period, "")
    unit = _unit(instance)
    relation: Relation[str] = Relation(rule, left.formula or "", operator, right.formula or "", one.statement.level)
    where = [t.figure.id for s in (left, right) for t in s.terms]
    identity = repr((one.number, one.statement.table, operator, where, [str(d.cell) for d in missing]))
    decided = verdict not in ("unverifiable", "implied")
    return made(
        relation,
        verdict,
        one.statement.level,
        left,
        right,
        place,
        unit,
        identity,
        label=one.number,
        missing=tuple(d.cell.a1 for d in missing),
        difference=None if decided else Decimal("NaN"),
    )


def _unit(instance: Instance) -> str:
    """The unit of what is compared: of a quotient that of the single cell beside it, or none."""
    if not instance.texts[0]:
        return next((d.unit for d in instance.data), "")
    alone = next((text for text in instance.texts if text in instance.cells), "")
    return instance.cells[alone].unit if alone else ""


def _rule(instance: Instance, computed: Side, stated: Side) -> Rule:
    if instance.asked.sign != "=":
        return "bound"
    earlier = any(d.cell.sheet.startswith("[") for d in instance.data)
    plain = all(c == 1 for c, _ in (*computed.terms, *stated.terms)) and not computed.constant and not stated.constant
    if not plain or len(stated.terms) != 1:
        return "roll_forward" if earlier else "relation"
    if earlier:
        return "roll_forward"
    sheets = {d.cell.sheet for d in instance.data}
    return "tie" if len(computed.terms) == 1 or len(sheets) > 1 else "foot"


def side(one: Side, period: str) -> Stated:
    """A linear side with its figures; cells that are blank are left out."""
    terms = []
    value, low, high = (Fraction(one.constant) for _ in range(3))
    for c, d in one.terms:
        if d.value is None:
            continue
        stated, by = figure(d, period), Fraction(size(c))
        point, half = by * Fraction(d.value, _UNIT), by * Fraction(d.step, 2 * _UNIT)
        sign = 1 if c > 0 else -1
        value, low, high = value + sign * point, low + sign * point - half, high + sign * point + half
        ends = Interval(decimal(point - half, 0), decimal(point + half, 0))
        terms.append(Term(stated, sign, decimal(point, 0), ends, by if by != 1 else 1))
    odd = bool(one.constant) or any(size(c) != 1 for c, _ in one.terms)
    formula = (
        written(Form(tuple((c, name(d.cell)) for c, d in one.terms if d.value is not None), one.constant))
        if odd
        else ""
    )
    return Stated(decimal(value, 0), Interval(decimal(low, 0), decimal(high, 0)), tuple(terms), formula)


def _expressions(instance: Instance, period: str) -> tuple[Stated, Stated]:
    weighing = weigh(instance.texts, "=", instance.numbers, frozenset())
    sides = []
    for text, weight in zip(instance.texts, (weighing.left, weighing.right), strict=True):
        terms = []
        for sign, key in weight.used:
            if key in instance.cells and instance.cells[key].value is not None:
                made_ = figure(instance.cells[key], period)
                terms.append(Term(made_, sign, made_.value, made_.interval))
        weighed = weight.node
        ends = Interval(decimal(weighed.low, 0), decimal(weighed.high, 0))
        sides.append(Stated(decimal(weighed.point, 0), ends, tuple(terms), "" if text in instance.cells else text))
    return sides[0], sides[1]


def _implied(instance: Instance, missing: Datum, period: str) -> Stated:
    """The value that the one blank of an equation must hold."""
    terms = [*instance.left.terms, *((-c, d) for c, d in instance.right.terms)]
    own = sum((Fraction(c) for c, d in terms if d.cell == missing.cell), Fraction(0))
    rest = tuple((Fraction(-c) / own, d) for c, d in terms if d.cell != missing.cell) if own else ()
    constant = (Fraction(instance.right.constant) - Fraction(instance.left.constant)) / own if own else 0
    return side(Side(tuple((int(c) if c.denominator == 1 else c, d) for c, d in rest), constant), period)
