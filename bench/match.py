"""Two libraries matched: how many accepted pairs are right, how many true pairs are found, time and memory at size."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import libraries
from examples.pair import write
from examples.pair.rows import Pair
from recon.match import shard
from recon.match.result import Pair as Matched
from recon.match.result import Result
from recon.match.shard import Shard, Work

ROOT = Path(__file__).parent.parent
BLANK = 0.3  #: share of the codes of the right side left out at size, so that names have work to do


@dataclass(frozen=True)
class Score:
    """Accepted pairs against the truth, all by the keys of the example."""

    accepted: int
    wrong: frozenset[tuple[int, int]]
    missed: frozenset[tuple[int, int]]  #: true pairs that were not accepted
    silent: frozenset[tuple[int, int]]  #: those of them that are not among the candidates either
    true: int
    bundles: tuple[int, int, int]  #: suggested rightly, suggested in all, planted

    @property
    def precision(self) -> float:
        """Share of accepted pairs that are true."""
        return 1 - len(self.wrong) / max(self.accepted, 1)

    @property
    def recall(self) -> float:
        """Share of true pairs that were accepted."""
        return 1 - len(self.missed) / max(self.true, 1)


def judged(example: Pair, result: Result) -> Score:
    """Compare a result with the truth; either copy of a row told twice is right."""
    mine, theirs = ([row["key"] for row in rows] for rows in (example.left, example.right))
    accepted = {(mine[p.left], theirs[p.right]) for p in result.pairs}
    shown = {(mine[c.left], theirs[c.right]) for c in result.candidates}
    found = {mine[p.left] for p in result.pairs if (mine[p.left], theirs[p.right]) in example.either}
    missed = frozenset(pair for pair in example.pairs if pair[0] not in found)
    suggested = {
        (frozenset(mine[a] for a in ours), frozenset(theirs[b] for b in others))
        for ours, others in (bundle.ends for bundle in result.bundles)
    }
    bundles = len(suggested & example.bundles), len(suggested), len(example.bundles)
    return Score(
        len(accepted),
        frozenset(accepted - example.either),
        missed,
        missed - shown,
        len(example.pairs),
        bundles,
    )


def match() -> None:
    """2,188 projects with 200 planted differences through two workbooks; 20,000 × 20,000 in memory."""
    from recon.match import library, run

    with tempfile.TemporaryDirectory() as folder:
        example = write.save(Path(folder))
        left, right = (library.read(Path(folder) / name) for name in (write.LEFT, write.RIGHT))
        result = run.reconcile(left, right)
    score = judged(example, result)
    kinds = ", ".join(f"{kind} {n}" for kind, n in Counter(one.kind for one in example.planted).items())
    print(f"{len(example.left):,} and {len(example.right):,} rows, {len(example.planted)} differences: {kinds}")
    print(f"precision {score.precision:.4f} (goal ≥ 0.999), recall {score.recall:.4f} (goal ≥ 0.98)")
    print(f"  accepted {score.accepted:,}, wrong {len(score.wrong)}; not accepted {len(score.missed)}, of which")
    print(f"  {len(score.silent)} are not among the candidates (goal 0)")
    print("  bundles: {} right of {} suggested, {} planted".format(*score.bundles))
    _sized(20_000, BLANK, 1.0)


def nation() -> None:
    """100,000 × 100,000 in memory, no codes at all on the right side: by names, sharded by network and region."""
    _sized(100_000, 1.0)


def _sized(count: int, *shares: float) -> None:
    for share in shares:
        for jobs in (1, 2):
            told = _large(count, share, jobs)
            print(f"{count:,} × {count:,}, {share:.0%} of codes blank, {jobs} process(es): {told}")


def _large(count: int, share: float, jobs: int) -> str:
    """Seconds of matching and peak memory, in a process of its own."""
    command = [sys.executable, "-m", "bench.match", str(count), str(share), str(jobs)]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip()


def _used() -> tuple[float, float]:
    """Peak memory in MiB and seconds of processor of this process so far."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_maxrss / 1024, used.ru_utime + used.ru_stime


def measured(item: Shard) -> tuple[list[Matched], int, float, float]:
    """The pairs of a shard, and what the process that made them has used so far."""
    return shard.solve(item), os.getpid(), *_used()


def large(count: int, share: float, jobs: int) -> None:
    """Match libraries of ``count`` projects, ``share`` of the right side's codes left out."""
    import random
    import time

    from recon.batch import pool
    from recon.match import run

    example = libraries.example(count, factor=count / 2_188)
    rng = random.Random(libraries.SEED)
    for row in example.right:
        row["项目代码"] = "" if rng.random() < share else row["项目代码"]
    sides = libraries.library(example.left), libraries.library(example.right, "右.xlsx")
    others: dict[int, tuple[float, float]] = {}

    def spread(work: Work, shards: Iterator[Shard], rows: int) -> Iterator[list[Matched]]:
        for pairs, process, *used in pool.spread(measured, shards, jobs) if jobs > 1 else map(measured, shards):
            others[process] = (used[0], used[1])
            yield pairs

    start, before = time.perf_counter(), _used()[1]
    result = run.reconcile(*sides, spread=spread)
    spent, (peak, own) = time.perf_counter() - start, _used()
    others.pop(os.getpid(), None)
    processors = own - before + sum(seconds for _, seconds in others.values())
    peaks = " and ".join(f"{size:,.0f}" for size in (peak, *(size for size, _ in others.values())))
    score = judged(example, result)
    goal = " (goal < 60)" if count == 20_000 else ""
    print(
        f"{spent:.1f} s{goal}, {processors:.1f} s of processors, peak {peaks} MiB (goal < 1,000 a process), "
        f"precision {score.precision:.5f}, recall {score.recall:.4f}"
    )


if __name__ == "__main__":
    large(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
