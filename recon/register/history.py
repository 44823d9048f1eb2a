"""The history read back, as of a day: versions of each report, what is current, its findings and explanations."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from recon.current import Receipt, Sent, choose, day
from recon.register.corrections import voided
from recon.register.store import Store
from recon.register.values import Kept, Note, Problem, Subject, Version

_FILES = """
    SELECT files.*, runs.date AS run_date, runs.month AS run_month,
        (SELECT count(*) FROM findings WHERE file = files.id AND level = '强制性') AS must,
        (SELECT count(*) FROM findings WHERE file = files.id AND level = '核实性' AND NOT released) AS verify
    FROM files JOIN runs ON runs.id = files.run
    WHERE runs.month = ? AND runs.date <= ?
    ORDER BY runs.date, runs.id, files.stated, files.path, files.sha256
"""
_TEXTS = (
    "path",
    "sha256",
    "kind",
    "verdict",
    "network",
    "region",
    "month",
    "sender",
    "stated",
    "error",
    "content",
    "received",
    "rests_on",
    "changed",
)
_ALWAYS = datetime.date.max


def versions(store: Store, month: str, until: datetime.date = _ALWAYS) -> tuple[Version, ...]:
    """All versions of a month's reports, by subject, oldest first by the one rule of :mod:`recon.current`.

    What is received when is told by the run that first saw a content, or by what was said to it. A file whose cover
    names another month than the run's is no version of either: see :func:`strays`.
    """
    seen: dict[Subject, dict[str, list[Kept]]] = {}
    void = voided(store, month, until)
    for kept in _files(store, month, until):
        if kept.month == month and all(kept.subject) and kept.sha256 not in void:
            seen.setdefault(kept.subject, {}).setdefault(kept.says, []).append(kept)
    return tuple(version for _, contents in sorted(seen.items()) for version in _ordered(contents))


def _ordered(contents: Mapping[str, list[Kept]]) -> Iterator[Version]:
    """The versions of one report, oldest first."""
    came = {says: _received(files) for says, files in contents.items()}
    last = {says: {kept.path: kept for kept in files} for says, files in contents.items()}
    choice = choose(
        Sent(path, says, kept.month, day(kept.stated), *came[says])
        for says, files in last.items()
        for path, kept in files.items()
    )
    for number, one in enumerate(choice.versions, 1):
        tied = any(one is other for other in choice.tied)
        kept = last[one.content][one.path]
        yield Version(number, came[one.content].day, kept, one is choice.current, tied)


def months(store: Store) -> tuple[str, ...]:
    """The months that runs were recorded for, the latest first."""
    return tuple(row[0] for row in store.rows("SELECT DISTINCT month FROM runs ORDER BY month DESC"))


def contents(store: Store, month: str, until: datetime.date = _ALWAYS) -> dict[str, str]:
    """SHA-256 of every file of a month → the identity of its version."""
    return {kept.sha256: kept.says for kept in _files(store, month, until)}


def first_seen(store: Store, without: Sequence[int] = ()) -> dict[str, Receipt]:
    """SHA-256 of every file → its receipt: the earliest day stated, else the date of the first run that saw it.

    ``without``: runs that are not asked, as those that this one goes on with.
    """
    query = """SELECT sha256, min(CASE received WHEN '' THEN date ELSE received END) AS day, min(run) AS run
        FROM files JOIN runs ON runs.id = files.run
        WHERE run NOT IN (SELECT value FROM json_each(?)) GROUP BY sha256"""
    rows = store.rows(query, (json.dumps(list(without)),))
    return {row["sha256"]: Receipt(datetime.date.fromisoformat(row["day"]), row["run"]) for row in rows}


def _received(files: Sequence[Kept]) -> Receipt:
    """The receipt of a content: the earliest day stated, else the date of the first run that saw it."""
    days = [datetime.date.fromisoformat(kept.received) for kept in files if kept.received]
    return Receipt(min(days) if days else files[0].run_date, files[0].run)


def current(store: Store, month: str, until: datetime.date = _ALWAYS) -> tuple[Version, ...]:
    """The version of each report that counts."""
    return tuple(version for version in versions(store, month, until) if version.current)


def history(store: Store, subject: Subject, month: str, until: datetime.date = _ALWAYS) -> tuple[Version, ...]:
    """All versions of one report, oldest first."""
    return tuple(version for version in versions(store, month, until) if version.subject == subject)


def strays(store: Store, month: str, until: datetime.date = _ALWAYS) -> tuple[Kept, ...]:
    """Files seen lately that are no report of the month: unreadable, of another month, without a subject."""
    return tuple(
        kept
        for kept in _lately(store, month, until)
        if kept.kind not in ("month", "register") and not (kept.month == month and all(kept.subject))
    )


def whole(store: Store, month: str, until: datetime.date = _ALWAYS) -> tuple[Kept, ...]:
    """The latest records of the month as a whole."""
    return tuple(kept for kept in _lately(store, month, until) if kept.kind == "month")


def findings(store: Store, file: Kept) -> tuple[Problem, ...]:
    """The findings of a file as it was recorded, in their order."""
    rows = store.rows("SELECT * FROM findings WHERE file = ? ORDER BY place", (file.number,))
    return tuple(
        Problem(
            r["code"],
            r["level"],
            tuple(json.loads(r["cells"])),
            r["message"],
            bool(r["released"]),
            r["about"],
            r["follows"],
        )
        for r in rows
    )


def explanations(store: Store, file: Kept) -> tuple[Note, ...]:
    """The explanations that came with a file, in their order."""
    rows = store.rows("SELECT * FROM explanations WHERE file = ? ORDER BY place", (file.number,))
    return tuple(Note(r["about"], r["written_for"], r["text"], r["author"], r["since"], r["refused"]) for r in rows)


def unfinished(store: Store, month: str, until: datetime.date = _ALWAYS) -> bool:
    """Whether the last run of a month was broken off."""
    query = """SELECT closings.run IS NULL FROM runs LEFT JOIN closings ON closings.run = runs.id
        WHERE runs.month = ? AND runs.date <= ? ORDER BY runs.date DESC, runs.id DESC LIMIT 1"""
    return any(row[0] for row in store.rows(query, (month, until.isoformat())))


def _files(store: Store, month: str, until: datetime.date) -> Iterator[Kept]:
    return map(_kept, store.rows(_FILES, (month, until.isoformat())))


def _lately(store: Store, month: str, until: datetime.date) -> list[Kept]:
    """Each path as last recorded, from the last run on that spoke of the month as a whole, or else the last run."""
    rows = store.rows(_FILES, (month, until.isoformat()))
    runs = list(dict.fromkeys(row["run"] for row in rows))
    wide = [row["run"] for row in rows if row["kind"] == "month"]
    since = runs[runs.index(wide[-1]) :] if wide else runs[-1:]
    return list({row["path"]: _kept(row) for row in rows if row["run"] in since}.values())


def _kept(row: sqlite3.Row) -> Kept:
    texts = {name: str(row[name]) for name in _TEXTS}
    day = datetime.date.fromisoformat(row["run_date"])
    return Kept(number=row["id"], run=row["run"], run_date=day, must=row["must"], verify=row["verify"], **texts)
