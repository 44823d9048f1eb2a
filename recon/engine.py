"""The whole pipeline on one screen: workbook → kind (tables → figures → rules) → Report."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from recon import kinds, workbook
from recon.errors import UnreadableError
from recon.kinds.options import Options
from recon.model import FileReport, Report
from recon.workbook import RawBook

PLAIN = Options()


def validate(paths: Iterable[Path], options: Options = PLAIN) -> Report:
    """Check each file by itself; a file that cannot be read becomes a report too, never an exception."""
    return Report(tuple(validate_file(path, options) for path in paths))


def validate_file(path: Path, options: Options = PLAIN) -> FileReport:
    """Read one workbook and check it as the kind it is."""
    try:
        return kinds.check(workbook.read(path), options)
    except UnreadableError as error:
        return FileReport(str(path), workbook.digest(path), "unknown", error=(error.code, error.words))


def validate_book(book: RawBook, options: Options = PLAIN) -> FileReport:
    """Check a workbook already read; raises :class:`UnreadableError` for an unknown form."""
    return kinds.check(book, options)
