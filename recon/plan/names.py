"""Names that do not meet: an item, period or region that nothing else knows, beside one that is nearly the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import category, normalize

from recon.hierarchy import DIMENSIONS
from recon.model import CellRef, Figure, Finding
from recon.rules.closure import Closed

FAR = 2  #: characters by which two names may differ
LONG = 40  #: longer names are compared only for being equal when folded
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十百]+")
#: What stands before a name without being part of it: 其中, and a number that is followed by a point or in brackets.
_LEAD = re.compile(r"(?:其中[:,]?|\(?(?:\d+|[一二三四五六七八九十]+)[).、])+")
#: Words in which one character makes another thing: these differ on purpose.
_OPPOSITES = tuple("东西南北上下前后内外新旧大小左右中正副")


def check(closed: Closed, columns: Mapping[str, int]) -> Iterator[Finding]:
    """A finding for each name that no hierarchy and no other figure knows, with the one it may be.

    Names that are equal when folded are told always; others only where the figure would fill a gap that the other
    name leaves in a sum. ``columns``: of each dimension in sheet 指标.
    """
    base = closed.base
    for dimension, label in enumerate(DIMENSIONS):
        by_name: dict[str, list[Figure]] = defaultdict(list)
        for figure in base.figures:
            by_name[figure.coordinate.names[dimension]].append(figure)
        listed = {name for e in base.hierarchy.edges if e.dimension == dimension for name in (e.parent, e.child)}
        strange = [n for n, figures in by_name.items() if n and n not in listed and len(figures) == 1]
        candidates = [*dict.fromkeys([*(name for name in by_name if name), *sorted(listed)])]
        reported: set[tuple[str, str]] = set()
        for name, near in nearest(strange, candidates):
            (figure,) = by_name[name]
            fitting = [n for n in near if fold(n) == fold(name) or _fits(closed, figure, dimension, n)]
            if fitting and (fitting[0], name) not in reported:  # of two strange names one is reported
                reported.add((name, fitting[0]))
                words = {"column": label, "found": name, "expected": fitting[0]}
                place = CellRef(figure.cell.sheet, figure.cell.row, columns.get(label, 0))
                yield Finding("NAME01", "核实性", (place,), words)


def _fits(closed: Closed, figure: Figure, dimension: int, name: str) -> bool:
    """Whether a figure fills a gap that another name leaves in a sum."""
    place = figure.coordinate.moved(dimension, name)
    if place in closed.values:
        return False
    edges = [
        e
        for e in closed.base.hierarchy.edges
        if e.dimension == dimension and (not e.measures or place.measure in e.measures)
    ]
    parents = {e.parent for e in edges if e.child == name} | {name for e in edges if e.parent == name}
    near = {n for e in edges if e.parent in parents for n in (e.parent, e.child)}
    return any(place.moved(dimension, n) in closed.values for n in near)


def nearest(strange: Iterable[str], names: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Each strange name with the known ones that it may be, the likeliest first.

    Names are found by what is left of them without one or two characters, so that the time is proportional to
    their number.
    """
    folded = {name: fold(name) for name in strange}
    lengths = {len(own) + away for own in folded.values() for away in range(-FAR, FAR + 1)}
    shortened: dict[str, list[str]] = defaultdict(list)
    for name in names if folded else ():
        if len(other := fold(name)) in lengths:
            for short in _shortened(other):
                shortened[short].append(name)
    for name, own in folded.items():
        others = dict.fromkeys(other for short in _shortened(own) for other in shortened.get(short, ()))
        near = [other for other in others if other != name and _alike(own, fold(other))]
        if near:
            yield name, sorted(near, key=lambda other: (distance(own, fold(other)), other))


def fold(name: str) -> str:
    """A name without what the eye passes over: width, case, blanks, punctuation, invisible characters, numbering, 其中."""
    plain = "".join(char for char in normalize("NFKC", name).casefold() if category(char)[0] not in "ZC")
    bare = _LEAD.sub("", plain, count=1) if _LEAD.match(plain) else plain
    return "".join(char for char in bare or plain if category(char)[0] != "P")


def _shortened(name: str) -> set[str]:
    """A name, and what is left of it without one or two of its characters."""
    if len(name) > LONG:
        return {name}
    shortened = last = {name}
    for _ in range(FAR):
        last = {short[:place] + short[place + 1 :] for short in last for place in range(len(short))}
        shortened = shortened | last
    return shortened


def _alike(first: str, second: str) -> bool:
    """Whether two names may be one, misspelt: few characters apart for their length, and no number or side differs."""
    if _DIGITS.findall(first) != _DIGITS.findall(second):
        return False
    if {c for c in first if c in _OPPOSITES} != {c for c in second if c in _OPPOSITES}:
        return False
    away = distance(first, second)
    return away <= FAR and 3 * away <= max(len(first), len(second))


def distance(first: str, second: str) -> int:
    """Characters to be changed, added or dropped to come from one name to the other (V. I. Levenshtein, 1965)."""
    row = list(range(len(second) + 1))
    for n, char in enumerate(first, 1):
        last, row = row, [n]
        for k, other in enumerate(second, 1):
            row.append(min(last[k] + 1, row[-1] + 1, last[k - 1] + (char != other)))
    return row[-1]
