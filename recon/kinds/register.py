"""The collecting office's register: its list of reports owed and its working days, checked like any workbook."""

from __future__ import annotations

from recon.findings import notable
from recon.model import FileReport
from recon.options import Options
from recon.schemas import register
from recon.workbook import RawBook

KIND = register.KIND


def check(book: RawBook, options: Options) -> FileReport:
    """The report on the list itself; submissions are matched with it by ``recon register``."""
    from recon.register import owed

    findings = notable.ordered(owed.load(book).findings, book)
    return FileReport(str(book.path), book.sha256, KIND, findings=findings, book=book)
