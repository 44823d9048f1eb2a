"""Which sheets carry which table of a form: the one that counts, and others that could be it as well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from recon import grid, tables
from recon.grid import Header
from recon.schemas import forms
from recon.schemas.form import FormSpec, TableSpec
from recon.workbook import RawBook, RawSheet

_YEAR_MONTH = re.compile(r"(20\d\d)\D?(0?[1-9]|1[0-2])(?!\d)")
_MONTH = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])月")


@dataclass(frozen=True)
class Place:
    """A sheet with the head of a table. ``alike``: the sheet of which it repeats every cell below the head."""

    spec: TableSpec
    sheet: RawSheet
    head: Header
    alike: str = ""

    @property
    def asked(self) -> bool:
        """Whether it is checked as a table of its own: filled in, in sight, and no copy of another."""
        return not self.sheet.hidden and not self.alike and self.filled

    @cached_property
    def filled(self) -> bool:
        """Whether a cell of the table holds a number other than zero."""
        places = [column - 1 for column in self.head.columns.values()]
        return any(
            type(row[c]) in (int, float) and row[c] != 0
            for row in self.sheet.rows[self.head.row :]
            for c in places
            if c < len(row)
        )


@dataclass(frozen=True)
class Places:
    """``chosen``: a sheet for each table that is there, in the order of the form; ``rivals``: the others."""

    chosen: tuple[Place, ...]
    rivals: tuple[Place, ...] = ()

    @property
    def sheets(self) -> set[str]:
        """The names of all of them."""
        return {place.sheet.name for place in (*self.chosen, *self.rivals)}


def candidates(book: RawBook, spec: FormSpec) -> list[Place]:
    """Every sheet with the head of a table of the form that fits no other table better, in the order of the book."""
    places: list[Place] = []
    for sheet in book.sheets:
        fits = list(_fits(sheet))
        best = max((fit for fit, _, _, _ in fits), default=(0, 0))
        places += [Place(table, sheet, head) for fit, form, table, head in fits if fit == best and form is spec][:1]
    first = spec.tables[0]
    if not any(place.spec is first for place in places):  # its head is worn, yet the workbook was told by it
        heads = ((sheet, grid.find(sheet, first.model)) for sheet in book.sheets)
        worn = [Place(first, sheet, head) for sheet, head in heads if head is not None]
        best_worn = max(worn, key=lambda place: len(place.head.columns))
        places = [best_worn, *(p for p in places if p.sheet is not best_worn.sheet)]
    return places


def _fits(sheet: RawSheet) -> Iterator[tuple[tuple[int, int], FormSpec, TableSpec, Header]]:
    """How well each table of each form explains a sheet: columns found, less those it lacks."""
    words = grid.words(sheet)
    for form in forms.every():
        for table in form.tables:
            head = grid.find(sheet, table.model, words)
            if head is not None:
                count = len(head.columns)
                yield (count, count - len(table.model.to_schema().columns)), form, table, head


def choose(places: Iterable[Place], spec: FormSpec, period: str) -> Places:
    """For each table the sheet that counts: visible before hidden, filled before blank, of its own name, of the period.

    ``period``: of the report (YYYY-MM), blank where unknown.
    """
    chosen: list[Place] = []
    rivals: list[Place] = []
    every = list(places)
    for table in spec.tables:
        mine = [place for place in every if place.spec is table]
        if mine:
            best = min(mine, key=lambda place: _rank(place, period))
            chosen.append(best)
            rivals += [_compared(place, mine) for place in mine if place is not best]
    order = {place.sheet.name: number for number, place in enumerate(every)}
    return Places(tuple(chosen), tuple(sorted(rivals, key=lambda place: order[place.sheet.name])))


def _rank(place: Place, period: str) -> tuple[bool, bool, bool, bool, int]:
    name = tables.fold(place.sheet.name)
    return (
        place.sheet.hidden,
        not place.filled,
        name != place.spec.sheet,
        not _of_period(name, period),
        -len(place.head.columns),
    )


def _of_period(name: str, period: str) -> bool:
    """Whether a sheet's name says the month of the report: 3月, 2021年3月, 202103."""
    if len(period) != 7:
        return False
    whole = _YEAR_MONTH.search(name)
    if whole:
        return f"{whole[1]}-{int(whole[2]):02}" == period
    month = _MONTH.search(name)
    return bool(month) and int(month[1]) == int(period[5:])  # type: ignore[index]


def _compared(place: Place, others: list[Place]) -> Place:
    """The place with the earlier-ranked sheet whose table it repeats cell by cell."""
    for other in others:
        if other is not place and _body(other) == _body(place) and place.filled:
            return Place(place.spec, place.sheet, place.head, other.sheet.name)
    return place


def _body(place: Place) -> list[list[object]]:
    """The cells below the head, without blanks at the ends of rows and of the sheet."""
    rows = [list(row) for row in place.sheet.rows[place.head.row :]]
    for row in rows:
        while row and row[-1] is None:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows  # type: ignore[return-value]
