"""The reader against others: what programs write is read cell by cell, and a changed byte is never another value."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import python_calamine

from recon import guard
from recon.workbook import read
from tests import office, producers, soak
from tests.producers import Page, different, pages

WRITERS: dict[str, Callable[[Path, list[Page]], None]] = {
    "openpyxl": producers.by_openpyxl,
    "xlsxwriter": producers.by_xlsxwriter,
    "xlsxwriter inline": lambda path, made: producers.by_xlsxwriter(path, made, inline=True),
}


def by_calamine(path: Path) -> dict[str, list[list[Any]]]:
    """The sheets as calamine alone reads them, from A1 on."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    sheets = {name: book.get_sheet_by_name(name) for name in book.sheet_names}
    return {name: sheet.to_python(skip_empty_area=False) for name, sheet in sheets.items()}


def by_openpyxl(path: Path) -> dict[str, list[list[Any]]]:
    """The sheets as openpyxl reads them."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


def second_way(path: Path) -> dict[str, list[list[Any]]]:
    """The sheets read element by element."""
    kind = "ods" if path.suffix == ".ods" else "xlsx"
    return {sheet.name: sheet.rows for sheet in guard.read_cells(kind, path.read_bytes())}  # type: ignore[arg-type]


@soak.law
@soak.longer
@pytest.mark.parametrize("writer", WRITERS)
def test_what_programs_write_is_read(tmp_path: Path, writer: str) -> None:
    """Recon, its second way, calamine and openpyxl all give what was written."""
    for seed in soak.seeds(soak.times(6, 120)):
        made, path = pages(seed), tmp_path / f"{seed}.xlsx"
        WRITERS[writer](path, made)

        book = read(path)
        readers = [second_way(path), by_calamine(path), by_openpyxl(path)]

        assert [(page.name, page.hidden) for page in made] == [(s.name, s.hidden) for s in book.sheets]
        for page, sheet in zip(made, book.sheets, strict=True):
            assert not different(page.cells, sheet.rows), (seed, page.name)
            for reader in readers:
                assert not different(page.cells, reader[page.name], loose=True), (seed, page.name)


@soak.law
@soak.longer
@office.needs_office
@pytest.mark.parametrize("kind", ["ods", "xls", "xlsx"])
def test_what_libreoffice_writes_is_read(tmp_path: Path, kind: str) -> None:
    """The same workbooks saved by LibreOffice."""
    made = {f"{seed}.xlsx": pages(seed) for seed in soak.seeds(soak.times(4, 60))}
    for name, one in made.items():
        producers.by_xlsxwriter(tmp_path / name, one)
    saved = producers.by_libreoffice(tmp_path, [tmp_path / name for name in made], kind)

    for (name, one), path in zip(made.items(), saved, strict=True):
        book = read(path)

        assert [(page.name, page.hidden) for page in one] == [(s.name, s.hidden) for s in book.sheets], name
        for page, sheet in zip(one, book.sheets, strict=True):
            assert not different(page.cells, sheet.rows, loose=True), (name, page.name)


@soak.law
@pytest.mark.soak
@pytest.mark.parametrize("name", ["{}.xlsx", "{}-shared.xlsx", "{}.xlsb", "{}.xls", "{}.ods"])
def test_what_sheetjs_writes_is_read(tmp_path: Path, name: str) -> None:
    """A second family of programs: short records, pretty ods, texts in the cells.

    SheetJS cuts texts of an xls after 255 characters and writes the dates of an ods as plain numbers.
    """
    made = {
        name.format(seed): [_spared(page, dates=not name.endswith("ods")) for page in pages(seed)]
        for seed in soak.seeds(soak.times(0, 40))
    }
    if not producers.by_sheetjs(tmp_path, made):
        pytest.skip("SheetJS cannot be had: no npm, or no network")

    for file, one in made.items():
        for page, sheet in zip(one, read(tmp_path / file).sheets, strict=True):
            assert not different(page.cells, sheet.rows, loose=True), (file, page.name)


def _spared(page: Page, *, dates: bool) -> Page:
    kept = {
        place: value
        for place, value in page.cells.items()
        if (dates or not isinstance(value, datetime.date)) and len(str(value)) < 255
    }
    return Page(page.name, kept or {(0, 0): 1})
