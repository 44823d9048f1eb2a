"""What points from one part of a definition to another: 引用, 汇总, 各期行对应, 对应栏; and the cover that relations may speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from recon.definitions.lines import split
from recon.definitions.model import Column, CoverField, Entry, Table
from recon.model import CellRef, Finding
from recon.schemas import definition as schema
from recon.tables import Table as Sheet

#: The 表号 under which relations speak of the cover, and what they may say of its period besides its labels.
COVER = "封面"
MONTH, END = "月份", "期末"
#: What joins columns that an entry is known by together.
_JOINED = re.compile(r"\s*[+＋]\s*")


def tables(made: Sequence[Table], loaded: Mapping[str, Sheet], findings: list[Finding]) -> list[Table]:
    """The tables with what their columns and they themselves point to; a finding for what does not exist."""
    columns, numbers = loaded[schema.COLUMNS], {table.number for table in made}
    declared, declared_tables = dict(columns.rows()), dict(loaded[schema.TABLES].rows())
    whole = []
    for table in made:
        own = []
        for column in table.columns:
            text = declared[column.cell.row].get("引用", "")
            at = _column(text, table.number, made, columns.cell(column.cell.row, "引用"), "引用", findings)
            own.append(replace(column, within=at) if at else column)
        if table.sums and table.sums not in numbers - {table.number}:
            cell = loaded[schema.TABLES].cell(table.cell.row, "汇总")
            findings.append(Finding("DEF15", "强制性", (cell,), {"found": table.sums}))
            table = replace(table, sums="")
        continues = _continues(
            declared_tables[table.cell.row].get("各期行对应", ""), table, loaded[schema.TABLES], findings
        )
        findings += _stays(table, continues, columns)
        whole.append(replace(table, columns=tuple(own), continues=continues))
    return whole


def _continues(text: str, table: Table, sheet: Sheet, findings: list[Finding]) -> tuple[tuple[str, ...], ...]:
    """Codes of the columns by which the entries of a list continue those of the period before."""
    keys = [[_code(part, table) or part for part in _JOINED.split(item)] for item in split(_JOINED.sub("+", text))]
    for code in (code for key in keys for code in key):
        if wanted := _no_key(table, code):
            words = {"column": "各期行对应", "key": wanted, "table": table.number, "found": code or text}
            findings.append(Finding("DEF16", "强制性", (sheet.cell(table.cell.row, "各期行对应"),), words))
            return ()
    return tuple(map(tuple, keys))


def _no_key(table: Table, code: str) -> str:
    """The key of what was expected where entries cannot be identified by a column; blank where they can."""
    if table.matrix:
        return "wants_no_rows"
    if table.sums:
        return "wants_no_sums"
    column = table.column(code)
    return "wants_entry" if column is None else "wants_known" if column.numeric else ""


def _code(text: str, table: Table) -> str:
    """The code of the column that a code or a name means; blank for none, or several of the name."""
    column = table.column(text) or table.column(text.removesuffix("栏"))
    named = [one.code for one in table.columns if text in (one.name, f"{one.upper}{one.name}")]
    return column.code if column else named[0] if len(named) == 1 else ""


def _stays(table: Table, continues: tuple[tuple[str, ...], ...], sheet: Sheet) -> Iterator[Finding]:
    """Columns whose 各期 cannot be asked."""
    for column in table.columns:
        if column.stays and (wanted := _no_stay(column, continues)):
            words = {"column": "各期", "key": wanted, "table": table.number, "found": column.stays}
            yield Finding("DEF16", "强制性", (sheet.cell(column.cell.row, "各期"),), words)


def _no_stay(column: Column, continues: tuple[tuple[str, ...], ...]) -> str:
    """The key of what was expected where 各期 of a column cannot be asked; blank where it can."""
    if column.numeric:
        return "wants_steady"
    if column.stays == schema.ONWARD and not column.list:
        return "wants_list"
    return "" if continues else "wants_continues"


def _column(
    text: str, own: str, made: Sequence[Table], cell: CellRef, label: str, findings: list[Finding]
) -> tuple[str, str] | None:
    """表号 and code of a column that a cell names: 表2 A, or A of the table itself; None for a blank."""
    parts = split(text)
    if not parts:
        return None
    number, code = (parts[0], parts[1]) if len(parts) == 2 else (own, parts[0])
    table = next((one for one in made if one.number == number), None)
    if table is not None and len(parts) <= 2:
        column = table.column(code) or table.column(code.removesuffix("栏"))
        if column is not None:
            return number, column.code
    words = {"column": label, "key": "wants_pointed", "found": text}
    findings.append(Finding("DEF16", "强制性", (cell,), words))
    return None


def cover(
    sheet: Sheet | None, made: Sequence[Table], entries: Sequence[Entry], findings: list[Finding]
) -> Iterator[CoverField]:
    """The labels of the cover, each once."""
    lists = {entry.list for entry in entries}
    first: dict[str, CellRef] = {}
    for n, row in sheet.rows() if sheet else ():
        assert sheet is not None
        label, cell = row["名称"], sheet.cell(n, "名称")
        if not label or label in first:
            if label:
                words = {"column": "名称", "found": label, "cells": f"{first[label].a1}、{cell.a1}"}
                findings.append(Finding("KEY01", "强制性", (first[label], cell), words))
            continue
        first[label] = cell
        if row.get("列表") and row["列表"] not in lists:
            findings.append(Finding("DEF13", "强制性", (sheet.cell(n, "列表"),), {"found": row["列表"]}))
        own = made[0].number if made else ""
        at = _column(row.get("对应栏", ""), own, made, sheet.cell(n, "对应栏"), "对应栏", findings)
        kind = row.get("类型", "") if row.get("类型", "") in schema.COVER_TYPES else "文字"
        yield CoverField(
            label,
            cast(Any, kind),
            row.get("必填", "") == "是",
            row.get("列表", ""),
            at,
            row.get("区分", "") == "是",
            row.get("说明", ""),
            cell,
        )


def spoken(made: Sequence[Table], fields: Sequence[CoverField]) -> list[Table]:
    """The cover as a table whose columns relations name: 封面.网别, 封面.月份, 封面.期末; none where a table is called so."""
    if any(COVER in (table.number, table.name) for table in made):
        return []
    labels = [one.label for one in fields] or ["填报单位", "报告期", "计量单位"]
    columns = [Column(COVER, label, label, type="文字") for label in labels]
    columns += [Column(COVER, MONTH, MONTH, type="计数")] if MONTH not in labels else []
    columns += [Column(COVER, END, END, type="日期")] if END not in labels else []
    return [Table(COVER, COVER, columns=tuple(columns))]
