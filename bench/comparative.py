"""Workbooks against the file before, one comparative figure wrong in each: last year's, last month's, the opening balance."""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from bench.planted import NAMES, slipped
from recon import engine
from recon.model import FileReport
from recon.options import Options

Values = list[list[int]]  #: of each period, the amounts of each item
Rows = list[list[str | int]]
COUNT = 90
PERIODS = 4  #: periods that amounts are drawn for; the last two are those of the two files


def drawn(rng: random.Random, items: int) -> Values:
    """Amounts that move from period to period, in hundredths."""
    start = [rng.randint(10_000, 9_999_999) for _ in range(items)]
    return [[round(value * rng.uniform(0.8, 1.3)) for value in start] for _ in range(PERIODS)]


def annual(values: Values, last: int) -> tuple[Rows, int]:
    """Last year, this year, and the change; the column of last year."""
    body: Rows = [[name, b, n, n - b] for name, b, n in zip(NAMES, values[last - 1], values[last], strict=False)]
    return [["科目", "上年决算数", "本年决算数", "增减额"], *body, _total(body)], 1


def monthly(values: Values, last: int) -> tuple[Rows, int]:
    """Since January up to last month, this month, and up to now; the column up to last month."""
    before = [sum(column) for column in zip(*values[:last], strict=True)]
    body: Rows = [[name, b, n, b + n] for name, b, n in zip(NAMES, before, values[last], strict=False)]
    return [["单位", "上月末累计数", "本月数", "本月末累计数"], *body, _total(body)], 1


def balances(values: Values, last: int) -> tuple[Rows, int]:
    """Opening, more, less, closing; the column of the opening."""
    opening = [20_000_000 + sum(column) for column in zip(*values[:last], strict=True)]
    less = [value // 3 for value in values[last]]
    moved = zip(NAMES, opening, values[last], less, strict=False)
    body: Rows = [[name, o, m + s, s, o + m] for name, o, m, s in moved]
    return [["单位", "期初余额", "本期增加", "本期减少", "期末余额"], *body, _total(body)], 1


def years(values: Values, last: int) -> tuple[Rows, int]:
    """Three years side by side; the column of the year before."""
    span = range(last - 2, last + 1)
    body: Rows = [[name, *of] for name, *of in zip(NAMES, *(values[n] for n in span), strict=False)]
    return [["项目", *(f"{2022 + n}年" for n in span)], *body, _total(body)], 2


def _total(body: Rows) -> list[str | int]:
    return ["合计", *(sum(int(v) for v in column) for column in list(zip(*body, strict=True))[1:])]


LAYOUTS: tuple[Callable[[Values, int], tuple[Rows, int]], ...] = (annual, monthly, balances, years)


def saved(path: Path, rows: Rows) -> Path:
    """The rows as a workbook, amounts with two decimals."""
    book = xlsxwriter.Workbook(str(path))
    sheet, money = book.add_worksheet("汇总"), book.add_format({"num_format": "0.00"})
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            sheet.write(r, c, value / 100 if isinstance(value, int) else value, money)
    book.close()
    return path


def checked(folder: Path, before: Rows, now: Rows) -> FileReport:
    """The later file against the one before."""
    (folder / "上期").mkdir(exist_ok=True)
    last = saved(folder / "上期" / "汇总.xlsx", before)
    return engine.validate_file(saved(folder / "汇总.xlsx", now), Options(earlier=(last,)))


def run() -> None:
    """Comparative figures: clean pairs, then one slip in each; the slip moves its total along or not, by turns."""
    rng = random.Random(23)
    by: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(COUNT):
            layout = LAYOUTS[number % len(LAYOUTS)]
            values = drawn(rng, rng.randint(6, len(NAMES)))
            before, _ = layout(values, PERIODS - 2)
            now, column = layout(values, PERIODS - 1)
            kind = layout.__name__
            clean = [f for f in checked(folder, before, now).findings if f.level != "提示性"]
            by[kind, "alarms"] += len(clean)
            row = rng.randrange(1, len(now) - 1)
            value = int(now[row][column])
            while now[row][column] == value:
                now[row][column] = round(slipped(rng, value / 100, 2) * 100)
            if number // len(LAYOUTS) % 2:
                now[-1][column] = int(now[-1][column]) + int(now[row][column]) - value
            firm = [f for f in checked(folder, before, now).findings if f.level != "提示性"]
            places = [{(c.row - 1, c.column - 1) for c in f.cells[:1]} for f in firm]
            every = {(c.row - 1, c.column - 1) for f in firm for c in f.cells if c.sheet == "汇总"}
            by[kind, "made"] += 1
            by[kind, "found"] += (row, column) in every
            by[kind, "first"] += bool(places) and (row, column) in places[0]
            by[kind, "alone"] += len(firm) <= 1
            if "-v" in sys.argv and (clean or len(firm) != 1 or (row, column) not in places[0]):
                print(kind, number, (row + 1, column + 1), value, now[row][column], [(f.code, f.cell.a1) for f in firm])
    for kind in (*(layout.__name__ for layout in LAYOUTS), "all"):
        told = {
            what: sum(n for (own, which), n in by.items() if which == what and kind in (own, "all"))
            for what in ("made", "alarms", "found", "first", "alone")
        }
        print(f"{kind:9s} {told}")


if __name__ == "__main__":
    run()
