"""Whole processes beside their peers: processor time of one file from the command to the last byte, at three sizes.

A peer does less than the check (it reads, or checks types, or six relations) and says nothing of cells; it is the measure of
what a file of this size costs at all. One that is not installed ends the bench: a table without it would flatter.
"""

from __future__ import annotations

import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from bench.forms import build

SIZES = (100, 2_188, 20_000)
#: Share of the rows that fail.
FAILING = 0.01
#: Runs of which the median counts; a round runs every program once, so that a busy machine is busy for all of them.
RUNS = 3
ROOT = Path(__file__).parent.parent

_FRAME = """
import sys, pandas
f = pandas.read_excel(sys.argv[1], sheet_name='项目月报表', header=[4, 5], engine='calamine')
f.columns = [str(b) if not str(b).startswith('Unnamed') else str(a) for a, b in f.columns]
years = ['2019年底前完成', *(f'{y}年' for y in range(2020, 2026)), '2026年及以后']
funds = ['中央', '省级', '市县', '专项债券', '银行贷款', '社会资本']
relations = [
    lambda f: (f['上月末累计完成'] + f['本月完成'] - f['开工以来累计完成']).abs() <= 0.015,
    lambda f: (f[years].sum(axis=1) - f['总投资']).abs() <= 0.045,
    lambda f: (f[funds].sum(axis=1) - f['小计']).abs() <= 0.035,
    lambda f: f['本年累计完成'] <= f['开工以来累计完成'] + 0.01,
    lambda f: f['开工以来累计完成'] <= f['总投资'] + 0.01,
    lambda f: f['本月完成'] >= 0,
]
"""
_READ = """
import sys, python_calamine as c
b = c.CalamineWorkbook.from_path(sys.argv[1])
[b.get_sheet_by_name(n).to_python() for n in b.sheet_names]
"""
#: What is compared: packages it needs, and the program; the file is its first argument.
PEERS: dict[str, tuple[tuple[str, ...], str]] = {
    "python -c pass": ((), "pass"),
    "import pandas": (("pandas",), "import pandas"),
    "import pandera.pandas": (("pandera",), "import pandera.pandas"),
    "calamine, read": (
        ("python_calamine",),
        _READ,
    ),
    "pandas + pandera + read": (
        ("pandas", "pandera", "python_calamine"),
        f"import pandas, pandera.pandas{_READ}",
    ),
    "openpyxl, read": (
        ("openpyxl",),
        "import sys, openpyxl; b = openpyxl.load_workbook(sys.argv[1], read_only=True);"
        "[list(s.iter_rows(values_only=True)) for s in b]",
    ),
    "pandas, six relations": (
        ("pandas", "python_calamine"),
        f"{_FRAME}print(sum(int((~holds(f)).sum()) for holds in relations))",
    ),
    "pandera, six relations": (
        ("pandas", "pandera", "python_calamine"),
        f"{_FRAME}import pandera.pandas as pa\n"
        "s = pa.DataFrameSchema(checks=[pa.Check(holds, name=str(n)) for n, holds in enumerate(relations)])\n"
        "try: s.validate(f, lazy=True); print(0)\n"
        "except pa.errors.SchemaErrors as e: print(sum(int((~x.check_output).sum()) for x in e.schema_errors))",
    ),
    "pointblank, six relations": (
        ("pandas", "pointblank", "python_calamine"),
        f"{_FRAME}import pointblank\nv = pointblank.Validate(f)\n"
        "for holds in relations: v = v.col_vals_expr(expr=holds)\n"
        "print(sum(v.interrogate().n_failed().values()))",
    ),
    "frictionless, types": (
        ("frictionless",),
        "import sys, os; from frictionless import Resource, Dialect; from frictionless.formats import ExcelControl\n"
        "os.chdir(os.path.dirname(sys.argv[1]))\n"
        "r = Resource(path=os.path.basename(sys.argv[1]), dialect=Dialect(header_rows=[5, 6],"
        " controls=[ExcelControl(sheet='项目月报表')])); print(r.validate().stats)",
    ),
}
START, READ, PANDAS = "python -c pass", "calamine, read", "import pandas"
#: What the declared schemas cost before anything is checked: below it no check by them can come.
FLOOR = "pandas + pandera + read"
JSON, WORKBOOKS = "recon, JSON", "recon, workbooks"


class Spent(NamedTuple):
    """What a process took: seconds of processor, MiB at its peak, and what it printed."""

    seconds: float
    peak: float
    printed: bytes


