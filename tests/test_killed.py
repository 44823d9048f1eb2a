"""A year killed at forty moments, a run killed after its first result, and histories of the time before."""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from tests import soak, year
from tests.commands import ROOT, process
from tests.commands import run as command
from tests.forms import Form, save
from tests.recording import statements
from tests.test_present import form
from tests.year import World

LIST = "登记簿.xlsx"
#: Moments of the year at which a run is killed.
MOMENTS = 40
#: At each run of the year, this share of its steps is done when it is killed; one after the other, all over the run.
SHARES = tuple((n * 7 % 20 + 0.5) / 20 for n in range(20))


def state(home: Path) -> dict[str, bytes]:
    """Every file of an office but the history and what lies beside it, which are compared as statements."""
    return {
        path.relative_to(home).as_posix(): path.read_bytes()
        for path in sorted(home.rglob("*"))
        if path.is_file() and not path.name.startswith("登记簿.sqlite") and path.parent.name != "备份"
    }


def killed(home: Path, arguments: list[str], step: int) -> int:
    """The command killed before a step; 0 for to its end. Its exit code."""
    counted = home.with_name(f"{home.name}.steps")
    asked = [sys.executable, str(ROOT / "tests" / "killed.py"), str(step), str(counted), *arguments]
    return subprocess.run(asked, cwd=home, capture_output=True, check=False).returncode


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
@pytest.mark.soak
def test_a_year_killed_at_forty_moments(tmp_path: Path) -> None:
    """Before each run of a year, the office is copied: killed there and run again, it ends as undisturbed, byte by byte."""
    shares = itertools.cycle(SHARES)
    moments: list[tuple[str, int, int]] = []
    wanted = soak.times(MOMENTS, MOMENTS)

    def watched(home: Path, arguments: list[str]) -> None:
        undisturbed = tmp_path / "undisturbed"
        shutil.copytree(home, undisturbed)
        assert killed(undisturbed, arguments, 0) in (0, 1)
        steps = int((tmp_path / "undisturbed.steps").read_text())
        for _ in range(3 if len(moments) < wanted else 0):
            step = 1 + int(next(shares) * steps)
            again = tmp_path / "again"
            shutil.copytree(home, again)
            assert killed(again, arguments, step) == -signal.SIGKILL
            assert command(*arguments, cwd=again).returncode in (0, 1)

            assert state(again) == state(undisturbed), (arguments, step, steps)
            assert statements(again / LIST) == statements(undisturbed / LIST), (arguments, step, steps)
            moments.append((arguments[1], step, steps))
            shutil.rmtree(again)
        shutil.rmtree(undisturbed)

    world = year.set_up(tmp_path / "office", 6, 3)
    year.live(dataclasses.replace(world, watched=watched), seed=18, most=2)
    print(len(moments), "moments", moments)
    assert len(moments) >= wanted


def reports(home: Path, count: int) -> World:
    """An office with a month of reports, each with a fault."""
    world = year.set_up(home, count, 1)
    for subject in world.subjects:
        made = world.final(subject, "2021-01")
        made.projects[0]["总投资"] = 1.0
        year.put(world, "2021-01", f"{year.stem(subject, '2021-01')}.xlsx", made.add_up())
    return world


RUN = ("validate", "2021-01", "--register", LIST, "--date", "2021-02-03")


