"""A form's table → a typed frame: header found by its words, amounts as scaled integers, rows by kind."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest
from typing import Any
from unicodedata import normalize

import numpy as np
import pandas as pd
import pandera.pandas as pa

from recon import numbers, tables, units
from recon.model import CellRef, Finding
from recon.schemas.fields import metadata
from recon.units import Unit
from recon.workbook import Cell, ErrorCell, RawSheet

#: How far down a header is looked for: title, table number and sender stand above it.
HEADER_ROWS = 40
#: Places kept beyond the declared ones, so that excess digits are seen and compared, not cut.
EXTRA = 2
#: A header must show this share of the declared columns for the sheet to be taken for the form.
ENOUGH = 0.5
_UNIT = re.compile(r"[((]?(?:单位[::])?([十百千万亿]*元)[))]$")
_MONTH = re.compile(r"(\d{4})\s*[-年./]?\s*(\d{1,2})\s*(?:月)?")
_FOOTER = (
    "单位负责人",
    "负责人",
    "审核人",
    "填表人",
    "填报人",
    "制表人",
    "联系电话",
    "报出日期",
    "说明",
    "注:",
    "备注:",
)


@dataclass(frozen=True)
class Header:
    """Where a table's columns are: ``row`` is the last header row (1-based)."""

    row: int
    columns: Mapping[str, int]
    units: Mapping[str, str]  #: unit written in a column's own head


@dataclass(frozen=True)
class Grid:
    """A table read: frame indexed by row number, amounts as Int64 in units of 10^-scale of the form's unit."""

    sheet: str
    frame: pd.DataFrame
    columns: Mapping[str, int]
    scale: int
    decimals: int
    unit: Unit
    raw: Mapping[int, list[Cell]] = field(repr=False, default_factory=dict)

    def cell(self, row: int, label: str) -> CellRef:
        """The cell of a column in a row."""
        return CellRef(self.sheet, int(row), self.columns.get(label, 0))

    def value(self, row: int, label: str) -> Decimal | None:
        """An amount in the unit of the form; None where it is blank."""
        scaled = self.frame.at[row, label]
        return None if scaled is pd.NA else Decimal(str(scaled)).scaleb(-self.scale)


def fold(value: object) -> str:
    """Words as they compare: NFKC, without blanks."""
    return "".join(normalize("NFKC", value).split()) if isinstance(value, str) else tables.text(value)  # type: ignore[arg-type]


def find(sheet: RawSheet, schema: pa.DataFrameSchema) -> Header | None:
    """The header of ``schema`` in a sheet, by the words of one or two rows; None if too few are there."""
    best: Header | None = None
    for number in range(1, min(HEADER_ROWS, len(sheet.rows)) + 1):
        found = _match(sheet, number, schema)
        if best is None or len(found.columns) > len(best.columns):
            best = found
    if best is None or len(best.columns) < ENOUGH * len(schema.columns):
        return None
    return best


def _match(sheet: RawSheet, number: int, schema: pa.DataFrameSchema) -> Header:
    """Take ``number`` for the lower header row and match each column's words, alone or under its group."""
    lower = [fold(c) for c in sheet.rows[number - 1]]
    upper = [fold(c) for c in sheet.rows[number - 2]] if number > 1 else []
    words: dict[tuple[str, str], int] = {}
    written: dict[int, str] = {}
    group = ""
    for c, (top, bottom) in enumerate(zip_longest(upper, lower, fillvalue=""), 1):
        group = top or group
        head, unit = _split_unit(bottom or top)
        words.setdefault(("", head), c)
        words.setdefault((_split_unit(group)[0], head), c)
        if unit:
            written[c] = unit
    columns: dict[str, int] = {}
    for label in schema.columns:
        meta = metadata(schema, label)
        place = words.get((meta.get("group", ""), fold(meta.get("head", label)))) or words.get(
            ("", fold(label))
        )
        if place and place not in columns.values():
            columns[label] = place
    return Header(number, columns, {label: written[c] for label, c in columns.items() if c in written})


