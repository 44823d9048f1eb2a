"""The office accepts or rejects explanations in a column of its register, and that is kept with who and when."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from recon import register
from recon.cli import app
from recon.explanations.alike import Box, repeated
from recon.register import decisions, history
from tests import sheets
from tests.forms import Form, save
from tests.test_explanations import WHY, late, write

MONTH = ("--month", "2021-03", "--date", "2021-04-09")


def ran(*arguments: object) -> tuple[int, str]:
    """Exit code and what was said."""
    done = CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)
    return done.exit_code, done.output


def checked(folder: Path) -> tuple[int, str]:
    """A run over the folder with the register beside it, at its findings to verify."""
    asked = ("--register", folder.parent / "登记簿.xlsx", "--date", "2021-04-08", "--fail-on", "核实性")
    return ran("validate", folder, *asked)


def decide(path: Path, verdict: str, who: str) -> int:
    """Fill in the columns as a person would; returns how many rows there are."""
    book = openpyxl.load_workbook(path)
    sheet = book["审核说明"]
    heads = sheets.heads(sheet)
    rows = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 6).value]
    sheet.cell(rows[0], heads["认可"]).value = verdict
    sheet.cell(rows[0], heads["认可人"]).value = who
    book.save(path)
    return len(rows)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with one report in which three projects carry one sentence, and a register."""
    folder = tmp_path / "2021-03"
    folder.mkdir()
    ran("template", "--kind", "register", "-o", tmp_path / "登记簿.xlsx")
    save(late(3).book(), folder / "月报.xlsx")
    checked(folder)
    write(tmp_path / "2021-03_审核" / "月报_标注.xlsx", OVER01=WHY)
    return folder


@pytest.mark.parametrize(("verdict", "code"), [("认可", 0), ("不认可", 1)])
def test_one_sentence_for_many_projects_waits_for_the_office(office: Path, verdict: str, code: int) -> None:
    """Accepted in one row it holds for all; not accepted it releases nothing; either way who and when are kept."""
    before, said = checked(office)
    ran("register", office.parent / "登记簿.xlsx", *MONTH)
    sheet = office.parent / "登记簿_2021-03.xlsx"
    count = decide(sheet, verdict, "戊")
    after, again = checked(office)
    with register.open(office.parent / "登记簿.xlsx", create=False) as store:
        kept = decisions.latest(store)

    assert (before, count) == (1, 3), said
    assert "三个以上项目写了同一句话" in said
    assert after == code, again
    assert [(one.accepted, one.who) for one in kept] == [(verdict == "认可", "戊")]
    assert kept[0].when


def test_what_was_decided_stands_in_the_next_register(office: Path) -> None:
    """The workbook somebody wrote in is left as it is, the next one shows the decision with its date."""
    checked(office)
    home = office.parent
    ran("register", home / "登记簿.xlsx", *MONTH)
    decide(home / "登记簿_2021-03.xlsx", "认可", "戊")
    ran("register", home / "登记簿.xlsx", *MONTH)
    book = openpyxl.load_workbook(home / "登记簿_2021-03(2).xlsx")
    sheet = book["审核说明"]
    heads = sheets.heads(sheet)
    row = [sheet.cell(2, heads[name]).value for name in ("认可", "认可人", "认可日期")]

    assert row == ["认可", "戊", "2021-04-09"]
    assert openpyxl.load_workbook(home / "登记簿_2021-03.xlsx")["审核说明"].cell(2, heads["认可"]).value == "认可"


def test_a_decision_ends_with_the_value(office: Path) -> None:
    """Another amount is another finding to accept."""
    checked(office)
    home = office.parent
    ran("register", home / "登记簿.xlsx", *MONTH)
    decide(home / "登记簿_2021-03.xlsx", "认可", "戊")
    made = late(3)
    for number in range(3):
        made.spoil(number, 上月末累计完成=9000.5 - 20.5, 开工以来累计完成=9000.5)
    save(made.book(), office / "月报.xlsx")

    assert checked(office)[0] == 1


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ([WHY, WHY, WHY], [[0, 1, 2]]),
        (
            [f"{number}月预付设备款{number * 40}万元，合同号SB-2021-{number:02}" for number in (1, 2, 3)],
            [[0, 1, 2]],
        ),
        ([WHY, WHY, "冲减去年多报的勘察费"], []),
        (["甲路征地补偿款提前支付", "乙桥征地补偿款提前支付", "丙站征地补偿款提前支付"], [[0, 1, 2]]),
    ],
)
def test_sentences_that_differ_in_numbers_and_names_alone_are_one(texts: list[str], found: list[list[int]]) -> None:
    """The row's own name is put in by a machine, too."""
    names = ("甲路", "乙桥", "丙站")
    assert repeated([Box(f"行{n}", text, (names[n],)) for n, text in enumerate(texts)]) == found


