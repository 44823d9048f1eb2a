"""Outcomes that do not hold → the same outcomes with their suspects."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from itertools import islice, product
from math import prod

from recon.gc_pause import gc_paused
from recon.localise import hints, ranking
from recon.localise.faults import Fault, Located, kept
from recon.localise.probe import Knowledge, Probe
from recon.localise.solver.bounds import Bounds, Set
from recon.localise.solver.numbers import Number
from recon.localise.solver.repairs import ASKING
from recon.localise.solver.search import Trouble, settled, witness
from recon.localise.solver.system import System
from recon.localise.solver.tree import tree
from recon.localise.solver.work import EFFORT, OutOfWorkError, Work
from recon.localise.strain import Check, Checks, Meant
from recon.localise.suspects import Repair, readings, repair, single
from recon.model import LEVELS, Hint, Outcome, Suspect

MOST = 50  #: sets that are listed
DETAILED = 200  #: sets that are looked at in detail to find the least strained
EXACTLY = 60  #: cells of sets up to which it is asked exactly how far each may go


@dataclass(frozen=True)
class Whole:
    """What was printed and what has to hold, as a system, and its relations as checks between prints.

    ``checks``: None where one is not linear, or no relation. ``asking``: number of an outcome → of its check.
    """

    system: System
    checks: Sequence[Check | None]
    meant: Sequence[Meant]
    asking: Mapping[int, int]
    knowledge: Knowledge = field(default_factory=Knowledge)


@dataclass(frozen=True)
class Problem:
    """A component in which some relation is broken: its system, its checks, and the outcomes that ask."""

    system: System
    checks: Checks
    asking: tuple[tuple[int, Check], ...]  #: number of an outcome, and its check, numbered as the system


def wrong(outcomes: Sequence[Outcome]) -> list[int]:
    """The outcomes that must be corrected. A later document that differs is a revision, not a slip."""
    return [n for n, o in enumerate(outcomes) if o.verdict == "mismatch" and o.level == LEVELS[-1]]


def located(build: Callable[[], Whole], outcomes: Sequence[Outcome], budget: int = EFFORT) -> Located:
    """All outcomes in order, those that ask with their suspects and hints, and what failed in the search itself.

    ``build`` states the system. ``budget`` in steps for each connected component, and twice that for all small ones together; beyond it, cells are
    ranked instead (``located``). A fault in one component costs only its suspects.
    """
    found, faults = list(outcomes), list[Fault]()
    with gc_paused(), kept(faults):
        whole = build()
        left = 3 * budget
        for problem in problems(whole):
            work = Work(min(budget, left))
            left -= work.left
            with kept(faults):
                for n, more in solve(problem, work).items():
                    found[n] = replace(found[n], **more)  # type: ignore[arg-type]
            left += max(work.left, 0)
        for n, several in _hints(whole, found).items():
            found[n] = replace(found[n], hints=several)
    return Located(found, tuple(faults))


def problems(whole: Whole) -> list[Problem]:
    """The components in which an outcome asks; others are not looked at."""
    prints, asked = whole.system.prints, {k: n for n, k in whole.asking.items()}
    near = (check.terms for k in asked if (check := whole.checks[k]) is not None)
    parts = whole.system.components(prints[t].variable for terms in near for _, t in terms)
    place = {v: n for n, part in enumerate(parts) for v in part}
    where = [place.get(p.variable) for p in prints]
    members: list[list[int]] = [[] for _ in parts]
    for n, check in enumerate(whole.checks):
        one = where[check.terms[0][1]] if check is not None else None
        if check is not None and one is not None and all(where[t] == one for _, t in check.terms):
            members[one].append(n)
    return [
        _problem(*whole.system.part(part), whole, numbers, asked)
        for part, numbers in zip(parts, members, strict=True)
        if any(k in asked for k in numbers)
    ]


def _hints(whole: Whole, outcomes: Sequence[Outcome]) -> dict[int, tuple[Hint, ...]]:
    """The slips that would explain each outcome."""
    kept = {n: check for n, check in enumerate(whole.checks) if check is not None}
    place = {n: k for k, n in enumerate(kept)}
    probe = Probe(whole.system, Checks(tuple(kept.values()), tuple(whole.meant)), whole.knowledge)
    number = {told.figure: n for n, told in enumerate(whole.system.prints)}
    asking = {place[k]: n for n, k in whole.asking.items() if k in place}
    ways = {
        k: [dict(_reading(whole, number, c) for c in s.cells) for s in outcomes[n].suspects] for k, n in asking.items()
    }
    several = hints.hints_of_checks(probe, list(asking), ways)
    return {n: several[k] for k, n in asking.items()}


def _reading(whole: Whole, number: Mapping[str, int], cell: Suspect) -> tuple[int, Number | None]:
    """A suspected print and what it would read, in the system's numbers."""
    n = number[cell.figure]
    known = cell.suggested.is_finite()
    return n, Fraction(cell.suggested) / whole.system.prints[n].unit if known else None


