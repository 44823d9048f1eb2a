"""Serial numbers → days, times and lengths of time, as the parser gives them."""

from __future__ import annotations

import datetime
import re

Moment = datetime.date | datetime.datetime | datetime.time | datetime.timedelta

_EPOCH = datetime.datetime(1899, 12, 30)
_FROM_1904 = 1462
#: Whole numbers beyond this are no longer exact as floats.
_EXACT = 2**53
#: Days from here on lie beyond the year 9999.
_NEVER = 2_958_466
_MILLISECONDS = 86_400_000
_LENGTH = re.compile(
    r"(-)?P(?:(\d{1,7})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,9})M)?(?:(\d{1,10}(?:\.\d{1,12})?)S)?)?", re.ASCII
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?)?Z?", re.ASCII)


def moment(number: float, kind: str, since_1904: bool = False) -> Moment | int | float:
    """A number whose format shows a ``day``, a ``length`` or neither; one that cannot be a day stays a number."""
    if kind == "length":
        return datetime.timedelta(milliseconds=round(number * _MILLISECONDS))
    if kind == "day" and 0 <= number < _NEVER - (_FROM_1904 if since_1904 else 0):
        return _day(number, since_1904)
    return int(number) if number.is_integer() and -_EXACT < number < _EXACT else number


def _day(number: float, since_1904: bool) -> Moment:
    if number < 1:
        whole = datetime.datetime.min + datetime.timedelta(milliseconds=round(number * _MILLISECONDS))
        return whole.time()
    days = number + _FROM_1904 if since_1904 else number + 1 if number < 60 else number
    found = _EPOCH + datetime.timedelta(milliseconds=round(days * _MILLISECONDS))
    return found.date() if number == int(number) else found


def iso_length(text: str) -> datetime.timedelta | None:
    """A length of time such as PT10H30M00.5S, or None where it is none."""
    found = _LENGTH.fullmatch(text)
    if not found or not any(found.groups()[1:]):
        return None
    days, hours, minutes, seconds = (float(part or 0) for part in found.groups()[1:])
    length = datetime.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] else length


def iso_moment(text: str) -> Moment | None:
    """A date in words of ISO 8601, or None where it is none."""
    if not _ISO.fullmatch(text):
        return None
    try:
        if "T" not in text:
            return datetime.date.fromisoformat(text.removesuffix("Z"))
        return datetime.datetime.fromisoformat(text.removesuffix("Z")[:26])
    except ValueError:
        return None
