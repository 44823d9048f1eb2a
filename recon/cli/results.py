"""Where the results of a run go: beside their inputs, into a folder, or where told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recon import messages

if TYPE_CHECKING:
    from recon.batch.inputs import Inputs
    from recon.batch.work import Done
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
        found = self.folder or (Path() if self.packaged else None)
        return (found,) if found is not None and found.is_dir() else ()

    @staticmethod
    def told(inputs: Inputs | None) -> tuple[Path, ...]:
        """The folders in which results of those inputs may have been explained."""
        found = [folder.resolve() for folder in inputs.folders] if inputs else []
        return tuple(p for folder in found if (p := folder.with_name(f"{folder.name}_审核")).is_dir())

    def place(self, source: Path, made: Path) -> Path:
        """Where a workbook made for ``source`` goes."""
        if (folder := self.folder) is not None:
            return folder / made.name
        if self.output is not None:
            return self.output if made.stem.endswith("_差异") else self.output.with_name(made.name)
        return Path(made.name) if self.packaged else source.with_name(made.name)


def hand_out(done: Sequence[Done], places: Places, lang: str, *, quiet: bool) -> None:
    """Move what was made to its places, in the order of the files, and say where it is."""
    from recon.outputs import Outputs

    if places.folder is not None:
        places.folder.mkdir(parents=True, exist_ok=True)
    run = Outputs({Path(one.report.path).resolve() for one in done})
    for one in done:
        if one.trouble:
            raise OSError(0, one.trouble)
        for key, made in one.made.items():
            path = _settle(run, key, one, made, places.place(Path(one.report.path), made), lang)
            if not quiet and not places.inputs.many:
                click.echo(messages.title(key, lang, path=path))
    if places.inputs.many and not quiet:
        click.echo(messages.title("results", lang, path=places.folder))


def _settle(run: Outputs, key: str, one: Done, made: Path, wanted: Path, lang: str) -> Path:
    """A discrepancy workbook that holds notes, or a marked copy that may have been corrected, is left alone."""
    from recon.reports import explained, reviews

    carried = frozenset(explained.texts(one.report))
    path = run.settle(made, wanted, lambda there: key == "written" and reviews.disposable(there, carried))
    if key == "written" and path != wanted:
        click.echo(messages.title("kept", lang, path=wanted, other=path), err=True)
    return path
