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
    amounts_of, distinctive = _keys(data.projects, labels)
    beside = dict.fromkeys((*(one.column for one in data.spec.shared), *continued.beside))
    words = [frame[label].tolist() for label in (*beside, continued.code, continued.name) if label in frame]
    rows = zip(frame.index.tolist(), zip(*words, strict=True), amounts_of, strict=True)
    for row, (*own, code, name), key in compress(rows, distinctive):
        alike[*own, key].append((int(row), str(code), str(name)))
    twos = [rows for rows in alike.values() if len(rows) == 2]
    pairs = [(one, other) for one, other in twos if one[1] != other[1] and one[1] and other[1]]
    if len(pairs) <= max(1, len(frame) // SELDOM):
        yield from (_twin(data, continued.code, one, other) for one, other in pairs)


def _keys(table: Grid, labels: list[str]) -> tuple[list[bytes], list[bool]]:
    """All amounts of each row as one key, blank not being 0; and whether enough of them differ for it to tell anything."""
    columns = [table.integers(label) for label in labels]
    values = np.column_stack([values for values, _ in columns])
    blank = np.packbits(np.column_stack([blank for _, blank in columns]), axis=1)
    ordered = np.sort(values, axis=1)
    distinct = (ordered != 0).astype(np.int64)
    distinct[:, 1:] &= ordered[:, 1:] != ordered[:, :-1]
    rows = np.ascontiguousarray(np.hstack((values.view(np.uint8), blank)))
    return [row.tobytes() for row in rows], list((distinct.sum(axis=1) >= ENOUGH).tolist())


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
