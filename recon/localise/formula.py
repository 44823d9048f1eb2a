"""What a plain sum on a sheet comes to, from the values its cells show: enough to tell a result that is out of date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from recon.model import column_number

#: (row, column) from 1 → what the cell shows; None for a blank, text or error.
Shown = Callable[[int, int], Decimal | None]
MOST = 100_000  #: cells that one formula may add up
_REF = r"\$?([A-Z]{1,3})\$?([0-9]{1,7})"
_PART = re.compile(rf"([+-]?)(?:{_REF}|SUM\(([^()]*)\))")
_RANGE = re.compile(rf"{_REF}(?::{_REF})?")


def result(formula: str, shown: Shown) -> Decimal | None:
    """The sum of references and SUM(…) that a formula is; None for any other formula."""
    text = formula.replace(" ", "").upper()
    total, at = Decimal(0), 0
    while at < len(text):
        part = _PART.match(text, at)
        if part is None or (at and not part[1]):
            return None
        cells = _sum(part[4]) if part[4] is not None else iter([(int(part[3]), column_number(part[2]))])
        if cells is None:
            return None
        found = sum((value for place in cells if (value := shown(*place)) is not None), Decimal(0))
        total += -found if part[1] == "-" else found
        at = part.end()
    return total if text else None


def _sum(arguments: str) -> Iterator[tuple[int, int]] | None:
    """The cells of a SUM; None where an argument is no plain reference, or they are too many."""
    areas = []
    for argument in arguments.split(","):
        found = _RANGE.fullmatch(argument)
        if found is None:
            return None
        top, left = int(found[2]), column_number(found[1])
        areas.append((top, left, int(found[4] or top), column_number(found[3]) if found[3] else left))
    if sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in areas) > MOST:
        return None
    return (
        (row, column)
        for top, left, bottom, right in areas
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    )
