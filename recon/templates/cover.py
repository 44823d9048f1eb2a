"""Sheet 封面: who reports what, for which month, in which unit; each value has a defined name."""

from __future__ import annotations

from dataclasses import replace

from xlsxwriter.worksheet import Worksheet

from recon.reports import theme
from recon.schemas.form import COVER
from recon.templates import entries, names
from recon.templates.columns import Column, declared
from recon.templates.desk import Desk, merge

#: Columns, counted from 0. A value takes four, so that what stands behind a blank one is not read as its value.
LABEL, VALUE, LAST, HELP = 1, 2, 5, 6
FIRST_ROW = 3
_WIDTHS = (3, 16, 9, 9, 9, 9, 50)


def write(desk: Desk) -> None:
    """Draw the sheet and name its values."""
    page = desk.sheet(COVER)
    for place, width in enumerate(_WIDTHS):
        page.set_column(place, place, width)
    _heading(desk, page)
    fields = declared(desk.spec.cover)
    for row, field in enumerate(fields, FIRST_ROW):
        _field(desk, page, row, field)
    _stamp(desk, page, FIRST_ROW + len(fields) + 1)
    desk.frame(page, desk.spec.title)
    page.set_selection(FIRST_ROW, VALUE, FIRST_ROW, VALUE)


def _heading(desk: Desk, page: Worksheet) -> None:
    page.set_row(0, 42)
    merge(page, 0, (LABEL, HELP), desk.spec.title, desk.style("form_title"))
    use = desk.say(f"use_{desk.spec.kind}")
    page.set_row(1, theme.height(theme.lines(use, sum(_WIDTHS[1:])) + 1))
    merge(page, 1, (LABEL, HELP), use, desk.style("plain", "muted", text_wrap=True))


def _field(desk: Desk, page: Worksheet, row: int, field: Column) -> None:
    page.set_row(row, 26)
    page.write_string(row, LABEL, field.label, desk.style("header"))
    value = desk.form.cover.get(field.label, "")
    merge(page, row, (VALUE, LAST), value, desk.style("body", num_format="@", locked=False))
    text = desk.help(field) + (desk.say("required_mark") if field.required else "")
    page.write_string(row, HELP, text, desk.style("plain", "muted", indent=1))
    entries.accept(desk, page, replace(field, index=VALUE), [(row, VALUE, row, VALUE)])
    desk.book.define_name(names.cover_name(field.label), f"={COVER}!$C${row + 1}")


def _stamp(desk: Desk, page: Worksheet, row: int) -> None:
    """The stamp once more, on a hidden row, for copies that lose document properties and hidden sheets."""
    page.set_row(row, None, None, {"hidden": True})
    page.write_string(row, LABEL, names.STAMP_NAME, desk.style("plain"))
    page.write_string(row, VALUE, desk.spec.stamp, desk.style("plain"))
