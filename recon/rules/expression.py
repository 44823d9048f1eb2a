"""Expressions of sheet 勾稽: figure numbers, decimals, + − × ÷ and parentheses, evaluated on intervals.

expression = product { (+ | −) product }
product    = operand { (× | * | ÷ | /) operand }
operand    = [ − ] ( number | 编号 | "(" expression ")" )
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

from recon import text as gate
from recon.rules.nodes import Exact, Node, total

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)(?![^\s+\-*/()×÷−])|([^\s+\-*/()×÷−]+)|([+\-*/()]))")
_FOLD = str.maketrans({"×": "*", "÷": "/", "−": "-", "–": "-"})
Degrees = tuple[int, int]  #: above and below the fraction line
DEPTH = 60  #: nesting beyond any a person writes; keeps a hostile cell from exhausting the stack


class ExpressionError(Exception):
    """An expression that cannot be evaluated; ``key`` and ``word``: the reason in the catalogue."""

    def __init__(self, key: str, word: str = "", expression: str = "") -> None:
        super().__init__(f"{key}: {word}")
        self.key = key
        self.word = word
        self.expression = expression


@dataclass(frozen=True, slots=True)
class Value:
    """A value on the way: its node, the figures in it with the sign of their first use, and their degrees.

    The degrees of a figure are the highest powers of it above and below the fraction line; where both are at
    most 1 the value, seen as a function of that figure alone, rises or falls throughout.
    """

    node: Node
    used: tuple[tuple[int, str], ...] = ()
    degrees: Mapping[str, Degrees] = field(default_factory=dict)


Lookup = Callable[[str], Node]
End = tuple[Exact, bool]  #: a value, and whether the interval that ends there is without it
Ends = tuple[End, End]


@lru_cache(maxsize=256)
def tokens(text: str, odd: frozenset[str] = frozenset()) -> tuple[tuple[str, str], ...]:
    """Split into (kind, text): number, name or sign.

    ``odd`` are figure numbers that look like something else (7, F-4); they go before numbers and signs.
    """
    plain = gate.plain(text).translate(_FOLD)
    names_first = _odd_pattern(odd)
    tokens: list[tuple[str, str]] = []
    at = 0
    while at < len(plain.rstrip()):
        if names_first and (match := names_first.match(plain, at)):
            tokens.append(("name", match[1]))
            at = match.end()
            continue
        match = _TOKEN.match(plain, at)
        if not match:
            raise ExpressionError("sign", plain[at:].strip()[:1], text)
        number, name, sign = match.groups()
        tokens.append(("number", number) if number else ("name", name) if name else ("sign", sign))
        at = match.end()
    return tuple(tokens)


def _odd_pattern(odd: frozenset[str]) -> re.Pattern[str] | None:
    """One of the odd numbers as a whole word, the longest first."""
    if not odd:
        return None
    words = "|".join(re.escape(word) for word in sorted(odd, key=lambda w: (-len(w), w)))
    return re.compile(rf"\s*({words})(?![\w.])")


def odd_names(names: Iterable[str]) -> frozenset[str]:
    """The figure numbers that :func:`tokens` would not take for names."""
    return frozenset(name for name in names if not _plain_name(name))


def _plain_name(name: str) -> bool:
    if name.isascii() and name.isidentifier():
        return True
    try:
        return tokens(name) == (("name", name),)
    except ExpressionError:
        return False


def names(text: str, odd: frozenset[str] = frozenset()) -> Iterator[str]:
    """The figure numbers an expression mentions."""
    return (word for kind, word in tokens(text, odd) if kind == "name")


class Algebra(NamedTuple):
    """What an expression is made into: intervals (:func:`evaluate`) or a linear form (:mod:`recon.rules.linear`)."""

    constant: Callable[[Fraction], Any]
    name: Callable[[str], Any]
    add: Callable[[Any, int, Any], Any]  #: first ± second, by the sign in between
    multiply: Callable[[Any, Any], Any]
    divide: Callable[[Any, Any], Any]


def evaluate(text: str, lookup: Lookup, odd: frozenset[str] = frozenset()) -> Value:
    """The value of an expression; raises :class:`ExpressionError`."""
    algebra = Algebra(
        _constant, lambda word: Value(lookup(word), ((1, word),), {word: (1, 0)}), _add, _multiply, _divide
    )
    value = parse(text, algebra, odd)
    assert isinstance(value, Value)
    return value


def extent(text: str, lookup: Callable[[str], Ends], odd: frozenset[str] = frozenset()) -> Ends:
    """Where the interval of :func:`evaluate` begins and ends, and nothing else of its value."""
    algebra = Algebra(lambda value: ((value, False), (value, False)), lookup, _plus, _times, _over)
    ends: Ends = parse(text, algebra, odd)
    return ends


def parse(text: str, algebra: Algebra, odd: frozenset[str] = frozenset()) -> Any:
    """An expression in an algebra; raises :class:`ExpressionError`."""
    try:
        parser = _Parser(tokens(text, odd), algebra)
        value = parser.expression(0)
        if parser.at < len(parser.words):
            raise ExpressionError("sign", parser.words[parser.at][1])
    except ExpressionError as error:
        raise ExpressionError(error.key, error.word, text) from None
    return value


@dataclass
class _Parser:
    words: tuple[tuple[str, str], ...]
    algebra: Algebra
    at: int = 0

    def expression(self, depth: int) -> Any:
        value = self.product(depth)
        while sign := self.take("+", "-"):
            value = self.algebra.add(value, 1 if sign == "+" else -1, self.product(depth))
        return value

    def product(self, depth: int) -> Any:
        value = self.operand(depth)
        while sign := self.take("*", "/"):
            combine = self.algebra.multiply if sign == "*" else self.algebra.divide
            value = combine(value, self.operand(depth))
        return value

    def operand(self, depth: int) -> Any:
        if depth > DEPTH:
            raise ExpressionError("deep")
        if self.take("-"):
            return self.algebra.add(self.algebra.constant(Fraction(0)), -1, self.operand(depth + 1))
        if self.take("("):
            value = self.expression(depth + 1)
            if not self.take(")"):
                raise ExpressionError("bracket")
            return value
        if self.at >= len(self.words):
            raise ExpressionError("end")
        kind, word = self.words[self.at]
        self.at += 1
        if kind == "number":
            return self.algebra.constant(Fraction(word))
        if kind == "name":
            return self.algebra.name(word)
        raise ExpressionError("sign", word)

    def take(self, *signs: str) -> str:
        """Consume one of ``signs`` if it comes next."""
        kind, word = self.words[self.at] if self.at < len(self.words) else ("", "")
        if kind != "sign" or word not in signs:
            return ""
        self.at += 1
        return word


def _constant(value: Fraction) -> Value:
    return Value(Node(value, (value, value), value, value, False, False, 0, 0, 0))


def _add(left: Value, sign: int, right: Value) -> Value:
    node = total([(1, left.node), (sign, right.node)])
    degrees = _joined(left, right, lambda a, b, c, d: (max(a + d, c + b), b + d))
    return Value(node, (*left.used, *((sign * s, name) for s, name in right.used)), degrees)


def _joined(left: Value, right: Value, join: Callable[[int, int, int, int], Degrees]) -> dict[str, Degrees]:
    """The degrees of a result, from those of its two operands."""
    return {
        name: join(*left.degrees.get(name, (0, 0)), *right.degrees.get(name, (0, 0)))
        for name in {**left.degrees, **right.degrees}
    }


def _multiply(left: Value, right: Value) -> Value:
    a, b = left.node, right.node
    (low, low_open), (high, high_open) = _times(ends(a), ends(b))
    meant = _times([(x, False) for x in a.meant], [(x, False) for x in b.meant])
    # σ of a product to first order; exact where one factor is a constant.
    variance = b.point**2 * a.variance + a.point**2 * b.variance
    node = Node(a.point * b.point, (meant[0][0], meant[1][0]), low, high, low_open, high_open, variance, 0, 0)
    return Value(node, left.used + right.used, _joined(left, right, lambda a, b, c, d: (a + c, b + d)))


def ends(node: Node) -> Ends:
    """Both ends of a node's interval."""
    return (node.low, node.low_open), (node.high, node.high_open)


