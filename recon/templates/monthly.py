"""The monthly form as a workbook: same form, same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from xlsxwriter import Workbook

from recon.reports import theme
from recon.schemas.lists import NETWORKS, PROVINCE, REGIONS
from recon.schemas.monthly import TITLE
from recon.templates import cover, names, notes, projects, summary
from recon.templates.desk import Desk
from recon.templates.layout import Form, Layout

_OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}  # fmt: skip
#: One after another, in the order of the sheets.
SHEETS = (cover.write, projects.write, summary.write, notes.write, names.write)


def make(form: Form, *, after: Callable[[Desk], None] | None = None) -> bytes:
    """The workbook of a form; its bytes depend on the form alone, and on what is drawn ``after`` its sheets."""
    out = io.BytesIO()
    with Workbook(out, _OPTIONS) as book:
        book.set_properties({"title": TITLE, "created": theme.EPOCH})
        book.set_calc_mode("auto")
        desk = Desk(book, theme.Theme(book), Layout(form))
        for write in SHEETS:
            write(desk)
        if after is not None:
            after(desk)
    return out.getvalue()


def file_name(form: Form) -> str:
    """The usual name of a form's file."""
    return "_".join(["月报", *filter(None, (form.month, form.network, form.region))]) + ".xlsx"


def coordinates(networks: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """(network, region) of every form of a month: each network's lead department, then its regions."""
    for network in networks or NETWORKS:
        for region in (PROVINCE, *REGIONS):
            yield network, region
