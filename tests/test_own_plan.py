"""A plan that is not ours, in every command: its lists decide, and no name of our own is written anywhere."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from recon import catalogue, workbook
from recon.cli import app
from recon.plan import catalogue as sheets
from tests import city
from tests.forms import CODES
from tests.sheets import stored

OURS = catalogue.ours()
#: Names of the packaged plan that say nothing of a place or an office: words that any workbook may hold.
EVERYDAY = {
    "教育",
    "卫生",
    "民政",
    "体育",
    "铁路",
    "机场",
    "加油站",
    "工作组",
    "充电桩",
    "高速公路",
    "人工智能",
    "农村公路",
    "配电网",
}
NAMES = [
    *sorted(
        name
        for entry in OURS.entries
        if entry.listed in ("网别", "类别", "地区", "工作组")
        for name in (entry.value, entry.lead, *entry.others)
        if name and name not in EVERYDAY
    ),
    "吉政",
    "吉新基建",
    "761",
]


def run(*args: object) -> Result:
    """A command in this process."""
    return CliRunner().invoke(app, [str(arg) for arg in args], catch_exceptions=False)


def texts(path: Path) -> str:
    """Everything written in a workbook, formulas and hidden sheets included."""
    with zipfile.ZipFile(path) as archive:
        return "".join(
            archive.read(name).decode("utf-8", "replace") for name in archive.namelist() if name.endswith(".xml")
        )


def foreign(text: str) -> list[str]:
    """Names of our own plan in a text, the digests of files left out: any digits may stand in them."""
    plain = re.sub(r"[0-9a-f]{16,}", "", text)
    return [name for name in NAMES if name in plain]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the city's plan."""
    folder = tmp_path_factory.mktemp("city")
    city.workbook(folder / "计划.xlsx")
    return folder


def fill(path: Path, region: str, code: str, *, closing: float = 30.0) -> None:
    """Fill in one project of a blank monthly form."""
    book = openpyxl.load_workbook(path)
    sheet = book["项目月报表"]
    heads: dict[str, int] = {}
    for row in (6, 7):
        for cell in sheet[row]:
            if isinstance(cell.value, str):
                heads.setdefault(cell.value, cell.column)
    row = next(r for r in range(9, 60) if sheet.cell(r, heads["类别"]).value)
    values = {
        "项目代码": code,
        "项目名称": f"{region}沙洲街道隧道工程",
        "地区": region if region != city.WHOLE else city.DISTRICTS[0],
        "责任单位": "市轨道集团",
        "建设性质": "新建",
        "开工年月": "2021-01",
        "竣工年月": "2022-12",
        "总投资": 100,
        "2021年": 60,
        "2022年": 40,
        "本年计划": 60,
        "上月末累计完成": 20,
        "本月完成": 10,
        "本年累计完成": 30,
        "开工以来累计完成": closing,
        "建设状态": "在建",
    }
    for label, value in values.items():
        sheet.cell(row, heads[label]).value = stored(value)
    book.save(path)


