"""Relations of words: entries that another table must list, dates in their order; and how often each held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from recon import messages
from recon.forms.structure import columns_of
from recon.forms.tableform import FormData, TableData
from recon.model import Finding, Level, Outcome, Tally
from recon.schemas.form import Order, Reference

#: A relation asked of a row: its code and what is wrong, None where it holds.
Asked = tuple[str, Finding | None]


def check(form: FormData) -> Iterator[Asked]:
    """Every reference and order that the tables of a form declare, in each row that has what it takes."""
    for table in form.tables.values():
        for reference in table.spec.references:
            if reference.sheet in form.tables:
                yield from _listed(table, reference, form.tables[reference.sheet])
        for order in table.spec.orders:
            yield from _ordered(table, order)


def _listed(data: TableData, reference: Reference, other: TableData) -> Iterator[Asked]:
    if reference.listed not in other.projects.frame:
        return  # the column is missing, which is said once
    known = set(other.projects.frame[reference.listed])
    for row, found in columns_of(data.projects.frame, reference.column):
        if found:
            words = {"column": reference.column, "found": found, "sheet": other.table.sheet}
            yield asked(data, reference.code, found in known, row, (reference.column,), **words)


def _ordered(data: TableData, order: Order) -> Iterator[Asked]:
    for row, first, second in columns_of(data.projects.frame, order.first, order.second):
        if first and second:
            labels = (order.second, order.first)
            yield asked(data, order.code, first <= second, row, labels, start=first, finish=second)


def asked(
    data: TableData,
    code: str,
    holds: bool,
    row: int,
    labels: tuple[str, ...],
    level: Level = "强制性",
    **words: str,
) -> Asked:
    """A relation of a row; where it does not hold it is told at the first of some columns."""
    cells = tuple(data.table.cell(row, label) for label in labels)
    return code, None if holds else Finding(code, level, cells, words)


def tallies(found: Iterable[Asked]) -> Iterator[tuple[Tally, list[Outcome]]]:
    """How often each relation held and did not; what is wrong are findings of their own, not outcomes."""
    counts = Counter((code, finding is None) for code, finding in found)
    for code in dict.fromkeys(code for code, _ in counts):
        formula = messages.form(f"check_{code}", messages.LANGUAGES[0])
        verdicts = {"exact": counts[code, True], "mismatch": counts[code, False]}
        yield Tally(code, "relation", formula, verdicts), []
