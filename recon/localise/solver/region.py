"""Can a set of prints be wrong and all else hold? Decided exactly, on as small a part of the system as suffices.

A region holds the variables that may move; all others stay at values known to satisfy the relations among them.
If even so everything can hold, it can hold. If not, the contradiction either rests on prints alone, and is final,
or also on variables that were held still: these join the region, and the question is asked again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from recon.localise.solver.numbers import Number, divide, whole
from recon.localise.solver.program import Bounds, Program, solver
from recon.localise.solver.simplex import Reason, Simplex
from recon.localise.solver.system import System
from recon.localise.solver.work import Work

WIDE = 60  #: relations up to which a region is grown to learn how far a value may go
SMALL = 20  #: relations up to which the exact simplex is the quicker


class Held(NamedTuple):
    """The reason of a bound that only holds a variable where it is."""

    variable: int


class OverlapError(Exception):
    """A region has grown into another, by its number; both must be asked as one."""

    def __init__(self, other: int) -> None:
        super().__init__(other)
        self.other = other


class Region:
    """The part of a system in which prints may be lifted.

    ``values``: where the variables outside stand; ``taken``: which region, by number, has which variables and
    constraints, told by ``("v", n)`` and ``("c", n)``; needing what another has raises :class:`OverlapError`.
    """

    def __init__(
        self,
        system: System,
        values: dict[int, Number],
        seeds: Iterable[int],
        work: Work | None = None,
        number: int = 0,
        taken: dict[tuple[str, int], int] | None = None,
    ) -> None:
        self.system = system
        self.values = values
        self.number = number
        self.taken = {} if taken is None else taken
        self.work = work or Work()
        self.bounds: dict[int, Bounds] = {}
        self.at: dict[int, Number] = {}  #: where the variables stand, held ones included
        self.moving: set[int] = set()
        self.rows: set[int] = set()  #: constraints that touch the region
        self.unsure: set[int] = set()  #: those that may not hold where the variables stand
        self.freed: frozenset[int] = frozenset()
        self.pins: dict[int, tuple[Number | None, Number | None]] = {}
        self.exact: _Exact | None = None
        self.program: Program | None = None
        self.grow(seeds)

    def grow(self, variables: Iterable[int]) -> None:
        """Let variables move, with all relations and prints that touch them."""
        for variable in sorted(set(variables) - self.moving):
            self._claim("v", variable)
            for n in self.system.touching.get(variable, ()):
                self._claim("c", n)
            self.moving.add(variable)
            self.at.setdefault(variable, self.values[variable])
            self._bound(variable)
            for n in self.system.touching.get(variable, ()):
                self._relate(n)

    def _claim(self, kind: str, n: int) -> None:
        owner = self.taken.setdefault((kind, n), self.number)
        if owner != self.number:
            raise OverlapError(owner)

    def _relate(self, n: int) -> None:
        if n in self.rows:
            return
        self.rows.add(n)
        self.unsure.add(n)
        for _, variable in self.system.constraints[n].terms:
            if variable not in self.at:
                value = self.at[variable] = self.values[variable]
                self.bounds[variable] = value, value, Held(variable), Held(variable)
        if self.exact:
            self.exact.relate(self, n)

    def _bound(self, variable: int) -> None:
        """The bounds that the prints not lifted put on a variable, each with the print it rests on."""
        floor, ceiling = self.system.limited(variable)
        low: tuple[Number | None, int | None] = (floor, None)
        high: tuple[Number | None, int | None] = (ceiling, None)
        for n, bound in self.system.bounding.get(variable, ()):
            if n in self.freed and n not in self.pins:
                continue
            ends = bound.low, bound.high
            if n in self.pins:
                ends = self.system.prints[n].moved(variable, *self.pins[n])
            if ends[0] is not None and (low[0] is None or ends[0] > low[0]):
                low = ends[0], n
            if ends[1] is not None and (high[0] is None or ends[1] < high[0]):
                high = ends[1], n
        self.bounds[variable] = low[0], high[0], low[1], high[1]
        if self.exact:
            self.exact.bound(self, variable)

    def free(self, freed: frozenset[int]) -> None:
        """Lift these prints and no others."""
        changed = self.system.spoken(freed ^ self.freed)
        self.freed = freed
        for variable in sorted(changed & self.moving):
            self._bound(variable)

    def pin(self, n: int, low: Number | None, high: Number | None) -> None:
        """Let a lifted print read something else: its variable lies between other ends."""
        self.pins[n] = low, high
        for variable in sorted(self.system.prints[n].variables & self.moving):
            self._bound(variable)

    def unpin(self) -> None:
        """Lift all pinned prints again."""
        variables = self.system.spoken(self.pins)
        self.pins = {}
        for variable in sorted(variables & self.moving):
            self._bound(variable)

    def conflict(self, freed: frozenset[int]) -> frozenset[int] | None:
        """None if all prints but ``freed`` can be right together; else prints of which one more must be wrong.

        An empty conflict means that the relations contradict each other whatever the prints. Raises OverlapError
        where a print of ``freed`` stands for what another region has.
        """
        self.grow(self.system.spoken(freed))
        self.free(freed)
        while (reasons := self._contradiction()) is not None:
            held = [r.variable for r in reasons if isinstance(r, Held)]
            if not held:
                return frozenset(r for r in reasons if isinstance(r, int))
            self.grow(held)
        return None

    def _contradiction(self) -> set[Reason] | None:
        for variable in self.moving:
            low, high, below, above = self.bounds[variable]
            if low is not None and high is not None and low > high:
                return {below, above}
        if self._follows():
            return None
        if len(self.rows) > SMALL and solver():
            program = self._program()
            answer = program.contradiction()
            if isinstance(answer, dict):
                self.at, self.unsure = answer, set()
                return None
            if answer is not None:
                return answer
            if program.nearest:
                self.at, self.unsure, self.exact = program.nearest, set(self.rows), None
        return self._simplex().contradiction(self)

    def _follows(self) -> bool:
        """Whether what is off can be put right by the lifted and free variables alone, all others staying put."""
        self.work.spend(len(self.at) + len(self.unsure))
        values = dict(self.at)
        off = set(self.unsure)
        for variable in self.moving:
            low, high, _, _ = self.bounds[variable]
            value = values[variable]
            if (low is not None and value < low) or (high is not None and value > high):
                value = values[variable] = self.values[variable]
                if (low is not None and value < low) or (high is not None and value > high):
                    return False
                off.update(self.system.touching.get(variable, ()))
        loose = {v for v in self.moving if None in self.bounds[v][:2]} if off else set()
        if not self._settle(values, sorted(off), loose):
            return False
        self.at, self.unsure = values, set()
        return True

    def _settle(self, values: dict[int, Number], off: list[int], loose: set[int]) -> bool:
        """Put relations right one by one, those first that leave no choice; whether all hold in the end."""
        waiting: list[int] = []
        while off or waiting:
            n = off.pop() if off else waiting.pop()
            constraint = self.system.constraints[n]
            if constraint.holds(values):
                continue
            able = [(c, v) for c, v in constraint.terms if v in loose]
            if len(able) > 1 and off:
                if n not in waiting:
                    waiting.append(n)
                continue
            if not able:
                return False
            coefficient, variable = min(able, key=lambda pair: pair[1])
            loose.discard(variable)
            value = values[variable] = whole(values[variable] - divide(constraint.excess(values), coefficient))
            low, high, _, _ = self.bounds[variable]
            if (low is not None and value < low) or (high is not None and value > high):
                return False
            off += self.system.touching.get(variable, ())
        return True

    def _program(self) -> Program:
        rows = [self.system.constraints[n] for n in sorted(self.rows)]
        if self.program is None or self.program.order != list(self.bounds) or len(self.program.rows) != len(rows):
            self.program = Program(self.bounds, rows, self.at, self.work)
        else:
            self.program = Program(self.bounds, rows, self.at, self.work, self.program.model)
        return self.program

    def _simplex(self) -> _Exact:
        if self.exact is None:
            self.exact = _Exact(self)
        return self.exact

    def span(self, variable: int, *, exactly: bool = False) -> tuple[Number | None, Number | None, bool]:
        """The least and greatest value of a variable while the rest holds, after :meth:`conflict` gave None.

        The region does not grow beyond :data:`WIDE` relations or into others for it: then the span may be narrower
        than it could be, and the last value is False. Unless asked ``exactly``, an end may miss by whether it belongs
        to the span: a floating-point program does not tell open ends from closed ones.
        """
        ends: list[Number | None] = []
        sure = True
        if variable not in self.moving:
            try:
                self.grow([variable])
            except OverlapError:
                return (
                    self.at.get(variable, self.values[variable]),
                    self.at.get(variable, self.values[variable]),
                    False,
                )
        for rising in (False, True):
            value, stops = self._end(variable, rising, exactly)
            while held := [r.variable for r in stops if isinstance(r, Held)]:
                try:
                    if len(self.rows) > WIDE:
                        raise OverlapError(self.number)
                    self.grow(held)
                except OverlapError:
                    sure = False
                    break
                value, stops = self._end(variable, rising, exactly)
            ends.append(value)
        return ends[0], ends[1], sure

    def _end(self, variable: int, rising: bool, exactly: bool) -> tuple[Number | None, set[Reason]]:
        if len(self.rows) > SMALL and solver() and not exactly:
            found = self._program().least(variable, -1 if rising else 1)
            if found is not None:
                value = found.least
                return (value if value is None or not rising else -value), found.reasons
        return self._simplex().end(self, variable, rising)

    def solution(self) -> dict[int, Number]:
        """Where the variables of the region stand now."""
        return {v: self.at[v] for v in self.moving}


class _Exact:
    """The exact simplex of a region, kept up to date as the region changes."""

    def __init__(self, region: Region) -> None:
        self.simplex = Simplex(region.work)
        self.names: dict[int, int] = {}
        for n in sorted(region.rows):
            self.relate(region, n)
        for variable in sorted(region.moving):
            self.bound(region, variable)

    def _name(self, region: Region, variable: int) -> int:
        if variable not in self.names:
            self.names[variable] = self.simplex.variable(region.at[variable])
            self.bound(region, variable)
        return self.names[variable]

    def relate(self, region: Region, n: int) -> None:
        constraint = region.system.constraints[n]
        row = self.simplex.row([(c, self._name(region, v)) for c, v in constraint.terms])
        low = constraint.constant if constraint.operator == "=" else None
        self.simplex.bound(row, low, constraint.constant, (None, None))

    def bound(self, region: Region, variable: int) -> None:
        low, high, below, above = region.bounds[variable]
        self.simplex.bound(self._name(region, variable), low, high, (below, above))

    def contradiction(self, region: Region) -> set[Reason] | None:
        reasons = self.simplex.check()
        if reasons is None:
            region.at = {v: self.simplex.value[name] for v, name in self.names.items()}
            region.unsure = set()
        return reasons

    def end(self, region: Region, variable: int, rising: bool) -> tuple[Number | None, set[Reason]]:
        assert self.simplex.check() is None
        return self.simplex.extreme(self._name(region, variable), rising)
