"""The pipeline of one file on one screen: workbook → kind (tables → figures → rules) → FileReport."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from recon import kinds, workbook
from recon.errors import UnreadableError
from recon.kinds.options import Options
from recon.model import FileReport, Finding
from recon.workbook import RawBook

PLAIN = Options()


def validate_file(path: Path, options: Options = PLAIN) -> FileReport:
    """Read one workbook and check it as the kind it is; one that cannot be read becomes a report too."""
    try:
        return kinds.check(workbook.read(path, options.password), options)
    except UnreadableError as error:
        return FileReport(str(path), workbook.digest(path), "unknown", error=(error.code, error.words))


def clashing(report: FileReport, others: tuple[str, ...]) -> FileReport:
    """A file that reports on the same thing as others: it is told of them, none is chosen."""
    if not report.subject_cell:
        return report
    words = {"found": " ".join(report.subject), "others": "、".join(others)}
    clash = Finding("DUP01", "核实性", (report.subject_cell,), words)
    return replace(report, findings=(clash, *report.findings))


def validate_book(book: RawBook, options: Options = PLAIN) -> FileReport:
    """Check a workbook already read; raises :class:`UnreadableError` for an unknown form."""
    return kinds.check(book, options)
