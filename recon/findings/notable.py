"""Outcomes → findings: which of them a person must look at, under which code, in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from recon.localise.faults import Fault
from recon.model import WRITTEN, CellRef, Finding, Outcome
from recon.workbook import RawBook

#: verdict → the last two digits of a finding's code; other verdicts need nobody's attention.
NOTABLE = {"mismatch": "01", "rounding_wide": "02", "implied": "03"}


def notable_findings(outcomes: Iterable[Outcome], prefixes: dict[str, str]) -> Iterator[Finding]:
    """A finding for each notable outcome; ``prefixes`` gives the code's letters by the outcome's rule."""
    for outcome in outcomes:
        if outcome.verdict in NOTABLE:
            code = prefixes.get(outcome.rule, "") + NOTABLE[outcome.verdict]
            if outcome.missing and outcome.verdict == "mismatch":
                code = "FOOT04"
            yield Finding(code, outcome.level, tuple(cells(outcome)), {}, outcome)


def cells(outcome: Outcome) -> Iterator[CellRef]:
    """The cells of an outcome: the total's first, or what a relation names first."""
    sides = (outcome.left, outcome.right) if outcome.rule in WRITTEN else (outcome.right, outcome.left)
    yield from dict.fromkeys(term.figure.cell for side in sides for term in side.terms)


def faults(raised: Iterable[Fault], outcomes: Iterable[Outcome]) -> Iterator[Finding]:
    """The findings that the search for suspects failed, one for each place in the program, at the first error."""
    asked = [o for o in outcomes if o.verdict == "mismatch"]
    at = next((cell for o in asked for cell in cells(o)), CellRef(""))
    return (fault(one, at) for one in raised)


def fault(fault: Fault, at: CellRef) -> Finding:
    """The finding that the search for causes and suspects failed itself."""
    return Finding("SUSP01", "提示性", (at,), {"kind": fault.kind, "at": fault.at})


def ordered(findings: Iterable[Finding], book: RawBook) -> tuple[Finding, ...]:
    """By sheet and cell, structure before sums, so that a reader walks down the sheet once."""
    order = {sheet.name: place for place, sheet in enumerate(book.sheets)}

    def place(finding: Finding) -> tuple[object, ...]:
        cell = finding.cell
        return (
            finding.outcome is not None,
            order.get(cell.sheet, len(order)),
            cell.row,
            cell.column,
            finding.code,
            finding.outcome.id if finding.outcome else "",
            sorted(finding.words.items()),
        )

    return tuple(sorted(findings, key=place))


def strictly(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Under ``--strict`` a difference is an error however small."""
    return [
        replace(o, verdict="mismatch", level="强制性") if o.verdict in ("rounding", "rounding_wide") else o
        for o in outcomes
    ]
