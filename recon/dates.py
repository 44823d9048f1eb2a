"""Years, quarters, months and days however a person writes them → one spelling each, which sorts by time."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Mapping

from recon.tables import fold
from recon.workbook import Cell

#: A month with or without its day; two digits are needed where nothing divides them.
_MONTH = re.compile(
    r"(\d{4})(?:[-年./](\d{1,2})(?:月(?:\d{1,2}日)?|[-./]\d{1,2}日?)?|(\d{2})(?:\d{2})?)(?:T?00:00(?::00)?)?"
)
_DAY = re.compile(r"(\d{4})(?:[-年./](\d{1,2})[-月./](\d{1,2})日?|(\d{2})(\d{2}))(?:T?00:00(?::00)?)?")
_QUARTER = re.compile(r"(\d{4})年?[-./]?(?:第?([1-4一二三四])季度?|Q([1-4]))")
_YEAR = re.compile(r"(\d{4})年?度?")
#: From then on a moment is the next day short of some seconds.
LATE = datetime.time(23, 59)
FIRST, LAST = 1949, 2100  #: years a form may speak of
_NUMERALS = str.maketrans("一二三四", "1234")


def month(cell: Cell) -> str | None:
    """A month as YYYY-MM however it was written; None for what would be a guess.

    The number 2020.1 may be January or, having lost its zero, October.
    """
    if isinstance(cell, datetime.date):
        return f"{_meant(cell):%Y-%m}"
    if isinstance(cell, bool) or (isinstance(cell, float) and f"{cell:g}"[-2:] == ".1"):
        return None
    match = _MONTH.fullmatch(fold(cell))
    if not match or not FIRST <= int(match[1]) <= LAST or not 1 <= int(match[2] or match[3]) <= 12:
        return None
    return f"{match[1]}-{int(match[2] or match[3]):02d}"


def day(cell: Cell) -> str | None:
    """A day of the calendar as YYYY-MM-DD; None for anything else, a month without its day included."""
    if isinstance(cell, datetime.date):
        return f"{_meant(cell):%Y-%m-%d}"
    match = None if isinstance(cell, bool) else _DAY.fullmatch(fold(cell))
    if not match or not FIRST <= int(match[1]) <= LAST:
        return None
    try:
        return datetime.date(int(match[1]), int(match[2] or match[4]), int(match[3] or match[5])).isoformat()
    except ValueError:
        return None


def late(cell: Cell) -> bool:
    """Whether a moment is the last minute of a day: a date that lost seconds, as when a browser exports it."""
    return isinstance(cell, datetime.datetime) and cell.time() >= LATE


def _meant(cell: datetime.date) -> datetime.date:
    """The day that a moment stands for: the next one in the last minute of a day."""
    return cell + datetime.timedelta(days=1) if late(cell) else cell


def quarter(cell: Cell) -> str | None:
    """A quarter as YYYYQn: 2021Q1, 2021年第一季度, 2021年1季度."""
    match = _QUARTER.fullmatch(fold(cell).upper())
    if not match or not FIRST <= int(match[1]) <= LAST:
        return None
    return f"{match[1]}Q{(match[2] or match[3]).translate(_NUMERALS)}"


def year(cell: Cell) -> str | None:
    """A year as four digits: 2021, 2021年, 2021年度."""
    match = None if isinstance(cell, bool) else _YEAR.fullmatch(fold(cell))
    return match[1] if match and FIRST <= int(match[1]) <= LAST else None


#: What a column or a field of a cover may be declared to hold → how it is read.
READERS: Mapping[str, Callable[[Cell], str | None]] = {
    "year": year,
    "quarter": quarter,
    "month": month,
    "day": day,
}
#: How each is to be written.
EXAMPLES: Mapping[str, str] = {"year": "2021", "quarter": "2021Q1", "month": "2021-03", "day": "2021-03-31"}


def quarter_end(quarter: str) -> str:
    """The last day of a quarter written YYYYQn."""
    year, month = int(quarter[:4]), 3 * int(quarter[5])
    return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]}"


#: A period that ends on a known day: 2025年底, 2035年, 2024, 2021年三季度, 2024年6月底.
_YEAR_END = re.compile(r"(\d{4})年?(?:底|末|度)?")
_MONTH_END = re.compile(r"(\d{4})年?[-./]?(\d{1,2})月?(?:底|末)?")


def last_day(period: str) -> str | None:
    """The last day, as YYYY-MM-DD, of a year, quarter or month, or the day itself; None for any other words.

    A span of years such as 2021-2025 is none: what is told of it is told of all its years together.
    """
    plain = fold(period)
    if match := _YEAR_END.fullmatch(plain):
        return f"{match[1]}-12-31" if FIRST <= int(match[1]) <= LAST else None
    if (exact := day(plain)) is not None:
        return exact
    if (part := quarter(re.sub("[底末]$", "", plain))) is not None:
        return quarter_end(part)
    match = _MONTH_END.fullmatch(plain)
    if not match or not FIRST <= int(match[1]) <= LAST or not 1 <= int(match[2]) <= 12:
        return None
    year, number = int(match[1]), int(match[2])
    return f"{year}-{number:02d}-{calendar.monthrange(year, number)[1]}"
