"""Temporary folders that say whose they are, so that the next run clears those of runs that were killed."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = "recon-"
_HOST = hashlib.blake2b(socket.gethostname().encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()
_OURS = re.compile(rf"\.?{PREFIX}{_HOST}-(\d+)-.+")


@contextmanager
def folder(place: Path | None = None, *, hidden: bool = False) -> Iterator[Path]:
    """A fresh folder in ``place``, by default the system's, gone afterwards; what killed runs left there goes first."""
    home = Path(tempfile.gettempdir()) if place is None else place
    clear(home)
    prefix = f"{'.' if hidden else ''}{PREFIX}{_HOST}-{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=home) as made:
        yield Path(made)


def clear(home: Path) -> list[Path]:
    """Take away the folders of this machine's runs whose process is gone; returns them. Those of others stay."""
    gone = []
    try:
        there = [entry for entry in os.scandir(home) if PREFIX in entry.name]
    except OSError:
        return []
    for entry in there:
        match = _OURS.fullmatch(entry.name)
        if match and entry.is_dir(follow_symlinks=False) and not _runs(int(match[1])):
            shutil.rmtree(entry.path, ignore_errors=True)
            gone.append(Path(entry.path))
    return gone


def _runs(process: int) -> bool:
    """Whether a process is there; where that cannot be asked, it is taken to be."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
