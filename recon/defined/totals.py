"""合计 and 小计 of a list, and the rows of a table that sums it up, as relations between cells, each in its readings."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from recon.defined import rows
from recon.defined.instances import Asked, additive
from recon.defined.judging import Instance
from recon.defined.sides import Side
from recon.defined.values import Datum, Source
from recon.definitions.model import Column, Statement, Table
from recon.definitions.tree import Comparison, Number
from recon.forms import footing, summary
from recon.forms.tableform import TableData
from recon.model import Finding
from recon.numbers import plain

_NOTHING = Number(Fraction(0))
FOOT, TIE = "小计、合计 = 分项之和", "汇总 = 明细"


def instances(source: Source, table: Table) -> Iterator[list[Instance]]:
    """Every total cell of a list in each of its readings, the one that is told of first."""
    data = source.table(table.number)
    if data is None or not data.totals:
        return
    asked = _asked("合计", table, FOOT)
    every = list(readings(source, table, data))
    for column in summed(table):
        for row, several in every:
            stated = _cells(source, table, [row], column)
            yield [_sum(asked, _cells(source, table, parts, column), stated) for parts in several]


def readings(source: Source, table: Table, data: TableData) -> Iterator[tuple[int, list[list[int]]]]:
    """Each total row of a list with the rows that it may sum up, the reading that is told of first."""
    return footing.readings(data) if data.spec.by else _named(source, table, data)


def _named(source: Source, table: Table, data: TableData) -> Iterator[tuple[int, list[list[int]]]]:
    """The total rows of a list without a column for 小计: they may be named after the values of any."""
    entries = source.entries(table.number)
    subtotals = {name: row for name, row in data.totals.items() if name}
    told = rows.Classes(data.table, data.spec, entries)
    classes = {name: told.members(name) for name in subtotals}
    yield from ((row, [classes[name]]) for name, row in subtotals.items() if classes[name])
    if "" in data.totals:
        whole = subtotals and sorted(row for several in classes.values() for row in several) == sorted(entries)
        yield data.totals[""], [[*subtotals.values()], entries] if whole else [entries]


def tied(source: Source, table: Table) -> Iterator[list[Instance]]:
    """Every cell of a table that sums up another, in each of its readings."""
    main, data = source.table(table.sums), source.table(table.number)
    home = source.filled.own.definition.table(table.sums)
    if main is None or data is None or home is None:
        return
    asked = _asked("汇总", table, TIE)
    labels = {source.filled.own.labels[home.number][c.code]: c for c in summed(home)}
    pairs = [
        (column, labels[label])
        for column in summed(table)
        if (label := source.filled.own.labels[table.number][column.code]) in labels
    ]
    for line in summary.lines(main, (), data):
        for column, twin in pairs:
            stated = _cells(source, table, [line.row], column)
            several = [_cells(source, home, parts, twin) for parts in (line.parts, *filter(None, line.others))]
            several += [_cells(source, table, line.own, column)] if line.own else []
            yield [_sum(asked, parts, stated) for parts in several]


def counted(source: Source, table: Table) -> Iterator[Finding]:
    """Columns of a summary that count the entries of a class, where the count is another."""
    main, data = source.table(table.sums), source.table(table.number)
    if main is None or data is None:
        return
    labels = [source.filled.own.labels[table.number][c.code] for c in table.columns if c.type == "计数"]
    known = [label for label in labels if label in data.table.frame and label not in main.table.frame]
    for row, name, there in summary.counts(main, (), data) if known else ():
        stated = data.table.value(row, known[0])
        if stated is not None and stated not in there:
            words = {"column": name, "found": plain(stated), "expected": str(there[0])}
            yield Finding("COUNT01", "强制性", (data.table.cell(row, known[0]),), words)


def summed(table: Table) -> list[Column]:
    """The columns that add up."""
    return [column for column in additive(table) if column.type != "比率"]


def _asked(number: str, table: Table, text: str) -> Asked:
    statement = Statement(number, table.number, text, Comparison((_NOTHING, _NOTHING), ("=",)))
    return Asked(statement, number, _NOTHING, "=", _NOTHING)


def _cells(source: Source, table: Table, lines: list[int], column: Column) -> list[Datum]:
    found = [source.datum(table.number, row, column.code) for row in lines]
    return [datum for datum in found if datum is not None]


def _sum(asked: Asked, parts: list[Datum], total: list[Datum]) -> Instance:
    """That parts add up to a total."""
    return Instance(asked, Side(tuple((1, d) for d in parts)), Side(tuple((1, d) for d in total)))
