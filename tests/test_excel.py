"""The discrepancy workbook, read back: what an auditor opens is what the report holds."""

from __future__ import annotations

import datetime
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from bench import forms
from recon import engine, messages, numbers, packaged
from recon.model import VERDICTS, FileReport, column_letters
from recon.reports import excel, theme
from recon.reports.excel import copies
from recon.reports.excel.copies import header_row
from recon.reports.excel.plan import sheet_names
from recon.reports.sheet import Plain
from recon.workbook import Cell, ErrorCell, RawSheet
from tests import office
from tests.made import Made
from tests.sheets import check

DAY = datetime.date(2026, 11, 23)
CHINESE = re.compile(r"[一-鿿]")

#: One of each kind: both levels of a sum, ties, revisions, bounds, ranges, grades, truncation, units, orders,
#: relations with × ÷ ( ).
MANY = """
    ## 来源
    来源编号 | 标题 | 成文日期
    S1 | 方案 | 2020-01-01
    S2 | 通知 | 2021-01-01

    ## 口径
    指标名称 | 计量单位 | 类型 | 可加 | 舍入 | 上限指标
    投资 | 亿元 | 金额 | 是 | 四舍五入 |
    期内投资 | 亿元 | 金额 | 是 | 四舍五入 | 投资
    里程 | 公里 | 数量 | 是 | 截断 |
    座数 | 座 | 计数 | 是 | 精确 |
    面积 | 亩 | 数量 | 是 | 舍位平衡 |
    比例 | % | 分级 | 否 | 精确 |

    ## 层级
    维度 | 上级 | 下级 | 完整
    项目 | 合 | 甲 | 是
    项目 | 合 | 乙 | 是
    项目 | 合 | 丙 | 是
    项目 | 事件 | 一般 | 是
    项目 | 事件 | 较大 | 是
    项目 | 事件 | 重大 | 是

    ## 指标
    编号 | 来源编号 | 章节 | 指标名称 | 项目 | 时期 | 数值 | 计量单位 | 限定 | 数值上限
    F1 | S1 | 正文·一 | 投资 | 合 | 2020 | 1,000.6 | 亿元 | |
    F2 | S1 | 正文·二 | 投资 | 甲 | 2020 | 0.1 | 亿元 | |
    F3 | S1 | 正文·二 | 投资 | 乙 | 2020 | 2000 | 万元 | |
    F4 | S1 | 正文·二 | 投资 | 丙 | 2020 | 999 | 亿元 | |
    F5 | S1 | 正文·一 | 投资 | 合 | 2021 | 100 | 亿元 | 约 |
    F6 | S1 | 正文·二 | 投资 | 甲 | 2021 | 30 | 亿元 | 以上 |
    F7 | S1 | 正文·二 | 投资 | 乙 | 2021 | 40 | 亿元 | 区间 | 50
    F8 | S1 | 正文·二 | 投资 | 丙 | 2021 | 90.5 | 亿元 | |
    F9 | S1 | 正文·一 | 投资 | 合 | 2022 | 12 | 亿元 | 不超过 |
    F10 | S1 | 正文·二 | 投资 | 甲 | 2022 | 3 | 亿元 | |
    F11 | S1 | 正文·二 | 投资 | 乙 | 2022 | 4 | 亿元 | |
    F12 | S1 | 正文·二 | 投资 | 丙 | 2022 | 5.9 | 亿元 | 约 |
    F13 | S1 | 正文·一 | 里程 | 合 | 2020 | 10.5 | 公里 | |
    F14 | S1 | 正文·二 | 里程 | 甲 | 2020 | 3.1 | 公里 | |
    F15 | S1 | 正文·二 | 里程 | 乙 | 2020 | 4.2 | 公里 | |
    F16 | S1 | 正文·二 | 里程 | 丙 | 2020 | 3.50 | 公里 | |
    F17 | S1 | 正文·一 | 里程 | 合 | 2021 | −10.5 | 公里 | |
    F18 | S1 | 正文·二 | 里程 | 甲 | 2021 | −3.1 | 公里 | |
    F19 | S1 | 正文·二 | 里程 | 乙 | 2021 | 0.0 | 公里 | |
    F20 | S1 | 正文·二 | 里程 | 丙 | 2021 | −8 | 公里 | |
    F21 | S1 | 正文·一 | 座数 | 合 | 2020 | 10 | 座 | |
    F22 | S1 | 正文·二 | 座数 | 甲 | 2020 | 12 | 座 | |
    F23 | S2 | 附件1·一 | 座数 | 合 | 2020 | 11 | 座 | |
    F24 | S2 | 附件1·一 | 投资 | 合 | 2020 | 1000.3 | 亿元 | |
    F25 | S1 | 正文·一 | 期内投资 | 甲 | 2020 | 0.7 | 亿元 | |
    F26 | S1 | 正文·一 | 面积 | 合 | 2020 | 10 | 亩 | |
    F27 | S1 | 正文·二 | 面积 | 甲 | 2020 | 3 | 亩 | |
    F28 | S1 | 正文·二 | 面积 | 乙 | 2020 | 3 | 亩 | |
    F29 | S1 | 正文·二 | 面积 | 丙 | 2020 | 3 | 亩 | |
    F30 | S1 | 正文·二 | 投资 | 甲 | 2023 | 1.0 | 亿元 | |
    F31 | S1 | 正文·二 | 投资 | 乙 | 2023 | 1.0 | 亿元 | |
    F32 | S1 | 正文·二 | 投资 | 丙 | 2023 | 1.0 | 亿元 | |
    F33 | S1 | 正文·一 | 投资 | 合 | 2023 | 3.2 | 亿元 | |
    F34 | S1 | 附件2·一 | 投资 | 甲 | 2023 | 1.04 | 亿元 | |
    F35 | S1 | 正文·一 | 投资 | 合 | 2024 | 7 | 亿元 | |
    F36 | S1 | 正文·一 | 投资 | 甲 | 2024 | 2 | 亿元 | |
    F37 | S1 | 正文·一 | 投资 | 乙 | 2024 | 4.5 | 亿元 | |
    F38 | S2 | 附件3·一 | 投资 | 甲 | 2024 | ２.5 | 亿元 | |
    F39 | S1 | 正文·一 | 投资 | 合 | 2025 | 7 | 亿元 | |
    F40 | S1 | 正文·二 | 投资 | 甲 | 2025 | 9 | 亿元 | |
    F41 | S1 | 正文·三 | 比例 | 一般 | | 5 | % | 区间不含上端 | 10
    F42 | S1 | 正文·三 | 比例 | 较大 | | 10 | % | 区间 | 15
    F43 | S1 | 正文·三 | 比例 | 重大 | | 15 | % | 以上 |
    F44 | S1 | 正文·三 | 投资 | 丁 | 2026 | 85 | 亿元 | 以上 |
    F45 | S2 | 附件3·一 | 投资 | 丁 | 2026 | 9.50 | 亿元 | 不低于 |

    ## 勾稽
    编号 | 左式 | 关系 | 右式 | 级别 | 说明
    R1 | F21 × 3 | = | F22 + 1 | 强制性 | 乘
    R2 | (F1 − F4) ÷ 3 | = | F2 | 核实性 | 除不尽
    R3 | F1 − F2 − F3 | ≤ | F4 − 10 | 强制性 | 减
    R4 | F8 | ≥ | F5 + 20 | 强制性 | 限定
    R5 | −(F2 + F2) × 2 | ≥ | 0.1 | 提示性 | 无右指标
    R6 | F13 | ≤ | F14 + F15 | 强制性 | 截断
    R7 | (F30 + F31 + F32) × 1 | = | F33 | 核实性 | 尾差
    R8 | F13 | = | F8 | 核实性 | 不同量纲
    R9 | F21 | < | F22 < F23 | 强制性 | 次序
    R10 | F5 | > | F1 | 核实性 | 次序，约数
    R11 | F30 ÷ (F30 + F31) × 100 | = | F1 | 提示性 | 一数两用
    R12 | F4 | < | F3 + F2 + 999 | 强制性 | 次序，相等
    R13 | F44 | ≤ | F45 | 强制性 | 同向目标
"""


