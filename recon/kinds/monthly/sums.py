"""The sums of a monthly report: those of 表1, and 表2 against 表1."""

from __future__ import annotations

from collections.abc import Iterator

from recon.forms import footing, summary
from recon.forms.tableform import FormData, TableData
from recon.forms.totals import Totals
from recon.model import Finding, Outcome, Tally
from recon.numbers import plain
from recon.rules import ledger
from recon.schemas.monthly import SUMMARY

COUNT = "项目数"


def relations(data: FormData, *, strict: bool) -> Iterator[tuple[Tally, list[Outcome]]]:
    """Every relation of the form: how often it held, and an outcome where it did not plainly."""
    writer = ledger.Writer(data.main.table, data.period)
    yield from Totals(data.main, writer, strict).judged()
    for other in data.others:
        yield from Totals(other, strict=strict).judged()
    outcomes = (one for tie in ties(data, writer) for one in ledger.columns(tie, strict=strict))
    yield ledger.counted(outcomes, "TIE", "tie", "表2 = 表1")


def every(data: FormData, writer: ledger.Writer) -> Iterator[ledger.Summed]:
    """Every total, parts before wholes: those of 表1, and 表2 against it. ``writer``: of 表1."""
    yield from footing.sums(data.main, writer)
    yield from ties(data, writer)


def ties(data: FormData, writer: ledger.Writer) -> Iterator[ledger.Summed]:
    """表2 against 表1: with the total row printed there, or else with the sum of its projects. ``writer``: of 表1."""
    if (stands := data.tables.get(SUMMARY)) is not None:
        labels = summary.columns(data.main, stands.table)
        yield from summary.sums(data.main, _others(data), stands, writer, labels)


def _others(data: FormData) -> list[TableData]:
    """Further tables like 表1, as where each county has its own."""
    return [other for other in data.others if other.spec is data.main.spec]


def counts(data: FormData) -> Iterator[Finding]:
    """项目数 of 表2 against the rows of 表1."""
    if (stands := data.tables.get(SUMMARY)) is None or COUNT not in stands.table.frame:
        return
    for row, name, there in summary.counts(data.main, _others(data), stands):
        stated = stands.table.value(row, COUNT)
        if stated is not None and stated not in there:
            words = {"column": name, "found": plain(stated), "expected": str(there[0])}
            yield Finding("COUNT01", "强制性", (stands.table.cell(row, COUNT),), words)
