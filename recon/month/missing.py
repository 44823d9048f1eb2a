"""Projects that stand in one view alone: where most of a report is unknown to the other, that is one finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from recon.model import Finding
from recon.month.intake import LEAD, LOCAL
from recon.month.rollup import Project, Rollup
from recon.month.whole import most, place
from recon.submission import Submission

Lacking = Mapping[tuple[str, str], Sequence[Project]]  #: paths of a local report and the lead department's → projects


def findings(rollup: Rollup, lacking: Lacking, lacks: Callable[[Rollup, Project], Finding]) -> Iterator[Finding]:
    """GAP01 of each project or, of a report most of whose projects the other does not know, below one GAP03.

    Where that is so of several local reports of a network, it is told of the lead department's.
    """
    reports = {one.path: one for _, one in rollup.intake}
    wholes: dict[str, list[tuple[str, list[Project]]]] = {}
    for (mine, other), projects in lacking.items():
        if len(projects) > 1 and _most(rollup, reports[mine], projects):
            wholes.setdefault(other, []).append((mine, list(projects)))
        else:
            yield from (lacks(rollup, project) for project in projects)
    for other, several in wholes.items():
        lead = reports[other]
        if len(several) > 1:
            projects = [p for _, more in several for p in more]
            yield _whole(rollup, lead, reports[several[0][0]], projects).with_followers(
                lacks(rollup, p) for p in projects
            )
        else:
            ((mine, more),) = several
            yield _whole(rollup, reports[mine], lead, more).with_followers(lacks(rollup, p) for p in more)


def _most(rollup: Rollup, mine: Submission, projects: Sequence[Project]) -> bool:
    """Whether they are most of a local report's projects, or of those the lead department has of its place."""
    own = sum(p.view == LOCAL for p in projects)
    there = sum(1 for _ in rollup.select(*mine.subject, view=LEAD))
    return most(own, len(mine.rows)) or most(len(projects) - own, there)


def _whole(rollup: Rollup, mine: Submission, other: Submission, projects: Sequence[Project]) -> Finding:
    words = {
        "found": str(len(projects)),
        "count": str(len(mine.rows)),
        "others": other.name,
        "column": "项目代码",
        "home": _home(rollup, mine),
    }
    cells = (place(mine), place(other))
    return Finding("GAP03", "强制性" if words["home"] else "核实性", cells, words)


def _home(rollup: Rollup, mine: Submission) -> str:
    """The other local report in which most of these projects stand, by network and region; blank for none."""
    codes = set(mine.places)
    for view, one in rollup.intake:
        if view == LOCAL and one.path != mine.path and most(len(codes & set(one.places)), len(codes)):
            return "·".join(one.subject)
    return ""
