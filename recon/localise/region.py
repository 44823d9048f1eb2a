"""Can a set of prints be wrong and all else hold? Decided exactly, on as small a part of the system as suffices.

A region holds the variables that may move; all others stay at values known to satisfy the relations among them.
If even so everything can hold, it can hold. If not, the contradiction either rests on prints alone, and is final,
or also on variables that were held still: these join the region, and the question is asked again.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import NamedTuple

from recon.localise.numbers import Number
from recon.localise.simplex import Simplex
from recon.localise.system import System


class Held(NamedTuple):
    """The reason of a bound that only holds a variable where it is."""

    variable: int


class OverlapError(Exception):
    """A region has grown into another; both must be asked as one."""

    def __init__(self, variable: int) -> None:
        super().__init__(variable)
        self.variable = variable


class Region:
    """The part of a system in which prints may be lifted.

    ``values``: where the variables outside stand; ``taken``: variables and constraints of other regions, told by
    ``("v", n)`` and ``("c", n)``, which raise :class:`OverlapError` when this region needs them.
    """

    def __init__(
        self,
        system: System,
        values: dict[int, Number],
        seeds: Iterable[int],
        taken: dict[tuple[str, int], int] | None = None,
        deadline: float = float("inf"),
    ) -> None:
        self.system = system
        self.values = values
        self.taken = taken or {}
        self.simplex = Simplex(deadline)
        self.names: dict[int, int] = {}  #: variable of the system → of the simplex
        self.moving: set[int] = set()
        self.rows: set[int] = set()  #: constraints with a row
        self.freed: frozenset[int] = frozenset()
        self.pins: dict[int, tuple[Number | None, Number | None]] = {}
        self.grow(seeds)

    def _name(self, variable: int) -> int:
        """The simplex's variable, held where it stands when it is new."""
        if variable not in self.names:
            value = self.values.get(variable, 0)
            self.names[variable] = self.simplex.variable(value)
            self.simplex.bound(self.names[variable], value, value, (Held(variable), Held(variable)))
        return self.names[variable]

    def grow(self, variables: Iterable[int]) -> None:
        """Let variables move, with all relations and prints that touch them."""
        for variable in sorted(set(variables) - self.moving):
            if ("v", variable) in self.taken:
                raise OverlapError(self.taken["v", variable])
            self.moving.add(variable)
            self._bound(variable)
            for n in self.system.touching.get(variable, ()):
                self._relate(n)

    def _relate(self, n: int) -> None:
        if n in self.rows:
            return
        if ("c", n) in self.taken:
            raise OverlapError(self.taken["c", n])
        self.rows.add(n)
        constraint = self.system.constraints[n]
        row = self.simplex.row([(c, self._name(v)) for c, v in constraint.terms])
        low = constraint.constant if constraint.operator == "=" else None
        self.simplex.bound(row, low, constraint.constant, (None, None))

    def _bound(self, variable: int) -> None:
        """The bounds that the prints not lifted put on a variable, each with the print it rests on."""
        low: tuple[Number | None, int | None] = (None, None)
        high: tuple[Number | None, int | None] = (None, None)
        for n in self.system.on.get(variable, ()):
            if n in self.freed and n not in self.pins:
                continue
            told = self.system.prints[n]
            ends = self.pins.get(n, (told.low, told.high))
            if ends[0] is not None and (low[0] is None or ends[0] > low[0]):
                low = ends[0], n
            if ends[1] is not None and (high[0] is None or ends[1] < high[0]):
                high = ends[1], n
        self.simplex.bound(self._name(variable), low[0], high[0], (low[1], high[1]))

    def free(self, freed: frozenset[int]) -> None:
        """Lift these prints and no others."""
        changed = {self.system.prints[n].variable for n in freed ^ self.freed}
        self.freed = freed
        for variable in sorted(changed & self.moving):
            self._bound(variable)

    def pin(self, n: int, low: Number | None, high: Number | None) -> None:
        """Let a lifted print read something else: its variable lies between other ends."""
        self.pins[n] = low, high
        self._bound(self.system.prints[n].variable)

    def unpin(self) -> None:
        """Lift all pinned prints again."""
        variables = {self.system.prints[n].variable for n in self.pins}
        self.pins = {}
        for variable in sorted(variables):
            self._bound(variable)

    def conflict(self, freed: frozenset[int]) -> frozenset[int] | None:
        """None if all prints but ``freed`` can be right together; else prints of which one more must be wrong.

        An empty conflict means that the relations contradict each other whatever the prints.
        """
        self.free(freed)
        while (reasons := self.simplex.check()) is not None:
            held = [r.variable for r in reasons if isinstance(r, Held)]
            if not held:
                return frozenset(r for r in reasons if isinstance(r, int))
            self.grow(held)
        return None

    def span(self, variable: int, patience: float = float("inf")) -> tuple[Number | None, Number | None]:
        """The least and greatest value of a variable while the rest holds, after :meth:`conflict` gave None.

        Growing stops after ``patience`` seconds: then the span may be narrower than it could be.
        """
        self.grow([variable])
        until = time.perf_counter() + patience
        ends: list[Number | None] = []
        for rising in (False, True):
            value, stops = self.simplex.extreme(self.names[variable], rising)
            while (
                held := [r.variable for r in stops if isinstance(r, Held)]
            ) and time.perf_counter() < until:
                self.grow(held)
                assert self.simplex.check() is None
                value, stops = self.simplex.extreme(self.names[variable], rising)
            ends.append(value)
        return ends[0], ends[1]

    def solution(self) -> dict[int, Number]:
        """Where the variables of the region stand now."""
        return {v: self.simplex.value[self.names[v]] for v in self.moving}
