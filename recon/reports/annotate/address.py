"""Cell addresses as rows and columns counted from 1."""

from __future__ import annotations

import re

from recon.model import column_number
from recon.reports.annotate.markup import Unpatchable

Place = tuple[int, int]  #: row and column from 1
_REF = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?$")


def place(reference: str) -> Place:
    """``H32`` → (32, 8); raises Unpatchable for anything else."""
    match = _REF.match(reference.upper())
    if not match:
        raise Unpatchable("ref")
    return int(match[2]), column_number(match[1])


def area(reference: str) -> tuple[Place, Place] | None:
    """First and last cell of a range such as ``B2:C4``; None for anything else."""
    match = _REF.match(reference.upper())
    if not match or not match[3]:
        return None
    return (int(match[2]), column_number(match[1])), (int(match[4]), column_number(match[3]))
