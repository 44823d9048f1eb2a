"""The workbook of a form definition (表样), blank or with rows: dropdowns, input messages, notes on the notations."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from recon import messages
from recon.reports import theme
from recon.reports.excel.page import Page
from recon.reports.sheet import Book
from recon.schemas import definition
from recon.schemas.fields import metadata
from recon.templates.targets import SPARE_ROWS, validation

#: Sheet → its rows by label.
Rows = Mapping[str, Sequence[Mapping[str, str]]]
#: Columns whose entries stand on another sheet: label → (sheet, label there).
_LISTED = {"表号": (definition.TABLES, "表号"), "列表": (definition.LISTS, "列表")}
_NOTES_WIDTHS = (30, 90)


def make(rows: Rows, lang: str) -> bytes:
    """The workbook; its bytes depend on the rows and the language alone."""
    out = io.BytesIO()
    with Book(out) as book:
        book.set_properties({"title": messages.defining("title", lang), "created": theme.EPOCH})
        style = theme.Theme(book)
        for name in definition.SHEETS:
            _sheet(book, style, name, rows.get(name, ()), lang)
        _notes(book, style, lang)
    return out.getvalue()


def _sheet(book: Book, style: theme.Theme, name: str, rows: Sequence[Mapping[str, str]], lang: str) -> None:
    schema = definition.SHEETS[name].to_schema()
    labels = list(schema.columns)
    page = Page(book.add_worksheet(name), [metadata(schema, label)["width"] for label in labels])
    page.texts(1, labels, style("header"))
    body = style("body", num_format="@")
    for number, row in enumerate(rows, 2):
        page.texts(number, [row.get(label, "") for label in labels], body)
    last = len(rows) + SPARE_ROWS
    for column, label in enumerate(labels):
        page.sheet.set_column(column, column, page.widths[column + 1], body)
        page.sheet.data_validation(1, column, last, column, _accept(metadata(schema, label), label, name, lang))
    page.finish()
    page.sheet.freeze_panes(1, 2)
    page.sheet.autofilter(0, 0, max(len(rows), 1), len(labels) - 1)
    theme.page(page.sheet, name)


def _accept(meta: dict[str, Any], label: str, name: str, lang: str) -> dict[str, Any]:
    """The data validation of a column: its closed list, what another sheet lists, or anything with a message."""
    accept = validation(label, meta, name, lang)
    sheet, listed = _LISTED.get(label, ("", ""))
    if not sheet or sheet == name:
        return accept
    column = "ABCDEFGHIJ"[list(definition.SHEETS[sheet].to_schema().columns).index(listed)]
    source = f"='{sheet}'!${column}$2:${column}$2000"
    return {**accept, "validate": "list", "source": source, "error_type": "warning"}


def _notes(book: Book, style: theme.Theme, lang: str) -> None:
    """Write the sheet of notes on how relations are written."""
    title = messages.defining("notes", lang)
    page = Page(book.add_worksheet(title), _NOTES_WIDTHS)
    page.merged(1, 1, 2, messages.defining("title", lang), style("title"))
    page.texts(2, [messages.defining("notation", lang), messages.defining("meaning", lang)], style("header"))
    for number, (written, meaning) in enumerate(messages.NOTATIONS, 3):
        page.text(number, 1, written, style("body"))
        page.text(number, 2, messages.pick(meaning, lang), style("body"))
    page.finish()
    theme.page(page.sheet, title)