def test_forms_offer_the_citys_lists_and_name_nothing_of_ours(office: Path) -> None:
    """Every kind of form: dropdowns of the city, its titles and departments, and none of our names."""
    plan = office / "计划.xlsx"
    asked = {
        "月报": ("--month", "2021-03", "--network", "一环线", "--region", city.WHOLE),
        "年度": ("--year", "2021", "--network", "空港线", "--region", "西山区"),
        "季报": ("--quarter", "2021Q1", "--group", "隧道专班"),
        "项目库": ("--library", "区县库", "--region", "云岭县"),
        "登记簿": ("--kind", "register"),
    }
    for name, options in asked.items():
        done = run("template", *options, "--targets", plan, "-o", office / f"{name}.xlsx", "--force")
        assert done.exit_code == 0, done.output
        said = texts(office / f"{name}.xlsx")
        assert foreign(said + done.output) == []
        assert "全省" not in said
    form = openpyxl.load_workbook(office / "月报.xlsx")
    listed = [[cell.value for cell in column] for column in form["字典"].iter_cols()]
    offered = {column[0]: [value for value in column[1:] if value] for column in listed if column[0]}
    assert offered["列表_网别"] == [*city.LINES]
    assert offered["列表_地区"] == [city.WHOLE, *city.DISTRICTS]
    assert offered["类别_江南线"] == [*city.LINES["江南线"][1]]
    assert any("市轨道集团" in str(cell.value) for row in form["封面"].iter_rows() for cell in row)
    assert "江城轨道项目推进情况月报" in str(form["项目月报表"]["A1"].value)
    owed = openpyxl.load_workbook(office / "登记簿.xlsx")["应报单位"]
    assert owed.max_row - 1 >= len(city.LINES) * (1 + len(city.DISTRICTS))
    assert (owed["A2"].value, owed["B2"].value, owed["C2"].value) == ("一环线", "全市", "市轨道集团")


def test_a_network_of_ours_is_refused_with_the_citys_choices(office: Path) -> None:
    """Options are held against the city's lists."""
    done = run(
        "template",
        "--month",
        "2021-03",
        "--network",
        "路网",
        "--region",
        "全市",
        "--targets",
        office / "计划.xlsx",
        "-o",
        office / "x.xlsx",
    )

    assert done.exit_code == 2
    assert "、".join(city.LINES) in done.output


def test_a_month_of_the_city_from_forms_to_roll_up_register_and_match(office: Path) -> None:
    """Forms of all units, two of them filled in, checked as a folder in two processes, rolled up, registered, matched."""
    plan, month = office / "计划.xlsx", office / "2021-03"
    done = run("template", "--month", "2021-03", "--all", "--targets", plan, "-o", month)
    assert done.exit_code == 0, done.output
    forms = sorted(month.glob("*.xlsx"))
    assert len(forms) == len(city.LINES) * (1 + len(city.DISTRICTS))
    kept = {("一环线", city.WHOLE): 30.0, ("一环线", "东湖区"): 30.0, ("空港线", "云岭县"): 31.0}
    for path in forms:
        _, _, network, region = path.stem.split("_")
        if (network, region) not in kept:
            path.unlink()
            continue
        fill(path, region, CODES[0], closing=kept[network, region])
    run("template", "--kind", "register", "--targets", plan, "-o", office / "册.xlsx")

    done = run(
        "validate",
        month,
        "--targets",
        plan,
        "--register",
        office / "册.xlsx",
        "--jobs",
        2,
        "--date",
        "2021-04-05",
        "-o",
        office / "审核",
    )
    assert done.exit_code == 1, done.output
    assert foreign(done.output) == []
    assert re.findall(r"\b(ROLL01|LIST0\d|COVER0\d)\b", done.output) == ["ROLL01"]
    written = sorted((office / "审核").rglob("*.xlsx"))
    assert any(path.name.startswith("汇总_") for path in written)
    for path in written:
        assert foreign(texts(path)) == [], path.name
        assert "全省" not in texts(path), path.name

    done = run("register", office / "册.xlsx", "--month", "2021-03", "--date", "2021-04-20", "--targets", plan)
    assert done.exit_code == 0, done.output
    said = texts(office / "册_2021-03.xlsx")
    assert foreign(said + done.output) == []
    assert "2021-04-13" in said  # the eighth working day of April, after the Qingming holiday

    left, right = (next(month.glob(f"*一环线_{region}.xlsx")) for region in (city.WHOLE, "东湖区"))
    done = run("match", left, right, "--targets", plan, "-o", office / "比对.xlsx")
    assert done.exit_code in (0, 1), done.output
    assert foreign(texts(office / "比对.xlsx") + done.output) == []


