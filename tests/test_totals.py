"""The schema alone, without the engine, rejects a workbook whose totals are wrong."""

from __future__ import annotations

import pandera.pandas as pa
import pytest

from recon import tables, workbook
from recon.packaged import targets as packaged
from recon.rules import totals
from recon.schemas import targets


def loaded() -> dict[str, tables.Table]:
    """The sheets of the packaged workbook as typed frames."""
    book = workbook.read(packaged())
    return {
        s.name: tables.load(s, targets.SHEETS[s.name])[0] for s in book.sheets if s.name in targets.SHEETS
    }


def rejected(sheets: dict[str, tables.Table]) -> set[tuple[str, int]]:
    """(check, row) of each failure of ``Schema.validate(df, lazy=True)``."""
    schema = totals.schema(sheets)
    with pytest.raises(pa.errors.SchemaErrors) as raised:
        schema.validate(sheets["指标"].frame, lazy=True)
    return {
        (error.check.name, int(row))
        for error in raised.value.schema_errors
        for row in error.check_output.index[~error.check_output]
    }


def test_the_plans_own_mismatches_are_rejected_by_the_schema() -> None:
    """The totals that the engine calls wrong fail the schema's checks, row by row."""
    rows = {("FOOT01", 133), ("FOOT01", 21), ("FOOT01", 22), ("FOOT01", 38), ("FOOT01", 213), ("FOOT01", 220),
            ("FOOT01", 367)}  # fmt: skip

    assert rejected(loaded()) == rows


def test_a_wrong_headline_is_rejected_by_the_schema() -> None:
    """The seven networks no longer sum to the plan's total: its row fails."""
    sheets = loaded()
    before = rejected(sheets)
    frame = sheets["指标"].frame
    row = frame.index[frame["编号"] == "F002"][0]
    frame.loc[row, "数值"] = "10965"

    assert rejected(sheets) - before == {("FOOT01", int(row))}
