"""``python -m bench``: every measurement, or those named on the command line."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import (
    alarms,
    batch,
    binary,
    blunders,
    comparative,
    costs,
    cubes,
    edited,
    forms,
    known,
    localise,
    match,
    own,
    planted,
    sheets,
    tables,
    unknown,
    whole,
)

ROOT = Path(__file__).parent.parent


def best(action: Callable[[], object], times: int = 5) -> float:
    """Shortest wall time of several runs, in seconds: the one least disturbed by other work."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        found.append(time.perf_counter() - start)
    return min(found)


def process(*arguments: str, cwd: str) -> Callable[[], object]:
    """A whole ``python …`` process; one that fails to run at all is not a measurement."""

    def run() -> None:
        done = subprocess.run([sys.executable, *arguments], capture_output=True, cwd=cwd, check=False)
        assert done.returncode in (0, 1), done.stderr.decode()

    return run


def command_line() -> None:
    """Start-up: help and the packaged workbook, whole processes."""
    with tempfile.TemporaryDirectory() as folder:
        bare = best(process("-c", "pass", cwd=folder))
        click = best(process("-c", "import click", cwd=folder))
        pandas = best(process("-c", "import pandas", cwd=folder))
        shown = best(process("-m", "recon", "--help", cwd=folder))
        json = best(process("-m", "recon", "validate", "--format", "json", cwd=folder), 3)
        whole = best(process("-m", "recon", "validate", cwd=folder), 3)
        forms.build(Path(folder) / "form.xlsx", 100, 0.01)
        form = best(process("-m", "recon", "validate", "form.xlsx", "--format", "json", cwd=folder), 3)
    print(f"python -c pass             {bare:7.3f} s")
    print(f"import click               {click:7.3f} s")
    print(f"import pandas              {pandas:7.3f} s")
    print(f"recon --help               {shown:7.3f} s   goal < 0.3; {shown / click:.1f} × import click, goal ≤ 2")
    print(f"recon validate (json)      {json:7.3f} s")
    print(f"a form of 100 rows (json)  {form:7.3f} s   {form / pandas:.1f} × import pandas, goal ≤ 1.5")
    print(f"recon validate (workbook)  {whole:7.3f} s   goal < 3")


SECTIONS: dict[str, Callable[[], None]] = {
    "whole": whole.whole,
    "command_line": command_line,
    "closure": cubes.closure,
    "binary": binary.reading,
    "forms": forms.steps,
    "reading": forms.reading,
    "large": forms.large,
    "batch": batch.batch,
    "nation": batch.nation,
    "match": match.match,
    "match_nation": match.nation,
    "localise": localise.times,
    "open": tables.run,
    "alarms": alarms.run,
    "sheets": sheets.run,
    "planted": planted.run,
    "comparative": comparative.run,
    "unknown": unknown.run,
    "edited": edited.run,
    "tables": localise.tables,
    "suspects": localise.forms,
    "own": own.own,
    "tree": costs.tree,
    "rows": costs.rows,
    "slips": localise.slips,
    "known": known.known,
    "blunders": blunders.blunders,
}


def main() -> None:
    """Run the sections asked for, with the machine's figures on top."""
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name in sys.argv[1:] or SECTIONS:
        print(f"\n{name}: {(SECTIONS[name].__doc__ or '').splitlines()[0]}")
        SECTIONS[name]()


if __name__ == "__main__":
    main()
