"""Which cells a sum covers: SUM, SUBTOTAL, AGGREGATE, references added up, SUMIF and SUMIFS with what they pick by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from recon.audit.references import Area, area

#: Functions that add up their arguments, with how many arguments in front say how.
_ADDING = {"SUM": 0, "SUBTOTAL": 1, "AGGREGATE": 2}
_CALL = re.compile(r"([A-Za-z.]+)\((.*)\)", re.DOTALL)
#: More cells than a sum of a form has; beyond it cells are not counted one by one.
MOST = 200_000


@dataclass(frozen=True, slots=True)
class Pick:
    """A condition of SUMIFS or COUNTIFS: rows whose cell in ``within`` equals ``wanted`` (a cell, or text in quotes)."""

    within: Area
    wanted: Area | str


@dataclass(frozen=True, slots=True)
class Covered:
    """The cells that a formula adds up."""

    areas: tuple[Area, ...]
    picks: tuple[Pick, ...] = ()
    counting: bool = False  #: it counts rows instead
    visible: bool = False  #: rows that are filtered out, or hidden, are left out

    def times(self, sheet: str, own: str) -> Counter[tuple[int, int]]:
        """How often each cell of a sheet is added up; ``own``: the sheet that the formula stands on."""
        counts: Counter[tuple[int, int]] = Counter()
        for one in self.areas:
            size = (one.bottom - one.top + 1) * (one.right - one.left + 1)
            if (one.sheet or own) == sheet and not one.file and size <= MOST:
                counts.update(
                    (row, column) for row in range(one.top, one.bottom + 1) for column in range(one.left, one.right + 1)
                )
        return counts


def covered(text: str) -> Covered | None:
    """The cells that a formula adds up; None where it is no plain sum: another function, a difference, a product."""
    terms = list(_split(text, "+"))
    parts = [_term(term) for term in terms]
    if not parts or any(part is None for part in parts):
        return None
    read = [part for part in parts if part is not None]
    if len(read) == 1:
        return read[0]
    if any(part.picks for part in read):
        return None
    areas = tuple(one for part in read for one in part.areas)
    return Covered(areas, visible=any(part.visible for part in read))


def _term(text: str) -> Covered | None:
    bare = text.strip()
    single = area(bare)
    if single is not None:
        return Covered((single,))
    call = _CALL.fullmatch(bare)
    if call is None:
        return None
    name, arguments = call[1].upper(), [one.strip() for one in _split(call[2], ",")]
    if name == "ROUND":
        return covered(arguments[0])
    if name in ("SUMIFS", "SUMIF", "COUNTIFS", "COUNTIF"):
        return _picking(name, arguments)
    if name not in _ADDING or len(arguments) <= _ADDING[name]:
        return None
    areas = [area(one) for one in arguments[_ADDING[name] :]]
    if any(one is None for one in areas):
        nested = [_term(one) for one in arguments[_ADDING[name] :]] if name == "SUM" else [None]
        if any(one is None or one.picks for one in nested):
            return None
        areas = [a for one in nested if one is not None for a in one.areas]
    return Covered(tuple(a for a in areas if a is not None), visible=name != "SUM")


def _picking(name: str, arguments: list[str]) -> Covered | None:
    """SUMIFS(sum, where, what, …), SUMIF(where, what, sum), COUNTIFS(where, what, …)."""
    if name == "SUMIF":
        if len(arguments) not in (2, 3):
            return None
        arguments = [arguments[2] if len(arguments) == 3 else arguments[0], *arguments[:2]]
    pairs = arguments[1:] if name.startswith("SUM") else arguments
    target = area(arguments[0]) if arguments else None
    if target is None or len(pairs) % 2:
        return None
    picks: list[Pick] = []
    for where, what in zip(pairs[::2], pairs[1::2], strict=True):
        within = area(where)
        if within is None:
            return None
        picks.append(Pick(within, area(what) or what))
    return Covered((target,), tuple(picks), name.startswith("COUNT"))


def _split(text: str, sign: str) -> Iterator[str]:
    """The parts of a formula between signs that stand in no bracket and no text."""
    depth, quote, start = 0, "", 0
    for at, character in enumerate(text):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in "({":
            depth += 1
        elif character in ")}":
            depth -= 1
        elif character == sign and not depth:
            yield text[start:at]
            start = at + 1
    yield text[start:]
