"""When reports are due: against the State Council's arrangements, typed by hand and counted a second way."""

from __future__ import annotations

import datetime

import pytest

from recon.register.deadlines import Overrides, deadline, last_day
from tests import holidays

MONTHS = [f"{year}-{month:02d}" for year in range(2020, 2027) for month in range(1, 13)]
OFF, WORKED = holidays.arrangements()
DAY = datetime.date.fromisoformat


def counted(after: datetime.date) -> datetime.date:
    """The fifth working day after a day, straight from the notices."""
    days = (after + datetime.timedelta(days=n) for n in range(1, 40))
    return [d for d in days if d in WORKED or (d.weekday() < 5 and d not in OFF)][4]


@pytest.mark.parametrize("month", MONTHS[:-1])
def test_deadlines_of_2020_to_2026_are_those_of_the_notices(month: str) -> None:
    """Every month whose deadline lies in 2020–2026; the last one is below."""
    year, number = map(int, month.split("-"))
    end = datetime.date(year + number // 12, number % 12 + 1, 1) - datetime.timedelta(days=1)

    assert deadline(month).day == counted(end)


def test_the_notices_as_typed_hold_together() -> None:
    """Make-up days are Saturdays and Sundays that are not off, 46 in all; a holiday has a day that was not free anyway."""
    assert len(WORKED) == 46
    assert not OFF & WORKED
    assert all(day.weekday() >= 5 for day in WORKED)
    assert all(first <= last for _, (first, last, *_) in holidays.lines())
    assert {first.year for _, (first, *_) in holidays.lines()} == set(range(2020, 2027))


@pytest.mark.parametrize("period", ["2026-12", "2026Q4"])
def test_a_year_the_calendar_does_not_know_is_said(period: str) -> None:
    """December 2026 is due in January 2027: no deadline, the first unknown day, and a reason."""
    found = deadline(period)

    assert (found.day, found.unknown, found.reason) == (None, DAY("2027-01-01"), "no_calendar")
    assert found.counted == ()


def test_counting_stops_at_the_first_unknown_day() -> None:
    """Days known before it are kept; none after it is counted."""
    known = {DAY(f"2027-01-0{n}"): n >= 4 for n in range(1, 7)}

    found = deadline("2026-12", Overrides(known))

    assert (found.day, found.unknown) == (None, DAY("2027-01-07"))
    assert [day.day for day in found.counted] == [4, 5, 6]


def test_the_office_settles_an_unknown_year_day_by_day() -> None:
    """Every day up to the fifth working day is named."""
    known = {DAY(f"2027-01-0{n}"): n >= 4 for n in range(1, 9)}

    assert deadline("2026-12", Overrides(known)).day == DAY("2027-01-08")


def test_the_office_settles_an_unknown_year_as_a_whole() -> None:
    """With 全年 the days listed are all there are: the rest goes by the week."""
    listed = {DAY("2027-01-01"): False, DAY("2027-01-02"): True}

    assert deadline("2026-12", Overrides(listed, frozenset({2027}))).day == DAY("2027-01-07")


def test_the_office_outweighs_the_calendar() -> None:
    """A day it calls off is off, one it calls worked is worked, in a year that is known."""
    plain = deadline("2021-03")

    assert plain.day == DAY("2021-04-08")
    assert deadline("2021-03", Overrides({DAY("2021-04-06"): False})).day == DAY("2021-04-09")
    assert deadline("2021-03", Overrides({DAY("2021-04-03"): True})).day == DAY("2021-04-07")
    assert deadline("2021-03", Overrides({}, frozenset({2021}))).day == DAY("2021-04-07")


@pytest.mark.parametrize(("quarter", "month"), [("2021Q1", "2021-03"), ("2020Q4", "2020-12"), ("2023Q3", "2023-09")])
def test_a_quarter_is_due_with_its_last_month(quarter: str, month: str) -> None:
    """Both count from the same day."""
    assert last_day(quarter) == last_day(month)
    assert deadline(quarter).day == deadline(month).day


@pytest.mark.parametrize("word", ["2021-13", "2021", "2021Q5", "", "2021-3"])
def test_what_is_no_period_is_refused(word: str) -> None:
    """A wrong period is a fault of the caller."""
    with pytest.raises(ValueError, match=f"^{word}$"):
        deadline(word)
