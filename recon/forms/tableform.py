"""A form read as its declaration says: cover and tables found by their words, each row told what it is."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from recon import grid as grids
from recon import looks
from recon.forms import cover as covers
from recon.forms import places, roundings, rowkinds, shown, structure, totalrows
from recon.forms.cover import Cover
from recon.forms.places import Place, Places
from recon.forms.rowkinds import TotalRow
from recon.forms.shown import Shown
from recon.grid import NAMED, Grid, Header
from recon.looks import Look
from recon.model import Finding
from recon.schemas import lists
from recon.schemas.fields import amounts
from recon.schemas.form import FormSpec, TableSpec
from recon.schemas.lists import LISTS, NOTES
from recon.submission import Submission
from recon.workbook import RawBook

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
    head: Header
    kinds: Mapping[int, str] = field(default_factory=dict)  #: row → entry, total, subtotal, part or nothing
    further: tuple[TotalRow, ...] = ()  #: other rows that sum some up

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
    others: tuple[TableData, ...] = ()  #: on further sheets that could be a table of the form as well
    places: Places = field(default_factory=lambda: Places(()))
    shared_findings: tuple[Finding, ...] = ()  #: what reading found about all tables together

    @property
    def period(self) -> str:
        """Month, quarter or year of the form, or blank."""
        return self.cover[self.spec.period]

    @property
    def main(self) -> TableData:
        """The first table that is there; of a form of the product the one that tells it."""
        return next(iter(self.tables.values()))

    @property
    def every(self) -> tuple[TableData, ...]:
        """The tables that count and the others, each checked in itself."""
        return (*self.tables.values(), *self.others)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What reading the tables found; that the file was never recalculated is said once."""
        return _calculated((*self.shared_findings, *(finding for table in self.every for finding in table.findings)))

    def on(self, sheet: str) -> TableData:
        """The table that stands on a sheet of the workbook; the first where none does."""
        return next((t for t in self.every if t.table.sheet == sheet), self.main)


def _calculated(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Findings with one for all columns whose formulas carry no result: the cause, and what to do, are the same."""
    blank = [f for f in findings if f.code == "NUM07"]
    if len(blank) < 2:
        return findings
    labels = list(dict.fromkeys(f.words["column"] for f in blank))
    words = {"column": "、".join(labels[:NAMED]) + ("…" if len(labels) > NAMED else "")}
    cells = tuple(cell for f in blank for cell in f.cells)
    rest = tuple(f for f in findings if f.code != "NUM07")
    return (replace(blank[0], cells=cells, words=words), *rest)


def read(book: RawBook, spec: FormSpec) -> FormData:
    """Find cover and tables by their words and read them; nothing is checked yet but that it can be read."""
    where, cover = front(book, spec)
    main = where.chosen[0]
    unit, decimals, whole = "", PLAIN_DECIMALS, False
    if spec.measured:
        cover, whole = covers.with_whole(cover)
        cover = covers.with_unit(cover, main.sheet.name, main.head)
        unit = cover["计量单位"] if cover["计量单位"] in lists.UNITS else "万元"
        decimals = lists.UNITS[unit]
    asked = [*where.chosen, *(p for p in where.rivals if p.asked)]
    looked = looks.read(book).sheets
    seen = [shown.table(p, looked.get(p.sheet.name, Look())) for p in asked]
    frame = Frame(cover, cover[spec.period], unit, decimals, whole)
    read = [_table(p, one, frame) for p, one in zip(asked, seen, strict=True)]
    tables = {data.spec.sheet: data for data in read[: len(where.chosen)]}
    unseen = {LISTS, NOTES, *(p.sheet.name for p in where.rivals if not p.asked)}
    findings = (*shown.scaled(seen, unit), *shown.late(book, asked, unseen))
    return FormData(spec, cover, tables, tuple(read[len(where.chosen) :]), where, findings)


def front(book: RawBook, spec: FormSpec) -> tuple[Places, Cover]:
    """Where the tables stand, and the cover as it is written."""
    candidates = places.candidates(book, spec)
    where = places.choose(candidates, spec, _front(book, spec, {place.sheet.name for place in candidates})[spec.period])
    rivals, chosen = ({p.sheet.name for p in some} for some in (where.rivals, where.chosen))
    return where, _front(book, spec, rivals, chosen)


def _front(book: RawBook, spec: FormSpec, without: set[str], tables_: Set[str] = frozenset()) -> Cover:
    """The cover, read from all sheets but some; ``tables_``: those that carry a table."""
    front = [s for s in book.sheets if s.name not in (LISTS, NOTES) and s.name not in without]
    return covers.read(front, set(tables_), spec.cover.to_schema())


class Frame(NamedTuple):
    """What all tables of a form are read with."""

    cover: Cover
    period: str
    unit: str
    decimals: int
    whole: bool  #: the cover says that amounts are rounded to whole units


def _table(place: Place, seen: Shown, frame: Frame) -> TableData:
    spec, sheet, head = place.spec, seen.sheet, place.head
    cover, period, unit, decimals, whole = frame
    schema = spec.model.to_schema()
    table, findings = grids.read(sheet, head, schema, unit, decimals)
    findings += seen.findings
    if spec.repeats:
        return TableData(
            spec, cover, period, table, table, {}, tuple(findings), head, dict.fromkeys(table.raw, "entry")
        )
    findings += structure.columns(sheet.name, head, schema)
    findings += structure.units(sheet.name, head, unit) if unit else []
    kinds = rowkinds.kinds(table, spec)
    if spec.total:
        kinds |= dict.fromkeys(totalrows.unnamed(totalrows.Ledger(table, spec, kinds)), "subtotal")
    entries = [row for row, kind in kinds.items() if kind == "entry"]
    table = roundings.with_roundings(table, entries, spec.relations, whole)
    data = replace(table, frame=table.frame.loc[entries])
    totals, further = rowkinds.totals(table, kinds)
    if further:
        totals, further = totalrows.settled(totalrows.Ledger(table, spec, kinds), totals, further)
    kept = {row for row, kind in kinds.items() if kind != "nothing"}
    findings = [f for f in findings if not f.cell.row or _touches(f, kept, head.row)]
    return TableData(spec, cover, period, table, data, totals, tuple(findings), head, kinds, further)


def _touches(finding: Finding, rows: set[int], header: int) -> bool:
    return any(cell.row in rows or cell.row <= header for cell in finding.cells)


def extract(data: TableData, book: RawBook) -> Submission:
    """The entries of a table as plain columns, for other files."""
    return plainly(data, str(book.path), book.sha256)


def plainly(data: TableData, path: str, sha256: str = "") -> Submission:
    """The entries of a table of a file as plain columns."""
    frame, labels = data.projects.frame, set(amounts(data.spec.model.to_schema()))
    columns = {str(label): data.projects.values(str(label)) for label in frame}
    return Submission(
        path,
        sha256,
        dict(data.cover.values),
        data.table.sheet,
        data.table.unit.text,
        data.table.scale,
        data.table.decimals,
        tuple(map(int, frame.index)),
        dict(data.table.columns),
        {label: column for label, column in columns.items() if label not in labels},
        {label: column for label, column in columns.items() if label in labels},
        dict(data.table.whole),
    )
