"""Relations that the sheet's own formulas declare: where totals of a pattern are computed from just its parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from recon.open.computed import added
from recon.open.relations import Relation

#: Totals of a pattern that are asked for their formula, and how many must say the same for one that does not.
ASKED, LEAST = 60, 2


def with_evidence(relations: Iterable[Relation], formulas: Mapping[tuple[int, int], str]) -> Iterator[Relation]:
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
        if any(text and _added(relation, text) | {cell: -1} in (meant, turned) for cell, text in texts.items()):
            same += 1
        elif texts[total]:
            other += 1
    return same >= LEAST and same >= 2 * other


def _added(relation: Relation, text: str) -> dict[tuple[int, int], int]:
    """The numbers that a sum on the same sheet adds (1) or takes off (−1)."""
    return {cell: sign for cell, sign in added(text).items() if _number(relation, cell)}


def _number(relation: Relation, cell: tuple[int, int]) -> bool:
    height, width = relation.table.board.shape
    return cell[0] < height and cell[1] < width and bool(relation.table.board.measures[cell])
