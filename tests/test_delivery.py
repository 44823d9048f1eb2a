"""Results reach their places one by one: what goes wrong with one of them, with the register or with a stream costs only that."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from recon import scratch, text
from recon.current import shortened
from recon.outputs import Outputs
from tests.commands import run as here
from tests.forms import Form, save

ROOT = Path(__file__).parent.parent
REGIONS = ("四平市", "辽源市", "白山市")


def submitted(folder: Path, *names: str) -> Path:
    """A folder of reports of different regions, each with one error, under these names."""
    folder.mkdir(parents=True)
    for name, region in zip(names, REGIONS, strict=False):
        made = Form().spoil(2, 到位资金=999)
        made.cover["地区"] = region
        for row in made.projects:
            row["地区"] = region
        save(made.book(), folder / name)
    return folder


def recon(*arguments: object, cwd: Path, **streams: object) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "recon", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    streams = streams or {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.run(command, cwd=cwd, env=env, check=False, **streams)  # type: ignore[call-overload, no-any-return]


def results(folder: Path) -> set[str]:
    """The names of what lies in the folder of results."""
    return {path.name for path in folder.with_name(f"{folder.name}_审核").iterdir()}


BOTH = {"好_差异.xlsx", "好_标注.xlsx"}


def test_names_of_any_bytes_and_lengths(tmp_path: Path) -> None:
    """Bytes of GBK, and 83 characters: read, checked, and their results placed under a name that can be."""
    raw = os.fsdecode("月报".encode("gbk")) + ".xlsx"
    long = "长" * 82 + "a.xlsx"
    folder = submitted(tmp_path / "三月", raw, long, "好.xlsx")
    done = recon("validate", folder, cwd=tmp_path)

    assert done.returncode == 1, done.stderr.decode()
    found = results(folder)
    assert found >= BOTH
    assert sum(name.endswith("_差异.xlsx") for name in found) == 3
    assert sum(name.endswith("_标注.xlsx") for name in found) == 3
    again = recon("validate", folder, cwd=tmp_path)
    assert (again.returncode, results(folder)) == (1, found), again.stderr.decode()
    assert "月报.xlsx" in done.stdout.decode()


def test_a_folder_where_a_result_should_be(tmp_path: Path) -> None:
    """It is left alone, and the result is placed beside it."""
    folder = submitted(tmp_path / "三月", "甲.xlsx", "好.xlsx")
    taken = tmp_path / "三月_审核" / "甲_差异.xlsx"
    taken.mkdir(parents=True)
    done = here("validate", folder, cwd=tmp_path)

    assert done.returncode == 1, done.stderr.decode()
    assert results(folder) >= BOTH | {"甲_差异.xlsx", "甲_差异(2).xlsx"}
    assert not [*taken.iterdir()]


def test_an_output_that_cannot_be_placed_costs_only_itself(tmp_path: Path) -> None:
    """An immovable name: the others are placed, it is named, the exit code is 3."""
    made = tmp_path / "made.xlsx"
    made.write_bytes(b"x")
    (tmp_path / "a.xlsx").mkdir()
    assert Outputs().settle(made, tmp_path / "a.xlsx", lambda _: True).name == "a(2).xlsx"
    assert len(os.fsencode(f"{shortened('长' * 85)}_标注(12).xlsx")) <= 255
    assert shortened("长" * 84) != shortened("长" * 85)


def _corrupt(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + bytes(5000))


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE t (a)")
    db.close()


@pytest.mark.parametrize("damage", [_corrupt, _foreign, Path.mkdir])
def test_a_register_that_cannot_be_used_stops_no_result(tmp_path: Path, damage: object) -> None:
    """It is said, the exit code is 3, and everything else is delivered."""
    folder = submitted(tmp_path / "三月", "好.xlsx", "甲.xlsx")
    register = tmp_path / "登记簿.xlsx"
    assert here("template", "--kind", "register", "-o", register, cwd=tmp_path).returncode == 0
    damage(register.with_suffix(".sqlite"))  # type: ignore[operator]
    done = here("validate", folder, "--register", register, cwd=tmp_path)

    assert done.returncode == 3
    assert results(folder) >= BOTH | {"甲_差异.xlsx", "甲_标注.xlsx"}
    assert "STORE0" in done.stderr.decode()
    assert "内部错误" not in done.stderr.decode()


def test_a_locked_register_stops_no_result(tmp_path: Path) -> None:
    """Another program holds it for longer than anybody waits."""
    folder = submitted(tmp_path / "三月", "好.xlsx")
    register = tmp_path / "登记簿.xlsx"
    here("template", "--kind", "register", "-o", register, cwd=tmp_path)
    here("validate", folder, "--register", register, cwd=tmp_path)
    db = sqlite3.connect(register.with_suffix(".sqlite"), isolation_level=None)
    db.execute("BEGIN EXCLUSIVE")
    done = recon("validate", folder, "--register", register, cwd=tmp_path)
    db.close()

    assert done.returncode == 3
    assert "STORE02" in done.stderr.decode()
    assert results(folder) >= BOTH


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
@pytest.mark.parametrize("how", ["full", "closed"])
def test_a_stream_that_takes_nothing_stops_no_result(tmp_path: Path, stream: str, how: str) -> None:
    """The workbooks are placed; what can still be said is a sentence, and never an internal error."""
    folder = submitted(tmp_path / "三月", "好.xlsx")
    number = {"stdout": 1, "stderr": 2}[stream]
    redirect = f"{number}>/dev/full" if how == "full" else f"{number}>&-"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = f'"{sys.executable}" -m recon validate "{folder}" {redirect}'
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=env, capture_output=True, check=False)
    said = done.stdout.decode() + done.stderr.decode()

    assert done.returncode in ((1, 3) if stream == "stdout" else (1,)), said
    assert results(folder) >= BOTH
    assert "内部错误" not in said
    assert "写不了 ." not in said
    assert "Traceback" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("after", [0.3, 1.0])
def test_interrupted_is_not_the_exit_code_of_findings(tmp_path: Path, after: float) -> None:
    """Ctrl-C at any moment: 130, or the command was done already; no traceback from the command itself."""
    folder = submitted(tmp_path / "三月", "好.xlsx", "甲.xlsx")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = subprocess.Popen(
        [sys.executable, "-m", "recon", "validate", str(folder)],
        cwd=tmp_path,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    started.send_signal(signal.SIGINT)
    code = started.wait(60)

    assert code in (130, -signal.SIGINT) or (code == 1 and results(folder) >= BOTH)


# --- what leaves to a terminal


def test_nothing_in_a_file_steers_the_terminal(tmp_path: Path) -> None:
    """Escapes, bells, direction marks and what shows nothing are told by their code points."""
    folder = submitted(tmp_path / "三月", "好\x1b[31m\u202e.xlsx")
    path = next(folder.iterdir())
    book = openpyxl.load_workbook(path)
    book["项目月报表"].title = "表\u200b一"
    book.save(path)
    done = recon("validate", path, cwd=tmp_path)
    said = done.stdout.decode() + done.stderr.decode()

    assert not {c for c in said if c in "\x1b\x07\x00\u202e\u200b"}
    assert {"‹U+001B›", "‹U+202E›", "‹U+200B›"} <= {said[i : i + 8] for i in range(len(said))}


@pytest.mark.parametrize(
    "char",
    [
        "\x00",
        "\x07",
        "\x08",
        "\r",
        "\x1b",
        "\x9b",
        "\u061c",
        "\u200b",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\ud800",
        "\U000e0041",
    ],
)
def test_each_of_them_is_named(char: str) -> None:
    """And what a reader needs stays as it is."""
    assert text.terminal(f"甲{char}乙") == f"甲‹U+{ord(char):04X}›乙"
    assert text.terminal("甲\t乙\nα𠮷é") == "甲\t乙\nα𠮷é"


def test_bytes_of_names_are_read_as_what_they_are() -> None:
    """A name in GBK beside words and names in UTF-8."""
    name = os.fsdecode("月报表一二三".encode("gbk"))
    assert text.terminal(f"目录/{name}.xlsx 与 好、{name}") == "目录/月报表一二三.xlsx 与 好、月报表一二三"


# --- what killed runs leave


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no SIGKILL here")
def test_what_a_killed_run_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    """Folders of a process that is gone, in the system's folder and beside results; those of a running one stay."""
    code = "import sys, time\nfrom pathlib import Path\nfrom recon import scratch\nwith scratch.folder(Path(sys.argv[1]), hidden=True) as f:\n    (f / 'a').write_text('x'); print(f, flush=True); time.sleep(60)"
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for _ in range(2)
    ]
    left, running = (Path(one.stdout.readline().decode().strip()) for one in started)  # type: ignore[union-attr]
    (tmp_path / ".recon-0badcafe-1-x").mkdir()
    started[0].kill()
    started[0].wait()
    with scratch.folder(tmp_path, hidden=True):
        assert not left.exists()
        assert running.exists()
    started[1].kill()
    started[1].wait()

    assert scratch.clear(tmp_path) == [running]
    assert [path.name for path in tmp_path.iterdir()] == [".recon-0badcafe-1-x"]
