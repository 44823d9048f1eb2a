"""Slips that only a workbook with its past and its formulas can tell, planted as often as the others."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import xlsxwriter

from bench.localise import TIMES, changed, hinted, table
from examples import lists
from recon import engine
from recon.model import FileReport, column_letters
from recon.options import Options
from recon.previous_reports import PreviousReports
from recon.schemas import monthly
from recon.workbook import RawBook
from tests import forms, months

#: What is expected of a case (kind, and the address or number it is told at), and what was told.
Case = tuple[tuple[str, str], set[tuple[str, str]]]


def known() -> None:
    """Last month's value, an old result of a formula, a unit throughout, an implied value: planted 200 times each."""
    for kind, cases in KINDS.items():
        with tempfile.TemporaryDirectory() as folder:
            found = list(cases(random.Random(7), Path(folder)))
        named = sum(expected in told for expected, told in found)
        others = sum(len(told - {expected}) for expected, told in found)
        print(f"{kind:10} named {100 * named / len(found):4.0f} %, other hints a case {others / len(found):.2f}")


def _rows(rng: random.Random) -> list[months.Row]:
    """Three projects with amounts of their own."""
    classes = lists.NETWORKS["水网"][1]
    return [
        forms.project(
            rng.randint(2, 10_000),
            classes[n % len(classes)],
            months.code(n),
            网别="水网",
            项目名称=f"项目{n}",
        )
        for n in range(3)
    ]


def _before(rng: random.Random, rows: list[months.Row]) -> list[months.Row]:
    """The same projects a month before."""
    found = []
    for row in rows:
        opening, done = float(str(row["上月末累计完成"])), rng.randint(100, 19_999) / 100
        found.append(
            {
                **row,
                "上月末累计完成": round(opening - done, 2),
                "本月完成": done,
                "本年累计完成": 10.25,
                "开工以来累计完成": opening,
            }
        )
    return found


def _told(report: FileReport) -> set[tuple[str, str]]:
    return {(h.kind, h.figure) for o in report.outcomes for h in o.hints}


def _shelf(folder: Path, before: list[months.Row]) -> Options:
    last = months.form("水网", "长春市", before)
    last.cover["报告期"] = "2021-02"
    shelf = PreviousReports(Path(tempfile.mkdtemp(dir=folder)))
    path = forms.save(last.book(), folder / "上月.xlsx")
    shelf.fill([engine.validate_file(path, Options(gather=True))])
    return Options(previous=shelf)


def _repeated(rng: random.Random, folder: Path) -> Iterator[Case]:
    """The opening is still that of last month."""
    for _ in range(TIMES):
        rows = _rows(rng)
        before = _before(rng, rows)
        form = months.form("水网", "长春市", rows)
        n = rng.randrange(len(rows))
        place = next(k for k, row in enumerate(form.projects) if row["项目代码"] == rows[n]["项目代码"])
        form.spoil(place, 上月末累计完成=before[n]["上月末累计完成"])
        report = engine.validate_book(form.book(), _shelf(folder, before))
        yield ("repeated", form.at(place, "上月末累计完成")), _told(report)


def _units(rng: random.Random, folder: Path) -> Iterator[Case]:
    """A whole report in 元 under a cover that says 万元: told once, at its first amount."""
    for _ in range(TIMES):
        rows = _rows(rng)
        form = months.form("水网", "长春市", rows, "元")
        form.cover["计量单位"] = "万元"
        told = _told(engine.validate_book(form.book(), _shelf(folder, _before(rng, rows))))
        first = next((where for kind, where in told if kind == "units"), "")
        yield ("units", first or "—"), told


def _stale(rng: random.Random, folder: Path) -> Iterator[Case]:
    """A project changed by a program that does not calculate: its 小计 still shows the old sum."""
    labels = ("本年计划", "银行贷款", "2021年")
    for _ in range(TIMES):
        form = months.form("水网", "长春市", _rows(rng))
        place, label = rng.randrange(len(form.projects)), rng.choice(labels)
        row = form.projects[place]
        row[label] = round(float(str(row[label])) + rng.randint(100, 10**6) / 100, 2)
        head = next(k for k, r in enumerate(form.rows) if r["项目名称"] == f"{row['类别']}小计")
        count = len(form.blocks[str(row["类别"])])
        cell = form.cell(head, label)
        _with_sum(form.book(), folder / "月报.xlsx", cell, count)
        yield ("stale", cell), _told(engine.validate_file(folder / "月报.xlsx"))


def _with_sum(book: RawBook, path: Path, cell: str, count: int) -> None:
    """The workbook with one number as the sum of so many cells below it, its saved result left as it is."""
    sheet, _, a1 = cell.partition("!")
    with xlsxwriter.Workbook(str(path)) as out:
        for raw in book.sheets:
            page = out.add_worksheet(raw.name)
            for r, values in enumerate(raw.rows):
                page.write_row(r, 0, values)
                for c, value in enumerate(values):
                    letters = column_letters(c + 1)
                    if raw.name == sheet == monthly.PROJECTS and f"{letters}{r + 1}" == a1:
                        page.write_formula(r, c, f"=SUM({letters}{r + 2}:{letters}{r + 1 + count})", None, value)


def _implied(rng: random.Random, folder: Path) -> Iterator[Case]:
    """An amount that is not stated, booked under another total."""
    told = 0
    while told < TIMES:
        base = table(rng, "四舍五入")
        cells = {(f.coordinate.item, f.coordinate.period): f for f in base.figures}
        (one, other), period = rng.sample(range(4), 2), f"期.{rng.randrange(4)}"
        gone, total = cells[f"项.{one}", period], cells[f"项.{other}", "期"]
        after = changed(base, {total.id: total.value + gone.value})
        after = replace(after, figures=tuple(f for f in after.figures if f.id != gone.id))
        hints = hinted(after)
        if hints is not None:
            told += 1
            where = next((figure for kind, figure, _ in hints if kind == "implied"), "—")
            yield ("implied", where), {(kind, figure) for kind, figure, _ in hints}


KINDS: dict[str, Callable[[random.Random, Path], Iterator[Case]]] = {
    "repeated": _repeated,
    "units": _units,
    "stale": _stale,
    "implied": _implied,
}