@pytest.fixture(scope="module")
def plan_report() -> FileReport:
    """The provincial plan that comes with the program."""
    return engine.validate_file(packaged.targets())


@pytest.fixture(scope="module")
def many() -> FileReport:
    """The report on MANY."""
    return check(MANY)


@pytest.fixture(scope="module")
def stored(many: FileReport) -> FileReport:
    """The same with the digits stored as numbers, as most people type them."""
    assert many.book
    sheets = [replace(s, rows=[list(row) for row in s.rows]) for s in many.book.sheets]
    figures = next(s.rows for s in sheets if s.name == "指标")
    column = figures[0].index("数值")
    for row in figures[1:]:
        row[column] = float(numbers.read(row[column]).value)
    return engine.validate_book(replace(many.book, sheets=tuple(sheets)))


@pytest.fixture(scope="module", params=["plan", "many", "stored"])
def report(request: pytest.FixtureRequest, plan_report: FileReport, many: FileReport, stored: FileReport) -> FileReport:
    """The real plan, and a small workbook with one of each kind, its digits as text and as numbers."""
    return {"plan": plan_report, "many": many, "stored": stored}[request.param]


def written(report: FileReport, folder: Path, lang: str = "zh") -> Path:
    """The workbook of a report."""
    path = folder / f"{lang}.xlsx"
    excel.write(report, path, lang=lang, date=DAY)
    return path


