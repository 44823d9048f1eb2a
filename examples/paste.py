"""Values typed over cells of a form: what people do to totals, headings and closed lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from examples.reports import Pasted
from recon.schemas.monthly import PROJECTS, SUMMARY, Projects, Summary
from recon.templates.canvas import Canvas, put
from recon.templates.columns import declared
from recon.templates.layout import HEADER_ROW

_MODELS = {PROJECTS: Projects, SUMMARY: Summary}


def over(pasted: Pasted) -> Callable[[Canvas], None] | None:
    """Types the values over the cells of a form already drawn; None where there is nothing to type."""
    if not pasted:
        return None

    def after(canvas: Canvas) -> None:
        for (sheet, address), value in pasted.items():
            _put(canvas, sheet, address, value)

    return after


def _put(canvas: Canvas, sheet: str, address: str, value: str | Decimal) -> None:
    """In the look of the cell: of an amount, of a word, or of a line above the table."""
    row, place = position(address)
    column = declared(_MODELS[sheet])[place]
    style = canvas.derived(column) if row > HEADER_ROW + 1 else canvas.style("plain")
    page = canvas.book.get_worksheet_by_name(sheet)
    assert page is not None
    put(page, row, place, value, style)


def position(address: str) -> tuple[int, int]:
    """Row and column, counted from 0, of an address such as T12."""
    found = re.fullmatch(r"([A-Z]+)(\d+)", address)
    assert found, address
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1
