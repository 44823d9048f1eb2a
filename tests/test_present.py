"""A folder of results shows the present: stable names, nothing that a person wrote lost, the past in 历史."""

from __future__ import annotations

import datetime
import hashlib
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.commands import run as command
from tests.forms import Form, save
from tests.sheets import stored

HISTORY = "历史"
WORDS = "按省发改委2021年3月2日调整概算的批复（吉发改审批〔2021〕15号）执行"


def form(stated: str, **changes: object) -> Form:
    """A report whose third project has a code that fails its check digit, which may be explained."""
    made = Form()
    made.cover["报出日期"] = stated
    made.spoil(2, 项目代码="2411-130202-89-01-637016")
    return made.spoil(0, **changes) if changes else made  # type: ignore[arg-type]


def check(folder: Path, day: str = "2021-04-08", *more: object) -> str:
    """A run over the month; what it printed."""
    done = command("validate", "2021-03", "--date", day, *more, cwd=folder)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout.decode() + done.stderr.decode()


def state(folder: Path) -> dict[str, str]:
    """Every result with a digest of its bytes."""
    home = folder / "2021-03_审核"
    return {
        path.relative_to(home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(home.rglob("*"))
        if path.is_file()
    }


def names(folder: Path) -> set[str]:
    """Every result."""
    return set(state(folder))


def write(path: Path, column: str, text: str, row: int = 2) -> None:
    """As a person does: open, type into a row of the list, save."""
    book = openpyxl.load_workbook(path)
    sheet = next(sheet for sheet in book if sheet.title == "问题清单")
    heads = next(r for r in sheet.iter_rows() if any(cell.value == column for cell in r))
    place = next(cell for cell in heads if cell.value == column)
    sheet.cell(place.row + row - 1, place.column, text)
    book.save(path)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A month of two reports, one with a fault and something to explain."""
    (tmp_path / "2021-03").mkdir()
    save(form("2021-04-07", 开工以来累计完成=999.0).book(), tmp_path / "2021-03" / "甲.xlsx")
    other = Form("水网")
    save(other.book(), tmp_path / "2021-03" / "乙.xlsx")
    return tmp_path


ONE = {"甲_差异.xlsx", "甲_标注.xlsx", "汇总_2021-03.xlsx"}


def test_running_twice_changes_nothing(home: Path) -> None:
    """Not a byte, not a name."""
    check(home)
    before = state(home)
    check(home)

    assert state(home) == before
    assert set(before) == ONE


def test_results_of_a_report_that_was_corrected_go_to_history(home: Path) -> None:
    """The same name, now sound but for one explanation: the old results go away with day and version."""
    check(home)
    save(form("2021-04-09").book(), home / "2021-03" / "甲.xlsx")
    check(home, "2021-04-09")
    first = {f"{HISTORY}/2021-04-08_第1版/{name}" for name in ("甲_差异.xlsx", "甲_标注.xlsx")}
    assert names(home) == ONE | first
    sound = Form()
    sound.cover["报出日期"] = "2021-04-10"
    save(sound.book(), home / "2021-03" / "甲.xlsx")
    said = check(home, "2021-04-10")

    second = {f"{HISTORY}/2021-04-09_第2版/{name}" for name in ("甲_差异.xlsx", "甲_标注.xlsx")}
    assert names(home) == {"汇总_2021-03.xlsx"} | first | second
    assert "2 个旧结果已移到" in said


@pytest.mark.parametrize("name", ["甲(2).xlsx", "下级/甲.xlsx", "甲_更正.xlsx", "长春路网.xlsx", "甲_标注.xlsx"])
def test_every_way_of_sending_again_supersedes(home: Path, name: str) -> None:
    """report(2), a subfolder, a renamed copy, a returned marked copy: the later one counts, its results alone are there."""
    check(home)
    again = home / "2021-03" / name
    again.parent.mkdir(exist_ok=True)
    if name == "甲_标注.xlsx":
        shutil.copy(home / "2021-03_审核" / name, again)
        book = openpyxl.load_workbook(again)
        sheet, cell = form("").at(0, "开工以来累计完成").split("!")
        book[sheet][cell] = stored(form("").projects[0]["开工以来累计完成"])
        for total in ("合计", "铁路小计"):
            row = next(r for r in form("").rows if total in (r["序号"], r["项目名称"]))
            at = form("").cell(form("").rows.index(row), "开工以来累计完成").split("!")[1]
            book[sheet][at] = stored(row["开工以来累计完成"])
        book["项目月报表"]["X7"] = book["项目月报表"]["X7"].value
        book.save(again)
    else:
        save(form("2021-04-09").book(), again)
    said = check(home, "2021-04-09")

    assert "取代，不计入" in said
    assert [line for line in said.splitlines() if "ROLL01" in line] == []
    results = {n for n in names(home) if not n.startswith(HISTORY)}
    stem = "甲" if name == "甲_标注.xlsx" else Path(name).stem
    assert results == {f"{stem}_差异.xlsx", f"{stem}_标注.xlsx", "汇总_2021-03.xlsx"}
    before = state(home)
    check(home, "2021-04-09")
    assert state(home) == before


def test_what_a_person_wrote_is_kept_and_carried(home: Path) -> None:
    """An explanation and a reviewer's note stand in the new results; the file they were typed into is kept as it was."""
    check(home)
    path = home / "2021-03_审核" / "甲_差异.xlsx"
    rows = list(openpyxl.load_workbook(path)["问题清单"].iter_rows(values_only=True))
    place = next(n for n, r in enumerate(rows, 1) if r[1] in ("核实", "核实性"))
    write(path, "审核说明", WORDS, place)
    write(path, "复核结论", "属实", place)
    typed = path.read_bytes()
    check(home)

    assert (home / "2021-03_审核" / HISTORY / "2021-04-08_第1版" / path.name).read_bytes() == typed
    now = list(openpyxl.load_workbook(path)["问题清单"].iter_rows(values_only=True))
    heads = list(now[0])
    assert (now[place - 1][heads.index("审核说明")], now[place - 1][heads.index("复核结论")]) == (
        WORDS,
        "属实",
    )
    before = state(home)
    check(home)
    assert state(home) == before
    save(form("2021-04-09").book(), home / "2021-03" / "甲(2).xlsx")
    check(home, "2021-04-09")
    later = openpyxl.load_workbook(home / "2021-03_审核" / "甲(2)_差异.xlsx")["问题清单"]
    assert WORDS in [cell.value for row in later.iter_rows() for cell in row]


def test_results_of_files_this_run_did_not_look_at_stay(home: Path) -> None:
    """A pattern over one file leaves the results of others alone; a foreign file is nobody's result."""
    check(home)
    (home / "2021-03_审核" / "笔记.txt").write_text("别动", encoding="utf-8")
    before = state(home)
    command("validate", "2021-03/乙*.xlsx", "--date", "2021-04-08", cwd=home)

    assert state(home) == before


def test_a_stale_marked_copy_is_no_submission(home: Path) -> None:
    """A marked copy that nobody saved stays beside a file corrected since: it is ours, not a version."""
    check(home)
    shutil.copy(home / "2021-03_审核" / "甲_标注.xlsx", home / "2021-03" / "甲_标注.xlsx")
    save(form("2021-04-07").book(), home / "2021-03" / "甲.xlsx")
    said = check(home)

    assert [line for line in said.splitlines() if "ROLL01" in line] == []


def test_received_days_decide_where_dates_do_not(home: Path) -> None:
    """A table beside the files tells when each came; a line that fits nothing is said."""
    save(form("2021-04-07").book(), home / "2021-03" / "重送.xlsx")
    table = home / "2021-03" / "received.csv"
    table.write_text(
        "文件,收到日期\n甲.xlsx,2021-04-07\n重送.xlsx,2021年4月9日\n丙.xlsx,2021-04-09\n", encoding="utf-8"
    )
    said = check(home)

    assert "甲.xlsx 已被 重送.xlsx 取代" in said
    assert "第 4 行未采用" in said
    assert datetime.date(2021, 4, 9).isoformat() not in names(home)
