"""The places of the results of a run: beside their inputs, in a folder, or as given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recon import messages
from recon.current import unmarked

if TYPE_CHECKING:
    from recon.batch.inputs import Inputs
    from recon.batch.work import Done
    from recon.cli.mirror import Mirror
    from recon.outputs import Outputs


@dataclass(frozen=True)
class Places:
    """Where each result goes. ``output``: what was asked for; ``packaged``: the plan that comes with the program."""

    inputs: Inputs
    output: Path | None
    packaged: bool = False
    paths: dict[str, Path] = field(default_factory=dict)

    @property
    def folder(self) -> Path | None:
        """The folder that holds everything, None where results go beside their inputs."""
        if self.output is not None:
            return self.output if self.output.is_dir() else None
        if self.inputs.many:
            first = self.inputs.folders[0].resolve()
            return first.with_name(f"{first.name}_审核")
        return None

    @property
    def earlier(self) -> tuple[Path, ...]:
        """Folders of earlier results, in which explanations may have been written, besides the inputs' own."""
        if self.output is not None:
            return (self.folder or self.output.parent,)
        folder = self.folder or (Path() if self.packaged else None)
        return (folder,) if folder is not None and folder.is_dir() else ()

    @staticmethod
    def explained_folders(inputs: Inputs | None) -> tuple[Path, ...]:
        """The folders in which results of those inputs may have been explained."""
        folders = [folder.resolve() for folder in inputs.folders] if inputs else []
        return tuple(p for folder in folders if (p := folder.with_name(f"{folder.name}_审核")).is_dir())

    def place(self, source: Path, made: Path) -> Path:
        """The path of a workbook made for ``source``."""
        if (folder := self.folder) is not None:
            return folder / made.name
        if self.output is not None:
            return self.output if made.stem.endswith("_差异") else self.output.with_name(made.name)
        return Path(made.name) if self.packaged else source.with_name(made.name)


@dataclass
class Handed:
    """What was placed, and what could not be."""

    marked: dict[str, Path] = field(default_factory=dict)  #: path of a report → its marked copy
    failed: list[tuple[Path, str]] = field(default_factory=list)  #: path and why


class Handing:
    """The results of a run on their way to their places, each group of files as soon as it is settled.

    A folder of results shows the present (:mod:`recon.cli.mirror`); beside a single file nothing is replaced in
    which somebody may have written. What is to be said on standard output is said in the end.
    """

    def __init__(self, paths: Sequence[Path], places: Places, lang: str) -> None:
        from recon.cli.mirror import Mirror
        from recon.outputs import Outputs

        self._places, self._lang = places, lang
        self._run = Outputs({path.resolve() for path in paths})
        folder = places.folder
        self._mirror = Mirror(folder) if folder is not None and places.inputs.many else None
        self._lines: list[str] = []
        self._troubled: set[str] = set()
        self.handed = Handed()
        self._blocked = False
        if folder is not None:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                self._blocked = True
                self.handed.failed.append((folder, error.strerror or str(error)))

    def give(self, group: Sequence[Done]) -> None:
        """Move what was made for some files to its places, in the order of the files."""
        for one in group if not self._blocked else ():
            if one.trouble:
                self.handed.failed.append((Path(one.report.path), one.trouble))
                self._troubled.add(Path(one.report.path).stem)
            for key, made in reversed(list(one.made.items())) if self._mirror else one.made.items():
                wanted = self._places.place(Path(one.report.path), made)
                try:
                    path = self._settled(key, one, made, wanted)
                except Exception as error:  # one output that cannot be placed stops no other
                    detail = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"
                    self.handed.failed.append((wanted, detail))
                    continue
                if key == "marked":
                    self.handed.marked[one.report.path] = path
                if not self._places.inputs.many:
                    self._lines.append(messages.title(key, self._lang, path=path))

    def finish(self, done: Sequence[Done], *, quiet: bool) -> Handed:
        """Take away what no file has any more, and say where everything is."""
        for line in self._lines if not quiet else ():
            click.echo(line)
        if self._mirror is not None and not self._blocked:
            self.handed.failed.extend(self._swept(self._mirror, done))
            _tell(self._mirror, self._places, self._lang, quiet=quiet)
        return self.handed

    def _settled(self, key: str, one: Done, made: Path, wanted: Path) -> Path:
        if self._mirror is not None:
            return self._mirror.settle(made, wanted, _untouched, one.report.sha256)
        return _settle(self._run, key, one, made, wanted, self._lang)

    def _swept(self, mirror: Mirror, done: Sequence[Done]) -> list[tuple[Path, str]]:
        """Away with the results of files that have none now; files that could not be placed keep theirs."""
        checked = [stem for one in done if (stem := Path(one.report.path).stem) not in self._troubled]
        whole = self._places.output is None  # a folder of one's own choice may hold the results of other months
        folders = self._places.inputs.folders
        there = [path.stem for folder in folders for path in folder.rglob("*")] if whole else None
        try:
            mirror.sweep(checked, there, _untouched)
        except OSError as error:
            return [(mirror.folder, error.strerror or str(error))]
        return []


def _untouched(path: Path) -> bool:
    """Whether a result is as this program made it."""
    from recon.batch.standing import untouched
    from recon.reports import reviews, seal

    if unmarked(path.stem) + "_标注" == path.stem.partition("(")[0]:
        return untouched(path)
    return seal.unbroken(path) or (not seal.sealed(path) and reviews.disposable(path))


def _tell(mirror: Mirror, places: Places, lang: str, *, quiet: bool) -> None:
    """Print where the results are, and how many went to 历史."""
    for path in mirror.written_in:
        click.echo(messages.title("written_in", lang, path=path), err=True)
    if quiet:
        return
    if mirror.moved:
        from recon.cli.mirror import HISTORY

        click.echo(messages.title("to_history", lang, count=len(mirror.moved), path=mirror.folder / HISTORY))
    click.echo(messages.title("results", lang, path=places.folder))


def _settle(run: Outputs, key: str, one: Done, made: Path, wanted: Path, lang: str) -> Path:
    """A workbook that holds notes, or a marked copy that may have been corrected, is left alone."""
    from recon.batch.standing import untouched
    from recon.reports import explained, reviews, seal

    carried = frozenset(explained.texts(one.report))

    def disposable(there: Path) -> bool:
        """A note in any cell breaks the seal; workbooks of versions without one are read for what they hold."""
        if key != "written":
            return untouched(there)
        return seal.unbroken(there) if seal.sealed(there) else reviews.disposable(there, carried)

    path = run.settle(made, wanted, disposable)
    if key == "written" and path != wanted:
        click.echo(messages.title("kept", lang, path=wanted, other=path), err=True)
    return path
