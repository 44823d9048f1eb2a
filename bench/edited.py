"""Workbooks with formulas and one slip of an editor each: typed over, cut short, counted twice, swapped, other unit."""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bench.planted import NAMES, amount
from recon.model import Finding, column_letters
from recon.open import check, echoes, formulas
from recon.options import Options
from recon.workbook import Cell, RawSheet


@dataclass
class Book:
    """A table with groups, subtotals, a grand total and a total column; rows and columns from 0."""

    rows: list[list[Cell]]
    groups: list[tuple[int, int, int]]  #: first and last leaf, and the subtotal's row
    grand: int
    width: int
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)  #: from 1


def made(rng: random.Random, places: int) -> Book:
    """A sound table whose totals are formulas with their values."""
    width = rng.randint(3, 6)
    rows: list[list[Cell]] = [["单位", *[f"第{n}季度" for n in range(1, width + 1)], "合计"]]
    groups = []
    for group in range(rng.randint(2, 4)):
        first = len(rows)
        for n in range(rng.randint(2, 6)):
            rows.append([f"{NAMES[n]}{group}", *(round(amount(rng, places) + 3, places) for _ in range(width)), 0])
        groups.append((first, len(rows) - 1, len(rows)))
        rows.append([f"第{group + 1}组小计", *([0] * (width + 1))])
    rows.append(["总计", *([0] * (width + 1))])
    book = Book(rows, groups, len(rows) - 1, width)
    for c in range(1, width + 2):
        letter = column_letters(c + 1)
        for first, last, at in groups:
            book.formulas[at + 1, c + 1] = f"SUM({letter}{first + 1}:{letter}{last + 1})"
        book.formulas[book.grand + 1, c + 1] = "+".join(f"{letter}{at + 1}" for _, _, at in groups)
    for r in range(1, len(rows)):
        book.formulas.setdefault((r + 1, width + 2), f"SUM(B{r + 1}:{column_letters(width + 1)}{r + 1})")
    for first, last, at in groups:
        for r in range(first, last + 1):
            book.formulas[r + 1, width + 2] = f"SUM(B{r + 1}:{column_letters(width + 1)}{r + 1})"
        book.formulas[at + 1, width + 2] = (
            f"SUM({column_letters(width + 2)}{first + 1}:{column_letters(width + 2)}{last + 1})"
        )
    computed(book, places)
    return book


def computed(book: Book, places: int, kept: frozenset[tuple[int, int]] = frozenset()) -> None:
    """Give every formula its value; ``kept``: cells that are typed."""

    def value(r: int, c: int) -> float:
        cell = book.rows[r][c]
        assert isinstance(cell, int | float)
        return cell

    for r in range(1, len(book.rows) - 1):
        if (r + 1, book.width + 2) in book.formulas and r not in {at for _, _, at in book.groups}:
            book.rows[r][book.width + 1] = round(sum(value(r, c) for c in range(1, book.width + 1)), places)
    for c in range(1, book.width + 2):
        for first, last, at in book.groups:
            if (at, c) not in kept:
                book.rows[at][c] = round(sum(value(r, c) for r in range(first, last + 1)), places)
        if (book.grand, c) not in kept:
            book.rows[book.grand][c] = round(sum(value(at, c) for _, _, at in book.groups), places)


Slip = Callable[[random.Random, Book, int], set[tuple[int, int]]]


def typed_over(rng: random.Random, book: Book, places: int) -> set[tuple[int, int]]:
    """A total is a number typed long ago; what rests on it follows it."""
    _, _, at = rng.choice(book.groups)
    r, c = rng.choice([at, book.grand]), rng.randint(1, book.width)
    del book.formulas[r + 1, c + 1]
    book.rows[r][c] = round(float(str(book.rows[r][c])) * 1.07 + 11, places)
    computed(book, places, frozenset({(r, c)}))
    return {(r, c)}


