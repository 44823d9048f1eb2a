"""Which cells of a form by definition are computed: columns with a formula, and totals that a relation states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from recon.defined import instances
from recon.defined.forms import Own
from recon.defined.instances import Asked, Place
from recon.definitions.linear import references as _references
from recon.definitions.tree import Expression, Reference
from recon.templates.defined.formulas import UnwritableError
from recon.templates.defined.geometry import At, Geometry

#: A cell of a form: 表号, row (code of a fixed row, or blank for every entry), code of a column.
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Resolver:
    """The cells of references in the workbook, place by place."""

    own: Own
    geometries: Mapping[str, Geometry]
    binder: instances.Binder

    def places(self, asked: Asked) -> list[Place]:
        """Every place of a relation; of a list one for all entries."""
        return self.binder.places(asked.statement, (asked.left, asked.right, *asked.conditions))

    def key(self, ref: Reference, place: Place) -> Key:
        """The cell of a reference in a place."""
        table = self.own.definition.table(ref.table)
        if table is None or ref.period or ref.units:
            raise UnwritableError
        if not table.matrix:
            return ref.table, "合计" if ref.total or place.entry[0] != ref.table else "", ref.code
        if ref.total:
            raise UnwritableError
        if ref.axis == "row":
            return ref.table, ref.code, ref.across or place.columns.get(ref.table, "")
        return ref.table, ref.across or place.rows.get(ref.table, ""), ref.code

    def at(self, ref: Reference, place: Place, entry: int = 0) -> At | None:
        """The cell of a reference; None where it does not apply."""
        number, row, code = self.key(ref, place)
        geometry = self.geometries[number]
        table = geometry.table
        if table.column(code) is None:
            raise UnwritableError
        column = geometry.column(code)
        if not table.matrix:
            if row == "合计" and not geometry.spec.total:
                return geometry.entry_range(column)
            return At(geometry.spec.sheet, geometry.total if row == "合计" else entry or geometry.first, column)
        if table.row(row) is None:
            raise UnwritableError
        if not table.applies(row, code):
            return None
        return At(geometry.spec.sheet, geometry.row(row), column)


def formulas(resolver: Resolver) -> dict[Key, tuple[Expression, Place]]:
    """The expression of each computed cell: the formula of its column, else the first relation that states it alone.

    A relation that would make a cell rest on itself is left to the officer.
    """
    by_key: dict[Key, tuple[Expression, Place]] = {}
    rests: dict[Key, set[Key]] = {}
    for one, stated, expression in stating(resolver.own):
        for place in resolver.places(one):
            try:
                key, needed = _rests(resolver, stated, expression, place, linear=one.forms is not None)
            except UnwritableError:
                continue
            if key is None or key in by_key or not needed or _reaches(rests, needed, key):
                continue
            by_key[key], rests[key] = (expression, place), needed
    return by_key


def stating(own: Own) -> Iterator[tuple[Asked, Reference, Expression]]:
    """The equations that state one cell by others of the same filling, always: formulas of columns first."""
    every = [one for one in instances.asked(own) if isinstance(one, Asked) and one.sign == "=" and not one.conditions]
    for one in sorted(every, key=lambda a: not a.computed):
        for stated, expression in ((one.left, one.right), (one.right, one.left)):
            if isinstance(stated, Reference) and (one.computed or _firm(one, expression)):
                yield one, stated, expression
                break


def _firm(one: Asked, expression: Expression) -> bool:
    """Whether a relation must hold and says more than that two cells are equal."""
    several = len(_references(expression)) > 1
    return one.statement.level == "强制性" and several


def _rests(
    resolver: Resolver, stated: Reference, expression: Expression, place: Place, *, linear: bool
) -> tuple[Key | None, set[Key]]:
    """The stated cell and those it is made of; none where it does not apply."""
    if resolver.at(stated, place) is None:
        return None, set()
    key = resolver.key(stated, place)
    if key[1] == "合计":
        return None, set()
    needed = set()
    for ref in _references(expression):
        if ref == stated:
            return None, set()
        if resolver.at(ref, place) is not None:
            needed.add(resolver.key(ref, place))
        elif not linear:
            return None, set()
    return key, needed


def _reaches(rests: Mapping[Key, set[Key]], start: set[Key], goal: Key) -> bool:
    """Whether some cell rests, at last, on the goal."""
    seen: set[Key] = set()
    edge = list(start)
    while edge:
        one = edge.pop()
        if one == goal:
            return True
        if one not in seen:
            seen.add(one)
            edge += rests.get(one, ())
    return False
