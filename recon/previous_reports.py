"""What was read of last month's reports, kept in a folder where every process of a run can take what it needs."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from recon.model import FileReport

#: Network and region.
Subject = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PreviousReports:
    """Reports by subject, one file each. The folder is ours alone: nothing in it came from outside."""

    folder: Path

    def fill(self, reports: Iterable[FileReport]) -> None:
        """Add reports that could be read; of two on one subject the caller has chosen one."""
        homes: dict[str, Subject] = {}
        for report in reports:
            if report.kind == "monthly" and report.submission is not None and all(report.submission.subject):
                self._place(report.submission.subject).write_bytes(pickle.dumps(report))
                if report.submission.subject[1] != "全省":
                    homes |= dict.fromkeys(report.submission.places, report.submission.subject)
        self._homes.write_bytes(pickle.dumps(homes))

    def get(self, subject: Subject) -> FileReport | None:
        """The report on a subject, None if there was none."""
        place = self._place(subject)
        return _loaded(place) if place.exists() else None

    def homes(self) -> Mapping[str, Subject]:
        """项目代码 → the subject of the local report that had it."""
        return _loaded(self._homes) if self._homes.exists() else {}

    @property
    def _homes(self) -> Path:
        return self.folder / "homes.pickle"

    def _place(self, subject: Subject) -> Path:
        name = hashlib.blake2b("\0".join(subject).encode(), digest_size=12).hexdigest()
        return self.folder / f"{name}.pickle"


@lru_cache(maxsize=2)
def _loaded(path: Path):  # type: ignore[no-untyped-def]
    return pickle.loads(path.read_bytes())
