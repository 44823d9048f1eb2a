"""The monthly report: read, checked row by row, down the columns, across tables and against the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from recon.across import continued, previous, steady
from recon.findings import changes, notable
from recon.forms import assembly, footing, tableform, twins
from recon.forms.tableform import FormData
from recon.kinds import form
from recon.kinds.monthly import sums
from recon.model import Change, FileReport, Outcome
from recon.options import Options
from recon.previous_reports import PreviousReports
from recon.rules import ledger
from recon.schemas import forms, monthly
from recon.submission import Submission
from recon.workbook import RawBook

if TYPE_CHECKING:
    from recon import causes
    from recon.causes.suspects import Before

KIND = monthly.KIND
recognise = form.recognise(KIND)


@dataclass(frozen=True)
class Checked:
    """A submission and what is wrong with it, causes and suspects not yet told."""

    data: FormData
    book: RawBook
    options: Options
    report: FileReport
    before: Before | None
    now: Submission | None  #: the submission as other months see it, where it was asked for

    def case(self) -> causes.Case:
        """What causes are looked for in: every total, parts before wholes."""
        from recon import causes

        writer = ledger.Writer(self.data.main.table, self.data.period)
        totals = (*footing.sums(self.data.main, writer), *sums.ties(self.data, writer))
        return causes.Case(self.data, self.book, self.report, totals, self.before)

    def located(self, report: FileReport) -> FileReport:
        """The report with suspects at its mismatches."""
        from recon.causes import suspects

        ties = sums.ties(self.data, ledger.Writer(self.data.main.table, self.data.period))
        totals, budget = (*ties, *footing.every(self.data)), self.options.budget
        return suspects.located(report, self.data, self.book, budget, sums=totals, before=self.before)


def read(book: RawBook) -> FormData:
    """Cover, 表1 and 表2 found by their words and read; nothing is checked yet but that they can be."""
    return tableform.read(book, forms.form(KIND))


def check(book: RawBook, options: Options) -> FileReport:
    """Read the submission and check its structure, its relations, and its totals against the plan."""
    first = _checked(book, options)
    report = _explained(first, options) if first.report.findings else first.report
    return replace(report, changes=_changes(report, first.now, options.previous))


def _explained(first: Checked, options: Options) -> FileReport:
    """The report with why its findings are there; the search is loaded only where there is something to explain."""
    from recon import causes

    return causes.with_causes(first, lambda other: _checked(other, options))


def _checked(book: RawBook, options: Options) -> Checked:
    data = read(book)
    report = assembly.report(
        data,
        book,
        options,
        sums.relations(data, strict=options.strict),
        found=[*sums.counts(data), *twins.check(data.main)],
        outcomes=_planned(data, options),
    )
    before: Before | None = None
    submission: Submission | None = None
    if options.gather or options.previous is not None or options.annual:
        submission = tableform.extract(data.main, book)
        if options.annual:
            from recon.across import yearplan

            told = yearplan.against(submission, options.annual)
            report = replace(report, findings=notable.ordered([*report.findings, *told], book))
        if options.previous is not None:
            report, before = _rolled(report, data, book, submission, options.previous, strict=options.strict)
        report = replace(report, submission=submission if options.gather else None)
    return Checked(data, book, options, report, before, submission)


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
    told = steady.together([f for o in outcomes if (f := assembly.finding(data, o))])
    found = continued.hung([*report.findings, *rolled.findings, *told])
    after = replace(
        report,
        outcomes=(*report.outcomes, *outcomes),
        tallies=(*report.tallies, *rolled.tallies),
        findings=notable.ordered(found, book),
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
