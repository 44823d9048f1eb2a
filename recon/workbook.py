"""The only reader: any spreadsheet → RawSheet with cell addresses.

Input is opened for reading only. Macros never run and links to other files are never followed: the parser
sees cell values and nothing else. :mod:`recon.guard` sees the bytes first.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import python_calamine

from recon import csvfile, guard
from recon.cells import Cell, ErrorCell
from recon.errors import UnreadableError

if TYPE_CHECKING:
    from recon import exported


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as read: ``rows[0][0]`` is A1; a blank cell is None; rows may differ in length."""

    name: str
    rows: list[list[Cell]]
    #: (row, column) from 1 of formulas saved without a value: they read as None but are not blank (xlsx and ods)
    uncached: frozenset[tuple[int, int]] = frozenset()
    #: first row, first column, last row, last column from 1 of merged cells (xlsx, xls and ods)
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    plain: bool = False  #: from a text file, which has nothing but text
    #: (row, column) from 1 of texts that their format sets in, and how far (xls; of others ``looks`` tells)
    indents: Mapping[tuple[int, int], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RawBook:
    """A workbook as read, with the SHA-256 of the bytes it was read from."""

    path: Path
    sha256: str
    sheets: tuple[RawSheet, ...]
    #: by content: xlsx, xlsm, xlsb, xls (et as well), ods, csv, or html, xml, mht under the name of an xls
    format: str = "xlsx"
    #: name and kind of the sheets that hold no cells and were passed over: charts, dialogs, macros
    passed: tuple[tuple[str, str], ...] = ()


__all__ = ["Cell", "ErrorCell", "RawBook", "RawSheet", "digest", "formulas", "listed", "read"]

#: Sheets that a message names.
_LISTED = 5

Sheets = tuple[RawSheet, ...]

#: Whole numbers beyond this are no longer exact as floats.
_EXACT = 2**53


def read(path: Path, password: str | None = None) -> RawBook:
    """Read every worksheet, hidden ones too; chart, dialog and macro sheets have no cells and are named only.

    Text is returned exactly, and a csv has nothing but text; whole floats become int; error cells become
    :class:`ErrorCell`. What the parser of an xlsx returned is held against the file's bytes; where they differ,
    the sheets are read a second way, cell by cell. ``password`` opens an encrypted workbook and is not looked at
    otherwise. Raises UnreadableError, with a code of :data:`recon.messages.FILES`.
    """
    try:
        data = _bytes(path)
        return _content(path, data, hashlib.sha256(data).hexdigest(), password)
    except guard.Unsafe as unsafe:
        detail = {"detail": (unsafe.key, unsafe.words)} if unsafe.key else unsafe.words
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


def _content(path: Path, data: bytes, sha256: str, password: str | None) -> RawBook:
    """The book in these bytes, by content alone but for the name of a csv's sheet."""
    if guard.is_text(data):
        from recon import exported

        if kind := exported.kind(data):
            return RawBook(path, sha256, _exported(path, data, kind), kind)
        rows = csvfile.read(data, named=path.suffix.lower() == ".csv")
        return RawBook(path, sha256, (RawSheet(path.stem, rows, plain=True),), "csv")  # type: ignore[arg-type]  # narrower
    try:
        return _workbook(path, data, sha256)
    except guard.Unsafe as unsafe:
        if unsafe.code != "FILE05":
            raise
        return _workbook(path, _unlocked(data, password), sha256)


def _unlocked(data: bytes, password: str | None) -> bytes:
    """The workbook in plain; raises Unsafe. Excel's own password is tried where none is given."""
    if password is not None:
        return guard.child.run(guard.decrypt, data, password)
    try:
        return guard.child.run(guard.decrypt, data, guard.DEFAULT_PASSWORD)
    except guard.Unsafe as unsafe:
        raise unsafe if unsafe.code == "FILE06" else guard.Unsafe("FILE05") from None


def _workbook(path: Path, data: bytes, sha256: str) -> RawBook:
    survey = guard.survey(data)
    if survey.kind in ("xls", "xlsb"):
        return _binary(path, data, sha256, survey.kind)
    return RawBook(path, sha256, _sheets(data, survey), survey.kind, survey.passed)


def _sheets(data: bytes, survey: guard.Survey) -> Sheets:
    """The sheets: of an xlsx parsed where nothing speaks against it, else read cell by cell, large ones in a child."""
    if survey.marks is not None:
        with contextlib.suppress(_ParserError):
            sheets = _parse(data, survey.marks)
            if survey.agrees({sheet.name: sheet.rows for sheet in sheets}):
                return tuple(_with_errors(sheet, survey.marks[sheet.name]) for sheet in sheets)
    if guard.is_light(data):
        return _cell_by_cell(data, survey.kind)
    return guard.child.run(_cell_by_cell, data, survey.kind)


def _cell_by_cell(data: bytes, kind: guard.Kind) -> Sheets:
    """The second way, without the parser: every cell is read by the standard."""
    return tuple(
        _with_errors(RawSheet(s.name, s.rows, frozenset(s.marks.uncached), tuple(s.merged), s.hidden), s.marks)
        for s in guard.read_cells(kind, data)
    )


def _exported(path: Path, data: bytes, kind: exported.Kind) -> Sheets:
    """The sheets of a web page, of XML Spreadsheet 2003 or of a web archive; one without a name has the file's."""
    from recon import exported

    sheets = guard.child.run(exported.read, data, kind)
    return tuple(
        RawSheet(s.name or path.stem, s.rows, frozenset(s.uncached), tuple(s.merged), s.hidden, s.plain) for s in sheets
    )


def _binary(path: Path, data: bytes, sha256: str, kind: guard.Kind) -> RawBook:
    """An xls or xlsb, by a layer of our own: the parser loses or garbles some of their cells."""
    from recon import biff

    contents = biff.read(data, kind) if guard.is_small(data, kind) else guard.child.run(biff.read, data, kind)
    sheets = (RawSheet(s.name, s.rows, s.uncached, s.merged, s.hidden, indents=s.indents) for s in contents.sheets)
    return RawBook(path, sha256, tuple(sheets), kind, contents.passed)


class _ParserError(Exception):
    """What the parser says why it cannot read a file that the guard let through."""


def _parse(data: bytes, marks: dict[str, guard.Marks]) -> Sheets:
    """Parse with calamine, in this process; raises _ParserError for anything it raises, panics included."""
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
        raise _ParserError(str(error)) from error


def _sheet(
    book: python_calamine.CalamineWorkbook, about: python_calamine.SheetMetadata, marks: guard.Marks
) -> RawSheet:
    sheet = book.get_sheet_by_name(about.name)
    rows = list(_rows(sheet))
    hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
    merged = tuple(
        (top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return RawSheet(about.name, rows, frozenset(marks.uncached), merged, hidden)


def _with_errors(sheet: RawSheet, marks: guard.Marks) -> RawSheet:
    """The same sheet, its error cells put where the parser gave blanks."""
    for (row, column), text in marks.errors.items():
        _put(sheet.rows, row - 1, column - 1, ErrorCell(text))
    return sheet


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
    """Sheet → (row, column) from 1 → formula, without ``=``, each shared one as its own cell has it.

    The file is read again; {} if it has changed since, or is encrypted or no xlsx.
    """
    cached, asked = _formulas(book.path, book.sha256, book.format), list(sheets)
    if not cached.keys() >= set(asked) and (data := again(book)):
        cached.update({sheet: guard.formulas(data, sheet) for sheet in asked if sheet not in cached})
    return {sheet: cached[sheet] for sheet in asked if sheet in cached}


@lru_cache(maxsize=1)
def _formulas(path: Path, sha256: str, format_: str) -> dict[str, dict[tuple[int, int], str]]:
    """What was read of the formulas of one workbook, so that a sheet is read for them once; filled by its caller."""
    return {}


def again(book: RawBook, formats: Collection[str] = ("xlsx", "xlsm")) -> bytes:
    """The bytes that a book was read from; none of another format, of a file that has changed since, or is encrypted."""
    if book.format not in formats:
        return b""
    try:
        data = _bytes(book.path)
    except (OSError, guard.Unsafe):
        return b""
    return data if hashlib.sha256(data).hexdigest() == book.sha256 else b""


def listed(book: RawBook) -> tuple[str, dict[str, object]]:
    """The sheets of a book for a message: at most five by name, then how many there are."""
    names = "、".join(f"“{sheet.name}”" for sheet in book.sheets[:_LISTED])
    if len(book.sheets) > _LISTED:
        return "sheets_more", {"names": names, "count": len(book.sheets)}
    return "sheets_named", {"names": names or "—"}


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes in hexadecimal; empty where they cannot be had."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
