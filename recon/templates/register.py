"""The office's register to begin with: every report that the plan's forms ask for, dropdowns, notes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import pandera.pandas as pa

from recon import catalogue, messages
from recon.reports import theme
from recon.reports.excel.page import Page
from recon.reports.sheet import Book
from recon.schemas import register
from recon.schemas.fields import filled, metadata
from recon.templates.layout import Form
from recon.templates.monthly import coordinates
from recon.templates.targets import SPARE_ROWS, validation

_NOTES_WIDTHS = (6, 110)


def make(lang: str) -> bytes:
    """The workbook of a register; its bytes depend on the language alone."""
    out = io.BytesIO()
    with Book(out) as book:
        title = messages.register("template_title", lang)
        book.set_properties({"title": title, "created": theme.EPOCH})
        style = theme.Theme(book)
        _sheet(book, style, register.OWED, list(owed()), lang)
        _sheet(book, style, register.DAYS, [], lang)
        _notes(book, style, lang)
    return out.getvalue()


def owed() -> Iterable[Sequence[str]]:
    """The reports of a month with the units that owe them as far as they are known, in the order of the forms."""
    for network, region in coordinates():
        yield network, region, Form(network, region).sender or catalogue.in_force().governments[region]


def _sheet(book: Book, style: theme.Theme, name: str, rows: list[Sequence[str]], lang: str) -> None:
    schema = filled(register.SHEETS[name], catalogue.in_force()).to_schema()
    labels = list(schema.columns)
    page = Page(book.add_worksheet(name), [metadata(schema, label)["width"] for label in labels])
    page.texts(1, labels, style("header"))
    body = style("body", num_format="@")
    for number, row in enumerate(rows, 2):
        page.texts(number, [*row, *[""] * (len(labels) - len(row))], body)
    last = len(rows) + SPARE_ROWS
    for column, label in enumerate(labels):
        page.sheet.set_column(column, column, page.widths[column + 1], body)
        page.sheet.data_validation(1, column, last, column, _accept(schema, label, name, lang))
    page.finish()
    page.sheet.freeze_panes(1, 0)
    page.sheet.autofilter(0, 0, max(len(rows), 1), len(labels) - 1)
    theme.page(page.sheet, name)


def _accept(schema: pa.DataFrameSchema, label: str, sheet: str, lang: str) -> dict[str, object]:
    return validation(label, metadata(schema, label), sheet, lang)


def _notes(book: Book, style: theme.Theme, lang: str) -> None:
    page = Page(book.add_worksheet(messages.register("template_notes", lang)), _NOTES_WIDTHS)
    page.merged(1, 1, 2, messages.register("template_title", lang), style("title"))
    for number, pair in enumerate(messages.NOTES, 1):
        page.text(number + 1, 1, str(number), style("body", "center"))
        page.text(number + 1, 2, messages.filled(pair, lang, {}), style("body"))
    page.finish()
    theme.page(page.sheet, messages.register("template_notes", lang))