def _split_unit(head: str) -> tuple[str, str]:
    """ "总投资(万元)" → ("总投资", "万元")."""
    found = _UNIT.search(head)
    if not found or found.start() == 0 or head[found.start()] not in "((":
        return head, ""
    return head[: found.start()], found[1]


def rows(sheet: RawSheet, header: Header) -> Iterator[tuple[int, list[Cell]]]:
    """The rows below the header up to the footer, without blank, numbering and repeated header rows."""
    heads = {fold(label) for label in header.columns}
    for number, cells in enumerate(sheet.rows[header.row :], header.row + 1):
        words = [fold(c) for c in cells if c is not None and (not isinstance(c, str) or c.strip())]
        if not words:
            continue
        if words[0].startswith(_FOOTER):
            return
        if not (_numbering(words) or len(heads & set(words)) > len(words) / 2):
            yield number, cells


def _numbering(words: list[str]) -> bool:
    """A row of column numbers: 甲 乙 1 2 3 …"""
    digits = [w for w in words if w not in "甲乙丙丁戊己庚辛"]
    return len(words) > 3 and digits == [str(n) for n in range(1, len(digits) + 1)]


def read(
    sheet: RawSheet, header: Header, schema: pa.DataFrameSchema, unit: str, decimals: int
) -> tuple[Grid, list[Finding]]:
    """Read the table below ``header``; what had to be repaired or cannot be read becomes findings."""
    kept = dict(rows(sheet, header))
    labels = [label for label in schema.columns if label in header.columns]
    width = max(header.columns.values(), default=0)
    columns = list(zip_longest(*(row[:width] for row in kept.values()), fillvalue=None)) if kept else []
    reader = _Reader(sheet, list(kept), units.parse(unit), decimals)
    data: dict[str, Any] = {}
    for label in labels:
        place = header.columns[label]
        cells = columns[place - 1] if place <= len(columns) else (None,) * len(kept)
        data[label] = reader.column(label, place, cells, metadata(schema, label))
    frame = pd.DataFrame(data, index=pd.Index(list(kept), dtype="int64"))
    grid = Grid(sheet.name, frame, header.columns, decimals + EXTRA, decimals, units.parse(unit), kept)
    return grid, reader.findings


