"""项目代码 (GB/T 40058-2021): its shape, and the check digit of codes given since November 2020."""

from __future__ import annotations

import re

_SHAPE = re.compile(r"(\d{4})-(\d{6})-(\d{2})-(\d{2})-(\d{6})")
#: What the sum of digits so far becomes with the next one.
_NEXT = [[((product + digit) % 10 or 10) * 2 % 11 for digit in range(10)] for product in range(11)]


def shape(code: str) -> bool:
    """Whether a code has the 24 characters 4-6-2-2-6."""
    return _SHAPE.fullmatch(code) is not None


def new_form(code: str) -> bool:
    """Whether the code begins with YYMM (from 2011, November 2020) and so carries a check digit.

    Codes of the old form begin with the year 2015–2020, whose last two digits are no later month than 20.
    """
    return shape(code) and 1 <= int(code[2:4]) <= 12


def checks(code: str) -> bool:
    """ISO 7064 MOD 11,10 over the 20 digits (GB/T 17710)."""
    digits = code.replace("-", "")
    product = 10
    for digit in map(int, digits[:-1]):
        product = _NEXT[product][digit]
    return (product + int(digits[-1])) % 10 == 1
