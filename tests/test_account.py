"""Everything in a submitted workbook is checked, passed over by name, or a finding: rows, sheets, columns."""

from __future__ import annotations

import datetime
import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from recon import engine
from recon.model import CellRef, FileReport, column_number
from recon.reports.excel.scope import ranges
from recon.schemas import monthly
from recon.workbook import Cell, RawBook, RawSheet
from tests import soak
from tests.forms import AMOUNTS, CODES, HEAD_ROW, LABELS, Form, project, save, total

P, S, C = monthly.PROJECTS, monthly.SUMMARY, monthly.COVER
Row = dict[str, Cell]
Found = set[tuple[str, str]]


def found(book: RawBook) -> Found:
    """The (code, cell) pairs."""
    return {(f.code, str(f.cell)) for f in engine.validate_book(book).findings}


def extra(name: str, rows: list[Row], number: str = "") -> Row:
    """A total row over some rows, named as given."""
    return {**total(name, number, rows), "项目名称": name, "序号": number or None}


def four() -> Form:
    """A form of two classes with two projects each, one of another region and nature."""
    form = Form()
    form.cover["地区"] = "全省"
    form.projects[1]["地区"], form.projects[1]["建设性质"] = "吉林市", "续建"
    return form.add_up()


# --- total rows, whatever they are called and wherever they stand ---------------------------------------


def whole(name: str) -> Callable[[Form], int]:
    """合计 under another name."""

    def edit(form: Form) -> int:
        form.rows[0] = {**form.rows[0], "序号": name}
        return 0

    return edit


def renamed(name: str) -> Callable[[Form], int]:
    """The 小计 of 铁路 under another name."""

    def edit(form: Form) -> int:
        form.rows[1] = {**form.rows[1], "项目名称": name}
        return 1

    return edit


def added(place: int, name: str, *numbers: int) -> Callable[[Form], int]:
    """A further total row over some projects, put before the row at a place."""

    def edit(form: Form) -> int:
        form.rows.insert(place, extra(name, [form.projects[n] for n in numbers]))
        return place

    return edit


TOTALS: dict[str, Callable[[Form], int]] = {
    **{
        f"whole {name}": whole(name)
        for name in (
            "合计（4个项目）",
            "合计数",
            "总计",
            "累计",
            "汇总",
            "合　计",
            "共计：",
            "总合计",
            "全部合计",
            "本表合计",
            "合计额",
            "项目合计",
        )
    },
    **{
        f"class {name}": renamed(name)
        for name in ("铁路合计", "铁路小计：", "一、铁路合计", "（一）铁路类小计", "铁路项目合计", "铁路累计")
    },
    "second whole at the end": added(7, "合计", 0, 1, 2, 3),
    "second subtotal of a class": added(4, "铁路小计", 0, 1),
    "second level by nature": added(2, "新建项目小计", 0),
    "second level by region": added(2, "吉林市小计", 1),
    "region over the whole table": added(7, "吉林市合计", 1),
    "first page": added(4, "本页合计", 0, 1),
    "second page": added(7, "本页合计", 2, 3),
    "brought forward": added(5, "承前页", 0, 1),
    "cumulative": added(7, "累计", 0, 1, 2, 3),
    "plain subtotal below its class": lambda form: (renamed("小计")(form), added(4, "小计", 0, 1)(form))[1],
    "plain total below each class": lambda form: (added(4, "合计", 0, 1)(form), added(8, "合计", 2, 3)(form))[0],
    "led by its word": renamed("小计：铁路"),
    "by no word at all": added(7, "全市", 0, 1, 2, 3),
    "in English": added(7, "Total", 0, 1, 2, 3),
}


@pytest.mark.parametrize("name", TOTALS)
def test_a_total_row_is_no_project(name: str) -> None:
    """A right total row gives no finding under any name."""
    form = four()
    TOTALS[name](form)

    assert found(form.book()) == set()


WORDED = [name for name in TOTALS if name not in ("by no word at all", "in English")]


@pytest.mark.parametrize(("name", "label"), list(zip(WORDED, cycle(["总投资", "省级"]), strict=False)))
def test_a_wrong_total_row_is_found(name: str, label: str) -> None:
    """A wrong cell of it is the one finding, at that cell."""
    form = four()
    place = TOTALS[name](form)
    form.rows[place] = {**form.rows[place], label: float(str(form.rows[place][label])) + 345}

    assert found(form.book()) == {("FOOT01", form.cell(place, label))}


