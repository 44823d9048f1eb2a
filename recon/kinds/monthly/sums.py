"""The sums of a monthly report: those of 表1, and 表2 against 表1."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from recon.catalogue import in_force
from recon.forms import footing
from recon.forms.totals import Totals
from recon.forms.words import ORDINAL, WHOLE
from recon.grid import Grid
from recon.kinds.monthly.reading import MonthlyData
from recon.model import Finding, Outcome, Tally
from recon.numbers import plain
from recon.rules import ledger
from recon.schemas import monthly
from recon.schemas.fields import amounts
from recon.tables import fold


def relations(data: MonthlyData, *, strict: bool) -> Iterator[tuple[Tally, list[Outcome]]]:
    """Every relation of the form: how often it held, and an outcome where it did not plainly."""
    writer = ledger.Writer(data.table, data.month)
    yield from Totals(data.main, writer, strict).judged()
    for other in data.form.others:
        yield from Totals(other, strict=strict).judged()
    told = (one for tie in ties(data, writer) for one in ledger.columns(tie, strict=strict))
    yield ledger.counted(told, "TIE", "tie", "表2 = 表1")


def ties(data: MonthlyData, writer: ledger.Writer) -> Iterator[ledger.Summed]:
    """表2 against 表1: with the total row printed there, or else with the sum of its projects.

    A row that agrees with the projects although 表1's 小计 does not, or a 合计 that is the sum of 表2's own rows,
    is right in itself: the fault is told where it arose. ``writer``: of 表1.
    """
    if data.summary is None or "分类" not in data.summary.frame:
        return
    labels = tuple(label for label in amounts(monthly.Summary.to_schema()) if label != "项目数")
    blocks, stated = footing.blocks(data.main), ledger.Writer(data.summary, data.month)
    for row, key in data.summary.frame["分类"].items():
        name = _named(key)
        parts = _told(data, blocks, name)
        if parts:
            at = int(str(row))
            if _together(data, stated, at, name, labels):
                continue
            others = [(writer, footing.block(at, rows, "TIE")) for rows in _readings(data, blocks, name) if rows]
            if name == monthly.TOTAL and (own := _own_classes(data.summary)):
                others.append((stated, footing.block(at, own, "TIE")))
            yield ledger.Summed(stated, footing.block(at, parts, "TIE"), writer, labels, tuple(others))


def _together(data: MonthlyData, stated: ledger.Writer, at: int, name: str, labels: tuple[str, ...]) -> bool:
    """Whether a row of 表2 is, in every column, the sum over all tables of the workbook, as where each county has its own."""
    tables = [data.main, *(other for other in data.form.others if other.spec is data.main.spec)]
    if len(tables) == 1:
        return False
    for label in labels:
        value = stated.at(at, label)
        columns = [table.projects.frame for table in tables if label in table.projects.frame]
        added = sum(int(frame.loc[_of(frame, name), label].fillna(0).sum()) for frame in columns)
        if value is not None and value != added:
            return False
    return True


def _of(frame: pd.DataFrame, name: str) -> list[int]:
    """The entries of a class or region; all for 合计."""
    if name == monthly.TOTAL:
        return list(frame.index)
    label = "地区" if name in in_force().regions or name == in_force().whole else "类别"
    return list(frame.index[frame[label] == name]) if label in frame else []


def _readings(data: MonthlyData, blocks: dict[str, list[int]], name: str) -> list[list[int]]:
    """The project rows a row of 表2 may sum: those of its block, and those that carry its very name."""
    frame = data.projects.frame
    named = frame.index[frame["类别"] == name].tolist() if "类别" in frame else []
    return [_summed(data, blocks, name), named, footing.trusted(data.main).get(data.totals.get(name, 0), [])]


def _own_classes(summary: Grid) -> list[int]:
    """The rows of 表2 that are for a class."""
    return [int(str(row)) for row, key in summary.frame["分类"].items() if _named(key) in in_force().classes]


def _named(key: str) -> str:
    """The class or region a row of 表2 is for, without numbering; 合计 for any word for it."""
    name = ORDINAL.sub("", fold(key)).rstrip(":")
    return monthly.TOTAL if name in WHOLE else name


def _told(data: MonthlyData, blocks: dict[str, list[int]], name: str) -> list[int]:
    """The rows of 表1 that a row of 表2 repeats: a printed total where there is one; none without a name."""
    printed = data.totals.get("" if name == monthly.TOTAL else name or " ")
    return [printed] if printed is not None else _summed(data, blocks, name)


def _summed(data: MonthlyData, blocks: dict[str, list[int]], name: str) -> list[int]:
    """The projects that a row of 表2 sums up."""
    frame = data.projects.frame
    if name == monthly.TOTAL:
        return [int(row) for row in frame.index]
    if (name in in_force().regions or name == in_force().whole) and "地区" in frame:
        return [int(row) for row in frame.index[frame["地区"] == name]]
    return blocks.get(name, []) if name else []


def counts(data: MonthlyData) -> Iterator[Finding]:
    """项目数 of 表2 against the rows of 表1."""
    if data.summary is None or not {"分类", "项目数"} <= set(data.summary.frame):
        return
    blocks = footing.blocks(data.main)
    for row, key in data.summary.frame["分类"].items():
        name, stated = _named(key), data.summary.value(int(str(row)), "项目数")
        there = [len(rows) for rows in _readings(data, blocks, name)]
        tables = [data.main, *(other for other in data.form.others if other.spec is data.main.spec)]
        there.append(sum(len(_of(table.projects.frame, name)) for table in tables))
        if name and stated is not None and stated not in there:
            words = {"column": name, "found": plain(stated), "expected": str(there[0])}
            yield Finding("COUNT01", "强制性", (data.summary.cell(int(str(row)), "项目数"),), words)
