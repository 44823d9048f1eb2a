"""The kinds of workbook, each one module with ``check(book, options)``, loaded when a workbook is of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import NamedTuple

from recon import definitions, messages
from recon import text as gate
from recon.errors import UnreadableError
from recon.forms import assembly, scope, tableform
from recon.forms.cover import Cover
from recon.gc_pause import gc_paused
from recon.kinds import defined, form, open
from recon.model import FileReport
from recon.options import Options
from recon.plan import plans
from recon.schemas import definition as own
from recon.schemas import forms
from recon.schemas import register as owed
from recon.schemas import targets as plan
from recon.schemas.form import FormSpec
from recon.schemas.forms import FORMS
from recon.workbook import RawBook, RawSheet


class Kind(NamedTuple):
    """A kind: its name, how it is told, how it is checked."""

    name: str
    recognise: Callable[[RawBook], bool]
    check: Callable[[RawBook, Options], FileReport]


def _checked(kind: str) -> Callable[[RawBook, Options], FileReport]:
    """The check of a kind by the module of its name."""

    def check(book: RawBook, options: Options) -> FileReport:
        report: FileReport = import_module(f"recon.kinds.{kind}").check(book, options)
        return report

    return check


def _owed(book: RawBook) -> bool:
    """Whether a workbook is an office's register: by its sheet 应报单位."""
    return any(gate.words(sheet.name) == owed.OWED for sheet in book.sheets)


#: Forms that ask more than they declare; any other form is checked as it is declared (:mod:`recon.kinds.form`).
MORE = ("monthly", "annual", "library", "progress")
#: In the order they are tried.
KINDS = (
    Kind(plan.KIND, plans.recognise, _checked(plan.KIND)),
    *(
        Kind(one.KIND, form.recognise(one.KIND), (_checked if one.KIND in MORE else form.check)(one.KIND))
        for one in FORMS
    ),
    Kind(owed.KIND, _owed, _checked(owed.KIND)),
    Kind(own.KIND, definitions.recognise, _checked(own.KIND)),
    Kind(open.KIND, open.recognise, open.check),
)


#: The sheets that a kind reads which is no form, by their names.
READ = {plan.KIND: (*plan.SHEETS,), owed.KIND: (*owed.SHEETS,), own.KIND: (*own.SHEETS,)}


def _ours(sheet: RawSheet) -> bool:
    """Whether a sheet is the list that a marked copy carries: its first cell says so."""
    return bool(sheet.rows and sheet.rows[0] and sheet.rows[0][0] in messages.MARKS["stamp"])


def content(book: RawBook) -> str:
    """A digest of all cells that are not blank, the list that a marked copy carries left out."""
    whole = hashlib.blake2b(digest_size=16)
    for sheet in book.sheets:
        if not _ours(sheet):
            whole.update(f"\0{sheet.name}\0".encode("utf-8", "surrogatepass"))
            for row, cells in enumerate(sheet.rows):
                said = [f"{column}\1{cell}" for column, cell in enumerate(cells) if cell is not None and cell != ""]
                if said:
                    whole.update("\2".join((f"\3{row}", *said)).encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def check(book: RawBook, options: Options) -> FileReport:
    """Check a workbook as the first kind that knows it; raises UnreadableError where none does.

    The list of findings in a marked copy is ours: it is passed over, so that the copy checks like its original.
    """
    theirs = _theirs(book)
    if (own := defined.recognise(theirs, options)) is not None:
        with gc_paused():
            return replace(defined.check(theirs, options, own), book=book)
    for kind in KINDS:
        if kind.recognise(theirs):
            with gc_paused():
                report = kind.check(theirs, options)
            if kind.name == open.KIND:
                report = replace(report, findings=(*report.findings, *defined.undecided(theirs, options)))
            read = READ.get(kind.name) or {table.sheet for table in report.tables}
            return replace(report, book=book, scope=report.scope or scope.plain(theirs, read))
    raise UnreadableError("FILE07", path=str(book.path), **open.named(book))


def glance(book: RawBook, options: Options) -> FileReport:
    """What a workbook is and what it reports on, exactly as ``check`` tells it; nothing in it is checked."""
    theirs = _theirs(book)
    if (own := defined.recognise(theirs, options)) is not None:
        form = defined.filled(theirs, own).form
        return _glanced(book, defined.KIND, form.spec, form.cover)
    kind = next((kind.name for kind in KINDS if kind.recognise(theirs)), "unknown")
    if kind not in {spec.kind for spec in forms.every()}:
        return FileReport(str(book.path), book.sha256, kind)
    spec = forms.form(kind)
    return _glanced(book, kind, spec, tableform.front(theirs, spec)[1])


def _glanced(book: RawBook, kind: str, spec: FormSpec, cover: Cover) -> FileReport:
    subject = assembly.subject_of(spec, cover)
    return FileReport(str(book.path), book.sha256, kind, subject=subject, cover=dict(cover.values))


def _theirs(book: RawBook) -> RawBook:
    """The workbook without the lists that are ours."""
    return replace(book, sheets=tuple(sheet for sheet in book.sheets if not _ours(sheet)))
