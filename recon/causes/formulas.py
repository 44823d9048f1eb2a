"""Formulas of the form that do not add up what they should: one finding, at the formula or at what it misses.

What a formula itself says is proof, and goes before what only the amounts suggest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from recon import workbook
from recon.audit import Covered, Pick, covered, parse
from recon.audit.references import Area
from recon.causes.case import Case, Cause, Value
from recon.causes.words import NAMED, block, rows
from recon.model import CellRef, Finding
from recon.numbers import plain
from recon.rules.ledger import Summed
from recon.tables import fold, text
from recon.workbook import ErrorCell

Rows = tuple[int, ...]
#: A formula as a sentence shows it.
SHOWN = 60


def find(case: Case) -> Iterator[Cause]:
    """Ranges that leave rows out or take them twice, broken references, classes that miss, totals typed over."""
    if not any(f.level == "强制性" for f in case.report.every):
        return
    book = Book(case)
    if book.formulas:
        yield from _broken(book)
        yield from _missed(book)
        yield from _ranges(book)
        yield from _typed(book)


@dataclass(frozen=True)
class Book:
    """A case with the formulas of its tables."""

    case: Case

    @cached_property
    def formulas(self) -> dict[CellRef, str]:
        """The formulas of the form's tables, by cell."""
        names = [data.table.sheet for data in self.case.form.every]
        by_sheet = workbook.formulas(self.case.book, names)
        return {CellRef(s, *at): text_ for s, several in by_sheet.items() for at, text_ in several.items()}

    @cached_property
    def sums(self) -> dict[CellRef, Covered]:
        """The formulas that add up."""
        sums = {cell: covered(text_) for cell, text_ in self.formulas.items()}
        return {cell: one for cell, one in sums.items() if one is not None}

    @cached_property
    def totals(self) -> dict[tuple[str, int], Summed]:
        """Total rows by sheet and row."""
        return {(one.stated.grid.sheet, one.block.row): one for one in self.case.sums}

    def raw(self, cell: CellRef) -> object:
        """The value of a cell."""
        for sheet in self.case.book.sheets:
            if sheet.name == cell.sheet and cell.row <= len(sheet.rows):
                row = sheet.rows[cell.row - 1]
                return row[cell.column - 1] if cell.column <= len(row) else None
        return None

    def stated(self) -> Iterator[tuple[Summed, str, CellRef]]:
        """Each amount of each total row of the table of projects."""
        for one in self.case.sums:
            if one.stated.grid.sheet == one.parts.grid.sheet == self.case.sheet:
                for label in one.labels:
                    if label in one.stated.grid.frame:
                        yield one, label, one.stated.grid.cell(one.block.row, label)

    @cached_property
    def spelled(self) -> dict[tuple[int, str], list[tuple[int, str]]]:
        """Rows of the table of projects with their text, by the column of a condition and the text as it compares."""
        spellings: dict[tuple[int, str], list[tuple[int, str]]] = {}
        for column in {pick.within.left for one in self.sums.values() for pick in one.picks}:
            for row in self.case.rows:
                there = self.raw(CellRef(self.case.sheet, row, column))
                if isinstance(there, str):
                    spellings.setdefault((column, fold(there)), []).append((row, there))
        return spellings

    def right(self, one: Summed, label: str) -> int:
        """The right value of a total."""
        return sum(one.parts.at(row, label) or 0 for row in one.block.parts)

    def entries(self, row: int) -> Rows:
        """The rows that a row of the table stands for: a total's parts, down to entries; none for rows that are no row."""
        one = self.totals.get((self.case.sheet, row))
        if one is None:
            return (row,) if self.case.main.kinds.get(row) == "entry" else ()
        return tuple(part for r in one.block.parts if r != row for part in self.entries(r))


def _broken(book: Book) -> Iterator[Cause]:
    """Totals whose formula lost a reference: one finding for all of them."""
    cells = [c for c, text_ in book.formulas.items() if parse(text_).broken or isinstance(book.raw(c), ErrorCell)]
    lost = [cell for cell in cells if parse(book.formulas[cell]).broken]
    if lost:
        right = {cell: book.right(one, label) for one, label, cell in book.stated()}
        edits: dict[CellRef, Value] = {cell: right[cell] for cell in cells if cell in right}
        if edits:
            first = min(lost, key=lambda c: (c.sheet != book.case.sheet, c.row, c.column))
            words = {"formula": _short(book.formulas[first]), "place": block(lost), "count": str(len(lost))}
            yield Cause(
                Finding("FML04", "强制性", (first, *(c for c in lost if c != first)), words),
                edits,
                proven=True,
            )


