"""The month's totals against the plan: total investment, projects, yearly splits, and the year's own plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

from recon import units, workbook
from recon.across import against
from recon.catalogue import in_force
from recon.figures import Base
from recon.model import CellRef, Coordinate, Figure, FileReport, Finding, Interval, Outcome, Side
from recon.month import terms
from recon.month.rollup import COMMON, Project, Rollup, total
from recon.plan import plans
from recon.rules.judging import near

#: (measure, period) of the plan → the columns of the form that add up to it; none for the number of projects.
COLUMNS: dict[tuple[str, str], tuple[str, ...]] = {
    ("总投资", "全周期"): ("总投资",),
    ("项目数", "2020-2025"): (),
    ("计划投资", "2020"): ("2020年",),
    ("计划投资", "2021-2025"): ("2021年", "2022年", "2023年", "2024年", "2025年"),
    ("计划投资", "2020-2025"): ("2020年", "2021年", "2022年", "2023年", "2024年", "2025年"),
}
#: What a workbook of annual plans may call them; its period is the year of the report.
ANNUAL = ("年度计划投资", "本年计划", "计划投资")
YEAR = ("本年计划",)
Slice = tuple[str, str | None]  #: network, and class or None for all of it


@dataclass(frozen=True)
class Line:
    """A figure of the plan, the slices of the month and the columns that should come to it."""

    figure: Figure
    slices: tuple[Slice, ...]
    region: str | None  #: None: all
    columns: tuple[str, ...]  #: empty: the number of projects

    def within(self, other: Line) -> bool:
        """Whether it is a part of another figure of the same measure: some classes, columns or a region of it."""
        kinds = {network for network, category in other.slices if category is None}
        return (
            self.figure.coordinate.measure == other.figure.coordinate.measure
            and all(part[0] in kinds or part in other.slices for part in self.slices)
            and set(self.columns) <= set(other.columns)
            and other.region in (None, self.region)
            and (self.slices, self.columns, self.region) != (other.slices, other.columns, other.region)
        )

    def projects(self, rollup: Rollup) -> tuple[Project, ...]:
        """The projects of the month that count towards it."""
        return tuple(p for network, category in self.slices for p in rollup.select(network, self.region, category))

    def missing(self, rollup: Rollup) -> tuple[str, ...]:
        """Reports without which the month's sum is not whole."""
        networks = dict.fromkeys(network for network, _ in self.slices)
        return tuple(name for network in networks for name in _gaps(rollup, network, self.region))


def _gaps(rollup: Rollup, network: str, region: str | None) -> Iterator[str]:
    """The reports a network lacks; its own name where there is none at all."""
    lacking = rollup.intake.gaps(network)
    if len(lacking) == len(in_force().regions):
        yield network
        return
    yield from (f"{network} {name}" for name in lacking if region in (None, name))


def lines(path: Path | None, annual: Path | None, month: str) -> tuple[Line, ...]:
    """The figures a month can be compared with; of several prints of one, the finest.

    ``annual`` counts here where it is a workbook of figures; the form of that name is compared project by project.
    Raises UnreadableError for a file that is no workbook of figures.
    """
    lines = list(_lines(plans.load(path), COLUMNS)) if path else []
    book = workbook.read(annual) if annual is not None else None
    if book is not None and plans.recognise(book):
        year = {(measure, month[:4]): YEAR for measure in ANNUAL}
        lines += _lines(plans.base(book), year)
    return tuple(lines)


def _lines(base: Base, subjects: Mapping[tuple[str, str], tuple[str, ...]]) -> Iterator[Line]:
    prints: dict[Coordinate, list[Figure]] = {}
    for figure in base.figures:
        place = figure.coordinate
        if (place.measure, place.period.removesuffix("年")) in subjects:
            prints.setdefault(place, []).append(figure)
    for place, figures in prints.items():
        best, slices = against.finest(figures), _slices(base, place)
        whole = place.region in ("", in_force().whole)
        region = None if whole else in_force().region_names.get(place.region, place.region)
        if best and slices and (whole or region in in_force().regions):
            yield Line(best, slices, region, subjects[place.measure, place.period.removesuffix("年")])


