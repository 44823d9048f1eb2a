"""Which files of a run have to do with each other: they report on one thing, or their results are called alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from recon.current import shortened, unmarked
from recon.explanations.sources import unit
from recon.model import FileReport


def clusters(reports: Sequence[FileReport]) -> list[tuple[int, ...]]:
    """The places of the files that must wait for each other: each file in one cluster, in the order of the files.

    What becomes of the files of a cluster, and what their results say, depends on no other file of the run.
    """
    head = list(range(len(reports)))

    def first(place: int) -> int:
        while head[place] != place:
            head[place] = head[head[place]]
            place = head[place]
        return place

    seen: dict[tuple[str, ...], int] = {}
    for place, report in enumerate(reports):
        for key in _keys(report):
            one, other = sorted((first(seen.setdefault(key, place)), first(place)))
            head[other] = one
    groups: dict[int, list[int]] = {}
    for place in range(len(reports)):
        groups.setdefault(first(place), []).append(place)
    return [tuple(places) for places in groups.values()]


def _keys(report: FileReport) -> Iterator[tuple[str, ...]]:
    """The keys that a file shares with those of its cluster: its subject, and the names its explanations are found by."""
    if report.subject:
        yield ("subject", report.kind, *report.subject)
    stem = Path(report.path).stem
    for name in (stem, shortened(stem), shortened(unmarked(stem))):
        yield "name", unit(name).casefold()
