"""Any form by definition filled in soundly: every relation holds, and what is typed is as near to random amounts as that allows."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import openpyxl

from examples import nearest
from examples.nearest import Affine, Row
from recon.defined import conditions, instances, sides
from recon.defined.conditions import UnknownError
from recon.defined.forms import Own
from recon.defined.instances import Asked, Binder, Bound, Place
from recon.defined.values import SCALE, Datum, Source
from recon.definitions import linear
from recon.definitions.model import Column, Table
from recon.definitions.tree import (
    Choice,
    Expression,
    Function,
    Number,
    Product,
    Quotient,
    Range,
    Reference,
    Sum,
)
from recon.model import CellRef
from recon.templates.defined import computed, making
from recon.templates.defined.formulas import UnwritableError
from recon.templates.defined.geometry import Geometry

#: 表号, code of a fixed row or number of an entry (合计: the total), code of a column.
Key = tuple[str, str, str]
Values = dict[Key, Fraction]
#: How often relations that are not linear are asked again, and how often amounts are drawn anew.
ROUNDS, DRAWS = 30, 60
#: How much of the room that rounding leaves is used: at its end a spreadsheet rounds the other way.
INSIDE = Fraction(49, 50)


class _Entries:
    """A filling of which only the number of entries is known."""

    def __init__(self, count: int) -> None:
        self.count = count

    def entries(self, number: str) -> list[int]:
        """Their numbers."""
        return list(range(self.count))


@dataclass
class Filling:
    """A filling. ``before``: the values of the period before, ``year_ago``: of a year ago; ``words``: of list columns.

    Amounts are drawn for what no relation states; the nearest values that satisfy all linear relations are taken, a
    product or quotient that breaks holds next time with one factor as it is, and percentages are computed last.
    """

    own: Own
    rng: random.Random
    count: int = 6
    before: Mapping[Key, Fraction] = field(default_factory=dict)
    year_ago: Mapping[Key, Fraction] = field(default_factory=dict)
    words: Mapping[tuple[str, int, str], str] = field(default_factory=dict)
    given: Mapping[Key, Fraction] = field(default_factory=dict)
    most: int = 90_000
    chosen: Values = field(default_factory=dict)
    last: dict[Key, tuple[Expression, Place]] = field(default_factory=dict)  #: what is computed from all others
    sound: bool = False

    def __post_init__(self) -> None:
        self.binder = Binder(self.own, cast(Source, _Entries(self.count)))
        self.texts = dict(self.words)
        self._words()
        self.asked = [
            (one, place)
            for one in instances.asked(self.own)
            if isinstance(one, Asked)
            for place in self.binder.places(one.statement, (one.left, one.right, *one.conditions))
        ]
        stated = self._stated()
        for _ in range(DRAWS):
            drawn = {key: self._amount(key) for key in self.keys() if key not in stated}
            if self._settled(drawn):
                self.sound = True
                break

    # ---- cells

    def keys(self) -> Iterator[Key]:
        """Every cell that holds a number."""
        for table in self.own.definition.tables:
            rows = [row.code for row in table.rows] if table.matrix else [str(n) for n in range(self.count)]
            for row in rows:
                for column in table.amounts:
                    if not table.matrix or table.applies(row, column.code):
                        yield table.number, row, column.code

    def column(self, key: Key) -> Column:
        """The column of a cell."""
        found = self._table(key[0]).column(key[2])
        assert found is not None
        return found

    def _table(self, number: str) -> Table:
        found = self.own.definition.table(number)
        assert found is not None
        return found

    def _words(self) -> None:
        lists = self.own.definition.lists
        for table in self.own.definition.tables:
            for column in table.columns:
                for n in range(self.count if not table.matrix and not column.numeric else 0):
                    known = lists.get(column.list, ())
                    text = known[n % len(known)] if known else f"{column.name}{n + 1}"
                    if column.name == "项目代码":
                        text = f"2017-220100-48-01-{n + 1:06d}"
                    if column.type == "日期":
                        text = "2024-03" if "年月" in column.name or "月份" in column.name else "2024-03-15"
                    self.texts.setdefault((table.number, n, column.code), text)

    def _amount(self, key: Key) -> Fraction:
        column = self.column(key)
        if column.type == "计数":
            return Fraction(self.rng.randint(3, 400))
        if column.type == "比率":
            return Fraction(self.rng.randint(100, 9000), 100)
        return Fraction(self.rng.randint(2000, self.most), 10 ** min(column.decimals, 2))

    def _applies(self, key: Key) -> bool:
        table = self._table(key[0])
        return table.column(key[2]) is not None and (not table.matrix or table.applies(key[1], key[2]))

    def key(self, ref: Reference, place: Place) -> Key:
        """The cell that a reference means in a place, of whatever period."""
        table = self.own.definition.table(ref.table)
        if table is None or ref.units:
            raise UnwritableError
        if not table.matrix:
            inside = not ref.total and place.entry[0] == ref.table
            return ref.table, str(place.entry[1]) if inside else "合计", ref.code
        if ref.total:
            raise UnwritableError
        if ref.axis == "row":
            return ref.table, ref.code, ref.across or place.columns.get(ref.table, "")
        return ref.table, ref.across or place.rows.get(ref.table, ""), ref.code

    def _stated(self) -> set[Key]:
        """The cells that an equation states; those of a product or quotient are computed last."""
        found: set[Key] = set()
        for one, stated, expression in computed.stating(self.own):
            for place in self.binder.places(one.statement, (one.left, one.right)):
                try:
                    key = self.key(stated, place)
                except UnwritableError:
                    continue
                if key in found or key[1] == "合计" or not self._applies(key):
                    continue
                if one.forms is None and key not in self.given:
                    self.last[key] = (expression, place)
                found.add(key)
        return found

    # ---- values

    def value(self, key: Key) -> Fraction:
        """What a cell holds, rounded as its column is; raises UnknownError for a quotient by nothing."""
        if key[1] == "合计":
            return sum((self.value((key[0], str(n), key[2])) for n in range(self.count)), Fraction(0))
        if key in self.last:
            expression, place = self.last[key]
            return rounded(conditions.value(expression, self.look(place)), self.column(key).decimals)
        return self.chosen[key]

    def look(self, place: Place) -> conditions.Look:
        """How conditions and expressions find their cells."""

        def find(ref: Reference) -> Bound | None:
            table = self.own.definition.table(ref.table)
            if table is None:
                return None
            column = table.column(ref.code if ref.axis != "row" else ref.across)
            if column is not None and not column.numeric:
                return Bound(text=self.texts.get((ref.table, place.entry[1], column.code), ""))
            try:
                key = self.key(ref, place)
            except UnwritableError:
                return None
            if not self._applies(key) and key[1] != "合计":
                return Bound(applies=False)
            told = self._earlier(ref).get(key) if ref.period else self.value(key)
            if told is None:
                return None
            return Bound((Datum(CellRef("x", 1, 1), int(told * 10**SCALE), 0, "", "", ""),))

        return find

    def _earlier(self, ref: Reference) -> Mapping[Key, Fraction]:
        return self.before if ref.period == "previous" else self.year_ago

    def values(self) -> Values:
        """Every cell, and the totals of lists; a quotient by nothing is left out."""
        found: Values = {}
        for key in self.keys():
            try:
                found[key] = self.value(key)
            except UnknownError:
                continue
        for table in self.own.definition.tables:
            for column in table.amounts if not table.matrix else ():
                entries = (found.get((table.number, str(n), column.code)) for n in range(self.count))
                found[table.number, "合计", column.code] = sum((v for v in entries if v), Fraction(0))
        return found

    # ---- relations

    def with_value(self, key: Key, value: Fraction) -> Filling:
        """The filling with one cell typed over; what others are computed from it follows."""
        other = copy.copy(self)
        other.chosen = self.chosen | {key: value}
        other.last = {cell: told for cell, told in self.last.items() if cell != key}
        return other

    def breaks(self, one: Asked, place: Place) -> bool:
        """Whether a relation does not hold in a place; raises UnknownError where a cell has no value."""
        look = self.look(place)
        away = conditions.value(one.left, look) - conditions.value(one.right, look)
        return _broken(away, one.sign, self._slack(one, place))

    def _settled(self, drawn: Values) -> bool:
        """Take the nearest values to some amounts that satisfy every relation; whether there are any."""
        self.chosen = {key: drawn.get(key, Fraction(1)) for key in self.keys()} | dict(self.given)
        rows = [row for one, place in self.asked for row in self._rows(one, place, firm=True)]
        for _ in range(ROUNDS):
            found = nearest.solved(self._cells(), drawn, rows, self.given)
            if found is None:
                return False
            self.chosen = found
            more = [row for one, place in self.asked for row in self._rows(one, place, firm=False)]
            if not more:
                return True
            if not all(one.terms for one in more):
                return False
            rows += more
        return False

    def _cells(self) -> dict[Key, int]:
        """The cells that are chosen, with their decimals."""
        return {key: self.column(key).decimals for key in self.keys() if key not in self.last}

    def _rows(self, one: Asked, place: Place, *, firm: bool) -> Iterator[Row[Key]]:
        """What a relation asks of the cells: ``firm`` where it is linear and no amount decides on it, else where it breaks."""
        look = self.look(place)
        numbers = any(r for r in linear.references(one.conditions) if not self._worded(r))
        if firm is not (one.forms is not None and not numbers):
            return
        try:
            if not all(conditions.holds(c, look) for c in one.conditions) or not _applies(one, look):
                return
            if not firm and not self.breaks(one, place):
                return
            left, right = self._affine(one.left, place), self._affine(one.right, place)
        except (UnknownError, UnwritableError):
            return
        yield nearest.row(left.plus(right, -1), one.sign, self._slack(one, place) * INSIDE)

    def _worded(self, ref: Reference) -> bool:
        column = self._table(ref.table).column(ref.code)
        return ref.axis != "row" and column is not None and not column.numeric

    def _slack(self, one: Asked, place: Place) -> Fraction:
        """What rounding leaves an equation that is no sum: half a last place of the cell that it states."""
        whole = one.forms is not None and all(Fraction(c).denominator == 1 for form in one.forms for c, _ in form.terms)
        if whole or one.sign != "=":
            return Fraction(0)
        for side in (one.left, one.right):
            if isinstance(side, Reference):
                return Fraction(1, 2 * 10 ** self.column(self.key(side, place)).decimals)
        return Fraction(0)

    def _affine(self, expression: Expression, place: Place) -> Affine[Key]:
        """An expression over cells that are chosen, as it is near the present values; raises UnknownError."""
        look = self.look(place)
        match expression:
            case Number():
                return Affine({}, expression.value)
            case Reference():
                return self._of(expression, place)
            case Range():
                return Affine.total((1, self._of(one, place)) for one in expression.members)
            case Sum():
                return Affine.total((sign, self._affine(term, place)) for sign, term in expression.terms)
            case Product():
                one, other = self._affine(expression.first, place), self._affine(expression.second, place)
                if not other.terms:
                    return one.times(other.constant)
                return other.times(conditions.value(expression.first, look))
            case Quotient():
                below = conditions.value(expression.below, look)
                if not below:
                    raise UnknownError
                return self._affine(expression.above, place).times(1 / below)
            case Function():
                told = [conditions.value(argument, look) for argument in expression.arguments]
                if expression.name == "ABS":
                    return self._affine(expression.arguments[0], place).times(Fraction(1 if told[0] >= 0 else -1))
                best = (max if expression.name == "MAX" else min)(told)
                return self._affine(expression.arguments[told.index(best)], place)
            case Choice():
                holds = conditions.holds(expression.condition, look)
                return self._affine(expression.then if holds else expression.otherwise, place)
        raise UnknownError

    def _of(self, ref: Reference, place: Place) -> Affine[Key]:
        """A cell; one that is computed last as what it is computed from, a total as its entries."""
        if self._worded(ref):
            raise UnknownError
        key = self.key(ref, place)
        if ref.period:
            told = self._earlier(ref).get(key)
            if told is None:
                raise UnknownError
            return Affine({}, told)
        if key[1] == "合计":
            entries = [Place(entry=(key[0], n)) for n in range(self.count)]
            return Affine.total((1, self._of(Reference(ref.code, ref.axis, ref.table), at)) for at in entries)
        if not self._applies(key):
            return Affine({}, Fraction(0))
        return self._affine(*self.last[key]) if key in self.last else Affine({key: Fraction(1)}, Fraction(0))


def _applies(one: Asked, look: conditions.Look) -> bool:
    """Whether a relation is asked where some cells do not apply: a sum by what is left of either side, others not at all."""
    if one.forms is not None:
        return all(sides.linear(form, look).asked for form in one.forms)
    found = map(look, linear.references((one.left, one.right)))
    return all(bound is None or bound.applies for bound in found)


def _broken(away: Fraction, sign: str, slack: Fraction) -> bool:
    return {
        "=": abs(away) > slack,
        "≥": away < 0,
        "≤": away > 0,
        ">": away <= 0,
        "<": away >= 0,
        "≠": not away,
    }[sign]


def rounded(value: Fraction, places: int) -> Fraction:
    """A number rounded half away from zero."""
    scaled = abs(value) * 10**places
    whole = int(scaled + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, 10**places)


def write(
    filling: Filling,
    asked: making.Asked,
    path: Path,
    *,
    leaves_only: bool = False,
    cells: Mapping[Key, Any] | None = None,
) -> None:
    """The form filled in: all cells as values, or only what a person types; ``cells`` replace what would stand there."""
    own = filling.own
    path.write_bytes(making.make(own, asked))
    book = openpyxl.load_workbook(path)
    geometries, resolver = making.laid_out(own, asked)
    drawn = computed.formulas(resolver)
    lists = {(number, code) for number, row, code in drawn if not row}
    values: dict[Key, Any] = dict(filling.values())
    for key, value in values.items():
        if leaves_only and (key in drawn or (number_row(key), key[2]) in lists or key[1] == "合计"):
            continue
        _put(book, geometries, key, value)
    for (number, n, code), text in filling.texts.items():
        geometry = geometries[number]
        book[geometry.spec.sheet].cell(geometry.first + n + 1, geometry.column(code) + 1, text)
    if not leaves_only:
        _subtotals(book, filling, geometries)
        _blank_formulas(book, geometries)
    for key, value in (cells or {}).items():
        _put(book, geometries, key, value)
    book.save(path)


def number_row(key: Key) -> str:
    """The 表号 of an entry of a list; of a fixed row nothing."""
    return key[0] if key[1].isdigit() else ""


def _put(book: Any, geometries: Mapping[str, Any], key: Key, value: Any) -> None:
    number, row, code = key
    geometry = geometries[number]
    at = _row(geometry, row)
    if row == "合计" and not geometry.spec.total:
        return
    page = book[geometry.spec.sheet]
    if row == "合计" and geometry.table.column(code).type == "比率":
        page.cell(at + 1, geometry.column(code) + 1).value = None
        return
    page.cell(at + 1, geometry.column(code) + 1).value = float(value) if isinstance(value, Fraction) else value


def _row(geometry: Geometry, row: str) -> int:
    """A fixed row by its code, an entry by its number, 合计, or the 小计 of a class."""
    if geometry.table.matrix:
        return geometry.row(row)
    if row.isdigit():
        return geometry.first + int(row)
    return geometry.total + (1 + geometry.classes.index(row) if row in geometry.classes else 0)


def _subtotals(book: Any, filling: Filling, geometries: Mapping[str, Any]) -> None:
    values = filling.values()
    for number, geometry in geometries.items():
        if geometry.table.matrix or not geometry.spec.total:
            continue
        by = geometry.spec.codes.get(geometry.spec.by, "")
        for place, name in enumerate(geometry.classes, geometry.total + 1):
            for column in geometry.table.amounts:
                rows = [n for n in range(filling.count) if filling.texts.get((number, n, by)) == name]
                total = sum((values.get((number, str(n), column.code), Fraction(0)) for n in rows), Fraction(0))
                cell = book[geometry.spec.sheet].cell(place + 1, geometry.column(column.code) + 1)
                cell.value = None if column.type == "比率" else float(total)


def _blank_formulas(book: Any, geometries: Mapping[str, Any]) -> None:
    """Rows that were not used keep no formula without a result."""
    for geometry in geometries.values():
        page = book[geometry.spec.sheet]
        for row in page.iter_rows(min_row=geometry.first + 1, max_row=geometry.last + 1):
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cell.value = None
