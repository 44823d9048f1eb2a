"""``python -m tools.walk``: how often a report passes through each part of the package, counted over one clean and one failing form.

Printed as a table: how calls run between the layers of ``tests/test_architecture.py``, calls that come into a part from another
one, and the functions entered most often from outside.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from bench.forms import build
from recon import engine
from tests.test_architecture import RANK

ROOT = Path(engine.__file__).parent
ROWS = 100
#: Functions that are named.
NAMED = 12


def part(path: str) -> str:
    """The part of the package that a file of it belongs to; empty for files of others."""
    return Path(path).relative_to(ROOT).parts[0].removesuffix(".py") if path.startswith(str(ROOT)) else ""


@dataclass
class Walk:
    """The calls of one check: between layers, by function that is looked for again and again, by part, by function."""

    layers: Counter[str] = field(default_factory=Counter)
    parts: Counter[str] = field(default_factory=Counter)
    functions: Counter[str] = field(default_factory=Counter)
    #: The parts at work, the innermost last, each as often as it was entered.
    _open: list[str] = field(default_factory=list)

    def seen(self, frame: FrameType, event: str, _: object) -> None:
        """Count one event of the profiler."""
        here = part(frame.f_code.co_filename)
        caller = part(frame.f_back.f_code.co_filename) if frame.f_back is not None else ""
        if event == "call" and caller and frame.f_code.co_name == "to_schema":
            self.layers["to_schema"] += 1
        if not here:
            return
        if event == "return" and self._open:
            self._open.pop()
        elif event == "call":
            self._called(here, caller, frame.f_code.co_qualname)
            self._open.append(here)

    def _called(self, here: str, caller: str, name: str) -> None:
        self.layers["grid.find"] += (here, name) == ("grid", "find")
        if not caller:
            return
        ranks = RANK[caller], RANK[here]
        self.layers["stays"] += ranks[0] == ranks[1]
        self.layers["climbs"] += ranks[0] < ranks[1]
        if here != caller:
            self.layers["returns"] += here in self._open
            self.parts[here] += 1
            self.functions[f"{here}.{name}"] += 1


#: Kinds of calls as they are printed: within a layer, into a part that is at work already, from a lower layer into a higher one.
KINDS = ("stays", "returns", "climbs", "grid.find", "to_schema")


def walk(path: Path) -> Walk:
    """The calls of checking a file."""
    counted = Walk()
    sys.setprofile(counted.seen)
    try:
        engine.validate_file(path)
    finally:
        sys.setprofile(None)
    return counted


def main() -> None:
    """Print both walks side by side."""
    with tempfile.TemporaryDirectory() as folder:
        walks = []
        for share in (0.0, 0.1):
            path = Path(folder) / f"{share}.xlsx"
            build(path, ROWS, share)
            engine.validate_file(path)  # what is loaded and cached once is not counted
            walks.append(walk(path))
    clean, failing = walks
    print(f"calls, {ROWS} rows: clean, failing")
    for name in KINDS:
        print(f"{name:20}{clean.layers[name]:8,}{failing.layers[name]:8,}")
    print("from other parts")
    for name, _ in failing.parts.most_common():
        print(f"{name:20}{clean.parts[name]:8,}{failing.parts[name]:8,}")
    print("entered most often, failing")
    for name, count in failing.functions.most_common(NAMED):
        print(f"{count:8,}  {name}")


if __name__ == "__main__":
    main()
