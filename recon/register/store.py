"""The history beside the register: runs, files with their findings and explanations, in SQLite, append-only.

Each record is one transaction, and making it a second time changes nothing: a run that was killed at any moment is
simply run again. A rollback journal is used rather than a write-ahead log, which does not work on shared folders.
"""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from recon.errors import UnreadableError
from recon.register import ledger, safekeeping
from recon.register.trouble import translated
from recon.register.values import Entry

#: Seconds to wait for another run that is writing.
PATIENCE = 10.0


def beside(register: Path) -> Path:
    """The path of the history of a register: the same name with .sqlite."""
    return register.with_suffix(".sqlite")


def connect(path: Path, *, create: bool = True, patience: float = PATIENCE) -> Store:
    """Open the history; with ``create`` an absent one is made, without it an absent one is empty.

    Raises UnreadableError for one that is damaged, locked, of another kind or version, or not writable.
    """
    safekeeping.missing(path)
    there = create or (path.exists() and path.stat().st_size > 0)
    with translated(path):
        db = sqlite3.connect(path if there else ":memory:", timeout=patience, isolation_level=None)
        try:
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA synchronous = FULL")
            _open(db, path)
            safekeeping.whole(db, path)
        except BaseException:
            db.close()
            raise
    return Store(db, path)


def _open(db: sqlite3.Connection, path: Path) -> None:
    if not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        ledger.create(db)
    ours = db.execute("PRAGMA application_id").fetchone()[0] == ledger.APPLICATION
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if ours and version == 1:
        ledger.upgrade(db)
        version = db.execute("PRAGMA user_version").fetchone()[0]
    if not ours or version != ledger.VERSION:
        words = {"found": str(version) if ours else "—", "expected": str(ledger.VERSION)}
        raise UnreadableError("STORE03", path=str(path), **words)
    result = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if result != "ok":
        raise UnreadableError("STORE01", path=str(path), detail=result)


@dataclass(frozen=True)
class Store:
    """An open history."""

    db: sqlite3.Connection
    path: Path

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.db.close()

    def run(self, month: str, date: datetime.date, digest: str = "") -> Run:
        """Begin a run, or go on with the one of the same month, date and digest."""
        key = (month, date.isoformat(), digest)
        with self.writing():
            row = self.db.execute("SELECT id FROM runs WHERE (month, date, digest) = (?, ?, ?)", key).fetchone()
            if row is None:
                cursor = self.db.execute("INSERT INTO runs (month, date, digest) VALUES (?, ?, ?)", key)
                row = (cursor.lastrowid,)
        return Run(self, row[0])

    def begun(self, date: datetime.date, digest: str, month: str = "") -> list[tuple[int, bool]]:
        """The runs of a day on something, of one month or of all, each with whether it was ended."""
        query = """SELECT id, closings.run IS NOT NULL AS closed FROM runs LEFT JOIN closings ON closings.run = runs.id
            WHERE (date, digest) = (?, ?) AND ? IN (month, '') ORDER BY id"""
        return [(row["id"], bool(row["closed"])) for row in self.rows(query, (date.isoformat(), digest, month))]

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it is kept, or nothing."""
        with translated(self.path):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.in_transaction:
                    self.db.execute("ROLLBACK")
                raise

    def rows(self, query: str, values: Iterable[object] = ()) -> list[sqlite3.Row]:
        """The rows of a query, columns by name."""
        with translated(self.path):
            cursor = self.db.cursor()
            cursor.row_factory = sqlite3.Row
            return cursor.execute(query, tuple(values)).fetchall()


@dataclass(frozen=True)
class Run:
    """A run in the history."""

    store: Store
    number: int

    def record(self, entry: Entry) -> bool:
        """Keep a file with its findings and explanations, all at once; False if this run has it already."""
        db = self.store.db
        with self.store.writing():
            key = (self.number, entry.path, entry.sha256)
            if db.execute("SELECT 1 FROM files WHERE (run, path, sha256) = (?, ?, ?)", key).fetchone():
                return False
            row = (self.number, *_row(entry))
            file = db.execute(f"INSERT INTO files ({_COLUMNS}) VALUES ({_marks(len(row))})", row).lastrowid
            db.executemany(f"INSERT INTO findings VALUES ({_marks(9)})", _problems(file, entry))
            db.executemany(f"INSERT INTO explanations VALUES ({_marks(8)})", _notes(file, entry))
        return True

    def otherwise(self, entry: Entry) -> bool:
        """Whether this run has the file already, and something else than ``entry`` was kept of it."""
        db = self.store.db
        with translated(self.store.path):
            key = (self.number, entry.path, entry.sha256)
            query = f"SELECT id, {_COLUMNS} FROM files WHERE (run, path, sha256) = (?, ?, ?)"
            kept = db.execute(query, key).fetchone()
            if kept is None:
                return False
            file, rows = kept[0], [kept[1:]]
            for table in ("findings", "explanations"):
                rows += db.execute(f"SELECT * FROM {table} WHERE file = ? ORDER BY place", (file,)).fetchall()
        return rows != [(self.number, *_row(entry)), *_problems(file, entry), *_notes(file, entry)]

    def close(self) -> None:
        """Say that every file of the run is recorded; saying it twice changes nothing."""
        db = self.store.db
        with self.store.writing():
            if not db.execute("SELECT 1 FROM closings WHERE run = ?", (self.number,)).fetchone():
                count = db.execute("SELECT count(*) FROM files WHERE run = ?", (self.number,)).fetchone()[0]
                db.execute("INSERT INTO closings VALUES (?, ?)", (self.number, count))
        with translated(self.store.path):
            day = db.execute("SELECT date FROM runs WHERE id = ?", (self.number,)).fetchone()[0]
            with suppress(OSError):  # the history itself is whole; a copy that cannot be made costs nothing
                safekeeping.keep(db, self.store.path, datetime.date.fromisoformat(day))


_COLUMNS = (
    "run, path, sha256, kind, verdict, network, region, month, sender, stated, error, counts, content, "
    "received, rests_on, changed"
)


def _row(entry: Entry) -> tuple[str, ...]:
    """A file as its columns, those behind its run."""
    counts = json.dumps(dict(entry.counts), sort_keys=True)
    about = (entry.path, entry.sha256, entry.kind, entry.verdict, entry.network, entry.region, entry.month)
    more = (entry.sender, entry.stated, entry.error, counts)
    return *about, *more, entry.content, entry.received, entry.rests_on, entry.changed


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _problems(file: int | None, entry: Entry) -> Iterator[tuple[object, ...]]:
    for place, one in enumerate(entry.problems, 1):
        cells = json.dumps(one.cells, ensure_ascii=False)
        yield file, place, one.code, one.level, cells, one.message, int(one.released), one.about, one.follows


def _notes(file: int | None, entry: Entry) -> Iterator[tuple[object, ...]]:
    for place, one in enumerate(entry.notes, 1):
        yield file, place, one.key, one.values, one.text, one.author, one.since, one.refused
