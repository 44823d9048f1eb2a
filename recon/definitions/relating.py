"""Sheets 关系, 上期 and the formulas of 栏: their texts read by the grammar, each error at its cell and character."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

from recon import numbers
from recon.definitions import grammar
from recon.definitions.cursor import Trouble
from recon.definitions.grammar import Read
from recon.definitions.model import Carried, Column, Statement, Table
from recon.definitions.names import Names
from recon.model import CellRef, Finding, Level
from recon.schemas import definition as schema
from recon.tables import Table as Sheet

#: Characters shown on either side of a place.
_AROUND = 12
_CODES = {
    "unknown": "DEF02",
    "unknown_table": "DEF07",
    "axis": "DEF03",
    "several": "DEF03",
    "number": "DEF03",
    "prose": "DEF04",
    "range_order": "DEF05",
    "range_axis": "DEF05",
    "near": "DEF06",
}
#: Why a text breaks off → what was expected there, where the error does not say it itself.
_WANTED = {"deep": "shallow", "arguments": "one", "two": "two", "nothing": "words", "dots": "dots"}
_FILE = re.compile(
    r"[A-Za-z]:[\\/]\S+|\\\\\S+|(?:https?|file|ftp)://\S+|[^\s,;、，；()\[\]'\"]*\.(?:xlsx?|xlsm|xlsb|ods|csv|et|mdb|accdb)\b[^\s\]]*",
    re.IGNORECASE,
)


def grammar_findings(troubles: Iterable[Trouble], text: str, label: str, cell: CellRef, own: str) -> Iterator[Finding]:
    """The troubles of the grammar, as findings at the cell."""
    for one in troubles:
        code = _CODES.get(one.key, "DEF01")
        place = text[one.start : one.end] or text[-1:]
        words = {
            "column": label,
            "at": str(one.start + 1),
            "found": place,
            "part": part(text, one.start, one.end),
            "table": own,
            "other": "",
            "opened": "",
        }
        words |= dict(one.words)
        if words["other"]:
            words["other"] = f"（{words['other']} 有）"
        if code == "DEF01":
            words["key"] = f"wants_{_WANTED.get(one.key) or one.expected or 'operand'}"
        yield Finding(code, "提示性" if one.key in ("near", "number") else "强制性", (cell,), words)


def part(text: str, start: int, end: int) -> str:
    """The text around a place, which ▶ and ◀ mark."""
    before, inside, after = text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND]
    shown = f"{'…' if start > _AROUND else ''}{before}▶{inside}◀{after}{'…' if len(text) > end + _AROUND else ''}"
    return " ".join(shown.split())


def elsewhere(text: str, label: str, cell: CellRef) -> Finding | None:
    """The finding for a text that names a file."""
    match = _FILE.search(text)
    return Finding("DEF20", "强制性", (cell,), {"column": label, "found": match[0]}) if match else None


def statements(sheet: Sheet, tables: list[Table], names: Names, findings: list[Finding]) -> Iterator[Statement]:
    """Every relation of sheet 关系; of several in a cell the later ones are numbered -2, -3 …"""
    first: dict[str, CellRef] = {}
    for n, row in sheet.rows():
        number, text = row["编号"], row.get("关系", "")
        cell = sheet.cell(n, "关系")
        if number in first:
            cells = (first[number], sheet.cell(n, "编号"))
            words = {"column": "编号", "found": number, "cells": "、".join(c.a1 for c in cells)}
            findings.append(Finding("KEY01", "强制性", cells, words))
        first.setdefault(number, sheet.cell(n, "编号"))
        own = _own(sheet, n, row, tables, findings)
        if not text or own is None:
            continue
        if file := elsewhere(text, "关系", cell):
            findings.append(file)
            continue
        read = grammar.statements(text, names, own)
        findings += grammar_findings([*read.troubles, *read.notes], text, "关系", cell, own)
        when, sound = _condition(sheet, n, row, names, own, findings)
        if not sound:
            continue
        yield from _made(sheet, n, row, own, read, when, findings)


def _made(
    sheet: Sheet, n: int, row: dict[str, str], own: str, read: Read, when: Any, findings: list[Finding]
) -> Iterator[Statement]:
    text, level = row["关系"], row.get("级别", "")
    tolerance = _tolerance(sheet, n, row, findings)
    for place, (tree, (start, end)) in enumerate(read.trees, 1):
        yield Statement(
            row["编号"] if place == 1 else f"{row['编号']}-{place}",
            own,
            text[start:end],
            tree,
            row.get("条件", ""),
            when,
            cast(Level, level if level in schema.LEVELS else "强制性"),
            row.get("提示", ""),
            tolerance,
            row.get("依据", ""),
            row.get("停用", ""),
            sheet.cell(n, "关系"),
        )


def _own(sheet: Sheet, n: int, row: dict[str, str], tables: list[Table], findings: list[Finding]) -> str | None:
    """The 表号 of a relation: its own, else that of the one table; None where it is no table."""
    number = row.get("表号", "")
    if number in {table.number for table in tables}:
        return number
    if number:
        findings.append(Finding("DEF15", "强制性", (sheet.cell(n, "表号"),), {"found": number}))
        return None
    return tables[0].number if tables else None


def _condition(
    sheet: Sheet, n: int, row: dict[str, str], names: Names, own: str, findings: list[Finding]
) -> tuple[Any, bool]:
    text = row.get("条件", "")
    if not text:
        return None, True
    cell = sheet.cell(n, "条件")
    if file := elsewhere(text, "条件", cell):
        findings.append(file)
        return None, False
    read = grammar.condition(text, names, own)
    findings += grammar_findings([*read.troubles, *read.notes], text, "条件", cell, own)
    return (read.trees[0][0], True) if read.trees else (None, False)


def _tolerance(sheet: Sheet, n: int, row: dict[str, str], findings: list[Finding]) -> Decimal | None:
    text = row.get("允许差", "")
    if not text:
        return None
    read = numbers.read(text.lstrip("±"))
    if read.kind == "number" and read.value >= 0 and not read.unit:
        return read.value
    words = {"column": "允许差", "key": "wants_amount", "found": text}
    findings.append(Finding("DEF16", "强制性", (sheet.cell(n, "允许差"),), words))
    return None


def computed(sheet: Sheet, columns: tuple[Column, ...], names: Names, findings: list[Finding]) -> Iterator[Column]:
    """The columns with their formulas read."""
    for column in columns:
        if not column.formula:
            yield column
            continue
        cell = sheet.cell(column.cell.row, "公式")
        if file := elsewhere(column.formula, "公式", cell):
            findings.append(file)
            yield column
            continue
        read = grammar.expression(column.formula, names, column.table)
        findings += grammar_findings([*read.troubles, *read.notes], column.formula, "公式", cell, column.table)
        yield replace(column, computed=read.trees[0][0]) if read.trees else column


def carried(sheet: Sheet, tables: list[Table], names: Names, findings: list[Finding]) -> Iterator[Carried]:
    """The carried values of 上期, as ``code = 上期.before``: of its 表号, else of the first table that has both."""
    for n, row in sheet.rows():
        code, before = row["本期代码"], row["上期代码"].removeprefix("上期").lstrip(".．·的")
        own = _own(sheet, n, row, tables, findings)
        if not code or not before or own is None:
            continue
        numbers = [own] if row.get("表号") else [table.number for table in tables]
        read = [(number, [grammar.expression(text, names, number) for text in (code, before)]) for number in numbers]
        own, both = next(((number, two) for number, two in read if all(one.trees for one in two)), read[0])
        for label, text, one in zip(("本期代码", "上期代码"), (code, before), both, strict=True):
            findings += grammar_findings([*one.troubles, *one.notes], text, label, sheet.cell(n, label), own)
        if all(one.trees for one in both):
            (now, _), (then, _) = (one.trees[0] for one in both)
            at = getattr(now, "table", own)
            yield Carried(at, code, before, _equal(now, then), sheet.cell(n, "本期代码"))


def _equal(now: Any, then: Any) -> Any:
    from recon.definitions.tree import Comparison
    from recon.definitions.walk import mapped

    return Comparison((now, mapped(then, lambda one: replace(one, period="previous"))), ("=",))
