"""合计 and 小计 of a list, and the rows of a table that sums it up, as relations between cells, each in its readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple, cast

from recon.defined import rows, verdicts
from recon.defined.cellwise import Instance
from recon.defined.instances import Asked, additive
from recon.defined.judging import Judged, Wrong
from recon.defined.outcomes import outcome_of
from recon.defined.sides import Side
from recon.defined.values import Numbers, Source
from recon.definitions.model import Column, Statement, Table
from recon.definitions.tree import Comparison, Number
from recon.forms import footing, summary
from recon.forms.tableform import TableData
from recon.model import Finding, Rule, Tally, Verdict
from recon.numbers import plain
from recon.rules import ledger

_NOTHING = Number(Fraction(0))
FOOT, TIE = "小计、合计 = 分项之和", "汇总 = 明细"


class Total(NamedTuple):
    """A total cell and the rows that it may sum up, each a column and its rows, the reading that is reported first."""

    asked: Asked
    stated: Numbers
    row: int
    readings: tuple[tuple[Numbers, Sequence[int]], ...]

    @property
    def unread(self) -> bool:
        """Whether what stands in one of its cells is no number."""
        parts, rows = self.readings[0]
        return self.row in self.stated.unread or not parts.unread.isdisjoint(rows)

    def instance(self) -> Instance:
        """The relation over its cells."""
        parts, rows = self.readings[0]
        cells = (datum for row in rows if (datum := parts.datum(row)) is not None)
        total = self.stated.datum(self.row)
        assert total is not None
        return Instance(self.asked, Side(tuple((1, datum) for datum in cells)), Side(((1, total),)))

    def verdict(self, reading: tuple[Numbers, Sequence[int]], *, zero: bool, points: bool) -> Verdict | None:
        """The verdict on a reading; None where nothing is there to compare. For the policies see :func:`verdicts.judge`."""
        parts, rows = reading
        cells = [parts.value(row) for row in rows]
        values = [value for value in cells if value is not None]
        total = self.stated.value(self.row)
        if total is None or not (values or zero):
            return None
        there = [row for row, cell in zip(rows, cells, strict=True) if cell is not None]
        steps = [] if points else [parts.step(row) for row in there]
        own = [] if points else [self.stated.step(self.row)]
        if (shift := self.stated.grid.scale - parts.grid.scale) > 0:
            values, steps = [v * 10**shift for v in values], [step * 10**shift for step in steps]
        elif shift:
            total, own = total * 10**-shift, [step * 10**-shift for step in own]
        return ledger.total_verdict(total, values, 0 if zero else len(cells) - len(values), [*own, *steps])


def judged(source: Source, results: Judged, *, strict: bool) -> Iterator[Tally]:
    """The totals of lists, and of tables that sum them up: how often they held; what did not is added to ``results``."""
    for label, rule, text, every in (("FOOT", "foot", FOOT, instances), ("TIE", "tie", TIE, tied)):
        counts: Counter[str] = Counter()
        for table in source.filled.own.definition.tables:
            if not table.matrix and bool(table.sums) is (label == "TIE"):
                totals = list(every(source, table))
                counts += _judged(source, totals, table, label, results, strict=strict)
        if counts:
            yield Tally(label, cast("Rule", rule), text, dict(counts))


def _judged(
    source: Source, every: list[Total], table: Table, label: str, results: Judged, *, strict: bool
) -> Counter[str]:
    """The totals of one table: how often they held."""
    counts: Counter[str] = Counter()
    zero, points = table.missing == "按零", table.rounding == "舍位平衡"
    passed = ("exact",) if strict else ("exact", "rounding")
    instances: dict[int, Instance] = {}
    asked: list[int] = []
    for n, total in enumerate(every):
        if total.unread:
            counts["unverifiable"] += 1
            continue
        first, *others = total.readings
        parts, rows = first
        verdict = total.verdict(first, zero=zero, points=points)
        if verdict is None or all(parts.value(row) is None for row in rows):
            continue
        asked.append(n)
        more = (total.verdict(one, zero=zero, points=points) for one in others)
        good = verdict if verdict in passed else next((v for v in more if v in passed), None)
        if good is not None or verdict == "unverifiable":
            counts[good or "unverifiable"] += 1
            continue
        instances[n] = total.instance()
        _, missing = verdicts.judge(instances[n], zero=zero, points=points)
        outcome = replace(outcome_of(instances[n], verdict, missing, source.period), label=label)
        results.wrong.append(Wrong(instances[n], outcome, missing))
    results.places.append(lambda: (instances.get(n) or every[n].instance() for n in asked))
    return counts


def instances(source: Source, table: Table) -> Iterator[Total]:
    """Every total cell of a list."""
    data = source.table(table.number)
    if data is None or not data.totals:
        return
    asked = _asked("合计", table, FOOT)
    every = list(readings(source, table, data))
    for column in summed(table):
        numbers = source.column(table.number, column.code)
        if numbers is None:
            continue
        for row, several in every:
            yield Total(asked, numbers, row, tuple((numbers, parts) for parts in several))


def readings(source: Source, table: Table, data: TableData) -> Iterator[tuple[int, list[list[int]]]]:
    """Each total row of a list with the rows that it may sum up, the reading that is reported first."""
    return footing.readings(data) if data.spec.by else _named(source, table, data)


def _named(source: Source, table: Table, data: TableData) -> Iterator[tuple[int, list[list[int]]]]:
    """The total rows of a list without a column for 小计: they may be named after the values of any."""
    entries = source.entries(table.number)
    subtotals = {name: row for name, row in data.totals.items() if name}
    by_text = rows.Classes(data.table, data.spec, entries)
    classes = {name: by_text.members(name) for name in subtotals}
    yield from ((row, [classes[name]]) for name, row in subtotals.items() if classes[name])
    if "" in data.totals:
        whole = subtotals and sorted(row for several in classes.values() for row in several) == sorted(entries)
        yield data.totals[""], [[*subtotals.values()], entries] if whole else [entries]


def tied(source: Source, table: Table) -> Iterator[Total]:
    """Every cell of a table that sums up another."""
    main, data = source.table(table.sums), source.table(table.number)
    home = source.filled.own.definition.table(table.sums)
    if main is None or data is None or home is None:
        return
    asked = _asked("汇总", table, TIE)
    labels = {source.filled.own.labels[home.number][c.code]: c.code for c in summed(home)}
    pairs = [
        (stated, parts)
        for column in summed(table)
        if (label := source.filled.own.labels[table.number][column.code]) in labels
        and (stated := source.column(table.number, column.code)) is not None
        and (parts := source.column(home.number, labels[label])) is not None
    ]
    for line in summary.lines(main, (), data):
        for stated, parts in pairs:
            several = [(parts, rows) for rows in (line.parts, *filter(None, line.others))]
            several += [(stated, line.own)] if line.own else []
            yield Total(asked, stated, line.row, tuple(several))


def counted(source: Source, table: Table) -> Iterator[Finding]:
    """Columns of a summary that count the entries of a class, where the count is another."""
    main, data = source.table(table.sums), source.table(table.number)
    if main is None or data is None:
        return
    labels = [source.filled.own.labels[table.number][c.code] for c in table.columns if c.type == "计数"]
    checked = [label for label in labels if label in data.table.frame and label not in main.table.frame]
    for row, name, there in summary.counts(main, (), data) if checked else ():
        stated = data.table.value(row, checked[0])
        if stated is not None and stated not in there:
            words = {"column": name, "found": plain(stated), "expected": str(there[0])}
            yield Finding("COUNT01", "强制性", (data.table.cell(row, checked[0]),), words)


def summed(table: Table) -> list[Column]:
    """The columns that add up."""
    return [column for column in additive(table) if column.type != "比率"]


def _asked(number: str, table: Table, text: str) -> Asked:
    statement = Statement(number, table.number, text, Comparison((_NOTHING, _NOTHING), ("=",)))
    return Asked(statement, number, _NOTHING, "=", _NOTHING)
