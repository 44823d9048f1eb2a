"""A relation of a definition in one place, over the cells of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from recon.defined.conditions import Look, applies
from recon.defined.instances import Asked, rate
from recon.defined.sides import Side, Writer, in_one_unit, node
from recon.defined.sides import linear as bound_form
from recon.defined.values import SCALE, Datum, name
from recon.definitions import linear
from recon.definitions.model import Table
from recon.definitions.tree import Reference
from recon.rules.nodes import Node
from recon.rules.relation import weigh


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


def bound(one: Asked, look: Look, table: Table) -> Instance | None:
    """A relation over the cells that its references come to; None where nothing is there to compare.

    Raises :class:`recon.defined.conditions.UnknownError` where one has no cell, and ExpressionError for what cannot be worked out.
    """
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


def _to_last_place(instance: Instance) -> Instance:
    """An exact amount that is 13% of others, with its last place: it cannot be more exact than that."""
    parts, stated, turned = oriented(instance)
    whole = all(Fraction(c).denominator == 1 for c, _ in parts.terms)
    if instance.asked.sign != "=" or whole or len(stated.terms) != 1:
        return instance
    ((c, datum),) = stated.terms
    rounded = stated._replace(terms=((c, datum._replace(step=datum.step or datum.last)),))
    return instance._replace(left=rounded) if turned else instance._replace(right=rounded)


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
        bound = writer.look(side) if isinstance(side, Reference) else None
        for datum in bound.data if bound is not None and len(bound.data) == 1 else ():
            rounded = datum._replace(step=datum.step or datum.last)
            key = name(datum.cell)
            writer.cells[key], writer.numbers[key] = rounded, node(rounded)
            return


def _rates(left: Side, right: Side) -> bool:
    """Whether shares or rates would be added up."""
    several = [datum for side in (left, right) if len(side.terms) > 1 for _, datum in side.terms]
    return any(rate(datum.unit) for datum in several)


def difference(instance: Instance) -> Fraction:
    """left − right of the numbers as printed, in whole units."""
    if instance.texts[0]:
        judgement = weigh(instance.texts, "=", instance.numbers, frozenset())
        return Fraction(judgement.left.node.point) - Fraction(judgement.right.node.point)
    return sum(_points(instance.left), Fraction(0)) - sum(_points(instance.right), Fraction(0))


def _points(side: Side) -> Iterator[Fraction]:
    yield Fraction(side.constant)
    for c, d in side.terms:
        yield Fraction(c) * Fraction(d.value or 0, 10**SCALE)


def oriented(instance: Instance) -> tuple[Side, Side, bool]:
    """The computed and the stated side: of an equation the single number, as printed the first, is stated."""
    left, right = instance.left, instance.right
    alone = len(left.terms) == 1 and not left.constant and left.terms[0][0] == 1
    if instance.asked.sign == "=" and alone:
        return right, left, True
    return left, right, False
