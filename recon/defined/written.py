"""The formula of a column over sums of units: as a formula of a spreadsheet, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from recon.defined import conditions
from recon.defined.instances import Bound
from recon.defined.values import Datum
from recon.definitions.model import Column
from recon.definitions.tree import Expression, Number, Product, Quotient, Range, Reference, Sum
from recon.model import CellRef

Cell = Callable[[Reference], str]


class _UnwrittenError(Exception):
    """Something that is more than arithmetic over columns."""


def written(column: Column, cell: Cell, sum_of: Callable[[Reference], int]) -> tuple[str, Fraction | None] | None:
    """Formula and value (None: it would divide by nothing); None where the column has no plain formula."""
    if column.computed is None:
        return None
    below: list[str] = []
    try:
        text = _text(column.computed, cell, below)
    except (_UnwrittenError, KeyError):
        return None

    def look(ref: Reference) -> Bound:
        return Bound((Datum(CellRef(""), sum_of(ref), 0, "", "", ""),))

    try:
        value: Fraction | None = conditions.value(column.computed, look)
    except conditions.UnknownError:
        value = None
    inner = f"ROUND({text},{column.decimals})"
    zero = ",".join(f"{one}=0" for one in dict.fromkeys(below))
    return (f'IF(OR({zero}),"",{inner})' if zero else inner), value


def _text(expression: Expression, cell: Cell, below: list[str]) -> str:
    match expression:
        case Number():
            return f"({expression.value})" if expression.value.denominator != 1 else str(expression.value)
        case Reference():
            if expression.period or expression.axis == "row":
                raise _UnwrittenError
            return cell(expression)
        case Range():
            return "(" + "+".join(_text(one, cell, below) for one in expression.members) + ")"
        case Sum():
            return "(" + "".join(("-" if s < 0 else "+") + _text(t, cell, below) for s, t in expression.terms) + ")"
        case Product():
            return f"{_text(expression.first, cell, below)}*{_text(expression.second, cell, below)}"
        case Quotient():
            divisor = _text(expression.below, cell, below)
            below.append(divisor)
            return f"({_text(expression.above, cell, below)}/{divisor})"
    raise _UnwrittenError
