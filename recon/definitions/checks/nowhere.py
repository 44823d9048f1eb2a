"""DEF37: relations that are asked in no place."""

from __future__ import annotations

from collections.abc import Iterator

from recon.definitions.model import Definition, Statement, Table
from recon.definitions.tree import Reference
from recon.definitions.walk import references
from recon.model import Finding


def check(definition: Definition) -> Iterator[Finding]:
    """Relations whose rows and columns have no cell in common, or only cells that do not apply."""
    for statement in definition.statements:
        if not statement.off and (why := _why(definition, statement)):
            words = {"number": statement.number, "relation": statement.text, "key": why}
            yield Finding("DEF37", "核实性", (statement.cell,), words)


def _why(definition: Definition, statement: Statement) -> str:
    """The reason why a relation is never asked, a key of the catalogue; blank where it is."""
    named = [*references(statement.tree)]
    tables = {table.number: table for table in definition.tables}
    fixed = [one for one in named if one.table in tables and tables[one.table].matrix and not (one.units or one.total)]
    cells = [one for one in fixed if one.across]
    if any(not tables[one.table].applies(one.code, one.across) for one in cells):
        return "never_cell"
    rows = [one for one in fixed if one.axis == "row" and not one.across]
    columns = [one for one in fixed if one.axis == "column"]
    if rows and columns:
        return "never_mixed"
    if rows and not any(_everywhere(tables, rows, column.code) for column in tables[rows[0].table].amounts):
        return "never_rows"
    if columns and not any(_across(tables, columns, row.code) for row in tables[columns[0].table].rows):
        return "never_columns"
    return ""


def _everywhere(tables: dict[str, Table], rows: list[Reference], column: str) -> bool:
    """Whether the rows of one table all are filled in in a column; other tables have columns of their own."""
    own = rows[0].table
    others = {one.table for one in rows} - {own}
    return all(tables[own].applies(one.code, column) for one in rows if one.table == own) and all(
        any(
            tables[number].applies(one.code, c.code)
            for c in tables[number].amounts
            for one in rows
            if one.table == number
        )
        for number in others
    )


def _across(tables: dict[str, Table], columns: list[Reference], row: str) -> bool:
    own = columns[0].table
    return all(tables[own].applies(row, one.code) for one in columns if one.table == own)
