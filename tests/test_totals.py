"""The schema alone, without the engine, rejects a workbook whose totals are wrong."""

from __future__ import annotations

import gc
from pathlib import Path

import pandera.pandas as pa
import pytest

import recon
from recon import tables, workbook
from recon.figures import Base
from recon.forms.totals import Totals
from recon.kinds import monthly
from recon.packaged import targets as packaged
from recon.rules import totals
from recon.rules.closure import Closed, close
from recon.schemas import targets
from tests.forms import Form, save


def loaded() -> dict[str, tables.Table]:
    """The sheets of the packaged workbook as typed frames."""
    book = workbook.read(packaged())
    return {s.name: tables.load(s, targets.SHEETS[s.name])[0] for s in book.sheets if s.name in targets.SHEETS}


def rejected(sheets: dict[str, tables.Table]) -> set[tuple[str, int]]:
    """(check, row) of each failure of ``Schema.validate(df, lazy=True)``."""
    schema = totals.Totals(sheets).schema
    with pytest.raises(pa.errors.SchemaErrors) as raised:
        schema.validate(sheets["指标"].frame, lazy=True)
    return {
        (error.check.name, int(row))
        for error in raised.value.schema_errors
        for row in error.check_output.index[~error.check_output]
    }


def test_the_plans_own_mismatches_are_rejected_by_the_schema() -> None:
    """The totals that the engine calls wrong fail the schema's checks, row by row."""
    rows = {
        ("FOOT01", 133),
        ("FOOT01", 21),
        ("FOOT01", 22),
        ("FOOT01", 38),
        ("FOOT01", 213),
        ("FOOT01", 220),
        ("FOOT01", 367),
    }

    assert rejected(loaded()) == rows


def test_a_wrong_headline_is_rejected_by_the_schema() -> None:
    """The seven networks no longer sum to the plan's total: its row fails."""
    sheets = loaded()
    before = rejected(sheets)
    frame = sheets["指标"].frame
    row = frame.index[frame["编号"] == "F002"][0]
    frame.loc[row, "数值"] = "10965"

    assert rejected(sheets) - before == {("FOOT01", int(row))}


def test_the_engine_checks_by_the_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that the schema of the sheet no longer declares is judged nowhere: its findings go, the others stay."""

    class Fewer(targets.Figures):
        """指标 without the check of sums."""

        class Config(targets.Figures.Config):
            metadata = {"totals": {k: v for k, v in targets.totals(targets.Figures).items() if v != "foot"}}  # noqa: RUF012

    def found() -> tuple[set[str], set[str]]:
        (report,) = recon.validate(packaged()).files
        return {outcome.rule for outcome in report.outcomes}, {f.code for f in report.findings}

    rules, codes = found()
    monkeypatch.setitem(targets.SHEETS, "指标", Fewer)
    fewer_rules, fewer_codes = found()

    assert rules - fewer_rules == {"foot"}
    assert set(codes - fewer_codes) == {code for code in codes if code.startswith("FOOT")} != set()


def test_the_figures_are_closed_once_for_check_and_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six checks, the report and the search for suspects rest on one closure."""
    closures: list[Base] = []

    def counted(base: Base) -> Closed:
        closures.append(base)
        return close(base)

    monkeypatch.setattr(totals, "close", counted)

    recon.validate(packaged())

    assert len(closures) == 1


def test_the_totals_of_a_form_are_rejected_by_its_schema(tmp_path: Path) -> None:
    """A schema alone finds the row whose years do not add up, and the subtotal and total that follow from it."""
    form = Form()
    data = monthly.read(workbook.read(save(form.book(), tmp_path / "月报.xlsx"))).main
    schema, frame = Totals(data).schema, data.table.frame
    schema.validate(frame, lazy=True)
    wrong = frame.copy()
    row = int(data.projects.frame.index[0])
    wrong.loc[row, "总投资"] += 10**data.table.scale

    with pytest.raises(pa.errors.SchemaErrors) as raised:
        schema.validate(wrong, lazy=True)

    failed = {
        (e.check.name, int(at)) for e in raised.value.schema_errors for at in e.check_output.index[~e.check_output]
    }
    assert ("SPLIT01", row) in failed
    assert {check for check, _ in failed} == {"SPLIT01", "FOOT01"}
    assert {at for check, at in failed if check == "FOOT01"} <= set(data.totals.values())


def test_nothing_of_a_form_is_kept_when_it_was_checked(tmp_path: Path) -> None:
    """pandera remembers what it validated as long as that lives: checks must not keep it alive themselves."""
    from pandera.accessors import _schema_registry as registry

    path = save(Form().book(), tmp_path / "月报.xlsx")
    gc.collect()
    before = set(registry._refs)
    recon.validate(path)
    gc.collect()

    assert set(registry._refs) <= before
