"""Which reports of the month are there: what is missing or left out is said, never taken for zero."""

from __future__ import annotations

from collections.abc import Iterator

from recon.catalogue import in_force
from recon.model import CellRef, Finding
from recon.month.intake import SETTLED, Intake


def check(intake: Intake) -> Iterator[Finding]:
    """LACK01: what a network's figures lack; LEFT01: a file that could be read but does not count."""
    for network in in_force().networks:
        absent = intake.absent(network)
        if absent:
            regions = [name for name in absent if name != in_force().whole]
            lead = len(regions) < len(absent)
            due = 1 + len(in_force().regions)
            words = {
                "network": network,
                "expected": str(due),
                "found": str(due - len(absent)),
                "others": "、".join(regions),
                "absent": ("lead_and_others" if regions else "lead_only") if lead else "others",
            }
            yield Finding("LACK01", "核实性", (CellRef(network),), words)
    for submission, reason in intake.left_out:
        if reason in SETTLED:
            continue
        words = {
            "column": "报告期" if reason == "month" else "",
            "reason": reason,
            "found": submission.month if reason == "month" else "",
            "expected": intake.month,
        }
        yield Finding("LEFT01", "核实性", (CellRef(submission.sheet).seen_from_outside(submission.name),), words)
