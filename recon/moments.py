"""Dates and times: which number formats show one, and which moment a number or a text of ISO 8601 is."""

from __future__ import annotations

import datetime
import re
from typing import Literal

Shown = Literal["", "date", "duration"]

#: Formats that have no text in the file ([MS-XLS] 2.4.126 and ECMA-376 18.8.30, Chinese locales included).
_DATES = {*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)}
_DURATION = 46
#: What in a format is no code: quoted and escaped text, fill and padding, brackets that are no elapsed time.
_NO_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general', re.IGNORECASE | re.DOTALL)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
#: Year, month, day, hour, second; weekday (aaa), era (g), its year (e, not the exponent E+) and Buddhist year (b).
_USUAL_CODE = re.compile(r"[ymdhs]", re.IGNORECASE)
_CODE = re.compile(r"[ymdhsgb]|a{3,4}|e(?![+\-])", re.IGNORECASE)

_DAY = 86_400_000  #: milliseconds
_LAST = 2_958_466  #: 10000-01-01
_BEFORE_1904 = 1462  #: days between the two epochs
_EPOCH = datetime.datetime(1899, 12, 30)

_LENGTH = re.compile(
    r"(-)?P(?:(\d{1,7})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,9})M)?(?:(\d{1,10}(?:\.\d{1,12})?)S)?)?", re.ASCII
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?)?Z?", re.ASCII)

Moment = datetime.date | datetime.time | datetime.timedelta | float


def builtin(number: int) -> Shown:
    """The kind that the built-in format of this number shows."""
    return "duration" if number == _DURATION else "date" if number in _DATES else ""


def shown(form: str) -> Shown:
    """The kind that a number format shows, judged by its section for positive numbers.

    >>> shown('yyyy"年"m"月"'), shown("[h]:mm"), shown('0.00" d"'), shown("[$-804]aaaa")
    ('date', 'duration', '', 'date')
    """
    bare = _NO_CODE.sub("", form).partition(";")[0]
    if _ELAPSED.search(bare):
        return "duration"
    return "date" if _CODE.search(bare) else ""


def is_rare(form: str) -> bool:
    """Whether a number format shows a date by nothing but a weekday or the year of an era, which parsers overlook.

    >>> is_rare("[$-804]aaaa"), is_rare('yyyy"年"m"月"')
    (True, False)
    """
    return shown(form) == "date" and not _USUAL_CODE.search(_NO_CODE.sub("", form).partition(";")[0])


def moment(serial: float, kind: Shown, since_1904: bool) -> Moment:
    """The moment of a serial number, to the millisecond; the number itself where there is none.

    Below one it is a time, whole it is a date. The 29th of February 1900, which Excel invented, is the 28th.
    """
    days = serial + (_BEFORE_1904 if since_1904 else 0)
    if kind == "duration":
        return datetime.timedelta(milliseconds=round(serial * _DAY)) if abs(serial) < _LAST else serial
    if not 0 <= days < _LAST:
        return serial
    if 1 <= days < 60:
        days += 1  # Excel's days before its 29th of February are one too many
    at = _EPOCH + datetime.timedelta(milliseconds=round(days * _DAY))
    if serial < 1:
        return at.time()
    return at.date() if serial == int(serial) else at


def iso_length(text: str) -> datetime.timedelta | None:
    """A length of time such as PT10H30M00.5S, or None where it is none."""
    match = _LENGTH.fullmatch(text)
    if not match or not any(match.groups()[1:]):
        return None
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups()[1:])
    length = datetime.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if match[1] else length


def iso_moment(text: str) -> datetime.date | datetime.datetime | None:
    """A date in words of ISO 8601, or None where it is none."""
    if not _ISO.fullmatch(text):
        return None
    try:
        if "T" not in text:
            return datetime.date.fromisoformat(text.removesuffix("Z"))
        return datetime.datetime.fromisoformat(text.removesuffix("Z")[:26])
    except ValueError:
        return None
