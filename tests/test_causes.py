"""One slip, one finding: what follows from a cause hangs below it, and nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from recon import engine
from recon.kinds.options import Options
from recon.model import FileReport, Report
from recon.reports import annotate, console, excel
from recon.reports import json as told
from recon.shelf import Shelf
from tests import forms, months

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
    shelf = Shelf(tmp_path / "上月")
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
