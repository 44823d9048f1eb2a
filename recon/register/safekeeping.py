"""That a history is not lost without a word: how much it held is written beside it, and it is copied once a day.

Beside ``登记簿.sqlite`` lie ``登记簿.sqlite.count``, three words that a person can read (its identity, runs, files), and the folder
``备份`` with a copy for each day on which something was added. A history that is empty, gone, or holds less than
was written down is told and not begun anew.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from recon.errors import UnreadableError

#: Copies kept, the latest.
COPIES = 40
_WORD = "recon-history"


@dataclass(frozen=True, slots=True)
class Held:
    """How much a history held when it was last closed."""

    identity: str
    runs: int
    files: int


def count_beside(history: Path) -> Path:
    """The path of the file that says how much a history holds."""
    return history.with_name(f"{history.name}.count")


def copies_beside(history: Path) -> Path:
    """The folder of its daily copies."""
    return history.with_name("备份")


def written(history: Path) -> Held | None:
    """The size written beside a history; None where nothing is."""
    try:
        word, identity, runs, files = count_beside(history).read_text("utf-8").split()[:4]
        return Held(identity, int(runs), int(files)) if word == _WORD else None
    except (OSError, ValueError):
        return None


def missing(history: Path) -> None:
    """Raise UnreadableError where a history that held something is empty or gone."""
    if history.exists() and history.stat().st_size > 0:
        return
    held = written(history)
    copies = _copies(history)
    if (held is not None and held.files) or copies:
        words = {"files": str(held.files) if held else "—", "copy": str(copies[-1]) if copies else "—"}
        raise UnreadableError("STORE05", path=str(history), **words)
    if other := next(_elsewhere(history, held), None):
        raise UnreadableError("STORE06", path=str(history), found=str(other))


def _elsewhere(history: Path, held: Held | None) -> Iterator[Path]:
    """Histories in the folder whose register is not there any more: it may have been renamed."""
    if held is None:
        for count in sorted(history.parent.glob("*.sqlite.count")):
            other = count.with_suffix("")
            if other.exists() and not any(
                other.with_suffix(s).exists() for s in (".xlsx", ".xlsm", ".xls", ".et", ".ods")
            ):
                yield other


def whole(db: sqlite3.Connection, history: Path) -> None:
    """Raise UnreadableError where a history holds less than was written down, or is another one."""
    held = written(history)
    if held is None:
        return
    files, identity = _size(db)[1], _identity(db)
    if files < held.files or (identity and held.identity != identity):
        copies = _copies(history)
        words = {"files": str(held.files), "found": str(files), "copy": str(copies[-1]) if copies else "—"}
        raise UnreadableError("STORE07", path=str(history), **words)


def keep(db: sqlite3.Connection, history: Path, day: datetime.date) -> None:
    """Write down how much it holds, and copy it for the day. Raises OSError and sqlite3.Error."""
    if not db.execute("PRAGMA database_list").fetchone()[2]:
        return  # a history in memory, of which nothing is kept
    runs, files = _size(db)
    identity = _identity(db) or (held.identity if (held := written(history)) else secrets.token_hex(6))
    with _replacing(count_beside(history)) as made:
        made.write_text(f"{_WORD} {identity} {runs} {files}\n", "utf-8")
    folder = copies_beside(history)
    folder.mkdir(exist_ok=True)
    copy = folder / f"{history.stem}_{day.isoformat()}.sqlite"
    with _replacing(copy) as made:
        target = sqlite3.connect(made)
        try:
            db.backup(target)
        finally:
            target.close()
    for old in _copies(history)[:-COPIES]:
        old.unlink()


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A path beside ``path`` that takes its place in one step when all went well."""
    made = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield made
        os.replace(made, path)
    finally:
        made.unlink(missing_ok=True)


def _copies(history: Path) -> list[Path]:
    folder = copies_beside(history)
    name = re.compile(re.escape(history.stem) + r"_\d{4}-\d{2}-\d{2}\.sqlite")
    return sorted(p for p in folder.glob("*.sqlite") if name.fullmatch(p.name)) if folder.is_dir() else []


def _size(db: sqlite3.Connection) -> tuple[int, int]:
    """Runs and files recorded."""
    return tuple(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("runs", "files"))


def _identity(db: sqlite3.Connection) -> str:
    """The identity of a history, by its first run; blank while there is none."""
    row = db.execute("SELECT month || date || digest FROM runs ORDER BY id LIMIT 1").fetchone()
    return hashlib.blake2b(str(row[0]).encode(), digest_size=6).hexdigest() if row else ""


def impossible(db: sqlite3.Connection, month: str, day: datetime.date, now: datetime.date) -> Iterator[tuple[str, str]]:
    """The objections to a day of registering, each a key of the catalogue and a date: a wrong clock re-dates all."""
    if day > now:
        yield "date_ahead", now.isoformat()
    last = db.execute("SELECT max(date) FROM runs").fetchone()[0]
    if last and day.isoformat() < last:
        yield "date_back", last
    if month and day.isoformat() < f"{month}-01":
        yield "date_before", month
    elif month and day.year - int(month[:4]) > 2:
        yield "date_after", month
