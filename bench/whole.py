"""Whole processes beside their peers: processor time of one file from the command to the last byte, at three sizes.

A peer does less than the check (it reads, or checks types, or six relations) and says nothing of cells; it is the measure of
what a file of this size costs at all. One that is not installed ends the bench: a table without it would flatter.
"""

from __future__ import annotations

import math
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from bench.forms import build

SIZES = (100, 2_188, 20_000)
#: Share of the rows that fail.
FAILING = 0.01
#: Runs of which the median counts.
RUNS = 3
FRAME = "import sys, pandas; f = pandas.read_excel(sys.argv[1], sheet_name='项目月报表', header=[4, 5], engine='calamine'); "
COLUMNS = "f.columns = [str(b) if not str(b).startswith('Unnamed') else str(a) for a, b in f.columns]; "
ROLLED = "(f['上月末累计完成'] + f['本月完成'] - f['开工以来累计完成']).abs() <= 0.015"
#: What is compared: packages it needs, and the program; the file is its first argument.
PEERS: dict[str, tuple[tuple[str, ...], str]] = {
    "python -c pass": ((), "pass"),
    "import pandas": (("pandas",), "import pandas"),
    "calamine, read": (
        ("python_calamine",),
        "import sys, python_calamine as c; b = c.CalamineWorkbook.from_path(sys.argv[1]);"
        "[b.get_sheet_by_name(n).to_python() for n in b.sheet_names]",
    ),
    "openpyxl, read": (
        ("openpyxl",),
        "import sys, openpyxl; b = openpyxl.load_workbook(sys.argv[1], read_only=True);"
        "[list(s.iter_rows(values_only=True)) for s in b]",
    ),
    "pandas, one relation": (("pandas", "python_calamine"), f"{FRAME}{COLUMNS}print((~({ROLLED})).sum())"),
    "pandera, one relation": (
        ("pandas", "pandera", "python_calamine"),
        f"{FRAME}{COLUMNS}import pandera.pandas as pa\n"
        f"s = pa.DataFrameSchema(checks=pa.Check(lambda f: {ROLLED}))\n"
        "try: s.validate(f, lazy=True)\nexcept pa.errors.SchemaErrors as e: print(len(e.failure_cases))",
    ),
    "frictionless, types": (
        ("frictionless",),
        "import sys, os; from frictionless import Resource, Dialect; from frictionless.formats import ExcelControl\n"
        "os.chdir(os.path.dirname(sys.argv[1]))\n"
        "r = Resource(path=os.path.basename(sys.argv[1]), dialect=Dialect(header_rows=[5, 6],"
        " controls=[ExcelControl(sheet='项目月报表')])); print(r.validate().stats)",
    ),
}


def whole() -> None:
    """One form from the command to the last byte: medians of three, ratios to calamine's read, growth over the sizes."""
    if missing := sorted({name for needed, _ in PEERS.values() for name in needed if find_spec(name) is None}):
        raise SystemExit(f"peers that are not installed: {', '.join(missing)} (pip install -e '.[dev,bench]')")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{count}.xlsx" for count in SIZES]
        for path, count in zip(paths, SIZES, strict=True):
            build(path, count, FAILING)
        out = str(Path(folder) / "out")
        told = {name: [_median(["-c", code, str(p)]) for p in paths] for name, (_, code) in PEERS.items()}
        run = ["-m", "recon", "validate"]
        told["recon, JSON"] = [_median([*run, str(p), "--format", "json"]) for p in paths]
        told["recon, workbooks"] = [_median([*run, str(p), "-o", out + "/"]) for p in paths]
    started = told["python -c pass"]
    read = [max(a - b, 1e-3) for a, b in zip(told["calamine, read"], started, strict=True)]
    print("".join([f"{'seconds of processor':24}", *(f"{count:>10,} rows" for count in SIZES), "  growth"]))
    for name, times in told.items():
        cells = [f"{t:7.2f} {t / r:5.0f} ×" for t, r in zip(times, read, strict=True)]
        print(f"{name:24}" + "  ".join(cells) + f"  {_growth(times, started):6.2f}")
    print(
        "×: calamine's read of the same file, its start left out; growth: exponent of the time without the start of Python"
    )


def _growth(times: Sequence[float], started: Sequence[float]) -> float:
    """The exponent by which time grows with the rows between the two larger sizes; 1 is linear."""
    less, more = (max(t - s, 1e-3) for t, s in list(zip(times, started, strict=True))[-2:])
    return math.log(more / less) / math.log(SIZES[-1] / SIZES[-2])


def _median(arguments: Sequence[str]) -> float:
    return sorted(_processor(arguments) for _ in range(RUNS))[RUNS // 2]


def _processor(arguments: Sequence[str]) -> float:
    """Processor seconds of a whole ``python …`` process; one that fails to run ends the bench."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
    if done.returncode not in (0, 1) or b"Traceback" in done.stderr:
        raise SystemExit(f"{arguments[:2]}: {done.stderr.decode(errors='replace')[-800:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
