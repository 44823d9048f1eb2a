"""A worksheet as the sheets see it: addresses from 1, text never a formula, heights that fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import isfinite
from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from recon import text as gate
from recon.model import column_letters
from recon.reports import theme
from recon.reports.sheet import Plain
from recon.reports.text import number
from recon.workbook import Cell, ErrorCell

MAX_LINKS: Final = 65_530  #: links Excel keeps on a sheet


class Page:
    """One worksheet; rows and columns are counted from 1, as in a CellRef."""

    def __init__(self, sheet: Worksheet, widths: Iterable[float]) -> None:
        self.sheet = sheet
        self.widths = dict(enumerate(widths, 1))
        self._lines: dict[int, int] = defaultdict(lambda: 1)
        self._links = 0
        self._hidden: set[int] = set()
        self._wide: dict[int, float] = {}  #: columns that a number needs wider than they are
        self._below: dict[int, dict[str, Any]] = {}
        for column, width in self.widths.items():
            sheet.set_column(column - 1, column - 1, width)

    def hide(self, column: int) -> None:
        """Hide a column; its texts take no room."""
        self._hidden.add(column)
        self.sheet.set_column(column - 1, column - 1, self.widths[column], None, {"hidden": True})

    def text(self, row: int, column: int, text: str, style: Format) -> None:
        """Write text as text, whatever its first character."""
        self._need(row, text, self.widths.get(column, 8.43), style)
        theme.write_cell(self.sheet, row - 1, column - 1, text or None, style)

    def cell(self, row: int, column: int, value: Cell, style: Format) -> None:
        """Write a cell of the input as it was read."""
        if isinstance(value, int | float):
            self._fit(column, value, style)
            self.least(row, 1)
            theme.write_cell(self.sheet, row - 1, column - 1, value, style)
            return
        shown = value.text if isinstance(value, ErrorCell) else value if isinstance(value, str) else ""
        self._need(row, shown, self.widths.get(column, 8.43), style)
        theme.write_cell(self.sheet, row - 1, column - 1, value, style)

    def cells(self, row: int, values: Sequence[Cell], style: Format) -> None:
        """Write a whole row of numbers, texts and blanks in one style, as :meth:`cell` writes each: the way for many."""
        shown, count = list[Any](values), 1
        for place, value in enumerate(values):
            if value is not None and (isinstance(value, str) or not isfinite(value)):  # type: ignore[arg-type]
                text = str(value)
                count = max(count, self._count(text, self.widths.get(place + 1, 8.43), style))
                shown[place] = theme.clip(gate.spelled(text))
        assert isinstance(self.sheet, Plain)
        self.sheet.write_cells(row - 1, shown, style)
        if values:
            self.least(row, count)

    def texts(self, row: int, texts: list[str], style: Format, column: int = 1) -> None:
        """Write neighbouring texts in one style."""
        for place, text in enumerate(texts, column):
            self.text(row, place, text, style)

    def number(self, row: int, column: int, value: Decimal, style: Format) -> None:
        """Write a number; nothing for NaN, a sign of infinity as text."""
        if value.is_finite():
            self._fit(column, value, style)
            self.sheet.write_number(row - 1, column - 1, float(value), style)
        else:
            self.text(row, column, number(value), style)

    def formula(self, row: int, column: int, formula: str, value: Decimal | str, style: Format) -> None:
        """Write a live formula with the tool's own result as its cached value."""
        cached = value if isinstance(value, str) else float(value)
        if not isinstance(value, str):
            self._fit(column, value, style)
        self.sheet.write_formula(row - 1, column - 1, "=" + formula, style, cached)

    def link(
        self, row: int, column: int, target: str | None, text: str, style: Format, scheme: str = "internal"
    ) -> None:
        """Write text that jumps to ``target`` in this workbook (``external``: another); plain text where Excel takes no more."""
        self.text(row, column, text, style)
        if target is not None and self._links < MAX_LINKS and len(text) <= 255:
            self._links += 1
            self.sheet.write_url(row - 1, column - 1, f"{scheme}:{target}", style, text)

    def outside(self, row: int, column: int, target: str | None, text: str, style: Format) -> None:
        """Write text that opens another file; ``target`` is its path with ``#'sheet'!A1`` behind it."""
        self.text(row, column, text, style)
        address = theme.outside(target) if target is not None else None
        if address is not None and self._links < MAX_LINKS and len(text) <= 255:
            self._links += 1
            self.sheet.write_url(row - 1, column - 1, f"external:{address}", style, gate.spelled(text))

    def merged(self, row: int, first: int, last: int, text: str, style: Format) -> None:
        """Write text across columns ``first`` to ``last``."""
        self._need(row, text, sum(self.widths.get(c, 8.43) for c in range(first, last + 1)), style)
        if first != last:
            self.sheet.merge_range(row - 1, first - 1, row - 1, last - 1, "", style)
        theme.write_cell(self.sheet, row - 1, first - 1, text or None, style)

    def least(self, row: int, lines: int) -> None:
        """Keep room for at least ``lines`` lines in a row."""
        self._lines[row] = max(self._lines[row], lines)

    def fold(self, head: int, last: int) -> None:
        """Fold the rows below ``head``, up to ``last``, under it."""
        self.sheet.outline_settings(symbols_below=False)
        self._below[head] = {"collapsed": True}
        self._below |= {row: {"level": 1, "hidden": True} for row in range(head + 1, last + 1)}

    def finish(self) -> None:
        """Set the heights of all rows written, and widen columns whose numbers would show as ###."""
        for column, width in self._wide.items():
            self.widths[column] = width
            self.sheet.set_column(column - 1, column - 1, width)
        for row, count in self._lines.items():
            self.sheet.set_row(row - 1, theme.height(count), None, self._below.get(row, {}))

    @property
    def printed(self) -> list[float]:
        """The widths of the columns that are printed."""
        return [width for column, width in self.widths.items() if column not in self._hidden]

    def _fit(self, column: int, value: Decimal | float, style: Format) -> None:
        if style.num_format == "General":
            return
        needed = theme.number_width(value, style.num_format) * (style.font_size or 10.5) / 10.5
        if column not in self._hidden and needed > max(self._wide.get(column, 0), self.widths.get(column, 8.43)):
            self._wide[column] = needed

    def _need(self, row: int, text: str, width: float, style: Format) -> None:
        self.least(row, self._count(text, width, style))

    @staticmethod
    def _count(text: str, width: float, style: Format) -> int:
        """The lines that a text takes, in lines of the usual size."""
        size = (style.font_size or 10.5) / 10.5
        count = theme.lines(text, width / size) if style.text_wrap else 1
        return round(count * size + 0.3) if size > 1 else count


def quoted(sheet: str) -> str:
    """A sheet name as formulas and links want it."""
    return "'" + sheet.replace("'", "''") + "'"


def address(sheet: str, row: int, column: int) -> str:
    """A reference to a cell of a sheet."""
    return f"{quoted(sheet)}!{column_letters(column)}{row}"
