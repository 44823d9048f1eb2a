"""What holds for all tests: a fault in the search for suspects is an error, not a line in a report; skips are summed up."""

from __future__ import annotations

import gc
import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

from recon.localise.faults import FAULTS
from tests import soak

os.environ[FAULTS] = "raise"
# How long drawing takes is the machine's business, and no finding.
settings.register_profile("recon", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("recon")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """``RECON_SEED`` is the seed of hypothesis, too."""
    if soak.SEED:
        config.option.hypothesis_seed = str(soak.SEED)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What hypothesis draws for is a law, without saying so."""
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker("law")


def pytest_collection_finish() -> None:
    """What is loaded lasts to the end: the collector need not walk it again and again, which took a seventh of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for all tests skipped: how many for which reason."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(str(report.longrepr[2]).removeprefix("Skipped: ") for report in skipped)
    if reasons:
        told = "; ".join(f"{count} × {reason}" for reason, count in sorted(reasons.items()))
        terminalreporter.write_line(f"skipped: {told}")
