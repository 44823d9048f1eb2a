"""A form's table → a typed frame: header found by its words, amounts as scaled integers, rows by kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import zip_longest
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from recon import numbers, tables, units
from recon import text as gate
from recon.dates import EXAMPLES, READERS
from recon.dates import month as month
from recon.model import CellRef, Finding
from recon.schemas.fields import metadata
from recon.schemas.form import Columns
from recon.tables import fold as fold
from recon.units import Unit
from recon.workbook import Cell, ErrorCell, RawSheet

#: Cells that a sentence about many of them names; the finding holds all.
NAMED = 12
#: How far down a header is looked for: title, table number and sender stand above it.
HEADER_ROWS = 40
#: Places kept beyond the declared ones, so that excess digits are seen and compared, not cut.
EXTRA = 2
#: In 10^-scale: 20 million million yuan. No amount is as large, and sums of such integers cannot overflow.
LARGEST = 2 * 10**17
#: A row of a table without project codes is one if so many of its columns are filled, wherever it stands.
SURE = 3
#: A header must show this share of the declared columns for the sheet to be taken for the form.
ENOUGH = 0.5
_MONEY = re.compile(r"\(?(?:(?:计量|金额)?单位:)?([十百千万亿]*元)\)?")
_UNIT = re.compile(r"(.+?)[(,](?:单位:)?([十百千万亿]*元)\)?")
#: What a row below the table begins with: signatures and notes.
_FOOTER = re.compile(
    r"(?:单位)?负责人[(:]|(?:单位)?负责人$|(?:统计|财务)负责人|(?:审核|填表|填报|制表|复核)人(?:$|[(:])|联系电话(?:$|:)"
    r"|(?:报出|填报|填表)日期(?:$|:)|(?:填报|填表)?说明(?:$|:|\d|一)|(?:备|附)?注(?::|\d[.、])"
)
#: First word of a row of column numbers, and such a number: 3, (3), 3栏, 3=4+5.
_ORDINALS = {
    "栏次",
    "行次",
    "栏号",
    "列号",
    "甲",
    "乙",
    "丙",
    "丁",
    "戊",
    "己",
    "庚",
    "辛",
    "壬",
    "癸",
    *"ABCDEFGHIJ",
}
_ORDINAL = re.compile(r"\(?(\d+)\)?栏?(?:=.*)?")
_GAP = re.compile(r"\s+(?=\D)")
#: Columns whose words hold no blanks, besides those of closed lists.
_COMPACT = {"项目代码", "分类", "任务编号", "问题编号"}
CODE = re.compile(r"\d{4}-\d{6}-\d{2}-\d{2}-\d{6}")


@dataclass(frozen=True)
class Header:
    """Where a table's columns are: ``row`` is the last header row (1-based)."""

    row: int
    columns: Mapping[str, int]
    units: Mapping[str, str]  #: unit written in a column's own head
    doubled: tuple[tuple[str, int], ...] = ()  #: label and column where it stands once more


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
    #: (row, label) of amounts marked as not applicable: they count as nothing, but were not left blank
    not_applicable: frozenset[tuple[int, str]] = frozenset()
    #: column → rows whose amounts were each rounded to whole units
    whole: Mapping[str, frozenset[int]] = field(default_factory=dict)
    exact: bool = False  #: the unit has no part smaller than the declared decimals: nothing was rounded
    #: columns with decimals of their own; None: a count, which is never rounded
    places: Mapping[str, int | None] = field(default_factory=dict)
    #: columns as Python values, once they were asked for
    _lists: dict[str, list[Any]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _arrays: dict[str, tuple[Any, Any]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _largest: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def values(self, label: str) -> list[Any]:
        """A column of the frame as Python values from the first row on, None for a blank amount; raises KeyError."""
        if label not in self._lists:
            column = self.frame[label]
            values = column.tolist()
            self._lists[label] = [None if v is pd.NA else v for v in values] if column.hasnans else values
        return self._lists[label]

    def integers(self, label: str) -> tuple[Any, Any]:
        """A column of amounts as an array in which a blank is 0, and where it is blank; raises KeyError."""
        if label not in self._arrays:
            column = self.frame[label].array
            self._arrays[label] = column.to_numpy(dtype=np.int64, na_value=0), column.isna()
        return self._arrays[label]

    def largest(self, label: str) -> int:
        """The greatest size of a column of amounts; 1 at least. Raises KeyError."""
        if label not in self._largest:
            column = self.integers(label)[0]
            self._largest[label] = max(1, int(column.max(initial=0)), -int(column.min(initial=0)))
        return self._largest[label]

    def step(self, row: int, label: str) -> int:
        """One of the last place that an amount was rounded to, in the frame's integers; 0 for none."""
        if row in self.whole.get(label, ()):
            return int(10**self.scale)
        places = self.places.get(label, self.decimals)
        return 0 if self.exact or places is None else int(10 ** (self.scale - places))

    def steps(self, label: str) -> Any:
        """The same of every row of the frame."""
        rows = self.frame.index.to_numpy()
        places = self.places.get(label, self.decimals)
        usual = 0 if self.exact or places is None else 10 ** (self.scale - places)
        if label not in self.whole:
            return np.full(len(rows), usual, dtype=np.int64)
        return np.where(np.isin(rows, list(self.whole[label])), 10**self.scale, usual)

    def cell(self, row: int, label: str) -> CellRef:
        """The cell of a column in a row."""
        return CellRef(self.sheet, int(row), self.columns.get(label, 0))

    def value(self, row: int, label: str) -> Decimal | None:
        """An amount in the unit of the form; None where it is blank."""
        scaled = self.frame.at[row, label]
        return None if scaled is pd.NA else Decimal(str(scaled)).scaleb(-self.scale)


#: label, its group and its head folded, its label folded
Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """The first rows of a sheet as words, with a blank row before them."""

    rows: list[list[str]]
    heads: list[set[str]]  #: of each row and the one above it, without units


def words(sheet: RawSheet) -> Words:
    """What a header is looked for in; several schemas may share it."""
    folded = [[fold(c) if isinstance(c, str) else "" for c in row] for row in sheet.rows[:HEADER_ROWS]]
    plain = [set(_plain(row)) for row in folded]
    pairs = zip([set[str](), *plain], plain, strict=False)
    return Words([[], *folded], [set(), *(above | own for above, own in pairs)])


def find(sheet: RawSheet, model: Columns, given: Words | None = None) -> Header | None:
    """The header of a table in a sheet, by the words of one or two rows; None if too few are there."""
    keys, named = _keys(model)  # type: ignore[arg-type]  # a protocol says nothing of hashes
    best: Header | None = None
    given = words(sheet) if given is None else given
    rows = given.rows
    for number in range(1, len(rows)):
        if len(named & given.heads[number]) < ENOUGH * len(keys):
            continue
        header = _match(rows[number - 1], rows[number], number, keys)
        if best is None or len(header.columns) > len(best.columns):
            best = header
    if best is None or len(best.columns) < ENOUGH * len(keys):
        return None
    return _with_unit_row(sheet, best)


@lru_cache(maxsize=256)
def _keys(model: Columns) -> tuple[list[Key], frozenset[str]]:
    """The words of each column that a table declares, and all of them."""
    schema = model.to_schema()
    declared = [(label, metadata(schema, label)) for label in schema.columns]
    keys = [
        (
            label,
            fold(m.get("group", "")),
            _split_unit(fold(m.get("head", label)))[0],
            _split_unit(fold(label))[0],
        )
        for label, m in declared
    ]
    return keys, frozenset(word for _, *words in keys for word in words)


def _plain(words: list[str]) -> list[str]:
    """Heads without their units."""
    return [_split_unit(word)[0] for word in words if word]


def _match(upper: list[str], lower: list[str], number: int, keys: list[Key]) -> Header:
    """Take a row for the lower header row and match each column's words, alone or under its group."""
    words, written = _heads(upper, lower)
    columns: dict[str, int] = {}
    doubled: list[tuple[str, int]] = []
    for label, group, head, bare in keys:
        places = words.get((group, head)) or words.get(("", bare), [])
        free = [place for place in places if place not in columns.values()]
        if free:
            columns[label] = free[0]
            alike = {*free, *words.get(("", bare), ())} - {free[0]}
            doubled += [(label, place) for place in sorted(alike)]
    units = {label: written[c] for label, c in columns.items() if c in written}
    return Header(number, columns, units, tuple(doubled))


def _heads(upper: list[str], lower: list[str]) -> tuple[dict[tuple[str, str], list[int]], dict[int, str]]:
    """(group, head) and ("", head) → the columns they stand in, and the units written in heads."""
    words: dict[tuple[str, str], list[int]] = {}
    written: dict[int, str] = {}
    group = over = ""
    for c, (top, bottom) in enumerate(zip_longest(upper, lower, fillvalue=""), 1):
        if top:
            group, over = _split_unit(top)
        head, unit = _split_unit(bottom or top)
        for key in {("", head), (group, head)}:
            words.setdefault(key, []).append(c)
        if unit or (over and bottom):
            written[c] = unit or over
    return words, written


def _split_unit(head: str) -> tuple[str, str]:
    """Head and unit: 总投资(万元) → 总投资, 万元; marks that belong to neither are dropped."""
    plain = head.strip("*").removeprefix("其中:")
    match = _UNIT.fullmatch(plain)
    return (match[1], match[2]) if match else (plain, "")


def _with_unit_row(sheet: RawSheet, header: Header) -> Header:
    """Units in a row of their own right below the heads."""
    row = sheet.rows[header.row] if header.row < len(sheet.rows) else []
    words = {label: fold(row[c - 1]) for label, c in header.columns.items() if c <= len(row)}
    units = {label: match[1] for label, word in words.items() if (match := _MONEY.fullmatch(word))}
    if not units or len(units) < sum(map(bool, words.values())):
        return header
    return replace(header, units={**units, **header.units})


def rows(sheet: RawSheet, header: Header) -> Iterator[tuple[int, list[Cell]]]:
    """The rows of the table, without all that :func:`told` says is none of it."""
    return ((number, cells) for number, cells, kind in row_kinds(sheet, header) if kind == "row")


def row_kinds(sheet: RawSheet, header: Header) -> Iterator[tuple[int, list[Cell], str]]:
    """Every row below the header and what it is: row of the table, blank, numbering, repeated header, title of a
    续表, footer, or a row below one.

    Below a footer the table goes on only where its header is repeated or a project code stands in its column;
    in a table without that column, where several columns are filled.
    """
    heads = _all_heads(sheet, header)
    code = header.columns.get("项目代码", 0)
    places = [] if code else sorted(header.columns.values())
    amounts_from = max(header.columns.get("总投资", 0) - 1, 0)
    waiting: list[tuple[int, list[Cell]]] = []  # may turn out to be titles of what follows
    below = False
    for number, cells in enumerate(sheet.rows[header.row :], header.row + 1):
        # most rows begin with a number of their own
        kind = "row" if cells and type(cells[0]) in (int, float) and cells[0] != 1 else _row_kind(cells, heads)
        if kind == "header":
            yield from ((n, row, "title") for n, row in waiting)
            waiting, below = [], False
        elif kind == "footer":
            below = True
        elif kind == "row":
            coded = _filled(cells, places) >= SURE if places else _coded(cells, code)
            if below and not coded:
                yield number, cells, "below"
                continue
            below = False
            if not (coded or any(type(c) in (int, float) for c in cells[amounts_from:])):
                waiting.append((number, cells))
                continue
            yield from ((n, row, "row") for n, row in waiting)
            waiting = []
        yield number, cells, kind
    yield from ((n, row, "row") for n, row in waiting)


def _coded(cells: list[Cell], code: int) -> bool:
    """Whether a project code stands in its column."""
    if not 0 < code <= len(cells):
        return False
    cell = cells[code - 1]
    return bool((type(cell) is str and CODE.fullmatch(cell)) or CODE.fullmatch(fold(cell)))


def _filled(cells: list[Cell], places: list[int]) -> int:
    """How many of the columns are filled."""
    return sum(place <= len(cells) and fold(cells[place - 1]) != "" for place in places)


def _all_heads(sheet: RawSheet, header: Header) -> frozenset[str]:
    """Every word of the header's two rows and every label found."""
    near = [c for row in sheet.rows[max(header.row - 2, 0) : header.row] for c in row]
    return frozenset({fold(c) for c in near} | {fold(label) for label in header.columns}) - {""}


def _row_kind(cells: list[Cell], heads: frozenset[str]) -> str:
    """blank, header, numbering, footer or row, looking at no more cells than it takes."""
    first = next((c for c in cells if c is not None and (type(c) is not str or c.strip())), None)
    if first is None:
        return "blank"
    if type(first) in (int, float) and first != 1:
        return "row"
    word = fold(first)
    if _FOOTER.match(word):
        return "footer"
    if word not in heads and word not in _ORDINALS and not _ORDINAL.fullmatch(word):
        return "row"
    words = [fold(c) for c in cells if c is not None and (type(c) is not str or c.strip())]
    if len(heads.intersection(words)) > len(words) / 2:
        return "header"
    return "numbering" if _numbering(words) else "row"


def _numbering(words: list[str]) -> bool:
    """A row of column numbers: 甲 乙 1 2 3 …"""
    matches = [_ORDINAL.fullmatch(word) for word in words if word not in _ORDINALS]
    return len(words) > 3 and [m[1] if m else "" for m in matches] == [str(n + 1) for n in range(len(matches))]


def read(
    sheet: RawSheet, header: Header, schema: pa.DataFrameSchema, unit: str, decimals: int
) -> tuple[Grid, list[Finding]]:
    """Read the table below ``header``; what had to be repaired or cannot be read becomes findings."""
    kept = dict(rows(sheet, header))
    own = {label: meta for label in schema.columns if "decimals" in (meta := metadata(schema, label))}
    decimals = max([decimals, *(meta["decimals"] for meta in own.values())])
    reader = _Reader(sheet, list(kept), units.parse(unit), decimals)
    where = {label: header.columns[label] for label in schema.columns if label in header.columns}
    data = {
        label: reader.column(label, where[label], cells, metadata(schema, label))
        for label, cells in zip(where, _columns(list(kept.values()), [*where.values()]), strict=True)
    }
    frame = pd.DataFrame(data, index=pd.Index(list(kept), dtype="int64"))
    grid = Grid(
        sheet.name,
        frame,
        header.columns,
        decimals + EXTRA,
        decimals,
        units.parse(unit),
        kept,
        frozenset(reader.not_applicable),
        places={label: None if meta.get("count") else meta["decimals"] for label, meta in own.items()},
    )
    return grid, reader.findings


def _columns(rows: Sequence[list[Cell]], places: Sequence[int]) -> list[Sequence[Cell]]:
    """The cells of some columns; rows that end before one are blank there."""
    width = max(places, default=0)
    if rows and min(map(len, rows)) < width:
        rows = [row + [None] * (width - len(row)) for row in rows]
    columns = list(zip(*rows, strict=False)) if rows else [()] * width
    return [columns[place - 1] for place in places]


@dataclass
class _Reader:
    """Reads one column at a time; the common case (numbers and blanks) never looks at single cells."""

    sheet: RawSheet
    rows: list[int]
    unit: Unit
    decimals: int
    findings: list[Finding] = field(default_factory=list)
    not_applicable: list[tuple[int, str]] = field(default_factory=list)

    def column(self, label: str, place: int, cells: Sequence[Cell], meta: Mapping[str, Any]) -> Any:
        """The typed column."""
        self.uncached(label, place)
        if meta.get("amount"):
            return self.amounts(label, place, cells, meta.get("decimals", 0 if label == "项目数" else self.decimals))
        self.lost(label, place, cells, meta)
        if set(map(type, cells)) & {bool, ErrorCell}:  # True equals 1 as a key
            return [self.single(label, place, row, cell, meta) for row, cell in zip(self.rows, cells, strict=True)]
        texts = {cell: self.words(label, cell, meta) for cell in set(cells)}
        wrong = {cell for cell, text in texts.items() if text is None}
        if wrong:
            return [self.single(label, place, row, cell, meta) for row, cell in zip(self.rows, cells, strict=True)]
        return list(map(texts.__getitem__, cells))

    def lost(self, label: str, place: int, cells: Sequence[Cell], meta: Mapping[str, Any]) -> None:
        """Codes that were stored as numbers too long for a spreadsheet: their last digits are gone."""
        if meta.get("date") or not (cut := {cell for cell in set(cells) if numbers.cut(cell)}):
            return
        for row, cell in zip(self.rows, cells, strict=True):
            if cell in cut:
                self.say("CODE04", "核实性", label, [(row, place)], found=tables.text(cell))

    def single(self, label: str, place: int, row: int, cell: Cell, meta: Mapping[str, Any]) -> str:
        """One cell of a column of words; an error value or what is no date is said and left blank."""
        if isinstance(cell, ErrorCell):
            self.say("NUM03", "强制性", label, [(row, place)], found=cell.text)
            return ""
        text = self.words(label, cell, meta)
        if text is None:
            example = EXAMPLES[meta["date"]]
            self.say("DATE01", "强制性", label, [(row, place)], found=tables.text(cell), example=example)
        return text or ""

    @staticmethod
    def words(label: str, cell: Cell, meta: Mapping[str, Any]) -> str | None:
        """The text of a cell, folded as its column asks; None for what is no date of the kind asked for."""
        if cell is None:
            return ""
        if kind := meta.get("date"):
            return READERS[kind](cell) if fold(cell) else ""
        if meta.get("listed") or label in _COMPACT:
            return fold(cell)
        return tables.text(cell, keep=bool(meta.get("raw")))

    def amounts(self, label: str, place: int, cells: Sequence[Cell], decimals: int) -> pd.arrays.IntegerArray:
        """Numbers as integers of 10^-scale; everything else cell by cell."""
        scale = self.decimals + EXTRA
        odd: list[int] = []
        plain: Sequence[Any] = cells
        if (kinds := set(map(type, cells))) - {float, int, type(None)}:
            odd = [i for i, c in enumerate(cells) if c is not None and type(c) not in (float, int)]
            plain = [c if type(c) in (float, int) else None for c in cells]
        values = np.array(plain, dtype=float) if kinds != {type(None)} else np.full(len(cells), np.nan)
        huge = np.abs(values) > float(LARGEST) / 10.0**scale
        if huge.any():
            odd = sorted({*odd, *np.flatnonzero(huge).tolist()})
            values[huge] = np.nan
        missing = np.isnan(values)
        scaled, exact = _scaled(np.where(missing, 0.0, values), scale)
        self.odd(label, place, cells, odd, scaled, missing, exact)
        excess = ~missing & (~exact | (scaled % 10 ** (scale - decimals) != 0))
        over = [(self.rows[i], place) for i in np.flatnonzero(excess)]
        if over:
            self.say("NUM04", "核实性", label, over, count=str(len(over)), decimals=str(decimals))
        return pd.arrays.IntegerArray(scaled, missing)

    def uncached(self, label: str, place: int) -> None:
        """Formula cells of a column that carry no result."""
        if not self.sheet.uncached:
            return
        rows = set(self.rows)
        blank = sorted((r, place) for r, c in self.sheet.uncached if c == place and r in rows)
        if blank:
            self.say("NUM07", "强制性", label, blank)

    def odd(
        self,
        label: str,
        place: int,
        cells: Sequence[Cell],
        where: list[int],
        scaled: Any,
        missing: Any,
        exact: Any,
    ) -> None:
        """Cells that are no plain number: text, marks for not applicable, errors, dates."""
        notes: dict[str, list[tuple[int, int]]] = {}
        for i in where:
            cell, at = cells[i], (self.rows[i], place)
            reading = numbers.read(_closed(cell))
            if reading.kind == "blank":
                continue
            if reading.kind == "not_applicable":
                scaled[i], missing[i] = 0, False
                self.not_applicable.append((at[0], label))
                continue
            value = self.converted(reading, label) if reading.kind == "number" else None
            if value is None or abs(value.scaleb(self.decimals + EXTRA)) > LARGEST:
                code = "NUM03" if isinstance(cell, ErrorCell) else "NUM01"
                self.say(code, "强制性", label, [at], found=tables.text(cell))
                continue
            whole = value.scaleb(self.decimals + EXTRA)
            scaled[i], missing[i] = int(whole.to_integral_value(ROUND_HALF_UP)), False
            exact[i] = whole == whole.to_integral_value()
            if reading.unit or not self.sheet.plain:
                notes.setdefault("NUM05" if reading.unit else "NUM06", []).append(at)
        for code, places in notes.items():
            self.say(code, "提示性", label, places, count=str(len(places)))

    def converted(self, reading: numbers.Reading, label: str) -> Decimal | None:
        """A number with a unit of its own, in the unit of the form; None where it is no money."""
        if not reading.unit:
            return reading.value
        if label == "项目数":
            return reading.value if reading.unit in units.COUNTERS else None
        written = reading.unit if reading.unit.endswith("元") else reading.unit + "元"
        factor = units.parse(written).factor / self.unit.factor if set(written) <= set("十百千万亿元") else None
        return None if factor is None else reading.value * factor

    def say(self, code: str, level: Any, label: str, places: list[tuple[int, int]], **words: str) -> None:
        """One finding for all cells of a column that share it."""
        cells = tuple(CellRef(self.sheet.name, row, column) for row, column in places)
        if "count" in words:
            words["cells"] = "、".join(c.a1 for c in cells[:NAMED]) + ("…" if len(cells) > NAMED else "")
        self.findings.append(Finding(code, level, cells, {"column": label, **words}))


def _closed(cell: Cell) -> Cell:
    """Text without blanks between a number and what follows it: 12.5 亿元."""
    return _GAP.sub("", gate.plain(cell)) if isinstance(cell, str) else cell


def _scaled(values: Any, scale: int) -> tuple[Any, Any]:
    """Floats as integers of 10^-scale, and whether that is what their 15 significant digits say."""
    product = values * 10.0**scale
    rounded = np.rint(product)
    exact = np.abs(product - rounded) <= np.maximum(np.abs(product) * 4e-15, 1e-7)
    scaled = rounded.astype(np.int64)
    for i in np.flatnonzero(np.abs(product) >= 2.0**53):
        scaled[i] = int(Decimal(format(values[i], ".15g")).scaleb(scale))
    return scaled, exact
