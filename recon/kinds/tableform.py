"""A form read as its declaration says: cover and tables found by their words, each row told what it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from recon import grid as grids
from recon.grid import Grid, Header
from recon.kinds import cover as covers
from recon.kinds import rowkinds, structure
from recon.kinds.cover import Cover
from recon.model import Finding
from recon.schemas import lists
from recon.schemas.fields import amounts
from recon.schemas.form import LISTS, NOTES, FormSpec, TableSpec
from recon.submission import Submission
from recon.workbook import RawBook, RawSheet

#: Decimals of a form whose numbers are no money.
PLAIN_DECIMALS = 2


@dataclass(frozen=True)
class TableData:
    """A table of a form: whole, and its entries without total rows."""

    spec: TableSpec
    cover: Cover
    period: str  #: of the form: month, quarter or year; blank where the cover does not say
    table: Grid  #: whole
    projects: Grid  #: its entries
    totals: dict[str, int]  #: class (blank for 合计) → its row
    findings: tuple[Finding, ...]

    @property
    def month(self) -> str:
        """The period of the report."""
        return self.period


@dataclass(frozen=True)
class FormData:
    """A form read. ``tables``: those that are there, by their sheet's declared name."""

    spec: FormSpec
    cover: Cover
    tables: dict[str, TableData]

    @property
    def period(self) -> str:
        """Month, quarter or year of the form, or blank."""
        return self.cover[self.spec.period]

    @property
    def main(self) -> TableData:
        """The first table, which tells the form."""
        return self.tables[self.spec.tables[0].sheet]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What reading the tables found."""
        return tuple(finding for table in self.tables.values() for finding in table.findings)

    def on(self, sheet: str) -> TableData:
        """The table that stands on a sheet of the workbook; the first where none does."""
        return next((t for t in self.tables.values() if t.table.sheet == sheet), self.main)


Place = tuple[TableSpec, RawSheet, Header]


def read(book: RawBook, spec: FormSpec) -> FormData:
    """Find cover and tables by their words and read them; nothing is checked yet but that it can be read."""
    places = list(_places(book, spec))
    _, sheet, head = places[0]
    front = [s for s in book.sheets if s.name not in (LISTS, NOTES)]
    cover = covers.read(front, {s.name for _, s, _ in places}, spec.cover.to_schema())
    unit, decimals = "", PLAIN_DECIMALS
    if spec.measured:
        cover = covers.with_unit(cover, sheet.name, head)
        unit = cover["计量单位"] if cover["计量单位"] in lists.UNITS else "万元"
        decimals = lists.UNITS[unit]
    read = {place[0].sheet: _table(place, cover, cover[spec.period], unit, decimals) for place in places}
    return FormData(spec, cover, read)


def _places(book: RawBook, spec: FormSpec) -> Iterator[Place]:
    """Where each table stands: on the sheet that has most of its columns and no table before it; none for absent ones."""
    taken: set[str] = set()
    for table in spec.tables:
        schema = table.model.to_schema()
        found = [
            (sheet, head) for sheet in book.sheets
            if sheet.name not in taken and (head := grids.find(sheet, schema))
        ]  # fmt: skip
        if found:
            sheet, head = max(found, key=lambda pair: 0 if table.repeats else len(pair[1].columns))
            taken.add(sheet.name)
            yield table, sheet, head


def _table(place: Place, cover: Cover, period: str, unit: str, decimals: int) -> TableData:
    spec, sheet, head = place
    schema = spec.model.to_schema()
    table, said = grids.read(sheet, head, schema, unit, decimals)
    if spec.repeats:
        return TableData(spec, cover, period, table, table, {}, tuple(said))
    said += structure.columns(sheet.name, head, schema)
    said += structure.units(sheet.name, head, unit) if unit else []
    kinds = rowkinds.kinds(table, spec)
    data = replace(table, frame=table.frame.loc[[row for row, kind in kinds.items() if kind == "entry"]])
    totals = rowkinds.totals(table, kinds)
    kept = set(data.frame.index) | set(totals.values())
    said = [f for f in said if not f.cell.row or _touches(f, kept, head.row)]
    return TableData(spec, cover, period, table, data, totals, tuple(said))


def _touches(finding: Finding, rows: set[int], header: int) -> bool:
    return any(cell.row in rows or cell.row <= header for cell in finding.cells)


def extract(data: TableData, book: RawBook) -> Submission:
    """The entries of a table as plain columns."""
    frame, known = data.projects.frame, set(amounts(data.spec.model.to_schema()))
    columns = {str(label): frame[label].tolist() for label in frame}
    return Submission(
        str(book.path), book.sha256, dict(data.cover.values), data.table.sheet, data.table.unit.text,
        data.table.scale, data.table.decimals, tuple(map(int, frame.index)), dict(data.table.columns),
        {label: column for label, column in columns.items() if label not in known},
        {label: [None if v is pd.NA else v for v in columns[label]] for label in columns if label in known},
    )  # fmt: skip
