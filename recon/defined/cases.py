"""What causes are looked for in, of a form by definition: its relations between columns, and every sum down them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from recon.causes.case import Case
from recon.causes.suspects import Before
from recon.defined import totals
from recon.defined.instances import Asked, Binder, asked
from recon.defined.values import Source
from recon.definitions.model import Table
from recon.definitions.pointing import COVER, MONTH
from recon.definitions.tree import Both, Comparison, Number, Reference, Text
from recon.definitions.tree import Condition as Tested
from recon.forms import footing, summary, tableform
from recon.forms.tableform import TableData
from recon.model import FileReport
from recon.relations import Condition, Form, Relation, total
from recon.rules.ledger import Block, Summed, Writer
from recon.schemas.definition import BEFORE
from recon.workbook import RawBook


def case(binder: Binder, book: RawBook, report: FileReport) -> Case:
    """A filling as checked, its tables with the relations of the definition that hold in every row of theirs."""
    now, own, form = binder.now, binder.own, binder.now.filled.form
    every = [one for one in asked(own) if isinstance(one, Asked)]
    tables = {}
    for sheet, data in form.tables.items():
        labels = own.labels[data.spec.number]
        relations = tuple(r for one in every if (r := _relation(one, data.spec.number, labels)) is not None)
        carried = tuple(r for one in every if (r := _carried(one, data.spec.number, labels)) is not None)
        tables[sheet] = replace(data, spec=replace(data.spec, relations=relations, carried=carried))
    sums = (one for table in own.definition.tables for one in _sums(now, table, every))
    main = next(iter(tables.values()))
    before = _before(binder, main, str(book.path))
    return Case(replace(form, tables=tables), book, report, tuple(sums), before, main.table.sheet)


def _before(binder: Binder, data: TableData, path: str) -> Before | None:
    """The entries of a list beside those of the period before; None where no filling of it is known."""
    last = binder.earlier.get("previous")
    then = last.table(data.spec.number) if last is not None else None
    if last is None or then is None or data.spec.rows:
        return None
    now, source = tableform.plainly(data, path), tableform.plainly(then, last.outside)
    here, there = ({row: n for n, row in enumerate(one.rows)} for one in (now, source))
    pairs = binder.pairs(data.spec.number, last).items()
    return Before(now, source, sorted((here[row], there[other]) for row, other in pairs))


def _carried(one: Asked, number: str, labels: Mapping[str, str]) -> Relation[str] | None:
    """A column that is one of the period before and others of this one added up; None for any other relation."""
    if one.forms is None or one.sign != "=" or one.statement.tolerance is not None:
        return None
    stated, parts = one.forms if _alone(one.forms[0]) and not one.forms[0].names[0].period else one.forms[::-1]
    earlier = [ref for ref in parts.names if ref.period == "previous"]
    own = [ref for ref in (*stated.names, *parts.names) if ref not in earlier]
    plain = _alone(stated) and len(earlier) == 1 and not parts.constant and all(c == 1 for c, _ in parts.terms)
    if not plain or not all(_column(replace(ref, period=""), number) for ref in earlier):
        return None
    if not all(_column(ref, number) for ref in own):
        return None
    when = _when(one, number, labels) if one.conditions else None
    if one.conditions and (when is None or when.column != "报告期"):
        return None
    lefts = (BEFORE + labels[earlier[0].code], *(labels[ref.code] for ref in parts.names if ref not in earlier))
    right = total((labels[stated.names[0].code],))
    return Relation("roll_forward", total(lefts), "=", right, one.statement.level, one.number, when=when)


def _relation(one: Asked, number: str, labels: Mapping[str, str]) -> Relation[str] | None:
    """A relation between columns of a table as it is asked in each row; None for any other."""
    if one.forms is None or one.sign == "≠" or one.statement.tolerance is not None:
        return None
    if not all(_column(ref, number) for form in one.forms for ref in form.names):
        return None
    when = _when(one, number, labels) if one.conditions else None
    if one.conditions and when is None:
        return None
    left, right = (form.renamed(lambda ref: labels[ref.code]) for form in one.forms)
    return Relation("relation", left, one.sign, right, one.statement.level, one.number, when=when)


def _column(ref: Reference, number: str) -> bool:
    """Whether a reference is a column of a table in the row at hand."""
    return ref.table == number and ref.axis == "column" and not (ref.across or ref.total or ref.period or ref.units)


def _when(one: Asked, number: str, labels: Mapping[str, str]) -> Condition | None:
    """A condition that a column, or the month of the cover, says one of some words; None for any other."""
    (first, *others) = one.conditions
    several = first.conditions if isinstance(first, Both) and first.word == "or" else (first,)
    told = [_worded(each, number, labels) for each in several]
    found = {pair[0] for pair in told if pair is not None}
    if others or None in told or len(found) != 1:
        return None
    return Condition(found.pop(), tuple(pair[1] for pair in told if pair is not None))


def _worded(test: Tested, number: str, labels: Mapping[str, str]) -> tuple[str, str] | None:
    """The column, or 报告期, and the word that it must have."""
    match test:
        case Comparison((Reference() as ref, Text(word)), ("=",)) if _column(ref, number):
            return labels[ref.code], word
        case Comparison((Reference(code=code, table=table), Number(month)), ("=",)) if (table, code) == (COVER, MONTH):
            return "报告期", f"{int(month):02d}"
    return None


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
    told: set[int] = set()

    def walk(block: Block, above: frozenset[int]) -> Iterator[Summed]:
        for row in block.parts:
            if row in blocks and row not in told and row not in above:
                yield from walk(blocks[row], above | {block.row})
        told.add(block.row)
        yield Summed(writer, block, writer, labels)

    for block in blocks.values():
        if block.row not in told:
            yield from walk(block, frozenset())


def _block(now: Source, table: Table, one: Asked) -> Block | None:
    """The row that is stated and those it sums up; None where the relation is no such sum."""
    if one.forms is None or one.sign != "=" or one.conditions:
        return None
    first, second = one.forms
    stated, parts = (first, second) if _alone(first) else (second, first)
    whole = _alone(stated) and len(parts.terms) > 1 and not parts.constant
    refs = (*stated.names, *parts.names)
    if not whole or any(c != 1 for c, _ in parts.terms) or not all(_row(ref, table.number) for ref in refs):
        return None
    rows = [now.at(table.number, ref.code) for ref in refs]
    units = {row.unit for row in table.rows if row.code in {ref.code for ref in refs}}
    there = [row for row in rows if row is not None]
    if len(there) < len(rows) or len(units) > 1:
        return None
    return Block(there[0], tuple(there[1:]), one.number, "foot")


def _alone(form: Form[Reference]) -> bool:
    return len(form.terms) == 1 and form.terms[0][0] == 1 and not form.constant


def _row(ref: Reference, number: str) -> bool:
    """Whether a reference is a row of a table in the column at hand."""
    return ref.table == number and ref.axis == "row" and not (ref.across or ref.period or ref.units)
