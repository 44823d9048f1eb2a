"""Sheet 封面: who reports what, for which month, in which unit; each value has a defined name."""

from __future__ import annotations

from dataclasses import replace

from xlsxwriter.worksheet import Worksheet

from recon.reports import theme
from recon.schemas.form import COVER
from recon.templates import entries, names
from recon.templates.canvas import Canvas, merge
from recon.templates.columns import Column, declared

#: Columns, counted from 0. A value takes four, so that what stands behind a blank one is not read as its value.
LABEL, VALUE, LAST, HELP = 1, 2, 5, 6
FIRST_ROW = 3
_WIDTHS = (3, 16, 9, 9, 9, 9, 50)


def write(canvas: Canvas) -> None:
    """Draw the sheet and name its values."""
    page = canvas.sheet(COVER)
    for place, width in enumerate(_WIDTHS):
        page.set_column(place, place, width)
    _heading(canvas, page)
    fields = declared(canvas.spec.cover)
    for row, field in enumerate(fields, FIRST_ROW):
        _field(canvas, page, row, field)
    _stamp(canvas, page, FIRST_ROW + len(fields) + 1)
    canvas.frame(page, canvas.spec.title)
    page.set_selection(FIRST_ROW, VALUE, FIRST_ROW, VALUE)


def _heading(canvas: Canvas, page: Worksheet) -> None:
    page.set_row(0, 42)
    merge(page, 0, (LABEL, HELP), canvas.spec.title, canvas.style("form_title"))
    use = canvas.say(f"use_{canvas.spec.kind}")
    page.set_row(1, theme.height(theme.lines(use, sum(_WIDTHS[1:])) + 1))
    merge(page, 1, (LABEL, HELP), use, canvas.style("plain", "muted", text_wrap=True))


def _field(canvas: Canvas, page: Worksheet, row: int, field: Column) -> None:
    page.set_row(row, 26)
    page.write_string(row, LABEL, field.label, canvas.style("header"))
    value = canvas.form.cover.get(field.label, "")
    merge(page, row, (VALUE, LAST), value, canvas.style("body", num_format="@", locked=False))
    text = canvas.help(field) + (canvas.say("required_mark") if field.required else "")
    page.write_string(row, HELP, text, canvas.style("plain", "muted", indent=1))
    entries.accept(canvas, page, replace(field, index=VALUE), [(row, VALUE, row, VALUE)])
    canvas.book.define_name(names.cover_name(field.label), f"={COVER}!$C${row + 1}")


def _stamp(canvas: Canvas, page: Worksheet, row: int) -> None:
    """The stamp once more, on a hidden row, for copies that lose document properties and hidden sheets."""
    page.set_row(row, None, None, {"hidden": True})
    page.write_string(row, LABEL, names.STAMP_NAME, canvas.style("plain"))
    page.write_string(row, VALUE, canvas.spec.stamp, canvas.style("plain"))
