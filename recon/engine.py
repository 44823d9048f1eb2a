"""The pipeline of one file on one screen: workbook → kind (tables → figures → rules) → FileReport."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from recon import explanations, kinds, workbook
from recon.errors import UnreadableError
from recon.kinds import monthly
from recon.model import FileReport, Finding, Record
from recon.options import Options
from recon.workbook import RawBook

PLAIN = Options()


def validate_file(path: Path, options: Options = PLAIN) -> FileReport:
    """Read one workbook, check it as the kind it is, and see what was written to explain it.

    One that cannot be read becomes a report too.
    """
    try:
        file = kinds.check(workbook.read(path, options.password), options)
        books = explanations.books(path, options.explanations, options.password)
        return explanations.explained(file, books, _former(file, options))
    except UnreadableError as error:
        return FileReport(str(path), workbook.digest(path), "unknown", error=(error.code, error.words))


def _former(file: FileReport, options: Options) -> tuple[Record, ...]:
    """What last month's report on the same thing was explained with."""
    if options.previous is None or file.kind != monthly.KIND or not file.subject:
        return ()
    last = options.previous.get((file.subject[0], file.subject[1]))
    return last.explained if last else ()


def clashing(report: FileReport, others: tuple[str, ...]) -> FileReport:
    """A file that reports on the same thing as others: it is told of them, none is chosen."""
    if not report.subject_cell:
        return report
    words = {"found": " ".join(report.subject), "others": "、".join(others)}
    clash = Finding("DUP01", "核实性", (report.subject_cell,), words)
    return explanations.apply(replace(report, findings=(clash, *report.findings)), report.unclaimed)


def validate_book(book: RawBook, options: Options = PLAIN) -> FileReport:
    """Check a workbook already read, with what is written in itself; raises UnreadableError for an unknown form."""
    return explanations.explained(kinds.check(book, options))
