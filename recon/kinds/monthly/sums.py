"""The sums of a monthly report: those of 表1, and 表2 against 表1."""

from __future__ import annotations

from collections.abc import Iterator

from recon.forms import summary
from recon.forms.tableform import TableData
from recon.forms.totals import Totals
from recon.kinds.monthly.reading import MonthlyData
from recon.model import Finding, Outcome, Tally
from recon.numbers import plain
from recon.rules import ledger

COUNT = "项目数"


def relations(data: MonthlyData, *, strict: bool) -> Iterator[tuple[Tally, list[Outcome]]]:
    """Every relation of the form: how often it held, and an outcome where it did not plainly."""
    writer = ledger.Writer(data.table, data.month)
    yield from Totals(data.main, writer, strict).judged()
    for other in data.form.others:
        yield from Totals(other, strict=strict).judged()
    told = (one for tie in ties(data, writer) for one in ledger.columns(tie, strict=strict))
    yield ledger.counted(told, "TIE", "tie", "表2 = 表1")


def ties(data: MonthlyData, writer: ledger.Writer) -> Iterator[ledger.Summed]:
    """表2 against 表1: with the total row printed there, or else with the sum of its projects. ``writer``: of 表1."""
    if data.summary is not None:
        labels = summary.columns(data.main, data.summary.table)
        yield from summary.sums(data.main, _others(data), data.summary, writer, labels)


def _others(data: MonthlyData) -> list[TableData]:
    """Further tables like 表1, as where each county has its own."""
    return [other for other in data.form.others if other.spec is data.main.spec]


def counts(data: MonthlyData) -> Iterator[Finding]:
    """项目数 of 表2 against the rows of 表1."""
    if data.summary is None or COUNT not in data.summary.table.frame:
        return
    for row, name, there in summary.counts(data.main, _others(data), data.summary):
        stated = data.summary.table.value(row, COUNT)
        if stated is not None and stated not in there:
            words = {"column": name, "found": plain(stated), "expected": str(there[0])}
            yield Finding("COUNT01", "强制性", (data.summary.table.cell(row, COUNT),), words)
