"""What the codes and names in a relation can mean: the lines of each table, the tables, the values of lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from recon.definitions.fold import word
from recon.definitions.model import Entry, Table

Line = tuple[Literal["row", "column"], str]  #: an axis and a code
#: A code that reads as one word of letters and digits.
SIMPLE = re.compile(r"[A-Za-z]*\d+(?:\.\d+)*[A-Za-z]*|[A-Za-z]+\d*")
#: Signs of the grammar: a name that has one is found only between brackets.
SIGNS = re.compile(r"[=≥≤><≠+*/,;。\[\]']")
_UNIT = re.compile(r"\([^()]*\)$")


@dataclass(slots=True)
class Lines:
    """The rows and columns of a table by code, and by what else they are called."""

    table: str
    rows: dict[str, int] = field(default_factory=dict)  #: code → place from the top
    columns: dict[str, int] = field(default_factory=dict)
    order: dict[str, list[str]] = field(default_factory=dict)  #: axis → codes in order
    texts: set[str] = field(default_factory=set)  #: codes of columns that hold no numbers
    words: dict[str, list[tuple[str, tuple[Line, ...]]]] = field(default_factory=dict)
    quoted: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    bare: dict[str, list[Line]] = field(default_factory=dict)  #: code without its leading zeros, lower case

    def exact(self, code: str) -> tuple[Line, ...]:
        """The lines of this very code."""
        lines: list[Line] = []
        if code in self.rows:
            lines.append(("row", code))
        if code in self.columns:
            lines.append(("column", code))
        return tuple(lines)

    def near(self, code: str) -> tuple[Line, ...]:
        """The lines whose code differs only in leading zeros or between small and capital letters."""
        return tuple(self.bare.get(loose(code), ()))


def loose(code: str) -> str:
    """A code without leading zeros, in small letters."""
    return code.lstrip("0").lower() or "0"


@dataclass(slots=True)
class Names:
    """All that a relation can speak of."""

    tables: dict[str, Lines]
    aliases: dict[str, list[tuple[str, str]]]  #: first character → (what a table is called, 表号), longest first
    values: dict[str, list[str]]  #: first character → values of lists, longest first

    def alias(self, text: str, at: int) -> tuple[str, str] | None:
        """The longest name of a table that stands at a place, and its 表号."""
        pairs = self.aliases.get(text[at : at + 1], ())
        return next((pair for pair in pairs if text.startswith(pair[0], at)), None)


def names(tables: Iterable[Table], entries: Iterable[Entry] = ()) -> Names:
    """The names of a definition."""
    listed = list(tables)
    aliases: dict[str, str] = {}
    for table in listed:
        for called in _called(table):
            aliases.setdefault(called, table.number)
    by_initial: dict[str, list[tuple[str, str]]] = {}
    for called in sorted(aliases, key=len, reverse=True):
        by_initial.setdefault(called[0], []).append((called, aliases[called]))
    values: dict[str, list[str]] = {}
    for value in sorted({word(entry.value) for entry in entries}, key=len, reverse=True):
        if value:
            values.setdefault(value[0], []).append(value)
    return Names({table.number: _lines(table) for table in listed}, by_initial, values)


def _called(table: Table) -> Iterator[str]:
    """The names of a table; a number alone is none: it could be a code."""
    number, name = word(table.number), word(table.name)
    if number and not number.isdigit():
        yield number
    for called in (f"表{number}", f"{number}表", f"附表{number}", name, f"《{name}》", f"《{number}》"):
        if len(called) > 1 and number:
            yield called


def _lines(table: Table) -> Lines:
    lines = Lines(table.number)
    spoken: dict[str, list[Line]] = {}
    for place, row in enumerate(table.rows):
        if row.code not in lines.rows:
            lines.rows[row.code] = place
            _speak(spoken, lines, ("row", row.code), row.name)
    for place, column in enumerate(table.columns):
        if column.code in lines.columns:
            continue
        lines.columns[column.code] = place
        if not column.numeric:
            lines.texts.add(column.code)
        _speak(spoken, lines, ("column", column.code), column.name)
        if column.upper:
            upper = "/".join(part for part in column.upper.split("/") if part)
            for called in (f"{upper}/{column.name}", f"{upper}·{column.name}", f"{upper}{column.name}"):
                _speak(spoken, lines, ("column", column.code), called)
    lines.order = {"row": list(lines.rows), "column": [c for c in lines.columns if c not in lines.texts]}
    for codes, axis in ((lines.rows, "row"), (lines.columns, "column")):
        for code in codes:
            lines.bare.setdefault(loose(word(code)), []).append((axis, code))  # type: ignore[arg-type]
    lines.quoted = {called: tuple(dict.fromkeys(meant)) for called, meant in spoken.items()}
    for called, meant in sorted(lines.quoted.items(), key=lambda pair: -len(pair[0])):
        if not SIGNS.search(called.replace("/", "") if "/" in called else called):
            lines.words.setdefault(called[0], []).append((called, meant))
    return lines


def _speak(spoken: dict[str, list[Line]], lines: Lines, line: Line, name: str) -> None:
    """Enter a line under its name, under its name without the unit behind it, and under a code that is no plain word."""
    code, called = word(line[1]), word(name)
    if code and not SIMPLE.fullmatch(code):
        spoken.setdefault(code, []).append(line)
    for one in dict.fromkeys((called, _UNIT.sub("", called))):
        if len(one) > 1 and not SIMPLE.fullmatch(one):
            spoken.setdefault(one, []).append(line)
