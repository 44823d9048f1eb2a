"""What a person may ask of a check."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from recon.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Options:
    """``strict``: rounding explains nothing. ``targets``: the plan's figures, to check totals against.

    ``gather``: hand on what other files of the month need to know of a report (``FileReport.submission``).
    ``previous``: last month's reports, to roll forward from.
    """

    strict: bool = False
    targets: Path | None = None
    password: str | None = None
    gather: bool = False
    previous: Shelf | None = None
