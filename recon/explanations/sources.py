"""The workbooks that hold explanations for a file: its neighbours of the same name, and those named by the user."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from recon import workbook
from recon.current import shortened
from recon.errors import UnreadableError
from recon.explanations.place import without_period
from recon.workbook import RawBook

_OURS = re.compile(r"(.+)_(?:标注|差异)(?:\(\d+\))?")
_SUFFIXES = {".xlsx", ".xlsm", ".xltx", ".xltm", ".ods", ".xls"}


def books(path: Path, paths: Iterable[Path], password: str | None = None) -> Iterator[RawBook]:
    """Workbooks that may hold explanations for ``path``: those named, in order, then its neighbours.

    Of a folder only the workbooks made from this file, or from the same unit's of another month, are read.
    Raises UnreadableError for a workbook told of by name; a neighbour that cannot be read is passed over.
    """
    seen = {path.resolve()}
    for place in paths:
        if not place.is_dir() and place.resolve() not in seen:
            seen.add(place.resolve())
            yield workbook.read(place, password)
    for folder in (*(place for place in paths if place.is_dir()), path.parent):
        for source in _made_from(path, folder):
            if source.resolve() not in seen:
                seen.add(source.resolve())
                try:
                    yield workbook.read(source, password)
                except UnreadableError:
                    continue


def _made_from(path: Path, folder: Path) -> list[Path]:
    """Marked copies and discrepancy workbooks of one file in a folder, the latest made first."""
    try:
        there = [p for p in folder.iterdir() if p.suffix.lower() in _SUFFIXES and _OURS.fullmatch(p.stem)]
    except OSError:
        return []
    wanted = {unit(path.stem), unit(shortened(path.stem))}
    same = (p for p in there if unit(p.stem) in wanted)
    return sorted(same, key=lambda p: (len(p.stem), p.stem), reverse=True)


def family(stem: str) -> str:
    """The name of the file that a chain of marked copies and discrepancy workbooks began with."""
    while match := _OURS.fullmatch(stem):
        stem = match[1]
    return stem


def unit(stem: str) -> str:
    """The same without the period: what one unit calls its reports."""
    return without_period(family(stem))
