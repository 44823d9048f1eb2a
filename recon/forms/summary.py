"""A table that sums up another, a row for each class and one for all: which rows of the other each of its rows tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from recon.forms import footing
from recon.forms.tableform import TableData
from recon.forms.words import ORDINAL, WHOLE
from recon.grid import Grid
from recon.rules.ledger import Summed, Writer
from recon.schemas.fields import amounts, metadata
from recon.schemas.form import TOTAL
from recon.tables import fold


class Line(NamedTuple):
    """A row of the summary: what it is called, the rows it repeats or sums, what else it may sum, and its own parts."""

    row: int
    name: str
    parts: list[int]
    others: list[list[int]]
    own: list[int]  #: of 合计, the rows of the summary itself that are for a class


def lines(main: TableData, rest: Sequence[TableData], data: TableData) -> Iterator[Line]:
    """Every row of ``data`` that says something of the table ``main``; ``rest``: further tables of its kind.

    A row that agrees with the entries although the printed 小计 does not, or a 合计 that is the sum of the summary's
    own rows, is right in itself: the fault is told where it arose. What sums up all tables of the workbook is right too.
    """
    whole, shared = _Whole(main), columns(main, data.table)
    for at, name in names(data).items():
        parts = whole.repeated_rows(name)
        if parts and not _together(main, rest, data.table, at, name, shared):
            own = _own(main, data) if name == TOTAL else []
            yield Line(at, name, parts, whole.readings(name), own)


def sums(
    main: TableData, rest: Sequence[TableData], data: TableData, writer: Writer, labels: tuple[str, ...]
) -> Iterator[Summed]:
    """Every row of ``data`` in all its readings, those with the total row that is printed in ``main`` first; ``writer``: of ``main``."""
    stated = Writer(data.table, data.period)
    for line in lines(main, rest, data):
        others = [(writer, footing.block(line.row, rows, "TIE")) for rows in line.others if rows]
        others += [(stated, footing.block(line.row, line.own, "TIE"))] if line.own else []
        yield Summed(stated, footing.block(line.row, line.parts, "TIE"), writer, labels, tuple(others))


def columns(main: TableData, summary: Grid) -> tuple[str, ...]:
    """The columns of amounts that both tables have."""
    labels = amounts(main.spec.model.to_schema())
    return tuple(str(label) for label in summary.frame if label in labels)


def counts(main: TableData, rest: Sequence[TableData], data: TableData) -> Iterator[tuple[int, str, list[int]]]:
    """Row of the summary, its name, and how many entries it may count, the number that is told of first."""
    whole, others = _Whole(main), [_Whole(one) for one in rest]
    for row, name in names(data).items():
        if name:
            there = [len(rows) for rows in whole.readings(name)]
            yield row, name, [*there, sum(len(one.members(name)) for one in (whole, *others))]


def _together(
    main: TableData, rest: Sequence[TableData], summary: Grid, at: int, name: str, labels: Sequence[str]
) -> bool:
    """Whether a row is, in every column, the sum over all tables of the workbook, as where each county has its own."""
    if not rest:
        return False
    parts = [(_Whole(one).members(name), one.projects.frame) for one in (main, *rest)]
    for label in labels:
        value = summary.frame.at[at, label]
        added = sum(int(frame.loc[rows, label].fillna(0).sum()) for rows, frame in parts if label in frame)
        if value is not pd.NA and value != added:
            return False
    return True


class _Whole:
    """A table whose rows a summary tells, looked through once."""

    def __init__(self, main: TableData) -> None:
        self.main, self.label = main, footing.column_of(main)
        self.blocks, self.placed = footing.blocks(main), footing.trusted(main)
        self.classes = set(footing.classes_of(main))
        self.entries = [int(row) for row in main.projects.frame.index]
        self.rows_by_value: dict[str, dict[str, list[int]]] = {}

    def column(self, name: str) -> str:
        """The column that has a value: the one of its classes, else the first whose list offers it."""
        if name in self.classes:
            return self.label
        schema = self.main.spec.model.to_schema()
        return next(
            (label for label in schema.columns if name in metadata(schema, label).get("choices", ())), self.label
        )

    def having(self, label: str, name: str) -> list[int]:
        """The entries that have a value in a column."""
        frame = self.main.projects.frame
        if label not in self.rows_by_value:
            rows = self.rows_by_value[label] = {}
            for row, text in zip(self.entries, frame[label].tolist() if label in frame else (), strict=False):
                rows.setdefault(text, []).append(row)
        return self.rows_by_value[label].get(name, [])

    def members(self, name: str) -> list[int]:
        """The entries of a class or region; all for 合计."""
        return self.entries if name == TOTAL else self.having(self.column(name), name)

    def readings(self, name: str) -> list[list[int]]:
        """The entries a row may sum: those of its block, and those that carry its very name."""
        named = self.having(self.label, name)
        return [self.summed(name), named, self.placed.get(self.main.totals.get(name, 0), [])]

    def repeated_rows(self, name: str) -> list[int]:
        """The rows that a row repeats: a printed total where there is one; none without a name."""
        printed = self.main.totals.get("" if name == TOTAL else name or " ")
        return [printed] if printed is not None else self.summed(name)

    def summed(self, name: str) -> list[int]:
        """The entries that a row sums up."""
        if name == TOTAL or (name and self.column(name) != self.label):
            return self.members(name)
        return self.blocks.get(name, []) if name else []


def _own(main: TableData, data: TableData) -> list[int]:
    """The rows of the summary that are for a class."""
    classes = footing.classes_of(main)
    return [row for row, name in names(data).items() if name in classes]


def names(data: TableData) -> dict[int, str]:
    """Row of a summary → the class or region it is for, 合计 for all; empty where its column of names is missing."""
    frame = data.table.frame
    return (
        {int(str(row)): _named(str(text)) for row, text in frame[data.spec.name].items()}
        if data.spec.name in frame
        else {}
    )


def _named(key: str) -> str:
    """The class or region a row is for, without numbering; 合计 for any word for it."""
    name = ORDINAL.sub("", fold(key)).rstrip(":")
    return TOTAL if name in WHOLE else name
