"""The lead department's figures against the local ones: project by project, then cell by cell of the matrix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from recon.model import CellRef, FileReport, Finding, Outcome, Tally, Verdict
from recon.month import terms
from recon.month.intake import LEAD, LOCAL
from recon.month.pairs import Matching, Pair
from recon.month.rollup import MEASURES, Project, Rollup, total
from recon.relations import Form, Relation

Said = Outcome | Finding | Tally
_FORMULA = "行业 = 地方"
#: Why an amount was not compared: key → the tally's words.
REASONS = {
    "correct": "更正后再核", "blank": "一方空白", "alone": "另一方未报", "unclear": "项目代码空白或重复",
}  # fmt: skip
#: A sum down a column is wrong in its total; that one of its parts is wrong is not said.
_SUMS = {"FOOT", "TIE"}


class Faults(NamedTuple):
    """What a file has to correct anyway: single cells, or every amount where its unit is in doubt."""

    cells: frozenset[tuple[int, int]]
    unit: bool
    told: frozenset[tuple[int, int]]  #: cells with a finding of any level, where a person looks already


def faults(files: Iterable[FileReport]) -> dict[str, Faults]:
    """By path, the cells of 表1 that already have a 强制性 finding of their own or of their row."""
    return {
        file.path: Faults(
            frozenset((c.row, c.column) for f in file.every if _own(f) for c in f.cells
                      if c.sheet == file.submission.sheet),
            any(f.level == "强制性" and _unit(f) for f in file.every),
            frozenset((c.row, c.column) for f in file.every for c in f.cells if c.sheet == file.submission.sheet),
        )
        for file in files if file.submission is not None
    }  # fmt: skip


def _own(finding: Finding) -> bool:
    return finding.level == "强制性" and (finding.outcome is None or finding.outcome.label not in _SUMS)


def _unit(finding: Finding) -> bool:
    return finding.code == "UNIT02" or finding.words.get("column") == "计量单位"


def check(rollup: Rollup, matching: Matching, files: Iterable[FileReport]) -> Iterator[Said]:
    """All comparisons of the two views; what is equal or rounded is counted, what differs is listed."""
    known = faults(files)
    yield from _amounts(rollup, matching, known)
    yield from _gaps(rollup, matching, known)
    yield from _matrix(rollup)


def _amounts(rollup: Rollup, matching: Matching, known: Mapping[str, Faults]) -> Iterator[Said]:
    """VIEW: each amount of each project that both tell."""
    counts: dict[str, int] = {}
    for pair in matching.pairs:
        for measure in MEASURES:
            verdict = _verdict(pair, measure, known)
            if verdict == "mismatch":
                found = _differs(pair, measure)
                yield found
                cells = tuple(t.figure.cell for side in (found.left, found.right) for t in side.terms)
                yield Finding("VIEW01", "强制性", cells, {}, found)
            else:
                counts[verdict] = counts.get(verdict, 0) + 1
    for key in ("alone", "unclear"):
        rows = [p for p in rollup.projects if matching.standing[p.number] == key]
        counts[key] = sum(p.amount(m) is not None for p in rows for m in MEASURES)
    held: dict[str, int] = {
        verdict: counts[verdict] for verdict in ("exact", "rounding") if verdict in counts
    }
    yield Tally("VIEW", "tie", _FORMULA, held)
    for key, words in REASONS.items():
        if counts.get(key):
            yield Tally("VIEW", "tie", f"{_FORMULA}：{words}", {"unverifiable": counts[key]})


def _verdict(pair: Pair, measure: str, known: Mapping[str, Faults]) -> str:
    """Verdict, or why there is none; two rounded numbers within their half-units are never wide of 3σ."""
    local, lead = (project.amount(measure) for project in pair)
    if local is None and lead is None:
        return "nothing"
    if any(_faulty(project, measure, known) for project in pair):
        return "correct"
    if local is None or lead is None:
        return "blank"
    half = pair[0].half + pair[1].half
    return "exact" if local == lead else "rounding" if abs(local - lead) <= half else "mismatch"


def _faulty(project: Project, measure: str, known: Mapping[str, Faults]) -> bool:
    fault = known.get(project.submission.path)
    if fault is None:
        return False
    cell = project.submission.cell(project.place, measure)
    return fault.unit or (cell.row, cell.column) in fault.cells


_VIEWS: Relation[str] = Relation("tie", Form(), "=", Form(), "强制性", "VIEW")


def _differs(pair: Pair, measure: str) -> Outcome:
    local, lead = (terms.amount(project, measure) for project in pair)
    place = terms.coordinate(pair[0], measure)
    return terms.outcome(_VIEWS, "mismatch", (local, lead), place)


def _gaps(rollup: Rollup, matching: Matching, known: Mapping[str, Faults]) -> Iterator[Said]:
    """GAP: a project in one view only, or told under another region or class."""
    counts = {"exact": len(matching.pairs), "unverifiable": 0}
    for project in rollup.projects:
        standing = matching.standing[project.number]
        if standing == "only":
            yield Finding(
                "GAP01",
                "核实性",
                (project.submission.outside(project.place, "项目代码"),),
                _lacking(rollup, project),
            )
        elif standing in ("alone", "unclear"):
            counts["unverifiable"] += 1
    for pair in matching.pairs:
        label = next((word for word, a, b in _places(pair) if a != b), "")
        if label and any(_told(project, label, known) for project in pair):
            counts["exact"] -= 1
            counts["unverifiable"] += 1
        elif label:
            yield Finding("GAP02", "核实性", tuple(_outside(p, label) for p in pair), _moved(pair, label))
            counts["exact"] -= 1
    yield Tally("GAP", "tie", "项目在两边都报", counts)


def _told(project: Project, label: str, known: Mapping[str, Faults]) -> bool:
    """Whether the place of a project is already asked about in its own file."""
    cell = project.submission.cell(project.place, label)
    return (cell.row, cell.column) in known[project.submission.path].told


def _lacking(rollup: Rollup, project: Project) -> dict[str, str]:
    intake, here = rollup.intake, project.submission
    other = (
        intake.leads[project.network] if project.view == LOCAL else intake.locals[project.network, project.region]
    )  # fmt: skip
    return {
        "column": "项目代码", "found": project.code, "name": here.text(project.place, "项目名称"),
        "others": other.name,
    }  # fmt: skip


def _places(pair: Pair) -> tuple[tuple[str, str, str], ...]:
    local, lead = pair
    return ("地区", local.region, lead.region), ("类别", local.category, lead.category)


def _outside(project: Project, label: str) -> CellRef:
    return project.submission.outside(project.place, label)


def _moved(pair: Pair, label: str) -> dict[str, str]:
    local, lead = pair
    words = {word: (a, b) for word, a, b in _places(pair)}[label]
    return {
        "column": label, "name": local.submission.text(local.place, "项目名称"), "found": words[0] or "—",
        "expected": words[1] or "—", "others": str(_outside(lead, label)),
    }  # fmt: skip


def _matrix(rollup: Rollup) -> Iterator[Said]:
    """The sums of each cell of the matrix, counted: a difference of sums is one of projects, and told there.

    Projects that cannot be matched have a finding of their own too: a code that is blank or stands twice.
    """
    counts: dict[str, dict[str, int]] = {"": {}, "explained": {}, "alone": {}}
    for key in dict.fromkeys(key[1:] for key in rollup.cells):
        local, lead = (rollup.cells.get((view, *key), []) for view in (LOCAL, LEAD))
        answered = key[0] in rollup.intake.leads and key[:2] in rollup.intake.locals
        for measure in MEASURES:
            verdict = _sums(local, lead, measure) if answered else "unverifiable"
            differs = verdict in ("mismatch", "rounding_wide")
            which = "alone" if not answered else "explained" if differs else ""
            counts[which][verdict] = counts[which].get(verdict, 0) + 1
    words = {"": "", "explained": "（差额已在逐项目问题中说明）", "alone": f"：{REASONS['alone']}"}
    for which, found in counts.items():
        if found:
            yield Tally("CELL", "tie", f"行业合计 = 地方合计{words[which]}", found)


def _sums(local: list[Project], lead: list[Project], measure: str) -> Verdict:
    left, right = total(local, measure), total(lead, measure)
    if left.blanks or right.blanks:
        return "unverifiable"
    return terms.judge(left.value - right.value, left.half + right.half, left.squares + right.squares)
