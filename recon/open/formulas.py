"""The formulas of a sheet against their neighbours: typed over, unlike their peers, counting twice, stopping short."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from recon.audit import covered, parse
from recon.model import LEVELS, CellRef, Finding, column_letters
from recon.open.board import Board
from recon.open.computed import signature

Formulas = Mapping[tuple[int, int], str]  #: (row, column) from 1 → text without =
Line = tuple[str, int]  #: "row" or "column", and its number
#: Formulas of a line that make a majority: how many, and which share of its numbers.
PEERS, MAJORITY = 4, 0.6
#: Share of a line that may be odd for it to be a slip.
ODD = 0.34
#: Formulas of a line that are alike among themselves are another block of it, not a slip.
BLOCK = 3
#: Formulas that have typed numbers between them stand at most this far apart.
GAP = 3
CELLS = 50_000  #: formulas beyond which double counting is not looked for
#: What is only unlike its neighbours may be meant: without a wrong result it is for information.
UNPROVEN = ("FORM21", "FORM22")


def check(board: Board, formulas: Formulas) -> list[Finding]:
    """Findings of one sheet, one for each line and kind."""
    if not formulas:
        return []
    formulas = {cell: text for cell, text in formulas.items() if _measure(board, *cell)}
    signs = {cell: signature(text, *cell) for cell, text in formulas.items()}
    usual = _majorities(board, signs)
    findings = [*_typed(board, formulas, signs, usual)]
    if len(formulas) <= CELLS:
        findings += [*_twice(board, formulas), *_short(board, formulas)]
    reported = {(cell.row, cell.column) for f in findings for cell in f.cells}
    rest = {cell: sign for cell, sign in signs.items() if cell not in reported}
    findings += _unlike(board, formulas, rest, usual)
    return findings


def _majorities(board: Board, signs: Mapping[tuple[int, int], str]) -> dict[Line, str]:
    """The signature that most numbers of a row or column share."""
    lines: dict[Line, Counter[str]] = defaultdict(Counter)
    for (row, column), sign in signs.items():
        lines["row", row][sign] += 1
        lines["column", column][sign] += 1
    by_line = {}
    for line, counts in lines.items():
        sign, count = counts.most_common(1)[0]
        if count >= PEERS and count >= MAJORITY * counts.total():
            by_line[line] = sign
    return by_line


def _unlike(
    board: Board, formulas: Formulas, signs: Mapping[tuple[int, int], str], usual: Mapping[Line, str]
) -> Iterator[Finding]:
    """Formulas that are neither as most of their row nor as most of their column."""
    odd: dict[Line, list[tuple[int, int]]] = defaultdict(list)
    for (row, column), sign in signs.items():
        lines = [line for line in (("column", column), ("row", row)) if line in usual]
        if lines and all(usual[line] != sign and not _adds(formulas[row, column], line) for line in lines):
            odd[lines[0]].append((row, column))
    for line, several in sorted(odd.items()):
        often = Counter(signs[cell] for cell in several)
        cells = [cell for cell in several if often[signs[cell]] < BLOCK]
        peers = sum(
            sign == usual[line] for (r, c), sign in signs.items() if (c if line[0] == "column" else r) == line[1]
        )
        if cells and len(cells) <= ODD * peers:
            like = next(cell for cell, sign in signs.items() if sign == usual[line] and _on(cell, line))
            words = {
                "formula": formulas[cells[0]],
                "peer": formulas[like],
                "peer_cell": _a1(like),
                "count": str(len(cells)),
            }
            yield _finding("FORM22", board, cells, words)


def _typed(
    board: Board, formulas: Formulas, signs: Mapping[tuple[int, int], str], usual: Mapping[Line, str]
) -> Iterator[Finding]:
    """Numbers typed right between formulas that are alike, none of which counts them."""
    lines: dict[Line, list[int]] = defaultdict(list)
    for cell in sorted(formulas):
        for line, place in ((("row", cell[0]), cell[1]), (("column", cell[1]), cell[0])):
            if line in usual:
                lines[line].append(place)
    for line, places in sorted(lines.items()):
        alike = [place for place in places if signs[_cell(line, place)] == usual[line]]
        cells = [
            _cell(line, place)
            for before, after in pairwise(alike)
            for place in range(before + 1, after)
            if after - before <= GAP and _cell(line, place) not in formulas and _measure(board, *_cell(line, place))
        ]
        cells = [c for c in cells if not any(_counts(formulas[_cell(line, p)], c) for p in alike)] if cells else []
        if cells and len(cells) <= ODD * len(places):
            peer = _cell(line, alike[0])
            words = {"peer": formulas[peer], "peer_cell": _a1(peer), "count": str(len(cells))}
            yield _finding("FORM21", board, cells, words)


def _cell(line: Line, place: int) -> tuple[int, int]:
    return (place, line[1]) if line[0] == "column" else (line[1], place)


def _measure(board: Board, row: int, column: int) -> bool:
    """Whether a cell (from 1) is a number of the sheet that measures something."""
    height, width = board.shape
    return row <= height and column <= width and bool(board.measures[row - 1, column - 1])


def _counts(text: str, cell: tuple[int, int]) -> bool:
    """Whether a formula refers to a cell of its own sheet."""
    return any(cell in area and not area.sheet and not area.file for area in parse(text).areas)


def _twice(board: Board, formulas: Formulas) -> Iterator[Finding]:
    """Sums that add a subtotal and what it is the sum of."""
    sums = {}
    for cell, text in formulas.items():
        reach = covered(text)
        if reach is not None and not reach.picks and not reach.counting and text.upper().startswith("SUM("):
            sums[cell] = set(reach.times("", "")) if all(not a.sheet and not a.file for a in reach.areas) else set()
    rows: dict[int, list[tuple[tuple[int, int], tuple[int, int]]]] = defaultdict(list)
    for cell, parts in sums.items():
        inner = next((p for p in sorted(parts) if len(sums.get(p, ())) > 1 and sums[p] <= parts), None)
        if inner is not None:
            rows[cell[0]].append((cell, inner))
    for _, several in sorted(rows.items()):
        cell, inner = several[0]
        yield _finding(
            "FORM23",
            board,
            [c for c, _ in several],
            {"formula": formulas[cell], "inner": _a1(inner), "count": str(len(several))},
        )


def _short(board: Board, formulas: Formulas) -> Iterator[Finding]:
    """Sums down a column that stop before their own cell with typed numbers between."""
    rows: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for (row, column), text in formulas.items():
        reach = covered(text)
        if reach is None or len(reach.areas) != 1 or reach.picks or reach.areas[0].sheet or reach.areas[0].file:
            continue
        area = reach.areas[0]
        if (
            area.left == area.right == column
            and area.bottom - area.top >= 1
            and area.bottom < row - 1 <= area.bottom + 3
        ):
            between = range(area.bottom + 1, row)
            if all(board.measures[r - 1, column - 1] and (r, column) not in formulas for r in between):
                rows[row, area.bottom].append((row, column))
    for (row, bottom), cells in sorted(rows.items()):
        words = {
            "formula": formulas[cells[0]],
            "left_out": str(bottom + 1) if row - bottom == 2 else f"{bottom + 1}–{row - 1}",
            "count": str(len(cells)),
        }
        yield _finding("FORM24", board, cells, words)


def _adds(text: str, line: Line) -> bool:
    """Whether a formula adds up cells of the line that it stands in, as the total at its end does."""
    reach = covered(text)
    if reach is None or not reach.areas:
        return False
    return all(
        (a.left == a.right == line[1]) if line[0] == "column" else (a.top == a.bottom == line[1]) for a in reach.areas
    )


def _on(cell: tuple[int, int], line: Line) -> bool:
    return cell[1 if line[0] == "column" else 0] == line[1]


def _a1(cell: tuple[int, int]) -> str:
    return f"{column_letters(cell[1])}{cell[0]}"


def _finding(code: str, board: Board, cells: list[tuple[int, int]], words: dict[str, str]) -> Finding:
    refs = tuple(CellRef(board.name, *cell) for cell in sorted(cells))
    shown = "、".join(c.a1 for c in refs[:6]) + ("…" if len(refs) > 6 else "")
    return Finding(code, "核实性", refs, {**words, "cells": shown})


def joined(of_formulas: list[Finding], others: list[Finding]) -> list[Finding]:
    """Formula findings and the others as one list: a wrong formula and its wrong result are one finding.

    Of several formulas about one result the one of its first cell is told, the others below it.
    """
    results = {f.cell: f for f in others if f.code == "OPEN01"}
    around = {cell: f for f in others if f.code == "OPEN01" for cell in f.cells} | results
    kept: list[Finding] = []
    causes: dict[int, list[Finding]] = {}
    for f in of_formulas:
        by_cell = results if f.code == "FORM22" else around  # the others are to blame wherever they enter
        hit = next((by_cell[cell] for cell in f.cells if cell in by_cell), None)
        if hit is not None:
            causes.setdefault(id(hit), []).append(f)
        else:
            kept.append(replace(f, level="提示性") if f.code in UNPROVEN else f)
    for n, hit in enumerate(others):
        if several := causes.get(id(hit)):
            first, *rest = sorted(several, key=lambda f: hit.cell not in f.cells)
            level = max(first.level, hit.level, key=LEVELS.index)
            others = [
                *others[:n],
                replace(first, level=level, outcome=hit.outcome).with_followers(rest),
                *others[n + 1 :],
            ]
    return [*others, *kept]
