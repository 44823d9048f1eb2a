"""What goes back to reporters: one folder a unit, a letter as text and as mail, the list, and the history of it."""

from __future__ import annotations

import email
import email.policy
import hashlib
import shutil
from pathlib import Path

import openpyxl
import pytest

from examples.lists import REGIONS
from recon import register
from recon.register import events
from recon.reports import letters
from tests.commands import run as command
from tests.forms import Form, save
from tests.test_present import form

OWED = ("网别", "地区", "填报单位", "联系人", "电话", "邮箱")
CITY, OTHER = list(REGIONS)[:2]


def office(path: Path) -> None:
    """Two units: one owes two reports and has a contact, the other owes one."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "应报单位"
    for row in (
        OWED,
        ("路网", CITY, "长春/市人民政府", "赵\n某", "0431-1", "zhao@example.com； li@example.org"),
        ("水网", CITY, "长春/市人民政府", "赵\n某", "0431-1", "zhao@example.com； li@example.org"),
        ("路网", OTHER, "=吉林市", "", "", ""),
    ):
        page.append(row)
    page["C4"].data_type = "s"  # text, though it begins like a formula
    book.save(path)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The first unit has sent one report with a fault and one to explain; the other unit nothing."""
    office(tmp_path / "登记簿.xlsx")
    (tmp_path / "2021-03").mkdir()
    save(form("2021-04-07", 开工以来累计完成=999.0).book(), tmp_path / "2021-03" / "甲.xlsx")
    save(Form("水网").book(), tmp_path / "2021-03" / "乙.xlsx")
    check(tmp_path)
    return tmp_path


def check(home: Path, day: str = "2021-04-09") -> None:
    """The month, recorded."""
    done = command("validate", "2021-03", "--register", "登记簿.xlsx", "--date", day, cwd=home)
    assert done.returncode in (0, 1), done.stderr.decode()


def send(home: Path, day: str = "2021-04-09", *more: object) -> str:
    """A round of returns; what was printed."""
    done = command("register", "登记簿.xlsx", "--month", "2021-03", "--date", day, "--return", "退回", *more, cwd=home)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout.decode()


def files(folder: Path) -> dict[str, str]:
    """Every file with a digest."""
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


FIRST = "2021-03_第1次_2021-04-09"


def test_a_unit_gets_one_folder_with_everything(home: Path) -> None:
    """Marked copy, letter and mail; who has sent nothing gets a reminder; the office's list links to both."""
    send(home)
    found = files(home / "退回" / FIRST)

    assert set(found) == {
        "长春_市人民政府/退回函_2021-03_长春_市人民政府.txt",
        "长春_市人民政府/退回函_2021-03_长春_市人民政府.eml",
        "长春_市人民政府/甲_标注.xlsx",
        "=吉林市/退回函_2021-03_=吉林市.txt",
        "=吉林市/退回函_2021-03_=吉林市.eml",
        "退回清单_2021-03_第1次.xlsx",
    }
    made = hashlib.sha256((home / "2021-03_审核" / "甲_标注.xlsx").read_bytes()).hexdigest()
    assert found["长春_市人民政府/甲_标注.xlsx"] == made
    said = (home / "退回" / FIRST / "长春_市人民政府").glob("*.txt").__next__().read_text("utf-8-sig")
    for words in (
        "甲.xlsx（第 1 版",
        "须改正 1 处",
        "须核实 1 处",
        "2021年4月14日（星期三）",
        "审核通过",
        "水网",
        "甲_标注.xlsx",
    ):
        assert words in said, words
    assert "未" not in said.partition("怎样更正")[0].replace("尚未", "")
    missing = (home / "退回" / FIRST / "=吉林市").glob("*.txt").__next__().read_text("utf-8-sig")
    assert "还有 1 份没有收到" in missing
    page = openpyxl.load_workbook(home / "退回" / FIRST / "退回清单_2021-03_第1次.xlsx")["清单"]
    rows = list(page.iter_rows(min_row=4, max_col=12))
    assert [[c.value for c in r][1:10] for r in rows] == [
        ["长春/市人民政府", "赵\n某", "0431-1", "zhao@example.com; li@example.org", 1, 1, 1, 0, "2021-04-14"],
        ["=吉林市", None, None, "登记簿中无邮箱", 0, 0, 0, 1, None],
    ]
    assert [c.data_type for c in rows[1]][1] == "s"
    assert [r[11].hyperlink and r[11].hyperlink.target for r in rows] == ["长春_市人民政府", "=吉林市"]


