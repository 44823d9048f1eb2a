"""Forms by definition beside the built-in ones: whole commands in turns, processor time, and the ratio of the medians."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.forms import build
from bench.whole import median, recon, run

ROWS = 200
#: Of each command, in turns, so that a busy machine is busy for both; one more before them, of which nothing counts.
RUNS = 7


def own() -> None:
    """A month's report of 200 rows by the built-in form, and by its own definition exported: goal 1.15."""
    with tempfile.TemporaryDirectory() as folder:
        build(report := Path(folder) / "a.xlsx", ROWS, 0.01)
        definition = str(Path(folder) / "表样.xlsx")
        run("-m", "recon", "form", "export", "月报", "-o", definition)
        ways = {
            "built in": recon((report,)),
            "by definition": [*recon((report,)), "--form", definition],
        }
        taken = [{way: run(*command, "--format", "json") for way, command in ways.items()} for _ in range(RUNS + 1)]
    spent = {way: median([took[way] for took in taken[1:]]).seconds for way in ways}
    built_in, defined = spent.values()
    for way, seconds in spent.items():
        print(f"{way:14} {seconds:6.2f} s of processor")
    print(f"{ROWS} rows, JSON: by definition {defined / built_in:.2f} × the built-in form (goal 1.15)")
