"""A form definition learnt from an office's own table: drafted, confirmed, checked next month, and what was refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from recon import engine
from recon.cli import app
from recon.definitions import checks
from recon.definitions import read as definitions
from recon.model import FileReport
from recon.options import Options
from recon.schemas.definition import WAITING
from recon.workbook import Cell
from tests.sheets import words_of

Rows = list[list[Cell]]
DAY = ["--date", "2024-07-01"]


def months(by: int) -> Rows:
    """Units with a head of two rows, a share and a growth, a subtotal by group and a total; amounts times ``by``."""
    rows: Rows = [
        ["2024年城建项目支出"],
        ["单位：万元"],
        ["单位", "预算数", "支出", None, None, "完成预算%"],
        [None, None, "基本支出", "项目支出", "合计", None],
    ]
    plan = {
        "市属": [(813, 120, 377), (1509, 433, 612), (642, 87, 240)],
        "县属": [(977, 256, 409), (1233, 340, 518)],
    }
    whole = [0, 0, 0]
    for group, units in plan.items():
        sums = [sum(u[n] for u in units) * by for n in range(3)]
        whole = [a + b for a, b in zip(whole, sums, strict=True)]
        rows.append(_row(group, *sums))
        rows += [_row(f"  {group}{n}局", *(x * by for x in unit)) for n, unit in enumerate(units, 1)]
    rows.append(_row("合计", *whole))
    return rows


def _row(name: str, plan: int, basic: int, project: int) -> list[Cell]:
    done = basic + project
    return [name, plan, basic, project, done, round(done / plan * 100, 2)]


def stacked(by: int) -> Rows:
    """Income and outgo one below the other on one sheet, the same years as columns."""
    rows: Rows = [["收支总表（单位：万元）"]]
    for title, lines in {
        "收入项目": {"税收": (701, 735, 808), "非税": (305, 298, 341), "转移支付": (512, 577, 603)},
        "支出项目": {
            "人员": (433, 452, 470),
            "公用": (209, 215, 251),
            "项目": (866, 933, 1021),
            "债务": (10, 10, 10),
        },
    }.items():
        rows += [[title, "2021年", "2022年", "2023年"]]
        rows += [[name, *(x * by for x in told)] for name, told in lines.items()]
        rows += [[f"{title[:2]}合计", *(sum(told) * by for told in zip(*lines.values(), strict=True))], []]
    return rows


def coded(by: int) -> Rows:
    """Codes whose prefixes nest, decimals, a roll-forward in the columns."""
    leaves = {
        "2050101": (120.5, 33.25, 41.5),
        "2050102": (88.75, 12.0, 9.25),
        "2050201": (301.0, 77.5, 103.75),
        "2050202": (64.25, 20.5, 31.0),
        "2060101": (95.5, 18.25, 27.75),
        "2060102": (143.0, 36.5, 50.25),
    }
    rows: Rows = [["科目编码", "科目名称", "年初结转", "本年增加", "本年减少", "年末结转"]]
    for code in (
        "205",
        "20501",
        "2050101",
        "2050102",
        "20502",
        "2050201",
        "2050202",
        "206",
        "20601",
        "2060101",
        "2060102",
    ):
        inside = [told for leaf, told in leaves.items() if leaf.startswith(code)]
        a, b, c = (sum(told[n] for told in inside) * by for n in range(3))
        rows.append([code, f"科目{code}", a, b, c, a + b - c])
    return rows


TABLES: Mapping[str, Callable[[int], Rows]] = {"分组": months, "上下两表": stacked, "编码": coded}
#: A leaf of each, by sheet cell.
LEAVES = {"分组": "D8", "上下两表": "C11", "编码": "E5"}


def saved(path: Path, rows: Rows, slip: str = "") -> Path:
    """A workbook with these rows; the number in cell ``slip`` is off."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "汇总"
    for row in rows:
        sheet.append(row)
    if slip:
        sheet[slip].value += 117
    book.save(path)
    return path


def ran(*arguments: str | Path, code: int = 0) -> str:
    """What a command prints, its exit code being as it should."""
    done = CliRunner().invoke(app, [str(a) for a in arguments])
    assert done.exit_code == code, done.output
    return done.output


