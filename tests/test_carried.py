"""What next month's forms take over: who signs, and no value in question without a mark."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from recon import engine
from recon.reports import theme
from tests.commands import run as command
from tests.forms import Form, save


def last(folder: Path, *, fault: bool) -> None:
    """February's report, sound or with a cumulative amount that does not add up."""
    made = Form()
    made.cover |= {"报告期": "2021-02", "报出日期": "2021-03-03"}
    if fault:
        made.projects[1]["开工以来累计完成"] = 999.0
    (folder / "2021-02").mkdir()
    save(made.add_up().book(), folder / "2021-02" / "二月.xlsx")


def made(folder: Path) -> tuple[openpyxl.Workbook, str]:
    """March's form of the same unit, and what was said."""
    done = command(
        "template",
        "--all",
        "--month",
        "2021-03",
        "--network",
        "路网",
        "--region",
        "长春市",
        "--previous",
        "2021-02",
        "-o",
        "2021-03",
        cwd=folder,
    )
    assert done.returncode == 0, done.stderr.decode()
    return openpyxl.load_workbook(next((folder / "2021-03").glob("*.xlsx"))), done.stderr.decode()


def marked(page: Worksheet) -> dict[str, str]:
    """Cells with a comment of the program → their fill."""
    fills = {
        str(area.sqref): rule.dxf.fill.bgColor.rgb
        for area, rules in vars(page.conditional_formatting)["_cf_rules"].items()
        for rule in rules
        if rule.dxf and rule.dxf.fill
    }
    return {
        cell.coordinate: str(fills.get(cell.coordinate, ""))[-6:]
        for row in page.iter_rows()
        for cell in row
        if cell.comment
    }


def test_who_signs_is_carried_with_the_projects(tmp_path: Path) -> None:
    """Unit, head, reviewer, writer and phone of last month's cover; nothing is marked where nothing is in question."""
    last(tmp_path, fault=False)
    book, said = made(tmp_path)
    cover = {row[1].value: row[2].value for row in book["封面"].iter_rows(min_row=4, max_row=14)}

    wanted = {
        "填报单位": "长春市人民政府",
        "单位负责人": "甲",
        "审核人": "乙",
        "填表人": "丙",
        "联系电话": "0431-1",
    }
    assert wanted.items() <= cover.items()
    assert not cover.get("报出日期")
    assert marked(book["项目月报表"]) == {}
    assert "存疑" not in said


def test_a_value_in_question_is_carried_with_a_mark(tmp_path: Path) -> None:
    """The opening that comes from a closing in question, and no other cell; the form is named."""
    last(tmp_path, fault=True)
    book, said = made(tmp_path)
    page = book["项目月报表"]
    (at,) = marked(page).items()

    assert page[at[0]].value == 999
    assert at[1] == theme.FILLS["核实性"][0].lstrip("#")
    assert "1 张表沿用的上月月报不通过或待核实：路网·长春市。其中 1 个存疑" in said
    path = next((tmp_path / "2021-03").glob("*.xlsx"))
    assert engine.validate_file(path).error is None
