"""A sheet checked: its tables, their relations, what holds and what does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from recon.localise.faults import Fault, Located
from recon.looks import Look
from recon.model import CellRef, Finding, Level, Outcome, Tally
from recon.open import (
    axes,
    board,
    causes,
    computed,
    conversions,
    discover,
    firm,
    judged,
    measures,
    ratios,
    relations,
    running,
    suspected,
    tables,
)
from recon.open.axis import Axis
from recon.open.board import Board
from recon.open.computed import Formulas
from recon.open.firm import Families, Miss
from recon.open.ratios import Ratio
from recon.open.relations import Relation
from recon.open.tables import Table
from recon.workbook import RawSheet

#: Causes in one table, none of them declared by a label, beyond which the table was not understood.
MANY = 3
#: Places of a ratio that must hold for each that does not.
RATE = 8
#: The same of a number told in two units, which its heads declare.
HELD = 4
#: Numbers that the places of a sheet may come to for all of them to be listed; of more, what holds in the largest
#: relations is counted, until so many are left.
LISTED, LEFT = 30_000, 3_000


@dataclass(frozen=True)
class Sheet:
    """The relations of a sheet; a ratio stands with the table it is in."""

    board: Board
    tables: tuple[Table, ...]
    relations: tuple[Relation, ...]
    ratios: tuple[tuple[Table, Ratio], ...] = ()
    computed: frozenset[CellRef] = frozenset()  #: cells with a formula
    axes: tuple[Axis, ...] = ()  #: rows and columns as lines
    scaled: tuple[tuple[Relation, int], ...] = ()  #: sums that fail by the unit of one line, and the line

    @property
    def decimals(self) -> Any:
        """Printed decimals of each cell."""
        return board.usual_decimals(self.board)


@np.errstate(all="ignore")  # numbers beyond what a float holds match nothing; what is judged is exact
def recover(raw: RawSheet, formulas: Formulas | None = None, look: Look | None = None) -> Sheet:
    """The tables of a sheet and the relations of their lines; ``formulas``: what its cells compute."""
    layout = board.read(raw, look)
    layout.measures = measures.mask(layout)
    places = tables.find(layout, raw.merged)
    several: list[Relation] = []
    rates: list[tuple[Table, Ratio]] = []
    both: list[Axis] = []
    others: list[tuple[Relation, int]] = []
    if places:
        sums = computed.sums(formulas) if formulas else {}
        for bare in axes.both(layout, places):
            axis = replace(bare, computed=sums.get(bare.name, ()))
            both.append(axis)
            if axis.name == "rows" and layout.flat:
                continue
            sums_ = discover.sums(axis)
            several += relations.placed(axis, sums_, places)
            for pattern, line in discover.scaled(axis, {p.total for p in sums_}):
                others += [(r, line) for r in relations.placed(axis, [pattern], places)]
            rates += _placed(ratios.find(axis, axis.labels), places)
            rates += _placed(conversions.find(axis, axis.labels), places)
        if not layout.flat:
            pairs = {(r.axis.name, r.pattern.total) for r in several}
            for axis, across in zip(both, reversed(both), strict=True):
                running_ = running.find(axis, across.labels, places)
                several += [r for r in running_ if (r.axis.name, r.pattern.total) not in pairs]
    cells = frozenset(CellRef(raw.name, *cell) for cell in formulas or ())
    return Sheet(layout, tuple(places), tuple(several), tuple(rates), cells, tuple(both), tuple(others))


def _placed(ratios: Iterator[Ratio], places: Sequence[Table]) -> Iterator[tuple[Table, Ratio]]:
    """Each ratio with what of it stands in each table."""
    for ratio in ratios:
        for table in places:
            inside = [n for n, (cell, parts) in enumerate(ratio.cells) if all(table.holds(*c) for c in (cell, *parts))]
            if inside:
                cells, holds = tuple(ratio.cells[n] for n in inside), tuple(ratio.holds[n] for n in inside)
                yield table, replace(ratio, cells=cells, holds=holds)


@dataclass(frozen=True)
class Checked:
    """Outcomes and findings of a sheet, and how many measures of each table no relation covers."""

    sheet: Sheet
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    unchecked: tuple[tuple[tuple[int, int], ...], ...]  #: of each table, the cells of its numbers in no relation
    faults: tuple[Fault, ...] = ()  #: what failed in the search for suspects
    tallies: tuple[Tally, ...] = ()  #: of relations with very many places, how many hold


@dataclass
class _Judging:
    """The results gathered while relations are judged."""

    sheet: Sheet
    printers: dict[int, judged.Printer]
    covered: Any
    every: dict[int, list[Outcome]] = field(default_factory=dict)
    levels: dict[str, Level] = field(default_factory=dict)
    holds: dict[str, int] = field(default_factory=dict)
    wrong: list[Outcome] = field(default_factory=list)
    conjectured: list[Outcome] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)
    counted: list[Relation] = field(default_factory=list)  #: relations whose passing places are counted, not listed

    def counting(self, relation: Relation, missed: dict[tuple[int, int], Miss]) -> None:
        """Judge a relation with very many places: those that hold are counted."""
        held = np.flatnonzero(relation.holds)
        samples = relation.samples[held]
        lines = np.array([relation.pattern.total, *relation.pattern.parts])
        grid = np.ix_(lines, samples) if relation.axis.name == "rows" else np.ix_(samples, lines)
        self.covered[grid] = True
        exact = int((np.abs(relation.residuals[held]) <= relation.axis.noise[samples] * 4).sum())
        counts = {"exact": exact, "rounding": len(held) - exact}
        self.tallies.append(Tally("OPEN", relation.rule, relation.text, counts))
        self.counted.append(relation)
        self.relation(relation, missed, relation.misses.tolist())

    def around(self, wrong: Sequence[Outcome]) -> None:
        """The counted places that share a cell with what is wrong, for the search for suspects."""
        cells = {(cell.row - 1, cell.column - 1) for o in wrong for cell in _cells(o)}
        for relation in self.counted:
            lines = relation.pattern.lines
            rows = relation.axis.name == "rows"
            samples = {c if rows else r for r, c in cells if (r if rows else c) in lines}
            places = {
                int(sample): place for place, sample in enumerate(relation.samples.tolist()) if relation.holds[place]
            }
            others = [
                judged.outcome(relation, places[s], self.printers[id(relation.table)], "强制性")
                for s in sorted(samples & places.keys())
            ]
            self.every[id(relation)] = [*self.every[id(relation)], *others]

    def relation(
        self, relation: Relation, missed: dict[tuple[int, int], Miss], places: Iterable[int] | None = None
    ) -> None:
        """Judge a relation wherever it holds, firmly fails, or misses by next to nothing."""
        several = self.every[id(relation)] = []
        for place in range(len(relation.samples)) if places is None else places:
            miss = missed.get((id(relation), place))
            if miss is not None and not miss.firm and not (relation.near(place) or relation.soft[place]):
                self.conjecture(relation, place)
                continue
            o = judged.outcome(relation, place, self.printers[id(relation.table)], "强制性")
            total, parts = relation.cells(place)
            for cell in (total, *(cell for _, cell in parts)):
                self.covered[cell] = True
            if o.verdict == "mismatch":
                firmly = miss is not None and miss.firm
                self.levels[o.id] = _level(relation) if firmly else "提示性"
                self.holds[o.id] = int(relation.holds.sum())
                if firmly:
                    self.wrong.append(o)
            several.append(o)

    def conjecture(self, relation: Relation, place: int) -> None:
        """A miss that may be none: the relation is perhaps not meant here."""
        if relation.pattern.evidence == "label":
            o = judged.outcome(relation, place, self.printers[id(relation.table)], "提示性")
            self.holds[o.id] = int(relation.holds.sum())
            self.levels[o.id] = "提示性"
            self.conjectured.append(o)

    def rates(self) -> Iterator[tuple[Outcome, Ratio, bool]]:
        """Every place of every ratio, and whether it firmly fails."""
        for table, ratio in self.sheet.ratios:
            wrong = ratio.holds.count(False)
            per = HELD if ratio.operator == "Conversion" else RATE
            judge = judged.conversion if ratio.operator == "Conversion" else judged.ratio
            firmly = wrong <= MANY and len(ratio.holds) - wrong >= per * max(wrong, 1)
            for place, holds in enumerate(ratio.holds):
                if holds or firmly:
                    total, parts = ratio.cells[place]
                    for cell in (total, *parts):
                        self.covered[cell] = True
                    yield judge(ratio, place, self.printers[id(table)]), ratio, not holds


@np.errstate(all="ignore")
def check(sheet: Sheet, budget: int, *, eager: bool = False, related: Families | None = None) -> Checked:
    """Judge every relation in every place; ``related``: what holds in the workbook's tables of one head."""
    missed = {(id(m.relation), m.place): m for m in firm.misses(sheet.relations, related)}
    printers = {id(t): judged.Printer(t, sheet.decimals) for t in sheet.tables}
    judging = _Judging(sheet, printers, np.zeros(sheet.board.shape, dtype=bool))
    for relation, listed in _listed(sheet.relations):
        (judging.relation if listed else judging.counting)(relation, missed)
    wrong = _understood(judging)
    listed_outcomes = [o for several in judging.every.values() for o in several]
    located = _located(judging, wrong, budget)
    better = {o.id: o for o in located.outcomes}
    outcomes = {o.id: replace(better.get(o.id, o), level=judging.levels.get(o.id, o.level)) for o in listed_outcomes}
    findings = causes.findings([outcomes[o.id] for o in wrong], judging.levels, judging.holds)
    for several, finding in _scaled(judging):
        outcomes |= {o.id: o for o in several}
        findings.append(finding)
    findings += _confused(judging, wrong)
    blamed = {cell for f in findings for cell in f.cells[:1]}
    for o, ratio, fails in judging.rates():
        outcomes[o.id] = o
        if fails and o.verdict == "mismatch" and not _cells(o) & blamed:
            findings.append(causes.rate(o, ratio.holds.count(True)))
    if eager:
        findings += [causes.conjecture(o, judging.holds[o.id]) for o in judging.conjectured]
        outcomes |= {o.id: o for o in judging.conjectured}
    unchecked, tallies = _unchecked(judging), tuple(judging.tallies)
    return Checked(sheet, tuple(outcomes.values()), tuple(findings), unchecked, located.faults, tallies)


