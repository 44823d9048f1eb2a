"""Suspects in forms: the spoilt cell is named, every way named mends the report, and what follows by formula is not blamed."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.cell import coordinate_to_tuple

from recon import engine
from recon.localise import formula
from recon.model import FileReport, Outcome
from recon.options import Options
from recon.previous_reports import PreviousReports
from recon.schemas import monthly
from recon.templates.layout import Form as Blank
from recon.templates.monthly import make
from tests import forms, months, office, soak

SEEDS = st.integers(0, 10**9)
P = monthly.PROJECTS
#: Columns that some relation of the row must hold with.
BOUND = (
    "总投资",
    "2021年",
    "2023年",
    "上月末累计完成",
    "本月完成",
    "开工以来累计完成",
    "到位资金",
    "中央",
    "社会资本",
)


def broken(report: FileReport) -> list[Outcome]:
    """What must be corrected and is an outcome."""
    return [o for o in report.outcomes if o.verdict == "mismatch" and o.level == "强制性"]


def ways(outcome: Outcome) -> set[frozenset[str]]:
    """The sets of an outcome, by address."""
    return {frozenset(str(c.cell) for c in s.cells) for s in outcome.suspects}


def month(rows: list[dict[str, Any]], period: str, unit: str = "万元") -> forms.Form:
    """A local report; its totals are in step."""
    made = months.form("水网", "长春市", rows, unit)
    made.cover["报告期"] = period
    return made


def earlier(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same projects a month before: closing is this month's opening."""
    changes = [
        {
            "上月末累计完成": round(row["上月末累计完成"] - 10.25, 2),
            "本月完成": 10.25,
            "本年累计完成": 10.25,
            "开工以来累计完成": row["上月末累计完成"],
        }
        for row in rows
    ]
    return [{**row, **change} for row, change in zip(rows, changes, strict=True)]


def beside(last: forms.Form | None, folder: Path) -> Options:
    """The options under which a report is checked against last month's, where there is one."""
    if last is None:
        return engine.PLAIN
    shelf = PreviousReports(folder)
    shelf.fill([engine.validate_file(forms.save(last.book(), folder / "上月.xlsx"), Options(gather=True))])
    return Options(previous=shelf)


def checked(form: forms.Form, options: Options = engine.PLAIN) -> FileReport:
    """The report on a form."""
    return engine.validate_book(form.book(), options)


def spoilt(rng: random.Random, form: forms.Form) -> tuple[int, str, float]:
    """A project, a column, and a wrong amount that rounding cannot explain."""
    number, label = rng.randrange(len(form.projects)), rng.choice(BOUND)
    value = form.projects[number][label]
    assert isinstance(value, int | float)
    return number, label, round(value + rng.choice((1, -1)) * rng.randint(10, 10**6) / 100, 2)


@given(seed=SEEDS, in_step=st.booleans(), rolled=st.booleans())
@soak.examples(4, 30)
def test_the_spoilt_cell_is_among_the_suspects(
    tmp_path_factory: pytest.TempPathFactory, seed: int, in_step: bool, rolled: bool
) -> None:
    """With totals that followed the slip, and with totals that did not; alone, and beside last month's report."""
    rng = random.Random(seed)
    rows = months.projects("水网", "长春市", rng.randint(2, 6))
    folder, last = tmp_path_factory.mktemp("form"), month(earlier(rows), "2021-02") if rolled else None
    form = month(rows, "2021-03")
    number, label, value = spoilt(rng, form)
    form.projects[number][label] = value
    if in_step:
        form.add_up()

    found = broken(checked(form, beside(last, folder)))

    assert found
    place = form.at(number, label)
    for outcome in found:
        assert outcome.located == "sets"
        assert frozenset({place}) in ways(outcome)
        assert in_step or ways(outcome) == {frozenset({place})}  # the column's totals tell which


@given(seed=SEEDS, rolled=st.booleans())
@soak.examples(2, 12)
def test_the_ways_are_exactly_the_cells_that_mend_the_report(
    tmp_path_factory: pytest.TempPathFactory, seed: int, rolled: bool
) -> None:
    """Every cell of the row is tried: with the value that its broken relation asks for, the report is sound or not."""
    rng = random.Random(seed)
    rows = months.projects("水网", "长春市", 3)
    options = beside(month(earlier(rows), "2021-02") if rolled else None, tmp_path_factory.mktemp("form"))
    form = month(rows, "2021-03")
    number, label, value = spoilt(rng, form)
    form.spoil(number, **{label: value})

    report = checked(form, options)

    told = {name for o in broken(report) for way in ways(o) for name in way if not name.startswith("[")}
    assert told == {form.at(number, column) for column in repairs(form, number, report, options)}


