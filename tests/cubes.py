"""Random and regular cubes of figures whose totals are built from their leaves, then rounded."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from itertools import product

from recon.figures import Base, Measure, interval
from recon.hierarchy import Edge, Hierarchy
from recon.model import CellRef, Coordinate, Figure
from recon.units import parse

#: A place of a cube: item, period, region.
Place = tuple[str, str, str]


@dataclass(frozen=True)
class Tree:
    """Names of one dimension: each parent with its children, leaves last."""

    children: dict[str, tuple[str, ...]]
    root: str

    def below(self, name: str) -> Iterator[str]:
        """The leaves under a name."""
        if name not in self.children:
            yield name
        for child in self.children.get(name, ()):
            yield from self.below(child)

    @property
    def names(self) -> list[str]:
        """Every name, root first."""
        return [self.root, *(c for children in self.children.values() for c in children)]


def regular_tree(prefix: str, branches: int, levels: int) -> Tree:
    """A tree with ``levels`` levels in which each inner name has ``branches`` children."""
    children: dict[str, tuple[str, ...]] = {}
    layer = [prefix]
    for _ in range(levels - 1):
        for name in layer:
            children[name] = tuple(f"{name}.{i}" for i in range(branches))
        layer = [c for name in layer for c in children[name]]
    return Tree(children, prefix)


def random_tree(rng: random.Random, prefix: str) -> Tree:
    """One to three levels, one to three children each."""
    children: dict[str, tuple[str, ...]] = {}
    layer = [prefix]
    for _ in range(rng.randint(0, 2)):
        inner = [name for name in layer if rng.random() < 0.8]
        for name in inner:
            children[name] = tuple(f"{name}.{i}" for i in range(rng.randint(1, 3)))
        layer = [c for name in inner for c in children[name]]
    return Tree(children, prefix)


@dataclass(frozen=True)
class Cube:
    """True values at the leaves of three trees, and how they are printed."""

    trees: tuple[Tree, Tree, Tree]
    leaves: dict[Place, Decimal]
    rounding: str = "四舍五入"
    decimals: dict[Place, int] = field(default_factory=dict)
    left_out: frozenset[Place] = frozenset()

    def true(self, place: Place) -> Decimal:
        """The exact value at any place of the cube."""
        items, periods, regions = (tree.below(name) for tree, name in zip(self.trees, place, strict=True))
        below = product(items, periods, regions)
        return sum((self.leaves[leaf] for leaf in below), Decimal(0))

    def base(self) -> Base:
        """The printed figures with their hierarchies."""
        items, periods, regions = (tree.names for tree in self.trees)
        places = product(items, periods, regions)
        figures = [
            figure(number, place, self.true(place), self.decimals.get(place, 0), self.rounding)
            for number, place in enumerate(places, 1)
            if place not in self.left_out
        ]
        return base(figures, self.trees, self.rounding)


def figure(number: int, place: Place, true: Decimal, decimals: int, rounding: str) -> Figure:
    """Print a true value to so many decimals."""
    if rounding == "精确":
        value = true
    else:
        mode = ROUND_HALF_UP if rounding == "四舍五入" else ROUND_DOWN
        value = true.quantize(Decimal(1).scaleb(-decimals), mode)
    ulp = Decimal(0) if rounding == "精确" else Decimal(1).scaleb(-decimals)
    possible = interval(value, ulp, rounding)
    return Figure(
        f"F{number}",
        "S1",
        "正文",
        Coordinate("金额", *place),
        str(value),
        "万元",
        "",
        value,
        (value, value),
        possible,
        ulp,
        CellRef("指标", number + 1, 8),
    )


def base(figures: list[Figure], trees: tuple[Tree, Tree, Tree], rounding: str) -> Base:
    """A figure base of one measure."""
    edges = tuple(
        Edge(dimension, parent, child, True, frozenset(), "", CellRef("层级"))
        for dimension, tree in enumerate(trees)
        for parent, children in tree.children.items()
        for child in children
    )
    measure = Measure("金额", parse("万元"), "金额", True, rounding, "", Decimal(5))
    return Base(tuple(figures), {"金额": measure}, Hierarchy(edges), (), {"S1": ""})


def random_cube(seed: int, rounding: str = "四舍五入") -> Cube:
    """A small cube with mixed precision, sizes from 0.01 to 10^13 and some figures left out."""
    rng = random.Random(seed)
    trees = (random_tree(rng, "项"), random_tree(rng, "期"), random_tree(rng, "区"))
    size = 10 ** rng.randint(0, 13)
    items, periods, regions = (tree.below(tree.root) for tree in trees)
    leaves = {place: Decimal(rng.randint(0, size * 1000)) / 1000 for place in product(items, periods, regions)}
    first, second, third = (tree.names for tree in trees)
    places = list(product(first, second, third))
    decimals = {place: rng.randint(0, 2) for place in places}
    left_out = frozenset(place for place in places if rng.random() < 0.25)
    return Cube(trees, leaves, rounding, decimals, left_out)


def scaled(cube_base: Base, factor: int) -> Base:
    """Every figure times a power of ten, precision included."""
    by = Decimal(factor)
    figures = tuple(
        replace(
            f,
            value=f.value * by,
            points=(f.points[0] * by, f.points[1] * by),
            interval=replace(f.interval, low=f.interval.low * by, high=f.interval.high * by),
            ulp=f.ulp * by,
        )
        for f in cube_base.figures
    )
    return replace(cube_base, figures=figures)
