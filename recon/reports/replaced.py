"""Files that do not count, in words: what took their place, and what it says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from recon import messages
from recon.model import Difference, Replaced, Report

#: Differences named on one line; JSON and the register hold all.
SHOWN = 5


def lines(report: Report, lang: str) -> Iterator[str]:
    """A line for each file that does not count."""
    for one in report.replaced:
        yield line(one, lang)


def line(one: Replaced, lang: str) -> str:
    """The line on what became of one file."""
    words = {"file": _name(one.file.path, one.by), "by": _name(one.by, one.file.path)}
    if one.copy:
        return messages.title("replaced_copy", lang, **words)
    text = messages.title("replaced", lang, **words)
    return f"{text}{changed(one.differences, lang)}" if one.differences is not None else text


def changed(differences: tuple[Difference, ...], lang: str, limit: int = SHOWN) -> str:
    """The differences of a later version, on one line."""
    if not differences:
        return messages.title("replaced_nothing", lang)
    listed = "；".join(difference(d, lang) for d in differences[:limit])
    more = len(differences) - limit
    tail = messages.title("replaced_more", lang, count=more) if more > 0 else ""
    return messages.title("replaced_changed", lang, count=len(differences), listed=listed + tail)


def difference(d: Difference, lang: str) -> str:
    """One value that differs, at the place it has in the later version."""
    if not d.label:
        key = "replaced_gone" if d.before else "replaced_new"
        return messages.title(key, lang, item=d.item)
    blank = messages.title("replaced_blank", lang)
    place = str(d.cell) if d.cell.row else d.cell.sheet
    return messages.title(
        "replaced_value",
        lang,
        place=place,
        label=d.label,
        item=d.item,
        before=d.before or blank,
        after=d.after or blank,
    )


def body(one: Replaced) -> dict[str, Any]:
    """The same for programs."""
    body: dict[str, Any] = {
        "path": one.file.path,
        "sha256": one.file.sha256,
        "verdict": one.file.verdict,
        "by": one.by,
        "copy": one.copy,
    }
    if one.differences is not None:
        body["differences"] = [
            {
                "sheet": d.cell.sheet,
                "cell": d.cell.a1 if d.cell.row else "",
                "item": d.item,
                "label": d.label,
                "before": d.before,
                "after": d.after,
            }
            for d in one.differences
        ]
    return body


def _name(path: str, other: str) -> str:
    """A file by its name, with its folder where the other has the same."""
    mine, its = Path(path), Path(other)
    return path if mine.name == its.name else mine.name
