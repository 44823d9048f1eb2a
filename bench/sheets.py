"""What any workbook costs: long tables beside the bare read, a typical sheet, formulas, a flat list; whole processes."""

from __future__ import annotations

import math
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import xlsxwriter

from bench.costs import BARE

#: Rows of a long table, and rows from one subtotal to the next.
SIZES, GROUP = (5_000, 10_000, 20_000, 39_000), 40
COLUMNS = 24
TIMES = 3
OPENED = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1])"
AUDIT = """
import sys, time
from pathlib import Path
from recon import workbook
from recon.open import board, computed, formulas, measures
book = workbook.read(Path(sys.argv[1]))
found = board.read(book.sheets[0])
found.measures = measures.of(found)
start = time.process_time()
told = workbook.formulas(book, [book.sheets[0].name])[book.sheets[0].name]
computed.sums(told)
formulas.check(found, told)
print(len(told), time.process_time() - start)
"""


def processor(*arguments: str) -> tuple[float, float]:
    """Processor seconds of a whole ``python …`` process, and seconds that passed."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
    assert done.returncode in (0, 1, 3), done.stderr.decode()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, time.perf_counter() - start


def least(*arguments: str) -> float:
    """The least of several runs, in processor seconds."""
    return min(processor(*arguments)[0] for _ in range(TIMES))


def checked(path: Path) -> float:
    """``recon validate`` of a file, JSON, in processor seconds."""
    return least("-m", "recon", "validate", str(path), "--format", "json")


def long(path: Path, rows: int) -> None:
    """A table with a subtotal below every 39 rows, a grand total below all, and a total column."""
    rng = random.Random(rows)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("表")
    sheet.write_row(0, 0, ["项目", *[f"第{n}项" for n in range(1, COLUMNS)], "合计"])
    sums, grand = [0] * COLUMNS, [0] * COLUMNS
    for r in range(1, rows):
        if r % GROUP:
            parts = [rng.randint(1, 10**6) for _ in range(COLUMNS - 1)]
            line, name = [*parts, sum(parts)], f"项目{r}"
            sums = [a + b for a, b in zip(sums, line, strict=True)]
        else:
            line, name = sums, "小计"
            grand = [a + b for a, b in zip(grand, sums, strict=True)]
            sums = [0] * COLUMNS
        sheet.write_row(r, 0, [name, *[value / 100 for value in line]])
    grand = [a + b for a, b in zip(grand, sums, strict=True)]
    sheet.write_row(rows, 0, ["总计", *[value / 100 for value in grand]])
    book.close()


def months(path: Path, rows: int) -> None:
    """Twelve months, four quarters and a year in every row: five formulas a row."""
    rng = random.Random(rows)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("表")
    quarters = ("B", "D"), ("F", "H"), ("J", "L"), ("N", "P")
    heads = [head for n in range(4) for head in (*[f"{3 * n + m}月" for m in (1, 2, 3)], f"{n + 1}季度")]
    sheet.write_row(0, 0, ["项目", *heads, "全年"])
    for r in range(1, rows + 1):
        sheet.write(r, 0, f"项目{r}")
        year = 0
        for n, (first, last) in enumerate(quarters):
            parts = [rng.randint(1, 10**6) for _ in range(3)]
            sheet.write_row(r, 1 + 4 * n, parts)
            sheet.write_formula(r, 4 + 4 * n, f"=SUM({first}{r + 1}:{last}{r + 1})", None, sum(parts))
            year += sum(parts)
        sheet.write_formula(r, 17, f"=E{r + 1}+I{r + 1}+M{r + 1}+Q{r + 1}", None, year)
    book.close()


def flat(path: Path, rows: int, width: int) -> None:
    """A list without a total."""
    rng = random.Random(rows)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("清单")
    sheet.write_row(0, 0, ["编号", *[f"数{n}" for n in range(1, width)]][:width])
    for r in range(1, rows + 1):
        sheet.write_row(r, 0, [rng.randint(1, 10**6) for _ in range(width)])
    book.close()


def small(path: Path) -> None:
    """60 rows by 12 columns with a total row and a total column."""
    rng = random.Random(60)
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("表")
    body = [[rng.randint(1, 10**6) for _ in range(10)] for _ in range(58)]
    body.append([sum(column) for column in zip(*body, strict=True)])
    sheet.write_row(0, 0, ["项目", *[f"第{n}项" for n in range(1, 11)], "合计"])
    for r, line in enumerate(body, 1):
        sheet.write_row(r, 0, ["合计" if r == len(body) else f"项目{r}", *line, sum(line)])
    book.close()


def letter(path: Path) -> None:
    """A sheet that is no table."""
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("函").write(0, 0, "请于本月底前报送。")
    book.close()


def run() -> None:
    """Long tables, a typical sheet, 100,000 formulas, a flat list of a million rows: processor seconds."""
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        letter(at / "letter.xlsx")
        started, bare_start = checked(at / "letter.xlsx"), least("-c", "import python_calamine")
        print(f"start: a letter, read and passed over             {started:5.2f} s")
        small(at / "small.xlsx")
        print(
            f"60 × 12                                           + {checked(at / 'small.xlsx') - started:5.2f} s (goal 0.3)"
        )
        times = []
        for rows in SIZES:
            path = at / f"{rows}.xlsx"
            long(path, rows)
            bare, whole = least("-c", BARE, str(path)) - bare_start, checked(path)
            times.append(whole - started)
            print(
                f"{rows:6,} × {COLUMNS}, {rows // GROUP} subtotals: calamine {bare:.2f} s, recon {whole:.2f} s = "
                f"{whole / bare:.1f} ×, {(whole - started) / bare:.1f} × without the start (goal 5)"
            )
            path.unlink()
        growth = math.log(times[-1] / times[0]) / math.log(SIZES[-1] / SIZES[0])
        print(f"growth without the start: rows to the power of {growth:.2f}")
        _formulas(at)
        _flat(at)


def _formulas(folder: Path) -> None:
    path = folder / "months.xlsx"
    months(path, 20_000)
    opened = least("-c", OPENED, str(path)) - least("-c", "import openpyxl")
    told = [subprocess.run([sys.executable, "-c", AUDIT, str(path)], capture_output=True, text=True, check=True)]
    count, spent = told[0].stdout.split()
    print(
        f"{int(count):,} formulas: openpyxl reads the file in {opened:.2f} s, their audit takes {float(spent):.2f} s = "
        f"{float(spent) / opened:.2f} × (goal 3); the whole command {checked(path):.2f} s"
    )


def _flat(folder: Path) -> None:
    for rows, width in ((1_000_000, 1), (1_000_000, 3)):
        path = folder / "flat.xlsx"
        flat(path, rows, width)
        made = "import resource, runpy, sys; sys.argv = ['recon', 'validate', sys.argv[1], '--format', 'json']"
        ends = "\ntry: runpy.run_module('recon', run_name='__main__')\nexcept SystemExit: pass\n"
        told = "print('peak', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
        command = [sys.executable, "-c", f"{made}{ends}{told}", str(path)]
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        peak = done.stdout.rsplit("peak ", 1)[-1].strip()
        said = done.stdout.split('"message": "')[-1].split('"')[0] if '"message"' in done.stdout else ""
        print(
            f"flat {rows:,} × {width}: {spent:.1f} s of processor, {time.perf_counter() - start:.1f} s passed (goal 10), "
            f"{peak} MB (goal 512) {said}"
        )


if __name__ == "__main__":
    run()
