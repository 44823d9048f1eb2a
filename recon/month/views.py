"""The lead department's figures against the local ones: project by project, then cell by cell of the matrix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from recon.model import CellRef, Finding, Outcome, Tally
from recon.month import faults, missing, terms, whole
from recon.month.faults import FaultsByFile
from recon.month.intake import LEAD, LOCAL
from recon.month.pairs import Matching, Pair
from recon.month.rollup import MEASURES, Project, Rollup, total
from recon.relations import Form, Relation
from recon.rules.judging import judge_sum
from recon.submission import Submission
from recon.tables import fold

Result = Outcome | Finding | Tally
_FORMULA = "行业 = 地方"
NAME = "项目名称"
#: Why an amount was not compared: key → the tally's words.
REASONS = {
    "correct": "更正后再核",
    "blank": "一方空白",
    "alone": "另一方未报",
    "unclear": "项目代码空白或重复",
}


def check(rollup: Rollup, matching: Matching, by_file: FaultsByFile) -> Iterator[Result]:
    """All comparisons of the two views; what is equal or rounded is counted, what differs is listed."""
    yield from _amounts(rollup, matching, by_file)
    yield from _gaps(rollup, matching, by_file)
    yield from _matrix(rollup)


def _amounts(rollup: Rollup, matching: Matching, by_file: FaultsByFile) -> Iterator[Result]:
    """VIEW: each amount, and the name, of each project that stands in both views."""
    counts: dict[str, int] = {}
    seen: dict[str, list[tuple[Pair, list[Finding]]]] = {}
    for pair in matching.pairs:
        findings = [*_named(pair, by_file)]
        for measure in MEASURES:
            verdict = _verdict(pair, measure, by_file)
            if verdict == "mismatch":
                outcome = _differs(pair, measure)
                yield outcome
                cells = tuple(t.figure.cell for side in (outcome.left, outcome.right) for t in side.terms)
                findings.append(Finding("VIEW01", "强制性", cells, {}, outcome))
            else:
                counts[verdict] = counts.get(verdict, 0) + 1
        seen.setdefault(pair[0].submission.path, []).append((pair, findings))
    yield from _wholes(seen.values(), by_file)
    for key in ("alone", "unclear"):
        rows = [p for p in rollup.projects if matching.standing[p.number] == key]
        counts[key] = sum(p.amount(m) is not None for p in rows for m in MEASURES)
    held: dict[str, int] = {verdict: counts[verdict] for verdict in ("exact", "rounding") if verdict in counts}
    yield Tally("VIEW", "tie", _FORMULA, held)
    for key, words in REASONS.items():
        if counts.get(key):
            yield Tally("VIEW", "tie", f"{_FORMULA}：{words}", {"unverifiable": counts[key]})


def _wholes(reports: Iterable[list[tuple[Pair, list[Finding]]]], by_file: FaultsByFile) -> Iterator[Finding]:
    """The findings between each local report and the lead department's, network by network."""
    by_lead: dict[str, list[whole.Both]] = {}
    for report in reports:
        pairs = tuple(pair for pair, _ in report if not any(faults.doubted(p, MEASURES, by_file) for p in pair))
        findings = tuple(f for _, several in report for f in several)
        wrong = frozenset(pair[0].number for pair, several in report if several)
        lead = report[0][0][1].submission.path
        by_lead.setdefault(lead, []).append(whole.Both(pairs, findings, wrong))
    for several in by_lead.values():
        yield from whole.gathered(several)


def _named(pair: Pair, by_file: FaultsByFile) -> Iterator[Finding]:
    """VIEW02: a project under two names."""
    names = [p.submission.text(p.place, NAME) for p in pair]
    if all(names) and fold(names[0]) != fold(names[1]) and not any(faults.doubtful(p, NAME, by_file) for p in pair):
        words = {"column": NAME, "found": names[0], "expected": names[1], "project": pair[0].code}
        yield Finding("VIEW02", "核实性", tuple(_outside(p, NAME) for p in pair), words)


def _verdict(pair: Pair, measure: str, by_file: FaultsByFile) -> str:
    """Verdict, or why there is none."""
    local, lead = (project.amount(measure) for project in pair)
    if local is None and lead is None:
        return "nothing"
    if any(faults.faulty(project, measure, by_file) for project in pair):
        return "correct"
    if local is None or lead is None:
        return "blank"
    first, second = (2 * project.half for project in pair)
    return judge_sum(local - lead, "=", first + second, first**2 + second**2)


