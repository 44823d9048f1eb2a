"""A class that is misspelt or another than its place says: counts and sums by class follow from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from recon.causes.case import Case, Cause, Value
from recon.forms import footing, summary
from recon.grid import Grid
from recon.model import CellRef
from recon.schemas.form import TOTAL

CODES = ("LIST01", "LIST02")


def find(case: Case) -> Iterator[Cause]:
    """Each finding at a class whose row stands among rows of another 小计."""
    heads = {row: name for name, row in case.main.totals.items()}
    placed = {row: heads[head] for head, rows in footing.trusted(case.main).items() for row in rows}
    column = case.main.table.columns.get(case.classed)
    for finding in case.report.findings:
        cell = finding.cell
        if finding.code in CODES and cell.sheet == case.sheet and cell.column == column and placed.get(cell.row):
            edits: dict[CellRef, Value] = {cell: placed[cell.row]}
            yield Cause(finding, edits | dict(_summary(case, cell.row, placed[cell.row])))


def _summary(case: Case, row: int, name: str) -> Iterator[tuple[CellRef, Value]]:
    """The rows of 表2 that sum by the class as written, as they would sum by the right one."""
    written = {r: case.text(r, case.classed) for r in case.rows}
    right = {**written, row: name}
    for table in case.summaries:
        keys, counting = summary.names(table), case.counting(table)
        for label in (*counting, *case.columns):
            if label in table.table.frame:
                yield from _column(case, table.table, label, keys, (written, right))


def _column(
    case: Case,
    grid: Grid,
    label: str,
    keys: Mapping[int, str],
    classes: tuple[Mapping[int, str], Mapping[int, str]],
) -> Iterator[tuple[CellRef, Value]]:
    stated = {r: _whole(grid, r, label) for r in keys}
    before, after = ({r: _sum(case, label, key, names) for r, key in keys.items()} for names in classes)
    moved = {r: after[r] - before[r] for r, key in keys.items() if key != TOTAL and stated[r] == before[r]}
    for r, key in keys.items():
        by = sum(moved.values()) if key == TOTAL else moved.get(r, 0)
        value = stated[r]
        if by and value is not None:
            yield grid.cell(r, label), value + by


def _whole(grid: Grid, row: int, label: str) -> int | None:
    value = grid.value(row, label)
    return None if value is None else int(value.scaleb(grid.scale))


def _sum(case: Case, label: str, name: str, classes: Mapping[int, str]) -> int:
    """An amount, or the number of projects, of a class."""
    rows = [r for r, own in classes.items() if own == name]
    unit = 10**case.main.table.scale
    return len(rows) * unit if label not in case.columns else sum(case.at(r, label) or 0 for r in rows)
