"""A month as a whole: what its files say together that none of them can say alone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from recon.messages.month import MONTH
from recon.model import FileReport, Finding, Outcome, Tally
from recon.month import coverage, faults, lag, pairs, plan, repeated, rollup, views
from recon.month.intake import SETTLED, Intake

KIND = "month"
#: The order in which findings are told: that of their sentences; what is checked against a plan comes next, notes last.
_ORDER = {code: place for place, code in enumerate(MONTH)}


def check(
    files: Sequence[FileReport], folder: Path, targets: Path | None = None, annual: Path | None = None
) -> FileReport:
    """The relations across the files of a month, of those that count; they need ``submission`` (Options.gather), others are passed over.

    ``targets`` and ``annual``: workbooks with the plan's figures and with those of the year's plan. Raises
    UnreadableError where one of them is none. The order of the files changes nothing.
    """
    whole = rollup.build([file.submission for file in files if file.submission is not None])
    matching, present = pairs.match(whole), current(files, whole.intake)
    results: list[Outcome | Finding | Tally] = [*coverage.check(whole.intake)]
    by_file = faults.by_path(present)
    results += views.check(whole, matching, by_file)
    results += repeated.check([f.submission for f in present if f.submission is not None], by_file)
    results += plan.check(whole, present, plan.lines(targets, annual, whole.intake.month))
    results += lag.check(whole, by_file, [s for s in results if isinstance(s, Finding)])
    findings = sorted(repeated.hung([s for s in results if isinstance(s, Finding)]), key=_place)
    outcomes = tuple(s for s in results if isinstance(s, Outcome))
    tallies = tuple(s for s in results if isinstance(s, Tally))
    return FileReport(str(folder), digest(files), KIND, outcomes, tuple(findings), tallies=tallies)


def current(files: Sequence[FileReport], intake: Intake) -> tuple[FileReport, ...]:
    """The files without those that others took the place of, and without copies."""
    settled = {submission.path for submission, reason in intake.left_out if reason in SETTLED}
    return tuple(file for file in files if file.path not in settled)


def digest(files: Sequence[FileReport]) -> str:
    """One fingerprint for all files, whatever their order."""
    lines = sorted(f"{file.sha256}  {Path(file.path).name}\n" for file in files)
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


def _place(finding: Finding) -> tuple[object, ...]:
    return (
        finding.level == "提示性",
        _ORDER.get(finding.code, len(_ORDER)),
        finding.cell,
        finding.outcome.id if finding.outcome else "",
        sorted(finding.words.items()),
    )
