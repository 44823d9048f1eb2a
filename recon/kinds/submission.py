"""A monthly report read: its tables found by their words, each row told to be a project, a total or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pandera.pandas as pa

from recon import grid as grids
from recon.grid import Grid, fold
from recon.kinds import cover as covers
from recon.kinds import structure
from recon.kinds.cover import Cover
from recon.kinds.words import ORDINAL, WHOLE
from recon.model import Finding
from recon.schemas import lists, monthly
from recon.schemas.fields import amounts
from recon.workbook import RawBook, RawSheet


@dataclass(frozen=True)
class MonthlyData:
    """A submission read: cover, projects, their total rows, and the summary table."""

    cover: Cover
    table: Grid  #: 表1 whole
    projects: Grid  #: its project rows
    totals: dict[str, int]  #: class (blank for 合计) → its row in 表1
    summary: Grid | None
    findings: tuple[Finding, ...]

    @property
    def month(self) -> str:
        """The month of the report, YYYY-MM, or blank."""
        return self.cover["报告期"]


def recognise(book: RawBook) -> bool:
    """By a sheet with the head of 表1."""
    return any(grids.find(sheet, _schema(monthly.Projects)) for sheet in book.sheets)


def read(book: RawBook) -> MonthlyData:
    """Find cover, 表1 and 表2 by their words and read them; nothing is checked yet but that it can be read."""
    projects, summary = _schema(monthly.Projects), _schema(monthly.Summary)
    found = [(sheet, head) for sheet in book.sheets if (head := grids.find(sheet, projects))]
    sheet, head = max(found, key=lambda pair: len(pair[1].columns))
    rest = [s for s in book.sheets if s is not sheet]
    second = next(((s, h) for s in rest if (h := grids.find(s, summary))), None)
    tables = {sheet.name, second[0].name if second else ""}
    cover = covers.read(_without_lists(book), tables, _schema(monthly.Cover))
    cover = covers.with_unit(cover, sheet.name, head)
    unit = cover["计量单位"] if cover["计量单位"] in lists.UNITS else "万元"
    table, said = grids.read(sheet, head, projects, unit, lists.UNITS[unit])
    said += structure.columns(sheet.name, head, projects) + structure.units(sheet.name, head, unit)
    kinds = _kinds(table)
    data = replace(table, frame=table.frame.loc[[row for row, kind in kinds.items() if kind == "project"]])
    totals = _totals(table, kinds)
    overview = None
    if second:
        overview, more = grids.read(second[0], second[1], summary, unit, lists.UNITS[unit])
        said += more
    kept = set(data.frame.index) | set(totals.values())
    said = [f for f in said if f.cell.sheet != sheet.name or not f.cell.row or _touches(f, kept, head.row)]
    return MonthlyData(cover, table, data, totals, overview, tuple(said))


def _touches(finding: Finding, rows: set[int], header: int) -> bool:
    return any(cell.row in rows or cell.row <= header for cell in finding.cells)


def _schema(model: type[pa.DataFrameModel]) -> pa.DataFrameSchema:
    return model.to_schema()


def _without_lists(book: RawBook) -> list[RawSheet]:
    return [s for s in book.sheets if s.name not in (monthly.LISTS, monthly.NOTES)]


def _kinds(table: Grid) -> dict[int, str]:
    """Row number → total, subtotal, project or nothing."""
    frame = table.frame
    filled = np.zeros(len(frame), dtype=bool)
    for label in amounts(_schema(monthly.Projects)):
        if label in frame:
            filled |= frame[label].notna().to_numpy()
    folded = {label: _folded(frame, label) for label in ("序号", "项目名称", "项目代码", "类别")}
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
    return "project" if name or code or amounts_there else "nothing"


def _totals(table: Grid, kinds: Mapping[int, str]) -> dict[str, int]:
    """Each total row under its class; 合计 under the blank name."""
    totals: dict[str, int] = {}
    for row, kind in kinds.items():
        if kind not in ("total", "subtotal"):
            continue
        text = table.frame.loc[row]
        words = ORDINAL.sub("", fold(text.get("项目名称", "")))
        name = words.replace("小计", "").strip("():-") or fold(text.get("类别", ""))
        if kind == "subtotal":
            totals.setdefault(name or fold(text.get("序号", "")).replace("小计", ""), row)
        else:
            totals.setdefault("", row)
    return totals
