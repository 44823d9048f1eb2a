"""``recon …`` as tests call it: in this process, which saves seconds, or in one of its own, as a person does."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from recon.cli import app

ROOT = Path(__file__).parent.parent


def run(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """The command within this process; an exception that the program does not expect is raised here."""
    words = list(map(str, arguments))
    with contextlib.chdir(cwd):
        done = _runner().invoke(app, words, prog_name="recon")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return subprocess.CompletedProcess(words, done.exit_code, done.stdout_bytes, done.stderr_bytes)


def _runner() -> CliRunner:
    """A runner that keeps standard output and standard error apart; click before 8.2 has to be told."""
    try:
        return CliRunner(mix_stderr=False)  # type: ignore[call-arg]
    except TypeError:
        return CliRunner()


def process(*arguments: object, cwd: Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    command = [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, cwd=cwd, env={**os.environ, **(env or {})}, check=False)