def _working_in(folder: Path) -> bool:
    """Whether a process works in a folder, as the workers of a run there do; none where there is no /proc."""
    for place in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            if place.readlink() == folder:
                return True
    return False


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_what_is_done_is_handed_out_while_others_are_checked(tmp_path: Path) -> None:
    """Killed when the first result is there: it is whole and recorded, others are not made yet, no worker is left; once more, all is as if never killed."""
    home = reports(tmp_path / "killed", 12).home
    whole = shutil.copytree(home, tmp_path / "whole")
    child = subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), *RUN, "--jobs", "2"],
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    folder = home / "2021-01_审核"
    while child.poll() is None and len(list(folder.glob("*_差异.xlsx"))) < 2:
        time.sleep(0.002)
    child.kill()
    child.wait()
    made = sorted(folder.glob("*.xlsx"))
    workbooks = [path for path in made if path.stem.endswith("_差异")]

    patience = time.monotonic() + 60
    while _working_in(home) and time.monotonic() < patience:
        time.sleep(0.05)

    assert not _working_in(home)
    assert child.returncode == -signal.SIGKILL
    assert 2 <= len(workbooks) < 12
    for path in made:
        assert openpyxl.load_workbook(path).sheetnames
    with sqlite3.connect(home / "登记簿.sqlite") as db:
        kept = {Path(row[0]).stem for row in db.execute("SELECT path FROM files")}
        assert not db.execute("SELECT * FROM closings").fetchall()
    db.close()
    assert {path.stem.removesuffix("_差异") for path in workbooks} <= kept
    assert len(kept) < 12
    for place in (home, whole):
        assert command(*RUN, cwd=place).returncode == 1
    assert state(home) == state(whole)
    assert statements(home / LIST) == statements(whole / LIST)


def test_versions_and_names_wait_for_each_other(tmp_path: Path) -> None:
    """Two versions of a report, and two reports under one name: results as when all were checked first, in any number of processes."""
    homes = [tmp_path / "one", tmp_path / "two"]
    for home, jobs in zip(homes, ("1", "2"), strict=True):
        world = reports(home, 12)
        first, second = world.subjects[:2]
        late = world.final(first, "2021-01")
        late.projects[1]["总投资"] = 2.0
        late.cover["报出日期"] = "2021-02-02"
        early = world.final(first, "2021-01")
        early.cover["报出日期"] = "2021-02-01"
        year.put(world, "2021-01", f"{year.stem(first, '2021-01')}.xlsx", early)
        year.put(world, "2021-01", "zz晚到.xlsx", late.add_up())
        (home / "2021-01" / "下级").mkdir()
        shutil.move(
            home / "2021-01" / f"{year.stem(second, '2021-01')}.xlsx",
            home / "2021-01" / "下级" / f"{year.stem(world.subjects[2], '2021-01')}.xlsx",
        )
        assert command(*RUN, "--jobs", jobs, cwd=home).returncode == 1
    one, two = ({name: data for name, data in state(home).items() if name.startswith("2021-01_审核")} for home in homes)
    assert sorted(one) == sorted(two)
    assert f"2021-01_审核/{year.stem(first, '2021-01')}_差异.xlsx" not in one
    assert "2021-01_审核/zz晚到_差异.xlsx" in one
    name = year.stem(world.subjects[2], "2021-01")
    assert {f"2021-01_审核/{name}_差异.xlsx", f"2021-01_审核/{name}_差异(2).xlsx"} <= set(one)
    assert said(homes[0]) == said(homes[1])


def said(home: Path) -> list[tuple[str, str, str]]:
    """What the history holds of each file, in its order."""
    with sqlite3.connect(home / "登记簿.sqlite") as db:
        found = db.execute("SELECT path, verdict, network || region FROM files ORDER BY id").fetchall()
    db.close()
    return found


def test_words_written_since_are_a_further_run_of_the_day(tmp_path: Path) -> None:
    """The same run again adds nothing; explained in between, all files of the run are kept once more."""
    office(tmp_path)
    runs = []
    for step in range(5):
        if step == 2:
            explain(tmp_path / "2021-03_审核" / "甲_差异.xlsx", year.WORDS)
        done = command("validate", "2021-03", "--register", LIST, "--date", "2021-04-08", cwd=tmp_path)
        assert done.returncode in (0, 1), done.stderr.decode()
        with sqlite3.connect(tmp_path / "登记簿.sqlite") as db:
            runs.append(db.execute("SELECT (SELECT count(*) FROM runs), (SELECT count(*) FROM files)").fetchone())
            texts = [row[0] for row in db.execute("SELECT text FROM explanations")]
        db.close()
    assert runs == [(1, 2), (1, 2), (2, 4), (2, 4), (2, 4)]
    assert texts == [year.WORDS]