def _slices(base: Base, place: Coordinate) -> tuple[Slice, ...]:
    """The slices that an item of the plan covers: a network, a class, or a parent of such by the plan's hierarchy."""
    edges = [e for e in base.hierarchy.edges if e.dimension == 0 and e.complete]
    below: dict[str, list[str]] = {}
    for edge in edges:
        if not edge.measures or place.measure in edge.measures:
            below.setdefault(edge.parent, []).append(edge.child)

    @cache
    def slices(item: str) -> tuple[Slice, ...]:
        if item in in_force().networks:
            return ((item, None),)
        if network := in_force().network_of(item):
            return ((network, item),)
        parts = [slices(child) for child in below.get(item, ())]
        return tuple(part for lists in parts for part in lists) if parts and all(parts) else ()

    return slices(place.item)


def check(rollup: Rollup, files: Iterable[FileReport], lines: Iterable[Line]) -> Iterator[Outcome | Finding]:
    """PLAN: every line; what a report's own check has already said is an outcome here, not a finding again.

    A sum that lacks reports may only be too high: then the figure bounds it, and more is not known.
    """
    reported = {_key(o) for file in files for o in file.outcomes if o.label == "PLAN"}
    compared = [(line, outcome) for line in lines if (outcome := compare(rollup, line))]
    wrong = [pair for pair in compared if pair[1].verdict == "mismatch"]
    yield from (outcome for _, outcome in compared)
    for line, outcome in wrong:
        if _key(outcome) not in reported and not _explained(line, outcome, wrong):
            yield Finding("PLAN01", outcome.level, _cells(line, rollup), {}, outcome)


def _explained(line: Line, outcome: Outcome, wrong: list[tuple[Line, Outcome]]) -> bool:
    """Whether the differences reported of its parts, by class, period or region, leave no more than rounding."""
    below = [pair for pair in wrong if pair[0] is not line and pair[0].within(line)]
    ways = (
        [(a, o) for a, o in below if (a.columns, a.region) == (line.columns, line.region)],
        [(a, o) for a, o in below if (a.slices, a.region) == (line.slices, line.region)],
        [(a, o) for a, o in below if (a.slices, a.columns) == (line.slices, line.columns)],
    )
    return any(parts and _close(outcome, parts) for parts in ways)


def _close(outcome: Outcome, parts: list[tuple[Line, Outcome]]) -> bool:
    """The parts that lie in no other part, taken away from the whole."""
    outer = [o for a, o in parts if not any(a is not b and a.within(b) for b, _ in parts)]
    rest = outcome.difference - sum((o.difference for o in outer), Decimal(0))
    slack = outcome.slack + sum((o.slack for o in outer), Decimal(0))
    return near(Fraction(rest), Fraction(slack))


def _key(o: Outcome) -> tuple[object, ...]:
    """The identity of a comparison with the plan."""
    return o.coordinate.measure, o.coordinate.item, o.coordinate.region, o.left.value, o.right.value


def compare(rollup: Rollup, line: Line) -> Outcome | None:
    """One figure of the plan; None where nothing of it is reported."""
    figure, projects, missing = line.figure, line.projects(rollup), line.missing(rollup)
    place = figure.coordinate
    here = Coordinate(
        place.measure,
        place.item,
        rollup.intake.month if place.measure == "总投资" else place.period,
        line.region or in_force().whole,
    )
    left = _left(line, projects, here)
    if left is None:
        return None
    right = against.stated(figure)
    blanks = total(projects, *line.columns).blanks
    lacking = (*missing, *([f"空白 {blanks} 格"] if blanks else []))
    relation = against.relation("≤" if lacking else "=")
    verdict = against.judge(left, relation.operator, right)
    if lacking and verdict != "mismatch":
        verdict = "unverifiable"
    return terms.outcome(relation, verdict, (left, right), here, figure.unit, lacking)


def _left(line: Line, projects: tuple[Project, ...], place: Coordinate) -> Side | None:
    """The month's sum in the plan's unit, or its number of projects."""
    if not projects:
        return None
    if not line.columns:
        count = Decimal(len(projects))
        return Side(count, Interval(count, count), ())
    factor = units.ratio(units.parse(COMMON), units.parse(line.figure.unit))
    return None if factor is None else terms.column(total(projects, *line.columns), line.columns, place, factor)


def _cells(line: Line, rollup: Rollup) -> tuple[CellRef, ...]:
    """The columns the sum takes its amounts from, of every report it rests on."""
    labels = line.columns or ("项目代码",)
    reports = {p.submission.path: p.submission for p in line.projects(rollup)}
    return tuple(terms.whole(report, label) for report in reports.values() for label in labels)