def cut_short(rng: random.Random, book: Book, places: int) -> set[tuple[int, int]]:
    """The range of a subtotal ends a row early."""
    first, last, at = rng.choice(book.groups)
    c = rng.randint(1, book.width)
    letter = column_letters(c + 1)
    book.formulas[at + 1, c + 1] = f"SUM({letter}{first + 1}:{letter}{last})"
    book.rows[at][c] = round(sum(float(str(book.rows[r][c])) for r in range(first, last)), places)
    computed(book, places, frozenset({(at, c)}))
    return {(at, c)}


def twice(rng: random.Random, book: Book, places: int) -> set[tuple[int, int]]:
    """The grand total of a column sums everything above it, subtotals and all."""
    c = rng.randint(1, book.width)
    letter = column_letters(c + 1)
    book.formulas[book.grand + 1, c + 1] = f"SUM({letter}2:{letter}{book.grand})"
    book.rows[book.grand][c] = round(2 * float(str(book.rows[book.grand][c])), places)
    return {(book.grand, c)}


def swapped(rng: random.Random, book: Book, places: int) -> set[tuple[int, int]]:
    """Values pasted over formulas; then two columns of a row change places."""
    book.formulas.clear()
    first, last, _ = rng.choice(book.groups)
    r = rng.randint(first, last)
    a, b = rng.sample(range(1, book.width + 1), 2)
    book.rows[r][a], book.rows[r][b] = book.rows[r][b], book.rows[r][a]
    return {(r, a), (r, b)}


def other_unit(rng: random.Random, book: Book, places: int) -> set[tuple[int, int]]:
    """Values pasted over formulas; then a row is told in 元 instead of 万元."""
    book.formulas.clear()
    first, last, _ = rng.choice(book.groups)
    r = rng.randint(first, last)
    for c in range(1, book.width + 2):
        book.rows[r][c] = round(float(str(book.rows[r][c])) * 10_000, places)
    return {(r, c) for c in range(1, book.width + 2)}


SLIPS: tuple[Slip, ...] = (typed_over, cut_short, twice, swapped, other_unit)


def findings(book: Book) -> list[Finding]:
    """What is more than information."""
    sheet = RawSheet("表", book.rows)
    told = check.check(check.recover(sheet, book.formulas), Options().budget)
    said = formulas.joined(formulas.check(told.sheet.board, book.formulas), list(told.findings))
    return [f for f in echoes.nested(said, {"表": book.formulas}) if f.level != "提示性"]


def main(count: int) -> None:
    """As many workbooks of each kind: slips found, at the first cell, and nothing else said; then sound ones."""
    rng = random.Random(23)
    for slip in SLIPS:
        counts: Counter[str] = Counter()
        for number in range(count):
            places = (0, 2)[number % 2]
            book = made(rng, places)
            cells = {(r + 1, c + 1) for r, c in slip(rng, book, places)}
            firm = findings(book)
            near = [f for f in firm if cells & {(x.row, x.column) for x in f.cells}]
            counts["found"] += bool(near)
            counts["first"] += any((f.cell.row, f.cell.column) in cells for f in near[:1])
            counts["alone"] += len(firm) <= 1
            if "-v" in sys.argv and (not near or len(firm) > 1):
                _shown(slip.__name__, number, cells, firm)
        print(f"{slip.__name__:12s} of {count}: {dict(counts)}")
    alarms = sum(len(findings(made(rng, (0, 2)[n % 2]))) for n in range(count))
    print(f"sound        of {count}: {alarms} findings")


def _shown(name: str, number: int, cells: Any, firm: list[Finding]) -> None:
    print(
        name,
        number,
        sorted(cells),
        [(f.code, f.cell.a1, f.words.get("patterns"), f.words.get("formula")) for f in firm],
    )


def run() -> None:
    """Formulas with a slip: forty workbooks of each kind."""
    main(40)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 40)
