"""A relation (勾稽关系) as one value: judged, searched for suspects, written in words and drawn as a formula."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from recon.model import Level, Operator, Rule
from recon.numbers import plain

K = TypeVar("K", bound=Hashable)
L = TypeVar("L", bound=Hashable)
Coefficient = int | Fraction
#: How the prints of a relation are read: as the values they can stand for; as two prints of one number; as the
#: number a target with a direction sets (以上, 不超过); as the very number printed (舍位平衡); of ends of ranges (分级),
#: that one is the other, or that a range begins where the other ends, without gap or overlap.
Reading = Literal["value", "same", "number", "print", "end", "next"]


@dataclass(frozen=True, slots=True)
class Form(Generic[K]):
    """Σ coefficient · name + constant, exact. A name is a coordinate, a figure number, a cell or a column."""

    terms: tuple[tuple[Coefficient, K], ...] = ()
    constant: Coefficient = 0

    @property
    def names(self) -> tuple[K, ...]:
        """The names that it adds up, in order."""
        return tuple(name for _, name in self.terms)

    def renamed(self, name: Callable[[K], L]) -> Form[L]:
        """The form over other names; what comes to one name is added up."""
        return Form(tuple(_added((c, name(old)) for c, old in self.terms)), self.constant)

    def times(self, factor: Coefficient) -> Form[K]:
        """Every coefficient and the constant times ``factor``."""
        return Form(tuple((c * factor, n) for c, n in self.terms), self.constant * factor)

    def plus(self, other: Form[K], sign: int = 1) -> Form[K]:
        """The sum with, or the difference from, another form; names that cancel out are left out."""
        joined = _added((*self.terms, *((sign * c, n) for c, n in other.terms)))
        return Form(tuple((c, n) for c, n in joined if c), self.constant + sign * other.constant)


def _added(terms: Iterable[tuple[Coefficient, K]]) -> Iterator[tuple[Coefficient, K]]:
    """The terms with what comes to one name added up, in order of the names' first."""
    coefficients: dict[K, Coefficient] = {}
    for coefficient, name in terms:
        coefficients[name] = coefficients[name] + coefficient if name in coefficients else coefficient
    return ((c, name) for name, c in coefficients.items())


class Condition(NamedTuple):
    """Where a relation is asked: a column and the texts it must have there, or 报告期 and months (``01``)."""

    column: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation(Generic[K]):
    """``left operator right`` between true values; what is computed stands left, what is stated right.

    A side is a linear form, or an expression as a person wrote it over names (sheet 勾稽): ``F1 ÷ F2 × 100``.
    """

    rule: Rule
    left: Form[K] | str
    operator: Operator
    right: Form[K] | str
    level: Level | Literal[""] = ""  #: of a mismatch; blank: by the dates of its documents
    code: str = ""  #: of a form: a finding's code adds 01 for a mismatch, 02 for a wide one, 03 implied
    label: str = ""  #: how it came about: the breakdown, or 编号 and 说明 of a line
    when: Condition | None = None
    reading: Reading = "value"

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of what may be found of it: it does not hold, it is wide, and of an equation, a blank is implied."""
        return tuple(f"{self.code}{n:02d}" for n in range(1, 4 if self.operator == "=" else 3))

    @property
    def lefts(self) -> tuple[K, ...]:
        """The names on the left; none of a written expression."""
        return () if isinstance(self.left, str) else self.left.names

    @property
    def rights(self) -> tuple[K, ...]:
        """The names on the right; none of a written expression."""
        return () if isinstance(self.right, str) else self.right.names

    @property
    def factor(self) -> Decimal:
        """The coefficient of the names on the right, where that is one number; 1 where there is none."""
        factors = () if isinstance(self.right, str) else {c for c, _ in self.right.terms}
        return decimal(max(factors, default=1))

    @property
    def formulas(self) -> tuple[str, str]:
        """Both sides as a person wrote them; blank where they are forms."""
        return tuple(side if isinstance(side, str) else "" for side in (self.left, self.right))  # type: ignore[return-value]

    def difference(self, name: Callable[[K], L]) -> Form[L]:
        """left − right of two linear forms over other names, turned so that it is =, ≤ or < 0."""
        assert not isinstance(self.left, str)
        assert not isinstance(self.right, str)
        turn = -1 if self.operator in ("≥", ">") else 1
        left, right = (
            ((turn * c, name(n)) for c, n in self.left.terms),
            ((-turn * c, name(n)) for c, n in self.right.terms),
        )
        terms = tuple((c, n) for c, n in _added(chain(left, right)) if c)
        return Form(terms, turn * (self.left.constant - self.right.constant))

    @property
    def strict(self) -> bool:
        """Whether equality breaks it."""
        return self.operator in ("<", ">")

    def __str__(self) -> str:
        return f"{written(self.left)} {self.operator} {written(self.right)}"


def written(side: Form[Any] | str) -> str:
    """A side in words, ``A + 1.2 × B − C``; a written one as it stands."""
    return side if isinstance(side, str) else "".join(_pieces(side)) or "0"


def _pieces(side: Form[Any]) -> Iterator[str]:
    for n, (coefficient, name) in enumerate(side.terms):
        sign = "−" if coefficient < 0 else "+"
        if n or coefficient < 0:
            yield f" {sign} " if n else sign
        if size(coefficient) != 1:
            yield f"{_number(size(coefficient))} × "
        yield str(name)
    if side.constant:
        sign = "−" if side.constant < 0 else "+"
        yield f" {sign} " if side.terms else sign.replace("+", "")
        yield _number(size(side.constant))


def size(value: Coefficient) -> Coefficient:
    """The absolute value."""
    return -value if value < 0 else value


def decimal(value: Coefficient) -> Decimal:
    """A coefficient as a Decimal; what has no end is given to the precision of the context."""
    exact = Fraction(value)
    return Decimal(exact.numerator) / Decimal(exact.denominator)


def _number(value: Coefficient) -> str:
    near = decimal(value)
    return plain(near) if Fraction(near) == value else str(Fraction(value))


def total(names: tuple[K, ...], factor: Coefficient | Decimal = 1) -> Form[K]:
    """The plain sum of names, each times ``factor``."""
    exact: Coefficient = 1 if factor == 1 else Fraction(factor)
    return Form(tuple((exact, name) for name in names))


def columns(
    code: str,
    rule: Rule,
    left: tuple[str, ...],
    operator: Operator,
    right: tuple[str, ...] = (),
    level: Level = "强制性",
    factor: Decimal = Decimal(1),
    when: tuple[str, tuple[str, ...]] | None = None,
) -> Relation[str]:
    """``left operator factor × right`` between columns of a form, in every row where ``when`` holds."""
    asked = Condition(*when) if when else None
    return Relation(rule, total(left), operator, total(right, factor), level, code, when=asked)
