"""The whole pipeline on one screen: workbook → kind (tables → figures → rules) → Report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from recon import explanations, kinds, workbook
from recon.errors import UnreadableError
from recon.kinds.options import Options
from recon.model import FileReport, Finding, Report
from recon.workbook import RawBook

PLAIN = Options()


def validate(paths: Iterable[Path], options: Options = PLAIN) -> Report:
    """Check each file by itself; a file that cannot be read becomes a report too, never an exception."""
    return Report(tuple(_clashes([validate_file(path, options) for path in paths])))


def validate_file(path: Path, options: Options = PLAIN) -> FileReport:
    """Read one workbook, check it as the kind it is, and see what was written to explain it."""
    try:
        file = kinds.check(workbook.read(path, options.password), options)
        return explanations.explained(file, explanations.books(path, options.explanations, options.password))
    except UnreadableError as error:
        return FileReport(str(path), workbook.digest(path), "unknown", error=(error.code, error.words))


def _clashes(files: list[FileReport]) -> Iterator[FileReport]:
    """Two files that report on the same thing: each is told of the other, none is chosen."""
    for file in files:
        others = [f for f in files if f is not file and f.subject and f.subject == file.subject]
        if others and file.subject_cell:
            names = "、".join(
                other.path if Path(other.path).name == Path(file.path).name else Path(other.path).name
                for other in others
            )
            words = {"found": " ".join(file.subject), "others": names}
            clash = Finding("DUP01", "核实性", (file.subject_cell,), words)
            file = explanations.apply(replace(file, findings=(clash, *file.findings)), file.unclaimed)
        yield file


def validate_book(book: RawBook, options: Options = PLAIN) -> FileReport:
    """Check a workbook already read, with what is written in itself; raises UnreadableError for an unknown form."""
    return explanations.explained(kinds.check(book, options))
