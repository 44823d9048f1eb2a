"""Where a cell stands in words that survive sorting, inserted rows and renamed sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from recon import dates, numbers, tables
from recon import text as gate
from recon.model import CellRef, FileReport
from recon.schemas import targets
from recon.schemas.fields import metadata
from recon.workbook import Cell, RawSheet

if TYPE_CHECKING:
    from recon.schemas.form import FormSpec, TableSpec

#: Columns that name a row, the best first; a total row has no code and goes by the next.
NAMES = ("项目代码", "编号", "分类", "项目名称", "来源编号", "指标名称", "下级", "序号")
_FILE = re.compile(r"\[.*\]")
_PERIOD = re.compile(r"\d{4}(?:-?(?:0[1-9]|1[0-2]|Q[1-4]))?")


@dataclass(frozen=True)
class Sheet:
    """A sheet whose columns are known by their labels; none for a cover."""

    raw: RawSheet
    name: str  #: of the table it holds, whatever the sheet is called
    columns: dict[str, int]
    spec: TableSpec | None = None

    @cached_property
    def labels(self) -> dict[int, str]:
        """Column number → label."""
        return {number: label for label, number in self.columns.items()}

    def at(self, row: int, column: int) -> Cell:
        """A cell; None outside the sheet."""
        cells = self.raw.rows[row - 1] if 0 < row <= len(self.raw.rows) else []
        return cells[column - 1] if 0 < column <= len(cells) else None

    def names(self, row: int) -> list[str]:
        """All names of a row, the best first; as they stand and without blanks."""
        labels = (self.spec.key, *NAMES) if self.spec else NAMES
        cells = [self.at(row, self.columns[label]) for label in labels if label in self.columns]
        pairs = [words(cell) for cell in cells]
        return list(dict.fromkeys(name for pair in pairs for name in pair if name))

    def label(self, cell: CellRef) -> str:
        """The name of a column; on a cover, the word to the left of the cell."""
        if cell.column in self.labels or not cell.row:
            return self.labels.get(cell.column, "")
        left = (words(self.at(cell.row, column))[0] for column in range(cell.column - 1, 0, -1))
        return next((word.rstrip(":") for word in left if word), "") if not self.columns else ""

    def date(self, label: str, cell: Cell) -> str:
        """A date in a column declared to hold one, however it was written; blank for anything else."""
        kind = metadata(self.spec.model.to_schema(), label).get("date") if self.spec else None
        return (dates.READERS[kind](cell) or "") if kind else ""


def spec(kind: str) -> FormSpec | None:
    """The declaration of a kind of form; None for what is no form."""
    from recon.schemas import forms

    return next((form for form in forms.every() if form.kind == kind), None)


def without_period(name: str) -> str:
    """A name without the years, quarters and months in it: what one unit calls its reports."""
    return _PERIOD.sub("", name)


def words(cell: Cell) -> tuple[str, str]:
    """A cell as the reader of forms compares it, and without any blank."""
    return tables.text(cell), tables.fold(cell)


@dataclass
class Places:
    """The sheets of one file, each looked into when first asked for."""

    file: FileReport
    sheets: dict[str, Sheet | None] = field(default_factory=dict)
    rows: dict[tuple[str, int], list[str]] = field(default_factory=dict)

    @property
    def period(self) -> str:
        """The month, quarter or year the file reports on; blank where it names none."""
        form = spec(self.file.kind)
        return self.file.cover.get(form.period, "") if form else ""

    def sheet(self, name: str) -> Sheet | None:
        """A sheet by its name; None for one of another file."""
        if name not in self.sheets:
            raws = self.file.book.sheets if self.file.book else ()
            raw = next((sheet for sheet in raws if sheet.name == name), None)
            self.sheets[name] = _form_sheet(raw, self.file.kind) if raw else None
        return self.sheets[name]

    def table(self, cell: CellRef) -> str:
        """The name of the table a cell is in; another file keeps its name but for the period."""
        sheet = self.sheet(cell.sheet)
        return sheet.name if sheet else _FILE.sub(lambda m: without_period(m[0]), cell.sheet)

    def names(self, cell: CellRef) -> list[str]:
        """The names of a cell's row, the best first; empty where it has none."""
        at = cell.sheet, cell.row
        if at not in self.rows:
            sheet = self.sheet(cell.sheet)
            self.rows[at] = sheet.names(cell.row) if sheet and cell.row else []
        return self.rows[at]

    def label(self, cell: CellRef) -> str:
        """The name of a cell's column."""
        sheet = self.sheet(cell.sheet)
        return sheet.label(cell) if sheet and cell.column else ""

    def value(self, cell: CellRef) -> str:
        """The content of a cell: a number in plain digits, a date as its column declares it, words stripped."""
        sheet = self.sheet(cell.sheet)
        content = sheet.at(cell.row, cell.column) if sheet else None
        if sheet and (date := sheet.date(self.label(cell), content)):
            return date
        reading = numbers.read(content)
        return numbers.plain(reading.value) + reading.unit if reading.kind == "number" else tables.text(content)


def _form_sheet(raw: RawSheet, kind: str) -> Sheet:
    """The sheet as the table of its form that it holds most columns of."""
    if kind == targets.KIND and (model := targets.SHEETS.get(gate.words(raw.name))):
        return Sheet(raw, gate.words(raw.name), tables.find_header(raw, list(model.to_schema().columns))[1])
    form = spec(kind)
    from recon import grid

    headed = [(t, head) for t in (form.tables if form else ()) if (head := grid.find(raw, t.model))]
    if not headed:
        return Sheet(raw, raw.name, {})
    table, head = max(headed, key=lambda pair: len(pair[1].columns))
    return Sheet(raw, table.sheet, dict(head.columns), table)
