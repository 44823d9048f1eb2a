"""Misses that a wrong number elsewhere in the workbook causes: what a formula carries on is reported below its cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from recon.audit import parse
from recon.audit.references import Area
from recon.model import CellRef, Finding
from recon.open.computed import Formulas

#: Formulas from cell to cell that an error is followed through.
STEPS = 4


def nested(findings: Sequence[Finding], formulas: Mapping[str, Formulas]) -> list[Finding]:
    """The findings, those that only repeat another one's difference by formula below it."""
    wrong = [n for n, f in enumerate(findings) if f.outcome is not None and f.outcome.difference]
    above: dict[int, int] = {}
    for n in wrong:
        for m in wrong:
            if (
                n != m
                and _root(above, m) != n
                and _same(findings[n], findings[m])
                and _carried(findings[n], findings[m], formulas)
            ):
                above[n] = m
                break
    below: dict[int, list[Finding]] = {}
    for n in above:
        below.setdefault(_root(above, n), []).append(findings[n])
    return [f.with_followers(below.get(n, ())) for n, f in enumerate(findings) if n not in above]


def _root(above: Mapping[int, int], n: int) -> int:
    while n in above:
        n = above[n]
    return n


def _same(f: Finding, g: Finding) -> bool:
    assert f.outcome is not None
    assert g.outcome is not None
    return abs(f.outcome.difference) == abs(g.outcome.difference)


def _carried(f: Finding, g: Finding, formulas: Mapping[str, Formulas]) -> bool:
    """Whether cells of one miss are computed, in some steps, from cells of the other, or it compares one of these."""
    causes = set(_cells(g))
    if f.outcome is not None and f.outcome.rule == "tie" and not causes.isdisjoint(_cells(f)):
        return True
    edge = [cell for cell in _cells(f) if cell not in causes]
    seen = set(edge)
    for _ in range(STEPS):
        areas = [
            (area.sheet or cell.sheet, area)
            for cell in edge
            if (text := formulas.get(cell.sheet, {}).get((cell.row, cell.column)))
            for area in parse(text).areas
            if not area.file
        ]
        if any(cell.sheet == sheet and (cell.row, cell.column) in area for sheet, area in areas for cell in causes):
            return True
        edge = list(dict.fromkeys(cell for sheet, area in areas for cell in _single(sheet, area) if cell not in seen))
        seen.update(edge)
    return False


def _single(sheet: str, area: Area) -> Iterator[CellRef]:
    """The cell of an area of one cell."""
    if area.top == area.bottom and area.left == area.right:
        yield CellRef(sheet, area.top, area.left)


def _cells(f: Finding) -> Iterator[CellRef]:
    assert f.outcome is not None
    for side in (f.outcome.right, f.outcome.left):
        yield from (t.figure.cell for t in side.terms)
