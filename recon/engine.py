"""The whole pipeline on one screen: workbook → tables → figures → rules → Report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from recon import figures, rules, tables, workbook
from recon.errors import UnreadableError
from recon.model import CellRef, FileReport, Finding, Outcome, Report
from recon.rules import relation
from recon.schemas import targets
from recon.workbook import RawBook

#: verdict → the last two digits of a finding's code; other verdicts need nobody's attention.
NOTABLE = {"mismatch": "01", "rounding_wide": "02", "implied": "03"}
PREFIX = {"foot": "FOOT", "tie": "TIE", "bound": "BOUND", "relation": "REL", "roll_forward": "ROLL"}


def validate(paths: Iterable[Path]) -> Report:
    """Check each file by itself; a file that cannot be read becomes a report too, never an exception."""
    return Report(tuple(validate_file(path) for path in paths))


def validate_file(path: Path) -> FileReport:
    """Read, type, close and judge one workbook."""
    try:
        return validate_book(workbook.read(path))
    except UnreadableError as error:
        return FileReport(str(path), workbook.digest(path), "unknown", error=(error.code, error.words))


def validate_book(book: RawBook) -> FileReport:
    """Type, close and judge a workbook already read; raises :class:`UnreadableError` for an unknown form."""
    sheets = {sheet.name.strip(): sheet for sheet in book.sheets}
    if targets.RECOGNISED_BY not in sheets:
        found = "、".join(f"“{name}”" for name in sheets) or "—"
        raise UnreadableError("FILE07", path=str(book.path), expected=targets.RECOGNISED_BY, found=found)
    loaded = {
        name: tables.load(sheets[name], model) for name, model in targets.SHEETS.items() if name in sheets
    }
    findings = [f for _, found in loaded.values() for f in found]
    base, unusable = figures.build({name: table for name, (table, _) in loaded.items()})
    outcomes = rules.run(base)
    findings += [*unusable, *relation.lint(base), *map(_finding, filter(_notable, outcomes))]
    order = {sheet.name: place for place, sheet in enumerate(book.sheets)}
    findings.sort(key=lambda f: _place(f, order))
    return FileReport(str(book.path), book.sha256, targets.KIND, outcomes, tuple(findings), book=book)


def _notable(outcome: Outcome) -> bool:
    return outcome.verdict in NOTABLE


def _finding(outcome: Outcome) -> Finding:
    """An outcome somebody must look at; its first cell is the total's, or what a relation names first."""
    code = PREFIX[outcome.rule] + NOTABLE[outcome.verdict]
    if outcome.missing and outcome.verdict == "mismatch":
        code = "FOOT04"
    return Finding(code, outcome.level, tuple(_cells(outcome)), {}, outcome)


def _cells(outcome: Outcome) -> Iterator[CellRef]:
    sides = (outcome.left, outcome.right) if outcome.rule == "relation" else (outcome.right, outcome.left)
    terms = [term for side in sides for term in side.terms]
    yield from dict.fromkeys(term.figure.cell for term in terms)


def _place(finding: Finding, order: dict[str, int]) -> tuple[object, ...]:
    """By sheet and cell, structure before sums, so that a reader walks down the sheet once."""
    cell = finding.cell
    return (
        finding.outcome is not None, order.get(cell.sheet, len(order)), cell.row, cell.column, finding.code,
        finding.outcome.id if finding.outcome else "", sorted(finding.words.items()),
    )  # fmt: skip