def decided(path: Path, said: str = "", only: str = "") -> Path:
    """The definition with 停用 of every relation (whose text holds ``only``) as ``said``."""
    book = openpyxl.load_workbook(path)
    sheet = book["关系"]
    heads = [cell.value for cell in sheet[1]]
    for row in range(2, sheet.max_row + 1):
        if sheet.cell(row, heads.index("关系") + 1).value and only in words_of(
            sheet.cell(row, heads.index("关系") + 1).value
        ):
            sheet.cell(row, heads.index("停用") + 1).value = said or None
    book.save(path)
    return path


def taught(folder: Path, name: str) -> Path:
    """The definition learnt from the table of that name."""
    made = folder / f"{name}表样.xlsx"
    ran("learn", saved(folder / f"{name}.xlsx", TABLES[name](1)), "-o", made, *DAY)
    return made


def checked(path: Path, definition: Path) -> FileReport:
    """The report by a definition."""
    return engine.validate_file(path, Options(definitions=(definition,)))


@pytest.mark.parametrize("name", TABLES)
def test_a_learnt_definition_is_sound_and_waits(tmp_path: Path, name: str) -> None:
    """``recon form check`` accepts it; every relation is 待确认, and the file it was learnt from is checked without it."""
    made = taught(tmp_path, name)
    definition = definitions.load(made)
    report = checked(tmp_path / f"{name}.xlsx", made)

    assert "结论：通过" in ran("form", "check", made)
    assert not [f for f in checks.every(definition) if f.level != "提示性"]
    assert {statement.off for statement in definition.statements} == {WAITING}
    assert (report.kind, [f.code for f in report.findings]) == ("open", ["FILL09"])
    assert sum(table.relations for table in report.tables) >= len(definition.statements)


@pytest.mark.parametrize("name", TABLES)
def test_a_slip_is_found_while_all_wait(tmp_path: Path, name: str) -> None:
    """Learning a definition costs no finding that the table gave without it."""
    made = taught(tmp_path, name)
    slip = saved(tmp_path / "下月.xlsx", TABLES[name](3), LEAVES[name])
    without, beside = engine.validate_file(slip).findings, checked(slip, made).findings

    assert without
    assert [(f.code, f.cells) for f in beside if f.code != "FILL09"] == [(f.code, f.cells) for f in without]


@pytest.mark.parametrize("name", TABLES)
def test_what_nobody_confirmed_does_not_pass(tmp_path: Path, name: str) -> None:
    """With one relation confirmed the others are to be looked at before anything counts as passed."""
    made = taught(tmp_path, name)
    decided(made, only=definitions.load(made).statements[0].text)
    report = checked(saved(tmp_path / "下月.xlsx", TABLES[name](3)), made)

    assert (report.kind, report.verdict, [f.code for f in report.findings]) == (
        "defined",
        "review",
        ["FILL09"],
    )


@pytest.mark.parametrize("name", TABLES)
def test_what_was_confirmed_holds_next_month(tmp_path: Path, name: str) -> None:
    """Other amounts of the same table pass without a word; every confirmed relation was asked."""
    made = decided(taught(tmp_path, name))
    report = checked(saved(tmp_path / "下月.xlsx", TABLES[name](3)), made)

    assert (report.kind, report.verdict, report.findings) == ("defined", "pass", ())
    assert sum(sum(tally.counts.values()) for tally in report.tallies) >= 2 * len(definitions.load(made).statements)


@pytest.mark.parametrize("name", TABLES)
def test_a_slip_of_next_month_is_found_and_nothing_else(tmp_path: Path, name: str) -> None:
    """A leaf that is off is one finding, and its cell is among those it names."""
    made = decided(taught(tmp_path, name))
    report = checked(saved(tmp_path / "下月.xlsx", TABLES[name](3), LEAVES[name]), made)

    assert len(report.findings) == 1, [(f.code, str(f.cell)) for f in report.findings]
    assert LEAVES[name] in {cell.a1 for cell in report.findings[0].cells}


@pytest.mark.parametrize("name", TABLES)
def test_what_was_refused_is_remembered(tmp_path: Path, name: str) -> None:
    """With every relation switched off the same slip is not told, and learning anew leaves that as it is."""
    made = decided(taught(tmp_path, name), "本表不适用 2024-07")
    slip = saved(tmp_path / "下月.xlsx", TABLES[name](3), LEAVES[name])
    report = checked(slip, made)
    again = tmp_path / "新表样.xlsx"
    ran("learn", slip, "-o", again, "--from", made, *DAY)
    before, after = (definitions.load(path).statements for path in (made, again))

    assert (report.verdict, report.findings) == ("pass", ())
    assert [(s.number, s.text, s.off) for s in after[: len(before)]] == [(s.number, s.text, s.off) for s in before]