_VIEWS: Relation[str] = Relation("tie", Form(), "=", Form(), "强制性", "VIEW")


def _differs(pair: Pair, measure: str) -> Outcome:
    local, lead = (terms.amount(project, measure) for project in pair)
    place = terms.coordinate(pair[0], measure)
    return terms.outcome(_VIEWS, "mismatch", (local, lead), place)


def _gaps(rollup: Rollup, matching: Matching, by_file: FaultsByFile) -> Iterator[Result]:
    """GAP: projects in one view only, or reported under another region or class."""
    counts = {"exact": len(matching.pairs), "unverifiable": 0}
    lacking: dict[tuple[str, str], list[Project]] = {}
    for project in rollup.projects:
        standing = matching.standing[project.number]
        if standing == "only":
            mine, other = project.submission, _other(rollup, project)
            if any(by_file[one.path].lost for one in (mine, other) if one.path in by_file):
                counts["unverifiable"] += 1
            else:
                ends = (mine, other) if project.view == LOCAL else (other, mine)
                lacking.setdefault((ends[0].path, ends[1].path), []).append(project)
        elif standing in ("alone", "unclear"):
            counts["unverifiable"] += 1
    yield from missing.findings(rollup, lacking, _lacks)
    for pair in matching.pairs:
        label = next((word for word, a, b in _places(pair) if a != b), "")
        if label and any(faults.doubtful(project, label, by_file) for project in pair):
            counts["exact"] -= 1
            counts["unverifiable"] += 1
        elif label:
            yield Finding("GAP02", "核实性", tuple(_outside(p, label) for p in pair), _moved(pair, label))
            counts["exact"] -= 1
    yield Tally("GAP", "tie", "项目在两边都报", counts)


def _lacks(rollup: Rollup, project: Project) -> Finding:
    return Finding("GAP01", "核实性", (_outside(project, "项目代码"),), _lacking(rollup, project))


def _other(rollup: Rollup, project: Project) -> Submission:
    """The other view's report on a project's place."""
    intake = rollup.intake
    return intake.leads[project.network] if project.view == LOCAL else intake.locals[project.network, project.region]


def _lacking(rollup: Rollup, project: Project) -> dict[str, str]:
    return {
        "column": "项目代码",
        "found": project.code,
        "name": project.submission.text(project.place, "项目名称"),
        "others": _other(rollup, project).name,
    }


def _places(pair: Pair) -> tuple[tuple[str, str, str], ...]:
    local, lead = pair
    return ("地区", local.region, lead.region), ("类别", local.category, lead.category)


def _outside(project: Project, label: str) -> CellRef:
    return project.submission.outside(project.place, label)


def _moved(pair: Pair, label: str) -> dict[str, str]:
    local, lead = pair
    words = {word: (a, b) for word, a, b in _places(pair)}[label]
    return {
        "column": label,
        "name": local.submission.text(local.place, "项目名称"),
        "found": words[0] or "—",
        "expected": words[1] or "—",
        "others": str(_outside(lead, label)),
    }


def _matrix(rollup: Rollup) -> Iterator[Result]:
    """The sums of each cell of the matrix, counted: a difference of sums is one of projects, and reported there.

    Projects that cannot be matched have a finding of their own too: a code that is blank or stands twice.
    """
    counts: dict[str, dict[str, int]] = {"": {}, "explained": {}, "alone": {}}
    for key in dict.fromkeys(key[1:] for key in rollup.cells):
        local, lead = (rollup.cells.get((view, *key), []) for view in (LOCAL, LEAD))
        answered = key[0] in rollup.intake.leads and key[:2] in rollup.intake.locals
        for measure in MEASURES:
            verdict = terms.compared(total(local, measure), total(lead, measure)) if answered else "unverifiable"
            differs = verdict in ("mismatch", "rounding_wide")
            which = "alone" if not answered else "explained" if differs else ""
            counts[which][verdict] = counts[which].get(verdict, 0) + 1
    words = {"": "", "explained": "（差额已在逐项目问题中说明）", "alone": f"：{REASONS['alone']}"}
    for which, verdicts in counts.items():
        if verdicts:
            yield Tally("CELL", "tie", f"行业合计 = 地方合计{words[which]}", verdicts)
