"""The workbook and worksheet of all reports and forms: what xlsxwriter writes, in fewer steps for a cell, and whole rows in one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import CellBlankTuple, CellFormulaTuple, CellNumberTuple, CellStringTuple, Worksheet

from recon.model import column_letters

STYLE: Final = "\0"  #: stands for the number of a row's style, which is known when the workbook is closed


@lru_cache(maxsize=64)
def _heads(count: int) -> tuple[str, ...]:
    """How the cells of the first columns begin, up to the number of their row."""
    return tuple(f'<c r="{column_letters(column)}' for column in range(1, count + 1))


class Row(NamedTuple):
    """The cells of a row as XML; xlsxwriter keeps it as if it were the row's first cell."""

    xml: str
    format: Format


class Plain(Worksheet):
    """A worksheet whose callers give rows and columns as numbers and formulas that any program knows.

    xlsxwriter looks in each call for an address such as A1, and in each formula for functions newer than the file
    format. The columns that a row spans, a hint that programs may do without, are left out.
    """

    fh: Any
    str_table: Any
    _escape_data: Any
    write_blank: Any = Worksheet._write_blank
    write_boolean: Any = Worksheet._write_boolean
    write_formula: Any = Worksheet._write_formula
    write_number: Any = Worksheet._write_number
    write_string: Any = Worksheet._write_string

    def write_cells(self, row: int, values: Sequence[float | str | None], style: Format) -> None:
        """Write a row from its first column on, in one style: finite numbers, texts no longer than Excel keeps, blanks."""
        blank, text, number = (f'{row + 1}" s="{STYLE}"{rest}' for rest in ("/>", ' t="s"><v>', "><v>"))
        text_index = self.str_table._get_shared_string_index
        cells = []
        for head, value in zip(_heads(len(values)), values, strict=True):
            if value is None:
                cells.append(head + blank)
            elif isinstance(value, str):
                cells.append(f"{head}{text}{text_index(value)}</v></c>")
            else:
                cells.append(f"{head}{number}{value:.16G}</v></c>")
        if cells and not self._check_dimensions(row, 0) and not self._check_dimensions(row, len(cells) - 1):
            self.table[row][0] = Row("".join(cells), style)

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")

    def _calculate_spans(self) -> None:
        self.row_spans: dict[int, str] = {}

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        kind, style = type(cell), cell.format
        if kind is Row:
            self.fh.write(cell.xml.replace(STYLE, str(style._get_xf_index())))
            return
        head = f'<c r="{column_letters(col + 1)}{row + 1}" s="{style._get_xf_index()}"' if style else ""
        if head and kind is CellNumberTuple:
            self.fh.write(f"{head}><v>{cell.number:.16G}</v></c>")
        elif head and kind is CellStringTuple:
            self.fh.write(f'{head} t="s"><v>{cell.string}</v></c>')
        elif head and kind is CellBlankTuple:
            self.fh.write(head + "/>")
        elif head and kind is CellFormulaTuple and isinstance(cell.value, float):
            self.fh.write(f"{head}><f>{self._escape_data(cell.formula)}</f><v>{cell.value}</v></c>")
        else:
            super()._write_cell(row, col, cell)


class Book(Workbook):
    """A workbook of such worksheets, in which no text is taken for a formula or a link."""

    worksheet_class = Plain

    def __init__(self, path: Path | IO[bytes]) -> None:
        on_disk = isinstance(path, Path)
        options = {"in_memory": not on_disk, "strings_to_formulas": False, "strings_to_urls": False}
        super().__init__(str(path) if on_disk else path, options)
