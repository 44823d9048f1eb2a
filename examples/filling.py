"""Any form by definition filled in soundly: amounts are made up, and every relation of the definition holds."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import openpyxl

from recon.defined import conditions, instances
from recon.defined.conditions import UnknownError
from recon.defined.forms import Own
from recon.defined.instances import Asked, Binder, Bound, Claim, Place
from recon.defined.values import SCALE, Datum, Source
from recon.definitions import linear
from recon.definitions.model import Column, Table
from recon.definitions.tree import Expression, Reference
from recon.model import CellRef
from recon.templates.defined import computed, making
from recon.templates.defined.formulas import UnwritableError
from recon.templates.defined.geometry import Geometry

#: 表号, code of a fixed row or number of an entry (合计: the total), code of a column.
Key = tuple[str, str, str]
Values = dict[Key, Fraction]
ROUNDS = 60


class _Entries:
    """A filling of which only the number of entries is known."""

    def __init__(self, count: int) -> None:
        self.count = count

    def entries(self, number: str) -> list[int]:
        """Their numbers."""
        return list(range(self.count))


@dataclass
class Filling:
    """A filling in the making. ``before``: the values of the period before, ``words``: of list columns, by code."""

    own: Own
    rng: random.Random
    count: int = 6
    before: Mapping[Key, Fraction] = field(default_factory=dict)
    year_ago: Mapping[Key, Fraction] = field(default_factory=dict)
    words: Mapping[tuple[str, int, str], str] = field(default_factory=dict)
    given: Mapping[Key, Fraction] = field(default_factory=dict)
    most: int = 90_000
    leaves: Values = field(default_factory=dict)
    stated: dict[Key, tuple[Expression, Place]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.binder = Binder(self.own, cast(Source, _Entries(self.count)))
        self.texts = dict(self.words)
        self._words()
        _, self.resolver = making.laid_out(self.own, making.Asked())
        self._state()
        for key in self.keys():
            if key not in self.stated:
                self.leaves[key] = self.given.get(key, self._amount(key))
        self._carry()
        for _ in range(ROUNDS):
            if not self._mend():
                break

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

    def _state(self) -> None:
        """The cells that others make up: what is computed in the form, and what stands for last time."""
        rests: dict[Key, set[Key]] = {}
        for one, stated, expression in computed.stating(self.own):
            for place in self.binder.places(one.statement, (one.left, one.right)):
                try:
                    key, needed = self.key(stated, place), self._needed(expression, place)
                    conditions.value(expression, self._known(expression, place))
                except (UnwritableError, UnknownError):
                    continue
                if (
                    key in self.stated
                    or not self._applies(key)
                    or not needed
                    or key in needed
                    or key[1] == "合计"
                ):
                    continue
                if computed._reaches(rests, needed, key):
                    continue
                self.stated[key], rests[key] = (expression, place), needed

    def _needed(self, expression: Expression, place: Place) -> set[Key]:
        found = set()
        for ref in linear.references(expression):
            if ref.period:
                continue
            key = self.key(ref, place)
            if key[1] == "合计":
                found |= {(key[0], str(n), key[2]) for n in range(self.count)}
            elif self._applies(key):
                found.add(key)
        return found

    def _known(self, expression: Expression, place: Place) -> conditions.Look:
        """Every cell of the filling as 1, earlier ones as they are: what cannot be evaluated so states nothing."""

        def find(ref: Reference) -> Bound | None:
            if not ref.period:
                return Bound((Datum(CellRef("x", 1, 1), 10**SCALE, 0, "", "", ""),))
            source = {"previous": self.before, "last_year": self.year_ago}[ref.period]
            told = source.get(self.key(ref, place))
            return (
                None
                if told is None
                else Bound((Datum(CellRef("x", 1, 1), int(told * 10**SCALE), 0, "", "", ""),))
            )

        return find

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

    def value(self, key: Key) -> Fraction:
        """What a cell holds, rounded as its column is; raises UnknownError for a quotient by nothing."""
        if key[1] == "合计":
            return sum((self.value((key[0], str(n), key[2])) for n in range(self.count)), Fraction(0))
        if key in self.stated:
            expression, place = self.stated[key]
            return rounded(conditions.value(expression, self.look(place)), self.column(key).decimals)
        return self.leaves[key]

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
            source = {"previous": self.before, "last_year": self.year_ago}.get(ref.period)
            told = self.value(key) if source is None else source.get(key)
            if told is None:
                return None
            datum = Datum(CellRef("x", 1, 1), int(told * 10**SCALE), 0, "", "", "")
            return Bound((datum,))

        return find

    def _carry(self) -> None:
        """What stands here for the period before is what stood there."""
        for one in self._asked():
            earlier = [r for r in linear.references((one.left, one.right)) if r.period]
            if not earlier or one.forms is None or not isinstance(one.left, Reference):
                continue
            for place in self.binder.places(one.statement, (one.left, one.right)):
                try:
                    key = self.key(one.left, place)
                    told = conditions.value(one.right, self.look(place))
                except (UnknownError, UnwritableError):
                    continue
                if key in self.leaves and one.sign == "=":
                    self.leaves[key] = told

    def _asked(self) -> Iterator[Asked]:
        yield from (one for one in instances.asked(self.own) if isinstance(one, Asked))

    def _mend(self) -> bool:
        """Change leaves until what fails holds; whether anything was changed."""
        changed = False
        for one in self._asked():
            for place in self.binder.places(one.statement, (one.left, one.right, *one.conditions)):
                look = self.look(place)
                try:
                    if not all(conditions.holds(c, look) for c in one.conditions):
                        continue
                    left, right = conditions.value(one.left, look), conditions.value(one.right, look)
                except (UnknownError, UnwritableError):
                    continue
                if not _broken(left - right, one.sign) or self._stated_by(one, place):
                    continue
                changed |= self._move(one, place, left - right)
        return changed

    def _stated_by(self, one: Asked, place: Place) -> bool:
        """Whether an equation that is no sum states a cell: its rounding is no break."""
        if one.sign != "=" or one.forms is not None:
            return False
        return any(
            isinstance(side, Reference) and self.key(side, place) in self.stated
            for side in (one.left, one.right)
        )

    def _move(self, one: Asked, place: Place, away: Fraction) -> bool:
        """Change one leaf of a linear relation so that it holds, the greatest first."""
        if one.forms is None:
            return self._redraw(one, place)
        form = one.forms[0].plus(one.forms[1], -1)
        room = Fraction(self.rng.randint(1, 300)) if one.sign != "=" else Fraction(0)
        target = {"=": Fraction(0), "≥": room, ">": room, "≤": -room, "<": -room, "≠": away + 7}[one.sign]
        options = []
        for c, ref in form.terms:
            try:
                top = self.key(ref, place)
            except UnwritableError:
                continue
            for key, weight in self._below(top, Fraction(c)) if not ref.period else ():
                new = rounded(self.leaves[key] + (target - away) / weight, self.column(key).decimals)
                options.append((new >= 0, key == top, self.rng.random(), key, new))
        if not options:
            return self._shrink(one, place)
        *_, key, new = max(options)
        self.leaves[key] = max(new, Fraction(0))
        return True

    def _redraw(self, one: Asked, place: Place) -> bool:
        """Other amounts for what a quotient or a function is made of: half as much to twice as much."""
        keys = set()
        for ref in linear.references((one.left, one.right)):
            if not ref.period:
                keys |= {key for key, _ in self._below(self.key(ref, place), Fraction(1))}
        for key in sorted(keys):
            by = Fraction(self.rng.randint(5, 40), 20)
            self.leaves[key] = rounded(self.leaves[key] * by, self.column(key).decimals)
        return bool(keys)

    def _below(self, key: Key, weight: Fraction) -> Iterator[tuple[Key, Fraction]]:
        """The leaves that a cell rests on by sums alone, and how much of each is in it."""
        if key[1] == "合计":
            for n in range(self.count):
                yield from self._below((key[0], str(n), key[2]), weight)
        elif key in self.stated:
            expression, place = self.stated[key]
            try:
                terms = linear.form(expression).terms
            except linear.NotLinearError:
                return
            for c, ref in terms:
                below = None if ref.period else self.key(ref, place)
                if below is not None and (below[1] == "合计" or self._applies(below)):
                    yield from self._below(below, weight * Fraction(c))
        elif key in self.leaves and key not in self.given:
            yield key, weight

    def _shrink(self, one: Asked, place: Place) -> bool:
        """Halve what the smaller side is made of, where it is made of others."""
        small = one.right if one.sign in ("≥", ">") else one.left
        keys = set()
        edge = [self.key(r, place) for r in linear.references(small) if not r.period]
        while edge:
            key = edge.pop()
            if key in self.stated:
                edge += self._needed(*self.stated[key])
            elif key in self.leaves and key not in self.given:
                keys.add(key)
        for key in sorted(keys):
            self.leaves[key] = rounded(self.leaves[key] / 2, self.column(key).decimals)
        return bool(keys)

    def values(self) -> Values:
        """Every cell, and the totals of lists; a quotient by nothing is left out."""
        found: Values = {}
        for key in self.keys():
            try:
                found[key] = self.value(key)
            except UnknownError:
                continue
        for table in self.own.definition.tables:
            if not table.matrix:
                for column in table.amounts:
                    key = (table.number, "合计", column.code)
                    found[key] = sum(
                        (
                            found.get((table.number, str(n), column.code), Fraction(0))
                            for n in range(self.count)
                        ),
                        Fraction(0),
                    )
        return found

    def claims(self) -> list[Claim]:
        """What is asked of blanks; nothing is done about it."""
        return [one for one in instances.asked(self.own) if isinstance(one, Claim)]


def _broken(away: Fraction, sign: str) -> bool:
    return {
        "=": abs(away) > Fraction(1, 100), "≥": away < 0, "≤": away > 0, ">": away <= 0, "<": away >= 0, "≠": not away,
    }[sign]  # fmt: skip


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
    page.cell(at + 1, geometry.column(code) + 1).value = (
        float(value) if isinstance(value, Fraction) else value
    )


def _row(geometry: Geometry, row: str) -> int:
    """A fixed row by its code, an entry by its number, 合计, or the 小计 of a class."""
    if geometry.table.matrix:
        return geometry.row(row)
    if row.isdigit():
        return geometry.first + int(row)
    return geometry.total + (1 + geometry.classes.index(row) if row in geometry.classes else 0)


def _subtotals(book: Any, filling: Filling, geometries: Mapping[str, Any]) -> None:
    for number, geometry in geometries.items():
        if geometry.table.matrix or not geometry.spec.total:
            continue
        by = geometry.spec.codes.get(geometry.spec.by, "")
        for place, name in enumerate(geometry.classes, geometry.total + 1):
            for column in geometry.table.amounts:
                rows = [n for n in range(filling.count) if filling.texts.get((number, n, by)) == name]
                total = sum((filling.value((number, str(n), column.code)) for n in rows), Fraction(0))
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
