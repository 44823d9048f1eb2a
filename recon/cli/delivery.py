"""What a run hands over, group by group while checking goes on: into the register, then to its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recon.batch.work import Done
from recon.cli.failures import Failures
from recon.cli.results import Handed, Handing

if TYPE_CHECKING:
    from recon.cli.recording import Recorder


@dataclass
class Delivery:
    """A register that fails costs its own records, a result that cannot be placed itself; each failure is named."""

    failures: Failures
    handing: Handing | None
    recorder: Recorder | None

    def all(self, groups: Iterable[Sequence[Done]]) -> list[Done]:
        """Hand over every group as it comes; returns the files in their order."""
        done: dict[int, Done] = {}
        try:
            for group in groups:
                done |= {one.number: one for one in group}
                self.give(group)
        except BaseException:
            if self.recorder is not None:
                self.recorder.leave()
            raise
        return [done[number] for number in sorted(done)]

    def give(self, group: Sequence[Done]) -> None:
        """Keep what the files gave, move what was made to its places, and keep where that is."""
        self._kept("add", group)
        if self.handing is not None:
            self.handing.give(group)
            self._kept("place", self.handing.handed.marked, group)

    def recorded(self, months: Sequence[str]) -> None:
        """End the run in the history; ``months``: those that several reports are of."""
        self._kept("finish", months)
        if self.recorder is not None:
            self.recorder.leave()

    def handed(self, done: Sequence[Done], *, quiet: bool) -> Handed:
        """Clear away what no file has any more, and say where the results are."""
        if self.handing is None:
            return Handed()
        handed = self.handing.finish(done, quiet=quiet)
        for path, detail in handed.failed:
            self.failures.add(path, detail)
        return handed

    def _kept(self, step: str, *arguments: object) -> None:
        """A step of the recorder; after one that failed nothing more is kept."""
        if self.recorder is None:
            return
        recorder, self.recorder = self.recorder, None
        with self.failures.catching(recorder.register):
            getattr(recorder, step)(*arguments)
            self.recorder = recorder
        if self.recorder is None:
            recorder.leave()
