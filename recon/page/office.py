"""The office's month as its pages show it: what the register, its history and its folders hold, and nothing computed here."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from recon import register as registers
from recon import tables, workbook
from recon.batch.inputs import RECEIVED, SUFFIXES, definitions
from recon.page import uploads
from recon.page.drops import harmless
from recon.page.errand import Errand
from recon.register import history, owed, returns
from recon.register.month import Month, gather
from recon.register.returns import Letter, Round
from recon.register.status import Row
from recon.register.store import Store
from recon.register.values import Note, Problem
from recon.schemas.months import after, before
from recon.workbook import RawSheet

MONTH = re.compile(r"(19|20|21)\d\d-(0[1-9]|1[0-2])")
#: Rows and columns of a sheet that are drawn; the workbook has all of them.
ROWS, COLUMNS = 300, 30


@dataclass(frozen=True)
class Board:
    """A month of the office, read at once from its workbook and the history beside it."""

    month: Month
    round: Round  #: what would go back today
    released: Mapping[int, tuple[tuple[Problem, tuple[Note, ...]], ...]]  #: number of a file → what stands, and why
    months: tuple[str, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """A row for each report owed."""
        return self.month.rows

    def letter(self, row: Row) -> Letter | None:
        """The letter of the unit that owes a report."""
        mine = (row.owed.sender, row.owed.contact, row.owed.phone, row.owed.email)
        letters = self.round.letters
        return next(
            (one for one in letters if mine == (one.owed.sender, one.owed.contact, one.owed.phone, one.owed.email)),
            None,
        )

    @cached_property
    def letters(self) -> tuple[Letter, ...]:
        """What there is to send."""
        return tuple(letter for letter in self.round.letters if letter.sent)


@contextmanager
def opened(register: Path, month: str) -> Iterator[tuple[Board, Store]]:
    """The board of a month as of today, and the history; raises UnreadableError."""
    office = owed.read(register)
    with registers.open(register, create=False) as store:
        gathered = gather(office, store, month, datetime.date.today())
        released = {row.version.file.number: tuple(_released(store, row)) for row in gathered.rows if row.version}
        yield Board(gathered, returns.gather(gathered, store), released, months(register, store)), store


def _released(store: Store, row: Row) -> Iterator[tuple[Problem, tuple[Note, ...]]]:
    """The findings that an explanation lets stand, with it."""
    assert row.version is not None
    notes = history.explanations(store, row.version.file)
    for problem in history.findings(store, row.version.file):
        if problem.released:
            yield problem, tuple(note for note in notes if note.key == problem.about)


def months(register: Path, store: Store) -> tuple[str, ...]:
    """The months that something is there for, the latest first; the last one that is over where there is nothing."""
    folders = (path.name for path in register.parent.iterdir() if path.is_dir() and MONTH.fullmatch(path.name))
    listed = sorted({*history.months(store), *folders}, reverse=True)
    return tuple(listed) or (before(f"{datetime.date.today():%Y-%m}"),)


def latest(register: Path) -> str:
    """The month to begin with; raises UnreadableError."""
    with registers.open(register, create=False) as store:
        return months(register, store)[0]


def place(register: Path, month: str, name: str) -> Path | None:
    """The path for a file that came, in the month's folder, beside what is there; None for one that must not lie there.

    A table of days and a form definition decide on other files: the office puts them there itself.
    """
    name = harmless(name)
    path = register.parent / month / name
    if path.suffix.lower() not in SUFFIXES or name.lower() in RECEIVED or "表样" in name:
        return None
    path.parent.mkdir(exist_ok=True)
    number = 2
    while path.exists() or uploads.partial(path).exists():
        path = path.with_name(f"{Path(name).stem}({number}){path.suffix}")
        number += 1
    return path


def check(register: Path, month: str, plan: bool, lang: str) -> Errand:
    """The whole month checked and recorded, against last month's folder where there is one."""
    last = before(month)
    arguments = ["validate", month, "--register", register.name, "--jobs", "2"]
    arguments += ["--previous", last] if (register.parent / last).is_dir() else []
    arguments += ["--targets", "plan"] if plan else []
    return Errand("check", month, arguments, register.parent, lang)


def blank(register: Path, month: str, folder: Path, lang: str) -> Errand:
    """The blank forms of the month after, with what is carried over from this one, as one zip in ``folder``."""
    home = register.parent
    forms = definitions(home / month) or definitions(home)
    wanted = after(month)
    made = folder / wanted
    shutil.rmtree(made, ignore_errors=True)
    arguments = ["template", "--month", wanted, "--all", "-o", str(made), "--force"]
    arguments += ["--form", str(forms[0])] if forms else []
    arguments += ["--previous", month] if (home / month).is_dir() else []
    return Errand("blank", month, arguments, home, lang, lambda: Path(shutil.make_archive(str(made), "zip", made)))


def rollups(register: Path, month: str) -> tuple[Path, ...]:
    """The roll-ups that a check of the month has written, by name."""
    return tuple(sorted((register.parent / f"{month}_审核").glob("汇总_*.xlsx")))


def sheets(path: Path) -> list[dict[str, object]]:
    """The sheets of a roll-up as they are drawn, merged cells of a row as one; raises UnreadableError."""
    return [
        {
            "name": sheet.name,
            "more": max(0, len(sheet.rows) - ROWS),
            "rows": [_cells(sheet, number) for number in range(1, min(len(sheet.rows), ROWS) + 1)],
        }
        for sheet in workbook.read(path).sheets
    ]


def _cells(sheet: RawSheet, row: int) -> list[tuple[str, int]]:
    """The texts of a row, each with the columns that it takes; blank ones at the end are left out."""
    spans = {left: right - left + 1 for top, left, _, right in sheet.merged if top == row}
    cells: list[tuple[str, int]] = []
    column = 1
    values = [tables.text(value, keep=True) for value in sheet.rows[row - 1][:COLUMNS]]
    while values and not values[-1]:
        values.pop()
    while column <= len(values):
        span = spans.get(column, 1)
        cells.append((values[column - 1], span))
        column += span
    return cells
