"""A workbook as plain text, one line a row: for git diffs, examples and tests.

A sheet begins with ``## name``; cells stand between `` | ``; a line break or bar inside a cell is
escaped with a backslash. Rows carry no numbers, so that inserting one changes one line of a diff.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from recon import tables
from recon.workbook import Cell, RawBook, RawSheet

_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "|": "\\|"}
_SPLIT = re.compile(r"(?<!\\)\|")


def dump(book: RawBook, formulas: Mapping[str, Mapping[tuple[int, int], str]] | None = None) -> str:
    """The whole workbook; blank rows and blank line ends are left out.

    ``formulas`` (sheet → (row, column) from 1 → formula) are shown in place of their results.
    """
    lines = (line for sheet in book.sheets for line in _sheet(sheet, (formulas or {}).get(sheet.name, {})))
    return "\n".join(lines) + "\n"


def _sheet(sheet: RawSheet, formulas: Mapping[tuple[int, int], str]) -> list[str]:
    cells = [list(row) for row in sheet.rows] if formulas else sheet.rows
    for (row, column), formula in formulas.items():
        if formula and row <= len(cells):
            cells[row - 1].extend([None] * (column - len(cells[row - 1])))
            cells[row - 1][column - 1] = f"={formula}"
    rows = (" | ".join(_escape(cell) for cell in row).rstrip(" |") for row in cells)
    return [f"## {sheet.name}", *(row for row in rows if row), ""]


def _escape(cell: Cell) -> str:
    return "".join(_ESCAPES.get(c, c) for c in tables.text(cell, keep=True))


def parse(text: str, name: str = "example.xlsx") -> RawBook:
    """Read text in the shape of :func:`dump`; every cell is text, a blank one is None."""
    sheets: list[RawSheet] = []
    for line in text.strip().splitlines():
        if line.strip().startswith("## "):
            sheets.append(RawSheet(line.strip()[3:].strip(), []))
        elif line.strip() and sheets:
            sheets[-1].rows.append([_unescape(cell.strip()) or None for cell in _SPLIT.split(line)])
    return RawBook(Path(name), hashlib.sha256(text.encode()).hexdigest(), tuple(sheets))


def _unescape(cell: str) -> str:
    backwards = {code[1]: char for char, code in _ESCAPES.items()}
    return re.sub(r"\\(.)", lambda m: backwards.get(m[1], m[1]), cell)
