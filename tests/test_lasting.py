"""Months in a row: findings counted, corrections of the past told where something rests on them, a year closed."""

from __future__ import annotations

import datetime
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from recon import register
from recon.register import history, ledger, owed
from recon.register.month import Month, gather
from recon.register.store import Store, beside, connect
from recon.register.values import Entry, Problem
from tests import months
from tests.commands import run as command
from tests.forms import save
from tests.test_returns import office

DAY = datetime.date.fromisoformat
PROBLEM = Problem("OVER01", "核实性", ("项目月报表!X8",), "超过总投资", False, "OVER01|项目月报表|甲|开工以来累计完成")
#: The reports that the office of :func:`tests.test_returns.office` is owed.
SUBJECTS = (("路网", "长春市"), ("水网", "长春市"), ("路网", "吉林市"))


def entry(month: str, sha: str, subject: tuple[str, str] = SUBJECTS[0], **changes: object) -> Entry:
    """A report as recorded."""
    made = Entry(f"{month}/{'_'.join(subject)}.xlsx", sha, "monthly", "pass", *subject, month, "单位", f"{month}-28")
    return replace(made, **changes)  # type: ignore[arg-type]


def record(store: Store, month: str, day: str, *entries: Entry) -> None:
    """A run."""
    run = store.run(month, DAY(day), day + "".join(e.sha256 for e in entries))
    for one in entries:
        run.record(one)
    run.close()


def found(home: Path, month: str, day: str) -> Month:
    """The month as of a day."""
    with register.open(home / "登记簿.xlsx") as store:
        return gather(owed.read(home / "登记簿.xlsx"), store, month, DAY(day))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An office with a register."""
    office(tmp_path / "登记簿.xlsx")
    return tmp_path


def test_a_finding_is_counted_while_it_is_there_month_after_month(home: Path) -> None:
    """Three months in a row; a month without it, and it begins anew."""
    verify: dict[str, Any] = {"verdict": "review", "problems": (PROBLEM,)}
    with register.open(home / "登记簿.xlsx") as store:
        for n in (1, 2, 3, 5):
            record(store, f"2021-0{n}", f"2021-0{n + 1}-05", entry(f"2021-0{n}", str(n), **verify))
        record(store, "2021-04", "2021-05-05", entry("2021-04", "4"))

    key = (SUBJECTS[0], PROBLEM.about)
    assert [found(home, f"2021-0{n}", "2021-07-01").ages.get(key) for n in (1, 2, 3, 4, 5)] == [
        1,
        2,
        3,
        None,
        1,
    ]


def test_what_rests_on_a_corrected_month_is_told_until_it_is_checked_again(home: Path) -> None:
    """March was checked against February's first version; then February is corrected."""
    with register.open(home / "登记簿.xlsx") as store:
        record(store, "2021-02", "2021-03-05", entry("2021-02", "旧"))
        record(store, "2021-03", "2021-04-05", entry("2021-03", "三", rests_on="旧"))
        assert found(home, "2021-03", "2021-04-05").resting == ()
        record(store, "2021-02", "2021-04-10", entry("2021-02", "新", stated="2021-04-09"))
    (one,) = found(home, "2021-03", "2021-04-11").resting

    assert (one.version.subject, one.month, one.before, one.after) == (SUBJECTS[0], "2021-02", 1, 2)
    done = command("register", "登记簿.xlsx", "--month", "2021-03", "--date", "2021-04-11", cwd=home)
    assert "须重核：路网·长春市" in done.stdout.decode()
    assert found(home, "2021-03", "2021-04-09").resting == ()  # as of a day before the correction
    with register.open(home / "登记簿.xlsx") as store:
        record(store, "2021-03", "2021-04-12", entry("2021-03", "三", rests_on="新"))
    assert found(home, "2021-03", "2021-04-12").resting == ()


def test_late_is_who_was_received_late_whenever_the_office_ran(home: Path) -> None:
    """Days told for each file: one in time, one twelve days late, though both are recorded on one day."""
    with register.open(home / "登记簿.xlsx") as store:
        told = {SUBJECTS[0]: "2021-04-07", SUBJECTS[1]: "2021-04-20"}
        entries = [entry("2021-03", f"{n}", s, received=day) for n, (s, day) in enumerate(told.items())]
        record(store, "2021-03", "2021-04-25", *entries)

    rows = {row.owed.subject: (row.state, row.days) for row in found(home, "2021-03", "2021-04-26").rows}
    assert (rows[SUBJECTS[0]], rows[SUBJECTS[1]]) == (("received", 0), ("late", 12))


