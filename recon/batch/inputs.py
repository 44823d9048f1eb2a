"""What a person names (files, folders, patterns) → the workbooks meant, and what was passed over and why."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

#: Files of a folder that are taken for workbooks; a file named by itself is read whatever it is called.
SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".et", ".ods", ".csv")
LOCKS = ("~$", ".~")
#: What other systems leave in folders and archives; nobody means them, so nothing is said of them.
_SYSTEM = (
    "__macosx",
    "thumbs.db",
    "desktop.ini",
    ".ds_store",
    "ehthumbs.db",
    "icon\r",
    ".directory",
    "@eadir",
)
#: Tables of the days on which the files beside them were received.
RECEIVED = ("received.csv", "收到日期.csv")
_PATTERN = re.compile(r"[*?\[]")
_OURS = re.compile(r".+_差异(\(\d+\))?")


@dataclass(frozen=True, slots=True)
class Inputs:
    """``paths`` in the order named, a folder's files by name; ``skipped``: reason → what was passed over."""

    paths: tuple[Path, ...]
    skipped: dict[str, tuple[Path, ...]]
    folders: tuple[Path, ...] = ()

    @property
    def many(self) -> bool:
        """Whether a folder or a pattern was named, so that results belong together."""
        return bool(self.folders)


def expand(named: Iterable[Path]) -> Inputs:
    """The files meant. Links inside a folder are not followed; a missing file stays, to be reported as such."""
    single: list[Path] = []
    listed: list[Path] = []
    folders: list[Path] = []
    paths: list[Path] = []
    for path in named:
        if path.is_dir():
            folders.append(path)
            listed += (inside := list(_walk(path)))
            paths += inside
        elif not path.exists() and _PATTERN.search(str(path)):
            folders.append(_base(path))
            listed += (inside := sorted(_matching(path)))
            paths += inside
        else:
            single.append(path)
            paths.append(path)
    return _sorted_out(paths, set(single), tuple(folders))


def _walk(folder: Path) -> Iterator[Path]:
    """All files below a folder, by name; hidden folders and links are left alone."""
    for name, inner, files in os.walk(folder, followlinks=False):
        inner[:] = sorted(n for n in inner if not n.startswith(".") and not _foreign(n))
        yield from (Path(name) / file for file in sorted(files) if not _foreign(file))


def _foreign(name: str) -> bool:
    """Whether a file or folder is one that a system keeps for itself."""
    return name.lower() in _SYSTEM or name.startswith("._")


def _base(pattern: Path) -> Path:
    """The folder a pattern starts from."""
    parts = pattern.parts
    fixed = next((n for n, part in enumerate(parts) if _PATTERN.search(part)), len(parts))
    return Path(*parts[:fixed]) if fixed else Path()


def _matching(pattern: Path) -> Iterator[Path]:
    base = _base(pattern)
    rest = pattern.parts[len(base.parts) :]
    yield from (path for path in base.glob(str(Path(*rest))) if path.is_file() and not any(map(_foreign, path.parts)))


def _sorted_out(candidates: list[Path], single: set[Path], folders: tuple[Path, ...]) -> Inputs:
    seen: set[Path] = set()
    kept: list[Path] = []
    skipped: dict[str, list[Path]] = {}
    several = len(candidates) > len([p for p in candidates if _ours(p)])
    for path in candidates:
        reason = _reason(path, meant=path in single, several=several)
        if path.resolve() in seen:
            continue
        seen.add(path.resolve())
        if reason:
            skipped.setdefault(reason, []).append(path)
        else:
            kept.append(path)
    return Inputs(tuple(kept), {key: tuple(paths) for key, paths in skipped.items()}, folders)


def _reason(path: Path, *, meant: bool, several: bool) -> str:
    """The reason why a file is passed over; blank where it is not. What alone was named is meant."""
    if path.name.startswith(LOCKS):
        return "" if meant and not several else "lock"
    if several and _ours(path):
        return "ours"
    if meant:
        return ""
    if path.name.lower() in RECEIVED:
        return "received"
    if path.is_symlink():
        return "link"
    return "" if path.suffix.lower() in SUFFIXES else "other"


def _ours(path: Path) -> bool:
    """A discrepancy workbook. A marked copy may have been corrected and sent back: what it says decides."""
    return bool(_OURS.fullmatch(path.stem))


def definitions(folder: Path) -> tuple[Path, ...]:
    """The workbooks of a folder that are called 表样, by name."""
    names = {p.name: p for p in folder.glob("*表样*.xls*") if not p.name.startswith(("~$", "."))}
    return tuple(names[name] for name in sorted(names))