Making = Callable[..., Made]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Making:
    """The workbook of a report of this module in a language: written once, read once."""
    kept: dict[tuple[int, str], tuple[FileReport, Made]] = {}

    def make(report: FileReport, lang: str = "zh") -> Made:
        key = (id(report), lang)
        if key not in kept:
            kept[key] = report, Made(written(report, tmp_path_factory.mktemp("made"), lang))
        return kept[key][1]

    return make


def rows(book: Any, sheet: str) -> list[dict[str, Any]]:
    """A sheet's rows by heading, as openpyxl cells."""
    head, *body = book[sheet].iter_rows()
    return [{cell.value: here for cell, here in zip(head, row, strict=True)} for row in body]


def cells(book: Any, sheet: str) -> dict[str, Any]:
    """All values of a sheet by address."""
    return {c.coordinate: c.value for row in book[sheet].iter_rows() for c in row if c.value is not None}


def test_many_has_one_of_each_kind(many: FileReport) -> None:
    """The sheet above would prove little if it did not reach every rule and verdict."""
    kinds = {(o.rule, o.verdict) for o in many.outcomes}

    assert {("foot", v) for v in ("mismatch", "rounding_wide", "implied")} <= kinds
    assert {("tie", "mismatch"), ("bound", "mismatch"), ("relation", "mismatch")} <= kinds
    assert {f.code for f in many.findings} >= {"FOOT04", "REL02", "ORDER01", "PART01", "REV01"}


@office.needs_office
def test_the_office_really_recalculates(tmp_path: Path) -> None:
    """A wrong cached value does not survive; else the next test would prove nothing."""
    with xlsxwriter.Workbook(str(tmp_path / "wrong.xlsx")) as book:
        book.add_worksheet("表").write_formula("A1", "=1+1", None, 999)

    fresh = openpyxl.load_workbook(office.recalculated(tmp_path / "wrong.xlsx", tmp_path), data_only=True)
    assert fresh["表"]["A1"].value == 2


@office.needs_office
@pytest.mark.parametrize(
    ("name", "lang"), [("plan_report", "zh"), ("many", "zh"), ("many", "en"), ("stored", "zh")]
)  # MANY has every kind of formula, the others what may stand in them
def test_libreoffice_computes_what_the_tool_computed(
    request: pytest.FixtureRequest, name: str, lang: str, made: Making
) -> None:
    """Every formula cell, recalculated, gives its cached value; none gives an error."""
    book = made(request.getfixturevalue(name), lang)
    formulas, cached, fresh = book.formulas, book.values, book.fresh
    places = [
        (sheet.title, cell.coordinate)
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]

    wrong = {
        (sheet, place): (formulas[sheet][place].value, cached[sheet][place].value, fresh[sheet][place].value)
        for sheet, place in places
        if not same(cached[sheet][place].value, fresh[sheet][place].value)
    }
    assert wrong == {}
    assert len(places) > 100


def same(cached: object, fresh: object) -> bool:
    """Equal words, or numbers that differ by binary noise only."""
    if isinstance(cached, int | float) and isinstance(fresh, int | float):
        return fresh == pytest.approx(cached, rel=1e-12, abs=1e-12)
    return isinstance(cached, str) and cached == fresh and not cached.startswith("#")


