"""The monthly report: read, checked row by row, down the columns, across tables and against the plan."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from recon.kinds import changes, findings, previous, structure, sums
from recon.kinds import cover as covers
from recon.kinds.options import Options
from recon.kinds.submission import MonthlyData, read, recognise
from recon.model import CellRef, Change, FileReport, Finding, Outcome, Tally
from recon.schemas import monthly
from recon.schemas.fields import amounts
from recon.shelf import Shelf
from recon.submission import Submission
from recon.workbook import RawBook

__all__ = ["KIND", "MonthlyData", "check", "read", "recognise"]
KIND = monthly.KIND
CODES = {relation.code for relation in monthly.ROW_RELATIONS}


def check(book: RawBook, options: Options) -> FileReport:
    """Read the submission and check its structure, its relations, and its totals against the plan."""
    data = read(book)
    found = [
        *data.findings,
        *covers.check(data.cover, monthly.Cover.to_schema()),
        *structure.check(data, book),
    ]
    tallies: list[Tally] = []
    outcomes: list[Outcome] = []
    for tally, listed in sums.relations(data, strict=options.strict):
        tallies.append(tally)
        outcomes += listed
    if options.targets is not None:
        from recon.kinds import against

        outcomes += against.plan(data, options.targets)
    submission = extract(data, book) if options.gather or options.previous else None
    found += sums.counts(data)
    if options.previous is not None and submission is not None:
        rolled = previous.check(submission, options.previous, found, strict=options.strict)
        outcomes, tallies = outcomes + rolled.outcomes, tallies + rolled.tallies
        found += rolled.findings
    if options.strict:
        outcomes = findings.strictly(outcomes)
    said = {cell for finding in found for cell in finding.cells}
    told = {finding.cell.row for finding in found if finding.code in ("LIST01", "LIST02", "COVER02")}
    found += [finding for finding in sums.misplaced(data) if finding.cell.row not in told]
    found += [
        f for o in outcomes if (f := _finding(data, o)) and not (o.verdict == "implied" and f.cell in said)
    ]
    ordered = findings.ordered(found, book)
    return FileReport(
        str(book.path), book.sha256, KIND, tuple(outcomes), ordered, book=book,
        tallies=tuple(tallies), subject=_subject(data), subject_cell=data.cover.cell("报告期"),
        submission=submission if options.gather else None, cover=dict(data.cover.values),
        changes=_changes(ordered, submission, options.previous),
    )  # fmt: skip


def _changes(
    found: tuple[Finding, ...], now: Submission | None, shelf: Shelf | None
) -> tuple[Change, ...] | None:
    """What became of last month's findings; None without a report of last month."""
    last = shelf.get(now.subject) if shelf is not None and now is not None else None
    if now is None or last is None or last.submission is None:
        return None
    return changes.of(found, now, last.findings, last.submission)


def extract(data: MonthlyData, book: RawBook) -> Submission:
    """The projects of a report as plain columns."""
    frame, known = data.projects.frame, set(amounts(monthly.Projects.to_schema()))
    columns = {str(label): frame[label].tolist() for label in frame}
    return Submission(
        str(book.path), book.sha256, dict(data.cover.values), data.table.sheet, data.table.unit.text,
        data.table.scale, data.table.decimals, tuple(map(int, frame.index)), dict(data.table.columns),
        {label: column for label, column in columns.items() if label not in known},
        {label: [None if v is pd.NA else v for v in columns[label]] for label in columns if label in known},
    )  # fmt: skip


def _subject(data: MonthlyData) -> tuple[str, ...]:
    """Network, region and month; nothing where one of them is missing."""
    subject = tuple(data.cover[label] for label in ("网别", "地区", "报告期"))
    return subject if all(subject) else ()


def _finding(data: MonthlyData, outcome: Outcome) -> Finding | None:
    """The code is the relation's own; a blank that must be worth nothing needs nobody's attention."""
    if outcome.verdict not in findings.NOTABLE:
        return None
    if outcome.verdict == "implied" and outcome.left.interval.low <= 0 <= outcome.left.interval.high:
        return None
    if outcome.verdict == "implied" and outcome.coordinate.measure not in data.table.columns:
        return None  # the whole column is missing, which is said once
    code = outcome.label + findings.NOTABLE[outcome.verdict]
    if outcome.missing and outcome.verdict == "mismatch":
        code = "FOOT04"
    cells = tuple(dict.fromkeys(_cells(data, outcome))) or (CellRef(data.table.sheet),)
    return Finding(code, outcome.level, cells, {}, outcome)


def _cells(data: MonthlyData, outcome: Outcome) -> Iterator[CellRef]:
    """The blank of an implied value, what exceeds its bound, or the total first; then the others."""
    sides = (outcome.left, outcome.right) if outcome.rule == "bound" else (outcome.right, outcome.left)
    terms = [term for side in sides for term in side.terms]
    if outcome.verdict == "implied" and outcome.label in CODES:
        yield data.table.cell(terms[0].figure.cell.row, outcome.missing[0])
    for term in terms:
        if term.figure.cell.sheet != "指标" and not term.figure.cell.sheet.startswith(
            "["
        ):  # not in another file
            yield term.figure.cell
