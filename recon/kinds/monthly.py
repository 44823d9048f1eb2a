"""The monthly report: read, checked row by row, down the columns, across tables and against the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from recon.kinds import reporting, sums, tableform
from recon.kinds.options import Options
from recon.kinds.submission import MonthlyData, read, recognise
from recon.model import FileReport, Outcome
from recon.schemas import monthly
from recon.workbook import RawBook

__all__ = ["KIND", "MonthlyData", "check", "read", "recognise"]
KIND = monthly.KIND


def check(book: RawBook, options: Options) -> FileReport:
    """Read the submission and check its structure, its relations, and its totals against the plan."""
    data = read(book)
    report = reporting.report(
        data.form, book, options, sums.relations(data, strict=options.strict),
        found=sums.counts(data), outcomes=_planned(data, options),
    )  # fmt: skip
    return replace(report, submission=tableform.extract(data.main, book)) if options.gather else report


def _planned(data: MonthlyData, options: Options) -> Iterable[Outcome]:
    if options.targets is None:
        return ()
    from recon.kinds import against

    return against.plan(data.main, options.targets, against.totals(data.cover["网别"]))
