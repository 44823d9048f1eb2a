"""Tables of a form definition found in a workbook that was not made from it: by the paths of their rows and columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from recon.definitions.model import Table as Defined
from recon.looks import Look
from recon.model import column_letters
from recon.open import board, lines, measures, tables
from recon.open.board import Board
from recon.open.tables import Table
from recon.workbook import RawSheet

#: Share of a definition's rows, and of its columns, that a table must have to be the one meant.
ENOUGH = 0.5


@dataclass(frozen=True)
class Drawn:
    """A table of a definition and where it stands: rows and columns of the sheet, from 0, by code."""

    defined: Defined
    table: Table
    rows: Mapping[str, int]
    columns: Mapping[str, int]

    @property
    def sheet(self) -> str:
        """The sheet that it stands on."""
        return self.table.board.name


def read(sheets: Iterable[RawSheet], looks: Mapping[str, Look]) -> Iterator[Table]:
    """Every table of a workbook."""
    for sheet in sheets:
        layout: Board = board.read(sheet, looks.get(sheet.name))
        layout.measures = measures.mask(layout)
        yield from tables.find(layout, sheet.merged)


def placed(defined: Sequence[Defined], tables: Sequence[Table]) -> list[Drawn]:
    """The tables of a definition that are there, in its order; no table of the workbook is taken for two."""
    fits = [
        (score, -n, -m)
        for n, one in enumerate(defined)
        for m, table in enumerate(tables)
        if (score := _score(one, table)) is not None
    ]
    chosen: dict[int, int] = {}
    for _, n, m in sorted(fits, reverse=True):
        if -n not in chosen and -m not in chosen.values():
            chosen[-n] = -m
    return [_drawn(defined[n], tables[m]) for n, m in sorted(chosen.items())]


def _score(one: Defined, table: Table) -> tuple[float, bool] | None:
    """How much of a defined table a table has, and whether it stands on the sheet that it was learnt from."""
    drawn = _drawn(one, table)
    shares = [len(drawn.rows) / max(len(one.rows), 1), len(drawn.columns) / max(len(one.amounts), 1)]
    if min(shares[1:] if not one.rows else shares) < ENOUGH:
        return None
    return sum(shares), one.drawn.rpartition("!")[0] == table.board.name


def _drawn(one: Defined, table: Table) -> Drawn:
    before = {n: (*_split(column.upper), column.name) for n, column in enumerate(one.amounts)}
    columns = lines.matched(before, heads(table))
    named = lines.nested((n, row.name, row.indent) for n, row in enumerate(one.rows))
    rows = lines.matched(named, lines.own(table.paths, table.rows)) if one.rows else {}
    return Drawn(
        one,
        table,
        {one.rows[n].code: row for n, row in rows.items()},
        {one.amounts[n].code: column for n, column in columns.items()},
    )


def _split(upper: str) -> list[str]:
    return upper.split("/") if upper else []


def heads(table: Table) -> dict[int, tuple[str, ...]]:
    """Head path of each column of numbers; its letters where nothing stands above it."""
    return {c: table.heads.get(c) or (column_letters(c + 1),) for c in table.columns}
