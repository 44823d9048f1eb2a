"""The plan's annexes typed as plain tables: what contradicts itself in the plan is found in the tables, too."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from recon import engine, units, workbook
from recon.model import FileReport, unfolded

PLAN = Path(__file__).parent.parent / "data" / "targets.xlsx"
PERIODS = ("2020-2025", "2020", "2021-2025", "全周期")
HEAD = ["指标及项目", "计量单位", "2020—2025年合计", "2020年", "2021—2025年", "总投资"]
#: How a clerk types what the plan says with a qualifier.
WRITTEN = {"以上": "{}以上", "以下": "{}以下", "不超过": "不超过{}", "约": "约{}", "左右": "{}左右"}


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a sheet of the plan by its heads."""
    book = workbook.read(PLAN)
    head, *body = next(sheet.rows for sheet in book.sheets if sheet.name == name)
    for row in body:
        yield {str(h): "" if cell is None else str(cell) for h, cell in zip(head, row, strict=False)}


def typed(figure: dict[str, str]) -> object:
    """A figure as it is typed: a number where it is one."""
    value, qualifier = figure["数值"], figure["限定"]
    if qualifier in ("区间", "确保力争"):
        return f"{value}～{figure['数值上限']}"
    return WRITTEN[qualifier].format(value) if qualifier in WRITTEN else Decimal(value)


def converted(value: object, unit: str, to: str) -> object:
    """A number as it is typed in a row of another unit."""
    ratio = units.ratio(units.parse(unit), units.parse(to))
    return value * ratio if isinstance(value, Decimal) and ratio is not None else value


def annex(number: int) -> list[list[object]]:
    """One table: each measure with its items set in as the hierarchy has them; totals as told anywhere, else added up."""
    figures = [f for f in rows("指标") if f["地区"] == "全省" and f["时期"] in PERIODS]
    own = [f for f in figures if f["章节"].startswith(f"附件{number}")]
    known = {(f["指标名称"], f["项目"]) for f in own}
    told: dict[tuple[str, str, str], dict[str, str]] = {}
    for f in [*own, *(f for f in figures if f["章节"].startswith("正文"))]:
        if (f["指标名称"], f["项目"]) in known:
            told.setdefault((f["指标名称"], f["项目"], f["时期"]), f)
    above = {
        (r["下级"], m): r["上级"]
        for r in rows("层级")
        if r["维度"] == "项目" and not r["分组"]
        for m in r["适用指标"].split("、")
    }
    out: list[list[object]] = [[f"附件{number}主要指标表"], [*HEAD]]
    for measure in dict.fromkeys(f["指标名称"] for f in own):
        items = list(dict.fromkeys(f["项目"] for f in own if f["指标名称"] == measure))
        out.append([measure])

        def put(item: str, depth: int, measure: str = measure, items: list[str] = items) -> None:
            cells = [told.get((measure, item, period)) for period in PERIODS]
            unit = next(f["计量单位"] for f in cells if f is not None)
            values = [None if f is None else converted(typed(f), f["计量单位"], unit) for f in cells]
            whole, *parts = values[:3]
            if whole is None and all(isinstance(v, Decimal) for v in parts):
                values[0] = sum(v for v in parts if isinstance(v, Decimal))
            if any(v is not None for v in values):
                out.append(["  " * depth + item, unit, *values])
            for child in items:
                if above.get((child, measure)) == item:
                    put(child, depth + 1)

        for item in items:
            if above.get((item, measure)) not in items:
                put(item, 1)
    return out


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> FileReport:
    """The seven annexes on seven sheets, checked as a workbook of no known form."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number in range(1, 8):
        page = book.create_sheet(f"附件{number}")
        for row in annex(number):
            page.append([float(v) if isinstance(v, Decimal) else v for v in row])
    path = tmp_path_factory.mktemp("annexes") / "规划附件.xlsx"
    book.save(path)
    return engine.validate_file(path)


def test_the_plans_own_contradictions_are_found(report: FileReport) -> None:
    """Each with the difference that the plan's own check gives."""
    firm = [f for f in unfolded(report.findings) if f.level != "提示性" and f.outcome is not None]
    plan = engine.validate_file(PLAN)
    wrong = {
        (o.coordinate.item, o.coordinate.measure): abs(o.difference)
        for o in plan.outcomes
        if o.verdict == "mismatch" and o.rule == "foot"
    }
    found = {(f.outcome.coordinate.item.split("/")[-1], abs(f.outcome.difference)) for f in firm if f.outcome}
    assert {(item, gap) for (item, _), gap in wrong.items()} == found
