"""A command of the program at work for the office, as one would type it, in a process that can be killed."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

#: Exit codes of a command that did what it was asked: nothing found, something found, a file that could not be read.
DONE = (0, 1, 3)
#: Characters kept of what a command said; its end tells how it went.
SAID = 20_000


@dataclass
class Errand:
    """One command. Only the thread at work on it changes its state; ``turn`` counts the changes."""

    name: str  #: what it is for: check or blank
    month: str
    arguments: Sequence[str]
    home: Path  #: the folder it runs in
    lang: str
    then: Callable[[], Path | None] = lambda: None  #: what is made of it once it is done
    state: Literal["waiting", "working", "done", "stopped", "failed"] = "waiting"
    said: str = ""  #: by the command
    made: Path | None = None
    turn: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def open(self) -> bool:
        """Whether it is at work or will be."""
        return self.state in ("waiting", "working")

    @property
    def progress(self) -> Mapping[str, object]:
        """What the page is told while it waits."""
        return {"state": self.state, "phase": "check", "done": 0, "count": 0}

    def start(self) -> None:
        """Begin in a thread of its own."""
        threading.Thread(target=self._work, daemon=True).start()

    def stop(self) -> None:
        """Give it up; its process is killed."""
        self._tell("stopped")
        if self._process is not None:
            self._process.kill()

    def _work(self) -> None:
        frozen = getattr(sys, "frozen", False)  # a program in one file is itself the command
        command = [sys.executable, *([] if frozen else ["-m", "recon"]), *self.arguments, "--lang", self.lang]
        environment = {**os.environ, "PYTHONUTF8": "1"}
        try:
            self._process = subprocess.Popen(
                command,
                cwd=self.home,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
            )
            if self.state == "stopped":
                self._process.kill()
            else:
                self._tell("working")
            output = self._process.communicate()[0]
            self.said = output.decode("utf-8", "replace")[-SAID:].strip()
            if self.state != "stopped":
                good = self._process.returncode in DONE
                self.made = self.then() if good else None
                self._tell("done" if good else "failed")
        except OSError as error:
            self.said = error.strerror or str(error)
            self._tell("failed")

    def _tell(self, state: Literal["working", "done", "stopped", "failed"]) -> None:
        self.state = state
        self.turn += 1
