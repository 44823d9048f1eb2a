"""One slip, one finding: what follows from a cause hangs below it, and nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from recon import engine
from recon.model import FileReport, Report
from recon.options import Options
from recon.previous_reports import PreviousReports
from recon.reports import annotate, console, excel
from recon.reports import json as told
from tests import forms, months

#: A row → what some of its cells would hold.
Change = Callable[[months.Row], months.Row]
SCHEMA = json.loads((Path(told.__file__).parent / "report.schema.json").read_text(encoding="utf-8"))
UNTIL = {"上月末累计完成": 0.0, "本月完成": 5.5, "本年累计完成": 10.25}


def before(row: months.Row) -> months.Row:
    """A project a month before."""
    opening = float(str(row["上月末累计完成"]))
    return {**row, **UNTIL, "上月末累计完成": round(opening - 5.5, 2), "开工以来累计完成": opening}


def rolled(tmp_path: Path, form: forms.Form, rows: list[months.Row]) -> FileReport:
    """A report checked against last month's, as files."""
    last = months.form("水网", "长春市", [before(row) for row in rows])
    last.cover["报告期"] = "2021-02"
    (tmp_path / "上月").mkdir(exist_ok=True)
    shelf = PreviousReports(tmp_path / "上月")
    shelf.fill([engine.validate_file(forms.save(last.book(), tmp_path / "上月.xlsx"), Options(gather=True))])
    return engine.validate_file(forms.save(form.book(), tmp_path / "月报.xlsx"), Options(previous=shelf))


@pytest.fixture
def spoilt(tmp_path: Path) -> FileReport:
    """A month's completion that is wrong: neither the year nor the closing follow."""
    rows = months.projects("水网", "长春市", 4)
    form = months.form("水网", "长春市", rows)
    form.spoil(1, 本月完成=2050.0)
    return rolled(tmp_path, form, rows)


def test_one_slip_is_one_finding(spoilt: FileReport) -> None:
    """The second relation hangs under the first; both keep their outcomes, and the level is the gravest."""
    (finding,) = spoilt.findings
    wrong = {o.id for o in spoilt.outcomes if o.verdict == "mismatch"}

    assert [f.code for f in finding.follows] == ["ROLL01"]
    assert {f.outcome.id for f in spoilt.every if f.outcome} == wrong
    assert finding.level == "强制性"
    assert spoilt.verdict == "fail"
    assert Report((spoilt,)).worst() == "强制性"


def test_json_holds_what_follows_below_its_cause(spoilt: FileReport) -> None:
    """By the schema, each whole."""
    body = json.loads(told.render(Report((spoilt,)), "zh"))
    jsonschema.validate(body, SCHEMA)
    (finding,) = body["files"][0]["findings"]

    assert [(f["code"], f["follows"]) for f in finding["follows"]] == [("ROLL01", [])]
    assert finding["follows"][0]["outcome"] in {o["id"] for o in body["files"][0]["outcomes"]}


def test_the_console_folds_it(spoilt: FileReport) -> None:
    """One line for the finding, one below it for what follows."""
    lines = console.render(Report((spoilt,)), "zh", None).strip().splitlines()

    assert len([line for line in lines if "[错误" in line]) == 1
    assert any("由此另有 1 处" in line and "ROLL01" in line for line in lines)
    assert "须改正 1 条" in lines[-1]


def test_lists_group_it_and_marks_comment_once(spoilt: FileReport, tmp_path: Path) -> None:
    """A row of its own in both lists, folded below the cause's; cells of what follows are filled without a comment."""
    import datetime

    excel.write(spoilt, tmp_path / "差异.xlsx", lang="zh", date=datetime.date(2021, 4, 7))
    rows = openpyxl.load_workbook(tmp_path / "差异.xlsx")["问题清单"]
    out = annotate.write(spoilt, Path(spoilt.path), tmp_path / "标注.xlsx", lang="zh")
    book = openpyxl.load_workbook(out)
    notes = [cell.coordinate for row in book["项目月报表"] for cell in row if cell.comment]

    assert [rows.cell(r, 3).value for r in (2, 3)] == ["YTD01", "ROLL01"]
    assert (rows.row_dimensions[3].outlineLevel, rows.row_dimensions[3].hidden) == (1, True)
    assert [book["问题清单"].cell(r, 2).value for r in (4, 5)] == ["YTD01", "ROLL01"]
    assert book["问题清单"].row_dimensions[5].outlineLevel == 1
    assert "疑点" in str(book["问题清单"]["D4"].value)
    assert len(notes) == 1


# causes, each with siblings


CODES = tuple(months.code(n) for n in range(6))
YEARS = ("2020年", "2021年", "2022年", "2023年", "2024年")


def alike(count: int = 4) -> list[months.Row]:
    """Projects whose amounts are all of their own."""
    rows = months.projects("水网", "长春市", count)
    for n, row in enumerate(rows):
        by = 3.7 * (n + 1)
        row["2021年"], row["2022年"] = (
            round(float(str(row["2021年"])) + by, 2),
            round(float(str(row["2022年"])) - by, 2),
        )
        row["中央"], row["市县"] = (
            round(float(str(row["中央"])) - by, 2),
            round(float(str(row["市县"])) + by, 2),
        )
    return rows


def scaled(labels: tuple[str, ...], by: int) -> Change:
    """A block of a row in another unit."""
    return lambda row: {label: round(float(str(row[label])) * by, 2) for label in labels}


