"""A month's run broken off at any moment, or twice at once, and then run once more."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import soak
from tests.commands import ROOT
from tests.commands import run as command
from tests.forms import Form, save
from tests.recording import statements
from tests.test_present import form, state
from tests.test_returns import office

RUN = [
    sys.executable,
    str(ROOT / "cli.py"),
    "validate",
    "2021-03",
    "--register",
    "登记簿.xlsx",
    "--date",
    "2021-04-12",
]
#: Moments at which the run is killed, without ``make soak``.
MOMENTS = int(os.environ.get("RECON_MOMENTS", "40"))
ENV = {**os.environ, "PYTHONPATH": str(ROOT)}


def start(home: Path, **more: object) -> subprocess.Popen[bytes]:
    """The command in a process of its own."""
    return subprocess.Popen(RUN, cwd=home, env=ENV, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **more)  # type: ignore[call-overload, no-any-return]


def once(home: Path) -> None:
    """To its end, in this process."""
    done = command(*RUN[2:], cwd=home)
    assert done.returncode in (0, 1), done.stderr.decode()


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office after its first run; since then one report was corrected, one superseded, one sound."""
    home = tmp_path_factory.mktemp("office")
    office(home / "登记簿.xlsx")
    (home / "2021-03").mkdir()
    for n, name in enumerate(("甲", "乙", "丙")):
        made = form("2021-04-07", 开工以来累计完成=999.0)
        made.cover["地区"] = ("长春市", "吉林市", "四平市")[n]
        for row in made.projects:
            row["地区"] = made.cover["地区"]
        save(made.add_up().book(), home / "2021-03" / f"{name}.xlsx")
    assert command(*RUN[2:-1], "2021-04-08", cwd=home).returncode == 1
    good = Form()
    good.cover["报出日期"] = "2021-04-11"
    save(good.book(), home / "2021-03" / "甲.xlsx")
    again = form("2021-04-11")
    again.cover["地区"] = "吉林市"
    for row in again.projects:
        row["地区"] = "吉林市"
    save(again.add_up().book(), home / "2021-03" / "乙(2).xlsx")
    return home


@pytest.fixture(scope="module")
def whole(before: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], list[str], float]:
    """Results and history of a run undisturbed, and how long it takes."""
    home = tmp_path_factory.mktemp("whole") / "o"
    shutil.copytree(before, home)
    begin = time.perf_counter()
    child = start(home)
    _, said = child.communicate()
    assert child.returncode in (0, 1), said.decode()
    return state(home), statements(home / "登记簿.xlsx"), time.perf_counter() - begin


@pytest.mark.soak
def test_killed_at_any_moment_and_run_again(
    before: Path, whole: tuple[dict[str, str], list[str], float], tmp_path: Path
) -> None:
    """kill -9 while files are checked, recorded, moved to 历史, delivered: run again, nothing is lost or doubled."""
    chance = random.Random(18)
    results, history, length = whole
    for number in range(soak.times(MOMENTS, 40)):
        home = tmp_path / str(number)
        shutil.copytree(before, home)
        child = start(home)
        time.sleep(chance.random() * length)
        child.kill()
        child.communicate()
        once(home)

        assert state(home) == results, number
        assert statements(home / "登记簿.xlsx") == history, number
        shutil.rmtree(home)


def test_two_runs_at_once_lose_and_double_nothing(
    before: Path, whole: tuple[dict[str, str], list[str], float], tmp_path: Path
) -> None:
    """Whichever wins, none ends in a fault of ours, and one more run leaves what a single one leaves."""
    results, history, _ = whole
    home = tmp_path / "o"
    shutil.copytree(before, home)
    children = [start(home), start(home)]
    ends = [(child.communicate()[1].decode(), child.returncode) for child in children]

    assert all(code in (0, 1, 3) for _, code in ends), ends
    once(home)
    assert state(home) == results
    assert statements(home / "登记簿.xlsx") == history


#: A command in a mount namespace of its own: what it mounts is gone with it and seen by nobody else.
APART = ["unshare", "--mount", "--propagation", "private", "sh", "-c"]


def _mounts() -> bool:
    """Whether this computer lets a test mount a file system for itself."""
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run([*APART, "mount -t tmpfs none /mnt"], capture_output=True, check=False)
    return tried.returncode == 0


mounting = pytest.mark.skipif(not _mounts(), reason="no file system can be mounted here")


def _apart(home: Path, *steps: str) -> subprocess.CompletedProcess[bytes]:
    """The run after some steps of a shell, and a copy of the office back from where it ran; "$1" is the office."""
    script = " && ".join(steps)
    return subprocess.run([*APART, script, "sh", str(home), *RUN], cwd=home, env=ENV, capture_output=True, check=False)


def _said(done: subprocess.CompletedProcess[bytes]) -> None:
    """A sentence, exit code 3, and no fault of ours."""
    said = done.stderr.decode() + done.stdout.decode()
    assert done.returncode == 3, said
    assert "Traceback" not in said
    assert "内部错误" not in said
    assert len(done.stderr.decode().strip()) > 0


@mounting
@pytest.mark.parametrize("size", [0, 20])
def test_a_full_disk_loses_nothing(
    before: Path, whole: tuple[dict[str, str], list[str], float], tmp_path: Path, size: int
) -> None:
    """Some kilobytes left for register and results: what cannot be written is said, and a later run does the rest."""
    results, history, _ = whole
    home = tmp_path / "o"
    shutil.copytree(before, home)
    used = sum(p.stat().st_size // 4096 * 4 + 8 for p in home.rglob("*"))
    done = _apart(
        home,
        f'mkdir ../disk && mount -t tmpfs -o size={used + size}k none ../disk && cp -a "$1"/. ../disk && cd ../disk',
        'home="$1"; shift; "$@"; code=$?; rm -rf "$home" && cp -a ../disk "$home"; exit $code',
    )
    _said(done)
    once(home)

    assert state(home) == results
    assert statements(home / "登记簿.xlsx") == history


@mounting
@pytest.mark.parametrize("what", [".", "登记簿.sqlite"])
def test_what_may_only_be_read_is_said(
    before: Path, whole: tuple[dict[str, str], list[str], float], tmp_path: Path, what: str
) -> None:
    """A folder, or the register alone: nothing is changed there, and a run that may write does all."""
    results, history, _ = whole
    home = tmp_path / "o"
    shutil.copytree(before, home)
    done = _apart(
        home, f'mount --bind "{what}" "{what}" && mount -o remount,ro,bind "{what}" && cd "$1"', 'shift; "$@"'
    )
    _said(done)
    if what != ".":
        assert {name for name in state(home) if name.endswith("_差异.xlsx")} == {
            name for name in results if name.endswith("_差异.xlsx")
        }
    once(home)

    assert state(home) == results
    assert statements(home / "登记簿.xlsx") == history
