"""What the office decided on explanations: read from the column of its register, kept with who and when, append-only."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from recon import messages, tables, workbook
from recon.errors import UnreadableError
from recon.explanations import Decision, about
from recon.register import events
from recon.register.days import day
from recon.register.store import Store
from recon.workbook import RawSheet

#: Kind of event; its text is one of VERDICTS.
KIND = "explanation"
#: Columns of the sheet that a decision is read by.
_COLUMNS = (
    "network",
    "region",
    "note_key",
    "note_values",
    "note_text",
    "decision",
    "decided_by",
    "decided_on",
)
HEADER_ROWS = 3


@dataclass(frozen=True, slots=True)
class Decided:
    """A row of the sheet in which somebody has decided."""

    network: str
    region: str
    decision: Decision


def written(register: Path) -> tuple[Decided, ...]:
    """The decisions in the month's workbooks beside a register: of all that are called after it, the older first."""
    paths = [p for p in register.parent.glob(f"{_literal(register.stem)}_*.xlsx") if not p.name.startswith("~$")]
    return tuple(one for path in sorted(paths, key=_age) for one in read(path))


def read(path: Path) -> tuple[Decided, ...]:
    """The decisions in one of them; none where it cannot be read."""
    try:
        book = workbook.read(path)
    except UnreadableError:
        return ()
    names = messages.REGISTER["sheet_notes"]
    return tuple(one for sheet in book.sheets if sheet.name in names and not sheet.hidden for one in _sheet(sheet))


def keep(store: Store, decided: Iterable[Decided], month: str, today: datetime.date) -> int:
    """Keep decisions that differ from what was last decided; returns how many are new."""
    last = {one.about: one for one in latest(store)}
    new = 0
    for one in decided:
        decision, before = one.decision, last.get(one.decision.about)
        if before is not None and before.accepted == decision.accepted and decision.who in ("", before.who):
            continue
        when = day(decision.when) or today
        text = "accepted" if decision.accepted else "rejected"
        new += events.keep(
            store, events.Event(when, month, one.network, one.region, KIND, decision.about, text, decision.who)
        )
        last[decision.about] = decision
    return new


def latest(store: Store) -> tuple[Decision, ...]:
    """The last decision on each explanation."""
    rows = store.rows("SELECT * FROM events WHERE kind = ? ORDER BY id", (KIND,))
    by_about = {
        row["about"]: Decision(row["about"], row["text"] == "accepted", row["author"], row["date"]) for row in rows
    }
    return tuple(by_about.values())


def _sheet(sheet: RawSheet) -> Iterator[Decided]:
    for number, cells in enumerate(sheet.rows[:HEADER_ROWS], 1):
        heads = {word: place for place, cell in enumerate(cells) if (word := tables.text(cell))}
        columns = {key: heads[w] for key in _COLUMNS for w in messages.REGISTER[key] if w in heads}
        if len(columns) == len(_COLUMNS):
            for row in sheet.rows[number:]:
                texts = {key: tables.text(row[at], keep=True) if at < len(row) else "" for key, at in columns.items()}
                yes, no = (texts["decision"].strip() in messages.REGISTER[key] for key in ("accept", "reject"))
                if yes or no:
                    made = about(texts["note_key"], texts["note_values"], texts["note_text"])
                    by, on = texts["decided_by"].strip(), texts["decided_on"].strip()
                    yield Decided(texts["network"], texts["region"], Decision(made, yes, by, on))
            return


def _age(path: Path) -> tuple[float, str]:
    return path.stat().st_mtime, path.name


def _literal(stem: str) -> str:
    """A name in which nothing is a pattern."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in stem)