def office(home: Path) -> None:
    """A register, and a month of two reports of which one has something to explain."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "应报单位"
    page.append(["网别", "地区", "填报单位", "联系人", "电话", "邮箱"])
    page.append(["路网", "长春市", "长春市建设局", "", "", ""])
    book.save(home / LIST)
    (home / "2021-03").mkdir()
    save(form("2021-04-07").book(), home / "2021-03" / "甲.xlsx")
    save(Form("水网").book(), home / "2021-03" / "乙.xlsx")


def explain(path: Path, words: str) -> None:
    """Written beside the one finding, as a person does."""
    book = openpyxl.load_workbook(path)
    page = book["问题清单"]
    heads = [cell.value for cell in page[1]]
    row = next(n for n, r in enumerate(page.iter_rows(values_only=True), 1) if "CODE01" in r)
    page.cell(row, heads.index("审核说明") + 1, words)
    book.save(path)


def first_version(path: Path) -> None:
    """Make a history one of version 1, as the first versions of the program left it: fewer columns, no events."""
    with sqlite3.connect(path, isolation_level=None) as db:
        for name in [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]:
            if "events" in name:
                db.execute(f"DROP TRIGGER {name}")
        db.execute("DROP TABLE events")
        for table, columns in (("files", "content received rests_on changed"), ("findings", "about follows")):
            for column in columns.split():
                db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        db.execute("PRAGMA user_version = 1")
    db.close()


def test_a_history_of_the_first_version_loses_nothing(tmp_path: Path) -> None:
    """A run of the present goes on with it: its rows stay, those of the new day come after them."""
    office(tmp_path)
    command("validate", "2021-03", "--register", LIST, "--date", "2021-04-08", cwd=tmp_path)
    first_version(tmp_path / "登记簿.sqlite")
    query = "SELECT id, run, path, sha256, kind, verdict, network, region, month, sender FROM files ORDER BY id"
    with sqlite3.connect(tmp_path / "登记簿.sqlite") as db:
        before = db.execute(query).fetchall()
    db.close()
    done = command("validate", "2021-03", "--register", LIST, "--date", "2021-04-12", cwd=tmp_path)
    assert done.returncode in (0, 1), done.stderr.decode()
    with sqlite3.connect(tmp_path / "登记簿.sqlite") as db:
        after = db.execute(query).fetchall()
        assert db.execute("PRAGMA user_version").fetchone()[0] > 1
    db.close()
    assert (before, len(before)) == (after[:2], 2)
    assert len(after) == 4


@pytest.mark.parametrize("how", ["page", "zeros"])
def test_a_damaged_history_stops_no_result_and_stays(tmp_path: Path, how: str) -> None:
    """A sentence and exit code 3; the results are those of a run without a register; the copy of the day before brings it back."""
    office(tmp_path)
    command("validate", "2021-03", "--register", LIST, "--date", "2021-04-08", cwd=tmp_path)
    before = {name: data for name, data in state(tmp_path).items() if "审核" in name}
    history = tmp_path / "登记簿.sqlite"
    data = bytearray(history.read_bytes())
    if how == "page":
        for start in range(4096, len(data), 4096):
            data[start : start + 64] = os.urandom(64)
    else:
        data[:] = bytes(len(data))
    history.write_bytes(data)
    done = process("validate", "2021-03", "--register", LIST, "--date", "2021-04-08", cwd=tmp_path)
    said = done.stderr.decode()

    assert done.returncode == 3
    assert "STORE0" in said
    assert "Traceback" not in said
    assert history.read_bytes() == data
    assert {name: data for name, data in state(tmp_path).items() if "审核" in name} == before
    shutil.copy(tmp_path / "备份" / "登记簿_2021-04-08.sqlite", history)
    assert command("validate", "2021-03", "--register", LIST, "--date", "2021-04-08", cwd=tmp_path).returncode in (0, 1)
    with sqlite3.connect(history) as db:
        assert db.execute("SELECT (SELECT count(*) FROM runs), (SELECT count(*) FROM files)").fetchone() == (1, 2)
    db.close()
