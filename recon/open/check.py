"""A sheet checked: its tables, their relations, what holds and what does not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from recon.localise import Located
from recon.localise.faults import Fault
from recon.model import Finding, Level, Outcome
from recon.open import axes, board, causes, discover, firm, judged, measures, relations, suspected, tables
from recon.open.board import Board
from recon.open.relations import Relation
from recon.open.tables import Table
from recon.workbook import RawSheet


@dataclass(frozen=True)
class Sheet:
    """What was found on a sheet."""

    board: Board
    tables: tuple[Table, ...]
    relations: tuple[Relation, ...]

    @property
    def decimals(self) -> Any:
        """Printed decimals of each cell."""
        return board.usual_decimals(self.board)


def recover(raw: RawSheet) -> Sheet:
    """The tables of a sheet and the relations of their lines."""
    found = board.read(raw)
    found.measures = measures.of(found)
    places = tables.find(found, raw.merged)
    several: list[Relation] = []
    if places:
        for axis in axes.both(found, places):
            several += relations.placed(axis, discover.sums(axis), places)
    return Sheet(found, tuple(places), tuple(several))


@dataclass(frozen=True)
class Checked:
    """Outcomes and findings of a sheet, and how many measures of each table no relation covers."""

    sheet: Sheet
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    unchecked: tuple[int, ...]
    faults: tuple[Fault, ...] = ()  #: what failed in the search for suspects


def check(sheet: Sheet, budget: int, *, eager: bool = False) -> Checked:
    """Judge every relation in every place."""
    missed = {(id(m.relation), m.place): m for m in firm.misses(sheet.relations)}
    decimals = sheet.decimals
    printers = {id(t): judged.Printer(t, decimals) for t in sheet.tables}
    every: dict[int, list[Outcome]] = {}
    levels: dict[str, Level] = {}
    holds: dict[str, int] = {}
    covered = np.zeros(sheet.board.shape, dtype=bool)
    wrong: list[Outcome] = []
    for relation in sheet.relations:
        several = every[id(relation)] = []
        for place in range(len(relation.samples)):
            miss = missed.get((id(relation), place))
            if miss is not None and not miss.firm and not eager:
                continue
            o = judged.outcome(relation, place, printers[id(relation.table)], "强制性")
            total, parts = relation.cells(place)
            for cell in (total, *(cell for _, cell in parts)):
                covered[cell] = True
            if miss is not None and o.verdict == "mismatch":
                levels[o.id] = _level(relation, firm=miss.firm)
                holds[o.id] = int(relation.holds.sum())
                if miss.firm:
                    wrong.append(o)
            several.append(o)
    found = (
        suspected.located(sheet.relations, every, wrong, budget) if wrong and budget > 0 else Located(wrong)
    )
    better = {o.id: o for o in found.outcomes}
    outcomes = {
        o.id: replace(better.get(o.id, o), level=levels.get(o.id, o.level) if o.verdict == "mismatch" else o.level)
        for several in every.values() for o in several
    }  # fmt: skip
    told = causes.findings([outcomes[o.id] for o in wrong], levels, holds)
    unchecked = tuple(int((t.measures & ~covered).sum()) for t in sheet.tables)
    return Checked(sheet, tuple(outcomes.values()), tuple(told), unchecked, found.faults)


def _level(relation: Relation, *, firm: bool) -> Level:
    if not firm:
        return "提示性"
    declared = relation.pattern.evidence in ("label", "formula") and int(relation.holds.sum()) >= 2
    return "强制性" if declared else "核实性"
