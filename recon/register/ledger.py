"""The tables of the history: nothing in them is ever changed or taken away, and triggers see to that.

A run is one (month, date, digest of its inputs); a file of a run one (path, sha256). Findings and explanations
hang on the file's record. Versions are not stored: they follow from which contents were seen when.
"""

from __future__ import annotations

import sqlite3

#: Tells our files from other SQLite files, and which form of the tables they hold.
APPLICATION, VERSION = 0x7265636F, 2  # "reco"

#: Table → columns of its key, so that nothing can be put in the place of something.
KEYS = {
    "runs": "month, date, digest",
    "files": "run, path, sha256",
    "findings": "file, place",
    "explanations": "file, place",
    "closings": "run",
    "events": "month, network, region, kind, about, date, text",
}
_TABLES = (
    """CREATE TABLE runs (
        id INTEGER PRIMARY KEY, month TEXT NOT NULL, date TEXT NOT NULL, digest TEXT NOT NULL,
        UNIQUE (month, date, digest))""",
    """CREATE TABLE files (
        id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs, path TEXT NOT NULL, sha256 TEXT NOT NULL,
        kind TEXT NOT NULL, verdict TEXT NOT NULL, network TEXT NOT NULL, region TEXT NOT NULL,
        month TEXT NOT NULL, sender TEXT NOT NULL, stated TEXT NOT NULL, error TEXT NOT NULL,
        counts TEXT NOT NULL, UNIQUE (run, path, sha256))""",
    """CREATE TABLE findings (
        file INTEGER NOT NULL REFERENCES files, place INTEGER NOT NULL, code TEXT NOT NULL, level TEXT NOT NULL,
        cells TEXT NOT NULL, message TEXT NOT NULL, released INTEGER NOT NULL, PRIMARY KEY (file, place))
        WITHOUT ROWID""",
    """CREATE TABLE explanations (
        file INTEGER NOT NULL REFERENCES files, place INTEGER NOT NULL, about TEXT NOT NULL,
        written_for TEXT NOT NULL, text TEXT NOT NULL, author TEXT NOT NULL, since TEXT NOT NULL,
        refused TEXT NOT NULL, PRIMARY KEY (file, place)) WITHOUT ROWID""",
    "CREATE TABLE closings (run INTEGER PRIMARY KEY REFERENCES runs, files INTEGER NOT NULL)",
    "CREATE INDEX files_of_a_subject ON files (month, network, region)",
)
#: What version 2 has besides: letters, decisions and receipts (:mod:`recon.register.events`), and of each file what it
#: says whatever its bytes, when it came, what it was checked against; of each finding its key from month to month.
_SECOND = (
    "ALTER TABLE files ADD COLUMN content TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE files ADD COLUMN received TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE files ADD COLUMN rests_on TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE files ADD COLUMN changed TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE findings ADD COLUMN about TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE findings ADD COLUMN follows INTEGER NOT NULL DEFAULT 0",
    """CREATE TABLE events (
        id INTEGER PRIMARY KEY, date TEXT NOT NULL, month TEXT NOT NULL, network TEXT NOT NULL,
        region TEXT NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL, text TEXT NOT NULL, author TEXT NOT NULL)""",
)


def create(db: sqlite3.Connection) -> None:
    """Make the tables in one step: a crash leaves a file in which this can be done again."""
    db.execute("BEGIN IMMEDIATE")
    if db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
        for statement in (*_TABLES, *_SECOND, *_triggers()):
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute(f"PRAGMA user_version = {VERSION}")
    db.execute("COMMIT")


def upgrade(db: sqlite3.Connection) -> None:
    """Bring a history of version 1 to this one in one step; nothing in it is changed, columns and tables are added."""
    db.execute("BEGIN IMMEDIATE")
    if db.execute("PRAGMA user_version").fetchone()[0] == 1:
        for statement in (*_SECOND, *(t for t in _triggers() if " events" in t)):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {VERSION}")
    db.execute("COMMIT")


def _triggers() -> list[str]:
    """No row is changed, taken away or replaced (REPLACE fires no trigger for what it deletes)."""
    kept = [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
        for table in KEYS
        for verb in ("UPDATE", "DELETE")
    ]
    return kept + [_once(table, key) for table, key in KEYS.items()]


def _once(table: str, key: str) -> str:
    same = " AND ".join(f"{column} = NEW.{column}" for column in key.split(", "))
    if table in ("runs", "files", "events"):
        same = f"id = NEW.id OR ({same})"
    return (
        f"CREATE TRIGGER {table}_once BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "
        "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
    )
