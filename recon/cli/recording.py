"""A run on its way into the history beside the register: each group of files as soon as it is settled."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from recon.batch.work import Done

if TYPE_CHECKING:
    from recon.current import Receipt
    from recon.model import FileReport
    from recon.register.entries import Recording
    from recon.register.store import Store
    from recon.register.values import Note


@dataclass(frozen=True)
class Months:
    """The months that a run is kept under: a file that names none of them is kept with the ``common`` one."""

    named: tuple[str, ...]
    common: str

    def month_of(self, file: FileReport) -> str:
        """The month that a file is kept under."""
        sent = file.submission
        return sent.month if sent is not None and sent.month in self.named else self.common


@dataclass
class Recorder:
    """Keeps what each file gave, month by month, and where its marked copy lies; raises UnreadableError.

    ``about``: the digest of what the run is about (:func:`recon.register.entries.digest`).
    """

    register: Path
    day: datetime.date
    about: str
    received: Mapping[Path, Receipt]
    months: Months | None = None
    _waiting: list[Done] = field(default_factory=list)
    _store: Store | None = None
    _runs: dict[str, Recording] = field(default_factory=dict)

    def glanced(self, looked: Sequence[FileReport]) -> None:
        """Take in what the files are; where the months reported on follow, recording begins with the first file."""
        self.months = foreseen(looked, self.day)

    def add(self, group: Sequence[Done]) -> None:
        """Keep a group of files, each once; where the months are not known yet, in the end."""
        self._waiting += (one for one in group if one.standing.state != "ours")
        if self.months is not None:
            self._record(self.months)

    def finish(self, several: Sequence[str]) -> None:
        """Keep what is left, and close the run; ``several``: the months that several reports are of."""
        months = self.months or decided([one.report for one in self._waiting], several, self.day)
        self._record(months)
        for month in months.named or (months.common,):
            self._run(month).close()

    def leave(self) -> None:
        """Close the history; what is in it by now is kept."""
        if self._store is not None:
            self._store.db.close()

    def place(self, marked: Mapping[str, Path], group: Iterable[Done]) -> None:
        """Keep where the marked copy of each report lies, for the letters that go with it."""
        from recon.register import events
        from recon.register.entries import placed

        home = self.register.resolve().parent
        for file in (one.report for one in group if one.standing.state != "ours"):
            if file.path in marked and len(file.subject) == 3:
                network, region, month = file.subject
                where = placed(marked[file.path], home)
                events.keep(self._open(), events.Event(self.day, month, network, region, "result", file.sha256, where))

    def _record(self, months: Months) -> None:
        changed = changes(self._waiting)
        for one in self._waiting:
            self._run(months.month_of(one.report)).add(one.report, changed.get(one.report.path, ""))
        self._waiting.clear()

    def _run(self, month: str) -> Recording:
        from recon.register.entries import Recording
        from recon.reports import text

        if month not in self._runs:
            store = self._open()
            self._runs[month] = Recording(
                store, month, self.day, self.about, lambda finding: text.sentence(finding, "zh"), notes, self.received
            )
        return self._runs[month]

    def _open(self) -> Store:
        from recon import register as registers

        if self._store is None:
            self._store = registers.open(self.register)
        return self._store


def foreseen(looked: Sequence[FileReport], day: datetime.date) -> Months | None:
    """The months that files will be kept under, from what they report on; None where that is not known before the check.

    A month with reports on two things or more is one; with a single one it depends on which of its versions count.
    """
    from recon.schemas import monthly

    reports = [one for one in looked if one.kind == monthly.KIND and one.cover.get("报告期", "")]
    subjects = {(one.cover["报告期"], one.subject or (one.path,)) for one in reports}
    things = Counter(month for month, _ in subjects)
    files = Counter(one.cover["报告期"] for one in reports)
    if any(count == 1 < files[month] for month, count in things.items()):
        return None
    stated = [one.cover["报告期"] for one in reports if one.subject]
    return _months(stated, [month for month, count in things.items() if count > 1], day)


def decided(files: Sequence[FileReport], months: Sequence[str], day: datetime.date) -> Months:
    """The same from the reports, when all are there."""
    stated = [file.submission.month for file in files if file.submission is not None and len(file.subject) == 3]
    return _months(stated, months, day)


def _months(reported: Sequence[str], decided_on: Iterable[str], day: datetime.date) -> Months:
    """The months of a run; a file that names none, or is alone in its own, is kept with the month most report on."""
    named = tuple(sorted(decided_on)) or tuple(sorted(set(reported))[-1:])
    return Months(named, max(named, key=reported.count, default=f"{day:%Y-%m}"))


def changes(group: Sequence[Done]) -> dict[str, str]:
    """Path of a version → what it says otherwise than the one before, in Chinese."""
    from recon.batch.standing import replaced
    from recon.reports import replaced as wording

    versions = replaced([one.report for one in group], [one.standing for one in group])
    return {
        one.by: wording.changed(one.differences, "zh", len(one.differences))
        for one in versions
        if one.differences is not None
    }


def notes(file: FileReport) -> Iterator[Note]:
    """The explanations of a file as the next month needs them."""
    from recon.register.values import Note

    explanations = [finding.explanation for finding in file.every if finding.explanation is not None]
    for one, explanation in zip(file.explained, explanations, strict=True):
        yield Note(one.key, one.values, one.text, one.author, one.since, explanation.refused)
