"""A form definition (表样), checked like any workbook: what cannot be read, and what in it is worth a look."""

from __future__ import annotations

from recon.findings import notable
from recon.model import FileReport
from recon.options import Options
from recon.schemas import definition
from recon.workbook import RawBook

KIND = definition.KIND


def check(book: RawBook, options: Options) -> FileReport:
    """The report on the definition itself; forms made from it are another kind."""
    from recon.definitions import checks, read

    findings = notable.ordered(checks.every(read.read(book)), book)
    return FileReport(str(book.path), book.sha256, KIND, findings=findings, book=book)
