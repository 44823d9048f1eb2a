"""Review notes that people wrote into a discrepancy workbook must not be lost to the next run."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from recon import messages, workbook
from recon.errors import UnreadableError


def free_path(path: Path) -> Path:
    """``path``, or a numbered neighbour where the file there is not ours to overwrite."""
    for number in count(2):
        candidate = path if number == 2 else path.with_stem(f"{path.stem}({number - 1})")
        if not candidate.exists() or _disposable(candidate):
            return candidate
    raise AssertionError("count() never ends")


def _disposable(path: Path) -> bool:
    """Whether a file is a discrepancy workbook in which nobody has written anything."""
    try:
        book = workbook.read(path)
    except UnreadableError:
        return False
    lists = [s for s in book.sheets if s.name in messages.SHEETS["findings"]]
    return bool(lists) and not any(_written(sheet.rows) for sheet in lists)


def _written(rows: list[list[workbook.Cell]]) -> bool:
    heads = {*messages.SHEETS["review"], *messages.SHEETS["explanation"]}
    for number, row in enumerate(rows):
        columns = [c for c, head in enumerate(row) if head in heads]
        if columns:
            return any(r[c] is not None for r in rows[number + 1 :] for c in columns if c < len(r))
    return False
