"""Amounts of a month as figures, sides and outcomes: every number with its cell in Excel's notation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal

from recon.figures import interval
from recon.model import CellRef, Coordinate, Figure, Interval, Level, Outcome, Rule, Side, Term, Verdict
from recon.month.rollup import COMMON, Project, Total, decimal
from recon.numbers import plain
from recon.submission import Submission

Operator = Literal["=", "≤", "≥"]
_LEVELS: dict[Verdict, Level] = {"rounding_wide": "核实性"}


def amount(project: Project, measure: str) -> Side:
    """One amount as a side; it must not be blank."""
    scaled = project.amount(measure)
    assert scaled is not None
    here = project.submission
    value, ulp = decimal(scaled), decimal(2 * project.half)
    cell = here.outside(project.place, measure)
    figure = Figure(
        short(here, cell), "", cell.sheet, coordinate(project, measure), _printed(project, measure), here.unit, "", value, (value, value), interval(value, ulp, "四舍五入"), ulp, cell,
    )  # fmt: skip
    return Side(value, figure.interval, (Term(figure, 1, value, figure.interval),))


def _printed(project: Project, measure: str) -> str:
    """An amount with the declared decimals, or all it has where there are more."""
    value = project.submission.amount(project.place, measure) or Decimal(0)
    declared = value.quantize(Decimal(1).scaleb(-project.submission.decimals))
    return str(declared) if declared == value else plain(value)


def coordinate(project: Project, measure: str) -> Coordinate:
    """What an amount of a project measures."""
    here = project.submission
    name = here.text(project.place, "项目名称") or project.code
    return Coordinate(measure, name, here.month, project.region)


def column(total: Total, measures: tuple[str, ...], place: Coordinate, unit: Decimal = Decimal(1)) -> Side:
    """A sum as a side in ``1/unit`` of COMMON: one term for each report's column it takes amounts from."""
    terms = [term for measure in measures for term in _columns(total.projects, measure, place, unit)]
    value, half = decimal(total.value) * unit, decimal(total.half) * unit
    return Side(value, Interval(value - half, value + half), tuple(terms))


def _columns(projects: Iterable[Project], measure: str, place: Coordinate, unit: Decimal) -> Iterator[Term]:
    """A column's share of a sum; its figure stands for several cells and names the column."""
    groups: dict[str, list[Project]] = {}
    for project in projects:
        if project.amount(measure) is not None:
            groups.setdefault(project.submission.path, []).append(project)
    for same in groups.values():
        here = same[0].submission
        cell = whole(here, measure)
        value = decimal(sum(p.amount(measure) or 0 for p in same))
        half = decimal(sum(p.half for p in same))
        ends = Interval((value - half) * unit, (value + half) * unit)
        where = Coordinate(measure, place.item, place.period, place.region)
        figure = Figure(
            short(here, cell), "", cell.sheet, where, plain(value), COMMON, "", value * unit, (value * unit, value * unit),
            ends, 2 * half * unit, cell,
        )  # fmt: skip
        yield Term(figure, 1, value * unit, ends)


def short(submission: Submission, cell: CellRef) -> str:
    """A cell by who reports it: ``路网·长春市!M17``; no two reports of a month that count share a name."""
    return f"{name(submission)}!{cell.a1}"


def name(submission: Submission) -> str:
    """A report by network and region."""
    return "·".join(filter(None, submission.subject))


def whole(submission: Submission, label: str) -> CellRef:
    """A column of a report as seen from outside: ``[月报.xlsx]项目月报表!M``."""
    return CellRef(f"[{submission.name}]{submission.sheet}", 0, submission.columns.get(label, 0))


def outcome(
    code: str, rule: Rule, verdict: Verdict, level: Level, sides: tuple[Side, Side],
    operator: Operator, place: Coordinate, unit: str = COMMON, missing: tuple[str, ...] = (),
) -> Outcome:  # fmt: skip
    """An outcome with its difference and slack; its id depends on what is compared, not on the order of files."""
    left, right = sides
    terms = [str(term.figure.cell) for side in sides for term in side.terms]
    identity = repr((code, operator, terms, missing, place.measure, place.item, place.period, place.region))
    digest = hashlib.blake2b(identity.encode(), digest_size=6).hexdigest()
    return Outcome(
        f"{rule}-{digest}", rule, verdict, level if verdict == "mismatch" else _LEVELS.get(verdict, "提示性"), place,
        unit, left, right, operator, left.value - right.value,
        left.interval.half_width + right.interval.half_width, code, missing,
    )  # fmt: skip


def judge(difference: int, half: int, squares: int) -> Verdict:
    """The verdict on a tie of rounded sums (design, section 4), in any one scale of integers."""
    if not difference:
        return "exact"
    if abs(difference) > half:
        return "mismatch"
    return "rounding" if 4 * difference * difference <= 3 * squares else "rounding_wide"
