"""A file's report → what the register keeps of it; and a whole run recorded file by file as it is checked."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from types import MappingProxyType

from recon import messages, workbook
from recon import text as gate
from recon.current import Receipt
from recon.model import FileReport, Finding
from recon.register.days import day
from recon.register.store import Store, beside, connect
from recon.register.values import Entry, Note, Problem
from recon.version import __version__

#: A finding → its sentence in Chinese.
Say = Callable[[Finding], str]
#: A report → the explanations that came with it.
Notes = Callable[[FileReport], Iterable[Note]]


def record(
    register: Path,
    month: str,
    date: datetime.date,
    files: Iterable[FileReport],
    say: Say,
    *,
    inputs: Iterable[Path] = (),
    options: Iterable[str] = (),
    notes: Notes | None = None,
    received: Mapping[Path, Receipt] = MappingProxyType({}),
    changed: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[FileReport]:
    """Record each report in the history beside ``register`` and hand it on, so that a crash loses none recorded.

    The arguments are those of :class:`Recording`; the run is closed when ``files`` ends. ``changed``: path → what it
    says otherwise than the version before. Raises UnreadableError where the history cannot be read or written.
    """
    home = register.resolve().parent
    with connect(beside(register)) as store:
        run = Recording(store, month, date, digest(home, inputs, options), say, notes, received)
        for file in files:
            run.add(file, changed.get(file.path, ""))
            yield file
        run.close()


class Recording:
    """A run of a month on its way into the history, file by file.

    Month, date and ``digest`` (of every file the run reads, and whatever else its result depends on) tell whether it is
    a new one or the same again. The same again finds its files recorded and adds the rest; where a file now gives
    something else than is recorded, because somebody has explained it since, it is a further run of that day, with all
    of its files. ``notes``: what was explained in a file, where more is known of it than its findings say;
    ``received``: resolved path → day, where that is told otherwise than by ``date``. Raises UnreadableError.
    """

    def __init__(
        self,
        store: Store,
        month: str,
        date: datetime.date,
        digest: str,
        say: Say,
        notes: Notes | None = None,
        received: Mapping[Path, Receipt] = MappingProxyType({}),
    ) -> None:
        self._store, self._key, self._about = store, (month, date), digest
        self._say, self._notes, self._received = say, notes, received
        self._home = store.path.resolve().parent
        self._kept: list[Entry] = []
        self._number = 0
        while store.begun(date, further(digest, self._number + 1), month):
            self._number += 1
        self._run = store.run(month, date, further(digest, self._number))

    def add(self, file: FileReport, changed: str = "") -> None:
        """Keep what a file gave; where this very run has it, nothing is done."""
        came = self._received.get(Path(file.path).resolve())
        kept = entry(file, self._say, self._home, self._notes)
        kept = replace(kept, received=came.day.isoformat() if came else "", changed=changed)
        while self._run.otherwise(kept):
            self._number += 1
            self._run = self._store.run(*self._key, further(self._about, self._number))
            for before in self._kept:
                self._run.record(before)
        self._run.record(kept)
        self._kept.append(kept)

    def close(self) -> None:
        """Say that every file of the run is recorded."""
        self._run.close()


def further(digest: str, number: int) -> str:
    """The digest of the further runs of a day on the same files; of the first, number 0, it is its own."""
    return hashlib.sha256(f"{digest}\0{number}".encode()).hexdigest() if number else digest


def broken_off(store: Store, date: datetime.date, digest: str) -> tuple[int, ...]:
    """The runs of a day on the same files that were not ended."""
    runs: list[int] = []
    for number in count():
        begun = store.begun(date, further(digest, number))
        runs += (run for run, closed in begun if not closed)
        if not begun:
            return tuple(runs)
    return ()


def digest(home: Path, inputs: Iterable[Path], options: Iterable[str] = ()) -> str:
    """The identity of a run: a digest of the program's version, the options and every input's name and content."""
    files = sorted(f"{placed(path, home)}\0{workbook.digest(path)}" for path in inputs)
    return hashlib.sha256("\n".join((__version__, *options, *files)).encode("utf-8", "surrogateescape")).hexdigest()


def placed(path: Path, home: Path) -> str:
    """A path as the register names it: from its own folder where the file is below it, so that both may move."""
    whole = Path(gate.spelled(str(path.resolve())))
    return whole.relative_to(home).as_posix() if whole.is_relative_to(home) else whole.as_posix()


def entry(file: FileReport, say: Say, home: Path, notes: Notes | None = None) -> Entry:
    """The entry of one report."""
    cover = file.submission.cover if file.submission else {}
    network, region, month = file.subject if len(file.subject) == 3 else ("", "", cover.get("报告期", ""))
    stated = cover.get("报出日期", "")
    received = day(stated)
    return Entry(
        placed(Path(file.path), home),
        file.sha256,
        file.kind,
        file.verdict,
        network,
        region,
        month,
        cover.get("填报单位", ""),
        received.isoformat() if received else stated,
        messages.say(file.error[0], "zh", **file.error[1]) if file.error else "",
        file.counts,
        tuple(_problems(file, say)),
        tuple((notes or explained)(file)),
        content=file.content,
        rests_on=file.rests_on,
    )


def _problems(file: FileReport, say: Say) -> Iterator[Problem]:
    """The findings with their identities; what follows from one is counted."""
    index = iter(file.identities)
    for finding in file.findings:
        about = next(index, "")
        for _ in finding.follows:
            next(index, "")
        cells = tuple(str(cell) for cell in finding.cells)
        yield Problem(finding.code, finding.level, cells, say(finding), finding.released, about, len(finding.follows))


def explained(file: FileReport) -> Iterator[Note]:
    """The explanations of a file's findings, under code and cell; the values are in the finding's sentence."""
    for finding in file.every:
        if (explanation := finding.explanation) is not None:
            yield Note(
                f"{finding.code}|{finding.cell}",
                "",
                explanation.text,
                explanation.author,
                explanation.since,
                explanation.refused,
            )
