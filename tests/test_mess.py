"""What people really send: each mess is read as the clean form would be, or asked about; never guessed at."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from examples import lists
from recon import engine
from recon.errors import UnreadableError
from recon.schemas import monthly
from recon.schemas.fields import metadata
from recon.schemas.forms import form as spec_of
from recon.workbook import Cell, ErrorCell, RawBook, RawSheet
from tests import forms, office
from tests.forms import HEAD_ROW, LABELS, Form

P, S, C = monthly.PROJECTS, monthly.SUMMARY, monthly.COVER
Found = set[tuple[str, str]]
Edit = Callable[[list[list[Cell]]], list[list[Cell]]]
AMOUNT = "本年计划"  #: a column that few relations ask for; 600.1 in the first project
FIRST = Form().at(0, AMOUNT)


def found(book: RawBook) -> Found:
    """The (code, cell) pairs, notes included."""
    return {(f.code, str(f.cell)) for f in engine.validate_book(book).findings}


def gravest(book: RawBook) -> str | None:
    """The level of the gravest finding."""
    from recon.model import Report

    return Report((engine.validate_book(book),)).worst()


# --- tools: a mess is a change of a book's sheets -----------------------------------------------------


def on(name: str, edit: Edit, book: RawBook | None = None) -> RawBook:
    """A book with one sheet's rows changed."""
    book = book or Form().book()
    return replace(book, sheets=tuple(replace(s, rows=edit(s.rows)) if s.name == name else s for s in book.sheets))


def each(change: Callable[[Cell], Cell]) -> RawBook:
    """Every cell of every sheet changed."""
    book = Form().book()
    return replace(book, sheets=tuple(replace(s, rows=[[change(c) for c in r] for r in s.rows]) for s in book.sheets))


def heads(change: Callable[[str], str]) -> RawBook:
    """Every word of the header of 表1 changed."""

    def edit(rows: list[list[Cell]]) -> list[list[Cell]]:
        top = [[change(c) if isinstance(c, str) else c for c in row] for row in rows[:HEAD_ROW]]
        return top + rows[HEAD_ROW:]

    return on(P, edit)


def body(label: str, change: Callable[[Cell], Cell]) -> RawBook:
    """A column of the project rows changed; totals stay as typed."""
    form = Form()
    for row in form.projects:
        row[label] = change(row[label])
    return form.book()


def put(label: str, cell: Cell) -> RawBook:
    """One cell of the first project replaced; totals stay as typed."""
    form = Form()
    form.projects[0][label] = cell
    return form.book()


def wide(text: str) -> str:
    """Full-width digits, letters and signs."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def move_total(rows: list[list[Cell]]) -> list[list[Cell]]:
    """合计 as the last row."""
    return [*rows[:HEAD_ROW], *rows[HEAD_ROW + 1 :], rows[HEAD_ROW]]


def subtotals_below(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Each 小计 below its two projects."""
    head, (whole, a, a1, a2, b, b1, b2) = rows[:HEAD_ROW], rows[HEAD_ROW:]
    return [*head, whole, a1, a2, a, b1, b2, b]


