"""The 对照表: which rows of two libraries a person has said to be one project, or not to be; it wins next time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from recon import messages, tables, workbook
from recon.match.library import CODE, NAME, NETWORK, REGION
from recon.match.rows import Rows
from recon.workbook import Cell, RawSheet

#: Decisions as they stand in the workbook, in either language: the same project, or not.
SAME, OTHER = messages.MATCH["decision_same"], messages.MATCH["decision_other"]
#: What tells a row of one side, in the order of the columns.
KEYS = (NETWORK, REGION, CODE, NAME)
HEADER_ROWS = 10


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A decision: the row's network, region, code and name on both sides, and who decided when."""

    left: tuple[str, ...]  #: as :data:`KEYS`
    right: tuple[str, ...]
    same: bool
    who: str = ""
    when: str = ""
    note: str = ""
    row: int = 0  #: in the 对照表 it was read from

    @property
    def key(self) -> frozenset[tuple[str, ...]]:
        """What it decides on, whichever side is left."""
        return frozenset((self.left, self.right))


def read(path: Path, password: str | None = None) -> list[Confirmed]:
    """The decisions in a workbook: of its 对照表, or of the sheet a former match left to a person.

    Rows without a decision say nothing. Of two on the same rows the later one in the workbook holds.
    Raises UnreadableError.
    """
    found: dict[frozenset[tuple[str, ...]], Confirmed] = {}
    for sheet in workbook.read(path, password).sheets:
        for decision in _sheet(sheet):
            found[decision.key] = decision
    return list(found.values())


def _sheet(sheet: RawSheet) -> Iterator[Confirmed]:
    for number, cells in enumerate(sheet.rows[:HEADER_ROWS], 1):
        columns = _columns(cells)
        if "decision" in columns and any(f"left {key}" in columns for key in (CODE, NAME)):
            for row, content in enumerate(sheet.rows[number:], number + 1):
                if (decision := _decision(content, columns, row)) is not None:
                    yield decision
            return


def heads(lang: str) -> dict[str, str]:
    """The headings of the columns: key → words."""
    found = {
        f"{side} {key}": messages.matching("of_side", lang, side=messages.matching(side, lang), label=key)
        for side in ("left", "right")
        for key in KEYS
    }
    return found | {key: messages.matching(key, lang) for key in ("decision", "who", "when", "remark")}


def _columns(cells: list[Cell]) -> dict[str, int]:
    words = {"".join(word.split()): key for lang in messages.LANGUAGES for key, word in heads(lang).items()}
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        key = words.get("".join(tables.text(cell).split()))
        if key:
            found.setdefault(key, place)
    return found


def _decision(cells: list[Cell], columns: dict[str, int], row: int) -> Confirmed | None:
    def text(key: str) -> str:
        place = columns.get(key, len(cells))
        return tables.text(cells[place]) if place < len(cells) else ""

    word = text("decision")
    if word not in (*SAME, *OTHER):
        return None
    left, right = (tuple(text(f"{side} {key}") for key in KEYS) for side in ("left", "right"))
    return Confirmed(left, right, word in SAME, text("who"), text("when"), text("remark"), row)


def key(rows: Rows, place: int) -> tuple[str, ...]:
    """What tells the row at a position."""
    return tuple(rows.library.text(place, label) for label in KEYS)


def find(rows: Rows, wanted: tuple[str, ...], names: dict[tuple[str, ...], list[int]]) -> int | None:
    """The one row that is meant: by its code, else by network, region and name; None if none or several."""
    from recon.match.codes import repair

    network, region, code, name = wanted
    places = rows.by_code.get(repair(code).text, []) if code else []
    if len(places) > 1:
        places = [p for p in places if rows.library.text(p, NAME) == name]
    if not places:
        places = names.get((network, region, name), [])
    return places[0] if len(places) == 1 else None


def by_name(rows: Rows) -> dict[tuple[str, ...], list[int]]:
    """Network, region and name → positions."""
    found: dict[tuple[str, ...], list[int]] = {}
    for place in rows.order:
        found.setdefault((*rows.groups[place], rows.library.text(place, NAME)), []).append(place)
    return found
