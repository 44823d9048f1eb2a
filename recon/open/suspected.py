"""Which cells of a sheet are wrong: all its relations as one system, handed to the search for suspects."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from recon.localise import cells
from recon.localise.cells import Cells, Linear
from recon.localise.faults import Located
from recon.localise.solver.numbers import PARTS, Number, whole
from recon.localise.solver.system import Print
from recon.model import CellRef, Figure, Outcome, SuspectSet
from recon.open.relations import Relation

#: Relations around those that fail which are looked at.
NEAR = 4_000
#: Strains that are no more apart than this are as good as equal.
TIED = 1


def located(
    relations: Sequence[Relation],
    outcomes: Mapping[int, Sequence[Outcome]],
    wrong: Sequence[Outcome],
    budget: int,
    computed: Collection[CellRef] = (),
) -> Located:
    """The wrong outcomes with suspects and hints, in order, and what failed in the search.

    ``computed``: cells with a formula; a total that one gives is no evidence for its parts.
    """
    every = [o for relation in relations for o in outcomes[id(relation)]]
    location = cells.localise(lambda: _system(every, wrong, computed), wrong, budget)
    return location._replace(outcomes=[_hinted(o) for o in location.outcomes])


def _hinted(o: Outcome) -> Outcome:
    """The outcome with those of its suspects first that a slip of the pen explains, among sets of about one strain."""
    slips = {(hint.figure, hint.suggested): n for n, hint in reversed(list(enumerate(o.hints)))}
    if not o.suspects or not slips:
        return o
    least = min(one.strain for one in o.suspects) + TIED

    def place(one: SuspectSet) -> tuple[bool, int]:
        cell = one.cells[0]
        rank = slips.get((cell.figure, f"{cell.suggested:f}"), len(slips))
        return one.strain > least, rank if len(one.cells) == 1 else len(slips)

    return replace(o, suspects=tuple(sorted(o.suspects, key=place)))


def _system(every: Sequence[Outcome], wrong: Sequence[Outcome], computed: Collection[CellRef]) -> Cells:
    near = _near(every, wrong)
    figures = {t.figure.cell: t.figure for o in near for side in (o.right, o.left) for t in side.terms}
    number = {cell: n for n, cell in enumerate(figures)}
    finest = max((-int(f.ulp.as_tuple().exponent) for f in figures.values()), default=0)
    prints = {number[cell]: _print(f, number[cell], max(finest, 0)) for cell, f in figures.items()}
    failing = {o.id for o in wrong}
    return Cells(prints, [_linear(o, number, computed) for o in near if o.verdict != "mismatch" or o.id in failing])


def _near(every: Sequence[Outcome], wrong: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes connected with those that are wrong, the nearest first, up to :data:`NEAR`."""
    users: dict[CellRef, list[int]] = {}
    for n, o in enumerate(every):
        for cell in _cells(o):
            users.setdefault(cell, []).append(n)
    ids = {o.id for o in wrong}
    edge = [n for n, o in enumerate(every) if o.id in ids]
    reached = dict.fromkeys(edge)
    while edge and len(reached) < NEAR:
        more = []
        for n in edge:
            for cell in _cells(every[n]):
                for m in users[cell]:
                    if m not in reached:
                        reached[m] = None
                        more.append(m)
        edge = more
    return [every[n] for n in reached]


def _cells(o: Outcome) -> Iterable[CellRef]:
    return (t.figure.cell for side in (o.right, o.left) for t in side.terms)


def _print(figure: Figure, variable: int, places: int) -> Print:
    scale = 10**places * PARTS
    decimals = max(-int(figure.ulp.as_tuple().exponent), 0)
    last = figure.ulp or Decimal(1).scaleb(-decimals)  # where nothing was rounded
    value, low, high, step = (
        whole(Fraction(x) * scale) for x in (figure.value, figure.interval.low, figure.interval.high, last)
    )
    return Print(
        figure.id,
        figure.cell,
        variable,
        value,
        low,
        high,
        step,
        Fraction(1, scale),
        decimals=decimals,
        measured=figure.unit,
        group=figure.cell.sheet,
    )


def _linear(o: Outcome, number: Mapping[CellRef, int], computed: Collection[CellRef]) -> Linear:
    total = o.right.terms[0].figure.cell
    parts: tuple[tuple[Number, int], ...] = tuple((t.sign, number[t.figure.cell]) for t in o.left.terms)
    return Linear(o.label, ((-1, number[total]), *parts), total=total in computed)
