"""That a report is too large for causes to be tried, said once."""

from __future__ import annotations

from recon.causes.case import Case
from recon.model import Finding


def left_out(case: Case, largest: int) -> Finding | None:
    """The note where some row is wrong and causes were not looked for; None where nothing was left out."""
    if len(case.rows) <= largest or not case.wrong:
        return None
    row = min(case.wrong)
    labels = [label for label in case.columns if label in case.main.table.columns]
    cell = case.cell(row, labels[0])
    words = {"rows": f"{len(case.rows):,}", "most": f"{largest:,}"}
    return Finding("SUSP02", "提示性", (cell,), words)
