"""Any workbook: tables are found, relations recovered, and what breaks them is told with its cell."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from recon import engine
from recon.model import FileReport
from recon.options import Options
from recon.reports import json as json_report
from recon.reports.text import line
from recon.workbook import Cell
from tests.sheets import entry, whole

SCHEMA = json.loads((Path(json_report.__file__).parent / "report.schema.json").read_text("utf-8"))


def checked(folder: Path, *sheets: list[list[Cell]]) -> FileReport:
    """The report on a workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets, 1):
        page = book.create_sheet(f"表{number}")
        for row in rows:
            page.append(row)
    path = folder / "自由表.xlsx"
    book.save(path)
    return engine.validate_file(path)


def found(report: FileReport) -> list[tuple[str, str]]:
    """Level and first cell of every finding."""
    return [(f.level, f.cell.a1) for f in report.findings]


REVENUE: list[list[Cell]] = [
    ["某县一般公共预算收入执行情况表"],
    ["单位：万元"],
    ["项目", "2023年决算", "2024年决算", "2025年预算", "2025年执行", "增长%"],
    ["一、税收收入", 75310, 79200, 85000, 84560, 6.8],
    ["  增值税", 38110, 39800, 42000, 41230, 3.6],
    ["  企业所得税", 13900, 14900, 16000, 15880, 6.6],
    ["  其他税收", 23300, 24500, 27000, 27450, 12],
    ["二、非税收入", 37020, 38800, 39000, 38890, 0.2],
    ["合计", 112330, 118000, 124000, 123450, 4.6],
]
BUDGET: list[list[Cell]] = [
    ["单位：万元"],
    ["科目编码", "科目名称", "合计", "基本支出", None, None, "项目支出"],
    [None, None, None, "小计", "人员经费", "公用经费", None],
    [None, "合计", 5224.56, 3210.34, 2680.12, 530.22, 2014.22],
    ["201", "一般公共服务支出", 2400.3, 1890.1, 1570, 320.1, 510.2],
    ["20103", "  政府办公厅（室）及相关机构事务", 1400.3, 1090.1, 900, 190.1, 310.2],
    ["2010301", "    行政运行", 1090.1, 1090.1, 900, 190.1, 0],
    ["2010302", "    一般行政管理事务", 310.2, 0, 0, 0, 310.2],
    ["20106", "  财政事务", 1000, 800, 670, 130, 200],
    ["2010601", "    行政运行", 800, 800, 670, 130, 0],
    ["2010605", "    财政国库业务", 200, 0, 0, 0, 200],
    ["205", "教育支出", 2824.26, 1320.24, 1110.12, 210.12, 1504.02],
    ["20502", "  普通教育", 2824.26, 1320.24, 1110.12, 210.12, 1504.02],
    ["2050201", "    学前教育", 724.02, 220, 180, 40, 504.02],
    ["2050202", "    小学教育", 2100.24, 1100.24, 930.12, 170.12, 1000],
]


def changed(rows: list[list[Cell]], row: int, column: int, value: Cell) -> list[list[Cell]]:
    """The rows with one cell (from 1) changed."""
    return [
        [value if (r, c) == (row, column) else cell for c, cell in enumerate(cells, 1)]
        for r, cells in enumerate(rows, 1)
    ]


def test_sound_tables_pass(tmp_path: Path) -> None:
    """Tables of an office's own are read and hold."""
    report = checked(tmp_path, REVENUE, BUDGET)

    assert (report.kind, report.verdict, found(report)) == ("open", "pass", [])
    assert [(t.sheet, t.range, t.head, t.stub, t.unit) for t in report.tables] == [
        ("表1", "A3:F9", (3,), (1,), "万元"),
        ("表2", "A2:G15", (2, 3), (1, 2), "万元"),
    ]
    assert {o.verdict for o in report.outcomes if o.rule == "foot"} == {"exact"}
    assert "F = (E − C) ÷ C × 100" in {o.pattern for o in report.outcomes}
    assert {(o.pattern, o.evidence) for o in report.outcomes} >= {
        ("第9行 = 第4行 + 第8行", "label"),
        ("第4行 = 第5行 + 第6行 + 第7行", "label"),
        ("C = D + G", "label"),
    }


