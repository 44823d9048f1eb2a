"""DEF21: formulas of columns that lead back to themselves."""

from __future__ import annotations

from collections.abc import Iterator

from recon.definitions.model import Column, Definition, Table
from recon.definitions.walk import references
from recon.model import Finding


def check(definition: Definition) -> Iterator[Finding]:
    """Each cycle once, at the first of its columns."""
    for table in definition.tables:
        reported: set[str] = set()
        for column in table.columns:
            cycle = _cycle(table, column)
            if cycle and not reported & set(cycle):
                reported |= set(cycle)
                cells = tuple(c.cell for code in cycle if (c := table.column(code)))
                words = {"found": " → ".join(f"{code}栏" for code in (*cycle, cycle[0]))}
                yield Finding("DEF21", "强制性", cells, words)


def _cycle(table: Table, start: Column) -> list[str]:
    """The codes of a way through formulas from a column back to it, as a list; empty where there is none."""
    way: list[str] = []
    seen: set[str] = set()
    stack: list[tuple[str, int]] = [(start.code, 0)]
    while stack:
        code, depth = stack.pop()
        del way[depth:]
        way.append(code)
        for other in _named(table, code):
            if other == start.code:
                return way
            if other not in seen:
                seen.add(other)
                stack.append((other, depth + 1))
    return []


def _named(table: Table, code: str) -> Iterator[str]:
    """The columns that the formula of a column names, in the same row and filling."""
    column = table.column(code)
    if column is None or column.computed is None:
        return
    for one in references(column.computed):
        if one.table == table.number and one.axis == "column" and not (one.period or one.units or one.total):
            yield one.code
