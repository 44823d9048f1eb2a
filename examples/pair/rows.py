"""What the libraries hold: a project as a row, and the two sides with what is true of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from examples import names, progress
from examples.draw import draw
from examples.lists import STAGES
from examples.projects import Project, everything
from recon.schemas.monthly import SPLITS

#: A project by column, amounts in hundredths of a 万元; ``key`` tells it from all others and is in no workbook,
#: ``own`` says whether its name is like no other one.
Row = dict[str, Any]
AMOUNTS = ("总投资", *SPLITS)
MONTH = progress.MONTHS[-1]
IDEA, _, READY, GOING, DONE = STAGES
_NAMED = {name for given in names.NAMED.values() for name in given}


@dataclass(frozen=True)
class Planted:
    """A difference: its kind, and the keys of the rows of either side that it concerns."""

    kind: str
    left: tuple[int, ...]
    right: tuple[int, ...]


@dataclass
class Pair:
    """Two libraries and what is true of them, by the keys of their rows."""

    left: list[Row]
    right: list[Row]
    pairs: set[tuple[int, int]] = field(default_factory=set)  #: rows that are one project
    either: set[tuple[int, int]] = field(default_factory=set)  #: with the copies of rows told twice
    bundles: set[tuple[frozenset[int], frozenset[int]]] = field(default_factory=set)
    planted: list[Planted] = field(default_factory=list)


def projects() -> list[Row]:
    """The plan's projects in the order of networks and classes; those only thought of have no code yet."""
    return [_row(number, project) for number, project in enumerate(everything())]


def _row(number: int, project: Project) -> Row:
    state = progress.of(project, MONTH).state
    stage = _stage(project, state)
    return {
        "key": number,
        "own": project.name in _NAMED,
        "项目代码": "" if stage == IDEA else project.code,
        "项目名称": project.name,
        "网别": project.network,
        "类别": project.category,
        "地区": project.region,
        "责任单位": project.owner,
        "建设性质": project.nature,
        "开工年月": project.start,
        "竣工年月": project.finish,
        "总投资": project.total,
        **dict(zip(SPLITS, project.splits, strict=True)),
        "储备阶段": stage,
        "建设状态": state,
        "备注": "",
    }


def _stage(project: Project, state: str) -> str:
    if state == "未开工":
        return STAGES[: STAGES.index(READY) + 1][draw(3, "stage", project.code)]
    return DONE if state == "完工" else GOING


def summed(rows: Iterable[Row]) -> Row:
    """Every amount added up."""
    rows = list(rows)
    return {label: sum(row[label] for row in rows) for label in AMOUNTS}