@dataclass
class _Reader:
    """Reads one column at a time; the common case (numbers and blanks) never looks at single cells."""

    sheet: RawSheet
    numbers_of: list[int]
    unit: Unit
    decimals: int
    findings: list[Finding] = field(default_factory=list)

    def column(self, label: str, place: int, cells: tuple[Cell, ...], meta: Mapping[str, Any]) -> Any:
        """The typed column."""
        if meta.get("amount"):
            return self.amounts(label, place, cells, 0 if label == "项目数" else self.decimals)
        if meta.get("month"):
            return [
                self.month(label, place, row, cell) for row, cell in zip(self.numbers_of, cells, strict=True)
            ]
        keep = bool(meta.get("raw"))
        return [self.words(label, place, row, c, keep) for row, c in zip(self.numbers_of, cells, strict=True)]

    def words(self, label: str, place: int, row: int, cell: Cell, keep: bool) -> str:
        """A text cell; an error value is said and left blank."""
        if isinstance(cell, ErrorCell):
            self.say("NUM03", "强制性", label, [(row, place)], found=cell.text)
            return ""
        return tables.text(cell, keep=keep)

    def amounts(
        self, label: str, place: int, cells: tuple[Cell, ...], decimals: int
    ) -> pd.arrays.IntegerArray:
        """Numbers as integers of 10^-scale; everything else cell by cell."""
        odd: list[int] = []
        plain: list[Any]
        if set(map(type, cells)) - {float, int, type(None)}:
            odd = [
                i
                for i, c in enumerate(cells)
                if c is not None and type(c) is not float and type(c) is not int
            ]
            plain = [None if type(c) is not float and type(c) is not int else c for c in cells]
        else:
            plain = [*cells]
        values = np.array(plain, dtype=float)
        missing = np.isnan(values)
        scaled, exact = _scaled(np.where(missing, 0.0, values), self.decimals + EXTRA)
        excess = ~missing & (~exact | (scaled % 10 ** (self.decimals + EXTRA - decimals) != 0))
        self.odd(label, place, cells, odd, scaled, missing)
        over = [(self.numbers_of[i], place) for i in np.flatnonzero(excess)]
        if over:
            self.say("NUM04", "核实性", label, over, count=str(len(over)), decimals=str(decimals))
        blank = [(r, place) for r, c in self.uncached(place)]
        if blank:
            self.say("NUM07", "强制性", label, blank)
        return pd.arrays.IntegerArray(scaled, missing)

    def uncached(self, place: int) -> list[tuple[int, int]]:
        """Formula cells of a column that carry no result."""
        known = set(self.numbers_of)
        return sorted((r, c) for r, c in getattr(self.sheet, "uncached", ()) if c == place and r in known)

    def odd(
        self, label: str, place: int, cells: tuple[Cell, ...], where: list[int], scaled: Any, missing: Any
    ) -> None:
        """Cells that are no plain number: text, marks for not applicable, errors, dates."""
        notes: dict[str, list[tuple[int, int]]] = {}
        for i in where:
            cell, at = cells[i], (self.numbers_of[i], place)
            reading = numbers.read(cell)
            if reading.kind == "number":
                value = self.converted(reading)
                if value is not None:
                    scaled[i], missing[i] = int(value.scaleb(self.decimals + EXTRA)), False
                    notes.setdefault("NUM05" if reading.unit else "NUM06", []).append(at)
                    continue
            elif reading.kind == "not_applicable":
                scaled[i], missing[i] = 0, False
                continue
            elif reading.kind == "blank":
                continue
            code = "NUM03" if isinstance(cell, ErrorCell) else "NUM01"
            self.say(code, "强制性", label, [at], found=tables.text(cell))
        for code, places in notes.items():
            self.say(code, "提示性", label, places, count=str(len(places)))

    def converted(self, reading: numbers.Reading) -> Decimal | None:
        """A number with a unit of its own, in the unit of the form; None where it is no money."""
        if not reading.unit:
            return reading.value
        written = reading.unit if reading.unit.endswith("元") else reading.unit + "元"
        factor = units.ratio(units.parse(written), self.unit) if set(written) <= set("十百千万亿元") else None
        return None if factor is None else reading.value * factor

    def month(self, label: str, place: int, row: int, cell: Cell) -> str:
        """A month as YYYY-MM however it was written; what cannot be one is said and kept as text."""
        if cell is None or (isinstance(cell, str) and not cell.strip()):
            return ""
        if isinstance(cell, datetime.date):
            return f"{cell:%Y-%m}"
        found = _MONTH.match(fold(cell))
        if found and 1 <= int(found[2]) <= 12 and 1949 <= int(found[1]) <= 2100:
            return f"{found[1]}-{int(found[2]):02d}"
        self.say("DATE01", "强制性", label, [(row, place)], found=tables.text(cell))
        return ""

    def say(self, code: str, level: Any, label: str, places: list[tuple[int, int]], **words: str) -> None:
        """One finding for all cells of a column that share it."""
        cells = tuple(CellRef(self.sheet.name, row, column) for row, column in places)
        self.findings.append(Finding(code, level, cells, {"column": label, **words}))


def _scaled(values: Any, scale: int) -> tuple[Any, Any]:
    """Floats as integers of 10^-scale, and whether that is what their 15 significant digits say."""
    product = values * 10.0**scale
    rounded = np.rint(product)
    exact = np.abs(product - rounded) <= np.maximum(np.abs(product) * 4e-15, 1e-7)
    large = np.abs(product) >= 2.0**53
    scaled = np.where(large, 0, rounded).astype(np.int64)
    for i in np.flatnonzero(large):
        scaled[i] = min(max(int(Decimal(format(values[i], ".15g")).scaleb(scale)), -(2**62)), 2**62)
    return scaled, exact
