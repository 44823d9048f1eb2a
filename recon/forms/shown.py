"""What the sender saw in a table where it is not what the cells hold: merged blocks, percent, scaling formats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from recon import dates, formats, looks
from recon.looks import Look
from recon.model import CellRef, Finding, column_letters
from recon.numbers import plain
from recon.schemas.fields import amounts, metadata
from recon.tables import fold, text
from recon.workbook import Cell, RawBook, RawSheet

if TYPE_CHECKING:
    from recon.forms.places import Place

#: Cells that a sentence about many of them names; the finding holds all.
NAMED = 12
#: Rows of a sheet that may be its cover.
COVER_ROWS = 60
Range = tuple[int, int, int, int]


@dataclass(frozen=True)
class Shown:
    """A sheet as its table is read, and what had to be said; amounts that nobody can place are blank in it."""

    sheet: RawSheet
    findings: tuple[Finding, ...] = ()
    scaled: tuple[tuple[int, CellRef, Cell], ...] = ()  #: power of ten that a cell is shown in, and what it holds


def table(place: Place, look: Look) -> Shown:
    """The sheet of a table with the words of merged blocks in each of their cells."""
    sheet, head = place.sheet, place.head
    blocks = [block for block in sheet.merged if block[0] > head.row and block[2] > block[0]]
    amount_columns = {head.columns[label] for label in amounts(place.spec.model.to_schema()) if label in head.columns}
    within = {column: label for label, column in head.columns.items() if column in amount_columns}
    shown = {at: code for at, code in look.formats.items() if at[0] > head.row and at[1] in amount_columns}
    if not blocks and not shown:
        return Shown(sheet)
    rows = [*map(list, sheet.rows)]
    findings = [*_merged(sheet.name, rows, blocks, within)]
    percent = [at for at, code in sorted(shown.items()) if formats.read(code).percent]
    findings += _percent(sheet.name, rows, percent, shown, within)
    scaled = tuple(
        (formats.read(code).power, CellRef(sheet.name, *at), cell)
        for at, code in sorted(shown.items())
        if not formats.read(code).percent and type(cell := _at(rows, *at)) in (int, float) and cell
    )
    return Shown(replace(sheet, rows=rows), tuple(findings), scaled)


def _merged(name: str, rows: list[list[Cell]], blocks: Iterable[Range], within: dict[int, str]) -> Iterator[Finding]:
    """Blocks over several rows: words go into each cell; an amount cannot be told apart and is said."""
    for top, left, bottom, right in blocks:
        cell = _at(rows, top, left)
        amount = left in within and cell != 0
        if cell is None:
            continue
        cells = [(row, left) for row in range(top, bottom + 1)]
        if amount:
            area = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
            words = {"column": within[left], "area": area, "found": text(cell)}
            yield Finding("MERGE01", "强制性", tuple(CellRef(name, *at) for at in cells), words)
        for at in cells:
            _put(rows, *at, None if amount else cell)


def _percent(
    name: str,
    rows: list[list[Cell]],
    places: list[tuple[int, int]],
    shown: dict[tuple[int, int], str],
    within: dict[int, str],
) -> Iterator[Finding]:
    """Amounts shown as percent, one finding for a column; they are no amounts."""
    columns: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for at in places:
        if type(cell := _at(rows, *at)) in (int, float) and cell:
            columns[at[1]].append(at)
    for column, addresses in columns.items():
        first = _at(rows, *addresses[0])
        words = {
            "column": within[column],
            "found": _seen(first, shown[addresses[0]]),
            "stored": plain(Decimal(repr(first))),
            "count": str(len(addresses)),
            "cells": _named(CellRef(name, *at) for at in addresses),
        }
        yield Finding("NUM08", "强制性", tuple(CellRef(name, *at) for at in addresses), words)
        for at in addresses:
            _put(rows, *at, None)


def scaled(tables: Iterable[Shown], unit: str) -> Iterator[Finding]:
    """Amounts that are seen in another scale than they are stored in: one question for each scale of the form."""
    powers: dict[int, list[tuple[CellRef, Cell]]] = defaultdict(list)
    for one in tables:
        for power, cell, value in one.scaled:
            powers[power].append((cell, value))
    for power, entries in powers.items():
        cells = tuple(cell for cell, _ in entries)
        stored = Decimal(repr(entries[0][1]))
        words = {
            "found": plain(stored.scaleb(power)),
            "stored": plain(stored),
            "power": str(abs(power)),
            "unit": unit,
            "count": str(len(cells)),
            "cells": _named(cells),
        }
        yield Finding("NUM09", "核实性", cells, words)


def late(book: RawBook, places: Iterable[Place], without: Set[str]) -> Iterator[Finding]:
    """Dates in the last minute of a day, read as the next day: asked about once, in tables and on the cover.

    ``without``: sheets that are not looked at.
    """
    late_cells: list[tuple[CellRef, Cell]] = []
    tables = {place.sheet.name: place for place in places}
    for sheet in book.sheets:
        place = tables.get(sheet.name)
        if place is not None:
            schema = place.spec.model.to_schema()
            columns = [c for label, c in place.head.columns.items() if metadata(schema, label).get("date")]
            rows = enumerate(sheet.rows[place.head.row :], place.head.row + 1)
            looked_at = ((r, c, row[c - 1]) for r, row in rows for c in columns if c <= len(row))
        elif sheet.name not in without:
            rows = enumerate(sheet.rows[:COVER_ROWS], 1)
            looked_at = ((r, c, cell) for r, row in rows for c, cell in enumerate(row, 1))
        else:
            continue
        late_cells += [(CellRef(sheet.name, r, c), cell) for r, c, cell in looked_at if dates.late(cell)]
    if late_cells:
        cells = tuple(cell for cell, _ in late_cells)
        value = late_cells[0][1]
        words = {
            "found": str(value),
            "read": dates.day(value) or "",
            "count": str(len(cells)),
            "cells": _named(cells),
        }
        yield Finding("DATE04", "核实性", cells, words)


#: Units of shares: a percent format shows them as they are meant.
PERCENT = ("%", "个百分点", "百分点")


def figures(book: RawBook, name: str, labels: tuple[str, ...], unit: str) -> tuple[RawBook, list[Finding]]:
    """A workbook of figures with shares as they are seen: 0.95 shown as 95% is 95 where the unit is %.

    ``labels``: the columns of figures on sheet ``name``; ``unit``: that of their units. What is seen in another
    scale otherwise is asked about.
    """
    look = looks.read(book).sheets.get(name, Look())
    sheet = next((one for one in book.sheets if one.name == name), None)
    if not look.formats or sheet is None:
        return book, []
    heads = {
        fold(cell): (row, column)
        for row, cells in enumerate(sheet.rows[:20], 1)
        for column, cell in enumerate(cells, 1)
    }
    places = {heads[label][1] for label in labels if label in heads}
    units_ = heads.get(unit, (0, 0))[1]
    rows = [*map(list, sheet.rows)]
    scalings: list[tuple[int, CellRef, Cell]] = []
    for (row, column), code in sorted(look.formats.items()):
        cell, format_ = _at(rows, row, column), formats.read(code)
        if column in places and type(cell) in (int, float) and cell:
            if format_.percent and fold(_at(rows, row, units_) if units_ else None) in PERCENT:
                _put(rows, row, column, _seen(cell, code).removesuffix("%"))
            else:
                scalings.append((format_.power, CellRef(name, row, column), cell))
    seen = replace(sheet, rows=rows)
    findings = [*scaled([Shown(seen, scaled=tuple(scalings))], unit)]
    return replace(book, sheets=tuple(seen if s is sheet else s for s in book.sheets)), findings


def _seen(cell: Cell, code: str) -> str:
    format_ = formats.read(code)
    value = Decimal(repr(cell)).scaleb(format_.power)
    return f"{round(value, format_.decimals or 0):f}%"


def _named(cells: Iterable[CellRef]) -> str:
    addresses = [cell.a1 for cell in cells]
    return "、".join(addresses[:NAMED]) + ("…" if len(addresses) > NAMED else "")


def _at(rows: list[list[Cell]], row: int, column: int) -> Cell:
    return rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else None


def _put(rows: list[list[Cell]], row: int, column: int, cell: Cell) -> None:
    if row <= len(rows):
        rows[row - 1] += [None] * (column - len(rows[row - 1]))
        rows[row - 1][column - 1] = cell