def _problem(
    part: System, new: dict[int, int], whole: Whole, numbers: Iterable[int], asked: Mapping[int, int]
) -> Problem:
    """A component with its checks, renumbered."""
    own: dict[int, Check] = {}
    for n in numbers:
        check = whole.checks[n]
        assert check is not None
        apart = part is not whole.system
        own[n] = check._replace(terms=tuple([(c, new[t]) for c, t in check.terms])) if apart else check
    told = Checks(tuple(own.values()), tuple(whole.meant[old] for old in new))
    asking = tuple((asked[n], check) for n, check in own.items() if n in asked)
    return Problem(part, told, asking)


def solve(problem: Problem, work: Work) -> dict[int, dict[str, object]]:
    """For each asking outcome the fields to fill in: suspects, and how they were found.

    Where nothing would mend a relation because nothing may be negative, it is asked again without that.
    """
    told = alone(problem, work) or searched(problem, work)
    if len(told) < len(problem.asking) and len(bare := problem.system.floorless.constraints) < len(
        problem.system.constraints
    ):
        told = searched(replace(problem, system=System(problem.system.prints, bare)), work) | told
    return told


def alone(problem: Problem, work: Work) -> dict[int, dict[str, object]]:
    """The same fields where relations form a tree and one print repairs all; nothing where that is not so."""
    form = tree(problem.system)
    found = form.repairs() if form else {}
    terms = ({t for _, t in check.terms} for _, check in problem.asking)
    if not 0 < len(found) <= MOST or work.left < len(found) * ASKING or any(map(found.keys().isdisjoint, terms)):
        return {}
    work.spend(len(found) * ASKING)
    system, checks, told = problem.system, problem.checks, problem.system.prints
    repairs = [single(system, n, readings(told[n], *ends), checks, {}) for n, ends in found.items()]
    near = checks.near(found)
    rest = checks.strain(set(range(len(checks.checks))).difference(near), {})
    repairs = [replace(r, strain=rest + checks.strain(near, r.instead)) for r in repairs]
    repairs = [r for r in repairs if r.is_printable(system)] or repairs
    sets = tuple(r.written(told) for r in sorted(repairs, key=lambda r: (r.strain, r.prints)))
    return {n: {"suspects": sets, "located": "sets", "left_out": "0"} for n, _ in problem.asking}


def searched(problem: Problem, work: Work) -> dict[int, dict[str, object]]:
    """The fields to fill in, by the search for the smallest repairs of each place."""
    system = problem.system
    seeds = [system.spoken(t for _, t in check.terms) for _, check in problem.asking]
    bounds = Bounds(system, work)
    try:
        known = witness(system, bounds, work)
        if known is None:  # the relations contradict each other: no print is to blame
            return {}
        return _ranked_repairs(
            problem, settled(system, bounds, known, seeds, work, partial(_families, problem.checks, bounds))
        )
    except OutOfWorkError:
        return ranking.ranked(Bounds(system), problem.checks, problem.asking)


Solved = tuple[Trouble, list[list[Repair]], int]


def _ranked_repairs(problem: Problem, solved: Sequence[Solved]) -> dict[int, dict[str, object]]:
    """The repairs of each outcome in order of strain: those of the slips that its own cells take part in."""
    best: dict[int, Number] = {}
    for _, families, _ in solved:
        for family in families:
            best |= family[0].instead
    total = problem.checks.strain(range(len(problem.checks.checks)), best)
    probe = Probe(problem.system, problem.checks)
    every = [family[0] for _, families, _ in solved for family in families]
    told: dict[int, dict[str, object]] = {}
    for trouble, families, left in solved:
        for seed in trouble.seeds:
            n, check = problem.asking[seed]
            own = {t for _, t in check.terms}
            met = [f for f in families if any(own & set(r.prints) for r in f)] or families
            sets, more = _products(problem.checks, met, best, total)
            told[n] = {
                "suspects": tuple(_sound(probe, one, every).written(trouble.region.system.prints) for one in sets),
                "located": "sets",
                "left_out": str(left + more) if trouble.found.complete else "more",
            }
    return told