def test_a_total_that_sums_up_nothing_is_asked_about() -> None:
    """A 小计 of a class without projects, and an unknown total that fits nothing, are told once each."""
    form = four()
    form.rows.append(extra("民航机场小计", [project(5, "民航机场", CODES[0])]))
    form.rows.append(extra("其他合计", [project(7, "铁路", CODES[0])]))

    assert {code for code, _ in found(form.book())} == {"ROW02"}
    assert len(found(form.book())) == 2


# --- parts, and rows that are none ---------------------------------------------------------------------


def parted(name: str, share: float, **more: Cell) -> Form:
    """The first project with a row of its parts below."""
    form = Form()
    part: Row = {"项目名称": name, **more}
    part.update({label: round(float(str(form.projects[0][label])) * share, 2) for label in AMOUNTS})
    form.rows.insert(3, part)
    return form


@pytest.mark.parametrize("name", ["其中：征地拆迁", "其中:设备购置", "　其中：建安工程", "其中建安"])
def test_a_part_is_no_project(name: str) -> None:
    """其中 is part of the row above, in no sum."""
    assert found(parted(name, 0.5).book()) == set()


def test_a_part_is_at_most_its_whole() -> None:
    """Each amount that exceeds the row above is told."""
    form = parted("其中：征地拆迁", 0.5)
    form.rows[3]["总投资"] = 3000.5

    assert found(form.book()) == {("WHICH01", form.cell(3, "总投资"))}


def test_parts_go_on_below_the_first() -> None:
    """Lines below 其中 without code, class and region are parts too."""
    form = parted("其中：征地拆迁", 0.5)
    form.rows.insert(4, {**form.rows[3], "项目名称": "　　设备购置"})

    assert found(form.book()) == set()


@pytest.mark.parametrize("zeros", [("开工以来累计完成", "到位资金"), ("总投资",), tuple(AMOUNTS)])
def test_zeros_by_formula_make_no_row(zeros: tuple[str, ...]) -> None:
    """Rows with what the form fills in and zeros are blank rows."""
    form = Form()
    form.rows += [{"网别": "路网", "类别": "高速公路", "地区": "长春市", **dict.fromkeys(zeros, 0)}] * 3

    assert found(form.book()) == set()


def test_a_nameless_row_with_amounts_is_a_project() -> None:
    """An amount other than zero makes a row, whatever is missing."""
    form = Form()
    form.rows.append({"网别": "路网", "类别": "高速公路", "地区": "长春市", "总投资": 5})

    assert ("FORM03", form.cell(len(form.rows) - 1, "项目名称")) in found(form.book())


# --- sheets --------------------------------------------------------------------------------------------


def beside(*sheets: RawSheet, first: bool = False, form: Form | None = None) -> FileReport:
    """A form with further sheets behind its own, or before all."""
    book = (form or Form()).book()
    return engine.validate_book(replace(book, sheets=(*sheets, *book.sheets) if first else (*book.sheets, *sheets)))


def table(name: str, *, hidden: bool = False, **changes: Cell) -> RawSheet:
    """表1 on a sheet of another name, its first project changed."""
    form = Form()
    if changes:
        form.spoil(0, **changes)
    return replace(form.book().sheets[1], name=name, hidden=hidden)


def pairs(report: FileReport) -> Found:
    """The (code, cell) pairs of a report."""
    return {(f.code, str(f.cell)) for f in report.findings}


@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize("name", ["东丰县", "项目月报表 (2)", "2月", "项目月报表2021-02"])
def test_another_table_is_checked_and_asked_about(name: str, first: bool) -> None:
    """Of several sheets that could be the table each is checked, and the question is asked once."""
    sound: dict[str, Any] = {"责任单位": "另一单位", "项目名称": "另一项目"}
    wrong = table(name, 总投资=999_999, **sound)
    cell = Form().at(0, "总投资").partition("!")[2]

    assert pairs(beside(table(name, **sound), first=first)) == {("SHEET01", name)}
    assert pairs(beside(wrong, first=first)) >= {("SHEET01", name), ("SPLIT01", f"{name}!{cell}")}


