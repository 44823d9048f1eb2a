"""One entry in two rows of one form: under two codes, or under two names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import compress

import numpy as np

from recon.forms.tableform import TableData
from recon.grid import Grid
from recon.model import Finding
from recon.schemas.fields import amounts
from recon.tables import fold

#: Distinct amounts that must agree, so that it is no coincidence.
ENOUGH = 4
#: Where more than one pair in so many rows agrees, amounts are standard ones and say nothing of projects.
SELDOM = 20
_MIXING = 0x9E3779B97F4A7C15
Row = tuple[int, str, str]  #: number, code, name


def check(data: TableData) -> Iterator[Finding]:
    """Rows that agree in every amount and in what their name goes with but not in their code."""
    continued, frame = data.spec.continued, data.projects.frame
    if continued is None or continued.code == continued.name or not {continued.code, continued.name} <= set(frame):
        return
    labels = [label for label in amounts(data.spec.model.to_schema()) if label in frame]
    if not labels:
        return
    alike: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    again = _again(data.projects, labels)
    columns = [data.projects.values(label) for label in labels]
    beside = dict.fromkeys((*(one.column for one in data.spec.shared), *continued.beside))
    words = [frame[label].tolist() for label in (*beside, continued.code, continued.name) if label in frame]
    rows = zip(frame.index.tolist(), zip(*words, strict=True), zip(*columns, strict=True), strict=True)
    for row, (*own, code, name), values in compress(rows, again):
        if len({v for v in values if v}) >= ENOUGH:
            alike[*own, *values].append((int(row), str(code), str(name)))
    twos = [rows for rows in alike.values() if len(rows) == 2]
    pairs = [(one, other) for one, other in twos if one[1] != other[1] and one[1] and other[1]]
    if len(pairs) <= max(1, len(frame) // SELDOM):
        yield from (_twin(data, continued.code, one, other) for one, other in pairs)


def _again(table: Grid, labels: list[str]) -> list[bool]:
    """Whether another row may hold the same amounts: rows that do have the same sum of amounts times odd numbers."""
    mixed = np.zeros(len(table.frame), dtype=np.uint64)
    for place, label in enumerate(labels):
        mixed += table.integers(label)[0].view(np.uint64) * np.uint64(_MIXING * (2 * place + 1) % 2**64)
        mixed ^= mixed >> np.uint64(29)
    _, where, counts = np.unique(mixed, return_inverse=True, return_counts=True)
    return list((counts[where] > 1).tolist())


def _twin(data: TableData, label: str, one: Row, other: Row) -> Finding:
    same = fold(one[2]) == fold(other[2])
    words = {
        "column": label,
        "name": other[2],
        "twin": one[2],
        "other": str(one[0]),
        "alike": "codes" if same else "names",
        "found": other[1],
    }
    cells = (data.table.cell(other[0], label), data.table.cell(one[0], label))
    return Finding("TWIN01", "核实性", cells, words)