def _missed(book: Book) -> Iterator[Cause]:
    """Rows whose class reads like the one that SUMIFS picks, but is not the same text: blanks, other forms of letters."""
    missed: dict[CellRef, dict[CellRef, Value]] = {}
    for cell, one in book.sums.items():
        for pick in one.picks:
            for row in _unequal(book, cell, pick):
                at = CellRef(pick.within.sheet or cell.sheet, row, pick.within.left)
                missed.setdefault(at, {})[cell] = None
    for at, cells in missed.items():
        edits: dict[CellRef, Value] = {cell: value for cell in cells if (value := _picked(book, cell)) is not None}
        edits |= _counts(book)
        if edits:
            words = {
                "column": _label(book, at),
                "found": _visible(text(book.raw(at), keep=True)),  # type: ignore[arg-type]
                "row": str(at.row),
                "place": block(cells),
                "formula": _short(book.formulas[min(cells)]),
            }
            yield Cause(Finding("FML05", "强制性", (at,), words), edits, proven=True)


def _unequal(book: Book, cell: CellRef, pick: Pick) -> Iterator[int]:
    """Rows that a condition means and does not pick."""
    wanted = _wanted(book, cell, pick)
    sheet = pick.within.sheet or cell.sheet
    if not wanted or sheet != book.case.sheet or pick.within.left != pick.within.right:
        return
    for row, there in book.spelled.get((pick.within.left, fold(wanted)), ()):
        if pick.within.top <= row <= pick.within.bottom and there.casefold() != wanted.casefold():
            yield row


def _wanted(book: Book, cell: CellRef, pick: Pick) -> str:
    """The text that a condition asks for; blank for a comparison."""
    if isinstance(pick.wanted, Area):
        text = book.raw(CellRef(pick.wanted.sheet or cell.sheet, pick.wanted.top, pick.wanted.left))
        return text if isinstance(text, str) else ""
    inner = pick.wanted.strip('"')
    return "" if inner[:1] in ("<", ">", "=", "*") else inner


def _picked(book: Book, cell: CellRef) -> int | None:
    """The right value of a sum by condition in 表2, over the entries that its conditions mean; None where it counts."""
    one = book.sums[cell]
    area = one.areas[0]
    labels = {column: label for label, column in book.case.main.table.columns.items()}
    label = labels.get(area.left, "")
    if one.counting or (area.sheet or cell.sheet) != book.case.sheet or label not in book.case.columns:
        return None
    total = 0
    for row in book.case.rows:
        if all(_means(book, cell, pick, row) for pick in one.picks):
            total += book.case.at(row, label) or 0
    return total


def _means(book: Book, cell: CellRef, pick: Pick, row: int) -> bool:
    wanted = _wanted(book, cell, pick)
    there = book.raw(CellRef(pick.within.sheet or cell.sheet, row, pick.within.left))
    return bool(wanted) and fold(there) == fold(wanted)  # type: ignore[arg-type]


def _counts(book: Book) -> dict[CellRef, Value]:
    """The numbers of projects that are wrong in 表2, as they should be."""
    scale = 10**book.case.main.table.scale
    return {f.cell: int(f.words["expected"]) * scale for f in book.case.report.findings if f.code == "COUNT01"}


def _ranges(book: Book) -> Iterator[Cause]:
    """Totals that leave out rows with amounts, or take them twice: one finding for the same rows."""
    left: dict[tuple[Rows, Rows], list[tuple[CellRef, Summed, str]]] = {}
    for one, label, cell in book.stated():
        if cell not in book.sums or book.sums[cell].picks or _right(book, one, label):
            continue
        gone, twice = _compared(book, one, label, cell)
        if gone or twice:
            left.setdefault((gone, twice), []).append((cell, one, label))
    joined: dict[int, list[tuple[CellRef, Summed, str]]] = {}
    for several in left.values():
        joined.setdefault(several[0][1].block.row, []).extend(several)
    for several in joined.values():
        yield from _range(book, several)


def _right(book: Book, one: Summed, label: str) -> bool:
    """Whether a total adds up in one of its readings: what is wrong is then reported elsewhere."""
    stated = one.stated.at(one.block.row, label)
    sums = (sum(parts.at(row, label) or 0 for row in read.parts) for parts, read in one.readings)
    return any(bool(stated == total) for total in sums)


