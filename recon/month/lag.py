"""Completion against the calendar: what share of the year and of the works' period has passed, and what is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from recon.catalogue import FINISHED, STATE, in_force
from recon.model import Finding, Tally
from recon.month import faults, whole
from recon.month.faults import FaultsByFile
from recon.month.rollup import Project, Rollup

YEAR, WORKS = "本年", "工期"
#: What a pace rests on.
ASKED = ("总投资", "本年计划", "本年累计完成", "开工以来累计完成")


@dataclass(frozen=True, slots=True)
class Pace:
    """The pace of a project against the calendar; None where a number or a month is missing or nothing is planned."""

    project: Project
    year: Fraction | None  #: 本年累计完成 / 本年计划
    elapsed: Fraction | None  #: share of the works' period that has passed at the month's end
    works: Fraction | None  #: 开工以来累计完成 / 总投资
    lags: tuple[str, ...]  #: YEAR where it trails its own period too, WORKS


@dataclass(frozen=True, slots=True)
class Unit:
    """A responsible unit and those of its projects that lag."""

    name: str
    paces: tuple[Pace, ...]  #: all its projects
    late: tuple[Pace, ...]


def finished() -> str:
    """The state of a project that cannot lag any more."""
    return in_force().at(STATE, FINISHED)


def allowed() -> Fraction:
    """A share of the year, or of the works' period, by which completion may trail the calendar."""
    return Fraction(in_force().number("滞后幅度"))


def passed(month: str) -> Fraction:
    """The share of the year that has passed at the end of a month; nothing where there is no month."""
    return Fraction(int(month[5:7] or 0), 12)


def paces(rollup: Rollup) -> tuple[Pace, ...]:
    """Every project that counts for the province."""
    return tuple(_pace(project, rollup.intake.month) for project in rollup.select())


def _pace(project: Project, month: str) -> Pace:
    here, threshold = project.submission, allowed()
    started, ended = (here.text(project.place, label) for label in ("开工年月", "竣工年月"))
    year = ratio(project.amount("本年累计完成"), project.amount("本年计划"))
    works = ratio(project.amount("开工以来累计完成"), project.amount("总投资"))
    elapsed = share(started, ended, month)
    lags = []
    if here.text(project.place, "建设状态") != finished():
        own = works is None or elapsed is None or elapsed > works  # a year's plan may end with its works still ahead
        lags += [YEAR] if own and year is not None and passed(month) - year > threshold else []
        lags += [WORKS] if None not in (works, elapsed) and elapsed - works > threshold else []  # type: ignore[operator]
    return Pace(project, year, elapsed, works, tuple(lags))


def ratio(done: int | None, planned: int | None) -> Fraction | None:
    """A completion rate; None without a plan above zero."""
    return Fraction(done, planned) if done is not None and planned and planned > 0 else None


def share(started: str, finished: str, month: str) -> Fraction | None:
    """The share of the months from start to finish, both included, that has passed at the end of ``month``."""
    ends = [_months(text) for text in (started, finished, month)]
    first, last, now = ends
    if first is None or last is None or now is None or last < first:
        return None
    return min(max(Fraction(now - first + 1, last - first + 1), Fraction(0)), Fraction(1))


def _months(text: str) -> int | None:
    """Months since year 0 of a month written YYYY-MM."""
    year, _, month = text.partition("-")
    numeric = len(year) == 4 and len(month) == 2 and (year + month).isdecimal()
    return 12 * int(year) + int(month) - 1 if numeric and 1 <= int(month) <= 12 else None


def units(lagging: Iterable[Pace]) -> tuple[Unit, ...]:
    """The units with lagging projects, most of them first."""
    by_unit: dict[str, list[Pace]] = {}
    for pace in lagging:
        by_unit.setdefault(pace.project.unit, []).append(pace)
    late = {name: tuple(p for p in paces if p.lags) for name, paces in by_unit.items()}
    named = [Unit(name, tuple(paces), late[name]) for name, paces in by_unit.items() if late[name]]
    return tuple(sorted(named, key=lambda unit: (-len(unit.late), unit.name)))


def check(rollup: Rollup, by_file: FaultsByFile, findings: Iterable[Finding] = ()) -> Iterator[Finding | Tally]:
    """LAG01: each unit with projects that trail the calendar, at the cells that say how far they are.

    Nothing is said of a project whose report is in doubt as a whole, or its amounts by a slip; ``findings``: of the month, with what it says
    of whole reports.
    """
    every, blamed = paces(rollup), whole.blamed(findings)
    projects = [
        pace
        for pace in every
        if whole.place(pace.project.submission) not in blamed and not faults.doubted(pace.project, ASKED, by_file)
    ]
    for unit in units(projects):
        cells = [p.project.submission.outside(p.project.place, _shown_column(p)) for p in unit.late]
        words = {
            "column": "、".join(dict.fromkeys(map(_shown_column, unit.late))),
            "name": unit.name or "—",
            "found": str(len(unit.late)),
            "count": str(len(unit.paces)),
            "elapsed": percent(passed(rollup.intake.month)),
            "expected": percent(allowed()),
        }
        yield Finding("LAG01", "提示性", tuple(cells), words)
    judged = [p for p in projects if p.year is not None or None not in (p.elapsed, p.works)]
    counts = {"exact": sum(not p.lags for p in judged), "unverifiable": len(every) - len(judged)}
    yield Tally("LAG", "bound", f"完成率 ≥ 时间进度 − {percent(allowed())}", counts)


def _shown_column(pace: Pace) -> str:
    """The column that shows how far a lagging project is."""
    return "本年累计完成" if YEAR in pace.lags else "开工以来累计完成"


def percent(value: Fraction) -> str:
    """A share in percent to one decimal, for reading."""
    return f"{float(100 * value):.1f}".removesuffix(".0") + "%"
