"""Sheet 与上月比较: rows made elsewhere, laid out as they come, the heads first."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from recon.reports import theme
from recon.reports.rollup.desk import Desk

HEAD = 3


def write(desk: Desk, rows: Sequence[Sequence[str | Decimal]]) -> None:
    """Write the sheet."""
    heads = [str(head) for head in rows[0]] if rows else [""]
    shown = [[str(cell) for cell in column] for column in zip(*rows, strict=True)] or [[""]]
    page = desk.page(
        "changes", [theme.column_width(max(map(theme.display_width, column)), 9) for column in shown]
    )
    page.texts(HEAD, heads, desk.style("header"))
    for row, cells in enumerate(rows[1:], HEAD + 1):
        for column, cell in enumerate(cells, 1):
            if isinstance(cell, Decimal):
                page.number(row, column, cell, desk.number(places=theme.decimals(cell)))
            else:
                page.text(row, column, cell, desk.style("body"))
    desk.close(page, HEAD)
    page.sheet.freeze_panes(HEAD, 0)
    page.sheet.autofilter(HEAD - 1, 0, max(len(rows) + HEAD - 1, HEAD + 1) - 1, len(heads) - 1)
