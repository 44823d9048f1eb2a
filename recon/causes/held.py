"""A suspected cell that reads what another column of its row reads: the amount was entered in the wrong place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from recon.causes import groups
from recon.causes.case import Case
from recon.model import FileReport, Finding, Hint, Outcome, Suspect
from recon.numbers import plain


def hinted(report: FileReport, case: Case) -> FileReport:
    """The report with a hint at each finding whose one suspect holds another column's amount: that says all."""
    tables = {one.sheet: one for one in case.each}
    by_outcome = {
        f.outcome.id: slips for f in report.findings if f.outcome and (slips := tuple(_hints(tables, f.outcome)))
    }
    if not by_outcome:
        return report
    outcomes = tuple(replace(o, hints=by_outcome[o.id]) if o.id in by_outcome else o for o in report.outcomes)
    better = {o.id: o for o in outcomes if o.id in by_outcome}
    return replace(report, outcomes=outcomes, findings=tuple(_with(f, better) for f in report.findings))


def _with(finding: Finding, better: dict[str, Outcome]) -> Finding:
    outcome = better.get(finding.outcome.id) if finding.outcome else None
    return replace(finding, outcome=outcome) if outcome else finding


def _hints(tables: Mapping[str, Case], outcome: Outcome) -> Iterator[Hint]:
    """One for each single suspect that reads another column's amount, this month's or last month's."""
    for suspects in outcome.suspects:
        one = suspects.cells[0]
        here = tables.get(one.cell.sheet)
        if (
            here is not None
            and len(suspects.cells) == 1
            and one.cell.row in here.rows
            and one.printed
            and one.suggested.is_finite()
        ):
            labels = {column: label for label, column in here.main.table.columns.items()}
            yield from _same(here, one, labels.get(one.cell.column, ""))


def _same(case: Case, one: Suspect, label: str) -> Iterator[Hint]:
    row = one.cell.row
    mine = case.at(row, label)
    for other in next((group for group in groups.sides(case.main.spec) if label in group), ()):
        if other != label and mine and case.at(row, other) == mine:
            words = {
                "cell": str(one.cell),
                "value": plain(one.printed),
                "detail": f"{other} {case.cell(row, other).a1}",
                "mended": "1",
            }
            yield Hint("held", one.figure, plain(one.suggested), words)
            return
