"""A workbook of an office's own against the file before: comparative columns, rows paired by name, rows that came and went."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from recon import engine
from recon.model import FileReport
from recon.options import Options
from recon.workbook import Cell
from tests.sheets import whole

Rows = list[list[Cell]]
NAMES = ("教育", "科学技术", "文化旅游", "社会保障", "卫生健康", "节能环保", "城乡社区", "农林水")


def amounts(year: int) -> dict[str, int]:
    """Outlays of a year by item, no two alike."""
    return {name: 1207 + 389 * n + (year - 2020) * (61 + 17 * n) + n * n for n, name in enumerate(NAMES)}


def budget(year: int, names: tuple[str, ...] = NAMES) -> Rows:
    """This year's and last year's figures, the change, and a total."""
    now, before = amounts(year), amounts(year - 1)
    rows: Rows = [[f"{name}支出", before[name], now[name], now[name] - before[name]] for name in names]
    sums = [sum(whole(row[c]) for row in rows) for c in (1, 2, 3)]
    return [
        [f"{year}年支出表"],
        ["单位：万元"],
        ["科目", "上年决算数", "本年决算数", "增减额"],
        *rows,
        ["支出合计", *sums],
    ]


def balances(year: int) -> Rows:
    """Opening, more, less, closing; the closing of a year opens the next."""
    rows: Rows = [["单位", "期初余额", "本年增加", "本年减少", "期末余额"]]
    for n, name in enumerate(NAMES):
        opening = 5003 + 211 * n + (year - 2020) * (37 + n)
        more, less = 400 + 13 * n + (37 + n), 400 + 13 * n
        rows.append([f"{name}局", opening, more, less, opening + more - less])
    rows.append(["合计", *(sum(whole(row[c]) for row in rows[1:]) for c in range(1, 5))])
    return rows


def years(year: int) -> Rows:
    """Three years as columns, in every file one further."""
    span = range(year - 2, year + 1)
    rows: Rows = [["项目", *(f"{y}年" for y in span)]]
    rows += [[name, *(amounts(y)[name] for y in span)] for name in NAMES]
    rows.append(["合计", *(sum(amounts(y).values()) for y in span)])
    return rows


KINDS = {"budget": budget, "balances": balances, "years": years}
#: Of each kind a comparative figure of the later file.
SLIPS: Mapping[str, str] = {"budget": "B6", "balances": "B5", "years": "C4"}


def saved(path: Path, rows: Rows, slip: str = "", by: int = 270) -> Path:
    """A workbook with these rows, the number in ``slip`` off."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "汇总"
    for row in rows:
        book.worksheets[0].append(row)
    if slip:
        book.worksheets[0][slip].value += by
    book.save(path)
    return path


def checked(now: Path, *before: Path) -> FileReport:
    """The report on a file with those before it at hand."""
    return engine.validate_file(now, Options(earlier=before))


@pytest.mark.parametrize("kind", KINDS)
def test_comparative_columns_that_agree_say_nothing(tmp_path: Path, kind: str) -> None:
    """Last year's own figures stand in this year's comparative column: compared, and no finding."""
    before, now = (saved(tmp_path / f"{y}.xlsx", KINDS[kind](y)) for y in (2022, 2023))
    report = checked(now, before)
    ties = [o for o in report.outcomes if o.rule == "tie"]

    assert report.findings == ()
    assert len(ties) >= len(NAMES)
    assert {o.verdict for o in ties} == {"exact"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_comparative_figure_that_is_off_is_found_alone(tmp_path: Path, kind: str) -> None:
    """The finding is at its cell, first; the sums that it breaks hang below it."""
    before = saved(tmp_path / "2022.xlsx", KINDS[kind](2022))
    report = checked(saved(tmp_path / "2023.xlsx", KINDS[kind](2023), SLIPS[kind]), before)

    assert [(f.code, f.cell.a1) for f in report.findings] == [("OPEN08", SLIPS[kind])]


def test_a_figure_whose_total_was_carried_along_is_found(tmp_path: Path) -> None:
    """The table itself adds up: only the file before shows that a figure and its total are off."""
    before = saved(tmp_path / "2022.xlsx", years(2022))
    rows = years(2023)
    for row in (3, len(rows) - 1):
        rows[row][2] = whole(rows[row][2]) + 270
    report = checked(saved(tmp_path / "2023.xlsx", rows), before)

    assert [(f.code, f.cell.a1) for f in report.findings] == [("OPEN08", "C4")]
    assert {f.cell.a1 for f in report.every} == {"C4", f"C{len(rows)}"}


def test_rows_are_paired_by_name(tmp_path: Path) -> None:
    """The rows in another order, a title more above them: the same rows are meant."""
    before = saved(tmp_path / "2022.xlsx", budget(2022))
    rows: Rows = [["附表2"], [], *budget(2023, NAMES[::-1])]
    place = next(n for n, row in enumerate(rows, 1) if row[:1] == ["农林水支出"])
    report = checked(saved(tmp_path / "2023.xlsx", rows, f"B{place}"), before)

    assert [(f.code, f.cell.a1) for f in report.findings] == [("OPEN08", f"B{place}")]


def test_rows_that_came_and_went_are_said(tmp_path: Path) -> None:
    """One row is gone, one is new, one has another name; the columns of the others are compared all the same."""
    before = saved(tmp_path / "2022.xlsx", years(2022))
    rows = years(2023)
    rows[2][0] = "科技创新"
    del rows[6]
    rows.insert(5, ["应急管理", 877, 903, 951])
    for column in (1, 2, 3):
        rows[-1][column] = sum(whole(row[column]) for row in rows[1:-1])
    report = checked(saved(tmp_path / "2023.xlsx", rows), before)
    said = [f.words for f in report.findings if f.code == "OPEN09"]

    assert [(w["gone"], w["new"], w["renamed"]) for w in said] == [("1", "1", "1")]
    assert "科学技术 → 科技创新" in said[0]["renamed_named"]
    assert any(o.rule == "tie" for o in report.outcomes)


def test_of_a_folder_the_file_of_the_same_name_counts(tmp_path: Path) -> None:
    """By the name without its period; a file of another name is none."""
    before = saved(tmp_path / "支出表2022.xlsx", budget(2022))
    other = saved(tmp_path / "余额表2022.xlsx", balances(2022))
    now = saved(tmp_path / "支出表2023.xlsx", budget(2023), "B6")

    assert [f.code for f in checked(now, other, before).findings] == ["OPEN08"]
    assert [f.code for f in checked(now, other, saved(tmp_path / "清单2022.xlsx", years(2022))).findings] == ["OPEN01"]
