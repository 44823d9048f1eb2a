"""What causes are looked for in, of a form by definition: its relations between columns, and every sum down them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from recon.causes.case import Case
from recon.defined import declared, totals
from recon.defined.before import beside
from recon.defined.instances import Asked, Binder, asked
from recon.defined.values import Source
from recon.definitions.model import Table
from recon.definitions.tree import Reference
from recon.forms import footing, summary
from recon.model import FileReport
from recon.rules.ledger import Block, Summed, Writer
from recon.workbook import RawBook


def case(binder: Binder, book: RawBook, report: FileReport) -> Case:
    """A filling as checked, its tables with the relations of the definition that hold in every row of theirs."""
    now, own, form = binder.now, binder.own, binder.now.filled.form
    every = [one for one in asked(own) if isinstance(one, Asked)]
    specs = declared.tables(own)
    tables = {sheet: replace(data, spec=specs[data.spec.number]) for sheet, data in form.tables.items()}
    sums = (one for table in own.definition.tables for one in _sums(now, table, every))
    main = next(iter(tables.values()))
    before = beside(binder, main)
    return Case(replace(form, tables=tables), book, report, tuple(sums), before, main.table.sheet)


def _sums(now: Source, table: Table, every: list[Asked]) -> Iterator[Summed]:
    """Every total of a table, parts before wholes."""
    data = now.table(table.number)
    if data is None:
        return
    writer = Writer(data.table, data.period)
    labels = tuple(now.filled.own.labels[table.number][column.code] for column in totals.summed(table))
    if table.matrix:
        yield from _rows(now, table, every, writer, labels)
    elif table.sums:
        main = now.table(table.sums)
        shared = tuple(label for label in labels if main is not None and label in main.table.frame)
        yield from summary.sums(main, (), data, Writer(main.table, main.period), shared) if main is not None else ()
    elif data.totals:
        for row, (first, *others) in totals.readings(now, table, data):
            more = tuple((writer, footing.block(row, parts, "FOOT")) for parts in others)
            yield Summed(writer, footing.block(row, first, "FOOT"), writer, labels, more)


def _rows(now: Source, table: Table, every: list[Asked], writer: Writer, labels: tuple[str, ...]) -> Iterator[Summed]:
    """The rows of a matrix that are plain sums of others."""
    blocks = {block.row: block for one in every if (block := _block(now, table, one)) is not None}
    counted: set[int] = set()

    def walk(block: Block, above: frozenset[int]) -> Iterator[Summed]:
        for row in block.parts:
            if row in blocks and row not in counted and row not in above:
                yield from walk(blocks[row], above | {block.row})
        counted.add(block.row)
        yield Summed(writer, block, writer, labels)

    for block in blocks.values():
        if block.row not in counted:
            yield from walk(block, frozenset())


def _block(now: Source, table: Table, one: Asked) -> Block | None:
    """The row that is stated and those it sums up; None where the relation is no such sum."""
    if one.forms is None or one.sign != "=" or one.conditions:
        return None
    first, second = one.forms
    stated, parts = (first, second) if declared.alone(first) else (second, first)
    whole = declared.alone(stated) and len(parts.terms) > 1 and not parts.constant
    refs = (*stated.names, *parts.names)
    if not whole or any(c != 1 for c, _ in parts.terms) or not all(_row(ref, table.number) for ref in refs):
        return None
    rows = [now.at(table.number, ref.code) for ref in refs]
    units = {row.unit for row in table.rows if row.code in {ref.code for ref in refs}}
    there = [row for row in rows if row is not None]
    if len(there) < len(rows) or len(units) > 1:
        return None
    return Block(there[0], tuple(there[1:]), one.number, "foot")


def _row(ref: Reference, number: str) -> bool:
    """Whether a reference is a row of a table in the column at hand."""
    return ref.table == number and ref.axis == "row" and not (ref.across or ref.period or ref.units)
