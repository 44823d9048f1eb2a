"""The page served by a process of its own, as ``recon page`` starts it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent


@contextmanager
def served(*options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The link that it prints, and the process, which is ended afterwards."""
    command = [sys.executable, "-m", "recon", "page", "--no-browser", "--keep", *options]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=ROOT,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout is not None
        link = re.search(r"https?://\S+", process.stdout.readline())
        assert link is not None
        threading.Thread(target=process.stdout.read, daemon=True).start()
        try:
            yield link[0], process
        finally:
            process.terminate()
