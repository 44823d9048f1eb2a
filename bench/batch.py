"""Many files: processes against one, ten times the files, and a year of a whole country."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

from bench import forms
from examples.lists import NETWORKS, REGIONS
from recon.batch import inputs, run, runners
from recon.options import Options

PROVINCES, UNITS, MONTHS = 31, 100, 12
#: Hours in which a country's month should be checked once everything is in.
HOURS = 8


def coordinates() -> Iterator[tuple[str, str, str]]:
    """Month, network and region of ever more reports."""
    yield from product((f"{2020 + n // 12}-{n % 12 + 1:02d}" for n in range(600)), NETWORKS, REGIONS)


def reports(folder: Path, count: int, rows: int) -> Path:
    """``count`` reports of ``rows`` projects, no two on the same thing, one project in a hundred wrong."""
    folder.mkdir()
    for n, (month, network, region) in enumerate(islice(coordinates(), count)):
        forms.build(folder / f"{n:05d}.xlsx", rows, 0.01, 报告期=month, 网别=network, 地区=region)
    return folder


def timed(folder: Path, jobs: int) -> float:
    """Wall seconds of checking a folder in this process or several."""
    asked = run.Run(inputs.expand([folder]).paths, Options(gather=True), runner=runners.processes(jobs))
    start = time.perf_counter()
    done = run.execute(asked)
    assert all(one.report.error is None for one in done)
    return time.perf_counter() - start


def batch() -> None:
    """500 submissions of 100 rows: two processes against one, start-up apart; ten times the files."""
    with tempfile.TemporaryDirectory() as folder:
        small = reports(Path(folder) / "small", runners.WORTHWHILE, 1)
        tenth = reports(Path(folder) / "tenth", 50, 100)
        whole = reports(Path(folder) / "whole", 500, 100)
        timed(small, 1)
        alone = timed(small, 1)
        start = timed(small, 2) - alone / 2
        few, one, two = timed(tenth, 1), timed(whole, 1), timed(whole, 2)
    print(f"starting two processes {start:.2f} s (a server that imports everything once)")
    print(f"one process {one:.2f} s, {500 / one:.1f} files/s; two {two:.2f} s: {one / two:.2f} × as fast,")
    print(f"  {one / (two - start):.2f} × without the start (goal ≥ 1.6)")
    print(f"ten times the files cost {one / few:.1f} × (goal ≤ 11)")


def nation() -> None:
    """A simulated year of a country: every province's month is a run of its own in two processes."""
    share = float(os.environ.get("RECON_BENCH_SHARE", "0.02"))
    with tempfile.TemporaryDirectory() as folder:
        source = reports(Path(folder) / "forms", UNITS, 8)
        runs = max(round(PROVINCES * MONTHS * share), 1)
        start = time.perf_counter()
        for n in range(runs):
            copy = Path(folder) / f"run{n}"
            shutil.copytree(source, copy)
            timed(copy, 2)
            shutil.rmtree(copy)
        spent = time.perf_counter() - start
    total, rate = PROVINCES * UNITS * MONTHS, runs * UNITS / spent
    month = PROVINCES * UNITS / rate
    print(
        f"{runs} of {PROVINCES * MONTHS} runs, {runs * UNITS:,} of {total:,} files: {rate:.1f} files/s on {os.cpu_count()} cores"
    )
    print(f"the year takes {total / rate / 3600:.2f} h; a month of the country {month / 60:.1f} min on one machine,")
    print(f"  so that {HOURS} h need {month / 3600 / HOURS:.3f} machines of this size: one, to be told in minutes")
