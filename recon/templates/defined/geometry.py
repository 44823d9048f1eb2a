"""Where the cells of a form by definition stand in the workbook that is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from recon.defined.forms import CODE, ITEM, Own
from recon.definitions.model import Column, Table
from recon.model import column_letters
from recon.schemas.form import TableSpec
from recon.templates.columns import Column as Drawn
from recon.templates.columns import declared

#: Rows counted from 0: title, right-hand block, sender, two header rows, 栏次, then the table.
TITLE, BLOCK, LINE, HEADER, CODES, FIRST = 0, 1, 4, 5, 7, 8
#: Blank entries of a list, and of one that comes with entries.
SPARE, SPARE_FILLED = 20, 5


class At(NamedTuple):
    """A cell, counted from 0; ``last``: the last row of a range that begins there."""

    sheet: str
    row: int
    column: int
    last: int | None = None


@dataclass(frozen=True)
class Geometry:
    """A table as it is drawn. ``classes``: of a list, those that have a 小计; ``entries``: how many rows for entries."""

    own: Own
    table: Table
    classes: tuple[str, ...] = ()
    entries: int = SPARE

    @property
    def spec(self) -> TableSpec:
        """Its declaration."""
        return self.own.table(self.table.number)

    @property
    def drawn(self) -> tuple[Drawn, ...]:
        """The columns in order."""
        return declared(self.spec.model)

    def label(self, code: str) -> str:
        """The label of a column."""
        return self.own.labels[self.table.number][code]

    def column(self, code: str) -> int:
        """The place of a column, counted from 0."""
        label = self.label(code)
        return next(column.index for column in self.drawn if column.label == label)

    def row(self, code: str) -> int:
        """The place of a fixed row, counted from 0."""
        return FIRST + next(n for n, row in enumerate(self.table.rows) if row.code == code)

    @property
    def total(self) -> int:
        """The row of 合计 of a list."""
        return FIRST

    @property
    def above(self) -> int:
        """The narrow row above the entries, which belongs to their range."""
        return FIRST + (1 + len(self.classes) if self.spec.total else 0)

    @property
    def first(self) -> int:
        """The first entry, or the first fixed row."""
        return FIRST if self.table.matrix else self.above + 1

    @property
    def last(self) -> int:
        """The last entry, or the last fixed row."""
        return FIRST + len(self.table.rows) - 1 if self.table.matrix else self.above + self.entries

    @property
    def below(self) -> int:
        """The narrow row below the entries, which belongs to their range."""
        return self.last + 1

    def entry_range(self, column: int) -> At:
        """The entries of a column with the narrow rows around them: what is put between them is counted."""
        return At(self.spec.sheet, self.above, column, self.below)

    def code_of(self, column: Drawn) -> str:
        """The text below the head: 甲, 乙 for columns that name rows, else the code of the column."""
        if column.label in (ITEM, CODE) and column.label not in self.spec.codes:
            return "甲乙"[column.label == CODE]
        return self.spec.codes[column.label]

    def defined(self, column: Drawn) -> Column | None:
        """The column of the definition; None for a stub that it does not have."""
        code = self.spec.codes.get(column.label)
        return None if code is None else self.table.column(code)


def a1(at: At, *, home: str = "", fixed: bool = False) -> str:
    """A cell or range in Excel's notation, with its sheet where it is not ``home``; ``fixed``: with absolute rows."""
    mark = "$" if fixed else ""
    text = f"{mark}{column_letters(at.column + 1)}{mark}{at.row + 1}"
    if at.last is not None:
        text += f":{mark}{column_letters(at.column + 1)}{mark}{at.last + 1}"
    if at.sheet == home:
        return text
    quoted = at.sheet.replace("'", "''")
    return f"'{quoted}'!{text}"
