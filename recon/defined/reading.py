"""A filled-in form by definition read: which sheet carries which table, its rows by kind, its cells by code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import pandera.pandas as pa

from recon import grid as grids
from recon import looks
from recon.defined import foreign, matrix, rows
from recon.defined.forms import Own, money
from recon.forms import cover as covers
from recon.forms import shown, structure
from recon.forms.places import Place, Places
from recon.forms.tableform import FormData, TableData
from recon.grid import Header
from recon.looks import Look
from recon.model import CellRef, Finding
from recon.schemas import lists
from recon.schemas.fields import copied
from recon.schemas.form import FormSpec, TableSpec
from recon.schemas.lists import LISTS, NOTES
from recon.tables import fold
from recon.units import parse
from recon.workbook import RawBook, RawSheet

if TYPE_CHECKING:
    from recon.open.drawn import Drawn

#: Rows above a table's head in which its number or name may stand.
ABOVE = 12
_UNIT_OF = re.compile(r"[（(].*?[)）]")


@dataclass(frozen=True)
class Filled:
    """A form by definition, read. ``findings`` are those of reading besides the form's own."""

    own: Own
    form: FormData
    places: Mapping[str, Mapping[str, int]]  #: 表号 → code of a fixed row → the row it stands in
    findings: tuple[Finding, ...] = ()
    drawn: tuple[Drawn, ...] = ()  #: of a workbook that no definition made, the tables found in it

    @cached_property
    def tables(self) -> dict[str, TableData]:
        """表号 → its table, of those that are there."""
        return {data.spec.number: data for data in self.form.tables.values()}


def recognised(book: RawBook, own: Own) -> bool:
    """Whether some sheet has the head of a table of the form, or a table like the one that it was learnt from."""
    return any(True for _ in _candidates(book, own)) or bool(foreign.find(book, own))


def read(book: RawBook, own: Own) -> Filled:
    """Find cover and tables by their words and read them; nothing is checked yet but that it can be read."""
    drawn = foreign.find(book, own)
    chosen, rivals = (
        (foreign.places(book, own, drawn), []) if drawn else _choose(list(_candidates(book, own)), own.spec)
    )
    where = Places(tuple(chosen), tuple(rivals))
    on = {place.sheet.name for place in chosen}
    sheets = [foreign.cover(own)] if drawn else book.sheets
    front = [s for s in sheets if s.name not in (LISTS, NOTES) and s.name not in {p.sheet.name for p in rivals}]
    cover = covers.read(front, on, own.spec.cover.to_schema())
    unit, declared = "", money(own.definition)
    if declared:
        cover, _ = covers.with_whole(cover)
        cover = covers.with_unit(cover, chosen[0].sheet.name, chosen[0].head)
        is_unit = cover["计量单位"] in (declared, *lists.UNITS)
        unit = cover["计量单位"] if is_unit else declared
    looked = {} if drawn else looks.read(book).sheets  # what a foreign table shows is what was learnt
    seen = [shown.table(place, looked.get(place.sheet.name, Look())) for place in chosen]
    tables: dict[str, TableData] = {}
    findings: list[Finding] = []
    fixed: dict[str, Mapping[str, int]] = {}
    for place, one in zip(chosen, seen, strict=True):
        data, numbers, more = _table(place, one.sheet, own, cover, unit)
        tables[place.spec.sheet] = replace(data, findings=(*one.findings, *data.findings))
        findings += more
        fixed[place.spec.number] = numbers
    return Filled(
        own,
        FormData(own.spec, cover, tables, (), where, tuple(shown.scaled(seen, unit))),
        fixed,
        tuple(findings),
        tuple(drawn),
    )


def _table(
    place: Place, sheet: RawSheet, own: Own, cover: covers.Cover, unit: str
) -> tuple[TableData, Mapping[str, int], list[Finding]]:
    """A table, the rows of its fixed codes, and the findings on its rows."""
    spec, head, schema = place.spec, place.head, place.spec.model.to_schema()
    defined = own.definition.table(spec.number)
    assert defined is not None
    base = unit if unit and parse(defined.unit).base == parse(unit).base else defined.unit
    placed = _placed(schema, lists.UNITS[unit]) if base == unit and unit not in ("", defined.unit) else schema
    grid, findings = grids.read(_bare(sheet, head, spec), head, placed, base or "个", 0)
    if spec.repeats:
        every = dict.fromkeys(grid.raw, "entry")
        return TableData(spec, cover, cover[own.spec.period], grid, grid, {}, tuple(findings), head, every), {}, []
    findings += structure.columns(sheet.name, head, schema)
    findings += structure.units(sheet.name, head, base) if base == unit and unit else []
    more: list[Finding] = []
    numbers: Mapping[str, int] = {}
    totals: dict[str, int] = {}
    if spec.rows:
        numbers, more = matrix.placed(grid, spec)
        by_row = {row: code for code, row in numbers.items()}
        kinds = {row: "entry" if row in by_row else "nothing" for row in grid.frame.index.tolist()}
    else:
        kinds, totals, more = rows.kinds(grid, spec)
    entries = [row for row, kind in kinds.items() if kind == "entry"]
    data = replace(grid, frame=grid.frame.loc[entries])
    kept = {row for row, kind in kinds.items() if kind != "nothing"}
    findings = [f for f in findings if not f.cell.row or any(c.row in kept or c.row <= head.row for c in f.cells)]
    form = TableData(spec, cover, cover[own.spec.period], grid, data, totals, tuple(findings), head, kinds)
    if spec.rows:
        more += matrix.check(form, numbers)
    return form, numbers, more


