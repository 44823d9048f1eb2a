"""Conditions over the entries of a list at once: in which of them one holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import lcm
from typing import Any

import numpy as np

from recon.defined.conditions import UnknownError, holds, looker
from recon.defined.instances import Binder, Place
from recon.definitions import linear
from recon.definitions.tree import Both, Comparison, Condition, Each, Expression, Reference
from recon.relations import Form
from recon.rules import rows

NO, YES, UNKNOWN = range(3)
_ORDERS: dict[str, Any] = {
    "=": np.equal,
    "≠": np.not_equal,
    "≥": np.greater_equal,
    "≤": np.less_equal,
    ">": np.greater,
    "<": np.less,
}


@dataclass(frozen=True)
class Masks:
    """Conditions over the entries of a list, each NO, YES or UNKNOWN in an entry."""

    binder: Binder
    number: str

    def all(self, conditions: Iterable[Condition]) -> Any:
        """The answers where several conditions are asked in order: the first that does not hold ends it."""
        entries = len(self.binder.now.entries(self.number))
        each = (self.of(condition) for condition in conditions)
        return reduce(lambda held, more: np.where(held == YES, more, held), each, np.full(entries, YES))

    def of(self, condition: Condition) -> Any:
        """The answer to a condition in each entry."""
        match condition:
            case Comparison():
                links = [self._compared(left, sign, right) for left, sign, right in condition.links]
                return reduce(lambda held, more: np.where(held == YES, more, held), links)
            case Each():
                each = [self._compared(one, condition.sign, condition.value) for one in condition.references]
                return _joined(each, every=condition.quantity != "any")
            case Both():
                return _joined([self.of(one) for one in condition.conditions], every=condition.word == "and")
        return self._one_by_one(condition)

    def _compared(self, left: Expression, sign: Any, right: Expression) -> Any:
        form = self._form(left, right)
        if form is None:
            return self._one_by_one(Comparison((left, right), (sign,)))
        parts = lcm(*(Fraction(c).denominator for c, _ in form.terms), Fraction(form.constant).denominator)
        data = self.binder.now.table(self.number)
        assert data is not None
        return np.where(_ORDERS[sign](rows.value(data.projects, form.times(parts)), 0), YES, NO)

    def _form(self, left: Expression, right: Expression) -> Form[str] | None:
        """The difference of two sums of columns of amounts by their labels; None for anything else."""
        try:
            form = linear.form(left).plus(linear.form(right), -1)
        except linear.NotLinearError:
            return None
        labels = {}
        for ref in linear.references((left, right)):
            column = self.binder.now.column(self.number, ref.code) if self.binder.entry(ref, self.number) else None
            if column is None:
                return None
            labels[ref] = column.label
        return form.renamed(labels.__getitem__) if labels else None

    def _one_by_one(self, condition: Condition) -> Any:
        """A condition asked once for each combination of what its columns hold."""
        refs = [ref for ref in linear.references(condition) if self.binder.entry(ref, self.number)]
        entries = self.binder.now.entries(self.number)
        columns = [self._values(ref) for ref in refs]
        cache: dict[tuple[Any, ...], int] = {}
        answers = np.empty(len(entries), dtype=np.int64)
        for n, row in enumerate(entries):
            key = tuple([column[n] for column in columns])
            if key not in cache:
                cache[key] = self._asked(condition, row)
            answers[n] = cache[key]
        return answers

    def _asked(self, condition: Condition, row: int) -> int:
        try:
            return YES if holds(condition, looker(self.binder, Place(entry=(self.number, row)))) else NO
        except UnknownError:
            return UNKNOWN

    def _values(self, ref: Reference) -> list[Any]:
        column = self.binder.now.column(self.number, ref.code)
        if column is None:
            return [self.binder.now.text(self.number, row, ref.code) for row in self.binder.now.entries(self.number)]
        data = self.binder.now.table(self.number)
        assert data is not None
        return data.projects.values(column.label)


def _joined(each: list[Any], *, every: bool) -> Any:
    """The answers to all of some conditions, or to one of them; unknown where one of them is."""
    held = [one == YES for one in each]
    answers = np.where(np.logical_and.reduce(held) if every else np.logical_or.reduce(held), YES, NO)
    return np.where(np.logical_or.reduce([one == UNKNOWN for one in each]), UNKNOWN, answers)
