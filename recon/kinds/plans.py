"""The plan's figures for checking many forms against: read once a process, again when the file has changed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from recon import workbook
from recon.figures import Base
from recon.kinds import targets


def load(path: Path) -> Base:
    """The figure base of a targets workbook; raises UnreadableError as reading it does."""
    try:
        status = path.stat()
        return _loaded(path, status.st_mtime_ns, status.st_size)
    except OSError:
        return targets.base(workbook.read(path))  # says what is wrong


@lru_cache(maxsize=2)
def _loaded(path: Path, _changed: int, _size: int) -> Base:
    return targets.base(workbook.read(path))
