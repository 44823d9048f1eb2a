"""A form as it is declared: read, checked row by row and down the columns; what the plan says of it comes with its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from recon.forms import assembly, footing, recognition, tableform
from recon.forms.crossing import Asked
from recon.forms.tableform import FormData
from recon.model import FileReport, Outcome
from recon.options import Options
from recon.rules.ledger import Summed
from recon.schemas import forms
from recon.workbook import RawBook

if TYPE_CHECKING:
    from recon import causes
    from recon.causes import Case
    from recon.causes.suspects import Before

#: A form read against the plan.
Planned = Callable[[FormData, Options], Iterable[Outcome]]


@dataclass(frozen=True)
class Checked:
    """A form and what is wrong with it, causes and suspects not yet told."""

    form: FormData
    book: RawBook
    report: FileReport
    budget: int
    sums: Callable[[], Iterable[Summed]]  #: every total, parts before wholes
    ties: Callable[[], Iterable[Summed]] = tuple  #: those of them across tables
    before: Before | None = None

    def case(self) -> Case:
        """What causes are looked for in."""
        from recon.causes import Case

        return Case(self.form, self.book, self.report, tuple(self.sums()), self.before)

    def located(self, report: FileReport) -> FileReport:
        """The report with suspects at its mismatches."""
        from recon.causes import suspects

        sums = (*self.ties(), *footing.every(self.form))
        return suspects.located(report, self.form, self.book, self.budget, sums=sums, before=self.before)


def explained(first: causes.Checked, check: Callable[[RawBook], causes.Checked]) -> FileReport:
    """The report with why its findings are there; the search is loaded only where there is something to explain."""
    if not first.report.findings:
        return first.report
    from recon import causes

    return causes.with_causes(first, check)


def recognise(kind: str) -> Callable[[RawBook], bool]:
    """Whether a workbook is the form of a kind: by its stamp, else by the head of its first table."""
    return lambda book: recognition.tells(book, forms.form(kind))


def check(
    kind: str, planned: Planned = lambda *_: (), *, gathered: bool = False
) -> Callable[[RawBook, Options], FileReport]:
    """The check of a form as it is declared, and against the plan; ``gathered``: other files may ask for its rows."""

    def checked(book: RawBook, options: Options) -> FileReport:
        first = _checked(book, options, kind, planned)
        report = explained(first, lambda other: _checked(other, options, kind, planned))
        rows = tableform.extract(first.form.main, book) if gathered and options.gather else None
        return replace(report, submission=rows)

    return checked


def _checked(book: RawBook, options: Options, kind: str, planned: Planned) -> Checked:
    form = tableform.read(book, forms.form(kind))
    judged = assembly.sums(form, strict=options.strict)
    report = assembly.report(form, book, options, judged, outcomes=planned(form, options), demands=_demands(form))
    return Checked(form, book, report, options.budget, partial(footing.every, form))


def _demands(form: FormData) -> Iterable[Asked]:
    """What it asks in the notation of definitions, whose grammar is loaded only where it does."""
    if not any(table.demands for table in form.spec.tables):
        return ()
    from recon.defined import demands

    return demands.asked(form)
