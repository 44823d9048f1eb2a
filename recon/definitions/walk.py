"""Going through trees: the references in one, and the same tree with others in their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from recon.definitions.tree import (
    Blank,
    Both,
    Choice,
    Comparison,
    Conditional,
    Each,
    Expression,
    Function,
    Product,
    Quotient,
    Range,
    Reference,
    Sum,
)

Node = Any  #: an expression, a condition or a statement
Leaf = Callable[[Reference], Expression]


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes directly below one."""
    match node:
        case Range(first, last, members):
            return members or (first, last)
        case Sum(terms):
            return tuple(term for _, term in terms)
        case Product(first, second) | Quotient(first, second):
            return (first, second)
        case Function(_, arguments):
            return arguments
        case Choice(condition, then, otherwise):
            return (condition, then, otherwise)
        case Comparison(sides, _):
            return sides
        case Blank(of):
            return (of,)
        case Each(_, of, _, value):
            return (*of, value)
        case Both(_, conditions):
            return conditions
        case Conditional(condition, relation):
            return (condition, relation)
        case _:
            return ()


def references(node: Node) -> Iterator[Reference]:
    """The lines and cells that a tree speaks of, in order."""
    if isinstance(node, Reference):
        yield node
    for part in parts(node):
        yield from references(part)


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """A node with each part directly below it changed."""
    match node:
        case Range(first, last, members):
            return replace(node, first=change(first), last=change(last), members=tuple(map(change, members)))
        case Sum(terms):
            return replace(node, terms=tuple((sign, change(term)) for sign, term in terms))
        case Product(first, second):
            return replace(node, first=change(first), second=change(second))
        case Quotient(above, below):
            return replace(node, above=change(above), below=change(below))
        case Function(_, arguments):
            return replace(node, arguments=tuple(map(change, arguments)))
        case Choice(condition, then, otherwise):
            return replace(node, condition=change(condition), then=change(then), otherwise=change(otherwise))
        case Comparison(sides, _):
            return replace(node, sides=tuple(map(change, sides)))
        case Blank(of):
            return replace(node, reference=change(of))
        case Each(_, of, _, value, ends):
            return replace(node, references=tuple(map(change, of)), value=change(value), ends=tuple(map(change, ends)))
        case Both(_, conditions):
            return replace(node, conditions=tuple(map(change, conditions)))
        case Conditional(condition, relation):
            return replace(node, condition=change(condition), relation=change(relation))
        case _:
            return node


def mapped(node: Node, leaf: Leaf) -> Node:
    """The same tree with every reference replaced by what ``leaf`` makes of it."""
    if isinstance(node, Reference):
        return leaf(node)
    return rebuilt(node, lambda part: mapped(part, leaf))
