"""合计 and 小计 of a list as relations between its cells: each total against the entries, or the 小计, that it sums up."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from recon.defined import rows
from recon.defined.instances import Asked, additive
from recon.defined.judging import Instance
from recon.defined.sides import Side
from recon.defined.values import Datum, Source
from recon.definitions.model import Statement, Table
from recon.definitions.tree import Comparison, Number

_NOTHING = Number(Fraction(0))
TEXT = "小计、合计 = 分项之和"


def instances(source: Source, table: Table) -> Iterator[list[Instance]]:
    """Every total cell of a list in each of its readings, the one that is told of first."""
    data = source.table(table.number)
    if data is None or not data.totals:
        return
    asked = Asked(
        Statement("合计", table.number, TEXT, Comparison((_NOTHING, _NOTHING), ("=",))),
        "合计",
        _NOTHING,
        "=",
        _NOTHING,
    )
    entries = source.entries(table.number)
    subtotals = {name: row for name, row in data.totals.items() if name}
    told = rows.Classes(data.table, data.spec, entries)
    classes = {name: told.members(name) for name in subtotals}
    for column in additive(table):
        if column.type == "比率":
            continue

        def cells(lines: list[int], code: str = column.code) -> list[Datum]:
            found = [source.datum(table.number, row, code) for row in lines]
            return [datum for datum in found if datum is not None]

        for name, row in subtotals.items():
            if classes.get(name):
                yield [_sum(asked, cells(classes[name]), cells([row]))]
        if "" in data.totals:
            every = _sum(asked, cells(entries), cells([data.totals[""]]))
            if subtotals and sorted(row for several in classes.values() for row in several) == sorted(entries):
                yield [_sum(asked, cells([*subtotals.values()]), cells([data.totals[""]])), every]
            else:
                yield [every]


def _sum(asked: Asked, parts: list[Datum], total: list[Datum]) -> Instance:
    """That parts add up to a total."""
    return Instance(asked, Side(tuple((1, d) for d in parts)), Side(tuple((1, d) for d in total)))