def test_a_copy_of_last_months_report_is_no_correction(home: Path) -> None:
    """Other bytes that say the same change nothing."""
    with register.open(home / "登记簿.xlsx") as store:
        record(store, "2021-02", "2021-03-05", entry("2021-02", "甲", content="同"))
        record(store, "2021-03", "2021-04-05", entry("2021-03", "三", rests_on="甲"))
        record(store, "2021-02", "2021-04-10", entry("2021-02", "乙", content="同"))

    assert found(home, "2021-03", "2021-04-11").resting == ()


def whole_year(home: Path, *, gap: bool) -> None:
    """Twelve months of all reports; with a gap one of them has a finding left."""
    with register.open(home / "登记簿.xlsx") as store:
        for n in range(1, 13):
            month, after = f"2021-{n:02d}", f"{2021 + n // 12}-{n % 12 + 1:02d}"
            left = {"problems": (PROBLEM,), "verdict": "review"} if gap and n == 7 else {}
            record(
                store,
                month,
                f"{after}-04",
                *(
                    entry(month, f"{month}{k}", subject, **(left if k == 0 else {}))
                    for k, subject in enumerate(SUBJECTS)
                ),
            )


def test_a_year_is_closed_when_nothing_is_open(home: Path) -> None:
    """Refused with a finding left; closed once; what the year's workbook says can be read back."""
    whole_year(home, gap=True)
    year = ("register", "登记簿.xlsx", "--year", "2021", "--date", "2022-01-20")
    refused = command(*year, "--close", cwd=home)
    assert (refused.returncode, "不能结账：未报 0 份，未决问题 1 条" in refused.stderr.decode()) == (1, True)
    with register.open(home / "登记簿.xlsx") as store:
        record(store, "2021-07", "2022-01-19", entry("2021-07", "改", stated="2021-08-20"))
    done = command(*year, "--close", cwd=home)
    assert done.returncode == 0, done.stderr.decode()
    assert command(*year, "--close", cwd=home).returncode == 0

    book = openpyxl.load_workbook(home / "登记簿_2021.xlsx")
    rows = list(book["全年"].iter_rows(min_row=5, values_only=True))
    assert [row[:2] for row in rows] == list(SUBJECTS)
    assert rows[0][3:15] == (
        "1版",
        "1版",
        "1版",
        "1版",
        "1版",
        "1版",
        "2版",
        "1版",
        "1版",
        "1版",
        "1版",
        "1版",
    )
    assert rows[0][15:] == (12, 12, 0, 0, 1, 0, 0)
    assert "已于 2022-01-20 结账" in str(book["全年"]["A2"].value)
    days = [str(row[1]) for row in book["单位往来"].iter_rows(min_row=2, values_only=True) if row[3:5] == SUBJECTS[0]]
    assert days == sorted(days)
    assert len(days) == 13

    with register.open(home / "登记簿.xlsx") as store:
        record(store, "2021-05", "2022-02-01", entry("2021-05", "补", stated="2022-01-31"))
    command("register", "登记簿.xlsx", "--year", "2021", "--date", "2022-02-02", cwd=home)
    sheet = openpyxl.load_workbook(home / "登记簿_2021.xlsx")["全年"]
    late = [cell.coordinate for row in sheet.iter_rows() for cell in row if "结账后更正" in str(cell.value)]
    assert late == ["H5"]


def test_a_year_or_a_month_is_asked_for(home: Path) -> None:
    """Neither, or options of the other one, is wrong usage."""
    for asked in (
        (),
        ("--close", "--month", "2021-03"),
        ("--year", "2021", "--month", "2021-03"),
        ("--year", "21"),
    ):
        assert command("register", "登记簿.xlsx", "--date", "2022-01-20", *asked, cwd=home).returncode == 2, asked


