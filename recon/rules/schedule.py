"""Whether an indicator is on its way to its target by its due date, on the straight line from where it started.

What the line asks for on a day is ``base + (target − base) × elapsed ÷ whole``, in days, exactly. A value is a print,
rounded to its last place: it is behind only if no value it can stand for reaches the line.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from recon.schemas.progress import BEHIND, DIRECTIONS, DONE, ON_TIME, OVERDUE, UNKNOWN

Direction = Literal[-1, 0, 1]
AT_LEAST, AT_MOST, _ = DIRECTIONS


@dataclass(frozen=True, slots=True)
class Course:
    """What is to be reached by when, from where; amounts in the indicator's unit."""

    target: Decimal
    due: datetime.date
    direction: Direction  #: 1: at least, −1: at most, 0: not known
    base: Decimal | None = None
    start: datetime.date | None = None  #: the day of the base


@dataclass(frozen=True, slots=True)
class Reported:
    """A value as printed, with half a unit of its last place, and its day."""

    value: Decimal
    half: Decimal
    day: datetime.date | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict of the form's closed list; of one that is not known, why: a key of messages.EXPRESSIONS."""

    verdict: str
    reason: str = ""


def direction(word: str, target: Decimal, base: Decimal | None) -> Direction:
    """The direction of an indicator: the target is reached from the side of the base."""
    if word in (AT_LEAST, AT_MOST):
        return 1 if word == AT_LEAST else -1
    if base is None:
        return 0
    return -1 if base > target else 1


def gap(course: Course, value: Decimal) -> Decimal | None:
    """The distance to the target, negative beyond it; None where the direction is not known."""
    return course.direction * (course.target - value) if course.direction else None


def obstacle(course: Course, day: datetime.date | None) -> str:
    """Why there is no line to hold a value of that day against; blank if there is one."""
    if day is None:
        return "no_day"
    if course.base is None:
        return "no_base"
    if course.start is None:
        return "no_start"
    if course.start >= course.due:
        return "late_start"
    return "early" if day < course.start else ""


def expected(course: Course, day: datetime.date | None) -> Fraction | None:
    """The value of the line on a day, from the due date on the target; None where there is no line."""
    if day is not None and day >= course.due:
        return Fraction(course.target)
    if obstacle(course, day) or day is None or course.base is None or course.start is None:
        return None
    share = Fraction((day - course.start).days, (course.due - course.start).days)
    return Fraction(course.base) + (Fraction(course.target) - Fraction(course.base)) * share


def shown(course: Course, day: datetime.date | None, places: int) -> Decimal | None:
    """The value of the line that the form shows: rounded to so many decimals, the target itself once it is due."""
    line = expected(course, day)
    if line is None or day is None:
        return None
    return course.target if day >= course.due else rounded(line, places)


def rounded(value: Fraction, places: int) -> Decimal:
    """A fraction at so many decimals, halves away from zero, as ROUND does."""
    scaled = abs(value) * 10**places
    whole = Decimal((2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator))
    return (whole if value >= 0 else -whole).scaleb(-places)


def judge(course: Course, reported: Reported) -> Judgement:
    """The verdict on a value: reached, on the line or better, behind it, overdue, or not known and why."""
    if course.direction == 0:
        met = abs(reported.value - course.target) <= reported.half
        return Judgement(DONE) if met else Judgement(UNKNOWN, "no_direction")
    if _reaches(course, reported, Fraction(course.target)):
        return Judgement(DONE)
    if reported.day is not None and reported.day >= course.due:
        return Judgement(OVERDUE)
    line = expected(course, reported.day)
    if line is None:
        return Judgement(UNKNOWN, obstacle(course, reported.day))
    return Judgement(ON_TIME if _reaches(course, reported, line) else BEHIND)


def _reaches(course: Course, reported: Reported, line: Fraction) -> bool:
    """Whether some value that the print can stand for is on the line or beyond."""
    return course.direction * (Fraction(reported.value) - line) + Fraction(reported.half) >= 0
