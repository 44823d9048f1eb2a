"""A relation between columns of a list, judged in all entries at once, as the product's own forms judge theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

import numpy as np

from recon.defined.instances import Asked, Binder, Place, rate
from recon.defined.masks import NO, UNKNOWN, Masks
from recon.defined.values import SCALE, Numbers, factors
from recon.definitions import linear
from recon.definitions.model import Table
from recon.definitions.tree import Reference
from recon.model import VERDICTS
from recon.relations import Form, Relation
from recon.rules import rows
from recon.rules.judging import EXACT, IMPLIED, NONE, ROUNDING, UNVERIFIABLE


@dataclass(frozen=True)
class Entries:
    """The entries of a list by verdict."""

    number: str
    rows: list[int]
    verdicts: Any  #: a place in VERDICTS for each
    unknown: Any  #: whether that is so because a condition or a number cannot be read
    passed: int  #: the last verdict that is only counted

    @property
    def counts(self) -> Counter[str]:
        """Entries per verdict, of those that are only counted."""
        counted = self.verdicts[(self.verdicts <= self.passed) | (self.verdicts == UNVERIFIABLE)]
        return Counter({VERDICTS[code]: int(n) for code, n in enumerate(np.bincount(counted)) if n})

    def listed(self) -> Iterator[Place]:
        """The entries that must be reported one by one."""
        return self._places((self.verdicts > self.passed) & (self.verdicts <= IMPLIED))

    def judged(self) -> Iterator[Place]:
        """The entries in which the relation was judged."""
        return self._places((self.verdicts < NONE) & ~self.unknown)

    def _places(self, there: Any) -> Iterator[Place]:
        return (Place(entry=(self.number, self.rows[n])) for n in np.flatnonzero(there))


def judged(one: Asked, binder: Binder, table: Table, *, strict: bool) -> Entries | None:
    """A relation over the entries of a list; None where it is more than sums of columns of one list, each named once.

    ``table`` says what a blank is, and whether sums hold exactly.
    """
    nodes = (one.left, one.right, *one.conditions)
    number = binder.home(one.statement, linear.references(nodes))
    if number is None or one.forms is None or one.sign == "≠":
        return None
    refs = [*one.forms[0].names, *one.forms[1].names]
    if not refs or len(set(refs)) < len(refs) or not all(binder.entry(ref, number) for ref in refs):
        return None
    if not all(_settled(binder, ref, number) for ref in linear.references(one.conditions)):
        return None
    columns = {ref: binder.now.column(number, ref.code) for ref in refs}
    data = binder.now.table(number)
    if data is None or None in columns.values():
        return None
    numbers = cast("dict[Reference, Numbers]", columns)
    asked = Masks(binder, number).all(one.conditions)
    unread = np.isin(data.projects.frame.index, [row for column in numbers.values() for row in column.unread])
    if one.computed or not any(_mixes_rates(form, numbers) for form in one.forms):
        relation, steps = _relation(one, numbers, table, data.projects.frame.index)
        verdicts = rows.verdicts(relation, data.projects, steps.__getitem__, zero=table.missing == "按零")
        verdicts = np.where(unread, UNVERIFIABLE, verdicts)
    else:
        verdicts = np.full(len(asked), NONE)
    verdicts = np.where(asked == NO, NONE, np.where(asked == UNKNOWN, UNVERIFIABLE, verdicts))
    passed = EXACT if strict else ROUNDING
    return Entries(number, binder.now.entries(number), verdicts, (asked == UNKNOWN) | unread, passed)


def _settled(binder: Binder, ref: Reference, number: str) -> bool:
    """Whether a condition names a column of the list, or what is the same in every entry."""
    return binder.entry(ref, number) or not (binder.varies(ref) or ref.units)


def _mixes_rates(form: Form[Reference], numbers: Mapping[Reference, Numbers]) -> bool:
    """Whether shares or rates would be added up."""
    return len(form.terms) > 1 and any(rate(numbers[ref].unit) for ref in form.names)


def _relation(
    one: Asked, numbers: Mapping[Reference, Numbers], table: Table, index: Any
) -> tuple[Relation[str], dict[str, Any]]:
    """The relation by the labels of its columns, all in one unit, what is stated on the right; and their last places."""
    assert one.forms is not None
    by = dict(zip(numbers, factors([column.unit for column in numbers.values()]), strict=True))
    left, right = (
        Form(tuple((c * by[ref] if by[ref] != 1 else c, numbers[ref].label) for c, ref in form.terms), form.constant)
        for form in one.forms
    )
    if one.sign == "=" and len(left.terms) == 1 and left.terms[0][0] == 1 and not left.constant:
        left, right = right, left
    whole = all(Fraction(c).denominator == 1 for c, _ in left.terms)
    rounded = right.names if one.sign == "=" and not whole and len(right.terms) == 1 else ()
    points = table.rounding == "舍位平衡" or len(numbers) == 1
    steps = {
        column.label: 0 if points else _steps(column, index, exact=column.label not in rounded)
        for column in numbers.values()
    }
    return Relation("relation", left, one.sign, right, code=one.number), steps


def _steps(column: Numbers, index: Any, *, exact: bool) -> Any:
    """The last places of a column, entry by entry; an exact amount that is 13% of others is not more exact than its own."""
    last = 0 if exact else column.last // 10 ** (SCALE - column.grid.scale)
    usual = column.grid.step(0, column.label) or last
    return np.where(np.isin(index, list(column.idle)), last, usual) if column.idle else np.full(len(index), usual)