def rotated(labels: tuple[str, ...], by: int) -> Change:
    """A group of columns turned."""
    return lambda row: dict(zip(labels, [row[x] for x in labels[by:] + labels[:by]], strict=True))


SHIFTS: dict[str, tuple[str, tuple[int, ...], Change]] = {
    "years in 元": ("SLIP01", (1,), scaled(YEARS, 10**4)),
    "years in 千元": ("SLIP01", (2,), scaled(YEARS, 10)),
    "sources in 元": ("SLIP01", (0,), scaled(("中央", "省级", "市县"), 10**4)),
    "a whole row in 元": ("SLIP01", (1,), scaled(tuple(forms.AMOUNTS), 10**4)),
    "two rows in 元": ("SLIP01", (1, 2), scaled(tuple(forms.AMOUNTS), 10**4)),
    "a column in 元": ("SLIP01", (0, 1, 2, 3), scaled(("市县",), 10**4)),
    "the report in 元": ("SLIP02", (0, 1, 2, 3), scaled(tuple(forms.AMOUNTS), 10**4)),
    "years by one": ("SLIP03", (1,), rotated(YEARS, 1)),
    "years of all rows by two": ("SLIP03", (0, 1, 2, 3), rotated(YEARS, 2)),
    "two sources": ("SLIP03", (0, 1, 2, 3), rotated(("中央", "省级"), 1)),
    "month and year": ("SLIP03", (3,), rotated(("本月完成", "本年累计完成"), 1)),
}


@pytest.mark.parametrize("name", SHIFTS)
def test_block_slips_are_told_as_blocks(name: str, tmp_path: Path) -> None:
    """One finding, with every cell that was changed, and nothing else."""
    code, places, change = SHIFTS[name]
    rows = alike()
    form = months.form("水网", "长春市", rows)
    changed = set()
    for place in places:
        before_ = dict(form.projects[place])
        form.projects[place].update(change(before_))
        changed |= {form.at(place, x) for x, v in form.projects[place].items() if v != before_[x]}
    report = rolled(tmp_path, form.add_up(), rows)
    (finding,) = report.findings

    assert finding.code == code
    assert finding.follows
    assert code == "SLIP02" or changed <= {str(cell) for cell in finding.cells}


def test_last_months_rows_are_told_as_that(tmp_path: Path) -> None:
    """One row, or the whole report."""
    for places, code in (((2,), "SLIP05"), ((0, 1, 2, 3), "SLIP06")):
        rows = alike()
        form = months.form("水网", "长春市", rows)
        for place in places:
            row = form.projects[place]
            row.update({x: before(row)[x] for x in (*UNTIL, "开工以来累计完成")})
        (finding,) = rolled(tmp_path, form.add_up(), rows).findings

        assert (finding.code, {f.code for f in finding.follows}) == (code, {"PREV01", "YTD01"})


def test_amounts_at_each_others_names(tmp_path: Path) -> None:
    """Two projects of a class, every row of which holds in itself."""
    rows = alike(8)
    form = months.form("水网", "长春市", rows)
    pair = [row for row in form.projects if row["类别"] == form.projects[0]["类别"]][:2]
    mine, theirs = ({label: row[label] for label in forms.AMOUNTS} for row in pair)
    pair[0].update(theirs)
    pair[1].update(mine)
    (finding,) = rolled(tmp_path, form.add_up(), rows).findings

    assert finding.code == "SLIP04"


@pytest.mark.parametrize(("label", "value"), [("责任单位", "别的单位"), ("竣工年月", "2026-10"), ("建设性质", "续建")])
def test_words_that_must_not_move(label: str, value: str, tmp_path: Path) -> None:
    """Named with what they were; each row once."""
    rows = alike()
    form = months.form("水网", "长春市", rows).spoil(1, **{label: value})
    (finding,) = rolled(tmp_path, form, rows).findings

    assert (finding.code, str(finding.cell), finding.level) == ("SAME01", form.at(1, label), "核实性")


def test_plans_and_sources_that_must_not_move(tmp_path: Path) -> None:
    """A plan moved between years, and money moved between sources, are one finding a row; growth is none."""
    rows = alike()
    plan = months.form("水网", "长春市", rows).spoil(1, **{"2020年": 410.18 - 5, "2023年": 400.1 + 5})
    row = plan.projects[1]
    row["2020年"], row["2023年"] = (float(str(rows[1]["2020年"])) - 5, float(str(rows[1]["2023年"])) + 5)
    moved = months.form("水网", "长春市", rows)
    source = moved.projects[2]
    source["省级"], source["银行贷款"] = 0, source["省级"]
    grown = months.form("水网", "长春市", rows)
    more = grown.projects[0]
    more["市县"], more["到位资金"] = (round(float(str(more[x])) + 9, 2) for x in ("市县", "到位资金"))
    found = [[f.code for f in rolled(tmp_path, form.add_up(), rows).findings] for form in (plan, moved, grown)]

    assert found == [["KEPT01"], ["SHRK01"], []]


def test_what_two_causes_would_explain_is_left_as_it_is(tmp_path: Path) -> None:
    """A year that is off by a plain amount is no block in another unit."""
    rows = alike()
    form = months.form("水网", "长春市", rows).spoil(1, **{"2021年": 999.99})
    report = rolled(tmp_path, form, rows)

    assert [f.code for f in report.findings] == ["SPLIT01"]
    assert "SLIP01" not in {f.code for f in report.every}