@office.needs_office
def test_a_corrected_cell_recomputes_the_verdict(plan_report: FileReport, made: Making, tmp_path: Path) -> None:
    """Writing the computed value over the stated one in the copy turns 不平 into 相等."""
    book = openpyxl.load_workbook(made(plan_report).path)
    found = [f for f in plan_report.findings if f.outcome and f.outcome.verdict == "mismatch"]
    one = next(f for f in found if f.outcome and len(f.outcome.right.terms) == 1)
    assert one.outcome
    book[one.cell.sheet][one.cell.a1].value = numbers.plain(one.outcome.left.value)
    changed = tmp_path / "changed.xlsx"
    book.save(changed)

    fresh = openpyxl.load_workbook(office.recalculated(changed, tmp_path), data_only=True)
    words = [c for c in cells(fresh, "计算表").values() if c in ("不平", "相等")]
    assert sorted(words) == sorted(["相等"] + ["不平"] * (len(found) - 1))


def test_the_same_input_and_date_give_the_same_bytes(report: FileReport, made: Making, tmp_path: Path) -> None:
    """Also in another process with another hash seed; the zip carries no clock."""
    first = made(report).path.read_bytes()
    second = written(report, tmp_path).read_bytes()

    assert first == second
    with zipfile.ZipFile(tmp_path / "zh.xlsx") as archive:
        assert {item.date_time[0] for item in archive.infolist()} == {1980}


def test_the_same_bytes_from_another_process(plan_report: FileReport, made: Making, tmp_path: Path) -> None:
    """Nothing depends on the order of a set."""
    program = (
        "import datetime, sys; from pathlib import Path; from recon import engine, packaged\n"
        "from recon.reports import excel\n"
        "excel.write(engine.validate_file(packaged.targets()), Path(sys.argv[1]), lang='zh',"
        " date=datetime.date(2026, 11, 23))"
    )
    other = tmp_path / "other.xlsx"
    root = str(Path(__file__).parent.parent)
    env = {"PYTHONHASHSEED": "7", "PYTHONPATH": root}
    subprocess.run([sys.executable, "-c", program, str(other)], check=True, env=env, timeout=120)

    assert other.read_bytes() == made(plan_report).path.read_bytes()


@pytest.mark.parametrize("danger", ["=1+1", '=HYPERLINK("http://x","y")', "+1", "-1+A1", "@SUM(A1)", "{=1}"])
def test_user_text_never_becomes_a_formula(danger: str, tmp_path: Path) -> None:
    """Text of the input that looks like a formula stays text, in every column and on every sheet of ours."""
    text = f"""
        ## 口径
        指标名称 | 计量单位 | 说明
        {danger} | {danger} | {danger}

        ## 指标
        编号 | 来源编号 | 章节 | 指标名称 | 项目 | 时期 | 地区 | 数值 | 计量单位 | 备注
        {danger} | {danger} | {danger} | {danger} | {danger} | {danger} | {danger} | 1 | {danger} | {danger}
        F2 | {danger} | {danger} | {danger} | {danger} | {danger} | {danger} | 2 | {danger} | {danger}
        F3 | x | y | 投资 | 甲 | {danger} | z | {danger} | 亿元 | w
    """
    report = check(text)
    path = written(report, tmp_path)
    book = openpyxl.load_workbook(path)
    ours = re.compile(r"=(ROUND|SUM|IF|VALUE|ABS|E\d|G\d|H\d|'计算表'!|'问题清单'!|'指标'!)")
    formulas = [c for s in book for r in s.iter_rows() for c in r if c.data_type == "f"]

    assert [c for c in formulas if not ours.match(str(c.value)) or "HYPERLINK" in str(c.value)] == []
    assert report.book
    for sheet in report.book.sheets:
        assert raw_values(book[sheet.name]) == raw_texts(sheet)


def raw_values(sheet: Any) -> dict[str, object]:
    """Text of a written sheet by address, formulas marked."""
    return {
        c.coordinate: f"formula {c.value}" if c.data_type == "f" else c.value
        for row in sheet.iter_rows()
        for c in row
        if c.value is not None
    }


def raw_texts(sheet: RawSheet) -> dict[str, object]:
    """Text of a sheet as read, by address."""
    return {
        f"{column_letters(c)}{r}": value
        for r, row in enumerate(sheet.rows, 1)
        for c, value in enumerate(row, 1)
        if value not in (None, "")
    }


