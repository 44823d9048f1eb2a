"""Relations of words: entries that another table lists, or none twice, classes of others, dates in their order; how often each held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from recon import messages
from recon.forms.structure import columns_of, places
from recon.forms.tableform import FormData, TableData
from recon.model import CellRef, Finding, Level, Outcome, Tally
from recon.schemas.form import FormSpec, Once, Order, Reference, Within

#: A relation asked of a row: its code and what is wrong, None where it holds.
Asked = tuple[str, Finding | None]


def check(form: FormData) -> Iterator[Asked]:
    """What the tables of a form declare of their words, in each row that has what it takes.

    What another table does not list is told as that alone, however often it stands.
    """
    for table in form.tables.values():
        listed = [
            one
            for reference in table.spec.references
            if reference.sheet in form.tables
            for one in _listed(table, reference, form.tables[reference.sheet])
        ]
        yield from listed
        for once in table.spec.once:
            yield from _once(table, once, {finding.cell for _, finding in listed if finding})
        for within in table.spec.within:
            yield from _within(table, within)
        for order in table.spec.orders:
            yield from _ordered(table, order)


def _listed(data: TableData, reference: Reference, other: TableData) -> Iterator[Asked]:
    if reference.listed not in other.projects.frame:
        return  # the column is missing, which is said once
    entries, seen = set(other.projects.frame[reference.listed]), {""}
    for row, value in columns_of(data.projects.frame, reference.column):
        if value not in seen:
            seen |= {value} if reference.column == data.spec.key else set()  # which says that it stands twice
            words = {"column": reference.column, "found": value, "sheet": other.table.sheet}
            yield asked(data, reference.code, value in entries, row, (reference.column,), **words)


def _once(data: TableData, once: Once, reported: AbstractSet[CellRef]) -> Iterator[Asked]:
    for value, rows in places(data, once.column).items():
        cells = tuple(data.table.cell(row, once.column) for row in rows)
        if reported.isdisjoint(cells):
            words = {"column": once.column, "found": value, "sheet": data.table.sheet}
            words["cells"] = "、".join(cell.a1 for cell in cells)
            yield once.code, Finding(once.code, "强制性", cells, words) if len(rows) > 1 else None


def _within(data: TableData, within: Within) -> Iterator[Asked]:
    """A class belongs to what stands beside it; without a code of its own that is told of the row's structure."""
    rows = columns_of(data.projects.frame, within.column, within.upper) if within.code != "LIST02" else ()
    for row, value, upper in rows:
        if choices := within.choices(value, upper):
            words = {"found": value, "upper": upper, "choices": "、".join(choices)}
            yield asked(data, within.code, value in choices, row, (within.column, within.upper), **words)


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


def tallies(spec: FormSpec, results: Iterable[Asked]) -> Iterator[tuple[Tally, list[Outcome]]]:
    """How often each relation that the form names held and did not; what is wrong are findings, no outcomes."""
    codes = {code for code, _ in spec.checks}
    counts = Counter((code, finding is None) for code, finding in results if code in codes)
    for code in dict.fromkeys(code for code, _ in counts):
        formula = messages.form(f"check_{code}", messages.LANGUAGES[0])
        verdicts = {"exact": counts[code, True], "mismatch": counts[code, False]}
        yield Tally(code, "relation", formula, verdicts), []
