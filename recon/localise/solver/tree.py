"""Relations that form a tree: the values that one print leaves its variable are what ends passed along it say.

Where no two relations share more than one variable, and none closes a circle, what the others leave a variable is
exact once each relation has passed on what is beyond it (Freuder, A Sufficient Condition for Backtrack-Free Search,
J. ACM 29, 1982; sums of intervals are intervals). One pass then answers what elsewhere takes a search and a simplex.
"""

from __future__ import annotations

from collections import defaultdict

from recon.localise.solver import network
from recon.localise.solver.numbers import divide
from recon.localise.solver.system import Constraint, Ends, System, added

FEW = 20  #: relations up to which the search asks about every value exactly, too


class Tree:
    """A connected system of few relations, in which every variable is printed once at most."""

    def __init__(self, system: System) -> None:
        self.prints = system.prints
        self.rows = [row for row in system.constraints if len(row.terms) > 1]
        self.touching: dict[int, list[int]] = defaultdict(list)
        for r, row in enumerate(self.rows):
            for _, v in row.terms:
                self.touching[v].append(r)
        self.limits: dict[int, Ends] = {v: system.limited(v) for v in system.limits}
        self.printed: dict[int, Ends] = dict.fromkeys((*self.touching, *self.limits), (None, None))
        self.printed |= {told.variable: (told.low, told.high) for told in system.prints}
        for v, ends in self.limits.items():
            self.printed[v] = _both(self.printed[v], ends)
        self._beyond: dict[tuple[int, int], Ends] = {}

    def repairs(self) -> dict[int, Ends]:
        """The prints of which each alone repairs, all of least weight, with the ends of their variables then.

        None of them where no print does, or where only what lies farther off speaks against one: then it is searched.
        """
        against = [{v for _, v in row.terms} for row in self.rows if _broken(row, self.printed)]
        if not 0 < len(against) <= network.FEW:
            return {}
        among = set.intersection(*against, *({v} for v, ends in self.printed.items() if _is_empty(ends)))
        cheapest = min(told.weight for told in self.prints)
        found: dict[int, Ends] = {}
        for n, told in enumerate(self.prints):
            if told.variable in among and told.weight == cheapest:
                ends = self._left(told.variable)
                if not _is_empty(ends):
                    found[n] = ends
                elif not _is_empty(self._beside(told.variable)):
                    return {}
        return found

    def _left(self, variable: int) -> Ends:
        """What all others leave a variable."""
        ends = self.limits.get(variable, (None, None))
        for r in self.touching[variable]:
            ends = _both(ends, self._passed(variable, r))
        return ends

    def _beside(self, variable: int) -> Ends:
        """What the prints beside it leave a variable."""
        ends = self.limits.get(variable, (None, None))
        for r in self.touching[variable]:
            ends = _both(ends, _solved(self.rows[r], variable, self.printed))
        return ends

    def _passed(self, variable: int, r: int) -> Ends:
        """What a relation leaves one of its variables, all that is beyond it being taken into account."""
        if (variable, r) not in self._beyond:
            at: dict[int, Ends] = {}
            for _, v in self.rows[r].terms:
                if v != variable:
                    ends = self.printed[v]
                    for other in self.touching[v]:
                        if other != r:
                            ends = _both(ends, self._passed(v, other))
                    if _is_empty(ends):
                        at = {variable: NONE}
                        break
                    at[v] = ends
            self._beyond[variable, r] = at[variable] if variable in at else _solved(self.rows[r], variable, at)
        return self._beyond[variable, r]


NONE: Ends = (1, 0)  #: ends between which nothing lies


def tree(system: System) -> Tree | None:
    """A system as a tree; None where it is none, or says more than that each variable lies between ends."""
    if len(system.constraints) > FEW or len({told.variable for told in system.prints}) < len(system.prints):
        return None
    for told in system.prints:
        if told.also or told.several:
            return None
        if (told.low is not None and told.value < told.low) or (told.high is not None and told.value > told.high):
            return None
    made = Tree(system)
    edges = sum(len(row.terms) for row in made.rows)
    return made if edges == len(made.printed) + len(made.rows) - 1 else None


def _both(first: Ends, second: Ends) -> Ends:
    """What lies between two pairs of ends."""
    low, high = first
    least, most = second
    if low is None or (least is not None and least > low):
        low = least
    if high is None or (most is not None and most < high):
        high = most
    return low, high


def _is_empty(ends: Ends) -> bool:
    low, high = ends
    return low is not None and high is not None and low > high


def _broken(row: Constraint, at: dict[int, Ends]) -> bool:
    """Whether a relation cannot hold between some ends."""
    low, high = added(row.terms, at, row.constant).ends
    return (low is not None and low > 0) or (row.operator == "=" and high is not None and high < 0)


def _solved(row: Constraint, variable: int, at: dict[int, Ends]) -> Ends:
    """The ends that a relation leaves one of its variables where the others lie between ends."""
    ((coefficient, _),) = (term for term in row.terms if term[1] == variable)
    low, high = added([term for term in row.terms if term[1] != variable], at, row.constant).ends
    most = None if low is None else divide(-low, coefficient)
    least = None if high is None or row.operator != "=" else divide(-high, coefficient)
    return (least, most) if coefficient > 0 else (most, least)
