"""How far a command is, as lines that another program reads among all else that it says."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: In the environment of a command whose steps another program reads.
ASKED = "RECON_STEPS"
#: A record separator, what is told, the end of the line. Nothing else that is printed has this mark: it steers.
_STEP = re.compile(rb"\x1e(\w+) (\d+) (\d+)\n")


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done, how many of it are done, and how many there are."""

    phase: str
    done: int
    count: int

    @property
    def line(self) -> str:
        """The step as a line of the protocol."""
        return f"\x1e{self.phase} {self.done} {self.count}\n"


#: Before a command has told any.
NONE = Step("", 0, 0)


def taken(output: bytes) -> tuple[list[Step], bytes]:
    """The steps in the output of a command, and the rest of the output."""
    steps = [Step(phase.decode("ascii"), int(done), int(count)) for phase, done, count in _STEP.findall(output)]
    return steps, _STEP.sub(b"", output)
