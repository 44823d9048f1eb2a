"""What a cell may hold once it has been read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that shows an error such as ``#REF!``; never the same as a blank one."""

    text: str

    @property
    def is_error(self) -> bool:
        """Always true: lets a reader tell it from text without importing this module."""
        return True


Cell = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta | ErrorCell | None
