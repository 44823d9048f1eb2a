"""What a person may ask of a check."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """``strict``: rounding explains nothing. ``targets``: the plan's figures, to check totals against.

    ``gather``: hand on what other files of the month need to know of a report (``FileReport.submission``).
    ``budget``: seconds to look for the cells that are wrong, for each connected part of the figures; 0 to not look.
    """

    strict: bool = False
    targets: Path | None = None
    password: str | None = None
    gather: bool = False
    budget: float = 10.0
