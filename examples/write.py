"""The months as files: one folder each, and the list of planted faults."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from examples import faults, paste, reports
from examples.progress import MONTHS
from examples.reports import Draft, Subject
from recon.templates import monthly

LIST = Path(__file__).parent / "faults.csv"


def sound() -> Iterator[Draft]:
    """The submissions of the three months without a fault."""
    return (draft for month in MONTHS for draft in reports.month(month).values())


def spoilt() -> tuple[dict[Subject, Draft], list[faults.Fault]]:
    """The submissions of the last month with its faults, and what must be found in them."""
    now, last = reports.month(MONTHS[-1]), reports.month(MONTHS[-2])
    return now, faults.plant(now, last)


def content(draft: Draft) -> bytes:
    """The workbook of a draft; its bytes depend on the draft alone."""
    return monthly.make(draft.form, after=paste.over(draft.pasted))


def files(drafts: Iterable[Draft]) -> Iterator[tuple[str, bytes]]:
    """Path below the folder of the examples, and content, of each submission."""
    for draft in drafts:
        yield f"{draft.month}/{draft.name}", content(draft)


def save(folder: Path, drafts: Iterable[Draft]) -> tuple[int, int]:
    """Write submissions, each into the folder of its month; their number and total size in bytes."""
    count = size = 0
    for name, data in files(drafts):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        count, size = count + 1, size + len(data)
    return count, size
