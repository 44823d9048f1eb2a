"""A child process with little memory and time, so that what dies in it is only one file."""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import TypeVar

from recon.guard.limits import MIB, Unsafe

Argument = TypeVar("Argument")
Answer = TypeVar("Answer")

#: Address space; a full xls sheet of 65,536 rows x 24 takes 300 MiB.
_MEMORY = 512 * MIB
#: Seconds of computing, of 10 for the whole file; seconds of waiting, on Windows in place of the former.
_COMPUTING, _WAITING = 6, 8 if sys.platform == "win32" else 60
_SERVE = "from recon.guard.child import serve; serve()"
#: What a child that ran out of memory last says, in Python and in Rust.
_NO_MEMORY = (b"MemoryError", b"memory allocation of")
#: SIGKILL and SIGXCPU: killed for its time, or by a system out of memory.
_KILLED = (-9, -24)


def run(function: Callable[[bytes, Argument], Answer], data: bytes, argument: Argument) -> Answer:
    """``function(data, argument)`` in a child; raises the Unsafe that it raised, or one for its death.

    ``function`` must be importable by name, and ``argument`` and answer fit for pickle.
    """
    path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", _SERVE],
            input=pickle.dumps((function, argument)) + data,
            capture_output=True,
            timeout=_WAITING,
            env={**os.environ, "PYTHONPATH": path},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unsafe("FILE06", "limits") from error
    answer: Answer | Unsafe = pickle.loads(done.stdout) if done.returncode == 0 else _death(done)
    if isinstance(answer, Unsafe):
        raise answer
    return answer


def _death(done: subprocess.CompletedProcess[bytes]) -> Unsafe:
    """Lack of memory and time told from failure."""
    if done.returncode in _KILLED or any(words in done.stderr for words in _NO_MEMORY):
        return Unsafe("FILE06", "limits")
    return Unsafe("FILE04", "parser")


def serve() -> None:
    """The child's whole life: a job on standard input, its answer or Unsafe on standard output."""
    function, argument = pickle.load(sys.stdin.buffer)
    _limit()
    try:
        answer = function(sys.stdin.buffer.read(), argument)
    except Unsafe as unsafe:
        answer = unsafe
    pickle.dump(answer, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)


def _limit() -> None:
    """Limit this process, where the system can (not on Windows) and is not stricter already."""
    with contextlib.suppress(ImportError):
        import resource

        for kind, most in (
            (resource.RLIMIT_AS, _MEMORY),
            (resource.RLIMIT_CPU, _COMPUTING),
            (resource.RLIMIT_CORE, 0),
        ):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))
