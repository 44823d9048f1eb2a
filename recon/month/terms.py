"""Amounts of a month as figures, sides and outcomes: every number with its cell in Excel's notation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from recon.figures import of_cell
from recon.model import CellRef, Coordinate, Interval, Outcome, Side, Term, Verdict
from recon.month.rollup import COMMON, Project, Total, decimal
from recon.numbers import plain
from recon.relations import Relation
from recon.rules.judging import judge_sum
from recon.rules.outcomes import made
from recon.submission import Submission


def amount(project: Project, measure: str) -> Side:
    """One amount as a side; it must not be blank."""
    scaled = project.amount(measure)
    assert scaled is not None
    here = project.submission
    value, ulp = decimal(scaled), decimal(2 * project.half)
    cell = here.outside(project.place, measure)
    printed = _printed(project, measure)
    figure = of_cell(short(here, cell), coordinate(project, measure), value, here.unit, ulp, cell, printed)
    return Side(value, figure.interval, (Term(figure, 1, value, figure.interval),))


def _printed(project: Project, measure: str) -> str:
    """An amount with the declared decimals, or all it has where there are more."""
    value = project.submission.amount(project.place, measure) or Decimal(0)
    declared = value.quantize(Decimal(1).scaleb(-project.submission.decimals))
    return str(declared) if declared == value else plain(value)


def coordinate(project: Project, measure: str) -> Coordinate:
    """The coordinate of an amount of a project."""
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
        where = Coordinate(measure, place.item, place.period, place.region)
        ulp = 2 * half * unit
        figure = of_cell(short(here, cell), where, value * unit, COMMON, ulp, cell, plain(value))
        yield Term(figure, 1, figure.value, figure.interval)


def short(submission: Submission, cell: CellRef) -> str:
    """A cell by who reports it: ``甲网·乙市!M17``; no two reports of a month that count share a name."""
    return f"{name(submission)}!{cell.a1}"


def name(submission: Submission) -> str:
    """A report by network and region."""
    return "·".join(filter(None, submission.subject))


def whole(submission: Submission, label: str) -> CellRef:
    """A column of a report as seen from outside: ``[月报.xlsx]项目月报表!M``."""
    return CellRef(submission.sheet, 0, submission.columns.get(label, 0)).seen_from_outside(submission.name)


def outcome(
    relation: Relation[str],
    verdict: Verdict,
    sides: tuple[Side, Side],
    place: Coordinate,
    unit: str = COMMON,
    missing: tuple[str, ...] = (),
) -> Outcome:
    """An outcome with its difference and slack; its id depends on what is compared, not on the order of files."""
    terms = [str(term.figure.cell) for side in sides for term in side.terms]
    identity = (
        relation.code,
        relation.operator,
        terms,
        missing,
        place.measure,
        place.item,
        place.period,
        place.region,
    )
    level = relation.level or "强制性"
    return made(relation, verdict, level, *sides, place, unit, repr(identity), label=relation.code, missing=missing)


def compared(left: Total, right: Total) -> Verdict:
    """The verdict on two sums that should be equal; none where an amount is blank."""
    if left.blanks or right.blanks:
        return "unverifiable"
    return judge_sum(left.value - right.value, "=", 2 * (left.half + right.half), left.squares + right.squares)
