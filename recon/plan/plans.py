"""The plan's figures for checking many forms against: read once a process, again when the file has changed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from recon import figures, tables, workbook
from recon import text as gate
from recon.errors import UnreadableError
from recon.figures import Base
from recon.forms import shown
from recon.schemas import targets
from recon.workbook import RawBook, RawSheet, listed

SHEET = targets.RECOGNISED_BY
#: The columns of sheet 指标 that hold figures.
FIGURES = ("数值", "数值上限")


def recognise(book: RawBook) -> bool:
    """By its sheet 指标 with the head of one; a sheet of that name in a form of ours is that form's own."""
    sheets = [sheet for sheet in book.sheets if gate.words(sheet.name) == SHEET]
    if not sheets or any(map(_headed, sheets)):
        return bool(sheets)
    from recon.forms import recognition

    return recognition.form_of(book) is None


def _headed(sheet: RawSheet) -> bool:
    """Whether most of the columns of 指标 are there."""
    labels = list(targets.Figures.to_schema().columns)
    return 2 * len(tables.find_header(sheet, labels)[1]) >= len(labels)


def base(book: RawBook) -> Base:
    """The figure base of a targets workbook, whatever else may be wrong with it; UnreadableError for another form."""
    if not recognise(book):
        names = listed(book)
        raise UnreadableError("FILE07", path=str(book.path), expected=f"“{SHEET}”", found=names)
    seen, _ = shown.figures(book, SHEET, FIGURES, "计量单位")
    sheets = {gate.words(sheet.name): sheet for sheet in seen.sheets}
    loaded = {n: tables.load(sheets[n], model)[0] for n, model in targets.SHEETS.items() if n in sheets}
    return figures.build(loaded)[0]


def load(path: Path) -> Base:
    """The figure base of a targets workbook; raises UnreadableError as reading it does."""
    try:
        status = path.stat()
        return _loaded(path, status.st_mtime_ns, status.st_size)
    except OSError:
        return base(workbook.read(path))  # says what is wrong


@lru_cache(maxsize=2)
def _loaded(path: Path, _changed: int, _size: int) -> Base:
    return base(workbook.read(path))
