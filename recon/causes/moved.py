"""Amounts that stand in each other's columns: shifted, rotated, exchanged; in a row, a block or all rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from recon.across import previous
from recon.causes import groups
from recon.causes.case import Case, Cause
from recon.causes.trial import Try, sound
from recon.causes.unit import MOST
from recon.causes.words import block, names
from recon.model import Finding


class Move(NamedTuple):
    """What happened to a group of columns: each label takes the amount of another, or has lost its own (blank)."""

    kind: str  #: rotated, shifted or exchanged
    labels: tuple[str, ...]
    source: tuple[str, ...]


def find(case: Case) -> Iterator[Cause]:
    """Moves that restore what last month had, or that alone make all relations of a row hold."""
    if len(case.wrong) > MOST and case.before is None:
        return
    restored = _restored(case)
    yield from _causes(case, restored, proven=True)
    settled = {row for row, _ in restored}
    wrong = [row for row in case.rows if row in case.wrong and row not in settled][:MOST]
    yield from _causes(case, _mended(case, wrong), proven=False)


def runs(labels: tuple[str, ...]) -> Iterator[Move]:
    """The moves of a group of columns, then of fewer of them side by side."""
    yield from moves(labels)
    for size in range(len(labels) - 1, 2, -1):
        for first in range(len(labels) - size + 1):
            run = labels[first : first + size]
            yield from (move for move in moves(run) if move.kind != "exchanged")


def moves(labels: tuple[str, ...], *, lost: bool = True) -> Iterator[Move]:
    """Rotations, shifts that lose what falls off the end, and exchanges of two columns."""
    count = len(labels)
    for k in range(1, count):
        yield Move("rotated", labels, labels[k:] + labels[:k])
    for k in (1, 2) if lost else ():
        yield Move("shifted", labels, labels[k:] + ("",) * k)
        yield Move("shifted", labels, ("",) * k + labels[:-k])
    for one, other in combinations(labels, 2):
        yield Move("exchanged", (one, other), (other, one))


Changes = dict[str, int | None]
Rows = dict[tuple[int, Move], Changes]  #: row and move → amounts as they would be


class Group(NamedTuple):
    """Columns that one relation adds up, and what becomes of them from month to month."""

    labels: tuple[str, ...]
    total: str
    grown: bool  #: they may grow, not shrink; else they stay


def _groups(case: Case) -> Iterator[Group]:
    """The columns of each sum that all stay, or all never shrink."""
    for total, labels in groups.summed_columns(case.main.spec):
        for operator in ("=", "≤"):
            if all(previous.rolls(one, operator, case.main.spec) for one in labels):
                yield Group(labels, total, operator == "≤")


def _restored(case: Case) -> Rows:
    """Rows whose amounts are last month's once moved back: of what stays to the digit, of funds never less."""
    rows: Rows = {}
    if case.before is None:
        return rows
    for group in _groups(case):
        check = _grown if group.grown else _same
        odd = {row: n for row in case.rows if row in case.continued and (n := _odd(case, row, group))}
        ways = {
            row: {move: back for move in runs(group.labels) if (back := check(case, row, move, group))} for row in odd
        }
        rows |= _alone(ways, odd) or _shared(ways)
    return rows


def _alone(ways: Mapping[int, Mapping[Move, Changes]], odd: Mapping[int, int]) -> Rows:
    """Rows in which moves restore several amounts in one way only, by the move that restores most rows; and others
    that the same move restores.
    """
    left: dict[int, list[Move]] = {}
    for row, several in ways.items():
        rich = [move for move, back in several.items() if _filled(back) > 1]
        if odd[row] > 1 and len({_after(several[move]) for move in rich}) == 1:
            left[row] = rich
    rows: Rows = {}
    while left:
        users: dict[Move, int] = defaultdict(int)
        for moves_ in left.values():
            for move in moves_:
                users[move] += 1
        best = max(users, key=users.__getitem__)
        placed = {row for row, _ in rows}
        rows |= {(row, best): several[best] for row, several in ways.items() if row not in placed and best in several}
        left = {row: moves_ for row, moves_ in left.items() if best not in moves_}
    return rows


def _after(back: Changes) -> tuple[tuple[str, int], ...]:
    """The amounts other than blank or zero once moved back."""
    return tuple(sorted((label, value) for label, value in back.items() if value))


def _shared(ways: Mapping[int, Mapping[Move, Changes]]) -> Rows:
    """The only move that restores every odd row, where there are several."""
    common = [move for move in next(iter(ways.values()), {}) if all(move in several for several in ways.values())]
    if len(ways) < 2 or len(common) != 1:
        return {}
    return {(row, common[0]): several[common[0]] for row, several in ways.items()}


