"""What a monthly report must look like before its sums are worth anything: columns, lists, codes, months."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd
import pandera.pandas as pa

from recon import tables
from recon.grid import Header
from recon.model import CellRef, Finding
from recon.schemas import codes, lists, monthly
from recon.schemas.fields import amounts, metadata
from recon.tables import Table
from recon.workbook import RawBook

if TYPE_CHECKING:
    from recon.kinds.monthly import MonthlyData

#: Months outside these years, or works longer than this many, are asked about.
FIRST_YEAR, LAST_YEAR, LONGEST = 1990, 2060, 30


def columns(sheet: str, head: Header, schema: pa.DataFrameSchema) -> list[Finding]:
    """Declared columns that the sheet does not have: an error where they must be filled, else a note."""
    return [
        Finding(
            "FORM02", "强制性" if metadata(schema, label).get("required") else "提示性",
            (CellRef(sheet, head.row),), {"column": label},
        )
        for label in schema.columns
        if label not in head.columns
    ]  # fmt: skip


def units(sheet: str, head: Header, unit: str) -> list[Finding]:
    """A unit written in a column's head that is not the form's."""
    return [
        Finding(
            "UNIT02", "强制性", (CellRef(sheet, head.row, head.columns[label]),),
            {"column": label, "found": written, "expected": unit},
        )
        for label, written in head.units.items()
        if written != unit
    ]  # fmt: skip


def check(data: MonthlyData, book: RawBook) -> Iterator[Finding]:
    """Everything about the rows of 表1 that is not a sum."""
    yield from _cover_conflicts(data)
    yield from _version(book)
    if data.projects.frame.empty:
        yield Finding("FORM07", "强制性", (CellRef(data.table.sheet),), {})
        return
    yield from _texts(data)
    yield from _blank_amounts(data)
    yield from _codes(data)
    yield from _membership(data)
    yield from _months(data)


def _cover_conflicts(data: MonthlyData) -> Iterator[Finding]:
    for label, value, place in data.cover.others:
        code = "UNIT02" if label == "计量单位" else "COVER01"
        if label in ("计量单位", "报告期", "网别", "地区", "填报单位"):
            words = {"column": label, "found": value, "expected": data.cover[label]}
            yield Finding(code, "强制性", (place, data.cover.cell(label)), words)


def _version(book: RawBook) -> Iterator[Finding]:
    """A form of another version says so in the first cell of its hidden sheet."""
    for sheet in book.sheets:
        stamp = (
            tables.text(sheet.rows[0][0])
            if sheet.name == monthly.LISTS and sheet.rows and sheet.rows[0]
            else ""
        )
        if stamp.startswith(monthly.FORM) and stamp != monthly.STAMP:
            words = {"found": stamp, "expected": monthly.STAMP}
            yield Finding("FORM06", "核实性", (CellRef(sheet.name, 1, 1),), words)


def _texts(data: MonthlyData) -> Iterator[Finding]:
    """Required words and closed lists, by the schema itself."""
    schema = monthly.Projects.to_schema()
    present = [label for label in schema.columns if label in data.projects.frame]
    table = Table(data.table.sheet, data.projects.frame, data.table.columns)
    yield from tables.check(table, schema.select_columns(present))


def _blank_amounts(data: MonthlyData) -> Iterator[Finding]:
    schema, frame = monthly.Projects.to_schema(), data.projects.frame
    said = {cell for f in data.findings for cell in f.cells}
    for label in amounts(schema):
        if metadata(schema, label).get("required") and label in frame:
            for row in frame.index[frame[label].isna()]:
                cell = data.table.cell(row, label)
                if cell not in said:
                    yield Finding("FORM03", "强制性", (cell,), {"column": label})


def _codes(data: MonthlyData) -> Iterator[Finding]:
    """项目代码 unique, of the right shape, and with a right check digit where it has one."""
    frame = data.projects.frame
    if "项目代码" not in frame:
        return
    for code, rows in frame.groupby("项目代码").groups.items():
        cells = tuple(data.table.cell(row, "项目代码") for row in rows)
        words = {"column": "项目代码", "found": str(code)}
        if code and len(cells) > 1:
            yield Finding("KEY01", "强制性", cells, {**words, "cells": "、".join(c.a1 for c in cells)})
        if code and not codes.shape(str(code)):
            yield Finding("CODE02", "核实性", cells, words)
        elif code and codes.new_form(str(code)) and not codes.checks(str(code)):
            yield Finding("CODE01", "核实性", cells, words)


def _membership(data: MonthlyData) -> Iterator[Finding]:
    """A class belongs to the row's network; network and region are those of the cover."""
    frame = data.projects.frame
    for row, name, network, region in _columns(frame, "类别", "网别", "地区"):
        known = lists.NETWORKS.get(network)
        if name and known and name not in known[1]:
            words = {"column": "类别", "found": name, "choices": "、".join(known[1]), "network": network}
            yield Finding("LIST02", "强制性", (data.table.cell(row, "类别"),), words)
        if known and data.cover["网别"] in lists.NETWORKS and network != data.cover["网别"]:
            words = {"column": "网别", "found": network, "expected": data.cover["网别"]}
            yield Finding("COVER02", "强制性", (data.table.cell(row, "网别"),), words)
        if region in lists.REGIONS and data.cover["地区"] in lists.REGIONS and region != data.cover["地区"]:
            words = {"column": "地区", "found": region, "expected": data.cover["地区"]}
            yield Finding("COVER02", "强制性", (data.table.cell(row, "地区"),), words)


def _months(data: MonthlyData) -> Iterator[Finding]:
    """开工 ≤ 竣工 ≤ plausible."""
    for row, start, finish in _columns(data.projects.frame, "开工年月", "竣工年月"):
        words = {"start": start, "finish": finish}
        if start and finish and start > finish:
            cells = (data.table.cell(row, "竣工年月"), data.table.cell(row, "开工年月"))
            yield Finding("DATE02", "强制性", cells, words)
        for label, month in (("开工年月", start), ("竣工年月", finish)):
            if month and not FIRST_YEAR <= int(month[:4]) <= LAST_YEAR:
                yield Finding(
                    "DATE03", "核实性", (data.table.cell(row, label),), {"column": label, "found": month}
                )
        if start and finish and int(finish[:4]) - int(start[:4]) > LONGEST:
            cells = (data.table.cell(row, "竣工年月"), data.table.cell(row, "开工年月"))
            yield Finding("DATE03", "核实性", cells, {"column": "竣工年月", "found": finish})


def _columns(frame: pd.DataFrame, *labels: str) -> Iterator[tuple[Any, ...]]:
    """Row number and texts of some columns; a column that is absent gives blanks."""
    series = [frame[label] if label in frame else [""] * len(frame) for label in labels]
    yield from zip(frame.index, *series, strict=True)
