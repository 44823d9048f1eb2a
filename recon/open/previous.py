"""A workbook against last month's or last year's of its kind: lines paired by their labels, comparative columns, what came and went."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from recon.explanations import sources
from recon.looks import Look
from recon.model import CellRef, Finding, Outcome
from recon.open import board, lines, measures, tables, ties, words
from recon.open.check import Sheet
from recon.open.ties import NamedTable, Tie
from recon.workbook import RawSheet

#: Words of a column that tells again what the file before told as its own, longest first.
AGAIN = re.compile(
    r"上年同期|去年同期|上年度?|去年|上期|上月末?|期初|年初|月初|\b(?:prior|previous|last)(?: year| month| period)?'?s?\b"
    r"|\bopening\b|\bbeginning\b",
    re.IGNORECASE,
)
#: Words of a column that tells the file's own period.
OWN = re.compile(
    r"本年度?|今年|本期|本月末?|当年|当月|当期|期末|年末|月末|\b(?:this|current)(?: year| month| period)?'?s?\b|\bclosing\b|\bending\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
#: What remains of a head says nothing.
_EMPTY = re.compile(r"[数额值年月()（）\s]*")
#: Share of the rows, and of the columns, that two tables must have in common to be one.
ENOUGH = 0.5
#: Places of a comparative column that must agree for each that does not; its words have named it already.
PER_MISS = 2
NAMED = 6
Gap = tuple[int | None, int | None]


@dataclass(frozen=True)
class Pair:
    """A table and the one it was last time, with their lines paired: row and column before → now."""

    before: Sheet
    then: tables.Table
    sheet: Sheet
    now: tables.Table
    rows: Mapping[int, int]
    columns: Mapping[int, int]


def counterpart(path: Path, earlier: Iterable[Path]) -> Path | None:
    """The file before of a file: the only one that was named, else the last of those of its name without the period."""
    others = [one for one in earlier if one.resolve() != path.resolve()]
    if len(others) == 1:
        return others[0]
    wanted = sources.unit(path.stem)
    return max((one for one in others if sources.unit(one.stem) == wanted), key=lambda one: one.stem, default=None)


def read(sheets: Iterable[RawSheet], looks: Mapping[str, Look], file: str) -> list[Sheet]:
    """The tables of the file before, their cells named as those of another file."""
    listed = []
    for raw in sheets:
        outside = replace(raw, name=CellRef(raw.name).seen_from_outside(file).sheet)
        one = board.read(outside, looks.get(raw.name))
        one.measures = measures.mask(one)
        listed.append(Sheet(one, tuple(tables.find(one, raw.merged)), ()))
    return listed


def pairs(before: Sequence[Sheet], now: Sequence[Sheet]) -> list[Pair]:
    """The tables that are the same but for the time, those with most lines in common first; none twice."""
    fits: list[tuple[float, bool, int, int, Pair]] = []
    for a, b in ((a, b) for a in before for b in now):
        for m, then in enumerate(a.tables):
            for n, table in enumerate(b.tables):
                pair = _pair(a, then, b, table)
                share = min(len(pair.rows) / len(table.rows), len(pair.columns) / len(table.columns))
                if share >= ENOUGH:
                    same = a.board.name.endswith("]" + b.board.name)
                    fits.append((-share, not same, abs(m - n), len(fits), pair))
    chosen: list[Pair] = []
    for *_, pair in sorted(fits, key=lambda fit: fit[:4]):
        if all(pair.then is not one.then and pair.now is not one.now for one in chosen):
            chosen.append(pair)
    return chosen


def _pair(before: Sheet, then: tables.Table, sheet: Sheet, now: tables.Table) -> Pair:
    rows = lines.matched(lines.own(then.paths, then.rows), lines.own(now.paths, now.rows))
    heads = [{c: t.heads.get(c, ()) for c in t.columns} for t in (then, now)]
    return Pair(before, then, sheet, now, rows, lines.matched(*heads))


def comparatives(several: Sequence[Pair]) -> Iterator[Tie]:
    """The comparative columns, with what in them differs from the file before."""
    for pair in several:
        one, other = _named_table(pair.before, pair.then), _named_table(pair.sheet, pair.now)
        factor = ties.factor(one, other)
        if factor is None:
            continue
        for column in pair.now.columns:
            tried = [
                tie
                for then in _earlier_columns(pair, column)
                if (
                    tie := ties.between(
                        one, other, [((r, then), (s, column)) for r, s in pair.rows.items()], factor, PER_MISS
                    )
                )
            ]
            if tried:
                yield _comparative(max(tried, key=lambda tie: tie.held - len(tie.findings)))


def _named_table(sheet: Sheet, table: tables.Table) -> NamedTable:
    return NamedTable(sheet, table, {}, {})


def _earlier_columns(pair: Pair, column: int) -> list[int]:
    """The columns of the file before that a column may repeat, by its words: 上年决算数 ← 本年决算数, 决算数, 2023年 ← 2023年."""
    head = _head(pair.now, column)
    heads = {c: _head(pair.then, c) for c in pair.then.columns}
    if AGAIN.search(head):
        wanted = _bare(AGAIN, head)
        return [
            c
            for c, other in heads.items()
            if not AGAIN.search(other)
            and (_bare(OWN, other) == wanted or (_EMPTY.fullmatch(wanted) and OWN.search(other)))
        ]
    if _YEAR.search(head):
        return [c for c, other in heads.items() if other == head]
    return []


def _head(table: tables.Table, column: int) -> str:
    return words.fold(" ".join(table.heads.get(column, ())))


def _bare(kind: re.Pattern[str], head: str) -> str:
    return re.sub(r"[数额值\s]+$", "", kind.sub("", head)).strip()


def _comparative(tie: Tie) -> Tie:
    """The tie with its misses as those of a comparative column, at its own cell first."""
    findings = []
    for finding in tie.findings:
        own = [cell for cell in finding.cells if not cell.outside]
        words_ = {**finding.words, "then": next(str(cell) for cell in finding.cells if cell.outside)}
        findings.append(replace(finding, code="OPEN08", cells=tuple(own), words=words_))
    return replace(tie, findings=tuple(findings))


def changes(several: Sequence[Pair], file: str) -> Iterator[Finding]:
    """Of each table the lines that came, that went, and whose name alone changed; for information."""
    for pair in several:
        gone = {r: pair.then.paths[r][-1] for r in pair.then.rows if r not in pair.rows}
        taken = set(pair.rows.values())
        new = {r: pair.now.paths[r][-1] for r in pair.now.rows if r not in taken}
        once = _renamed(pair, gone, new)
        if gone or new:
            rest = [gone[r] for r in gone if r not in once]
            fresh = [new[s] for s in new if s not in once.values()]
            corner = CellRef(pair.now.board.name, pair.now.top + 1, pair.now.left + 1)
            cells = (corner, *(CellRef(pair.now.board.name, s + 1, pair.now.left + 1) for s in new))
            yield Finding(
                "OPEN09",
                "提示性",
                cells,
                {
                    "range": pair.now.range,
                    "file": file,
                    "gone": str(len(rest)),
                    "new": str(len(fresh)),
                    "renamed": str(len(once)),
                    "gone_named": _named(rest),
                    "new_named": _named(fresh),
                    "renamed_named": _named([f"{gone[r]} → {new[s]}" for r, s in once.items()]),
                },
            )


def _renamed(pair: Pair, gone: Iterable[int], new: Iterable[int]) -> dict[int, int]:
    """Rows before → now that stand alone between the same rows: only their names differ."""
    before = _gaps(sorted(pair.rows), gone, pair.rows)
    now = _gaps(sorted(pair.rows.values()), new, {row: row for row in pair.rows.values()})
    return {rows[0]: now[gap][0] for gap, rows in before.items() if len(rows) == 1 and len(now.get(gap, ())) == 1}


def _gaps(numbers: Sequence[int], rows: Iterable[int], now: Mapping[int, int]) -> dict[Gap, list[int]]:
    """Rows by the two paired rows that they stand between, as these are numbered now."""
    gaps: dict[Gap, list[int]] = defaultdict(list)
    for row in rows:
        n = bisect(numbers, row)
        above, below = numbers[n - 1] if n else None, numbers[n] if n < len(numbers) else None
        gaps[None if above is None else now[above], None if below is None else now[below]].append(row)
    return gaps


def _named(labels: Sequence[str]) -> str:
    shown = "、".join(" ".join(label.split()) for label in labels[:NAMED])
    return f"（{shown}{'…' if len(labels) > NAMED else ''}）" if labels else ""


def leading(findings: Sequence[Finding], outcomes: Iterable[Outcome]) -> list[Finding]:
    """The findings, one a cause: a comparative figure stands above the sums that it breaks by the same difference, and
    above its total, where that was carried along."""
    totals = {
        o.right.terms[0].figure.cell: {t.figure.cell for t in o.left.terms}
        for o in outcomes
        if o.rule == "foot" and o.verdict != "mismatch" and o.right.terms
    }
    first = [f for f in findings if f.code == "OPEN08"]
    above = {id(f): g for f in findings for g in first if f is not g and _same(f, g) and _over(f, g, totals)}
    below: dict[int, list[Finding]] = {}
    for f in findings:
        if id(f) in above:
            top = above[id(f)]
            while id(top) in above:
                top = above[id(top)]
            below.setdefault(id(top), []).append(f)
    return [f.with_followers(below.get(id(f), ())) for f in findings if id(f) not in above]


def _same(f: Finding, g: Finding) -> bool:
    return f.outcome is not None and g.outcome is not None and abs(f.outcome.difference) == abs(g.outcome.difference)


def _over(f: Finding, g: Finding, totals: Mapping[CellRef, set[CellRef]]) -> bool:
    """Whether a finding is of a sum with the cell of another, or of the total of that cell."""
    return g.cell in f.cells if f.code == "OPEN01" else f.code == "OPEN08" and g.cell in totals.get(f.cell, ())