def test_rows_are_found_by_name(tmp_path: Path) -> None:
    """A title more above the table and its groups the other way round: the same rows are meant."""
    made = decided(taught(tmp_path, "分组"))
    rows = months(3)
    turned: list[list[Cell]] = [["附件3"], [], *rows[:4], *rows[8:11], *rows[4:8], *rows[11:]]
    report = checked(saved(tmp_path / "下月.xlsx", turned), made)

    assert (report.kind, report.verdict, report.findings) == ("defined", "pass", ())


def test_no_in_column_adopted_is_not_asked_again(tmp_path: Path) -> None:
    """否 in sheet 本表的关系 of the discrepancy workbook: the relation is not asked, still listed as refused, and learnt as off."""
    path = saved(tmp_path / "预算.xlsx", months(1), "E6")
    made = tmp_path / "预算_差异.xlsx"
    ran("validate", path, *DAY, code=1)
    book = openpyxl.load_workbook(made)
    sheet = book["本表的关系"]
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, 9).value = "否"
    book.save(made)
    report = engine.validate_file(path)
    ran("validate", path, *DAY, "-o", tmp_path / "又一份.xlsx", code=0)
    listed = openpyxl.load_workbook(tmp_path / "又一份.xlsx")["本表的关系"]
    ran("learn", path, "-o", tmp_path / "表样.xlsx", *DAY)

    assert not [f for f in report.findings if f.code.startswith(("OPEN01", "OPEN02"))]
    assert {row[8].value for row in listed.iter_rows(min_row=2)} == {"否"}
    assert {s.off for s in definitions.load(tmp_path / "表样.xlsx").statements} == {"不采用 2024-07-01"}


def test_validate_learns_besides(tmp_path: Path) -> None:
    """``--learn`` writes the same definition as ``recon learn``, and never over a file that is there."""
    path = saved(tmp_path / "预算.xlsx", months(1))
    ran("validate", path, "--learn", tmp_path / "表样.xlsx", *DAY)
    ran("learn", path, "-o", tmp_path / "另.xlsx", *DAY)
    before = decided(tmp_path / "表样.xlsx").read_bytes()
    ran("learn", path, "-o", tmp_path / "表样.xlsx", *DAY, code=2)
    told = [[s.text for s in definitions.load(tmp_path / name).statements] for name in ("另.xlsx", "表样.xlsx")]

    assert told[0] == told[1]
    assert (tmp_path / "表样.xlsx").read_bytes() == before


def test_nothing_to_learn_is_said(tmp_path: Path) -> None:
    """A list without totals gives no definition: one sentence, exit code 2."""
    path = saved(
        tmp_path / "名单.xlsx",
        [["姓名", "电话", "年龄"], ["甲", 5551, 31], ["乙", 5897, 47], ["丙", 5203, 52]],
    )

    assert "没有找到" in ran("learn", path, "-o", tmp_path / "表样.xlsx", code=2)
    assert not (tmp_path / "表样.xlsx").exists()


def test_a_definition_without_a_table_costs_only_itself(tmp_path: Path) -> None:
    """A blank 表样, and one that cannot be read, among the submissions: the others are checked as if they were not there."""
    (folder := tmp_path / "交来").mkdir()
    path = saved(folder / "预算.xlsx", months(1))
    alone = [x.code for x in engine.validate_file(path).findings]
    ran("template", "--kind", "definition", "-o", folder / "表样.xlsx")
    (folder / "旧表样.xlsx").write_bytes(b"none of it")
    told = [
        {
            Path(f["path"]).name: (f["verdict"], [x["code"] for x in f["findings"]])
            for f in json.loads(CliRunner().invoke(app, ["validate", *given, "--format", "json"]).stdout)["files"]
        }
        for given in ([str(folder), "-o", str(tmp_path / "结果")], [str(path)])
    ]

    assert [t["预算.xlsx"][1] for t in told] == [alone, alone]
    assert told[0]["表样.xlsx"] == ("fail", ["DEF17"])
    assert told[0]["旧表样.xlsx"] == ("unreadable", [])
    assert len(told[0]) == 3
