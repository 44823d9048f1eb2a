"""Workbooks by chance, and the programs that write them: what goes in is known, so what is read can be judged."""

from __future__ import annotations

import datetime
import json
import random
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter

from recon.cells import ErrorCell
from tests import office, sheets

Rows = dict[tuple[int, int], Any]  #: (row, column) from 0 → value

_TEXTS = (
    "项目",
    "公主岭市",
    "a&b",
    "<v>7</v>",
    " 前后 ",
    "　全角　",
    "多\n行",
    '引"号',
    "it's",
    "1.50",
    "007",
    "=A1",
    "#REF!",
    "true",
    "🚄高铁",
    "x" * 300,
    "]]>",
    "a\tb",
    "&amp;",
    "２０２１年",
    "-",
    "e",
    "合计",
    "1e5",
    "２．５",
)
_FORMATS = ("yyyy-mm-dd", 'yyyy"年"m"月"', "m/d/yy", "yyyy-mm-dd hh:mm")


@dataclass(frozen=True)
class Page:
    """A sheet to be written: values by place, and whether it is hidden."""

    name: str
    cells: Rows = field(default_factory=dict)
    hidden: bool = False


def pages(seed: int) -> list[Page]:
    """One to three sheets with every kind of value; the first is always seen."""
    chance = random.Random(seed)
    names = chance.sample(["表1", "项目月报表", "Sheet 2", "汇总（万元）", "a&b"], chance.randint(1, 3))
    return [Page(name, _cells(chance), bool(at) and chance.random() < 0.3) for at, name in enumerate(names)]


def _cells(chance: random.Random) -> Rows:
    top, left = chance.choice((0, 0, 0, 2)), chance.choice((0, 0, 0, 3))
    rows, columns, density = chance.randint(1, 25), chance.randint(1, 9), chance.choice((1, 0.9, 0.4))
    places = [(top + r, left + c) for r in range(rows) for c in range(columns)]
    return {place: _value(chance) for place in places if chance.random() < density}


def _value(chance: random.Random) -> Any:
    kind = chance.random()
    if kind < 0.35:
        return round(chance.uniform(-1e5, 1e6), chance.randint(0, 4))
    if kind < 0.5:
        return chance.choice((0, 1, -1, 12, 2021, 10**9, -(10**12), 2**53 - 1, chance.randint(-(10**6), 10**6)))
    if kind < 0.58:
        return chance.choice(
            (
                0.1 + 0.2,
                1e-7,
                1 / 3,
                1e15 + 0.3,
                1.5e-300,
                6.02e23,
                chance.random() * 10.0 ** chance.randint(-9, 15),
            )
        )
    if kind < 0.63:
        return chance.random() < 0.5
    if kind < 0.72:
        day = datetime.datetime(1950, 1, 1) + datetime.timedelta(chance.randint(0, 40_000))
        return day.date() if chance.random() < 0.6 else day + datetime.timedelta(minutes=chance.randint(1, 1439))
    return chance.choice(_TEXTS) if kind < 0.9 else f"项目{chance.randint(1, 50)}"


def by_openpyxl(path: Path, made: list[Page]) -> None:
    """Shared strings, dates with a format."""
    book = openpyxl.Workbook()
    book.remove(sheets.front(book))
    for page in made:
        sheet = book.create_sheet(page.name)
        for (row, column), value in page.cells.items():
            cell = sheet.cell(row + 1, column + 1, value)
            if isinstance(value, str):
                cell.data_type = "s"  # "=A1" and "#REF!" are texts here
        sheet.sheet_state = "hidden" if page.hidden else "visible"
    book.save(path)


