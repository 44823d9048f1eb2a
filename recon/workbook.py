"""The only reader: any spreadsheet → RawSheet with cell addresses.

Input is opened for reading only. Macros never run and links to other files are never followed: the parser
sees cell values and nothing else. :mod:`recon.guard` sees the bytes first.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import python_calamine

from recon import csvfile, guard
from recon.cells import Cell, ErrorCell
from recon.errors import UnreadableError


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as read: ``rows[0][0]`` is A1; a blank cell is None; rows may differ in length."""

    name: str
    rows: list[list[Cell]]
    #: (row, column) from 1 of formulas saved without a value: they read as None but are not blank (xlsx only)
    uncached: frozenset[tuple[int, int]] = frozenset()
    #: first row, first column, last row, last column from 1 of merged cells (xlsx and xls only)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class RawBook:
    """A workbook as read, with the SHA-256 of the bytes it was read from."""

    path: Path
    sha256: str
    sheets: tuple[RawSheet, ...]
    #: by content: xlsx, xlsm, xlsb, xls (et as well), ods or csv
    format: str = "xlsx"


__all__ = ["Cell", "ErrorCell", "RawBook", "RawSheet", "digest", "formulas", "read"]

Sheets = tuple[RawSheet, ...]

#: Whole numbers beyond this are no longer exact as floats.
_EXACT = 2**53


def read(path: Path, password: str | None = None) -> RawBook:
    """Read every worksheet, hidden ones too; chart, dialog and macro sheets have no cells and are left out.

    Text is returned exactly, and a csv has nothing but text; whole floats become int; error cells become
    :class:`ErrorCell`. ``password`` opens an encrypted
    workbook and is not looked at otherwise. Raises UnreadableError, with a code of
    :data:`recon.messages.FILES`.
    """
    try:
        data = _bytes(path)
        kind, sheets = _content(path, data, password)
        return RawBook(path, hashlib.sha256(data).hexdigest(), sheets, kind)
    except guard.Unsafe as unsafe:
        detail = {"detail": (unsafe.key, unsafe.words)} if unsafe.key else {}
        raise UnreadableError(unsafe.code, path=str(path), **detail) from unsafe
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UnreadableError("FILE01", path=str(path)) from error
    except OSError as error:
        raise UnreadableError("FILE08", path=str(path), detail=error.strerror or str(error)) from error


def _bytes(path: Path) -> bytes:
    """The file's bytes; raises OSError, and Unsafe for a folder, a device or too large a file."""
    if "\0" in str(path):
        raise guard.Unsafe("FILE01")
    status = os.stat(path)
    if stat.S_ISDIR(status.st_mode):
        raise guard.Unsafe("FILE09")
    if not stat.S_ISREG(status.st_mode):
        raise guard.Unsafe("FILE08", "not_a_file")
    with open(path, "rb") as file:
        data = file.read(guard.MAX_FILE + 1)
    if len(data) > guard.MAX_FILE:
        raise guard.Unsafe("FILE06", "file_big", limit=guard.MAX_FILE // guard.MIB)
    return data


def _content(path: Path, data: bytes, password: str | None) -> tuple[str, Sheets]:
    """The kind and the sheets of these bytes, by content alone but for the name of a csv's sheet."""
    if guard.is_text(data):
        rows = csvfile.read(data, named=path.suffix.lower() == ".csv")
        return "csv", (RawSheet(path.stem, rows),)  # type: ignore[arg-type]  # a list of a narrower type
    try:
        return _workbook(data)
    except guard.Unsafe as unsafe:
        if unsafe.code != "FILE05" or password is None:
            raise
        return _workbook(guard.child.run(guard.decrypt, data, password))


def _workbook(data: bytes) -> tuple[str, Sheets]:
    survey = guard.survey(data)
    if survey.kind in ("xls", "xlsb"):
        return survey.kind, _binary(data, survey.kind)
    if survey.marks is None:
        return survey.kind, guard.child.run(_deep_parse, data, survey.kind)
    return survey.kind, _parse(data, survey.marks)


def _binary(data: bytes, kind: guard.Kind) -> Sheets:
    """The sheets of an xls or xlsb, by a layer of our own: the parser loses or garbles some of their cells."""
    from recon import biff

    found = biff.read(data, kind) if guard.is_small(data, kind) else guard.child.run(biff.read, data, kind)
    return tuple(RawSheet(s.name, s.rows, s.uncached, s.merged, s.hidden) for s in found)


def _deep_parse(data: bytes, kind: guard.Kind) -> Sheets:
    """What the child does: every cell is looked at before the parser runs."""
    return _parse(data, guard.deep_marks(kind, data))


def _parse(data: bytes, marks: dict[str, guard.Marks]) -> Sheets:
    """Parse with calamine, in this process; raises Unsafe for anything it raises, panics included."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(
            _sheet(book, sheet, marks.get(sheet.name, guard.Marks()))
            for sheet in book.sheets_metadata
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        )
    except python_calamine.PasswordError as error:
        raise guard.Unsafe("FILE05") from error
    except MemoryError as error:
        raise guard.Unsafe("FILE06", "limits") from error
    except (KeyboardInterrupt, SystemExit, guard.Unsafe):
        raise
    except BaseException as error:  # a panic of the parser is no Exception
        raise guard.Unsafe("FILE04", "parser") from error


def _sheet(
    book: python_calamine.CalamineWorkbook, about: python_calamine.SheetMetadata, marks: guard.Marks
) -> RawSheet:
    sheet = book.get_sheet_by_name(about.name)
    rows = list(_rows(sheet))
    for (row, column), text in marks.errors.items():
        _put(rows, row - 1, column - 1, ErrorCell(text))
    hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
    merged = tuple(
        (top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return RawSheet(about.name, rows, frozenset(marks.uncached), merged, hidden)


def _rows(sheet: python_calamine.CalamineSheet) -> Iterator[list[Cell]]:
    """The rows from row 1 and column A on; equal texts are one object."""
    same: dict[str, str] = {}
    one = same.setdefault
    before: list[Cell] = [None] * (sheet.start[1] if sheet.start else 0)
    for row in sheet.iter_rows():
        yield before + [
            (int(c) if c.is_integer() and -_EXACT < c < _EXACT else c if c - c == 0 else ErrorCell("#NUM!"))
            if type(c) is float
            else (one(c, c) or None if type(c) is str else c)
            for c in row
        ]


def _put(rows: list[list[Cell]], row: int, column: int, cell: Cell) -> None:
    """Put a cell that the parser may have left out past its last row or column."""
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend([None] * (column + 1 - len(rows[row])))
    rows[row][column] = cell


def formulas(book: RawBook, sheets: Iterable[str]) -> dict[str, dict[tuple[int, int], str]]:
    """Sheet → (row, column) from 1 → formula, without ``=``; blank where it is shared with another cell.

    The file is read again; {} if it has changed since, or is encrypted or no xlsx.
    """
    if book.format not in ("xlsx", "xlsm"):
        return {}
    try:
        data = _bytes(book.path)
    except (OSError, guard.Unsafe):
        return {}
    if hashlib.sha256(data).hexdigest() != book.sha256:
        return {}
    return {sheet: guard.formulas(data, sheet) for sheet in sheets}


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes in hexadecimal; empty where they cannot be had."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