def whole() -> None:
    """One form from the command to the last byte: medians, ratios to calamine's read, growth over the sizes."""
    if missing := sorted({name for needed, _ in PEERS.values() for name in needed if find_spec(name) is None}):
        raise SystemExit(f"peers that are not installed: {', '.join(missing)} (pip install -e '.[dev,bench]')")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{count}.xlsx" for count in SIZES]
        for path, count in zip(paths, SIZES, strict=True):
            build(path, count, FAILING)
        build(every := Path(folder) / "every.xlsx", SIZES[1], 1.0)
        told = dict(_rounds(paths))
        plan, all_fail = (
            median([run(*recon(file), "--format", "json") for _ in range(RUNS)]) for file in ((), (every,))
        )
    _agree(told)
    started, read, pandas = (told[name] for name in (START, READ, PANDAS))
    net = [max(r.seconds - s.seconds, 1e-3) for r, s in zip(read, started, strict=True)]
    floor = [f.seconds / r.seconds for f, r in zip(told[FLOOR], read, strict=True)]
    print("".join([f"{'seconds of processor':26}", *(f"{count:>11,} rows" for count in SIZES), "  growth  MiB"]))
    for name, times in told.items():
        cells = [f"{t.seconds:7.2f} {t.seconds / r:6.1f} ×" for t, r in zip(times, net, strict=True)]
        print(f"{name:26}" + "  ".join(cells) + f"  {_growth(times, started):6.2f} {times[-1].peak:5.0f}")
    print(
        "×: calamine's read of the same file, its start left out; growth: exponent of the time without the start of Python"
    )
    print(
        f"a form of {SIZES[0]} rows, JSON   {told[JSON][0].seconds / pandas[0].seconds:6.1f} × import pandas (goal 2.0)"
    )
    print(f"the plan, JSON            {plan.seconds / pandas[0].seconds:6.1f} × import pandas (goal 2.5)")
    print(f"{SIZES[1]:,} rows, every one failing, JSON: {all_fail.seconds:.1f} s (goal 5)")
    for size, goals in ((1, (10, 18)), (2, (3, 8))):
        reached = ", ".join(
            f"{name.partition(', ')[2]} {told[name][size].seconds / read[size].seconds:.1f} × (goal {goal})"
            for name, goal in zip((JSON, WORKBOOKS), goals, strict=True)
        )
        print(
            f"{SIZES[size]:,} rows, 1 % failing, beside calamine's whole process: {reached}; "
            f"{FLOOR}, nothing checked: {floor[size]:.1f} ×"
        )
    print(f"most memory with workbooks: {told[WORKBOOKS][-1].peak:.0f} MiB (goal 300)")


def _rounds(paths: Sequence[Path]) -> Iterator[tuple[str, list[Spent]]]:
    """Each program with what it took at each size: the median of the rounds. What is not compiled yet is, beforehand."""
    programs = [*PEERS, JSON, WORKBOOKS]
    for name in programs:
        _one(name, paths[0])
    taken = [{name: [_one(name, path) for path in paths] for name in programs} for _ in range(RUNS)]
    for name in programs:
        yield name, [median([took[name][place] for took in taken]) for place in range(len(paths))]


def _one(name: str, path: Path) -> Spent:
    if name in PEERS:
        return run("-c", PEERS[name][1], str(path))
    if name == JSON:
        return run(*recon((path,)), "--format", "json")
    with tempfile.TemporaryDirectory() as folder:  # a new one: what stands in an old one is read for explanations
        return run(*recon((path,)), "-o", f"{folder}/")


def recon(paths: Sequence[Path]) -> list[str]:
    """The arguments of ``python`` that check these files."""
    return ["-m", "recon", "validate", *map(str, paths)]


def _agree(told: Mapping[str, Sequence[Spent]]) -> None:
    """Peers that check the same relations must find the same number of failures, else the bench ends."""
    found = {name: [took.printed for took in times] for name, times in told.items() if name.endswith("relations")}
    if len({tuple(one) for one in found.values()}) != 1:
        raise SystemExit(f"peers disagree: {found}")


def _growth(times: Sequence[Spent], started: Sequence[Spent]) -> float:
    """The exponent by which time grows with the rows between the two larger sizes; 1 is linear."""
    less, more = (max(t.seconds - s.seconds, 1e-3) for t, s in list(zip(times, started, strict=True))[-2:])
    return math.log(more / less) / math.log(SIZES[-1] / SIZES[-2])


def median(found: Sequence[Spent]) -> Spent:
    """The run in the middle by its time; of an even number the later one."""
    return sorted(found)[len(found) // 2]


def run(*arguments: str) -> Spent:
    """A whole ``python …`` process, its modules compiled once as after any installation; a failing one ends the bench."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    settings["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), settings.get("PYTHONPATH"))))
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as faults:
        process = subprocess.Popen([sys.executable, *arguments], stdout=out, stderr=faults, env=settings)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        faults.seek(0)
        printed, said = out.read(), faults.read()
    if process.returncode not in (0, 1) or b"Traceback" in said:
        raise SystemExit(f"{arguments[:2]}: {said.decode(errors='replace')[-800:]}")
    return Spent(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, printed)