def by_xlsxwriter(path: Path, made: list[Page], *, inline: bool = False) -> None:
    """Shared strings, or with ``inline`` each text in its cell; every fifth number by a formula."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": inline, "in_memory": not inline}) as book:
        days = [book.add_format({"num_format": form}) for form in _FORMATS]
        for page in made:
            sheet = book.add_worksheet(page.name)
            for (row, column), value in sorted(page.cells.items()):
                if isinstance(value, bool):
                    sheet.write_boolean(row, column, value)
                elif isinstance(value, datetime.date):
                    sheet.write_datetime(
                        row, column, value, days[3 if isinstance(value, datetime.datetime) else row % 3]
                    )
                elif isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif (row + column) % 5 == 0:
                    sheet.write_formula(row, column, "=1+0", None, value)
                else:
                    sheet.write_number(row, column, value)
            if page.hidden:
                sheet.hide()


def by_libreoffice(folder: Path, sources: Sequence[Path], kind: str) -> list[Path]:
    """All sources saved as ``kind``, the values of formulas as they were."""
    return office.converted(sources, folder, kind, anew=False)


def different(made: Rows, rows: list[list[Any]], *, loose: bool = False) -> list[tuple[tuple[int, int], Any, Any]]:
    """The places where ``rows`` do not hold what was written, with both values; ``loose`` for what a program rounds."""
    found = {(r, c): value for r, row in enumerate(rows) for c, value in enumerate(row) if value not in (None, "")}
    return [
        (place, made.get(place), found.get(place))
        for place in sorted({*made, *found})
        if not _same(made.get(place), found.get(place), loose)
    ]


def _same(one: Any, other: Any, loose: bool) -> bool:
    if isinstance(one, datetime.datetime) or isinstance(other, datetime.datetime):
        return (
            _moment(one) is not None
            and _moment(other) is not None
            and abs(_moment(one) - _moment(other)) < datetime.timedelta(seconds=1)
        )
    if isinstance(one, bool) != isinstance(other, bool):
        return loose and one == other
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) <= (1e-12 if loose else 1e-15) * abs(one) + (1e-19 if loose else 0)
    return bool(one == other) and isinstance(one, ErrorCell) == isinstance(other, ErrorCell)


def _moment(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return value
    return datetime.datetime(value.year, value.month, value.day) if isinstance(value, datetime.date) else None


_SHEETJS = """
const X = require('xlsx'), fs = require('fs');
for (const [file, pages] of Object.entries(JSON.parse(fs.readFileSync(process.argv[2], 'utf8')))) {
  const book = X.utils.book_new();
  for (const page of pages) {
    const sheet = {};
    let rows = 0, columns = 0;
    for (const [r, c, t, v, z] of page.cells) {
      sheet[X.utils.encode_cell({r, c})] = z ? {t, v, z} : {t, v};
      rows = Math.max(rows, r); columns = Math.max(columns, c);
    }
    sheet['!ref'] = X.utils.encode_range({s: {r: 0, c: 0}, e: {r: rows, c: columns}});
    X.utils.book_append_sheet(book, sheet, page.name);
  }
  X.writeFile(book, file, {bookSST: file.includes('shared'), bookType: file.endsWith('.xls') ? 'biff8' : undefined});
}
"""


def by_sheetjs(folder: Path, books: dict[str, list[Page]]) -> bool:
    """Each book written to its name in ``folder`` by SheetJS from npm; whether that could be had."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if not npm or not node:
        return False
    command = [npm, "install", "--silent", "--no-audit", "--no-fund", "xlsx@0.18.5"]
    if subprocess.run(command, cwd=folder, capture_output=True, timeout=300, check=False).returncode:
        return False
    made = {name: [{"name": page.name, "cells": list(_scripted(page))} for page in one] for name, one in books.items()}
    (folder / "made.json").write_text(json.dumps(made), "utf-8")
    (folder / "write.js").write_text(_SHEETJS, "utf-8")
    subprocess.run([node, "write.js", "made.json"], cwd=folder, check=True, capture_output=True, timeout=300)
    return True


def _scripted(page: Page) -> Iterable[list[Any]]:
    """Row, column, SheetJS's type, value and format of each cell; dates as serial numbers, free of time zones."""
    for (row, column), value in page.cells.items():
        if isinstance(value, bool):
            yield [row, column, "b", value, ""]
        elif isinstance(value, datetime.date):
            whole = _moment(value) - datetime.datetime(1899, 12, 30)
            form = _FORMATS[3] if isinstance(value, datetime.datetime) else _FORMATS[0]
            yield [row, column, "n", whole / datetime.timedelta(days=1), form]
        else:
            yield [row, column, "s" if isinstance(value, str) else "n", value, ""]
