"""The province by network × region × class and view, added up exactly from the reports' own cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from recon import units
from recon.catalogue import in_force
from recon.month.intake import LEAD, Intake, take
from recon.schemas import monthly
from recon.submission import Submission

COMMON = "万元"  #: unit of all sums
PLACES = 12  #: sums are integers of 10^-PLACES of it, which every unit of a form reaches exactly
#: The amounts that are rolled up, in the order of the form.
MEASURES = (
    "总投资",
    *monthly.SPLITS,
    "本年计划",
    "上月末累计完成",
    "本月完成",
    "本年累计完成",
    "开工以来累计完成",
    "到位资金",
)


@dataclass(frozen=True, slots=True, eq=False)
class Project:
    """One project row of a report that counts, with its place in the matrix; a blank place is not known."""

    number: int  #: position among all rows of the month
    view: str
    submission: Submission
    place: int  #: position in the report's columns
    network: str  #: the report's, so that the sums are the report's own
    region: str  #: the report's; in a lead department's report the row's
    category: str
    factor: int  #: one unit of the report's scaled integers in 10^-PLACES of COMMON

    @property
    def code(self) -> str:
        """项目代码."""
        return self.submission.text(self.place, "项目代码")

    @property
    def unit(self) -> str:
        """The unit that answers for it: the responsible one or, where none is named, the reporting one."""
        return self.submission.text(self.place, "责任单位") or self.submission.cover.get("填报单位", "")

    @property
    def half(self) -> int:
        """Half a unit of the last declared place, in 10^-PLACES of COMMON."""
        unit: int = 10 ** (self.submission.scale - self.submission.decimals)
        return unit * self.factor // 2

    def amount(self, measure: str) -> int | None:
        """An amount in 10^-PLACES of COMMON; None where it is blank."""
        column = self.submission.amounts.get(measure)
        scaled = column[self.place] if column else None
        return None if scaled is None else scaled * self.factor


@dataclass(frozen=True, slots=True)
class Total:
    """A sum: integers of 10^-PLACES of COMMON, the half-width of its interval, and what it rests on."""

    value: int
    half: int
    squares: int  #: Σ of the squared units of the last place
    projects: tuple[Project, ...]
    blanks: int  #: amounts that are missing: not zero, but not in the sum either


@dataclass(frozen=True)
class Rollup:
    """All project rows of the reports that count."""

    intake: Intake
    projects: tuple[Project, ...]

    @cached_property
    def cells(self) -> dict[tuple[str, str, str, str], list[Project]]:
        """(view, network, region, class) → its projects, in the order of the lists."""
        by_cell: dict[tuple[str, str, str, str], list[Project]] = {}
        for project in self.projects:
            key = (project.view, project.network, project.region, project.category)
            by_cell.setdefault(key, []).append(project)
        return {key: by_cell[key] for key in sorted(by_cell, key=order)}

    def select(
        self, network: str = "", region: str | None = None, category: str | None = None, view: str = ""
    ) -> Iterator[Project]:
        """The projects of a slice of the matrix; without a view those that count for the province."""
        for (seen, where, place, kind), projects in self.cells.items():
            if (
                seen == (view or self.intake.view(where))
                and network in ("", where)
                and region in (None, place)
                and category in (None, kind)
            ):
                yield from projects


def build(submissions: Iterable[Submission]) -> Rollup:
    """Roll up the reports of a month, in whatever order they come."""
    intake = take(submissions)
    projects: list[Project] = []
    for view, submission in intake:
        factor, first = _factor(submission), len(projects)
        projects += [_project(first + place, view, submission, place, factor) for place in submission]
    return Rollup(intake, tuple(projects))


def _factor(submission: Submission) -> int:
    ratio = units.ratio(units.parse(submission.unit), units.parse(COMMON))
    assert ratio is not None, submission.unit
    return int(ratio.scaleb(PLACES - submission.scale))


def _project(number: int, view: str, submission: Submission, place: int, factor: int) -> Project:
    network, region = submission.subject
    if view == LEAD:
        stated = submission.text(place, "地区")
        region = stated if stated in (*in_force().regions, in_force().whole) else ""
    category = submission.text(place, "类别")
    listed = category in in_force().networks[network][1]
    return Project(number, view, submission, place, network, region, category if listed else "", factor)


def total(projects: Iterable[Project], *measures: str) -> Total:
    """The sum of some amounts over projects; what is blank is counted and adds nothing."""
    listed = tuple(projects)
    value = half = squares = blanks = 0
    for measure in measures:
        for project in listed:
            amount = project.amount(measure)
            if amount is None:
                blanks += 1
                continue
            value += amount
            half += project.half
            squares += 4 * project.half * project.half
    return Total(value, half, squares, listed, blanks)


def decimal(value: int) -> Decimal:
    """A sum in COMMON, without trailing zeros."""
    whole, rest = divmod(abs(value), 10**PLACES)
    text = f"{whole}.{rest:0{PLACES}d}".rstrip("0").rstrip(".")
    return -Decimal(text) if value < 0 else Decimal(text)


def order(key: tuple[str, ...]) -> tuple[int, ...]:
    """The sort key of a slice (any of view, network, region, class): as in the lists, unknown names last."""
    return tuple(_RANK.get(name, len(_RANK)) for name in key)


_RANK = {
    name: rank
    for rank, name in enumerate(
        (LEAD, "地方", *in_force().networks, *in_force().regions, in_force().whole, *in_force().classes)
    )
}
