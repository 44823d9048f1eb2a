"""DEF32 to DEF34: relations that follow from others, that contradict others, or that leave a line nothing but zero.

Equations are reduced one by one to rows of a system in exact fractions (Gauss–Jordan); each row knows the relations
it was made of. An inequality is held against the others with the equations put into it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from recon.definitions import linear
from recon.definitions.checks.system import ONE, Row, System, WorkError
from recon.definitions.model import Definition, Statement
from recon.definitions.tree import Comparison, Expression, Reference, Sign
from recon.definitions.written import written
from recon.model import CellRef, Finding
from recon.schemas import definition as schema


@dataclass(frozen=True, slots=True)
class Claim:
    """``row sign 0``, stated at a cell."""

    number: str
    text: str
    row: Row
    sign: Sign
    cell: CellRef


def check(definition: Definition) -> Iterator[Finding]:
    """Equations first, in the order of the sheet; then inequalities. Where it is too much, one finding says so."""
    claims, system = list(_claims(definition)), System()
    try:
        yield from _equations([c for c in claims if c.sign == "="], system)
        yield from _bounds([c for c in claims if c.sign != "="], system)
    except WorkError:
        yield Finding("DEF38", "提示性", (CellRef(schema.RELATIONS),), {"count": str(len(claims))})


def _equations(claims: list[Claim], system: System) -> Iterator[Finding]:
    """Equations that follow, contradict, or leave a line nothing but zero."""
    zero: set[Reference] = set()
    for claim in claims:
        row, used = system.reduced(claim.row)
        if not row:
            if used:
                yield _finding("DEF32", claim, used)
            continue
        if set(row) == {ONE}:
            yield _finding("DEF33", claim, used)
            continue
        for pivot in system.take(row, used | {claim.number}):
            if len(system.rows[pivot]) == 1 and pivot not in zero:
                zero.add(pivot)
                if len(system.made[pivot]) > 1:
                    others = system.made[pivot] - {claim.number}
                    yield _finding("DEF34", claim, others, line=written(pivot, ""))


def _bounds(claims: list[Claim], system: System) -> Iterator[Finding]:
    """Inequalities that cannot hold by the equations, or not together with one another."""
    earlier: list[tuple[Claim, Row, bool, frozenset[str]]] = []
    for claim in claims:
        if claim.sign == "≠":
            continue
        turned = {n: -v for n, v in claim.row.items()} if claim.sign in ("≥", ">") else claim.row
        row, used = system.reduced(turned)  # row ≤ 0, < 0
        strict = claim.sign in ("<", ">")
        constant = row.pop(ONE, Fraction(0))
        if not row:
            if constant > 0 or (strict and constant == 0):
                yield _finding("DEF33", claim, used)
            continue
        size = abs(next(iter(row.values())))
        shape = {name: value / size for name, value in row.items()}
        least = constant / size
        system.spend(len(earlier))
        for other, against, tight, others in earlier:
            if against == shape | {ONE: against[ONE]} and against[ONE] >= least and (tight or not strict):
                if other.text != claim.text or against[ONE] == least:
                    yield _finding("DEF32", claim, used | others | {other.number})
                break
            if _opposite(against, shape):
                room = -against[ONE] - least  # −least ≥ x ≥ against
                if room < 0 or (room == 0 and (strict or tight)):
                    yield _finding("DEF33", claim, used | others | {other.number})
                    break
        earlier.append((claim, shape | {ONE: least}, strict, used))


def _opposite(one: Row, other: Row) -> bool:
    return len(one) == len(other) + 1 and all(one.get(name) == -value for name, value in other.items())


def _finding(code: str, claim: Claim, others: frozenset[str], **more: str) -> Finding:
    level = "提示性" if code == "DEF32" else "强制性" if code == "DEF33" else "核实性"
    words = {
        "number": claim.number,
        "relation": claim.text,
        "others": "、".join(sorted(others - {claim.number})) or claim.number,
    }
    return Finding(code, level, (claim.cell,), words | more)  # type: ignore[arg-type]


def _claims(definition: Definition) -> Iterator[Claim]:
    """The relations without a condition that are linear, formulas and what is carried over among them."""
    for table in definition.tables:
        for column in table.columns:
            if column.computed is not None:
                own = Reference(column.code, "column", table.number)
                number = f"{table.number} {column.code}栏的公式"
                yield from _claim(number, column.formula, own, "=", column.computed, column.cell)
    for carried in definition.carried:
        if isinstance(carried.tree, Comparison):
            for left, sign, right in carried.tree.links:
                text = f"{carried.code}={schema.BEFORE}{carried.before}"
                yield from _claim(f"{schema.PREVIOUS} {carried.code}", text, left, sign, right, carried.cell)
    for statement in definition.statements:
        if not statement.off and statement.condition is None and isinstance(statement.tree, Comparison):
            yield from _links(statement, statement.tree)


def _links(statement: Statement, tree: Comparison) -> Iterator[Claim]:
    for left, sign, right in tree.links:
        yield from _claim(statement.number, statement.text, left, sign, right, statement.cell)


def _claim(number: str, text: str, left: Expression, sign: Sign, right: Expression, cell: CellRef) -> Iterator[Claim]:
    try:
        form = linear.joined(linear.form(left), linear.form(right), -1)
    except linear.NotLinearError:
        return
    row: Row = {replace(name, span=(0, 0)): Fraction(c) for c, name in form.terms}
    if form.constant:
        row[ONE] = Fraction(form.constant)
    yield Claim(number, text, row, sign, cell)