def _families(checks: Checks, bounds: Bounds, trouble: Trouble) -> Solved:
    """The repairs of each independent slip in order of strain, and how many were not looked at."""
    every = _together(bounds, trouble.found.families)
    families = [list(islice(_options(trouble, several), DETAILED)) for several in every]
    left = sum(max(prod(map(len, several)) - DETAILED, 0) for several in every)
    first = [family[0] for family in families]
    many = sum(len(option) for family in families for option in family) > EXACTLY
    joint = repair(trouble.region, frozenset().union(*first), checks, bounds, many=many)
    known = joint.instead
    found = []
    for n, family in enumerate(families):
        others = frozenset().union(*(f for k, f in enumerate(first) if k != n))
        stay = {t: x for t, x in known.items() if t in others}
        repairs = [
            repair(trouble.region, option, checks, bounds, stay, many=many)
            if len(families) > 1 or option != family[0]
            else joint
            for option in family
        ]
        near = checks.near(t for r in repairs for t in r.prints)
        strained = [replace(r, strain=checks.strain(near, {**stay, **r.instead})) for r in repairs]
        strained = [r for r in strained if r.is_printable(trouble.region.system)] or strained
        found.append(sorted(strained, key=lambda r: (r.strain, r.prints)))
    return trouble, found, left


def _together(bounds: Bounds, families: Sequence[list[Set]]) -> list[list[list[Set]]]:
    """Families by whether cells of theirs share a relation: then what one reads depends on the option of the other."""
    kept: list[tuple[list[list[Set]], Set]] = []
    for family in families:
        several, rows = [family], frozenset[int]().union(*(bounds.touches(n) for option in family for n in option))
        apart = []
        for other, touched in kept:
            if rows.isdisjoint(touched) or max(map(len, (*several, *other))) == 1:
                apart.append((other, touched))
            else:
                several, rows = [*other, *several], rows | touched
        kept = [*apart, (several, rows)]
    return [several for several, _ in kept]


def _options(trouble: Trouble, families: Sequence[Sequence[Set]]) -> Iterator[Set]:
    """One option of each family, in every combination that repairs."""
    others = frozenset[int]().union(*(f[0] for f in trouble.found.families if f not in families))
    for options in product(*families):
        option = frozenset[int]().union(*options)
        if len(families) == 1 or trouble.found.complete or trouble.region.conflict(option | others) is None:
            yield option


def _sound(probe: Probe, one: Repair, every: Sequence[Repair]) -> Repair:
    """A repair, with those of other slips beside it that hide each other in a relation which it alone would break."""
    if len(every) == 1 or probe.mended(one.stands_for(probe.system)) >= 0:
        return one
    near, whole = set(probe.checks.near(one.prints)), one
    for other in every:
        if one.instead.keys().isdisjoint(other.prints) and not near.isdisjoint(probe.checks.near(other.prints)):
            whole = whole.beside(other)
    return replace(whole, strain=one.strain) if probe.mended(whole.stands_for(probe.system)) >= 0 else one


def _products(
    checks: Checks,
    families: Sequence[Sequence[Repair]],
    best: Mapping[int, Number],
    total: Fraction,
) -> tuple[list[Repair], int]:
    """Every combination of the repairs of some slips, the others repaired as is best; and how many are not listed."""
    own = {t for family in families for r in family for t in r.prints}
    others = {t: x for t, x in best.items() if t not in own}
    near = checks.near(own)
    rest = total - checks.strain(near, best)
    ways = prod(map(len, families))
    told = []
    for several in islice(product(*families), DETAILED):
        one = several[0]
        for other in several[1:]:
            one = one.beside(other)
        instead = {**others, **one.instead}
        told.append(replace(one, strain=rest + checks.strain(near, instead)))
    told.sort(key=lambda r: (r.strain, r.prints))
    return told[:MOST], ways - min(ways, MOST)
