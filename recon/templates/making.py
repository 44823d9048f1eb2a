"""Any form as a workbook: same form, same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable

from recon.reports import theme
from recon.reports.sheet import Book
from recon.templates import cover, listform, names, notes, summary
from recon.templates.canvas import Canvas
from recon.templates.layout import Form, Layout


def make(form: Form, *, after: Callable[[Canvas], None] | None = None) -> bytes:
    """The workbook of a form; its bytes depend on the form alone, and on what is drawn ``after`` its sheets."""
    out = io.BytesIO()
    with Book(out) as book:
        book.set_properties({"title": form.spec.title, "created": theme.EPOCH})
        book.set_calc_mode("auto")
        canvas = Canvas(book, theme.Theme(book), Layout(form, form.spec.tables[0]))
        cover.write(canvas)
        for table in form.spec.tables:
            if table.repeats:
                summary.write(canvas)
            else:
                listform.write(canvas.at(table))
        notes.write(canvas)
        names.write(canvas)
        if after is not None:
            after(canvas)
    return out.getvalue()
