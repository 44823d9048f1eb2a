"""Each row of a form's table told to be one of its entries, a total, a part of the row above, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from recon.catalogue import in_force
from recon.forms import words
from recon.forms.words import ORDINAL
from recon.grid import CODE, Grid
from recon.schemas.fields import amounts
from recon.schemas.form import TableSpec
from recon.tables import fold

#: Words that tell a project from a total; a table without any of these columns has its own.
NAMES = ("序号", "项目名称", "项目代码", "类别")
#: Where a total may be named as well, in a row that has no name of a project.
PLACES = ("地区", "网别", "责任单位")


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A row that sums others up: ``kind`` as :func:`recon.forms.words.total` has it, and its class or region."""

    row: int
    kind: str
    name: str


def kinds(table: Grid, spec: TableSpec) -> dict[int, str]:
    """Row number → total, subtotal, part, entry or nothing. What a blank form fills in by itself makes no entry."""
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
    worth = np.zeros(len(frame), dtype=bool)
    for label in amounts(spec.model.to_schema()):
        if label in frame:
            number, blank = table.integers(label)
            filled |= ~blank
            worth |= number != 0
    folded = {label: _folded(frame, label) for label in (*NAMES, *PLACES)}
    summing = {word for column in folded.values() for word in set(column) if words.total(word)}
    plain = [bool(code) for code in folded["项目代码"]]
    for column in folded.values():
        plain = [one and word not in summing for one, word in zip(plain, column, strict=True)] if summing else plain
    worded = _has_words(frame, spec)
    rows = zip(
        frame.index.tolist(),
        plain,
        zip(*folded.values(), strict=True),
        filled.tolist(),
        worth.tolist(),
        worded,
        strict=True,
    )
    kinds: dict[int, str] = {}
    before = ""
    for row, coded, texts, there, nonzero, more in rows:
        before = "entry" if coded else _kind(texts, there, nonzero or more, before)
        kinds[row] = before
    return kinds


def _folded(frame: pd.DataFrame, label: str) -> list[str]:
    """A text column folded, each distinct word once."""
    if label not in frame:
        return [""] * len(frame)
    texts = frame[label].tolist()
    folded = {text: fold(text) for text in set(texts)}
    return list(map(folded.__getitem__, texts))


def _has_words(frame: pd.DataFrame, spec: TableSpec) -> list[bool]:
    """Rows with a word that somebody wrote, in a column that a blank form neither fills in nor numbers."""
    schema = spec.model.to_schema()
    own = {*spec.prefilled, *NAMES, *amounts(schema)}
    worded = np.zeros(len(frame), dtype=bool)
    for label in frame:
        if label not in own:
            worded |= (frame[label] != "").to_numpy(dtype=bool)
    return list(worded.tolist())


def _kind(texts: Sequence[str], amounts_there: bool, filled_in: bool, before: str) -> str:
    """A row prefilled with network, class and region alone is no project, nor are formulas that come to zero.

    ``before``: the kind of the row above.
    """
    number, name, code, category, region, network, _ = texts
    total = _total(texts)
    if total is not None:
        return "total" if total[0] != "part" else "subtotal"
    if not code and words.among(name or number):
        return "part"
    if before == "part" and name and not (code or category or region or network):
        return "part"
    if not code and ORDINAL.sub("", name) in in_force().classes:
        return "subtotal" if amounts_there else "nothing"
    return "entry" if name or code or (amounts_there and filled_in) else "nothing"


def _total(texts: Sequence[str]) -> tuple[str, str] | None:
    """What the words of a row say of what it sums up; None where it has a 项目代码 and no bare total word."""
    name, code = texts[1:3]
    coded = bool(CODE.fullmatch(code))
    places = texts[: len(NAMES)] if name or coded else texts
    for word in places:
        total = words.total(word) if word else None
        if total is not None and (not coded or word in words.WHOLE or "小计" in (word[:2], word[-2:])):
            return total
    return None


def totals(table: Grid, kinds: Mapping[int, str]) -> tuple[dict[str, int], tuple[TotalRow, ...]]:
    """The first total row of each class, 合计 under the blank name; and every other row that sums others up."""
    entries = [row for row, kind in kinds.items() if kind == "entry"]
    own = set(table.frame.loc[entries, "类别"].tolist()) if "类别" in table.frame else set()
    classes = {*own, *in_force().classes}
    first: dict[str, int] = {}
    further: list[TotalRow] = []
    for one in _total_rows(table, kinds):
        place = "" if one.kind == "whole" else one.name
        meant = one.kind == "whole" or (one.kind == "part" and place and place in classes)
        if meant and place not in first:
            first[place] = one.row
        else:
            further.append(one)
    return first, tuple(further)


def _total_rows(table: Grid, kinds: Mapping[int, str]) -> Iterator[TotalRow]:
    for row, kind in kinds.items():
        if kind not in ("total", "subtotal"):
            continue
        texts = [fold(str(table.frame.at[row, label])) if label in table.frame else "" for label in (*NAMES, *PLACES)]
        total = _total(texts) or ("part", ORDINAL.sub("", texts[1]))
        name = total[1] or (texts[3] if total[0] == "part" else "")
        yield TotalRow(row, total[0], name)
