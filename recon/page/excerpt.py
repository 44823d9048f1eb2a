"""The table around the cells of a finding: head, stub and neighbours, as far as a person needs them to find the place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from recon import numbers, tables
from recon.explanations.place import NAMES, Places
from recon.model import CellRef, FileReport, Finding, OpenTable, column_letters, column_number
from recon.reports.excel.copies import header_row
from recon.workbook import RawSheet

#: Rows and columns with a marked cell that are drawn; the finding names all its cells.
ROWS, COLUMNS = 12, 8
#: Neighbours shown on each side of a marked cell, and columns that name a row.
BESIDE, STUB = 1, 3
#: Sheets of one finding that are drawn.
SHEETS = 3
_RANGE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")


@dataclass
class Tables:
    """The sheets of a file, to cut from."""

    file: FileReport
    places: Places = field(init=False)
    sheets: dict[str, RawSheet] = field(init=False)

    def __post_init__(self) -> None:
        self.places = Places(self.file)
        self.sheets = {sheet.name: sheet for sheet in (self.file.book.sheets if self.file.book else ())}

    def around(self, finding: Finding) -> Iterator[dict[str, Any]]:
        """One table for each sheet of the file with cells of the finding, the first cell's sheet first."""
        marks: dict[str, dict[tuple[int, int], str]] = {}
        for cell, mark in _marked(finding):
            if cell.sheet in self.sheets and cell.row and cell.column:
                marks.setdefault(cell.sheet, {}).setdefault((cell.row, cell.column), mark)
        for name in list(marks)[:SHEETS]:
            yield self._cut(self.sheets[name], marks[name])

    def _cut(self, sheet: RawSheet, marks: dict[tuple[int, int], str]) -> dict[str, Any]:
        head, stub = self._frame(sheet, next(iter(marks)))
        rows = _near([r for r, _ in marks], ROWS, 1, max(head, default=0) + 1)
        columns = sorted({*stub, *_near([c for _, c in marks], COLUMNS, 1, 1)})
        drawn = [*(row for row in head if row not in rows), *rows]
        return {
            "sheet": sheet.name,
            "columns": [column_letters(column) for column in columns],
            "rows": [
                {
                    "row": row,
                    "head": row in head,
                    "gap": row > before + 1 and row not in head,
                    "cells": [
                        {
                            **self._text(sheet, row, column),
                            "mark": marks.get((row, column), ""),
                            "stub": column in stub,
                            "ref": f"{column_letters(column)}{row}",
                        }
                        for column in columns
                    ],
                }
                for before, row in zip([0, *drawn], drawn, strict=False)
            ],
            "more": len({r for r, _ in marks} - set(rows)),
        }

    def _frame(self, sheet: RawSheet, at: tuple[int, int]) -> tuple[list[int], list[int]]:
        """Rows of the head and columns of the stub of the table a cell is in."""
        for table in self.file.tables:
            if table.sheet == sheet.name and _holds(table, at):
                return list(table.head), list(table.stub)[-STUB:]
        located = self.places.sheet(sheet.name)
        named = sorted(located.columns[label] for label in NAMES if label in located.columns) if located else []
        return [header_row(sheet)], named[:STUB] or [1]

    def _text(self, sheet: RawSheet, row: int, column: int) -> dict[str, object]:
        """What a cell shows, and whether as an amount; of a merged block, its first cell's."""
        for top, left, bottom, right in sheet.merged:
            if top <= row <= bottom and left <= column <= right:
                row, column = top, left
        cells = sheet.rows[row - 1] if row <= len(sheet.rows) else []
        value = cells[column - 1] if column <= len(cells) else None
        if isinstance(value, int | float) and not isinstance(value, bool):
            reading = numbers.read(value)
            return {"text": numbers.plain(reading.value) if reading.kind == "number" else str(value), "amount": True}
        return {"text": tables.text(value, keep=True), "amount": False}


def _marked(finding: Finding) -> Iterator[tuple[CellRef, str]]:
    """The cells of a finding: the one to look at first, those suspected, the others."""
    yield finding.cell, "first"
    for suspects in finding.outcome.suspects if finding.outcome else ():
        yield from ((one.cell, "suspect") for one in suspects.cells)
    yield from ((cell, "other") for cell in finding.cells[1:])


def _holds(table: OpenTable, at: tuple[int, int]) -> bool:
    match = _RANGE.fullmatch(table.range)
    if match is None:
        return False
    return int(match[2]) <= at[0] <= int(match[4]) and column_number(match[1]) <= at[1] <= column_number(match[3])


def _near(places: Iterable[int], most: int, beside: int, least: int) -> list[int]:
    """The first ``most`` places, and ``beside`` neighbours of each, none below ``least``."""
    chosen = list(dict.fromkeys(places))[:most]
    near = {place + step for place in chosen for step in range(-beside, beside + 1)}
    return sorted({place for place in near if place >= least} | set(chosen))
