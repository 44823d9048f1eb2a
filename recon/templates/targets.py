"""The workbook of the plan's figures (targets), blank or with the rows of an older one."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandera.pandas as pa

from recon import tables, workbook
from recon import text as gate
from recon.errors import UnreadableError
from recon.reports import theme
from recon.reports.sheet import Book
from recon.schemas import targets
from recon.workbook import Cell, RawBook, RawSheet

#: Rows below the data that carry dropdowns and input messages, so that a person can go on typing.
SPARE_ROWS = 500
#: Columns whose entries are listed on another sheet: label → (sheet, label there).
LISTED = {
    "来源编号": ("来源", "来源编号"),
    "指标名称": ("口径", "指标名称"),
    "上限指标": ("口径", "指标名称"),
}


def write(kind: str, path: Path, *, source: Path | None = None, lang: str = "zh") -> None:
    """Write a blank workbook of ``kind``, or lay out the rows of ``source`` afresh (nothing is dropped).

    Raises UnreadableError for a source that cannot be read, OSError where ``path`` cannot be written.
    """
    assert kind == targets.KIND
    book = workbook.read(source) if source is not None else None
    if book is not None and targets.RECOGNISED_BY not in {gate.words(s.name) for s in book.sheets}:
        names = workbook.listed(book)
        raise UnreadableError("FILE07", path=str(source), expected=f"“{targets.RECOGNISED_BY}”", found=names)
    with Book(path) as out:
        out.set_properties({"created": theme.EPOCH})
        for sheet in _sheets(book):
            _write_sheet(out, sheet, lang)


@dataclass(frozen=True)
class _Sheet:
    """A sheet to be written: its columns (known ones first), their schema, and the rows."""

    name: str
    labels: list[str]
    schema: pa.DataFrameSchema | None
    rows: list[list[Cell]]


def _sheets(book: RawBook | None) -> Iterator[_Sheet]:
    raw = {gate.words(sheet.name): sheet for sheet in book.sheets} if book else {}
    for name, model in targets.SHEETS.items():
        schema = model.to_schema()
        yield _sheet_of(name, schema, raw.pop(name, None))
    for name, sheet in raw.items():
        yield _Sheet(name, [], None, sheet.rows)


def _sheet_of(name: str, schema: pa.DataFrameSchema, sheet: RawSheet | None) -> _Sheet:
    usual = [label for label, column in schema.columns.items() if not (column.metadata or {}).get("rare")]
    if sheet is None:
        return _Sheet(name, usual, schema, [])
    header, columns, _ = tables.find_header(sheet, list(schema.columns))
    labels = [label for label in schema.columns if label in usual or label in columns]
    heads = sheet.rows[header - 1] if sheet.rows else []
    extra = {c: tables.text(h) for c, h in enumerate(heads, 1) if h is not None and c not in columns.values()}
    places = [columns.get(label, 0) for label in labels] + list(extra)
    rows = [
        [row[c - 1] if 0 < c <= len(row) else None for c in places]
        for row in sheet.rows[header:]
        if any(cell is not None for cell in row)
    ]
    return _Sheet(name, labels + list(extra.values()), schema, rows)


def _write_sheet(out: Any, sheet: _Sheet, lang: str) -> None:
    page = out.add_worksheet(sheet.name)
    formats = theme.formats(out)
    for c, label in enumerate(sheet.labels):
        page.write_string(0, c, label, formats["header"])
    first = 1 if sheet.labels else 0
    for r, row in enumerate(sheet.rows, first):
        for c, value in enumerate(row):
            shown = tables.text(value) if isinstance(value, datetime.date) else value
            theme.write_cell(page, r, c, shown, formats["text"])
    if sheet.schema is None:
        return
    last = len(sheet.rows) + SPARE_ROWS
    for c, label in enumerate(sheet.labels):
        column = sheet.schema.columns.get(label)
        meta: dict[str, Any] = (column.metadata or {}) if column is not None else {}
        page.set_column(c, c, meta.get("width", 16), formats["text"])
        if meta and last:
            page.data_validation(1, c, last, c, validation(label, meta, sheet.name, lang))
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.labels) - 1)
    theme.page(page, sheet.name)


def validation(label: str, meta: dict[str, Any], sheet: str, lang: str) -> dict[str, Any]:
    """A closed list where there is one, a list from another sheet, or just the input message."""
    message = {"input_title": label[:32], "input_message": meta["help"][0 if lang == "zh" else 1][:255]}
    if choices := meta.get("choices"):
        return {"validate": "list", "source": list(choices), "ignore_blank": True, **message}
    listed = LISTED.get(label)
    if listed and listed != (sheet, label):
        source = f"={listed[0]}!$A$2:$A$2000"
        return {"validate": "list", "source": source, "error_type": "warning", **message}
    return {"validate": "any", **message}
