"""A search that fails itself: the outcomes stand, and what went wrong is kept for the maintainers."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from recon.model import Outcome

#: Environment variable; set to "raise", a fault is raised instead of kept. The tests set it.
FAULTS = "RECON_FAULTS"
_PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Fault:
    """A failure of the program in the search for suspects."""

    kind: str  #: name of the exception
    at: str  #: the places in the program that led to it, ``module:line``, the last one first


class Located(NamedTuple):
    """Outcomes with their suspects and hints, and what failed on the way."""

    outcomes: list[Outcome]
    faults: tuple[Fault, ...] = ()


@contextmanager
def kept(faults: list[Fault]) -> Iterator[None]:
    """A block whose failure is added to ``faults`` instead of costing what was found before."""
    try:
        yield
    except Exception as error:
        if os.environ.get(FAULTS) == "raise":
            raise
        fault = Fault(type(error).__name__, _places(error))
        if fault not in faults:
            faults.append(fault)


def _places(error: Exception, most: int = 6) -> str:
    frames = [f for f in traceback.extract_tb(error.__traceback__) if _PACKAGE in Path(f.filename).parents]
    return " < ".join(f"{Path(f.filename).stem}:{f.lineno}" for f in reversed(frames[-most:]))
