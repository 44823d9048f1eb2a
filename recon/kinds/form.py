"""A form as it is declared: read, checked row by row and down the columns; what it asks besides comes with its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from recon.forms import assembly, footing, recognition, tableform
from recon.forms.tableform import FormData
from recon.model import FileReport, Finding, Outcome
from recon.options import Options
from recon.rules.ledger import Writer
from recon.schemas import forms
from recon.workbook import RawBook

if TYPE_CHECKING:
    from recon.causes import Case


class Besides(NamedTuple):
    """What a kind of form finds besides what the form declares."""

    found: Iterable[Finding] = ()
    outcomes: Iterable[Outcome] = ()


#: Finds it in a form read.
Asks = Callable[[FormData, Options], Besides]


@dataclass(frozen=True)
class Checked:
    """A form and what is wrong with it, causes and suspects not yet told."""

    form: FormData
    book: RawBook
    report: FileReport
    budget: int

    def case(self) -> Case:
        """What causes are looked for in: every total, parts before wholes."""
        from recon.causes import Case

        sums = (one for t in self.form.every for one in footing.sums(t, Writer(t.table, t.period)))
        return Case(self.form, self.book, self.report, tuple(sums))

    def located(self, report: FileReport) -> FileReport:
        """The report with suspects at its mismatches."""
        from recon.causes import suspects

        return suspects.located(report, self.form, self.book, self.budget)


def recognise(kind: str) -> Callable[[RawBook], bool]:
    """Whether a workbook is the form of a kind: by its stamp, else by the head of its first table."""
    return lambda book: recognition.tells(book, forms.form(kind))


def check(
    kind: str, asks: Asks = lambda *_: Besides(), *, gathered: bool = False
) -> Callable[[RawBook, Options], FileReport]:
    """The check of a form with what its kind asks besides; ``gathered``: other files may ask for its rows."""

    def checked(book: RawBook, options: Options) -> FileReport:
        first = _checked(book, options, kind, asks)
        report = first.report
        if report.findings:
            from recon import causes

            report = causes.told(first, lambda other: _checked(other, options, kind, asks))
        rows = tableform.extract(first.form.main, book) if gathered and options.gather else None
        return replace(report, submission=rows)

    return checked


def _checked(book: RawBook, options: Options, kind: str, asks: Asks) -> Checked:
    form = tableform.read(book, forms.form(kind))
    found, outcomes = asks(form, options)
    judged = assembly.sums(form, strict=options.strict)
    report = assembly.report(form, book, options, judged, found=found, outcomes=outcomes)
    return Checked(form, book, report, options.budget)
