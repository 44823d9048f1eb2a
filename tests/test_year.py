"""A year of an office, with everything that goes wrong in it, ends as if nothing had."""

from __future__ import annotations

from pathlib import Path

import pytest

from recon import register
from recon.register import history
from tests import year
from tests.commands import run as command


def agree(tmp_path: Path, units: int, count: int, seed: int, most: int = 3) -> None:
    """Run a year as it happens and as it would be at best, and compare what is left of both."""
    real = year.set_up(tmp_path / "real", units, count)
    best = year.set_up(tmp_path / "best", units, count)
    sent = year.live(real, seed, most)
    year.ideal(best)

    for month in real.names:
        assert year.standing(real, month) == year.standing(best, month), month
        assert year.rolled_up(real, month) == year.rolled_up(best, month), month
        assert year.results(real, month) == year.results(best, month), month
    with register.open(real.home / "登记簿.xlsx") as store:
        versions = [v for month in real.names for v in history.versions(store, month)]
        assert len(versions) == sent
        assert sum(v.current for v in versions) == units * count
        assert not any(v.tied for v in versions)
    shown = command("register", "登记簿.xlsx", "--year", "2021", "--date", "2022-03-01", cwd=real.home)
    assert shown.returncode == 0, shown.stderr.decode()
    assert f"应报 {units * 12} 份" in shown.stdout.decode()
    assert "须重核 0 份" in shown.stdout.decode()


def test_two_months_of_four_units(tmp_path: Path) -> None:
    """The small version of the year."""
    agree(tmp_path, 4, 2, seed=7, most=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3))
def test_three_months_of_eight_units(seed: int, tmp_path: Path) -> None:
    """Years of chance."""
    agree(tmp_path, 8, 3, seed)


@pytest.mark.soak
def test_twelve_months_of_forty_units(tmp_path: Path) -> None:
    """The whole year."""
    agree(tmp_path, 40, 12, seed=11)
