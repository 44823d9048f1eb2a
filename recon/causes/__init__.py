"""Causes before symptoms: slips that explain several findings, each proven by checking the corrected workbook.

A cause is one module with ``find(case)``. It proposes by exact arithmetic; :mod:`~recon.causes.judge` accepts
what makes findings vanish and brings none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

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

__all__ = ["CAUSES", "Case", "Cause", "Explained", "hinted", "told"]

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


def with_causes(case: Case, check: Check) -> Explained:
    """The report with findings under the causes that prove right; ``check``: of a workbook, causes left out."""
    if (note := large.left_out(case, LARGEST)) is not None:
        return Explained(replace(case.report, findings=(*case.report.findings, note)))
    return explained(
        case, [cause for find in CAUSES for cause in find(case)] if len(case.rows) <= LARGEST else [], check
    )