def repairs(form: forms.Form, number: int, report: FileReport, options: Options) -> Iterator[str]:
    """The columns of a project in which another amount, not below zero, mends the report and breaks nothing."""
    before = wrong(report)
    for outcome in broken(report):
        for terms, sign in ((outcome.left.terms, -1), (outcome.right.terms, 1)):
            for term in terms:
                label = term.figure.coordinate.measure
                was = form.projects[number][label]
                wanted = float(term.figure.value + sign * outcome.difference)
                if wanted >= 0 and not term.figure.cell.sheet.startswith("["):
                    form.spoil(number, **{label: round(wanted, 2)})
                    after = checked(form, options)
                    if not broken(after) and wrong(after) <= before:
                        yield label
                    form.spoil(number, **{label: was})


def wrong(report: FileReport) -> set[tuple[str, frozenset[str]]]:
    """Every relation that does not hold, at whatever level."""
    return {
        (o.label, frozenset(t.figure.id for side in (o.left, o.right) for t in side.terms))
        for o in report.outcomes
        if o.verdict == "mismatch"
    }


@pytest.mark.parametrize("errors", [2, 3])
def test_several_slips_are_told_apart(errors: int) -> None:
    """Typed totals tell each cell; each outcome names only the cells of its own."""
    form = month(months.projects("水网", "长春市", 8), "2021-03")
    slips = [(1, "本月完成", 25.5), (4, "2021年", 1.1), (6, "中央", 3.0)][:errors]
    for number, label, value in slips:
        form.projects[number][label] = value

    report = checked(form)

    places = {form.at(number, label) for number, label, _ in slips}
    assert {name for o in broken(report) for way in ways(o) for name in way} == places
    for outcome in broken(report):
        cells = {str(t.figure.cell) for side in (outcome.left, outcome.right) for t in side.terms}
        assert len(outcome.suspects) == 1
        assert ways(outcome) == {frozenset(places & cells)}


def test_last_months_value_left_standing_is_named(tmp_path: Path) -> None:
    """The opening is still last month's opening: the cell, the value it would have, and why."""
    rows = months.projects("水网", "长春市", 3)
    before = earlier(rows)
    form = month(rows, "2021-03").spoil(1, 上月末累计完成=before[1]["上月末累计完成"])

    found = broken(checked(form, beside(month(before, "2021-02"), tmp_path)))

    place = form.at(1, "上月末累计完成")
    assert {o.label for o in found} == {"PREV", "ROLL"}
    for outcome in found:
        assert ways(outcome) == {frozenset({place})}
        assert outcome.suspects[0].cells[0].suggested == Decimal(str(rows[1]["上月末累计完成"]))
        assert ("repeated", place) in {(h.kind, h.figure) for h in outcome.hints}


def test_a_unit_mistaken_throughout_is_one_hint(tmp_path: Path) -> None:
    """All amounts in 元 under a cover that says 万元: told once, and no cell singly."""
    rows = months.projects("水网", "长春市", 6)
    form = month(rows, "2021-03", "元")
    form.cover["计量单位"] = "万元"

    report = checked(form, beside(month(earlier(rows), "2021-02"), tmp_path))
    found = broken(report)

    assert len(found) >= len(rows)
    assert [f.code for f in report.findings] == ["SLIP02"]
    assert not [h for o in found for h in o.hints if h.kind == "unit"]


# Real files with live formulas


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office's own form with six projects, calculated by LibreOffice."""
    folder = tmp_path_factory.mktemp("filled")
    labels = [c for c in forms.LABELS if c != "序号"]
    rows = tuple(
        {
            label: Decimal(str(row[label])) if isinstance(row[label], int | float) else str(row[label])
            for label in labels
            if row[label] is not None
        }
        for row in months.projects("水网", "长春市", 6)
    )
    (folder / "月报.xlsx").write_bytes(make(Blank("水网", "长春市", "2021-03", "万元", rows)))
    return office.recalculated(folder / "月报.xlsx", folder)


