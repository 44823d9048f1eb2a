"""What was dropped: its files in a private folder, how far the work is, and what came of it."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from recon import text as gate
from recon.page.workers import Wanted

State = Literal["receiving", "waiting", "working", "done", "stopped", "failed"]
#: What a file is for, each with a folder of its own: 本次报表, 上月报表, 指标库, 表样.
ROLES = ("report", "previous", "targets", "form")
#: Names that a Windows gives to devices.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))}
_FORBIDDEN = '<>:"|?*\\/'
#: Bytes of a name that every file system takes, with room for what results add.
_BYTES = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: its results by key (shown, report, written, marked) and what could not be made."""

    source: Path
    verdict: str
    made: dict[str, Path]
    trouble: str = ""
    counts: bool = True  #: another version of the same report does not count instead
    by: str = ""  #: the name of that other file

    @property
    def name(self) -> str:
        """The file's name."""
        return self.source.name


@dataclass
class Drop:
    """One drop. Only the thread at work on it changes its state; ``turn`` counts the changes."""

    id: str
    folder: Path
    lang: str
    born: float = field(default_factory=time.monotonic)
    wanted: Wanted = field(default_factory=Wanted)
    state: State = "receiving"
    files: dict[str, list[Path]] = field(default_factory=lambda: {role: [] for role in ROLES})
    size: int = 0  #: bytes of its files
    plan: bool = False  #: check against the plan that comes with the program
    phase: str = "check"
    finished: int = 0
    count: int = 0
    outcomes: list[Outcome] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)  #: name and reason of what was passed over
    texts: dict[int, dict[int, str]] = field(default_factory=dict)  #: file → finding → what was written for it
    author: str = ""
    trouble: str = ""  #: of a drop that failed as a whole
    turn: int = 0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)  #: for one change at a time

    def tell(self, **values: object) -> None:
        """Change the state, so that whoever watches sees it."""
        for name, value in values.items():
            setattr(self, name, value)
        self.turn += 1

    @property
    def open(self) -> bool:
        """Whether something is still to come."""
        return self.state in ("receiving", "waiting", "working")

    @property
    def progress(self) -> dict[str, object]:
        """The progress that the waiting page shows."""
        return {
            "id": self.id,
            "state": self.state,
            "phase": self.phase,
            "done": self.finished,
            "count": self.count,
        }

    def place(self, role: str, name: str) -> Path:
        """The path for a file of this name, in a folder of its own where the name is there already."""
        number = len(self.files[role])
        home = self.folder / role
        home.mkdir(exist_ok=True)
        path = home / harmless(name)
        if any(other.name.casefold() == path.name.casefold() for other in self.files[role]):
            path = home / str(number) / path.name
            path.parent.mkdir()
        self.files[role].append(path)
        return path


def harmless(name: str) -> str:
    """A name that can be nothing but a name: its last part, without what separates, steers or hides; never blank."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(c if c.isprintable() and c not in _FORBIDDEN else "_" for c in gate.terminal(last))
    stem, dot, suffix = shown.strip(" ").rstrip(".").rpartition(".")
    stem, suffix = (stem, dot + suffix) if dot else (suffix, "")
    suffix = suffix if len(os.fsencode(suffix)) <= 16 else "_"
    while len(os.fsencode(stem + suffix)) > _BYTES:
        stem = stem[:-1]
    if stem.casefold() in _DEVICES or not stem.strip(". "):
        stem = f"_{stem}"
    return f"_{stem[1:]}{suffix}" if stem.startswith(".") else stem + suffix


class Drops:
    """The drops of one session."""

    def __init__(self, home: Path, most: int) -> None:
        self.home, self.most = home, most
        self._drops: dict[str, Drop] = {}
        self._lock = threading.Lock()

    def new(self, lang: str) -> Drop:
        """A fresh drop with a name that nobody guesses; the oldest finished one makes room. Raises OSError."""
        with self._lock:
            while len(self._drops) >= self.most:
                old = next((drop for drop in self._drops.values() if not drop.open), None)
                if old is None:
                    raise OverflowError
                self._forget(old)
            name = secrets.token_urlsafe(9)
            drop = Drop(name, self.home / name, lang)
            drop.folder.mkdir(mode=0o700)
            self._drops[name] = drop
        return drop

    def get(self, name: str) -> Drop | None:
        """The drop of this name."""
        return self._drops.get(name)

    def __iter__(self) -> Iterator[Drop]:
        """The drops, the latest first."""
        return iter(list(self._drops.values())[::-1])

    def forget(self, drop: Drop) -> None:
        """Stop a drop and delete everything of it."""
        with self._lock:
            self._forget(drop)

    def expire(self, age: float) -> None:
        """Delete what is older than ``age`` seconds."""
        for drop in list(self._drops.values()):
            if time.monotonic() - drop.born > age:
                self.forget(drop)

    def close(self) -> None:
        """Stop everything and delete it."""
        for drop in list(self._drops.values()):
            self.forget(drop)
        shutil.rmtree(self.home, ignore_errors=True)

    def _forget(self, drop: Drop) -> None:
        drop.wanted.stop()
        self._drops.pop(drop.id, None)
        shutil.rmtree(drop.folder, ignore_errors=True)
