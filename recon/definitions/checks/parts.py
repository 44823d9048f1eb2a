"""DEF31: an 其中 line added to the line that holds it already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recon.definitions import linear
from recon.definitions.model import Column, Definition, Row, Statement, Table
from recon.definitions.tree import Comparison, Conditional, Expression
from recon.definitions.written import line
from recon.model import Finding

_PART = ("其中", "#其中", "*其中")


def check(definition: Definition) -> Iterator[Finding]:
    """Each part that a sum counts a second time."""
    for statement in definition.statements:
        if statement.off:
            continue
        tree = statement.tree.relation if isinstance(statement.tree, Conditional) else statement.tree
        if isinstance(tree, Comparison):
            for side in tree.sides:
                yield from _twice(definition, statement, side)


def _twice(definition: Definition, statement: Statement, side: Expression) -> Iterator[Finding]:
    try:
        form = linear.form(side)
    except linear.NotLinearError:
        return
    signs = {(one.table, one.axis, one.code, one.across, one.period): c > 0 for c, one in form.terms}
    for table, axis, code, across, period in signs:
        own = definition.table(table)
        if own is None:
            continue
        whole = _whole(own, axis, code)
        key = (table, axis, whole, across, period)
        if whole and key in signs and signs[key] == signs[table, axis, code, across, period]:
            word = "行" if axis == "row" else "栏"
            words = {
                "number": statement.number,
                "relation": statement.text,
                "part": line(code, word),
                "whole": line(whole, word),
            }
            yield Finding("DEF31", "核实性", (statement.cell,), words)


def _whole(table: Table, axis: str, code: str) -> str:
    """The code of the line that a 其中 line is part of; blank where it is part of none."""
    lines: Sequence[Row | Column] = table.rows if axis == "row" else table.columns
    at = next(n for n, one in enumerate(lines) if one.code == code)
    if not lines[at].name.strip().startswith(_PART):
        return ""
    indent = _indent(lines[at])
    for one in reversed(lines[:at]):
        if not one.name.strip().startswith(_PART) and (_indent(one) < indent or isinstance(one, Column) or not indent):
            return one.code
    return ""


def _indent(one: Row | Column) -> int:
    return one.indent if isinstance(one, Row) else 0
