"""Candidates that a sheet's own formulas declare: lines whose cells add up the same other lines, sample by sample."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from recon.audit import covered
from recon.model import column_number

Formulas = Mapping[tuple[int, int], str]  #: (row, column) from 1 → text without =
_REFERENCE = re.compile(r"(?<![A-Za-z_.])(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})(?![\w(!])")
_SIGNED = re.compile(r"[+-]?[A-Z]{1,3}[0-9]{1,7}(?:[+-][A-Z]{1,3}[0-9]{1,7})+")
_TERM = re.compile(r"([+-]?)([A-Z]{1,3})([0-9]{1,7})")
#: Sums of one axis that are weighed, and parts that one may have.
MOST, PARTS = 3_000, 5_000


class Sum(NamedTuple):
    """Line ``total`` adds ``parts`` with their ``signs`` in ``places`` cells (lines from 0)."""

    total: int
    parts: tuple[int, ...]
    signs: tuple[int, ...]
    places: int


def signature(text: str, row: int, column: int) -> str:
    """The formula with its references relative to its own cell: R[-3]C."""

    def relative(match: re.Match[str]) -> str:
        across = f"C{match[2]}" if match[1] else f"C[{column_number(match[2].upper()) - column}]"
        down = f"R{match[4]}" if match[3] else f"R[{int(match[4]) - row}]"
        return down + across

    return _REFERENCE.sub(relative, text)


def sums(formulas: Formulas) -> dict[str, tuple[Sum, ...]]:
    """By axis ("rows", "columns") the lines that are sums of others by their formulas, those with most cells first."""
    ways: dict[str, str] = {}
    counts: dict[str, Counter[tuple[int, str]]] = {"rows": Counter(), "columns": Counter()}
    first: dict[tuple[str, int, str], tuple[int, int]] = {}
    for (row, column), text in formulas.items():
        sign = signature(text, row, column)
        if sign not in ways:
            ways[sign] = _way(added(text), row, column)
        if way := ways[sign]:
            line = row if way == "rows" else column
            counts[way][line, sign] += 1
            first.setdefault((way, line, sign), (row, column))
    return {way: tuple(_several(formulas, way, several, first)) for way, several in counts.items()}


def _several(
    formulas: Formulas,
    way: str,
    columns: Counter[tuple[int, str]],
    first: Mapping[tuple[str, int, str], tuple[int, int]],
) -> Iterator[Sum]:
    for (line, sign), count in columns.most_common(MOST):
        cells = added(formulas[first[way, line, sign]])
        place = 0 if way == "rows" else 1
        parts = {cell[place]: s for cell, s in cells.items()}
        yield Sum(line - 1, tuple(parts), tuple(parts.values()), count)


def _way(cells: Mapping[tuple[int, int], int], row: int, column: int) -> str:
    """Whether a formula adds up cells of its own column ("rows" are the lines), of its own row, or others (blank)."""
    if len(cells) < 2 or (row - 1, column - 1) in cells:
        return ""
    if all(c == column - 1 for _, c in cells):
        return "rows"
    return "columns" if all(r == row - 1 for r, _ in cells) else ""


def added(text: str) -> dict[tuple[int, int], int]:
    """The cells of its own sheet, from 0, that a sum adds (1) or takes off (−1), in order; nothing for other formulas."""
    plain = text.replace(" ", "").replace("$", "").upper()
    if _SIGNED.fullmatch(plain):
        terms = _TERM.findall(plain)
        cells = {(int(r) - 1, column_number(c) - 1): -1 if sign == "-" else 1 for sign, c, r in terms}
        return cells if len(cells) == len(terms) else {}
    parts = covered(text)
    if parts is None or parts.picks or parts.counting or any(a.sheet or a.file for a in parts.areas):
        return {}
    if sum((a.bottom - a.top + 1) * (a.right - a.left + 1) for a in parts.areas) > PARTS:
        return {}
    times = parts.times("", "")
    return {(row - 1, column - 1): 1 for row, column in times} if max(times.values(), default=0) == 1 else {}
