"""Sheet 审核范围: what was read of each sheet, what was passed over and why, what was not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from xlsxwriter import Workbook

from recon import messages
from recon.model import Area, CellRef, column_letters
from recon.reports import theme
from recon.reports.excel.page import Page
from recon.reports.excel.plan import Plan

#: Heading key → width in characters, in order.
COLUMNS = {"area": 30, "fate": 10, "why": 46, "numbers": 10, "where": 60}
FIRST = 4  #: row of the first area
LONGEST = 30_000  #: characters of a cell; Excel takes 32,767


def write(book: Workbook, style: theme.Theme, plan: Plan) -> None:
    """Write the sheet; unread areas carry the colour of what must be verified."""
    page = Page(book.add_worksheet(messages.scope("scope", plan.lang)), tuple(COLUMNS.values()))
    page.merged(1, 1, len(COLUMNS), messages.scope("scope", plan.lang), style("title"))
    page.merged(2, 1, len(COLUMNS), messages.scope("scope_help", plan.lang), style("plain", "muted", text_wrap=True))
    page.texts(FIRST - 1, [messages.scope(key, plan.lang) for key in COLUMNS], style("header"))
    for row, area in enumerate(plan.file.scope, FIRST):
        _line(page, style, plan, row, area)
    page.sheet.freeze_panes(FIRST - 1, 0)
    page.finish()
    theme.page_setup(page.sheet, plan.file_name, plan.say("footer"), widths=page.printed)
    page.sheet.repeat_rows(FIRST - 2)


def _line(page: Page, style: theme.Theme, plan: Plan, row: int, area: Area) -> None:
    fill = {"bg_color": theme.FILLS["核实性"][0]} if area.status == "unread" else {}
    body = style("body", **fill)
    place = f"{area.cell.sheet}!{area.range}" if area.range else area.cell.sheet
    page.link(row, 1, plan.target(area.cell), place, style("body", "link", **fill))
    page.text(row, 2, messages.scope(area.status, plan.lang), style("body", "center", **fill))
    page.text(row, 3, messages.scope(f"because_{area.reason}", plan.lang, **area.words), body)
    if area.numbers:
        page.number(row, 4, Decimal(len(area.numbers)), style("body", "number", num_format="#,##0_ ", **fill))
    else:
        page.text(row, 4, "", body)
    page.text(row, 5, ranges(area.numbers), body)


def ranges(cells: Iterable[CellRef]) -> str:
    """Cells as ranges, ``K7:R9、T7``; of more than a cell of a workbook can hold, the range around them all."""
    rows: dict[int, list[int]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell.column)
    spans: dict[tuple[int, int], list[int]] = {}
    for row, columns in sorted(rows.items()):
        for span in _runs(sorted(columns)):
            spans.setdefault(span, []).append(row)
    blocks = sorted(
        (top, left, bottom, right) for (left, right), several in spans.items() for top, bottom in _runs(several)
    )
    text = "、".join(_range(*block) for block in blocks)
    if len(text) <= LONGEST:
        return text
    lefts, rights = [block[1] for block in blocks], [block[3] for block in blocks]
    return _range(blocks[0][0], min(lefts), max(block[2] for block in blocks), max(rights))


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Ascending numbers as first and last of each unbroken run."""
    for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        yield run[0], run[-1]


def _range(top: int, left: int, bottom: int, right: int) -> str:
    first, last = f"{column_letters(left)}{top}", f"{column_letters(right)}{bottom}"
    return first if first == last else f"{first}:{last}"
