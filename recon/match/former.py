"""Former names of places and units, from sheet 名录 of a plan: 撤县设区 and mergers make one project look like two."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from recon import tables, workbook
from recon import text as gate
from recon.catalogue import REGION, Catalogue

SHEET, NAME, FORMER = "名录", "值", "别名"
#: Former name → the one of today.
Former = tuple[tuple[str, str], ...]
_SPLIT = re.compile(r"[、，,；;\s]+")
HEADER_ROWS = 10


def from_catalogue(plan: Catalogue) -> Former:
    """The other names that a plan's lists tell, but for the name of all regions together."""
    found: dict[str, set[str]] = {}
    for entry in plan.entries:
        if entry.listed != REGION or entry.parent:
            for name in entry.others:
                found.setdefault(name, set()).add(entry.value)
    return tuple(sorted((old, *now) for old, now in found.items() if len(now) == 1))  # type: ignore[misc]


def read(path: Path, password: str | None = None) -> Former:
    """The former names in a workbook, none where it has no 名录; one that two names lay claim to is left out.

    Raises UnreadableError.
    """
    found: dict[str, set[str]] = {}
    for sheet in workbook.read(path, password).sheets:
        if gate.words(sheet.name) != SHEET:
            continue
        for number, cells in enumerate(sheet.rows[:HEADER_ROWS], 1):
            heads = {tables.fold(cell): place for place, cell in enumerate(cells)}
            if NAME in heads and FORMER in heads:
                for row in sheet.rows[number:]:
                    now, old = (tables.fold(row[heads[h]]) if heads[h] < len(row) else "" for h in (NAME, FORMER))
                    for name in filter(None, _SPLIT.split(old)):
                        if now and name != now and len(name) > 1:
                            found.setdefault(name, set()).add(now)
                break
    return tuple(sorted((old, *now) for old, now in found.items() if len(now) == 1))  # type: ignore[misc]


def today(text: str, former: Former) -> str:
    """A text with former names as they are today; what has today's name already stays."""
    if not former or not text:
        return text
    pattern, names = _pattern(former)
    return pattern.sub(lambda found: names.get(found[0], found[0]), text)


@lru_cache(maxsize=8)
def _pattern(former: Former) -> tuple[re.Pattern[str], dict[str, str]]:
    names = dict(former)
    words = sorted({*names, *names.values()}, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words))), names
