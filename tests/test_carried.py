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


HEADS = ("网别", "地区", "填报单位", "联系人", "电话", "起报月", "止报月", "邮箱", "单位负责人")


def register(folder: Path, *rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> None:
    """The office's list."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "应报单位"
    for row in (heads, *rows):
        page.append(row)
    for cell in (cell for row in page.iter_rows() for cell in row if str(cell.value).startswith("=")):
        cell.data_type = "s"  # text, though it begins like a formula
    book.save(folder / "登记簿.xlsx")


def covers(folder: Path) -> dict[str, dict[str, object]]:
    """Name of each form made → its cover."""
    return {
        path.stem: {
            str(row[1].value): row[2].value
            for row in openpyxl.load_workbook(path)["封面"].iter_rows(min_row=4, max_row=14)
            if row[1].value
        }
        for path in sorted((folder / "2021-03").glob("*.xlsx"))
    }


def test_names_and_phones_of_the_register_are_filled_in(tmp_path: Path) -> None:
    """Only who owes gets a form; a new unit has the register's names, one that reported has its own and its unit's present name."""
    last(tmp_path, fault=False)
    register(
        tmp_path,
        ("路网", "长春市", "长春市交通建设中心", "赵某", "0431-9", "", "", "z@example.com", "钱某"),
        ("水网", "吉林市", "=吉林市水务局", "孙某", "0432-2", "2021-03", "", "", "李某"),
        ("电网", "吉林市", "吉林市能源局", "周某", "0432-3", "2021-04", "", "", ""),
        ("电网", "四平市", "四平市能源局", "吴某", "", "", "2021-02", "", ""),
    )
    asked = ["--all", "--month", "2021-03", "--previous", "2021-02", "--register", "登记簿.xlsx"]
    done = command("template", *asked, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    made = covers(tmp_path)

    assert sorted(made) == ["月报_2021-03_水网_吉林市", "月报_2021-03_路网_长春市"]
    old, new = made["月报_2021-03_路网_长春市"], made["月报_2021-03_水网_吉林市"]
    wanted = {
        "填报单位": "长春市交通建设中心",
        "单位负责人": "甲",
        "审核人": "乙",
        "填表人": "丙",
        "联系电话": "0431-1",
    }
    assert wanted.items() <= old.items()
    wanted = {"填报单位": "=吉林市水务局", "单位负责人": "李某", "填表人": "孙某", "联系电话": "0432-2"}
    assert wanted.items() <= new.items()
    with_text = openpyxl.load_workbook(tmp_path / "2021-03" / "月报_2021-03_水网_吉林市.xlsx")["封面"]
    assert {c.data_type for row in with_text.iter_rows() for c in row if c.value == "=吉林市水务局"} == {"s"}
    report = engine.validate_file(tmp_path / "2021-03" / "月报_2021-03_水网_吉林市.xlsx")
    assert report.cover["填报单位"] == "=吉林市水务局"


def test_a_phone_goes_with_its_person(tmp_path: Path) -> None:
    """The register's phone is not put beside the name that another report gives; one without heads and mails is read as well."""
    (tmp_path / "2021-02").mkdir()
    made = Form()
    made.cover |= {"报告期": "2021-02", "报出日期": "2021-03-03"}
    del made.cover["联系电话"]
    save(made.add_up().book(), tmp_path / "2021-02" / "二月.xlsx")
    register(tmp_path, ("路网", "长春市", "长春市人民政府", "赵某", "0431-9"), heads=HEADS[:5])
    asked = ["--month", "2021-03", "--network", "路网", "--region", "长春市", "--register", "登记簿.xlsx"]
    for more, writer, phone in (((), "赵某", "0431-9"), (("--previous", "2021-02/二月.xlsx"), "丙", "")):
        done = command("template", *asked, *more, "-o", "2021-03/三月.xlsx", "--force", cwd=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
        cover = covers(tmp_path)["三月"]
        assert (cover["填表人"], cover["联系电话"], cover["填报单位"]) == (writer, phone, "长春市人民政府")


def test_nobody_owes_is_said(tmp_path: Path) -> None:
    """And no form is made; a register belongs to monthly reports and forms of one's own."""
    register(tmp_path, ("路网", "长春市", "长春市人民政府", "", "", "2022-01"))
    done = command("template", "--all", "--month", "2021-03", "--register", "登记簿.xlsx", cwd=tmp_path)
    assert (done.returncode, [*(tmp_path / "2021-03").glob("*")]) == (2, [])
    assert "起报月" in done.stderr.decode()
    done = command("template", "--year", "2021", "--register", "登记簿.xlsx", "-o", "a.xlsx", cwd=tmp_path)
    assert done.returncode == 2


def test_what_failed_against_the_month_before_it_is_marked(tmp_path: Path) -> None:
    """February is sound in itself and goes on from another number than January ends with: only the register knows."""
    (tmp_path / "2021-01").mkdir()
    january = Form()
    january.cover |= {"报告期": "2021-01", "报出日期": "2021-02-03"}
    for row in january.projects:
        ends = float(str(row["上月末累计完成"])) - (1 if row is january.projects[1] else 0)
        row["上月末累计完成"], row["开工以来累计完成"] = round(ends - float(str(row["本月完成"])), 2), ends
    save(january.add_up().book(), tmp_path / "2021-01" / "一月.xlsx")
    last(tmp_path, fault=False)
    register(tmp_path, ("路网", "长春市", "长春市人民政府", "", ""), heads=HEADS[:5])
    asked = ["--all", "--month", "2021-03", "--previous", "2021-02", "--register", "登记簿.xlsx", "--force"]
    before = command("template", *asked, cwd=tmp_path)
    assert "存疑" not in before.stderr.decode()
    run = ["validate", "2021-02", "--previous", "2021-01", "--register", "登记簿.xlsx", "--date", "2021-03-04"]
    assert command(*run, cwd=tmp_path).returncode == 1
    after = command("template", *asked, cwd=tmp_path)
    assert (after.returncode, "存疑" in after.stderr.decode()) == (0, True)
    page = openpyxl.load_workbook(next((tmp_path / "2021-03").glob("*.xlsx")))["项目月报表"]
    heads = next(row for row in page.iter_rows() if any("上月末累计完成" in str(cell.value) for cell in row))
    column = next(cell.coordinate.rstrip("0123456789") for cell in heads if "上月末累计完成" in str(cell.value))
    assert {cell.rstrip("0123456789") for cell in marked(page)} == {column}
    assert len(marked(page)) == 1
