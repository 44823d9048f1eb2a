"""The kinds of workbook, each one module with ``recognise(book)`` and ``check(book, options)``."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from recon.errors import UnreadableError
from recon.kinds import monthly, targets
from recon.kinds.options import Options
from recon.model import FileReport
from recon.workbook import RawBook


class Kind(NamedTuple):
    """A kind: its name, how it is told, how it is checked."""

    name: str
    recognise: Callable[[RawBook], bool]
    check: Callable[[RawBook, Options], FileReport]


#: In the order they are tried. Adding a kind means adding a line here.
KINDS = (
    Kind(targets.KIND, targets.recognise, targets.check),
    Kind(monthly.KIND, monthly.recognise, monthly.check),
)


def check(book: RawBook, options: Options) -> FileReport:
    """Check a workbook as the first kind that knows it; raises UnreadableError where none does."""
    for kind in KINDS:
        if kind.recognise(book):
            return kind.check(book, options)
    found = "、".join(f"“{sheet.name}”" for sheet in book.sheets) or "—"
    raise UnreadableError("FILE07", path=str(book.path), expected=targets.SHEET, found=found)
