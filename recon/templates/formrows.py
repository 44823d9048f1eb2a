"""The projects of one form as another is filled in with them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from recon import tables, units
from recon.forms import recognition, tableform
from recon.forms.tableform import TableData
from recon.schemas.lists import UNITS
from recon.templates.carry import DASH
from recon.templates.columns import Column, Row
from recon.templates.refused import RefusedError
from recon.workbook import RawBook

#: Findings after which an amount of a form is not what its cell says.
UNREADABLE = ("NUM01", "NUM03", "NUM07")


def projects(book: RawBook) -> TableData | None:
    """The table of projects of a form that says on its cover which unit it is in, and says nothing else elsewhere."""
    spec = recognition.form_of(book)
    if spec is None or not spec.tables[0].total:
        return None
    data = tableform.read(book, spec).main
    plain = data.cover["计量单位"] in UNITS and "计量单位" not in data.cover.lent
    return data if plain and not any(f.code == "UNIT02" for f in data.findings) else None


def rows(path: Path, data: TableData, columns: Iterable[Column], unit: str) -> list[Row]:
    """The rows of a form in some columns, amounts converted exactly to ``unit``; RefusedError for what is no amount."""
    columns = [column for column in columns if column.label in data.projects.frame]
    for finding in data.findings:
        if finding.code in UNREADABLE and finding.words["column"] in {c.label for c in columns}:
            cell = finding.cell
            written = tables.text(data.table.raw[cell.row][cell.column - 1])
            raise RefusedError("no_amount", path=path, place=cell, label=finding.words["column"], found=written)
    factor = units.ratio(data.table.unit, units.parse(unit))
    assert factor is not None
    return [_row(data, int(row), columns, factor) for row in data.projects.frame.index]


def _row(data: TableData, row: int, columns: Iterable[Column], factor: Decimal) -> Row:
    """Blanks are left out; a dash stays one."""
    values = {c.label: _value(data, row, c, factor) for c in columns}
    return {label: value for label, value in values.items() if value is not None and value != ""}


def _value(data: TableData, row: int, column: Column, factor: Decimal) -> str | Decimal | None:
    if not column.amount:
        return str(data.projects.frame.at[row, column.label])
    if (row, column.label) in data.table.not_applicable:
        return DASH
    value = data.projects.value(row, column.label)
    return None if value is None else value * factor