def test_every_finding_is_listed_with_its_code_and_cell(report: FileReport, made: Making) -> None:
    """In order; the link leads to the cell that holds the finding's printed value."""
    book = made(report).formulas
    listed = rows(book, "问题清单")

    assert [row["代码"].value for row in listed] == [f.code for f in report.findings]
    assert [row["位置"].value for row in listed] == [str(f.cell) for f in report.findings]
    for row, finding in zip(listed, report.findings, strict=True):
        sheet, place = target(row["位置"])
        assert sheet == finding.cell.sheet
        prints = {t.figure.cell: t.figure.printed for s in sides(finding) for t in s.terms}
        if finding.cell in prints:
            assert book[sheet][place].value is not None
            printed = numbers.read(prints[finding.cell])
            assert numbers.read(book[sheet][place].value).value == printed.value


def sides(finding: Any) -> list[Any]:
    """Both sides of a finding's outcome, if it has one."""
    return [finding.outcome.left, finding.outcome.right] if finding.outcome else []


def target(cell: Any) -> tuple[str, str]:
    """Sheet and address a link leads to."""
    sheet, _, place = cell.hyperlink.location.rpartition("!")
    return sheet.strip("'").replace("''", "'"), place


def test_stated_computed_and_difference_are_live(report: FileReport, made: Making) -> None:
    """The columns hold formulas whose cached values are the outcome's own."""
    formulas = rows(made(report).formulas, "问题清单")
    values = rows(made(report).values, "问题清单")
    compared = 0
    for formula, value, finding in zip(formulas, values, report.findings, strict=True):
        o = finding.outcome
        wanted = {"申报值": o.right.value, "计算值": o.left.value, "差额": o.difference} if o else {}
        for heading, number in wanted.items():
            if o and number.is_finite() and not (o.verdict == "implied" and heading != "计算值"):
                assert formula[heading].data_type == "f"
                assert value[heading].value == float(number)
                compared += 1
            else:
                assert value[heading].value is None
    assert compared > 10


def test_the_block_says_the_tools_verdict(report: FileReport, made: Making) -> None:
    """Each block of the calculation ends with the verdict of its outcome, in order."""
    book = made(report).values
    verdicts = {messages.judged(v, sign, "zh") for v in VERDICTS if v != "unverifiable" for sign in "=≤≥<>"}
    said = [v for k, v in cells(book, "计算表").items() if k[0] == "E" and v in verdicts]

    assert said == [messages.judged(f.outcome.verdict, f.outcome.operator, "zh") for f in report.findings if f.outcome]


def test_all_results_has_every_outcome(report: FileReport, made: Making) -> None:
    """Passes are rows too, with their numbers."""
    book = made(report).formulas
    listed = rows(book, "全部结果")

    assert [row["判定"].value for row in listed] == [
        messages.judged(o.verdict, o.operator, "zh") for o in report.outcomes
    ]
    stated = [o.right.value for o in report.outcomes]
    assert [row["申报值"].value for row in listed] == [float(v) if v.is_finite() else None for v in stated]


def test_exactly_the_cells_of_findings_are_marked(report: FileReport, made: Making) -> None:
    """Fill and comment stand on the cells of findings and on no other; the comment names code and row."""
    book = made(report).formulas
    wanted = {(c.sheet, c.a1) for f in report.findings for c in f.cells if c.row and c.column}
    fills = {"FF" + fill[1:] for pair in theme.FILLS.values() for fill in pair}
    assert report.book
    copies = [sheet.name for sheet in report.book.sheets]
    inside = [(name, cell) for name in copies for row in book[name].iter_rows() for cell in row]

    assert {(n, c.coordinate) for n, c in inside if c.comment} == wanted
    assert {(n, c.coordinate) for n, c in inside if c.fill.fgColor.rgb in fills} == wanted
    for number, finding in enumerate(report.findings, 2):
        for cell in finding.cells:
            if cell.row and cell.column:
                note = book[cell.sheet][cell.a1].comment.text
                assert finding.code in note
                assert f"问题清单!A{number}" in note


