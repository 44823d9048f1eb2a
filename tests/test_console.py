"""The console as it may be: closed, full, without readers, in any encoding; and in one language."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from recon.batch import inputs
from recon.cli import COMMANDS, app
from recon.messages import usage
from tests.commands import ROOT
from tests.forms import Form, save

CLI = [sys.executable, str(ROOT / "cli.py")]
posix = pytest.mark.skipif(sys.platform == "win32", reason="streams are closed by a POSIX shell")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with one finding."""
    form = Form()
    form.projects[0]["开工以来累计完成"] = 999.0
    return save(form.add_up().book(), tmp_path_factory.mktemp("console") / "月报.xlsx")


def shell(line: str, path: Path, folder: Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    """``recon`` in a shell, which may close or redirect its streams."""
    words = line.replace("recon", " ".join(CLI), 1).replace("FILE", str(path))
    return subprocess.run(
        ["bash", "-c", words], cwd=folder, capture_output=True, env={**os.environ, **env}, check=False
    )


@posix
@pytest.mark.parametrize(
    "env", [{"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "gbk"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}]
)
def test_what_programs_read_is_utf8(report: Path, tmp_path: Path, env: dict[str, str]) -> None:
    """JSON on any console, with nothing lost."""
    told = json.loads(shell("recon validate FILE --format json", report, tmp_path, **env).stdout.decode("utf-8"))

    assert "项目月报表" in {f["sheet"] for f in told["files"][0]["findings"]}


@posix
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("recon validate FILE -o out/ >&-", 1),
        ("recon validate FILE -o out/ >&- 2>&-", 1),
        ("recon validate FILE -o out/ >/dev/full", 3),
        ("set -o pipefail; recon validate FILE -o out/ | true", 1),
    ],
)
def test_nothing_is_lost_with_the_console(report: Path, tmp_path: Path, line: str, code: int) -> None:
    """The workbooks are there, no traceback and no internal error; a full disk is said where it can be."""
    if "/dev/full" in line and not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    done = shell(line, report, tmp_path)

    assert (done.returncode, b"Traceback" in done.stderr) == (code, False), done.stderr.decode()
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["月报_差异.xlsx", "月报_标注.xlsx"]
    assert bool(done.stderr) == (code == 3)


def chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_help_is_in_one_language(command: str) -> None:
    """None of click's words in Chinese help; in English help what is Chinese is a name of ours."""
    told, english = (CliRunner().invoke(app, [command, "--help", *more]).output for more in ([], ["--lang", "en"]))

    assert told.startswith("用法：")
    assert not [word for word in ("Usage", "Options", "Show this", "default", " / ", "exit codes") if word in told]
    assert english.startswith("Usage:")
    assert "Options:" in english
    assert not [word for word in ("选项：", "默认", "显示本说明", " / ") if word in english]


@pytest.mark.parametrize(
    "arguments",
    [
        ("nope",),
        ("validate", "--nope"),
        ("validate", "--format", "x"),
        ("validate", "--jobs", "x"),
        ("validate", "--jobs", "0"),
        ("validate", "--date", "1"),
        ("validate", "--annual", "nope"),
        ("register",),
        ("validate", "--jobs"),
        ("explain", "A", "B"),
    ],
)
def test_wrong_usage_is_said_in_one_language(arguments: tuple[str, ...]) -> None:
    """click's errors come from the catalogue; with --lang en they are its own."""
    told = CliRunner().invoke(app, list(arguments))
    english = CliRunner().invoke(app, ["--lang", "en", *arguments])

    assert (told.exit_code, english.exit_code) == (2, 2)
    assert "错误：" in told.stderr
    assert "Error" not in told.stderr
    assert "Error:" in english.stderr
    assert not chinese(english.stderr.partition("Error:")[2].replace("登记簿", ""))


def test_every_sentence_keeps_its_places() -> None:
    """A translation names no word that click does not give."""
    import re

    for english, told in usage.CLICK.items():
        given, used = ({name.partition("!")[0] for name in re.findall(r"\{(.*?)\}", text)} for text in (english, told))
        assert used <= given, english


def test_what_systems_leave_is_no_submission(tmp_path: Path) -> None:
    """Resource forks, archives of macOS, thumbnails: passed over without a word; lock files are named."""
    for name in (
        "月报.xlsx",
        "._月报.xlsx",
        "__MACOSX/._月报.xlsx",
        "__MACOSX/月报.xlsx",
        "Thumbs.db",
        "desktop.ini",
        ".DS_Store",
        "~$月报.xlsx",
        ".~lock.月报.xlsx#",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    found = inputs.expand([tmp_path])

    assert [path.name for path in found.paths] == ["月报.xlsx"]
    assert set(found.skipped) == {"lock"}


def test_findings_nobody_explained_are_no_pass(tmp_path: Path) -> None:
    """核实性 left open: 待核实 in words, review in JSON, and the exit code of a pass."""
    form = Form()
    form.projects[0]["竣工年月"] = "2064-10"
    path = save(form.book(), tmp_path / "月报.xlsx")

    told = CliRunner().invoke(app, ["validate", str(path), "-o", str(tmp_path / "a.xlsx")])
    data = CliRunner().invoke(app, ["validate", str(path), "--format", "json"])

    assert (told.exit_code, data.exit_code) == (0, 0)
    assert "结论：待核实" in told.output
    assert json.loads(data.stdout)["files"][0]["verdict"] == "review"
