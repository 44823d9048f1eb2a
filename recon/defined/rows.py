"""The rows of a list by kind: entries, 合计, 小计 of a class, and rows that hold nothing."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from recon.forms import words
from recon.grid import Grid
from recon.model import Finding
from recon.schemas.fields import amounts, metadata
from recon.schemas.form import TableSpec
from recon.tables import fold


def kinds(grid: Grid, spec: TableSpec) -> tuple[dict[int, str], dict[str, int], list[Finding]]:
    """Row → entry, total, subtotal or nothing; class (blank: all) → its total row; total rows nobody can place.

    A row of noughts and of words of lists alone, as a template prints them in advance, is nothing.
    """
    rows, (filled, worth) = [int(row) for row in grid.frame.index], _filled(grid, spec)
    summed = _summed(grid, spec)
    kind_of = {
        row: "subtotal" if one else "entry" if there else "nothing"
        for row, one, there in zip(rows, summed, filled, strict=True)
    }
    entries = [row for row, kind in kind_of.items() if kind == "entry"]
    own, classes = fold_column(grid, spec.by), Classes(grid, spec, entries)
    totals: dict[str, int] = {}
    findings: list[Finding] = []
    for row, one, holds_amounts in zip(rows, summed, worth, strict=True):
        if one is None:
            continue
        name = _class(*one, own.get(row, ""), spec, classes)
        if name == "":
            kind_of[row] = "total"
        if name is not None and name not in totals:
            totals[name] = row
        elif name is None and holds_amounts and entries:
            findings.append(_unplaced(grid, spec, row, one[1]))
    return kind_of, totals, findings


def _filled(grid: Grid, spec: TableSpec) -> tuple[list[bool], list[bool]]:
    """For each row whether somebody filled it in, and whether it holds an amount that is not nought."""
    schema, frame = spec.model.to_schema(), grid.frame
    amount = set(amounts(schema))
    filled = np.zeros(len(frame), dtype=bool)
    worth = np.zeros(len(frame), dtype=bool)
    for label in frame:
        if label in amount:
            worth |= (frame[label].fillna(0) != 0).to_numpy(dtype=bool)
        elif label != "序号" and not metadata(schema, str(label)).get("choices"):
            filled |= (frame[label] != "").to_numpy(dtype=bool)
    return (filled | worth).tolist(), worth.tolist()


def _summed(grid: Grid, spec: TableSpec) -> list[tuple[str, str] | None]:
    """For each row what it says of the rows that it sums up; None for an entry."""
    schema, frame = spec.model.to_schema(), grid.frame
    amount = set(amounts(schema))
    columns = [frame[label].tolist() for label in schema.columns if label not in amount and label in frame]
    return [_total(spec, [column[place] for column in columns]) for place in range(len(frame))]


def _class(kind: str, name: str, own: str, spec: TableSpec, classes: Classes) -> str | None:
    """The class that a total row sums up, blank for all entries; None where no entry is of it."""
    name = name or (own if kind == "part" else "")
    if kind == "whole" or (kind == "part" and not name and not spec.by):
        return ""
    return name if kind == "part" and name and classes.members(name) else None


def _unplaced(grid: Grid, spec: TableSpec, row: int, name: str) -> Finding:
    """The finding that a total row with amounts sums up nothing that is there."""
    schema = spec.model.to_schema()
    amount = set(amounts(schema))
    cells = tuple(grid.cell(row, label) for label in schema.columns if label in amount and label in grid.frame)
    return Finding("ROW02", "核实性", cells, {"row": str(row), "name": name, "count": str(len(cells))})


def _total(spec: TableSpec, texts: list[str]) -> tuple[str, str] | None:
    """The total that the texts of a row name; None for an entry."""
    for text in texts if spec.total else ():
        if text and text[-1] in "计额数和汇总)）" and (total := words.total(fold(text))) is not None:
            return total
    return None


def fold_column(grid: Grid, label: str) -> dict[int, str]:
    """Row → the words of a column; empty where there is no such column."""
    if label not in grid.frame:
        return {}
    rows = (int(row) for row in grid.frame.index)
    return dict(zip(rows, map(fold, grid.frame[label].tolist()), strict=True))


class Classes:
    """The entries of each class: of the column that 小计 are made by, else of the first column that has it."""

    def __init__(self, grid: Grid, spec: TableSpec, entries: Iterable[int]) -> None:
        schema = spec.model.to_schema()
        listed = [label for label in schema.columns if metadata(schema, label).get("choices")]
        others = [label for label in schema.columns if not metadata(schema, label).get("amount") and label != spec.name]
        self.grid, self.entries = grid, set(entries)
        self.labels = [label for label in dict.fromkeys((spec.by, *listed, *others)) if label in grid.frame]
        self.by_label: dict[str, dict[str, list[int]]] = {}

    def members(self, name: str) -> list[int]:
        """The entries of a class, in order; none where no column has it."""
        return next((places for label in self.labels if (places := self._by_text(label).get(name))), [])

    def _by_text(self, label: str) -> dict[str, list[int]]:
        if label not in self.by_label:
            rows = self.by_label[label] = {}
            for row, text in zip(self.grid.frame.index.tolist(), self.grid.frame[label].tolist(), strict=True):
                if row in self.entries and text:
                    rows.setdefault(text, []).append(row)
            for text in list(rows):
                for other in {fold(text), words.class_name(fold(text))} - {text}:
                    rows.setdefault(other, rows[text])
        return self.by_label[label]
