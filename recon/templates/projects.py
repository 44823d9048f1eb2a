"""Sheet 项目月报表: 合计, then each class's 小计 with its projects; totals are formulas."""

from __future__ import annotations

from decimal import Decimal

from xlsxwriter.worksheet import Worksheet

from recon.reports import theme
from recon.schemas.monthly import PROJECTS, SUBTOTAL, TOTAL, Cover, Projects
from recon.templates import alarms, entries, table
from recon.templates.columns import Column, Row, declared
from recon.templates.desk import Desk, merge, put
from recon.templates.explain import footnotes
from recon.templates.layout import HEADER_ROW, LINE_ROW, TOTAL_ROW, Block, total

NUMBER = "吉新基建01表"
SIGNERS = 3  #: names in a line of the footer
ORDINALS = "一二三四五六七八九十"


def write(desk: Desk) -> None:
    """Draw the sheet."""
    page = desk.sheet(PROJECTS)
    table.head(desk, page, Projects, NUMBER, PROJECTS, _first_page(desk))
    _total(desk, page)
    for ordinal, block in zip(ORDINALS, desk.layout.blocks, strict=False):
        _subtotal(desk, page, block, ordinal)
        _rows(desk, page, block)
    for column in desk.layout.columns:
        entries.accept(desk, page, column, desk.layout.ranges(column, column))
    alarms.write(desk, page)
    _foot(desk, page, desk.layout.last + 2)
    _page(desk, page)


def _total(desk: Desk, page: Worksheet) -> None:
    """合计 = the sum of the 小计."""
    subtotals = [block.row + 1 for block in desk.layout.blocks]
    words = {"序号": TOTAL}
    for column in desk.layout.columns:
        cells = ",".join(f"{column.letters}{row}" for row in subtotals)
        value = total(desk.form.projects, column.label)
        _derived(desk, page, TOTAL_ROW, column, words, f"=SUM({cells})", value)


def _subtotal(desk: Desk, page: Worksheet, block: Block, ordinal: str) -> None:
    """小计 = the sum of its rows, the blank ones included, so that a row put between them is counted."""
    words = {"序号": ordinal, "项目名称": block.name + SUBTOTAL}
    for column in desk.layout.columns:
        first, last = block.rows[0] + 1, block.rows[-1] + 1
        formula = f"=SUM({column.letters}{first}:{column.letters}{last})"
        _derived(desk, page, block.row, column, words, formula, total(block.projects, column.label))


def _derived(
    desk: Desk, page: Worksheet, row: int, column: Column, words: dict[str, str], formula: str, value: Decimal
) -> None:
    style = desk.derived(column)
    if column.amount:
        page.write_formula(row, column.index, formula, style, float(value))
    else:
        put(page, row, column.index, words.get(column.label), style)


def _rows(desk: Desk, page: Worksheet, block: Block) -> None:
    for place, row in enumerate(block.rows):
        filled = place < len(block.projects)
        known: Row = {"网别": desk.form.network, "类别": block.name}
        if not desk.form.provincial:
            known["地区"] = desk.form.region
        if filled:
            known = {**known, **block.projects[place], "序号": str(place + 1)}
            _height(page, row, known)
        for column in desk.layout.columns:
            put(page, row, column.index, known.get(column.label), desk.entry(column))


def _height(page: Worksheet, row: int, known: Row) -> None:
    """A row as high as its longest text; rows of one line are left to the program that opens the form."""
    texts = [(str(known[c.label]), c.width) for c in declared(Projects) if not c.amount and c.label in known]
    count = max(theme.lines(text, width + 3 if text.isascii() else width) for text, width in texts)
    if count > 1:
        page.set_row(row, theme.height(count))


def _first_page(desk: Desk) -> int:
    """The last column of the first printed page."""
    return desk.layout.column("本年计划").index - 1


def _foot(desk: Desk, page: Worksheet, row: int) -> None:
    """Who signs, then the notes in small print, beside the columns that are printed on both pages."""
    first, last = desk.layout.column("项目名称").index + 1, _first_page(desk)
    signers = [field.label for field in declared(Cover) if not field.required]
    for start in range(0, len(signers), SIGNERS):
        table.line(desk, page, row, first, signers[start : start + SIGNERS])
        row += 1
    width = sum(column.width for column in desk.layout.columns[first : last + 1])
    for place, text in enumerate(footnotes(desk), row):
        merge(page, place, (first, last), text, desk.style("small"))
        page.set_row(place, theme.lines(text, width * 1.1) * 13 + 3)


def _page(desk: Desk, page: Worksheet) -> None:
    """Panes and print: two pages wide, the columns up to the name repeated on both, so that it stays legible."""
    name = desk.layout.column("项目名称").index
    desk.frame(page, PROJECTS)
    page.fit_to_pages(2, 0)
    page.repeat_rows(LINE_ROW, HEADER_ROW + 1)
    page.repeat_columns(0, name)
    page.freeze_panes(HEADER_ROW + 2, name + 1)
    page.autofilter(HEADER_ROW + 1, 0, desk.layout.last, len(desk.layout.columns) - 1)
