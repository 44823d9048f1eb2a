"""Which cells are wrong: the relations around those that fail, judged and searched in one call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from recon.defined.judging import Instance, Wrong, oriented
from recon.defined.values import Datum, figure, name
from recon.localise.between import located
from recon.localise.faults import Fault
from recon.model import CellRef, Coordinate, Figure, Operator, Outcome
from recon.relations import Form, Relation

#: Relations and cells around those that fail that are looked at, and the cells one of them may have.
NEAR, CELLS = 240, 800


def suspected(
    wrong: Sequence[Wrong], every: Sequence[Instance], budget: int
) -> tuple[list[Outcome], tuple[Fault, ...]]:
    """The outcomes of what fails, in order, each mismatch with the cells that would mend it."""
    failing = [one for one in wrong if one.outcome.verdict == "mismatch" and _searchable(one.instance)]
    if not failing or budget <= 0:
        return [one.outcome for one in wrong], ()
    near = _near(failing, every)
    figures: dict[str, Figure] = {}
    relations: list[Relation[str]] = []
    for n, instance in enumerate(near):
        data = list(instance.data)
        figures |= {name(d.cell): _figure(d) for d in data if name(d.cell) not in figures}
        relations.append(_relation(f"R{n}", instance))
    found = located(list(figures.values()), relations, budget)
    told = {outcome.label: outcome for outcome in found.outcomes}
    mine = {id(instance): f"R{n}" for n, instance in enumerate(near)}
    printed = {name(d.cell): d for instance in near for d in instance.data}
    return [_with(one, told.get(mine.get(id(one.instance), "")), printed) for one in wrong], found.faults


def _with(one: Wrong, told: Outcome | None, printed: dict[str, Datum]) -> Outcome:
    if told is None or one.outcome.verdict != "mismatch":
        return one.outcome
    return replace(
        one.outcome, hints=told.hints, suspects=told.suspects, located=told.located, left_out=told.left_out
    )


def _searchable(instance: Instance) -> bool:
    """Whether the search can take a relation in: every cell is filled, and none must merely differ."""
    return instance.asked.sign != "≠" and all(d.value is not None for d in instance.data)


def _near(failing: Sequence[Wrong], every: Sequence[Instance]) -> list[Instance]:
    """The relations that fail and those that share cells with them, the nearest first."""
    users: dict[CellRef, list[int]] = defaultdict(list)
    known = [instance for instance in every if _searchable(instance)]
    for n, instance in enumerate(known):
        for datum in instance.data:
            users[datum.cell].append(n)
    places = {id(instance): n for n, instance in enumerate(known)}
    first = [places[id(one.instance)] for one in failing if id(one.instance) in places]
    reached = dict.fromkeys(first)
    edge, cells = first, {d.cell for n in first for d in known[n].data}
    while edge and len(reached) < NEAR and len(cells) < CELLS:
        more: list[int] = []
        for n in edge:
            for datum in known[n].data:
                for m in users[datum.cell]:
                    if m not in reached and len(reached) < NEAR:
                        reached[m] = None
                        more.append(m)
                        cells |= {d.cell for d in known[m].data}
        edge = more
    return [known[n] for n in reached]


def _figure(datum: Datum) -> Figure:
    """A cell as a number of its own, whatever it measures."""
    made = figure(datum, "")
    return replace(made, coordinate=Coordinate(datum.unit or "数", made.id, "", ""))


def _relation(code: str, instance: Instance) -> Relation[str]:
    one = instance.asked
    operator: Operator = one.sign
    if instance.texts[0]:
        left, right = instance.texts
        return Relation("relation", left, operator, right, "强制性", code)
    computed, stated, _ = oriented(instance)
    sides = [
        Form(tuple((c, name(d.cell)) for c, d in side.terms), side.constant) for side in (computed, stated)
    ]
    return Relation("relation", sides[0], operator, sides[1], "强制性", code)


def cells(instances: Iterable[Instance]) -> set[CellRef]:
    """Every cell that some relation names."""
    return {datum.cell for instance in instances for datum in instance.data}
