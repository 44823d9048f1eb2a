"""Corrections of the history that take nothing away: a file recorded by mistake is declared void, or confirmed again."""

from __future__ import annotations

import datetime
from typing import Literal

from recon.register import events
from recon.register.store import Store

Word = Literal["void", "confirm"]


def say(store: Store, month: str, file: str, word: Word, reason: str, who: str, today: datetime.date) -> list[str]:
    """Declare every record of a file in a month void or confirmed; returns the paths meant.

    ``file``: its path as recorded, the end of that path, or the beginning (8 digits or more) of its SHA-256.
    """
    query = """SELECT DISTINCT files.path, files.sha256, files.network, files.region FROM files
        JOIN runs ON runs.id = files.run WHERE runs.month = ? ORDER BY files.path"""
    wanted = file.replace("\\", "/").strip("/")
    rows = [
        row
        for row in store.rows(query, (month,))
        if row["path"] == wanted
        or row["path"].endswith(f"/{wanted}")
        or (len(wanted) >= 8 and row["sha256"].startswith(wanted.lower()))
    ]
    for row in rows:
        about = row["sha256"]
        if (about in voided(store, month)) != (word == "void"):
            text = f"{row['path']}：{reason}" if reason else str(row["path"])
            events.keep(store, events.Event(today, month, row["network"], row["region"], word, about, text, who))
    return [str(row["path"]) for row in rows]


def voided(store: Store, month: str = "", until: datetime.date = datetime.date.max) -> frozenset[str]:
    """SHA-256 of the files of a month, or of all months where none is named, whose last word is void."""
    query = "SELECT about, kind FROM events WHERE ? IN (month, '') AND date <= ? AND kind IN ('void', 'confirm') ORDER BY id"
    last = {row["about"]: row["kind"] for row in store.rows(query, (month, until.isoformat()))}
    return frozenset(about for about, kind in last.items() if kind == "void")
