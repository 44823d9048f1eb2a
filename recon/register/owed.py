"""The office's workbook 登记簿.xlsx, which is only ever read: who owes which report, and the office's working days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from recon import catalogue, tables, workbook
from recon import text as gate
from recon.errors import UnreadableError
from recon.grid import month
from recon.model import CellRef, Finding
from recon.register.days import day
from recon.register.deadlines import Overrides
from recon.schemas import register as schema
from recon.schemas.fields import filled
from recon.tables import Table
from recon.workbook import RawBook

#: Columns of 应报单位 that hold a month.
MONTHS = ("起报月", "止报月")
KINDS = (schema.OFF, schema.WORKED, schema.WHOLE_YEAR)


@dataclass(frozen=True, slots=True)
class Owed:
    """A report owed every month from ``first`` to ``last`` (YYYY-MM, blank: no end)."""

    network: str
    region: str
    sender: str
    contact: str
    phone: str
    first: str
    last: str
    cell: CellRef  #: where its row begins
    email: str = ""  #: one or more addresses
    head: str = ""  #: who signs for the unit

    @property
    def subject(self) -> tuple[str, str]:
        """Network and region."""
        return self.network, self.region

    def due(self, month: str) -> bool:
        """Whether it is owed for a month."""
        return self.first <= month and (not self.last or month <= self.last)


@dataclass(frozen=True, slots=True)
class Office:
    """The office's workbook as read, with what is wrong with it."""

    path: Path
    owed: tuple[Owed, ...]
    overrides: Overrides
    findings: tuple[Finding, ...]

    def due(self, month: str) -> tuple[Owed, ...]:
        """The reports owed for a month, in the order of the sheet."""
        return tuple(one for one in self.owed if one.due(month))


def recognise(book: RawBook) -> bool:
    """By its sheet 应报单位."""
    return any(gate.words(sheet.name) == schema.OWED for sheet in book.sheets)


def read(path: Path) -> Office:
    """Read the workbook; raises UnreadableError for one that cannot be read or is something else."""
    book = workbook.read(path)
    if not recognise(book):
        names = workbook.listed(book)
        raise UnreadableError("FILE07", path=str(path), expected=schema.OWED, found=names)
    return load(book)


def load(book: RawBook) -> Office:
    """Type the sheets; a row with a fault is kept where it can be, so that nobody who owes is forgotten."""
    sheets = {gate.words(sheet.name): sheet for sheet in book.sheets}
    plan = catalogue.in_force()
    loaded = {n: tables.load(sheets[n], filled(model, plan)) for n, model in schema.SHEETS.items() if n in sheets}
    findings = list(_once(finding for _, faults in loaded.values() for finding in faults))
    listed, _ = loaded[schema.OWED]
    owed = tuple(_owed(listed))
    findings += [*_months(listed), *_spans(listed, owed), *_twice(listed, owed)]
    overrides = Overrides()
    if schema.DAYS in loaded:
        overrides, faults = _overrides(loaded[schema.DAYS][0])
        findings += faults
    return Office(book.path, owed, overrides, tuple(sorted(findings, key=lambda f: (f.cell.sheet, f.cell))))


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, without those that a blank cell is missing from a list."""
    listed = list(findings)
    blank = {finding.cell for finding in listed if finding.code == "FORM03"}
    yield from (f for f in listed if f.code != "LIST01" or f.cell not in blank)


def _owed(table: Table) -> Iterator[Owed]:
    for row, texts in table.rows():
        network, region, sender = (texts.get(label, "") for label in ("网别", "地区", "填报单位"))
        first, last = (month(texts.get(label, "")) or "" for label in MONTHS)
        contact, phone = texts.get("联系人", ""), texts.get("电话", "")
        yield Owed(
            network,
            region,
            sender,
            contact,
            phone,
            first,
            last,
            table.cell(row, "网别"),
            texts.get("邮箱", ""),
            texts.get("单位负责人", ""),
        )


def _months(table: Table) -> Iterator[Finding]:
    for row, texts in table.rows():
        for label in MONTHS:
            if (text := texts.get(label, "")) and month(text) is None:
                words = {"column": label, "found": text, "example": "2021-03"}
                yield Finding("DATE01", "强制性", (table.cell(row, label),), words)


def _spans(table: Table, owed: Iterable[Owed]) -> Iterator[Finding]:
    for one in owed:
        if one.last and one.last < one.first:
            words = {"first": one.first, "last": one.last}
            yield Finding("OWED02", "强制性", (table.cell(one.cell.row, "止报月"),), words)


def _twice(table: Table, owed: Iterable[Owed]) -> Iterator[Finding]:
    """A finding at the later of two rows that ask for the same report in the same month."""
    for one, other in combinations(owed, 2):
        if one.subject == other.subject and all(one.subject) and _overlap(one, other):
            cells = (other.cell, one.cell)
            yield Finding("OWED01", "强制性", cells, {"found": " ".join(one.subject), "other": one.cell.a1})


def _overlap(one: Owed, other: Owed) -> bool:
    first = max(one.first, other.first)
    return one.due(first) and other.due(first)


def _overrides(table: Table) -> tuple[Overrides, list[Finding]]:
    days: dict[object, tuple[bool, CellRef]] = {}
    findings: list[Finding] = []
    for row, texts in table.rows():
        written, kind, cell = texts.get("日期", ""), texts.get("类型", ""), table.cell(row, "日期")
        named = _named(written, kind)
        if written and kind in KINDS and named is None:
            findings.append(Finding("OWED03", "强制性", (cell,), {"found": written, "kind": kind}))
        elif named is not None and named in days:
            both = (cell, days[named][1])
            words = {"column": "日期", "found": written, "cells": "、".join(c.a1 for c in reversed(both))}
            findings.append(Finding("KEY01", "强制性", both, words))
        elif named is not None:
            days[named] = (kind == schema.WORKED, cell)
    worked_days = {key: worked for key, (worked, _) in days.items() if not isinstance(key, int)}
    years = frozenset(key for key in days if isinstance(key, int))
    return Overrides(worked_days, years), findings  # type: ignore[arg-type]


def _named(written: str, kind: str) -> object:
    """The day that a row speaks of, or the year as a number; None for what cannot be meant."""
    if kind == schema.WHOLE_YEAR:
        year = written.rstrip("年")
        return int(year) if year.isdecimal() and len(year) == 4 else None
    return day(written) if kind in (schema.OFF, schema.WORKED) else None