def _located(judging: _Judging, wrong: list[Outcome], budget: int) -> Located:
    """The failing outcomes with their suspects, as far as the budget goes, and the counted places around them."""
    if not wrong or budget <= 0:
        return Located(list(wrong))
    judging.around(wrong)
    return suspected.located(judging.sheet.relations, judging.every, wrong, budget, judging.sheet.computed)


def _scaled(judging: _Judging) -> Iterator[tuple[list[Outcome], Finding]]:
    """Of each sum that fails by the unit of one line: what its places gave, and the one finding on them."""
    for relation, line in judging.sheet.scaled:
        misses, printer = relation.misses.tolist(), judging.printers[id(relation.table)]
        if misses:
            several = [judged.outcome(relation, place, printer, "核实性") for place in misses]
            for cell in (cell for place in misses for cell in _at(relation, place)):
                judging.covered[cell] = True
            places = [relation.cell(line, int(s)) for s in relation.samples[relation.misses]]
            yield several, causes.scaled(several, [CellRef(judging.sheet.board.name, r + 1, c + 1) for r, c in places])


def _cells(outcome: Outcome) -> set[CellRef]:
    return {term.figure.cell for side in (outcome.left, outcome.right) for term in side.terms}


def _at(relation: Relation, place: int) -> Iterator[tuple[int, int]]:
    total, parts = relation.cells(place)
    yield total
    yield from (cell for _, cell in parts)


