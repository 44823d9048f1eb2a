"""What a declared form asks in the notation of definitions, judged as the relations of a definition are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from recon import dates
from recon.defined import claims, instances
from recon.defined.forms import Own
from recon.defined.instances import Binder, Claim, Place
from recon.defined.reading import Filled
from recon.defined.values import Source
from recon.definitions import grammar, pointing
from recon.definitions.model import Column, CoverField, Definition, Statement, Table, Type
from recon.definitions.names import names
from recon.forms.crossing import Asked
from recon.forms.tableform import FormData
from recon.model import CellRef, Finding
from recon.schemas.fields import metadata
from recon.schemas.form import Demand, FormSpec, TableSpec


def asked(form: FormData) -> Iterator[Asked]:
    """Every demand, in each place where it is asked and has cells to be reported at."""
    own, demands = from_spec(form.spec)
    binder = Binder(own, Source(Filled(own, form, {})))
    for claim, (table, demand) in zip(instances.asked(own), demands, strict=True):
        assert isinstance(claim, Claim)
        if table.sheet not in form.tables:
            continue
        at = _At(form, table)
        for one in claims.judged(binder, claim) if at.there(demand.at) else ():
            if one.holds is not None:
                yield demand.code, None if one.holds else at.finding(demand, one.place)


@lru_cache(maxsize=16)
def from_spec(spec: FormSpec) -> tuple[Own, list[tuple[TableSpec, Demand]]]:
    """A declared form as a definition whose relations are its demands; columns have their labels for codes."""
    tables = [_table(table) for table in spec.tables]
    cover = tuple(CoverField(label) for label in spec.cover.to_schema().columns)
    vocabulary = names([*tables, *pointing.spoken(tables, cover)])
    demands = [(table, demand) for table in spec.tables for demand in table.demands]
    statements = [
        Statement(one.code, table.number, one.text, tree, level=one.level)
        for table, one in demands
        for tree, _ in grammar.statements(one.text, vocabulary, table.number).trees
    ]
    labels = {table.number: {column.code: column.code for column in table.columns} for table in tables}
    return Own(Definition(tuple(tables), tuple(statements), cover=cover), spec, labels), demands


def _table(table: TableSpec) -> Table:
    schema = table.model.to_schema()
    kinds = {label: "数量" if metadata(schema, label).get("amount") else "文字" for label in schema.columns}
    columns = tuple(Column(table.number, label, label, type=cast("Type", kind)) for label, kind in kinds.items())
    return Table(table.number, table.sheet, columns=columns)


class _At:
    """The cells and words of a demand in a row of a table, or on the cover."""

    def __init__(self, form: FormData, table: TableSpec) -> None:
        self.form, self.data = form, form.tables[table.sheet]

    def there(self, labels: tuple[str, ...]) -> bool:
        """Whether the table has the columns of these labels."""
        return all(label in self.data.table.columns or _cover_label(label) for label in labels)

    def finding(self, demand: Demand, place: Place) -> Finding:
        """The demand as what is wrong in a place."""
        row = place.entry[1]
        words = {word: self._word(meant, row) for word, meant in demand.words.items()}
        return Finding(demand.code, demand.level, tuple(self._cell(label, row) for label in demand.at), words)

    def _cell(self, label: str, row: int) -> CellRef:
        item = _cover_label(label)
        return self.form.cover.cell(item) if item else self.data.table.cell(row, label)

    def _word(self, meant: str, row: int) -> str:
        if meant.startswith("“"):
            return meant[1:-1]
        if item := _cover_label(meant):
            return dates.last_day(self.form.period) or "" if item == pointing.END else self.form.cover[item]
        return str(self.data.projects.frame.at[row, meant]) if meant in self.data.projects.frame else ""


def _cover_label(label: str) -> str:
    """The label of the cover that is meant; blank for a column."""
    cover, dot, name = label.partition(".")
    return name if dot and cover == pointing.COVER else ""
