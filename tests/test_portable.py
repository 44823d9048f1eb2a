"""The folder that runs without installing: its icon, its script, one line for each file, and the marked copy opened."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.commands import ROOT
from tests.test_page import table
from tools.portable import __main__ as portable

SCRIPTS = ROOT / "tools/portable"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script of Unix")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a blank in its name, whose Python is the one that runs this."""
    home = tmp_path / "U 盘"
    (home / "python/bin").mkdir(parents=True)
    (home / "python/bin/python3").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', "utf-8")
    (home / "python/bin/python3").chmod(0o755)
    shutil.copy2(SCRIPTS / "recon.sh", home)
    return home


def run(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """The script as an icon starts it, on a desktop whose opener notes what it was asked to open."""
    programs = folder.parent / "bin"
    programs.mkdir(exist_ok=True)
    (programs / "xdg-open").write_text(f'#!/bin/sh\necho "$1" >> "{folder.parent}/opened"\n', "utf-8")
    (programs / "xdg-open").chmod(0o755)
    environment = {
        "HOME": str(folder.parent),
        "PATH": f"{programs}:/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "LANG": "C.UTF-8",
        "DISPLAY": os.environ.get("DISPLAY", ""),
    }
    return subprocess.run(
        [str(folder / "recon.sh"), *map(str, arguments)],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_a_file_dropped_onto_the_icon_is_told_in_a_line_and_its_marked_copy_opened(folder: Path) -> None:
    """The copy lies beside the file; the exit code is that of the check."""
    there = folder.parent / "原 件"
    there.mkdir()
    path = table(there / "预算 表.xlsx", "合计")
    done = run(folder, path)
    marked = there / "预算 表_标注.xlsx"
    first = done.stdout.splitlines()[0]

    assert (done.returncode, marked.is_file()) == (1, True)
    assert first.startswith("预算 表.xlsx")
    assert "不通过" in first
    assert f"{marked}\n" == (folder.parent / "opened").read_text("utf-8")


def test_the_icon_names_the_script_wherever_the_folder_is(folder: Path) -> None:
    """One for the menu and one for the desktop, each with the very path."""
    run(folder, "--install")
    icons = sorted(folder.parent.rglob("recon.desktop"))

    assert len(icons) == 2
    assert all(f'Exec="{folder}/recon.sh" %F' in icon.read_text("utf-8") for icon in icons)
    assert all(os.access(icon, os.X_OK) for icon in icons)


def test_the_script_for_windows_is_written_as_windows_reads_it() -> None:
    """Line ends of DOS, letters that every code page has, every argument handed on; it has not been run here.

    The embeddable Python heeds no variable of the environment (its ._pth isolates it), so that UTF-8 is an option.
    """
    data = (SCRIPTS / "recon.bat").read_bytes()

    assert data.count(b"\n") == data.count(b"\r\n")
    assert data.isascii()
    assert b"validate %* --format line --open" in data
    assert data.count(b"-X utf8 -m recon") == data.count(b"python.exe")
    assert b"PYTHON" not in data


def test_the_folder_for_windows_finds_its_packages(tmp_path: Path) -> None:
    """python.org's package, here with its list of paths alone, is told where the packages lie, and asks no environment."""
    archive = tmp_path / "python-3.12.10-embed-amd64.zip"
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("python312._pth", "python312.zip\r\n.\r\n\r\n# Uncomment to run site\r\n#import site\r\n")
    target = portable.embedded(archive, tmp_path / "python")
    lines = (tmp_path / "python/python312._pth").read_text("utf-8").split()

    assert target == tmp_path / "python/Lib/site-packages"
    assert lines[:2] + lines[-3:] == ["python312.zip", ".", "Lib\\site-packages", "import", "site"]
