"""The command in a process that kills itself (``kill -9``) at a step counted from its beginning: no clock decides where.

``python tests/killed.py 0 told.txt validate …`` runs to its end and writes how many steps there were; with another
number it is killed just before that step. A step is what leaves a trace: a file opened for writing, a name
moved, made or taken away, a statement of SQL.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
#: Audit events of the interpreter that leave a trace in the file system.
TRACES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "shutil.copyfile"}
_CONNECT = sqlite3.connect
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Steps:
    """Counts, and kills at the step asked for."""

    def __init__(self, last: int) -> None:
        self.last, self.count = last, 0

    def step(self, *_: object) -> None:
        """One more."""
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(self, event: str, arguments: tuple[object, ...]) -> None:
        """An audit event."""
        if event in TRACES or (event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING):
            self.step()

    def connect(self, *arguments: Any, **options: Any) -> sqlite3.Connection:
        """A connection of which every statement is a step."""
        made: sqlite3.Connection = _CONNECT(*arguments, **options)
        made.set_trace_callback(self.step)
        return made


def main(last: int, told: Path, arguments: list[str]) -> None:
    """Run the command; its exit code is this process's."""
    sys.path.insert(0, str(ROOT))
    sys.argv = ["recon", *arguments]
    from recon.cli import run

    steps = Steps(last)
    sys.addaudithook(steps.heard)
    setattr(sqlite3, "connect", steps.connect)  # noqa: B010  (of the library's many signatures one)
    try:
        sys.exit(run())
    finally:
        count = steps.count
        if not last:
            told.write_text(str(count))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
