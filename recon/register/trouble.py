"""What can go wrong with the history's file, each as a sentence: damaged, busy, not ours, not writable."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from recon.errors import UnreadableError

#: SQLite's primary result code → ours; all others but a broken rule of the tables are told with SQLite's words.
CODES = {
    sqlite3.SQLITE_CORRUPT: "STORE01",
    sqlite3.SQLITE_NOTADB: "STORE01",
    sqlite3.SQLITE_BUSY: "STORE02",
    sqlite3.SQLITE_LOCKED: "STORE02",
    sqlite3.SQLITE_READONLY: "STORE04",
    sqlite3.SQLITE_CANTOPEN: "STORE04",
    sqlite3.SQLITE_FULL: "STORE04",
    sqlite3.SQLITE_IOERR: "STORE04",
    sqlite3.SQLITE_PERM: "STORE04",
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite raises about the file into an UnreadableError."""
    try:
        yield
    except sqlite3.Error as error:
        code = CODES.get((getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF)
        if code is None:
            raise
        raise UnreadableError(code, path=str(path), detail=str(error)) from error
