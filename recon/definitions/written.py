"""A tree in words that the grammar reads back as the same tree."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from recon.definitions.names import SIGNS, SIMPLE
from recon.definitions.tree import (
    Blank,
    Both,
    Choice,
    Comparison,
    Conditional,
    Each,
    Function,
    Number,
    Product,
    Quotient,
    Range,
    Reference,
    Sum,
    Text,
)
from recon.definitions.walk import Node
from recon.numbers import plain
from recon.schemas.definition import BEFORE

_AXES = {"row": "行", "column": "栏", "": ""}
_PERIODS = {"": "", "previous": BEFORE, "last_year": "上年同期."}


def written(node: Node, own: str = "") -> str:
    """A statement, condition or expression as text; the table ``own`` goes without its 表号."""
    match node:
        case Reference():
            return _reference(node, own)
        case Number(value, text):
            return text or _number(value)
        case Text(value):
            return f"“{value}”"
        case Range(first, last, _, dots):
            return (
                f"{written(first, own)}+…+{written(last, own)}"
                if dots
                else f"{written(first, own)}至{written(last, own)}之和"
            )
        case Sum(terms):
            pieces = (
                ("-" if sign < 0 else "+" if n else "", _part(term, own, Sum)) for n, (sign, term) in enumerate(terms)
            )
            return "".join(sign + piece for sign, piece in pieces)
        case Product(first, second):
            return f"{_part(first, own, Product)}×{_part(second, own, Quotient)}"
        case Quotient(above, below):
            return f"{_part(above, own, Product)}÷{_part(below, own, Quotient)}"
        case Function(name, arguments):
            return f"{name}({'，'.join(written(one, own) for one in arguments)})"
        case Choice(condition, then, otherwise):
            return f"（如{written(condition, own)}，则为{written(then, own)}，否则为{written(otherwise, own)}）"
    return _statement(node, own)


def _statement(node: Node, own: str) -> str:
    match node:
        case Comparison(sides, signs):
            rest = (sign + written(side, own) for sign, side in zip(signs, sides[1:], strict=True))
            return written(sides[0], own) + "".join(rest)
        case Blank(of, filled):
            return f"{written(of, own)}{'不为空' if filled else '为空'}"
        case Each(quantity, of, sign, value, ends):
            lines = "至" if ends else "、"
            listed = lines.join(written(one, own) for one in ends or of)
            each = f"中任意一{_AXES[of[0].axis] or '项'}" if quantity == "any" else "均"
            return f"{listed}{each}{sign}{written(value, own)}"
        case Both(word, conditions):
            return ("且" if word == "and" else "或").join(_joined(one, own) for one in conditions)
        case Conditional(condition, relation):
            return f"若{written(condition, own)}，则{written(relation, own)}"
    raise TypeError(node)


def _joined(node: Node, own: str) -> str:
    return f"({written(node, own)})" if isinstance(node, Both) else written(node, own)


def _part(node: Node, own: str, within: type) -> str:
    """A node inside another, in parentheses where it would be read otherwise."""
    loose = isinstance(node, Sum) or (isinstance(node, Range) and node.dots)
    if within is Sum:
        loose = isinstance(node, Sum)
    if within is Quotient:
        loose = loose or isinstance(node, Product | Quotient)
    return f"({written(node, own)})" if loose else written(node, own)


def _reference(node: Reference, own: str) -> str:
    table = "" if node.table in ("", own) else f"{_table(node.table)} "
    place = line(node.code, _AXES[node.axis]) + (line(node.across, "栏") if node.across else "") + "合计" * node.total
    return f"{'单位合计.' * node.units}{_PERIODS[node.period]}{table}{place}"


def line(code: str, word: str) -> str:
    """A code with 行 or 栏 behind it; one that holds signs between brackets."""
    if SIMPLE.fullmatch(code) or not SIGNS.search(code):
        return code + word
    return f"[{code}]{word}"


def _table(number: str) -> str:
    return f"表{number}" if number.isdigit() else number


def _number(value: Fraction) -> str:
    """A number that nobody wrote: with a point, so that it is taken for no code."""
    text = plain(Decimal(value.numerator) / Decimal(value.denominator))
    return text if "." in text or text == "0" else f"{text}.0"
