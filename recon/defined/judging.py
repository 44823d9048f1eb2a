"""Every relation of a definition judged in every place: what holds is counted, everything else becomes an outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import lcm
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from recon.defined import claims
from recon.defined.conditions import Look, UnknownError, applies, holds, looker, named
from recon.defined.instances import Asked, Binder, Claim, Place, rate
from recon.defined.sides import Side, Writer, in_one_unit, node
from recon.defined.sides import linear as bound_form
from recon.defined.values import SCALE, Datum, figure, name
from recon.definitions import linear
from recon.definitions.model import Table
from recon.definitions.tree import Reference
from recon.model import Coordinate, Interval, Operator, Outcome, Rule, Tally, Term, Verdict
from recon.model import Side as Stated
from recon.relations import Form, Relation, size, written
from recon.rules.expression import ExpressionError
from recon.rules.judging import judge_sum
from recon.rules.nodes import NOTHING, Node
from recon.rules.outcomes import decimal, made
from recon.rules.relation import weigh

_UNIT = 10**SCALE
_TURNED = {"≥": "≤", ">": "<"}


class Instance(NamedTuple):
    """A relation in one place: sides over cells, or expressions over their names."""

    asked: Asked
    left: Side
    right: Side
    texts: tuple[str, str] = ("", "")  #: both sides of a relation that is not linear
    cells: Mapping[str, Datum] = MappingProxyType({})
    judged: tuple[str, str] = ("", "")  #: the same with MAX, MIN and ABS as numbers of their own
    numbers: Mapping[str, Node] = MappingProxyType({})

    @property
    def data(self) -> Iterator[Datum]:
        """The cells it names."""
        if self.texts[0]:
            yield from self.cells.values()
        else:
            for side in (self.left, self.right):
                yield from (datum for _, datum in side.terms)


class Wrong(NamedTuple):
    """An instance that does not plainly hold, with its outcome and the cells that lack.

    ``others``: cells that it names besides, in a condition or as an argument that does not count here.
    """

    instance: Instance
    outcome: Outcome
    missing: tuple[Datum, ...] = ()
    others: tuple[Datum, ...] = ()


@dataclass
class Judged:
    """What judging found: instances that were judged, those that did not plainly hold, counts, claims that fail."""

    instances: list[Instance] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    claims: list[tuple[Claim, tuple[Datum, ...]]] = field(default_factory=list)  #: with its cells


@dataclass
class Judge:
    """Judges the relations of a definition on one filling."""

    binder: Binder
    strict: bool = False
    judged: Judged = field(default_factory=Judged)

    def run(self, asked: Iterable[Asked | Claim]) -> Judged:
        """Judge all of them."""
        for one in asked:
            if isinstance(one, Claim):
                self._claim(one)
            else:
                self._relation(one)
        return self.judged

    def _table(self, one: Asked | Claim) -> Table:
        return self.binder.own.definition.table(one.statement.table) or self.binder.own.definition.tables[0]

    def _relation(self, one: Asked) -> None:
        counts: Counter[str] = Counter()
        rule: Rule = "relation"
        table = self._table(one)
        held = self._held(one, table)
        for place in self.binder.places(one.statement, (one.left, one.right, *one.conditions)):
            if (known := held.get(place.entry[1])) is not None:
                counts[known[0]] += 1
                self.judged.instances.append(known[1])
                continue
            look = looker(self.binder, place)
            try:
                if not all(holds(c, look) for c in one.conditions):
                    continue
                instance = self._instance(one, look, table, place)
            except (UnknownError, ExpressionError):
                counts["unverifiable"] += 1
                continue
            if instance is None:
                continue
            if any(d.unread for d in instance.data):
                counts["unverifiable"] += 1
                continue
            try:
                verdict, missing = self._verdict(instance, table)
            except (UnknownError, ExpressionError):
                counts["unverifiable"] += 1
                continue
            if verdict is None:
                continue
            self.judged.instances.append(instance)
            if verdict == "exact" or verdict == "unverifiable" or (verdict == "rounding" and not self.strict):
                counts[verdict] += 1
                continue
            if self.strict and verdict in ("rounding", "rounding_wide"):
                verdict = "mismatch"
            outcome = outcome_of(instance, verdict, missing, self.binder.now.period)
            rule = outcome.rule
            others = named(look, (one.left, one.right, *one.conditions))
            self.judged.wrong.append(Wrong(instance, outcome, missing, others))
        self.judged.tallies.append(Tally(one.number, rule, one.statement.text, dict(counts)))

    def _held(self, one: Asked, table: Table) -> dict[int, tuple[Verdict, Instance]]:
        """Entries of a list in which a plain relation between several of its columns is equal or plainly rounded.

        Every number is there and all are in one unit: the columns are looked up once. Other entries are not in it.
        """
        if one.forms is None or one.conditions or one.sign == "≠" or table.matrix:
            return {}
        terms = [*one.forms[0].terms, *((-c, ref) for c, ref in one.forms[1].terms)]
        refs = [ref for _, ref in terms]
        plain = all(
            r.table == table.number and r.axis == "column" and not (r.total or r.period or r.units) for r in refs
        )
        constant = one.forms[0].constant or one.forms[1].constant
        if not plain or len(set(refs)) < max(2, len(refs)) or constant or any(type(c) is not int for c, _ in terms):
            return {}
        columns = [self.binder.now.column(table.number, ref.code) for ref in refs]
        points = table.rounding == "舍位平衡"
        passed = ("exact",) if self.strict else ("exact", "rounding")
        weights = [int(c) for c, _ in terms]
        first = len(one.forms[0].terms)
        found: dict[int, tuple[Verdict, Instance]] = {}
        for row in self.binder.now.entries(table.number):
            data = [column.get(row) for column in columns]
            if any(d is None or d.value is None or d.unread or d.unit != (data[0] or d).unit for d in data):
                continue
            cells = cast("list[Datum]", data)
            if rate(cells[0].unit):
                continue
            steps = [0 if points else abs(w) * d.step for w, d in zip(weights, cells, strict=True)]
            away = sum(w * cast("int", d.value) for w, d in zip(weights, cells, strict=True))
            verdict = judge_sum(away, one.sign, sum(steps), sum(step * step for step in steps))
            if verdict in passed:
                sides = (
                    Side(tuple(zip(weights[:first], cells[:first], strict=True))),
                    Side(tuple((-w, d) for w, d in zip(weights[first:], cells[first:], strict=True))),
                )
                found[row] = verdict, Instance(one, *sides)
        return found

    def _instance(self, one: Asked, look: Look, table: Table, place: Place) -> Instance | None:
        if one.forms is not None:
            left, right = in_one_unit(bound_form(form, look) for form in one.forms)
            if not (left.asked and right.asked) or not (left.terms or right.terms):
                return None
            if _rates(left, right) and not one.computed:
                return None
            return _limit(_to_last_place(Instance(one, left, right)))
        if not all(applies(look(ref)) for ref in linear.references((one.left, one.right))):
            return None
        writer = Writer(look, table.missing == "按零")
        texts = writer.write(one.left, judged=False), writer.write(one.right, judged=False)
        if all(d.blank for d in writer.cells.values()):
            return None
        judged = writer.write(one.left, judged=True), writer.write(one.right, judged=True)
        if one.sign == "=":
            _round(writer, one)
        empty = Side(())
        return Instance(one, empty, empty, texts, writer.cells, judged, writer.numbers)

    def _verdict(self, instance: Instance, table: Table) -> tuple[Verdict | None, tuple[Datum, ...]]:
        if instance.texts[0]:
            return self._weighed(instance), ()
        verdict, missing = judge(instance, zero=table.missing == "按零", points=table.rounding == "舍位平衡")
        return self._tolerated(instance, verdict), missing

    def _weighed(self, instance: Instance) -> Verdict | None:
        one = instance.asked
        sign = "=" if one.sign == "≠" else one.sign
        verdict = weigh(instance.judged, sign, instance.numbers, frozenset()).verdict
        if one.sign == "≠":
            return "mismatch" if verdict == "exact" else "exact"
        return self._tolerated(instance, verdict)

    def _tolerated(self, instance: Instance, verdict: Verdict | None) -> Verdict | None:
        """What lies within 允许差 is as good as rounded."""
        tolerance = instance.asked.statement.tolerance
        if tolerance is None or verdict not in ("mismatch", "rounding_wide") or instance.asked.sign == "≠":
            return verdict
        away = difference(instance)
        if instance.asked.sign in _TURNED:
            away = -away
        within = abs(away) <= Fraction(tolerance) if instance.asked.sign == "=" else away <= Fraction(tolerance)
        return "rounding" if within else verdict

    def _claim(self, one: Claim) -> None:
        counts: Counter[str] = Counter()
        for asked in claims.judged(self.binder, one):
            if asked.holds is False:
                self.judged.claims.append((one, named(asked.look, (one.condition, *one.conditions))))
            else:
                counts["exact" if asked.holds else "unverifiable"] += 1
        self.judged.tallies.append(Tally(one.statement.number, "relation", one.statement.text, dict(counts)))


def _to_last_place(instance: Instance) -> Instance:
    """An exact amount that is 13% of others, with its last place: it cannot be more exact than that."""
    parts, stated, turned = oriented(instance)
    whole = all(Fraction(c).denominator == 1 for c, _ in parts.terms)
    if instance.asked.sign != "=" or whole or len(stated.terms) != 1:
        return instance
    ((c, datum),) = stated.terms
    told = stated._replace(terms=((c, datum._replace(step=datum.step or datum.last)),))
    return instance._replace(left=told) if turned else instance._replace(right=told)


def _limit(instance: Instance) -> Instance:
    """A cell against a number: the number that is printed in it satisfies the limit or does not."""
    cells = {d.cell for d in instance.data}
    if len(cells) != 1 or bool(instance.left.terms) == bool(instance.right.terms):
        return instance
    left, right = (
        side._replace(terms=tuple((c, d._replace(step=0)) for c, d in side.terms))
        for side in (instance.left, instance.right)
    )
    return instance._replace(left=left, right=right)


def _round(writer: Writer, one: Asked) -> None:
    """As :func:`_to_last_place`, of an amount that is a product, a quotient or the greatest of others."""
    for side in (one.left, one.right):
        found = writer.look(side) if isinstance(side, Reference) else None
        for datum in found.data if found is not None and len(found.data) == 1 else ():
            told = datum._replace(step=datum.step or datum.last)
            key = name(datum.cell)
            writer.cells[key], writer.numbers[key] = told, node(told)
            return


def _rates(left: Side, right: Side) -> bool:
    """Whether shares or rates would be added up."""
    several = [datum for side in (left, right) if len(side.terms) > 1 for _, datum in side.terms]
    return any(rate(datum.unit) for datum in several)


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
    away, width, squares = int(constant * parts) * _UNIT, 0, 0
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


def difference(instance: Instance) -> Fraction:
    """left − right of the numbers as printed, in whole units."""
    if instance.texts[0]:
        found = weigh(instance.texts, "=", instance.numbers, frozenset())
        return Fraction(found.left.node.point) - Fraction(found.right.node.point)
    return sum(_points(instance.left), Fraction(0)) - sum(_points(instance.right), Fraction(0))


def _points(side: Side) -> Iterator[Fraction]:
    yield Fraction(side.constant)
    for c, d in side.terms:
        yield Fraction(c) * Fraction(d.value or 0, _UNIT)


def oriented(instance: Instance) -> tuple[Side, Side, bool]:
    """What is computed and what is stated: of an equation the single number, as printed the first, is stated."""
    left, right = instance.left, instance.right
    alone = len(left.terms) == 1 and not left.constant and left.terms[0][0] == 1
    if instance.asked.sign == "=" and alone:
        return right, left, True
    return left, right, False


def outcome_of(instance: Instance, verdict: Verdict, missing: tuple[Datum, ...], period: str) -> Outcome:
    """What a relation gave in one place."""
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
    known = verdict not in ("unverifiable", "implied")
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
        difference=None if known else Decimal("NaN"),
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
        told, by = figure(d, period), Fraction(size(c))
        point, half = by * Fraction(d.value, _UNIT), by * Fraction(d.step, 2 * _UNIT)
        sign = 1 if c > 0 else -1
        value, low, high = value + sign * point, low + sign * point - half, high + sign * point + half
        ends = Interval(decimal(point - half, 0), decimal(point + half, 0))
        terms.append(Term(told, sign, decimal(point, 0), ends, by if by != 1 else 1))
    odd = bool(one.constant) or any(size(c) != 1 for c, _ in one.terms)
    formula = (
        written(Form(tuple((c, name(d.cell)) for c, d in one.terms if d.value is not None), one.constant))
        if odd
        else ""
    )
    return Stated(decimal(value, 0), Interval(decimal(low, 0), decimal(high, 0)), tuple(terms), formula)


def _expressions(instance: Instance, period: str) -> tuple[Stated, Stated]:
    found = weigh(instance.texts, "=", instance.numbers, frozenset())
    sides = []
    for text, told in zip(instance.texts, (found.left, found.right), strict=True):
        terms = []
        for sign, key in told.used:
            if key in instance.cells and instance.cells[key].value is not None:
                made_ = figure(instance.cells[key], period)
                terms.append(Term(made_, sign, made_.value, made_.interval))
        weighed = told.node
        ends = Interval(decimal(weighed.low, 0), decimal(weighed.high, 0))
        sides.append(Stated(decimal(weighed.point, 0), ends, tuple(terms), "" if text in instance.cells else text))
    return sides[0], sides[1]


def _implied(instance: Instance, missing: Datum, period: str) -> Stated:
    """What the one blank of an equation must hold."""
    terms = [*instance.left.terms, *((-c, d) for c, d in instance.right.terms)]
    own = sum((Fraction(c) for c, d in terms if d.cell == missing.cell), Fraction(0))
    rest = tuple((Fraction(-c) / own, d) for c, d in terms if d.cell != missing.cell) if own else ()
    constant = (Fraction(instance.right.constant) - Fraction(instance.left.constant)) / own if own else 0
    return side(Side(tuple((int(c) if c.denominator == 1 else c, d) for c, d in rest), constant), period)
