"""The rows of a list told apart: entries, 合计, 小计 of a class, and rows that hold nothing."""

from __future__ import annotations

import numpy as np

from recon.forms import words
from recon.grid import Grid
from recon.model import Finding
from recon.schemas.fields import amounts, metadata
from recon.schemas.form import TableSpec
from recon.tables import fold


def kinds(grid: Grid, spec: TableSpec) -> tuple[dict[int, str], dict[str, int], list[Finding]]:
    """Row → entry, total, subtotal or nothing; class (blank: all) → its total row; total rows nobody can place."""
    schema, frame = spec.model.to_schema(), grid.frame
    known = set(amounts(schema))
    texts = [label for label in schema.columns if label not in known and label in frame]
    filled = np.zeros(len(frame), dtype=bool)
    worth = np.zeros(len(frame), dtype=bool)
    for label in frame:
        if label in known:
            there = frame[label].notna().to_numpy(dtype=bool)
            computed = metadata(schema, label).get("computed")
            filled |= there & ((frame[label].fillna(0) != 0).to_numpy(dtype=bool) if computed else True)
            worth |= there & (frame[label].fillna(0) != 0).to_numpy(dtype=bool)
        elif label != "序号":
            filled |= (frame[label] != "").to_numpy(dtype=bool)
    classes = [fold(text) for text in frame[spec.by]] if spec.by in frame else []
    own = set(classes)
    columns = [frame[label].tolist() for label in texts]
    said: list[Finding] = []
    found: dict[int, str] = {}
    totals: dict[str, int] = {}
    for place, row in enumerate(int(r) for r in frame.index):
        told = None
        if spec.total:
            for column in columns:
                text = column[place]
                if text and text[-1] in "计额数和汇总)）" and (told := words.total(fold(text))) is not None:
                    break
        if told is None:
            found[row] = "entry" if filled[place] else "nothing"
            continue
        kind, name = told
        if kind == "part" and not name and classes:
            name = classes[place]
        if kind == "whole" or (kind == "part" and name in own and name):
            key = "" if kind == "whole" else name
            found[row] = "total" if kind == "whole" else "subtotal"
            if key not in totals:
                totals[key] = row
                continue
        elif kind == "part" and not name and not classes and "" not in totals:
            totals[""], found[row] = row, "total"
            continue
        else:
            found[row] = "subtotal"
        if worth[place]:
            labels = [label for label in known if label in frame and frame.at[row, label] is not None]
            cells = tuple(grid.cell(row, label) for label in labels)
            more = {"row": str(row), "name": name, "count": str(len(cells))}
            said.append(Finding("ROW02", "核实性", cells, more))
    return found, totals, said