def test_the_mail_is_a_draft_to_the_contacts_with_the_copy_attached(home: Path) -> None:
    """Addresses from the register, a line break in a name steers nothing, the letter as its text."""
    send(home)
    path = next((home / "退回" / FIRST / "长春_市人民政府").glob("*.eml"))
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)

    assert [a.addr_spec for a in mail["To"].addresses] == ["zhao@example.com", "li@example.org"]
    assert mail["X-Unsent"] == "1"
    assert "2021年4月14日" in mail["Subject"]
    assert [part.get_filename() for part in mail.iter_attachments()] == ["甲_标注.xlsx"]
    body = mail.get_body()
    assert body is not None
    assert "须改正 1 处" in body.get_content()
    other = email.message_from_bytes(next((home / "退回" / FIRST / "=吉林市").glob("*.eml")).read_bytes())
    assert other["To"] is None


def test_the_same_round_again_changes_nothing(home: Path) -> None:
    """Neither files nor history."""
    send(home)
    before = files(home / "退回")
    with register.open(home / "登记簿.xlsx") as store:
        kept = events.events(store, "2021-03")
    send(home)

    assert files(home / "退回") == before
    with register.open(home / "登记簿.xlsx") as store:
        assert events.events(store, "2021-03") == kept
    assert sorted(e.kind for e in kept if e.kind != "result") == ["accepted", "reminded", "returned"]


def test_corrected_reports_are_accepted_and_rounds_are_counted(home: Path) -> None:
    """The marked copy comes back corrected; the next round speaks of what is left, and of how often it went back."""
    send(home)
    save(form("2021-04-12").book(), home / "2021-03" / "甲(2).xlsx")
    check(home, "2021-04-13")
    send(home, "2021-04-13")
    second = home / "退回" / "2021-03_第2次_2021-04-13"
    said = next((second / "长春_市人民政府").glob("*.txt")).read_text("utf-8-sig")

    assert "须改正" not in said
    assert "第 2 版" in said
    assert "第 2 次退回" in said
    good = Form()
    good.cover["报出日期"] = "2021-04-14"
    save(good.book(), home / "2021-03" / "甲(3).xlsx")
    shutil.copy(home / "2021-03" / "甲(3).xlsx", home / "2021-03" / "甲又一份.xlsx")
    check(home, "2021-04-15")
    send(home, "2021-04-15")
    third = home / "退回" / "2021-03_第3次_2021-04-15"
    assert [p.name for p in third.iterdir() if p.is_dir()] == ["=吉林市"]
    page = openpyxl.load_workbook(home / "登记簿_2021-03.xlsx")["往来记录"]
    told = [tuple(c.value for c in r)[:5] for r in page.iter_rows(min_row=2)]
    assert [t for t in told if t[1:3] == ("路网", CITY)] == [
        ("2021-04-15", "路网", CITY, "接受", "3"),
        ("2021-04-13", "路网", CITY, "退回", "2"),
        ("2021-04-09", "路网", CITY, "退回", "1"),
    ]


def test_without_a_marked_copy_the_letter_says_what_to_do_instead(home: Path) -> None:
    """The copy was taken away: the letter goes without it, and the list says how to get it."""
    shutil.rmtree(home / "2021-03_审核")
    send(home)
    said = next((home / "退回" / FIRST / "长春_市人民政府").glob("*.txt")).read_text("utf-8-sig")

    assert "附件" not in said
    assert "请在原报表中按上列位置更正" in said


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a/b:c*", "a_b_c_"), ("CON", "_CON"), ("  ", "_"), ("x" * 300, "x" * 40), ("a.", "a")],
)
def test_a_folder_name_fits_any_system(name: str, expected: str) -> None:
    """No separators, no devices, no trailing dots, of bounded length."""
    assert letters.file_name(name) == expected
