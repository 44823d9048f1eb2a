"""The kinds of workbook, each one module with ``check(book, options)``, loaded when a workbook is of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from recon import messages
from recon import text as gate
from recon.errors import UnreadableError
from recon.forms import scope
from recon.gc_pause import gc_paused
from recon.model import FileReport
from recon.options import Options
from recon.plan import plans
from recon.schemas import targets as plan
from recon.schemas.lists import LISTS
from recon.workbook import RawBook, RawSheet

if TYPE_CHECKING:
    from recon.defined.forms import Own
    from recon.forms.cover import Cover
    from recon.schemas.form import FormSpec


class Kind(NamedTuple):
    """A kind of workbook: its name, how it is recognised and checked, and the sheets that are read where it is no form."""

    name: str
    recognise: Callable[[RawBook], bool]
    check: Callable[[RawBook, Options], FileReport]
    sheets: tuple[str, ...] = ()


def _checked(kind: str) -> Callable[[RawBook, Options], FileReport]:
    """The check of a kind by the module of its name."""

    def check(book: RawBook, options: Options) -> FileReport:
        report: FileReport = import_module(f"recon.kinds.{kind}").check(book, options)
        return report

    return check


#: Forms that ask more than they declare; any other form is checked as it is declared (:mod:`recon.kinds.form`).
MORE = ("monthly", "annual", "library", "progress")


def every() -> Iterator[Kind]:
    """The kinds in the order they are tried; the others are loaded where a workbook is no plan."""
    yield Kind(plan.KIND, plans.recognise, _checked(plan.KIND), (*plan.SHEETS,))
    from recon import definitions
    from recon.kinds import form, open
    from recon.schemas import definition as own
    from recon.schemas import forms
    from recon.schemas import register as owed

    for one in forms.FORMS:
        yield Kind(one.KIND, form.recognise(one.KIND), (_checked if one.KIND in MORE else form.check)(one.KIND))
    yield Kind(owed.KIND, _owed, _checked(owed.KIND), (*owed.SHEETS,))
    yield Kind(own.KIND, definitions.recognise, _checked(own.KIND), (*own.SHEETS,))
    yield Kind(open.KIND, open.recognise, _open)


def _open(book: RawBook, options: Options) -> FileReport:
    """The check of a workbook of no known form, and whether it is a table whose definition waits to be looked at."""
    from recon.kinds import defined, open

    report = open.check(book, options)
    return replace(report, findings=(*report.findings, *defined.undecided(book, options)))


def _owed(book: RawBook) -> bool:
    """Whether a workbook is an office's register: by its sheet 应报单位."""
    from recon.schemas import register

    return any(gate.words(sheet.name) == register.OWED for sheet in book.sheets)


def _own(book: RawBook, options: Options) -> Own | None:
    """The form by definition that a workbook is."""
    if not options.definitions and all(sheet.name != LISTS for sheet in book.sheets):
        return None
    from recon.kinds import defined

    return defined.recognise(book, options)


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
                filled = [f"{column}\1{cell}" for column, cell in enumerate(cells) if cell is not None and cell != ""]
                if filled:
                    whole.update("\2".join((f"\3{row}", *filled)).encode("utf-8", "surrogatepass"))
    return whole.hexdigest()


def check(book: RawBook, options: Options) -> FileReport:
    """Check a workbook as the first kind that knows it; raises UnreadableError where none does.

    The list of findings in a marked copy is ours: it is passed over, so that the copy checks like its original.
    """
    theirs = _theirs(book)
    if (own := _own(theirs, options)) is not None:
        from recon.kinds import defined

        with gc_paused():
            return replace(defined.check(theirs, options, own), book=book)
    for kind in every():
        if kind.recognise(theirs):
            with gc_paused():
                report = kind.check(theirs, options)
            read = kind.sheets or {table.sheet for table in report.tables}
            return replace(report, book=book, scope=report.scope or scope.plain(theirs, read))
    from recon.kinds import open

    raise UnreadableError("FILE07", path=str(book.path), **open.named(book))


def glance(book: RawBook, options: Options) -> FileReport:
    """The kind of a workbook and what it reports on, exactly as ``check`` has them; nothing in it is checked."""
    theirs = _theirs(book)
    if (own := _own(theirs, options)) is not None:
        from recon.kinds import defined

        form = defined.filled(theirs, own).form
        return _glanced(book, defined.KIND, form.spec, form.cover)
    kind = next((kind.name for kind in every() if kind.recognise(theirs)), "unknown")
    from recon.forms import tableform
    from recon.schemas import forms

    if kind not in {spec.kind for spec in forms.every()}:
        return FileReport(str(book.path), book.sha256, kind)
    spec = forms.form(kind)
    return _glanced(book, kind, spec, tableform.front(theirs, spec)[1])


def _glanced(book: RawBook, kind: str, spec: FormSpec, cover: Cover) -> FileReport:
    from recon.forms import assembly

    subject = assembly.subject_of(spec, cover)
    return FileReport(str(book.path), book.sha256, kind, subject=subject, cover=dict(cover.values))


def _theirs(book: RawBook) -> RawBook:
    """The workbook without the lists that are ours."""
    return replace(book, sheets=tuple(sheet for sheet in book.sheets if not _ours(sheet)))
