"""Which files of a run count, and what became of the others: superseded, a copy, a marked copy nobody has touched."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from recon.current import Choice, Receipt, Sent, begin, choose, day
from recon.model import FileReport, Replaced

State = Literal["current", "tied", "superseded", "copy", "ours"]
#: The part of a marked copy that every program which saves the file leaves out.
_UNTOUCHED = "recon/marks.json"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a file of a run is worth."""

    state: State = "current"
    by: str = ""  #: path of the file that counts instead, or that says the same
    others: tuple[str, ...] = ()  #: of those that tie, the others
    versions: tuple[Path, ...] = ()  #: of the one that counts, the files it took the place of

    @property
    def counts(self) -> bool:
        """Whether the file is part of the present state."""
        return self.state in ("current", "tied")


CURRENT = Standing()


def standings(reports: Sequence[FileReport], received: Mapping[Path, Receipt]) -> list[Standing]:
    """The standing of each file; ``received``: resolved path → day, where it is known better than by the file's time."""
    states = [CURRENT] * len(reports)
    for places in _subjects(reports):
        sent = {reports[n].path: _sent(reports[n], received) for n in places}
        ours = {path for path, one in sent.items() if one.marks and untouched(Path(path))}
        if ours == set(sent):
            ours = set()
        choice = choose(one for path, one in sent.items() if path not in ours)
        by_path = {path: _standing(path, choice, ours) for path in sent}
        for n in places:
            states[n] = by_path[reports[n].path]
    return states


def _subjects(reports: Sequence[FileReport]) -> Iterator[list[int]]:
    """The places of the files on each subject that several report on."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for n, report in enumerate(reports):
        if report.subject and report.content:
            groups.setdefault((report.kind, *report.subject), []).append(n)
    yield from (places for places in groups.values() if len(places) > 1)


def _sent(report: FileReport, received: Mapping[Path, Receipt]) -> Sent:
    period = next((part for part in report.subject if begin(part)), "")
    came = when(Path(report.path), received)
    return Sent(report.path, report.content, period, day(report.cover.get("报出日期", "")), *(came or (None, 0)))


def when(path: Path, received: Mapping[Path, Receipt]) -> Receipt | None:
    """The day a file was received: as stated, else its file time; None where it has none."""
    try:
        receipt = received.get(path.resolve())
        return receipt or Receipt(datetime.date.fromtimestamp(path.stat().st_mtime))
    except (OSError, OverflowError, ValueError):
        return None


def _standing(path: str, choice: Choice, ours: set[str]) -> Standing:
    last = choice.current or choice.tied[-1]
    if path in ours:
        return Standing("ours", last.path)
    copied = next((kept for one, kept in choice.copies if one.path == path), None)
    if copied is not None:
        return Standing("copy", copied.path)
    if any(one.path == path for one in choice.tied):
        return Standing("tied", others=tuple(one.path for one in choice.tied if one.path != path))
    if path == last.path:
        beaten = [one.path for one in choice.superseded] + [one.path for one, _ in choice.copies]
        return Standing(versions=tuple(map(Path, beaten)))
    paths = [one.path for one in choice.versions]
    return Standing("superseded", paths[paths.index(path) + 1])


def untouched(path: Path) -> bool:
    """Whether a marked copy is as this program made it: no other program keeps the record of its marks."""
    try:
        with zipfile.ZipFile(path) as package:
            return _UNTOUCHED in package.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def replaced(reports: Sequence[FileReport], standing: Sequence[Standing]) -> tuple[Replaced, ...]:
    """The files that do not count, each with what the version after it says otherwise."""
    by_path = {report.path: report for report in reports}
    return tuple(
        _replaced(report, by_path[one.by], copy=one.state != "superseded")
        for report, one in zip(reports, standing, strict=True)
        if not one.counts
    )


def _replaced(report: FileReport, later: FileReport, *, copy: bool) -> Replaced:
    changes = None
    if not copy and report.submission is not None and later.submission is not None:
        from recon.across import versions

        changes = tuple(versions.differences(later.submission, report.submission))
    return Replaced(replace(report, book=None), later.path, copy, changes)
