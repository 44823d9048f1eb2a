"""What was found last month and is, or is not, found again: by relation and place, whatever row it stands in now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recon.model import Change, Finding
from recon.submission import Submission

#: Relation, sheet, row in words, column.
Identity = tuple[str, ...]


def between(now: Iterable[Finding], here: Submission, last: Iterable[Finding], there: Submission) -> tuple[Change, ...]:
    """This month's findings against last month's, in the order of this month; what is resolved comes last."""
    before = _named(last, there)
    after = _named(now, here)
    changes = [Change(_status(f, before.get(key)), f, before.get(key)) for key, f in after.items()]
    gone = [Change("resolved", None, f) for key, f in before.items() if key not in after]
    return (*changes, *gone)


def _named(findings: Iterable[Finding], report: Submission) -> dict[Identity, Finding]:
    """Findings and what follows from them by what they are about; last month's report is compared anew each month."""
    places = {row: place for place, row in enumerate(report.rows)}
    named: dict[Identity, Finding] = {}
    for finding in (one for head in findings for one in (head, *head.follows)):
        named.setdefault(tuple(_identity(finding, report, places)), finding)
    return named


def _identity(finding: Finding, report: Submission, places: dict[int, int]) -> Iterator[str]:
    cell = finding.cell
    labels = {column: label for label, column in report.columns.items()}
    yield from (finding.code[:-2], cell.sheet)
    if cell.sheet == report.sheet and cell.row in places:
        place = places[cell.row]
        yield report.text(place, "项目代码") or report.text(place, "项目名称") or str(cell.row)
    elif finding.outcome is not None:
        yield finding.outcome.coordinate.item
    else:
        yield cell.a1
    yield labels.get(cell.column, cell.a1) if cell.sheet == report.sheet else cell.a1


def _status(now: Finding, last: Finding | None) -> str:
    """new, persisting, or rounding: the gap moved, but by no more than rounding explains."""
    if last is None:
        return "new"
    if now.outcome is None or last.outcome is None:
        return "persisting"
    moved = abs(now.outcome.difference - last.outcome.difference)
    if moved.is_nan() or not moved:
        return "persisting"
    return "rounding" if moved <= now.outcome.slack + last.outcome.slack else "persisting"