def test_a_summary_of_all_counties_holds() -> None:
    """表2 may sum up the tables of all sheets; then the question about the sheets is all that is asked."""
    form = Form()
    for row in form.summary:
        for label in (*AMOUNTS, "项目数"):
            row[label] = 2 * float(str(row[label]))

    assert pairs(beside(table("东丰县", 项目名称="另一项目"), form=form)) == {("SHEET01", "东丰县")}


def test_the_month_of_the_report_counts() -> None:
    """Of two sheets named after months the one of the report is taken."""
    form = Form()
    book = form.book()
    march, february = replace(book.sheets[1], name="3月"), table("2月", 项目名称="旧")
    report = engine.validate_book(replace(book, sheets=(book.sheets[0], february, march, book.sheets[2])))

    assert pairs(report) == {("SHEET01", "2月")}
    assert report.findings[0].words["taken"] == "3月"


def test_an_identical_copy_is_passed_over_by_name() -> None:
    """A copy is no second table, is never taken for 表2, and stands in the account."""
    form = Form()
    form.summary[0]["总投资"] = 5555.5
    report = beside(table("项目月报表 (2)"), form=form)

    assert pairs(report) == {("TIE01", form.told(0, "总投资"))}
    assert [(a.status, a.reason) for a in report.scope if a.cell.sheet == "项目月报表 (2)"] == [("passed", "copy")]


def test_a_blank_table_is_passed_over() -> None:
    """The blank form beside the filled one asks nothing."""
    blank = table("空表")
    blank.rows[HEAD_ROW:] = []

    assert pairs(beside(blank, first=True)) == set()


@pytest.mark.parametrize("name", ["2月(旧)", "项目月报表"])
def test_a_hidden_table_is_named(name: str) -> None:
    """What is in sight counts; a hidden sheet with numbers is named as not read."""
    book = Form().book()
    shown = replace(book.sheets[1], name="3月")
    hidden = table(name, hidden=True, 项目名称="旧")
    report = engine.validate_book(replace(book, sheets=(book.sheets[0], hidden, shown, book.sheets[2])))

    assert pairs(report) == {("SHEET02", name)}
    assert [area.cell.sheet for area in report.scope if area.status == "unread"] == [name]


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([["测算", 3.5], ["a", 4]], {"SHEET02"}),
        ([["数", "1,250.30"]], {"SHEET02"}),
        ([["说明", "没有数"]], set()),
        ([[]], set()),
        ([["联系人", "13812345678"]], set()),
    ],
)
def test_a_sheet_of_no_form_is_named_if_it_holds_numbers(rows: list[list[Cell]], codes: set[str]) -> None:
    """Numbers on a sheet nobody reads are no plain pass."""
    report = beside(RawSheet("测算", rows))

    assert {code for code, _ in pairs(report)} == codes
    assert [a.status for a in report.scope if a.cell.sheet == "测算"] == ["unread" if codes else "passed"]


def test_a_row_of_amounts_below_the_notes_is_told() -> None:
    """A project without its code behind the signatures is not passed over in silence."""
    form = Form()
    row = {**form.projects[0], "项目代码": None, "项目名称": "漏报的项目"}
    form.rows += [{"序号": "说明：以下为补报"}, row]

    assert found(form.book()) == {("ROW01", form.cell(len(form.rows) - 1, "序号"))}


def test_cells_are_told_as_ranges() -> None:
    """Blocks of cells are ranges, and none is lost."""
    cells = [CellRef("表", row, column) for row in (3, 4, 6) for column in (2, 3, 5)]

    assert ranges(cells) == "B3:C4、E3:E4、B6:C6、E6"


# --- the law ---------------------------------------------------------------------------------------------


def told(report: FileReport, cell: CellRef) -> bool:
    """Whether a cell is in a relation, in a finding, or in an area of the account."""
    if any(cell in f.cells for f in report.findings):
        return True
    return any(_holds(area.cell, area.range, cell) for area in report.scope)


def _holds(first: CellRef, area: str, cell: CellRef) -> bool:
    if first.sheet != cell.sheet or not area:
        return first.sheet == cell.sheet
    (left, top), (right, bottom) = (_split(corner) for corner in area.split(":"))
    return left <= cell.column <= right and top <= cell.row <= bottom


def _split(a1: str) -> tuple[int, int]:
    letters = a1.rstrip("0123456789")
    return column_number(letters), int(a1[len(letters) :])