def _plus(left: Ends, sign: int, right: Ends) -> Ends:
    """The ends of a sum or of a difference, which takes the second's the other way round."""
    added, last = right if sign > 0 else right[::-1]
    (low, low_open), (high, high_open) = left
    return (low + sign * added[0], low_open or added[1]), (high + sign * last[0], high_open or last[1])


def _over(left: Ends, right: Ends) -> Ends:
    (low, low_open), (high, high_open) = right
    if low <= 0 <= high:
        raise ExpressionError("zero")
    return _times(left, ((_inverse(high), high_open), (_inverse(low), low_open)))


def _times(first: Sequence[End], second: Sequence[End]) -> Ends:
    """Least and greatest product of the ends; an end is open if a factor's end is (unless it is 0 × …)."""
    if first[0][0] > 0 and second[0][0] > 0:  # the common case: the least of both, and the greatest
        (low, low_open), (high, high_open) = ((x * y, xo or yo) for (x, xo), (y, yo) in zip(first, second, strict=True))
        return (low, low_open), (high, high_open)
    products = [(_product(x, y), (xo and bool(y)) or (yo and bool(x))) for x, xo in first for y, yo in second]
    low = min(value for value, _ in products)
    high = max(value for value, _ in products)
    return (low, all(o for v, o in products if v == low)), (high, all(o for v, o in products if v == high))


def _product(x: Exact, y: Exact) -> Exact:
    """A product in which 0 × ∞ is 0 (the corner of an interval, not a limit)."""
    return x * y if x and y else 0


def _divide(left: Value, right: Value) -> Value:
    node = right.node
    if node.low <= 0 <= node.high:
        raise ExpressionError("zero")
    low, high = _inverse(node.high), _inverse(node.low)
    meant = (_inverse(node.meant[1]), _inverse(node.meant[0]))
    point = _inverse(node.point)
    inverse = Node(point, meant, low, high, node.high_open, node.low_open, node.variance * point**4, 0, 0)
    turned = {name: (below, above) for name, (above, below) in right.degrees.items()}
    return _multiply(left, Value(inverse, right.used, turned))


def _inverse(value: Exact) -> Exact:
    return 0 if isinstance(value, float) else 1 / Fraction(value)
