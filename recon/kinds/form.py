"""A form as it is declared: read, checked row by row and down the columns; what it asks besides comes with the call."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from recon.forms import assembly, recognition, tableform
from recon.forms.crossing import Asked
from recon.forms.tableform import FormData
from recon.model import FileReport, Finding, Outcome
from recon.options import Options
from recon.schemas import forms
from recon.workbook import RawBook


def recognise(kind: str) -> Callable[[RawBook], bool]:
    """Whether a workbook is the form of a kind: by its stamp, else by the head of its first table."""
    return lambda book: recognition.tells(book, forms.form(kind))


def check(kind: str) -> Callable[[RawBook, Options], FileReport]:
    """The check of a form that asks nothing besides what it declares."""
    return lambda book, options: report(tableform.read(book, forms.form(kind)), book, options)


def report(
    form: FormData,
    book: RawBook,
    options: Options,
    *,
    found: Iterable[Finding] = (),
    outcomes: Iterable[Outcome] = (),
    gathered: bool = False,
) -> FileReport:
    """The report on a form with its suspects; ``found`` and ``outcomes``: what its kind asks besides, ``gathered``: other files may ask for its rows."""
    judged = assembly.sums(form, strict=options.strict)
    whole = assembly.report(form, book, options, judged, found=found, outcomes=outcomes, demands=_demands(form))
    if whole.findings:
        from recon.causes import suspects

        whole = suspects.located(whole, form, book, options.budget)
    return replace(whole, submission=tableform.extract(form.main, book)) if gathered and options.gather else whole


def _demands(form: FormData) -> Iterable[Asked]:
    """What it asks in the notation of definitions, whose grammar is loaded only where it does."""
    if not any(table.demands for table in form.spec.tables):
        return ()
    from recon.defined import demands

    return demands.asked(form)
