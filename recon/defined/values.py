"""The cells of a filled-in form by the codes of its definition, as integers of one scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from recon import units
from recon.defined.reading import Filled, unread
from recon.figures import of_cell
from recon.forms.tableform import TableData
from recon.model import CellRef, Coordinate, Figure
from recon.schemas.fields import metadata
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


@dataclass(frozen=True)
class Source:
    """A filling of the form; ``outside``: name of its file, where it is not the one that is checked."""

    filled: Filled
    outside: str = ""
    data: dict[tuple[str, int, str], Datum] = field(default_factory=dict, repr=False)
    taken: set[tuple[str, str]] = field(default_factory=set, repr=False)  #: columns taken in
    words: dict[tuple[str, str], dict[int, str]] = field(default_factory=dict, repr=False)  #: columns of words taken in

    @property
    def period(self) -> str:
        """What it reports on."""
        return self.filled.form.period

    def table(self, number: str) -> TableData | None:
        """The table of a 表号, if it is there."""
        return self.filled.tables.get(number)

    def entries(self, number: str) -> list[int]:
        """The rows of the entries of a list, or of the fixed rows that were found."""
        data = self.table(number)
        return [] if data is None else [int(row) for row in data.projects.frame.index]

    def at(self, number: str, code: str) -> int | None:
        """The row in which a fixed row stands."""
        return self.filled.places.get(number, {}).get(code)

    def datum(self, number: str, row: int, code: str) -> Datum | None:
        """The cell of a column in a row of the sheet; None where there is no such column."""
        key = (number, row, code)
        if (number, code) not in self.taken:
            self.taken.add((number, code))
            self._column(number, code)
        return self.data.get(key)

    def column(self, number: str, code: str) -> dict[int, Datum]:
        """Row of the sheet → the cell of a column; empty where there is no such column."""
        if (number, code) not in self.taken:
            self.taken.add((number, code))
            self._column(number, code)
        data = self.table(number)
        rows = [] if data is None else data.table.frame.index.tolist()
        return {row: self.data[number, row, code] for row in rows if (number, row, code) in self.data}

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

    def _column(self, number: str, code: str) -> None:
        """Take in a whole column at once."""
        data, label = self.table(number), self.filled.own.labels[number].get(code, "")
        if data is None or label not in data.table.frame or label not in data.table.places:
            return
        grid = data.table
        column, shift = grid.columns[label], 10 ** (SCALE - grid.scale)
        usual = grid.step(0, label) * shift
        last = self._last(number, code)
        unit = self._unit(data, label)
        own_units = self._row_units(number)
        sheet = f"[{self.outside}]{grid.sheet}" if self.outside else grid.sheet
        items = self._items(number)
        lost = self._unread
        for row, value in zip(grid.frame.index.tolist(), grid.frame[label].tolist(), strict=True):
            cell = CellRef(sheet, row, column)
            there = None if value is pd.NA else int(value) * shift
            step = 0 if (row, label) in grid.not_applicable else usual
            told = Datum(
                cell,
                there,
                step,
                own_units.get(row) or unit,
                label,
                items.get(row, ""),
                CellRef(grid.sheet, row, column) in lost,
                last,
            )
            self.data[number, row, code] = told

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

    def _row_units(self, number: str) -> Mapping[int, str]:
        spec = self.filled.own.table(number)
        places = self.filled.places.get(number, {})
        return {places[row.code]: row.unit for row in spec.rows if row.unit and row.code in places}

    def _items(self, number: str) -> dict[int, str]:
        """Row → what it is called: the fixed row's name, or the first words of an entry."""
        spec, data = self.filled.own.table(number), self.table(number)
        assert data is not None
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


def factors(found: list[Datum]) -> Iterator[Fraction]:
    """What each number is multiplied by so that all are in the unit of the first; 1 where they cannot be."""
    first = units.parse(found[0].unit) if found else None
    ratios = [units.ratio(units.parse(one.unit), first) if first else None for one in found]
    for ratio in ratios:
        yield Fraction(1) if any(r is None for r in ratios) else Fraction(ratio or 1)
