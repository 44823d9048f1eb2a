"""What every sheet of a form is drawn with: the workbook, its formats, the layout, the words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from recon import messages
from recon.reports import theme
from recon.schemas.form import FormSpec, TableSpec
from recon.templates.columns import Column
from recon.templates.layout import Form, Layout


@dataclass(frozen=True)
class Canvas:
    """The means of drawing one form."""

    book: Workbook
    style: theme.Theme
    layout: Layout

    @property
    def form(self) -> Form:
        """The form to be drawn."""
        return self.layout.form

    @property
    def spec(self) -> FormSpec:
        """The declaration of the form."""
        return self.form.spec

    def at(self, table: TableSpec) -> Canvas:
        """The same canvas with another table of the form laid out."""
        return replace(self, layout=Layout(self.form, table))

    def say(self, key: str, **words: object) -> str:
        """A text of the form in the language asked for."""
        return messages.form(key, self.form.lang, **words)

    def help(self, column: Column) -> str:
        """The help of a column, in the language asked for."""
        return messages.pick(column.help, self.form.lang)

    def entry(self, column: Column, value: str | Decimal | None = None) -> Format:
        """The format of a cell to fill in, with ``value`` in it; it stays open when the sheet is protected."""
        if column.number:
            return self.style("body", "number", num_format=_general(value), locked=False)
        if column.amount:
            return self.style("body", "number", num_format=self._number(column), locked=False)
        more: dict[str, Any] = {"num_format": "@", "locked": False}
        return self.style("body", **more) if column.width > 14 else self.style("body", "center", **more)

    def derived(self, column: Column) -> Format:
        """The format of a cell that the form computes or states by itself."""
        if column.amount:
            return self.style("body", "number", "result", num_format=self._number(column), text_wrap=False)
        if column.number:
            return self.style("body", "number", "result", num_format="General", text_wrap=False)
        return self.style("body", "center", "result")

    def _number(self, column: Column) -> str:
        return theme.number_format(0 if column.label == "项目数" else self.form.decimals)

    def sheet(self, name: str) -> Worksheet:
        """A new sheet; protected without a password, formatting and filters left open, if that was asked."""
        page = self.book.add_worksheet(name)
        if self.form.protect:
            page.protect("", _OPEN)
        return page

    def frame(self, page: Worksheet, name: str) -> None:
        """Page setup: A4 across, one page wide, page numbers."""
        theme.page_setup(page, name, messages.pick(messages.SHEETS["footer"], self.form.lang))


def _general(value: str | Decimal | None) -> str:
    """The number format of a number that keeps its own decimals; of a blank one, whichever it will have."""
    if not isinstance(value, Decimal):
        return "General"
    places = max(0, -int(value.as_tuple().exponent))
    return "0" + ("." + "0" * places if places else "") + "_ "


#: What stays allowed on a protected sheet.
_OPEN = dict.fromkeys(
    ("format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "sort", "autofilter"),
    True,
)


def put(page: Worksheet, row: int, column: int, value: str | Decimal | None, style: Format) -> None:
    """Write a text, an amount or nothing."""
    if value is None or value == "":
        page.write_blank(row, column, None, style)
    elif isinstance(value, Decimal):
        page.write_number(row, column, float(value), style)
    else:
        page.write_string(row, column, value, style)


def merge(page: Worksheet, row: int, columns: tuple[int, int], value: str, style: Format) -> None:
    """Write a text over the columns from the first to the last; ``=…`` is never a formula here."""
    page.merge_range(row, columns[0], row, columns[1], "", style)
    page.write_string(row, columns[0], value, style)


def merge_formula(page: Worksheet, row: int, columns: tuple[int, int], formula: str, value: str, style: Format) -> None:
    """Write a formula and its value over the columns from the first to the last."""
    page.merge_range(row, columns[0], row, columns[1], "", style)
    page.write_formula(row, columns[0], formula, style, value)
