"""Slips of a whole report in the example month: one line each, and what it says; nothing in a sound month."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from examples.draw import Chance
from tests.monthslips import KINDS, Office, Slip, planted

NETWORK = "路网"
UNITS = ((NETWORK, "通化市"),)
#: Enough to take another's projects for one's own; by ``make soak`` all.
REGIONS = ("通化市", "吉林市", "四平市")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """One network of the example month, in some regions."""
    return Office(tmp_path_factory.mktemp("month"), (NETWORK,), REGIONS)


def test_a_sound_month_says_nothing_of_whole_reports(office: Office) -> None:
    """Missing networks and what lags are no faults."""
    said = Counter(f.code for previous in (True, False) for f in office.said({}, previous=previous))

    assert set(said) <= {"LACK01", "LAG01"}


def test_a_slip_of_a_whole_report_is_told_as_that(office: Office) -> None:
    """Each is found by its code, the lines are few, and what it brings about hangs below it."""
    slips = list(planted(office, UNITS, "suite"))
    news = [(kind, slip, office.news(slip)) for kind, _, slip in slips]

    assert {kind for kind, _, _ in news} == {kind.__name__ for kind in KINDS}
    assert not [(kind, slip.codes) for kind, slip, found in news if not {f.code for f in found} & set(slip.codes)]
    assert sum(len(found) for _, _, found in news) <= 1.3 * len(news)


@pytest.mark.soak
@pytest.mark.parametrize("seed", ["a", "b"])
def test_many_slips_of_whole_reports(seed: str, tmp_path: Path) -> None:
    """Two networks, reports of every size, in the lead departments' too."""
    office = Office(tmp_path, ("路网", "电网"))
    chance = Chance(seed)
    every = sorted(office.now)
    subjects = [every[n] for n in sorted({chance.below(len(every)) for _ in range(6)})]
    slips: list[Slip] = [slip for _, _, slip in planted(office, subjects, seed)]
    news = [(slip, office.news(slip)) for slip in slips]

    assert sum(bool({f.code for f in found} & set(slip.codes)) for slip, found in news) >= 0.98 * len(news)
    assert sum(len(found) for _, found in news) <= 1.3 * len(news)
