"""A plain list of projects (项目清单): any sheet whose heads are labels of a form's table, in any order."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from recon import numbers, tables, units, workbook
from recon.dates import READERS
from recon.model import CellRef
from recon.schemas.form import SUBTOTAL, TOTAL, Columns
from recon.schemas.monthly import Projects
from recon.tables import fold
from recon.templates import formrows
from recon.templates.carry import DASH, unknown
from recon.templates.columns import Column, Row, declared
from recon.templates.refused import RefusedError
from recon.workbook import Cell, RawSheet

#: Heads without which a sheet is no list of projects.
NEEDED = {"项目名称", "类别", "地区"}
#: How far down a sheet the head is looked for.
HEADER_ROWS = 20
_UNIT = re.compile(r"(.+)\(([十百千万亿]*元)\)")


@dataclass(frozen=True, slots=True)
class _Head:
    """Where the columns are: number of the head's row, label → (column, its unit or blank), all from 1."""

    row: int
    columns: dict[str, tuple[int, str]]


def read(path: Path, unit: str, model: Columns = Projects) -> list[Row]:
    """The projects of a list, amounts in ``unit``.

    A head may name its own unit, 总投资（亿元）; without one its amounts are in ``unit`` already. A list that is itself
    a form, such as a project library, is read as one, in the unit of its cover.
    Raises UnreadableError where no sheet has the heads, RefusedError for an amount that is none.
    """
    book = workbook.read(path)
    form = formrows.projects(book)
    if form is not None:
        return formrows.rows(path, form, declared(model)[1:], unit)
    for sheet in book.sheets:
        head = _find(sheet, model)
        if head is not None:
            return list(_rows(path, sheet, head, unit, model))
    raise unknown(path, "、".join(sorted(NEEDED)), book)


def _find(sheet: RawSheet, model: Columns) -> _Head | None:
    heads = (_head(number, cells, model) for number, cells in enumerate(sheet.rows[:HEADER_ROWS], 1))
    return next((head for head in heads if set(head.columns) >= NEEDED), None)


def _head(row: int, cells: list[Cell], model: Columns) -> _Head:
    labels = {fold(column.label): column.label for column in declared(model)}
    columns: dict[str, tuple[int, str]] = {}
    for place, cell in enumerate(cells, 1):
        text = fold(cell)
        match = _UNIT.fullmatch(text)
        word, unit = (match[1], match[2]) if match else (text, "")
        if word in labels:
            columns.setdefault(labels[word], (place, unit))
    return _Head(row, columns)


def _rows(path: Path, sheet: RawSheet, head: _Head, unit: str, model: Columns) -> Iterator[Row]:
    by_label = {column.label: column for column in declared(model)[1:]}
    for number, cells in enumerate(sheet.rows[head.row :], head.row + 1):
        if _total(cells):
            continue
        row: Row = {}
        for label, (place, written) in head.columns.items():
            cell = cells[place - 1] if place <= len(cells) else None
            if label in by_label and cell is not None and cell != "":
                row[label] = _value(path, CellRef(sheet.name, number, place), by_label[label], cell, (written, unit))
        if row.get("项目代码") or row.get("项目名称"):
            yield row


def _total(cells: list[Cell]) -> bool:
    words = [fold(cell) for cell in cells if isinstance(cell, str)]
    return any(word == TOTAL or word.endswith(SUBTOTAL) for word in words)


def _value(path: Path, place: CellRef, column: Column, cell: Cell, money: tuple[str, str]) -> str | Decimal:
    """A text, a month, or an amount converted from the unit written to the form's."""
    if column.date and isinstance(cell, datetime.date):
        return READERS[column.date](cell) or ""
    if not column.amount:
        return tables.text(cell)
    reading = numbers.read(cell)
    if reading.kind == "not_applicable":
        return DASH
    factor = _factor(reading.unit or money[0], money[1])
    if reading.kind != "number" or factor is None:
        raise RefusedError("no_amount", path=path, place=place, label=column.label, found=tables.text(cell))
    return reading.value * factor


def _factor(written: str, unit: str) -> Decimal | None:
    """How many of ``unit`` one ``written`` is; 亿 alone means 亿元, a blank means ``unit``."""
    if not written:
        return Decimal(1)
    return units.ratio(units.parse(written if written.endswith("元") else written + "元"), units.parse(unit))
