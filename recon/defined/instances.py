"""The places in which a relation of a definition is asked: its references bound to cells, place by place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from recon import dates
from recon.across.continued import Pairs, matched
from recon.defined.forms import Own
from recon.defined.values import SCALE, Datum, Source
from recon.definitions import linear
from recon.definitions.model import Column, Statement, Table
from recon.definitions.pointing import COVER, END, MONTH
from recon.definitions.tree import (
    Blank,
    Comparison,
    Condition,
    Conditional,
    Each,
    Expression,
    Reference,
    Sign,
    Text,
)
from recon.relations import Form
from recon.schemas.definition import BEFORE

#: Units in which nothing adds up, and what a unit per time, in which amounts do, is counted by: 万吨/年.
_RATES = ("%", "％", "‰", "百分点", "岁", "倍")
_TIMES = ("年", "月", "日", "天", "小时", "时")


class Bound(NamedTuple):
    """What a reference comes to in a place: its cells (several: their sum), or words."""

    data: tuple[Datum, ...] = ()  #: of words the cell they stand in, as a blank
    text: str | None = None  #: of a column of words
    applies: bool = True  #: whether the cell is one to fill in


_NOWHERE: Mapping[str, str] = MappingProxyType({})


class Place(NamedTuple):
    """Where a relation is asked: a column (by code, for each table), a row (likewise), or an entry."""

    columns: Mapping[str, str] = _NOWHERE
    rows: Mapping[str, str] = _NOWHERE
    entry: tuple[str, int] = ("", 0)


@dataclass(frozen=True)
class Asked:
    """One link of a statement, ready to be bound: ``forms`` where both sides are linear."""

    statement: Statement
    number: str
    left: Expression
    sign: Sign
    right: Expression
    conditions: tuple[Condition, ...] = ()
    forms: tuple[Form[Reference], Form[Reference]] | None = None
    computed: bool = False  #: it is the formula of a column


@dataclass(frozen=True)
class Claim:
    """That cells of a place are blank, or filled, or that words or dates stand so: no relation between numbers."""

    statement: Statement
    condition: Blank | Each | Comparison
    conditions: tuple[Condition, ...] = ()


@dataclass
class Binder:
    """Binds references of statements to the cells of a filling and of those before it."""

    own: Own
    now: Source
    earlier: Mapping[str, Source | None] = field(default_factory=dict)  #: period → its filling
    below: tuple[Source, ...] = ()  #: the fillings of the units below the one that reports

    def table(self, number: str) -> Table:
        """The table of a 表号."""
        table = self.own.definition.table(number)
        assert table is not None
        return table

    def places(self, statement: Statement, nodes: object) -> list[Place]:
        """Every place in which the references of ``nodes`` have to be bound; none where they do not go together."""
        refs = linear.references(nodes)
        rows = [r for r in refs if self.varies(r) == "row"]
        columns = [r for r in refs if self.varies(r) == "column"]
        if rows and columns:
            return []
        if rows:
            return list(self._over_columns(rows, refs, nodes))
        if columns:
            return list(self._over_rows(columns))
        home = self.home(statement, refs)
        return [Place()] if home is None else [Place(entry=(home, row)) for row in self.now.entries(home)]

    def home(self, statement: Statement, refs: list[Reference]) -> str | None:
        """The list in whose entries a relation is asked; None where it is asked elsewhere."""
        tables = {self.varies(ref): ref.table for ref in reversed(refs)}
        if "row" in tables or "column" in tables:
            return None
        mine = any(ref.table == statement.table and self.varies(ref) == "entry" for ref in refs)
        return statement.table if mine else tables.get("entry")

    def entry(self, ref: Reference, number: str) -> bool:
        """Whether a reference is a column of a list in the entry at hand."""
        return ref.table == number and self.varies(ref) == "entry" and not (ref.period or ref.units)

    def varies(self, ref: Reference) -> str:
        """Along what a reference runs: a row over its columns, a column over its rows or over the entries."""
        table = self.own.definition.table(ref.table)
        if table is None:
            return ""
        if not table.matrix:
            return "" if ref.total or ref.axis == "row" else "entry"
        if ref.across or ref.total:
            return ""
        return "row" if ref.axis == "row" else "column"

    def _over_columns(self, rows: list[Reference], refs: list[Reference], nodes: object) -> Iterator[Place]:
        """A relation of rows in each column of theirs in which amounts add up."""
        tables = [self.table(number) for number in dict.fromkeys(r.table for r in rows)]
        first, *others = tables
        totals = {self._name(r) for r in refs if r.total and not self.table(r.table).matrix}
        columns = additive(first)
        if totals and (named := [c for c in columns if c.name in totals]):
            columns = named
        for column in columns:
            codes = {first.number: column.code}
            for other in others:
                twin = _twin(column, other)
                if twin is None:
                    break
                codes[other.number] = twin.code
            else:
                yield Place(columns=codes)

    def _name(self, ref: Reference) -> str:
        column = self.table(ref.table).column(ref.code)
        return column.name if column else ""

    def _over_rows(self, columns: list[Reference]) -> Iterator[Place]:
        """A relation of columns in each row."""
        first, *others = [self.table(number) for number in dict.fromkeys(r.table for r in columns)]
        for row in first.rows:
            codes = {first.number: row.code}
            for other in others:
                twin = other.row(row.code)
                if twin is None or (len(others) and twin.name != row.name and len(other.rows) != len(first.rows)):
                    break
                codes[other.number] = twin.code
            else:
                yield Place(rows=codes)

    def bound(self, ref: Reference, place: Place) -> Bound | None:
        """The cells of a reference in a place; None where there is nothing to look at (another file, a lost row)."""
        table = self.own.definition.table(ref.table)
        if table is None:
            return self._cover_value(ref) if ref.table == COVER else None
        if ref.units:
            each = [self._referenced(ref, place, table, one) for one in self.below]
            return Bound(tuple(d for one in each if one for d in one.data)) if each else None
        source = self.now if not ref.period else self.earlier.get(ref.period)
        return None if source is None else self._referenced(ref, place, table, source)

    def _cover_value(self, ref: Reference) -> Bound | None:
        """A label of the cover; 月份 and 期末 of its period where they are no labels."""
        source = self.now if not ref.period else self.earlier.get(ref.period)
        if source is None:
            return None
        form = source.filled.form
        at = form.cover.cell(form.spec.period if ref.code not in form.spec.cover.to_schema().columns else ref.code)
        if ref.code in form.spec.cover.to_schema().columns:
            return Bound((Datum(at, None, 0, "", ref.code, ""),), form.cover[ref.code])
        if ref.code == END:
            return Bound((Datum(at, None, 0, "", ref.code, ""),), dates.last_day(form.period) or "")
        month = (dates.last_day(form.period) or "")[5:7]
        return Bound((Datum(at, int(month) * 10**SCALE, 0, "", ref.code, ""),)) if month else None

    def _referenced(self, ref: Reference, place: Place, table: Table, source: Source) -> Bound | None:
        """The cells of a reference in a filling."""
        if not table.matrix:
            return self._listed(ref, place, table, source)
        if ref.total:
            return self._summed(ref, table, source)
        row, column = self._codes(ref, place)
        return self._cell(table, source, row, column)

    def _codes(self, ref: Reference, place: Place) -> tuple[str, str]:
        if ref.axis == "row":
            return ref.code, ref.across or place.columns.get(ref.table, "")
        return (ref.across or place.rows.get(ref.table, "")), ref.code

    def _cell(self, table: Table, source: Source, row: str, column: str) -> Bound | None:
        line = table.column(column)
        if line is None or table.row(row) is None:
            return None
        at = source.at(table.number, row)
        if at is None:
            return None
        if not line.numeric:
            return _words(source, table.number, at, column)
        if not table.applies(row, column):
            return Bound(applies=False)
        datum = source.datum(table.number, at, column)
        return None if datum is None else Bound((datum,))

    def _summed(self, ref: Reference, table: Table, source: Source) -> Bound | None:
        cells = [self._cell(table, source, row.code, ref.code) for row in table.rows]
        return Bound(tuple(d for one in cells if one for d in one.data))

    def _listed(self, ref: Reference, place: Place, table: Table, source: Source) -> Bound | None:
        """A column of a list: in the entry at hand, or its 合计, printed or added up."""
        column = table.column(ref.code)
        data = source.table(table.number)
        if column is None or data is None:
            return None
        if not ref.total and not ref.units and place.entry[0] == ref.table:
            row = place.entry[1] if source is self.now else self._same(ref.table, place.entry[1], source)
            if row is None:
                return None
            if not column.numeric:
                return _words(source, ref.table, row, ref.code)
            datum = source.datum(ref.table, row, ref.code)
            return None if datum is None else Bound((datum,))
        total = data.totals.get("")
        if total is not None and (stated := source.datum(ref.table, total, ref.code)) and not stated.blank:
            return Bound((stated,))
        every = [source.datum(ref.table, row, ref.code) for row in source.entries(ref.table)]
        return Bound(tuple(d for d in every if d is not None and not d.blank))

    def _same(self, number: str, row: int, source: Source) -> int | None:
        """The entry of an earlier filling that an entry continues: the one of the same words, where it is alone."""
        return self.pairs(number, source).get(row)

    def pairs(self, number: str, source: Source) -> Mapping[int, int]:
        """Row → the row of an earlier filling that it continues."""
        key = (number, id(source))
        if key not in self._rows:
            now, then = self.now.entries(number), source.entries(number)
            self._rows[key] = {now[here]: then[there] for here, there in self.matched(number, source)}
        return self._rows[key]

    def matched(self, number: str, source: Source) -> Pairs:
        """The pairs of an entry and the entry of an earlier filling that it continues, by their places."""
        key, now, then = (number, id(source)), self.now.plain(number), source.plain(number)
        if key not in self._matches:
            by = self._key_columns(number)
            self._matches[key] = matched(now, then, by) if now is not None and then is not None else []
        return self._matches[key]

    _matches: dict[tuple[str, int], Pairs] = field(default_factory=dict)
    _rows: dict[tuple[str, int], dict[int, int]] = field(default_factory=dict)

    def _key_columns(self, number: str) -> tuple[tuple[str, ...], ...]:
        """The columns that entries are known by: as 各期行对应 says, else codes without a list, else first words and lists."""
        if (continued := self.own.table(number).continued) is not None:
            return continued.by
        columns = self.table(number).columns
        codes = [c for c in columns if c.type == "代码" and not c.list][:1]
        named = codes or [c for c in columns if c.type == "文字"][:1] + [c for c in columns if c.list]
        return (tuple(self.own.labels[number][c.code] for c in named),) if named else ()


def _words(source: Source, number: str, row: int, code: str) -> Bound:
    """The words of a cell, with the cell."""
    return Bound((source.place(number, row, code),), source.text(number, row, code))


def additive(table: Table) -> list[Column]:
    """The numeric columns in which rows add up; all of them where none does."""
    columns = [c for c in table.amounts if c.type != "比率" and not rate(c.unit) and not linear.ratio(c.computed)]
    return columns or list(table.amounts)


def rate(unit: str) -> bool:
    """Whether a unit is one in which nothing adds up: %, 岁, 元/人."""
    return unit in _RATES or ("/" in unit and unit.rpartition("/")[2] not in _TIMES)


def _twin(column: Column, other: Table) -> Column | None:
    """The column of another table that means the same: of its code, of its name, or the only one."""
    candidates = [c for c in other.amounts if c.code == column.code and c.name == column.name]
    candidates += [c for c in other.amounts if c.name == column.name]
    candidates += [c for c in other.amounts if c.code == column.code]
    alone = additive(other)
    return candidates[0] if candidates else alone[0] if len(alone) == 1 else None


def asked(own: Own) -> Iterator[Asked | Claim]:
    """Every link of every statement in force, and the formulas of computed columns."""
    for table in own.definition.tables:
        for column in table.columns:
            if column.computed is not None and column.numeric:
                axis = Reference(column.code, "column", table.number)
                tree = Comparison((axis, column.computed), ("=",))
                text = f"{column.name} = {column.formula}"
                made = Statement(f"{column.code}栏公式", table.number, text, tree, cell=column.cell)
                yield from (_asked(made, tree, (), computed=True))
    for carried in own.definition.carried:
        text = f"{carried.code} = {BEFORE}{carried.before}"
        made = Statement(f"上期 {carried.code}", carried.table, text, carried.tree, cell=carried.cell)
        yield from _links(made, own)
    for statement in own.definition.statements:
        if not statement.off:
            yield from _links(statement, own)


def _wordy(statement: Statement, tree: Comparison, own: Own) -> bool:
    """Whether every side of a comparison is a word, or a column of words or dates."""
    return all(isinstance(side, Text) or (isinstance(side, Reference) and _text(side, own)) for side in tree.sides)


def _text(ref: Reference, own: Own) -> bool:
    table = own.definition.table(ref.table)
    if table is None:
        return ref.table == COVER and ref.code != MONTH
    column = table.column(ref.across or ref.code) if ref.axis == "column" or ref.across else None
    return column is not None and not column.numeric


def _links(statement: Statement, own: Own) -> Iterator[Asked | Claim]:
    conditions = () if statement.condition is None else (statement.condition,)
    whole = statement.tree
    if isinstance(whole, Conditional):
        tree, conditions = whole.relation, (*conditions, whole.condition)
    else:
        tree = whole
    if isinstance(tree, Comparison):
        if _wordy(statement, tree, own):
            yield Claim(statement, tree, conditions)
        else:
            yield from _asked(statement, tree, conditions)
    elif isinstance(tree, Each) and tree.quantity == "all":
        for one in tree.references:
            yield from _asked(statement, Comparison((one, tree.value), (tree.sign,)), conditions)
    else:
        yield Claim(statement, tree, conditions)


def _asked(
    statement: Statement, tree: Comparison, conditions: tuple[Condition, ...], *, computed: bool = False
) -> Iterator[Asked]:
    for number, (left, sign, right) in enumerate(tree.links, 1):
        name = statement.number if len(tree.signs) == 1 else f"{statement.number}-{number}"
        try:
            forms = linear.form(left), linear.form(right)
        except linear.NotLinearError:
            forms = None
        yield Asked(statement, name, left, sign, right, conditions, forms, computed)