def test_many_sentences_are_compared_in_time() -> None:
    """Thousands of different ones: by the rarest pairs of characters, not by all pairs of sentences."""
    base = [
        f"{Form().projects[0]['项目名称']}{chr(0x4E00 + n)}{chr(0x5E00 + 7 * n % 900)}标段设备{chr(0x6E00 + n % 700)}款冲减"
        for n in range(2000)
    ]
    assert repeated([Box(str(n), text) for n, text in enumerate(base)]) is not None


# --- corrections, warnings, export


def test_a_void_file_is_neither_checked_nor_counted(office: Path) -> None:
    """It is named as left out; confirmed again it is there, and where it is the only one nothing else is checked."""
    checked(office)
    book, signed = office.parent / "登记簿.xlsx", ("--reason", "串了单位", "--by", "戊")
    ran("register", book, *MONTH, "--void", "月报.xlsx", *signed)
    alone = checked(office)
    other = Form()
    other.cover["地区"] = "吉林市"
    save(other.book(), office / "另一份.xlsx")
    both = checked(office)
    ran("register", book, *MONTH, "--confirm", "月报.xlsx", *signed)
    again = checked(office)

    assert alone[0] == 0
    assert "作废" in alone[1]
    assert "作废" in both[1]
    assert "月报.xlsx!" not in both[1]
    assert "另一份.xlsx" in both[1]
    assert "月报.xlsx!" in again[1]
    assert "作废" not in again[1]


def test_a_file_recorded_by_mistake_is_declared_void_and_confirmed_again(office: Path) -> None:
    """Nothing is deleted: its unit is 未报 from then on, and reported again when that is taken back."""
    checked(office)
    book, signed = office.parent / "登记簿.xlsx", ("--reason", "串了单位", "--by", "戊")

    def counting() -> int:
        with register.open(book, create=False) as store:
            return len(history.current(store, "2021-03"))

    before = counting()
    code, said = ran("register", book, *MONTH, "--void", "月报.xlsx", *signed)
    void = counting()
    ran("register", book, *MONTH, "--confirm", "月报.xlsx", *signed)

    assert code == 0
    assert "作废" in said
    assert (before, void, counting()) == (1, 0, 1)
    assert ran("register", book, *MONTH, "--void", "没有.xlsx", *signed)[0] == 2
    assert ran("register", book, *MONTH, "--void", "月报.xlsx")[0] == 2


@pytest.mark.parametrize(
    ("day", "word"),
    [("2021-04-01", "早于已有的最近一次登记"), ("2021-02-01", "早于报告期"), ("2098-01-01", "晚于本机今天")],
)
def test_a_day_that_cannot_be_is_said(office: Path, day: str, word: str) -> None:
    """A wrong clock re-dates receipts."""
    checked(office)
    assert word in ran("register", office.parent / "登记簿.xlsx", "--month", "2021-03", "--date", day)[1]


def test_the_whole_history_is_exported(office: Path) -> None:
    """Every table with every row; text stays text."""
    checked(office)
    path = office.parent / "历史.xlsx"
    ran("register", office.parent / "登记簿.xlsx", *MONTH, "--export", path)
    book = openpyxl.load_workbook(path)

    assert book.sheetnames == ["runs", "files", "findings", "explanations", "events", "closings"]
    with register.open(office.parent / "登记簿.xlsx", create=False) as store:
        for name in book.sheetnames:
            assert book[name].max_row - 1 == store.rows(f"SELECT count(*) AS n FROM {name}")[0]["n"]
