"""LibreOffice for tests: convert a workbook, or recalculate every formula in it."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import openpyxl
import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
XLSX = "xlsx:Calc MS Excel 2007 XML"
MISSING = "LibreOffice is not installed"
needs_office = pytest.mark.skipif(SOFFICE is None, reason=MISSING)
#: 0: recalculate always. By default LibreOffice shows the cached value of a formula.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""
#: Seconds for a conversion, at the first try and at the second with a LibreOffice started anew: threads of one that has a document open
#: have been seen to wait for each other for ever while they read sheets.
PATIENCE = (120, 600)
#: Runs what is given until standard input ends, then ends it and all that it started, and removes the folder.
UNTIL = """trap : TERM; folder=$1; shift; "$@" >"$folder/said" 2>&1 & cat; kill 0; wait; rm -rf "$folder" """


@cache
def _running(anew: bool) -> tuple[str, subprocess.Popen[bytes]]:
    """The profile of this process's conversions, as an option of soffice, and the LibreOffice that waits in it.

    It has a document open, so that conversions are handed to it: starting takes several times as long as converting.
    It ends with this process, however that ends. Where it cannot wait, a conversion starts one of its own.
    """
    folder = Path(tempfile.mkdtemp(prefix="office-"))
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    if anew:
        (user / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    option = f"-env:UserInstallation={user.parent.as_uri()}"
    openpyxl.Workbook().save(folder / "open.xlsx")
    command = [str(SOFFICE), option, "--headless", "--norestore", str(folder / "open.xlsx")]
    waiting = ["sh", "-c", UNTIL, "sh", str(folder), *command]
    one_by_one = {**os.environ, "MAX_CONCURRENCY": "1"}  # threads of LibreOffice that read sheets
    process = subprocess.Popen(waiting, stdin=subprocess.PIPE, start_new_session=True, env=one_by_one)
    atexit.register(process.communicate)  # so that what it used counts for these tests
    patience = time.monotonic() + 120
    while process.poll() is None and not (folder / ".~lock.open.xlsx#").exists() and time.monotonic() < patience:
        time.sleep(0.05)
    return option, process


def convert(path: Path, folder: Path, to: str) -> Path:
    """Convert ``path`` into ``folder``; ``to`` is an extension or LibreOffice's ``extension:filter``."""
    return converted([path], folder, to)[0]


def converted(paths: Sequence[Path], folder: Path, to: str, *, anew: bool = True) -> list[Path]:
    """Convert several workbooks of different names; ``anew``: with every formula calculated, whatever value it had.

    soffice exits with 0 even when it fails, so the files themselves are looked for. Without it the test is skipped.
    """
    if SOFFICE is None:
        pytest.skip(MISSING)
    out = folder / "converted"
    what = ["--headless", "--convert-to", to, "--outdir", str(out), *map(str, paths)]
    made = [out / path.with_suffix("." + to.partition(":")[0]).name for path in paths]
    for patience in PATIENCE:
        profile, waiting = _running(anew)
        try:
            done = subprocess.run([SOFFICE, profile, *what], capture_output=True, timeout=patience, check=False)
        except subprocess.TimeoutExpired:
            os.killpg(waiting.pid, signal.SIGKILL)
            waiting.wait()
            _running.cache_clear()
            continue
        assert all(path.exists() for path in made), done.stderr
        return made
    raise TimeoutError("LibreOffice does not end")


def recalculated(path: Path, folder: Path) -> Path:
    """The workbook with every formula calculated anew by LibreOffice."""
    return convert(path, folder, XLSX)
