"""A command of the program at work for the office, as one would type it, in a process that can be killed."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal

from recon.batch import steps

#: Exit codes of a command that did what it was asked: nothing found, something found, a file that could not be read.
DONE = (0, 1, 3)
#: Characters kept of what a command said; its end tells how it went.
TAIL = 20_000
#: Bytes of a character, at most.
_WIDTH = 4


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
    step: steps.Step = steps.NONE  #: the last one that the command has told
    output: str = ""  #: by the command
    made: Path | None = None
    turn: int = 0
    _unwanted: bool = False
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def open(self) -> bool:
        """Whether it is at work or will be."""
        return self.state in ("waiting", "working")

    @property
    def progress(self) -> Mapping[str, object]:
        """The progress that the waiting page shows."""
        return {"state": self.state, **asdict(self.step)}

    def start(self) -> None:
        """Begin in a thread of its own."""
        threading.Thread(target=self._work, daemon=True).start()

    def stop(self) -> None:
        """Give it up; its processes are killed, and once they are gone it is stopped."""
        with self._lock:
            self._unwanted = True
            if self._process is not None and self._process.poll() is None:
                _kill(self._process)

    def _work(self) -> None:
        try:
            process = self._begun()
            if process is None:
                self._tell("stopped")
                return
            self._tell("working")
            self.output = self._heard(process).decode("utf-8", "replace")[-TAIL:].strip()
            good = process.wait() in DONE
            if self._unwanted and not good:
                self._tell("stopped")
                return
            self.made = self.then() if good else None
            self._tell("done" if good else "failed")
        except OSError as error:
            self.output = error.strerror or str(error)
            self._tell("failed")

    def _begun(self) -> subprocess.Popen[bytes] | None:
        """The command's process; None where it was given up before. Raises OSError."""
        frozen = getattr(sys, "frozen", False)  # a program in one file is itself the command
        python = [] if frozen else ["-X", "utf8", "-m", "recon"]  # the embeddable Python heeds no PYTHONUTF8
        command = [sys.executable, *python, *self.arguments, "--lang", self.lang]
        with self._lock:
            if not self._unwanted:
                self._process = subprocess.Popen(
                    command,
                    cwd=self.home,
                    env={**os.environ, steps.ASKED: "1"},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,  # a group of its own, with those it starts
                )
            return self._process

    def _heard(self, process: subprocess.Popen[bytes]) -> bytes:
        """The end of what a command printed, without its steps, which are reported as they come."""
        output = b""
        assert process.stdout is not None
        while some := os.read(process.stdout.fileno(), 65536):
            taken, rest = steps.taken(output + some)
            output = rest[-_WIDTH * TAIL :]
            if taken:
                self.step = taken[-1]
                self.turn += 1
        return output

    def _tell(self, state: Literal["working", "done", "stopped", "failed"]) -> None:
        self.state = state
        self.turn += 1


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End a process with those it has started; where there are no groups (Windows), these end when it is gone."""
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
