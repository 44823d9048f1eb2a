"""Closure of full cubes of figures: three dimensions of three levels each, every total printed."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from decimal import Decimal
from itertools import product

from recon import rules
from recon.figures import Base
from recon.gc_pause import gc_paused
from recon.rules.closure import close
from tests import cubes as made


def closure() -> None:
    """Ten times the figures should cost at most twelve times the time."""
    spent: list[tuple[int, float]] = []
    for branches in ((4, 4, 4), (7, 6, 6)):
        base = regular(branches)
        closing, whole = min((_timed(base) for _ in range(3)), key=sum)
        spent.append((len(base.figures), closing))
        print(f"{len(base.figures):7,} figures: closure {closing:6.2f} s, with all outcomes written {whole:6.2f} s")
    (few, short), (many, long) = spent
    print(
        f"{many / few:.1f} × the figures cost {long / short:.1f} × the time: {long / short / (many / few):.2f} each"
        " (goal ≤ 1.20)"
    )


def _timed(base: Base) -> tuple[float, float]:
    start = time.perf_counter()
    with gc_paused():
        close(base)
    middle = time.perf_counter()
    rules.run(base)
    return middle - start, time.perf_counter() - middle


def regular(branches: tuple[int, int, int]) -> Base:
    """A cube with ``branches`` children per name; totals are accumulated from random leaves."""
    trees = (
        made.regular_tree("项", branches[0], 3),
        made.regular_tree("期", branches[1], 3),
        made.regular_tree("区", branches[2], 3),
    )
    rng = random.Random(1)
    chains = [_chains(tree) for tree in trees]
    sums: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for leaf in product(*(tree.below(tree.root) for tree in trees)):
        value = Decimal(rng.randint(0, 10**6)) / 100
        for place in product(*(chain[name] for chain, name in zip(chains, leaf, strict=True))):
            sums[place[0], place[1], place[2]] += value
    figures = [made.figure(n, place, value, 2, "四舍五入") for n, (place, value) in enumerate(sums.items(), 1)]
    return made.base(figures, trees, "四舍五入")


def _chains(tree: made.Tree) -> dict[str, list[str]]:
    """Each name with all names above it."""
    above = {child: parent for parent, children in tree.children.items() for child in children}
    chains = {}
    for name in tree.names:
        chain = [name]
        while chain[-1] in above:
            chain.append(above[chain[-1]])
        chains[name] = chain
    return chains
