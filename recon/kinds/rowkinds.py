"""Each row of a form's table told to be one of its entries, a total, or nothing."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from recon.grid import Grid
from recon.kinds.words import ORDINAL, WHOLE
from recon.schemas import lists
from recon.schemas.fields import amounts
from recon.schemas.form import TableSpec
from recon.tables import fold

#: Words that tell a project from a total; a table without any of these columns has its own.
NAMES = ("序号", "项目名称", "项目代码", "类别")


def kinds(table: Grid, spec: TableSpec) -> dict[int, str]:
    """Row number → total, subtotal, entry or nothing. What a blank form fills in by itself makes no entry."""
    return _projects(table, spec) if spec.total else _entries(table, spec)


def _entries(table: Grid, spec: TableSpec) -> dict[int, str]:
    """In a table without totals whatever is filled in, beside a number, is an entry."""
    filled = np.zeros(len(table.frame), dtype=bool)
    for label in table.frame:
        if label not in (*spec.prefilled, "序号"):
            column = table.frame[label]
            filled |= (column.notna() & (column != "")).to_numpy(dtype=bool)
    return {
        row: "entry" if there else "nothing"
        for row, there in zip(table.frame.index.tolist(), filled.tolist(), strict=True)
    }


def _projects(table: Grid, spec: TableSpec) -> dict[int, str]:
    frame = table.frame
    filled = np.zeros(len(frame), dtype=bool)
    for label in amounts(spec.model.to_schema()):
        if label in frame:
            filled |= frame[label].notna().to_numpy()
    folded = {label: _folded(frame, label) for label in NAMES}
    rows = zip(frame.index.tolist(), *folded.values(), filled.tolist(), strict=True)
    return {row: _kind(words, there) for row, *words, there in rows}


def _folded(frame: pd.DataFrame, label: str) -> list[str]:
    """A text column folded, each distinct word once."""
    if label not in frame:
        return [""] * len(frame)
    texts = frame[label].tolist()
    known = {text: fold(text) for text in set(texts)}
    return [known[text] for text in texts]


def _kind(words: list[str], amounts_there: bool) -> str:
    """A row prefilled with network, class and region alone is no project."""
    _, name, code, _ = words
    if any(word.rstrip(":") in WHOLE for word in words):
        return "total"
    if any(word.startswith("小计") or word.endswith("小计") for word in words):
        return "subtotal"
    if not code and ORDINAL.sub("", name) in lists.classes():
        return "subtotal" if amounts_there else "nothing"
    return "entry" if name or code or amounts_there else "nothing"


def totals(table: Grid, kinds: Mapping[int, str]) -> dict[str, int]:
    """Each total row under its class; 合计 under the blank name."""
    totals: dict[str, int] = {}
    for row, kind in kinds.items():
        if kind not in ("total", "subtotal"):
            continue
        text = table.frame.loc[row]
        words = ORDINAL.sub("", fold(str(text.get("项目名称", ""))))
        name = words.replace("小计", "").strip("():-") or fold(str(text.get("类别", "")))
        if kind == "subtotal":
            totals.setdefault(name or fold(str(text.get("序号", ""))).replace("小计", ""), row)
        else:
            totals.setdefault("", row)
    return totals
