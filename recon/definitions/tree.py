"""What a relation of a form definition is made of: references to lines and cells, arithmetic, comparisons, conditions.

Nodes are equal when they say the same; where they stand in the text (``span``) does not count.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

#: Which lines of a table a code names; blank where that is not decided yet.
Axis = Literal["row", "column", ""]
#: Which filling of the form is meant; blank: the one at hand.
Period = Literal["", "previous", "last_year"]
Sign = Literal["=", "≥", "≤", ">", "<", "≠"]
#: First character and the one after the last, in the text of the cell as it stands there.
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reference:
    """A row or a column of a table, or (with ``across``) the cell where that row meets a column."""

    code: str  #: as the definition writes it: ``05``, ``5``, ``B``
    axis: Axis = ""
    table: str = ""  #: 表号; blank only while it is not decided
    across: str = ""  #: code of the column that a row is taken in
    total: bool = False  #: of a column: the sum of all its entries (合计)
    period: Period = ""
    units: bool = False  #: 单位合计: summed over the units below the one that reports
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Range:
    """A至B之和: the sum of every line from one to another, in the order of the definition."""

    first: Reference
    last: Reference
    members: tuple[Reference, ...] = ()  #: all of them, both ends too
    dots: bool = field(default=False, compare=False)  #: written as A+…+B
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written."""

    value: Fraction
    text: str = field(default="", compare=False)
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A word that a cell is compared with: 新建."""

    value: str
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms added up, each with its sign."""

    terms: tuple[tuple[int, Expression], ...]
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Product:
    """first × second."""

    first: Expression
    second: Expression
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Quotient:
    """above ÷ below."""

    above: Expression
    below: Expression
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Function:
    """MAX, MIN or ABS of its arguments."""

    name: Literal["MAX", "MIN", "ABS"]
    arguments: tuple[Expression, ...]
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """如 condition，则为 then，否则为 otherwise: an amount."""

    condition: Condition
    then: Expression
    otherwise: Expression
    span: Span = field(default=(0, 0), compare=False)


Expression: TypeAlias = Reference | Range | Number | Text | Sum | Product | Quotient | Function | Choice


@dataclass(frozen=True, slots=True)
class Comparison:
    """A chain ``sides[0] signs[0] sides[1] signs[1] …``: each neighbouring pair must hold."""

    sides: tuple[Expression, ...]
    signs: tuple[Sign, ...]
    span: Span = field(default=(0, 0), compare=False)

    @property
    def links(self) -> tuple[tuple[Expression, Sign, Expression], ...]:
        """The neighbouring pairs."""
        return tuple(zip(self.sides, self.signs, self.sides[1:], strict=False))


@dataclass(frozen=True, slots=True)
class Blank:
    """Whether a cell has nothing in it (为空), or (``filled``) has something (不为空)."""

    reference: Reference
    filled: bool = False
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Each:
    """7到36栏中任意一栏不为零 (``any``), 7到36栏均为零 (``all``)."""

    quantity: Literal["any", "all"]
    references: tuple[Reference, ...]
    sign: Sign
    value: Expression
    #: as written: the two ends of a range, else the same as ``references``
    ends: tuple[Reference, ...] = field(default=(), compare=False)
    span: Span = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class Both:
    """Conditions joined by 且 (``and``) or 或 (``or``)."""

    word: Literal["and", "or"]
    conditions: tuple[Condition, ...]
    span: Span = field(default=(0, 0), compare=False)


Condition: TypeAlias = Comparison | Blank | Each | Both


@dataclass(frozen=True, slots=True)
class Conditional:
    """若 condition 则 relation."""

    condition: Condition
    relation: Comparison | Blank | Each
    span: Span = field(default=(0, 0), compare=False)


#: What one statement of sheet 关系 comes to.
Tree: TypeAlias = Comparison | Conditional | Blank | Each