@soak.examples(8, 200)
@given(
    st.sampled_from([P, S, "东丰县", "附表"]),
    st.integers(1, 24),
    st.integers(1, len(LABELS) + 4),
    st.sampled_from([7, 12345.67, 0.5, "88.8"]),
)
def test_a_number_planted_anywhere_is_accounted_for(sheet: str, row: int, column: int, number: Cell) -> None:
    """Wherever a number stands in a workbook it is in a finding or in the account; unchecked, it is listed there."""
    form = Form()
    form.rows += [{}, {"序号": "单位负责人："}, {"序号": "说明：无"}]
    book = form.book()
    sheets = [*book.sheets, table("东丰县", 项目名称="另一项目"), RawSheet("附表", [["备查"]])]
    place = next(n for n, one in enumerate(sheets) if one.name == sheet)
    rows = [list(cells) for cells in sheets[place].rows]
    rows.extend([] for _ in range(row - len(rows)))
    rows[row - 1].extend([None] * (column - len(rows[row - 1])))
    rows[row - 1][column - 1] = number
    sheets[place] = replace(sheets[place], rows=rows)
    report = engine.validate_book(replace(book, sheets=tuple(sheets)))
    cell = CellRef(sheet, row, column)

    assert told(report, cell)
    for area in report.scope:
        if area.status != "checked" and area.reason != "numbering" and _holds(area.cell, area.range, cell):
            assert area.reason not in ("column", "missed", "unknown") or cell in area.numbers


# --- covers, dates, what is hidden -------------------------------------------------------------------------


def test_a_missing_cover_is_said_once() -> None:
    """Without its cover a form says so, not field by field."""
    book = Form().book()
    report = engine.validate_book(replace(book, sheets=book.sheets[1:]))

    assert [f.code for f in report.findings if f.code.startswith(("COVER", "FORM"))] == ["COVER03"]


@pytest.mark.parametrize("seconds", [17, 59])
def test_a_date_that_lost_seconds_is_asked_about(seconds: int) -> None:
    """A moment in the last minute of a day is the next day, and is asked about once."""
    form = Form()
    form.cover["报告期"] = datetime.datetime(2021, 2, 28, 23, 59, seconds)
    for row in form.projects:
        row["开工年月"] = datetime.datetime(2020, 4, 30, 23, 59, seconds)
    report = engine.validate_book(form.book())

    assert [f.code for f in report.findings] == ["DATE04"]
    assert report.cover["报告期"] == "2021-03"
    assert len(report.findings[0].cells) == 5


def test_what_is_hidden_noted_or_drawn_is_in_the_account(tmp_path: Path) -> None:
    """Hidden rows and columns are checked and named; comments and pictures are named as not read."""
    import openpyxl
    from openpyxl.chart import BarChart
    from openpyxl.comments import Comment

    path = save(Form().book(), tmp_path / "月报.xlsx")
    book = openpyxl.load_workbook(path)
    sheet: Worksheet = book[P]
    sheet.row_dimensions[9].hidden = sheet.row_dimensions[10].hidden = True
    sheet.column_dimensions["L"].hidden = True
    sheet["C9"].comment = Comment("另有 300 万元", "x")
    sheet.add_chart(BarChart(), "K30")
    book.save(path)
    report = engine.validate_file(path)
    found = {(area.reason, area.range) for area in report.scope if area.cell.sheet == P}

    assert pairs(report) == set()
    assert {
        ("hidden_rows", "A9:AI10"),
        ("hidden_columns", "L1:L13"),
        ("comment", "C9:C9"),
        ("drawn", ""),
    } <= found


def test_a_sheet_with_a_picture_only_is_named(tmp_path: Path) -> None:
    """A picture where a table should be was not read."""
    import xlsxwriter

    path, book = tmp_path / "月报.xlsx", Form().book()
    with xlsxwriter.Workbook(str(path)) as out:
        for sheet in book.sheets:
            page = out.add_worksheet(sheet.name)
            for r, row in enumerate(sheet.rows):
                page.write_row(r, 0, row)
        out.add_worksheet("扫描件").insert_image(0, 0, "扫描.png", {"image_data": io.BytesIO(png())})

    assert pairs(engine.validate_file(path)) == {("SHEET03", "扫描件")}


def png() -> bytes:
    """A picture of one white point."""
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\xff")),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in parts
    )
