"""The cells of a filled-in form by the codes of its definition, as integers of one scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from recon import units
from recon.defined.reading import Filled, unread
from recon.figures import of_cell
from recon.forms import tableform
from recon.forms.tableform import TableData
from recon.grid import Grid
from recon.model import CellRef, Coordinate, Figure
from recon.schemas.fields import metadata
from recon.submission import Submission
from recon.tables import fold

#: Every number is an integer of 10^-SCALE of its unit: more places than any column declares.
SCALE = 10


class Datum(NamedTuple):
    """A cell: its value and last place (0: exact) in 10^-SCALE; no value: blank."""

    cell: CellRef
    value: int | None
    step: int
    unit: str
    label: str
    item: str
    unread: bool = False  #: what stands there is no number, which is said by itself
    last: int = 0  #: last place of its column, where ``step`` is 0 because it is exact

    @property
    def blank(self) -> bool:
        """Whether nothing stands there."""
        return self.value is None


class _Lines(NamedTuple):
    """The rows of a table: positions by row, what they are called, their own units."""

    places: Mapping[int, int]
    items: Mapping[int, str]
    units: Mapping[int, str]


@dataclass(frozen=True, eq=False)
class Numbers:
    """A column of amounts of a filling, whose cells are made as they are asked for."""

    grid: Grid
    label: str
    sheet: str  #: with the name of its file, where that is not the one that is checked
    unit: str
    lines: _Lines
    unread: frozenset[int]  #: rows in which no number stands, which is said by itself
    idle: frozenset[int]  #: rows in which it does not apply, so that nothing was rounded
    last: int  #: last place of an exact amount, which a product or quotient is rounded to
    cache: dict[int, Datum] = field(default_factory=dict, repr=False)

    def value(self, row: int) -> int | None:
        """The value of a row, in the integers of the grid; None for a blank."""
        value = self.grid.values(self.label)[self.lines.places[row]]
        return None if value is None else int(value)

    def step(self, row: int) -> int:
        """The last place that it was rounded to, in the integers of the grid; 0 for none."""
        return 0 if row in self.idle else self.grid.step(0, self.label)

    def datum(self, row: int) -> Datum | None:
        """The cell of a row; None where the table has no such row."""
        if row not in self.cache and row in self.lines.places:
            shift, value = 10 ** (SCALE - self.grid.scale), self.value(row)
            self.cache[row] = Datum(
                CellRef(self.sheet, row, self.grid.columns[self.label]),
                None if value is None else value * shift,
                self.step(row) * shift,
                self.lines.units.get(row) or self.unit,
                self.label,
                self.lines.items.get(row, ""),
                row in self.unread,
                self.last,
            )
        return self.cache.get(row)


@dataclass(frozen=True)
class Source:
    """A filling of the form; ``outside``: name of its file, where it is not the one that is checked."""

    filled: Filled
    outside: str = ""
    columns: dict[tuple[str, str], Numbers | None] = field(default_factory=dict, repr=False)
    lines: dict[str, _Lines] = field(default_factory=dict, repr=False)
    submissions: dict[str, Submission | None] = field(default_factory=dict, repr=False)
    words: dict[tuple[str, str], dict[int, str]] = field(default_factory=dict, repr=False)  #: columns of words taken in

    @property
    def period(self) -> str:
        """The period that it reports on."""
        return self.filled.form.period

    def table(self, number: str) -> TableData | None:
        """The table of a 表号, if it is there."""
        return self.filled.tables.get(number)

    def entries(self, number: str) -> list[int]:
        """The rows of the entries of a list, or of the fixed rows that were found."""
        data = self.table(number)
        return [] if data is None else data.projects.frame.index.tolist()

    def plain(self, number: str) -> Submission | None:
        """The entries of a table as plain columns; None where it is not there."""
        if number not in self.submissions:
            data = self.table(number)
            self.submissions[number] = None if data is None else tableform.plainly(data, self.outside)
        return self.submissions[number]

    def at(self, number: str, code: str) -> int | None:
        """The row in which a fixed row stands."""
        return self.filled.places.get(number, {}).get(code)

    def datum(self, number: str, row: int, code: str) -> Datum | None:
        """The cell of a column in a row of the sheet; None where there is no such column."""
        column = self.column(number, code)
        return None if column is None else column.datum(row)

    def column(self, number: str, code: str) -> Numbers | None:
        """A column of amounts; None where the table has none of that code."""
        key = (number, code)
        if key not in self.columns:
            self.columns[key] = self._column(number, code)
        return self.columns[key]

    def text(self, number: str, row: int, code: str) -> str:
        """The words of a cell, folded as they compare."""
        key = number, code
        if key not in self.words:
            data, label = self.table(number), self.filled.own.labels[number].get(code, "")
            held = data.table.frame[label] if data is not None and label in data.table.frame else pd.Series()
            self.words[key] = dict(zip(held.index.tolist(), map(fold, map(str, held)), strict=True))
        return self.words[key].get(row, "")

    def place(self, number: str, row: int, code: str) -> Datum:
        """The cell of a column of words, as a blank."""
        data, label = self.table(number), self.filled.own.labels[number].get(code, "")
        at = CellRef("") if data is None or label not in data.table.columns else data.table.cell(row, label)
        sheet = f"[{self.outside}]{at.sheet}" if self.outside else at.sheet
        return Datum(CellRef(sheet, at.row, at.column), None, 0, "", label, "")

    def _column(self, number: str, code: str) -> Numbers | None:
        data, label = self.table(number), self.filled.own.labels[number].get(code, "")
        if data is None or label not in data.table.frame or label not in data.table.places:
            return None
        grid = data.table
        sheet = f"[{self.outside}]{grid.sheet}" if self.outside else grid.sheet
        column = grid.columns[label]
        return Numbers(
            grid,
            label,
            sheet,
            self._unit(data, label),
            self._lines(number),
            frozenset(c.row for c in self._unread if (c.sheet, c.column) == (grid.sheet, column)),
            frozenset(row for row, name_ in grid.not_applicable if name_ == label),
            self._last(number, code),
        )

    @cached_property
    def _unread(self) -> set[CellRef]:
        return unread(self.filled.form.findings)

    def _unit(self, data: TableData, label: str) -> str:
        """The unit of a column: its own, or that of the cover for money."""
        own = str(metadata(data.spec.model.to_schema(), label).get("unit", ""))
        defined = self.filled.own.definition.table(data.spec.number)
        assert defined is not None
        return data.table.unit.text if defined.unit and own in ("", defined.unit) else own

    def _last(self, number: str, code: str) -> int:
        """Last place of an exact amount, which a product or quotient is rounded to; 0 for a count."""
        table = self.filled.own.definition.table(number)
        column = table.column(code) if table is not None else None
        if table is None or column is None or table.rounding != "精确" or column.type == "计数":
            return 0
        return int(10 ** (SCALE - column.decimals))

    def _lines(self, number: str) -> _Lines:
        """The places, names and units of the rows of a table, made once."""
        if number not in self.lines:
            data = self.table(number)
            assert data is not None
            index = data.table.frame.index.tolist()
            self.lines[number] = _Lines(
                {row: place for place, row in enumerate(index)}, self._items(number, data), self._row_units(number)
            )
        return self.lines[number]

    def _row_units(self, number: str) -> Mapping[int, str]:
        spec = self.filled.own.table(number)
        places = self.filled.places.get(number, {})
        return {places[row.code]: row.unit for row in spec.rows if row.unit and row.code in places}

    def _items(self, number: str, data: TableData) -> dict[int, str]:
        """Row → what it is called: the fixed row's name, or the first words of an entry."""
        spec = data.spec
        if spec.rows:
            places = self.filled.places.get(number, {})
            return {places[row.code]: row.name for row in spec.rows if row.code in places}
        frame = data.table.frame
        if spec.name not in frame:
            return {}
        return dict(zip(frame.index.tolist(), map(str, frame[spec.name]), strict=True))


def figure(datum: Datum, period: str) -> Figure:
    """The printed figure of a filled cell."""
    assert datum.value is not None
    value = Decimal(datum.value).scaleb(-SCALE)
    ulp = Decimal(datum.step).scaleb(-SCALE).normalize() if datum.step else Decimal(0)
    at = Coordinate(datum.label, datum.item, period, "")
    short = value.normalize()
    value = short.quantize(Decimal(1)) if short == short.to_integral_value() else short
    return of_cell(name(datum.cell), at, value, datum.unit, ulp, datum.cell)


_ODD = str.maketrans(dict.fromkeys("+-*/()×÷−– 　", "_"))


def name(cell: CellRef) -> str:
    """A cell as an expression may name it."""
    return str(cell).translate(_ODD)


def factors(names: Sequence[str]) -> Iterator[Fraction]:
    """The factor from each of some units to the first; 1 where there is none."""
    first = units.parse(names[0]) if names else None
    ratios = [units.ratio(units.parse(one), first) if first else None for one in names]
    for ratio in ratios:
        yield Fraction(1) if any(r is None for r in ratios) else Fraction(ratio or 1)
