"""An account of everything read: each sheet, row and column of a form checked, passed over with a reason, or unread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import normalize

from recon import looks
from recon.looks import Look
from recon.model import Area, CellRef, Finding, column_letters
from recon.schemas.fields import amounts
from recon.schemas.lists import LISTS, NOTES
from recon.workbook import Cell, RawBook, RawSheet

if TYPE_CHECKING:
    from recon.forms.places import Place
    from recon.forms.tableform import FormData, TableData

#: So many amounts in a row below the table are a row that was missed, not a number in a note.
SURE = 3
#: Characters of a formula that a sentence shows.
SHOWN = 60
#: Cells that a sentence about many of them names; the area holds all.
NAMED = 12
_AMOUNT = re.compile(r"[+-]?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?")
_PHONE = re.compile(r"1[3-9]\d{9}")
#: Sheet names of a form's own that hold no figures of the sender.
OURS = {NOTES: "notes", LISTS: "lists"}
#: What a row is that looks like an entry and was read as none: the codes of the columns (A, B, C).
NUMBERING = "numbering"
Status = tuple[str, str]  #: status and reason
#: Rows of the table that are checked.
CHECKED = ("entry", "total", "subtotal", "part")
BLANK: Status = ("passed", "blank")


def areas_of(form: FormData, book: RawBook) -> tuple[Area, ...]:
    """Every cell of the workbook that is not blank, in areas, in the order of the book."""
    read = {data.table.sheet: data for data in form.every}
    rivals = {place.sheet.name: place for place in form.places.rivals}
    front = {place.sheet for place in form.cover.places.values()}
    areas: list[Area] = []
    looked = looks.read(book).sheets
    for sheet in book.sheets:
        look = looked.get(sheet.name, Look())
        if sheet.name in read:
            areas += _table(read[sheet.name], sheet)
        elif sheet.name in rivals:
            areas.append(_rival(rivals[sheet.name]))
        else:
            areas.append(other(sheet, look.pictures, sheet.name in front))
        areas += seen(sheet, look, sheet.name in read)
    return tuple(areas)


def seen(sheet: RawSheet, look: Look, table: bool) -> Iterator[Area]:
    """Hidden rows and columns of a table, comments, pictures and charts: each named, with what became of it."""
    if table:
        rows = [row for row in sorted(look.rows) if row <= len(sheet.rows) and _filled(sheet.rows[row - 1])]
        for first, last in _runs(rows):
            yield _part(sheet, f"A{first}:{column_letters(_width(sheet))}{last}", first, 1, "checked", "hidden_rows")
        for left, right in look.columns:
            if any(_filled(cells[left - 1 : right]) for cells in sheet.rows):
                area = f"{column_letters(left)}1:{column_letters(min(right, _width(sheet)))}{len(sheet.rows)}"
                yield _part(sheet, area, 1, left, "checked", "hidden_columns")
    for row, column in look.notes:
        a1 = f"{column_letters(column)}{row}"
        yield _part(sheet, f"{a1}:{a1}", row, column, "passed", "comment")
    if look.pictures + look.charts:
        count = str(look.pictures + look.charts)
        yield Area(CellRef(sheet.name), "", "passed", "drawn", {"count": count})


def _part(sheet: RawSheet, area: str, row: int, column: int, status: str, reason: str) -> Area:
    return Area(CellRef(sheet.name, row, column), area, status, reason)  # type: ignore[arg-type]


def _width(sheet: RawSheet) -> int:
    return max(map(len, sheet.rows), default=1) or 1


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Ascending numbers as first and last of each unbroken run."""
    for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield run[0], run[-1]


def plain(book: RawBook, read: Iterable[str]) -> tuple[Area, ...]:
    """The account of a workbook whose kind reads whole sheets: ``read``, and no others."""
    names = set(read)
    return tuple(_whole(s, "checked", "sheet") if s.name.strip() in names else other(s) for s in book.sheets)


def findings(form: FormData, book: RawBook, areas: Iterable[Area]) -> Iterator[Finding]:
    """What must be asked: another sheet that could be the table, a sheet or a row with numbers that nobody read."""
    yield from _links(form, book)
    main = {data.spec.sheet: data.table.sheet for data in form.tables.values()}
    for other in form.others:
        words = {"sheet": other.table.sheet, "taken": main[other.spec.sheet], "table": other.spec.sheet}
        yield Finding("SHEET01", "核实性", (CellRef(other.table.sheet),), words)
    for area in areas:
        if area.status == "unread" and not area.cell.row and area.numbers:
            yield _asked("SHEET02", area)
        elif area.reason == "picture":
            yield Finding("SHEET03", "核实性", (area.cell,), {"sheet": area.cell.sheet})
        elif area.status == "unread" and area.reason == "missed":
            yield _asked("ROW01", area)


def _links(form: FormData, book: RawBook) -> Iterator[Finding]:
    """Formulas of the tables that point to other files: one note for all."""
    seen = looks.read(book)
    names = [data.table.sheet for data in form.every]
    pointing = {CellRef(n, *at): text for n in names for at, text in seen.sheets.get(n, Look()).outside.items()}
    if not pointing:
        return
    from recon.audit import parse

    links = {cell: text for cell, text in pointing.items() if parse(text).files}
    if links:
        cells = tuple(sorted(links, key=lambda cell: (names.index(cell.sheet), cell.row, cell.column)))
        files = dict(enumerate(seen.links, 1))
        first = parse(links[cells[0]]).files[0]
        named = f"{files.get(int(first), first) if first.isdigit() else first}"
        words = {
            "count": str(len(cells)),
            "formula": f"={links[cells[0]]}"[:SHOWN] + f"（{named}）" * (named != first),
            "cells": "、".join(c.a1 for c in cells[:NAMED]) + ("…" if len(cells) > NAMED else ""),
        }
        yield Finding("LINK01", "提示性", cells, words)


