"""Review notes that people wrote into a discrepancy workbook must not be lost to the next run."""

from __future__ import annotations

from pathlib import Path

from recon import explanations, messages, workbook
from recon.errors import UnreadableError


def disposable(path: Path, carried: frozenset[str] = frozenset()) -> bool:
    """Whether a file is a discrepancy workbook in which nobody has written anything.

    An explanation that the program wrote in is nobody's loss if the new workbook carries it: ``carried``.
    """
    try:
        book = workbook.read(path)
    except UnreadableError:
        return False
    lists = [s for s in book.sheets if s.name in messages.SHEETS["findings"]]
    if not lists or any(_reviewed(sheet.rows) for sheet in lists):
        return False
    return all(text in carried for text in explanations.untouched(book)) and not explanations.typed(book)


def _reviewed(rows: list[list[workbook.Cell]]) -> bool:
    for number, row in enumerate(rows):
        columns = [c for c, head in enumerate(row) if head in messages.SHEETS["review"]]
        if columns:
            return any(r[c] is not None for r in rows[number + 1 :] for c in columns if c < len(r))
    return False
