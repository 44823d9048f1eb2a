"""One slip, one finding: mismatches that the same change of one cell would mend stand as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from heapq import heapify, heappop, heappush

from recon.findings import notable
from recon.localise.faults import Fault
from recon.model import LEVELS, CellRef, FileReport, Finding, Outcome, Side
from recon.workbook import RawBook

#: A cell and what it would read: one change.
Change = tuple[CellRef, Decimal]


def folded(report: FileReport) -> FileReport:
    """The report with findings of one slip under the first of them.

    Suspects are proven: a change that is named for several relations mends each of them and breaks none. The change
    that mends most comes first; a finding stands under one other only.
    """
    changes = {n: _changes(finding) for n, finding in enumerate(report.findings)}
    taken = {first: others for first, *others in _together(changes)}
    heads = {m: first for first, others in taken.items() for m in others}
    restored = {n: changes[n] or _restored(finding) for n, finding in enumerate(report.findings)}
    places = _places(restored)
    for n, finding in enumerate(report.findings):
        near = sorted({m for cell in _cells(finding) for m in places.get(cell, ())})
        head = next((m for m in near if m != n and _mends(restored[m], finding)), None)
        if head is not None and n not in taken and n not in heads:
            heads[n] = heads.get(head, head)
            taken.setdefault(heads[n], []).append(n)
    kept = [
        finding.with_followers(report.findings[m] for m in taken[n]) if n in taken else finding
        for n, finding in enumerate(report.findings)
        if n not in heads
    ]
    return replace(report, findings=tuple(kept))


def paired(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those that one slip at two cells explains under the first of them.

    An amount that stands in another's place leaves one sum short and another over: the slip is told of both, and no
    set of suspects mends one of them without a cell of the other.
    """
    left = list(findings)
    while left:
        first, *rest = left
        same = [other for other in rest if _one_slip(first, other)]
        left = [other for other in rest if not any(other is one for one in same)]
        yield first.with_followers(same) if same else first


def _one_slip(first: Finding, second: Finding) -> bool:
    """Whether two mismatches have the same sets, each with cells of both, and name each other or the same exchange."""
    one, other = first.outcome, second.outcome
    if one is None or other is None or first.follows or second.follows or not one.hints or not other.hints:
        return False
    if one.located != "sets" or not one.suspects or one.suspects != other.suspects:
        return False
    here, there = _cells(first), _cells(second)
    if any(here.isdisjoint(c) or there.isdisjoint(c) for c in ({s.cell for s in w.cells} for w in one.suspects)):
        return False
    mine, theirs = one.hints[0], other.hints[0]
    if mine.kind == "exchanged":
        return (mine.kind, mine.figure, mine.suggested) == (theirs.kind, theirs.figure, theirs.suggested)
    named = {t.figure.id for side in (one.left, one.right, other.left, other.right) for t in side.terms}
    return (
        mine.kind == theirs.kind == "misplaced"
        and mine.figure != theirs.figure
        and {mine.figure, theirs.figure} <= named
    )


def _places(changes: Mapping[int, frozenset[Change]]) -> dict[CellRef, list[int]]:
    """The findings that a change of a cell, and no other change, would mend."""
    by_cell: dict[CellRef, list[int]] = defaultdict(list)
    for n, several in changes.items():
        if len(several) == 1:
            ((cell, _),) = several
            by_cell[cell].append(n)
    return by_cell


def _cells(finding: Finding) -> set[CellRef]:
    """The cells of a finding's relation."""
    outcome = finding.outcome
    return {t.figure.cell for side in (outcome.left, outcome.right) for t in side.terms} if outcome else set()


def _restored(finding: Finding) -> frozenset[Change]:
    """The change of an amount that is not last month's back to last month's; none for other findings."""
    outcome = finding.outcome
    if outcome is None or not _stays(outcome) or outcome.verdict != "mismatch" or finding.follows:
        return frozenset()
    return frozenset({(finding.cell, outcome.left.value)})


def _stays(outcome: Outcome) -> bool:
    """Whether a relation says that an amount is what it was in the report before, and may be explained."""
    sides = outcome.left.terms, outcome.right.terms
    if outcome.operator != "=" or outcome.level == LEVELS[-1] or any(len(terms) != 1 for terms in sides):
        return False
    before, now = (terms[0].figure for terms in sides)
    same = before.coordinate.measure == now.coordinate.measure
    return same and before.cell.outside and not now.cell.outside


