"""Any form as a workbook: same form, same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable

from xlsxwriter import Workbook

from recon.reports import theme
from recon.templates import cover, listform, names, notes, summary
from recon.templates.desk import Desk
from recon.templates.layout import Form, Layout

_OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip


def make(form: Form, *, after: Callable[[Desk], None] | None = None) -> bytes:
    """The workbook of a form; its bytes depend on the form alone, and on what is drawn ``after`` its sheets."""
    out = io.BytesIO()
    with Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": form.spec.title, "created": theme.EPOCH})
        book.set_calc_mode("auto")
        desk = Desk(book, theme.Theme(book), Layout(form, form.spec.tables[0]))
        cover.write(desk)
        for table in form.spec.tables:
            if table.repeats:
                summary.write(desk)
            else:
                listform.write(desk.at(table))
        notes.write(desk)
        names.write(desk)
        if after is not None:
            after(desk)
    return out.getvalue()
