"""What the search for suspects costs: a deep tree, forms whose rows fail, whole processes beside the bare read."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

from bench.forms import build
from bench.localise import changed
from recon import rules
from recon.figures import Base
from recon.localise.closed import localise
from recon.rules.closure import close
from tests import cubes as made

EDGES = 12_700
BARE = (
    "import sys, python_calamine as c; b = c.CalamineWorkbook.from_path(sys.argv[1]);"
    "[b.get_sheet_by_name(n).to_python() for n in b.sheet_names]"
)


def tree() -> None:
    """A tree of 12,700 sums' parts with one broken sum: at the root, and two levels below it."""
    base = regular(EDGES)
    for depth in (0, 2):
        figure = next(f for f in base.figures if f.coordinate.item.count(".") == depth)
        closed = close(changed(base, {figure.id: figure.value + Decimal("1234.56")}))
        outcomes = rules.judged(closed)
        start = time.process_time()
        found = localise(closed, outcomes).outcomes
        spent = time.process_time() - start
        wrong = [o for o in found if o.verdict == "mismatch"]
        named = {c.figure for o in wrong for s in o.suspects for c in s.cells}
        print(
            f"{len(base.figures):,} figures, broken {depth} levels below the root: {spent:.2f} s of processor "
            f"(goal 1), by {'/'.join(sorted({o.located for o in wrong}))}; named {len(named & {figure.id})} of 1, "
            f"others {len(named - {figure.id})}"
        )


def regular(edges: int) -> Base:
    """A tree with so many edges, two to nine parts to a sum; totals are accumulated from random leaves."""
    rng = random.Random(1)
    children: dict[str, tuple[str, ...]] = {}
    above: dict[str, tuple[str, ...]] = {"项": ("项",)}
    layer, count = ["项"], 0
    while layer and count < edges:
        name = layer.pop(0)
        children[name] = tuple(f"{name}.{n}" for n in range(rng.randint(2, 9)))
        above |= {part: (*above[name], part) for part in children[name]}
        layer += children[name]
        count += len(children[name])
    trees = made.Tree(children, "项"), made.Tree({}, "期"), made.Tree({}, "区")
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for leaf in trees[0].below("项"):
        value = Decimal(rng.randint(0, 10**6)) / 100
        for name in above[leaf]:
            sums[name] += value
    figures = [
        made.figure(n, (name, "期", "区"), value, 2, "四舍五入") for n, (name, value) in enumerate(sums.items(), 1)
    ]
    return made.base(figures, trees, "四舍五入")


def rows() -> None:
    """Forms whose rows fail, JSON, whole processes: processor seconds, and calamine's bare read of the same file."""
    with tempfile.TemporaryDirectory() as folder:
        for count, share, goal in (
            (2_188, 0.01, "10 × the bare read"),
            (20_000, 0.01, "3 × the bare read"),
            (600, 1.0, ""),
            (2_188, 1.0, "5 s"),
        ):
            path = Path(folder) / f"{count}-{share}.xlsx"
            build(path, count, share)
            empty = min(_processor("-c", "import python_calamine") for _ in range(3))
            bare = min(_processor("-c", BARE, str(path)) for _ in range(3)) - empty
            whole = min(_processor("-m", "recon", "validate", str(path), "--format", "json") for _ in range(3))
            print(
                f"{count:6,} rows, {share:.0%} failing: {whole:5.2f} s = {whole / bare:5.1f} × the bare read"
                + (f" (goal {goal})" if goal else "")
            )
        pandas = min(_processor("-c", "import pandas") for _ in range(3))
        print(f"import pandas {pandas:.2f} s")


def _processor(*arguments: str) -> float:
    """Processor seconds of a whole ``python …`` process; one that fails to run is not a measurement."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
