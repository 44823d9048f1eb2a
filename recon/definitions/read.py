"""A definition workbook → the definition, with everything that is wrong with it, each at its cell."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from recon import tables as sheets
from recon import text as gate
from recon import workbook
from recon.definitions import lines, pointing, recognise, relating
from recon.definitions.model import Definition, Entry, Table, Unit
from recon.definitions.names import names
from recon.errors import UnreadableError
from recon.model import CellRef, Finding
from recon.schemas import definition as schema
from recon.tables import Table as Sheet
from recon.workbook import RawBook


def load(path: Path) -> Definition:
    """The definition of a file; raises UnreadableError for one that cannot be read or is something else."""
    book = workbook.read(path)
    if not recognise(book):
        expected = "、".join(f"“{name}”" for name in schema.NEEDED)
        raise UnreadableError("FILE07", path=str(path), expected=expected, found=workbook.listed(book))
    return read(book)


def read(book: RawBook) -> Definition:
    """The definition in a workbook; what cannot be read is left out of it and is among its findings."""
    by_name = {gate.words(sheet.name): sheet for sheet in book.sheets}
    findings: list[Finding] = []
    loaded: dict[str, Sheet] = {}
    for name, model in schema.SHEETS.items():
        if name in by_name:
            declared = model.to_schema()
            loaded[name], problems = sheets.read(by_name[name], declared)
            findings += sheets.validated(loaded[name], problems, declared)
    for name in schema.NEEDED:
        if name not in loaded:
            findings.append(Finding("DEF17", "强制性", (CellRef(name),), {"sheet": f"“{name}”"}))
    usable = {name: sheet for name, sheet in loaded.items() if _usable(name, sheet)}
    if not set(schema.NEEDED) <= set(usable):
        return Definition((), path=str(book.path), findings=_ordered(findings))
    made = lines.tables(usable, findings)
    if not made:
        findings.append(
            Finding("DEF17", "强制性", (CellRef(schema.TABLES),), {"sheet": f"“{schema.TABLES}”中的一张表"})
        )
    entries = tuple(_entries(usable.get(schema.LISTS)))
    made = pointing.tables(made, usable, findings)
    cover = tuple(pointing.cover(usable.get(schema.COVER), made, entries, findings))
    called = names([*made, *pointing.spoken(made, cover)], entries)
    columns = usable[schema.COLUMNS]
    made = [
        replace(table, columns=tuple(relating.computed(columns, table.columns, called, findings))) for table in made
    ]
    _listed(made, entries, columns, findings)
    relations = usable.get(schema.RELATIONS)
    previous = usable.get(schema.PREVIOUS)
    definition = Definition(
        tuple(made),
        tuple(relating.statements(relations, made, called, findings)) if relations else (),
        entries,
        tuple(_units(usable.get(schema.UNITS), made, findings)),
        tuple(relating.carried(previous, made, called, findings)) if previous else (),
        cover,
        path=str(book.path),
    )
    return replace(definition, digest=digest(definition), findings=_ordered(findings))


def _usable(name: str, sheet: Sheet) -> bool:
    """Whether a sheet has the columns that it cannot do without."""
    columns = schema.SHEETS[name].to_schema().columns
    return all(label in sheet.columns for label, column in columns.items() if column.required)


def _entries(sheet: Sheet | None) -> Iterator[Entry]:
    for n, row in sheet.rows() if sheet else ():
        if row["列表"] and row["值"]:
            yield Entry(row["列表"], row["值"], row.get("上级", ""), sheet.cell(n, "值"))  # type: ignore[union-attr]


def _listed(tables: list[Table], entries: tuple[Entry, ...], sheet: Sheet, findings: list[Finding]) -> None:
    """Lists that columns name and 字典 does not have."""
    lists = {entry.list for entry in entries}
    for table in tables:
        for column in table.columns:
            if not column.list or column.list in lists:
                continue
            cell = sheet.cell(column.cell.row, "列表")
            file = relating.elsewhere(column.list, "列表", cell)
            findings.append(file or Finding("DEF13", "强制性", (cell,), {"found": column.list}))


def _units(sheet: Sheet | None, tables: list[Table], findings: list[Finding]) -> Iterator[Unit]:
    numbers = {table.number for table in tables}
    for n, row in sheet.rows() if sheet else ():
        owed = lines.split(row.get("应报表号", ""))
        for number in owed:
            if number not in numbers and number != "全部":
                cell = sheet.cell(n, "应报表号")  # type: ignore[union-attr]
                findings.append(Finding("DEF15", "强制性", (cell,), {"found": number}))
        own = tuple(number for number in owed if number in numbers)
        if row["单位"]:
            cell = sheet.cell(n, "单位")  # type: ignore[union-attr]
            yield Unit(
                row["单位"],
                row.get("上级", ""),
                own,
                row.get("期限", ""),
                row.get("联系人", ""),
                row.get("邮箱", ""),
                cell,
            )


def digest(definition: Definition) -> str:
    """SHA-256 over what a definition says of the forms themselves: not where, nor who reports, nor how it looks."""
    parts: tuple[Any, ...] = (definition.tables, definition.statements, definition.entries, definition.carried)
    parts += (definition.cover,) if definition.cover else ()
    return hashlib.sha256(repr(_plain(parts)).encode()).hexdigest()


#: Fields that definitions have had since; while blank they change no digest.
_LATER = ("unique", "within", "sums", "empty", "continues", "stays")


def _plain(value: Any) -> Any:
    """A value without what does not count for equality, and without trees, which follow from their texts."""
    if is_dataclass(value):
        return tuple(
            _plain(getattr(value, field.name))
            for field in fields(value)
            if field.compare
            and field.name not in ("tree", "computed", "condition")
            and (getattr(value, field.name) or field.name not in _LATER)
        )
    return tuple(_plain(one) for one in value) if isinstance(value, tuple) else value


def _ordered(findings: list[Finding]) -> tuple[Finding, ...]:
    """The findings in the order of the workbook; a blank cell is not also reported as missing from a list."""
    blank = {f.cell for f in findings if f.code == "FORM03"}
    kept = [f for f in findings if f.code != "LIST01" or f.cell not in blank]
    place = {name: n for n, name in enumerate(schema.SHEETS)}
    return tuple(sorted(kept, key=lambda f: (place.get(f.cell.sheet, 99), f.cell.row, f.cell.column, f.code)))
