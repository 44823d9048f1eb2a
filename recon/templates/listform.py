"""A table to fill in, as its declaration says: 合计, then blocks of rows, each with its 小计; totals are formulas."""

from __future__ import annotations

from decimal import Decimal

from xlsxwriter.worksheet import Worksheet

from recon.reports import theme
from recon.schemas.form import SUBTOTAL, TOTAL
from recon.templates import alarms, entries, table
from recon.templates.canvas import Canvas, merge, put
from recon.templates.columns import Column, Row, declared
from recon.templates.explain import footnotes
from recon.templates.layout import DOUBT, HEADER_ROW, LINE_ROW, TOTAL_ROW, Block, total

SIGNERS = 3  #: names in a line of the footer
ORDINALS = "一二三四五六七八九十"


def write(canvas: Canvas) -> None:
    """Draw the sheet of the table that is laid out on the canvas."""
    layout = canvas.layout
    page = canvas.sheet(layout.table.sheet)
    table.head(canvas, page, layout.table.model, layout.table.number, layout.table.sheet, layout.turn)
    if layout.table.total:
        _total(canvas, page)
    for ordinal, block in zip(ORDINALS, layout.blocks, strict=False):
        if block.row is not None:
            _subtotal(canvas, page, block, block.row, ordinal)
        _rows(canvas, page, block)
    for column in layout.columns:
        entries.accept(canvas, page, column, layout.ranges(column, column))
    alarms.write(canvas, page)
    _foot(canvas, page, layout.last + 2)
    _page(canvas, page)


def _total(canvas: Canvas, page: Worksheet) -> None:
    """合计 = the sum of the 小计, or of all rows where there are none."""
    subtotals = [block.row + 1 for block in canvas.layout.blocks if block.row is not None]
    words = {"序号": TOTAL}
    for column in canvas.layout.columns:
        cells = ",".join(f"{column.letters}{row}" for row in subtotals) or _range(canvas.layout.blocks[0], column)
        value = total(canvas.form.projects, column.label)
        _derived(canvas, page, TOTAL_ROW, column, words, f"=SUM({cells})", value)


def _range(block: Block, column: Column) -> str:
    """The rows of a block, the blank ones included, so that a row put between them is counted."""
    return f"{column.letters}{block.rows[0] + 1}:{column.letters}{block.rows[-1] + 1}"


def _subtotal(canvas: Canvas, page: Worksheet, block: Block, row: int, ordinal: str) -> None:
    """小计 = the sum of its rows."""
    words = {"序号": ordinal, "项目名称": block.name + SUBTOTAL}
    for column in canvas.layout.columns:
        value = total(block.projects, column.label)
        _derived(canvas, page, row, column, words, f"=SUM({_range(block, column)})", value)


def _derived(
    canvas: Canvas,
    page: Worksheet,
    row: int,
    column: Column,
    words: dict[str, str],
    formula: str,
    value: Decimal,
) -> None:
    style = canvas.derived(column)
    if column.amount:
        page.write_formula(row, column.index, formula, style, float(value))
    else:
        put(page, row, column.index, words.get(column.label), style)


def _rows(canvas: Canvas, page: Worksheet, block: Block) -> None:
    for place, row in enumerate(block.rows):
        filled = place < len(block.projects)
        values = block.values
        if filled:
            values = {**values, **block.projects[place], "序号": str(place + 1)}
            _height(canvas, page, row, values)
        for column in canvas.layout.columns:
            value = values.get(column.label)
            if column.formula:
                _computed(canvas, page, row, column, value)
            else:
                put(page, row, column.index, value, canvas.entry(column, value))
        if filled and DOUBT in values:
            _doubted(canvas, page, row, str(values[DOUBT]).split("、"))


def _doubted(canvas: Canvas, page: Worksheet, row: int, labels: list[str]) -> None:
    """Values that were in question last month, each with a fill and a comment."""
    fill = canvas.book.add_format({"bg_color": theme.FILLS["核实性"][0]})
    for column in canvas.layout.columns:
        if column.label in labels:
            place = (row, column.index, row, column.index)
            page.conditional_format(*place, {"type": "no_errors", "format": fill})
            page.write_comment(row, column.index, canvas.say("doubted"), {"x_scale": 1.6, "author": "recon"})


def _computed(canvas: Canvas, page: Worksheet, row: int, column: Column, value: str | Decimal | None) -> None:
    """A column's own formula over its row, with what it gives for what is filled in."""
    cells = {other.label: f"${other.letters}{row + 1}" for other in canvas.layout.columns}
    shown = float(value) if isinstance(value, Decimal) else value or ""
    page.write_formula(row, column.index, column.formula.format_map(cells), canvas.derived(column), shown)


def _height(canvas: Canvas, page: Worksheet, row: int, entry: Row) -> None:
    """A row as high as its longest text; rows of one line are left to the program that opens the form."""
    texts = [(str(entry[c.label]), c.width) for c in canvas.layout.columns if not c.amount and c.label in entry]
    count = max(theme.lines(text, width + 3 if text.isascii() else width) for text, width in texts)
    if count > 1:
        page.set_row(row, theme.height(count))


def _foot(canvas: Canvas, page: Worksheet, row: int) -> None:
    """Who signs, then the notes in small print, beside the columns that are printed on both pages."""
    layout = canvas.layout
    first, last = (layout.column(layout.table.name).index + 1 if layout.table.turn else 0), layout.turn
    signers = [field.label for field in declared(canvas.spec.cover) if not field.required and not field.choices]
    for start in range(0, len(signers), SIGNERS):
        table.signed(canvas, page, row, (first, last), signers[start : start + SIGNERS])
        row += 1
    width = sum(column.width for column in layout.columns[first : last + 1])
    for place, text in enumerate(footnotes(canvas), row):
        merge(page, place, (first, last), text, canvas.style("small"))
        page.set_row(place, theme.lines(text, width * 1.1) * 13 + 3)


def _page(canvas: Canvas, page: Worksheet) -> None:
    """Panes and print: as many pages wide as declared, the columns up to the name repeated, so that it stays legible."""
    layout = canvas.layout
    name = layout.column(layout.table.name).index
    canvas.frame(page, layout.table.sheet)
    page.fit_to_pages(2 if layout.table.turn else 1, 0)
    page.repeat_rows(LINE_ROW, HEADER_ROW + 1)
    page.repeat_columns(0, name)
    page.freeze_panes(HEADER_ROW + 2, name + 1)
    page.autofilter(HEADER_ROW + 1, 0, layout.last, len(layout.columns) - 1)
