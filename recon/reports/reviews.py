"""Review notes that people wrote into a discrepancy workbook must not be lost to the next run."""

from __future__ import annotations

from pathlib import Path

from recon import messages, workbook
from recon.errors import UnreadableError


def disposable(path: Path) -> bool:
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
