"""A folder of results that shows the present: stable names, and in 历史/ what was superseded or written in."""

from __future__ import annotations

import datetime
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from recon.current import unmarked
from recon.outputs import move, workplace

HISTORY = "历史"
_OURS = re.compile(r".+_(?:差异|标注)(?:\(\d+\))?")
_FOLDER = re.compile(r".*_第(\d+)版")
_CREATED = re.compile(rb"<dcterms:created[^>]*>(\d{4}-\d{2}-\d{2})")
_SOURCE = re.compile(rb'name="input_sha256"[^>]*><vt:lpwstr>([0-9a-f]{64})<')


@dataclass
class Mirror:
    """The results of one run on their way into ``folder``; ``moved``: what went to 历史, where from and where to."""

    folder: Path
    placed: set[Path] = field(default_factory=set)
    moved: list[tuple[Path, Path]] = field(default_factory=list)
    written_in: list[Path] = field(default_factory=list)  #: where in 历史 that is in which a person has written
    _homes: dict[str, Path] = field(default_factory=dict)

    def settle(self, made: Path, wanted: Path, untouched: Callable[[Path], bool], source: str = "") -> Path:
        """Put a file just made in its place, under its own name whatever is there. Raises OSError.

        What is there goes to 历史 if a person has written in it (not ``untouched``) or if it was made from another
        version of its file: ``source`` is the SHA-256 of this one, blank where that does not matter.
        """
        path = self.place(wanted.with_suffix(made.suffix))
        if path.exists() and path.read_bytes() != made.read_bytes():
            own = untouched(path)
            if not own or (source and self._source(path) != source):
                self._away(path, written=not own, keep=True)
        if not path.exists() or path.read_bytes() != made.read_bytes():
            move(made, path)
        self.placed.add(path)
        return path

    def place(self, wanted: Path) -> Path:
        """The path asked for, or the next number where another file of this run has it."""
        path, number = wanted, 2
        while path in self.placed or path.is_dir():
            path, number = wanted.with_stem(f"{wanted.stem}({number})"), number + 1
        return path

    def sweep(self, checked: Iterable[str], there: Iterable[str] | None, untouched: Callable[[Path], bool]) -> None:
        """Move to 历史 the results of files ``checked`` that have none now, and of files that are not ``there`` any more.

        Both are names without suffix; None: nobody knows which files there are. Results of files that this run has
        not looked at stay. Raises OSError.
        """
        done = {unmarked(stem) for stem in checked}
        left = {unmarked(stem) for stem in there} if there is not None else None
        for path in sorted(self.folder.iterdir()) if self.folder.is_dir() else ():
            if path in self.placed or not path.is_file() or not _OURS.fullmatch(path.stem):
                continue
            family = unmarked(path.stem)
            if family in done or (left is not None and family not in left):
                self._away(path, written=not untouched(path))

    def _away(self, path: Path, *, written: bool, keep: bool = False) -> None:
        """Move a file to 历史, into the folder of its day and version; the results of one version stay together.

        ``keep``: what takes its place is about to, so until then it stays there as well: at no moment is nothing there.
        """
        family = unmarked(path.stem)
        home = self._homes.get(family) or self._home(path, family)
        self._homes[family] = home
        home.mkdir(parents=True, exist_ok=True)
        target, number = home / path.name, 2
        while target.exists() and not _same(path, target):
            target, number = home / f"{path.stem}({number}){path.suffix}", number + 1
        if not keep:
            move(path, target)
        elif not target.exists():
            with workplace(target) as near:
                shutil.copy2(path, near)
                move(near, target)
        self.moved.append((path, target))
        if written:
            self.written_in.append(target)

    def _home(self, path: Path, family: str) -> Path:
        """The next version's folder, or the last one of the same day where a run that was broken off has not filled it."""
        history, day = self.folder / HISTORY, self._day(path, family).isoformat()
        earlier = {
            int(match[1]): home
            for home in (history.iterdir() if history.is_dir() else ())
            if (match := _FOLDER.fullmatch(home.name)) and any(unmarked(p.stem) == family for p in home.iterdir())
        }
        last = max(earlier, default=0)
        if last and earlier[last].name.startswith(day):
            there = earlier[last] / path.name
            if not there.exists() or _same(path, there):
                return earlier[last]
        return history / f"{day}_第{last + 1}版"

    def _day(self, path: Path, family: str) -> datetime.date:
        """The day the results were made: as the discrepancy workbook says, else by the file's time."""
        beside = self.folder / f"{family}_差异.xlsx"
        for one in (
            beside,
            *(() if path.stem.endswith("_标注") else (path,)),
        ):  # a marked copy has its file's day
            for text in _part(one, "docProps/core.xml", _CREATED):
                return datetime.date.fromisoformat(text)
        return datetime.date.fromtimestamp(path.stat().st_mtime)

    def _source(self, path: Path) -> str:
        """The SHA-256 of the file that a result was made from; of a marked copy, as the workbook beside it says."""
        family = unmarked(path.stem)
        for one in (
            path,
            self.folder / f"{family}_差异.xlsx",
            self._homes.get(family, self.folder) / f"{family}_差异.xlsx",
        ):
            for text in _part(one, "docProps/custom.xml", _SOURCE):
                return text
        return ""


def _same(one: Path, other: Path) -> bool:
    """Whether two files are the same, byte by byte."""
    return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()


def _part(path: Path, name: str, pattern: re.Pattern[bytes]) -> Iterator[str]:
    """The text that a pattern finds in a part of a workbook of ours; none where it cannot be read."""
    try:
        with zipfile.ZipFile(path) as package, package.open(name) as part:
            if match := pattern.search(part.read(100_000)):
                yield match[1].decode()
    except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return
