"""A day however a person writes it."""

from __future__ import annotations

import datetime
import re

from recon.grid import fold

_DAY = re.compile(r"(\d{4})(?:[-年./](\d{1,2})[-月./](\d{1,2})日?|(\d{2})(\d{2}))(?:T?00:00(?::00)?)?")


def day(text: str) -> datetime.date | None:
    """The day a text names: 2021-04-08, 2021年4月8日, 2021/4/8, 20210408; None for anything else."""
    found = _DAY.fullmatch(fold(text))
    if not found:
        return None
    try:
        return datetime.date(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5]))
    except ValueError:
        return None
