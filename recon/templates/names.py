"""Sheet 字典, very hidden: every closed list in a column with a defined name, and the stamp of the form."""

from __future__ import annotations

from recon.catalogue import in_force
from recon.model import column_letters
from recon.schemas.form import FormSpec
from recon.schemas.lists import LISTS
from recon.templates.canvas import Canvas
from recon.templates.columns import Column, declared

#: Head, document property and defined name of the stamp.
STAMP_NAME = "表式"


def closed_lists(spec: FormSpec) -> dict[str, tuple[str, ...]]:
    """Defined name → entries, of every closed list of the form."""
    models = (spec.cover, *(table.model for table in spec.tables if not table.repeats))
    fields = [column for model in models for column in declared(model)]
    lists = {f"列表_{field.listed}": field.choices for field in fields if field.choices}
    if any(field.label == "类别" for field in fields):
        lists |= {f"类别_{network}": names for network, (_, names) in in_force().networks.items()}
    return lists


def source(column: Column, network: str, row: str = "") -> str:
    """What a column's dropdown shows: a defined name; classes are those of the form's network.

    In a form of several networks they are those of the network in the cell ``row``.
    """
    if column.choices:
        return f"列表_{column.listed}"
    return f"类别_{network}" if network else f'INDIRECT("类别_"&{row})'


def cover_name(label: str) -> str:
    """The defined name of a cell of the cover."""
    return f"封面_{label}"


def write(canvas: Canvas) -> None:
    """Draw the sheet, define the names, stamp the workbook."""
    page = canvas.book.add_worksheet(LISTS)
    page.very_hidden()
    page.write_string(0, 0, canvas.spec.stamp, canvas.style("plain"))
    canvas.book.define_name(STAMP_NAME, f"={LISTS}!$A$1")
    for place, (name, entries) in enumerate(closed_lists(canvas.spec).items(), 1):
        letters = column_letters(place + 1)
        page.write_column(0, place, (name, *entries), canvas.style("plain"))
        canvas.book.define_name(name, f"={LISTS}!${letters}$2:${letters}${len(entries) + 1}")
    canvas.book.set_custom_property(STAMP_NAME, canvas.spec.stamp)