def _placed(schema: pa.DataFrameSchema, places: int) -> pa.DataFrameSchema:
    """The columns with at least the places that amounts have in another unit than the definition's: 亿元 has four."""
    made = copied(schema)
    made.columns = dict(schema.columns)
    for label, column in schema.columns.items():
        meta = dict(column.metadata or {})
        if meta.get("amount") and parse(str(meta.get("unit", ""))).base == "元" and meta.get("decimals", 0) < places:
            rounded = copied(column)
            rounded.metadata = {**meta, "decimals": places}
            made.columns[label] = rounded
    return made


def _bare(sheet: RawSheet, head: Header, spec: TableSpec) -> RawSheet:
    """The sheet without the row of 栏次 below the head, whatever the codes are."""
    for number in (head.row, head.row + 1):
        if number >= len(sheet.rows):
            continue
        row = sheet.rows[number]
        codes = {label: fold(code) for label, code in spec.codes.items() if label in head.columns}
        there = [fold(row[c - 1]) if (c := head.columns[label]) <= len(row) else "" for label in codes]
        same = sum(bare(text) == bare(code) for text, code in zip(there, codes.values(), strict=True) if text)
        if codes and same * 2 > len(codes):
            rows_ = list(sheet.rows)
            rows_[number] = [None] * len(row)
            return replace(sheet, rows=rows_)
    return sheet


def bare(code: str) -> str:
    """A code without leading zeros and without what is written around it: 01行 and （1） are 1."""
    plain = code.strip("()（）").removesuffix("栏").removesuffix("行").partition("=")[0]
    return plain.lstrip("0") or plain


def _candidates(book: RawBook, own: Own) -> Iterator[Place]:
    """Every sheet with the head of a table of the form, once for each such table."""
    for sheet in book.sheets:
        if sheet.name in (LISTS, NOTES):
            continue
        words = grids.words(sheet)
        for table in own.spec.tables:
            head = grids.find(sheet, table.model, words)
            if head is not None:
                yield Place(table, sheet, head)


def _choose(places: list[Place], spec: FormSpec) -> tuple[list[Place], list[Place]]:
    """A sheet for each table, the best match first, no sheet for two; and the sheets that are left."""
    ranked = sorted(places, key=_rank, reverse=True)
    chosen: dict[str, Place] = {}
    taken: set[str] = set()
    for place in ranked:
        if place.spec.number not in chosen and place.sheet.name not in taken:
            chosen[place.spec.number] = place
            taken.add(place.sheet.name)
    rivals = {place.sheet.name: place for place in reversed(ranked) if place.sheet.name not in taken}
    return [chosen[t.number] for t in spec.tables if t.number in chosen], [*rivals.values()]


def _rank(place: Place) -> tuple[bool, int, int, bool, int]:
    """The rank of a sheet as the table: its name, its number or name above the head, rows found, columns found."""
    above = {fold(cell) for row in place.sheet.rows[: place.head.row][-ABOVE:] for cell in row if isinstance(cell, str)}
    number, name = fold(place.spec.number), fold(place.spec.sheet)
    numbered = any(number in re.split(r"[:\s]", text) or text.endswith(":" + number) or text == name for text in above)
    return (
        not place.sheet.hidden,
        2 * (fold(place.sheet.name) == name) + numbered,
        _matching(place),
        place.filled,
        len(place.head.columns),
    )


def _matching(place: Place) -> int:
    """Fixed rows whose names stand on the sheet."""
    if not place.spec.rows:
        return 0
    names = {matrix.plain(cell) for row in place.sheet.rows[place.head.row :] for cell in row if isinstance(cell, str)}
    return sum(matrix.plain(row.name) in names for row in place.spec.rows)


def unread(cells: Iterable[Finding]) -> set[CellRef]:
    """Cells that could not be read as numbers, which are findings already."""
    return {c for f in cells if f.code in ("NUM01", "NUM03", "NUM07", "NUM08", "MERGE01") for c in f.cells}


__all__ = ["Filled", "bare", "field", "read", "recognised", "unread"]
