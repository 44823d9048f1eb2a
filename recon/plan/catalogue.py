"""Sheets 名录 and 参数 of a targets workbook: read into a catalogue, put in force, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from pathlib import Path

from recon import catalogue, tables, workbook
from recon import text as gate
from recon.catalogue import Catalogue, Entry
from recon.schemas.targets import SHEETS
from recon.tables import Table
from recon.workbook import RawBook

LISTS, PARAMETERS = "名录", "参数"
_SPLIT = re.compile(r"[、，,；;\s]+")


def held(targets: Path | None) -> AbstractContextManager[None]:
    """Put in force the lists of a targets workbook, those that come with the program where it has none or is None."""
    found = read(targets) if targets is not None else None
    return catalogue.using(found) if found is not None else nullcontext()


def read(path: Path) -> Catalogue | None:
    """The lists of a targets workbook; None where it has no 名录. Raises UnreadableError as reading it does."""
    return _read(path, workbook.digest(path))


@lru_cache(maxsize=4)
def _read(path: Path, _digest: str) -> Catalogue | None:
    return of(loaded(workbook.read(path)))


def loaded(book: RawBook) -> dict[str, Table]:
    """The two sheets of a targets workbook, as far as they are there."""
    sheets = {gate.words(sheet.name): sheet for sheet in book.sheets}
    return {
        name: tables.read(sheets[name], SHEETS[name].to_schema())[0]
        for name in (LISTS, PARAMETERS)
        if name in sheets
    }


def of(told: Mapping[str, Table]) -> Catalogue | None:
    """The catalogue that the two sheets tell; None without a list."""
    if LISTS not in told or "列表" not in told[LISTS].frame or told[LISTS].frame.empty:
        return None
    entries = tuple(entry for _, entry in rows(told[LISTS]) if entry.listed and entry.value)
    parameters = told[PARAMETERS].rows() if PARAMETERS in told else ()
    return Catalogue(entries, {tables.fold(row["参数"]): row.get("值", "") for _, row in parameters})


def rows(table: Table) -> Iterator[tuple[int, Entry]]:
    """Row number and entry of every row of 名录."""
    for number, row in table.rows():
        listed, value, parent = (tables.fold(row.get(label, "")) for label in ("列表", "值", "上级"))
        others = tuple(filter(None, _SPLIT.split(row.get("别名", ""))))
        yield number, Entry(listed, value, parent, row.get("牵头单位", ""), others, row.get("停用", ""))
