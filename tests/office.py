"""LibreOffice for tests: convert a workbook, or recalculate every formula in it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
#: 0: recalculate always. By default LibreOffice shows the cached value of a formula.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>
"""


def convert(path: Path, folder: Path, to: str) -> Path:
    """Convert ``path`` into ``folder``; ``to`` is an extension or LibreOffice's ``extension:filter``.

    soffice exits with 0 even when it fails, so the file itself is looked for.
    """
    assert SOFFICE, "LibreOffice is not installed"
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    out = folder / "converted"
    profile = f"-env:UserInstallation={user.parent.as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", to, "--outdir", str(out), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    made = out / path.with_suffix("." + to.partition(":")[0]).name
    assert made.exists(), done.stderr
    return made


def recalculated(path: Path, folder: Path) -> Path:
    """The workbook with every formula calculated anew by LibreOffice."""
    return convert(path, folder, "xlsx:Calc MS Excel 2007 XML")
