"""Hierarchies (层级): which children make up a parent along one dimension, for which measures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from recon.model import CellRef

DIMENSIONS = ("项目", "时期", "地区", "性质")


@dataclass(frozen=True, slots=True)
class Edge:
    """A row of 层级: one child of one parent."""

    dimension: int  #: place in DIMENSIONS
    parent: str
    child: str
    complete: bool
    measures: frozenset[str]  #: empty: all
    group: str  #: 分组: which breakdown, where a parent has several
    cell: CellRef

    @property
    def by_code(self) -> bool:
        """Whether the child stands for all names whose code begins so (``20*``)."""
        return len(self.child) > 1 and self.child.endswith("*")


@dataclass(frozen=True, slots=True)
class Group:
    """One breakdown of a parent for one measure; ``complete`` if nothing but its children belongs to it."""

    dimension: int
    parent: str
    name: str
    children: tuple[str, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Trees:
    """The hierarchies of one measure: for each dimension, the groups a child belongs to."""

    above: tuple[dict[str, tuple[Group, ...]], ...]


@dataclass(frozen=True)
class Hierarchy:
    """All edges, none of them in a cycle, and each name's height above the deepest leaf below it."""

    edges: tuple[Edge, ...]
    heights: tuple[dict[str, int], ...] = field(init=False)

    def __post_init__(self) -> None:
        heights = tuple(_heights([e for e in self.edges if e.dimension == d]) for d in range(len(DIMENSIONS)))
        object.__setattr__(self, "heights", heights)

    def trees(self, measure: str) -> Trees:
        """The groups that apply to ``measure``: each row is kept whose 适用指标 is blank or names it."""
        rows: dict[tuple[int, str, str], list[Edge]] = {}
        for edge in self.edges:
            if not edge.measures or measure in edge.measures:
                rows.setdefault((edge.dimension, edge.parent, edge.group), []).append(edge)
        above: tuple[dict[str, list[Group]], ...] = tuple({} for _ in DIMENSIONS)
        for (dimension, parent, name), edges in sorted(rows.items()):
            children = tuple(sorted({e.child for e in edges}))
            group = Group(dimension, parent, name, children, all(e.complete for e in edges))
            for child in children:
                above[dimension].setdefault(child, []).append(group)
        return Trees(tuple({child: tuple(groups) for child, groups in level.items()} for level in above))


_CODE = re.compile(r"[0-9A-Za-z.]+")


def by_code(edge: Edge, names: Iterable[str]) -> Iterator[Edge]:
    """A row whose child is ``20*``: each name whose code begins so, below the name of the longest code within its own.

    A name's code is what it begins with in digits and letters: 20101 行政运行.
    """
    prefix = edge.child.removesuffix("*")
    codes = {match[0]: name for name in names if (match := _CODE.match(name)) and name != edge.parent}
    for code, name in codes.items():
        if code.startswith(prefix):
            above = (codes[code[:n]] for n in range(len(code) - 1, len(prefix) - 1, -1) if code[:n] in codes)
            yield replace(edge, parent=next(above, edge.parent), child=name)


def split_cycles(edges: Iterable[Edge]) -> tuple[list[Edge], list[Edge]]:
    """Separate the edges that lie on a cycle of their dimension from the sound ones."""
    edges = list(edges)
    looped: set[tuple[int, str]] = set()
    for dimension in range(len(DIMENSIONS)):
        below: dict[str, set[str]] = {}
        for edge in edges:
            if edge.dimension == dimension:
                below.setdefault(edge.parent, set()).add(edge.child)
        looped |= {(dimension, name) for name in _on_cycles(below)}
    bad = [e for e in edges if (e.dimension, e.parent) in looped and (e.dimension, e.child) in looped]
    return [e for e in edges if e not in set(bad)], bad


def _on_cycles(below: dict[str, set[str]]) -> Iterator[str]:
    """Names left when leaves, then roots, have been taken away again and again."""
    names = set(below) | {child for children in below.values() for child in children}
    while True:
        inner = {n for n in names if below.get(n, set()) & names}
        inner &= {child for n in names for child in below.get(n, ())}
        if inner == names:
            break
        names = inner
    yield from names


def _heights(edges: list[Edge]) -> dict[str, int]:
    """Longest way down from each name (Kahn's order from the leaves up)."""
    above: dict[str, list[str]] = {}
    open_children: dict[str, int] = {}
    for parent, child in sorted({(e.parent, e.child) for e in edges}):
        above.setdefault(child, []).append(parent)
        open_children[parent] = open_children.get(parent, 0) + 1
        open_children.setdefault(child, 0)
    heights = {name: 0 for name, count in open_children.items() if not count}
    ready = list(heights)
    while ready:
        name = ready.pop()
        for parent in above.get(name, ()):
            heights[parent] = max(heights.get(parent, 0), heights[name] + 1)
            open_children[parent] -= 1
            if not open_children[parent]:
                ready.append(parent)
    return heights