def test_the_citys_form_is_not_known_without_its_plan(office: Path) -> None:
    """Without --targets the lists of the packaged plan hold, and the city's networks are none of them."""
    path = office / "单.xlsx"
    run(
        "template",
        "--month",
        "2021-03",
        "--network",
        "一环线",
        "--region",
        "东湖区",
        "--targets",
        office / "计划.xlsx",
        "-o",
        path,
        "--force",
    )
    fill(path, "东湖区", CODES[0])

    with_plan = run("validate", path, "--targets", office / "计划.xlsx", "-o", office / "单_差异.xlsx")
    without = run("validate", path, "-o", office / "单_差异.xlsx")

    assert "LIST01" not in with_plan.output
    assert re.findall(r"\[\S+ ([A-Z]+\d\d)\]", with_plan.output) == ["FORM03", "NUM07"], with_plan.output
    assert "LIST01" in without.output


def test_a_plan_without_lists_says_so_and_ours_hold(office: Path) -> None:
    """A workbook of the older kind goes on working."""
    older = city.workbook(office / "旧.xlsx", lists=[], parameters=[])

    done = run(
        "template",
        "--month",
        "2021-03",
        "--network",
        next(iter(OURS.networks)),
        "--region",
        OURS.whole,
        "--targets",
        older,
        "-o",
        office / "ours.xlsx",
        "--force",
    )

    assert done.exit_code == 0, done.output
    assert "没有工作表“名录”" in done.output


Rows = list[tuple[str, ...]]
FAULTS: dict[str, tuple[Rows, Rows, str]] = {
    "no classes": ([row for row in city.LISTS if row[0] != "类别"], [], "CAT01"),
    "unknown parent": ([*city.LISTS, ("类别", "盾构", "二环线", "", "", "")], [], "CAT02"),
    "two wholes": ([*city.LISTS, ("地区", "全域", "", "", "", "")], [], "CAT02"),
    "twice": ([*city.LISTS, ("类别", "车站", "空港线", "", "", "")], [], "CAT03"),
    "another's name": ([*city.LISTS, ("地区", "高新区", "全市", "", "东湖区", "")], [], "CAT04"),
    "no number": ([*city.LISTS], [("完工比例", "九成", "")], "CAT05"),
    "half a day": ([*city.LISTS], [("报送工作日", "1.5", "")], "CAT05"),
    "three states": ([*city.LISTS, *(("建设状态", n, "", "", "", "") for n in "甲乙丙")], [], "CAT06"),
    "no day": ([*city.LISTS, ("县区", "旧街", "中洲区", "", "", "去年")], [], "CAT07"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_lists_is_told_at_its_cell_and_nothing_is_made(tmp_path: Path, fault: str) -> None:
    """As a finding of the plan itself, and as an error of whoever would use it."""
    lists, parameters, code = FAULTS[fault]
    plan = city.workbook(tmp_path / "计划.xlsx", lists=lists, parameters=parameters)

    found = list(sheets.check(sheets.loaded(workbook.read(plan))))
    done = run(
        "template",
        "--month",
        "2021-03",
        "--network",
        "一环线",
        "--region",
        "全市",
        "--targets",
        plan,
        "-o",
        tmp_path / "x.xlsx",
    )

    assert [finding.code for finding in found] == [code]
    assert done.exit_code == 3
    assert str(found[0].cell.a1) in done.output
    assert not (tmp_path / "x.xlsx").exists()


def test_what_is_out_of_use_is_not_offered_but_known(tmp_path: Path) -> None:
    """A retired district is not owed nor offered; a report that holds it is none the worse."""
    lists: list[tuple[str, ...]] = [row if row[1] != "云岭县" else (*row[:5], "2021-01-01") for row in city.LISTS]
    told = sheets.read(city.workbook(tmp_path / "计划.xlsx", lists=lists))

    assert told is not None
    assert "云岭县" not in told.offered("地区")
    assert "云岭县" in told.accepted("地区")
    assert "云岭县" not in told.regions
