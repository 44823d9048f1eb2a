"""What place each column of a form is rounded to: the declared one, whole units where it was filled in so, or none.

A sender may round every amount to whole units by itself; then sums are off by what rounding explains. That a column
is whole tells nothing alone, since amounts may really be whole: the sums of whole parts must also be off by little
in more rows than slips would be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from recon.grid import Grid
from recon.relations import Relation

#: Rows with several parts that must be there to tell rounding from a slip, how many must be off, and one in how many.
ROWS, OFF, SHARE = 3, 2, 8
#: The smallest coin: an amount in this unit with its decimals is exact.
COIN = "元"


def with_roundings(
    table: Grid, entries: Iterable[int], relations: Sequence[Relation[str]], declared: bool = False
) -> Grid:
    """The table with the amounts that are rounded to whole units, or none where its unit has no smaller part.

    ``declared``: the cover says that amounts are whole.
    """
    frame = table.frame.loc[list(entries)]
    rows = frame.index.to_numpy()
    whole_rows: dict[str, frozenset[int]] = {}
    for relation in relations:
        if relation.operator != "=" or len(relation.lefts) < 2:
            continue
        parts, stated = (_columns(frame, labels) for labels in (relation.lefts, relation.rights))
        whole = _whole(table, parts)
        if parts and stated and (declared or _rounded(table, parts, stated, whole)):
            for label, column in _named(frame, (*relation.lefts, *relation.rights)):
                mine = whole & _whole(table, [column])
                whole_rows[label] = whole_rows.get(label, frozenset()) | frozenset(map(int, rows[mine]))
    bound = {
        label for relation in relations if relation.operator == "=" for label in (*relation.lefts, *relation.rights)
    }
    rounded = frozenset(row for several in whole_rows.values() for row in several)
    for label, column in _named(frame, table.columns) if whole_rows else ():
        if label not in bound:  # 本年计划 is typed like the years that it is one of
            whole_rows[label] = rounded & frozenset(map(int, rows[_whole(table, [column])]))
    if whole_rows and all(_whole(table, [column]).all() for _, column in _named(table.frame, table.columns)):
        everywhere = frozenset(map(int, table.frame.index))
        whole_rows = {label: everywhere for label, _ in _named(table.frame, table.columns)}
    exact = table.unit.text == COIN
    return replace(table, whole=whole_rows, exact=exact) if whole_rows or exact else table


def _named(frame: pd.DataFrame, labels: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """The columns of amounts among some, blanks as zero."""
    for label in labels:
        if label in frame and label != "项目数" and isinstance(frame[label].dtype, pd.Int64Dtype):
            yield label, frame[label].fillna(0).to_numpy(dtype=np.int64)


def _columns(frame: pd.DataFrame, labels: Iterable[str]) -> list[Any]:
    return [column for _, column in _named(frame, labels)]


def _whole(table: Grid, columns: list[Any]) -> Any:
    """Rows in which every amount is a whole number of units."""
    return np.all([column % 10**table.scale == 0 for column in columns], axis=0) if columns else np.False_


def _rounded(table: Grid, parts: list[Any], stated: list[Any], whole: Any) -> bool:
    """Whether sums of whole parts are off by little in so many rows that rounding is the likelier reason."""
    terms = np.sum([part != 0 for part in parts], axis=0)
    several = whole & (terms > 1)
    away = np.abs(np.sum(parts, axis=0) - np.sum(stated, axis=0))
    near = several & (away > 0) & (2 * away <= (terms + 1) * 10**table.scale)
    return int(several.sum()) >= ROWS and int(near.sum()) >= OFF and int(near.sum()) * SHARE >= int(several.sum())