def test_one_wrong_number_is_one_finding(tmp_path: Path) -> None:
    """The total with two digits swapped; the subtotal that breaks column, row and code at once."""
    report = checked(tmp_path, changed(REVENUE, 9, 5, 123540), changed(BUDGET, 9, 3, 1010))

    assert found(report) == [("强制性", "C9"), ("强制性", "E9")]
    assert "2,400.3" in line(report, report.findings[0], "zh")


def test_json_keeps_to_the_schema(tmp_path: Path) -> None:
    """Tables, evidence and patterns are part of the contract."""
    from recon.model import Report

    told = json.loads(json_report.render(Report((checked(tmp_path, changed(REVENUE, 9, 5, 123540)),)), "zh"))
    Draft202012Validator(SCHEMA).validate(told)

    outcome = next(o for o in told["files"][0]["outcomes"] if o["verdict"] == "mismatch")
    assert outcome["coordinate"]["measure"] == "2025年执行"
    assert outcome["coordinate"]["item"] == "合计"
    assert [t["cell"] for t in outcome["left"]["terms"]] == ["表1!E4", "表1!E8"]


NAMES = ("教育", "科技", "文化", "社保", "卫生", "环保", "城乡", "农林水")


def table(amounts: list[list[int]], *, first: bool, indented: bool, places: int) -> list[list[Cell]]:
    """Groups of two lines each with their subtotals, a grand total and a total column; amounts in units of 10^-places."""
    width = len(amounts[0])
    groups = [amounts[n : n + 2] for n in range(0, len(amounts), 2)]
    rows: list[tuple[str, list[int]]] = []
    for n, group in enumerate(groups):
        sums = [sum(column) for column in zip(*group, strict=True)]
        parts = [(("  " if indented else "") + NAMES[2 * n + k], line) for k, line in enumerate(group)]
        total = (f"第{n + 1}类小计", sums)
        rows += [total, *parts] if first else [*parts, total]
    grand = ("总计", [sum(column) for column in zip(*amounts, strict=True)])
    rows = [grand, *rows] if first else [*rows, grand]
    head: list[Cell] = ["项目", "合计", *[f"来源{n + 1}" for n in range(width)]]
    return [head, *[[name, *(v / 10**places for v in (sum(line), *line))] for name, line in rows]]


def sheet(rows: list[list[Cell]], budget: int = 0) -> list[tuple[str, str]]:
    """Level and first cell of what is found in one sheet."""
    from recon.open import check
    from recon.workbook import RawSheet

    told = check.check(check.recover(RawSheet("表", rows)), budget)
    return [(f.level, f.cell.a1) for f in told.findings]


#: Six lines of three amounts that have nothing to do with each other.
amounts = st.lists(
    st.lists(st.integers(1_001, 999_983), min_size=3, max_size=3),
    min_size=6,
    max_size=6,
    unique_by=lambda line: line[0],
)


@given(amounts, st.booleans(), st.booleans(), st.sampled_from([0, 1, 2]))
@settings(max_examples=8, deadline=None)
def test_a_table_built_from_its_parts_never_fails(
    lines: list[list[int]], first: bool, indented: bool, places: int
) -> None:
    """Whatever the layout and the precision."""
    assert sheet(table(lines, first=first, indented=indented, places=places)) == []


@given(amounts, st.booleans(), st.integers(0, 9), st.integers(1, 4), st.integers(7_001, 60_013))
@example([[1001 + n, 1001, 1001] for n in range(6)], False, 0, 2, 7002)
@settings(max_examples=4, deadline=None)
def test_one_planted_error_is_one_finding_at_its_cell(
    lines: list[list[int]], first: bool, row: int, column: int, by: int
) -> None:
    """Any amount of the table, changed by an amount of its own: total row and total column both break."""
    rows = table(lines, first=first, indented=True, places=0)
    value = rows[1 + row][column]
    assert isinstance(value, float)
    rows[1 + row][column] = value + by
    told = sheet(rows, Options().budget)

    assert [cell for _, cell in told] == [f"{'ABCDE'[column]}{row + 2}"]