def test_the_copy_is_the_input_cell_for_cell(tmp_path: Path) -> None:
    """Types and addresses survive, whatever stands in the cells."""
    long = "长" * 40_000
    moment = datetime.datetime(2026, 11, 23, 9, 30)
    odd: list[list[Cell]] = [
        [None, "甲", None],
        [],
        [1, 1.5, True, moment, datetime.date(2026, 1, 2), datetime.time(8, 5), datetime.timedelta(hours=30)],
        [ErrorCell("#REF!"), "#N/A", datetime.date(1899, 12, 31), "http://example.com", " 前后 ", "_x0041_"],
        [long, "多\n行", "'引号", "007"],
    ]
    book = written_with(odd, tmp_path, "杂")
    copy = book["杂"]

    assert [copy[f"{c}3"].value for c in "ABCDEFG"] == [
        1,
        1.5,
        True,
        moment,
        datetime.datetime(2026, 1, 2),
        datetime.time(8, 5),
        datetime.timedelta(hours=30),
    ]
    assert [copy[f"{c}4"].value for c in "ABCD"] == ["#REF!", "#N/A", "1899-12-31", "http://example.com"]
    assert {copy[f"{c}4"].data_type for c in "ABCD"} <= {"s", "e"}
    assert [copy[f"{c}4"].value for c in "EF"] == [" 前后 ", "_x0041_"]
    assert [copy[f"{c}5"].value for c in "BCD"] == ["多\n行", "'引号", "007"]
    assert copy["A5"].value.startswith("长" * 32_000)
    assert "40,000" in copy["A5"].value
    assert copy["B1"].value == "甲"


def test_of_a_long_sheet_the_rows_of_results_are_copied(tmp_path: Path) -> None:
    """At their addresses, the others hidden and counted; every link leads to a row that is there."""
    path = tmp_path / "long.xlsx"
    forms.build(path, copies.WHOLE + 1, 0.001)
    file = engine.validate_file(path)
    written = tmp_path / "out.xlsx"
    excel.write(file, written, lang="en", date=DAY)
    book = openpyxl.load_workbook(written)
    sheet = book["项目月报表"]
    raw = next(s.rows for s in file.book.sheets if s.name == sheet.title) if file.book else []
    asked = {cell.row for finding in file.every for cell in finding.cells}
    rows = enumerate(sheet.iter_rows(7, len(raw), values_only=True), start=7)
    filled = {number for number, row in rows if any(value is not None for value in row)}
    note = sheet.cell(len(raw) + 1, 1).value

    assert asked
    assert asked <= filled
    assert all([c.value for c in sheet[row][: len(raw[row - 1])]] == list(raw[row - 1]) for row in filled)
    assert str(note).startswith(f"{len(raw) - 6 - len(filled)} more rows")
    assert sheet.sheet_format.zeroHeight


def written_with(cells: list[list[Cell]], folder: Path, name: str) -> Any:
    """The workbook of a tiny report whose input also has a sheet of ``cells``."""
    report = check("## 指标\n编号 | 指标名称 | 数值 | 计量单位\nF1 | 投资 | 1 | 亿元\n")
    assert report.book
    sheets = (*report.book.sheets, RawSheet(name, cells))
    book = replace(report.book, sheets=sheets)
    return openpyxl.load_workbook(written(replace(report, book=book), folder))


def test_the_header_is_found_below_a_title() -> None:
    """The row with most of the form's labels, wherever it stands; else the row with most texts."""
    rows: list[list[Cell]] = [["标题"], [], ["编号", "数值", "计量单位"], ["F1", "1", "亿元", "甲", "乙"]]

    assert header_row(RawSheet("指标", rows)) == 3
    assert header_row(RawSheet("其他", [["标题"], ["甲", "乙"], [1, 2]])) == 2
    assert header_row(RawSheet("空", [])) == 1


def test_sheet_names_are_acceptable_and_unlike(tmp_path: Path) -> None:
    """Clashes with our sheets or each other get a suffix; nothing is longer than Excel allows."""
    wanted = ["摘要", "a[b]:*?/\\c", "x" * 40, "X" * 40, "'q'", "History", "摘要（原表）", ""]
    names = sheet_names(wanted, ["摘要", "问题清单"], "（原表）")

    assert list(names) == wanted
    assert len({n.casefold() for n in names.values()} | {"摘要", "问题清单"}) == len(wanted) + 2
    assert all(0 < len(n) <= 31 and not set(n) & set("[]:*?/\\") for n in names.values())
    assert names["a[b]:*?/\\c"] == "a_b______c"
    book = written_with([["="]], tmp_path, "计算表")
    assert book["计算表（原表）"]["A1"].value == "="


