"""Sixty slips of an officer, one a report: found, named, explained, in how many lines; and sound reports beside them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tabulate import tabulate

from examples import reports, write
from examples.blunders import Slip, slips
from examples.progress import MONTHS
from examples.reports import Draft
from recon.engine import validate_file
from recon.model import FileReport, Finding, Hint
from recon.options import Options
from recon.previous_reports import PreviousReports
from recon.schemas import monthly

CONTROLS = 20


@dataclass
class Score:
    """What was said of the slips of a kind."""

    reports: int = 0
    found: int = 0
    named: int = 0
    explained: int = 0
    lines: int = 0


def blunders() -> None:
    """60 slips of many kinds found, root cell named, cause right, lines per slip; false lines in 20 sound reports."""
    now, last = reports.month(MONTHS[-1]), reports.month(MONTHS[-2])
    scores: dict[str, Score] = {}
    with tempfile.TemporaryDirectory() as folder:
        for slip in slips(now, last):
            score = scores.setdefault(slip.kind, Score())
            report = _checked(Path(folder), slip.draft, last[slip.draft.network, slip.draft.region])
            _count(score, slip, report)
        clean = [d for d in now.values() if d.unit == "万元" and 5 <= len(d.rows) <= 60][:CONTROLS]
        false = sum(len(_checked(Path(folder), d, last[d.network, d.region]).findings) for d in clean)
    whole = Score()
    for score in scores.values():
        for key in vars(whole):
            setattr(whole, key, getattr(whole, key) + getattr(score, key))
    rows = [[kind, *vars(score).values()] for kind, score in scores.items()]
    print(tabulate([*rows, ["all", *vars(whole).values()]], ["kind", *vars(whole)]))
    share = [100 * n / whole.reports for n in (whole.found, whole.named, whole.explained)]
    print(
        f"found {share[0]:.0f} %, root named {share[1]:.0f} %, cause right {share[2]:.0f} %, "
        f"lines per slip {whole.lines / whole.reports:.2f}; {len(clean)} sound reports: {false} lines"
    )


def _checked(folder: Path, draft: Draft, last: Draft) -> FileReport:
    """A report checked against last month's, as files."""
    write.save(folder, [draft, last])
    with tempfile.TemporaryDirectory() as place:
        shelf = PreviousReports(Path(place))
        shelf.fill([validate_file(folder / last.month / last.name, Options(gather=True))])
        return validate_file(folder / draft.month / draft.name, Options(previous=shelf))


def _count(score: Score, slip: Slip, report: FileReport) -> None:
    score.reports += 1
    score.lines += len(report.findings)
    roots = slip.roots
    touched = [f for f in report.findings if roots & set(_cells(f))]
    named = [f for f in report.findings if roots & set(_blamed(f))]
    score.found += bool(report.findings)
    score.named += bool(named)
    right = any(slip.causes & {f.code, *(g.code for g in f.follows), *(h.kind for h in _hints(f))} for f in touched)
    score.explained += right
    if not (named and right) or len(report.findings) > 1:
        told = [(f.code, str(f.cell), [h.kind for h in _hints(f)], len(f.follows)) for f in report.findings[:4]]
        print(slip.kind, Path(report.path).name, sorted(roots)[:3], told)


def _hints(finding: Finding) -> tuple[Hint, ...]:
    return finding.outcome.hints if finding.outcome else ()


def _blamed(finding: Finding) -> Iterator[str]:
    """The cells a finding points at: those suspected alone where there are any, else its own."""
    alone = [s.cells[0] for s in finding.outcome.suspects if len(s.cells) == 1] if finding.outcome else []
    if alone:
        yield from (str(one.cell) for one in alone[:3])
    else:
        yield from _cells(finding)


def _cells(finding: Finding) -> Iterator[str]:
    yield from map(str, finding.cells)
    yield from (str(s.cell) for o in [finding.outcome] if o for found in o.suspects for s in found.cells)
    if finding.words.get("column") == "计量单位":
        yield f"{monthly.COVER}!计量单位"
