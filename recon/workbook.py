"""The only reader: any spreadsheet → RawSheet with cell addresses.

Input is opened for reading only. Macros never run and links to other files are never followed: the parser
sees cell values and nothing else. :mod:`recon.guard` sees the bytes first.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import io
import os
import pickle
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import python_calamine

from recon import guard
from recon.errors import UnreadableError


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
    #: (row, column) from 0 of formulas saved without a value: they read as None but are not blank (xlsx only)
    uncached: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class RawBook:
    """A workbook as read, with the SHA-256 of the bytes it was read from."""

    path: Path
    sha256: str
    sheets: tuple[RawSheet, ...]


#: Whole numbers beyond this are no longer exact as floats.
_EXACT = 2**53
#: Memory of the child: Python and the parser, then a multiple of the inflated bytes (about 20 a cell of xls).
_CHILD_MEMORY = (320 * guard.MIB, 24, 2048 * guard.MIB)
#: Seconds the child may take, and how many inflated bytes buy it one more; the parser reads 60 MB a second.
_CHILD_SECONDS = (8, 4 * guard.MIB)
_CHILD = "from recon.workbook import serve; serve()"


def read(path: Path) -> RawBook:
    """Read every worksheet, hidden ones too; chart, dialog and macro sheets have no cells and are left out.

    Text is returned exactly; whole floats become int; error cells become :class:`ErrorCell` (in all kinds
    but BIFF5 xls, where they read as None). Raises UnreadableError, with a code of
    :data:`recon.messages.FILES`.
    """
    try:
        data = _bytes(path)
        return RawBook(path, hashlib.sha256(data).hexdigest(), _sheets(data))
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


def _sheets(data: bytes) -> tuple[RawSheet, ...]:
    survey = guard.survey(data)
    return _parse(data, survey.marks) if survey.trusted else _in_child(survey, data)


def _parse(data: bytes, marks: dict[str, guard.Marks]) -> tuple[RawSheet, ...]:
    """Parse with calamine, in this process; raises Unsafe for anything it raises, panics included."""
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(
            _sheet(book, sheet.name, marks.get(sheet.name, guard.Marks()))
            for sheet in book.sheets_metadata
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        )
    except python_calamine.PasswordError as error:
        raise guard.Unsafe("FILE05") from error
    except MemoryError as error:
        raise guard.Unsafe("FILE06", "limits") from error
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic of the parser is no Exception
        raise guard.Unsafe("FILE04", "parser") from error


def _sheet(book: python_calamine.CalamineWorkbook, name: str, marks: guard.Marks) -> RawSheet:
    values = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    rows: list[list[Cell]] = [
        [
            (int(c) if c.is_integer() and -_EXACT < c < _EXACT else c if c - c == 0 else ErrorCell("#NUM!"))
            if type(c) is float
            else (None if c == "" else c)
            for c in row
        ]
        for row in values
    ]
    for (row, column), text in marks.errors.items():
        _put(rows, row, column, ErrorCell(text))
    return RawSheet(name, rows, frozenset(marks.uncached))


def _put(rows: list[list[Cell]], row: int, column: int, cell: Cell) -> None:
    """Put a cell that the parser may have left out past its last row or column."""
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend([None] * (column + 1 - len(rows[row])))
    rows[row][column] = cell


# --- the child process: what the byte scan cannot vouch for ------------------------------------------


def _in_child(survey: guard.Survey, data: bytes) -> tuple[RawSheet, ...]:
    """Parse in a child whose memory and time are limited, so that its death is only this file's."""
    size = survey.inflated
    memory = min(_CHILD_MEMORY[0] + _CHILD_MEMORY[1] * size, _CHILD_MEMORY[2])
    job = pickle.dumps((survey.kind, memory, survey.marks)) + data
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", _CHILD],
            input=job,
            capture_output=True,
            timeout=_CHILD_SECONDS[0] + size / _CHILD_SECONDS[1],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(entry or os.getcwd() for entry in sys.path)},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise guard.Unsafe("FILE06", "limits") from error
    return _answer(done)


def _answer(done: subprocess.CompletedProcess[bytes]) -> tuple[RawSheet, ...]:
    """What the child wrote; its death is told apart into lack of memory and failure of the parser."""
    if done.returncode:
        if b"memory allocation of" in done.stderr or b"MemoryError" in done.stderr:
            raise guard.Unsafe("FILE06", "limits")
        raise guard.Unsafe("FILE04", "parser")
    answer = pickle.loads(done.stdout)
    if isinstance(answer, guard.Unsafe):
        raise answer
    sheets: tuple[RawSheet, ...] = answer
    return sheets


def serve() -> None:
    """The child's whole life: a job on standard input, the sheets or Unsafe on standard output."""
    kind, memory, marks = pickle.load(sys.stdin.buffer)
    _limit(memory)
    try:
        data = sys.stdin.buffer.read()
        answer: object = _parse(data, marks if kind == "xlsx" else guard.deep_marks(kind, data))
    except guard.Unsafe as unsafe:
        answer = unsafe
    pickle.dump(answer, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)


def _limit(memory: int) -> None:
    """Limit this process to ``memory`` bytes of address space, where the system can (not on Windows)."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes in hexadecimal; empty where they cannot be had."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
