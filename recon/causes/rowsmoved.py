"""Amounts that stand at other projects: rows sorted or pasted without their names."""

from __future__ import annotations

from collections.abc import Iterator

from recon.causes.case import Case, Cause
from recon.causes.unit import PLAN
from recon.causes.words import block, rows
from recon.model import Finding

Amounts = tuple[int | None, ...]


def find(case: Case) -> Iterator[Cause]:
    """Rows whose plan is, to the digit, what last month's report had for each other's projects."""
    owners = _owners(case)
    home = {
        row: owners[now]
        for row in case.continued
        if (now := _now(case, row)) != _then(case, row) and now in owners and owners[now] != row
    }
    if len(home) < 2 or set(home) != set(home.values()):
        return
    source = {owner: row for row, owner in home.items()}
    edits = {
        case.cell(row, label): column.get(source[row])
        for row in home
        for label, column in case.columns.items()
    }
    cells = tuple(case.cell(row, label) for row in sorted(home) for label in PLAN if label in case.columns)
    words = {"found": rows(sorted(home)), "place": block(cells), "column": "项目名称"}
    yield Cause(Finding("SLIP04", "强制性", cells, words), edits, known=True)


def _now(case: Case, row: int) -> Amounts:
    return tuple(case.at(row, label) for label in PLAN)


def _then(case: Case, row: int) -> Amounts:
    return tuple(case.last(row, label) for label in PLAN)


def _owners(case: Case) -> dict[Amounts, int]:
    """Last month's plans that belong to one project alone → its row this month."""
    found: dict[Amounts, int] = {}
    twice = set()
    for row in case.continued:
        then = _then(case, row)
        if sum(bool(v) for v in then) > 1:
            twice |= {then} if then in found else set()
            found[then] = row
    return {then: row for then, row in found.items() if then not in twice}
