"""Sheets 名录 and 参数 of a targets workbook: read into a catalogue, put in force, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from pathlib import Path

from recon import catalogue, dates, packaged, tables, workbook
from recon import text as gate
from recon.catalogue import NEEDED, NUMBERS, ORDERED, PARENTS, REGION, USUAL, Catalogue, Entry
from recon.errors import UnreadableError
from recon.model import CellRef, Finding
from recon.schemas.targets import SHEETS
from recon.tables import Table
from recon.workbook import RawBook

LISTS, PARAMETERS = SHEETS_READ = "名录", "参数"
#: The code of an error that tells of them.
FAULTY = "FILE15"
_SPLIT = re.compile(r"[、，,；;\s]+")


def held(targets: Path | None) -> AbstractContextManager[None]:
    """Put in force the lists of a targets workbook; where it has none, or cannot be read, those in force stay.

    Raises UnreadableError for lists with a fault.
    """
    try:
        plan = read(targets) if targets is not None else None
    except UnreadableError as error:
        if error.code == FAULTY:
            raise
        plan = None  # whoever reads its figures says so
    return catalogue.using(plan) if plan is not None else nullcontext()


def read(path: Path) -> Catalogue | None:
    """The lists of a targets workbook; None where it has no 名录.

    Raises UnreadableError as reading it does, and with the first fault of its lists.
    """
    if path.resolve() == packaged.targets().resolve():
        return catalogue.ours()
    return _read(path, workbook.digest(path))


@lru_cache(maxsize=4)
def _read(path: Path, _digest: str) -> Catalogue | None:
    tables = loaded(workbook.read(path))
    for finding in check(tables):
        cell = finding.cell.seen_from_outside(path.name)
        raise UnreadableError(FAULTY, path=str(path), cell=str(cell), detail=(finding.code, finding.words))
    return from_tables(tables, path)


def loaded(book: RawBook) -> dict[str, Table]:
    """The two sheets of a targets workbook, as far as they are there."""
    sheets = {gate.words(sheet.name): sheet for sheet in book.sheets}
    return {name: tables.read(sheets[name], SHEETS[name].to_schema())[0] for name in SHEETS_READ if name in sheets}


def from_tables(sheets: Mapping[str, Table], path: Path | None = None) -> Catalogue | None:
    """The catalogue in the two sheets; None without a list. Usual lists that it lacks are ours."""
    if not _lists(sheets):
        return None
    own = [entry for _, entry in rows(sheets[LISTS]) if entry.listed and entry.value]
    named = {entry.listed for entry in own}
    usual = [e for e in catalogue.ours().entries if e.listed in USUAL and e.listed not in named]
    parameters = {tables.fold(row["参数"]): row.get("值", "") for _, row in _parameters(sheets)}
    return Catalogue((*own, *usual), parameters, path)


def _lists(sheets: Mapping[str, Table]) -> bool:
    """Whether there is a sheet of lists with something in it; one of former names alone is none."""
    return LISTS in sheets and {"列表", "值"} <= set(sheets[LISTS].frame) and not sheets[LISTS].frame.empty


def rows(table: Table) -> Iterator[tuple[int, Entry]]:
    """Row number and entry of every row of 名录."""
    for number, row in table.rows():
        listed, value, parent = (tables.fold(row.get(label, "")) for label in ("列表", "值", "上级"))
        others = tuple(filter(None, _SPLIT.split(row.get("别名", ""))))
        yield number, Entry(listed, value, parent, row.get("牵头单位", ""), others, row.get("停用", ""))


def _parameters(sheets: Mapping[str, Table]) -> Iterator[tuple[int, dict[str, str]]]:
    if PARAMETERS in sheets and "参数" in sheets[PARAMETERS].frame:
        yield from sheets[PARAMETERS].rows()


def check(sheets: Mapping[str, Table]) -> Iterator[Finding]:
    """The findings on the lists and the parameters; none where there are no lists."""
    if not _lists(sheets):
        return
    table = sheets[LISTS]
    entries = [(row, entry) for row, entry in rows(table) if entry.listed and entry.value]
    yield from _missing(table, [entry for _, entry in entries])
    yield from _values(table, entries)
    yield from _names(table, entries)
    for row, words in _parameters(sheets):
        name, value = tables.fold(words["参数"]), words.get("值", "")
        if name in NUMBERS and value and not _number(name, value):
            cell = sheets[PARAMETERS].cell(row, "值")
            yield Finding("CAT05", "强制性", (cell,), {"name": name, "found": value, "example": NUMBERS[name]})


def _number(name: str, value: str) -> bool:
    """Whether a parameter is a number above zero; a number of days is whole."""
    return (
        bool(re.fullmatch(r"\d{1,9}(\.\d{1,9})?", value))
        and float(value) > 0
        and (name != "报送工作日" or value.isdecimal())
    )


def _missing(table: Table, entries: list[Entry]) -> Iterator[Finding]:
    """CAT01: lists that are not there; CAT06: of too few or too many values; CAT02: no region that holds the others."""
    sizes: dict[str, int] = {}
    for entry in entries:
        sizes[entry.listed] = sizes.get(entry.listed, 0) + 1
    head = CellRef(table.sheet, 1, table.columns["列表"])
    for name in NEEDED:
        if name not in sizes:
            yield Finding("CAT01", "强制性", (head,), {"name": name})
    for name, size in ORDERED.items():
        if name in sizes and sizes[name] != size:
            expected = "、".join(catalogue.ours().every_value(name))
            words = {"name": name, "found": str(sizes[name]), "expected": str(size), "example": expected}
            yield Finding("CAT06", "强制性", (head,), words)


def _values(table: Table, entries: list[tuple[int, Entry]]) -> Iterator[Finding]:
    """CAT02: a parent that is not there; CAT03: a value twice; CAT07: no day."""
    listed = {(entry.listed, entry.value) for _, entry in entries}
    tops = [entry.value for _, entry in entries if entry.listed == REGION and not entry.parent]
    first: dict[tuple[str, str], int] = {}
    for row, entry in entries:
        key = entry.listed, entry.value
        words = {"name": entry.listed, "found": entry.value}
        if key in first and entry.listed in PARENTS.values() | PARENTS.keys() | ORDERED.keys() | set(USUAL):
            cells = (table.cell(row, "值"), table.cell(first[key], "值"))
            yield Finding("CAT03", "强制性", cells, {**words, "cells": cells[1].a1})
        first.setdefault(key, row)
        of = PARENTS.get(entry.listed)
        top = entry.listed == REGION and not entry.parent
        wrong = (len(tops) > 1 and entry.value != tops[0]) if top else (of, entry.parent) not in listed
        if of and wrong:
            choices = tops[0] if entry.listed == REGION and tops else of
            choice_words = {**words, "parent": entry.parent or "—", "expected": choices}
            yield Finding("CAT02", "强制性", (table.cell(row, "上级"),), choice_words)
        if entry.retired and dates.day(entry.retired) is None:
            yield Finding("CAT07", "强制性", (table.cell(row, "停用"),), {**words, "day": entry.retired})


def _names(table: Table, entries: list[tuple[int, Entry]]) -> Iterator[Finding]:
    """CAT04: another name of a value that is a value itself, or the other name of another one, in the same list."""
    taken: dict[tuple[str, str], str] = {(entry.listed, entry.value): entry.value for _, entry in entries}
    for row, entry in entries:
        for other in entry.others:
            owner = taken.setdefault((entry.listed, other), entry.value)
            if owner != entry.value:
                words = {"name": entry.listed, "found": other, "value": entry.value, "other": owner}
                yield Finding("CAT04", "强制性", (table.cell(row, "别名"),), words)