def place(path: Path, number: int, label: str) -> str:
    """The address of a column of the n-th project of a form."""
    sheet = openpyxl.load_workbook(path, data_only=True)[P]
    rows = [r for r in range(1, sheet.max_row + 1) if re.match(r"\d{4}-\d", str(sheet.cell(r, 2).value))]
    return sheet.cell(rows[number], forms.LABELS.index(label) + 1).coordinate


def test_totals_that_follow_by_formula_are_not_blamed(filled: Path, tmp_path: Path) -> None:
    """A slip before the form was calculated: the cells of the row are told, its totals are not."""
    book = openpyxl.load_workbook(filled)
    at = place(filled, 2, "本月完成")
    book[P][at] = 2050
    book.save(tmp_path / "月报.xlsx")

    (outcome,) = broken(engine.validate_file(office.recalculated(tmp_path / "月报.xlsx", tmp_path)))

    row = re.sub(r"\D", "", at)
    assert outcome.label == "ROLL"
    assert frozenset({f"{P}!{at}"}) in ways(outcome)
    assert {re.sub(r"\D", "", name.partition("!")[2]) for way in ways(outcome) for name in way} == {row}
    assert ("point", f"{P}!{at}", "20.5") in {(h.kind, h.figure, h.suggested) for h in outcome.hints}


def test_a_formula_that_leaves_a_row_out_is_told(filled: Path, tmp_path: Path) -> None:
    """The total's formula is the one finding."""
    book = openpyxl.load_workbook(filled)
    at = place(filled, 0, "总投资")
    below = coordinate_to_tuple(at)
    total = book[P].cell(below[0] - 1, below[1])
    assert str(total.value).startswith("=")
    first, last = re.findall(r"[A-Z]+\d+", str(total.value))[:2]
    next_row = f"{re.sub(r'[0-9]', '', first)}{int(re.sub(r'[^0-9]', '', first)) + 1}"
    total.value = str(total.value).replace(f"{first}:{last}", f"{next_row}:{last}")
    book.save(tmp_path / "月报.xlsx")

    report = engine.validate_file(office.recalculated(tmp_path / "月报.xlsx", tmp_path))
    told = [f for f in report.findings if f.level == "强制性" and f.cell.sheet == P]

    assert [(f.code[:3], str(f.cell)) for f in told] == [("FML", f"{P}!{total.coordinate}")]


def test_an_old_result_of_a_formula_is_told(filled: Path, tmp_path: Path) -> None:
    """A row corrected by a program that does not calculate: the totals still show what they were."""
    numbers = (
        place(filled, 2, "上月末累计完成"),
        place(filled, 2, "开工以来累计完成"),
        place(filled, 2, "本年累计完成"),
    )
    path = patched(filled, tmp_path / "月报.xlsx", dict.fromkeys(numbers, 5))

    found = broken(engine.validate_file(path))

    stale = {h.figure for o in found for h in o.hints if h.kind == "stale"}
    assert {"FOOT"} <= {o.label for o in found}
    assert stale
    assert all(name.startswith(P) for name in stale)


def patched(source: Path, target: Path, more: dict[str, int]) -> Path:
    """A copy with some numbers raised in the XML of 表1, and every saved result left as it is."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.startswith("xl/worksheets/sheet") and b"<f" in text and name.endswith("sheet2.xml"):
                page = text.decode()
                for at, by in more.items():
                    page, count = re.subn(
                        rf'(<c r="{at}"[^>]*><v>)([^<]*)',
                        lambda m, by=by: m[1] + repr(float(m[2]) + by),  # type: ignore[misc]
                        page,
                    )
                    assert count == 1
                text = page.encode()
            new.writestr(name, text)
    return target


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9), st.integers(-99, 99)), min_size=1, max_size=12))
def test_a_plain_sum_is_what_its_cells_add_up_to(cells: list[tuple[int, int, int]]) -> None:
    """SUM over an area, references added and subtracted; anything else is left to the spreadsheet."""
    values = {(row, column): Decimal(value) for row, column, value in cells}

    def shown(row: int, column: int) -> Decimal | None:
        return values.get((row, column))

    one, other = (shown(r, c) or 0 for r, c in ((1, 1), (9, 9)))
    assert formula.result("SUM(A1:I9)", shown) == sum(values.values())
    assert formula.result("$A$1-SUM(A1:I9)+I9", shown) == one - sum(values.values()) + other
    assert formula.result("SUMIFS(A1:A9,B1:B9,1)", shown) is None
    assert formula.result("A1*2", shown) is None
