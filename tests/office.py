"""LibreOffice for tests: convert a workbook, or recalculate every formula in it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

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


def convert(path: Path, folder: Path, to: str) -> Path:
    """Convert ``path`` into ``folder``; ``to`` is an extension or LibreOffice's ``extension:filter``."""
    return converted([path], folder, to)[0]


def converted(paths: Sequence[Path], folder: Path, to: str) -> list[Path]:
    """Convert several workbooks of different names at once: LibreOffice takes longer to start than to convert.

    soffice exits with 0 even when it fails, so the files themselves are looked for. Without it the test is skipped.
    """
    if SOFFICE is None:
        pytest.skip(MISSING)
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    out = folder / "converted"
    profile = f"-env:UserInstallation={user.parent.as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", to, "--outdir", str(out), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    made = [out / path.with_suffix("." + to.partition(":")[0]).name for path in paths]
    assert all(path.exists() for path in made), done.stderr
    return made


def recalculated(path: Path, folder: Path) -> Path:
    """The workbook with every formula calculated anew by LibreOffice."""
    return convert(path, folder, XLSX)