def _listed(several: Sequence[Relation]) -> Iterator[tuple[Relation, bool]]:
    """Each relation, and whether all its places are listed: of a sheet with very many, those with the most are counted."""
    sizes = {id(r): 0 if r.axis.shift else len(r.samples) * len(r.pattern.lines) for r in several}
    left = sum(sizes.values())
    counted = set()
    for relation in sorted(several if left > LISTED else (), key=lambda r: -sizes[id(r)]):
        if left <= LEFT:
            break
        counted.add(id(relation))
        left -= sizes[id(relation)]
    yield from ((relation, id(relation) not in counted) for relation in several)


def _unchecked(judging: _Judging) -> tuple[tuple[tuple[int, int], ...], ...]:
    return tuple(
        tuple((int(r), int(c)) for r, c in np.argwhere(t.measures & ~judging.covered)) for t in judging.sheet.tables
    )


def _tables(judging: _Judging, wrong: Sequence[Outcome]) -> dict[str, int]:
    """Outcome → number of the table it is in."""
    place = {
        o.id: n
        for n, t in enumerate(judging.sheet.tables)
        for r in judging.sheet.relations
        if r.table is t
        for o in judging.every[id(r)]
    }
    return {o.id: place[o.id] for o in wrong}


def _understood(judging: _Judging) -> list[Outcome]:
    """The firm misses of tables that were understood: not many that nobody declared, and far fewer than what holds."""
    where = _tables(judging, judging.wrong)
    loose = Counter(where[o.id] for o in judging.wrong if judging.levels[o.id] != "强制性")
    every = Counter(where.values())
    held = Counter(
        n
        for n, t in enumerate(judging.sheet.tables)
        for r in judging.sheet.relations
        if r.table is t
        for o in judging.every[id(r)]
        if o.verdict != "mismatch"
    )
    lost = {n for n in every if loose[n] > MANY or (every[n] > 2 * MANY and 5 * every[n] > held[n])}
    for o in judging.wrong:
        if where[o.id] in lost:
            judging.levels[o.id] = "提示性"
    return [o for o in judging.wrong if where[o.id] not in lost]


def _confused(judging: _Judging, kept: Sequence[Outcome]) -> Iterator[Finding]:
    """The finding that a table was not understood."""
    lost = [o for o in judging.wrong if o not in kept]
    where = _tables(judging, lost)
    for n, count in sorted(Counter(where.values()).items()):
        table = judging.sheet.tables[n]
        cell = CellRef(table.board.name, table.top + 1, table.left + 1)
        yield Finding("OPEN03", "提示性", (cell,), {"range": table.range, "count": str(count)})


def _level(relation: Relation) -> Level:
    declared = relation.pattern.evidence in ("label", "formula") and int(relation.holds.sum()) >= 2
    return "强制性" if declared else "核实性"
