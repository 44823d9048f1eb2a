"""The pipeline of one file on one screen: workbook → kind (tables → figures → rules) → FileReport."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from recon import explanations, kinds, workbook
from recon.errors import UnreadableError
from recon.model import FileReport, Finding
from recon.options import Options
from recon.workbook import RawBook

PLAIN = Options()


def validate_file(path: Path, options: Options = PLAIN, versions: Sequence[Path] = ()) -> FileReport:
    """Read one workbook, check it as the kind it is, and see what was written to explain it.

    ``versions``: superseded versions of the same report, whose explanations are its own. One that cannot be read
    becomes a report too.
    """
    try:
        file = kinds.check(workbook.read(path, options.password), options)
        books = [explanations.books(path, options.explanations, options.password)]
        books += [explanations.books(one, (one, *options.explanations), options.password) for one in versions]
        last = _last(file, options)
        file = _with_content(file) if options.content else file
        resting = replace(file, rests_on=last.sha256 if last else "")
        return explanations.explained(resting, chain(*books), last.explained if last else (), options.decisions)
    except UnreadableError as error:
        return FileReport(str(path), workbook.digest(path), "unknown", error=(error.code, error.words))


def glance(path: Path, options: Options = PLAIN) -> FileReport:
    """The kind of a file and what it reports on, without checking it."""
    try:
        return kinds.glance(workbook.read(path, options.password), options)
    except UnreadableError as error:
        return FileReport(str(path), workbook.digest(path), "unknown", error=(error.code, error.words))


def _with_content(file: FileReport) -> FileReport:
    """The report with a digest of what its form says, the list of a marked copy left out."""
    if not file.subject or file.book is None:
        return file
    digest = kinds.content(file.book)
    sent = replace(file.submission, content=digest) if file.submission else None
    return replace(file, content=digest, submission=sent)


def _last(file: FileReport, options: Options) -> FileReport | None:
    """Last month's report on the same thing."""
    if options.previous is None or not file.subject:
        return None
    from recon.schemas import monthly

    if file.kind != monthly.KIND:
        return None
    return options.previous.get((file.subject[0], file.subject[1]))


def identified(file: FileReport) -> FileReport:
    """The report with the identities of its findings, for what follows them from month to month without the workbook."""
    return replace(file, identities=tuple(key.identity for key in explanations.keys(file)))


def clashing(report: FileReport, others: tuple[str, ...]) -> FileReport:
    """The report of a file that reports on the same thing as others: it names them, none is chosen."""
    if not report.subject_cell:
        return report
    words = {"found": " ".join(report.subject), "others": "、".join(others)}
    clash = Finding("DUP01", "核实性", (report.subject_cell,), words)
    return explanations.apply(replace(report, findings=(clash, *report.findings)), report.unclaimed)


def validate_book(book: RawBook, options: Options = PLAIN) -> FileReport:
    """Check a workbook already read, with what is written in itself; raises UnreadableError for an unknown form."""
    return explanations.explained(kinds.check(book, options))