def _range(book: Book, several: list[tuple[CellRef, Summed, str]]) -> Iterator[Cause]:
    gone: set[int] = set()
    twice: set[int] = set()
    for cell, one, label in several:
        out, over = _compared(book, one, label, cell)
        gone |= set(out)
        twice |= set(over)
    cells = tuple(cell for cell, _, _ in several)
    edits: dict[CellRef, Value] = {cell: book.right(one, label) for cell, one, label in several}
    edits |= _counts(book) | _others(book)
    formula = _short(book.formulas[cells[0]])
    name = str(several[0][1].stated.coordinate(several[0][1].block.row, several[0][2]).item)
    words = {"name": name, "formula": formula, "place": block(cells), "rows": rows(sorted(gone or twice))}
    if gone:
        yield Cause(Finding("FML01", "强制性", cells, words), edits, proven=True)
        return
    inner = _inner(book, several[0])
    if inner:
        words |= {"row": str(inner), "found": book.case.text(inner, book.case.named)}
        first = (book.case.cell(inner, book.case.named), *cells)
        yield Cause(Finding("FML02", "强制性", first, words), edits, proven=True)
    else:
        yield Cause(Finding("FML03", "强制性", cells, words), edits, proven=True)


def _inner(book: Book, total: tuple[CellRef, Summed, str]) -> int:
    """A total row among the rows that a total adds up, whose own parts it adds up as well."""
    cell, one, _ = total
    for row, column in sorted(book.sums[cell].times(cell.sheet, cell.sheet)):
        if column == cell.column and row != one.block.row and (cell.sheet, row) in book.totals:
            return row
    return 0


def _others(book: Book) -> dict[CellRef, Value]:
    """Sums by class in 表2 that are wrong, as they should be."""
    wrong = {f.cell for f in book.case.report.findings if f.code == "TIE01"}
    return {
        cell: value
        for cell, one in book.sums.items()
        if one.picks and cell in wrong and (value := _picked(book, cell)) is not None
    }


def _compared(book: Book, one: Summed, label: str, cell: CellRef) -> tuple[Rows, Rows]:
    """The entries with an amount that a total leaves out, and those that it takes more than once."""
    counted: Counter[int] = Counter()
    for (row, column), times in book.sums[cell].times(cell.sheet, cell.sheet).items():
        if column == cell.column:
            for entry in book.entries(row):
                counted[entry] += times
    wanted = {entry for part in one.block.parts for entry in book.entries(part)}
    gone = tuple(sorted(row for row in wanted if not counted[row] and book.case.at(row, label)))
    twice = tuple(sorted(row for row, times in counted.items() if times > 1 and book.case.at(row, label)))
    return gone, twice


def _typed(book: Book) -> Iterator[Cause]:
    """A total that was typed over its formula and is wrong, where the rest of its row still has formulas."""
    rows_: dict[int, list[tuple[Summed, str, CellRef]]] = {}
    for one, label, cell in book.stated():
        rows_.setdefault(one.block.row, []).append((one, label, cell))
    for several in rows_.values():
        typed = [each for each in several if each[2] not in book.formulas]
        wrong = [
            each
            for each in typed
            if not _right(book, each[0], each[1]) and each[0].stated.at(each[0].block.row, each[1]) is not None
        ]
        if wrong and 2 * len(typed) < len(several):
            edits: dict[CellRef, Value] = {cell: book.right(one, label) for one, label, cell in wrong}
            one, label, _ = wrong[0]
            beside = next(cell for _, _, cell in several if cell in book.formulas)
            totals = (book.right(one, label) for one, label, _ in wrong[:NAMED])
            right = (plain(Decimal(total).scaleb(-wrong[0][0].parts.grid.scale)) for total in totals)
            words = {
                "expected": "、".join(right) + "…" * (len(edits) > NAMED),
                "name": str(one.stated.coordinate(one.block.row, label).item),
                "column": label,
                "place": block(edits),
                "formula": _short(book.formulas[beside]),
                "beside": beside.a1,
            }
            yield Cause(Finding("FML06", "强制性", tuple(edits), words), edits, proven=True)


def _label(book: Book, at: CellRef) -> str:
    labels: Mapping[int, str] = {column: label for label, column in book.case.main.table.columns.items()}
    return labels.get(at.column, "")


def _visible(word: str) -> str:
    """A word with its blanks to be seen."""
    return word.replace(" ", "␣").replace("\u3000", "␣").replace("\u00a0", "␣")


def _short(formula: str) -> str:
    return "=" + (formula if len(formula) <= SHOWN else formula[:SHOWN] + "…")
