"""Sheets 表单, 栏 and 行: the tables of a definition with their columns and rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from recon import numbers, units
from recon import text as gate
from recon.definitions.model import Column, Row, Table
from recon.model import Finding
from recon.schemas import definition as schema
from recon.tables import Table as Sheet

#: More than any form that people fill in; beyond it a table is not read.
MAX_COLUMNS, MAX_ROWS = 500, 5000
MONEY = "元"
_LIST = re.compile(r"[、，,;；\s]+")
_REACH = re.compile(r"(.+?)(?:至|到|~|～|-|—)(.+)")

Loaded = Mapping[str, Sheet]


def split(text: str) -> list[str]:
    """The items of a list in a cell."""
    return [item for item in _LIST.split(text) if item]


def tables(loaded: Loaded, findings: list[Finding]) -> list[Table]:
    """The tables with their columns and rows; what is wrong goes to ``findings``."""
    made = list(_tables(loaded[schema.TABLES], findings))
    numbered = {table.number: table for table in made}
    columns = _gathered(loaded.get(schema.COLUMNS), numbered, findings, MAX_COLUMNS, "栏")
    rows = _gathered(loaded.get(schema.ROWS), numbered, findings, MAX_ROWS, "行")
    whole = []
    for table in made:
        own = tuple(_column(loaded[schema.COLUMNS], n, r, table, findings) for n, r in columns.get(table.number, ()))
        fixed = tuple(_row(loaded[schema.ROWS], n, r, table, own, findings) for n, r in rows.get(table.number, ()))
        whole.append(replace(table, columns=own, rows=fixed))
        if not own:
            words = {"sheet": f"{table.number} 的“{schema.COLUMNS}”"}
            findings.append(Finding("DEF17", "强制性", (table.cell,), words))
    return whole


def _tables(sheet: Sheet, findings: list[Finding]) -> Iterator[Table]:
    seen: dict[tuple[str, str], Any] = {}
    for n, row in sheet.rows():
        twice = False
        for label in ("表号", "表名"):
            if (value := row.get(label, "")) and (label, value) in seen:
                words = {"column": label, "found": value, "other": seen[label, value].a1}
                findings.append(Finding("DEF12", "强制性", (sheet.cell(n, label), seen[label, value]), words))
                twice = twice or label == "表号"
            seen.setdefault((label, value), sheet.cell(n, label))
        if twice or not row.get("表号"):
            continue
        unit = row.get("计量单位", "")
        if unit and not sound_unit(unit):
            _wrong_unit(sheet, n, unit, "wants_unit", findings)
        yield Table(
            row["表号"],
            row.get("表名", ""),
            row.get("制定机关", ""),
            row.get("文号", ""),
            row.get("有效期至", ""),
            cast(Any, _choice(row, "期别", schema.EVERY, "一次")),
            unit,
            cast(Any, _choice(row, "舍入", schema.ROUNDINGS, "四舍五入")),
            cast(Any, _choice(row, "缺项", schema.MISSING, "不审")),
            row.get("版本", ""),
            drawn=row.get("取自", ""),
            cell=sheet.cell(n, "表号"),
            sums=row.get("汇总", ""),
            empty=row.get("可空", "") == "是",
        )


def _choice(row: Mapping[str, str], label: str, choices: tuple[str, ...], default: str) -> str:
    """The choice of a cell; what is no choice is a finding of the schema and counts as blank."""
    value = row.get(label, "")
    return value if value in choices else default


def _gathered(
    sheet: Sheet | None, tables: Mapping[str, Table], findings: list[Finding], limit: int, lines: str
) -> dict[str, list[tuple[int, dict[str, str]]]]:
    """Rows of a sheet by their table, each code once, as many as are read."""
    by: dict[str, list[tuple[int, dict[str, str]]]] = {}
    first: dict[tuple[str, str], Any] = {}
    over: dict[str, tuple[Any, int]] = {}
    for n, row in sheet.rows() if sheet else ():
        number, code = row["表号"], row.get("代码", "")
        if number and number not in tables:
            findings.append(Finding("DEF15", "强制性", (sheet.cell(n, "表号"),), {"found": number}))  # type: ignore[union-attr]
        if not number or not code or number not in tables:
            continue
        cell = sheet.cell(n, "代码")  # type: ignore[union-attr]
        if (number, code) in first:
            other = first[number, code]
            words = {"table": number, "lines": lines, "found": code, "other": other.a1}
            findings.append(Finding("DEF11", "强制性", (cell, other), words))
            continue
        first[number, code] = cell
        own = by.setdefault(number, [])
        if len(own) == limit:
            start, count = over.get(number, (cell, limit))
            over[number] = (start, count + 1)
            continue
        own.append((n, row))
    for number, (start, count) in over.items():
        words = {"table": number, "limit": str(limit), "lines": lines, "found": str(count)}
        findings.append(Finding("DEF18", "强制性", (start,), words))
    return by


def _column(sheet: Sheet, n: int, row: Mapping[str, str], table: Table, findings: list[Finding]) -> Column:
    kind = _choice(row, "类型", schema.TYPES, "金额")
    own = row.get("计量单位", "")
    unit = own or (table.unit if kind == "金额" else "")
    if own and not (sound_unit(own) if kind != "金额" else units.parse(own).base == MONEY):
        _wrong_unit(sheet, n, own, "wants_money" if kind == "金额" else "wants_unit", findings)
    decimals = _whole(sheet, n, row, "小数位", 8, schema.DECIMALS.get(kind, 0), findings)
    width = _whole(sheet, n, row, "宽", 200, 0, findings)
    return Column(
        table.number,
        row["代码"],
        row.get("名称", ""),
        row.get("上级名称", ""),
        cast(Any, kind),
        unit,
        decimals,
        row.get("必填", "") == "是",
        row.get("列表", ""),
        row.get("公式", ""),
        None,
        width,
        row.get("说明", ""),
        sheet.cell(n, "代码"),
        row.get("唯一", "") == "是",
        stays=_choice(row, "各期", (schema.STEADY, schema.ONWARD), ""),
    )


def _row(
    sheet: Sheet,
    n: int,
    row: Mapping[str, str],
    table: Table,
    columns: tuple[Column, ...],
    findings: list[Finding],
) -> Row:
    indent = _whole(sheet, n, row, "缩进", 9, 0, findings)
    unit = row.get("计量单位", "")
    if unit and not sound_unit(unit):
        _wrong_unit(sheet, n, unit, "wants_unit", findings)
    applies = _applies(sheet, n, row, table, columns, findings)
    return Row(table.number, row["代码"], row.get("名称", ""), indent, unit, applies, sheet.cell(n, "代码"))


def _applies(
    sheet: Sheet,
    n: int,
    row: Mapping[str, str],
    table: Table,
    columns: tuple[Column, ...],
    findings: list[Finding],
) -> tuple[str, ...] | None:
    """The codes of 适用栏; a finding for a code that the table does not have."""
    text = row.get("适用栏", "")
    if not text or text == "全部":
        return None
    codes = [column.code for column in columns]
    chosen: set[str] = set()
    for item in split(text):
        if item in codes:
            chosen.add(item)
            continue
        reach = _REACH.fullmatch(item)
        if reach and reach[1] in codes and reach[2] in codes:
            chosen.update(codes[codes.index(reach[1]) : codes.index(reach[2]) + 1])
            continue
        words = {"column": "适用栏", "key": "wants_columns", "table": table.number, "found": item}
        findings.append(Finding("DEF16", "强制性", (sheet.cell(n, "适用栏"),), words))
    return tuple(code for code in codes if code in chosen)


def _whole(
    sheet: Sheet, n: int, row: Mapping[str, str], label: str, most: int, default: int, findings: list[Finding]
) -> int:
    """A whole number of a cell from 0 to ``most``."""
    text = row.get(label, "")
    if not text:
        return default
    read = numbers.read(text)
    if read.kind == "number" and not read.decimals and 0 <= read.value <= most and not read.unit:
        return int(read.value)
    words = {"column": label, "key": "wants_whole", "most": str(most), "found": text}
    findings.append(Finding("DEF16", "强制性", (sheet.cell(n, label),), words))
    return default


def sound_unit(text: str) -> bool:
    """Whether a text can be a unit: words, %, ‰, or words over words (元/人)."""
    plain = gate.joined(text)
    return bool(re.fullmatch(r"(?:[^\W\d_]+[²³]?|[%‰])(?:/[^\W\d_]+)?", plain)) and len(plain) <= 16


def _wrong_unit(sheet: Sheet, n: int, unit: str, key: str, findings: list[Finding]) -> None:
    words = {"column": "计量单位", "key": key, "found": unit}
    findings.append(Finding("DEF14", "强制性", (sheet.cell(n, "计量单位"),), words))
