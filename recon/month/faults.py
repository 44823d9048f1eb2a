"""Findings of the files of a month by themselves, which are not reported again across files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recon.model import FileReport, Finding
from recon.month.rollup import Project

#: Findings by which every amount of a report is in doubt: another unit, last month's report, another unit's projects.
WHOLE = ("UNIT02", "SLIP02", "SLIP06", "MOVE02")
#: A sum down a column is wrong in its total; that one of its parts is wrong is not said.
_SUMS = {"FOOT", "TIE"}
#: Asked about against last month's report: a change that one view alone tells is asked about once.
_CHANGES = ("PTOT", "KEPT", "SHRK", "SAME01")


@dataclass(frozen=True)
class Faults:
    """The faults of one file by itself: single cells, or every amount where the whole report is in doubt."""

    cells: frozenset[tuple[int, int]]
    whole: bool
    another: bool  #: its projects are those of another report
    lost: bool  #: most of last month's projects are not in it
    slipped: frozenset[tuple[int, int]]  #: cells of a slip that explains others
    any_level: frozenset[tuple[int, int]]  #: cells with a finding of any level, where a person looks already


FaultsByFile = Mapping[str, Faults]


def by_path(files: Iterable[FileReport]) -> dict[str, Faults]:
    """By path, the cells of 表1 that already have a 强制性 finding of their own or of their row, or are asked about."""
    return {file.path: _faults(file, file.submission.sheet) for file in files if file.submission is not None}


def _faults(file: FileReport, sheet: str) -> Faults:
    def places(findings: Iterable[Finding]) -> frozenset[tuple[int, int]]:
        return frozenset((c.row, c.column) for f in findings for c in f.cells if c.sheet == sheet)

    grave = [f for f in file.every if f.level == "强制性"]
    return Faults(
        places(f for f in file.every if _own(f)),
        any(map(_doubted, grave)),
        any(f.code == "MOVE02" for f in grave),
        any(f.code in ("MOVE02", "GONE02") and not f.released for f in file.every),
        places(f for f in grave if f.code.startswith("SLIP")),
        places(file.every),
    )


def _own(finding: Finding) -> bool:
    if finding.level == "强制性":
        return finding.outcome is None or finding.outcome.label not in _SUMS
    return finding.code.startswith(_CHANGES) and not finding.released


def _doubted(finding: Finding) -> bool:
    return finding.code in WHOLE or (finding.words.get("column") == "计量单位" and finding.code != "UNIT03")


def doubted(project: Project, labels: Iterable[str], by_file: FaultsByFile) -> bool:
    """Whether the whole report of a project is in doubt, or some of its amounts by a slip that explains others."""
    fault = by_file.get(project.submission.path)
    if fault is None:
        return False
    cells = (project.submission.cell(project.place, label) for label in labels)
    return fault.whole or fault.lost or any((cell.row, cell.column) in fault.slipped for cell in cells)


def faulty(project: Project, label: str, by_file: FaultsByFile) -> bool:
    """Whether a cell of a project has to be corrected, or is asked about, in its own file."""
    fault = by_file.get(project.submission.path)
    cell = project.submission.cell(project.place, label)
    return fault is not None and (fault.whole or (cell.row, cell.column) in fault.cells)


def doubtful(project: Project, label: str, by_file: FaultsByFile) -> bool:
    """Whether a cell of a project has a finding of any level in its own file."""
    fault = by_file.get(project.submission.path)
    cell = project.submission.cell(project.place, label)
    return fault is not None and (fault.whole or (cell.row, cell.column) in fault.any_level)
