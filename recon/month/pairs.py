"""Which project of the lead department's report is which of a local one, by 项目代码; and why one has no partner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from recon.month.intake import LEAD, LOCAL
from recon.month.rollup import Project, Rollup

#: both: in both views at the same place · moved: in both, under another region or class · only: in this view
#: although the other reported · alone: the other did not report · unclear: its code is blank or stands twice.
Standing = Literal["both", "moved", "only", "alone", "unclear"]
Pair = tuple[Project, Project]  #: local, lead department's


@dataclass(frozen=True)
class Matching:
    """The pairs of projects reported in both views, and the standing of each row of the month."""

    pairs: tuple[Pair, ...]
    standing: tuple[Standing, ...]  #: by Project.number


def match(rollup: Rollup) -> Matching:
    """Pair the views of each network by code; a code that stands twice in a view has no partner."""
    pairs = tuple(_pairs(rollup.projects))
    partner = {p.number: other for pair in pairs for p, other in (pair, pair[::-1])}
    codes = {view: Counter(_key(p) for p in rollup.projects if p.view == view) for view in (LEAD, LOCAL)}

    def standing(project: Project) -> Standing:
        other = partner.get(project.number)
        if other is not None:
            same = (other.region, other.category) == (project.region, project.category)
            return "both" if same else "moved"
        if not _answered(rollup, project):
            return "alone"
        repeated = any(codes[view][_key(project)] > 1 for view in (LEAD, LOCAL))
        return "unclear" if repeated or not project.code else "only"

    return Matching(pairs, tuple(standing(project) for project in rollup.projects))


def _key(project: Project) -> tuple[str, str]:
    return project.network, project.code


def _pairs(projects: Iterable[Project]) -> Iterator[Pair]:
    """Local and lead department's row of each code that stands once in either view."""
    groups: dict[tuple[str, str], dict[str, list[Project]]] = {}
    for project in projects:
        if project.code:
            groups.setdefault(_key(project), {LEAD: [], LOCAL: []})[project.view].append(project)
    for views in groups.values():
        if len(views[LEAD]) == len(views[LOCAL]) == 1:
            yield views[LOCAL][0], views[LEAD][0]


def _answered(rollup: Rollup, project: Project) -> bool:
    """Whether the other view reported on the project's place."""
    intake = rollup.intake
    if project.view == LOCAL:
        return project.network in intake.leads
    return (project.network, project.region) in intake.locals
