"""Where everything will stand: sheet names, rows of the findings, blocks of the calculation."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from recon import messages
from recon.model import CellRef, FileReport, Finding, Outcome, column_letters
from recon.reports import text
from recon.reports.excel.page import quoted
from recon.workbook import Cell

OWN = (
    "summary",
    "findings",
    "analysis",
    "changes",
    "calculation",
    "documents",
    "outcomes",
    "unrelated",
    "scope",
    "own_relations",
    "own_fails",
    "own_unchecked",
)
FIRST_FINDING = 2  #: row of the first finding in 问题清单
FIRST_BLOCK = 4  #: row of the first block of the calculation
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))
MAX_NAME = 31


@dataclass(frozen=True, slots=True)
class Block:
    """The calculation of one finding: its first row, and the rows that hold its parts."""

    finding: Finding
    outcome: Outcome
    number: int  #: of the finding
    row: int  #: title; rule text and column heads follow

    @property
    def left(self) -> int:
        """Row of the first term of the left side."""
        return self.row + 3

    @property
    def left_sum(self) -> int:
        """Row of the computed value."""
        return self.left + len(self.outcome.left.terms)

    @property
    def right(self) -> int:
        """Row of the first term of the right side."""
        return self.left_sum + 1

    @property
    def right_sum(self) -> int:
        """Row of the stated value."""
        return self.right + len(self.outcome.right.terms)

    @property
    def difference(self) -> int:
        """Row of the difference; slack and verdict follow."""
        return self.right_sum + 1

    @property
    def implied(self) -> bool:
        """Whether there is no stated value to compare with."""
        return self.outcome.verdict == "implied"

    @property
    def verdict(self) -> int:
        """Row of the verdict, the last of the block."""
        return self.left_sum + 1 if self.implied else self.difference + 2


@dataclass(frozen=True, slots=True)
class Plan:
    """What all sheets need to know of each other."""

    file: FileReport
    lang: str
    date: datetime.date
    copies: dict[str, str]  #: sheet of the input → its copy here
    blocks: dict[int, Block]  #: by number of the finding
    elsewhere: Mapping[CellRef, tuple[str, Cell]] = field(default_factory=dict)  #: cell of another file → here, value
    names: Mapping[str, str] = field(default_factory=dict)  #: [file]sheet → what it is called here
    _sentences: dict[int, str] = field(default_factory=dict)  #: by identity of the finding, which ``file`` keeps

    def say(self, key: str, **words: object) -> str:
        """A heading or sentence of the workbook, from the catalogue."""
        return messages.pick(messages.SHEETS[key], self.lang).format(**words)

    def sentence(self, finding: Finding) -> str:
        """What a finding says, worded once for all sheets."""
        if id(finding) not in self._sentences:
            self._sentences[id(finding)] = text.sentence(finding, self.lang)
        return self._sentences[id(finding)]

    def judged(self, outcome: Outcome) -> str:
        """The verdict on an outcome in words."""
        return messages.judged(outcome.verdict, outcome.operator, self.lang)

    def word(self, key: str) -> str:
        """A level, verdict or rule in words."""
        return messages.word(key, self.lang)

    def target(self, cell: CellRef) -> str | None:
        """The copy of a cell of the input; of a row or a sheet, its first cell."""
        if cell.sheet not in self.copies:
            return self.elsewhere[cell][0] if cell in self.elsewhere else None
        return f"{quoted(self.copies[cell.sheet])}!{column_letters(cell.column or 1)}{cell.row or 1}"

    def finding(self, number: int) -> str:
        """The address of a finding as people read it."""
        return f"{self.say('findings')}!A{number + FIRST_FINDING - 1}"

    def finding_link(self, number: int) -> str:
        """The same as a link's target."""
        return f"{quoted(self.say('findings'))}!A{number + FIRST_FINDING - 1}"

    def shown(self, cell: CellRef) -> str:
        """A cell as people read it; of another file by the name that file goes by here."""
        return f"{self.names[cell.sheet]}!{cell.a1}" if cell.sheet in self.names else str(cell)

    def raw(self, cell: CellRef) -> Cell:
        """What the input holds in a cell."""
        if cell in self.elsewhere:
            return self.elsewhere[cell][1]
        for sheet in self.file.book.sheets if self.file.book else ():
            if sheet.name == cell.sheet and 0 < cell.row <= len(sheet.rows):
                row = sheet.rows[cell.row - 1]
                return row[cell.column - 1] if 0 < cell.column <= len(row) else None
        return None

    @property
    def listed(self) -> Iterator[tuple[int, Finding, int]]:
        """Number, finding, and the number of its cause (0: it has none), row by row of the list."""
        number = 0
        for cause in self.file.findings:
            number += 1
            first = number
            yield number, cause, 0
            for finding in cause.follows:
                number += 1
                yield number, finding, first

    @property
    def file_name(self) -> str:
        """The input's name without its folder."""
        return PurePath(self.file.path).name


def plan(
    file: FileReport,
    lang: str,
    date: datetime.date,
    elsewhere: Mapping[CellRef, tuple[str, Cell]] | None = None,
    names: Mapping[str, str] | None = None,
) -> Plan:
    """Lay the workbook out.

    ``elsewhere`` says where cells of other files stand in it and what they hold, ``names`` what such a sheet is called.
    """
    own = [messages.pick(messages.SHEETS[key], lang) for key in OWN]
    suffix = messages.pick(messages.SHEETS["copy_suffix"], lang)
    sheets = [sheet.name for sheet in file.book.sheets] if file.book else []
    return Plan(
        file,
        lang,
        date,
        sheet_names(sheets, own, suffix),
        _blocks(file.every),
        elsewhere or {},
        names or {},
    )


def sheet_names(wanted: Iterable[str], taken: Iterable[str], suffix: str) -> dict[str, str]:
    """A name Excel accepts for each sheet, unlike any other whatever the case of its letters."""
    used = {name.casefold() for name in taken} | {"history"}
    names: dict[str, str] = {}
    for name in wanted:
        plain = name.translate(FORBIDDEN).strip("'")[:MAX_NAME].rstrip("'") or "_"
        title, count = plain, 1
        while title.casefold() in used:
            tail = suffix if count == 1 else f"{suffix}{count}"
            title, count = plain[: MAX_NAME - len(tail)] + tail, count + 1
        used.add(title.casefold())
        names[name] = title
    return names


def _blocks(findings: Iterable[Finding]) -> dict[int, Block]:
    blocks: dict[int, Block] = {}
    row = FIRST_BLOCK
    for number, finding in enumerate(findings, 1):
        if finding.outcome is not None:
            blocks[number] = Block(finding, finding.outcome, number, row)
            row = blocks[number].verdict + 2
    return blocks
