"""Relations that the sheet's own formulas declare: where totals of a pattern are computed from just its parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from recon.audit import covered
from recon.model import column_number
from recon.open.relations import Relation

_SIGNED = re.compile(r"[+-]?[A-Z]{1,3}[0-9]{1,7}(?:[+-][A-Z]{1,3}[0-9]{1,7})+")
_TERM = re.compile(r"([+-]?)([A-Z]{1,3})([0-9]{1,7})")
#: Totals of a pattern that are asked for their formula, and how many must say the same for one that does not.
ASKED, LEAST = 60, 2


def told(relations: Iterable[Relation], formulas: Mapping[tuple[int, int], str]) -> Iterator[Relation]:
    """The relations; evidence is ``formula`` where at least two totals, and two in three formulas, say the same."""
    for relation in relations:
        if formulas and relation.pattern.evidence == "pattern" and _says(relation, formulas):
            yield replace(relation, pattern=relation.pattern.but(evidence="formula"))
        else:
            yield relation


def _says(relation: Relation, formulas: Mapping[tuple[int, int], str]) -> bool:
    """Whether the formulas of its cells are the relation, be it solved for another line: A = B − C says B = A + C."""
    same = other = 0
    for place in range(min(len(relation.samples), ASKED)):
        total, parts = relation.cells(place)
        meant = {cell: sign for sign, cell in parts if _number(relation, cell)} | {total: -1}
        turned = {cell: -sign for cell, sign in meant.items()}
        texts = {cell: formulas.get((cell[0] + 1, cell[1] + 1)) for cell in meant}
        if any(
            text and added(relation, text) | {cell: -1} in (meant, turned) for cell, text in texts.items()
        ):
            same += 1
        elif texts[total]:
            other += 1
    return same >= LEAST and same >= 2 * other


def added(relation: Relation, text: str) -> dict[tuple[int, int], int]:
    """The numbers on the same sheet, from 0, that a sum adds (1) or takes off (−1); nothing for other formulas."""
    plain = text.replace(" ", "").replace("$", "").upper()
    if _SIGNED.fullmatch(plain):
        terms = _TERM.findall(plain)
        cells = {
            (int(row) - 1, column_number(column) - 1): -1 if sign == "-" else 1 for sign, column, row in terms
        }
        return {
            cell: sign for cell, sign in cells.items() if len(cells) == len(terms) and _number(relation, cell)
        }
    found = covered(text)
    if found is None or found.picks or found.counting or any(a.sheet or a.file for a in found.areas):
        return {}
    times = found.times("", "")
    return {(row - 1, column - 1): 1 for row, column in times if _number(relation, (row - 1, column - 1))}


def _number(relation: Relation, cell: tuple[int, int]) -> bool:
    height, width = relation.table.board.shape
    return cell[0] < height and cell[1] < width and bool(relation.table.board.measures[cell])
