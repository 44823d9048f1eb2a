"""How much may still be done: counted in steps, so that the same file gives the same result on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

#: Steps for each connected component; about a second for a million on a machine of 2020.
EFFORT = 10_000_000
#: Steps that no search takes.
ENDLESS = 1 << 62


class OutOfWorkError(Exception):
    """The limit was reached before the answer was known."""


@dataclass
class Work:
    """The steps that are left."""

    left: int = ENDLESS
    kept: int = 0  #: steps that are kept for later

    def spend(self, steps: int) -> None:
        """Take so many steps; OutOfWorkError once there are none left."""
        self.left -= steps
        if self.left < self.kept:
            raise OutOfWorkError

    @contextmanager
    def at_most(self, steps: int) -> Iterator[None]:
        """A block that takes no more than so many steps, but for one question."""
        before = self.kept
        self.kept = max(before, self.left - steps)
        try:
            yield
        finally:
            self.kept = before
