"""What an explanation is written for: the relation, its place in words, and the values it had."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from recon.explanations.place import Places
from recon.model import CellRef, FileReport, Finding, Outcome, Side
from recon.numbers import plain

#: Values of a side up to this number are written out, of more their sum; the digest covers all.
SHOWN = 4
LONGEST = 120  #: characters of a part of a key; a longer one is cut and told apart by a digest
#: Words of a finding that are addresses or headings, and so no values.
UNBOUND = {"cells", "column", "key", "place"}
_MONTH = re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True, slots=True)
class Key:
    """The identity of a finding from month to month. Parts hold neither ``|`` nor line breaks."""

    relation: str  #: the finding's code
    place: str  #: ``table|row|column``
    values: str  #: as shown, in the form's unit, and a digest after ``#``

    @property
    def identity(self) -> str:
        """Relation and place: what :class:`recon.model.Record` calls its key."""
        return f"{self.relation}|{self.place}"

    def __str__(self) -> str:
        return f"{self.identity}|{self.values}"


def key(file: FileReport, finding: Finding) -> Key:
    """The key of one finding of a file."""
    return _key(Places(file), finding)


def keys(file: FileReport) -> tuple[Key, ...]:
    """The keys of all findings of a file, in the order of lists: what follows behind its cause."""
    places = Places(file)
    return tuple(_key(places, finding) for finding in file.every)


def about(identity: str) -> str:
    """The identity that stays when a relation fails in another way: OVER01 and OVER02 at one place."""
    relation, _, place = identity.partition("|")
    return f"{relation.rstrip('0123456789')}|{place}"


def row(identity: str) -> str:
    """The part of an identity that names the row."""
    return identity.split("|")[2]


def worded(values: str) -> str:
    """Values in words, without their digest."""
    return values.rpartition("#")[0]


def digest(*parts: str, size: int = 5) -> str:
    """A short fingerprint of texts in order."""
    hashed = hashlib.blake2b(digest_size=size)
    for part in parts:
        hashed.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return hashed.hexdigest()


def part(text: str) -> str:
    """A text as part of a key: one line of printable characters, without ``|``, of bounded length."""
    line = "".join(c if c.isprintable() else " " for c in text.replace("|", "｜"))
    line = " ".join(line.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…{digest(line)}"


def _key(places: Places, finding: Finding) -> Key:
    place = "|".join(map(part, _place(places, finding)))
    values = _compared(places, finding.outcome) if finding.outcome else _stated(places, finding)
    return Key(finding.code, place, values)


def _place(places: Places, finding: Finding) -> tuple[str, str, str]:
    """Table, row and column. A relation that no single row owns goes by what it measures, a missing row by its name."""
    outcome, cell = finding.outcome, finding.cell
    names, label = places.names(cell), places.label(cell)
    if outcome is None:
        row = names[0] if names else "" if cell.row else finding.words.get("found", "")
        return places.table(cell), row, label or finding.words.get("column", "")
    where = outcome.coordinate
    breakdown = "" if finding.code.startswith(outcome.label) else outcome.label
    if where.item in names:
        return places.table(cell), f"{names[0]} {breakdown}", label
    own = places.period, ""
    period = "" if where.period in own or _MONTH.fullmatch(where.period) else where.period  # next month's too
    return places.table(cell), f"{where.item} {period} {where.region} {breakdown}", where.measure


def _compared(places: Places, outcome: Outcome) -> str:
    """Both sides of an outcome, each term by row, column and print; their order does not matter."""
    left, right = (sorted(_terms(places, side)) for side in (outcome.left, outcome.right))
    sides = [plain(side.value) for side in (outcome.left, outcome.right)]
    whole = digest(outcome.operator, outcome.unit, *sides, *left, "", *right)
    shown = [_shown(places, side) for side in (outcome.left, outcome.right)]
    return f"{part(f' {outcome.operator} '.join(filter(None, shown)) + outcome.unit)}#{whole}"


def _terms(places: Places, side: Side) -> Iterator[str]:
    for term in side.terms:
        figure, names = term.figure, places.names(term.figure.cell)
        name = names[0] if names else figure.coordinate.item
        yield "|".join((name, figure.coordinate.measure, str(term.sign), figure.printed, figure.unit, figure.qualifier))


def _shown(places: Places, side: Side) -> str:
    """A side in words: the terms of one row by their columns, others by their rows; many terms as their sum."""
    if not side.terms or len(side.terms) > SHOWN:
        return plain(side.value) if side.value.is_finite() else ""
    alone = len({term.figure.cell.row for term in side.terms}) == 1
    words = (
        (t.figure.coordinate.measure if alone else (places.names(t.figure.cell) or [t.figure.id])[0], t)
        for t in side.terms
    )
    return " + ".join(f"{name} {'−' if t.sign < 0 else ''}{t.figure.printed}" for name, t in words)


def _stated(places: Places, finding: Finding) -> str:
    """The cells of a finding that rests on no figures, each distinct value once, and what its sentence names."""
    cells = dict.fromkeys(_cells(places, finding.cells))
    words = [f"{k} {v}" for k, v in sorted(finding.words.items()) if k not in UNBOUND]
    values = {value for _, value in cells}
    extra = [v for k, v in sorted(finding.words.items()) if k not in UNBOUND and v not in values]
    shown = [f"{label} {value}".strip() for label, value in cells if value] + extra
    return f"{part('；'.join(islice(shown, SHOWN)))}#{digest(*sorted(map('|'.join, cells)), '', *words)}"


def _cells(places: Places, cells: Iterable[CellRef]) -> Iterator[tuple[str, str]]:
    for cell in cells:
        if cell.row and cell.column and places.sheet(cell.sheet):
            yield places.label(cell), places.value(cell)