def _mends(changes: frozenset[Change], finding: Finding) -> bool:
    """Whether the only change that mends a finding makes another, which may be explained, hold as well."""
    outcome = finding.outcome
    if (
        len(changes) != 1
        or outcome is None
        or finding.follows
        or outcome.verdict != "mismatch"
        or finding.level == LEVELS[-1]
    ):
        return False
    ((cell, value),) = changes
    away = outcome.difference + _moved(outcome.left, cell, value) - _moved(outcome.right, cell, value)
    if away == outcome.difference:
        return False
    return {"=": abs(away) <= outcome.slack, "≤": away <= outcome.slack, "≥": -away <= outcome.slack}.get(
        outcome.operator, False
    )


def _moved(side: Side, cell: CellRef, value: Decimal) -> Decimal:
    """By how much a side changes with one cell; a factor applies to its only term."""
    moved = sum((t.sign * (_times(value, t.factor) - t.value) for t in side.terms if t.figure.cell == cell), Decimal(0))
    if moved and side.formula and side.terms[0].value:
        return moved * side.value / side.terms[0].value
    return moved


def _times(value: Decimal, factor: int | Fraction) -> Decimal:
    return value if factor == 1 else value * factor.numerator / factor.denominator


def carried(report: FileReport, located: FileReport, bare: FileReport) -> FileReport:
    """The report with the suspects that were found in the workbook without the slips its causes explain.

    ``located``: that workbook's report with suspects, ``bare``: without. Values stay those of the file.
    """
    by_id = {o.id: o for o in located.outcomes}
    better = retold(report, [_with_suspects(o, by_id.get(o.id)) for o in report.outcomes])
    there = {(f.code, f.cell) for f in bare.every}
    notes = [f for f in located.findings if f.outcome is None and (f.code, f.cell) not in there]
    return replace(better, findings=(*better.findings, *notes))


def searched(report: FileReport, outcomes: Sequence[Outcome], faults: Sequence[Fault], book: RawBook) -> FileReport:
    """The report with the suspects that a search gave its outcomes, and a note where the search failed itself."""
    with_causes = retold(report, outcomes)
    if not faults:
        return with_causes
    return replace(
        with_causes, findings=notable.ordered([*with_causes.findings, *notable.faults(faults, outcomes)], book)
    )


def retold(report: FileReport, outcomes: Sequence[Outcome]) -> FileReport:
    """The report with outcomes of which more is known, in its findings too."""
    by_id = {o.id: o for o in outcomes}
    return replace(report, outcomes=tuple(outcomes), findings=tuple(_replaced(f, by_id) for f in report.findings))


def _with_suspects(outcome: Outcome, located: Outcome | None) -> Outcome:
    if located is None:
        return outcome
    return replace(
        outcome, hints=located.hints, suspects=located.suspects, located=located.located, left_out=located.left_out
    )


def _replaced(finding: Finding, outcomes: Mapping[str, Outcome]) -> Finding:
    outcome = outcomes.get(finding.outcome.id) if finding.outcome else None
    below = tuple(_replaced(f, outcomes) for f in finding.follows)
    return replace(finding, outcome=outcome, follows=below)


def _changes(finding: Finding) -> frozenset[Change]:
    """The changes of a single cell that would mend what is proven wrong."""
    outcome = finding.outcome
    if outcome is None or outcome.verdict != "mismatch" or outcome.located != "sets":
        return frozenset()
    alone = [suspects.cells[0] for suspects in outcome.suspects if len(suspects.cells) == 1]
    return frozenset((one.cell, one.suggested) for one in alone if one.suggested.is_finite())


def _together(changes: Mapping[int, frozenset[Change]]) -> Iterator[list[int]]:
    """The findings that one change mends together, always the most that are left; a finding stands in one group only."""
    users: dict[Change, list[int]] = defaultdict(list)
    for n, several in changes.items():
        for change in several:
            users[change].append(n)
    queue = [(-len(together), together) for together in users.values() if len(together) > 1]
    heapify(queue)
    gone: set[int] = set()
    while queue:
        _, together = heappop(queue)
        left = [n for n in together if n not in gone]
        if len(left) == len(together):
            gone.update(together)
            yield together
        elif len(left) > 1:
            heappush(queue, (-len(left), left))
