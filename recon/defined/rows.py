"""The rows of a list told apart: entries, 合计, 小计 of a class, and rows that hold nothing."""

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
    schema, frame = spec.model.to_schema(), grid.frame
    known = set(amounts(schema))
    texts = [label for label in schema.columns if label not in known and label in frame]
    filled = np.zeros(len(frame), dtype=bool)
    worth = np.zeros(len(frame), dtype=bool)
    for label in frame:
        if label in known:
            worth |= (frame[label].fillna(0) != 0).to_numpy(dtype=bool)
        elif label != "序号" and not metadata(schema, str(label)).get("choices"):
            filled |= (frame[label] != "").to_numpy(dtype=bool)
    filled |= worth
    columns = [frame[label].tolist() for label in texts]
    told = [_total(spec, [column[place] for column in columns]) for place in range(len(frame))]
    index = [int(row) for row in frame.index]
    found = {
        row: "subtotal" if one else "entry" if there else "nothing"
        for row, one, there in zip(index, told, filled.tolist(), strict=True)
    }
    entries = [row for row, kind in found.items() if kind == "entry"]
    own = fold_column(grid, spec.by)
    classes = Classes(grid, spec, entries)
    totals: dict[str, int] = {}
    said: list[Finding] = []
    for place, row in enumerate(index):
        one = told[place]
        if one is None:
            continue
        kind, name = one
        name = name or (own.get(row, "") if kind == "part" else "")
        if kind == "whole" or (kind == "part" and not name and not spec.by):
            name, found[row] = "", "total"
        elif kind != "part" or not classes.members(name):
            name = " "
        if name != " " and name not in totals:
            totals[name] = row
        elif worth[place] and name == " " and entries:
            cells = tuple(grid.cell(row, label) for label in schema.columns if label in known and label in frame)
            more = {"row": str(row), "name": one[1], "count": str(len(cells))}
            said.append(Finding("ROW02", "核实性", cells, more))
    return found, totals, said


def _total(spec: TableSpec, texts: list[str]) -> tuple[str, str] | None:
    """What a row of a list says of the rows that it sums up; None for an entry."""
    for text in texts if spec.total else ():
        if text and text[-1] in "计额数和汇总)）" and (told := words.total(fold(text))) is not None:
            return told
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
        self.known: dict[str, dict[str, list[int]]] = {}

    def members(self, name: str) -> list[int]:
        """The entries of a class, in order; none where no column has it."""
        return next((found for label in self.labels if (found := self._by_text(label).get(name))), [])

    def _by_text(self, label: str) -> dict[str, list[int]]:
        if label not in self.known:
            found = self.known[label] = {}
            for row, text in zip(self.grid.frame.index.tolist(), self.grid.frame[label].tolist(), strict=True):
                if row in self.entries and text:
                    found.setdefault(text, []).append(row)
            for text in list(found):
                for other in {fold(text), words.class_name(fold(text))} - {text}:
                    found.setdefault(other, found[text])
        return self.known[label]
