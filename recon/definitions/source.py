"""A table of a definition as Python text: a pandera schema that by itself refuses wrong types, lists and totals."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm

from recon.definitions import linear
from recon.definitions.model import Column, Definition, Statement, Table
from recon.definitions.tree import Comparison, Expression, Reference, Sign
from recon.definitions.written import written
from recon.schemas.definition import BEFORE, PREVIOUS

_HEAD = '''"""{title}

Amounts are whole numbers of 10^-{scale} of their unit; a frame of fixed rows has their codes as its index.
"""

import pandas as pd
import pandera.pandas as pa


def off(parts, constant, sign, room):
    """Whether Σ factor × line + constant does not stand to 0 as it should, rounding allowed for; a blank is not judged."""
    found = sum(factor * line for factor, line in parts) + constant
    holds = {{"=": abs(2 * found) <= room, "≥": 2 * found >= -room, "≤": 2 * found <= room, ">": 2 * found > -room,
             "<": 2 * found < room, "≠": found != 0}}[sign]
    return ~holds.fillna(True)


def columns(parts, constant, sign, room):
    """A relation of columns, in every row."""
    return lambda frame: ~off([(f, frame[c]) for f, c in parts], constant, sign, room)


def rows(parts, labels, constant, sign, room):
    """A relation of rows, in every column of ``labels``."""
    return lambda frame: not off([(f, frame.loc[r, labels].astype("Int64")) for f, r in parts], constant, sign, room).any()
'''


def text(definition: Definition) -> str:
    """All tables of a definition; what is left out is named in a comment."""
    scale = max((c.decimals for table in definition.tables for c in table.amounts), default=0)
    title = f"{definition.name}（版本 {definition.version or '—'}），由表样生成。"
    pieces = [_HEAD.format(title=title.replace('"', "”").replace("\\", ""), scale=scale)]
    pieces += ["\n".join(_table(definition, table, n, scale)) for n, table in enumerate(definition.tables, 1)]
    names = ", ".join(f"{table.number!r}: table_{n}" for n, table in enumerate(definition.tables, 1))
    return "\n\n".join(pieces) + f"\n\n#: 表号 → schema.\nTABLES = {{{names}}}\n"


def _table(definition: Definition, table: Table, number: int, scale: int) -> Iterator[str]:
    checks, left_out = [], []
    for statement in definition.statements:
        if statement.table == table.number and not statement.off:
            made = list(_checks(statement, table, scale))
            checks += [one for one in made if one]
            left_out += [] if made and all(made) else [f"{statement.number}  {statement.text}"]
    for column in table.columns:
        if column.computed is not None:
            own = Reference(column.code, "column", table.number)
            check = _check(
                f"{column.code}栏公式",
                f"{column.code}栏={column.formula}",
                own,
                "=",
                column.computed,
                table,
                scale,
            )
            checks += [check] if check else []
            left_out += [] if check else [f"{column.code}栏={column.formula}"]
    yield f"# {table.number}　{table.name}".replace("\n", " ")
    yield from (f"# not here: {one}".replace("\n", " ") for one in left_out)
    yield f"table_{number} = pa.DataFrameSchema("
    yield "    {"
    yield from (
        f"        {column.code!r}: {_column(definition, column)},  # {_flat(column)}" for column in table.columns
    )
    yield "    },"
    if table.matrix:
        codes = [row.code for row in table.rows]
        yield f"    index=pa.Index(str, pa.Check.isin({codes!r}), unique=True),"
    yield "    checks=["
    yield from (f"        {check}," for check in checks)
    yield "    ],"
    yield "    strict=False, unique_column_names=True,"
    yield ")"


def _flat(column: Column) -> str:
    return " ".join("/".join(filter(None, (column.upper, column.name))).split())


def _column(definition: Definition, column: Column) -> str:
    if column.numeric:
        return f'pa.Column("Int64", nullable={not column.required}, coerce=True)'
    checks = []
    if column.required:
        checks.append("pa.Check.str_length(1)")
    if values := definition.lists.get(column.list):
        checks.append(f"pa.Check.isin({[*values] if column.required else ['', *values]!r})")
    return f"pa.Column(str{', [' + ', '.join(checks) + ']' if checks else ''}, coerce=True)"


def _checks(statement: Statement, table: Table, scale: int) -> Iterator[str]:
    """A check for each link of a relation, blank for one that a schema of this table cannot hold."""
    if statement.condition is not None or not isinstance(statement.tree, Comparison):
        yield ""
        return
    for left, sign, right in statement.tree.links:
        yield _check(statement.number, statement.text, left, sign, right, table, scale)


def _check(number: str, text: str, left: Expression, sign: Sign, right: Expression, table: Table, scale: int) -> str:
    try:
        form = linear.joined(linear.form(left), linear.form(right), -1)
    except linear.NotLinearError:
        return ""
    names = [name for _, name in form.terms]
    axis = names[0].axis if names else ""
    if any(
        name.table != table.number or name.axis != axis or name.across or name.period or name.units or name.total
        for name in names
    ):
        return ""
    whole = lcm(*(Fraction(c).denominator for c, _ in form.terms), Fraction(form.constant).denominator)
    parts = [(int(c * whole), name.code) for c, name in form.terms]
    constant = form.constant * whole * 10**scale
    if Fraction(constant).denominator != 1:
        return ""
    keywords = f"name={number!r}, error={' '.join(text.split())!r}"
    if axis == "column":
        places = {column.code: column.decimals for column in table.amounts}
        if not all(code in places for _, code in parts):
            return ""
        room = _room(table, sum(abs(c) * 10 ** (scale - places[code]) for c, code in parts))
        return f"pa.Check(columns({parts!r}, {int(constant)}, {sign!r}, {room}), {keywords})"
    labels = [
        c.code for c in table.amounts if c.type != "比率" and all(table.applies(code, c.code) for _, code in parts)
    ]
    if not labels:
        return ""
    finest = min(column.decimals for column in table.amounts if column.code in labels)
    room = _room(table, sum(abs(c) for c, _ in parts) * 10 ** (scale - finest))
    return f"pa.Check(rows({parts!r}, {labels!r}, {int(constant)}, {sign!r}, {room}), {keywords})"


def _room(table: Table, width: int) -> int:
    """Twice the difference that rounding may leave."""
    return width if table.rounding == "四舍五入" else 0


def outline(definition: Definition) -> str:
    """Tables, columns, rows and relations as they were understood, one line each."""
    return "\n".join(_outline(definition)) + "\n"


def _outline(definition: Definition) -> Iterator[str]:
    yield f"{definition.name} {definition.version}  {definition.digest[:16]}"
    for table in definition.tables:
        yield f"{table.number}　{table.name}　{table.every}　{table.unit}　{table.rounding}　缺项{table.missing}"
        for column in table.columns:
            more = "　".join(
                filter(
                    None,
                    (column.type, column.unit, column.list, column.formula and f"={column.formula}", column.stays),
                )
            )
            yield f"  {column.code}栏　{_flat(column)}　{more}"
        if table.continues:
            yield f"  各期行对应　{'、'.join('+'.join(codes) for codes in table.continues)}"
        for row in table.rows:
            yield f"  {row.code}行　{'　' * row.indent}{row.name}" + (
                "" if row.applies is None else f"　（{'、'.join(row.applies)}栏）"
            )
    for statement in definition.statements:
        when = f"　若{written(statement.condition, statement.table)}" if statement.condition is not None else ""
        off = f"　停用：{statement.off}" if statement.off else ""
        yield f"{statement.number}　{statement.table}　{written(statement.tree, statement.table)}{when}　{statement.level}{off}"
    for carried in definition.carried:
        yield f"{PREVIOUS}　{carried.code}={BEFORE}{carried.before}"
