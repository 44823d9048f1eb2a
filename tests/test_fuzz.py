"""Fuzzed workbooks, two thousand by ``make soak``: always a report or a sentence, never an exception. Seeded, so a failure repeats."""

from __future__ import annotations

import datetime
import io
import random
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from recon import engine
from recon.errors import UnreadableError
from recon.model import FileReport, Report
from recon.options import Options
from recon.reports import console, json
from recon.workbook import Cell, ErrorCell, RawBook, RawSheet
from tests import forms, soak
from tests.forms import Form

SEED = 20210401
EACH = 50  #: workbooks of a batch
BATCHES, FILES = soak.times(2, 34), soak.times(30, 300)
WORDS = (
    "",
    " ",
    "　",
    "—",
    "无",
    "NaN",
    "nan",
    "inf",
    "-inf",
    "1e309",
    "1E+3",
    "０",
    "12.5亿",
    "1,2,3",
    "合计",
    "小计",
    "铁路小计",
    "合计：",
    "铁路",
    "一、铁路",
    "项目代码",
    "总投资",
    "2020年",
    "填报单位：",
    "单位：亿元",
    "报告期：2021年",
    "说明：",
    "续表",
    "甲",
    "=1/0",
    "2020-05",
    "2020年13月",
    "9999-12",
    "0000-00",
    "2509-320193-89-01-544060",
    "----",
    "吉新基建月报/9",
    "{found}",
    "%s",
    "\x00",
    "\x0b\x1f",
    "\ud7ff\uffff",
    "🚇" * 3,
    "长" * 40_000,
    "(" * 500,
    "-" * 99,
    "９" * 400,
    "元",
    "亿亿元",
    "千万亿元",
    "1" + "亿" * 300 + "元",
)
NUMBERS = (
    0,
    1,
    -1,
    4,
    0.1,
    -0.0,
    12345.678901,
    -99999.99,
    2**53,
    -(2**53),
    1e14,
    1e17,
    2.5e17,
    -1e18,
    1e25,
    1e300,
    -1e308,
    5e-324,
    202005,
    2020.1,
    44197,
    1e-7,
)
DATES = (
    datetime.date(2021, 3, 1),
    datetime.date(1900, 1, 1),
    datetime.date(9999, 12, 31),
    datetime.datetime(2021, 3, 1, 12, 30),
    datetime.time(0, 0),
    datetime.timedelta(days=-1),
    datetime.timedelta(days=40000),
)
ERRORS = tuple(ErrorCell(text) for text in ("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NUM!", ""))


def value(rng: random.Random) -> Cell:
    """A cell of any type that the reader can give."""
    pool: tuple[Cell, ...] = rng.choice((WORDS, NUMBERS, NUMBERS, DATES, ERRORS, (None, True, False)))
    return rng.choice(pool)


def sheet(rng: random.Random, old: RawSheet) -> RawSheet:
    """A sheet with cells replaced, rows and columns dropped, doubled or shuffled, formulas unsaved."""
    rows = [list(row) for row in old.rows]
    for _ in range(rng.choice((0, 1, 3, 30, 300))):
        row = rng.choice(rows)
        if row:
            row[rng.randrange(len(row))] = value(rng)
    for _ in range(rng.choice((0, 0, 1, 3))):
        _rearrange(rng, rows)
    places = {(rng.randrange(1, 20), rng.randrange(1, 40)) for _ in range(rng.choice((0, 0, 5)))}
    return replace(old, rows=rows, uncached=frozenset(places))


def _rearrange(rng: random.Random, rows: list[list[Cell]]) -> None:
    match rng.randrange(8):
        case 0:
            del rows[rng.randrange(len(rows)) :][:1]
            rows.pop(rng.randrange(len(rows)))
            rows.append([])
        case 1:
            rng.shuffle(rows)
        case 2:
            order = rng.sample(range(40), 40)
            rows[:] = [[row[n] if n < len(row) else None for n in order] for row in rows]
        case 3:
            column = rng.randrange(36)
            for row in rows:
                del row[column : column + 1]
        case 4:
            rows.insert(rng.randrange(len(rows)), list(rng.choice(rows)))
        case 5:
            rows[:] = [[value(rng), *row] for row in rows]
        case 6:
            for row in rows:
                del row[rng.randrange(40) :]
        case _:
            rows[:] = rows[: rng.randrange(len(rows))] or [[]]