def test_a_clash_of_names_keeps_the_links(tmp_path: Path) -> None:
    """A finding on a sheet that had to be renamed leads to the renamed copy."""
    report = check("## 指标\n编号 | 指标名称 | 数值 | 计量单位\nF1 | 投资 | 一 | 亿元\n")
    assert report.book
    (cell,) = {f.cell for f in report.findings if f.code == "NUM01"}
    renamed = [replace(f, cells=(cell._replace(sheet="Findings"),)) for f in report.findings]
    book = replace(report.book, sheets=tuple(replace(s, name="Findings") for s in report.book.sheets))
    path = written(replace(report, findings=tuple(renamed), book=book), tmp_path, "en")
    listed = rows(openpyxl.load_workbook(path), "Findings")

    assert {target(row["Place"])[0] for row in listed} == {"Findings (input)"}


def test_no_chinese_of_ours_in_english(plan_report: FileReport, made: Making) -> None:
    """With lang="en" the only Chinese is the input's own."""
    book = made(plan_report, "en").formulas
    assert plan_report.book
    theirs = {str(v) for s in plan_report.book.sheets for r in s.rows for v in r if v} | {
        s.name for s in plan_report.book.sheets
    }
    ours = [name for name in book.sheetnames if name not in {s.name for s in plan_report.book.sheets}]
    chinese = {zh for zh, en in messages.SHEETS.values() if CHINESE.search(zh)} - theirs

    expected = ["Summary", "Findings", "Suspects", "Calculation", "Between documents", "All results"]
    assert [name for name in ours if name not in ("In no check", "What was read")] == expected
    assert "In no check" in ours
    for name in ours:
        for place, value in cells(book, name).items():
            assert value not in chinese, (name, place, value)
    for name in ("Findings", "All results"):
        assert [c.value for c in book[name][1] if CHINESE.search(str(c.value))] == []


def test_every_heading_is_in_both_languages() -> None:
    """The catalogue has no blank, and English has no Chinese."""
    assert [k for k, (zh, en) in messages.SHEETS.items() if not zh or not en or CHINESE.search(en)] == []


def test_dropdowns_and_names_stay_within_excels_limits(many: FileReport, made: Making) -> None:
    """A list literal holds at most 255 characters, and covers exactly the findings."""
    for lang in messages.LANGUAGES:
        book = made(many, lang).formulas
        sheet = book[messages.pick(messages.SHEETS["findings"], lang)]
        (rule,) = sheet.data_validations.dataValidation
        assert len(rule.formula1) <= 257
        assert str(rule.sqref) == f"M2:M{len(many.findings) + 1}"


def test_a_file_that_cannot_be_read_still_gets_a_summary(tmp_path: Path) -> None:
    """It says why, in the words of the catalogue."""
    report = FileReport("坏.xlsx", "0" * 64, "unknown", error=("FILE02", {"path": "坏.xlsx"}))
    book = openpyxl.load_workbook(written(report, tmp_path))

    assert book.sheetnames == ["摘要"]
    assert messages.say("FILE02", "zh", path="坏.xlsx") in cells(book, "摘要").values()


def test_a_clean_file_says_so(tmp_path: Path) -> None:
    """No findings: the lists are there, empty, and say it."""
    report = check("## 指标\n编号 | 指标名称 | 数值 | 计量单位\nF1 | 投资 | 1 | 亿元\n")
    assert not report.findings
    book = openpyxl.load_workbook(written(report, tmp_path))

    assert messages.pick(messages.SHEETS["no_findings"], "zh") in cells(book, "问题清单").values()
    assert messages.pick(messages.SHEETS["no_calculation"], "zh") in cells(book, "计算表").values()


def test_a_path_that_cannot_be_written_is_an_oserror(many: FileReport, tmp_path: Path) -> None:
    """The command line catches OSError and nothing of xlsxwriter's."""
    with pytest.raises(OSError, match="No such file"):
        excel.write(many, tmp_path / "no" / "x.xlsx", lang="zh", date=DAY)