def continued(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Printed pages: signatures, 续表 and a repeated header in the midst."""
    middle: list[list[Cell]] = [
        ["单位负责人：甲", None, None, "审核人：乙"],
        ["项目月报表（续表）"],
        [None, None, "填报单位：长春市人民政府"],
        *rows[HEAD_ROW - 2 : HEAD_ROW],
    ]
    return [*rows[: HEAD_ROW + 4], *middle, *rows[HEAD_ROW + 4 :]]


def numbered(rows: list[list[Cell]]) -> list[list[Cell]]:
    """A row of column numbers below the heads."""
    numbers: list[Cell] = [*"甲乙丙丁戊己庚辛壬癸", *range(1, len(LABELS) - 9)]
    return [*rows[:HEAD_ROW], numbers, *rows[HEAD_ROW:]]


def signed(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Signatures and notes below, some with numbers."""
    notes: list[list[Cell]] = [
        [],
        ["单位负责人：甲", None, None, "审核人：乙", None, "联系电话：0431-1"],
        ["说明：1.本表由项目单位填报。"],
        ["2.金额保留两位小数。", None, None, None, None, None, None, None, None, None, 2],
        [None, None, "共", 4, "个项目"],
    ]
    return rows + notes


def one_row(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Both header rows in one, the groups left out."""
    return [*rows[: HEAD_ROW - 2], list(LABELS), *rows[HEAD_ROW:]]


def repeated_groups(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The group's name in each of its columns, other heads in both rows."""
    upper: list[Cell] = []
    for label in LABELS:
        upper.append(metadata(forms.PROJECTS, label).get("group") or label)
    lower: list[Cell] = [metadata(forms.PROJECTS, label).get("head", label) for label in LABELS]
    return [*rows[: HEAD_ROW - 2], upper, lower, *rows[HEAD_ROW:]]


def inserted(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Columns of the office's own between the form's."""
    made: list[list[Cell]] = [[*r[:3], None, *r[3:12], None, *r[12:]] for r in rows]
    made[HEAD_ROW - 2][3], made[HEAD_ROW - 1][13] = "联系人", "其中：征地"
    for row in made[HEAD_ROW:]:
        row[3], row[13] = "张三", 12.345
    return made


def reordered(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Each group as a block, the blocks in reverse order."""
    lower, upper = rows[HEAD_ROW - 1], rows[HEAD_ROW - 2]
    starts = [n for n in range(len(LABELS)) if upper[n] is not None]
    blocks = [list(range(a, b)) for a, b in zip(starts, [*starts[1:], len(lower)], strict=True)]
    order = [n for block in reversed(blocks) for n in block]
    return [*rows[: HEAD_ROW - 2], *([row[n] for n in order] for row in rows[HEAD_ROW - 2 :])]


def ungrouped_class_rows(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Instead of 小计, headings without figures: 一、铁路."""
    made = [list(row) for row in rows]
    for place, name in ((HEAD_ROW + 1, "一、铁路"), (HEAD_ROW + 4, "二、高速公路")):
        made[place] = [None, None, name]
    return made


def renamed_subtotals(rows: list[list[Cell]]) -> list[list[Cell]]:
    """小计 rows that carry the class alone: 一 | 铁路."""
    made = [list(row) for row in rows]
    for place, name in ((HEAD_ROW + 1, "铁路"), (HEAD_ROW + 4, "高速公路")):
        made[place][2] = name
    return made


def renamed(book: RawBook, *names: str) -> RawBook:
    """Sheets under other names."""
    return replace(book, sheets=tuple(replace(s, name=n) for s, n in zip(book.sheets, names, strict=True)))


def notes_and_lists(book: RawBook) -> RawBook:
    """Sheets of lists and of help, under names of the office's own, that use the cover's labels."""
    hidden = RawSheet("Sheet4", [[spec_of("monthly").stamp], ["网别", "地区", "计量单位"], ["电网", "吉林市", "元"]])
    help_ = RawSheet(
        "Sheet5",
        [
            ["填报单位", "必填", "填报单位全称"],
            ["网别", "必填", "七张网之一"],
            ["计量单位", "必填", "全表金额的单位"],
        ],
    )
    return replace(book, sheets=(*book.sheets, hidden, help_))


def cover_as(*rows: list[Cell]) -> RawBook:
    """Another cover sheet."""
    return on(C, lambda _: [list(row) for row in rows])


def coverless(*lines: list[Cell]) -> RawBook:
    """No cover; lines above the header of 表1."""
    book = on(P, lambda rows: [["月报"], *lines, *rows[HEAD_ROW - 2 :]])
    return replace(book, sheets=book.sheets[1:])


def united_heads(unit: str) -> RawBook:
    """No unit on the cover, but in every head of an amount."""
    form = Form()
    form.cover.pop("计量单位")
    book = form.book()

    def edit(rows: list[list[Cell]]) -> list[list[Cell]]:
        heads_ = {metadata(forms.PROJECTS, label)["head"] for label in forms.AMOUNTS}
        top = [[f"{c}（{unit}）" if c in heads_ else c for c in row] for row in rows[HEAD_ROW - 2 : HEAD_ROW]]
        return [*rows[: HEAD_ROW - 2], *top, *rows[HEAD_ROW:]]

    return on(P, edit, book)


def unit_row(unit: str) -> RawBook:
    """The unit in a row of its own below the heads."""
    row: list[Cell] = [f"（{unit}）" if label in forms.AMOUNTS else None for label in LABELS]
    return on(P, lambda rows: [*rows[:HEAD_ROW], row, *rows[HEAD_ROW:]])


COVER_LINE: list[Cell] = [
    "填报单位（盖章）：长春市人民政府",
    None,
    None,
    None,
    "报告期：2021年3月",
    None,
    None,
    "单位：万元",
]
OTHER_LINE: list[Cell] = ["网别：路网", None, None, "地区：长春市"]
CLEAN: Found = set()

#: Messes that are read as the clean form: no finding at all.
READ: dict[str, Callable[[], RawBook]] = {
    "标题多几行": lambda: on(P, lambda rows: [["吉林省"], [], ["附件1"], *rows]),
    "标题少几行": lambda: on(P, lambda rows: rows[HEAD_ROW - 2 :]),
    "左边多一空列": lambda: on(P, lambda rows: [[None, *row] for row in rows]),
    "插入自设列": lambda: on(P, inserted),
    "列次颠倒": lambda: on(P, reordered),
    "工作表改名": lambda: renamed(Form().book(), "Sheet1", "Sheet2", "Sheet3"),
    "工作表换序": lambda: replace(Form().book(), sheets=Form().book().sheets[::-1]),
    "字典和说明改名": lambda: notes_and_lists(Form().book()),
    "字典在前": lambda: replace(b := notes_and_lists(Form().book()), sheets=b.sheets[::-1]),
    "表头一行": lambda: on(P, one_row),
    "组名逐列重复": lambda: on(P, repeated_groups),
    "表头有换行": lambda: heads(lambda h: h.replace("累计", "\n累计")),
    "表头有空格": lambda: heads(lambda h: " ".join(h)),
    "表头有全角空格": lambda: heads(lambda h: "　".join(h)),
    "表头全角数字": lambda: heads(wide),
    "表头有星号": lambda: heads(lambda h: h + "*"),
    "表头有其中": lambda: heads(lambda h: "其中：中央" if h == "中央" else h),
    "表头带单位": lambda: heads(lambda h: h + "（万元）" if h in ("总投资", "本月完成", "小计") else h),
    "单位另占一行": lambda: unit_row("万元"),
    "栏次行": lambda: on(P, numbered),
    "栏次行带算式": lambda: on(P, lambda rows: [*rows[:HEAD_ROW], ["栏次", 1, 2, 3, "4=5+6", 5, 6], *rows[HEAD_ROW:]]),
    "全角文字": lambda: each(lambda c: wide(c) if isinstance(c, str) else c),
    "名称缩进": lambda: body("项目名称", lambda c: f"　　{c}"),
    "文字后有空格": lambda: each(lambda c: f"{c} 　" if isinstance(c, str) else c),
    "列表值中间有空格": lambda: body("地区", lambda c: "长 春 市"),
    "项目代码中间有空格": lambda: body("项目代码", lambda c: str(c).replace("-", " - ", 1)),
    "浮点噪声": lambda: body("总投资", lambda c: float(str(c)) + 0.1 + 0.2 - 0.3),
    "横线": lambda: body("2025年", lambda c: "—"),
    "无": lambda: body("2025年", lambda c: "无"),
    "斜线": lambda: body("社会资本", lambda c: " / "),
    "不适用": lambda: body("社会资本", lambda c: "不适用"),
    "中间空行": lambda: on(P, lambda rows: [*rows[: HEAD_ROW + 3], [], [None, " "], *rows[HEAD_ROW + 3 :]]),
    "末尾大量空行": lambda: on(P, lambda rows: rows + [[None] * 40] * 500),
    "续表": lambda: on(P, continued),
    "签字和说明": lambda: on(P, signed),
    "合计在末行": lambda: on(P, move_total),
    "小计在下": lambda: on(P, subtotals_below),
    "合 计": lambda: each(lambda c: "合　 计" if c == "合计" else c),
    "总计": lambda: each(lambda c: "总计" if c == "合计" else c),
    "合计后有冒号": lambda: each(lambda c: "合计：" if c == "合计" else c),
    "类别作标题行": lambda: on(P, ungrouped_class_rows),
    "小计行只写类别": lambda: on(P, renamed_subtotals),
    "预填空行": lambda: on(P, lambda rows: [*rows, [None, None, None, "路网", "铁路", "长春市"]]),
    "封面写成一格": lambda: cover_as(
        ["填报单位：长春市人民政府"],
        ["网别：路网"],
        ["地区：长春市"],
        ["报告期：2021年3月"],
        ["计量单位：万元"],
    ),
    "封面几项一格": lambda: cover_as(
        ["填报单位（盖章）：长春市人民政府    报告期：2021年3月   单位：万元"],
        ["网别：路网\n地区：长春市"],
    ),
    "封面标签有盖章": lambda: cover_as(
        ["填报单位（公章）", "长春市人民政府"],
        ["网 别", "路网"],
        ["地　区", "长春市"],
        ["报告期", "2021/3"],
        ["计量单位", "万元"],
    ),
    "封面横排": lambda: cover_as(
        ["填报单位", None, "长春市人民政府", "网别", "路网", "地区", "长春市"],
        ["报告期", 202103, "计量单位", None, "万元"],
        ["单位负责人", None, "审核人", None, "填表人"],
    ),
    "没有封面": lambda: coverless(COVER_LINE, OTHER_LINE),
    "没有封面标签相连": lambda: coverless(
        ["填报单位：长春市人民政府　2021年　网别：路网　地区：长春市　报告期：2021.03　计量单位：万元"]
    ),
    "报告期是日期": lambda: cover_as(
        ["填报单位", "长春市人民政府"],
        ["网别", "路网"],
        ["地区", "长春市"],
        ["报告期", datetime.date(2021, 3, 31)],
        ["计量单位", "万元"],
    ),
    **{
        f"开工年月 {value!r}": (lambda value=value: put("开工年月", value))  # type: ignore[misc]
        for value in (
            "2020年5月",
            "2020年05月",
            2020.5,
            "2020.5",
            "2020/5",
            "2020-5-1",
            "２０２０年５月",
            "2020 年 5 月",
            202005,
            "202005",
            20200501,
            "2020年5月20日",
            datetime.date(2020, 5, 1),
            datetime.datetime(2020, 5, 1, 8, 30),
        )
    },
}


@pytest.mark.parametrize("name", READ)
def test_what_needs_no_guess_is_read(name: str) -> None:
    """As in the clean form nothing is found, and as many relations are counted."""
    report = engine.validate_book(READ[name]())

    assert [(f.code, str(f.cell), dict(f.words)) for f in report.findings] == []
    assert report.counts["exact"] >= 7 * 4 + 21


@pytest.mark.parametrize("name", READ)
def test_a_mess_hides_no_fault(name: str) -> None:
    """A wrong 开工以来累计完成 is found in the mess as well."""

    def spoil(cell: Cell) -> Cell:
        return 600.25 if cell == 610.25 else wide("600.25") if cell == wide("610.25") else cell

    book = READ[name]()
    spoilt = replace(book, sheets=tuple(replace(s, rows=[[spoil(c) for c in r] for r in s.rows]) for s in book.sheets))

    assert "ROLL01" in {f.code for f in engine.validate_book(spoilt).every}


#: Messes that are read and mentioned: 提示性 at most.
NOTED: dict[str, tuple[Callable[[], RawBook], Found]] = {
    "千分位": (lambda: put(AMOUNT, "600.1"), {("NUM06", FIRST)}),
    "千分位逗号": (lambda: put("总投资", "3,000.4"), {("NUM06", Form().at(0, "总投资"))}),
    "全角千分位": (lambda: put("总投资", "３，０００．４"), {("NUM06", Form().at(0, "总投资"))}),
    "文本数字后有空格": (lambda: put(AMOUNT, " 600.10 　"), {("NUM06", FIRST)}),
    "带单位亿": (lambda: put("总投资", "0.30004亿"), {("NUM05", Form().at(0, "总投资"))}),
    "带单位亿元": (lambda: put("总投资", "0.30004 亿元"), {("NUM05", Form().at(0, "总投资"))}),
    "带单位元": (lambda: put("总投资", "30,004,000元"), {("NUM05", Form().at(0, "总投资"))}),
    "带本表单位": (lambda: put("总投资", "3000.4万元"), {("NUM05", Form().at(0, "总投资"))}),
    "整列文本": (lambda: body("总投资", str), {("NUM06", Form().at(0, "总投资"))}),
    "单位只在栏名": (lambda: united_heads("万元"), {("FORM03", f"{P}!K6")}),
    "缺备注列": (
        lambda: on(P, lambda rows: [row[:-1] for row in rows]),
        {("FORM02", f"{P}!{HEAD_ROW}")},
    ),
}


@pytest.mark.parametrize("name", NOTED)
def test_what_was_mended_is_mentioned(name: str) -> None:
    """A note at its cell, and nothing that must be answered."""
    build, expected = NOTED[name]

    assert found(build()) == expected
    assert gravest(build()) == "提示性"


#: Messes whose reading would be a guess: a finding asks.
ASKED: dict[str, tuple[Callable[[], RawBook], Found]] = {
    **{
        f"金额 {cell}": ((lambda cell=cell: put(AMOUNT, cell)), {("NUM01", FIRST)})  # type: ignore[misc]
        for cell in (
            "￥600.1",
            "(600.1)",
            "60%",
            "1.2E+3",
            "约600",
            "600左右",
            "600.1.2",
            "6,00.1",
            "600-700",
            "六百",
            "600 100",
            "见备注",
            "600.1美元",
            True,
            datetime.date(2021, 3, 1),
            1e300,
        )
    },
    **{
        f"开工年月 {cell}": (
            partial(put, "开工年月", cell),
            {("DATE01", Form().at(0, "开工年月"))},
        )
        for cell in (
            44197,
            2020.1,
            2020,
            "2020",
            "20205",
            "五月",
            "2020年",
            "20年5月",
            "2020-13",
            "2020.5-2024.10",
            "2020年底",
            "待定",
            True,
            datetime.timedelta(days=3),
        )
    },
    "金额是错误值": (lambda: put(AMOUNT, ErrorCell("#DIV/0!")), {("NUM03", FIRST)}),
    "文字是错误值": (lambda: put("责任单位", ErrorCell("#N/A")), {("NUM03", Form().at(0, "责任单位"))}),
    "列表值是错误值": (lambda: put("建设状态", ErrorCell("#REF!")), {("NUM03", Form().at(0, "建设状态"))}),
    "项目代码成了数字": (
        lambda: put("项目代码", 2.411130202890163e19),
        {("CODE04", Form().at(0, "项目代码"))},
    ),
    "项目代码成了科学记数": (lambda: put("项目代码", "2.41113E+19"), {("CODE04", Form().at(0, "项目代码"))}),
    "栏名单位不同": (
        lambda: heads(lambda h: h + "（亿元）" if h in ("总投资", "本月完成") else h),
        {("UNIT02", f"{P}!K6")},
    ),
    "单位行不同": (lambda: unit_row("亿元"), {("UNIT02", f"{P}!K6")}),
    "表头单位不同": (
        lambda: on(P, lambda rows: [rows[0], ["单位：亿元"], *rows[2:]]),
        {("UNIT02", f"{P}!A2")},
    ),
    "表头报告期不同": (
        lambda: on(P, lambda rows: [rows[0], ["报告期：2021年2月"], *rows[2:]]),
        {("COVER01", f"{P}!A2")},
    ),
    "报告期是一段": (
        lambda: on(C, lambda rows: [[c if c != "2021-03" else "2021年1-3月" for c in r] for r in rows]),
        {("DATE01", f"{C}!B6")},
    ),
    "报告期可能是十月": (
        lambda: on(C, lambda rows: [[c if c != "2021-03" else 2021.1 for c in r] for r in rows]),
        {("DATE01", f"{C}!B6")},
    ),
    "列出现两次": (
        lambda: on(P, lambda rows: [[*r, h] for r, h in zip(rows, [None] * 5 + ["本月完成"] + [7] * 7, strict=True)]),
        {("FORM04", f"{P}!AJ6")},
    ),
    "没有封面也没有单位": (
        lambda: coverless(["填报单位：长春市人民政府", "报告期：2021年3月"], OTHER_LINE),
        {("FORM03", C)},
    ),
    "旧版表": (
        lambda: replace(b := Form().book(), sheets=(*b.sheets, RawSheet("字典", [[f"{spec_of('monthly').name}/0"]]))),
        {("FORM06", "字典!A1")},
    ),
    "封面上的旧版戳记": (
        lambda: on(C, lambda rows: [*rows, [], [None, "表式", f"{spec_of('monthly').name}/0"]]),
        {("FORM06", f"{C}!C14")},
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_what_would_be_a_guess_is_asked(name: str) -> None:
    """One finding that must be answered, at its cell, and no other."""
    build, expected = ASKED[name]

    assert found(build()) == expected
    assert gravest(build()) != "提示性"


def test_there_are_messes_enough() -> None:
    """At least thirty kinds."""
    assert len(READ) + len(NOTED) + len(ASKED) >= 30


def test_another_form_is_said_first() -> None:
    """A form of which half the columns are unknown is not checked at all."""
    sheet = RawSheet("防疫物资月报", [["物资名称", "单位", "数量", "备注"], ["口罩", "个", 100, None]])

    with pytest.raises(UnreadableError) as caught:
        engine.validate_book(RawBook(Path("防疫.xlsx"), "", (sheet,)))
    assert caught.value.code == "FILE07"


def test_an_empty_workbook_is_another_form() -> None:
    """No sheet, or a blank one."""
    for sheets in ((), (RawSheet("Sheet1", []),)):
        with pytest.raises(UnreadableError):
            engine.validate_book(RawBook(Path("空.xlsx"), "", sheets))


# --- real files -------------------------------------------------------------------------------------


def real(tmp_path: Path) -> Path:
    """The sound form, with dates as text, as a real xlsx."""
    return forms.save(Form().book(), tmp_path / "月报.xlsx")


def codes(path: Path) -> list[tuple[str, str]]:
    """Findings of a file; fails if it cannot be read."""
    report = engine.validate_file(path)
    assert report.error is None
    return [(f.code, str(f.cell)) for f in report.findings]


def test_a_renamed_targets_workbook_is_known_by_its_sheets(tmp_path: Path) -> None:
    """The plan under the name of a monthly report is still the plan."""
    source = Path(__file__).parent.parent / "data" / "targets.xlsx"
    path = tmp_path / "3月月报.xlsx"
    path.write_bytes(source.read_bytes())

    assert engine.validate_file(path).kind == "targets"


def test_hidden_rows_and_columns_are_read(tmp_path: Path) -> None:
    """What is hidden is part of the report all the same."""
    import openpyxl

    path = real(tmp_path)
    book = openpyxl.load_workbook(path)
    book[P].row_dimensions[HEAD_ROW + 3].hidden = True
    book[P].column_dimensions["W"].hidden = True
    book[S].sheet_state = "hidden"
    book.save(path)

    assert codes(path) == []


def test_merged_heads_are_read(tmp_path: Path) -> None:
    """Merged across and down, the words stand in the first cell only."""
    import openpyxl

    path = real(tmp_path)
    book = openpyxl.load_workbook(path)
    book[P].merge_cells("L5:S5")
    book[P].merge_cells("K5:K6")
    book[P].merge_cells("A1:AI1")
    book.save(path)

    assert codes(path) == []


def test_formulas_never_calculated_are_asked_about(tmp_path: Path) -> None:
    """openpyxl saves formulas without results: blank for the eye of a program, not for the officer's."""
    import openpyxl

    path = real(tmp_path)
    book = openpyxl.load_workbook(path)
    cell = Form().at(0, "开工以来累计完成").rpartition("!")[2]
    book[P][cell] = "=U9+V9"
    book.save(path)

    assert codes(path) == [("NUM07", f"{P}!{cell}")]


@pytest.mark.skipif(office.SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("to", ["xls", "ods", "xlsx"])
def test_other_formats_are_read_alike(tmp_path: Path, to: str) -> None:
    """LibreOffice's own files of the sound form."""
    path = real(tmp_path)

    assert codes(office.convert(path, tmp_path, to)) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_of_the_table_is_read(tmp_path: Path, encoding: str) -> None:
    """表1 alone, its cover above the header; text numbers need no note where there is nothing else."""
    import csv
    import io

    sheet = coverless(COVER_LINE, OTHER_LINE).sheets[0]
    text = io.StringIO()
    csv.writer(text).writerows(sheet.rows)
    path = tmp_path / "月报.csv"
    path.write_bytes(text.getvalue().encode(encoding))

    assert {code for code, _ in codes(path)} <= {"NUM06"}


def test_regions_of_the_lists_are_all_known() -> None:
    """Each region of the forms has its name in the plan."""
    assert all(lists.REGIONS.values())


def test_a_misspelt_class_goes_by_its_place_with_subtotals_below() -> None:
    """小计 below its block: a class that is in no list belongs to the 小计 that follows it."""
    form = Form().spoil(0, 类别="铁道")

    assert {code for code, _ in found(on(P, subtotals_below, form.book()))} == {"LIST02"}
