"""RawSheet + schema → typed frame + row→cell map; pandera results → findings."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pandas as pd
import pandera.pandas as pa

from recon import numbers
from recon import text as gate
from recon.model import CellRef, Finding
from recon.schemas.fields import copied
from recon.workbook import Cell, ErrorCell, RawSheet

if TYPE_CHECKING:
    from recon.schemas.form import Columns

#: How far down a header row is looked for.
HEADER_ROWS = 20
#: What cells hold of which nothing need be said.
_WORDS = {str, type(None)}
#: Names of pandera's own checks → our codes; a check of ours is named by its code.
CODES = {
    "str_length": "FORM03",
    "isin": "LIST01",
    "field_uniqueness": "KEY01",
    "column_in_dataframe": "FORM02",
}


@dataclass(frozen=True)
class Table:
    """A sheet as a frame of text: index = row number in the workbook, columns = the schema's labels."""

    sheet: str
    frame: pd.DataFrame
    columns: Mapping[str, int]  #: label → column number, 1-based

    def cell(self, row: int, label: str) -> CellRef:
        """The cell that holds ``label`` of ``row``; the row alone where the column is absent."""
        return CellRef(self.sheet, row, self.columns.get(label, 0))

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row's number and its texts by label."""
        labels = list(self.frame.columns)
        for row, *texts in self.frame.itertuples(name=None):
            yield row, dict(zip(labels, texts, strict=True))


def load(sheet: RawSheet, model: Columns) -> tuple[Table, list[Finding]]:
    """Read a sheet into the frame its schema describes, and say what the schema finds wrong."""
    schema = model.to_schema()
    table, findings = read(sheet, schema)
    return table, validated(table, findings, schema)


def validated(
    table: Table, findings: list[Finding], schema: pa.DataFrameSchema, kept: frozenset[str] = frozenset()
) -> list[Finding]:
    """The findings of reading, and of the schema in cells that are no error values; ``kept`` as for :func:`check`."""
    reported = {f.cell for f in findings if f.code == "NUM03"}
    return findings + [f for f in check(table, schema, kept) if f.cell not in reported]


def read(sheet: RawSheet, schema: pa.DataFrameSchema) -> tuple[Table, list[Finding]]:
    """Find the header by its labels; blank rows are passed over, extra columns left out of the frame."""
    header, columns, findings = find_header(sheet, list(schema.columns))
    raw = {label for label, column in schema.columns.items() if (column.metadata or {}).get("raw")}
    rows: dict[int, list[str]] = {}
    for number, cells in enumerate(sheet.rows[header:], header + 1):
        values = [cells[c - 1] if c <= len(cells) else None for c in columns.values()]
        texts = [text(v, keep=label in raw) for label, v in zip(columns, values, strict=True)]
        if any(texts):
            rows[number] = texts
            if not set(map(type, values)) <= _WORDS:
                findings += _cell_findings(sheet.name, number, columns, values, schema)
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=list(columns), dtype=object)
    return Table(sheet.name, frame, columns), _gathered(findings)


