"""Lists read back → records: who wrote what, since when, and which texts somebody has taken out again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import PurePath

from recon.explanations import sources
from recon.explanations.key import Key, part
from recon.explanations.read import Line, Listed, read
from recon.explanations.stamp import Head, Stamp, mark, signed
from recon.explanations.stamp import head as written_by
from recon.model import FileReport, Finding, Record
from recon.numbers import plain
from recon.workbook import RawBook

_DIGITS = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


@dataclass
class Claims:
    """What people wrote for one file. A text typed in outweighs one that the program wrote in for them."""

    typed: list[Record] = field(default_factory=list)
    untouched: list[Record] = field(default_factory=list)
    former: list[Record] = field(default_factory=list)  #: from lists of other periods
    withdrawn: set[tuple[str, str]] = field(default_factory=set)  #: key and digest of a text taken out

    def records(self) -> list[Record]:
        """The records of this month, those that count first."""
        return [r for r in (*self.typed, *self.untouched) if not self._gone(r)]

    def earlier(self) -> list[Record]:
        """The records of other months."""
        return [record for record in self.former if not self._gone(record)]

    def _gone(self, record: Record) -> bool:
        return (record.key, mark(record.text)) in self.withdrawn


def lists(file: FileReport, books: Iterable[RawBook]) -> list[tuple[RawBook, Listed]]:
    """The lists that concern ``file`` and in which something is written: its own first, then those of ``books``."""
    lists = ((book, read(book)) for book in (file.book, *books) if book)
    return [(book, listed) for book, listed in lists if listed and listed.lines and _concerns(file, listed)]


def claims(file: FileReport, keys: tuple[Key, ...], listed: Iterable[tuple[RawBook, Listed]]) -> Claims:
    """The claims of the lists, sorted by how much they count."""
    made = Claims()
    for book, one in listed:
        _add(made, file, keys, book, one)
    return made


def author(file: FileReport) -> str:
    """The author of a file: 填表人, else 填报单位, else the file it is or was made from."""
    path = PurePath(file.path)
    return signed(file.cover) or f"{sources.family(path.stem)}{path.suffix}"


def _concerns(file: FileReport, listed: Listed) -> bool:
    """Whether a list is this unit's; one that names no unit was named by the user, or found by the file's name."""
    mine, its = written_by(file).subject, listed.head.subject
    return mine == its or not (mine and its)


def _add(claims: Claims, file: FileReport, keys: tuple[Key, ...], book: RawBook, listed: Listed) -> None:
    """Sort the lines of one list."""
    here = replace(written_by(file), author=author(file))
    own = book is file.book
    period = listed.head.period or here.period
    head = replace(here if own or not listed.head.author else listed.head, period=period)
    former = not own and (period != here.period or _of_another_period(file, book, listed))
    for line in listed.lines:
        stamp = line.stamp
        if line.moved:
            if line.text:
                claims.typed.append(_unplaced(line, head))
        elif line.text:
            record = _record(stamp, line, head) if stamp else _guessed(file, keys, line, head)
            (claims.former if former else claims.untouched if line.untouched else claims.typed).append(record)
        elif stamp and stamp.text and not former:
            claims.withdrawn.add((stamp.key, stamp.text))


def _record(stamp: Stamp, line: Line, head: Head) -> Record:
    """A line with its stamp: a text left as it was written in keeps its values and author, any keeps its first period."""
    values, author = (stamp.written_for, stamp.author) if line.untouched else (stamp.values, head.author)
    return Record(stamp.key, values, line.text, author, stamp.since or head.period)


def _of_another_period(file: FileReport, book: RawBook, listed: Listed) -> bool:
    """Whether a list that names no period is called after another period's report of the same unit."""
    mine, its = PurePath(file.path).stem, book.path.stem
    alike = sources.unit(mine) == sources.unit(its)
    return not listed.head.period and alike and sources.family(mine) != sources.family(its)


def _guessed(file: FileReport, keys: tuple[Key, ...], line: Line, head: Head) -> Record:
    """A line without a stamp: the finding of its code at its cell, if the sentence holds that finding's values."""
    for key, finding in zip(keys, file.every, strict=True):
        if finding.code == line.code and str(finding.cell) == line.place:
            values = key.values if _tells(line.sentence, finding) else ""
            return Record(key.identity, values, line.text, head.author, head.period)
    return replace(_unplaced(line, head), refused="")


def _unplaced(line: Line, head: Head) -> Record:
    """A line as it stands in sight, for no finding: its row shows another one than its stamp names."""
    sheet, _, cell = line.place.rpartition("!")
    place = "|".join((part(line.code), part(sheet), "", part(cell)))
    return Record(place, part(line.sentence), line.text, head.author, head.period, "mismatched")


def _tells(sentence: str, finding: Finding) -> bool:
    """Whether a sentence of an earlier version, in either language, names the values of a finding."""
    if finding.outcome is None:
        return finding.words.get("found", "") in sentence
    numbers = {m[0].replace(",", "") for m in _DIGITS.finditer(sentence)}
    return set(_values(finding)) <= numbers


def _values(finding: Finding) -> Iterator[str]:
    for side in (finding.outcome.left, finding.outcome.right) if finding.outcome else ():
        if side.terms and side.value.is_finite() and side.value != Decimal(0):
            yield plain(side.value)