def test_a_history_of_the_first_version_is_read_and_goes_on(home: Path) -> None:
    """Its rows are all there, and new ones can be kept."""
    path = beside(home / "登记簿.xlsx")
    with sqlite3.connect(path) as db:
        for statement in ledger._TABLES:
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {ledger.APPLICATION}")
        db.execute("PRAGMA user_version = 1")
        db.execute("INSERT INTO runs VALUES (1, '2021-03', '2021-04-08', 'd')")
        db.execute(
            "INSERT INTO files VALUES (1, 1, 'a.xlsx', '1', 'monthly', 'pass', '路网', '长春市', '2021-03', '甲', '2021-04-07', '', '{}')"
        )
        db.execute("INSERT INTO findings VALUES (1, 1, 'NEW01', '提示性', '[]', '新项目', 0)")
    with connect(path) as store:
        (version,) = history.versions(store, "2021-03")
        assert (version.file.sha256, [p.code for p in history.findings(store, version.file)]) == (
            "1",
            ["NEW01"],
        )
        record(store, "2021-03", "2021-04-12", entry("2021-03", "2", content="新", stated="2021-04-10"))
        assert [v.current for v in history.versions(store, "2021-03")] == [False, True]
    with connect(path) as store:
        assert len(history.versions(store, "2021-03")) == 2


def sent(home: Path, month: str, name: str, day: str, less: float = 0.0) -> None:
    """The report of one unit of a month around a year's end; ``less``: what its first project has done less in it."""
    past = {"2020-12": 0.0, "2021-01": 10.25}[month]
    year = {"2020-12": 123.0, "2021-01": 10.25}[month]
    rows = months.projects("路网", "长春市", 3)
    for n, row in enumerate(rows):
        start, off = 300.0 + 10 * n, 0.0 if n else less
        row |= {
            "上月末累计完成": round(start + past - 10.25, 2),
            "本月完成": round(10.25 - off, 2),
            "本年累计完成": round(year - off, 2),
            "开工以来累计完成": round(start + past - off, 2),
        }
    made = months.form("路网", "长春市", rows, 报告期=month, 报出日期=day)
    save(made.book(), home / month / name)


def test_a_correction_after_the_year_was_closed_opens_what_rests_on_it(tmp_path: Path) -> None:
    """By commands alone: December, January, the year closed, December corrected, January checked again."""

    def recon(*arguments: str, code: int = 0) -> str:
        done = command(*arguments, cwd=tmp_path)
        assert done.returncode == code, done.stderr.decode() + done.stdout.decode()
        return done.stdout.decode() + done.stderr.decode()

    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "应报单位"
    page.append(["网别", "地区", "填报单位", "联系人", "电话", "起报月", "止报月"])
    page.append(["路网", "长春市", "长春市人民政府", "", "", "2020-12", ""])
    book.save(tmp_path / "登记簿.xlsx")
    for month in ("2020-12", "2021-01"):
        (tmp_path / month).mkdir()
        sent(tmp_path, month, "甲.xlsx", {"2020-12": "2021-01-04", "2021-01": "2021-02-02"}[month])
    december = ("validate", "2020-12", "--register", "登记簿.xlsx", "--date")
    january = ("validate", "2021-01", "--previous", "2020-12", "--register", "登记簿.xlsx", "--date")
    recon(*december, "2021-01-05")
    recon(*january, "2021-02-03")
    assert "已结账" in recon("register", "登记簿.xlsx", "--year", "2020", "--close", "--date", "2021-02-04")
    assert "须重核 0 份" in recon("register", "登记簿.xlsx", "--year", "2021", "--date", "2021-02-04")

    sent(tmp_path, "2020-12", "甲(2).xlsx", "2021-02-08", less=2.0)
    recon(*december, "2021-02-09")
    assert "须重核" in recon("register", "登记簿.xlsx", "--month", "2021-01", "--date", "2021-02-09")
    assert "须重核 1 份" in recon("register", "登记簿.xlsx", "--year", "2021", "--date", "2021-02-09")
    recon("register", "登记簿.xlsx", "--year", "2020", "--date", "2021-02-09")
    shown = openpyxl.load_workbook(tmp_path / "登记簿_2020.xlsx")
    assert any("结账后更正" in str(cell.value) for sheet in shown for row in sheet for cell in row)
    assert "PREV01" in recon(*january, "2021-02-10", code=1)
    assert "须重核 0 份" in recon("register", "登记簿.xlsx", "--year", "2021", "--date", "2021-02-10")
    told = recon("template", "--all", "--month", "2021-02", "--previous", "2021-01", "--register", "登记簿.xlsx")
    assert "1 张表沿用的上月月报不通过" in told
