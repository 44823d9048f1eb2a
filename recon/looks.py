"""How a workbook looks to the one who filled it in: formats that change what is seen, what is hidden, notes, links."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from recon import formats, workbook
from recon.guard import odslooks
from recon.guard.looks import Look, Looks
from recon.guard.looks import read as _read
from recon.workbook import RawBook

__all__ = ["Look", "Looks", "read"]


def read(book: RawBook) -> Looks:
    """The looks of an xlsx; of an ods how texts are set in; nothing of other formats, of a file that has changed
    since, or is encrypted.

    Only the formats that show a number in another scale than it is stored in are looked up.
    """
    return _kept(book.path, book.sha256, book.format)


@lru_cache(maxsize=2)
def _kept(path: Path, sha256: str, format_: str) -> Looks:
    """A workbook is asked for its looks once, however often it is checked."""
    if format_ == "ods":
        by_sheet = odslooks.read(workbook.again(RawBook(path, sha256, (), format_), ("ods",)))
        return Looks({name: Look(indents=cells) for name, cells in by_sheet.items()})
    data = workbook.again(RawBook(path, sha256, (), format_))
    return _read(data, _peculiar, formats.BUILT_IN) if data else Looks()


def _peculiar(code: str) -> bool:
    return bool(code) and not formats.read(code).plain
