"""The head of a statistical table: title, right-hand block, line of the sender, two merged header rows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from xlsxwriter.worksheet import Worksheet

from recon.catalogue import in_force
from recon.schemas.form import Columns
from recon.templates import names
from recon.templates.canvas import Canvas, merge, merge_formula
from recon.templates.columns import Column, declared
from recon.templates.layout import BLOCK_ROW, HEADER_ROW, LINE_ROW, TITLE_ROW

SEAL = "（盖章）"
#: Characters that the right-hand block takes at least, and columns that a field of a line takes.
_BLOCK, FIELD = 40, 5
#: Fields that a line must have room for.
_FIELDS = 3


def head(canvas: Canvas, page: Worksheet, model: Columns, number: str, title: str, last: int) -> None:
    """Draw what stands above the table's first row: its 表号 is ``number``, the title ends in column ``last``."""
    columns = declared(model)
    for column in columns:
        page.set_column(column.index, column.index, column.width)
    page.set_row(TITLE_ROW, 34)
    merge(page, TITLE_ROW, (0, last), f"{canvas.spec.title}　{title}", canvas.style("form_title"))
    _block(canvas, page, number, (_left(columns, last), last))
    cover_line(canvas, page, LINE_ROW, (0, last), len(columns), canvas.spec.heading)
    header(canvas, page, columns)


def _block(canvas: Canvas, page: Worksheet, number: str, place: tuple[int, int]) -> None:
    """表号, 制定机关 and 计量单位, at the right."""
    style = canvas.style("plain")
    for row, text in enumerate((f"表　　号：{number}", f"制定机关：{in_force().word('制定机关')}"), BLOCK_ROW):
        merge(page, row, place, text, style)
    if canvas.spec.measured:
        _cover_field(canvas, page, BLOCK_ROW + 2, "计量单位", place)


def _left(columns: tuple[Column, ...], last: int) -> int:
    """The first of the columns up to ``last`` that are together wide enough for the block, two at least."""
    widths = [sum(column.width for column in columns[first : last + 1]) for first in range(last)]
    return max((first for first, width in enumerate(widths) if width >= _BLOCK), default=0)


def signed(canvas: Canvas, page: Worksheet, row: int, columns: tuple[int, int], labels: Iterable[str]) -> None:
    """Write the line of signatures below a table."""
    cover_line(canvas, page, row, columns, columns[1] - columns[0] + 1, tuple(labels))


def cover_line(
    canvas: Canvas, page: Worksheet, row: int, columns: tuple[int, int], wide: int, labels: tuple[str, ...]
) -> None:
    """Values of the cover in a row of their own: in fields where ``wide`` columns hold them, else in one cell."""
    if wide < FIELD * max(len(labels), _FIELDS):
        _joined(canvas, page, row, columns, labels)
    else:
        line(canvas, page, row, columns[0], labels)


def line(canvas: Canvas, page: Worksheet, row: int, first: int, labels: Iterable[str]) -> None:
    """Values of the cover behind their labels from column ``first`` on, as live formulas.

    Each takes FIELD columns: a reader who finds no value behind a label looks that far for it.
    """
    page.set_row(row, 22)
    for place, label in enumerate(labels):
        left = first + place * FIELD
        _cover_field(canvas, page, row, label, (left, left + FIELD - 1))


def _joined(canvas: Canvas, page: Worksheet, row: int, columns: tuple[int, int], labels: Iterable[str]) -> None:
    """The same in one cell across a table too narrow for fields, apart from each other by wide blanks."""
    page.set_row(row, 22)
    parts = [(_word(label), names.cover_name(label), canvas.form.cover.get(label, "")) for label in labels]
    formula = '&"　　"&'.join(f'"{word}："&{name}' for word, name, _ in parts)
    value = "　　".join(f"{word}：{text}" for word, _, text in parts)
    merge_formula(page, row, columns, f"={formula}", value, canvas.style("plain"))


def _word(label: str) -> str:
    return label + SEAL if label == "填报单位" else label


def _cover_field(canvas: Canvas, page: Worksheet, row: int, label: str, columns: tuple[int, int]) -> None:
    words = _word(label)
    formula = f'="{words}："&{names.cover_name(label)}'
    value = f"{words}：{canvas.form.cover.get(label, '')}"
    merge_formula(page, row, columns, formula, value, canvas.style("plain"))


def header(canvas: Canvas, page: Worksheet, columns: tuple[Column, ...]) -> None:
    """Groups over their columns; a column without a group takes both rows."""
    page.set_row(HEADER_ROW, 20)
    page.set_row(HEADER_ROW + 1, 36)
    for group, members in groupby(columns, key=lambda c: c.group):
        below = list(members)
        if group:
            merge(page, HEADER_ROW, (below[0].index, below[-1].index), group, canvas.style("header"))
        for column in below:
            _cell(canvas, page, column)


def _cell(canvas: Canvas, page: Worksheet, column: Column) -> None:
    style = canvas.style("header")
    if column.group:
        page.write_string(HEADER_ROW + 1, column.index, column.head, style)
    else:
        page.merge_range(HEADER_ROW, column.index, HEADER_ROW + 1, column.index, column.label, style)