def test_links_stop_at_excels_limit(many: FileReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the limit the place is still written, as text."""
    monkeypatch.setattr("recon.reports.excel.page.MAX_LINKS", 3)
    listed = rows(openpyxl.load_workbook(written(many, tmp_path)), "问题清单")

    assert sum(row["位置"].hyperlink is not None for row in listed) == 3
    assert [row["位置"].value for row in listed] == [str(f.cell) for f in many.findings]


def test_every_sheet_prints_across_and_not_too_small(many: FileReport, made: Making) -> None:
    """A4 or A3 across, one page wide or at a scale that leaves 7 points; page numbers below, heads repeated."""
    book = made(many).formulas
    for sheet in book:
        setup = sheet.page_setup
        assert (setup.paperSize in (8, 9), setup.orientation) == (True, "landscape")
        assert sheet.sheet_properties.pageSetUpPr is None or (setup.fitToWidth or 1, setup.fitToHeight) == (
            1,
            0,
        )
        assert sheet.sheet_properties.pageSetUpPr or (setup.scale or 0) * 10.5 >= 700
        assert "&P" in str(sheet.oddFooter)
        assert sheet.title == "摘要" or sheet.print_title_rows


def test_the_chart_reads_the_table_beside_it(plan_report: FileReport, made: Making) -> None:
    """A native bar chart whose cached shares fall from top to bottom."""
    with zipfile.ZipFile(made(plan_report).path) as archive:
        tree = ElementTree.fromstring(archive.read("xl/charts/chart1.xml"))
    space = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
    (values,) = [e.text for e in tree.iterfind(f".//{space}val//{space}f")]
    sheet, place = str(values).replace("'", "").replace("$", "").split("!")
    book = made(plan_report).values
    shares = [row[0].value for row in book[sheet][place]]
    gaps = [
        abs(f.outcome.difference / f.outcome.right.value)
        for f in plan_report.findings
        if f.outcome and f.outcome.difference.is_finite()
    ]

    assert shares == [pytest.approx(float(g)) for g in sorted(gaps, reverse=True)[:10]]


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [("1000", 0, "#,##0_ "), ("0.10", 1, "#,##0.0_ "), ("1E+3", 0, "#,##0_ "), ("-2.345", 3, "#,##0.000_ ")],
)
def test_number_formats_leave_no_dot_trailing(value: str, places: int, shown: str) -> None:
    """As many decimals as the number has, and no more."""
    assert theme.decimals(Decimal(value)) == places
    assert theme.number_format(places) == shown


def test_indicators_of_two_documents_stand_side_by_side(report: FileReport, made: Making) -> None:
    """Sheet 文件间比对 has a row for each pair of prints of one indicator from two documents, and no other."""
    book = made(report).values
    listed = rows(book, "文件间比对")
    ties = {
        frozenset(t.figure.id for side in (o.left, o.right) for t in side.terms): o
        for o in report.outcomes
        if o.rule == "tie" and o.left.terms[0].figure.source != o.right.terms[0].figure.source
    }
    compared = {
        frozenset((row["前文编号"].value, row["后文编号"].value)): row
        for row in listed
        if row["前文时期"].value == row["后文时期"].value
    }

    assert compared.keys() == ties.keys()
    assert all(row["前文成文日期"].value <= row["后文成文日期"].value for row in listed)
    for pair, row in compared.items():
        differs = ties[pair].verdict == "mismatch"
        assert (row["判定"].value == "后文不同，须核实") == differs
    others = [row for row in listed if row["前文时期"].value != row["后文时期"].value]
    assert {row["判定"].value for row in others} <= {"时期不同，未比"}


def test_one_document_needs_no_comparison(tmp_path: Path) -> None:
    """Without a second document there is no sheet 文件间比对."""
    alone = check(MANY.replace("| S2 |", "| S1 |"))

    assert "文件间比对" not in openpyxl.load_workbook(written(alone, tmp_path)).sheetnames


CELLS = st.one_of(
    st.none(),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
)


@given(rows=st.lists(st.lists(CELLS, max_size=5), min_size=1, max_size=4))
def test_a_row_written_at_once_is_what_the_library_writes_cell_by_cell(rows: list[list[float | str | None]]) -> None:
    """All parts are the same but for the columns that a row spans, a hint that may be left out."""
    written = []
    for kind in (Plain, Worksheet):
        book = Workbook(out := io.BytesIO(), {"in_memory": True})
        book.set_properties({"created": theme.EPOCH})
        page, style = book.add_worksheet("a", kind), book.add_format({"border": 1})
        for row, cells in enumerate(rows):
            if isinstance(page, Plain):
                page.write_cells(row, cells, style)
                continue
            for column, cell in enumerate(cells):
                theme.write_cell(page, row, column, cell, style)
        theme.write_cell(page, len(rows), 7, "end", style)
        page.write_formula(len(rows), 8, "=1<2", style, 0.5)
        book.close()
        with zipfile.ZipFile(out) as parts:
            written.append({name: re.sub(rb' spans="[0-9:]+"', b"", parts.read(name)) for name in parts.namelist()})

    assert written[0] == written[1]
