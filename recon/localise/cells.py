"""The cells of a form as a system: every filled cell is a print, every relation between cells must hold.

What follows from others is no print of its own: a total that is the sum of its parts, or a formula that gives what
it should, was made from them and says nothing about which is wrong. (Were it independent and agreed with its parts,
these would be right, and sets would only grow by the totals that have to change along.) It stands beside the system,
for hints to name. A relation that may be explained (核实性) must go on holding where it holds, and asks for nothing
where it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from recon.localise.faults import Located
from recon.localise.locate import Whole, located, wrong
from recon.localise.probe import Knowledge, Place
from recon.localise.solver.numbers import Number
from recon.localise.solver.system import Constraint, Print, System, added, useful
from recon.localise.solver.work import EFFORT
from recon.localise.strain import Check, Meant
from recon.model import CellRef, Outcome

Terms = tuple[tuple[Number, int], ...]
Key = tuple[str, frozenset[CellRef]]


class Linear(NamedTuple):
    """Σ coefficient · cell = or ≤ 0; of an equation the first term is what is stated."""

    code: str
    terms: Terms
    operator: Literal["=", "≤"] = "="
    soft: bool = False  #: 核实性
    total: bool = False  #: the stated cell is the sum of a column
    held: bool | None = None  #: whether it can hold between what its cells stand for, where that is known


@dataclass(frozen=True)
class Cells:
    """``prints``: by variable, blank cells have none. ``formulas``: variables of cells that hold a formula."""

    prints: Mapping[int, Print]
    relations: Sequence[Linear]
    formulas: Collection[int] = ()
    stale: Mapping[int, Number] = field(default_factory=dict)  #: what a formula gives where its value differs
    last: Mapping[int, Number] = field(default_factory=dict)  #: what last month's report had in the same cell
    ranges: Mapping[Place, tuple[Number, Number]] = field(default_factory=dict)  #: of columns: least, and greatest size
    beside: Collection[int] = ()  #: variables that only stand next to others


def localise(build: Callable[[], Cells], outcomes: Sequence[Outcome], budget: int = EFFORT) -> Located:
    """All outcomes of a form in order, each mismatch that must be corrected with its suspects and hints.

    ``budget`` in steps for each connected component; beyond it, cells are ranked instead (``located``).
    """
    return located(lambda: _whole(build(), outcomes), outcomes, budget)


def fits(prints: Mapping[int, Print], terms: Terms, operator: str = "=") -> bool:
    """Whether a relation can hold between what its cells stand for; a blank one can be anything, but not below zero."""
    told = {v: (known.low, known.high) for _, v in terms if (known := prints.get(v)) is not None}
    if any(v not in told for _, v in terms):
        return operator == "≤" or not _exceeds(prints, terms)
    low, high, *_ = added(terms, told)
    return low <= 0 and (operator == "≤" or high >= 0)


def _exceeds(prints: Mapping[int, Print], terms: Terms) -> bool:
    """Whether the parts there are exceed the total, and none is negative, so that no blank can make up for it."""
    known = _at_most(prints, terms)
    return bool(known) and not fits(prints, known, "≤")


def _at_most(prints: Mapping[int, Print], terms: Terms) -> Terms:
    """Of an equation with blanks the filled parts, which may not exceed the total; nothing where that says nothing."""
    (coefficient, total), *_ = terms
    known = tuple((c if coefficient < 0 else -c, v) for c, v in terms if v in prints)
    parts = [v for _, v in known if v != total]
    if total not in prints or not parts or any(prints[v].value < 0 for _, v in known):
        return ()
    return known


def _whole(cells: Cells, outcomes: Sequence[Outcome]) -> Whole:
    holds = [r.held if r.held is not None else fits(cells.prints, r.terms, r.operator) for r in cells.relations]
    sums = _derived(cells, holds)
    bound = [r for r, held in zip(cells.relations, holds, strict=True) if held or not r.soft]
    wrong_ones = [r for r, held in zip(cells.relations, holds, strict=True) if not held and not r.soft]
    told = {v for v in cells.prints if v not in sums}
    constraints = [constraint for r in bound for constraint in _constraints(cells.prints, r, sums)]
    of_use = useful(constraints, told)
    near = System((), tuple(of_use)).connected({v for r in wrong_ones for _, v in r.terms})
    kept = [constraint for constraint in of_use if any(v in near for _, v in constraint.terms)]
    near = {v for constraint in kept for _, v in constraint.terms}
    bound = [r for r in bound if any(v in near for _, v in r.terms)]
    kept += _floor(cells, bound, wrong_ones, sums)
    near.update(cells.beside)
    near |= _with_parts({v for r in bound for _, v in r.terms}, sums)
    prints = [cells.prints[v] for v in cells.prints if v in near and v in told]
    number = {one.variable: n for n, one in enumerate(prints)}
    checks, places = _checks(cells.prints, bound, sums, number)
    asking = {n: k for n in wrong(outcomes) if (k := places.get(_key(outcomes[n]))) is not None}
    followers = {v: len(prints) + n for n, v in enumerate(v for v in sums if v in near)}
    under = {
        number[r.terms[0][1]]: [followers[v] for _, v in r.terms[1:] if v in followers]
        for r in bound
        if r.terms[0][1] in number
    }
    prints += [cells.prints[v]._replace(variable=-1 - n) for v, n in followers.items()]
    meant = [Meant(one.value, one.value, one.step) for one in prints]
    known = Knowledge(
        under,
        {number[v]: value for v, value in cells.stale.items() if v in number},
        {number[v]: value for v, value in cells.last.items() if v in number},
        ranges=cells.ranges,
    )
    return Whole(System(tuple(prints), tuple(kept)), checks, meant, asking, known)


def _with_parts(variables: set[int], sums: Mapping[int, Terms]) -> set[int]:
    """Some variables and all that those which follow from others are made of."""
    reached, edge = set(variables), list(variables)
    while edge:
        new = [v for _, v in sums.get(edge.pop(), ()) if v not in reached]
        reached.update(new)
        edge += new
    return reached


def _floor(
    cells: Cells, bound: Iterable[Linear], wrong_ones: Iterable[Linear], sums: Collection[int]
) -> Iterator[Constraint]:
    """Of columns in which nothing is negative the suspected cells are not negative, either."""
    prints = cells.prints
    negative = {place[1:] for place, (least, _) in cells.ranges.items() if least < 0} | {
        (prints[v].cell.sheet, prints[v].cell.column)
        for r in bound
        for _, v in r.terms
        if v in prints and prints[v].value < 0
    }
    for v in sorted({v for r in wrong_ones for _, v in r.terms}):
        if v in prints and v not in sums and (prints[v].cell.sheet, prints[v].cell.column) not in negative:
            yield Constraint(((-1, v),), "≤")


def _checks(
    prints: Mapping[int, Print], bound: Iterable[Linear], sums: Mapping[int, Terms], number: Mapping[int, int]
) -> tuple[list[Check], dict[Key, int]]:
    """The relations as checks between prints, and which of them are broken."""
    checks: list[Check] = []
    places: dict[Key, int] = {}
    for r in bound:
        if r.terms[0][1] in sums and r.total:
            continue  # true by definition
        for terms, operator in _checked(prints, r):
            check = Check(_numbered(terms, sums, prints, number), operator)
            if check.terms:
                if not r.soft and not r.held and not fits(prints, terms, operator):
                    filled = frozenset(prints[v].cell for _, v in terms)
                    places.setdefault((r.code, filled), len(checks))
                checks.append(check)
    return checks, places


def _key(outcome: Outcome) -> Key:
    """Which relation an outcome is: its code and the cells that enter it."""
    return outcome.label, frozenset(t.figure.cell for side in (outcome.left, outcome.right) for t in side.terms)


def _derived(cells: Cells, holds: Sequence[bool]) -> dict[int, Terms]:
    """Totals and formulas that every equation which states them bears out, and what the first makes them of."""
    found: dict[int, Terms] = {}
    refuted: set[int] = set()
    for relation, held in zip(cells.relations, holds, strict=True):
        coefficient, stated = relation.terms[0]
        if relation.operator != "=" or relation.soft:
            continue
        if not held:
            refuted.add(stated)
        elif relation.total or stated in cells.formulas:
            found.setdefault(stated, tuple((-c * coefficient, v) for c, v in relation.terms[1:]))
    return _straight({v: parts for v, parts in found.items() if v not in refuted})


def _straight(derived: Mapping[int, Terms]) -> dict[int, Terms]:
    """What follows from others, none of it from itself: of every circle the one that closes it stands by itself."""
    done: set[int] = set()
    cut: set[int] = set()
    for root in derived:
        above: dict[int, Iterator[int]] = {}
        entered = root
        while root not in done:
            if entered not in done and entered not in above:
                above[entered] = (v for _, v in derived[entered] if v in derived)
            top = next(reversed(above))
            part = next(above[top], None)
            if part is None or top in cut:
                done.add(top)
                del above[top]
            elif part in above:
                cut.add(top)
            else:
                entered = part
    return {v: parts for v, parts in derived.items() if v not in cut}


def _constraints(prints: Mapping[int, Print], relation: Linear, derived: Collection[int]) -> Iterator[Constraint]:
    """A relation between the true values, and what it says of blanks: that they hold nothing below zero."""
    blank = any(v not in prints for _, v in relation.terms)
    if relation.operator == "=":
        yield Constraint(relation.terms, "=")
        if blank and relation.terms[0][1] not in derived and (known := _at_most(prints, relation.terms)):
            yield Constraint(known, "≤")
    elif not blank:
        yield Constraint(relation.terms, "≤")


def _checked(prints: Mapping[int, Print], relation: Linear) -> Iterator[tuple[Terms, Literal["=", "≤"]]]:
    """A relation as a reader checks it; with blanks in it, that what is there does not exceed the total."""
    if all(v in prints for _, v in relation.terms):
        yield relation.terms, relation.operator
    elif relation.operator == "=" and (known := _at_most(prints, relation.terms)):
        yield known, "≤"


def _numbered(
    terms: Iterable[tuple[Number, int]],
    derived: Mapping[int, Terms],
    prints: Mapping[int, Print],
    number: Mapping[int, int],
) -> Terms:
    """The terms as numbers of prints, what follows from others by formula replaced by them; blanks add nothing."""
    found: dict[int, Number] = {}
    edge = list(terms)
    while edge:
        coefficient, variable = edge.pop()
        if variable in derived:
            edge += [(coefficient * c, v) for c, v in derived[variable]]
        elif variable in prints:
            n = number[variable]
            found[n] = found.get(n, 0) + coefficient
    return tuple((c, n) for n, c in sorted(found.items()) if c)
