"""Our own forms read as workbooks of no known form: their faults are found by the tables alone, and little else."""

from __future__ import annotations

import pytest

from bench import unknown

#: A file with each kind of fault that breaks a sum, and one whose sums go round in a circle.
SOME = ("油气网_通化市", "电网_辽源市", "路网_白山市", "路网_辽源市", "社会事业补短板_白城市", "电网_白山市")


def test_faults_that_break_a_sum_are_firm() -> None:
    """In files of each kind of fault; nothing is said of any other cell that is more than information."""
    told = unknown.read(SOME)
    assert len(told.due) >= 6
    assert told.missed == []
    assert [f for _, f in told.others if f.level == "强制性"] == []


@pytest.mark.soak
def test_the_whole_month() -> None:
    """At least 95 of 100 faults firm, at most ten other findings in 91 files."""
    told = unknown.read()
    assert told.files == 91
    assert len(told.missed) * 20 <= len(told.due)
    assert len(told.others) <= 10
