"""``python -m tools.walk``: how often a report passes through each part of the package, counted over one clean and one failing form.

Printed as a table: calls that come into a part from another one, and the functions entered most often from outside.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path
from types import FrameType

from bench.forms import build
from recon import engine

ROOT = Path(engine.__file__).parent
ROWS = 100
#: Functions that are named.
NAMED = 12


def part(path: str) -> str:
    """The part of the package that a file of it belongs to; empty for files of others."""
    return Path(path).relative_to(ROOT).parts[0].removesuffix(".py") if path.startswith(str(ROOT)) else ""


def walk(path: Path) -> tuple[Counter[str], Counter[str]]:
    """Calls into each part from another part while a file is checked: by part, and by function."""
    parts: Counter[str] = Counter()
    functions: Counter[str] = Counter()

    def seen(frame: FrameType, event: str, _: object) -> None:
        if event != "call" or not (here := part(frame.f_code.co_filename)):
            return
        caller = frame.f_back
        if caller is not None and part(caller.f_code.co_filename) not in ("", here):
            parts[here] += 1
            functions[f"{here}.{frame.f_code.co_qualname}"] += 1

    sys.setprofile(seen)
    try:
        engine.validate_file(path)
    finally:
        sys.setprofile(None)
    return parts, functions


def main() -> None:
    """Print both walks side by side."""
    with tempfile.TemporaryDirectory() as folder:
        walks = []
        for share in (0.0, 0.1):
            path = Path(folder) / f"{share}.xlsx"
            build(path, ROWS, share)
            engine.validate_file(path)  # what is loaded and cached once is not counted
            walks.append(walk(path))
    (clean, _), (failing, entered) = walks
    print(f"calls from other parts, {ROWS} rows: clean, failing")
    for name, _ in failing.most_common():
        print(f"{name:20}{clean[name]:8,}{failing[name]:8,}")
    print("entered most often, failing")
    for name, count in entered.most_common(NAMED):
        print(f"{count:8,}  {name}")


if __name__ == "__main__":
    main()
