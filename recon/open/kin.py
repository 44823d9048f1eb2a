"""Tables of a workbook with one head: what holds between the columns of one is asked of the others, too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from recon.open import discover, firm, relations
from recon.open.check import Sheet
from recon.open.evidence import ACCEPT, weigh
from recon.open.firm import Families
from recon.open.patterns import Pattern
from recon.open.relations import Relation
from recon.open.tables import Table

#: A sum of columns by the places of its columns among those with a head: total, parts, signs.
Key = tuple[int, tuple[int, ...], tuple[int, ...]]
#: Places in which the same columns must hold in other tables.
HOLD = 3


def shared(sheets: Sequence[Sheet]) -> tuple[list[Sheet], Families]:
    """The sheets with the relations that tables of one head lend each other, and what holds in all of a group."""
    groups: dict[tuple[tuple[str, ...], ...], list[tuple[int, Table]]] = defaultdict(list)
    for n, sheet in enumerate(sheets):
        for table in sheet.tables:
            heads = tuple(table.heads.values())
            if sum(map(bool, heads)) >= 2 and len(set(heads)) == len(heads):
                groups[heads].append((n, table))
    changed = list(sheets)
    number: dict[int, int] = {}
    for k, group in enumerate(groups.values()):
        if len(group) > 1:
            number |= {id(table): -k - 1 for _, table in group}
            _columns(changed, group)
            _nested(changed, group)
    every = [r for sheet in changed for r in sheet.relations]
    return changed, firm.families_of(every, number)


def _columns(sheets: list[Sheet], group: Sequence[tuple[int, Table]]) -> None:
    """Sums of columns that hold in one table of a group, asked in those that have no other sum for the same column."""
    held: dict[Key, dict[int, int]] = defaultdict(dict)
    for n, table in group:
        for relation in sheets[n].relations:
            if relation.table is table and relation.axis.name == "columns" and (key := _key(relation, table)):
                held[key][id(table)] = int((relation.holds & (relation.gains > 0)).sum())
    for key, counts in sorted(held.items(), key=lambda item: (-sum(item[1].values()), item[0])):
        for n, table in group:
            others = sum(counts.values()) - counts.get(id(table), 0)
            if others >= HOLD:
                sheets[n] = replace(sheets[n], relations=tuple(_lent(sheets[n], table, key, others)))


def _key(relation: Relation, table: Table) -> Key | None:
    place = {column: n for n, column in enumerate(table.heads)}
    pattern = relation.pattern
    if not pattern.lines <= place.keys():
        return None
    pairs = sorted(zip((place[p] for p in pattern.parts), pattern.signs or (1,) * len(pattern.parts), strict=True))
    return place[pattern.total], tuple(p for p, _ in pairs), tuple(s for _, s in pairs)


def _lent(sheet: Sheet, table: Table, key: Key, others: int) -> Iterator[Relation]:
    """The relations of a sheet, the one that others vouch for among them."""
    columns = list(table.heads)
    total, parts = columns[key[0]], tuple(columns[n] for n in key[1])
    there = False
    for relation in sheet.relations:
        same = relation.table is table and relation.axis.name == "columns" and relation.pattern.total == total
        if same and _key(relation, table) == key:
            yield replace(relation, pattern=relation.pattern.but(vouched=others))
        else:
            yield relation
        there = there or same
    if not there:
        axis = sheet.axes[1]
        weight = weigh(axis, total, np.array(parts), np.array(key[2]))
        pattern = Pattern(
            axis.name,
            total,
            parts,
            0,
            axis.values.shape[1] - 1,
            ACCEPT,
            signs=key[2],
            evidence="twin",
            view="twin",
            weighed=weight,
            vouched=others,
        )
        if (lent := relations.at(axis, pattern, table)) is not None:
            yield lent


def _nested(sheets: list[Sheet], group: Sequence[tuple[int, Table]]) -> None:
    """Totals that fail in a reading of depth that holds in the tables of a group together."""
    read = {n: list(discover.readings(sheets[n].axes[0])) for n, _ in group if sheets[n].axes}
    held = sum(max((r.held for r in several), default=0) for several in read.values())
    missed = sum(max((r.missed for r in several), default=0) for several in read.values())
    if held < max(discover.HELD, discover.PER_MEANT * missed):
        return
    for n, table in group:
        totals = {r.pattern.total for r in sheets[n].relations if r.axis.name == "rows"}
        failed = [p for reading in read.get(n, ()) for p in reading.failed if p.total not in totals]
        more = [r for p in failed if (r := relations.at(sheets[n].axes[0], p, table)) is not None]
        sheets[n] = replace(sheets[n], relations=(*sheets[n].relations, *more))