def _filled(back: Mapping[str, int | None]) -> int:
    """The number of amounts other than blank or zero: one alone may be anywhere by chance."""
    return sum(bool(value) for value in back.values())


def _odd(case: Case, row: int, group: Group) -> int:
    """The number of columns of a group that are not what last month leads to expect."""
    odd = 0
    for label in group.labels:
        now, last = case.at(row, label) or 0, case.last(row, label) or 0
        odd += (now < last or (now > 0) != (last > 0)) if group.grown else now != last
    return odd


def _same(case: Case, row: int, move: Move, group: Group) -> Changes:
    """The amounts moved back, if they are last month's and some of them something; what was lost is last month's."""
    back = {x: (case.at(row, y) if y else case.last(row, x)) for x, y in zip(move.labels, move.source, strict=True)}
    kept = [x for x, y in zip(move.labels, move.source, strict=True) if y]
    agree = all((back[x] or 0) == (case.last(row, x) or 0) for x in kept)
    others = all((case.at(row, x) or 0) == (case.last(row, x) or 0) for x in group.labels if x not in move.labels)
    return back if agree and others and any(back[x] for x in kept) else {}


def _grown(case: Case, row: int, move: Move, group: Group) -> Changes:
    """The funds moved back, if every source then has no less than last month and none appears or vanishes."""
    back = {x: (case.at(row, y) if y else None) for x, y in zip(move.labels, move.source, strict=True)}
    lost = [x for x, y in zip(move.labels, move.source, strict=True) if not y]
    whole = {**{x: case.at(row, x) for x in group.labels}, **back}
    total = case.at(row, group.total)
    if len(lost) > 1 or total is None or any(whole[x] is None for x in group.labels if x not in lost):
        return {}
    if lost:
        back[lost[0]] = whole[lost[0]] = total - sum(v or 0 for x, v in whole.items() if x not in lost)
    fits = all(
        (whole[x] or 0) >= (case.last(row, x) or 0) and bool(whole[x]) == bool(case.last(row, x)) for x in group.labels
    )
    return back if fits and any(back.values()) else {}


def _mended(case: Case, wrong: Sequence[int]) -> Rows:
    """Rows whose relations all hold after one move and no other."""
    tries, tried = [], []
    for row in wrong:
        for labels in groups.sides(case.main.spec):
            for move in moves(labels, lost=False):
                back: dict[str, int | None] = {
                    x: case.at(row, y) for x, y in zip(move.labels, move.source, strict=True)
                }
                if any(case.at(row, x) != v for x, v in back.items()) and None not in back.values():
                    tries.append(Try(row, back))
                    tried.append(move)
    several: dict[int, dict[tuple[object, ...], tuple[Move, Mapping[str, int | None]]]] = defaultdict(dict)
    for one, move, held in zip(tries, tried, sound(case, tries), strict=True):
        if held:
            changed = {x: v for x, v in one.changes.items() if case.at(one.row, x) != v}
            several[one.row].setdefault(tuple(sorted(changed.items())), (move, changed))
    rows: Rows = {}
    for row, ways in several.items():
        fewest = min(len(changed) for _, changed in ways.values())
        least = [way for way in ways.values() if len(way[1]) == fewest]
        if len(least) == 1:
            move, restored = least[0]
            changed = dict(restored)
            kind = "exchanged" if len(changed) == 2 else move.kind
            labels = tuple(x for x in move.labels if x in changed)
            sources = tuple(y for x, y in zip(move.labels, move.source, strict=True) if x in changed)
            rows[row, Move(kind, labels, sources)] = changed
    return rows


def _causes(case: Case, rows_moved: Rows, *, proven: bool) -> Iterator[Cause]:
    """One cause for all rows of a move."""
    moved: dict[Move, list[int]] = defaultdict(list)
    for row, move in rows_moved:
        moved[move].append(row)
    for move, rows in moved.items():
        edits = {case.cell(row, x): v for row in rows for x, v in rows_moved[row, move].items()}
        cells = tuple(
            case.cell(row, x) for row in rows for x, v in rows_moved[row, move].items() if case.at(row, x) != v
        )
        area = [case.cell(row, x) for row in rows for x in move.labels]
        words = {
            "column": names(move.labels),
            "place": block(area),
            "way": move.kind,
            "rows": str(len(rows)),
            "proof": "last" if proven else "relations",
            "whole": "yes" if len(rows) == len(case.rows) else "",
        }
        yield Cause(Finding("SLIP03", "强制性", cells, words), edits, proven=proven)