def _asked(code: str, area: Area) -> Finding:
    named = "、".join(c.a1 for c in area.numbers[:NAMED]) + ("…" if len(area.numbers) > NAMED else "")
    words = {"sheet": area.cell.sheet, "count": str(len(area.numbers)), "cells": named}
    first = area.cell if area.cell.row else CellRef(area.cell.sheet)
    cells = (first,) if code.startswith("SHEET") else area.numbers
    return Finding(code, "核实性", cells, words)


def _rival(place: Place) -> Area:
    sheet = place.sheet
    if place.alike:
        return _whole(sheet, "passed", "copy", alike=place.alike, table=place.spec.sheet)
    if not place.filled:
        return _whole(sheet, "passed", "empty", table=place.spec.sheet)
    return _whole(sheet, "unread", "hidden_table", table=place.spec.sheet)


def other(sheet: RawSheet, pictures: int = 0, cover: bool = False) -> Area:
    """What became of a sheet without a table of the form."""
    numbers = list(_numbers(sheet.name, enumerate(sheet.rows, 1)))
    if cover:
        return _whole(sheet, "checked", "cover")
    if sheet.name in OURS:
        return _whole(sheet, "passed", OURS[sheet.name])
    if pictures and not numbers:
        return _whole(sheet, "unread", "picture")
    if not any(_filled(row) for row in sheet.rows):
        return _whole(sheet, "passed", "blank")
    if not numbers:
        return _whole(sheet, "passed", "words")
    return _whole(sheet, "unread", "hidden_sheet" if sheet.hidden else "unknown")


def _whole(sheet: RawSheet, status: str, reason: str, **words: str) -> Area:
    numbers = () if status == "checked" else tuple(_numbers(sheet.name, enumerate(sheet.rows, 1)))
    return Area(CellRef(sheet.name), "", status, reason, words, numbers)  # type: ignore[arg-type]


def _table(data: TableData, sheet: RawSheet) -> Iterator[Area]:
    """The rows of a table's sheet in runs that shared one fate, then the columns that the form does not have."""
    from recon import grid

    yield _area(sheet, range(1, data.head.row + 1), ("passed", "head"))
    labels = amounts(data.spec.model.to_schema())
    places = [column for label, column in data.head.columns.items() if label in labels]
    fates = {
        row: _fate(data.kinds.get(row, NUMBERING if kind == "row" else kind), cells, places)
        for row, cells, kind in grid.row_kinds(sheet, data.head)
    }
    for fate, group in groupby(sorted(fates), fates.__getitem__):
        if fate != BLANK:
            yield _area(sheet, list(group), fate)
    yield from _columns(data, sheet)


def _fate(kind: str, cells: list[Cell], places: list[int]) -> Status:
    """What became of a row below the head."""
    if kind in CHECKED:
        return "checked", kind
    if kind in ("footer", "below", "title") and sum(_number(cells, place) for place in places) >= SURE:
        return "unread", "missed"
    return "passed", kind


def _columns(data: TableData, sheet: RawSheet) -> Iterator[Area]:
    """The columns beside those of the form, one area each."""
    declared = set(data.head.columns.values())
    bottom = max(data.kinds, default=data.head.row)
    rows = list(enumerate(sheet.rows[data.head.row : bottom], data.head.row + 1))
    width = max((len(cells) for _, cells in rows), default=0)
    for column in (column for column in range(1, width + 1) if column not in declared):
        cells = [(row, [cells[column - 1]]) for row, cells in rows if column <= len(cells)]
        if any(_filled(cell) for _, cell in cells):
            numbers = tuple(_numbers(sheet.name, cells, column))
            letters = column_letters(column)
            yield Area(
                CellRef(sheet.name, data.head.row + 1, column),
                f"{letters}{data.head.row + 1}:{letters}{bottom}",
                "unread" if numbers else "passed",
                "column",
                {},
                numbers,
            )


def _area(sheet: RawSheet, rows: Sequence[int], fate: Status) -> Area:
    """A run of rows over their whole width."""
    first, last = rows[0], rows[-1]
    there = [(row, sheet.rows[row - 1]) for row in rows if row <= len(sheet.rows)]
    width = max((len(cells) for _, cells in there), default=1) or 1
    numbers = () if fate[0] == "checked" else tuple(_numbers(sheet.name, there))
    return Area(CellRef(sheet.name, first, 1), f"A{first}:{column_letters(width)}{last}", *fate, {}, numbers)  # type: ignore[arg-type]


def _numbers(sheet: str, rows: Iterable[tuple[int, list[Cell]]], first: int = 1) -> Iterator[CellRef]:
    """The cells that hold a number other than zero."""
    for row, cells in rows:
        for column, cell in enumerate(cells, first):
            if cell and (type(cell) in (int, float) or (type(cell) is str and _written(cell))):
                yield CellRef(sheet, row, column)


def _written(text: str) -> bool:
    """Whether text is an amount: no more than digits, and neither a code nor a telephone number."""
    return bool(_AMOUNT.fullmatch(normalize("NFKC", text.strip()))) and not _PHONE.fullmatch(text.strip())


def _number(cells: list[Cell], place: int) -> bool:
    return place <= len(cells) and type(cells[place - 1]) in (int, float)


def _filled(cells: list[Cell]) -> bool:
    return any(cell is not None and (type(cell) is not str or cell.strip() != "") for cell in cells)
