"""The only reader: any spreadsheet → RawSheet with cell addresses."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from pathlib import Path

import python_calamine


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that shows an error such as ``#REF!``; never the same as a blank one."""

    text: str

    @property
    def is_error(self) -> bool:
        """Always true: lets a reader tell it from text without importing this module."""
        return True


Cell = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta | ErrorCell | None


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as read: ``rows[0][0]`` is A1; a blank cell is None; rows may differ in length."""

    name: str
    rows: list[list[Cell]]


@dataclass(frozen=True, slots=True)
class RawBook:
    """A workbook as read, with the SHA-256 of the bytes it was read from."""

    path: Path
    sha256: str
    sheets: tuple[RawSheet, ...]


def read(path: Path) -> RawBook:
    """Read a workbook (interim: no guards yet)."""
    data = path.read_bytes()
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    sheets = tuple(
        RawSheet(n, [[None if c == "" else c for c in row] for row in book.get_sheet_by_name(n).to_python(skip_empty_area=False)])
        for n in book.sheet_names
    )
    return RawBook(path, hashlib.sha256(data).hexdigest(), sheets)