def book(rng: random.Random) -> RawBook:
    """A spoilt form: mutated sheets, some dropped, doubled, renamed or in another order."""
    network = rng.choice(("路网", "电网", "油气网"))
    form = Form(
        network,
        unit=rng.choice(("元", "万元", "亿元")),
        last=rng.random() < 0.3,
        subtotals=rng.random() < 0.7,
    )
    form.cover["报告期"] = rng.choice(("2021-01", "2021-03"))
    sheets = [sheet(rng, s) if rng.random() < 0.8 else s for s in form.book().sheets]
    match rng.randrange(10):
        case 0:
            sheets.pop(rng.randrange(3))
        case 1:
            rng.shuffle(sheets)
        case 2:
            sheets.append(replace(rng.choice(sheets), name="副本"))
        case 3:
            sheets = [replace(s, name=f"Sheet{n}") for n, s in enumerate(sheets)]
    return RawBook(Path("月报.xlsx"), "0" * 64, tuple(sheets))


def rendered(report: FileReport) -> None:
    """Both writers format it, in both languages."""
    assert isinstance(report, FileReport)
    for lang in ("zh", "en"):
        assert console.render(Report((report,)), lang, None)
        assert json.render(Report((report,)), lang)


@soak.law
@soak.longer
@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_workbook_ends_in_an_exception(batch: int) -> None:
    """Random cells of random types, rows, columns and sheets: a report, or the sentence for another form."""
    for number in range(batch * EACH, (batch + 1) * EACH):
        rng = random.Random(soak.seed(SEED + number))
        try:
            options = Options(strict=rng.random() < 0.3, budget=200_000)  # suspects are sought, but not for long
            report = engine.validate_book(book(rng), options)
        except UnreadableError as error:
            report = FileReport("月报.xlsx", "", "unknown", error=(error.code, error.words))
        rendered(report)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sound form as the bytes of an xlsx."""
    return forms.save(Form().book(), tmp_path_factory.mktemp("fuzz") / "月报.xlsx").read_bytes()


def spoilt(rng: random.Random, data: bytes) -> bytes:
    """The same package with bytes of a member changed, cut, doubled or dropped; at times the bytes of the zip."""
    if rng.random() < 0.2:
        return mutated(rng, data)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        chosen = rng.choice([n for n in names if "sheet" in n or "shared" in n] if rng.random() < 0.7 else names)
        for name in names:
            content = old.read(name)
            if name != chosen:
                new.writestr(name, content)
            elif rng.random() < 0.9:
                new.writestr(name, mutated(rng, content))
    return out.getvalue()


def mutated(rng: random.Random, content: bytes) -> bytes:
    """Some bytes changed, a piece cut out, doubled or replaced by digits."""
    made = bytearray(content)
    for _ in range(rng.choice((1, 2, 8, 40))):
        at = rng.randrange(len(made) or 1)
        end = at + rng.choice((1, 1, 4, 50))
        match rng.randrange(5):
            case 0:
                made[at:end] = b""
            case 1:
                made[at:at] = made[at:end]
            case 2:
                made[at:end] = b"9" * rng.choice((1, 5, 30))
            case 3:
                made[at:end] = rng.choice((b"<", b">", b"&", b'"', b"\x00", b"\xff", "长".encode(), b"1048577", b"XFE"))
            case _:
                made[at : at + 1] = bytes([rng.randrange(256)])
    return bytes(made)


def files(sound: bytes) -> Iterator[bytes]:
    """The fuzzed files."""
    for number in range(FILES):
        yield spoilt(random.Random(soak.seed(SEED * 2 + number)), sound)


@soak.law
@soak.longer
@pytest.mark.parametrize("part", range(3))
def test_no_file_ends_in_an_exception(part: int, sound: bytes, tmp_path: Path) -> None:
    """Damaged packages: a report, or an error that has its sentence."""
    path = tmp_path / "月报.xlsx"
    for number, data in enumerate(files(sound)):
        if number % 3 == part:
            path.write_bytes(data)
            rendered(engine.validate_file(path))
