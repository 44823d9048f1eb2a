"""Lists of findings read back: the texts people wrote, with the key each was written for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recon import messages, tables
from recon.explanations.stamp import HEAD, Head, Stamp, agrees, mark, read_head, read_stamp
from recon.workbook import Cell, RawBook, RawSheet

#: Columns a list must have, in either language and either workbook; the hidden one may be missing.
COLUMNS = ("code", "place", "sentence", "explanation")
HEADER_ROWS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list; ``stamp`` is None in lists of versions that had no hidden column."""

    code: str
    place: str
    sentence: str
    text: str
    stamp: Stamp | None

    @property
    def untouched(self) -> bool:
        """Whether the text is as the program wrote it in."""
        return self.stamp is not None and self.stamp.text == mark(self.text)

    @property
    def moved(self) -> bool:
        """Whether the row shows another finding than its stamp names: sorted apart, exchanged, or edited."""
        return self.stamp is not None and not agrees(self.stamp, self.code, self.place, self.sentence)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of findings read back."""

    head: Head
    lines: tuple[Line, ...]


def read(book: RawBook) -> Listed | None:
    """The list in a marked copy or a discrepancy workbook; None where there is none. What is hidden is none.

    A discrepancy workbook holds copies of the sheets it was made from, a marked copy's list among them: its
    own list is the one whose first row is the header.
    """
    headed = [(sheet, at) for sheet in book.sheets if not sheet.hidden and (at := _header(sheet))]
    own = [(sheet, at) for sheet, at in headed if at[0] == 1 or _stamped(sheet)]
    sheet, (row, columns) = min(own, key=lambda pair: pair[1][0], default=(None, (0, {})))
    if sheet is None:
        return None
    head = read_head(_text(sheet.rows[row - 1], columns.get("key", 0)))
    return Listed(head or Head(), tuple(_lines(sheet, row, columns)))


def typed(book: RawBook) -> list[str]:
    """The texts that people wrote into a list."""
    listed = read(book)
    return [line.text for line in listed.lines if line.text and not line.untouched] if listed else []


def untouched(book: RawBook) -> list[str]:
    """The texts of a list that stand as the program wrote them in."""
    listed = read(book)
    return [line.text for line in listed.lines if line.text and line.untouched] if listed else []


def _stamped(sheet: RawSheet) -> bool:
    return bool(sheet.rows[0]) and sheet.rows[0][0] in messages.MARKS["stamp"]


def _header(sheet: RawSheet) -> tuple[int, dict[str, int]] | None:
    """Row number and columns of a list's header."""
    for number, cells in enumerate(sheet.rows[:HEADER_ROWS], 1):
        columns = {name: at for at, cell in enumerate(cells, 1) if (name := _named(cell))}
        if set(COLUMNS) <= set(columns):
            return number, columns
    return None


def _named(cell: Cell) -> str:
    if isinstance(cell, str) and cell.startswith(HEAD):
        return "key"
    return next((n for n in COLUMNS if cell in (*messages.MARKS[n], *messages.SHEETS[n])), "")


def _lines(sheet: RawSheet, header: int, columns: dict[str, int]) -> Iterator[Line]:
    for cells in sheet.rows[header:]:
        code, place, sentence, text = (_text(cells, columns[name]) for name in COLUMNS)
        stamp = read_stamp(_text(cells, columns.get("key", 0)))
        if text or (stamp and stamp.text):
            yield Line(code, place, sentence, text, stamp)


def _text(cells: list[Cell], column: int) -> str:
    """A cell as text, exactly as written; the reader has bounded its length and runs no formula."""
    return tables.text(cells[column - 1], keep=True) if 0 < column <= len(cells) else ""
