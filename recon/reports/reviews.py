"""Review notes that people wrote into a discrepancy workbook must not be lost to the next run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from recon import explanations, messages, workbook
from recon.errors import UnreadableError
from recon.model import FileReport


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


def kept(paths: Iterable[Path]) -> dict[tuple[str, str], str]:
    """The texts of reviewers in discrepancy workbooks, by identity and values of the finding; the first counts."""
    reviews: dict[tuple[str, str], str] = {}
    for path in paths:
        try:
            book = workbook.read(path)
        except UnreadableError:
            continue
        for sheet in (s for s in book.sheets if s.name in messages.SHEETS["findings"]):
            for key, text in _written(sheet.rows):
                reviews.setdefault(key, text)
    return reviews


def _written(rows: list[list[workbook.Cell]]) -> Iterator[tuple[tuple[str, str], str]]:
    """The notes of a list, each with what the hidden cell of its row says."""
    heads = rows[0] if rows else []
    review = next((c for c, head in enumerate(heads) if head in messages.SHEETS["review"]), None)
    hidden = next((c for c, head in enumerate(heads) if explanations.is_head(head)), None)
    if review is None or hidden is None:
        return
    for row in rows[1:]:
        stamped = str(row[hidden]) if hidden < len(row) else ""
        note, stamp = row[review] if review < len(row) else None, explanations.read_stamp(stamped)
        if note is not None and stamp is not None:
            yield (stamp.key, stamp.values), str(note)


def note(file: FileReport, stamp: explanations.Stamp) -> str:
    """The text of a reviewer on the finding whose row has this stamp; blank for none."""
    return file.reviews.get((stamp.key, stamp.values), "")


def _reviewed(rows: list[list[workbook.Cell]]) -> bool:
    for number, row in enumerate(rows):
        columns = [c for c, head in enumerate(row) if head in messages.SHEETS["review"]]
        if columns:
            return any(r[c] is not None for r in rows[number + 1 :] for c in columns if c < len(r))
    return False
