"""``python -m tools.portable``: the folder for this system, or with ``--embedded`` python.org's package, for Windows."""

from __future__ import annotations

import argparse
import compileall
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from py_compile import PycInvalidationMode

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
#: What an officer needs: pages, and workbooks with a password.
WANTED = "recon[page,crypto]"
#: What click and uvicorn ask for on Windows alone, which pip does not see from another system.
WINDOWS = "colorama"
#: Parts of Python that nothing here asks for.
LEFT_OUT = shutil.ignore_patterns(
    "site-packages",
    "test",
    "tests",
    "idlelib",
    "tkinter",
    "turtledemo",
    "ensurepip",
    "lib2to3",
    "__pycache__",
    "config-*",
    "*.a",
)
#: Tests of packages, a fifth of the folder.
TESTS = ("numpy/**/tests", "pandas/tests")
_EMBEDDED = re.compile(r"python-(3\.\d+)\.\d+-embed-amd64\.zip")


def own(folder: Path) -> Path:
    """Copy the Python that runs this into ``folder``; its folder of packages."""
    base, version = Path(sys.base_prefix), f"python{sys.version_info.major}.{sys.version_info.minor}"
    (folder / "bin").mkdir(parents=True)
    shutil.copy2(base / "bin" / version, folder / "bin" / "python3")
    shutil.copytree(base / "lib" / version, folder / "lib" / version, ignore=LEFT_OUT, symlinks=True)
    if sysconfig.get_config_var("Py_ENABLE_SHARED"):
        for library in (base / "lib").glob("libpython3*.so*"):
            shutil.copy2(library, folder / "lib")
    return folder / "lib" / version / "site-packages"


def embedded(archive: Path, folder: Path) -> Path:
    """Unpack python.org's embeddable package and let it find packages; its folder of packages."""
    with zipfile.ZipFile(archive) as package:
        package.extractall(folder)
    for paths in folder.glob("python*._pth"):
        paths.write_text(paths.read_text("utf-8").replace("#import site", "Lib\\site-packages\nimport site"), "utf-8")
    return folder / "Lib" / "site-packages"


def packages(target: Path, wheels: Path, *asked: str) -> None:
    """Install what is wanted, and what else is asked of pip, into a folder from the wheels of ``make wheels`` alone."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "-q",
        "--no-compile",
        "--no-index",
        "--only-binary=:all:",
    ]
    subprocess.run([*command, "--find-links", str(wheels), "--target", str(target), *asked, WANTED], check=True)


def compiled(folder: Path) -> None:
    """Compile what is to run, once and for all: a start from source takes four times as long.

    Sticks keep times to two seconds only, so that what is compiled is never held against its source.
    """
    mode = PycInvalidationMode.UNCHECKED_HASH
    compileall.compile_dir(folder, quiet=2, maxlevels=50, invalidation_mode=mode)


def main() -> None:
    """Make the folder anew."""
    asked = argparse.ArgumentParser(prog="python -m tools.portable", description=__doc__)
    asked.add_argument(
        "--embedded",
        type=Path,
        help="python-3.x.y-embed-amd64.zip of python.org: make the folder for Windows",
    )
    asked.add_argument("--wheels", type=Path, default=ROOT / "dist" / "wheels", help="what make wheels fetched")
    asked.add_argument("-o", "--output", type=Path, default=ROOT / "dist" / "recon-portable")
    options = asked.parse_args()
    folder = options.output
    shutil.rmtree(folder, ignore_errors=True)
    if options.embedded is None:
        target, same = own(folder / "python"), True
        packages(target, options.wheels)
        scripts = ("recon.sh",)
    else:
        found = _EMBEDDED.fullmatch(options.embedded.name)
        if found is None:
            asked.error("--embedded: python-3.x.y-embed-amd64.zip")
        target = embedded(options.embedded, folder / "python")
        packages(target, options.wheels, "--platform", "win_amd64", "--python-version", found[1], WINDOWS)
        scripts, same = ("recon.bat",), found[1] == f"{sys.version_info.major}.{sys.version_info.minor}"
    for pattern in TESTS:
        for tests in [*target.glob(pattern)]:
            shutil.rmtree(tests)
    if same:  # else Windows compiles at the first start
        compiled(folder / "python")
    for name in (*scripts, "说明.txt"):
        shutil.copy2(HERE / name, folder)
    print(folder)


if __name__ == "__main__":
    main()
