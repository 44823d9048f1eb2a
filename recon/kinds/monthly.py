"""The monthly report: read, checked row by row, down the columns, across tables and against the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from recon.kinds import changes, findings, folding, previous, reporting, sums, suspects, tableform, yearplan
from recon.kinds.options import Options
from recon.kinds.submission import MonthlyData, read, recognise
from recon.kinds.suspects import Before
from recon.model import FileReport, Outcome
from recon.rules import ledger
from recon.schemas import monthly
from recon.shelf import Shelf
from recon.submission import Submission
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
    before: Before | None = None
    if options.gather or options.previous is not None or options.annual:
        submission = tableform.extract(data.main, book)
        if options.annual:
            told = yearplan.against(submission, options.annual)
            report = replace(report, findings=findings.ordered([*report.findings, *told], book))
        if options.previous is not None:
            report, before = _rolled(report, data, book, submission, options.previous, strict=options.strict)
        report = replace(report, submission=submission if options.gather else None)
    ties = sums.ties(data, ledger.Writer(data.table, data.month))
    report = suspects.told(report, data.form, book, options.budget, ties=ties, before=before)
    return folding.folded(report)


def _rolled(
    report: FileReport, data: MonthlyData, book: RawBook, now: Submission, shelf: Shelf, *, strict: bool
) -> tuple[FileReport, Before | None]:
    """The report with what last month's says of it, and which rows continue which."""
    rolled = previous.check(now, shelf, report.findings, strict=strict)
    outcomes = findings.strictly(rolled.outcomes) if strict else rolled.outcomes
    told = [f for o in outcomes if (f := reporting.finding(data.form, o))]
    found = findings.ordered([*report.findings, *rolled.findings, *told], book)
    last = shelf.get(now.subject)
    after = replace(
        report, outcomes=(*report.outcomes, *outcomes), findings=found, tallies=(*report.tallies, *rolled.tallies),
        changes=changes.of(found, now, last.findings, last.submission) if last and last.submission else None,
    )  # fmt: skip
    return after, Before(now, rolled.last, rolled.pairs) if rolled.last else None


def _planned(data: MonthlyData, options: Options) -> Iterable[Outcome]:
    if options.targets is None:
        return ()
    from recon.kinds import against

    return against.plan(data.main, options.targets, against.totals(data.cover["网别"]))
