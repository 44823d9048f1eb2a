"""What a form must look like before its sums are worth anything: columns, lists, codes, months."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

import pandas as pd
import pandera.pandas as pa

from recon import tables
from recon.forms import recognition
from recon.forms.cover import Cover
from recon.grid import Header
from recon.model import CellRef, Finding, Level
from recon.schemas import codes
from recon.schemas.fields import amounts, copied, metadata
from recon.schemas.form import TableSpec
from recon.tables import Table
from recon.workbook import RawBook

if TYPE_CHECKING:
    from recon.forms.tableform import FormData, TableData

#: Months outside these years, or works longer than this many, are asked about.
FIRST_YEAR, LAST_YEAR, LONGEST = 1990, 2060, 30
#: Labels of a cover that must read alike wherever they stand.
TOLD_ONCE = ("计量单位", "报告期", "年度", "季度", "库别", "网别", "地区", "工作组", "填报单位")


def columns(sheet: str, head: Header, schema: pa.DataFrameSchema) -> list[Finding]:
    """Declared columns that the sheet does not have, an error where they must be filled, or has twice."""
    missing = [
        Finding(
            "FORM02",
            "强制性" if metadata(schema, label).get("required") else "提示性",
            (CellRef(sheet, head.row),),
            {"column": label},
        )
        for label in schema.columns
        if label not in head.columns
    ]
    twice = [
        Finding("FORM04", "强制性", (CellRef(sheet, head.row, column),), {"column": label})
        for label, column in head.doubled
    ]
    return missing + twice


def units(sheet: str, head: Header, unit: str) -> list[Finding]:
    """Columns whose own head names another unit than the form's: one finding for each such unit."""
    wrong = [written for written in dict.fromkeys(head.units.values()) if written != unit]
    return [_unit(sheet, head, written, unit) for written in wrong]


def _unit(sheet: str, head: Header, written: str, unit: str) -> Finding:
    labels = [label for label, text in head.units.items() if text == written]
    cells = tuple(CellRef(sheet, head.row, head.columns[label]) for label in labels)
    words = {"column": "、".join(labels), "found": written, "expected": unit}
    return Finding("UNIT02", "强制性", cells, words)


def check(form: FormData, book: RawBook) -> Iterator[Finding]:
    """Everything about cover and tables that is not a sum."""
    yield from _cover_conflicts(form.cover)
    yield from _version(form, book)
    yield from _absent(form)
    yield from chain.from_iterable(_rows(table) for table in form.every if not table.spec.repeats)


def _absent(form: FormData) -> Iterator[Finding]:
    """Tables that are nowhere in the workbook."""
    for spec in form.spec.tables:
        if spec.sheet not in form.tables and not spec.repeats:
            yield Finding("FORM05", "强制性", (CellRef(form.main.table.sheet),), {"sheet": spec.sheet})


def _rows(data: TableData) -> Iterator[Finding]:
    """Everything about the rows of a table that is not a sum."""
    if data.projects.frame.empty:
        if data.spec.must:
            yield Finding("FORM07", "强制性", (CellRef(data.table.sheet),), {})
        return
    yield from texts(data)
    yield from _blank_amounts(data)
    yield from _unique(data)
    yield from _codes(data)
    yield from _membership(data)
    yield from _months(data)


def _cover_conflicts(cover: Cover) -> Iterator[Finding]:
    for label, value, place in cover.others:
        code = "UNIT02" if label == "计量单位" else "COVER01"
        if label in TOLD_ONCE:
            words = {"column": label, "found": value, "expected": cover[label]}
            yield Finding(code, "强制性", (place, cover.cell(label)), words)


def _version(form: FormData, book: RawBook) -> Iterator[Finding]:
    """A form of another version says so in the first cell of its hidden sheet, or on its cover."""
    for name, row, column, stamp in recognition.stamps(book, form.spec):
        if stamp != form.spec.stamp:
            words = {"found": stamp, "expected": form.spec.stamp}
            yield Finding("FORM06", "核实性", (CellRef(name, row, column),), words)
            return


@cache
def _words(model: Any, labels: tuple[str, ...]) -> pa.DataFrameSchema:
    """A table's schema without its amounts, which are integers already, and without absent columns."""
    schema: pa.DataFrameSchema = copied(model.to_schema())
    schema.columns = {label: schema.columns[label] for label in labels}
    return schema


def texts(data: TableData) -> Iterator[Finding]:
    """Required words and closed lists, by the schema itself; a cell is told about once."""
    schema, frame = data.spec.model.to_schema(), data.projects.frame
    present = tuple(label for label in schema.columns if label in frame and not metadata(schema, label).get("amount"))
    reported = {cell for finding in data.findings for cell in finding.cells}
    table = Table(data.table.sheet, frame[[*present]], data.table.columns)
    for finding in tables.check(table, _words(cast(Hashable, data.spec.model), present)):
        if finding.cell not in reported and not (finding.code == "LIST01" and not finding.words["found"]):
            yield finding


def _blank_amounts(data: TableData) -> Iterator[Finding]:
    schema, frame = data.spec.model.to_schema(), data.projects.frame
    reported = {cell for f in data.findings for cell in f.cells}
    for label in amounts(schema) if not data.spec.rows else ():
        if metadata(schema, label).get("required") and label in frame:
            for row in frame.index[frame[label].isna()]:
                cell = data.table.cell(row, label)
                if cell not in reported:
                    yield Finding("FORM03", "强制性", (cell,), {"column": label})


