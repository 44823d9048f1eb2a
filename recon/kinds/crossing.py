"""Declared relations of words: entries that another table must list, and dates in their order."""

from __future__ import annotations

from collections.abc import Iterator

from recon.kinds.structure import columns_of
from recon.kinds.tableform import FormData, TableData
from recon.model import Finding
from recon.schemas.form import Order, Reference


def check(form: FormData) -> Iterator[Finding]:
    """Every reference and order that the tables of a form declare."""
    for table in form.tables.values():
        for reference in table.spec.references:
            if reference.sheet in form.tables:
                yield from _unlisted(table, reference, form.tables[reference.sheet])
        for order in table.spec.orders:
            yield from _disordered(table, order)


def _unlisted(data: TableData, reference: Reference, other: TableData) -> Iterator[Finding]:
    if reference.listed not in other.projects.frame:
        return  # the column is missing, which is said once
    known = set(other.projects.frame[reference.listed])
    for row, found in columns_of(data.projects.frame, reference.column):
        if found and found not in known:
            words = {"column": reference.column, "found": found, "sheet": other.table.sheet}
            yield Finding(reference.code, "强制性", (data.table.cell(row, reference.column),), words)


def _disordered(data: TableData, order: Order) -> Iterator[Finding]:
    for row, first, second in columns_of(data.projects.frame, order.first, order.second):
        if first and second and first > second:
            cells = (data.table.cell(row, order.second), data.table.cell(row, order.first))
            yield Finding(order.code, "强制性", cells, {"start": first, "finish": second})