@given(amounts, st.permutations(range(6)))
@settings(max_examples=5, deadline=None)
def test_shuffling_the_rows_of_a_block_changes_no_verdict(lines: list[list[int]], order: list[int]) -> None:
    """Items above their total may stand in any order."""

    def plain(block: list[list[int]]) -> list[list[Cell]]:
        body = [[*line, line[0] + 7 * line[1]] for line in block]
        *sums, last = (sum(column) for column in zip(*body, strict=True))
        rows: list[list[Cell]] = [[f"单位{line[0]}", *line] for line in body]
        return [["项目", "甲", "乙", "丙", "丁"], *rows, ["合计", *sums, last + 9_999]]

    assert sheet(plain(lines)) == sheet(plain([lines[n] for n in order]))


def formulas(wrong: dict[str, Cell]) -> list[tuple[str, str]]:
    """Code and first cell of what is found in a table of formulas of which some are wrong."""
    from recon.open import board, measures
    from recon.open import formulas as audit
    from recon.workbook import RawSheet

    cells: dict[tuple[int, int], str] = {}
    rows: list[list[Cell]] = [["项目", *[f"{m}月" for m in range(1, 7)]]]
    for r in range(2, 8):
        rows.append([f"单位{r}", *[r * 100 + c * 7 for c in range(2, 8)]])
    rows.append(["合计", *[sum(whole(rows[r][c]) for r in range(1, 7)) for c in range(1, 7)]])
    for c in range(2, 8):
        letter = "ABCDEFG"[c - 1]
        cells[8, c] = str(wrong.get(f"{letter}8", f"SUM({letter}2:{letter}7)"))
    cells = {cell: text for cell, text in cells.items() if text}
    found = board.read(RawSheet("表", rows))
    found.measures = measures.mask(found)
    return [(f.code, f.cell.a1) for f in audit.check(found, cells)]


def test_formulas_are_held_against_their_neighbours() -> None:
    """One finding a line: typed over, cut short; none where all are alike."""
    assert formulas({}) == []
    assert formulas({"D8": ""}) == [("FORM21", "D8")]
    assert formulas({"E8": "SUM(E2:E6)"}) == [("FORM24", "E8")]
    assert formulas({"E8": "SUM(E3:E7)"}) == [("FORM22", "E8")]


STAFF: list[list[Cell]] = [
    ["姓名", "单位", "工龄"],
    *(entry(f"张{n}", "财政局", 20 + n * n % 17) for n in range(30)),
]
LETTER: list[list[Cell]] = [
    ["关于报送预算的函"],
    ["市财政局：收入1200万元，支出1180万元。"],
    ["2026年11月2日"],
]


def test_what_was_not_checked_does_not_pass(tmp_path: Path) -> None:
    """A list of names has nothing to check: that is said, once, and every number of it is named as unread."""
    report = checked(tmp_path, STAFF)
    assert [f.code for f in report.findings] == ["OPEN05"]
    assert report.verdict == "review"
    assert [len(a.numbers) for a in report.scope if a.status == "unread"] == [30]


def test_the_account_holds_every_number(tmp_path: Path) -> None:
    """Tables checked, a sheet of words passed over, numbers in no relation unread; nothing twice."""
    report = checked(tmp_path, REVENUE, LETTER, [*STAFF[:2], [], ["备注"]])
    told = [(a.cell.sheet, a.status, a.reason) for a in report.scope]
    assert ("表1", "checked", "own_table") in told
    assert ("表2", "passed", "words") in told
    assert [a.status for a in report.scope if a.cell.sheet == "表3"] == ["unread"]
    numbers = [cell for area in report.scope for cell in area.numbers]
    assert len(numbers) == len(set(numbers))
    assert report.verdict == "pass"


def test_a_sheet_too_large_is_said(tmp_path: Path) -> None:
    """A sheet of thousands of columns beside a sound table is named as not checked; alone it is refused."""
    wide: list[list[Cell]] = [["项目", *(f"第{n}列" for n in range(2500))], ["甲", *range(7, 2507)]]
    both = checked(tmp_path, REVENUE, wide)
    assert [f.code for f in both.findings] == ["OPEN06"]
    assert both.verdict == "review"
    alone = checked(tmp_path, wide)
    assert alone.error is not None
    assert alone.error[0] == "FILE13"
