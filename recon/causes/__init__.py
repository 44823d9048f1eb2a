"""Causes before symptoms: slips that explain several findings, each proven by checking the corrected workbook.

A cause is one module with ``find(case)``. It proposes by exact arithmetic; :mod:`~recon.causes.judge` accepts
what makes findings vanish and brings none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Protocol

from recon.causes import (
    asword,
    formulas,
    large,
    misclassed,
    moved,
    overview,
    pasted,
    rowsmoved,
    spread,
    subtotals,
    totals,
    unit,
)
from recon.causes.case import Case, Cause
from recon.causes.held import hinted
from recon.causes.judge import Check, Explained, explained
from recon.findings import folding, notable
from recon.localise import faults
from recon.localise.faults import Fault
from recon.model import FileReport
from recon.workbook import RawBook

__all__ = ["CAUSES", "Case", "Cause", "Checked", "with_causes"]

#: Rows beyond which findings are listed one by one: checking again would take too long.
LARGEST = 20_000
Find = Callable[[Case], Iterator[Cause]]
#: In the order they are tried; what explains most comes first whatever its place here.
CAUSES: tuple[Find, ...] = (
    formulas.find,
    unit.whole,
    pasted.find,
    rowsmoved.find,
    moved.find,
    overview.find,
    totals.find,
    subtotals.find,
    unit.find,
    misclassed.find,
    asword.find,
    spread.find,
)


class Checked(Protocol):
    """A workbook checked, before causes and suspects are looked for."""

    @property
    def report(self) -> FileReport:
        """The report on the workbook."""

    def case(self) -> Case:
        """The case that causes are searched in."""

    def located(self, report: FileReport) -> FileReport:
        """The report with suspects at its mismatches."""


def with_causes(first: Checked, check: Callable[[RawBook], Checked]) -> FileReport:
    """The report with why its findings are there: causes first, then suspects in the workbook without these slips.

    ``check``: of a corrected workbook. A failure of the search costs what it was to find; no finding, and it is told (SUSP01).
    """
    if not first.report.findings:
        return first.report
    failed: list[Fault] = []
    with faults.kept(failed):
        return _explained(first, check)
    report = first.report
    with faults.kept(failed):
        report = first.located(report)
    notes = [notable.fault(one, report.findings[0].cell) for one in failed]
    return replace(report, findings=(*report.findings, *notes))


def _explained(first: Checked, check: Callable[[RawBook], Checked]) -> FileReport:
    case = first.case()
    tried = _with_causes(case, lambda book: check(book).report)
    if tried.book is None:
        report = first.located(tried.report)
    else:
        second = check(tried.book)
        report = folding.carried(tried.report, second.located(second.report), second.report)
    report = hinted(folding.folded(report), case)
    return replace(report, findings=notable.ordered(report.findings, case.book))


def _with_causes(case: Case, check: Check) -> Explained:
    """The report with findings under the causes that prove right."""
    if (note := large.left_out(case, LARGEST)) is not None:
        return Explained(replace(case.report, findings=(*case.report.findings, note)))
    if case.size > LARGEST:
        return Explained(case.report)
    tables = [*case.each]
    return explained(case, [cause for find in CAUSES for one in tables for cause in find(one)], check)
