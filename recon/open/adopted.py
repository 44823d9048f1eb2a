"""What a person decided on the relations found: column 采用 of sheet 本表的关系, read back."""

from __future__ import annotations

from collections.abc import Iterable

from recon import messages
from recon.tables import fold
from recon.workbook import Cell, RawBook, RawSheet

#: Sheet and pattern of a relation.
Refused = frozenset[tuple[str, str]]


def refused(books: Iterable[RawBook]) -> Refused:
    """The relations against which 否 stands in the latest workbook that lists them."""
    answers: dict[tuple[str, str], bool] = {}
    for book in books:
        for sheet in book.sheets:
            if sheet.name in messages.SHEETS["own_relations"]:
                for key, wanted in _choices(sheet):
                    answers.setdefault(key, wanted)
    return frozenset(key for key, wanted in answers.items() if not wanted)


def _choices(sheet: RawSheet) -> Iterable[tuple[tuple[str, str], bool]]:
    if not sheet.rows:
        return
    places = [_place(sheet.rows[0], key) for key in ("own_sheet", "own_pattern", "adopted")]
    if None in places:
        return
    no = {fold(word) for word in messages.SHEETS["adopted_no"]}
    for row in sheet.rows[1:]:
        named, pattern, wanted = (_text(row, place) for place in places if place is not None)
        if named and pattern:
            yield (named, pattern), fold(wanted) not in no


def _place(heads: list[Cell], key: str) -> int | None:
    words = {fold(word) for word in messages.SHEETS[key]}
    return next((n for n, head in enumerate(heads) if isinstance(head, str) and fold(head) in words), None)


def _text(row: list[Cell], place: int) -> str:
    cell = row[place] if place < len(row) else None
    return cell.strip() if isinstance(cell, str) else ""
