"""The places of results: beside the input or as given, and never over anything somebody has written."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from recon import scratch


@dataclass
class Outputs:
    """The files of one run: two inputs of one name do not share an output."""

    written: set[Path] = field(default_factory=set)

    def settle(self, made: Path, wanted: Path, disposable: Callable[[Path], bool]) -> Path:
        """Move a file just made to ``wanted``, or to a numbered neighbour of it; return where it went.

        A file that is already there is replaced only if it has the same bytes, or is ``disposable``: one of
        ours in which nobody has written. Raises OSError.
        """
        for path in _neighbours(wanted.with_suffix(made.suffix)):
            if path.is_dir():
                continue
            other = path.exists() and path.read_bytes() != made.read_bytes()
            if other and (path.resolve() in self.written or not disposable(path)):
                continue
            try:
                move(made, path)
            except PermissionError:  # open in another program, where the system locks such files
                if not path.exists():
                    raise
                continue
            break
        self.written.add(path.resolve())
        return path


def move(made: Path, path: Path) -> None:
    """Put a finished file in its place in one step, from another disk as well."""
    try:
        os.replace(made, path)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        with workplace(path) as near:
            shutil.copyfile(made, near)
            os.replace(near, path)


def _neighbours(path: Path) -> Iterator[Path]:
    """``x.xlsx``, ``x(2).xlsx``, ``x(3).xlsx`` …"""
    yield path
    for number in count(2):
        yield path.with_stem(f"{path.stem}({number})")


@contextmanager
def workplace(wanted: Path) -> Iterator[Path]:
    """A path in a fresh folder beside ``wanted``, so that moving the finished file there is one step."""
    with scratch.folder(wanted.parent, hidden=True) as folder:
        yield folder / wanted.name
