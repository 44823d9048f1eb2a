"""An account of a workbook of no known form: tables, numbers in no relation, sheets without a table, sheets too large."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from recon import looks
from recon.cells import ErrorCell
from recon.forms import scope
from recon.looks import Look
from recon.model import Area, CellRef, Finding, column_letters
from recon.open.check import Checked
from recon.workbook import RawBook, RawSheet

#: Cells, and columns with figures, beyond which a sheet is a list for a database, not a table for people.
MOST_CELLS = 1_000_000
MOST_COLUMNS = 2_000


def large(sheet: RawSheet) -> bool:
    """Whether a sheet is passed over for its size."""
    width = max(map(len, sheet.rows), default=0)
    cells = len(sheet.rows) * width
    if cells > MOST_CELLS and sum(len(row) - row.count(None) for row in sheet.rows) > MOST_CELLS:
        return True
    if width <= MOST_COLUMNS:
        return False
    numbers = {n for row in sheet.rows for n, cell in enumerate(row) if type(cell) in (int, float)}
    return len(numbers) > MOST_COLUMNS


def areas(book: RawBook, checked: Sequence[Checked | None]) -> tuple[Area, ...]:
    """Every sheet with what became of it, in the order of the book; None stands for a sheet that was too large."""
    looked = looks.read(book).sheets
    listed: list[Area] = []
    for sheet, one in zip(book.sheets, checked, strict=True):
        look = looked.get(sheet.name, Look())
        listed += _pivots(sheet, look)
        if one is None:
            listed.append(Area(CellRef(sheet.name), "", "unread", "large"))
        elif one.sheet.tables:
            listed += _tables(one)
        else:
            area = _without(scope.other(sheet, look.pictures), look)
            listed.append(Area(area.cell, "", "unread", "no_table", {}, area.numbers) if area.numbers else area)
        listed += scope.seen(sheet, look, one is not None and bool(one.sheet.tables))
    return tuple(listed)


def _pivots(sheet: RawSheet, look: Look) -> Iterator[Area]:
    """The pivot tables of a sheet with their numbers."""
    for top, left, bottom, right in look.pivots:
        numbers = tuple(
            CellRef(sheet.name, r, c)
            for r, row in enumerate(sheet.rows[top - 1 : bottom], top)
            for c, cell in enumerate(row[left - 1 : right], left)
            if type(cell) in (int, float) and cell != 0
        )
        box = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
        yield Area(CellRef(sheet.name, top, left), box, "unread", "pivot", {}, numbers)


def _without(area: Area, look: Look) -> Area:
    """An area without the numbers of the pivot tables in it."""
    boxes = look.pivots
    inside = {c for c in area.numbers if any(a <= c.row <= x and b <= c.column <= y for a, b, x, y in boxes)}
    return replace(area, numbers=tuple(c for c in area.numbers if c not in inside)) if inside else area


def _tables(one: Checked) -> Iterator[Area]:
    """The tables of a sheet, then the numbers of each that no relation holds, then those outside of all."""
    name = one.sheet.board.name
    outside = one.sheet.board.measures.copy()
    for table, unchecked in zip(one.sheet.tables, one.unchecked, strict=True):
        outside &= ~table.measures
        if len(unchecked) < int(table.measures.sum()):
            yield Area(CellRef(name, table.top + 1, table.left + 1), table.range, "checked", "own_table")
        yield from _loose(one, unchecked, "loose")
    yield from _loose(one, ((int(r), int(c)) for r, c in np.argwhere(outside)), "outside")


def _loose(one: Checked, cells: Iterable[tuple[int, int]], reason: str) -> Iterator[Area]:
    """The cells that are not zero, as one area around them all."""
    board = one.sheet.board
    nonzero = [(r, c) for r, c in cells if board.values[r, c] != 0]
    if not nonzero:
        return
    rows, columns = [r for r, _ in nonzero], [c for _, c in nonzero]
    top, left, bottom, right = min(rows), min(columns), max(rows), max(columns)
    box = f"{column_letters(left + 1)}{top + 1}:{column_letters(right + 1)}{bottom + 1}"
    numbers = tuple(CellRef(board.name, r + 1, c + 1) for r, c in nonzero)
    yield Area(CellRef(board.name, top + 1, left + 1), box, "unread", reason, {}, numbers)


def findings(book: RawBook, checked: Sequence[Checked | None]) -> Iterator[Finding]:
    """The findings that a sheet was too large, and that nothing in the whole workbook could be checked."""
    for sheet, one in zip(book.sheets, checked, strict=True):
        if one is None:
            yield Finding("OPEN06", "核实性", (CellRef(sheet.name),), limits(sheet))
        elif one.sheet.tables:
            yield from _errors(sheet)
    there = [one for one in checked if one is not None]
    if not any(one.tallies or any(o.verdict in JUDGED for o in one.outcomes) for one in there):
        several = [table for one in there for table in one.sheet.tables]
        count = sum(int(table.measures.sum()) for table in several)
        first = next((t.board.name for t in several), book.sheets[0].name)
        yield Finding("OPEN05", "核实性", (CellRef(first),), {"tables": str(len(several)), "count": str(count)})


def _errors(sheet: RawSheet) -> Iterator[Finding]:
    """The finding that cells show error values: neither they nor what they enter could be checked."""
    errors = tuple(
        CellRef(sheet.name, row, column)
        for row, cells in enumerate(sheet.rows, 1)
        if ErrorCell in map(type, cells)
        for column, cell in enumerate(cells, 1)
        if type(cell) is ErrorCell
    )
    if errors:
        texts = dict.fromkeys(str(getattr(sheet.rows[c.row - 1][c.column - 1], "text", "")) for c in errors)
        named = "、".join(c.a1 for c in errors[: scope.NAMED]) + "…" * (len(errors) > scope.NAMED)
        words = {"count": str(len(errors)), "cells": named, "found": "、".join(texts)}
        yield Finding("OPEN07", "核实性", errors, words)


#: Verdicts of relations that were judged.
JUDGED = frozenset({"exact", "rounding", "rounding_wide", "mismatch"})


def limits(sheet: RawSheet) -> dict[str, str]:
    """The words of a sheet that was too large."""
    return {
        "sheet": sheet.name,
        "rows": f"{len(sheet.rows):,}",
        "columns": f"{max(map(len, sheet.rows), default=0):,}",
        "most_cells": f"{MOST_CELLS:,}",
        "most_columns": f"{MOST_COLUMNS:,}",
    }