def _unique(data: TableData) -> Iterator[Finding]:
    """The column that tells rows apart holds nothing twice."""
    label = data.spec.key
    for value, rows in places(data, label).items():
        if len(rows) > 1:
            cells = _cells(data, rows, label)
            words = {"column": label, "found": value, "cells": "、".join(c.a1 for c in cells)}
            yield Finding("KEY01", "强制性", cells, words)


def _codes(data: TableData) -> Iterator[Finding]:
    """项目代码 of the right shape, and with a right check digit where it has one."""
    label = "项目代码"
    for code, rows in places(data, label).items():
        if wrong := _wrong(code):
            yield Finding(wrong, "核实性", _cells(data, rows, label), {"column": label, "found": code})


def places(data: TableData, label: str) -> dict[str, list[int]]:
    """What stands in a column → its rows; blanks, and codes that lost their last digits, are left out."""
    places: dict[str, list[int]] = {}
    cut = {cell for finding in data.findings if finding.code == "CODE04" for cell in finding.cells}
    for row, value in columns_of(data.projects.frame, label):
        if value and not (cut and data.table.cell(row, label) in cut):
            places.setdefault(value, []).append(row)
    return places


def _wrong(code: str) -> str:
    """The code of what is wrong with a 项目代码; blank if nothing is."""
    if not codes.shape(code):
        return "CODE02"
    return "CODE01" if codes.new_form(code) and not codes.checks(code) else ""


def _cells(data: TableData, rows: list[int], label: str) -> tuple[CellRef, ...]:
    return tuple(data.table.cell(row, label) for row in rows)


def _membership(data: TableData) -> Iterator[Finding]:
    """A class belongs to the row's network; network and region are those of the cover: what the table declares so.

    Where every row of several has the same other network or region, that is one finding.
    """
    spec = data.spec
    labels = tuple(
        dict.fromkeys((*(x for w in spec.within for x in (w.column, w.upper)), *(s.column for s in spec.shared)))
    )
    misplaced: dict[tuple[str, ...], list[Misplaced]] = {}
    groups: dict[tuple[str, ...], tuple[Misplaced, list[int]]] = {}
    rows = list(columns_of(data.projects.frame, *labels)) if labels else []
    for row, *words in rows:
        key = tuple(words)
        if key not in misplaced:
            misplaced[key] = list(_misplaced(spec, data.cover, dict(zip(labels, words, strict=True))))
        for one in misplaced[key]:
            groups.setdefault((*one[:2], one[2]["found"]), (one, []))[1].append(row)
    for (code, label, details), where in groups.values():
        together = code == "COVER02" and len(where) == len(rows) > 1
        for cells in [where] if together else [[row] for row in where]:
            yield Finding(code, "强制性", _cells(data, cells, label), {"column": label, **details})


Misplaced = tuple[str, str, dict[str, str]]  #: code, column and words of a finding


def _misplaced(spec: TableSpec, cover: Cover, row: Mapping[str, str]) -> Iterator[Misplaced]:
    reported = set()
    for one in spec.within:
        value, upper = row[one.column], row[one.upper]
        choices = one.choices(value, upper)
        if not choices or value in choices:
            continue
        reported.add(one.column)
        if one.code == "LIST02":
            yield "LIST02", one.column, {"found": value, "choices": "、".join(choices), "network": upper}
    for same in spec.shared:
        value, expected = row[same.column], cover[same.label]
        both = value in same.values and expected in same.values
        if both and value != expected and same.column not in reported:
            yield "COVER02", same.column, {"found": value, "expected": expected}


def _months(data: TableData) -> Iterator[Finding]:
    """开工 ≤ 竣工 ≤ plausible, where these columns hold months."""
    schema = data.spec.model.to_schema()
    if any(metadata(schema, label).get("date") != "month" for label in ("开工年月", "竣工年月")):
        return
    odd: dict[tuple[str, ...], list[Odd]] = {}
    for row, *months in columns_of(data.projects.frame, "开工年月", "竣工年月"):
        key = tuple(months)
        if key not in odd:
            odd[key] = list(_odd(*months))
        for code, level, labels, words in odd[key]:
            yield Finding(code, level, tuple(data.table.cell(row, label) for label in labels), words)


Odd = tuple[str, Level, tuple[str, ...], dict[str, str]]  #: code, level, columns and words of a finding


def _odd(start: str, finish: str) -> Iterator[Odd]:
    both = ("竣工年月", "开工年月")
    if start and finish and start > finish:
        yield "DATE02", "强制性", both, {"start": start, "finish": finish}
    for label, month in (("开工年月", start), ("竣工年月", finish)):
        if month and not FIRST_YEAR <= int(month[:4]) <= LAST_YEAR:
            yield "DATE03", "核实性", (label,), {"column": label, "found": month}
    if start and finish and int(finish[:4]) - int(start[:4]) > LONGEST:
        yield "DATE03", "核实性", both, {"column": "竣工年月", "found": finish}


def columns_of(frame: pd.DataFrame, *labels: str) -> Iterator[tuple[Any, ...]]:
    """Row number and texts of some columns; a column that is absent gives blanks."""
    series = [frame[label].tolist() if label in frame else [""] * len(frame) for label in labels]
    yield from zip(frame.index.tolist(), *series, strict=True)
