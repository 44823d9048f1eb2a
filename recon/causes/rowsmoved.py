"""Amounts that stand at other projects: rows sorted or pasted without their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from recon.causes.case import Case, Cause
from recon.causes.unit import PLAN
from recon.causes.words import block, rows
from recon.model import Finding

Amounts = tuple[int | None, ...]


#: Findings that what a row says of its state and what it has done do not fit.
UNFIT = ("IDLE", "DONE", "START")
#: Rows with such a finding from which on all rows may be one off.
ENOUGH = 3


def find(case: Case) -> Iterator[Cause]:
    """Rows whose plan is what last month's report had for each other's projects; or all amounts one row off."""
    yield from _exchanged(case) if case.before is not None else _shifted(case)


def _shifted(case: Case) -> Iterator[Cause]:
    """Every amount one row up or down, where several rows do not fit their state."""
    unfit = {f.cell.row for f in case.report.findings if f.code.startswith(UNFIT)}
    if len(unfit) < ENOUGH:
        return
    for by in (1, -1):
        source = dict(zip(case.rows, case.rows[by:] + case.rows[:by], strict=True))
        yield _cause(case, source, "shifted_rows", proven=False)


def _exchanged(case: Case) -> Iterator[Cause]:
    """Rows whose plan is, to the digit, what last month's report had for each other's projects."""
    owners = _owners(case)
    home = {
        row: owners[now]
        for row in case.continued
        if (now := _now(case, row)) != _then(case, row) and now in owners and owners[now] != row
    }
    if len(home) < 2 or set(home) != set(home.values()):
        return
    yield _cause(case, {owner: row for row, owner in home.items()}, "last_rows", proven=True)


def _cause(case: Case, source: Mapping[int, int], proof: str, *, proven: bool) -> Cause:
    """``source``: row → the row where its amounts stand."""
    edits = {case.cell(row, label): column.get(source[row]) for row in source for label, column in case.columns.items()}
    cells = tuple(sorted(edits))
    words = {"found": rows(sorted(source)), "place": block(cells), "column": case.named, "proof": proof}
    return Cause(Finding("SLIP04", "强制性", cells, words), edits, proven=proven)


def _now(case: Case, row: int) -> Amounts:
    return tuple(case.at(row, label) for label in PLAN)


def _then(case: Case, row: int) -> Amounts:
    return tuple(case.last(row, label) for label in PLAN)


def _owners(case: Case) -> dict[Amounts, int]:
    """Last month's plans that belong to one project alone → its row this month."""
    owners: dict[Amounts, int] = {}
    twice = set()
    for row in case.continued:
        then = _then(case, row)
        if sum(bool(v) for v in then) > 1:
            twice |= {then} if then in owners else set()
            owners[then] = row
    return {then: row for then, row in owners.items() if then not in twice}
