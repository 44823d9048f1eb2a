"""What is to be marked: findings by sheet and cell, and the words of their comments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from recon import messages
from recon.model import LEVELS, CellRef, FileReport, Finding, Level
from recon.reports import explained, suspected, text, theme
from recon.reports.annotate.address import Place

AUTHOR = "recon"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said of one cell: the gravest level, whether to look there first, and the notes."""

    level: Level
    first: bool
    notes: tuple[str, ...]

    @property
    def colour(self) -> str:
        """The fill, ``#RRGGBB``."""
        return theme.FILLS[self.level][0 if self.first else 1]

    def joined(self, other: Mark) -> Mark:
        """Both marks on one cell: the graver look, all notes, each once."""
        graver = max(self, other, key=lambda m: (LEVELS.index(m.level), m.first))
        return Mark(graver.level, graver.first, tuple(dict.fromkeys(self.notes + other.notes)))

    def words(self, lang: str) -> str:
        """The comment, under the line that tells it from a comment of the user."""
        return theme.clip("\n".join((stamp(lang), "\n\n".join(self.notes))))


def stamp(lang: str) -> str:
    """The first line of every comment of ours."""
    return messages.mark("comment_stamp", lang)


def collect(file: FileReport, lang: str) -> dict[str, dict[Place, Mark]]:
    """The marked cells by sheet; what concerns a whole line or sheet is told in the list alone.

    What follows from a cause is coloured; the one comment stands at the cause.
    """
    marks: dict[str, dict[Place, Mark]] = defaultdict(dict)
    for finding in file.findings:
        note = _note(file, finding, lang)
        for index, cell in enumerate(finding.cells):
            notes = () if finding.follows and index else (note,)
            _put(marks, cell, Mark(finding.level, index == 0, notes))
        for below in finding.follows:
            for cell in below.cells:
                _put(marks, cell, Mark(below.level, False, ()))
    return marks


def _put(marks: dict[str, dict[Place, Mark]], cell: CellRef, mark: Mark) -> None:
    if cell.row and cell.column:
        put(marks[cell.sheet], (cell.row, cell.column), mark)


def put(marks: dict[Place, Mark], place: Place, mark: Mark) -> None:
    """Add a mark to a cell that may have one."""
    marks[place] = marks[place].joined(mark) if place in marks else mark


def moved(marks: Mapping[Place, Mark], anchors: Mapping[Place, Place]) -> dict[Place, Mark]:
    """The marks at the first cells of merged ranges, row by row."""
    result: dict[Place, Mark] = {}
    for place in sorted(marks):
        put(result, anchors[place], marks[place])
    return dict(sorted(result.items()))


def _note(file: FileReport, finding: Finding, lang: str) -> str:
    level = messages.word(finding.level, lang)
    note = explained.note(file, finding, lang).strip()
    lines = [f"[{level} {finding.code}] {text.sentence(finding, lang)}", *([note] if note else [])]
    return "\n".join([*lines, *suspected.below(finding, lang)])
