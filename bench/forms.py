"""The monthly form at size: each step as a ratio to python-calamine's bare read of the same file, in one run."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

from examples import lists
from recon.schemas import monthly
from tests import forms

SEED = 7


def build(path: Path, count: int, spoilt: float, **said: str) -> None:
    """A report of ``count`` projects, the share ``spoilt`` of them with a wrong roll-forward; ``said`` on its cover."""
    rng = random.Random(SEED)
    labels = forms.LABELS
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        cover = book.add_worksheet(monthly.COVER)
        for r, (label, value) in enumerate({**forms.Form().cover, **said}.items()):
            cover.write_row(r, 0, [label, value])
        sheet = book.add_worksheet(monthly.PROJECTS)
        heads = forms._heads(forms.PROJECTS)
        for r, head in enumerate(heads, 4):
            sheet.write_row(r, 0, head)
        for n in range(count):
            row = forms.project(n % 900 + 1, "高速公路", f"2019-{220000 + n // 100000:06d}-04-01-{n % 100000:06d}")
            row |= {label: said[label] for label in ("网别", "地区") if label in said}
            if "网别" in said:
                row["类别"] = lists.NETWORKS[said["网别"]][1][0]
            if rng.random() < spoilt:
                row["开工以来累计完成"] = 7.0
            sheet.write_row(len(heads) + 4 + n, 0, [row[label] for label in labels])


def steps() -> None:
    """Guard, reading, checking, marking; 20,000 rows × 34 columns (about 1.4 × the cells of a 24-column table)."""
    with tempfile.TemporaryDirectory() as folder:
        for count, spoilt in ((2_188, 0.01), (20_000, 0.01), (20_000, 1.0)):
            path = Path(folder) / f"{count}-{spoilt}.xlsx"
            build(path, count, spoilt)
            _measure(path, f"{count:,} rows, {spoilt:.0%} failing")


def reading() -> None:
    """Guard and reconciliation beside calamine's bare read: 20,000 rows of 24 columns as programs write them."""
    with tempfile.TemporaryDirectory() as folder:
        for title, inline in (("shared strings", False), ("texts in the cells", True)):
            path = Path(folder) / "a.xlsx"
            _plain(path, 20_000, inline)
            _reconcile(path, title)


def _plain(path: Path, count: int, inline: bool) -> None:
    """Eight columns of texts, sixteen of amounts."""
    rng = random.Random(SEED)
    with xlsxwriter.Workbook(str(path), {"constant_memory": inline}) as book:
        sheet = book.add_worksheet("表")
        for row in range(count):
            texts = [f"项目名称{rng.randrange(count)}号" for _ in range(8)]
            sheet.write_row(row, 0, [*texts, *(round(rng.uniform(0, 1e5), 2) for _ in range(16))])


def _reconcile(path: Path, title: str) -> None:
    from recon import guard, workbook

    data, rows = path.read_bytes(), {sheet.name: sheet.rows for sheet in workbook.read(path).sheets}
    bare = _cpu(lambda: [_calamine(path, name) for name in rows])
    survey = guard.survey(data)
    assert survey.agrees(rows)
    scan, compare = _cpu(lambda: guard.survey(data)), _cpu(lambda: survey.agrees(rows))
    print(f"20,000 × 24, {title}: bare read {bare:.2f} s = 1")
    print(
        f"  guard {scan / bare:5.2f} + reconciliation {compare / bare:5.2f} = {(scan + compare) / bare:5.2f} (goal ≤ 0.5)"
    )


def _measure(path: Path, title: str) -> None:
    import python_calamine

    from recon import grid, kinds, workbook
    from recon.engine import validate_file
    from recon.options import Options
    from recon.reports import annotate

    sheets = python_calamine.CalamineWorkbook.from_path(str(path)).sheet_names
    bare = _cpu(lambda: [_calamine(path, name) for name in sheets])
    whole = _cpu(lambda: workbook.read(path))
    book = workbook.read(path)
    head = grid.find(book.sheets[1], monthly.Projects)
    assert head is not None
    typed = _cpu(lambda: grid.read(book.sheets[1], head, forms.PROJECTS, "万元", 2))
    check = _cpu(lambda: kinds.check(book, Options()))
    everything = _cpu(lambda: kinds.check(workbook.read(path), Options()))
    report = validate_file(path)
    marked = _cpu(lambda: annotate.write(report, path, path.with_name("marked.xlsx"), lang="zh"), 1)
    print(f"{title}: bare read {bare:.2f} s = 1")
    print(f"  guarded read {whole / bare:5.2f}   to typed columns {(whole + typed) / bare:5.2f} (goal ≤ 2)")
    print(f"  check after reading {(check - typed) / bare:5.2f} (goal ≤ 0.5, every row failing ≤ 1.5)")
    print(f"  marked copy {marked / bare:5.2f} for {len(report.findings):,} findings (goal ≤ 2.5 for 200)")
    print(f"  frictionless, columns alone {_frictionless(path, bare)}")
    print(f"  whole check in process {everything / bare:5.2f} (goal ≤ 2.8)")


def _frictionless(path: Path, bare: float) -> str:
    """frictionless on the same sheet with types only, as a ratio; it is no dependency of ours."""
    try:
        from frictionless import Dialect, Resource, formats, system, validate
    except ImportError:
        return "not installed"
    system.trusted = True  # it refuses absolute paths otherwise
    dialect = Dialect(header_rows=[5, 6], controls=[formats.ExcelControl(sheet=monthly.PROJECTS)])
    return f"{_cpu(lambda: validate(Resource(path=str(path), dialect=dialect)), 1) / bare:5.1f}"


def _calamine(path: Path, name: str) -> Any:
    import python_calamine

    return python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name(name).to_python()


def _cpu(action: Callable[[], object], times: int = 3) -> float:
    """Least CPU time of some runs."""
    found = []
    for _ in range(times):
        start = time.process_time()
        action()
        found.append(time.process_time() - start)
    return min(found)


def large() -> None:
    """140,000 rows of 34 columns (as many cells as 200,000 of 24) against 14,000: time and peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        spent = []
        for count in (14_000, 140_000):
            path = Path(folder) / f"{count}.xlsx"
            build(path, count, 0.01)
            seconds, peak = _process(path)
            spent.append(seconds)
            print(f"{count:7,} rows: {seconds:6.2f} s CPU, peak {peak:,.0f} MiB")
        print(f"ten times the rows cost {spent[1] / spent[0]:.1f} × (goal ≤ 13; memory goal ≤ 800 MiB)")


def _process(path: Path) -> tuple[float, float]:
    code = (
        "import resource, sys, time; from pathlib import Path; from recon.engine import validate_file;"
        "start = time.process_time(); r = validate_file(Path(sys.argv[1]));"
        "assert r.error is None, r.error;"
        "print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    seconds, peak = done.stdout.split()
    return float(seconds), float(peak)
