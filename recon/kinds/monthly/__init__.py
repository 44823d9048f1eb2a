"""The monthly report: read, checked row by row, down the columns, across tables and against the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from recon.across import continued, previous, steady
from recon.findings import changes, notable
from recon.forms import assembly, tableform, twins
from recon.forms.tableform import FormData
from recon.kinds import form
from recon.kinds.form import Checked
from recon.kinds.monthly import sums
from recon.model import Change, FileReport, Outcome
from recon.options import Options
from recon.previous_reports import PreviousReports
from recon.rules import ledger
from recon.schemas import forms, monthly
from recon.submission import Submission
from recon.workbook import RawBook

if TYPE_CHECKING:
    from recon.causes.suspects import Before

KIND = monthly.KIND
recognise = form.recognise(KIND)


def read(book: RawBook) -> FormData:
    """Cover, 表1 and 表2 found by their words and read; nothing is checked yet but that they can be."""
    return tableform.read(book, forms.form(KIND))


def check(book: RawBook, options: Options) -> FileReport:
    """Read the submission and check its structure, its relations, and its totals against the plan."""
    first, now = _checked(book, options)
    report = form.explained(first, lambda other: _checked(other, options)[0])
    return replace(report, changes=_changes(report, now, options.previous))


def _checked(book: RawBook, options: Options) -> tuple[Checked, Submission | None]:
    """A submission and what is wrong with it; and as other months see it, where that was asked for."""
    data = read(book)
    report = assembly.report(
        data,
        book,
        options,
        sums.relations(data, strict=options.strict),
        additions=[*sums.counts(data), *twins.check(data.main)],
        outcomes=_planned(data, options),
    )
    before: Before | None = None
    submission: Submission | None = None
    if options.gather or options.previous is not None or options.annual:
        submission = tableform.extract(data.main, book)
        if options.annual:
            from recon.across import yearplan

            planned = yearplan.against(submission, options.annual)
            report = replace(report, findings=notable.ordered([*report.findings, *planned], book))
        if options.previous is not None:
            report, before = _rolled(report, data, book, submission, options.previous, strict=options.strict)
        report = replace(report, submission=submission if options.gather else None)
    writer = ledger.Writer(data.main.table, data.period)
    every, ties = partial(sums.every, data, writer), partial(sums.ties, data, writer)
    return Checked(data, book, report, options.budget, every, ties, before), submission


def _rolled(
    report: FileReport,
    data: FormData,
    book: RawBook,
    now: Submission,
    previous_reports: PreviousReports,
    *,
    strict: bool,
) -> tuple[FileReport, Before | None]:
    """The report with what last month's says of it, and which rows continue which."""
    from recon.causes.suspects import Before

    rolled = previous.check(now, data.spec, previous_reports, report.findings, strict=strict)
    outcomes = notable.strictly(rolled.outcomes) if strict else rolled.outcomes
    carried = steady.together([f for o in outcomes if (f := assembly.finding(data, o))])
    findings = continued.hung([*report.findings, *rolled.findings, *carried])
    after = replace(
        report,
        outcomes=(*report.outcomes, *outcomes),
        tallies=(*report.tallies, *rolled.tallies),
        findings=notable.ordered(findings, book),
    )
    return after, Before(now, rolled.last, rolled.pairs) if rolled.last else None


def _changes(
    report: FileReport, now: Submission | None, previous_reports: PreviousReports | None
) -> tuple[Change, ...] | None:
    """What became of last month's findings; None where no report of last month was given."""
    last = previous_reports.get(now.subject) if previous_reports is not None and now is not None else None
    if now is None or last is None or last.submission is None:
        return None
    return changes.between(report.findings, now, last.every, last.submission)


def _planned(data: FormData, options: Options) -> Iterable[Outcome]:
    if options.targets is None:
        return ()
    from recon.across import against

    return against.plan(data.main, options.targets, against.totals(data.cover["网别"]))
