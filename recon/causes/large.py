"""The finding that a report is too large for causes to be tried."""

from __future__ import annotations

from recon.causes.case import Case
from recon.model import Finding


def left_out(case: Case, largest: int) -> Finding | None:
    """The note where some row is wrong and causes were not looked for; None where nothing was left out."""
    wrong = next((one for one in case.each if one.wrong), None) if case.size > largest else None
    if wrong is None:
        return None
    labels = [label for label in wrong.columns if label in wrong.main.table.columns]
    words = {"rows": f"{case.size:,}", "most": f"{largest:,}"}
    return Finding("SUSP02", "提示性", (wrong.cell(min(wrong.wrong), labels[0]),), words)