def text(cell: Cell, *, keep: bool = False) -> str:
    """A cell as text; unless ``keep``, folded so that names compare (:func:`recon.text.words`)."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell if keep else gate.words(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        text = format(cell, ".15g")
        return text if text.replace(".", "", 1).isdigit() else numbers.plain(Decimal(text))
    if isinstance(cell, ErrorCell):
        return cell.text
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        cell = cell.date()
    return cell.isoformat() if isinstance(cell, datetime.date | datetime.time) else str(cell)


def fold(cell: Cell) -> str:
    """Words as they compare, without blanks (:func:`recon.text.joined`)."""
    return gate.joined(cell) if isinstance(cell, str) else text(cell)


def check(table: Table, schema: pa.DataFrameSchema, kept: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Validate and translate: each failing cell becomes a finding at its address, but for the checks ``kept`` back,
    whose failures are told by what they judged. pandera is asked where something may be wrong.

    pandera's ``failure_cases`` lists a row check once per column and drops NaN cells, so rows are taken
    from ``check_output``, which is complete (pandera 0.35, read by running it).
    """
    asked = _in_doubt(table.frame, schema)
    if asked is None:
        return
    try:
        asked.validate(table.frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        for error in errors.schema_errors:
            if getattr(error.check, "name", "") not in kept:
                yield from _translate(table, schema, error)


def _in_doubt(frame: pd.DataFrame, schema: pa.DataFrameSchema) -> pa.DataFrameSchema | None:
    """The schema without the columns that plainly hold what it asks of them; None where it asks nothing else.

    A column costs pandera milliseconds, and most have nothing wrong.
    """
    if not frame.columns.is_unique:
        return schema
    asked = copied(schema)
    asked.columns = {
        label: column for label, column in schema.columns.items() if not _plainly_sound(frame, label, column)
    }
    return asked if asked.columns or asked.checks or asked.unique else None


def _plainly_sound(frame: pd.DataFrame, label: str, column: pa.Column) -> bool:
    """Whether texts hold all that a column asks: filled in where they must be, no value twice, values of lists.

    False where it asks anything else.
    """
    if label not in frame:
        return not column.required
    texts = set(cells := frame[label].tolist())
    if not str(column.dtype).startswith("str") or not all(type(one) is str for one in texts):
        return False
    if column.unique and len(texts) < len(cells):
        return False
    return all(_passes(texts, check) for check in column.checks)


def _passes(texts: set[str], check: pa.Check) -> bool:
    """Whether texts are known to pass a check; False for one that is not looked into here."""
    asked = {name: value for name, value in (check.statistics or {}).items() if value is not None}
    if check.name == "str_length" and asked == {"min_value": 1}:
        return "" not in texts
    return check.name == "isin" and texts <= set(asked["allowed_values"])


def _translate(table: Table, schema: pa.DataFrameSchema, error: Any) -> Iterator[Finding]:
    name = error.check if isinstance(error.check, str) else error.check.name
    code = CODES.get(name, name)
    if error.reason_code.name in ("CHECK_ERROR", "WRONG_DATATYPE"):
        return  # the check needs a column that is missing, which is reported by itself; or there are no rows
    if code == "FORM02":
        yield Finding(code, "强制性", (CellRef(table.sheet),), {"column": str(error.failure_cases)})
    elif code == "KEY01":
        yield from _duplicates(table, error.schema.name)
    else:
        label = error.schema.name if error.schema.name in schema.columns else error.check.description
        choices = "、".join((schema.columns[label].metadata or {}).get("choices", ()))
        for row in error.check_output.index[~error.check_output.astype(bool)]:
            stated = str(table.frame.at[row, label]) if label in table.frame else ""
            words = {"column": label, "found": stated, "choices": choices}
            yield Finding(code, "强制性", (table.cell(row, label),), words)


def _duplicates(table: Table, label: str) -> Iterator[Finding]:
    for value, rows in table.frame.groupby(label).groups.items():
        if len(rows) > 1 and value != "":
            cells = tuple(table.cell(int(row), label) for row in rows)
            words = {"column": label, "found": str(value), "cells": "、".join(c.a1 for c in cells)}
            yield Finding("KEY01", "强制性", cells, words)


def find_header(sheet: RawSheet, labels: list[str]) -> tuple[int, dict[str, int], list[Finding]]:
    """Row number and columns of the header: the early row that holds most of the labels."""
    best: dict[str, int] = {}
    place = 1
    doubled: list[Finding] = []
    for number, cells in enumerate(sheet.rows[:HEADER_ROWS], 1):
        columns: dict[str, int] = {}
        repeats = []
        for c, value in enumerate(cells, 1):
            label = text(value)
            if label in columns:
                cell = CellRef(sheet.name, number, c)
                repeats.append(Finding("FORM04", "强制性", (cell,), {"column": label}))
            elif label in labels:
                columns[label] = c
        if len(columns) > len(best):
            best, place, doubled = columns, number, repeats
    return place, {label: best[label] for label in labels if label in best}, doubled


def _cell_findings(
    sheet: str, row: int, columns: Mapping[str, int], values: Iterable[Cell], schema: pa.DataFrameSchema
) -> Iterator[Finding]:
    """Error values anywhere; numbers where the printed digits should stand as text."""
    for (label, column), value in zip(columns.items(), values, strict=True):
        place = (CellRef(sheet, row, column),)
        if isinstance(value, ErrorCell):
            yield Finding("NUM03", "强制性", place, {"column": label, "found": value.text})
        elif isinstance(value, int | float) and (schema.columns[label].metadata or {}).get("number"):
            yield Finding("NUM02", "提示性", place, {"column": label})


def _gathered(findings: list[Finding]) -> list[Finding]:
    """One NUM02 for a whole column: the advice is the same for each of its cells."""
    stored = [f for f in findings if f.code == "NUM02"]
    rest = [f for f in findings if f.code != "NUM02"]
    for label in dict.fromkeys(f.words["column"] for f in stored):
        cells = tuple(f.cell for f in stored if f.words["column"] == label)
        rest.append(Finding("NUM02", "提示性", cells, {"column": label, "count": str(len(cells))}))
    return rest
