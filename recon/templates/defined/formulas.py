"""Relations of a definition as formulas of a spreadsheet: what a cell comes to, and whether a relation is broken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from recon.definitions import linear
from recon.definitions.tree import (
    Blank,
    Both,
    Choice,
    Comparison,
    Condition,
    Each,
    Expression,
    Function,
    Number,
    Product,
    Quotient,
    Range,
    Reference,
    Sum,
    Text,
)
from recon.numbers import plain
from recon.relations import Coefficient, Form, decimal, size
from recon.templates.defined.geometry import At

#: Where a reference stands; None where it does not apply. Raises UnwritableError where it cannot be written.
Find = Callable[[Reference], At | None]
#: A cell in notation.
Show = Callable[[At], str]
_SIGNS = {"≥": ">=", "≤": "<=", "≠": "<>"}


class UnwritableError(Exception):
    """Something that a formula of the workbook cannot say: another file, another unit."""


@dataclass(frozen=True)
class Formula:
    """Writes expressions as formulas."""

    find: Find
    show: Show

    def value(self, expression: Expression) -> str:
        """An expression as a formula; text and blanks in its cells count as nothing."""
        try:
            return self.linear(linear.form(expression))
        except linear.NotLinearError:
            return self._value(expression)

    def linear(self, form: Form[Reference]) -> str:
        """A linear form: what counts alike stands in one SUM."""
        groups: dict[Coefficient, list[str]] = {}
        for coefficient, ref in form.terms:
            at = self.find(ref)
            if at is not None:
                groups.setdefault(coefficient, []).append(self.show(at))
        pieces: list[str] = []
        for coefficient, cells in groups.items():
            by = "" if size(coefficient) == 1 else f"{_number(Fraction(size(coefficient)))}*"
            text = f"{by}SUM({','.join(joined(cells))})"
            pieces.append(("-" if coefficient < 0 else "+" if pieces else "") + text)
        if form.constant or not pieces:
            constant = _number(Fraction(form.constant))
            pieces.append(constant if constant.startswith("-") or not pieces else f"+{constant}")
        return "".join(pieces)

    def _value(self, expression: Expression) -> str:
        match expression:
            case Number():
                return _number(expression.value)
            case Reference():
                at = self.find(expression)
                if at is None:
                    raise UnwritableError
                return f"N({self.show(at)})" if at.last is None else f"SUM({self.show(at)})"
            case Range():
                return self.linear(linear.form(expression))
            case Sum():
                texts = [("-" if sign < 0 else "+") + self._part(term) for sign, term in expression.terms]
                return "".join(texts).removeprefix("+")
            case Product():
                return f"{self._part(expression.first)}*{self._part(expression.second)}"
            case Quotient():
                return f"{self._part(expression.above)}/{self._part(expression.below)}"
            case Function():
                return f"{expression.name}({','.join(self.value(one) for one in expression.arguments)})"
            case Choice():
                chosen = self.value(expression.then), self.value(expression.otherwise)
                return f"IF({self.condition(expression.condition)},{chosen[0]},{chosen[1]})"
            case Text():
                raise UnwritableError
        raise UnwritableError

    def _part(self, expression: Expression) -> str:
        text = self._value(expression)
        return (
            text if isinstance(expression, Number | Reference | Function) and not text.startswith("-") else f"({text})"
        )

    def condition(self, condition: Condition) -> str:
        """A condition as a formula that is true or false."""
        match condition:
            case Comparison():
                links = [self._compare(left, sign, right) for left, sign, right in condition.links]
                return links[0] if len(links) == 1 else f"AND({','.join(links)})"
            case Blank():
                at = self._at(condition.reference)
                return f'{at}{"<>" if condition.filled else "="}""'
            case Each():
                several = [self._compare(one, condition.sign, condition.value) for one in condition.references]
                return f"{'OR' if condition.quantity == 'any' else 'AND'}({','.join(several)})"
            case Both():
                return f"{condition.word.upper()}({','.join(self.condition(one) for one in condition.conditions)})"
        raise UnwritableError

    def _at(self, ref: Reference) -> str:
        at = self.find(ref)
        if at is None:
            raise UnwritableError
        return self.show(at)

    def _compare(self, left: Expression, sign: str, right: Expression) -> str:
        if isinstance(right, Text) and isinstance(left, Reference):
            word = right.value.replace('"', '""')
            return f'{self._at(left)}{_SIGNS.get(sign, sign)}"{word}"'
        return f"{self.value(left)}{_SIGNS.get(sign, sign)}{self.value(right)}"

    def cells(self, expression: Expression) -> list[str]:
        """The cells that an expression names."""
        places = (self.find(ref) for ref in linear.references(expression))
        return [self.show(at) for at in places if at is not None]

    def divisors(self, expression: object) -> Iterator[str]:
        """The divisors of an expression, as formulas."""
        if isinstance(expression, Quotient):
            if linear.references(expression.below):
                yield self.value(expression.below)
            yield from self.divisors(expression.above)
            yield from self.divisors(expression.below)
        elif isinstance(expression, Sum):
            for _, term in expression.terms:
                yield from self.divisors(term)
        elif isinstance(expression, Product):
            yield from self.divisors(expression.first)
            yield from self.divisors(expression.second)
        elif isinstance(expression, Function):
            for one in expression.arguments:
                yield from self.divisors(one)


def broken(away: str, sign: str, limit: Decimal, places: int) -> str:
    """Whether ``left - right`` breaks a relation by more than ``limit``."""
    difference, most = f"ROUND({away},{places})", plain(limit)
    return {
        "=": f"ABS({difference})>{most}",
        "≤": f"{difference}>{most}",
        "≥": f"{difference}<-{most}",
        "<": f"{difference}>={most}",
        ">": f"{difference}<=-{most}",
        "≠": f"{difference}=0",
    }[sign]


def _number(value: Fraction) -> str:
    near = decimal(value)
    return plain(near) if Fraction(near) == value else f"({value.numerator}/{value.denominator})"


def joined(cells: list[str]) -> list[str]:
    """Cells below each other as one range: B9,B10,B11 → B9:B11."""
    ranges: list[str] = []
    run: list[tuple[str, str, int]] = []

    def close() -> None:
        if len(run) > 2:
            head, letters, first = run[0]
            ranges.append(f"{head}{letters}{first}:{letters}{run[-1][2]}")
        else:
            ranges.extend(f"{head}{letters}{row}" for head, letters, row in run)
        run.clear()

    for cell in cells:
        match = re.fullmatch(r"((?:'.*'!)?)([A-Z]+)(\d+)", cell)
        if match is None:
            close()
            ranges.append(cell)
            continue
        one = (match[1], match[2], int(match[3]))
        if run and (one[0], one[1], one[2] - 1) != run[-1]:
            close()
        run.append(one)
    close()
    return ranges
