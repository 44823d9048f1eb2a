"""A cause is accepted only if correcting it makes findings vanish and brings none: the whole check is run again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from recon.causes.case import Case, Cause, Edits
from recon.causes.edit import corrected
from recon.model import FileReport, Finding
from recon.workbook import RawBook

#: Checks a workbook read.
Check = Callable[[RawBook], FileReport]
Identity = tuple[object, ...]
#: Rows that may be checked again in all, so that a large report costs no more than a few times its check.
WORK = 40_000
#: Bounds that do not all hold again by chance.
SEVERAL = 4


@dataclass(frozen=True)
class Accepted:
    """A cause and the findings that vanish with it."""

    cause: Cause
    follows: tuple[Finding, ...]


@dataclass(frozen=True)
class Explained:
    """What causes explain: the report with findings under their causes, and the check of the workbook without them."""

    report: FileReport
    book: RawBook | None = None  #: corrected; None where nothing was explained
    after: FileReport | None = None


def explained(case: Case, causes: Sequence[Cause], check: Check) -> Explained:
    """The causes that prove right, the one that explains most first; what two would explain alike is left as it is."""
    tries = WORK // max(1, case.size)
    accepted = [one for cause in causes[:tries] if (one := _tried(case, cause, check)) is not None]
    kept = _chosen(accepted)
    while kept:
        edits: Edits = {cell: value for one in kept for cell, value in one.cause.edits.items()}
        book = corrected(case, edits)
        after = check(book)
        if not _new(case.report, after):
            return Explained(_folded(case.report, kept), book, after)
        kept.pop()
    return Explained(case.report)


def _tried(case: Case, cause: Cause, check: Check) -> Accepted | None:
    after = check(corrected(case, cause.edits))
    if _new(case.report, after):
        return None
    left = set(map(identity, after.every))
    gone = tuple(replace(f, follows=()) for f in case.report.every if identity(f) not in left)
    own = identity(cause.finding)
    follows = tuple(f for f in gone if identity(f) != own)
    enough = follows if own in map(identity, case.report.every) else gone
    proven = cause.proven or any(map(_evident, enough)) or len(enough) >= SEVERAL
    return Accepted(cause, follows) if proven else None


def _evident(finding: Finding) -> bool:
    """Whether it is evidence that a finding vanishes: two amounts exchanged at random keep a bound half of the time."""
    return finding.outcome is None or finding.outcome.operator == "="


def _new(before: FileReport, after: FileReport) -> list[Finding]:
    """The findings that only come up by correcting."""
    identities = set(map(identity, before.every))
    return [f for f in after.every if identity(f) not in identities]


def identity(finding: Finding) -> Identity:
    """The identity of a finding, whatever the numbers in it."""
    return (finding.code, finding.outcome.id if finding.outcome else finding.cells[0])


def _chosen(accepted: Iterable[Accepted]) -> list[Accepted]:
    """Causes that share nothing, those that explain most first; none of several that explain the same otherwise.

    What last month's report proves to the digit goes before what only the relations bear out.
    """
    kept: list[Accepted] = []
    taken: set[Identity] = set()
    order = sorted(accepted, key=lambda one: (-len(one.follows), not one.cause.proven))
    for one in order:
        mine = set(map(identity, one.follows))
        rivals = [
            other
            for other in order
            if other is not one
            and mine
            and set(map(identity, other.follows)) == mine
            and other.cause.edits != one.cause.edits
            and other.cause.proven >= one.cause.proven
        ]
        cells = {cell for other in kept for cell in other.cause.edits}
        if not mine & taken and not cells & set(one.cause.edits) and not rivals:
            kept.append(one)
            taken |= mine
    return kept


def _folded(report: FileReport, kept: Iterable[Accepted]) -> FileReport:
    """Each cause with what follows from it; a cause that was a finding already stays in its place."""
    kept = list(kept)
    below = {identity(f) for one in kept for f in one.follows}
    heads = {identity(one.cause.finding): one for one in kept}
    there = {identity(f) for f in report.findings}
    left = [
        one.with_followers(heads[identity(one)].follows) if identity(one) in heads else one
        for f in report.findings
        if (one := _left(f, below)) is not None
    ]
    new = [one.cause.finding.with_followers(one.follows) for key, one in heads.items() if key not in there]
    return replace(report, findings=(*left, *new))


def _left(finding: Finding, below: set[Identity]) -> Finding | None:
    """A finding with what stood under it, without those that follow from a cause; the next takes its place."""
    rest = [replace(f, follows=()) for f in (finding, *finding.follows) if identity(f) not in below]
    if len(rest) == 1 + len(finding.follows):
        return finding
    return rest[0].with_followers(rest[1:]) if rest else None
