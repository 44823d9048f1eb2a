"""Which cells are wrong: the relations around those that fail, judged and searched in one call."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from recon.defined.cellwise import Instance, oriented
from recon.defined.judging import Wrong
from recon.defined.sides import Side
from recon.defined.values import Datum, figure, name
from recon.model import CellRef, Coordinate, Figure, Operator, Outcome
from recon.relations import Form, Relation, written

if TYPE_CHECKING:
    from recon.localise.faults import Fault

#: Relations and cells around those that fail that are looked at.
NEAR, CELLS = 200, 500
#: Of the steps that a plan's search may take, a form's takes one in so many.
SHARE = 20


def suspected(
    wrong: Sequence[Wrong], judged: Callable[[], Iterable[Instance]], budget: int
) -> tuple[list[Outcome], tuple[Fault, ...]]:
    """The outcomes of what fails, in order, each mismatch with the cells that would mend it."""
    failing = [
        one
        for one in wrong
        if one.outcome.verdict == "mismatch" and one.outcome.level == "强制性" and _searchable(one.instance)
    ]
    if not failing or budget <= 0:
        return [one.outcome for one in wrong], ()
    from recon.localise.between import located

    every = list(judged())
    broken = {id(one.instance) for one in wrong}
    held = [i for i in every if id(i) not in broken]
    made = derived(held, [one.instance for one in wrong])
    idle = set(_idle(held))
    near = _near(failing, [i for i in every if id(i) not in idle], made)
    cells: dict[str, Datum] = {}
    relations: list[Relation[str]] = []
    for n, instance in enumerate(near):
        relation = _relation(f"R{n}", instance, made)
        if relation is not None:
            relations.append(relation)
            for datum in _leaves(instance, made):
                first = cells.setdefault(name(datum.cell), datum)
                if datum.step > first.step:
                    cells[name(datum.cell)] = datum
    location = located([_figure(datum) for datum in cells.values()], relations, budget // SHARE)
    outcomes = {outcome.label: outcome for outcome in location.outcomes}
    mine = {id(instance): f"R{n}" for n, instance in enumerate(near)}
    return [_with(one, outcomes.get(mine.get(id(one.instance), ""))) for one in wrong], location.faults


def derived(held: Iterable[Instance], broken: Iterable[Instance]) -> dict[CellRef, Side]:
    """Cells that are made of others and agree with them: what each is the sum of.

    A total that adds up was made from its parts and says nothing about which is wrong; one that does not is a print
    like any other.
    """
    refuted = {d.cell for one in broken if one.asked.sign == "=" for _, d in _stated(one).terms}
    sides: dict[CellRef, Side] = {}
    for one in held:
        if one.asked.sign != "=" or one.texts[0]:
            continue
        parts, stated, _ = oriented(one)
        if len(stated.terms) != 1 or stated.constant or stated.terms[0][0] != 1 or len(parts.terms) < 2:
            continue
        cell = stated.terms[0][1].cell
        if cell in sides or cell in refuted or any(d.value is None for _, d in parts.terms):
            continue
        if cell not in {d.cell for d in _below([d for _, d in parts.terms], sides)}:
            sides[cell] = parts
    return sides


def _idle(held: Sequence[Instance]) -> Iterator[int]:
    """Relations that hold and say nothing of other cells: a rate that nothing else names, what is for information."""
    users: Counter[CellRef] = Counter(cell for one in held for cell in {d.cell for d in one.data})
    for one in held:
        if one.asked.statement.level == "提示性":
            yield id(one)
        elif one.texts[0] and one.asked.sign == "=":
            alone = [one.cells[text].cell for text in one.texts if text in one.cells]
            if any(users[cell] == 1 for cell in alone):
                yield id(one)


def _stated(one: Instance) -> Side:
    return oriented(one)[1]


def _below(data: Iterable[Datum], made: Mapping[CellRef, Side]) -> Iterator[Datum]:
    """Cells with all that they are made of."""
    edge = list(data)
    seen: set[CellRef] = set()
    while edge:
        one = edge.pop()
        if one.cell in seen:
            continue
        seen.add(one.cell)
        yield one
        if one.cell in made:
            edge += [d for _, d in made[one.cell].terms]


def _leaves(instance: Instance, made: Mapping[CellRef, Side]) -> Iterator[Datum]:
    """The cells of a relation that are made of no others, in place of those that are."""
    yield from (d for d in _below(instance.data, made) if d.cell not in made)


def _expanded(side: Side, made: Mapping[CellRef, Side]) -> Form[str]:
    """A side over cells that are made of no others."""
    total: Form[str] = Form((), side.constant)
    for c, d in side.terms:
        below = made.get(d.cell)
        own: Form[str] = Form(((1, name(d.cell)),)) if below is None else _expanded(below, made)
        total = total.plus(own.times(c))
    return total


def _with(one: Wrong, outcome: Outcome | None) -> Outcome:
    if outcome is None or one.outcome.verdict != "mismatch":
        return one.outcome
    return replace(
        one.outcome, hints=outcome.hints, suspects=outcome.suspects, located=outcome.located, left_out=outcome.left_out
    )


def _searchable(instance: Instance) -> bool:
    """Whether the search can take a relation in: every cell is filled, and none must merely differ."""
    return instance.asked.sign != "≠" and all(d.value is not None for d in instance.data)


def _near(failing: Sequence[Wrong], every: Sequence[Instance], made: Mapping[CellRef, Side]) -> list[Instance]:
    """The relations that fail and those that share cells with them, the nearest first."""
    users: dict[CellRef, list[int]] = defaultdict(list)
    searchable = [instance for instance in every if _searchable(instance)]
    leaves = [[d.cell for d in _leaves(instance, made)] for instance in searchable]
    for n, cells in enumerate(leaves):
        for cell in cells:
            users[cell].append(n)
    places = {id(instance): n for n, instance in enumerate(searchable)}
    edge = [places[id(one.instance)] for one in failing if id(one.instance) in places]
    reached = dict.fromkeys(edge)
    seen = {cell for n in edge for cell in leaves[n]}
    while edge and len(reached) < NEAR and len(seen) < CELLS:
        more: list[int] = []
        for n in edge:
            for cell in leaves[n]:
                for m in users[cell]:
                    if m not in reached and len(reached) < NEAR:
                        reached[m] = None
                        more.append(m)
                        seen.update(leaves[m])
        edge = more
    return [searchable[n] for n in reached]


def _figure(datum: Datum) -> Figure:
    """A cell as a number of its own, whatever it measures."""
    made = figure(datum, "")
    return replace(made, coordinate=Coordinate(datum.unit or "数", made.id, "", ""))


def _relation(code: str, instance: Instance, made: Mapping[CellRef, Side]) -> Relation[str] | None:
    """A relation over cells that are made of no others; None where it only says what one is made of."""
    one = instance.asked
    operator: Operator = one.sign
    level = one.statement.level
    if instance.texts[0]:
        inserted = {key: d for key, d in instance.cells.items() if d.cell in made}
        texts = [_inserted(text, inserted, made) for text in instance.texts]
        return Relation("relation", texts[0], operator, texts[1], level, code)
    computed, stated, _ = oriented(instance)
    left, right = _expanded(computed, made), _expanded(stated, made)
    if not left.plus(right, -1).terms:
        return None
    return Relation("relation", left, operator, right, level, code)


def _inserted(text: str, data: Mapping[str, Datum], made: Mapping[CellRef, Side]) -> str:
    """An expression in which cells that are made of others are replaced by these."""
    if not data:
        return text

    def put(match: re.Match[str]) -> str:
        datum = data.get(match[0])
        return match[0] if datum is None else f"({written(_expanded(made[datum.cell], made))})"

    return re.sub(r"[^\s()]+", put, text)
