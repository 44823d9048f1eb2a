"""What holds for all tests: a fault in the search for suspects is an error, not a line in a report; skips are summed up."""

from __future__ import annotations

import os
from collections import Counter

import pytest

from recon.localise.faults import FAULTS

os.environ[FAULTS] = "raise"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for all tests skipped: how many for which reason."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(str(report.longrepr[2]).removeprefix("Skipped: ") for report in skipped)
    if reasons:
        told = "; ".join(f"{count} × {reason}" for reason, count in sorted(reasons.items()))
        terminalreporter.write_line(f"skipped: {told}")
