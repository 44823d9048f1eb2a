"""Running totals and balances: a line whose every place is its place before plus what moved: 累计, 余额."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import permutations
from typing import Any

import numpy as np

from recon.open import words
from recon.open.axis import Axis, Shift
from recon.open.evidence import ACCEPT, weigh
from recon.open.patterns import Pattern
from recon.open.relations import Relation, at, name
from recon.open.tables import Table

SUMS = re.compile(r"累计|\bcumulative\b|\bcum\b\.?|\brunning\b|\byear.to.date\b|\bytd\b", re.IGNORECASE)
STANDS = re.compile(r"余额|结余|结存|库存|存量|累计|\bbalance\b|\bstock\b|\bon hand\b", re.IGNORECASE)
#: A place with which a year begins.
FIRST = re.compile(r"(?:^|\D)0?1月|^一月|[第]?一季度|第一|\bq1\b|\bjan", re.IGNORECASE)
#: Lines on either side of a running one in which its movements are looked for.
REACH = 6
#: Places that must hold.
HOLD = 4
#: What looking for it costs, in bits.
PRICE = 6.0


def find(axis: Axis, across: Sequence[str], tables: Iterable[Table]) -> Iterator[Relation]:
    """The running lines of each table; ``across``: labels of the samples."""
    named = [
        n
        for n in range(axis.count)
        if axis.filled_lines[n] and not axis.rates[n] and (SUMS.search(axis.labels[n]) or STANDS.search(axis.labels[n]))
    ]
    if not named:
        return
    total = np.array([words.total(label.split(" ")[-1]) for label in across], dtype=bool)
    for table in tables:
        inside = _inside(axis, table)
        for line in named:
            if axis.name == "rows" and not table.rows[0] <= line <= table.rows[-1]:
                continue
            candidates = [
                one for back in (False, True) if (one := _best(axis, across, table, line, inside & ~total, back=back))
            ]
            if candidates:
                yield max(candidates, key=lambda one: one.pattern.bits)


def _inside(axis: Axis, table: Table) -> Any:
    inside = np.zeros(axis.values.shape[1], dtype=bool)
    if axis.name == "rows":
        inside[table.left : table.right + 1] = True
    else:
        inside[table.rows[0] : table.rows[-1] + 1] = True
    return inside


def _best(axis: Axis, across: Sequence[str], table: Table, line: int, inside: Any, *, back: bool) -> Relation | None:
    """The movements that carry a line on from place to place; None where none do."""
    places = np.flatnonzero(inside & axis.filled[line])
    if len(places) <= HOLD:
        return None
    places = places[::-1] if back else places
    opens = not (SUMS.search(axis.labels[line]) and FIRST.search(words.fold(across[places[0]])))
    wide = _shifted(axis, line, places, opens=opens)
    best: Pattern | None = None
    for parts, signs in _movements(axis, line):
        weight = weigh(wide, line, np.array([axis.count, *parts]), np.array([1, *signs]))
        weight = replace(weight, hits=weight.hits & inside, misses=weight.misses & inside)
        held = int((weight.hits & (weight.gains > 0)).sum())
        if held < max(HOLD, 2 * int(weight.misses.sum())) or weight.bits - PRICE < ACCEPT:
            continue
        if best is None or weight.bits - 2 * len(parts) > best.bits - 2 * len(best.parts):
            best = Pattern(
                axis.name,
                line,
                (axis.count, *parts),
                0,
                axis.values.shape[1] - 1,
                weight.bits,
                signs=(1, *signs),
                evidence="label",
                view="running",
                weighed=weight,
                wording=_formula(axis, line, parts, signs),
            )
    return None if best is None else at(wide, best, table)


def _movements(axis: Axis, line: int) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """What may move a line: one line near it; of a balance also what came in less what went out."""
    near = [
        n
        for n in range(max(0, line - REACH), min(axis.count, line + REACH + 1))
        if n != line and axis.filled_lines[n] and not axis.rates[n]
    ]
    for n in near:
        yield (n,), (1,)
    if STANDS.search(axis.labels[line]):
        for pair in permutations(near, 2):
            yield pair, (1, -1)


def _shifted(axis: Axis, line: int, places: Any, *, opens: bool) -> Axis:
    """The axis with one line more: ``line`` at the place before; ``opens``: it may begin with something from before."""
    before = np.full(axis.values.shape[1], -1)
    before[places[1:]] = places[:-1]
    there = before >= 0
    first = int(places[0])

    def more(values: Any, blank: Any) -> Any:
        return np.vstack([values, np.where(there, values[line][before], blank)[None, :]])

    unknown = more(axis.unknown, False)
    unknown[-1, first] = opens
    moved = more(axis.values, 0.0)
    return replace(
        axis,
        values=moved,
        filled=more(axis.filled, False),
        units=more(axis.units, 0.0),
        printed=more(axis.printed, 0.0),
        labels=(*axis.labels, axis.labels[line]),
        unknown=unknown,
        common=more(axis.common, 99.0),
        totals=np.append(axis.totals, False),
        rates=np.append(axis.rates, False),
        shift=Shift(line, before),
    )


def _formula(axis: Axis, line: int, parts: Sequence[int], signs: Sequence[int]) -> str:
    """C = 上行 C + B; 第5行 = 前列第5行 + 第4行."""
    own = name(axis.name, line)
    moved = "".join(f" {'+' if sign > 0 else '−'} {name(axis.name, n)}" for n, sign in zip(parts, signs, strict=True))
    return f"{own} = {'上行 ' if axis.name == 'columns' else '前列'}{own}{moved}"
